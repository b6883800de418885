package article_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/models/article"
)

// What was read of an article may be kept elsewhere and come back.
func TestStoredIsWhatWasRead(t *testing.T) {
	pages, err := filepath.Glob("testdata/*/*")
	if err != nil || len(pages) == 0 {
		t.Fatal("no pages", err)
	}
	shipped, err := filepath.Glob("../../assets/guides/*.md")
	if err != nil || len(shipped) == 0 {
		t.Fatal("no guides", err)
	}
	read := 0
	for _, name := range append(pages, shipped...) {
		src, err := os.ReadFile(name)
		if err != nil {
			continue // a folder
		}
		meta, doc, err := article.Read(filepath.Base(name), "", src, nil)
		if err != nil {
			continue
		}
		read++
		back, err := article.FromStored(doc.Text, doc.Blocks, meta.References)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if !back.Equal(doc) {
			t.Errorf("%s: %s", name, cmp.Diff(doc.Blocks, back.Blocks))
		}
	}
	if read < 4 {
		t.Errorf("only %d articles were read", read)
	}
}

func TestStoredRefusesWhatReadingNeverMakes(t *testing.T) {
	text := "See the page.\n\nOne"
	refs := []article.Reference{{Text: "A study"}}
	good := func() []article.Block {
		return []article.Block{
			{Kind: article.Paragraph, Start: 0, End: 13, ID: "p1", Spans: []article.Span{
				{Kind: article.SpanLink, Start: 4, End: 7, URL: "https://example.org/a"},
				{Kind: article.SpanLink, Start: 8, End: 12, URL: "#p2"},
				{Kind: article.SpanRef, Start: 13, End: 13, Label: "1"},
			}},
			{Kind: article.Item, Level: 1, List: 1, Start: 15, End: 18, ID: "p2"},
		}
	}
	if _, err := article.FromStored(text, good(), refs); err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func([]article.Block){
		"another kind":              func(b []article.Block) { b[0].Kind = "script" },
		"no kind":                   func(b []article.Block) { b[0].Kind = "" },
		"another id":                func(b []article.Block) { b[1].ID = "p1" },
		"an id of markup":           func(b []article.Block) { b[1].ID = `p2" onclick="` },
		"beyond the text":           func(b []article.Block) { b[1].End = 19 },
		"before it":                 func(b []article.Block) { b[0].Start = -1 },
		"over one another":          func(b []article.Block) { b[1].Start = 12 },
		"a heading of level 7":      func(b []article.Block) { b[0].Kind, b[0].Level = article.Heading, 7 },
		"an item of no list":        func(b []article.Block) { b[1].List = 0 },
		"a list without end":        func(b []article.Block) { b[1].Level = 1 << 30 },
		"a number on a paragraph":   func(b []article.Block) { b[0].Number = 3 },
		"a row of no table":         func(b []article.Block) { b[0].Kind = article.Row },
		"a paragraph of a table":    func(b []article.Block) { b[0].Table = 1 },
		"a script for a link":       func(b []article.Block) { b[0].Spans[0].URL = "javascript:alert(1)" },
		"a script behind a space":   func(b []article.Block) { b[0].Spans[0].URL = " javascript:alert(1)" },
		"data for a link":           func(b []article.Block) { b[0].Spans[0].URL = "data:text/html,x" },
		"a link into this server":   func(b []article.Block) { b[0].Spans[0].URL = "/logout" },
		"a link to a host alone":    func(b []article.Block) { b[0].Spans[0].URL = "//example.org" },
		"a name to sign in with":    func(b []article.Block) { b[0].Spans[0].URL = "https://a:b@example.org/" },
		"a mail":                    func(b []article.Block) { b[0].Spans[0].URL = "mailto:a@example.org" },
		"a line break in a link":    func(b []article.Block) { b[0].Spans[0].URL = "https://example.org/\na" },
		"a block that is not there": func(b []article.Block) { b[0].Spans[1].URL = "#p3" },
		"a link that leads nowhere": func(b []article.Block) { b[0].Spans[0].URL = "" },
		"an address on emphasis":    func(b []article.Block) { b[0].Spans[0].Kind = article.SpanEm },
		"another span":              func(b []article.Block) { b[0].Spans[0].Kind = "onclick" },
		"a span of another block":   func(b []article.Block) { b[0].Spans[0].End = 17 },
		"spans over one another":    func(b []article.Block) { b[0].Spans[1].Start = 5 },
		"a span of nothing":         func(b []article.Block) { b[0].Spans[0].End = 4 },
		"no such reference":         func(b []article.Block) { b[0].Spans[2].Label = "2" },
		"a reference in words":      func(b []article.Block) { b[0].Spans[2].Label = "+1" },
	} {
		blocks := good()
		change(blocks)
		if _, err := article.FromStored(text, blocks, refs); err == nil {
			t.Errorf("%s is let in", name)
		}
	}
}

func TestStoredRefusesTextReadingNeverMakes(t *testing.T) {
	for _, text := range []string{"", " ", "a  b", " a", "a ", "a\tb", "a\n\nb", "a\x00b", "a\u202eb", "a\u200bb", "a\u00a0b", "a\xffb", "a\U000e0041b"} {
		blocks := []article.Block{{Kind: article.Paragraph, End: len([]rune(text)), ID: "p1"}}
		if _, err := article.FromStored(text, blocks, nil); err == nil {
			t.Errorf("%q is let in", text)
		}
	}
	for _, refs := range [][]article.Reference{{{}}, {{Text: "a", URL: "javascript:x"}}, {{Text: "a", DOI: "javascript:x"}}, {{Text: "a\u202eb"}}} {
		if _, err := article.FromStored("a", []article.Block{{Kind: article.Paragraph, End: 1, ID: "p1"}}, refs); err == nil {
			t.Errorf("%v is let in", refs)
		}
	}
	many := strings.Repeat("a\n\n", 60_000) + "a"
	var blocks []article.Block
	for i := range 60_001 {
		blocks = append(blocks, article.Block{Kind: article.Paragraph, Start: 3 * i, End: 3*i + 1, ID: "p"})
	}
	if _, err := article.FromStored(many, blocks, nil); err == nil {
		t.Error("too many blocks are let in")
	}
}

// Whatever reading makes of any bytes may be kept elsewhere.
func FuzzStored(f *testing.F) {
	for i, src := range hostile(f) {
		f.Add([]byte(src), uint8(i))
	}
	for kind := range uint8(4) {
		f.Add([]byte(walk), kind)
		f.Add([]byte("T\n\n1. a\n   - b\n\n2) c\n> d\n<ul><li><a href=x><p>a<li></a>b\n[^1]: x\n\na[^1] *b*"), kind)
	}
	f.Fuzz(func(t *testing.T, src []byte, kind uint8) {
		meta, doc, err := article.Read([]string{"a.html", "a.md", "a.txt", ""}[kind%4], "", src, nil)
		if err != nil {
			return
		}
		if _, err := article.FromStored(doc.Text, doc.Blocks, meta.References); err != nil {
			t.Errorf("%v of %q", err, doc.Text)
		}
	})
}
