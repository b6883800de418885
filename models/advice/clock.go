package advice

import "strings"

// endOfDay is the last minute of a day that a window may name.
const endOfDay = 24*60 - 1

// clock is a time of day at tokens i to end. half is am, pm or nothing; bare is
// a number alone, which is a time only beside another that is one.
type clock struct {
	minutes, end int
	half         string
	bare         bool
}

// clockAt reads "10", "10:30", "10 a.m.", "noon", "22:00", "8 o'clock".
func clockAt(t []token, i int) (clock, bool) {
	if i >= len(t) {
		return clock{}, false
	}
	switch t[i].word {
	case "noon", "midday":
		return clock{12 * 60, i + 1, "noon", false}, true
	case "midnight":
		return clock{24 * 60, i + 1, "midnight", false}, true
	}
	if word(t, i, "half") && word(t, i+1, "past") || word(t, i, "quarter") && (word(t, i+1, "past") || word(t, i+1, "to")) {
		c, ok := clockAt(t, i+2)
		c.minutes += map[string]int{"half past": 30, "quarter past": 15, "quarter to": -15}[t[i].word+" "+t[i+1].word]
		return c, ok && c.minutes > 0
	}
	hours, minutes, colon, ok := hourOf(t[i])
	if !ok {
		return clock{}, false
	}
	c := clock{end: i + 1, bare: !colon}
	switch next := wordAt(t, i+1); {
	case next == "am" || next == "pm":
		c.half, c.bare, c.end = next, false, i+2
	case next == "o'clock":
		c.bare, c.end = false, i+2
	case next == "noon":
		c.half, c.bare, c.end = "pm", false, i+2
	}
	if half := halfNamed(t, c.end); c.half == "" && half != "" {
		c.half, c.bare, c.end = half, false, c.end+len(fields("in the morning"))
		if half == "am" && hours == 12 {
			c.half = "pm" // "between 10 and 12 in the morning" ends at noon
		}
	} else if c.half == "" && !c.bare && !colon && hours < 7 {
		c.half = "pm" // "4 o'clock" in a text about days
	}
	// "a.m." ends with a stop of its own.
	if c.half != "" && word(t, c.end, ".") && c.end+1 < len(t) {
		c.end++
	}
	if c.half != "" && (hours < 1 || hours > 12) && !(colon && hours < 24) {
		return clock{}, false
	}
	c.minutes = hours*60 + minutes
	return c, true
}

// halfNamed reads "in the morning" and the like after a time.
func halfNamed(t []token, i int) string {
	switch {
	case says(t, i, []string{"in", "the", "morning"}):
		return "am"
	case says(t, i, []string{"in", "the", "afternoon"}), says(t, i, []string{"in", "the", "evening"}), says(t, i, []string{"at", "night"}):
		return "pm"
	}
	return ""
}

func hourOf(t token) (hours, minutes int, colon, ok bool) {
	if t.class&isNumber == 0 {
		return 0, 0, false, false
	}
	h, m, colon := strings.Cut(t.word, ":")
	if !colon {
		if strings.Count(t.word, ".") == 1 {
			h, m, _ = strings.Cut(t.word, ".")
			if len(m) == 2 && m < "60" {
				a, b := small(h), small(m)
				return a, b, false, a >= 0 && a <= 24
			}
		}
		ok = t.value == float64(int(t.value)) && t.value >= 0 && t.value <= 24
		return int(t.value), 0, false, ok
	}
	a, b := small(h), small(m)
	return a, b, true, a >= 0 && a <= 24 && b >= 0 && b < 60 && len(m) == 2
}

// small reads a number of at most two digits; anything else is -1.
func small(s string) int {
	if len(s) == 0 || len(s) > 2 {
		return -1
	}
	n := 0
	for i := range len(s) {
		if !isDigit(s[i]) {
			return -1
		}
		n = n*10 + int(s[i]-'0')
	}
	return n
}

// at is the minute of the day that c means when its half of the day is half.
func (c clock) at(half string) int {
	if c.half != "" {
		half = c.half
	}
	m := c.minutes
	switch {
	case half == "am" && m >= 720 && m < 780:
		m -= 720
	case half == "pm" && m < 720:
		m += 720
	}
	return m
}

// windowIn reads the time of day in which the advice of s applies.
func windowIn(s *sentence) Window {
	t := s.t
	var from, to Window
	for i := range t {
		if s.masked(i) || s.supposed(i) {
			continue
		}
		if w, _, ok := pairAt(t, i); ok {
			return w
		}
		switch t[i].word {
		case "after", "from", "past", "until", "till", "before", "by", "than", "since":
		default:
			continue
		}
		k := i + 1
		for k < len(t) && (t[k].word == "about" || t[k].word == "around" || t[k].word == "approximately" || t[k].word == "say") {
			k++
		}
		c, ok := clockAt(t, k)
		if !ok || c.bare {
			continue
		}
		m := min(c.at(""), 1440)
		begins := t[i].word == "after" || t[i].word == "from" || t[i].word == "past" || t[i].word == "since" ||
			t[i].word == "than" && word(t, i-1, "later") && !wordBefore(t, i-1, "no") && !wordBefore(t, i-1, "not") ||
			t[i].word == "than" && word(t, i-1, "earlier") && wordBefore(t, i-1, "no") ||
			(t[i].word == "until" || t[i].word == "till") && negatedBefore(t, i)
		if begins && m < endOfDay {
			from = Window{From: m, To: endOfDay, Set: true}
		} else if !begins {
			to = Window{From: 0, To: min(m, endOfDay), Set: true}
		}
	}
	switch {
	case from.Set && to.Set:
		return Window{From: from.From, To: to.To, Set: true}
	case from.Set:
		return s.between(from)
	}
	return to
}

