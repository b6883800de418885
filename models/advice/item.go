package advice

// tying are the words with which an item says when to do what the line above
// its list says: "Wash your hands: before cooking".
var tying = words("before after when whenever while every each once")

// ailing are gerunds that tell of a complaint.
var ailing = words("becoming having feeling suffering experiencing lacking missing being gasping")

// item finds advice in an item of a list that has neither an order nor a cue,
// by what its list is for.
func (s *sentence) item(first bool) (act, bool) {
	if s.kind != Item || !first || len(s.t) == 0 || s.lead == tells {
		return act{}, false
	}
	i := s.main
	if i >= len(s.t) {
		return act{}, false
	}
	a := act{at: i, rule: "item", confidence: .55, why: whys["item"]}
	if s.stem != "" && tying[s.t[s.start].word] {
		return act{at: i, rule: "tied", confidence: .6, why: whys["tied"]}, true
	}
	negative := word(s.t, i, "no") || word(s.t, i, "less") || word(s.t, i, "fewer") || word(s.t, i, "more") || word(s.t, i, "not")
	switch {
	case s.told():
		return act{}, false
	case s.lead == avoids || s.lead == limits:
		a.rule, a.why, a.confidence = "thing", whys["thing"], .6
		a.polarity = map[lead]Polarity{avoids: Avoid, limits: Limit}[s.lead]
		return a, true
	case s.lead == asksFor:
		a.rule, a.why, a.confidence = "thing", whys["thing"], .55
		return a, true
	case s.t[i].is(isGerund) && !ailing[s.t[i].word] && (s.lead == advises || s.lead == tellsDay):
		return a, true
	case negative && s.lead == advises:
		return a, true
	case (len(dosesIn(s)) > 0 || windowIn(s).Set) && (s.lead == advises || s.lead == tellsDay || s.among || often(s).Per != ""):
		a.confidence = .5
		return a, true
	}
	return act{}, false
}

// told says whether a finite verb makes s a statement.
func (s *sentence) told() bool {
	for i := s.main; i < len(s.t) && i < s.main+14; i++ {
		if s.t[i].word == "(" || s.t[i].word == "–" || i > s.main+1 && (s.t[i].word == "which" || s.t[i].word == "because" || s.t[i].word == "if" || s.t[i].word == "when") {
			return false
		}
		if (s.t[i].is(isFinite) || s.t[i].word == "have") && s.t[i].depth == 0 && !s.masked(i) {
			return true
		}
	}
	return false
}
