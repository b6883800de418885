package advice

import "strings"

// holds says whether s has what the cue c, found from token i to end, needs.
func (s *sentence) holds(c *cue, i, at, end int) bool {
	if c.rule == "it is best to" || c.rule == "good idea" || c.rule == "it can help to" {
		for k := max(0, i-3); k < at; k++ {
			if word(s.t, k, "not") && !word(s.t, k+1, "to") || word(s.t, k, "never") || word(s.t, k, "no") {
				return false
			}
		}
	}
	switch c.needs {
	case amount:
		return s.holdsAmount(c, i, end)
	case number:
		return s.numbered(end)
	case hours:
		return windowIn(s).Set
	case people:
		return s.subject(i) == forReader
	case thing:
		return s.kind != Heading && i > 0 && s.subject(i) == unnamed && s.thingBefore(i) && len(s.t) > i+2
	case mine:
		return s.mine && at >= 0 && at < len(s.t) && !pondering[s.t[at].word] && !retelling[wordAt(s.t, i-1)]
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
		return i == s.main && s.isFragment()
	case verbless:
		return !s.told()
	case inRoutine:
		return !musing[wordAt(s.t, at)] && (s.lead == tellsDay || s.lead == advises) && (len(dosesIn(s)) > 0 || windowIn(s).Set || often(s).Per != "")
	}
	return true
}

// holdsAmount says whether s names an amount, how often or a time of day, where
// c may want more than that.
func (s *sentence) holdsAmount(c *cue, i, end int) bool {
	if c.rule == "enough" {
		d := dosesIn(s)
		if len(d) == 0 || d[0].kind == inFraction || d[0].i > end {
			return false
		}
	}
	if c.rule == "needs an amount" && (word(s.t, end, "to") || word(s.t, i-1, "no")) {
		return false
	}
	if c.rule == "needs an amount" && s.compares(end) {
		return false
	}
	if c.rule == "needs an amount" && s.subject(i) != forReader && !word(s.t, i-1, "they") {
		return false
	}
	if c.rule == "recommends an amount" && s.subject(i) == ofStudy {
		return false
	}
	return len(dosesIn(s)) > 0 || windowIn(s).Set || often(s).Per != "" && c.rule != "needs an amount" && c.rule != "enough" && c.rule != "guideline" && c.rule != "with a limit"
}

// compares says whether what is needed at token i is more or less than
// somebody else needs: "more sleep than adults".
func (s *sentence) compares(i int) bool {
	if w := wordAt(s.t, i); w != "more" && w != "less" && w != "fewer" {
		return false
	}
	for k := i + 1; k+1 < len(s.t) && k < i+6 && !s.t[k].is(isClauseEnd); k++ {
		if s.t[k].word == "than" {
			return !s.t[k+1].is(isNumber)
		}
	}
	return false
}

// musing are verbs of how somebody feels, which are no part of a routine.
var musing = words("feel know think find see notice want need mean hope")

// isFragment says whether s is an amount and how often, and tells nothing.
func (s *sentence) isFragment() bool {
	if s.tells(s.main) || s.told() || len(s.t) > 25 || s.kind == Heading && (len(s.t) > 9 || !s.t[0].is(isNumber) && !approximate[s.t[0].word] && !word(s.t, 0, "up") && !word(s.t, 0, "at") && !word(s.t, 0, "no")) {
		return false
	}
	f := often(s)
	return s.lead != tells && !s.has(tellers) && len(dosesIn(s)) > 0 && (f.Per == PerDay || f.Per == PerWeek)
}

// retelling are words after which "I" is not what a sentence is about.
var retelling = words("that which what how before if when as")

// tells says whether what stands from token i up to the first amount tells of
// somebody or something: "the average adult drinks", "classes run".
func (s *sentence) tells(i int) bool {
	for k := i; k < len(s.t); k++ {
		w := s.t[k]
		switch {
		case w.is(isBody) || study[w.word] || pasts[w.word]:
			return true
		case k == i || w.depth > 0:
		case s.t[k-1].is(isPeople) && !s.t[k-1].is(isNumber) && s.t[k-1].word != "you" && w.is(isVerb|isThird),
			w.is(isPart) && !w.is(isVerb) && !s.label,
			w.is(isThird) && !w.is(isNoun|isPrep|isVerb),
			w.is(isVerb) && !w.is(isPrep|isAdverb|isNumber) && strings.HasSuffix(s.t[k-1].word, "s") && !s.t[k-1].is(isPrep|isDet|isNumber) && units[s.t[k-1].word].name == "":
			return true
		}
		if w.is(isNumber) && k > i+1 {
			return false
		}
	}
	return false
}

// pasts are what irregular verbs are in a story.
var pasts = words("slept ate drank ran took spent did got wore went gave rose fell grew swam rode woke lost kept made felt sat stood saw knew said")

// pondering are verbs of what an author thinks, rather than does.
var pondering = words(`think know feel find remember consider understand say tell ask see notice hope guess mean love like want
	need admit imagine believe be get have realise realize recognise recognize discuss mention explain describe report thank welcome
	appreciate promise wish recall trust`)

// thingBefore says whether what stands before the modal at token i names a
// thing: more than "it" or "this".
func (s *sentence) thingBefore(i int) bool {
	w := s.t[i-1]
	if w.is(isPronoun|isClauseEnd|isFinite) || w.word == "there" || w.word == "here" || w.word == "results" || w.word == "which" || w.word == "who" {
		return false
	}
	for k := i - 1; k >= 0 && !s.t[k].is(isClauseEnd); k-- {
		if study[s.t[k].word] || s.t[k].is(isBody) || s.t[k].word == "how" || s.t[k].word == "what" || s.t[k].word == "why" || s.t[k].word == "where" || s.t[k].word == "when" || s.t[k].word == "that" {
			return false
		}
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
