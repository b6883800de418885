package article

import (
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// walker turns the nodes of a page into blocks. Whatever it does not know
// leaves its text; nothing else of a page gets through.
type walker struct {
	build *builder
	to    func(string) string // where a link leads, "" where it may not
	refs  int                 // how many references the marks may point to
	title string              // the heading that opens the text and says this is left out
	ids   map[string]int      // which block an id of the page begins in or at, from 0

	open   bool
	broken bool // a line has just been ended
	spans  []setOff
}

// setOff is a span that goes on over blocks; at is its place in this one.
type setOff struct {
	kind SpanKind
	url  string
	at   int
}

func newWalker(build *builder, to func(string) string) *walker {
	return &walker{build: build, to: to, ids: map[string]int{}}
}

// begin opens a block where none is open.
func (w *walker) begin(at place) {
	if !w.open {
		w.start(at.block())
	}
}

func (w *walker) start(block Block) {
	w.build.open(block)
	w.open = true
	for i := range w.spans {
		w.spans[i].at = w.build.begin(w.spans[i].kind, w.spans[i].url)
	}
}

// flush closes the block that is open.
func (w *walker) flush() {
	if !w.open {
		return
	}
	for i := len(w.spans) - 1; i >= 0; i-- {
		w.build.end(w.spans[i].at)
	}
	w.build.close()
	w.open, w.broken = false, false
}

func (w *walker) children(n *html.Node, at place) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c, at)
	}
}

func (w *walker) node(n *html.Node, at place) {
	if n.Type == html.TextNode {
		w.text(n.Data, at)
		return
	}
	if n.Type != html.ElementNode {
		w.children(n, at)
		return
	}
	if isBlock[n.DataAtom] {
		w.flush()
	}
	for _, key := range []string{"id", "name"} {
		if id := attribute(n.Attr, key); id != "" {
			if _, known := w.ids[id]; !known {
				w.ids[id] = len(w.build.blocks)
			}
		}
	}
	if isBlock[n.DataAtom] {
		w.block(n, at)
		w.flush()
		return
	}
	w.inline(n, at)
}

func (w *walker) text(s string, at place) {
	if !w.open && strings.TrimFunc(s, isSpace) == "" {
		return
	}
	w.begin(at)
	if strings.TrimFunc(s, isSpace) != "" {
		w.broken = false
	}
	w.build.write(s)
}

var isBlock = atoms(atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Center, atom.Details, atom.Summary,
	atom.Div, atom.Dl, atom.Dt, atom.Dd, atom.Fieldset, atom.Figure, atom.Figcaption, atom.Footer, atom.Form, atom.H1, atom.H2,
	atom.H3, atom.H4, atom.H5, atom.H6, atom.Header, atom.Hgroup, atom.Hr, atom.Legend, atom.Li, atom.Main, atom.Menu, atom.Nav,
	atom.Ol, atom.P, atom.Pre, atom.Section, atom.Table, atom.Ul, atom.Caption, atom.Tr, atom.Td, atom.Th, atom.Title, atom.Head)

func (w *walker) block(n *html.Node, at place) {
	switch n.DataAtom {
	case atom.Nav, atom.Head, atom.Title:
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		w.heading(n, at)
	case atom.Ul, atom.Ol, atom.Menu:
		w.list(n, at)
	case atom.Li:
		w.item(n, at)
	case atom.Dl:
		w.terms(n, at)
	case atom.Blockquote:
		w.children(n, place{kind: Quote, list: at.list})
	case atom.Pre:
		if at.kind == Heading {
			at = place{kind: Paragraph}
		}
		w.build.open(Block{Kind: Code, Level: at.list.Level, List: at.list.List})
		w.build.write(textOf(n, "\n"))
		w.build.close()
	case atom.Table:
		w.table(n, at)
	default:
		w.children(n, at)
	}
}

func (w *walker) heading(n *html.Node, at place) {
	if at.kind != Paragraph {
		w.children(n, at)
		return
	}
	if w.title != "" && len(w.build.blocks) == 0 && line(textOf(n, " ")) == w.title {
		return
	}
	w.children(n, place{kind: Heading, level: int(n.Data[1] - '0')})
}

// maxLevel is how deep lists may stand within one another.
const maxLevel = 16

// newList is the place of the items of another list.
func (w *walker) newList(at place) Block {
	w.build.lists++
	return Block{Level: min(at.list.Level+1, maxLevel), List: w.build.lists}
}

func (w *walker) list(n *html.Node, at place) {
	list := w.newList(at)
	list.Ordered, list.Number = n.DataAtom == atom.Ol, 1
	if from, err := strconv.Atoi(attribute(n.Attr, "start")); err == nil && from >= 0 && from < 1_000_000 {
		list.Number = from
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		first := true
		inside := place{kind: Item, list: list, first: &first}
		if c.DataAtom != atom.Li {
			w.node(c, inside)
			continue
		}
		if own, err := strconv.Atoi(attribute(c.Attr, "value")); list.Ordered && err == nil && own >= 0 && own < 1_000_000 {
			list.Number, inside.list.Number = own, own
		}
		w.flush()
		w.item(c, inside)
		if list.Ordered && !first {
			list.Number++
		}
	}
}

