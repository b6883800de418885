package models

import "strconv"

// Counted says how many there are of something: "1 day", "1,204 days".
func Counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return Grouped(n) + " " + many
}

// Grouped writes n with commas between its thousands.
func Grouped(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Besides names what comes with habits and their days: "3 guides".
func Besides(guides, notes, pauses, marks, changes int, settings bool) (all []string) {
	for _, part := range []struct {
		n         int
		one, many string
	}{
		{guides, "guide", "guides"}, {notes, "note on a day", "notes on days"}, {pauses, "pause", "pauses"},
		{marks, "marked passage", "marked passages"}, {changes, "line of the journal", "lines of the journal"},
	} {
		if part.n > 0 {
			all = append(all, Counted(part.n, part.one, part.many))
		}
	}
	if settings {
		all = append(all, "settings")
	}
	return all
}
