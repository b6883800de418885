package chart

import (
	"github.com/a-h/templ"

	"gloss/models/date"
)

// Strip is a run of days in small squares, a column a week: a year of a habit
// among those of others.
type Strip struct {
	ID      string    // of the title, which names the picture
	Title   string    // the picture in a sentence
	From    date.Date // first day of the first week
	Looks   []Look    // one a day
	Beneath []Look    // what each week came to, drawn under it; may be empty
	Year    int       // whose months are named
}

// Geometry of a Strip: squares of 6 on a pitch of 8, under the names of months
// and over room for the bars of the weeks.
const (
	stripPitch, stripTop = 8, 12
	stripUnder           = stripTop + weekDays*stripPitch + 1
)

// Draw draws s. Nothing in it can be pressed.
func (s Strip) Draw() templ.Component { return component(s.draw) }

func (s Strip) draw(w *buffer) {
	weeks := (len(s.Looks) + weekDays - 1) / weekDays
	w.str(`<svg class="heat" viewBox="0 0 `)
	w.num(weeks*stripPitch - 2)
	w.str(" ")
	w.num(stripUnder + 3)
	w.str(`"`)
	w.title(s.ID, s.Title)
	for i := range s.Looks {
		if d := s.From + date.Date(i); d.Time().Day() == 1 && d.Year() == s.Year {
			label(w, i/weekDays*stripPitch, 8, d.Format("Jan"))
		}
	}
	for look := Blank; look < looks; look++ {
		if look != Short {
			s.path(w, classes[look], whole, func(l Look) bool { return l == look || look == Blank && l == Short })
		}
	}
	s.path(w, classes[Short], small, func(l Look) bool { return l == Short })
	s.path(w, "kxl", bar, func(l Look) bool { return l == Over })
	w.str("</svg>")
}

// The shapes in a Strip, each from the corner of its square.
type stripShape struct {
	x, y          int    // where it begins
	path, beneath string // how it goes on, in a square and under a week
}

var (
	whole = stripShape{0, 0, "h6v6h-6z", "h6v3h-6z"}
	small = stripShape{2, 2, "h2v2h-2z", "h3v3h-3z"}
	bar   = stripShape{1, 3, "h4", "h4"}
)

// path draws the shape in every square that is one of those wanted.
func (s Strip) path(w *buffer, class string, shape stripShape, wanted func(Look) bool) {
	begun := false
	at := func(x, y int, path string) {
		if !begun {
			w.str(`<path class="`, class, `" d="`)
			begun = true
		}
		w.str("M")
		w.num(x)
		w.str(" ")
		w.num(y)
		w.str(path)
	}
	for i, look := range s.Looks {
		if wanted(look) {
			at(i/weekDays*stripPitch+shape.x, stripTop+i%weekDays*stripPitch+shape.y, shape.path)
		}
	}
	for c, look := range s.Beneath {
		if wanted(look) {
			at(c*stripPitch+min(shape.x, 1), stripUnder+min(shape.y, 1), shape.beneath)
		}
	}
	if begun {
		w.str(`"/>`)
	}
}
