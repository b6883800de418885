package advice

import (
	"cmp"
	"slices"
	"strings"
)

func sortBySpan(found []Finding) {
	slices.SortStableFunc(found, func(a, b Finding) int { return cmp.Or(a.Start-b.Start, a.End-b.End) })
}

// act is one thing that a sentence tells to do, from token at to end.
type act struct {
	at, end    int
	rule, why  string
	confidence float64
	polarity   Polarity
}

var whys = map[string]string{
	"order": "It tells you to do this.", "order not": "It tells you not to do this.", "order if": "It tells you what to do in a case.",
	"none": "It says no to something.", "summary": "It stands in a line that sums up what to do.",
	"tied": "It stands in a list of when to do something.", "item": "It stands in a list of advice.", "thing": "It stands in a list of what to have or to avoid.",
}

// advice returns what s advises; its places are in bytes still. first is true
// for the first sentence of its block.
func (s *sentence) advice(first bool) []Finding {
	if s.vetoed() {
		return nil
	}
	acts := s.orders()
	if len(acts) == 0 {
		if a, ok := s.cued(); ok {
			acts = append(s.spread(a), s.further(a)...)
		}
		if a, ok := s.item(first); ok && (len(acts) == 0 || acts[0].confidence < a.confidence) {
			acts = []act{a}
		}
	}
	if len(acts) == 0 {
		acts = s.summary()
	} else if sums := s.summary(); len(sums) >= len(acts) && acts[0].rule != "order" {
		acts = sums
	} else {
		acts = s.nones(acts)
	}
	var out []Finding
	var ahead Window // "21:30–22:00 Brush the teeth and dim the lights"
	if len(acts) > 1 && acts[0].at > 0 {
		ahead = windowIn(s.part(0, acts[0].at))
	}
	for n, a := range acts {
		from := a.at
		if n == 0 {
			from = 0
		}
		for _, f := range s.findings(a, from) {
			if ahead.Set && !f.Window.Set {
				f.Window = ahead
			}
			if n > 0 && f.Frequency.Per == "" && len(out) > 0 && out[len(out)-1].Frequency.Per == PerSession {
				f.Frequency.Per = PerSession // "before a run do this, and finish with that"
			}
			out = append(out, f)
		}
	}
	return out
}

// orders finds the imperatives of s: at its main clause, after a condition,
// and after a comma or an "and" that sets off another.
func (s *sentence) orders() []act {
	t := s.t
	i := s.main
	if i >= len(t) || !imperativeAt(t, i) {
		i = s.laterOrder()
		if i < 0 {
			return nil
		}
	}
	a := act{at: i, rule: "order", confidence: .8}
	switch v := verbAt(t, i); {
	case s.after:
		a.rule = "order if"
		a.confidence = .8
	case v > i && turned(s, i) == Avoid:
		a.rule = "order not"
	case t[v].is(isNoun) && (s.kind == Heading || len(t) < 3) && v+1 < len(t):
		a.confidence = .7
	}
	if len(t) == 1 || len(t) == 2 && t[1].is(isClauseEnd) {
		a.confidence = .4
	}
	if v := verbAt(t, i); t[v].is(isNoun) && s.kind == Item && len(t) < 4 && v+1 < len(t) && !t[v+1].is(isDet|isPronoun|isPrep|isAdverb|isNumber) && (!s.among && s.lead != advises && s.lead != asksFor || t[v+1].is(isThird) && !t[v+1].is(isVerb)) {
		a.confidence = .45
	}
	if s.lead == tells && s.kind == Item {
		a.confidence = .3
	}
	if s.kind == Item && s.lead == avoids && turned(s, i) == "" {
		a.polarity = Avoid
	}
	a.why = whys[a.rule]
	return s.split(a)
}

// aiming says whether an infinitive stands between the tokens i and end, which
// the verb after an "and" may go on with.
func aiming(t []token, i, end int) bool {
	for k := i; k < end; k++ {
		if t[k].word == "to" && t[k+1].is(isVerb) {
			return true
		}
	}
	return false
}

// transitive says whether the order at token i goes on to what it is done to,
// and that is no mere "it".
func transitive(t []token, i int) bool {
	v := verbAt(t, i)
	if v < 0 || v+1 >= len(t) {
		return false
	}
	next := t[v+1]
	if next.word == "at" && (word(t, v+2, "least") || word(t, v+2, "most")) || next.word == "up" && word(t, v+2, "to") {
		return true
	}
	return !next.is(isClauseEnd|isPrep|isOpener|isVerb|isGerund|isAdverb) && next.word != "to" && next.word != "or" && (!next.is(isPronoun) || next.is(isDet))
}

