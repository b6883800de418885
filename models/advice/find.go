package advice

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"gloss/models/sentences"
)

// Find returns the advice in a plain text, in order: its paragraphs, headings
// and lists are found first. Any bytes will do; each byte that is no UTF-8
// counts as a code point.
func Find(text string) []Finding {
	return find(text, stretches(text))
}

// FindIn returns the advice in a text whose blocks are known, in order. Blocks
// that do not lie in the text are left out.
func FindIn(text string, blocks []Block) []Finding {
	var in []stretch
	at, n := 0, 0
	byteOf := func(point int) (int, bool) {
		if point < n {
			at, n = 0, 0
		}
		for n < point && at < len(text) {
			_, size := utf8.DecodeRuneInString(text[at:])
			at += size
			n++
		}
		return at, n == point
	}
	for _, b := range blocks {
		from, ok := byteOf(b.Start)
		to, ok2 := byteOf(b.End)
		if ok && ok2 && from < to {
			from, to = trim(text, from, to)
			in = append(in, stretch{b.Kind, from, to})
		}
	}
	return find(text, in)
}

// finder goes through the blocks of a text.
type finder struct {
	text    string
	section lead   // of the last heading
	stem    string // what that line tells to do
	list    lead   // of the line above the list that runs
	fresh   bool   // nothing but items came since the heading
	routine Window
	mine    bool // the title promises what its author does
	among   bool // items of the list that runs are advice

	nth     int // sentences so far
	found   []Finding
	heading *pending // an order in a heading, which counts if nothing in its section says it
}

type pending struct {
	findings []Finding
	at       int // how many findings there were before its section
}

func find(text string, blocks []stretch) []Finding {
	f := finder{text: text}
	for n, b := range blocks {
		f.block(n, b, n+1 < len(blocks) && blocks[n+1].kind == Item)
	}
	f.settle()
	inCodePoints(text, f.found)
	return f.found
}

// settle decides about the heading of the section that ends here.
func (f *finder) settle() {
	if f.heading != nil {
		said := false
		for _, x := range f.found[f.heading.at:] {
			said = said || x.Confidence >= Strong
		}
		if !said {
			f.found = append(f.found, f.heading.findings...)
		}
		f.heading = nil
	}
}

// block reads block n; listed is true when the items of a list follow it.
func (f *finder) block(n int, b stretch, listed bool) {
	if b.kind == Heading {
		f.settle()
	}
	if f.section == cites && b.kind != Heading || isReference(f.text[b.from:b.to]) || isMenu(f.text[b.from:b.to]) {
		return
	}
	for k, span := range sentences.In(f.text[b.from:b.to]) {
		from, to := trim(f.text, b.from+span.Start, b.from+span.End)
		s := sentence{text: f.text, from: from, to: to, kind: b.kind, block: n, t: tokensOf(f.text, from, to)}
		if len(s.t) == 0 {
			continue
		}
		f.nth++
		s.nth = f.nth
		s.read()
		s.lead = f.section
		if f.section == tells && !f.fresh {
			s.lead = noLead // the section has gone on to something else
		}
		if b.kind == Item && f.list != noLead {
			s.lead = f.list
		}
		s.among, s.stem = f.among, f.stem
		f.mine = f.mine || n < 2 && s.kind != Item && s.has(selves) && (s.kind == Heading || !word(s.t, len(s.t)-1, ".")) && len(s.t) < 25
		s.mine = f.mine
		if b.kind != Item {
			f.list, f.among, f.stem = noLead, false, ""
		}
		if b.kind == Heading || b.kind == Paragraph && (word(s.t, len(s.t)-1, ":") || listed && to == b.to && s.unended()) {
			f.leads(&s, b.kind)
		}
		found := s.advice(k == 0)
		if b.kind == Paragraph {
			f.fresh = false
			if len(found) > 0 && word(s.t, len(s.t)-1, ":") {
				f.stem = found[len(found)-1].Action
			}
		}
		if w := windowIn(&s); w.Set && b.kind == Heading {
			f.routine = w
		}
		for i := range found {
			if !found[i].Window.Set && f.routine.Set && b.kind != Heading {
				found[i].Window = f.routine
				if found[i].Frequency.Per == "" {
					found[i].Frequency.Per = PerDay
				}
			}
		}
		f.among = f.among || b.kind == Item && len(found) > 0
		if b.kind == Heading && !promised(found) {
			if len(found) > 0 && (n > 0 || strings.HasPrefix(found[0].Rule, "should")) {
				f.heading = &pending{at: len(f.found)}
				for _, x := range found {
					x.Confidence = min(x.Confidence, .6)
					f.heading.findings = append(f.heading.findings, x)
				}
			}
			continue
		}
		f.found = append(f.found, found...)
	}
}

