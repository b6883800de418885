// Package passage decides how a stretch of a text is named so that it can be
// found again, and how a text is cut where such stretches begin and end.
//
// Places are counted in code points, never in bytes. What the text is, who
// marked it and how a mark is drawn is decided elsewhere.
package passage

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Context is the number of code points kept from before and from after a
// passage.
const Context = 32

// The errors of Make and Quote, wrapped with the place or the quote they are
// about.
var (
	ErrRange     = errors.New("not a stretch of the text")
	ErrAbsent    = errors.New("not in the text")
	ErrAmbiguous = errors.New("more than once in the text")
)

// Selector names a passage twice over, by its place and by its words: the
// TextPositionSelector and the TextQuoteSelector of the W3C's Web Annotation
// Data Model. Start and End are code points, End excluded; Prefix and Suffix
// hold at most Context code points.
type Selector struct {
	Start  int    `json:"start"`
	End    int    `json:"end"`
	Exact  string `json:"exact"`
	Prefix string `json:"prefix"`
	Suffix string `json:"suffix"`
}

// Make names the passage from start to end, in code points, end excluded. It
// fails with ErrRange when that is not a stretch of at least one code point of
// a text in valid UTF-8.
func Make(text string, start, end int) (Selector, error) {
	from, ok := offset(text, 0, start)
	if !ok || end <= start || !utf8.ValidString(text) {
		return Selector{}, fmt.Errorf("passage %d to %d: %w", start, end, ErrRange)
	}
	to, ok := offset(text, from, end-start)
	if !ok {
		return Selector{}, fmt.Errorf("passage %d to %d: %w", start, end, ErrRange)
	}
	return selector(text, from, to, start, end), nil
}

// Quote names the one passage of the text that reads exact. It fails with
// ErrAbsent, or with ErrAmbiguous when there are several (overlapping ones
// count), and with ErrRange when exact is empty or not valid UTF-8.
func Quote(text, exact string) (Selector, error) {
	if exact == "" || !utf8.ValidString(exact) {
		return Selector{}, fmt.Errorf("quote %q: %w", exact, ErrRange)
	}
	from := strings.Index(text, exact)
	if from < 0 {
		return Selector{}, fmt.Errorf("quote %q: %w", exact, ErrAbsent)
	}
	if strings.Contains(text[from+firstSize(exact):], exact) {
		return Selector{}, fmt.Errorf("quote %q: %w", exact, ErrAmbiguous)
	}
	start := utf8.RuneCountInString(text[:from])
	return selector(text, from, from+len(exact), start, start+utf8.RuneCountInString(exact)), nil
}

// selector fills in what stands at bytes from to to, which are the code points
// start to end.
func selector(text string, from, to, start, end int) Selector {
	return Selector{
		Start:  start,
		End:    end,
		Exact:  text[from:to],
		Prefix: text[back(text, from, Context):from],
		Suffix: text[to:ahead(text, to, Context)],
	}
}

// offset is the byte that lies n code points after the byte from; false when
// the text ends before it.
func offset(text string, from, n int) (int, bool) {
	if n < 0 {
		return 0, false
	}
	for ; n > 0 && from < len(text); n-- {
		_, size := utf8.DecodeRuneInString(text[from:])
		from += size
	}
	return from, n == 0
}

// ahead is the byte n code points after i, or the end of the text.
func ahead(text string, i, n int) int {
	to, _ := offset(text, i, n)
	return to
}

// back is the byte n code points before i, or the beginning of the text.
func back(text string, i, n int) int {
	for ; n > 0 && i > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(text[:i])
		i -= size
	}
	return i
}
