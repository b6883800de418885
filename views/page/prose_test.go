package page_test

import (
	"bytes"
	"context"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"gloss/models/article"
	"gloss/models/passage"
	"gloss/views/page"
)

// read makes a document of Markdown.
func read(t *testing.T, src string) article.Document {
	t.Helper()
	_, doc, err := article.FromMarkdown([]byte(src))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// marked is the mark over the one place where the document reads quote.
func marked(t *testing.T, doc article.Document, quote, letter string) page.Mark {
	t.Helper()
	s, err := passage.Quote(doc.Text, quote)
	if err != nil {
		t.Fatal(err)
	}
	return page.Mark{Start: s.Start, End: s.End, Letter: letter, ID: "why-" + letter, Href: "#h-" + letter, Label: letter + ": a habit"}
}

// draw renders prose and returns its markup, whole and to be asked about.
func draw(t *testing.T, p page.Prose) (string, *goquery.Selection) {
	t.Helper()
	var buf bytes.Buffer
	if err := page.Article(p).Render(context.Background(), &buf); err != nil {
		t.Fatal(err)
	}
	html := buf.String()
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(html))
	if err != nil {
		t.Fatal(err)
	}
	return html, doc.Find("body")
}

func all(doc article.Document, marks ...page.Mark) page.Prose {
	return page.NewProse(doc, 0, len(doc.Blocks), marks)
}

// starts are the places that blocks carry.
var starts = regexp.MustCompile(` data-start="\d+"`)

