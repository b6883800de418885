package passage

import (
	"strings"
	"unicode/utf8"
)

// overlaps is how many times over the places looked at may cover the text. It
// keeps the time linear where a quote repeats itself, as in a row of dashes.
const overlaps = 64

// Find says where the passage stands in a text, in code points, end excluded.
// In the text it was made from that is its own place. In another one it is the
// place of the same words whose surroundings agree best with those remembered,
// and of equals the one nearest to the old place. It is false when the words
// are gone. Where they stand so often that the places overlap many times over,
// it looks at the first ones only.
func (s Selector) Find(text string) (start, end int, ok bool) {
	if s.Exact == "" || !utf8.ValidString(s.Exact) {
		return 0, 0, false
	}
	length := utf8.RuneCountInString(s.Exact)
	if s.unmoved(text) {
		return s.Start, s.Start + length, true
	}
	best, step := -1, firstSize(s.Exact)
	left := overlaps * (len(text) + len(s.Exact))
	for from, at := 0, 0; left > 0; left -= len(s.Exact) {
		i := strings.Index(text[from:], s.Exact)
		if i < 0 {
			break
		}
		at += utf8.RuneCountInString(text[from : from+i])
		from += i
		agreed := s.agreement(text[:from], text[from+len(s.Exact):])
		if agreed > best || agreed == best && abs(at-s.Start) < abs(start-s.Start) {
			best, start = agreed, at
		}
		from, at = from+step, at+1
	}
	if best < 0 {
		return 0, 0, false
	}
	return start, start + length, true
}

// unmoved says whether the passage stands at its own place with all its
// surroundings. No other place can then agree better.
func (s Selector) unmoved(text string) bool {
	from, ok := offset(text, 0, s.Start)
	if !ok || !strings.HasPrefix(text[from:], s.Exact) {
		return false
	}
	return strings.HasSuffix(text[:from], s.Prefix) &&
		strings.HasPrefix(text[from+len(s.Exact):], s.Suffix)
}

// agreement counts the code points, from the passage outwards, that a place
// has in common with the remembered surroundings.
func (s Selector) agreement(before, after string) int {
	agreed := 0
	for prefix := s.Prefix; prefix != "" && before != ""; agreed++ {
		want, size := utf8.DecodeLastRuneInString(prefix)
		got, width := utf8.DecodeLastRuneInString(before)
		if want != got {
			break
		}
		prefix, before = prefix[:len(prefix)-size], before[:len(before)-width]
	}
	for suffix := s.Suffix; suffix != "" && after != ""; agreed++ {
		want, size := utf8.DecodeRuneInString(suffix)
		got, width := utf8.DecodeRuneInString(after)
		if want != got {
			break
		}
		suffix, after = suffix[size:], after[width:]
	}
	return agreed
}

func firstSize(s string) int {
	_, size := utf8.DecodeRuneInString(s)
	return size
}

func abs(n int) int { return max(n, -n) }
