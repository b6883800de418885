// Package article decides what the text of a guide is: one immutable Document
// of blocks, whose places are counted in code points of its Text. It reads
// articles into that shape and answers questions about it.
//
// How a document is drawn, which passages of it are marked and what a person
// does about its advice is decided elsewhere.
package article

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"unicode/utf8"
)

// Kind says what a block is.
type Kind string

// The kinds of block.
const (
	Heading   Kind = "heading"
	Paragraph Kind = "paragraph"
	Item      Kind = "item"
	Quote     Kind = "quote"
	Code      Kind = "code"
	Row       Kind = "row"     // of a table: its cells, a tab between them
	Picture   Kind = "picture" // what was said in place of one that stood alone
)

// SpanKind says how a stretch within a block is set off.
type SpanKind string

// The kinds of span. A Ref has no length: it is the place of a footnote mark.
const (
	SpanEm     SpanKind = "em"
	SpanStrong SpanKind = "strong"
	SpanCode   SpanKind = "code"
	SpanLink   SpanKind = "link"
	SpanRef    SpanKind = "ref"
)

// Span is a stretch of a block, in code points of the document's Text, End
// excluded. URL is where a link leads: http, https, relative, or the ID of a
// block after a #. Label is the number of the reference that a ref points to,
// counted from 1.
type Span struct {
	Kind  SpanKind `json:"kind"`
	Start int      `json:"start"`
	End   int      `json:"end"`
	URL   string   `json:"url,omitempty"`
	Label string   `json:"label,omitempty"`
}

// Block is a heading, paragraph or the like, from Start to End, in code points
// of the document's Text, End excluded. ID is "p1", "p2" and so on, in order.
//
// Level is a heading's level, 1 to 6, or how deep in lists the block stands.
// List is the number of the list it belongs to, counted from 1 over the
// document, 0 for none; a paragraph with a List goes on from the item before
// it. Number is what an item of an ordered list is counted as. Table is the
// number of the table a row belongs to, counted in the same way, and Header
// says that the row names its columns; no tab stands within a cell.
type Block struct {
	Kind    Kind   `json:"kind"`
	Level   int    `json:"level,omitempty"`
	Ordered bool   `json:"ordered,omitempty"`
	List    int    `json:"list,omitempty"`
	Number  int    `json:"number,omitempty"`
	Table   int    `json:"table,omitempty"`
	Header  bool   `json:"header,omitempty"`
	Start   int    `json:"start"`
	End     int    `json:"end"`
	ID      string `json:"id"`
	Spans   []Span `json:"spans,omitempty"`
}

// gap stands in Text between two blocks.
const gap = "\n\n"

// Document is the text of a guide. Text is the texts of its blocks joined by
// an empty line; every place is counted in its code points. It is made by the
// From functions of this package or read back from its JSON, and not changed
// after that.
type Document struct {
	Text   string  `json:"text"`
	Blocks []Block `json:"blocks"`

	// steps holds the byte of every stride-th code point of Text, so that a
	// place is found without reading the text from its beginning.
	steps []int
}

const stride = 64

// errShape is what a stored document that was not made here fails with.
var errShape = errors.New("the blocks do not fit the text")

// newDocument prepares a document for use, and fails when its blocks and spans
// are not in order, within the text and covering it.
func newDocument(text string, blocks []Block) (Document, error) {
	if !utf8.ValidString(text) {
		return Document{}, fmt.Errorf("article: not UTF-8: %w", errShape)
	}
	d := Document{Text: text, Blocks: blocks}
	n := 0
	for i := range text {
		if n%stride == 0 {
			d.steps = append(d.steps, i)
		}
		n++
	}
	next := 0
	for i, b := range blocks {
		if b.Start != next || b.End <= b.Start || b.End > n {
			return Document{}, fmt.Errorf("article: block %d: %w", i+1, errShape)
		}
		if next = b.End + len(gap); i < len(blocks)-1 && d.Slice(b.End, next) != gap {
			return Document{}, fmt.Errorf("article: after block %d: %w", i+1, errShape)
		}
		for _, s := range b.Spans {
			if s.Start < b.Start || s.End < s.Start || s.End > b.End {
				return Document{}, fmt.Errorf("article: span in block %d: %w", i+1, errShape)
			}
		}
	}
	if len(blocks) == 0 && n > 0 || len(blocks) > 0 && blocks[len(blocks)-1].End != n {
		return Document{}, fmt.Errorf("article: end of text: %w", errShape)
	}
	return d, nil
}

// UnmarshalJSON reads a document back, and fails when it is not one.
func (d *Document) UnmarshalJSON(src []byte) error {
	var stored struct {
		Text   string  `json:"text"`
		Blocks []Block `json:"blocks"`
	}
	if err := json.Unmarshal(src, &stored); err != nil {
		return fmt.Errorf("article: document: %w", err)
	}
	read, err := newDocument(stored.Text, stored.Blocks)
	if err != nil {
		return err
	}
	*d = read
	return nil
}

// Equal says whether two documents have the same text and blocks.
func (d Document) Equal(o Document) bool {
	return d.Text == o.Text && reflect.DeepEqual(d.Blocks, o.Blocks)
}
