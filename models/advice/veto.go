package advice

// vetoes are patterns that make a sentence no advice, whatever else it says.
// yes is a sentence that one refuses.
var vetoes = []struct{ pattern, yes string }{
	{"^ read|learn|find|see|discover|hear|know more|further|out|also|below|above|how|why|what|about", "Read more about sleep."},
	{"^ check|checking out", "Check out our guide to sleep."},
	{"^ click|tap|scroll|subscribe|follow|share|like|tweet|pin|comment|print|save us|here|this|on|below|to|now|page|article", "Click here for the list."},
	{"for|to ... information|details|resources|tips|guidance|guide|advice|options|help .. , visit|see|go|check|read|call|contact|click", "For more information, visit our site."},
	{"^ skip|jump|go|back|return to main|content|top|navigation|home", "Skip to main content."},
	{"^ find .. near|online", "Find services near you"},
	{"^ contact us", "Contact us for a price."},
	{"^ get|see|browse|view|explore|watch tips|help|started|answers|all|the|latest|results|our|this|these|more|full|video", "Get tips for better sleep."},
	{"^ download|install", "Download the leaflet."},
	{"^ remember that|it|there|how", "Remember that all bodies differ."},
	{"^ step <number>", "Step one."},
	{"^ note|know|understand|recognise|recognize|realise|realize|consider that|it|you|there|the|many|some|how", "Understand that all bodies differ."},
	{"^ bear|keep in mind", "Keep in mind that all bodies differ."},
	{"^ be|rest aware|assured|certain|advised that|it|you", "Be aware that all bodies differ."},
	{"^ note|remember|see|compare :|,|that", "Note that it may sting."},
	{"^ do not worry|panic|feel|be discouraged|afraid|alarmed|surprised|guilty|bad|if|about", "Do not worry if it takes long."},
	{"^ take|have a look|peek|glance", "Take a look at the chart."},
	{"^ imagine|suppose|say|picture|guess|ask|try you|that|this|if|of|about|yourself", "Imagine that you sleep well."},
	{"^ think you|that|this|if|of|yourself|twice", "Think of a cat."},
	{"^ think about <det>|<pronoun>|how|what|why|when|where", "Think about how you sleep."},
	{"^ call|order|act|book|buy|try now|today|free", "Call now for a quote."},
	{"to note|remember|know|understand|recognise|recognize|realise|realize|mention|point|stress that|how|why|what|if|there|it|you|out", "It is important to note that it was small."},
	{"^ walk|ask|open|go|look|pick|read|search ... and you|they will|can <adverb>* see|find|tell|discover|notice|meet", "Walk into any shop and you will see sugar."},
	{"told|asked his|her|him|my|me|us", "You should rest, she told her son."},
	{"^ thank|welcome|meet|congratulations|sorry", "Thank you for reading."},
	{"^ let us|me start|begin|look|take|see|explore|dive|talk|face|go|know|be|break|discuss", "Let's look at the facts."},
	{"you should|will|may|might|can <adverb>* feel|notice|expect|experience", "You should feel a stretch."},
	{"this|there should|must|needs", "This should take a week."},
	{"it|these should|must|needs", "It should be cold."},
	{"^ we|people normally|usually|typically|often|generally|tend", "We usually sleep on the side."},
	{"^ start here", "Start here"},
	{"^ open daily|monday|tuesday|seven|weekdays|<number>|until", "Open daily from 9am to 5pm."},
	{"^ allow .. for delivery|processing|shipping|postage", "Allow 28 days for delivery."},
	{"^ drink driving|driver|drivers", "Drink driving laws changed in 2015."},
	{"^ add to|item|items basket|cart|bag|wishlist|to", "Add to basket."},
	{"^ log|sign in|up|out|on", "Log in to comment."},
	{"^ leave|post|write|add a|your|us? comment|comments|reply|review|feedback", "Leave a comment below."},
	{"^ keep reading|scrolling", "Keep reading."},
	{"^ stay tuned|updated", "Stay tuned."},
	{"^ rest assured", "Rest assured, it works."},
	{"you should|will|may|might|can <adverb>* see|get results|improvement|improvements|benefits|a|some|the difference|results|improvement|change|changes", "You should see a difference."},
	{"you should|will|may|might|can <adverb>* see|get results|improvement|improvements|benefits", "You should see results in a month."},
	{"you should|will|may|might|can <adverb>* start|begin to|feeling|noticing|seeing feel|notice|see|sleep|look|better|results", "You should start to feel better."},
	{"no need to", "There is no need to add salt."},
	{"you would need|have to", "You would need to run for hours."},
	{"do|does|did not need|have|has|want to", "You do not need to run."},
	{"participants|subjects|volunteers|respondents|mice|rats|researchers|scientists ... were|had|who|found|reported|ate|slept|drank|walked|took", "Participants who ate late slept badly."},
	{"who|that|which <adverb>* should", "A man who should rest sat down."},
	{"see|refer|table|figure|chapter to|below|above|table|figure", "See below."},
	{"if|as you are|manage|run|own|supervise an|a|the? <body>", "If you are an employer, you must carry out checks."},
	{"^ you|we have <done>|been|run|come|become|probably", "You have run a long way."},
	{"^ no idea|doubt|wonder|problem|evidence|reason|difference|surprise|change|link|effect|effects|benefit|harm|study|studies|significant|pun|cause|cure|guarantee|thanks|information", "No idea if it is from the sleep."},
	{"worth remembering|noting|mentioning|knowing|pointing|saying|repeating", "It is worth knowing that few rest."},
	{"^ next? review|update|revision|reviewed|updated due|date|by|on|:", "Next review due August 2026."},
	{"which|that|who|it is|are <adverb>* supposed|meant|thought|said|known|believed to", "Tea is cheap, which is supposed to help."},
	{"participants|subjects|volunteers|respondents|recruits .. are|were|was|is|will|would|be <adverb>* be? asked|told|instructed|assigned|given|allocated|required|invited|randomised|randomized|encouraged", "Volunteers will be asked to walk for an hour a day."},
	{"patients|people|women|men|adults|workers|those|children in|on the|one|each|either|a .. group|groups|arm|arms .. are|were|was|is|will|would|be <adverb>* be? asked|told|instructed|assigned|given|allocated|required|invited|randomised|randomized|encouraged", "People in the other group are asked to walk each day."},
	{"you|we|i have|had <adverb>* been told|advised|warned|asked|encouraged", "Perhaps you have been told to rest."},
	{"^ <base>|<verb>? contact|contacts|enquiries|inquiries|correspondence|credit|credits|topics|tags|keywords|tel|telephone|email|fax|funding :", "Press contact: press office, 9 a.m. to 5 p.m."},
	{"^ ... ( log|sign|login|subscribers|members|registration in|up|only|required|needed", "Play the song twice (log in to listen)."},
	{"^ listen|watch to? the|this|our .. audio|video|episode|recording|clip|interview", "Listen to the audio."},
	{"^ save|get|enjoy|take up? to? <number> %|months|weeks|days|issues ... off|free|when|today|join|subscribe|spend|trial", "Save 20% when you spend more."},
	{"^ see|refer to? the? figure|fig|table|chapter|section|box|page|appendix|image|diagram|photo", "See Figure 2."},
	{"^ look at the|this|that|these figure|figures|graph|chart|table|numbers|data|picture|diagram|map|results", "Look at the graph."},
	{"^ pay in|by .. instalments|installments|payments", "Pay in 4 instalments of 20 pounds each and more."},
	{"^ you|we may|might|could <adverb>* have|be|feel|find|notice|experience|need|get", "You may feel tired."},
}