// selves are words of a title about its author's own ways.
var selves = words("i my i'm we our")

// promised says whether a heading is a promise to take over or an amount, and so advice
// whatever its section says.
func promised(found []Finding) bool {
	return len(found) > 0 && (found[0].Rule == "I will" || found[0].Rule == "amount alone")
}

// isReference says whether a block is an entry of a list of references: a year
// in brackets and the initials of authors.
func isReference(s string) bool {
	if len(s) > 1200 {
		return false
	}
	initials, year := 0, strings.Contains(s, "et al") || strings.Contains(s, "doi")
	for i := 0; i+1 < len(s); i++ {
		switch {
		case s[i+1] == '.' && s[i] >= 'A' && s[i] <= 'Z' && (i == 0 || s[i-1] == ' ' || s[i-1] == '.' || s[i-1] == '-'):
			initials++
		case s[i] == '(' && i+5 < len(s) && (s[i+1] == '1' || s[i+1] == '2') && isDigit(s[i+2]) && isDigit(s[i+3]) && isDigit(s[i+4]) && s[i+5] == ')':
			year = true
		}
	}
	return initials >= 2 && year
}

// isMenu says whether a block is a row of links, or the title of a work with who
// wrote it: "Dry Mouth (Mayo Foundation)".
func isMenu(s string) bool {
	if len(s) > 300 || strings.ContainsAny(s, ".!?:") && !strings.Contains(s, " | ") {
		return false
	}
	if strings.Count(s, " | ")+strings.Count(s, " > ")+strings.Count(s, " · ") > 0 {
		return true
	}
	open := strings.IndexByte(s, '(')
	if open < 0 || strings.ContainsAny(s, "0123456789") {
		return false
	}
	for i, w := range strings.Fields(s) {
		r, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "(\"“"))
		if i > 0 && len(w) > 3 && !unicode.IsUpper(r) && strings.IndexByte(s, ')') > strings.Index(s, w) {
			return false
		}
	}
	return true
}

// unended says whether s breaks off without a sign, as a line above a list may.
func (s *sentence) unended() bool {
	return !s.t[len(s.t)-1].is(isClauseEnd) && s.to-s.from > 24
}

// leads takes note of what a heading or a line with a colon says of what
// follows it.
func (f *finder) leads(s *sentence, kind Kind) {
	l := leadOf(s)
	if kind == Heading {
		f.section, f.list, f.routine, f.fresh = l, noLead, Window{}, true
		return
	}
	if s.vetoed() && s.main < len(s.t) && imperativeAt(s.t, s.main) {
		l = tells
	}
	if l == noLead && (f.fresh || f.section != tells) {
		l = f.section
	}
	f.list = l
}

// inCodePoints turns the byte places of findings into code points, in order.
func inCodePoints(text string, found []Finding) {
	sortBySpan(found)
	at, n := 0, 0
	for i := range found {
		x := &found[i]
		for at < x.Start {
			_, size := utf8.DecodeRuneInString(text[at:])
			at += size
			n++
		}
		x.Quote = text[x.Start:x.End]
		x.Start, x.End = n, n+utf8.RuneCountInString(x.Quote)
	}
}
