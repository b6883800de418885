package transfer

import (
	"context"
	"io"

	"gloss/models/date"
)

// What the readers of formats share is tested by itself: these name it for tests
// outside the package.
type (
	Records  = records
	Lines    = lines
	Elements = elements
	Builder  = builder
)

const (
	First = firstCounts
	Last  = lastCounts
	Sum   = addUp
)

func Text(r io.Reader, strict bool) io.Reader {
	l := text(r)
	l.strict = strict
	return l
}

func RecordsOf(r io.Reader) *Records   { return recordsOf(io.NopCloser(r), "t.csv", ',') }
func LinesOf(r io.Reader) *Lines       { return linesOf(io.NopCloser(r), "t.txt") }
func ElementsOf(r io.Reader) *Elements { return elementsOf(io.NopCloser(r), "t.json") }
func HueOf(rgb uint32) string          { return hueOf(rgb) }
func Key(program, id string) string    { return key(program, id) }

func NewBuilder(ctx context.Context, c Choices, today date.Date) *Builder {
	return newBuilder(ctx, Format{Name: "test", Title: "Test"}, c, today, func(int) {})
}

// WithFormat runs f with one format more.
func WithFormat(one Format, f func()) {
	before := formats
	formats = append(formats[:len(formats):len(formats)], one)
	defer func() { formats = before }()
	f()
}