// idle are the "should" and "must" that advise nobody to do anything.
var idle = []struct{ pattern, yes string }{
	{"should|must not? <adverb>* be <adverb>* noted|regulated|able|surprised|confused|interpreted|considered|remembered|banned|tested|determined|approved|studied|investigated|allowed|told|called|free|proud|ashamed|aware|higher|lower|significant|possible|easy|fine|safe|familiar|stressed|examined|explored|replicated|confirmed|trusted|permitted|entitled|empowered|required|forced|obliged|expected|emphasised|emphasized|mentioned|said|clear|enough|obvious|funded|better|worse|repeated",
		"It should be noted that few sleep well."},
	{"should|must not? <adverb>* have|keep|retain the|a|more|greater|better|easier|equal? right|freedom|access|rights|choice|power|say", "People should have the right to choose."},
	{"should|must <adverb>* settle|subside|fade|disappear|heal .. within|about|up|between|no|a|<number>|away|down|in", "The swelling should settle in a week."},
}

var idlePatterns = func() []pattern {
	var out []pattern
	for _, r := range idle {
		out = append(out, compile(r.pattern))
	}
	return out
}()

var vetoPatterns = func() []pattern {
	var out []pattern
	for _, r := range vetoes {
		out = append(out, compile(r.pattern))
	}
	return out
}()

var currencies = words("$ £ € ¥")

// asking words begin headings that ask, with or without the mark.
var asking = words("why what when where who which how")

// asks says whether s is a question, which only "why not" and "how about" make
// advice of.
func (s *sentence) asks() bool {
	for i := len(s.t) - 1; i >= 0 && i > len(s.t)-4; i-- {
		if s.t[i].word == "?" {
			m := s.main
			return !(word(s.t, m, "why") && word(s.t, m+1, "not") || (word(s.t, m, "how") || word(s.t, m, "what")) && word(s.t, m+1, "about"))
		}
		if !s.t[i].is(isClauseEnd) {
			return false
		}
	}
	return false
}

func (s *sentence) vetoed() bool {
	if s.asks() || s.kind == Heading && asking[wordAt(s.t, s.start)] && !word(s.t, s.start+1, "not") {
		return true
	}
	if len(s.t) < 9 && s.has(currencies) {
		return true // "Surf lessons $45"
	}
	later := -1
	if s.main < len(s.t) && !imperativeAt(s.t, s.main) {
		later = s.laterOrder()
	}
	order := s.main < len(s.t) && imperativeAt(s.t, s.main)
	for _, p := range vetoPatterns {
		if order && !p.anchored && p.first != nil && !p.first["for"] {
			continue // these are about told sentences
		}
		if p.anchored {
			if s.main < len(s.t) {
				if _, _, ok := p.match(s, s.main); ok {
					return true
				}
				if _, _, ok := p.match(s, s.start); ok && s.label {
					return true
				}
			}
			continue
		}
		for i := range s.t {
			if s.after && s.t[i].word == "it" && word(s.t, i+2, "be") && i+3 < len(s.t) && s.t[i+3].is(isPart) {
				continue // "When a laptop is used for long, it should be raised"
			}
			if _, _, ok := p.match(s, i); ok && i >= later && (!s.masked(i) || p.first["if"]) {
				return true
			}
		}
	}
	return false
}
