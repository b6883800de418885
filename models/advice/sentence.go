package advice

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The rules of the Unicode standard for sentences look back over any run of
// brackets or spaces, which takes the square of its length on a hostile text;
// articles need less. A sentence ends with . ! ? and closing marks before a
// space and a beginning, unless a word before the stop is short for another.

// maxSentence is the bytes after which a text without stops is cut.
const maxSentence = 1500

// abbreviations are words that a full stop does not end a sentence after.
var abbreviations = words("dr mr mrs ms prof st vs e.g i.e eg ie approx inc al jr sr dept est")

// beforeNumbers are short for another word only before a number.
var beforeNumbers = words("no nos fig vol pp art ch sec")

// sentencesIn cuts text[from:to] into sentences, without space around them.
func sentencesIn(text string, from, to int) [][2]int {
	var out [][2]int
	careless := lowerCase(text[from:to])
	begin := from
	put := func(end int) {
		a, b := trim(text, begin, end)
		if a < b {
			out = append(out, [2]int{a, b})
		}
		begin = end
	}
	for i := from; i < to; {
		r, n := utf8.DecodeRuneInString(text[i:to])
		i += n
		switch {
		case r == '.' || r == '!' || r == '?' || r == '…':
			end := i
			for end < to {
				c, m := utf8.DecodeRuneInString(text[end:to])
				if !strings.ContainsRune(".!?…\"”’')]»*", c) {
					break
				}
				end += m
			}
			if r == '.' && end == i && !stops(text, begin, i) || !begins(text, end, to, r, careless) {
				i = end
				continue
			}
			put(end)
			i = end
		case i-begin > maxSentence && unicode.IsSpace(r) || i-begin > 4*maxSentence:
			put(i)
		}
	}
	put(to)
	return out
}

// stops says whether the full stop before byte i ends a sentence, going by the
// word before it.
func stops(text string, begin, i int) bool {
	word := text[begin : i-1]
	if k := strings.LastIndexFunc(word[max(0, len(word)-12):], unicode.IsSpace); k >= 0 {
		word = word[max(0, len(word)-12)+k+1:]
	}
	word = strings.ToLower(strings.TrimLeft(word, "(\"“[‘"))
	if abbreviations[word] {
		return false
	}
	if beforeNumbers[word] {
		next := strings.TrimLeftFunc(text[i:min(len(text), i+8)], unicode.IsSpace)
		return next == "" || !isDigit(next[0])
	}
	// A single letter is an initial.
	return utf8.RuneCountInString(word) != 1 || word == "i" || isDigit(word[0]) || !named(text[begin:i-2])
}

// named says whether a text ends in a name or is nothing, so that a letter
// after it is an initial.
func named(s string) bool {
	s = strings.TrimRightFunc(s, unicode.IsSpace)
	k := strings.LastIndexFunc(s[max(0, len(s)-20):], unicode.IsSpace)
	r, _ := utf8.DecodeRuneInString(s[max(0, len(s)-20)+k+1:])
	return s == "" || !unicode.IsLower(r)
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

// begins says whether a sentence may begin after byte end: a space, then no
// lower-case letter.
func begins(text string, end, to int, stop rune, careless bool) bool {
	if end >= to {
		return true
	}
	r, n := utf8.DecodeRuneInString(text[end:to])
	if !unicode.IsSpace(r) {
		// "every day.Then": a space was lost.
		prev, _ := utf8.DecodeLastRuneInString(text[:end-1])
		next, _ := utf8.DecodeRuneInString(text[end+n:])
		return stop == '.' && unicode.IsUpper(r) && unicode.IsLower(prev) && unicode.IsLower(next)
	}
	for i := 0; unicode.IsSpace(r) && end < to && i < 8; i++ {
		r, n = utf8.DecodeRuneInString(text[end:to])
		end += n
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

// words makes a set of the words of a table.
func words(s string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(s) {
		set[w] = true
	}
	return set
}
