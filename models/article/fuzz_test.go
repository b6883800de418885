package article_test

import (
	"encoding/json"
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
