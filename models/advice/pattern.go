package advice

import "strings"

// A pattern is a row of words to be found in a sentence, in order:
//
//	should|must   one of these words
//	<verb>        a word of a class; the classes are below
//	word?         may be missing
//	<adverb>*     none to three of these
//	..            up to eight words, but no comma or other sign
//	...           up to thirty words or signs
//	=<verb>       here begins what is to be done
//	^             only where the advice of a sentence may begin
//	$             only at the end of the sentence
type pattern struct {
	parts    []part
	anchored bool
	first    map[string]bool // the words it can begin with; nil: any
}

type part struct {
	words    map[string]bool
	class    class
	optional bool
	many     bool
	gap      int
	signs    bool // the gap may hold signs
	action   bool
	end      bool
}

var classNames = map[string]class{"<verb>": isVerb, "<gerund>": isGerund, "<done>": isPart, "<base>": isVerb | isWord, "<adverb>": isAdverb, "<people>": isPeople,
	"<number>": isNumber, "<det>": isDet, "<pronoun>": isPronoun, "<prep>": isPrep, "<sign>": isClauseEnd, "<body>": isBody}

func compile(s string) pattern {
	var p pattern
	for _, f := range fields(s) {
		var e part
		f, e.action = strings.CutPrefix(f, "=")
		switch f {
		case "^":
			p.anchored = true
			continue
		case "$":
			e.end = true
		case "..":
			e.gap = 8
		case "...":
			e.gap, e.signs = 30, true
		default:
			f, e.optional = strings.CutSuffix(f, "?")
			f, e.many = strings.CutSuffix(f, "*")
			e.words = map[string]bool{}
			for _, w := range strings.Split(f, "|") {
				if c, ok := classNames[w]; ok {
					e.class |= c
				} else {
					e.words[w] = true
				}
			}
		}
		p.parts = append(p.parts, e)
	}
	if len(p.parts) == 0 {
		return p
	}
	if e := p.parts[0]; !e.optional && !e.many && e.class == 0 && e.gap == 0 {
		p.first = e.words
	}
	return p
}

func (e part) takes(t token) bool { return t.class&e.class != 0 || e.words[t.word] }

// match tries p at token i of s: where the action begins (-1: nowhere said)
// and where the match ends.
func (p pattern) match(s *sentence, i int) (action, end int, ok bool) {
	if p.anchored && i != s.main && i != s.start || p.first != nil && !p.first[s.t[i].word] {
		return -1, 0, false
	}
	return p.step(s.t, i, 0, -1)
}

func (p pattern) step(t []token, i, k, action int) (int, int, bool) {
	if k == len(p.parts) {
		return action, i, true
	}
	e := p.parts[k]
	switch {
	case e.end:
		return action, i, i >= len(t) || i == len(t)-1 && t[i].is(isClauseEnd)
	case e.gap > 0:
		for n := 0; n <= e.gap && i+n <= len(t); n++ {
			if n > 0 && !e.signs && t[i+n-1].is(isClauseEnd) {
				break
			}
			if a, end, ok := p.step(t, i+n, k+1, action); ok {
				return a, end, true
			}
		}
		return -1, 0, false
	case e.many:
		n := 0
		for n < 3 && i+n < len(t) && e.takes(t[i+n]) {
			n++
		}
		for ; n >= 0; n-- {
			if a, end, ok := p.step(t, i+n, k+1, action); ok {
				return a, end, true
			}
		}
		return -1, 0, false
	}
	if i < len(t) && e.takes(t[i]) {
		at := action
		if e.action && at < 0 {
			at = i
		}
		if a, end, ok := p.step(t, i+1, k+1, at); ok {
			return a, end, true
		}
	}
	if e.optional {
		return p.step(t, i, k+1, action)
	}
	return -1, 0, false
}
