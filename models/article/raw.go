package article

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/ast"
	extension "github.com/yuin/goldmark/extension/ast"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// table makes a row of blocks of each row.
func (r *reader) table(n *extension.Table, at place) {
	r.build.tables++
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		_, header := row.(*extension.TableHeader)
		r.build.open(Block{
			Kind: Row, Level: at.list.Level, List: at.list.List, Table: r.build.tables, Header: header,
		})
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			if cell != row.FirstChild() {
				r.build.cell()
			}
			r.inlines(cell)
		}
		r.build.close()
	}
}

// isPicture says whether a paragraph holds an image and nothing else, but for a
// link around it.
func isPicture(n ast.Node) bool {
	if n.ChildCount() != 1 {
		return false
	}
	switch only := n.FirstChild().(type) {
	case *ast.Image:
		return true
	case *ast.Link:
		return isPicture(only)
	}
	return false
}

// raw reads a block of HTML for its text, as a page is read.
func (r *reader) raw(n *ast.HTMLBlock, at place) {
	var src []byte
	for i := range n.Lines().Len() {
		segment := n.Lines().At(i)
		src = append(src, segment.Value(r.src)...)
	}
	if n.HasClosure() {
		src = append(src, n.ClosureLine.Value(r.src)...)
	}
	small, err := prune(src)
	if err != nil {
		return
	}
	root, err := html.Parse(bytes.NewReader(small.html))
	if err != nil {
		return
	}
	w := newWalker(&r.build, r.to)
	w.children(whole(root, nil), at)
	w.flush()
}

var lineTag = regexp.MustCompile(`(?i)^</?(?:br|img)\b`)

// rawTag is the name of a tag that stands in a line, and what an image says.
func rawTag(n *ast.RawHTML, src []byte) (name, alt string) {
	var tag []byte
	for i := range n.Segments.Len() {
		segment := n.Segments.At(i)
		tag = append(tag, segment.Value(src)...)
	}
	if !lineTag.Match(tag) {
		return "", ""
	}
	z := html.NewTokenizer(bytes.NewReader(tag))
	switch z.Next() {
	case html.StartTagToken, html.SelfClosingTagToken:
		t := start(z)
		return t.DataAtom.String(), line(attribute(t.Attr, "alt"))
	case html.EndTagToken:
		name, _ := z.TagName()
		if atom.Lookup(name) == atom.Br { // browsers take it for a break
			return "br", ""
		}
	}
	return "", ""
}
