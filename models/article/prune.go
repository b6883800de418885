package article

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A page is first brought down to what can bear meaning here, token by token,
// so that whatever reads the tree afterwards has a small and shallow one: the
// parser and the search for the main text both take time and memory that grow
// with depth, with attributes, and with emphasis left open over paragraphs.
const (
	// maxOpen is how many elements may stand within one another; deeper ones
	// lose their tags and keep their text. The parser gives up at 512, counting
	// also those it adds itself, up to three for one of a table.
	maxOpen = 100
	// maxElements is how many elements a page may have.
	maxElements = 50_000
	// maxValue is how long an attribute may be, in bytes, to be looked at.
	maxValue = 4096
)

// pruned is what is left of a page, and the data it gives about itself to
// search engines, as JSON.
type pruned struct {
	html []byte
	data [][]byte
}

// void elements have no end.
var void = atoms(atom.Br, atom.Hr, atom.Img, atom.Meta, atom.Link, atom.Base, atom.Wbr, atom.Col)

// absent elements are left out with all that is in them.
var absent = atoms(atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Svg, atom.Math, atom.Iframe, atom.Object,
	atom.Embed, atom.Applet, atom.Select, atom.Textarea, atom.Button, atom.Canvas, atom.Audio, atom.Video, atom.Map,
	atom.Datalist, atom.Noembed, atom.Noframes, atom.Frameset, atom.Dialog)

// empty elements have no end either, and nothing to say.
var empty = atoms(atom.Input, atom.Area, atom.Source, atom.Track, atom.Param, atom.Frame, atom.Image, atom.Keygen)

// closing elements end by themselves where the next one of their kind begins,
// and are not counted: a list of a thousand items is not a thousand deep.
var closing = atoms(atom.P, atom.Li, atom.Dt, atom.Dd, atom.Tr, atom.Td, atom.Th, atom.Thead, atom.Tbody, atom.Tfoot,
	atom.Caption, atom.Colgroup, atom.Option, atom.Optgroup, atom.Rp, atom.Rt)

// plain names the few kinds of emphasis by one tag each.
var plain = map[atom.Atom]atom.Atom{
	atom.B: atom.Strong, atom.Strong: atom.Strong, atom.I: atom.Em, atom.Em: atom.Em, atom.Cite: atom.Em, atom.Dfn: atom.Em,
	atom.Var: atom.Em, atom.Code: atom.Code, atom.Kbd: atom.Code, atom.Samp: atom.Code, atom.Tt: atom.Code, atom.A: atom.A,
}

// kept elements are told apart later on; all the others leave their text.
var kept = atoms(atom.Html, atom.Head, atom.Title, atom.Body, atom.Address, atom.Article, atom.Aside, atom.Blockquote,
	atom.Center, atom.Details, atom.Summary, atom.Div, atom.Dl, atom.Fieldset, atom.Figure, atom.Figcaption, atom.Footer,
	atom.Form, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Header, atom.Hgroup, atom.Legend, atom.Main,
	atom.Menu, atom.Nav, atom.Ol, atom.Pre, atom.Section, atom.Table, atom.Ul, atom.Span, atom.Sup, atom.Sub, atom.Time,
	atom.Picture, atom.Ruby, atom.Q, atom.Label)

func atoms(all ...atom.Atom) map[atom.Atom]bool {
	set := map[atom.Atom]bool{}
	for _, a := range all {
		set[a] = true
	}
	return set
}

// keptAttributes bear meaning, here or for finding the main text.
var keptAttributes = map[string]bool{
	"class": true, "id": true, "role": true, "href": true, "alt": true, "rel": true, "property": true, "name": true,
	"content": true, "datetime": true, "itemprop": true, "lang": true, "start": true, "value": true, "reversed": true,
	"http-equiv": true,
}

// readAttributes are looked at here and not passed on.
var readAttributes = map[string]bool{"type": true, "style": true, "hidden": true, "aria-hidden": true, "aria-modal": true}

type pruner struct {
	out      bytes.Buffer
	data     [][]byte
	open     []atom.Atom // elements that stand open, those of closing left out
	elements int

	gone atom.Atom // the element that is being left out
	deep int       // how many of its kind stand open within it
}

