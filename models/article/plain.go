package article

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// FromText reads plain text. Its first line is the title, and is not repeated
// in the document, unless it is all there is or a sentence of a paragraph.
//
// Empty lines part paragraphs. Where a line was only broken because it was
// full, it goes on; where it was ended on purpose, the break is kept among
// short lines, and among long ones each is a paragraph. Lines with a bullet or
// a number are items; a line underlined, or short and without an end, above
// prose, is a heading.
//
// It fails with ErrTooLarge, ErrTangled and ErrEmpty.
func FromText(src []byte) (Meta, Document, error) {
	if len(src) > MaxSource {
		return Meta{}, Document{}, fmt.Errorf("article: %w", ErrTooLarge)
	}
	t := &plainText{lines: linesOf(string(decode(src, "")))}
	t.measure()
	var meta Meta
	meta.Title = t.title()
	meta.Author, meta.Date = t.said()
	for t.at < len(t.lines) && !t.build.full {
		t.next()
	}
	doc, err := t.build.document()
	if err != nil {
		return Meta{}, Document{}, err
	}
	if doc.Text == "" {
		return Meta{}, Document{}, fmt.Errorf("article: %w", ErrEmpty)
	}
	if meta.Title == "" {
		meta.Title = beginning(doc)
	}
	return meta, doc, nil
}

// textLine is a line of a plain text: what it says, and how far to the right.
type textLine struct {
	text   string
	indent int
	size   int // in code points
}

const tabStop = 4

// roundBullet is a letter that stands for a bullet, in text copied out of a
// word processor.
var roundBullet = regexp.MustCompile(`^\s*o(?:\t|[ \x{a0}]{2,})`)

func linesOf(s string) []textLine {
	var lines []textLine
	for raw := range strings.Lines(strings.ReplaceAll(s, "\f", "\n\n")) {
		indent := 0
		for _, r := range raw {
			if r == '\t' {
				indent += tabStop - indent%tabStop
			} else if isSpace(r) && r != '\n' {
				indent++
			} else {
				break
			}
		}
		said := strings.Trim(line(roundBullet.ReplaceAllString(raw, "•")), " ")
		lines = append(lines, textLine{text: said, indent: min(indent, 40), size: utf8.RuneCountInString(said)})
	}
	return lines
}

// plainText is read line by line.
type plainText struct {
	build builder
	lines []textLine
	at    int
	width int // at which lines were broken, 0 where they were not
	list  []openList
	gap   bool // an empty line stands above
}

// What the width of a page of text may be: shorter lines are verse or a list,
// longer ones are paragraphs, one to a line.
const (
	minWidth = 40
	maxWidth = 120
)

// measure finds the width at which the lines of the text were broken: few are
// longer, and most that have a line below them come near it.
func (t *plainText) measure() {
	var sizes [maxWidth + 1]int
	all, long := 0, 0
	for _, l := range t.lines {
		if l.size == 0 {
			continue
		}
		if all++; l.size+l.indent > maxWidth {
			long++
			continue
		}
		sizes[l.size+l.indent]++
	}
	if long*20 > all {
		return
	}
	most, seen := 0, 0
	for size := maxWidth; size > 0; size-- {
		if seen += sizes[size]; seen*20 >= all && seen > 0 {
			most = size
			break
		}
	}
	if most < minWidth {
		return
	}
	followed, full := 0, 0
	for i, l := range t.lines[:max(len(t.lines)-1, 0)] {
		if l.size == 0 || t.lines[i+1].size == 0 || itemOf(t.lines[i+1].text).sign != 0 {
			continue
		}
		// A line that ends a sentence may have been ended on purpose.
		if followed++; t.filled(l, t.lines[i+1], most) && !strings.ContainsRune(".!?", rune(l.text[len(l.text)-1])) {
			full++
		}
	}
	if full*2 > followed {
		t.width = most
	}
}

// filled says whether a line could not have held the next one's first word.
func (t *plainText) filled(l, next textLine, width int) bool {
	first, _, _ := strings.Cut(next.text, " ")
	return l.size+l.indent+1+utf8.RuneCountInString(first) > width
}

