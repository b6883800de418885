package advice

// dose is an amount with a unit in a sentence, from token i to end.
type dose struct {
	Measure
	i, end int
	kind   unitKind
	paren  bool
	hyphen bool
	upTo   bool // "up to" binds, but limits nobody
}

// bound is a phrase that says how an amount binds.
type bound struct {
	phrase string
	kind   MeasureKind
	yes    string // a sentence with it
}

// boundsBefore stand before an amount, boundsAfter after it or its unit.
var boundsBefore = []bound{
	{"at least", AtLeast, "Walk at least 20 minutes."},
	{"a minimum of", AtLeast, "Walk a minimum of 20 minutes."},
	{"minimum of", AtLeast, "Walk for the minimum of 20 minutes."},
	{"minimum", AtLeast, "Walk minimum 20 minutes."},
	{"no less than", AtLeast, "Walk no less than 20 minutes."},
	{"not less than", AtLeast, "Walk not less than 20 minutes."},
	{"no fewer than", AtLeast, "Take no fewer than 20 steps."},
	{"upwards of", AtLeast, "Walk upwards of 20 minutes."},
	{"no more than", AtMost, "Sit no more than 20 minutes."},
	{"not more than", AtMost, "Sit not more than 20 minutes."},
	{"no longer than", AtMost, "Nap no longer than 20 minutes."},
	{"not longer than", AtMost, "Nap not longer than 20 minutes."},
	{"less than", AtMost, "Sit less than 20 minutes."},
	{"fewer than", AtMost, "Smoke fewer than 20 cigarettes."},
	{"more than", AtLeast, "Walk more than 20 minutes."},
	{"longer than", AtLeast, "Walk longer than 20 minutes."},
	{"up to", AtMost, "Nap up to 20 minutes."},
	{"at most", AtMost, "Nap at most 20 minutes."},
	{"a maximum of", AtMost, "Nap a maximum of 20 minutes."},
	{"maximum of", AtMost, "Nap the maximum of 20 minutes."},
	{"maximum", AtMost, "Nap maximum 20 minutes."},
	{"under", AtMost, "Keep it under 20 minutes."},
	{"below", AtMost, "Keep it below 20 minutes."},
	{"over", AtLeast, "Walk for over 20 minutes."},
	{"exceed", AtMost, "Do not exceed 20 minutes."},
	{"exceeding", AtMost, "Nap without exceeding 20 minutes."},
	{"≥", AtLeast, "Walk ≥ 20 minutes."},
	{"≤", AtMost, "Nap ≤ 20 minutes."},
	{">", AtLeast, "Walk > 20 minutes."},
	{"<", AtMost, "Nap < 20 minutes."},
}

var boundsAfter = []bound{
	{"or more", AtLeast, "Walk 20 minutes or more."},
	{"or longer", AtLeast, "Walk 20 minutes or longer."},
	{"or over", AtLeast, "Walk 20 minutes or over."},
	{"or so", Exact, "Walk 20 minutes or so."},
	{"or less", AtMost, "Nap 20 minutes or less."},
	{"or fewer", AtMost, "Smoke 20 or fewer cigarettes."},
	{"or under", AtMost, "Nap 20 minutes or under."},
	{"+", AtLeast, "Walk 20+ minutes."},
	{"at least", AtLeast, "Walk 20 minutes at least."},
	{"at a minimum", AtLeast, "Walk 20 minutes at a minimum."},
	{"minimum", AtLeast, "Walk 20 minutes minimum."},
	{"at most", AtMost, "Nap 20 minutes at most."},
	{"maximum", AtMost, "Nap 20 minutes maximum."},
	{"max", AtMost, "Nap 20 minutes max."},
	{"tops", AtMost, "Nap 20 minutes tops."},
}

// approximate words before a number say nothing about how it binds.
var approximate = words("about around roughly approximately approx nearly almost some just only another ~ the least")

// dosesIn finds the amounts of a sentence, leaving out what is none: ages,
// prices, labels, strengths, lead times, intervals.
func dosesIn(s *sentence) []dose {
	var out []dose
	t := s.t
	for i := 0; i < len(t); i++ {
		if onces[t[i].word] > 0 && counted(t, i+1) && !s.masked(i) {
			d := dose{Measure: Measure{Exact, onces[t[i].word], onces[t[i].word], "times"}, i: i, end: i + 1, kind: inTimes}
			if word(t, i+1, "or") && onces[wordAt(t, i+2)] > d.Min {
				d.Kind, d.Max, d.end = Range, onces[t[i+2].word], i+3
			}
			out = append(out, d.bounded(t, ""))
			i = d.end - 1
			continue
		}
		if t[i].class&isNumber == 0 && !article(t, i) && !word(t, i, "between") && !word(t, i, "half") && !word(t, i, "from") {
			continue
		}
		q, ok := quantityAt(t, i)
		if !ok || word(t, i-1, "per") || q.article && i > 0 && (onces[t[i-1].word] > 0 || word(t, i-1, "times")) {
			continue
		}
		d, ok := doseAt(t, q)
		if !ok {
			if !q.article {
				i = max(i, q.end-1)
			}
			continue
		}
		if !s.masked(i) && !attribute(t, d) {
			out = append(out, d)
		}
		i = d.end - 1
	}
	return out
}

