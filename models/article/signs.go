package article

import "unicode"

// What may stand in a text. It is kept in Unicode's form NFC: two spellings of
// one letter look alike, so the same article from two places is to be the same
// text, and the words of a search or a rule are to match both. Nothing that is
// seen changes by it, which is why the compatibility forms are not used.
//
// What is not seen goes: a text that reads one way to a person and another way
// to the program could hide an instruction, or a word within a word.

// isSpace says whether a sign only keeps others apart, wide or narrow, and
// whether or not a line may end there.
func isSpace(r rune) bool {
	switch r {
	case '\t', '\n', '\v', '\f', '\r', '\u0085', '\u2028', '\u2029':
		return true
	}
	return unicode.Is(unicode.Zs, r)
}

// unseen are the signs without a shape: those that turn the direction of the
// text around (each block is given its own direction when it is drawn), spaces
// of no width, hyphens that show only at a line's end, fillers, tags, and the
// variation selectors that are used for nothing but carrying data.
var unseen = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0x00AD, Hi: 0x00AD, Stride: 1}, {Lo: 0x034F, Hi: 0x034F, Stride: 1}, {Lo: 0x061C, Hi: 0x061C, Stride: 1},
		{Lo: 0x115F, Hi: 0x1160, Stride: 1}, {Lo: 0x17B4, Hi: 0x17B5, Stride: 1}, {Lo: 0x180E, Hi: 0x180E, Stride: 1},
		{Lo: 0x200B, Hi: 0x200B, Stride: 1}, {Lo: 0x200E, Hi: 0x200F, Stride: 1}, {Lo: 0x202A, Hi: 0x202E, Stride: 1},
		{Lo: 0x2060, Hi: 0x206F, Stride: 1}, {Lo: 0x3164, Hi: 0x3164, Stride: 1}, {Lo: 0xFEFF, Hi: 0xFEFF, Stride: 1},
		{Lo: 0xFFA0, Hi: 0xFFA0, Stride: 1}, {Lo: 0xFFF0, Hi: 0xFFFB, Stride: 1},
	},
	R32:         []unicode.Range32{{Lo: 0xE0000, Hi: 0xE0FFF, Stride: 1}},
	LatinOffset: 1,
}

// The joiners belong to the spelling of Persian and of many Indian languages,
// and to composed pictures; among letters as of here they have no business.
const (
	nonJoiner     = '\u200C'
	joiner        = '\u200D'
	firstJoinable = '\u0300'
)

// shown says whether a sign that is no space may stand after another.
func shown(r, last rune) bool {
	switch {
	case unicode.IsControl(r), unicode.Is(unseen, r):
		return false
	case r == joiner, r == nonJoiner:
		return last >= firstJoinable && last != joiner && last != nonJoiner
	}
	return true
}
