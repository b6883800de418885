package article

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	extension "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

// MaxSource is the largest article that is read, in bytes.
const MaxSource = 2 << 20

// What an article is refused for.
var (
	ErrTooLarge = errors.New("larger than 2 MiB")
	ErrTangled  = errors.New("too many tags, brackets or short pieces")
	ErrEmpty    = errors.New("no text in it")
)

// FromMarkdown reads an article in Markdown (CommonMark with tables and
// footnotes), with or without front matter. Raw HTML leaves its text, images
// their alternative text, and links stay where safe. Without a title in the
// front matter, the first heading is the title; a heading that opens the
// article and says the title is not repeated in the document. Footnotes join
// the references of the front matter, and every footnote mark in the document
// points to a reference.
//
// It fails with ErrTooLarge, ErrTangled or ErrEmpty, and with an error that
// says what is wrong in the front matter: an unknown key, a malformed date,
// DOI or URL, or an advice whose quote does not stand exactly once in the text.
func FromMarkdown(src []byte) (Meta, Document, error) {
	if len(src) > MaxSource {
		return Meta{}, Document{}, fmt.Errorf("article: %w", ErrTooLarge)
	}
	return strictMarkdown(clean(src), safeURL)
}

func strictMarkdown(src []byte, link func(string) string) (Meta, Document, error) {
	front, body := frontMatter(src)
	meta, err := parseMeta(front)
	if err != nil {
		return Meta{}, Document{}, err
	}
	meta, doc, err := readMarkdown(meta, body, link)
	if err != nil {
		return Meta{}, Document{}, err
	}
	if err := meta.check(doc); err != nil {
		return Meta{}, Document{}, err
	}
	return meta, doc, nil
}

// readMarkdown reads what stands below the front matter.
func readMarkdown(meta Meta, body []byte, link func(string) string) (Meta, Document, error) {
	if tangled(body) {
		return Meta{}, Document{}, fmt.Errorf("article: %w", ErrTangled)
	}
	root := markdown.Parse(text.NewReader(body))
	r := &reader{src: body, labels: map[string]string{}, to: link}
	for i := range meta.References {
		label := strconv.Itoa(i + 1)
		r.labels[label] = label
	}
	meta.References = append(meta.References, r.footnotes(root, len(meta.References))...)
	r.liftTitle(root, &meta)
	r.blocks(root, place{kind: Paragraph})
	doc, err := r.build.document()
	if err != nil {
		return Meta{}, Document{}, err
	}
	if doc.Text == "" {
		return Meta{}, Document{}, fmt.Errorf("article: %w", ErrEmpty)
	}
	if headings := doc.Contents(); meta.Title == "" && len(headings) > 0 {
		meta.Title = doc.Slice(headings[0].Start, headings[0].End)
	}
	return meta, doc, nil
}

// clean brings a file to valid UTF-8 with plain line ends.
func clean(src []byte) []byte {
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	src = bytes.ToValidUTF8(src, []byte("\ufffd"))
	src = bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n"))
	return bytes.ReplaceAll(src, []byte("\r"), []byte("\n"))
}

// reader turns goldmark's tree into blocks.
type reader struct {
	src    []byte
	build  builder
	labels map[string]string   // footnote label to number of reference
	to     func(string) string // where a link leads, "" where it may not
}

// place is where in the tree a block stands.
type place struct {
	kind  Kind // of the text that stands here
	level int  // of a heading
	list  Block
	first *bool // no block of this list item yet
}

func (p place) block() Block {
	b := Block{Kind: p.kind, Level: p.list.Level, List: p.list.List}
	if p.kind == Heading {
		b.Level = p.level
	}
	if p.kind != Item {
		return b
	}
	if !*p.first {
		b.Kind = Paragraph
		return b
	}
	*p.first = false
	b.Ordered, b.Number = p.list.Ordered, p.list.Number
	return b
}

func (r *reader) blocks(parent ast.Node, at place) {
	for c := parent.FirstChild(); c != nil && !r.build.full; c = c.NextSibling() {
		switch n := c.(type) {
		case *ast.Heading:
			block := Block{Kind: Heading, Level: n.Level}
			if at.kind != Paragraph {
				block = at.block()
			}
			r.leaf(n, block)
		case *ast.Paragraph, *ast.TextBlock:
			if isPicture(n) {
				r.leaf(n, Block{Kind: Picture, Level: at.list.Level, List: at.list.List})
				continue
			}
			r.leaf(n, at.block())
		case *extension.Table:
			r.table(n, at)
		case *ast.HTMLBlock:
			r.raw(n, at)
		case *ast.Blockquote:
			r.blocks(n, place{kind: Quote, list: at.list})
		case *ast.List:
			r.list(n, at.list.Level+1)
		case *ast.CodeBlock, *ast.FencedCodeBlock:
			r.build.open(Block{Kind: Code, Level: at.list.Level, List: at.list.List})
			for i := range n.Lines().Len() {
				line := n.Lines().At(i)
				r.build.write(string(line.Value(r.src)))
			}
			r.build.close()
		}
	}
}

