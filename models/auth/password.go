package auth

import (
	"fmt"
	"unicode/utf8"
)

// Bounds of a password.
const (
	MinPassword = 10  // letters
	MaxPassword = 256 // bytes
)

func characters(n int) string {
	if n == 1 {
		return "1 character"
	}
	return fmt.Sprintf("%d characters", n)
}

// ValidatePassword says through add, for the field password, why nobody called
// name should have this password; it says nothing about a good one. Length and
// being hard to guess are all that is asked.
func ValidatePassword(password, name string, add func(field, message string)) {
	switch n := utf8.RuneCountInString(password); {
	case n == 0:
		add("password", "Choose a password.")
	case n < MinPassword:
		add("password", fmt.Sprintf("That is %s. Please use at least %d.", characters(n), MinPassword))
	case len(password) > MaxPassword:
		add("password", fmt.Sprintf("That is too long: at most %d bytes, please.", MaxPassword))
	case Guessable(password, name):
		add("password", "That is among the first ones tried. A short sentence of your own is better.")
	}
}
