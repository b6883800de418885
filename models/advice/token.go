package advice

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is a word, a number or a sign of a sentence: word is in lower case with
// a straight apostrophe, and contractions are taken apart ("don't" gives "do"
// and "not", both where "don't" stands).
type token struct {
	word     string
	from, to int // bytes of the text
	class    class
	value    float64 // of a number
	depth    uint8   // how many brackets it stands in
	glued    bool    // no space before it
	upper    bool    // it begins with a capital
}

// contractions are what is taken apart, with and without the apostrophe that
// careless copying loses; "its", "were", "well" and the like stay as they are.
var contractions = func() map[string][2]string {
	table := map[string][2]string{"can't": {"can", "not"}, "cannot": {"can", "not"}, "cant": {"can", "not"},
		"won't": {"will", "not"}, "let's": {"let", "us"}, "shan't": {"shall", "not"}, "gotta": {"have", "to"}}
	for _, w := range strings.Fields("do does did should is are was were has have had need must would could") {
		table[w+"n't"], table[w+"nt"] = [2]string{w, "not"}, [2]string{w, "not"}
	}
	for _, w := range strings.Fields("you we they i it he she that there here what who") {
		for end, full := range map[string]string{"'re": "are", "'ve": "have", "'ll": "will", "'d": "would", "'s": "is", "'m": "am"} {
			table[w+end] = [2]string{w, full}
		}
	}
	for _, w := range strings.Fields("youre youve youll youd theyre") {
		for _, end := range []string{"re", "ve", "ll", "d"} {
			if head, ok := strings.CutSuffix(w, end); ok {
				table[w] = [2]string{head, map[string]string{"re": "are", "ve": "have", "ll": "will", "d": "would"}[end]}
			}
		}
	}
	return table
}()

// maxWord is the longest word that is looked at.
const maxWord = 40

// tokensOf reads the words, numbers and signs of text[from:to].
func tokensOf(text string, from, to int) []token {
	tokens := make([]token, 0, (to-from)/5+2)
	depth := 0
	for i := from; i < to; {
		r, n := utf8.DecodeRuneInString(text[i:to])
		if unicode.IsSpace(r) {
			i += n
			continue
		}
		t := token{from: i, glued: i > from && !spaceBefore(text, i), upper: unicode.IsUpper(r)}
		switch {
		case r == '(' || r == '[':
			depth++
			t.to, t.word = i+n, "("
		case r == ')' || r == ']':
			depth = max(0, depth-1)
			t.to, t.word = i+n, ")"
		case unicode.IsDigit(r) || fractions[r] > 0:
			t.to = numberEnd(text, i, to)
			t.word, t.class = text[i:t.to], isNumber
			t.value = readNumber(t.word)
		case unicode.IsLetter(r):
			t.to = wordEnd(text, i, to)
			t.word = normal(text[i:t.to])
		default:
			t.to, t.word = i+n, sign(r)
			if t.word == "-" && !t.glued && t.to < to && spaceBefore(text[:t.to+1], t.to+1) {
				t.word = "–" // a dash, for want of a better key
			}
		}
		t.depth = uint8(min(depth, 200))
		i = t.to
		if pair, ok := contractions[t.word]; ok && t.class == 0 {
			second := t
			t.word, second.word, second.upper = pair[0], pair[1], false
			tokens = append(tokens, classed(t), classed(second))
			continue
		}
		tokens = append(tokens, classed(t))
	}
	return tokens
}

func classed(t token) token {
	if t.class == 0 {
		t.class = classOf(t.word)
	}
	if t.word == "am" && t.glued {
		t.class = 0
	}
	if v, ok := numberWords[t.word]; ok {
		t.class |= isNumber
		t.value = v
	}
	return t
}

func spaceBefore(text string, i int) bool {
	r, _ := utf8.DecodeLastRuneInString(text[:i])
	return unicode.IsSpace(r)
}

// wordEnd goes over letters, and over apostrophes between letters.
func wordEnd(text string, i, to int) int {
	for i < to {
		r, n := utf8.DecodeRuneInString(text[i:to])
		switch {
		case unicode.IsLetter(r) || unicode.Is(unicode.Mn, r):
		case r == '\'' || r == '’' || r == '.':
			// "a.m." and "e.g." are one word each.
			next, _ := utf8.DecodeRuneInString(text[i+n : to])
			prev, size := utf8.DecodeLastRuneInString(text[:i])
			before, _ := utf8.DecodeLastRuneInString(text[:i-size])
			if r == '.' && (!unicode.IsLetter(prev) || unicode.IsLetter(before) || !unicode.IsLetter(next)) || !unicode.IsLetter(next) {
				return i
			}
		default:
			return i
		}
		i += n
	}
	return i
}

// numberEnd goes over digits with points, commas, slashes between them, and
// over a sign for a fraction.
func numberEnd(text string, i, to int) int {
	for i < to {
		r, n := utf8.DecodeRuneInString(text[i:to])
		switch {
		case unicode.IsDigit(r):
		case fractions[r] > 0:
			return i + n
		case (r == '.' || r == ',' || r == ':') && i+n < to && isDigit(text[i+n]):
			if r == ',' && !thousands(text[i+n:to]) {
				return i
			}
		case r == '/' && i+1 < to && isDigit(text[i+1]) && i > 0 && isDigit(text[i-1]):
		default:
			return i
		}
		i += n
	}
	return i
}

func thousands(s string) bool {
	return len(s) >= 3 && isDigit(s[0]) && isDigit(s[1]) && isDigit(s[2]) && (len(s) == 3 || !isDigit(s[3]))
}

func normal(s string) string {
	if len(s) > maxWord*4 {
		return "…"
	}
	s = strings.ToLower(s)
	if strings.Contains(s, "’") {
		s = strings.ReplaceAll(s, "’", "'")
	}
	switch s {
	case "a.m":
		return "am"
	case "p.m":
		return "pm"
	}
	return s
}

// sign names a sign; all dashes are one, all quotation marks are one.
func sign(r rune) string {
	switch r {
	case '–', '—', '‒', '―', '−':
		return "–"
	case '-', '‐', '‑':
		return "-"
	case '"', '“', '”', '„', '«', '»':
		return "\""
	case '≥':
		return "≥"
	case '≤':
		return "≤"
	}
	if r < 0x80 {
		return asciiSigns[r : r+1]
	}
	return string(r)
}

// asciiSigns holds each ASCII sign at its own place.
var asciiSigns = func() string {
	b := make([]byte, 128)
	for i := range b {
		b[i] = byte(i)
	}
	return string(b)
}()