// goesOn says whether a line was broken only because it was full, or where
// widths differ, whether it is a long one without an end above a small letter.
func (t *plainText) goesOn(l, next textLine) bool {
	if l.size == 0 || next.size == 0 {
		return false
	}
	if t.width > 0 && t.filled(l, next, t.width) {
		return true
	}
	first, _ := utf8.DecodeRuneInString(next.text)
	return l.size >= minWidth && l.size <= maxWidth && unicode.IsLower(first) && itemOf(next.text).sign == 0 &&
		!strings.ContainsRune(".!?:;", rune(l.text[len(l.text)-1]))
}

// title takes the first line as the title, where it can be one.
func (t *plainText) title() string {
	for t.at < len(t.lines) && t.lines[t.at].size == 0 {
		t.at++
	}
	if t.at >= len(t.lines) {
		return ""
	}
	l, rest := t.lines[t.at], t.lines[t.at+1:]
	more := false
	for _, r := range rest {
		more = more || r.size > 0 && !isUnderline(r.text)
	}
	if !more || l.size > 150 || itemOf(l.text).sign != 0 || t.goesOn(l, rest[0]) && l.size > minWidth || isQuoted(l.text) {
		return ""
	}
	if end, _ := utf8.DecodeLastRuneInString(l.text); strings.ContainsRune(".,;:", end) && (end != '.' || l.size > 80 || rest[0].size > 0) {
		return ""
	}
	t.at++
	if t.at < len(t.lines) && isUnderline(t.lines[t.at].text) {
		t.at++
	}
	return strings.TrimSpace(strings.Trim(l.text, "#="))
}

// said looks for an author and a day among the first lines.
func (t *plainText) said() (author, day string) {
	seen := 0
	for _, l := range t.lines[t.at:] {
		if l.size == 0 {
			continue
		}
		if seen++; seen > 6 {
			break
		}
		if author == "" && byWords.MatchString(l.text) && l.size <= 200 {
			author = authorIn(l.text)
		}
		if day == "" && l.size <= 80 {
			day = dayOf(datePrefix.ReplaceAllString(l.text, ""))
		}
	}
	return author, day
}

var datePrefix = regexp.MustCompile(`(?i)^(?:date|published|posted|updated|last (?:updated|reviewed))(?: on)?:?\s+`)

var underline = regexp.MustCompile(`^(={3,}|-{3,}|~{3,}|_{3,}|\*{3,})$`)

func isUnderline(s string) bool { return underline.MatchString(s) }

func isQuoted(s string) bool { return strings.HasPrefix(s, ">") }

// next reads one block, or one empty line.
func (t *plainText) next() {
	l := t.lines[t.at]
	switch item := itemOf(l.text); {
	case l.size == 0, isUnderline(l.text):
		t.gap = true
		t.at++
		return
	case isQuoted(l.text):
		t.quote()
	case item.sign != 0 && t.isItem(item):
		t.item(item)
	case t.isHeading():
		t.list = nil
		level := 2
		if t.at+1 < len(t.lines) && strings.HasPrefix(t.lines[t.at+1].text, "==") {
			level = 1
		}
		t.put(Block{Kind: Heading, Level: level}, strings.TrimSpace(strings.Trim(l.text, "#=")))
		t.at++
	default:
		t.paragraph()
	}
	t.gap = false
}

func (t *plainText) put(block Block, said ...string) {
	t.build.open(block)
	for i, s := range said {
		if i > 0 {
			t.build.lineBreak()
		}
		t.build.write(s)
	}
	t.build.close()
}

// quote is a run of lines with a sign of quotation before each.
func (t *plainText) quote() {
	var b strings.Builder
	for ; t.at < len(t.lines) && isQuoted(t.lines[t.at].text); t.at++ {
		said := strings.TrimLeft(t.lines[t.at].text, "> ")
		if said == "" && b.Len() > 0 {
			break
		}
		b.WriteString(said + " ")
	}
	t.list = nil
	t.put(Block{Kind: Quote}, b.String())
}

// paragraph is what stands up to an empty line, an item or a heading: one where
// the lines go on or are short, else one of each line. Within a list it goes on
// from the item where it stands as far to the right.
func (t *plainText) paragraph() {
	var lines []string // that ended on purpose
	var now strings.Builder
	now.WriteString(t.lines[t.at].text)
	short := t.lines[t.at].size < minWidth
	l := t.lines[t.at]
	block := Block{Kind: Paragraph}
	if n := len(t.list); n > 0 && l.indent > t.list[n-1].indent {
		block.Level, block.List = n, t.list[n-1].number
	} else {
		t.list = nil
	}
	t.at++
	for ; t.at < len(t.lines) && t.lines[t.at].size > 0 && !isUnderline(t.lines[t.at].text); t.at++ {
		next := t.lines[t.at]
		if t.goesOn(t.lines[t.at-1], next) && !t.startsItem(next.text) {
			now.WriteString(joint(now.String(), next.text) + next.text)
			short = false
			continue
		}
		if !short || next.size >= minWidth || itemOf(next.text).sign != 0 || t.isHeading() {
			break
		}
		lines = append(lines, now.String())
		now.Reset()
		now.WriteString(next.text)
	}
	t.put(block, append(lines, now.String())...)
}

