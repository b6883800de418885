package article

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Slice is the text from start to end, in code points, end excluded; what lies
// outside the text is left out. It reads at most a few dozen code points to
// find each end, and copies nothing.
func (d Document) Slice(start, end int) string {
	if start = max(start, 0); end <= start {
		return ""
	}
	return d.Text[d.byteAt(start):d.byteAt(end)]
}

// byteAt is the byte of the code point n, or the end of the text.
func (d Document) byteAt(n int) int {
	at, left := 0, n
	if step := n / stride; len(d.steps) > 0 {
		if step >= len(d.steps) {
			step = len(d.steps) - 1
		}
		at, left = d.steps[step], n-step*stride
	}
	for ; left > 0 && at < len(d.Text); left-- {
		_, size := utf8.DecodeRuneInString(d.Text[at:])
		at += size
	}
	return at
}

// BlockAt is the block in which a place of the text lies; the gap after a
// block counts as its end. It is false before and beyond the text.
func (d Document) BlockAt(offset int) (Block, bool) {
	i := d.indexAt(offset)
	if i < 0 {
		return Block{}, false
	}
	return d.Blocks[i], true
}

// indexAt is the index of the block at a place, or -1.
func (d Document) indexAt(offset int) int {
	last := len(d.Blocks) - 1
	if offset < 0 || last < 0 || offset > d.Blocks[last].End {
		return -1
	}
	return sort.Search(len(d.Blocks), func(i int) bool { return d.Blocks[i].Start > offset }) - 1
}

// Contents is the document's headings, in order.
func (d Document) Contents() []Block {
	var headings []Block
	for _, b := range d.Blocks {
		if b.Kind == Heading {
			headings = append(headings, b)
		}
	}
	return headings
}

// Section is what stands around a place of a document: the heading above it,
// which has no ID where there is none, and the blocks from there to the next
// heading of any level. It is empty before and beyond the text.
func Section(d Document, offset int) (heading Block, blocks []Block) {
	at := d.indexAt(offset)
	if at < 0 {
		return Block{}, nil
	}
	from := at
	for ; from >= 0; from-- {
		if d.Blocks[from].Kind == Heading {
			heading = d.Blocks[from]
			break
		}
	}
	to := at + 1
	for to < len(d.Blocks) && d.Blocks[to].Kind != Heading {
		to++
	}
	return heading, d.Blocks[from+1 : to : to]
}

// wordsPerMinute is how fast the guides are taken to be read: the mean for
// adults reading English non-fiction silently, in the review of 190 studies by
// Brysbaert, Journal of Memory and Language 109 (2019), 104047. That it holds
// for this reader, language and text is our judgement.
const wordsPerMinute = 238

// Minutes is how long the text takes to read, at 238 words a minute, rounded
// up to whole minutes and at least 1.
func (d Document) Minutes() int {
	return max(1, (d.words()+wordsPerMinute-1)/wordsPerMinute)
}

// words counts what stands between spaces and holds a letter or a digit, and
// each Chinese or Japanese character, as those languages write no spaces.
func (d Document) words() int {
	n := 0
	for word := range strings.FieldsSeq(d.Text) {
		n += wordsIn(word)
	}
	return n
}

func wordsIn(word string) int {
	signs, other := 0, 0
	for _, r := range word {
		switch {
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
			signs++
		case unicode.IsLetter(r), unicode.IsDigit(r):
			other = 1
		}
	}
	return signs + other
}
