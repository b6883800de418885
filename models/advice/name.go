package advice

import (
	"strings"
	"unicode/utf8"
)

// briefly is how many letters a name has at most where it can be cut.
const briefly = 60

// heralds come before the verb that names a habit.
var heralds = []struct{ pattern, yes, name string }{
	{"try|aim|strive|seek|plan|look|endeavour to =<base>", "Try to walk home.", "Walk home"},
	{"be|make sure|certain to =<base>", "Be sure to rinse the mouth.", "Rinse the mouth"},
	{"be|make sure|certain that? you|they|we =<base>", "Make sure you rinse the mouth.", "Rinse the mouth"},
	{"ensure that? you|they|we =<base>", "Ensure that you chew well.", "Chew well"},
	{"try|aim|remember|strive|trying not to =<base>", "Try not to nap late.", "Avoid napping late"},
	{"remember|remembering to =<base>", "Remember to breathe out.", "Breathe out"},
	{"do not forget|neglect|hesitate|fail to =<base>", "Don't forget to floss.", "Floss"},
	{"never forget|neglect|fail to =<base>", "Never forget to floss.", "Floss"},
	{"consider|try =<gerund>", "Consider keeping a list.", "Keep a list"},
	{"make it a? <base>? habit|point|goal|rule|priority to|of =<base>|<gerund>", "Make it a habit to rinse the mouth.", "Rinse the mouth"},
	{"get in|into the? habit of =<gerund>", "Get into the habit of keeping a list.", "Keep a list"},
	{"always|just|simply|also|please|ideally|then|only|instead|regularly|usually|finally =<verb>", "Always wear a hat.", "Wear a hat"},
}

var heraldPatterns = func() []pattern {
	var out []pattern
	for _, h := range heralds {
		out = append(out, compile(h.pattern))
	}
	return out
}()

// lending verbs take time as what they are given: "spend 20 minutes outdoors".
var lending = words("spend spending devote take allow reserve dedicate schedule find invest")

// serving verbs say little of what is limited or had: "have no more than two
// cups of tea" limits tea.
var serving = words("have eat drink get keep take use consume do allow exceed stick aim choose go add having eating drinking getting keeping taking using consuming doing exceeding try make start begin")

// hanging words do not end a name.
var hanging = words(`of for to from than that and or but the a an your as at by about into per between within very so if when while least most
	also with not their its his her my our no just only every each around until before after during then either both who whose where plus`)

// backing words before an amount go with it.
var backing = words("for to of by about around at in within from than on only just up least another approximately roughly some least nearly until towards under below over between the")

// particles belong to the verb before them.
var particles = words("in on up over down off out")

// namer makes a name of the words of p.
type namer struct {
	p    *sentence
	a    act
	x    Finding
	gone []bool // tokens that the plan or the cue say
	time int    // the token before which "time" stands for an amount of it
}

// begins goes over what heralds the verb at token i.
func (n *namer) begins(i int) int {
	for range 3 {
		before := i
		for _, h := range heraldPatterns {
			if at, _, ok := h.match(n.p, i); ok && at > i && !word(n.p.t, at, "be") {
				i = at
				break
			}
		}
		if i == before {
			break
		}
	}
	return i
}

// order is the name of the order at token at.
func (n *namer) order(at int) string {
	t := n.p.t
	if word(t, at, "aim") && word(t, at+1, "for") && at+2 < len(t) {
		n.gone[at+1] = true
	}
	end := n.ends(at)
	name := n.text(at, end)
	if n.poor(name) && n.leftOut() {
		n.gone = make([]bool, len(t))
		n.time = -1
		name = n.text(at, end)
	}
	for end > at+2 && utf8.RuneCountInString(name) > briefly {
		cut := n.lastCut(at, end)
		if cut <= at+1 {
			break
		}
		end = cut
		name = n.text(at, end)
	}
	return n.turned(at, end, name)
}

// poor says whether a name says nothing of what it is about.
func (n *namer) poor(name string) bool {
	first, rest, _ := strings.Cut(name, " ")
	if c := wordClass(first); n.x.Polarity == Avoid || c&isVerb == 0 || waning[strings.ToLower(first)] {
		name = rest
	}
	for _, t := range tokensOf(name, 0, len(name)) {
		u, measures := units[t.word]
		if !t.is(isNumber|isClauseEnd) && !hollow[t.word] && (!measures || u.kind == inPieces && !portions[u.name]) {
			return false
		}
	}
	return true
}

