package chart

import (
	"github.com/a-h/templ"
)

// Bar is one value of Bars, in any unit the others share, not below zero.
type Bar struct {
	Value int64
	Look  Look
	Label string // words over the bar, where it stands out
}

// Bars are values in a row against a band.
type Bars struct {
	ID          string // of the title, which names the chart
	Title       string // the chart in a sentence
	Bars        []Bar
	Min, Max    int64 // edges of the band; Max 0: it is open above; both 0: there is none
	MinText     string
	MaxText     string
	First, Last string // words under the first and the last bar
}

// Geometry of Bars: 28 fit the width that the sheet gives a chart.
const (
	barsLeft, barsPitch, barWidth = 34, 23, 16
	barsTop, barsFoot             = 22, 110
)

// Chart draws b.
func Chart(b Bars) templ.Component { return component(b.draw) }

// height returns how tall n is drawn.
func (b Bars) height(n int64) int {
	top := max(b.Max, b.Min*3/2, 1)
	for _, one := range b.Bars {
		top = max(top, one.Value)
	}
	return int(n * (barsFoot - barsTop) / top)
}

func (b Bars) draw(w *buffer) {
	width := barsLeft + len(b.Bars)*barsPitch + 2
	w.str(`<svg class="chart" viewBox="0 0 `)
	w.num(width)
	w.str(` 130"`)
	w.title(b.ID, b.Title)
	b.band(w, width)
	mark(w, barsFoot+3, "0")
	for i, one := range b.Bars {
		b.bar(w, barsLeft+i*barsPitch, one)
	}
	w.str(`<text`)
	w.attr("x", barsLeft)
	w.str(` y="126">`)
	w.text(b.First)
	w.str(`</text><text`)
	w.attr("x", width-8)
	w.str(` y="126" text-anchor="end">`)
	w.text(b.Last)
	w.str(`</text></svg>`)
}

// mark writes a figure at the left edge.
func mark(w *buffer, y int, words string) {
	w.str(`<text x="28"`)
	w.attr("y", y)
	w.str(` text-anchor="end">`)
	w.text(words)
	w.str(`</text>`)
}

func (b Bars) band(w *buffer, width int) {
	if b.Min == 0 && b.Max == 0 {
		return
	}
	low, high := b.height(b.Min), barsFoot-barsTop
	if b.Max > 0 {
		high = b.height(b.Max)
		mark(w, barsFoot-high+4, b.MaxText)
	}
	w.str(`<rect class="band"`)
	w.attr("x", barsLeft-4)
	w.attr("y", barsFoot-high)
	w.attr("width", width-barsLeft+4)
	w.attr("height", max(2, high-low))
	w.str(` rx="4"/>`)
	if b.Min > 0 && low > 8 && (b.Max == 0 || high-low > 10) {
		mark(w, barsFoot-low+4, b.MinText)
	}
}

func (b Bars) bar(w *buffer, x int, one Bar) {
	h := b.height(one.Value)
	w.str(`<path class="`)
	switch {
	case one.Look == Short:
		w.str("kshort")
	case one.Value == 0:
		w.str("k0")
	default:
		w.str(classes[one.Look])
	}
	w.str(`" d="M`)
	w.num(x)
	w.str(" ")
	w.num(barsFoot)
	if h < 4 {
		h = max(2, h)
		w.str("h16v-")
		w.num(h)
		w.str("h-16z")
	} else {
		w.str("v-")
		w.num(h - 3)
		w.str("q0-3 3-3h10q3 0 3 3v")
		w.num(h - 3)
		w.str("z")
	}
	w.str(`"/>`)
	if one.Label != "" {
		w.str(`<text class="strong"`)
		w.attr("x", x+barWidth/2)
		w.attr("y", barsFoot-h-5)
		w.str(` text-anchor="middle">`)
		w.text(one.Label)
		w.str(`</text>`)
	}
}
