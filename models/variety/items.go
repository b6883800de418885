package variety

import (
	"strings"
	"unicode"

	"gloss/models/date"
)

// NewDays is how long an item is new: the day it was first logged and those
// after it.
const NewDays = 28

// IsNew reports whether on day an item first logged on first is still new. No
// first day means never logged.
func IsNew(first, day date.Date) bool {
	return first != 0 && first <= day && day-first < NewDays
}

// Clean returns s as the person spelt it, without space around it, with single
// spaces inside, and without what cannot be written down.
func Clean(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cc, r) && !unicode.IsSpace(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	return strings.Join(strings.Fields(s), " ")
}

// Split returns the items of what a person typed in one go, one a line or with
// commas or semicolons between them, cleaned, each once, in the order typed.
func Split(s string) []string {
	var items []string
	seen := map[string]bool{"": true}
	for _, part := range strings.FieldsFunc(s, separates) {
		if key := Fold(part); !seen[key] {
			seen[key] = true
			items = append(items, Clean(part))
		}
	}
	return items
}

func separates(r rune) bool { return strings.ContainsRune("\n\r,;，；、،؛", r) }
