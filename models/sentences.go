package models

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/sentences"

	"gloss/models/article"
)

// Sentence is a stretch of a document that can be pointed at, in code points,
// End excluded: a sentence, or a block that is not made of sentences.
type Sentence struct{ Start, End int }

// maxStretch is how many bytes are looked at for sentences at once: the rules
// look back over any run of closing marks, so that a long one would take the
// square of its length.
const maxStretch = 2000

// short are words after which a full stop ends no sentence.
const short = " dr mr mrs ms prof st no vs e.g i.e eg ie approx min mins max hr hrs fig vol etc al jr sr dept ca resp bzw z.b "

// Sentences returns the sentences of a document's blocks from index from up to
// but not including to, in order, by the rules of the Unicode standard;
// headings, rows of tables, code and pictures are one each. No sentence begins
// or ends with space.
func Sentences(doc article.Document, from, to int) []Sentence {
	var all []Sentence
	for i := max(from, 0); i < min(to, len(doc.Blocks)); i++ {
		all = append(all, sentencesIn(doc, doc.Blocks[i])...)
	}
	return all
}

func sentencesIn(doc article.Document, b article.Block) []Sentence {
	switch b.Kind {
	case article.Paragraph, article.Item, article.Quote:
	default:
		return []Sentence{{Start: b.Start, End: b.End}}
	}
	var all []Sentence
	at, from := b.Start, b.Start
	put := func(to int) {
		text := doc.Slice(from, to)
		start := from + utf8.RuneCountInString(text) - utf8.RuneCountInString(strings.TrimLeftFunc(text, unicode.IsSpace))
		end := start + utf8.RuneCountInString(strings.TrimSpace(text))
		if start < end {
			all = append(all, Sentence{Start: start, End: end})
		}
		from = to
	}
	for _, part := range stretches(doc.Slice(b.Start, b.End)) {
		for cut := sentences.FromString(part); cut.Next(); {
			if at += utf8.RuneCountInString(cut.Value()); !goesOn(cut.Value()) {
				put(at)
			}
		}
	}
	put(b.End)
	return all
}

// stretches cuts text into parts that are short enough to be looked at, where
// possible between words.
func stretches(text string) (parts []string) {
	for len(text) > maxStretch {
		cut := maxStretch
		if space := strings.LastIndexByte(text[:cut], ' '); space > 0 {
			cut = space + 1
		}
		for !utf8.RuneStart(text[cut]) {
			cut--
		}
		parts, text = append(parts, text[:cut]), text[cut:]
	}
	return append(parts, text)
}

// goesOn reports whether what looks like the end of a sentence is none: a stop
// after a word that is short for another, or after an initial, or no stop.
func goesOn(s string) bool {
	s = strings.TrimRightFunc(s, unicode.IsSpace)
	word, stops := strings.CutSuffix(s, ".")
	if !stops {
		last, _ := utf8.DecodeLastRuneInString(s)
		return unicode.IsLetter(last) || unicode.IsDigit(last)
	}
	word = word[strings.LastIndexFunc(word, unicode.IsSpace)+1:]
	word = strings.TrimLeft(strings.ToLower(word), "(\"“[‘")
	first, size := utf8.DecodeRuneInString(word)
	return word != "" && strings.Contains(short, " "+word+" ") || size > 0 && size == len(word) && unicode.IsLetter(first) && word != "i"
}
