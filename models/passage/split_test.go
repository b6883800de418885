package passage_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gloss/models/passage"
)

func TestSplit(t *testing.T) {
	type mark = passage.Mark
	type piece = passage.Piece
	cases := []struct {
		name       string
		start, end int
		marks      []mark
		want       []piece
	}{
		{"no mark", 3, 9, nil, []piece{{3, 9, nil}}},
		{"no length", 3, 3, []mark{{0, 9, "a"}}, nil},
		{"wrong way round", 9, 3, nil, nil},
		{"one mark", 0, 9, []mark{{2, 5, "a"}}, []piece{{0, 2, nil}, {2, 5, []string{"a"}}, {5, 9, nil}}},
		{"over the whole", 3, 9, []mark{{0, 20, "a"}}, []piece{{3, 9, []string{"a"}}}},
		{"reaching in from both sides", 3, 9, []mark{{0, 5, "a"}, {7, 12, "b"}},
			[]piece{{3, 5, []string{"a"}}, {5, 7, nil}, {7, 9, []string{"b"}}}},
		{"outside", 3, 9, []mark{{0, 3, "a"}, {9, 12, "b"}}, []piece{{3, 9, nil}}},
		{"overlapping, keys as given", 0, 9, []mark{{4, 8, "b"}, {2, 6, "a"}},
			[]piece{{0, 2, nil}, {2, 4, []string{"a"}}, {4, 6, []string{"b", "a"}}, {6, 8, []string{"b"}}, {8, 9, nil}}},
		{"touching", 0, 6, []mark{{0, 3, "a"}, {3, 6, "b"}}, []piece{{0, 3, []string{"a"}}, {3, 6, []string{"b"}}}},
		{"one key twice", 0, 6, []mark{{0, 4, "a"}, {2, 6, "a"}},
			[]piece{{0, 2, []string{"a"}}, {2, 4, []string{"a"}}, {4, 6, []string{"a"}}}},
		{"a cut of no length", 0, 6, []mark{{2, 2, "a"}}, []piece{{0, 2, nil}, {2, 6, nil}}},
		{"a mark the wrong way round cuts", 0, 6, []mark{{4, 2, "a"}}, []piece{{0, 2, nil}, {2, 4, nil}, {4, 6, nil}}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, passage.Split(c.start, c.end, c.marks)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestSplitCoversAndNamesAll(t *testing.T) {
	mark := rapid.Custom(func(t *rapid.T) passage.Mark {
		return passage.Mark{
			Start: rapid.IntRange(-5, 40).Draw(t, "from"),
			End:   rapid.IntRange(-5, 40).Draw(t, "to"),
			Key:   fmt.Sprint(rapid.IntRange(0, 4).Draw(t, "key")),
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		start := rapid.IntRange(0, 20).Draw(t, "start")
		end := rapid.IntRange(start+1, 36).Draw(t, "end")
		marks := rapid.SliceOfN(mark, 0, 12).Draw(t, "marks")
		at := start
		for _, p := range passage.Split(start, end, marks) {
			if p.Start != at || p.End <= p.Start {
				t.Fatalf("piece %d to %d begins after %d", p.Start, p.End, at)
			}
			at = p.End
			for place := p.Start; place < p.End; place++ {
				if want := covering(marks, place); !slices.Equal(p.Keys, want) {
					t.Fatalf("at %d: %v, want %v", place, p.Keys, want)
				}
			}
		}
		if at != end {
			t.Fatalf("the pieces end at %d, want %d", at, end)
		}
	})
}

// covering asks each mark in turn: slow, and plainly right.
func covering(marks []passage.Mark, place int) []string {
	var keys []string
	for _, m := range marks {
		if m.Start <= place && place < m.End && !slices.Contains(keys, m.Key) {
			keys = append(keys, m.Key)
		}
	}
	return keys
}