// prune fails with ErrTangled where there are too many elements.
func prune(src []byte) (pruned, error) {
	p := &pruner{}
	z := html.NewTokenizer(bytes.NewReader(src))
	data := false
	for {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			return pruned{html: p.out.Bytes(), data: p.data}, nil
		case html.TextToken:
			switch {
			case data:
				p.data = append(p.data, slices.Clone(z.Raw()))
			case p.gone == 0:
				p.out.WriteString(html.EscapeString(string(z.Text())))
			}
			data = false
		case html.StartTagToken, html.SelfClosingTagToken:
			t := start(z)
			data = t.DataAtom == atom.Script && p.gone == 0 && len(p.data) < maxData && isData(t)
			p.start(t)
			if p.elements > maxElements {
				return pruned{}, fmt.Errorf("article: %w", ErrTangled)
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			p.end(atom.Lookup(name))
		}
	}
}

// maxData is how many descriptions of itself a page is asked for.
const maxData = 16

func isData(t html.Token) bool {
	return strings.EqualFold(strings.TrimSpace(attribute(t.Attr, "type")), "application/ld+json")
}

// start reads a tag with the attributes that matter. A later attribute of the
// same name counts for nothing.
func start(z *html.Tokenizer) html.Token {
	name, more := z.TagName()
	t := html.Token{DataAtom: atom.Lookup(name)}
	for n := 0; more && n < 200; n++ {
		var key, value []byte
		key, value, more = z.TagAttr()
		k := string(key)
		if len(value) > maxValue || slices.ContainsFunc(t.Attr, func(a html.Attribute) bool { return a.Key == k }) ||
			!keptAttributes[k] && !readAttributes[k] {
			continue
		}
		t.Attr = append(t.Attr, html.Attribute{Key: k, Val: string(value)})
	}
	return t
}

func attribute(all []html.Attribute, key string) string {
	for _, a := range all {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func (p *pruner) start(t html.Token) {
	tag := t.DataAtom
	if p.gone != 0 {
		switch {
		case (p.gone == atom.Svg || p.gone == atom.Math) && breaksOut[tag]: // the picture was never ended
			p.gone, p.deep = 0, 0
		case tag == p.gone && !void[tag]:
			p.deep++
			return
		default:
			return
		}
	}
	if absent[tag] || hides(t) && !void[tag] && !empty[tag] {
		p.gone, p.deep = tag, 1
		return
	}
	if to := plain[tag]; to != 0 {
		if slices.Contains(p.open, to) && to != atom.A {
			to = 0
		}
		tag = to
	}
	switch {
	case void[tag], closing[tag]:
		p.tag(tag, t.Attr)
	case tag != 0 && (kept[tag] || plain[tag] != 0) && len(p.open) < maxOpen:
		p.open = append(p.open, tag)
		p.tag(tag, t.Attr)
	}
}

// breaksOut are tags that no drawing holds.
var breaksOut = atoms(atom.P, atom.Div, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Li,
	atom.Table, atom.Blockquote, atom.Pre, atom.Body, atom.Dl, atom.Article, atom.Section)

var hidden = regexp.MustCompile(`(?i)(^|;)\s*(display\s*:\s*none|visibility\s*:\s*hidden)`)

// hides says whether an element is not for the eye. What holds the whole text
// is shown all the same: pages hide it until their script has run.
func hides(t html.Token) bool {
	switch t.DataAtom {
	case atom.Html, atom.Body, atom.Main, atom.Article, 0:
		return false
	case atom.Span, atom.I, atom.A, atom.Sup:
		if attribute(t.Attr, "aria-hidden") == "true" {
			return true
		}
	}
	for _, a := range t.Attr {
		if a.Key == "hidden" || a.Key == "aria-modal" && a.Val == "true" || a.Key == "style" && hidden.MatchString(a.Val) {
			return true
		}
	}
	return false
}

func (p *pruner) end(tag atom.Atom) {
	if p.gone != 0 {
		if tag == p.gone {
			if p.deep--; p.deep == 0 {
				p.gone = 0
			}
		}
		return
	}
	if closing[tag] {
		p.out.WriteString("</" + tag.String() + ">")
		return
	}
	if to := plain[tag]; to != 0 {
		tag = to
	}
	at := len(p.open) - 1
	for at >= 0 && p.open[at] != tag {
		at--
	}
	if at < 0 {
		return
	}
	for i := len(p.open) - 1; i >= at; i-- {
		p.out.WriteString("</" + p.open[i].String() + ">")
	}
	p.open = p.open[:at]
}

func (p *pruner) tag(tag atom.Atom, attributes []html.Attribute) {
	p.elements++
	p.out.WriteString("<" + tag.String())
	for _, a := range attributes {
		if keptAttributes[a.Key] {
			p.out.WriteString(" " + a.Key + `="` + html.EscapeString(a.Val) + `"`)
		}
	}
	if tag == atom.Img { // without a source it would be taken for a placeholder
		p.out.WriteString(` src="picture.png"`)
	}
	p.out.WriteString(">")
}