// laterOrder finds an order after a semicolon, colon, dash or "so" within a
// sentence that does not begin with one.
func (s *sentence) laterOrder() int {
	t := s.t
	for i := s.main + 1; i+1 < len(t); i++ {
		if t[i].word == "," && word(t, i+1, "and") && i+3 < len(t) && t[i+2].depth == 0 && (word(t, i+2, "do") && word(t, i+3, "not") || word(t, i+2, "never") || word(t, i+2, "always")) && imperativeAt(t, i+2) {
			return i + 2
		}
		switch t[i].word {
		case "but":
			if i+1 < len(t) && !word(t, i+1, "limit") && !word(t, i+1, "avoid") && !word(t, i+1, "never") && !(word(t, i+1, "do") && word(t, i+2, "not")) {
				continue
			}
			if t[i+1].depth == 0 && imperativeAt(t, i+1) {
				return i + 1
			}
			continue
		case ";", "–", ":":
		case ",":
			if !word(t, i+1, "so") && !word(t, i+1, "then") && !word(t, i+1, "but") && !word(t, i+1, "please") {
				continue
			}
		case "so":
			if !word(t, i-1, ",") {
				continue
			}
		default:
			continue
		}
		at := s.open(i + 1)
		if at < len(t) && (t[at].word == "if" || t[at].word == "when") {
			if end := s.conditionEnd(at); end > at {
				at = s.open(end + 1)
			}
		}
		if at < len(t) && t[at].depth == 0 && imperativeAt(t, at) && (!t[verbAt(t, at)].is(isNoun) || verbAt(t, at)+1 < len(t) && t[verbAt(t, at)+1].is(isDet|isPronoun)) {
			return at
		}
	}
	return -1
}

// split cuts an order at further orders: "do this, and do that".
func (s *sentence) split(a act) []act {
	t := s.t
	acts := []act{a}
	if word(t, verbAt(t, a.at), "repeat") {
		return acts // what follows are steps of one exercise
	}
	for i := a.at + 1; i+1 < len(t); i++ {
		last := &acts[len(acts)-1]
		at, next := i+1, a
		if t[i].word == ":" {
			if s.masked(i) || !imperativeAt(t, at) || s.sameWay(at, last.at) {
				break
			}
			next.polarity = ""
		} else {
			if t[i].word == "repeat" {
				break
			}
			if at = s.joined(i); at < 0 || !s.opens(i, at, last.at) {
				continue
			}
			if forbids(t, at) {
				next.polarity = ""
			}
		}
		last.end = i
		next.at, next.end = at, 0
		acts = append(acts, next)
		i = max(at, verbAt(t, at))
	}
	if len(acts) > 4 {
		acts = acts[:1]
		acts[0].end = 0
	}
	return acts
}

// joined is where an order begins after the comma, "and", "but" or "then" at
// token i, or -1.
func (s *sentence) joined(i int) int {
	t := s.t
	if s.masked(i) || t[i].depth > 0 || t[i].word != "," && t[i].word != "and" && t[i].word != ";" && t[i].word != "but" && t[i].word != "then" {
		return -1
	}
	at := i + 1
	for at < len(t) && (t[at].word == "and" || t[at].word == "then" || t[at].word == "but" || t[at].word == "also") {
		at++
	}
	if at >= len(t) || !imperativeAt(t, at) {
		return -1
	}
	return at
}

// sameWay says whether the actions at two tokens are both to be done, both
// limited or both avoided.
func (s *sentence) sameWay(at, last int) bool {
	return polarityAt(s, at, Measure{}) == polarityAt(s, last, Measure{})
}

// forbids says whether "do not" or "never" stands at token i.
func forbids(t []token, i int) bool {
	return word(t, i, "do") && word(t, i+1, "not") || word(t, i, "never")
}

// opens says whether the order at token at, joined at token i to the one at
// token last, is an action of its own, and not a noun or the next step.
func (s *sentence) opens(i, at, last int) bool {
	t := s.t
	v := verbAt(t, at)
	comma := t[i].word == "," || t[i].word == ";"
	same := s.sameWay(at, last)
	if word(t, v, "do") && (word(t, v+1, "it") || word(t, v+1, "so") || word(t, v+1, "this")) && !forbids(t, at) || same && word(t, at, "do") && word(t, v, "forget") {
		return false // "and do it slowly", "and don't forget the ears"
	}
	if forbids(t, at) && v-at < 4 && (at-last > 3 || comma && at > last+1) {
		return true
	}
	switch {
	case t[i-1].is(isVerb) && word(t, i-2, "to") && !comma,
		continuing[t[v].word] && !comma && same && !s.isOnce(last),
		word(t, v, "repeat"):
		return false
	case comma && at == i+1 && (word(t, v+1, "it") || word(t, v+1, "them")), comma && word(t, at-1, "then"):
		if same && !forbids(t, at) && s.isOnce(at) == s.isOnce(last) {
			return false // the next step of the same
		}
	}
	objects := !comma && !aiming(t, last, i) && transitive(t, at) && (transitive(t, last) && i-last > 2 || !t[v].is(isNoun) && i-last > 3)
	noun := t[v].is(isNoun) && !ended(t, i) && !word(t, at-1, "but") && !word(t, at-1, "then") && (v+1 >= len(t) || !t[v+1].is(isDet|isPronoun|isPrep|isNumber))
	differs := !same || !aiming(t, last, i) && s.isOnce(at) != s.isOnce(last)
	return !noun && at-last >= 3 && len(t)-v >= 3 && (differs || objects || comma && v+1 < len(t) && !t[v+1].is(isClauseEnd))
}

// continuing are verbs after an "and" that go on with the same: "start with one
// set and add a second".
var continuing = words("repeat add build increase feel see notice enjoy")

// ended says whether what stands before token i ends a clause: an amount of
// time, how often, an adverb.
func ended(t []token, i int) bool {
	if i > 0 && t[i-1].word == "," {
		i--
	}
	if i < 2 {
		return false
	}
	w := t[i-1]
	_, ly := periodly[w.word]
	return ly || periodWord(w.word) != "" && t[i-2].is(isDet|isPrep) || units[w.word].kind == inTime || w.word == ")" || w.word == "well" || strings.HasSuffix(w.word, "ly") && w.is(isAdverb)
}
