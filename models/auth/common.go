package auth

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed common.txt
var commonText string

var common = sync.OnceValue(func() map[string]bool {
	set := map[string]bool{}
	for line := range strings.Lines(commonText) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			set[line] = true
		}
	}
	return set
})

// Guessable reports whether password is one of those tried first: among the
// most common, the account's name, the name of this program, or one of these
// repeated or with a few digits behind.
func Guessable(password, name string) bool {
	p := squeeze(password)
	bare := strings.TrimRight(p, "0123456789!?.")
	for _, known := range []string{squeeze(name), "gloss"} {
		if known != "" && (p == known || bare == known || repeats(bare, known)) {
			return true
		}
	}
	if common()[p] || common()[bare] && len(p)-len(bare) <= 4 {
		return true
	}
	for n := 1; n <= len(p)/2; n++ {
		if repeats(p, p[:n]) && (n < 4 || common()[p[:n]]) {
			return true
		}
	}
	return false
}

// squeeze returns s as guessers vary it least: without case and spaces.
func squeeze(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), "")) }

// repeats reports whether s is part, once or several times over.
func repeats(s, part string) bool {
	return part != "" && s != "" && len(s)%len(part) == 0 && strings.Repeat(part, len(s)/len(part)) == s
}