func TestProseMarkup(t *testing.T) {
	tests := []struct{ name, src, want string }{
		{"paragraph", "One *two* **three** `four`.",
			`<p dir="auto">One <em>two</em> <strong>three</strong> <code>four</code>.</p>`},
		{"line break", "One  \ntwo", `<p dir="auto">One<br>two</p>`},
		{"link", "See [the *page*](https://example.org/a?b=1&c=2).",
			`<p dir="auto">See <a href="https://example.org/a?b=1&amp;c=2" rel="noopener noreferrer nofollow">the <em>page</em></a>.</p>`},
		{"note", "So it is.[^1]\n\n[^1]: A study.",
			`<p dir="auto">So it is.<a class="fn" href="#ref-1" aria-label="Reference 1">1</a></p>`},
		{"quotation", "> One.\n>\n> Two.", `<blockquote class="quote"><p dir="auto">One.</p><p dir="auto">Two.</p></blockquote>`},
		{"code", "Text.\n\n    a < b\n    c", `<p dir="auto">Text.</p><pre tabindex="0" class="scroll" dir="auto"><code>a &lt; b<br>c</code></pre>`},
		{"list", "- One\n- Two\n  - Deep\n- Three",
			`<ul><li dir="auto">One</li><li dir="auto">Two<ul><li dir="auto">Deep</li></ul></li><li dir="auto">Three</li></ul>`},
		{"loose list", "3. One\n\n   More.\n\n4. Two",
			`<ol start="3"><li dir="auto">One<p dir="auto">More.</p></li><li dir="auto">Two</li></ol>`},
		{"two lists", "- One\n\n1. Two", `<ul><li dir="auto">One</li></ul><ol><li dir="auto">Two</li></ol>`},
		{"headings", "Intro.\n\n## A\n\n### B\n\n#### C\n\n##### D",
			`<p dir="auto">Intro.</p><h2 dir="auto">A</h2><h3 dir="auto">B</h3><h4 dir="auto">C</h4><h4 dir="auto">D</h4>`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, _ := draw(t, all(read(t, test.src)))
			if got = starts.ReplaceAllString(got, ""); got != test.want {
				t.Errorf("drawn\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

func TestProseMarksAcrossSpans(t *testing.T) {
	doc := read(t, "He says *to eat* many [different](https://example.org/) foods.[^1] And more.\n\n[^1]: x")
	html, body := draw(t, all(doc, marked(t, doc, "eat many different foods", "a")))
	if got := body.Find("mark").Text(); !strings.HasPrefix(got, "eat many different foods") || body.Find("mark").Length() != 1 {
		t.Errorf("marked %q in %s", got, html)
	}
	if body.Find("mark a[href='https://example.org/']").Length() != 1 || body.Find("em").Length() != 2 {
		t.Errorf("the spans under the mark: %s", html)
	}
	p := body.Find("p.passage#why-a")
	if p.Length() != 1 || p.Children().First().AttrOr("class", "") != "sign" {
		t.Errorf("the sign stands first in its passage: %s", html)
	}
	if got := p.Text(); got != "aHe says to eat many different foods.1 And more." {
		t.Errorf("text %q", got)
	}
}

func TestProseSeveralMarks(t *testing.T) {
	doc := read(t, "First one, then two, then three.\n\nFour here.")
	one, two := marked(t, doc, "one, then two", "a"), marked(t, doc, "two, then", "b")
	two.Lit = true
	across := marked(t, doc, "here", "c")
	across.Start = marked(t, doc, "three", "").Start
	html, body := draw(t, all(doc, one, two, across))
	if body.Find("#why-a").Length() != 1 || body.Find("mark#why-b").Length() != 1 || body.Find("mark#why-c").Length() != 1 {
		t.Errorf("each mark is a target once: %s", html)
	}
	if got := body.Find(".sign").Text(); got != "abc" {
		t.Errorf("signs %q, want each once: %s", got, html)
	}
	if !body.Find("p").First().HasClass("lit") || body.Find("p").Last().Find("mark").Text() != "Four here" {
		t.Errorf("lit, and going on into the next block: %s", html)
	}
}

func TestProseQuietOnlyWhenAllAre(t *testing.T) {
	doc := read(t, "One and two.")
	one, two := marked(t, doc, "One", "a"), marked(t, doc, "two", "b")
	one.Quiet, two.Quiet = true, true
	if _, body := draw(t, all(doc, one, two)); !body.Find("p").HasClass("quietly") {
		t.Error("a passage of quiet marks is quiet")
	}
	two.Quiet = false
	if _, body := draw(t, all(doc, one, two)); body.Find("p").HasClass("quietly") {
		t.Error("one mark that is not quiet stands out")
	}
}

func TestProseStretch(t *testing.T) {
	doc := read(t, "Intro.\n\n## One\n\nA.\n\n## Two\n\nB.[^1]\n\n[^1]: x")
	p := page.NewProse(doc, 3, 5, nil)
	p.Top, p.Guide = 3, "/guides/g"
	_, body := draw(t, p)
	if body.Find("h3").Text() != "Two" || body.Find("p").Length() != 1 {
		t.Errorf("blocks 3 and 4 alone, heading at the asked level: %s", body.Text())
	}
	if body.Find(".fn").AttrOr("href", "") != "/guides/g#ref-1" {
		t.Error("a note leads to the references of its guide")
	}
	for _, bounds := range [][2]int{{-3, 99}, {9, 2}, {2, 2}, {7, 9}} {
		page.NewProse(doc, bounds[0], bounds[1], nil)
	}
	if !page.NewProse(doc, 9, 2, nil).Empty() || page.NewProse(doc, -3, 99, nil).Empty() {
		t.Error("bounds outside the document are its ends")
	}
}

func TestProseAnchors(t *testing.T) {
	doc := read(t, "Intro.\n\n## A & B\n\nText here.\n\n- Item")
	p := all(doc, marked(t, doc, "here", "a"))
	p.Anchors = true
	html, body := draw(t, p)
	if body.Find("h2#p2 > a.anchor[href='#p2']").AttrOr("aria-label", "") != "Link to “A & B”" {
		t.Errorf("heading: %s", html)
	}
	if body.Find("p#p3").Length() != 1 || body.Find("li#p4").Length() != 1 {
		t.Errorf("every block has its id: %s", html)
	}
}

func TestProseIsInert(t *testing.T) {
	hostile := `## <script>alert(1)</script> "x"

A "quoted" <img src=x onerror=alert(1)> & [click](javascript:alert(1)) [b](data:text/html,x) [c](//evil.example/)
` + "`<b onclick=x>`" + `

[^1]: <svg onload=alert(1)>

&lt;script&gt;alert(2)&lt;/script&gt; שלום עולם`
	doc := read(t, hostile)
	m := marked(t, doc, `שלום`, `<i>`)
	m.ID, m.Href, m.Label = `"><script>`, "javascript:alert(1)", `"onclick="x`
	p := all(doc, m)
	html, body := draw(t, p)
	if body.Find("script, img, svg, b, i").Length() != 0 {
		t.Errorf("text became markup: %s", html)
	}
	body.Find("*").Each(func(_ int, e *goquery.Selection) {
		for _, a := range e.Nodes[0].Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" || strings.HasPrefix(a.Val, "javascript:") || strings.HasPrefix(a.Val, "data:") {
				t.Errorf("%s=%q in %s", a.Key, a.Val, html)
			}
		}
	})
	if last := body.Find("p").Last(); last.AttrOr("dir", "") != "auto" || last.Find("mark").Text() != "<i>שלום" && last.Find("mark").Text() != "שלום" {
		t.Errorf("right-to-left text keeps its own direction: %s", html)
	}
}

// What a script counts from: the text of every block, without what is not of
// the text, is what stands at its place in the document.
func TestProseSaysWhereEachBlockBegins(t *testing.T) {
	doc := read(t, `One *two*.[^1] A **b**  
c.

## Head

- Item
  - Deep [link](https://example.org/)

  More.
- 你好 🙂 end

| A | B |
|---|---|
| 1 | two *three* |
| x |  |

> Quote one.
>
> Quote two.

    code
    here

[^1]: x`)
	p := all(doc, marked(t, doc, "Item", "a"), marked(t, doc, "🙂 end", "b"))
	p.Anchors = true
	_, body := draw(t, p)
	n := 0
	body.Find("[data-start]").Each(func(_ int, e *goquery.Selection) {
		if goquery.NodeName(e) == "tr" {
			return // its cells say so
		}
		n++
		start, err := strconv.Atoi(e.AttrOr("data-start", ""))
		if err != nil {
			t.Fatal(err)
		}
		own := e.Clone()
		own.Find("[data-start], .sign, .fn, .anchor, ul, ol").Remove()
		own.Find("br").ReplaceWithHtml("\n")
		text := strings.TrimRight(own.Text(), " ")
		if got := doc.Slice(start, start+len([]rune(text))); got != text {
			t.Errorf("at %d stands %q, drawn is %q", start, got, text)
		}
	})
	if want := len(doc.Blocks) - 3 + 6; n != want {
		t.Errorf("%d blocks and cells say where they begin, want %d", n, want)
	}
}

func TestProseTables(t *testing.T) {
	doc := read(t, "| Food | Plants |\n|---|---|\n| Bread | *one* |\n| Salad | [five](https://example.org/) |\n\nAfter.")
	p := all(doc, marked(t, doc, "Salad", "a"))
	p.Anchors = true
	html, body := draw(t, p)
	if body.Find(".scroll[tabindex='0'][role=region] > table > thead th[scope=col]").Length() != 2 || body.Find("tbody tr").Length() != 2 || body.Find("td").Length() != 4 {
		t.Errorf("a table of two columns and two rows under their heads: %s", html)
	}
	if body.Find("td em").Text() != "one" || body.Find("td a[href='https://example.org/']").Text() != "five" || body.Find("td mark").Length() != 1 {
		t.Errorf("spans and marks stand in their cells: %s", html)
	}
	if body.Find("table tr#p2").Length() != 1 || body.Find("table + p, div + p").Length() == 0 {
		t.Errorf("rows can be linked to, and the text goes on after them: %s", html)
	}
}

// Two stretches of one passage in a paragraph have one sign, beside it.
func TestOnePassageHasOneSign(t *testing.T) {
	doc := read(t, "Bodies like it. Walk daily. Or do not. Thirty minutes are enough.")
	marks := []page.Mark{marked(t, doc, "Walk daily.", "c"), marked(t, doc, "Thirty minutes are enough.", "c")}
	marks[0].ID, marks[1].ID = "", ""
	_, body := draw(t, all(doc, marks...))
	if got := body.Find(".sign").Text(); got != "c" || body.Find("mark").Length() != 2 || body.Find("mark .sign").Length() != 0 {
		t.Errorf("signs %q", got)
	}
}

func TestLetter(t *testing.T) {
	for i, want := range map[int]string{0: "a", 2: "c", 25: "z", 26: "aa", 27: "ab", 52: "ba"} {
		if got := page.Letter(i); got != want {
			t.Errorf("Letter(%d) = %q, want %q", i, got, want)
		}
	}
}

func BenchmarkProse(b *testing.B) {
	src := "## Head\n\n" + strings.Repeat("Some *text* that goes on for a while, as text does, with a [link](https://example.org/) in it.\n\n", 8)
	_, doc, err := article.FromMarkdown([]byte(src))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		var buf bytes.Buffer
		p := page.NewProse(doc, 0, len(doc.Blocks), []page.Mark{{Start: 20, End: 60, Letter: "a"}})
		if err := page.Article(p).Render(context.Background(), &buf); err != nil {
			b.Fatal(err)
		}
	}
}
