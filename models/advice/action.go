package advice

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxAction is how many letters the name of a habit may have.
const maxAction = 120

// asides end the part of a sentence that names what to do.
var asides = words("because since which so if unless although though whereas while as such including especially particularly preferably provided ideally e.g i.e")

// actionOf names what a asks for as a habit is named: an order of a few words,
// without how much, how often and when, which the plan and the cue say.
func actionOf(p *sentence, at int, a act, x Finding) string {
	n := namer{p: p, a: a, x: x}
	switch {
	case a.rule == "should be done" || a.rule == "not recommended" || a.rule == "is recommended" || a.rule == "best done" || a.rule == "with a limit":
		return n.passive(at)
	case at < 0 || at >= len(p.t):
		return n.thing(0, len(p.t))
	}
	at = n.begins(at)
	n.drop()
	name := n.order(at)
	if a.rule == "tied" {
		return clip(upperFirst(tidy(p.stem + " " + lowerFirst(name))))
	}
	return clip(upperFirst(name))
}

// asGerund turns "drink juice" into "drinking juice".
func asGerund(t []token, at int, text string) string {
	first, rest, _ := strings.Cut(text, " ")
	if t[at].is(isVerb) {
		first = gerund(strings.ToLower(first))
	}
	return strings.TrimSpace(first + " " + rest)
}

// tidy brings white space down to single spaces.
func tidy(s string) string {
	return strings.TrimFunc(strings.Join(strings.Fields(strings.ToValidUTF8(s, "")), " "), func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(".,;:!-–—", r)
	})
}

func upperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

func lowerFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	next, _ := utf8.DecodeRuneInString(s[n:])
	if unicode.IsUpper(next) {
		return s // "UV light"
	}
	return string(unicode.ToLower(r)) + s[n:]
}

// clip cuts a name at a word before it grows too long.
func clip(s string) string {
	if utf8.RuneCountInString(s) <= maxAction {
		return s
	}
	r := []rune(s)[:maxAction-1]
	if k := strings.LastIndexByte(string(r), ' '); k > maxAction/3 {
		return string(r)[:k] + "…"
	}
	return string(r) + "…"
}

// baseOf and participleOf lead back from "eating" and "eaten" to "eat".
var baseOf, participleOf = func() (g, p map[string]string) {
	g, p = map[string]string{}, map[string]string{}
	for _, f := range families {
		for _, v := range fields(f.verbs) {
			v = strings.TrimSuffix(v, "/n")
			g[gerund(v)], p[past(v)] = v, v
		}
	}
	return g, p
}()

// cueOf is when to do it, in the text's words ("before bed", "after lunch"), as
// the tokens from the first number to the second; none are 0 and 0.
func cueOf(p *sentence) (int, int) {
	for i := range p.t {
		if p.masked(i) {
			continue
		}
		switch p.t[i].word {
		case "before", "after", "during", "upon", "first", "when", "with", "at", "every", "in", "on", "overnight":
			if n := daytimeAt(p.t, i); n > 0 {
				return i, i + n
			}
			if p.t[i].word == "before" || p.t[i].word == "after" || p.t[i].word == "during" || p.t[i].word == "with" {
				if from, to := cueAt(p, i); to > from {
					return from, to
				}
			}
		}
	}
	return 0, 0
}

func daytimeAt(t []token, i int) int {
	for _, d := range daytimeWords[t[i].word] {
		if says(t, i, d) {
			return len(d)
		}
	}
	return 0
}

// cueAt is the phrase from token i to the next sign, if it names an event or a
// time of day.
func cueAt(p *sentence, i int) (int, int) {
	end, named := i, false
	for k := i; k < len(p.t) && k < i+10 && !(p.t[k].is(isClauseEnd) && p.t[k].word != "–" && p.t[k].word != "-") && !(k > i+1 && asides[p.t[k].word]); k++ {
		end = k + 1
		named = named || events[p.t[k].word] || periodWord(p.t[k].word) != "" || wakings[p.t[k].word] || k > i+1 && p.t[k].is(isVerb) && p.t[k-1].word == "you" && p.t[i].word != "with"
		if k > i && named {
			break
		}
		if k > i && p.t[i].word == "with" && p.t[k].is(isNumber|isGerund|isPrep) {
			return 0, 0 // "with 10 minutes of walking" is how, not when
		}
	}
	if !named {
		return 0, 0
	}
	return i, end
}

var wakings = words("bed bedtime waking wake sleep sleeping lunch dinner breakfast sunset sunrise noon work school")

func phrase(p *sentence, i, end int) string {
	if end <= i {
		return ""
	}
	return tidy(p.text[p.t[i].from:p.t[end-1].to])
}
