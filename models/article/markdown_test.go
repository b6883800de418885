package article_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/models/article"
)

// sketch writes a document as lines a table can hold: kind, place in lists,
// text, and below it each span.
func sketch(d article.Document) string {
	var b strings.Builder
	for _, block := range d.Blocks {
		fmt.Fprintf(&b, "%s", block.Kind)
		if block.Level > 0 {
			fmt.Fprintf(&b, " %d", block.Level)
		}
		if block.List > 0 {
			fmt.Fprintf(&b, " list %d", block.List)
		}
		if block.Ordered {
			fmt.Fprintf(&b, " no. %d", block.Number)
		}
		if block.Table > 0 {
			fmt.Fprintf(&b, " table %d", block.Table)
		}
		if block.Header {
			b.WriteString(" header")
		}
		fmt.Fprintf(&b, ": %q\n", d.Slice(block.Start, block.End))
		for _, s := range block.Spans {
			fmt.Fprintf(&b, "  %s %q%s%s\n", s.Kind, d.Slice(s.Start, s.End), s.URL, s.Label)
		}
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func read(t *testing.T, src string) (article.Meta, article.Document) {
	t.Helper()
	meta, doc, err := article.FromMarkdown([]byte(src))
	if err != nil {
		t.Fatal(err)
	}
	return meta, doc
}

func TestFromMarkdownBlocks(t *testing.T) {
	cases := []struct{ name, src, want string }{
		{"paragraphs", "One\nline.\n\nTwo.", `paragraph: "One line."` + "\n" + `paragraph: "Two."`},
		{"headings", "Text.\n\n## Two\n\nSix\n---", "paragraph: \"Text.\"\nheading 2: \"Two\"\nheading 2: \"Six\""},
		{"a tight list", "- a\n- b", "item 1 list 1: \"a\"\nitem 1 list 1: \"b\""},
		{"a numbered list that goes on", "3. a\n4. b\n\nx\n\n5. c",
			"item 1 list 1 no. 3: \"a\"\nitem 1 list 1 no. 4: \"b\"\nparagraph: \"x\"\nitem 1 list 2 no. 5: \"c\""},
		{"lists within lists, an item that goes on", "- a\n\n  more\n\n  1. b\n\n- c",
			"item 1 list 1: \"a\"\nparagraph 1 list 1: \"more\"\nitem 2 list 2 no. 1: \"b\"\nitem 1 list 1: \"c\""},
		{"a heading in a list is an item", "- # a\n  b", "item 1 list 1: \"a\"\nparagraph 1 list 1: \"b\""},
		{"quotes", "> a\n>\n> ## b\n>\n> - c", "quote: \"a\"\nquote: \"b\"\nitem 1 list 1: \"c\""},
		{"code", "```go\nif x {\n\ty()\n\n}\n```\n\n    z  z", "code: \"if x {\\n\\ty()\\n\\n}\"\ncode: \"z  z\""},
		{"code keeps its signs", "```\n<b> &amp; \\* [^1]\n```", `code: "<b> &amp; \\* [^1]"`},
		{"raw HTML leaves its text", "<script>alert(1)</script>\n\na <b onclick=x>bold</b> word<br>next<!-- c -->\n\n<div>\nd\n</div>",
			"paragraph: \"a bold word\\nnext\"\nparagraph: \"d\""},
		{"images leave their words", "See ![a *red* apple](x.png \"t\") here. ![](y.png)", "paragraph: \"See a red apple here.\"\n  em \"red\""},
		{"white space comes down to single spaces", "a  b\t c", `paragraph: "a b c"`},
		{"a hard break", "a  \nb\\\nc", `paragraph: "a\nb\nc"`},
		{"rules and empty headings are nothing", "***\n\n#\n\na", `paragraph: "a"`},
		{"escapes and references", `\*a\* &amp; &lt;b&gt; &copy; &#228; &#xE4; \&amp; &nope; &ampx; a & b \q`,
			`paragraph: "*a* & <b> © ä ä &amp; &nope; &ampx; a & b \\q"`},
		{"control characters go", "a\x07b\u0085c\x00d", `paragraph: "ab cd"`},
		{"line ends of other systems, a mark of order", "\ufeffa\r\n\r\nb\rc", "paragraph: \"a\"\nparagraph: \"b c\""},
		{"bytes that are no text", "a\xff\xfeb", `paragraph: "a` + "\ufffd" + `b"`},
		{"a rule with text after it is no front matter", "---\n\na\n\n---\n\nb", "paragraph: \"a\"\nparagraph: \"b\""},
		{"front matter without an end is none", "---\na", `paragraph: "a"`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, doc := read(t, c.src)
			if diff := cmp.Diff(c.want, sketch(doc)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestFromMarkdownSpans(t *testing.T) {
	cases := []struct{ name, src, want string }{
		{"each kind", "*a* **b** `c` [d](https://x.org)",
			"paragraph: \"a b c d\"\n  em \"a\"\n  strong \"b\"\n  code \"c\"\n  link \"d\"https://x.org"},
		{"within one another", "**a *b* [c `d`](/e)**",
			"paragraph: \"a b c d\"\n  strong \"a b c d\"\n  em \"b\"\n  link \"c d\"/e\n  code \"d\""},
		{"emphasis is not doubled", "*a *b* c*", "paragraph: \"a b c\"\n  em \"a b c\""},
		{"code over two lines", "`a\nb`", "paragraph: \"a b\"\n  code \"a b\""},
		{"addresses", "<https://x.org/?a=1&b=2> <a@b.org>",
			"paragraph: \"https://x.org/?a=1&b=2 a@b.org\"\n  link \"https://x.org/?a=1&b=2\"https://x.org/?a=1&b=2"},
		{"a link by reference", "[a][x]\n\n[x]: http://x.org/&amp;", "paragraph: \"a\"\n  link \"a\"http://x.org/&"},
		{"places are counted in code points", "é🍐 *é🍐*", "paragraph: \"é🍐 é🍐\"\n  em \"é🍐\""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, doc := read(t, c.src)
			if diff := cmp.Diff(c.want, sketch(doc)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestFromMarkdownLinks(t *testing.T) {
	for _, c := range []struct {
		to   string
		safe bool
	}{
		{"https://x.org/a?b=c#d", true}, {"HTTP://X.org", true}, {"/guides/1#p3", true}, {"other.md", true},
		{"#p3", true}, {"?q=1", true}, {"../a", true},
		{"javascript:alert(1)", false}, {"JaVaScRiPt:alert(1)", false}, {"&#106;avascript:alert(1)", false},
		{"java%0ascript:alert(1)", false}, {"data:text/html,x", false}, {"vbscript:x", false}, {"file:///etc/passwd", false},
		{"mailto:a@b.org", false}, {"//evil.org", false}, {`/\\evil.org`, false}, {`\\\\evil.org`, false}, {"http:", false},
		{"https:evil.org", false}, {"https:///a", false}, {"ftp://x.org", false}, {"%zz", false}, {"", false}, {"///evil.org", false},
	} {
		_, doc := read(t, "[word](<"+c.to+">)")
		if got := len(doc.Blocks[0].Spans) == 1; got != c.safe || doc.Text != "word" {
			t.Errorf("%q: link kept %v, want %v; text %q", c.to, got, c.safe, doc.Text)
		}
	}
}

func TestFromMarkdownTitle(t *testing.T) {
	cases := []struct{ name, src, title, want string }{
		{"the heading that opens it", "# A *good* day\n\ntext", "A good day", `paragraph: "text"`},
		{"a later heading stays", "text\n\n## Later", "Later", "paragraph: \"text\"\nheading 2: \"Later\""},
		{"from the front matter", "---\ntitle: Mine\n---\n# Other\n\ntext", "Mine", "heading 1: \"Other\"\nparagraph: \"text\""},
		{"said twice", "---\ntitle: Mine\n---\n\n# Mine\n\ntext", "Mine", `paragraph: "text"`},
		{"none", "text", "", `paragraph: "text"`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			meta, doc := read(t, c.src)
			if meta.Title != c.title {
				t.Errorf("title %q, want %q", meta.Title, c.title)
			}
			if diff := cmp.Diff(c.want, sketch(doc)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestFromMarkdownFootnotes(t *testing.T) {
	meta, doc := read(t, `---
references:
  - text: First
---
a[^1] b[^note] c[^gone] d[^2](/x) e[^cell]

[^note]: A *note*, see <https://x.org>.

    And more.
[^cell]: Outer

    [^in]: Inner

[^note]: Said again.`)
	want := `paragraph: "a b c[^gone] d^2 e"
  ref ""1
  ref ""2
  link "^2"/x
  ref ""3`
	if diff := cmp.Diff(want, sketch(doc)); diff != "" {
		t.Error(diff)
	}
	refs := []article.Reference{
		{Text: "First"}, {Text: "A note, see https://x.org. And more.", URL: "https://x.org"},
		{Text: "Outer"}, {Text: "Inner"}, {Text: "Said again."},
	}
	if diff := cmp.Diff(refs, meta.References); diff != "" {
		t.Error(diff)
	}
}

func TestFromMarkdownRefuses(t *testing.T) {
	for _, c := range []struct {
		name, src string
		want      error
	}{
		{"nothing", "", article.ErrEmpty},
		{"a title and no text", "# Title", article.ErrEmpty},
		{"nothing that can be read", "<div>\n</div>\n\n![](x)\n\n&nbsp;", article.ErrEmpty},
		{"too large", strings.Repeat("a", article.MaxSource+1), article.ErrTooLarge},
		{"tangled", strings.Repeat("[a](", 50_000), article.ErrTangled},
	} {
		if _, doc, err := article.FromMarkdown([]byte(c.src)); !errors.Is(err, c.want) || doc.Text != "" {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
}

// A prose of the largest size is read; depth without end is cut, not followed.
func TestFromMarkdownLargeAndDeep(t *testing.T) {
	prose := strings.Repeat(strings.Repeat("Some *plain* words, and [one](/a) more. ", 20)+"\n\n", 3000)
	for name, src := range map[string]string{
		"prose":     prose[:article.MaxSource-10],
		"quotes":    strings.Repeat(">", 100_000) + "a",
		"lists":     strings.Repeat("- ", 50_000) + "a",
		"footnotes": strings.Repeat("[^a]: ", 5_000) + "a",
		"emphasis":  strings.Repeat("*", 20_000) + "a" + strings.Repeat("*", 20_000),
	} {
		if _, doc, err := article.FromMarkdown([]byte(src + "\n\nend")); err != nil || !strings.HasSuffix(doc.Text, "end") {
			t.Errorf("%s: %v", name, err)
		} else if deepest := slices.MaxFunc(doc.Blocks, func(a, b article.Block) int { return a.Level - b.Level }); deepest.Level > 32 {
			t.Errorf("%s: lists %d deep", name, deepest.Level)
		}
	}
}
