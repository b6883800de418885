package article

import (
	"bytes"
	"fmt"
	"net/url"
	"strings"
	"unicode"

	"codeberg.org/readeck/go-readability/v2"
	"github.com/microcosm-cc/bluemonday"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// FromHTML reads a page: one fetched from page, or one saved, of which page is
// nil. The content type is what the server or the form said of it, and may be
// empty. Of the page the main text is kept, or all of it where no main text
// stands out; links become whole addresses or places in the document, pictures
// leave what was said in their place, notes become references. What the page
// says about itself, its title, author, publisher, day, language and address,
// is a suggestion only.
//
// It fails with ErrTooLarge, with ErrTangled where there are more than 50,000
// elements or blocks, and with ErrEmpty.
func FromHTML(src []byte, contentType string, page *url.URL) (Meta, Document, error) {
	if len(src) > MaxSource {
		return Meta{}, Document{}, fmt.Errorf("article: %w", ErrTooLarge)
	}
	small, err := prune(decode(src, contentType))
	if err != nil {
		return Meta{}, Document{}, err
	}
	root, err := html.Parse(bytes.NewReader(small.html))
	if err != nil {
		return Meta{}, Document{}, fmt.Errorf("article: page: %w", err)
	}
	meta := about(root, small.data, page)
	base := baseOf(root, meta, page)
	inPage(root, base)
	clearWay(root)
	meta.References = notes(root)

	var doc Document
	for _, text := range []func(*html.Node, *url.URL) *html.Node{mainText, marked, whole} {
		n := text(root, base)
		if n == nil {
			continue
		}
		w := newWalker(&builder{}, func(href string) string { return pageLink(base, href) })
		w.refs, w.title = len(meta.References), meta.Title
		if n, err = sanitised(n); err != nil {
			return Meta{}, Document{}, err
		}
		w.children(n, place{kind: Paragraph})
		w.flush()
		w.settle()
		if doc, err = w.build.document(); err != nil {
			return Meta{}, Document{}, err
		}
		if doc.Text != "" {
			break
		}
	}
	if doc.Text == "" {
		return Meta{}, Document{}, fmt.Errorf("article: %w", ErrEmpty)
	}
	return meta, doc, nil
}

// baseOf is what the links of a page are relative to: what it says itself, from
// where it was fetched, or else where it says it lives.
func baseOf(root *html.Node, meta Meta, page *url.URL) *url.URL {
	base := page
	if base == nil {
		if u, err := url.Parse(meta.URL); err == nil && meta.URL != "" {
			base = u
		}
	}
	for n := range root.Descendants() {
		if n.DataAtom != atom.Base || attribute(n.Attr, "href") == "" {
			continue
		}
		if u, err := url.Parse(pageLink(base, attribute(n.Attr, "href"))); err == nil && isWeb(u.String()) {
			return u
		}
		break
	}
	return base
}

// inPage shortens the links that lead into the page itself to #id.
func inPage(root *html.Node, base *url.URL) {
	for n := range root.Descendants() {
		if n.DataAtom != atom.A {
			continue
		}
		for i, a := range n.Attr {
			if a.Key != "href" || strings.HasPrefix(a.Val, "#") {
				continue
			}
			if to := pageLink(base, a.Val); strings.HasPrefix(to, "#") {
				n.Attr[i].Val = to
			}
		}
	}
}

// clearWay takes out what only leads elsewhere: an element for navigation that
// is mostly links. One that somebody forgot to end holds the text as well.
func clearWay(root *html.Node) {
	var ways []*html.Node
	for n := range root.Descendants() {
		if n.DataAtom == atom.Nav || attribute(n.Attr, "role") == "navigation" {
			ways = append(ways, n)
		}
	}
	for _, n := range ways {
		linked := 0
		for a := range n.Descendants() {
			if a.DataAtom == atom.A {
				linked += letters(a)
			}
		}
		if n.Parent != nil && linked*2 >= letters(n) {
			n.Parent.RemoveChild(n)
		}
	}
}

// Where fewer letters than enoughText are found, and the page has more than
// manyTimes as many, the search for the main text is not believed.
const (
	enoughText = 500
	manyTimes  = 3
)

// mainText is what stands out as the text of the page, nil for nothing.
func mainText(root *html.Node, base *url.URL) (n *html.Node) {
	defer func() {
		// The search is somebody else's work, on pages by anybody: a mistake
		// in it costs the choice of the main text, not the request.
		if recover() != nil {
			n = nil
		}
	}()
	parser := readability.NewParser()
	parser.DisableJSONLD = true
	found, err := parser.ParseDocument(root, base)
	if err != nil || found.Node == nil {
		return nil
	}
	if all, own := letters(whole(root, base)), letters(found.Node); own < enoughText && all > manyTimes*own {
		return nil
	}
	return found.Node
}

// marked is the one element that the page itself marks as its text.
func marked(root *html.Node, _ *url.URL) *html.Node {
	for _, tag := range []atom.Atom{atom.Article, atom.Main} {
		var only *html.Node
		for n := range root.Descendants() {
			if n.DataAtom != tag {
				continue
			}
			if only != nil {
				only = nil
				break
			}
			only = n
		}
		if only != nil && letters(only) >= enoughText {
			return only
		}
	}
	return nil
}

func whole(root *html.Node, _ *url.URL) *html.Node {
	for n := range root.Descendants() {
		if n.DataAtom == atom.Body {
			return n
		}
	}
	return nil
}

func letters(n *html.Node) int {
	count := 0
	for c := range n.Descendants() {
		if c.Type != html.TextNode {
			continue
		}
		for _, r := range c.Data {
			if unicode.IsLetter(r) {
				count++
			}
		}
	}
	return count
}

// harmless is what may remain of a page. The walk over it keeps less still: it
// is the second lock on the same door.
var harmless = func() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("address", "article", "aside", "blockquote", "br", "center", "code", "details", "summary", "div", "dl",
		"dt", "dd", "em", "fieldset", "figure", "figcaption", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
		"hgroup", "hr", "legend", "li", "main", "menu", "ol", "p", "pre", "q", "section", "strong", "sub", "sup", "ul",
		"table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th")
	p.AllowNoAttrs().OnElements("a", "span")
	p.AllowAttrs("id", "role").Globally()
	p.AllowAttrs("href", "name").OnElements("a")
	p.AllowAttrs("alt").OnElements("img")
	p.AllowAttrs("start").OnElements("ol")
	p.AllowAttrs("value").OnElements("li")
	p.AllowURLSchemes("http", "https")
	p.AllowRelativeURLs(true)
	p.RequireParseableURLs(true)
	return p
}()

// sanitised is a node once more, of nothing but what is harmless.
func sanitised(n *html.Node) (*html.Node, error) {
	var b bytes.Buffer
	if err := html.Render(&b, n); err != nil {
		return nil, fmt.Errorf("article: page: %w", err)
	}
	root, err := html.Parse(harmless.SanitizeReader(&b))
	if err != nil {
		return nil, fmt.Errorf("article: page: %w", err)
	}
	return whole(root, nil), nil
}
