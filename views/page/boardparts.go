package page

import (
	"strconv"

	"github.com/a-h/templ"

	"gloss/models"
)

// boardKey says what the squares of the board mean.
var boardKey = []struct{ class, text, words string }{
	{"kept", "", "kept"}, {"done", "", "logged, its period is counted beneath"}, {"short", "5", "short"},
	{"over", "35", "over the limit"}, {"reserve", "", "forgiven by the reserve"}, {"skipped", "", "skipped"},
	{"missed", "", "missed"}, {"no", "", "answered no"}, {"", "", "nothing logged"}, {"off", "", "not due"},
	{"kept note", "", "with a note"},
}

// part is the address that shows a part of the board, and where it is shown
// that of the board without it.
func (v BoardView) part(name string) string {
	at := v.At
	at.Show = name
	if v.At.Show == name {
		at.Show = ""
		return at.String()
	}
	return at.String() + "#" + name
}

// caption says what a table holds.
func (v BoardView) caption(t BoardTable) string {
	first, last := v.Days[0].Day, v.Days[len(v.Days)-1].Day
	words := models.Counted(len(t.Rows), "habit", "habits") + " over the days from " + first.Format("2 January") + " to " + last.Format("2 January 2006")
	if t.Name != "" {
		words = t.Name + ": " + words
	}
	return words
}

// place are the classes of a span's place among the last seven days.
func (s BoardSpan) place() string {
	if s.Width == 0 {
		return "away"
	}
	return "c" + strconv.Itoa(s.From) + " n" + strconv.Itoa(s.Width)
}

// rows lets the name of a habit stand beside its periods too.
func rows(r BoardRow) templ.Attributes {
	if len(r.Spans) == 0 {
		return nil
	}
	return templ.Attributes{"rowspan": "2"}
}

// currentChoice marks the choice that is made.
func currentChoice(is bool) templ.Attributes {
	if !is {
		return nil
	}
	return templ.Attributes{"aria-current": "true"}
}
