package models

import (
	"unicode/utf8"

	"gloss/models/article"
	"gloss/models/sentences"
)

// Sentence is a stretch of a document that can be pointed at, in code points,
// End excluded: a sentence, or a block that is not made of sentences.
type Sentence struct{ Start, End int }

// Sentences returns the sentences of a document's blocks from index from up to
// but not including to, in order; headings, rows of tables, code and pictures
// are one each. No sentence begins or ends with space.
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
	text := doc.Slice(b.Start, b.End)
	read, at := 0, b.Start // as far as it is counted: in bytes of the block, in code points of the document
	for _, s := range sentences.In(text) {
		start := at + utf8.RuneCountInString(text[read:s.Start])
		read, at = s.End, start+utf8.RuneCountInString(text[s.Start:s.End])
		all = append(all, Sentence{Start: start, End: at})
	}
	return all
}
