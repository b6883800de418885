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

// nones adds what a sentence says no to beside its acts: "Keep the bed for
// sleep: no work, no phone". Several of those are one act.
func (s *sentence) nones(acts []act) []act {
	last := &acts[len(acts)-1]
	if acts[0].rule == "none at a time" || acts[0].rule == "none then" {
		return acts
	}
	for i := max(last.at, 0) + 2; i+2 < len(s.t); i++ {
		if at := i + 1; s.t[i].is(isClauseEnd) && s.t[i].depth == 0 && !s.masked(at) {
			if word(s.t, at, "and") || word(s.t, at, "but") || word(s.t, at, "then") {
				at++
			}
			if !s.denies(at) {
				continue
			}
			last.end = i
			return append(acts, act{at: at, rule: "none", why: whys["none"], confidence: .6, polarity: Avoid})
		}
	}
	return acts
}

// denies says whether "no" or "nothing" at token i goes before a thing to do
// without, in a clause without a verb.
func (s *sentence) denies(i int) bool {
	if i+1 >= len(s.t) || s.t[i].word != "no" && s.t[i].word != "nothing" && s.t[i].word != "none" && s.t[i].word != "zero" {
		return false
	}
	next := s.t[i+1]
	if denying[next.word] || next.is(isFinite|isPronoun|isClauseEnd) || s.t[i].word != "no" && s.t[i].word != "zero" && !next.is(isPrep) {
		return false
	}
	for k := i + 1; k < len(s.t) && !s.t[k].is(isClauseEnd); k++ {
		if s.t[k].is(isFinite) {
			return false
		}
	}
	return true
}

// denying words after "no" say no to nothing that is done.
var denying = words(`more longer less later fewer matter need one doubt problem problems wonder reason exception exceptions pun question questions
	excuse excuses idea evidence difference way surprise harm change risk side effect effects equipment`)

// summing words label a list of everything in a line.
var summing = words("tldr summary summing short essentials basics upshot takeaway takeaways rules recap checklist nutshell brief tips")

// summary reads a line that sums up: "In short: a fixed hour of waking, light in
// the morning, no screens in bed".
func (s *sentence) summary() []act {
	if !s.label || s.main < 1 || s.kind == Heading {
		return nil
	}
	label := false
	for _, w := range s.t[:s.main] {
		label = label || summing[w.word]
	}
	if !label {
		return nil
	}
	var acts []act
	for i := s.main; i < len(s.t); i++ {
		end := i
		for end < len(s.t) && !s.t[end].is(isClauseEnd) {
			end++
		}
		if end > i+1 && end < i+12 {
			for k := i; k < end; k++ {
				if s.t[k].is(isFinite) {
					return nil
				}
			}
			acts = append(acts, act{at: i, end: end, rule: "summary", why: whys["summary"], confidence: .55})
		}
		i = end
	}
	if len(acts) < 2 {
		return nil
	}
	return acts
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
		if t[i].word == ":" && imperativeAt(t, i+1) && polarityAt(s, i+1, Measure{}) != polarityAt(s, acts[len(acts)-1].at, Measure{}) && !s.masked(i) {
			acts[len(acts)-1].end = i
			next := a
			next.at, next.end, next.polarity = i+1, 0, ""
			acts = append(acts, next)
			continue
		}
		if t[i].word == ":" || t[i].word == "repeat" || s.masked(i) && t[i].word == "," {
			if t[i].word != "," {
				break
			}
		}
		if s.masked(i) || t[i].depth > 0 || t[i].word != "," && t[i].word != "and" && t[i].word != ";" && t[i].word != "but" && t[i].word != "then" {
			continue
		}
		at := i + 1
		for at < len(t) && (t[at].word == "and" || t[at].word == "then" || t[at].word == "but" || t[at].word == "also") {
			at++
		}
		if at >= len(t) || !imperativeAt(t, at) {
			continue
		}
		v := verbAt(t, at)
		last := &acts[len(acts)-1]
		comma := t[i].word == "," || t[i].word == ";"
		objects := !comma && !aiming(t, last.at, i) && transitive(t, last.at) && transitive(t, at) && i-last.at > 2
		forbids := word(t, at, "do") && word(t, at+1, "not") || word(t, at, "never")
		if forbids && v-at < 4 && (at-last.at > 3 || comma && at > last.at+1) {
			last.end = i
			next := a
			next.at, next.end, next.polarity = at, 0, ""
			acts = append(acts, next)
			i = v
			continue
		}
		noun := t[v].is(isNoun) && !ended(t, i) && !word(t, at-1, "but") && !word(t, at-1, "then") && (v+1 >= len(t) || !t[v+1].is(isDet|isPronoun|isPrep|isNumber))
		if t[i-1].is(isVerb) && word(t, i-2, "to") && !comma {
			continue
		}
		if word(t, v, "repeat") || (word(t, v+1, "it") || word(t, v+1, "them") || word(t, at-1, "then") && comma) && polarityAt(s, at, Measure{}) == polarityAt(s, last.at, Measure{}) && !forbids {
			continue // the next step of the same
		}
		once := !aiming(t, last.at, i) && s.isOnce(at) != s.isOnce(last.at)
		differs := once || polarityAt(s, at, Measure{}) != polarityAt(s, last.at, Measure{})
		if noun || at-last.at < 3 || len(t)-v < 3 || !differs && !objects && !(comma && len(t)-v > 2 && v+1 < len(t) && !t[v+1].is(isClauseEnd)) {
			continue
		}
		last.end = i
		next := a
		next.at, next.end = at, 0
		acts = append(acts, next)
		i = at
	}
	if len(acts) > 4 {
		acts = acts[:1]
		acts[0].end = 0
	}
	return acts
}

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

