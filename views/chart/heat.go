package chart

import (
	"time"

	"github.com/a-h/templ"

	"gloss/models/date"
)

// Square is one day of a Year.
type Square struct {
	Look  Look
	Title string // the day in words
}

// Year is some weeks of days, a column each.
type Year struct {
	From    date.Date // first day of the first week
	Squares []Square  // one a day
	Beneath []Look    // what each week came to, drawn under it; may be empty
	Today   date.Date // ringed where it is in view
	Link    string    // address of a day, its date follows; each square leads there
	Anchor  string    // what stands before the date in that address's fragment
}

// Geometry of a Year: squares of 11 on a pitch of 13, under the names of
// months and beside those of weekdays.
const (
	pitch, side = 13, 11
	left, top   = 26, 14
	weekDays    = 7
)

// Heat draws y. It is a picture for the eye and the mouse: the squares are links
// that the keyboard passes over, and the numbers stand in a table beside it.
func Heat(y Year) templ.Component { return component(y.draw) }

func (y Year) draw(w *buffer) {
	weeks := (len(y.Squares) + weekDays - 1) / weekDays
	height := top + weekDays*pitch + 1
	if len(y.Beneath) > 0 {
		height += 8
	}
	w.str(`<svg class="heat" viewBox="0 0 `)
	w.num(left + weeks*pitch)
	w.str(" ")
	w.num(height)
	w.str(`" aria-hidden="true">`)
	y.months(w, weeks)
	for row := 0; row < weekDays; row += 2 {
		if row < 6 {
			label(w, 0, top+row*pitch+9, (y.From + date.Date(row)).Format("Mon"))
		}
	}
	y.paths(w)
	y.beneath(w)
	if i := int(y.Today - y.From); i >= 0 && i < len(y.Squares) {
		x, at := place(i)
		w.str(`<rect class="kt"`)
		box(w, x, at)
		w.str("/>")
	}
	y.links(w)
	w.str("</svg>")
}

func label(w *buffer, x, y int, words string) {
	w.str("<text")
	w.attr("x", x)
	w.attr("y", y)
	w.str(">")
	w.text(words)
	w.str("</text>")
}

// months names each month over the week it begins in, with room between two.
func (y Year) months(w *buffer, weeks int) {
	last := -3
	for c := 0; c < weeks; c++ {
		first := y.From + date.Date(c*weekDays)
		for d := first; d < first+weekDays; d++ {
			if d.Time().Day() == 1 && c-last >= 3 && c < weeks-1 {
				label(w, left+c*pitch, 8, d.Format("Jan"))
				last = c
			}
		}
	}
}

// place returns the corner of the i-th square.
func place(i int) (x, y int) { return left + i/weekDays*pitch, top + i%weekDays*pitch }

func box(w *buffer, x, y int) {
	w.attr("x", x)
	w.attr("y", y)
	w.str(` width="11" height="11" rx="3"`)
}

// paths draws the squares, those of one look in one path.
func (y Year) paths(w *buffer) {
	for look := Blank; look < looks; look++ {
		if look == Short {
			continue
		}
		y.path(w, classes[look], "q", func(l Look) bool { return l == look || look == Blank && l == Short })
	}
	y.path(w, classes[Short], "s", func(l Look) bool { return l == Short })
	y.path(w, "kxl", "l", func(l Look) bool { return l == Over })
}

// path draws the shape in every square that is one of those wanted.
func (y Year) path(w *buffer, class, shape string, wanted func(Look) bool) {
	begun := false
	for i, s := range y.Squares {
		if !wanted(s.Look) {
			continue
		}
		if !begun {
			w.str(`<path class="`, class, `" d="`)
			begun = true
		}
		x, at := place(i)
		w.str("M")
		switch shape {
		case "q": // the whole square
			w.num(x + 3)
			w.str(" ")
			w.num(at)
			w.str("h5q3 0 3 3v5q0 3-3 3h-5q-3 0-3-3v-5q0-3 3-3z")
		case "s": // a small one within it
			w.num(x + 3)
			w.str(" ")
			w.num(at + 3)
			w.str("h5v5h-5z")
		case "l": // a bar across
			w.num(x + 3)
			w.str(" ")
			w.num(at + 5)
			w.str(".5h5")
		}
	}
	if begun {
		w.str(`"/>`)
	}
}

// beneath draws what each week came to, as a bar under its column: full, half,
// barred, dashed.
func (y Year) beneath(w *buffer) {
	const at = top + weekDays*pitch + 2
	for c, look := range y.Beneath {
		if look == None {
			continue
		}
		x, width := left+c*pitch, side
		if look == Short {
			width = side / 2
		}
		w.str(`<rect class="`, classes[look], `"`)
		w.attr("x", x)
		w.attr("y", at)
		w.attr("width", width)
		w.str(` height="5" rx="1.5"/>`)
		if look == Over {
			w.str(`<path class="kxl" d="M`)
			w.num(x + 3)
			w.str(" ")
			w.num(at + 2)
			w.str(`.5h5"/>`)
		}
	}
}

// links lays over each square a link with its words.
func (y Year) links(w *buffer) {
	w.str(`<g fill="none" pointer-events="all">`)
	for i, s := range y.Squares {
		if s.Look == None {
			continue
		}
		day := (y.From + date.Date(i)).Time().Format(time.DateOnly)
		x, at := place(i)
		w.str(`<a tabindex="-1" href="`)
		w.text(y.Link)
		w.str(day, "#", y.Anchor, day, `"><title>`)
		w.text(s.Title)
		w.str(`</title><rect`)
		box(w, x, at)
		w.str("/></a>")
	}
	w.str("</g>")
}

// Key draws one look as a legend shows it.
func Key(l Look) templ.Component {
	return component(func(w *buffer) {
		w.str(`<svg viewBox="0 0 14 14" aria-hidden="true"><rect class="`)
		if l == Short {
			w.str(classes[Blank])
		} else {
			w.str(classes[l])
		}
		w.str(`" x="1" y="1" width="12" height="12" rx="3"/>`)
		switch l {
		case Short:
			w.str(`<rect class="`, classes[Short], `" x="4.5" y="4.5" width="5" height="5" rx="1.5"/>`)
		case Over:
			w.str(`<path class="kxl" d="M4 7h6"/>`)
		}
		w.str(`</svg>`)
	})
}
