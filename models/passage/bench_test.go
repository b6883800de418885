package passage_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"gloss/models/passage"
)

// mebibyte is a text of that size in which no sentence stands twice.
func mebibyte() string {
	var b strings.Builder
	for n := 0; b.Len() < 1<<20; n++ {
		for k := n; k > 0; k /= 7 {
			b.WriteString(vocabulary[k%len(vocabulary)] + " ")
		}
		b.WriteString("and so on. ")
	}
	return b.String()[:1<<20]
}

func BenchmarkLocate(b *testing.B) {
	text := strings.ToValidUTF8(mebibyte(), "")
	runes := []rune(text)
	of := func(size, edits int) passage.Selector {
		from := len(runes) * 3 / 4
		s, err := passage.Make(text, from, from+size)
		if err != nil {
			b.Fatal(err)
		}
		quote := []rune(s.Exact)
		for i := range edits {
			quote[(i*2+1)*size/(edits*2)] = '#'
		}
		s.Exact = string(quote)
		return s
	}
	moved := of(100, 0)
	moved.Start += 500
	run := strings.Repeat("a", 1<<20)
	for _, c := range []struct {
		name string
		sel  passage.Selector
		text string
	}{
		{"exact", of(100, 0), text},
		{"moved", moved, text},
		{"edited", of(100, 10), text},
		{"edited, 2000 long", of(2000, 200), text},
		{"edited, 20000 long", of(20_000, 200), text},
		{"lost", passage.Selector{Exact: strings.Repeat("Q", 100)}, text},
		{"a run in a run", passage.Selector{Exact: run[:1000], Prefix: "b"}, run},
		{"a run and more in a run", passage.Selector{Exact: run[:1000] + "b", Suffix: run[:32], Prefix: run[:32]}, run},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(c.text)))
			for b.Loop() {
				c.sel.Locate(c.text)
			}
		})
	}
}

// Twice the text takes no more than about twice the time, whatever it says.
func TestLocateIsLinear(t *testing.T) {
	for name, piece := range map[string]string{"a run": "aaaaaaaaaaaaaaaa", "two signs": "abababababababab", "prose": "walk after lunch"} {
		for _, quote := range []string{strings.Repeat(piece, 60), strings.Repeat(piece, 60) + "#", piece[:7] + "#"} {
			s := passage.Selector{Exact: quote, Prefix: piece + piece, Suffix: piece + piece, Start: 1000}
			took := func(size int) time.Duration {
				text := strings.Repeat(piece, size/len(piece))
				shortest := time.Hour
				for range 3 {
					began := time.Now()
					s.Locate(text)
					shortest = min(shortest, time.Since(began))
				}
				return shortest
			}
			// Time enough for a busy machine: what grows faster takes minutes.
			if one, two := took(1<<18), took(1<<19); two > one*4 && two > 200*time.Millisecond {
				t.Errorf("%s, %d signs: %v for one text, %v for twice as much", name, len(quote), one, two)
			}
		}
	}
}

func FuzzLocate(f *testing.F) {
	f.Add(walks, "Walk for thirty minutes", "Before ", " after", 80)
	f.Add("aaaaaaaaaaaaaaaaaaaa", "aaaaaaaab", "aaaa", "aaaa", 3)
	f.Add("a\xffb", "\xff", "", "", -1)
	f.Add("", "a", "b", "c", 0)
	f.Add(strings.Repeat("ab ", 900), strings.Repeat("ab ", 700)+"c"+strings.Repeat("ba ", 100), "", "", 0)
	f.Fuzz(func(t *testing.T, text, exact, prefix, suffix string, start int) {
		p := passage.Selector{Start: start, Exact: exact, Prefix: prefix, Suffix: suffix}.Locate(text)
		size := utf8.RuneCountInString(text)
		switch p.How {
		case passage.Lost:
			if p != (passage.Place{}) {
				t.Errorf("lost at %+v", p)
			}
			return
		case passage.Exact:
			if string([]rune(text)[p.Start:p.End]) != string([]rune(exact)) {
				t.Errorf("%+v reads otherwise", p)
			}
		}
		if p.Start < 0 || p.End <= p.Start || p.End > size || p.Score < 0.7 || p.Score > 1 {
			t.Errorf("a place of %+v in %d", p, size)
		}
	})
}
