package advice

// turn is a phrase at the beginning of an action that says to limit or avoid.
type turn struct {
	pattern  string
	polarity Polarity
	yes      string
}

// turns are tried in order at the verb of the advice.
var turns = []turn{
	{"do not forget|hesitate|neglect|underestimate|skimp|ignore|skip|worry|overlook|miss|let", Do, "Don't skip breakfast."},
	{"never forget|skip|miss|ignore|neglect", Do, "Never skip breakfast."},
	{"not|never|avoid|avoiding|without exceed|exceeding", Limit, "Do not exceed two cups."},
	{"not to <adverb>* <base> .. more|longer than", Limit, "Adults are advised not to drink more than two cups."},
	{"do not .. more|longer|fewer than", Limit, "Do not drink more than two cups."},
	{"never .. more|longer than", Limit, "Never drink more than two cups."},
	{"avoid|avoiding .. more|longer than", Limit, "Avoid drinking more than two cups."},
	{"do not|n't", Avoid, "Do not smoke."},
	{"never", Avoid, "Never smoke."},
	{"no longer", Avoid, "My morning routine\n\nI no longer weigh myself."},
	{"try|trying|aim|remember|sure|best not to", Avoid, "Try not to snack at night."},
	{"not to", Avoid, "The safest way is not to drink."},
	{"not =<gerund>", Avoid, "The habits include not smoking."},
	{"no", Avoid, "Tips:\n- No screens in bed"},
	{"avoid|avoiding|skip|skipping|quit|quitting|eliminate|eliminating|delay|delaying|stop|stopping|refrain|refraining|abstain|abstaining|exclude|excluding|ditch|ditching|omit|omitting|cease|resist|postpone|avoided|eliminated|skipped|excluded|omitted|beware|ban|forgo|forego|renounce",
		Avoid, "Avoid sweet drinks."},
	{"stay|keep|steer|staying|keeping|steering .. away|clear from|of", Avoid, "Stay away from sweet drinks."},
	{"stay|staying|keep|keeping out of", Avoid, "Stay out of the midday sun."},
	{"stay|steer clear", Avoid, "Steer clear of sweets."},
	{"hold|holding|put|putting off", Avoid, "Hold off on coffee for an hour."},
	{"cut|cutting|leave|leaving out", Avoid, "Cut out sweet drinks."},
	{"give|giving up", Avoid, "Give up sweets."},
	{"say no to", Avoid, "Say no to sweets."},
	{"wait .. before|until|after", Do, "Wait an hour before lying down."},
	{"limit|limiting|reduce|reducing|minimise|minimising|minimize|minimizing|restrict|restricting|decrease|decreasing|curb|moderate|halve|lessen|limited|reduced|minimised|minimized|restricted|ration|lower|lowering",
		Limit, "Limit salt."},
	{"cut|cutting down|back|the|your", Limit, "Cut down on salt."},
	{"scale|dial|ease back|down|off", Limit, "Scale back on salt."},
	{"go|going easy", Limit, "Go easy on the salt."},
	{"be wary|careful of", Limit, "Be wary of sweeteners."},
	{"less|fewer", Limit, "Tips:\n- Less salt, more herbs"},
	{"<verb>|<gerund> less|fewer|smaller", Limit, "Eat less salt."},
	{"<verb>|<gerund> ... less often", Limit, "Eat them less often."},
	{"<verb>|<gerund> .. in|with moderation", Limit, "Drink wine in moderation."},
	{"only? use only? as much|little .. as", Limit, "Only use as much salt as you need."},
	{"keep|keeping .. to a? minimum", Limit, "Keep salt to a minimum."},
}

type compiledTurn struct {
	pattern  pattern
	polarity Polarity
}

var compiledTurns = func() []compiledTurn {
	var out []compiledTurn
	for _, r := range turns {
		out = append(out, compiledTurn{compile(r.pattern), r.polarity})
	}
	return out
}()

// polarityAt says which way the action at token i points. An amount that is at
// most so much makes a limit of what is to be avoided, and of what is to be
// kept within it.
func polarityAt(s *sentence, i int, m Measure) Polarity {
	p := Do
	from := i
	for from > 0 && from > i-3 && (s.t[from-1].word == "not" || s.t[from-1].word == "do" || s.t[from-1].word == "never" || s.t[from-1].word == "longer" || s.t[from-1].word == "no" || s.t[from-1].word == "to" && from > 1 && s.t[from-2].word == "not" || s.t[from-1].is(isAdverb) && !s.t[from-1].is(isVerb)) {
		from--
	}
	for k := from; k <= i && k < len(s.t); k++ {
		if q := turned(s, k); q != "" {
			p = q
			break
		}
	}
	switch {
	case p == Avoid && m.Kind == AtMost:
		return Limit
	case p == Do && m.Kind == AtMost:
		return Limit
	}
	return p
}

func turned(s *sentence, i int) Polarity {
	for _, r := range compiledTurns {
		if _, _, ok := r.pattern.match(s, i); ok {
			return r.polarity
		}
	}
	return ""
}
