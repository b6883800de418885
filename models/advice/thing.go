package advice

import (
	"strings"
	"unicode/utf8"
)

// passive names the action of "greens should be eaten with lunch".
func (n *namer) passive(at int) string {
	t := n.p.t
	n.drop()
	modal := at
	if modal < 0 || modal >= len(t) {
		modal = n.modal()
	}
	for modal > 0 && (t[modal].is(isPart) || t[modal].is(isFinite) || t[modal].is(isAdverb) && t[modal].word != "still" || t[modal].word == "be" || t[modal].word == "to" || t[modal].word == "not" || t[modal].word == "need" || t[modal].word == "needs" || t[modal].word == "ought" || t[modal].word == "have" || t[modal].word == "best") {
		modal--
	}
	from := modal
	for from > 0 && !t[from-1].is(isClauseEnd) && !saying[t[from-1].word] && t[from-1].word != "that" {
		from--
	}
	if t[from].word == "or" || t[from].word == "and" {
		from = min(n.p.main, from)
	}
	verb := ""
	if at >= 0 && at < len(t) {
		verb = participleOf[t[at].word]
	}
	object := n.text(from, modal+1)
	referring := from == modal && t[modal].is(isPronoun) && !t[modal].is(isDet) // "They should be taken with food"
	if verb == "" || !referring && len(stemsOf(object, nil)) == 0 {
		if n.x.Polarity == Avoid {
			return clip(upperFirst("avoid " + lowerFirst(n.thing(from, len(t)))))
		}
		return n.thing(from, len(t))
	}
	rest := ""
	if end := n.ends(at); end > at+1 {
		rest = n.text(at+1, end)
	}
	if n.x.Polarity == Avoid && verb != "avoid" && verb != "limit" {
		verb = "avoid " + gerund(verb)
	}
	name := strings.TrimSpace(verb + " " + lowerFirst(object) + " " + rest)
	if referring {
		return clip(upperFirst(tidy(verb + " " + rest)))
	}
	if utf8.RuneCountInString(name) > briefly {
		name = verb + " " + lowerFirst(object)
	}
	return clip(upperFirst(name))
}

// modal is the token of the verb after which a passive tells what is done.
func (n *namer) modal() int {
	for k, w := range n.p.t {
		if k > 0 && w.is(isFinite) {
			return k
		}
	}
	return len(n.p.t) - 1
}

// thing names what a sentence without an order is about: what an amount is of,
// else its first words.
func (n *namer) thing(from, to int) string {
	p, t := n.p, n.p.t
	n.drop()
	for _, d := range dosesIn(p) {
		k := d.end
		for k < len(t) && k < d.end+3 && n.gone[k] && t[k].word != "of" {
			k++
		}
		if word(t, k, "of") && k+1 < len(t) && !counts(d.kind) {
			end := k + 2
			for end < len(t) && end < k+6 && !t[end].is(isClauseEnd|isPrep|isFinite|isPronoun) && !n.gone[end] && t[end].word != "of" && t[end].word != "to" {
				end++
			}
			object := n.text(k+1, end)
			switch {
			case n.x.Polarity != Do:
				return clip("Limit " + lowerFirst(object))
			case verbOf(object) != "":
				return upperFirst(verbOf(object))
			case object != "":
				return clip("Get " + lowerFirst(object))
			}
		}
	}
	i := max(from, min(p.main, len(t)-1))
	if t[i].is(isCondition) {
		for k := i; k < len(t)-1 && k < i+20; k++ {
			if t[k].word == "," {
				i = k + 1
				break
			}
		}
	}
	end := i
	for k := i; k < to && k < i+10; k++ {
		if t[k].is(isFinite) || t[k].word == "should" || t[k].is(isClauseEnd) && t[k].word != "-" {
			break
		}
		end = k + 1
	}
	name := n.text(i, max(end, i+1))
	if len(stemsOf(name, nil)) == 0 {
		n.gone = make([]bool, len(t))
		name = n.text(i, max(end, i+1))
	}
	if first, rest, _ := strings.Cut(name, " "); strings.EqualFold(first, "no") && rest != "" {
		name = "Avoid " + strings.ReplaceAll(rest, " and no ", " and ")
	} else if base := baseOf[t[i].word]; base != "" && !t[i].is(isVerb) {
		name = strings.TrimSpace(base + " " + rest)
	}
	if name == "" || !strings.Contains(name, " ") && t[i].is(isPronoun|isAdverb|isCondition|isFinite) || word(t, i, "what") || word(t, i, "you") {
		name = tidy(p.text[p.from:p.to])
	}
	return clip(upperFirst(name))
}
