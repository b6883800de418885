package advice

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxAction is how many letters the name of a habit may have.
const maxAction = 120

// asides end the part of a sentence that names what to do.
var asides = words("because since which so if unless although though whereas while as")

// actionOf names what a asks for as a habit is named: the words from its verb
// to the end of the clause, as an order.
func actionOf(p *sentence, at int, a act, x Finding) string {
	if at < 0 || at >= len(p.t) {
		return objectOf(p, x)
	}
	t := p.t
	end := at
	for k := at; k < len(t); k++ {
		w := t[k]
		if k > at && (w.word == "," || w.word == ";" || w.word == ":" || w.word == "–" || w.word == "(" || w.word == "." || w.word == "!" || w.word == "?" || asides[w.word] && k > at+1 || w.word == "\"") {
			if w.word == "," && k < at+4 && k+1 < len(t) || w.word == "\"" {
				end = k + 1
				continue
			}
			break
		}
		if k > at && w.is(isFinite) && w.word != "do" && !t[k-1].is(isPronoun|isPeople) && w.word != "can" {
			break
		}
		end = k + 1
	}
	text := p.text[t[at].from:t[max(at, end-1)].to]
	text = tidy(text)
	first, rest, _ := strings.Cut(text, " ")
	switch w := t[at]; {
	case a.rule == "tied":
		text = p.stem + " " + lowerFirst(text)
	case a.rule == "should be done" || a.rule == "not recommended" || a.rule == "is recommended":
		return passive(p, at, a, x)
	case a.rule == "should not":
		text = "Avoid " + lowerFirst(asGerund(t, at, text))
	case w.is(isGerund) && !w.is(isVerb):
		if base := baseOf[w.word]; base != "" {
			text = strings.TrimSpace(base + " " + rest)
		}
		_ = first
		if x.Polarity == Avoid && turned(p, at) != Avoid {
			text = "Avoid " + lowerFirst(w.word+" "+rest)
		}
	case a.rule == "thing" && x.Polarity == Avoid:
		text = "Avoid " + lowerFirst(text)
	case a.rule == "thing" && x.Polarity == Limit:
		text = "Limit " + lowerFirst(text)
	}
	return clip(upperFirst(text))
}

// asGerund turns "drink juice" into "drinking juice".
func asGerund(t []token, at int, text string) string {
	first, rest, _ := strings.Cut(text, " ")
	if t[at].is(isVerb) {
		first = gerund(strings.ToLower(first))
	}
	return strings.TrimSpace(first + " " + rest)
}

// passive names the action of "greens should be eaten": "Eat greens".
func passive(p *sentence, at int, a act, x Finding) string {
	object := objectOf(p, x)
	verb := ""
	if at >= 0 && at < len(p.t) {
		verb = participleOf[p.t[at].word]
	}
	switch {
	case a.rule == "not recommended", x.Polarity == Avoid && verb == "":
		verb = "avoid"
	case verb == "":
		return object
	case x.Polarity == Avoid && verb != "avoid":
		verb = "avoid " + gerund(verb)
	}
	return clip(upperFirst(verb + " " + lowerFirst(object)))
}

// objectOf is what a sentence without an action is about: its first words.
func objectOf(p *sentence, x Finding) string {
	i := min(p.main, len(p.t)-1)
	if p.t[i].is(isCondition) {
		for k := i; k < len(p.t)-1 && k < i+20; k++ {
			if p.t[k].word == "," {
				i = k + 1
				break
			}
		}
	}
	end := i
	for k := i; k < len(p.t) && k < i+10; k++ {
		if p.t[k].is(isFinite) || p.t[k].word == "should" || p.t[k].is(isClauseEnd) && p.t[k].word != "-" {
			break
		}
		end = k + 1
	}
	if end <= i {
		end = i + 1
	}
	text := tidy(p.text[p.t[i].from:p.t[end-1].to])
	if base := baseOf[p.t[i].word]; base != "" && !p.t[i].is(isVerb) {
		_, rest, _ := strings.Cut(text, " ")
		text = base + " " + rest
	}
	return clip(upperFirst(text))
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

// cueOf is when to do it, in the text's words: "before bed", "after lunch".
func cueOf(p *sentence) string {
	for i := range p.t {
		if p.masked(i) {
			continue
		}
		switch p.t[i].word {
		case "before", "after", "during", "upon", "first", "when", "with", "at", "every", "in":
			if p.t[i].word == "first" || daytimeAt(p.t, i) > 0 {
				if n := daytimeAt(p.t, i); n > 0 {
					return phrase(p, i, i+n)
				}
			}
			if p.t[i].word == "before" || p.t[i].word == "after" || p.t[i].word == "during" || p.t[i].word == "with" {
				return cueAt(p, i)
			}
		}
	}
	return ""
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
func cueAt(p *sentence, i int) string {
	end, named := i, false
	for k := i; k < len(p.t) && k < i+10 && !(p.t[k].is(isClauseEnd) && p.t[k].word != "–" && p.t[k].word != "-") && !(k > i+1 && asides[p.t[k].word]); k++ {
		end = k + 1
		named = named || events[p.t[k].word] || periodWord(p.t[k].word) != "" || wakings[p.t[k].word]
		if k > i && named {
			break
		}
	}
	if !named {
		return ""
	}
	return phrase(p, i, end)
}

var wakings = words("bed bedtime waking wake sleep sleeping lunch dinner breakfast sunset sunrise noon work school")

func phrase(p *sentence, i, end int) string {
	return tidy(p.text[p.t[i].from:p.t[end-1].to])
}
