package article_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gloss/models/article"
	"gloss/models/passage"
)

func TestRuns(t *testing.T) {
	type run = article.Run
	const refs = "---\nreferences:\n  - text: R\n  - text: S\n---\n"
	a := func(start, end int) passage.Mark { return passage.Mark{Start: start, End: end, Key: "a"} }
	cases := []struct {
		name, src string
		marks     []passage.Mark
		want      []run
	}{
		{"plain", "abc", nil, []run{{Start: 0, End: 3, Text: "abc"}}},
		{"a mark over emphasis", "ab *cd* ef", []passage.Mark{a(1, 4)}, []run{
			{Start: 0, End: 1, Text: "a"},
			{Start: 1, End: 3, Text: "b ", Keys: []string{"a"}},
			{Start: 3, End: 4, Text: "c", Em: true, Keys: []string{"a"}},
			{Start: 4, End: 5, Text: "d", Em: true},
			{Start: 5, End: 8, Text: " ef"},
		}},
		{"a link with all in it", "[a **b** `c`](/x)", nil, []run{
			{Start: 0, End: 2, Text: "a ", URL: "/x"},
			{Start: 2, End: 3, Text: "b", URL: "/x", Strong: true},
			{Start: 3, End: 4, Text: " ", URL: "/x"},
			{Start: 4, End: 5, Text: "c", URL: "/x", Code: true},
		}},
		{"references: first, within a mark, after it, last", refs + "[^1]ab[^2]cd[^1]ef[^2]", []passage.Mark{a(0, 4)}, []run{
			{Ref: "1"},
			{Start: 0, End: 2, Text: "ab", Keys: []string{"a"}},
			{Start: 2, End: 2, Ref: "2", Keys: []string{"a"}},
			{Start: 2, End: 4, Text: "cd", Keys: []string{"a"}},
			{Start: 4, End: 4, Ref: "1"},
			{Start: 4, End: 6, Text: "ef"},
			{Start: 6, End: 6, Ref: "2"},
		}},
		{"two references in one place", refs + "a[^1][^2] b", nil, []run{
			{Start: 0, End: 1, Text: "a"}, {Start: 1, End: 1, Ref: "1"}, {Start: 1, End: 1, Ref: "2"}, {Start: 1, End: 3, Text: " b"},
		}},
		{"keys that look like spans", "ab *c*", []passage.Mark{{Start: 0, End: 1, Key: "s0"}, {Start: 0, End: 4, Key: ""}}, []run{
			{Start: 0, End: 1, Text: "a", Keys: []string{"s0", ""}},
			{Start: 1, End: 3, Text: "b ", Keys: []string{""}},
			{Start: 3, End: 4, Text: "c", Em: true, Keys: []string{""}},
		}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, doc := read(t, c.src)
			if diff := cmp.Diff(c.want, doc.Runs(doc.Blocks[0], c.marks)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Runs keep a block's text and its references, wherever it is marked.
func TestRunsAreTheBlock(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.SampledFrom([]string{"é", "*a*", "**b 🍐**", "`c`", "[d *e*](/x)", "[^1]", " "}), 1, 20).Draw(t, "words")
		_, doc, err := article.FromMarkdown([]byte("---\nreferences: [{text: R}]\n---\nx " + strings.Join(words, "")))
		if err != nil {
			t.Fatal(err)
		}
		mark := rapid.Custom(func(t *rapid.T) passage.Mark {
			return passage.Mark{Start: rapid.IntRange(0, 30).Draw(t, "from"), End: rapid.IntRange(0, 30).Draw(t, "to"), Key: "k"}
		})
		marks := rapid.SliceOfN(mark, 0, 4).Draw(t, "marks")
		text, refs := "", 0
		for _, r := range doc.Runs(doc.Blocks[0], marks) {
			if text += r.Text; r.Ref != "" {
				refs++
			}
			for at := r.Start; at < r.End; at++ {
				in := slices.ContainsFunc(marks, func(m passage.Mark) bool { return m.Start <= at && at < m.End })
				if in != (len(r.Keys) == 1) {
					t.Fatalf("at %d: keys %v, marks %v", at, r.Keys, marks)
				}
			}
		}
		if text != doc.Text {
			t.Fatalf("runs say %q, the block %q", text, doc.Text)
		}
		want := 0
		for _, s := range doc.Blocks[0].Spans {
			if s.Kind == article.SpanRef {
				want++
			}
		}
		if refs != want {
			t.Fatalf("%d references, want %d", refs, want)
		}
	})
}