// item is one of a list; one that stands in none is a list of its own.
func (w *walker) item(n *html.Node, at place) {
	if at.kind != Item {
		first := true
		at = place{kind: Item, list: w.newList(at), first: &first}
	}
	if id := attribute(n.Attr, "id"); id != "" {
		w.ids[id] = len(w.build.blocks)
	}
	w.children(n, at)
	w.flush()
}

// terms are a list of words, each with what it means below it.
func (w *walker) terms(n *html.Node, at place) {
	first := true
	w.term(n, place{kind: Item, list: w.newList(at), first: &first})
}

func (w *walker) term(n *html.Node, at place) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.DataAtom {
		case atom.Dt:
			w.flush()
			*at.first = true
			w.within(SpanStrong, "", func() { w.children(c, at) })
			w.flush()
		case atom.Div: // groups a word and its meaning
			w.term(c, at)
		default:
			w.node(c, at)
		}
	}
}

func (w *walker) inline(n *html.Node, at place) {
	inside := func() { w.children(n, at) }
	switch n.DataAtom {
	case atom.Br:
		w.lineBreak()
	case atom.Img:
		w.image(n, at)
	case atom.Strong, atom.B:
		w.within(SpanStrong, "", inside)
	case atom.Em, atom.I:
		w.within(SpanEm, "", inside)
	case atom.Code:
		w.within(SpanCode, "", inside)
	case atom.A:
		w.anchor(n, at, inside)
	case atom.Q:
		w.text("“", at)
		inside()
		w.text("”", at)
	default:
		inside()
	}
}

// within sets off what fill writes, in this block and in those that begin in
// the meantime.
func (w *walker) within(kind SpanKind, to string, fill func()) {
	s := setOff{kind: kind, url: to}
	if w.open {
		s.at = w.build.begin(kind, to)
	}
	w.spans = append(w.spans, s)
	fill()
	last := len(w.spans) - 1
	if w.open {
		w.build.end(w.spans[last].at)
	}
	w.spans = w.spans[:last]
}

// lineBreak ends a line; two in a row end the paragraph, which is how many
// pages part theirs.
func (w *walker) lineBreak() {
	if !w.open {
		return
	}
	if w.broken {
		w.flush()
		return
	}
	w.build.lineBreak()
	w.broken = true
}

// refHref is what a mark of a reference leads to, once notes has found it.
const refHref = "#gloss-reference-"

func (w *walker) anchor(n *html.Node, at place, inside func()) {
	href := attribute(n.Attr, "href")
	if number, ok := strings.CutPrefix(href, refHref); ok {
		if i, err := strconv.Atoi(number); err == nil && i >= 1 && i <= w.refs {
			w.begin(at)
			w.build.ref(strconv.Itoa(i))
			return
		}
	}
	if to := w.to(href); to != "" {
		w.within(SpanLink, to, inside)
		return
	}
	inside()
}

var fileName = regexp.MustCompile(`(?i)^\S+\.(jpe?g|png|gif|webp|svg|avif|bmp)$`)

// image leaves what was said in its place: within a line, or as a block.
func (w *walker) image(n *html.Node, at place) {
	alt := line(attribute(n.Attr, "alt"))
	if alt == "" || fileName.MatchString(alt) {
		return
	}
	if inLine(n) || at.kind == Heading || at.kind == Row {
		w.text(" "+alt+" ", at)
		return
	}
	w.flush()
	w.build.open(Block{Kind: Picture, Level: at.list.Level, List: at.list.List})
	w.build.write(alt)
	w.build.close()
}

// inLine says whether text stands beside a node, up to the next block or line
// break, as far as a few nodes away.
func inLine(n *html.Node) bool {
	top := n
	for top.Parent != nil && top.Parent.Type == html.ElementNode && !isBlock[top.Parent.DataAtom] {
		top = top.Parent
	}
	beside := func(s *html.Node, step func(*html.Node) *html.Node) bool {
		for i := 0; i < 8 && s != nil && !isBlock[s.DataAtom] && s.DataAtom != atom.Br; i++ {
			if saysSomething(s) {
				return true
			}
			s = step(s)
		}
		return false
	}
	return beside(top.PrevSibling, func(s *html.Node) *html.Node { return s.PrevSibling }) ||
		beside(top.NextSibling, func(s *html.Node) *html.Node { return s.NextSibling })
}

func saysSomething(n *html.Node) bool {
	if n.Type == html.TextNode {
		return strings.TrimFunc(n.Data, isSpace) != ""
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if saysSomething(c) {
			return true
		}
	}
	return false
}

// textOf is the text of a node, with a sign for each line break.
func textOf(n *html.Node, lineBreak string) string {
	var b strings.Builder
	var add func(*html.Node)
	add = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			b.WriteString(n.Data)
		case n.DataAtom == atom.Br:
			b.WriteString(lineBreak)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			add(c)
		}
	}
	add(n)
	return b.String()
}

// line brings a text to one line of signs that may stand in a document.
func line(s string) string {
	var b builder
	b.open(Block{})
	b.write(s)
	b.trim()
	return string(b.cur)
}
