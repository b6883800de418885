package models

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
	"github.com/kljensen/snowball/english"
	"golang.org/x/text/unicode/norm"
)

// maxSearchWord is how many code points of a word search looks at: longer ones
// are addresses and noise.
const maxSearchWord = 40

// SearchWords returns what a search for text looks for: its words without case
// and accents, English ones by their stem, each once, in order. Signs and spaces
// are no words.
func SearchWords(text string) []string {
	var found []string
	seen := map[string]bool{}
	tokens := words.FromString(strings.ToValidUTF8(text, " "))
	for tokens.Next() {
		w := searchWord(tokens.Value())
		if w != "" && !seen[w] {
			seen[w] = true
			found = append(found, w)
		}
	}
	return found
}

// SearchText returns the words of texts as they are kept to be searched: in
// order of the alphabet, each once, between spaces.
func SearchText(texts ...string) string {
	list := SearchWords(strings.Join(texts, "\n"))
	if len(list) == 0 {
		return ""
	}
	slices.Sort(list)
	return " " + strings.Join(list, " ") + " "
}

// searchWord returns the word as search compares it, empty for what is none.
func searchWord(token string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(token) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	w := norm.NFC.String(b.String())
	if utf8.RuneCountInString(w) > maxSearchWord {
		return ""
	}
	if strings.IndexFunc(w, func(r rune) bool { return r > unicode.MaxASCII }) < 0 {
		w = english.Stem(w, false)
	}
	return w
}