// doseAt reads a bound, q, and a unit.
func doseAt(t []token, q quantity) (dose, bool) {
	d := dose{i: q.i, end: q.end, paren: t[q.i].depth > 0}
	d.Kind, d.Min, d.Max = Exact, q.min, q.max
	if q.isRange() {
		d.Kind = Range
	}
	after, next := boundAt(t, q.end)
	if after != "" {
		d.end = next
	}
	// "six to eight, 8-ounce glasses", "eight 8-ounce glasses"
	at := d.end
	if word(t, at, ",") {
		at++
	}
	if at < len(t) && t[at].class&isNumber != 0 && at > q.i {
		if _, end, hyphen, ok := unitAt(t, at+1); ok && (hyphen || at > d.end) {
			if u, end, _, ok := unitAt(t, end); ok && u.kind == inVolume {
				d.Unit, d.kind, d.end = u.name, u.kind, end
				return d.bounded(t, after), true
			}
		}
	}
	u, end, hyphen, ok := unitAt(t, d.end)
	if !ok && !q.article && q.i > 0 && performing[t[q.i-1].word] {
		u, end, ok = movements(t, d.end)
	}
	if !ok || q.article && !single[t[end-1].word] && u.name != "shot-glasses" || q.max <= 0 {
		return dose{}, false
	}
	if hyphen && u.kind != inTime && end < len(t) {
		// "8-ounce glass", "2 8-ounce glasses": how large, not how much.
		if v, _, _, ok := unitAt(t, end); ok && v.kind == inVolume && q.article {
			return dose{}, false
		} else if u.kind != inLength && u.kind != inPieces {
			return dose{}, false
		}
	}
	d.Unit, d.kind, d.end, d.hyphen = u.name, u.kind, end, hyphen
	if q.article && word(t, end, "or") && word(t, end+1, "two") {
		d.Kind, d.Max, d.end = Range, 2, end+2
	}
	if word(t, d.end, "and") && word(t, d.end+1, "a") && word(t, d.end+2, "half") {
		d.Min, d.Max, d.end = d.Min+.5, d.Max+.5, d.end+3
	}
	of := d.end
	if word(t, of, "of") && !word(t, of+1, "your") {
		of += 2
	}
	if per, end := perWeight(t, of); per != "" && u.kind == inMass {
		d.Unit, d.end = d.Unit+"/"+per, end
	}
	if after == "" {
		if after, next = boundAt(t, d.end); after != "" {
			d.end = next
		}
	}
	return d.bounded(t, after), true
}

// performing are verbs whose object is counted as repetitions.
var performing = words("do perform complete")

// movements reads what is done so many times: "calf raises", "squats".
func movements(t []token, i int) (unit, int, bool) {
	for k := i; k < len(t) && k < i+3 && !t[k].is(isClauseEnd|isPrep|isDet|isNumber); k++ {
		if w := t[k].word; len(w) > 3 && w[len(w)-1] == 's' {
			return unit{"times", inTimes}, k + 1, true
		}
	}
	return unit{}, i, false
}

// perWeight reads "per kilogram of body weight".
func perWeight(t []token, i int) (string, int) {
	if !word(t, i, "per") && !word(t, i, "/") && !(word(t, i, "for") && (word(t, i+1, "every") || word(t, i+1, "each"))) {
		return "", i
	}
	i++
	if word(t, i, "every") || word(t, i, "each") {
		i++
	}
	if u, ok := lookUnit(t, i); ok && (u.name == "kg" || u.name == "pounds") {
		return map[string]string{"kg": "kg", "pounds": "lb"}[u.name], i + 1
	}
	return "", i
}

// boundAt reads a bound after an amount.
func boundAt(t []token, i int) (MeasureKind, int) {
	for _, b := range boundsAfterWords {
		if end := i + len(b.words); says(t, i, b.words) {
			if b.words[0] == "at" && end < len(t) && (t[end].is(isNumber) || onces[t[end].word] > 0) {
				break // "30 minutes at least twice a week"
			}
			return b.kind, end
		}
	}
	return "", i
}

// building are verbs after which "up to" names an aim and no most.
var building = words("build building built work working progress progressing")

// bounded puts the bounds around d into its kind.
func (d dose) bounded(t []token, after MeasureKind) dose {
	kind := after
	if kind == "" || kind == Exact {
		i := d.i
		for i > 0 && i > d.i-3 && approximate[t[i-1].word] && !word(t, i-2, "at") {
			i--
		}
		for _, b := range boundsBeforeWords {
			if says(t, i-len(b.words), b.words) && !(b.words[0] == "up" && building[wordAt(t, i-len(b.words)-1)]) {
				kind = b.kind
				d.i = i - len(b.words)
				d.upTo = word(t, d.i, "up")
				break
			}
		}
	}
	switch {
	case d.Kind == Range && kind != AtMost:
		if kind == AtLeast && d.kind != inTimes && d.kind != occasions {
			d.Kind = Range
		} else if kind == AtLeast {
			d.Kind, d.Max = AtLeast, 0
		}
	case kind == AtMost:
		d.Kind, d.Min = AtMost, 0
	case kind == AtLeast:
		d.Kind, d.Max = AtLeast, 0
	}
	return d
}

type boundWords struct {
	words []string
	kind  MeasureKind
}

var boundsBeforeWords, boundsAfterWords = splitBounds(boundsBefore), splitBounds(boundsAfter)

func splitBounds(rows []bound) []boundWords {
	var out []boundWords
	for _, b := range rows {
		out = append(out, boundWords{fields(b.phrase), b.kind})
	}
	return out
}

// says whether the tokens from i on are these words.
func says(t []token, i int, words []string) bool {
	if i < 0 || i+len(words) > len(t) {
		return false
	}
	for k, w := range words {
		if t[i+k].word != w {
			return false
		}
	}
	return true
}
