package passage

import (
	"cmp"
	"slices"
	"unicode"
	"unicode/utf8"
)

// How says in what way a passage was found again.
type How uint8

// The ways. A Lost passage has no place.
const (
	Lost How = iota
	Approximate
	Exact
)

// Place is where a passage stands in a text, Start and End in code points, End
// excluded. Score, 0 to 1, says how far words and surroundings agree with those
// remembered: 1 for the very words, 0 for a lost passage.
type Place struct {
	Start, End int
	Score      float64
	How        How
}

// The figures below are our judgement; the properties in the tests hold them.
const (
	// enough is the score from which on an approximate place is believed.
	enough = 0.7
	// weight is what the surroundings count for in a score, in code points of
	// the quote: they decide for short quotes, and hardly matter for long ones.
	weight = 16
	// maxQuote is how many code points of a quote are compared at most. A longer
	// one is known by its beginning and its end, half of that each.
	maxQuote = 2000
	// maxHits is how many places are looked at closely, those with the fewest
	// edits, and of equals those nearest to the old place.
	maxHits = 64
)

// Locate says where the passage stands in a text: exactly, as Find does; else
// at the place that takes the fewest edits and has the most of the remembered
// surroundings, of equals the one nearest to the old place; else it is lost. In
// a quote longer than 2,000 code points only the first and the last 1,000 are
// compared. Its time grows with the text's length times that of the quote, a
// 64th of a step for each pair, and does not depend on what they say.
func (s Selector) Locate(text string) Place {
	if start, end, ok := s.Find(text); ok {
		return Place{Start: start, End: end, Score: 1, How: Exact}
	}
	if s.Exact == "" || !utf8.ValidString(s.Exact) {
		return Place{}
	}
	in, quote, before, after := []rune(text), []rune(s.Exact), []rune(s.Prefix), []rune(s.Suffix)
	size := len(quote)
	if size <= maxQuote {
		return newSearch(quote, before, after).near(in, s.Start)
	}
	const half = maxQuote / 2
	head := newSearch(quote[:half], before, quote[half:]).near(in, s.Start)
	if head.How == Lost {
		return Place{}
	}
	tail := newSearch(quote[size-half:], quote[:size-half], after).near(in, head.Start+size-half)
	if long := tail.End - head.Start; tail.How == Lost || long < size/2 || long > 2*size {
		return Place{}
	}
	return Place{Start: head.Start, End: tail.End, Score: (head.Score + tail.Score) / 2, How: Approximate}
}

// search is one quote with its surroundings, read in both directions.
type search struct {
	quote, before, after []rune
	edits                int // more than these are too many
	back                 *matcher
	prefix, suffix       *matcher // of the surroundings, from the quote outwards
}

func newSearch(quote, before, after []rune) search {
	s := search{
		quote:  quote,
		before: before[max(0, len(before)-Context):],
		after:  after[:min(len(after), Context)],
		back:   newMatcher(reversed(quote)),
	}
	s.prefix, s.suffix = newMatcher(reversed(s.before)), newMatcher(s.after)
	size := float64(len(quote))
	s.edits = min(len(quote)/2, int(size+weight-enough*(size+weight)))
	return s
}

// near is the best place in a text; at is where the quote began once.
func (s search) near(text []rune, at int) Place {
	var best Place
	consider := func(text []rune, from int) {
		for _, h := range hits(text, s.quote, s.edits, at-from+len(s.quote)) {
			for _, p := range s.places(text, h) {
				p.Start, p.End = p.Start+from, p.End+from
				if p.Score > best.Score || p.Score == best.Score && abs(p.Start-at) < abs(best.Start-at) {
					best = p
				}
			}
		}
	}
	consider(text, 0)
	// A short quote has places of few edits everywhere: it is also looked for
	// together with its surroundings.
	if whole := slices.Concat(s.before, s.quote, s.after); len(s.quote) < 4*Context && len(whole) > len(s.quote) {
		edits := len(whole) * 2 / 5
		for _, h := range hits(text, whole, edits, at+len(s.quote)+len(s.after)) {
			from, to := max(0, h.end-len(whole)-edits), min(h.end+Context, len(text))
			consider(text[from:to], from)
		}
	}
	if best.Score < enough {
		return Place{}
	}
	best.How = Approximate
	return s.whole(text, best)
}

