package article

import (
	"fmt"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// maxBlocks is how many blocks a document may have. A book has a few thousand.
const maxBlocks = 50_000

// builder collects the blocks of a document. Between open and close, text and
// spans are added to one block; a block that stays without text is left out,
// with its spans. White space is brought down to single spaces, but in code.
type builder struct {
	text   strings.Builder
	length int // of text, in code points
	blocks []Block
	lists  int // how many there are
	tables int
	full   bool // there are more blocks than may be

	block Block
	cur   []rune
	spans []Span           // counted from the beginning of the block
	held  map[SpanKind]int // how many of a kind stand open
}

func (b *builder) open(block Block) {
	b.block, b.cur, b.spans, b.held = block, nil, nil, map[SpanKind]int{}
}

// write adds text, as far as it may stand in a document.
func (b *builder) write(s string) {
	code := b.block.Kind == Code
	for _, r := range norm.NFC.String(s) {
		last := ' '
		if len(b.cur) > 0 {
			last = b.cur[len(b.cur)-1]
		}
		switch {
		case code && (r == '\n' || r == '\t'):
			b.cur = append(b.cur, r)
		case isSpace(r):
			if code || !b.spaced() {
				b.cur = append(b.cur, ' ')
			}
		case shown(r, last):
			b.cur = append(b.cur, r)
		}
	}
}

// lineBreak ends a line that the author ended on purpose. A row has one line.
func (b *builder) lineBreak() {
	if b.block.Kind == Row {
		b.write(" ")
		return
	}
	b.trim()
	if len(b.cur) > 0 {
		b.cur = append(b.cur, '\n')
	}
}

// cell ends a cell of a row.
func (b *builder) cell() {
	b.trim()
	b.cur = append(b.cur, '\t')
}

// spaced says whether another space would be one too many.
func (b *builder) spaced() bool {
	if len(b.cur) == 0 {
		return true
	}
	last := b.cur[len(b.cur)-1]
	return last == ' ' || last == '\n' || last == '\t'
}

func (b *builder) trim() {
	for len(b.cur) > 0 && (b.cur[len(b.cur)-1] == ' ' || b.cur[len(b.cur)-1] == '\n') {
		b.cur = b.cur[:len(b.cur)-1]
	}
}

// span sets off what fill writes. Within a stretch of the same kind it changes
// nothing: emphasis is not doubled, and a link holds no other link.
func (b *builder) span(kind SpanKind, to string, fill func()) {
	at := b.begin(kind, to)
	fill()
	b.end(at)
}

// begin starts a span, and is what end wants to know of it.
func (b *builder) begin(kind SpanKind, to string) int {
	b.held[kind]++
	if b.held[kind] > 1 {
		b.spans = append(b.spans, Span{Kind: kind, Start: len(b.cur), End: len(b.cur)})
	} else {
		b.spans = append(b.spans, Span{Kind: kind, Start: len(b.cur), URL: to})
	}
	return len(b.spans) - 1
}

func (b *builder) end(at int) {
	kind := b.spans[at].Kind
	if b.held[kind]--; b.held[kind] == 0 {
		b.spans[at].End = len(b.cur)
	}
}

// ref sets a footnote mark.
func (b *builder) ref(label string) {
	b.spans = append(b.spans, Span{Kind: SpanRef, Start: len(b.cur), End: len(b.cur), Label: label})
}

func (b *builder) close() {
	if b.trim(); strings.TrimSpace(string(b.cur)) == "" {
		return
	}
	if b.full = len(b.blocks) == maxBlocks; b.full {
		return
	}
	if len(b.blocks) > 0 {
		b.text.WriteString(gap)
		b.length += len(gap)
	}
	block := b.block
	block.Start, block.End = b.length, b.length+len(b.cur)
	block.ID = fmt.Sprintf("p%d", len(b.blocks)+1)
	for _, s := range b.spans {
		s.Start, s.End = b.length+min(s.Start, len(b.cur)), b.length+min(s.End, len(b.cur))
		if s.Kind == SpanRef || s.Start < s.End {
			block.Spans = append(block.Spans, s)
		}
	}
	b.text.WriteString(string(b.cur))
	b.length = block.End
	b.blocks = append(b.blocks, block)
}

func (b *builder) document() (Document, error) {
	if b.full {
		return Document{}, fmt.Errorf("article: %w", ErrTangled)
	}
	return newDocument(b.text.String(), b.blocks)
}
