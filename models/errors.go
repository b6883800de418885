// Package models is the vocabulary of Gloss: people, guides, habits, what is
// logged and what was changed, with the limits on each and the errors a person
// may see. It decides what is valid; it does no I/O.
package models

import (
	"errors"
	"sort"
	"strings"
	"time"
)

// Errors a person may be told of. Anything else is internal.
var (
	ErrNotFound  = errors.New("not found")
	ErrForbidden = errors.New("forbidden")
	ErrConflict  = errors.New("the same change was sent before with other content")
	ErrClosed    = errors.New("sign-up is closed")
	ErrSignIn    = errors.New("name and password do not go together")
	ErrDiskFull  = errors.New("the disk is full")
)

// Invalid says what is wrong with what was sent: a message for people by form
// field, the empty field for the whole.
type Invalid map[string]string

// Error lists the fields and messages in order of field.
func (e Invalid) Error() string {
	parts := make([]string, 0, len(e))
	for field, message := range e {
		parts = append(parts, strings.TrimPrefix(field+": "+message, ": "))
	}
	sort.Strings(parts)
	return strings.Join(parts, "; ")
}

// Or returns e as an error, and nil where nothing is wrong.
func (e Invalid) Or() error {
	if len(e) == 0 {
		return nil
	}
	return e
}

// Add keeps the first message said about a field.
func (e Invalid) Add(field, message string) {
	if _, said := e[field]; !said {
		e[field] = message
	}
}

// Throttled says that too much was tried, and when to try again.
type Throttled struct{ After time.Duration }

func (Throttled) Error() string { return "too many tries" }

// Changed says that an undo found something else than it left.
type Changed struct {
	Change Change
	Left   Fields // what the change had left
	Stands Fields // what stands now
}

func (Changed) Error() string { return "changed since" }

// NeedsSure says that an act would cover what is logged, and asks to be told
// once more.
type NeedsSure struct{ Entry Entry }

func (NeedsSure) Error() string { return "the day holds something" }

// Known says that a text stands in the person's library already.
type Known struct{ ID string } // of the guide

func (Known) Error() string { return "this article is in the library already" }
