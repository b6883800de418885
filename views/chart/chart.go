// Package chart draws figures as SVG: a year of squares, and bars against a
// band. It decides where things stand and how they are shaped; what a square or
// a bar means, and every word, is its caller's.
package chart

import (
	"context"
	"io"
	"strconv"

	"github.com/a-h/templ"
)

// Look is how a square or a bar is drawn. Each has a shape of its own, so that
// nothing is said by colour alone.
type Look uint8

// The looks there are.
const (
	None    Look = iota // not drawn
	Blank               // nothing there
	Level1              // faintest
	Level2              //
	Level3              //
	Level4              // fullest
	Short               // a small square within an empty one
	Over                // barred
	Skipped             // a dashed outline
	looks
)

// classes are the looks' names in the style sheet.
var classes = [looks]string{Blank: "k0", Level1: "k1", Level2: "k2", Level3: "k3", Level4: "k4", Short: "k3", Over: "kx", Skipped: "ks"}

// buffer gathers markup. Charts repeat a mark hundreds of times, which is why
// they are written here and not in templates.
type buffer struct{ b []byte }

func (w *buffer) str(parts ...string) {
	for _, p := range parts {
		w.b = append(w.b, p...)
	}
}

func (w *buffer) num(n int) { w.b = strconv.AppendInt(w.b, int64(n), 10) }

// text writes words that may hold anything.
func (w *buffer) text(s string) { w.b = append(w.b, templ.EscapeString(s)...) }

// attr writes a number as an attribute.
func (w *buffer) attr(name string, n int) {
	w.str(" ", name, `="`)
	w.num(n)
	w.str(`"`)
}

// title ends the opening tag of a picture, and says in words what it shows.
func (w *buffer) title(id, words string) {
	w.str(` role="img" aria-labelledby="`)
	w.text(id)
	w.str(`"><title id="`)
	w.text(id)
	w.str(`">`)
	w.text(words)
	w.str(`</title>`)
}

func component(draw func(*buffer)) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, out io.Writer) error {
		w := buffer{b: make([]byte, 0, 16<<10)}
		draw(&w)
		_, err := out.Write(w.b)
		return err
	})
}
