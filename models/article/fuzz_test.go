package article_test

import (
	"encoding/json"
	"net/url"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"gloss/models/article"
	"gloss/models/passage"
)

// Whatever it is given, FromMarkdown answers; and what it answers is a document
// whose blocks cover the text in order and which can be stored and cut up.
func FuzzFromMarkdown(f *testing.F) {
	guide, err := os.ReadFile(shipped)
	if err != nil {
		f.Fatal(err)
	}
	for _, src := range []string{
		string(guide), walk, "", "---\n---\n", "---\ntitle: x\n---\na", "a[^1]\n\n[^1]: b\n[^2]: c", "> - 1. # a\n>   ```\n>   b",
		"![a](b) <c> [d](e 'f') `g` <h@i.j> &amp; \\*", "***a** b*", "a\\\nb  \nc", "\t- a\n\n\tb\n\n\t\tc", "[a]: b\n[a]", "\xff\x00\r\n\u0085",
		"[^a]: > - [^b]: c\n\n[^a][^b]", "*a [b*](c) d*", "<script>\n\n</script>\n\n<br/>x<br>", "| a | b |\n|---|---|\n| c | d |",
	} {
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src string) {
		meta, doc, err := article.FromMarkdown([]byte(src))
		if err != nil {
			if !strings.HasPrefix(err.Error(), "article: ") {
				t.Errorf("the error does not say where it comes from: %v", err)
			}
			return
		}
		if !utf8.ValidString(doc.Text) || len(doc.Blocks) == 0 {
			t.Fatalf("a document of %d blocks", len(doc.Blocks))
		}
		texts := make([]string, len(doc.Blocks))
		for i, b := range doc.Blocks {
			texts[i] = doc.Slice(b.Start, b.End)
			checkBlock(t, doc, b, len(meta.References))
		}
		if diff := cmp.Diff(strings.Join(texts, "\n\n"), doc.Text); diff != "" {
			t.Errorf("the blocks do not cover the text: %s", diff)
		}
		stored, err := json.Marshal(doc)
		if err != nil {
			t.Fatal(err)
		}
		var back article.Document
		if err := json.Unmarshal(stored, &back); err != nil {
			t.Fatal(err)
		}
		if !doc.Equal(back) {
			t.Error("it is read back as another")
		}
	})
}

// Whatever bytes come in, under whatever name, what is read of them is inert,
// covers its text, and reads the same a second time.
func FuzzRead(f *testing.F) {
	for i, src := range hostile(f) {
		f.Add([]byte(src), uint8(i))
	}
	for _, src := range []string{walk, "", "\xff\xfea\x00", "T\n\n1. a\n   - b\n\n2) c\n> d\n", "+++\ntitle = 'x'\n+++\na", "---\na: [b\n---\nc",
		"<table><tr><td>a<td><table><tr><td>b</table></table>", "<p><a href=#n>1</a><ol><li id=n>x</ol>", "<dl><dt><pre>a<br></pre><dd><h2>b</dl>",
		"|a|b|\n|-|-|\n|c|\n", "<ul><li><a href=x><p>a<li></a>b", "<h1>a<ul><li>b</h1>", "<h2><pre>a", "o\ta\no\tb", "\x1b$B%F%9%H\x1b(B",
		"Content-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n\n<p>a\n--x--"} {
		for kind := range uint8(4) {
			f.Add([]byte(src), kind)
		}
	}
	from, err := url.Parse("https://site.example/a/b")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, src []byte, kind uint8) {
		name := []string{"a.html", "a.md", "a.txt", ""}[kind%4]
		var page *url.URL
		if kind >= 128 {
			page = from
		}
		meta, doc, err := article.Read(name, "", src, page)
		if err != nil {
			if !strings.HasPrefix(err.Error(), "article: ") || doc.Text != "" {
				t.Errorf("%v, %q", err, doc.Text)
			}
			return
		}
		texts := make([]string, len(doc.Blocks))
		for i, b := range doc.Blocks {
			texts[i] = doc.Slice(b.Start, b.End)
			checkBlock(t, doc, b, len(meta.References))
		}
		if diff := cmp.Diff(strings.Join(texts, "\n\n"), doc.Text); diff != "" || len(doc.Blocks) == 0 {
			t.Errorf("the blocks do not cover the text: %s", diff)
		}
		inert(t, meta, doc)
		if _, again, err := article.Read(name, "", src, page); err != nil || !again.Equal(doc) {
			t.Errorf("read again it is another: %v", err)
		}
	})
}

func checkBlock(t *testing.T, doc article.Document, b article.Block, refs int) {
	t.Helper()
	if text := doc.Slice(b.Start, b.End); strings.TrimSpace(text) == "" {
		t.Errorf("block %s says nothing: %q", b.ID, text)
	}
	for _, s := range b.Spans {
		if s.Start < b.Start || s.End > b.End || s.Start > s.End || s.Start == s.End != (s.Kind == article.SpanRef) {
			t.Errorf("span %+v in block %d to %d", s, b.Start, b.End)
		}
		if scheme, _, ok := strings.Cut(s.URL, ":"); ok && !strings.ContainsAny(scheme, "/?#.") &&
			!strings.EqualFold(scheme, "http") && !strings.EqualFold(scheme, "https") {
			t.Errorf("a link to %q", s.URL)
		}
		if s.Kind == article.SpanRef && !within(s.Label, refs) {
			t.Errorf("a mark of reference %q of %d", s.Label, refs)
		}
	}
	text := ""
	for _, r := range doc.Runs(b, []passage.Mark{{Start: b.Start + 1, End: b.End - 1, Key: "a"}}) {
		text += r.Text
	}
	if text != doc.Slice(b.Start, b.End) {
		t.Errorf("runs of %s say %q", b.ID, text)
	}
}
