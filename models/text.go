package models

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Printable reports whether s is valid text without control characters, other
// than the joiners and direction marks that scripts need.
func Printable(s string) bool {
	return utf8.ValidString(s) && strings.IndexFunc(s, func(r rune) bool {
		return unicode.Is(unicode.Cc, r) || r == '\uFEFF' || r == '\uFFFD'
	}) < 0
}

// Lines reports whether s is Printable but for line breaks and tabs.
func Lines(s string) bool {
	return Printable(unbroken.Replace(s))
}

var unbroken = strings.NewReplacer("\r\n", "", "\n", "", "\t", "")