// further finds a cue in a clause of its own after that of a: "the calves need
// to be stretched, and the back needs to be trained".
func (s *sentence) further(a act) []act {
	for i := max(a.at, 0) + 2; i+4 < len(s.t); i++ {
		if s.t[i].word != ";" && !(s.t[i].word == "," && (word(s.t, i+1, "and") || word(s.t, i+1, "but"))) {
			continue
		}
		rest := s.part(i+2, 0)
		b, ok := rest.cued()
		if !ok || b.at < 0 || b.confidence < Strong || b.rule == "you can" {
			return nil
		}
		b.at += i + 2
		return []act{b}
	}
	return nil
}

// cued finds the best cue of s.
func (s *sentence) cued() (act, bool) {
	var best act
	for i := range s.t {
		for n := range cues {
			c := &cues[n]
			if c.confidence <= best.confidence || s.t[i].is(isFinite) && s.saysNothing(i) {
				continue
			}
			at, end, ok := compiledCues[n].match(s, i)
			if !ok || s.masked(i) && c.rule != "when we" || !s.holds(c, i, at, end) {
				continue
			}
			best = act{at: at, rule: c.rule, why: c.why, confidence: c.confidence, polarity: c.polarity}
		}
	}
	return best, best.rule != ""
}

// saysNothing says whether the "should" at token i is one that advises nobody:
// "it should be noted".
func (s *sentence) saysNothing(i int) bool {
	if w := s.t[i].word; w != "should" && w != "must" {
		return false
	}
	for _, p := range idlePatterns {
		if _, _, ok := p.match(s, i); ok {
			return true
		}
	}
	return false
}

var compiledCues = func() []pattern {
	var out []pattern
	for _, c := range cues {
		out = append(out, compile(c.pattern))
	}
	return out
}()

// series makes an act of each infinitive of "are advised to agree on rules, to
// keep meals free, and to rest".
func (s *sentence) series(a act) []act {
	acts := []act{a}
	for i := a.at + 2; i+2 < len(s.t); i++ {
		to := i + 1
		if s.t[i].word == "," && word(s.t, to, "and") {
			to++
		}
		if s.t[i].word != "," && s.t[i].word != "and" || !word(s.t, to, "to") || !s.t[to+1].is(isVerb|isWord) {
			continue
		}
		acts[len(acts)-1].end = i
		next := a
		next.at = to + 1
		acts = append(acts, next)
		i = to + 1
	}
	if n := len(acts); n > 1 && !word(s.t, acts[n-1].at-2, "and") {
		return []act{a} // only what it is good for
	}
	return acts
}

// spread makes an act for each item of a list of gerunds after a cue: "habits
// were not smoking, keeping fit and drinking little".
func (s *sentence) spread(a act) []act {
	if a.at > 1 && word(s.t, a.at-1, "to") && a.rule == "advised to" {
		return s.series(a)
	}
	if a.rule != "habit of" && a.rule != "habit such as" || a.at < 0 {
		if a.at >= 0 && s.t[a.at].is(isVerb) && !s.t[a.at].is(isGerund) {
			return s.split(a)
		}
		return []act{a}
	}
	acts := []act{a}
	for i := a.at + 1; i+1 < len(s.t); i++ {
		if s.t[i].word != "," && s.t[i].word != "and" {
			continue
		}
		at := i + 1
		if word(s.t, at, "and") {
			at++
		}
		if at < len(s.t) && s.t[at].is(isGerund) && at+1 < len(s.t) {
			acts[len(acts)-1].end = i
			next := a
			next.at = at
			acts = append(acts, next)
			i = at
		}
	}
	return acts
}
