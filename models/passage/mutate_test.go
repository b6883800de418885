package passage_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gloss/models/passage"
)

// vocabulary has no words that differ by one letter.
var vocabulary = strings.Fields(`apple bicycle candle doctor evening füße garden hammock island journey kettle lantern
	morning needle orchard 🍐pear quarter raincoat sandal thunder umbrella valley winter yoghurt zebra walnut pepper
	漢字 breathe slowly minutes stretching carefully before midnight without anyone noticing 10–30 weekly`)

// essay draws paragraphs of words.
func essay(t *rapid.T) [][]string {
	sentence := rapid.SliceOfN(rapid.SampledFrom(vocabulary), 12, 25)
	return rapid.SliceOfN(sentence, 3, 8).Draw(t, "essay")
}

func joined(paragraphs [][]string) string {
	texts := make([]string, len(paragraphs))
	for i, p := range paragraphs {
		texts[i] = strings.Join(p, " ") + "."
	}
	return strings.Join(texts, "\n\n")
}

// edit makes so many edits within runes from to to, and says where the stretch
// then ends.
func edit(t *rapid.T, text []rune, from, to, edits int) ([]rune, int) {
	text = slices.Clone(text)
	for range edits {
		at := rapid.IntRange(from, to-1).Draw(t, "place")
		switch rapid.IntRange(0, 2).Draw(t, "edit") {
		case 0:
			text[at] = '#'
		case 1:
			text, to = slices.Insert(text, at+1, '~'), to+1
		default:
			text, to = slices.Delete(text, at, at+1), to-1
		}
	}
	return text, to
}

// chosen draws a passage of at least 40 code points within one paragraph.
func chosen(t *rapid.T, paragraphs [][]string) (paragraph, start, end int) {
	paragraph = rapid.IntRange(0, len(paragraphs)-1).Draw(t, "paragraph")
	size := len([]rune(joined(paragraphs[paragraph : paragraph+1])))
	start = rapid.IntRange(0, size-40).Draw(t, "start")
	return paragraph, start, rapid.IntRange(start+40, min(size, start+200)).Draw(t, "end")
}

// shared is the part of both stretches that lies in both.
func shared(a, b, c, d int) float64 {
	return float64(max(0, min(b, d)-max(a, c))) / float64(max(b, d)-min(a, c))
}

// Wherever a paragraph goes, and with a fifth of the quote edited, it is found
// in it.
func TestLocateInEditedAndMovedParagraph(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		paragraphs := essay(t)
		i, start, end := chosen(t, paragraphs)
		before := 0
		if i > 0 {
			before = len([]rune(joined(paragraphs[:i]))) + 2
		}
		s, err := passage.Make(joined(paragraphs), before+start, before+end)
		if err != nil {
			t.Fatal(err)
		}
		own := []rune(joined(paragraphs[i : i+1]))
		own, to := edit(t, own, start, end, rapid.IntRange(1, (end-start)/5).Draw(t, "edits"))

		var texts []string
		for j, p := range paragraphs {
			if j != i {
				texts = append(texts, joined([][]string{p}))
			}
		}
		front := rapid.IntRange(0, len(texts)).Draw(t, "moved to")
		text := strings.Join(slices.Insert(texts, front, string(own)), "\n\n")
		from := 0
		if front > 0 {
			from = len([]rune(strings.Join(texts[:front], "\n\n"))) + 2
		}
		p := s.Locate(text)
		if p.How == passage.Lost || shared(p.Start, p.End, from+start, from+to) < 0.8 {
			t.Fatalf("found %+v, want about %d to %d", p, from+start, from+to)
		}
	})
}

// Edits around a quote, the whole text over, leave it where its words are.
func TestLocateWithEditsAround(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		paragraphs := essay(t)
		i, start, end := chosen(t, paragraphs)
		if i > 0 {
			more := len([]rune(joined(paragraphs[:i]))) + 2
			start, end = start+more, end+more
		}
		runes := []rune(joined(paragraphs))
		s, err := passage.Make(string(runes), start, end)
		if err != nil {
			t.Fatal(err)
		}
		text := slices.Clone(runes[:start])
		if start > 0 {
			text, _ = edit(t, text, 0, start, rapid.IntRange(0, start/10).Draw(t, "before"))
		}
		from := len(text)
		text = append(text, runes[start:end]...)
		rest := runes[end:]
		if len(rest) > 0 {
			rest, _ = edit(t, rest, 0, len(rest), rapid.IntRange(0, len(rest)/10).Draw(t, "after"))
		}
		text = append(text, rest...)
		p := s.Locate(string(text))
		if p.How != passage.Exact || at(string(text), p) != s.Exact {
			t.Fatalf("found %+v", p)
		}
		if strings.Count(string(text), s.Exact) == 1 && p.Start != from {
			t.Fatalf("found at %d, want %d", p.Start, from)
		}
	})
}

// Of words that were never there nothing is found.
func TestLocateLost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.StringMatching(`[A-Z0-9_]{4,9}`), 8, 30).Draw(t, "words")
		text := strings.Join(words, "_")
		s, err := passage.Make(text, 0, len(text))
		if err != nil {
			t.Fatal(err)
		}
		if p := s.Locate(joined(essay(t))); p != (passage.Place{}) {
			t.Fatalf("found %+v", p)
		}
	})
}

// Without surroundings the score is the share of the quote that needs no edit,
// at the place that needs the fewest, as counted cell by cell.
func TestLocateScoreAgreesWithTable(t *testing.T) {
	few := rapid.RuneFrom([]rune("abc"))
	rapid.Check(t, func(t *rapid.T) {
		quote := []rune(rapid.StringOfN(few, 10, 150, -1).Draw(t, "quote"))
		text := []rune(rapid.StringOfN(few, 0, 300, -1).Draw(t, "text"))
		if rapid.Bool().Draw(t, "like it") {
			like, _ := edit(t, quote, 0, len(quote), rapid.IntRange(1, len(quote)/4).Draw(t, "edits"))
			text = slices.Concat(text, like, []rune("cba"))
		}
		p := passage.Selector{Exact: string(quote)}.Locate(string(text))
		want := 1 - float64(fewest(quote, text))/float64(len(quote))
		if p.How == passage.Lost {
			if want >= 0.7 {
				t.Fatalf("lost at a score of %v", want)
			}
			return
		}
		if math.Abs(p.Score-want) > 1e-9 {
			t.Fatalf("score %v, want %v", p.Score, want)
		}
		if own := text[p.Start:p.End]; p.How == passage.Approximate && math.Abs(1-float64(distance(quote, own))/float64(len(quote))-want) > 1e-9 {
			t.Fatalf("%q takes %d edits, the score says %v", string(own), distance(quote, own), want)
		}
	})
}

// fewest is how many edits make a stretch of text of the quote, at best.
func fewest(quote, text []rune) int { return table(quote, text, false) }

func distance(a, b []rune) int { return table(a, b, true) }

func table(a, b []rune, whole bool) int {
	row := make([]int, len(a)+1)
	for i := range row {
		row[i] = i
	}
	best := len(a)
	for j, r := range b {
		corner := row[0]
		if whole {
			row[0] = j + 1
		}
		for i := range a {
			cost := 1
			if a[i] == r {
				cost = 0
			}
			corner, row[i+1] = row[i+1], min(row[i+1]+1, row[i]+1, corner+cost)
		}
		best = min(best, row[len(a)])
	}
	if whole {
		return row[len(a)]
	}
	return best
}
