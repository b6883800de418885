package page

import (
	"strings"

	"github.com/a-h/templ"

	"gloss/views/layout"
	"gloss/views/link"
)

// formBase is what the forms of one drawing have in common: its id, and where
// to return to where that is not Today.
type formBase struct{ Page, Next string }

func formsOf(s layout.Shell) formBase {
	f := formBase{Page: s.PageID, Next: s.Here}
	if f.Next == link.Today {
		f.Next = ""
	}
	return f
}

// long reports whether the field needs more than a line.
func (f MenuField) long() bool { return strings.Contains(f.Value, "\n") }

// invalid ties a control to the message about it, and has the browser show it
// first.
func invalid(id, message string) templ.Attributes {
	if message == "" {
		return nil
	}
	return templ.Attributes{"aria-invalid": "true", "aria-describedby": id + "-e", "autofocus": true}
}

// passageOf names the passage of a row where it stands beside.
func passageOf(r Row) templ.Attributes {
	if r.Why == nil || !r.Why.Beside {
		return nil
	}
	return templ.Attributes{"data-passage": passageID(r.ID)}
}

// classIf is a class where it holds, and no empty one where it does not.
func classIf(class string, is bool) templ.Attributes {
	if !is {
		return nil
	}
	return templ.Attributes{"class": class}
}

// chosen marks the choice that is made.
func chosen(is bool) templ.Attributes {
	if !is {
		return nil
	}
	return templ.Attributes{"aria-current": "true"}
}
