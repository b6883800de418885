package advice

func (n *namer) mark(from, to int) {
	for i := max(0, from); i < to && i < len(n.gone); i++ {
		n.gone[i] = true
	}
}

// drop marks what the plan says: amounts, how often, hours, the cue.
func (n *namer) drop() {
	p, t := n.p, n.p.t
	n.gone, n.time = make([]bool, len(t)), -1
	for i := range n.x.dropped {
		n.mark(n.x.dropped[i][0], n.x.dropped[i][1])
	}
	for _, d := range dosesIn(p) {
		if d.kind == inFraction {
			continue
		}
		end := d.end
		if d.kind == inPieces && !word(t, end, "of") && !portions[d.Unit] && d.i > 0 && (t[d.i-1].is(isVerb) && serving[t[d.i-1].word] || t[d.i-1].word == "of") {
			end-- // "eat two eggs" is about eggs
		}
		if d.hyphen && d.i > 0 && t[d.i-1].is(isNumber) {
			n.mark(d.i-1, d.i) // "two 20-minute sessions"
		}
		n.mark(d.i, end)
		if word(t, end, "of") && !word(t, end+1, "the") {
			n.mark(end, end+1)
		}
		if d.kind == inTime && d.i > 0 && lending[t[d.i-1].word] && !word(t, d.end, "of") {
			n.time = d.i
		}
		for k := end; k < len(t) && k < end+4; k++ {
			if t[k].word == "of" && n.gone[k-1] {
				n.mark(k, k+1) // "an hour a day of play"
			} else if periodAt(t, k) != "" && t[k].is(isDet) {
				n.mark(k, k+2)
			}
		}
	}
	for i := range t {
		if _, ok := periodly[t[i].word]; ok && t[i].word != "overnight" {
			n.mark(i, i+1)
		} else if periodAt(t, i) != "" && (t[i].word == "a" || t[i].word == "each" || t[i].word == "every" || t[i].word == "per" || t[i].word == "/") {
			end := i + 2
			if word(t, i+1, "single") {
				end++
			}
			n.mark(i, end)
		} else if word(t, i, "most") && (word(t, i+1, "days") || word(t, i+1, "nights") || word(t, i+1, "mornings")) {
			n.mark(i, i+2)
			if says(t, i+2, []string{"of", "the", "week"}) {
				n.mark(i+2, i+5)
			}
		} else if says(t, i, []string{"at", "a", "time"}) {
			n.mark(i, i+3)
		} else if end := fewAt(t, i); end > i {
			n.mark(i, end)
		}
	}
	for i := len(t) - 1; i > 0; i-- {
		if n.gone[i] && !n.gone[i-1] && backing[t[i-1].word] && !t[i-1].is(isNumber) && !(i > 1 && particles[t[i-1].word] && t[i-2].is(isVerb)) {
			n.gone[i-1] = true
		}
	}
}

// fewAt is the end of "several times a day" or "once in a while" at token i.
func fewAt(t []token, i int) int {
	if t[i].word != "several" && t[i].word != "few" && t[i].word != "many" && t[i].word != "couple" && t[i].word != "once" && t[i].word != "twice" && t[i].class&isNumber == 0 {
		return i
	}
	for k := i; k < len(t) && k < i+4; k++ {
		if t[k].word == "times" || t[k].word == "once" || t[k].word == "twice" || t[k].word == "days" {
			if per, _ := perAt(t, k+1); per != "" {
				return k + 3
			}
		}
	}
	return i
}

// portions are units that say nothing of what is counted.
var portions = words("servings portions helpings handfuls pieces slices units times drops spoons calories IU sets")
