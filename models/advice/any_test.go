package advice_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"gloss/models/advice"
)

// holds checks what is true of the findings in any text.
func holds(t interface{ Fatalf(string, ...any) }, text string) {
	points := []int{}
	for i := range text {
		points = append(points, i)
	}
	points = append(points, len(text))
	last := 0
	found := advice.Find(text)
	for _, f := range found {
		if f.Start < last || f.End <= f.Start || f.End >= len(points) {
			t.Fatalf("place %d to %d in %q", f.Start, f.End, text)
		}
		last = f.Start
		if text[points[f.Start]:points[f.End]] != f.Quote {
			t.Fatalf("%d to %d of %q is not %q", f.Start, f.End, text, f.Quote)
		}
		if f.Confidence < advice.Weak || f.Confidence > 1 || f.Rule == "" || f.Why == "" || f.Action == "" || utf8.RuneCountInString(f.Action) > 120 || !utf8.ValidString(f.Action) {
			t.Fatalf("%q gives %+v", text, f)
		}
		if w := f.Window; w.Set && (w.From < 0 || w.From > 1439 || w.To < 0 || w.To > 1439) || f.Frequency.Times < 0 || f.Measure.Kind == "" {
			t.Fatalf("%q gives %+v", text, f)
		}
		if p := f.Plan().Problems(); len(p) > 0 {
			t.Fatalf("%q gives %+v, which as a plan has %v", text, f, p)
		}
	}
	if diff := cmp.Diff(found, advice.Find(text), cmpopts.IgnoreUnexported(advice.Finding{})); diff != "" {
		t.Fatalf("%q a second time: %s", text, diff)
	}
	keys := map[string]bool{}
	for _, s := range advice.Suggest(found) {
		if keys[s.Key] || len(s.Passages) == 0 || s.Name == "" || len(s.Subject) == 0 {
			t.Fatalf("%q gives %+v", text, s)
		}
		keys[s.Key] = true
	}
}

// pieces are what hostile and ordinary texts are made of.
var pieces = strings.Split(`you should|walk|for|10|30|1/2|½|minutes|a day|twice|every|between|and|10 am|4 p.m.|noon|until|after|before|bed|,|. |: |; |-|–|(|)|“|”|
|

|- |1. |# |avoid|not|do|don’t|never|at least|up to|no more than|more than|or|to|5|g|mg|%|hours|times|week|if|when|you can|by|eating|is|are|recommended|the best|time|whatever|3:30|99:99|12|0|1e9|10000000000|,000|İ|ﬀ|日本|مرحبا|🙂|`+"\xff|\xc3|\x00|\u200b|\ufeff", "|")

func TestAnyTextHolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 40).Draw(t, "pieces")
		holds(t, strings.Join(words, rapid.SampledFrom([]string{" ", "", "  "}).Draw(t, "between")))
	})
}

func FuzzFind(f *testing.F) {
	texts, _ := filepath.Glob("testdata/gold/*.txt")
	for _, name := range texts {
		if text, err := os.ReadFile(name); err == nil {
			f.Add(string(text))
		}
	}
	f.Add(strings.Join(pieces, " "))
	f.Fuzz(func(t *testing.T, text string) { holds(t, text) })
}

// Blocks that are given say the same as those that are found, and blocks
// outside the text do no harm.
func TestFindInGivenBlocks(t *testing.T) {
	text := "Eat well\n\nEat more greens. Tea is dark.\n\nDrink 2 litres of water a day."
	blocks := []advice.Block{{Kind: advice.Heading, Start: 0, End: 8}, {Kind: advice.Paragraph, Start: 10, End: 39}, {Kind: advice.Item, Start: 41, End: 71}}
	got := advice.FindIn(text, blocks)
	if diff := cmp.Diff(advice.Find(text), got, cmpopts.IgnoreUnexported(advice.Finding{})); diff != "" || len(got) != 2 {
		t.Errorf("%d findings: %s", len(got), diff)
	}
	advice.FindIn(text, []advice.Block{{Start: -4, End: 3}, {Start: 50, End: 5000}, {Start: 9, End: 2}})
}