// hoursIn are the tokens that say the times of day of s, with the word before
// each.
func hoursIn(s *sentence) [][2]int {
	t := s.t
	var out [][2]int
	for i := 0; i < len(t); i++ {
		if s.masked(i) {
			continue
		}
		end := i
		if _, to, ok := pairAt(t, i); ok {
			end = to
		} else if c, ok := clockAt(t, i+1); ok && !c.bare && (t[i].is(isPrep) || t[i].word == "than") {
			end = c.end
		}
		if end > i {
			for word(t, end, "onward") || word(t, end, "onwards") || word(t, end, "or") && (word(t, end+1, "later") || word(t, end+1, "earlier")) {
				end++
			}
			out = append(out, [2]int{i, end})
			i = end - 1
		}
	}
	return out
}

// between turns "not until noon, then nothing after 8 pm" into one window.
func (s *sentence) between(from Window) Window {
	t := s.t
	start, end := -1, -1
	for i := range t {
		c, ok := clockAt(t, i+1)
		if !ok || c.bare {
			continue
		}
		switch {
		case (t[i].word == "until" || t[i].word == "till" || t[i].word == "before") && negatedBefore(t, i):
			start = c.at("")
		case t[i].word == "after" || t[i].word == "past":
			end = c.at("")
		}
	}
	if start >= 0 && end > start {
		return Window{From: start, To: min(end, endOfDay), Set: true}
	}
	return from
}

// negatedBefore says whether a "not" or its like stands a few words before i.
func negatedBefore(t []token, i int) bool {
	for k := i - 1; k >= 0 && k > i-8; k-- {
		switch t[k].word {
		case "not", "nothing", "no", "without", "wait", "delay", "never", "nor", "avoid":
			return true
		}
	}
	return false
}

// pairAt reads "between 10 a.m. and 4 p.m.", "10-4pm", "from 9 to 11 am".
func pairAt(t []token, i int) (Window, int, bool) {
	k := i
	between := word(t, k, "between") || word(t, k, "from")
	if between {
		k++
		if word(t, k, "the") && word(t, k+1, "hours") {
			k += 2
		}
		if word(t, k, "hours") {
			k++
		}
		if word(t, k, "of") {
			k++
		}
	}
	a, ok := clockAt(t, k)
	if !ok {
		return Window{}, i, false
	}
	switch wordAt(t, a.end) {
	case "and":
		if word(t, i, "from") || !between {
			return Window{}, i, false
		}
	case "to", "-", "–", "until", "till", "through":
	default:
		return Window{}, i, false
	}
	b, ok := clockAt(t, a.end+1)
	if ok && between && a.bare && b.bare && a.minutes >= 480 && a.minutes <= 720 && b.minutes > 0 && b.minutes <= 420 {
		// "between 11 and 3": no unit follows, and only the day fits.
		if w := wordAt(t, b.end); w == "" || w == "." || w == "," || w == ")" || t[b.end].is(isPrep|isCondition) {
			return Window{From: a.minutes, To: b.minutes + 720, Set: true}, b.end, true
		}
	}
	if !ok || a.bare && b.bare || b.half == "" && !b.bare && a.bare {
		return Window{}, i, false
	}
	if b.bare {
		// "9 a.m. to 5": a unit after it would make it an amount.
		if _, _, _, unit := unitAt(t, b.end); unit || !between {
			return Window{}, i, false
		}
	}
	w, ok := window(a, b)
	return w, b.end, ok
}

// window joins two clock times, one of which may leave its half of the day to
// the other.
func window(a, b clock) (Window, bool) {
	from, to := a.at(""), b.at("")
	if a.bare && a.half == "" && (b.half == "am" || b.half == "pm") {
		from = a.at(b.half)
		if from >= to && b.half == "pm" {
			from = a.at("am") // "10-4 pm"
		} else if b.half == "am" && from >= to && a.minutes != 720 {
			from = a.at("pm") // "10-4 am"
		}
	}
	if a.bare && b.half == "noon" {
		from = a.at("am")
	}
	if b.bare && to <= from {
		to = b.at("pm")
	}
	if a.half == "midnight" {
		from = 0
	}
	if from > endOfDay || from == to {
		return Window{}, false
	}
	return Window{From: from, To: min(to, endOfDay), Set: true}, true
}