// whole widens a place to the words it begins and ends in, where the quote once
// began and ended with whole words.
func (s search) whole(text []rune, p Place) Place {
	inWord := func(before, after []rune) bool {
		return len(before) > 0 && len(after) > 0 && isWord(before[len(before)-1]) && isWord(after[0])
	}
	if len(s.before) > 0 && !inWord(s.before, s.quote) {
		for n := 0; n < Context && inWord(text[:p.Start], text[p.Start:]); n++ {
			p.Start--
		}
	}
	if len(s.after) > 0 && !inWord(s.quote, s.after) {
		for n := 0; n < Context && inWord(text[:p.End], text[p.End:]); n++ {
			p.End++
		}
	}
	return p
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// places are the ways to bound a hit that take equally few edits.
func (s search) places(text []rune, h hit) []Place {
	var out []Place
	for _, end := range slices.Compact([]int{h.end, h.last}) {
		from := max(0, end-len(s.quote)-s.edits)
		fewest, short, long := len(s.quote), 0, 0
		s.back.run(reversed(text[from:end]), true, func(length, edits int) {
			if edits < fewest {
				fewest, short = edits, length
			}
			if edits == fewest {
				long = length
			}
		})
		for _, length := range slices.Compact([]int{short, long}) {
			if length > 0 {
				out = append(out, s.judge(text, end-length, end, fewest))
			}
		}
	}
	return out
}

func (s search) judge(text []rune, start, end, edits int) Place {
	words := 1 - float64(edits)/float64(len(s.quote))
	around, sides := 0.0, 0.0
	if len(s.before) > 0 {
		around += s.prefix.likeness(reversed(text[max(0, start-2*Context):start]))
		sides++
	}
	if len(s.after) > 0 {
		around += s.suffix.likeness(text[end:min(end+2*Context, len(text))])
		sides++
	}
	if sides == 0 {
		return Place{Start: start, End: end, Score: words}
	}
	size := float64(len(s.quote))
	return Place{Start: start, End: end, Score: (words*size + around/sides*weight) / (size + weight)}
}

// likeness is how much of the pattern the text begins with, 0 to 1.
func (m *matcher) likeness(text []rune) float64 {
	fewest := m.size
	m.run(text, true, func(_, edits int) { fewest = min(fewest, edits) })
	return 1 - float64(fewest)/float64(m.size)
}

// hit is an end of a stretch like the quote; last is the last of several ends
// side by side that take as many edits.
type hit struct{ end, last, edits int }

// hits are the ends with the fewest edits, at most maxHits of them, and one of
// those that lie within half a pattern of one another. Of equals, those nearest
// to at are kept.
func hits(text, pattern []rune, edits, at int) []hit {
	var found []hit
	var now hit
	keep := func(most int) {
		if now.end > 0 {
			found = append(found, now)
		}
		if len(found) <= most {
			return
		}
		slices.SortFunc(found, func(a, b hit) int {
			return cmp.Or(cmp.Compare(a.edits, b.edits), cmp.Compare(abs(a.end-at), abs(b.end-at)), cmp.Compare(a.end, b.end))
		})
		found = found[:maxHits]
	}
	newMatcher(pattern).run(text, false, func(end, n int) {
		switch {
		case n > edits:
		case now.end == 0 || end-now.end > len(pattern)/2:
			keep(8 * maxHits)
			now = hit{end: end, last: end, edits: n}
		case n < now.edits:
			now = hit{end: end, last: end, edits: n}
		case n == now.edits && end == now.last+1:
			now.last = end
		}
	})
	keep(maxHits)
	return found
}

func reversed(text []rune) []rune {
	out := slices.Clone(text)
	slices.Reverse(out)
	return out
}
