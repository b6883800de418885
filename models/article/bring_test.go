package article_test

import (
	"errors"
	"math/rand/v2"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/models/article"
)

func TestReadKinds(t *testing.T) {
	for _, c := range []struct{ title, name, contentType, src, want string }{
		{"a page by its look", "", "", "<!doctype html><p>a <b>b</b>", "paragraph: \"a b\"\n  strong \"b\""},
		{"a page named as text", "a.txt", "text/plain", "  <!-- saved -->\n<HTML><p>a <b>b</b>", "paragraph: \"a b\"\n  strong \"b\""},
		{"a page by its type", "page", "text/html; charset=utf-8", "a <b>b</b>", "paragraph: \"a b\"\n  strong \"b\""},
		{"a page by its name", "a.HTM", "", "a <b>b</b>", "paragraph: \"a b\"\n  strong \"b\""},
		{"a piece of a page", "-", "", "<div><p>a <b>b</b></p></div>", "paragraph: \"a b\"\n  strong \"b\""},
		{"Markdown by its name", "a.md", "", "a **b**", "paragraph: \"a b\"\n  strong \"b\""},
		{"Markdown with HTML first", "README.md", "text/plain", "<p align=center>c</p>\n\na **b**", "paragraph: \"c\"\nparagraph: \"a b\"\n  strong \"b\""},
		{"Markdown by its type", "", "text/markdown", "a *b*", "paragraph: \"a b\"\n  em \"b\""},
		{"Markdown by its look", "", "", "text\n\n## a\n\nb", "paragraph: \"text\"\nheading 2: \"a\"\nparagraph: \"b\""},
		{"Markdown by a link", "", "text/plain", "see [a](https://x.org) b", "paragraph: \"see a b\"\n  link \"a\"https://x.org"},
		{"text by its name", "a.txt", "", "T\n\na **b**", `paragraph: "a **b**"`},
		{"text by its look", "", "", "T\n\n2 * 3 is less < than 7 > 5", `paragraph: "2 * 3 is less < than 7 > 5"`},
		{"text sent as bytes", "a.txt", "application/octet-stream", "T\n\na", `paragraph: "a"`},
	} {
		_, doc, err := article.Read(c.name, c.contentType, []byte(c.src), nil)
		if err != nil {
			t.Errorf("%s: %v", c.title, err)
			continue
		}
		if diff := cmp.Diff(c.want, sketch(doc)); diff != "" {
			t.Errorf("%s: %s", c.title, diff)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	for _, c := range []struct {
		name, contentType, src string
		want                   error
	}{
		{"a.txt", "", "", article.ErrEmpty},
		{"a.html", "", "<html><body><script>x</script><img src=x></body></html>", article.ErrEmpty},
		{"a.md", "", "# Only a title", article.ErrEmpty},
		{"a.txt", "", strings.Repeat("a", article.MaxSource+1), article.ErrTooLarge},
		{"a.pdf", "", "%PDF-1.7\n%\xe2\xe3\n1 0 obj", article.ErrNotText},
		{"a.pdf", "application/pdf", "text", article.ErrNotText},
		{"a.png", "image/png", "text", article.ErrNotText},
		{"a.docx", "", "PK\x03\x04\x14\x00", article.ErrNotText},
		{"a.rtf", "", `{\rtf1\ansi text}`, article.ErrNotText},
		{"a.txt", "", strings.Repeat("a\x00\x01\x02\x03b", 400), article.ErrNotText},
		{"a.bin", "", random(20_000), article.ErrNotText},
		{"a.jpg", "", "\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01" + strings.Repeat("\x00\x90\x01\xfe\x07", 300), article.ErrNotText},
	} {
		if _, doc, err := article.Read(c.name, c.contentType, []byte(c.src), nil); !errors.Is(err, c.want) || doc.Text != "" {
			t.Errorf("%s %.20q: %v, want %v", c.name, c.src, err, c.want)
		}
	}
}

// random is bytes without order, as in a picture.
func random(n int) string {
	b := make([]byte, n)
	rand.NewChaCha8([32]byte{1}).Read(b)
	return string(b)
}

// A page saved in one file, as browsers do it.
func TestReadArchive(t *testing.T) {
	const head = "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://site.example/a/b\r\nSubject: Walks\r\nMIME-Version: 1.0\r\n" +
		"Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"--part--\"\r\n\r\n\r\n----part--\r\n"
	const quoted = "Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<html><title>Walks</title><p>Caf=C3=A9 =\r\n<a href=3D\"c\">c</a>\r\n"
	const based = "Content-Type: image/gif\r\n\r\nGIF89a\r\n----part--\r\n" +
		"Content-Type: text/html; charset=windows-1252\r\nContent-Transfer-Encoding: base64\r\n\r\nPHRpdGxlPldhbGtzPC90aXRsZT48cD5DYWbp\r\nIDxhIGhyZWY9ImMiPmM8L2E+\r\n"
	for name, part := range map[string]string{"quoted": quoted, "base64, after a picture": based} {
		meta, doc, err := article.Read("walks.mhtml", "multipart/related", []byte(head+part+"----part----\r\n"), nil)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if diff := cmp.Diff("paragraph: \"Café c\"\n  link \"c\"https://site.example/a/c", sketch(doc)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		if meta.Title != "Walks" || meta.URL != "https://site.example/a/b" {
			t.Errorf("%s: %q %q", name, meta.Title, meta.URL)
		}
	}
	for _, src := range []string{head, "Content-Type: multipart/related\n\nx", head + "Content-Type: text/plain\r\n\r\nx\r\n----part----"} {
		if meta, doc, err := article.Read("a.mhtml", "", []byte(src), nil); err != nil || !strings.Contains(meta.Title+doc.Text, "ultipart/related") {
			t.Errorf("%.40q: %v %q", src, err, doc.Text)
		}
	}
}

// Where it was fetched from is the address of an article that names none.
func TestReadAddress(t *testing.T) {
	from, err := url.Parse("https://site.example/a/walk.txt?x=1#top")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{"a.txt", "a.md", "a.html"} {
		meta, _, err := article.Read(file, "", []byte("Walks\n\nWalk more, it helps."), from)
		if want := "https://site.example/a/walk.txt?x=1"; err != nil || meta.URL != want {
			t.Errorf("%s: %q, %v; want %q", file, meta.URL, err, want)
		}
	}
}

func TestReadFrontMatterOfOthers(t *testing.T) {
	for _, c := range []struct {
		name, src string
		want      article.Meta
	}{
		{"a note", "---\ntitle: Walks\nauthor: [Ada Finch, Bo Lee]\ncreated: 2022-06-28T10:00:00Z\nsource: https://x.org/a\ntags: [walks, '#sun']\naliases: []\ncssclass: wide\n---\na",
			article.Meta{Title: "Walks", Author: "Ada Finch, Bo Lee", Date: "2022-06-28", URL: "https://x.org/a", Tags: []string{"walks", "sun"}}},
		{"a weblog", "---\nlayout: post\nTitle: \"Walks: why\"\nDate: 28 June 2022\ncategories: walks, sun\nauthor: {name: Ada, email: a@b.org}\ndescription: Why\nlang: en_GB\n---\na",
			article.Meta{Title: "Walks: why", Author: "Ada", Date: "2022-06-28", Language: "en-GB", Summary: "Why", Tags: []string{"walks", "sun"}}},
		{"plus signs", "+++\ntitle = \"Walks\"\ndate = 2022-06-28\ndraft = false\n[extra]\nauthor = 'Ada'\n+++\na",
			article.Meta{Title: "Walks", Date: "2022-06-28", Author: "Ada"}},
		{"what cannot be", "---\ntitle: [x, {y: 1}]\ndate: soon\nurl: javascript:alert(1)\nauthor: 7\nlang: \"<b>\"\nx: *gone\n---\n\n# Walks\n\na",
			article.Meta{Title: "x, {y: 1}", Author: "7"}},
		{"a colon in the title", "---\ntitle: Walks: why\nauthor: \"Ada\"\nurl: https://x.org/a\n---\n\n# Walks: why\n\na",
			article.Meta{Title: "Walks: why", Author: "Ada", URL: "https://x.org/a"}},
		{"ours", "---\ntitle: Walks\nreferences:\n  - text: A study\nadvice:\n  - {key: walk, name: Walk, quote: a, plan: {kind: tick, period: day, min: 1}}\n---\na",
			article.Meta{Title: "Walks", References: []article.Reference{{Text: "A study"}},
				Advice: []article.Advice{{Key: "walk", Name: "Walk", Quote: "a", Plan: article.Terms{Kind: "tick", Period: "day", Min: "1"}}}}},
		{"ours, with an advice for no passage", "---\ntitle: Walks\nadvice:\n  - {key: walk, name: Walk, quote: gone}\n---\na", article.Meta{Title: "Walks"}},
		{"two rules", "---\njust words\n---\n# Walks\n\na", article.Meta{Title: "just words"}},
	} {
		meta, doc, err := article.Read("a.md", "", []byte(c.src), nil)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if diff := cmp.Diff(c.want, meta); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
		if !strings.HasSuffix(doc.Text, "a") {
			t.Errorf("%s: text %q", c.name, doc.Text)
		}
		inert(t, meta, doc)
	}
}

// Links of somebody's Markdown lead where they led, or nowhere.
func TestReadMarkdownLinks(t *testing.T) {
	const src = "[a](/b) [c](d.md) [e](#f) [g](https://h.org/i)"
	from, err := url.Parse("https://site.example/x/y.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		front string
		page  *url.URL
		want  string
	}{
		{"", nil, "  link \"g\"https://h.org/i"},
		{"", from, "  link \"a\"https://site.example/b\n  link \"c\"https://site.example/x/d.md\n  link \"g\"https://h.org/i"},
		{"---\nurl: https://own.example/z/\nfoo: 1\n---\n", nil, "  link \"a\"https://own.example/b\n  link \"c\"https://own.example/z/d.md\n  link \"g\"https://h.org/i"},
	} {
		_, doc, err := article.Read("a.md", "", []byte(c.front+src), c.page)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff("paragraph: \"a c e g\"\n"+c.want, sketch(doc)); diff != "" {
			t.Errorf("%q: %s", c.front, diff)
		}
	}
}

func TestFromMarkdownTables(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"a table", "x\n\n| Day | *Up* at |\n|:--|--:|\n| Mon | 6:30 |\n| Tue | |\n| | [a](/b) \\| c |\n\ny",
			"paragraph: \"x\"\nrow table 1 header: \"Day\\tUp at\"\n  em \"Up\"\nrow table 1: \"Mon\\t6:30\"\nrow table 1: \"Tue\\t\"\n" +
				"row table 1: \"\\ta | c\"\n  link \"a\"/b\nparagraph: \"y\""},
		{"two, one in a list", "|a|b|\n|-|-|\n|c|d|\n\n- x\n\n  |e|f|\n  |-|-|\n",
			"row table 1 header: \"a\\tb\"\nrow table 1: \"c\\td\"\nitem 1 list 1: \"x\"\nrow 1 list 1 table 2 header: \"e\\tf\""},
		{"an empty row is none", "|a|b|\n|-|-|\n| | |\n|c|d|", "row table 1 header: \"a\\tb\"\nrow table 1: \"c\\td\""},
		{"pictures alone and in a line", "![An apple](a.png)\n\n[![A pear](b.png)](/c)\n\n![](d.png)\n\n- ![A plum](e.png)\n\nsee ![f](g) it",
			"picture: \"An apple\"\npicture: \"A pear\"\n  link \"A pear\"/c\npicture 1 list 1: \"A plum\"\nparagraph: \"see f it\""},
		{"raw HTML", "<details>\n<summary>More</summary>\n\nText.\n\n</details>\n\n<table><tr><th>a</th><th>b</th></tr><tr><td>c</td><td>d</td></tr></table>\n\nx <img alt=\"y\" src=z> w<br/>v <i>u</i>",
			"paragraph: \"More\"\nparagraph: \"Text.\"\nrow table 1 header: \"a\\tb\"\nrow table 1: \"c\\td\"\nparagraph: \"x y w\\nv u\""},
	} {
		_, doc := read(t, c.src)
		if diff := cmp.Diff(c.want, sketch(doc)); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}
