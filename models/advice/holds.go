package advice

// holds says whether s has what the cue c, found from token i to end, needs.
func (s *sentence) holds(c *cue, i, at, end int) bool {
	if c.rule == "it is best to" || c.rule == "good idea" || c.rule == "it can help to" {
		for k := max(0, i-3); k < at; k++ {
			if word(s.t, k, "not") || word(s.t, k, "never") || word(s.t, k, "no") {
				return false
			}
		}
	}
	switch c.needs {
	case amount:
		if c.rule == "enough" {
			d := dosesIn(s)
			if len(d) == 0 || d[0].kind == inFraction || d[0].i > end {
				return false
			}
		}
		if c.rule == "needs an amount" && s.subject(i) != forReader && !word(s.t, i-1, "they") {
			return false
		}
		if c.rule == "recommends an amount" && s.subject(i) == ofStudy {
			return false
		}
		return len(dosesIn(s)) > 0 || windowIn(s).Set || often(s).Per != "" && c.rule != "needs an amount" && c.rule != "enough" && c.rule != "guideline" && c.rule != "with a limit"
	case number:
		return s.numbered(end)
	case hours:
		return windowIn(s).Set
	case people:
		return s.subject(i) == forReader
	case nobody:
		return s.t[i].word == "nobody" || word(s.t, i-1, "no")
	case reader:
		if s.subject(i) == unnamed && (inert[wordAt(s.t, at)] || at >= 0 && !s.t[at].is(isVerb)) {
			return false
		}
		if word(s.t, at, "be") && at+1 < len(s.t) && s.t[at+1].is(isPart) {
			return false
		}
		return s.subject(i) == forReader || s.subject(i) == unnamed && c.rule != "by doing"
	case anybody:
		k := s.subject(i)
		return k != forBody && k != ofStudy
	case aim:
		if n := wordAt(s.t, end); c.rule == "is recommended" && (n == "by" || n == "as" || n == "in" || n == "to") {
			return false
		}
		if s.subject(i) == ofStudy && !word(s.t, i, "recommend") && !word(s.t, i, "recommends") {
			return false
		}
		return !s.bodyNear(i, end)
	case inItem:
		return s.kind == Item
	case heading:
		return !s.label && !word(s.t, len(s.t)-1, ".") && !word(s.t, len(s.t)-1, "\"")
	case deed:
		return at < 0 || at >= len(s.t) || !s.t[at].is(isState)
	case fragment:
		if i != s.main || s.told() || len(s.t) > 25 || s.kind == Heading {
			return false
		}
		f := often(s)
		return s.lead != tells && !s.has(tellers) && len(dosesIn(s)) > 0 && (f.Per == PerDay || f.Per == PerWeek)
	case verbless:
		return !s.told()
	case inRoutine:
		return (s.lead == tellsDay || s.lead == advises) && (len(dosesIn(s)) > 0 || windowIn(s).Set || often(s).Per != "")
	}
	return true
}

// inert are verbs that say of a thing what it is, not what to do with it.
var inert = words("include provide contain be help cover rise feel last take have come go start begin apply become give make work meet state")

// tellers are words of somebody who tells of a day.
var tellers = words("i we he she they last ago yesterday")

// numbered says whether a number stands at or after token i.
func (s *sentence) numbered(i int) bool {
	for _, t := range s.t[max(0, i-1):] {
		if t.is(isNumber) {
			return true
		}
	}
	return false
}

// bodyNear says whether the advice goes to a firm, doctor or office.
func (s *sentence) bodyNear(i, end int) bool {
	for k := i; k < end && k < len(s.t); k++ {
		if s.t[k].is(isBody) {
			return true
		}
	}
	return false
}
