// Package sentences decides where the sentences of a text begin and end. It does
// not decide what the paragraphs of a text are, nor what a sentence says.
//
// The rules of the Unicode standard look back over any run of brackets or
// spaces, which takes the square of its length on a hostile text; articles need
// less. A sentence ends with a stop and closing marks before a space and a
// beginning, unless a word before the stop is short for another. Scripts with
// stops of their own may do without the space.
package sentences

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Span is a sentence by its bytes, End excluded.
type Span struct{ Start, End int }

// longest is the bytes after which a text without stops is cut.
const longest = 1500

// Marks that close after a stop, and those that open before a word.
const (
	closing = "\"”’')]»*」』）】》"
	opening = "(\"“[‘"
)

// shortened are words that a full stop does not end a sentence after.
var shortened = strings.Fields("dr mr mrs ms prof st vs e.g i.e eg ie approx inc al jr sr dept est ca resp bzw z.b")

// beforeNumbers are short for another word only before a number.
var beforeNumbers = strings.Fields("no nos fig vol pp art ch sec")

// In returns the sentences of a paragraph, in order and without space around
// them. What is in none of them is space.
func In(text string) []Span {
	var all []Span
	careless := lowerCase(text)
	begin := 0
	put := func(end int) {
		start := end - len(strings.TrimLeftFunc(text[begin:end], unicode.IsSpace))
		if start < end {
			all = append(all, Span{start, start + len(strings.TrimRightFunc(text[start:end], unicode.IsSpace))})
		}
		begin = end
	}
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		i += size
		switch {
		case stop(r):
			end := closed(text, i)
			if alone := r == '.' && end == i; !(alone && short(text, begin, i)) && begins(text, end, r, careless) {
				put(end)
			}
			i = end
		case i-begin > longest && unicode.IsSpace(r) || i-begin > 4*longest:
			put(i)
		}
	}
	put(len(text))
	return all
}

// stop says whether a sentence may end with r.
func stop(r rune) bool { return r == '…' || unicode.Is(unicode.STerm, r) }

// closed is where the stops and closing marks from byte i on end.
func closed(text string, i int) int {
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !stop(r) && !strings.ContainsRune(closing, r) {
			break
		}
		i += size
	}
	return i
}

// short says whether the full stop before byte i belongs to the word before it.
func short(text string, begin, i int) bool {
	word := strings.TrimLeft(lastWord(text[begin:i-1], 12), opening)
	before := text[begin : i-1-len(word)]
	word = strings.ToLower(word)
	switch {
	case slices.Contains(shortened, word):
		return true
	case slices.Contains(beforeNumbers, word):
		next := strings.TrimLeftFunc(text[i:min(len(text), i+8)], unicode.IsSpace)
		return next != "" && next[0] >= '0' && next[0] <= '9'
	}
	// A single letter is an initial.
	first, size := utf8.DecodeRuneInString(word)
	return size > 0 && size == len(word) && word != "i" && !unicode.IsDigit(first) && named(before)
}

// named says whether a text ends in a name or is nothing, so that a letter
// after it is an initial.
func named(s string) bool {
	s = strings.TrimRightFunc(s, unicode.IsSpace)
	first, _ := utf8.DecodeRuneInString(lastWord(s, 20))
	return s == "" || !unicode.IsLower(first)
}

// lastWord is what follows the last space of s, or as much of its end as is
// looked at, in bytes.
func lastWord(s string, most int) string {
	s = s[max(0, len(s)-most):]
	if i := strings.LastIndexFunc(s, unicode.IsSpace); i >= 0 {
		_, size := utf8.DecodeRuneInString(s[i:])
		s = s[i+size:]
	}
	return s
}

// begins says whether a sentence may begin after byte end: a space, then no
// lower-case letter.
func begins(text string, end int, stop rune, careless bool) bool {
	if end == len(text) || stop > unicode.MaxASCII && stop != '…' {
		return true
	}
	r, size := utf8.DecodeRuneInString(text[end:])
	if !unicode.IsSpace(r) {
		// "every day.Then": a space was lost.
		prev, _ := utf8.DecodeLastRuneInString(text[:end-1])
		next, _ := utf8.DecodeRuneInString(text[end+size:])
		return stop == '.' && unicode.IsUpper(r) && unicode.IsLower(prev) && unicode.IsLower(next)
	}
	for i := 0; unicode.IsSpace(r) && end < len(text) && i < 8; i++ {
		r, size = utf8.DecodeRuneInString(text[end:])
		end += size
	}
	return careless || !unicode.IsLower(r)
}

// lowerCase says whether most sentences of s begin without a capital.
func lowerCase(s string) bool {
	lower, upper := 0, 0
	for i := 3; i+2 < len(s); i++ {
		if s[i] != '.' || s[i+1] != ' ' || s[i-2] == '.' || s[i-2] == ' ' {
			continue
		}
		switch c := s[i+2]; {
		case c >= 'a' && c <= 'z':
			lower++
		case c >= 'A' && c <= 'Z':
			upper++
		}
	}
	return lower > 2 && lower > 2*upper
}