func (r *reader) list(n *ast.List, level int) {
	r.build.lists++
	list := Block{Level: level, List: r.build.lists, Ordered: n.IsOrdered(), Number: n.Start}
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		first := true
		r.blocks(item, place{kind: Item, list: list, first: &first})
		if list.Ordered {
			list.Number++
		}
	}
}

func (r *reader) leaf(n ast.Node, block Block) {
	r.build.open(block)
	r.inlines(n)
	r.build.close()
}

func (r *reader) inlines(parent ast.Node) {
	for c := parent.FirstChild(); c != nil; c = c.NextSibling() {
		r.inline(c)
	}
}

func (r *reader) inline(c ast.Node) {
	inside := func() { r.inlines(c) }
	switch n := c.(type) {
	case *ast.Text:
		r.build.write(resolve(n.Segment.Value(r.src)))
		if n.HardLineBreak() {
			r.build.lineBreak()
		} else if n.SoftLineBreak() {
			r.build.write(" ")
		}
	case *ast.CodeSpan:
		r.build.span(SpanCode, "", func() {
			for t := n.FirstChild(); t != nil; t = t.NextSibling() {
				if t, ok := t.(*ast.Text); ok {
					r.build.write(string(t.Segment.Value(r.src)))
				}
			}
		})
	case *ast.Emphasis:
		kind := SpanEm
		if n.Level > 1 {
			kind = SpanStrong
		}
		r.build.span(kind, "", inside)
	case *ast.Link:
		r.link(resolve(n.Destination), inside)
	case *ast.AutoLink:
		to := string(n.URL(r.src))
		if n.AutoLinkType == ast.AutoLinkEmail {
			to = ""
		}
		r.link(to, func() { r.build.write(string(n.Label(r.src))) })
	case *ast.Image:
		r.inlines(n)
	case *ast.RawHTML:
		switch tag, alt := rawTag(n, r.src); tag {
		case "br":
			r.build.lineBreak()
		case "img":
			r.build.write(alt)
		}
	case *mark:
		if number := r.labels[n.label]; number != "" {
			r.build.ref(number)
		} else {
			r.build.write("[^" + n.label + "]")
		}
	}
}

func (r *reader) link(to string, fill func()) {
	if to = r.to(to); to == "" {
		fill()
		return
	}
	r.build.span(SpanLink, to, fill)
}

// footnotes gives each footnote of the article the next number after the given
// one, and returns them as references.
func (r *reader) footnotes(root ast.Node, after int) []Reference {
	var notes []*extension.Footnote
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if note, ok := n.(*extension.Footnote); ok && entering {
			notes = append(notes, note)
		}
		return ast.WalkContinue, nil
	})
	refs := make([]Reference, 0, len(notes))
	own := map[string]bool{}
	for _, note := range notes {
		scratch := &reader{src: r.src, to: r.to}
		scratch.blocks(note, place{kind: Paragraph})
		ref := Reference{Text: strings.ReplaceAll(scratch.build.text.String(), gap, " ")}
		if ref.Text == "" {
			continue
		}
		for _, b := range scratch.build.blocks {
			for _, s := range b.Spans {
				if ref.URL == "" && isWeb(s.URL) {
					ref.URL = s.URL
				}
			}
		}
		refs = append(refs, ref)
		if label := string(note.Ref); !own[label] {
			own[label], r.labels[label] = true, strconv.Itoa(after+len(refs))
		}
	}
	return refs
}

// liftTitle takes the heading that opens the article as its title, where there
// is none, and takes it out of the text, where it only repeats the title.
func (r *reader) liftTitle(root ast.Node, meta *Meta) {
	heading, ok := root.FirstChild().(*ast.Heading)
	if !ok {
		return
	}
	scratch := &reader{src: r.src, to: r.to}
	scratch.leaf(heading, Block{Kind: Heading})
	title := scratch.build.text.String()
	if meta.Title == "" {
		meta.Title = title
	}
	if meta.Title == title {
		root.RemoveChild(root, heading)
	}
}
