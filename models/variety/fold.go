// Package variety decides when two names that people typed mean the same food,
// and which foods are new to somebody. It knows spelling; it does not know
// foods beyond the plurals of English, nor where names are kept.
package variety

import (
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Limits on what is logged.
const (
	MaxLetters = 60 // code points of an item
	MaxItems   = 40 // items of a day
)

// Fold returns the key under which s is counted: two spellings with one key are
// one thing. Case, accents, width, spaces and the English plural of the last
// word make no difference. A key folds to itself.
func Fold(s string) string {
	s = norm.NFKC.String(typed.Replace(strings.ToValidUTF8(s, "")))
	// Cherokee is the one script that folds to capitals, and the fold alone would
	// turn them small again the next time: small letters first settle it.
	s = norm.NFKC.String(folding.String(strings.ToLower(s)))
	words := strings.Fields(spelt.Replace(unaccented(s)))
	if len(words) == 0 {
		return ""
	}
	last := len(words) - 1
	words[last] = singular(words[last])
	return strings.Join(words, " ")
}

var folding = cases.Fold()

// typed drops what cannot be seen, and the free-standing accent that some type
// for an apostrophe. The joiners stay: scripts need them.
var typed = strings.NewReplacer("\u00b4", "'",
	"\u00ad", "", "\u200b", "", "\u200e", "", "\u200f", "", "\u2060", "", "\ufeff", "", "\ufe0e", "", "\ufe0f", "",
)

// spelt evens out the signs keyboards differ in, and writes out letters that
// have no accent to take off.
var spelt = strings.NewReplacer(
	"`", "'", "\u2018", "'", "\u2019", "'", "\u02bc", "'", "\u2032", "'", "\u2010", "-",
	"æ", "ae", "œ", "oe", "ø", "o", "ł", "l", "đ", "d", "ı", "i",
)

// unaccented takes the marks off Latin, Greek and Cyrillic letters. Elsewhere a
// mark may be a vowel or another letter, and stays.
func unaccented(s string) string {
	var b strings.Builder
	var base rune
	for _, r := range norm.NFD.String(s) {
		switch {
		case !unicode.Is(unicode.Mn, r):
			base = r
		case unicode.In(base, unicode.Latin, unicode.Greek, unicode.Cyrillic):
			continue
		}
		b.WriteRune(r)
	}
	return norm.NFC.String(b.String())
}