func wordClass(w string) class {
	if w == "" {
		return 0
	}
	return classOf(strings.ToLower(w))
}

// waning verbs say nothing without what they are about.
var waning = words("limit reduce minimise minimize restrict decrease cut stop")

// leftOut says whether anything was left out.
func (n *namer) leftOut() bool {
	for _, gone := range n.gone {
		if gone {
			return true
		}
	}
	return false
}

// turned brings a name into the mood of an order.
func (n *namer) turned(at, end int, name string) string {
	t, w := n.p.t, n.p.t[at]
	if first, rest, _ := strings.Cut(name, " "); strings.EqualFold(first, "aim") && word(t, at+1, "for") && n.gone[at+1] {
		name = "Get " + rest
	}
	first, rest, _ := strings.Cut(name, " ")
	v := max(at, verbAt(t, at))
	switch x := n.x; {
	case n.a.rule == "should not" || x.Polarity == Avoid && turned(n.p, at) != Avoid && n.a.rule != "thing" && !w.is(isGerund) && w.is(isVerb) && !word(t, at-1, "no"):
		name = "Avoid " + lowerFirst(asGerund(t, at, name))
	case x.Polarity == Limit && x.Measure.Kind == AtMost && turned(n.p, v) != Limit && (w.is(isVerb|isGerund) || v > at):
		name = n.limit(v, end)
	case x.Polarity == Avoid && w.is(isGerund) && !w.is(isVerb) && turned(n.p, at) != Avoid:
		name = "Avoid " + lowerFirst(name)
	case word(t, at, "not") && at+1 < len(t) && t[at+1].is(isGerund):
		name = "Avoid " + rest
	case word(t, at, "no"):
		name = "Avoid " + strings.ReplaceAll(strings.ReplaceAll(rest, " and no ", " and "), ", no ", ", ")
	case w.is(isGerund) && !w.is(isVerb) && baseOf[w.word] != "":
		name = n.base(at, end, name)
	case n.a.rule == "thing" && x.Polarity == Avoid:
		name = "Avoid " + lowerFirst(name)
	case n.a.rule == "thing" && x.Polarity == Limit:
		name = "Limit " + lowerFirst(name)
	case (first == "get" || first == "Get" || first == "Do" || first == "do") && rest != "" && !strings.Contains(rest, " ") && verbOf(rest) != "":
		name = verbOf(rest) // "Get sleep"
	}
	return strings.TrimSpace(name)
}

// verbOf is the verb of a noun that is spelled the same, or of a gerund.
func verbOf(w string) string {
	w = strings.ToLower(w)
	if c := wordClass(w); c&isVerb != 0 && c&isNoun != 0 && w != "water" {
		return w
	}
	return baseOf[w]
}

// limit names what is to be kept within an amount: "Limit coffee".
func (n *namer) limit(v, end int) string {
	t := n.p.t
	if serving[t[v].word] {
		from := v + 1
		for from < end && (n.gone[from] || t[from].is(isAdverb|isPrep) || t[from].word == "with") {
			from++
		}
		if object := n.text(from, end); len(stemsOf(object, nil)) > 0 && !n.poor("Limit "+object) {
			return "Limit " + lowerFirst(object)
		}
	}
	return "Limit " + lowerFirst(asGerund(t, v, n.text(v, end)))
}

// base turns gerunds that stand side by side into orders.
func (n *namer) base(at, end int, name string) string {
	t := n.p.t
	_, rest, _ := strings.Cut(name, " ")
	name = baseOf[t[at].word] + " " + rest
	for k := at + 2; k < end; k++ {
		if b := baseOf[t[k].word]; b != "" && t[k].is(isGerund) && !t[k].is(isVerb) && (word(t, k-1, "or") || word(t, k-1, "and")) {
			name = strings.Replace(name, t[k-1].word+" "+t[k].word, t[k-1].word+" "+b, 1)
		}
	}
	return name
}

