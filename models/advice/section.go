package advice

// lead is what a heading or the line above a list says of what follows.
type lead uint8

const (
	noLead   lead = iota
	advises       // tips, ways, "you should:"
	avoids        // "foods to avoid", "do not:"
	limits        // "limit:"
	tells         // benefits, symptoms, causes: no advice
	asksFor       // "you need:", "try to eat:": things by themselves are advice
	cites         // a list of references
	tellsDay      // a routine, a timetable
)

// leads are tried in order on a heading or on the line above a list.
var leads = []struct {
	pattern string
	lead    lead
	strict  bool // only for a line that ends with a colon
	yes     string
}{
	{"it|this|that|which|they can|may|will|could|might help you|us|to|with $", tells, true, "It can help you:"},
	{"it|this|they|that can|may|will help|lead|cause|make|reduce|improve|lower", tells, true, "It can help you:"},
	{"^ references|bibliography|citations|endnotes|footnotes|sources :? $", cites, false, "References"},
	{"numbers|benefits|symptoms|signs|causes|risks|effects|myths|facts|examples|consequences|types|ingredients|sources|complications|definition|definitions|history|references|bibliography|results|overview|statistics|advantages|disadvantages|factors|mistakes|side-effects|contents|resources|links|related|glossary|warning",
		tells, false, "Signs of poor sleep"},
	{"this|our|the study|trial|research|paper adds|added|found|finds|shows|showed|involved|means", tells, false, "What this study adds"},
	{"what counts|qualifies", tells, false, "What counts as a drink"},
	{"are|is|been <adverb>* associated|linked|connected with|to ... : $", tells, true, "Several things are associated with poor sleep:"},
	{"found|contained|used|listed in|by|on|at :? $", tells, true, "One drink is what is found in:"},
	{"if|when|unless you|he|she|they|your|it :? $", tells, false, "Do not drink if you:"},
	{"if|when|unless .. any|one of the following :? $", tells, false, "Do not drink if you have any of the following:"},
	{"because|such|including|includes|include|contain|contains|associated|linked|caused|called|means|mean|shows|showed|found|provides|suffer as|:? $", tells, true, "This matters because:"},
	{"why|what is|are|does|do|happens|causes", tells, false, "Why does sleep matter?"},
	{"foods|drinks|things|habits|products|exercises|activities|what .. to <adverb>* avoid|skip|eliminate $", avoids, false, "Foods to avoid"},
	{"do not|n't <verb>? :? )? :? $", avoids, false, "Do not do:"},
	{"^ do not|never :? $", avoids, false, "Don't"},
	{"^ do :? $", advises, false, "DO"},
	{"avoid|avoiding|skip|stop|quit|never : $", avoids, true, "Avoid:"},
	{"should|must|to not|avoid .. : $", avoids, true, "You should avoid:"},
	{"foods|drinks|things|what .. to limit|reduce $", limits, false, "Foods to limit"},
	{"limit|reduce|minimise|minimize : $", limits, true, "Limit:"},
	{"you|adults|people|children|everyone <adverb>* need : $", asksFor, true, "You need:"},
	{"should|must|to|try|aim <adverb>* eat|drink|include|choose|wear|use|get|have|take|do|consume : $", asksFor, true, "You should eat:"},
	{"^ eat|drink|choose|include|enjoy|wear|use|pick <adverb>* more? : $", asksFor, true, "Eat more:"},
	{"routine|timetable|schedule|day|plan|clock|hour|morning|evening|week", tellsDay, false, "My morning routine"},
	{"tips|ways|steps|advice|suggestions|recommendations|strategies|guidelines|ideas|habits|rules|checklist|remedies|self-care|prevention|protect|prevent|to-do|dos|practices|techniques|tricks|hacks|how|should|try|can|things|remember|recommend|recommended|following|treatment|lifestyle|improve|reduce|help|better|do|follow",
		advises, false, "Tips for better sleep"},
	{"to <verb>", advises, false, "To protect yourself"},
	{"<gerund>", advises, false, "Preventing falls"},
}

type compiledLead struct {
	pattern pattern
	lead    lead
	strict  bool
}

var compiledLeads = func() []compiledLead {
	var out []compiledLead
	for _, r := range leads {
		out = append(out, compiledLead{compile(r.pattern), r.lead, r.strict})
	}
	return out
}()

// leadOf reads a heading, or the line above a list.
func leadOf(s *sentence) lead {
	if len(s.t) > 60 {
		return noLead
	}
	colon := len(s.t) > 0 && (word(s.t, len(s.t)-1, ":") || s.kind == Paragraph)
	for _, r := range compiledLeads {
		if r.strict && !colon {
			continue
		}
		for i := range s.t {
			if _, _, ok := r.pattern.match(s, i); ok {
				return r.lead
			}
		}
	}
	return noLead
}