// joint is what stands between a line and the one it goes on in: a space, but in
// writings without spaces and after a hyphen.
func joint(above, below string) string {
	last, _ := utf8.DecodeLastRuneInString(above)
	first, _ := utf8.DecodeRuneInString(below)
	if isDense(last) && isDense(first) || last == '-' && unicode.IsLetter(first) && !strings.HasSuffix(above, " -") {
		return ""
	}
	return " "
}

func isDense(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r >= 0x3001 && r <= 0x303F || r >= 0xFF01 && r <= 0xFF5E
}

// startsItem says whether a line that follows a full one begins an item all the
// same: a bullet does, a number may only be one that a sentence holds.
func (t *plainText) startsItem(s string) bool {
	item := itemOf(s)
	return item.sign == bullet || item.sign != 0 && len(t.list) > 0 && t.list[len(t.list)-1].next == item.number
}

// isHeading says whether the line here is one: underlined, or short, without an
// end, and above a paragraph that is longer and has one.
func (t *plainText) isHeading() bool {
	l := t.lines[t.at]
	if t.at+1 >= len(t.lines) || l.size > 90 {
		return false
	}
	if under := t.lines[t.at+1]; isUnderline(under.text) {
		return under.size >= 3 && under.size >= l.size/2
	}
	if strings.HasPrefix(l.text, "#") && strings.HasPrefix(strings.TrimLeft(l.text, "#"), " ") {
		return true
	}
	below := t.at + 1
	for below < len(t.lines) && t.lines[below].size == 0 && below < t.at+4 {
		below++
	}
	if below >= len(t.lines) || l.size > 70 || len(strings.Fields(l.text)) > 12 || t.goesOn(l, t.lines[below]) && below == t.at+1 {
		return false
	}
	return reads(l.text) && t.isProse(below, l.size)
}

var credit = regexp.MustCompile(`(?i)^(?:credits?|photos?|photograph|images?|pictures?|illustration|source|caption)(?: by)?:`)

// reads says whether a line reads like a heading: it begins with a capital or a
// number, or in a writing that has none, and has no end, no more than one comma,
// no day, no author and no figure that a colon announces.
func reads(s string) bool {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, "“\"'‘«("))
	last, _ := utf8.DecodeLastRuneInString(s)
	if unicode.IsLower(first) || !unicode.IsLetter(first) && !unicode.IsDigit(first) {
		return false
	}
	if !unicode.IsLetter(last) && !unicode.IsDigit(last) && !strings.ContainsRune("?!)’'\"”®™", last) {
		return false
	}
	// A question with a comma in it is asked of the reader, within the text.
	if strings.ContainsAny(s, "?!") && (strings.Contains(s, ",") || !strings.ContainsRune("?!", last)) {
		return false
	}
	if credit.MatchString(s) || strings.Contains(s, ": ") && strings.ContainsAny(s, "0123456789") {
		return false
	}
	return strings.Count(s, ",") < 2 && dayOf(s) == "" && !byWords.MatchString(s) && itemOf(s).sign == 0
}

// isProse says whether a paragraph begins at a line: one longer than a heading
// that has an end, or a list after a sentence.
func (t *plainText) isProse(at, than int) bool {
	size, last := 0, ""
	for ; at < len(t.lines) && t.lines[at].size > 0 && size < 400; at++ {
		if itemOf(t.lines[at].text).sign != 0 && size == 0 {
			return true
		}
		size += t.lines[at].size
		last = t.lines[at].text
		if t.width == 0 {
			break
		}
	}
	last = strings.TrimRight(last, " )\"”’'»]")
	end, _ := utf8.DecodeLastRuneInString(last)
	return size > than && size >= minWidth && (size >= 400 || strings.ContainsRune(".!?:…。！？۔؟", end))
}