// ends is the token after the clause that begins at token at.
func (n *namer) ends(at int) int {
	t := n.p.t
	end := at + 1
	for k := at + 1; k < len(t); k++ {
		w := t[k]
		switch {
		case n.gone[k] || w.word == "–" && w.glued:
			continue
		case w.word == ",":
			if !n.listed(k) {
				return end
			}
			continue
		case w.word == "\"" || w.word == "/":
			continue
		case w.is(isClauseEnd), asides[w.word] && k > at+1 && !n.gone[k]:
			return end
		case says(t, k, []string{"in", "order"}), says(t, k, []string{"for", "example"}), says(t, k, []string{"for", "instance"}), says(t, k, []string{"like", "those"}):
			return end
		case w.is(isFinite) && w.word != "do" && w.word != "can" && !t[k-1].is(isPronoun|isPeople) && t[k-1].word != "that" && t[k-1].word != "who" && t[k-1].word != "what" && !w.is(isNumber) && w.word != "am":
			return end
		}
		end = k + 1
	}
	return end
}

// listed says whether the words after the comma k go on with a list: "dark,
// leafy greens", "nuts, seeds and beans".
func (n *namer) listed(k int) bool {
	t := n.p.t
	for m := k + 1; m < len(t) && m <= k+4; m++ {
		switch {
		case m > k+1 && (t[m].word == "," || t[m].word == "or" || t[m].word == "and" && m <= k+3):
			return m+1 < len(t) && !imperativeLike(t, m+1)
		case m == k+1 && (t[m].word == "and" || t[m].word == "or"):
			return m+1 < len(t) && !t[m+1].is(isVerb|isPronoun|isAdverb|isDet) && !t[m+1].is(isFinite)
		case t[m].is(isPronoun|isPrep|isFinite|isCondition|isGerund|isDet|isNumber|isAdverb) || t[m].is(isVerb) && !t[m].is(isNoun) || n.gone[m]:
			return false
		case t[m].is(isClauseEnd) || m == len(t)-1 || t[m].word == "such":
			return m <= k+3
		}
	}
	return false
}

func imperativeLike(t []token, i int) bool { return t[i].is(isVerb) && !t[i].is(isNoun) }

// lastCut is where a name that is too long is best cut: before what it is for,
// else before its last phrase.
func (n *namer) lastCut(at, end int) int {
	t, phrase := n.p.t, 0
	for k := end - 1; k > at+1; k-- {
		switch w := t[k]; {
		case w.word == "to" && k+1 < len(t) && t[k+1].is(isVerb) && (!t[k-1].is(isVerb) || t[k-1].is(isNoun)) && !untilVerb[t[k-1].word],
			w.word == "when" || w.word == "where" || w.word == "who" || w.word == "until" || w.word == "that" || w.word == "rather" || w.word == "instead" || w.word == "but" || w.word == "before" || w.word == "after" || w.word == "whenever",
			w.word == "by" && k+1 < len(t) && t[k+1].is(isGerund):
			return k
		case phrase == 0 && (w.is(isPrep) || w.word == "and" || w.word == "or" || w.word == "for" || w.word == ","):
			phrase = k
		}
	}
	return phrase
}

// untilVerb are words that "to" belongs to.
var untilVerb = words("way ways time how able sure what need place thing chance goal ready used something anything try want like able easy")

// text joins the tokens from at to end that are left, and leaves hanging words
// off the end.
func (n *namer) text(at, end int) string {
	t := n.p.t
	var kept []int
	for k := at; k < end && k < len(t); k++ {
		if k < len(n.gone) && n.gone[k] {
			continue
		}
		kept = append(kept, k)
	}
	for len(kept) > 1 {
		k := kept[len(kept)-1]
		w := t[k]
		particle := (w.word == "in" || w.word == "on") && !t[kept[len(kept)-2]].is(isVerb)
		if n.time >= k || !hanging[w.word] && w.word != "," && !particle && w.word != "\"" {
			break
		}
		kept = kept[:len(kept)-1]
	}
	var b strings.Builder
	last := -1
	for _, k := range kept {
		if last >= 0 && t[k].from == t[last].from {
			continue // the second half of a contraction
		}
		if n.time > last && n.time <= k && n.time > at {
			b.WriteString(" time")
		}
		if last >= 0 && !(t[k].glued && k == last+1) && t[k].word != "," {
			b.WriteByte(' ')
		}
		b.WriteString(n.p.text[t[k].from:t[k].to])
		last = k
	}
	if n.time > last && n.time <= end && n.time > at {
		b.WriteString(" time")
	}
	return tidy(b.String())
}
