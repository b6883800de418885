package advice

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// stretch is a block by its bytes, without bullet and surrounding space.
type stretch struct {
	kind     Kind
	from, to int
}

// line is one line of a plain text.
type line struct {
	from, to int  // bytes, without surrounding space
	bullet   bool // it begins with a bullet, left out of from
	number   bool // the bullet is a number or letter
	blank    bool // nothing on it
	runes    int  // how wide it is
}

func linesOf(text string) []line {
	var lines []line
	for from := 0; from <= len(text); {
		to := len(text)
		if i := strings.IndexByte(text[from:], '\n'); i >= 0 {
			to = from + i
		}
		l := readLine(text, from, to)
		if n := len(lines); !l.blank || n == 0 || !lines[n-1].blank {
			lines = append(lines, l) // of empty lines, one does
		}
		from = to + 1
	}
	return lines
}

func readLine(text string, from, to int) line {
	from, to = trim(text, from, to)
	l := line{from: from, to: to, blank: from == to, runes: utf8.RuneCountInString(text[from:to])}
	// A mark of a heading or quotation counts as no bullet; a box is one.
	for range 3 {
		size, number := bulletSize(text[l.from:l.to])
		if size == 0 {
			break
		}
		l.bullet, l.number = true, l.number || number
		l.from, l.to = trim(text, l.from+size, l.to)
	}
	return l
}

// bulletSize is how many bytes of s are a bullet and the space after it.
func bulletSize(s string) (size int, number bool) {
	first, n := utf8.DecodeRuneInString(s)
	after := func(i int) bool {
		r, _ := utf8.DecodeRuneInString(s[i:])
		return i < len(s) && unicode.IsSpace(r)
	}
	switch {
	case strings.ContainsRune("•◦▪▫●○■□☐☑✓✔✅➤➜→‣⁃∙·*", first) && first != utf8.RuneError:
		if first != '*' || after(n) {
			return n, false
		}
	case strings.ContainsRune("-–—+", first) && first != utf8.RuneError && after(n):
		return n, false
	case (unicode.IsSymbol(first) || first == '§' || first == '¶') && after(n) && first != '$' && first != '<' && first != '>':
		return n, false
	case romanSize(s) > 0 && after(romanSize(s)):
		return romanSize(s), true
	case strings.HasPrefix(s, "[ ]") || strings.HasPrefix(s, "[x]"):
		return 3, false
	case first >= '0' && first <= '9':
		i := 0
		for i < len(s) && i < 3 && s[i] >= '0' && s[i] <= '9' {
			i++
		}
		if i < 3 && i < len(s) && (s[i] == '.' || s[i] == ')' || s[i] == ':') && after(i+1) {
			return i + 1, true
		}
	case unicode.IsLetter(first) && n < len(s) && (s[n] == '.' && unicode.IsUpper(first) || s[n] == ')') && after(n+1):
		return n + 1, true
	}
	return 0, false
}

// romanSize is the length of "iv)" and the like.
func romanSize(s string) int {
	n := 0
	for n < len(s) && n < 5 && strings.IndexByte("ivx", s[n]) >= 0 {
		n++
	}
	if n > 0 && n < len(s) && (s[n] == ')' || s[n] == '.' && n > 1) {
		return n + 1
	}
	return 0
}

func trim(text string, from, to int) (int, int) {
	s := strings.TrimLeftFunc(text[from:to], space)
	from = to - len(s)
	return from, from + len(strings.TrimRightFunc(s, space))
}

func space(r rune) bool { return unicode.IsSpace(r) || r == '\ufeff' || r == '\u200b' }

// stretches finds the blocks of a plain text: the lines of one paragraph that
// was wrapped at a width are one block, any other line is a block of its own.
func stretches(text string) []stretch {
	lines := linesOf(text)
	var out []stretch
	for i := 0; i < len(lines); {
		l := lines[i]
		if l.blank || l.from == l.to {
			i++
			continue
		}
		last := i
		wide := widest(lines, i)
		for last+1 < len(lines) && continues(text, lines[last], lines[last+1], wide) {
			last++
		}
		s := stretch{kind: Paragraph, from: l.from, to: lines[last].to}
		switch {
		case heads(text, lines, i, last):
			s.kind = Heading
			s.from += markSize(text[s.from:s.to])
		case l.bullet:
			s.kind = Item
		}
		s.from, s.to = trim(text, s.from, s.to)
		if s.from < s.to {
			out = append(out, s)
		}
		i = last + 1
	}
	return out
}

// widest is the width of the widest line from i to the next blank or bullet,
// looking no further than a page.
func widest(lines []line, i int) int {
	w := lines[i].runes
	for j := i + 1; j < len(lines) && j < i+60 && !lines[j].blank && !lines[j].bullet; j++ {
		w = max(w, lines[j].runes)
	}
	return w
}

// continues says whether the sentence of line a goes on in line b: it did not
// end, and either b begins in the middle of one or a was filled up to the width
// at which the paragraph wraps.
func continues(text string, a, b line, wide int) bool {
	if b.blank || b.bullet || a.blank {
		return false
	}
	end, _ := utf8.DecodeLastRuneInString(text[a.from:a.to])
	if strings.ContainsRune(":;", end) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(text[b.from:b.to])
	if strings.ContainsRune(".!?”\"", end) {
		return false
	}
	wrapped := wide >= 45 && wide <= 110 && a.runes*4 >= wide*3
	return unicode.IsLower(first) && a.runes >= 25 || wrapped && a.runes >= 45 && a.runes+b.runes > wide
}

// heads says whether the lines from i to last are a heading: marked as one, or
// short, without the end of a sentence, and followed by text.
func heads(text string, lines []line, i, last int) bool {
	l := lines[i]
	s := text[l.from:l.to]
	if markSize(s) > 0 {
		return true
	}
	if last > i || l.runes > 80 {
		return false
	}
	end, _ := utf8.DecodeLastRuneInString(s)
	if strings.ContainsRune(".!;,”:", end) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(s)
	if unicode.IsLower(first) {
		return false
	}
	next := last + 1
	for next < len(lines) && lines[next].blank {
		next++
	}
	alone := next < len(lines) && next > last+1
	if l.bullet {
		// "1. Move every day" above its text, not among other items.
		return l.number && next < len(lines) && !lines[next].bullet && (alone || lines[next].runes > l.runes+20)
	}
	return next < len(lines)
}

// markSize is the length of "## " and the like.
func markSize(s string) int {
	n := len(s) - len(strings.TrimLeft(s, "#"))
	if n == 0 || n > 6 || n == len(s) || s[n] != ' ' {
		return 0
	}
	return n + 1
}
