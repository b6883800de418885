package page

import (
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"gloss/models/article"
)

// Mark is a passage to be marked in a text: Start and End are code points of
// the document, End excluded. Letter is its sign, drawn beside the first block
// it touches; without a letter there is no sign. ID makes it the target of a
// link, Href is where its sign leads and Label what the sign is called. Lit is
// the one now open, Quiet one that others stand before, Maybe one that is not
// sure to be advice, Own one that the reader made.
type Mark struct {
	Start, End int
	Letter     string
	ID         string
	Href       string
	Label      string
	Lit, Quiet bool
	Maybe, Own bool
}

// Number is a small numbered link before the code point At of a text.
type Number struct {
	At    int
	Text  string
	Href  string
	Label string
}

// Prose is a stretch of a guide's text, ready to be drawn.
type Prose struct {
	// Top is the level that the guide's highest headings are drawn at: 2 on a
	// page of its own, 3 beside something else.
	Top int
	// Guide is the address of the guide, which its footnotes lead to; empty on
	// the guide's own page.
	Guide string
	// Anchors lets every block be linked to by its own id, and its headings
	// offer that link.
	Anchors bool

	parts   []prosePart
	highest int  // level of the document's highest headings
	inline  bool // signs stand where their marks begin
}

// prosePart is a heading, paragraph or block of code, a list, or a quotation of
// parts.
type prosePart struct {
	kind    article.Kind
	level   int
	start   int // number of a list's first item, 0 where it has none
	line    proseLine
	items   []proseItem
	ordered bool
	quoted  []prosePart
	head    []proseRow // of a table: the rows that name its columns, then the others
	body    []proseRow
}

// proseRow is a row of a table.
type proseRow struct {
	line   proseLine // the row as a whole, without words
	header bool
	cells  []proseLine
}

// proseItem is an item of a list: its first line, and what follows within it.
type proseItem struct {
	line proseLine
	rest []prosePart
}

// proseLine is the text of one block with everything that is set off in it.
type proseLine struct {
	block    string // the block's own id
	start    int    // where it begins in the document, in code points
	plain    string // its text without anything
	marks    []Mark // that touch it, in order
	first    []bool // by mark: it begins here, or the stretch does
	segments []proseSegment
}

// proseSegment is a part of a line under the same marks, or the number before a
// sentence.
type proseSegment struct {
	marked bool
	class  string  // of what marks it
	begins []*Mark // that begin here and are not the line's own
	number *Number
	links  []proseStretch
}

// proseStretch is a part of a segment with the same link, or with none.
type proseStretch struct {
	url  string
	runs []proseRun
}

type proseRun struct {
	em, strong, code bool
	ref              string
	lines            []string // and the breaks between them
}

const proseBreak = "\n"

// Letter is the sign of the i-th passage of a text, counted from 0: a to z,
// then aa.
func Letter(i int) string {
	s := string(rune('a' + i%26))
	if i >= 26 {
		return Letter(i/26-1) + s
	}
	return s
}

// NewProse prepares the blocks of doc from index fromBlock up to but not
// including toBlock; indexes outside the document are taken as its ends. Marks
// are given in the order of the text.
func NewProse(doc article.Document, fromBlock, toBlock int, marks []Mark) Prose {
	return newProser(doc, marks).prose(fromBlock, toBlock)
}

// newReading prepares a text to be read whole, stretch by stretch in its order:
// signs stand where their marks begin, every block can be linked to, and numbers
// are drawn where they are given.
func newReading(doc article.Document, marks []Mark, numbers []Number) *proser {
	b := newProser(doc, marks)
	b.inline, b.numbers = true, numbers
	return b
}

func newProser(doc article.Document, marks []Mark) *proser {
	b := &proser{doc: doc, marks: marks, drawn: map[int]bool{}, highest: 6}
	for _, h := range doc.Contents() {
		b.highest = min(b.highest, h.Level)
	}
	return b
}

// prose prepares the blocks of a stretch.
func (b *proser) prose(from, to int) Prose {
	to = min(to, len(b.doc.Blocks))
	from = min(max(from, 0), max(to, 0))
	return Prose{
		Top: 2, Anchors: b.inline, highest: b.highest, inline: b.inline,
		parts: b.parts(b.doc.Blocks[from:max(to, from)], 0),
	}
}

// Empty reports whether there is nothing to draw.
func (p Prose) Empty() bool { return len(p.parts) == 0 }

// heading is the level a heading is drawn at.
func (p Prose) heading(level int) int {
	return min(p.Top+min(max(level-p.highest, 0), 2), 6)
}

