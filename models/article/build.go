package article

import (
	"fmt"
	"net/url"
	"strings"
	"unicode"
)

// builder collects the blocks of a document. Between open and close, text and
// spans are added to one block; a block that stays without text is left out,
// with its spans. White space is brought down to single spaces, but in code.
type builder struct {
	text   strings.Builder
	length int // of text, in code points
	blocks []Block

	block Block
	cur   []rune
	spans []Span           // counted from the beginning of the block
	held  map[SpanKind]int // how many of a kind stand open
}

func (b *builder) open(block Block) {
	b.block, b.cur, b.spans, b.held = block, nil, nil, map[SpanKind]int{}
}

// write adds text. Control characters have no place in it.
func (b *builder) write(s string) {
	for _, r := range s {
		switch {
		case b.block.Kind == Code && (r == '\n' || r == '\t'):
			b.cur = append(b.cur, r)
		case r == ' ', r == '\t', r == '\n', r == '\r', r == '\f':
			if b.block.Kind == Code || !b.spaced() {
				b.cur = append(b.cur, ' ')
			}
		case unicode.IsControl(r):
		default:
			b.cur = append(b.cur, r)
		}
	}
}

// lineBreak ends a line that the author ended on purpose.
func (b *builder) lineBreak() {
	b.trim()
	if len(b.cur) > 0 {
		b.cur = append(b.cur, '\n')
	}
}

// spaced says whether another space would be one too many.
func (b *builder) spaced() bool {
	if len(b.cur) == 0 {
		return true
	}
	last := b.cur[len(b.cur)-1]
	return last == ' ' || last == '\n'
}

func (b *builder) trim() {
	for len(b.cur) > 0 && (b.cur[len(b.cur)-1] == ' ' || b.cur[len(b.cur)-1] == '\n') {
		b.cur = b.cur[:len(b.cur)-1]
	}
}

// span sets off what fill writes. Within a stretch of the same kind it changes
// nothing: emphasis is not doubled, and a link holds no other link.
func (b *builder) span(kind SpanKind, to string, fill func()) {
	if b.held[kind] > 0 {
		fill()
		return
	}
	b.held[kind]++
	at, from := len(b.spans), len(b.cur)
	b.spans = append(b.spans, Span{Kind: kind, Start: from, URL: to})
	fill()
	b.spans[at].End = len(b.cur)
	b.held[kind]--
}

// ref sets a footnote mark.
func (b *builder) ref(label string) {
	b.spans = append(b.spans, Span{Kind: SpanRef, Start: len(b.cur), End: len(b.cur), Label: label})
}

func (b *builder) close() {
	if b.trim(); strings.TrimSpace(string(b.cur)) == "" {
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
	return newDocument(b.text.String(), b.blocks)
}

// safeURL is a link's destination where it is one that may be followed: http,
// https, or relative to this server. Everything else is "".
func safeURL(raw string) string {
	raw = strings.TrimSpace(raw)
	u, err := url.Parse(raw)
	if err != nil || strings.Contains(raw, `\`) {
		return ""
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https":
		if u.Host == "" {
			return ""
		}
	case "":
		if u.Host != "" || u.Opaque != "" || strings.HasPrefix(raw, "//") {
			return ""
		}
	default:
		return ""
	}
	return raw
}
