package article_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gloss/models/article"
)

const walk = `# Walks

Before *anything*.

## Mornings

Rise 🍐 early.

- tea
- toast

### Rain

Stay.

## Evenings

End.`

// ids names blocks for comparison.
func ids(blocks []article.Block) string {
	names := make([]string, len(blocks))
	for i, b := range blocks {
		names[i] = b.ID
	}
	return strings.Join(names, " ")
}

func TestDocumentText(t *testing.T) {
	_, doc := read(t, walk)
	want := "Before anything.\n\nMornings\n\nRise 🍐 early.\n\ntea\n\ntoast\n\nRain\n\nStay.\n\nEvenings\n\nEnd."
	if diff := cmp.Diff(want, doc.Text); diff != "" {
		t.Error(diff)
	}
	if got := ids(doc.Blocks); got != "p1 p2 p3 p4 p5 p6 p7 p8 p9" {
		t.Errorf("blocks %s", got)
	}
	if got := ids(doc.Contents()); got != "p2 p6 p8" {
		t.Errorf("contents %s", got)
	}
}

func TestBlockAt(t *testing.T) {
	_, doc := read(t, walk)
	last := doc.Blocks[len(doc.Blocks)-1]
	for _, c := range []struct {
		offset int
		want   string
	}{
		{0, "p1"}, {15, "p1"}, {16, "p1"}, {17, "p1"}, {18, "p2"}, {doc.Blocks[2].Start + 5, "p3"},
		{last.Start - 1, "p8"}, {last.Start, "p9"}, {last.End, "p9"}, {last.End + 1, ""}, {-1, ""},
	} {
		if b, ok := doc.BlockAt(c.offset); b.ID != c.want || ok != (c.want != "") {
			t.Errorf("at %d: %q %v, want %q", c.offset, b.ID, ok, c.want)
		}
	}
	if _, ok := (article.Document{}).BlockAt(0); ok {
		t.Error("a document of nothing has a block")
	}
}

func TestSection(t *testing.T) {
	_, doc := read(t, walk)
	for _, c := range []struct{ at, heading, blocks string }{
		{"p1", "", "p1"}, {"p2", "p2", "p3 p4 p5"}, {"p3", "p2", "p3 p4 p5"}, {"p5", "p2", "p3 p4 p5"},
		{"p6", "p6", "p7"}, {"p7", "p6", "p7"}, {"p9", "p8", "p9"},
	} {
		for _, b := range doc.Blocks {
			if b.ID != c.at {
				continue
			}
			heading, blocks := article.Section(doc, b.Start)
			if heading.ID != c.heading || ids(blocks) != c.blocks {
				t.Errorf("around %s: %q: %s, want %q: %s", c.at, heading.ID, ids(blocks), c.heading, c.blocks)
			}
		}
	}
	if heading, blocks := article.Section(doc, 9999); heading.ID != "" || blocks != nil {
		t.Errorf("beyond the text: %v %v", heading, blocks)
	}
}

func TestMinutes(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       int
	}{
		{"a word", "word", 1},
		{"a minute", strings.Repeat("word ", 238), 1},
		{"a word more", strings.Repeat("word ", 239), 2},
		{"signs are no words", strings.Repeat("— ", 900) + "word", 1},
		{"characters without spaces", strings.Repeat("漢字", 238), 2},
	} {
		if _, doc := read(t, c.text); doc.Minutes() != c.want {
			t.Errorf("%s: %d minutes, want %d", c.name, doc.Minutes(), c.want)
		}
	}
	if got := (article.Document{}).Minutes(); got != 1 {
		t.Errorf("nothing takes %d minutes", got)
	}
}

func TestSliceAgreesWithRunes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.RuneFrom([]rune("abé漢🍐")), 1, 400, -1).Draw(t, "text")
		_, doc, err := article.FromMarkdown([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		runes := []rune(text)
		start := rapid.IntRange(-3, len(runes)+3).Draw(t, "start")
		end := rapid.IntRange(-3, len(runes)+3).Draw(t, "end")
		want := ""
		if from, to := min(max(start, 0), len(runes)), min(max(end, 0), len(runes)); from < to {
			want = string(runes[from:to])
		}
		if got := doc.Slice(start, end); got != want {
			t.Fatalf("Slice(%d, %d) = %q, want %q", start, end, got, want)
		}
		bare := article.Document{Text: doc.Text, Blocks: doc.Blocks}
		if got := bare.Slice(start, end); got != want {
			t.Fatalf("written out by hand, Slice(%d, %d) = %q, want %q", start, end, got, want)
		}
	})
}

func TestDocumentJSON(t *testing.T) {
	_, doc := read(t, walk)
	stored, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	var back article.Document
	if err := json.Unmarshal(stored, &back); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(doc, back); diff != "" {
		t.Error(diff)
	}
	if got := back.Slice(back.Blocks[2].Start, back.Blocks[2].End); got != "Rise 🍐 early." {
		t.Errorf("read back: %q", got)
	}
	other := back
	other.Blocks = append([]article.Block(nil), back.Blocks...)
	other.Blocks[0].Spans = nil
	if doc.Equal(other) {
		t.Error("a document without its emphasis is equal")
	}
}

func TestDocumentJSONRefuses(t *testing.T) {
	for _, stored := range []string{
		`{`, `{"text":"abc"}`, `{"text":"","blocks":[{"start":0,"end":1}]}`,
		`{"text":"abc","blocks":[{"start":1,"end":3}]}`, `{"text":"abc","blocks":[{"start":0,"end":2}]}`,
		`{"text":"abc","blocks":[{"start":0,"end":4}]}`, `{"text":"abc","blocks":[{"start":0,"end":-1}]}`,
		`{"text":"a b c","blocks":[{"start":0,"end":1},{"start":3,"end":5}]}`,
		`{"text":"a\n\nb","blocks":[{"start":3,"end":4},{"start":0,"end":1}]}`,
		`{"text":"abc","blocks":[{"start":0,"end":3,"spans":[{"kind":"em","start":2,"end":4}]}]}`,
		`{"text":"abc","blocks":[{"start":0,"end":3,"spans":[{"kind":"em","start":2,"end":1}]}]}`,
		`{"text":"abc","blocks":[{"start":0,"end":3,"spans":[{"kind":"em","start":-1,"end":1}]}]}`,
	} {
		var doc article.Document
		if err := json.Unmarshal([]byte(stored), &doc); err == nil {
			t.Errorf("%s was read", stored)
		}
	}
	var doc article.Document
	if err := json.Unmarshal([]byte(`{"text":"","blocks":null}`), &doc); err != nil {
		t.Errorf("a document of nothing: %v", err)
	}
}
