package advice

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// numberWords are the numbers written as words.
var numberWords = map[string]float64{
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
	"eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
	"seventy": 70, "eighty": 80, "ninety": 90, "dozen": 12,
}

// fractions are the signs of fractions.
var fractions = map[rune]float64{'½': .5, '⅓': 1. / 3, '⅔': 2. / 3, '¼': .25, '¾': .75}

// readNumber reads 10, 10,000, 2.5, 1/2, ½ and 1½; what it cannot read is -1.
func readNumber(s string) float64 {
	last, size := utf8.DecodeLastRuneInString(s)
	if f := fractions[last]; f > 0 {
		if len(s) == size {
			return f
		}
		return readNumber(s[:len(s)-size]) + f
	}
	s = strings.ReplaceAll(s, ",", "")
	if top, bottom, ok := strings.Cut(s, "/"); ok {
		a, err := strconv.ParseFloat(top, 64)
		b, err2 := strconv.ParseFloat(bottom, 64)
		if err != nil || err2 != nil || a >= b {
			return -1
		}
		return a / b
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || v > 1e9 {
		return -1
	}
	return v
}

// quantity is a number or a range of two in a sentence: tokens i to end.
type quantity struct {
	i, end   int
	min, max float64
	article  bool // "a" or "an" for one
}

func (q quantity) isRange() bool { return q.min != q.max }

// quantityAt reads a quantity that begins at token i: "10", "two and a half",
// "10-30", "six to eight", "5 or 6", "between 10 and 13", "half an", "a".
func quantityAt(t []token, i int) (quantity, bool) {
	start := i
	between := word(t, i, "between") || word(t, i, "from") && !word(t, i+1, "the")
	if between {
		i++
	}
	low, j, ok := oneNumber(t, i)
	if !ok {
		return quantity{}, false
	}
	q := quantity{i: start, end: j, min: low, max: low, article: t[i].word == "a" || t[i].word == "an"}
	k := j
	if between && word(t, j, "and") || word(t, j, "to") || word(t, j, "or") || word(t, j, "-") || word(t, j, "–") || word(t, j, "up") && word(t, j+1, "to") {
		k = j + 1
		if word(t, j, "up") {
			k++
		}
	}
	if k > j && !q.article {
		if high, end, ok := oneNumber(t, k); ok && high > low && high-low < 1e6 && !article(t, k) {
			q.max, q.end = high, end
			return q, true
		}
	}
	if between {
		return quantity{}, false
	}
	return q, true
}

func article(t []token, i int) bool { return word(t, i, "a") || word(t, i, "an") }

// oneNumber reads one number at token i, and where it ends.
func oneNumber(t []token, i int) (v float64, end int, ok bool) {
	switch {
	case i >= len(t):
		return 0, 0, false
	case word(t, i, "a") && word(t, i+1, "quarter") && word(t, i+2, "of") && article(t, i+3):
		return .25, i + 4, true
	case word(t, i, "half") && article(t, i+1):
		return .5, i + 2, true
	case article(t, i) && word(t, i+1, "half"):
		return .5, i + 2, true
	case article(t, i) && (word(t, i+1, "dozen") || word(t, i+1, "hundred") || word(t, i+1, "thousand")):
		v, i = 1, i+1
	case word(t, i, "a") && word(t, i+1, "couple") && word(t, i+2, "of"):
		return 2, i + 3, true
	case article(t, i):
		return 1, i + 1, true
	case t[i].class&isNumber == 0 || t[i].value < 0:
		return 0, 0, false
	default:
		v, i = t[i].value, i+1
	}
	// "twenty-five", "thirty five"
	if v >= 20 && v < 100 && int(v)%10 == 0 && numberWords[t[i-1].word] > 0 {
		j := i
		if word(t, j, "-") {
			j++
		}
		if j < len(t) && numberWords[t[j].word] > 0 && t[j].value < 10 && t[j].class&isNumber != 0 {
			v, i = v+t[j].value, j+1
		}
	}
	if word(t, i, "hundred") {
		v, i = v*100, i+1
	}
	if word(t, i, "thousand") || word(t, i, "k") && i < len(t) && t[i].glued {
		v, i = v*1000, i+1
	}
	if word(t, i, "and") && word(t, i+1, "a") && word(t, i+2, "half") {
		v, i = v+.5, i+3
	}
	if i < len(t) && t[i].class&isNumber != 0 && (t[i].value == .5 || t[i].value == .25 || t[i].value == .75) && !strings.Contains(t[i].word, ".") {
		v, i = v+t[i].value, i+1 // "2 1/2"
	}
	return v, i, true
}

// word says whether token i is w.
func word(t []token, i int, w string) bool { return i >= 0 && i < len(t) && t[i].word == w }

func isDigit(b byte) bool { return b >= '0' && b <= '9' }