// ref is where the note of a reference leads.
func (p Prose) ref(label string) string { return p.Guide + "#ref-" + label }

// id is what a line is linked to by.
func (p Prose) id(l proseLine) string {
	if p.Anchors {
		return l.block
	}
	if len(l.marks) > 0 && l.first[0] {
		return l.marks[0].ID
	}
	return ""
}

// class is that of a marked line.
func (l proseLine) class() string {
	if len(l.marks) == 0 {
		return ""
	}
	class := "passage"
	for _, m := range l.marks {
		if m.Lit {
			return class + " lit"
		}
	}
	for _, m := range l.marks {
		if !m.Quiet {
			return class
		}
	}
	return class + " quietly"
}

// sign is the mark whose sign stands beside the line.
func (l proseLine) sign() *Mark {
	if len(l.marks) == 0 || !l.first[0] || l.marks[0].Letter == "" {
		return nil
	}
	return &l.marks[0]
}

type proser struct {
	doc     article.Document
	marks   []Mark
	drawn   map[int]bool // marks whose beginning has been drawn
	highest int          // level of the highest headings
	inline  bool
	numbers []Number // those not drawn yet
}

// parts gathers blocks into parts; within is the level of the list they stand
// in.
func (b *proser) parts(blocks []article.Block, within int) []prosePart {
	var out []prosePart
	for i := 0; i < len(blocks); {
		one, n := blocks[i], 1
		switch {
		case one.List != 0 && one.Level > within:
			for i+n < len(blocks) && inList(blocks[i+n], one) {
				n++
			}
			out = append(out, b.list(blocks[i:i+n]))
		case one.Kind == article.Quote:
			for i+n < len(blocks) && blocks[i+n].Kind == article.Quote && blocks[i+n].List == one.List {
				n++
			}
			quote := prosePart{kind: article.Quote}
			for _, q := range blocks[i : i+n] {
				quote.quoted = append(quote.quoted, prosePart{kind: article.Paragraph, line: b.line(q)})
			}
			out = append(out, quote)
		case one.Kind == article.Row:
			for i+n < len(blocks) && blocks[i+n].Kind == article.Row && blocks[i+n].Table == one.Table {
				n++
			}
			out = append(out, b.table(blocks[i:i+n]))
		default:
			out = append(out, prosePart{kind: one.Kind, level: one.Level, line: b.line(one)})
		}
		i += n
	}
	return out
}

// inList reports whether b goes on with the list that first began.
func inList(b, first article.Block) bool {
	return b.List != 0 && (b.Level > first.Level || b.Level == first.Level && b.List == first.List)
}

func (b *proser) list(blocks []article.Block) prosePart {
	first := blocks[0]
	out := prosePart{kind: article.Item, ordered: first.Ordered}
	if first.Ordered {
		out.start = first.Number
	}
	for i := 0; i < len(blocks); {
		n := 1
		for i+n < len(blocks) && (blocks[i+n].Kind != article.Item || blocks[i+n].Level > first.Level) {
			n++
		}
		if one := blocks[i]; one.Kind == article.Item {
			out.items = append(out.items, proseItem{line: b.line(one), rest: b.parts(blocks[i+1:i+n], first.Level)})
		} else {
			out.items = append(out.items, proseItem{rest: b.parts(blocks[i:i+n], first.Level)})
		}
		i += n
	}
	return out
}

// proseAttributes are the id, class and direction of the element a line is in.
func proseAttributes(p Prose, l proseLine, class string) templ.Attributes {
	all := templ.Attributes{"dir": "auto"}
	if l.block != "" {
		all["data-start"] = strconv.Itoa(l.start)
	}
	if id := p.id(l); id != "" {
		all["id"] = id
	}
	if class = strings.TrimSpace(class + " " + l.class()); class != "" {
		all["class"] = class
	}
	return all
}

// cellAttributes are those of a cell of a table, which no link leads to.
func cellAttributes(l proseLine) templ.Attributes {
	all := templ.Attributes{"dir": "auto", "data-start": strconv.Itoa(l.start)}
	if class := l.class(); class != "" {
		all["class"] = class
	}
	return all
}

// markAttributes are the id of the first mark that begins with a segment, and
// its class.
func markAttributes(s proseSegment) templ.Attributes {
	all := templ.Attributes{}
	if len(s.begins) > 0 && s.begins[0].ID != "" {
		all["id"] = s.begins[0].ID
	}
	if s.class != "" {
		all["class"] = s.class
	}
	return all
}
