package page

import (
	"math"
	"strconv"
	"time"

	"gloss/models"
	"gloss/views/layout"
	"gloss/views/link"
)

// ErrorView is a page in place of the one that was asked for.
type ErrorView struct {
	Status    int
	Closed    bool          // refused because accounts are not made here
	Said      []string      // what is wrong, in words for people, where there are any
	Again     time.Duration // when to try again, where it is known
	Reference string        // what the log knows the request by
	Right     string        // the address to use instead
	Retry     string        // the page to try once more
	Back      string        // the page the form was sent from
}

// Title is what went wrong, in a line.
func (v ErrorView) Title() string { return v.text().title }

// errorText is what went wrong and what that means for what one was doing.
type errorText struct{ title, text string }

var errorWords = map[int]errorText{
	400: {"That did not arrive as one of our forms", "Nothing was changed. Go back, reload the page and try again."},
	403: {"Another site sent this", "Gloss takes forms from its own pages only, so nothing was changed. If it was you: open the page here and press there."},
	404: {"This page is not in the book", "The address may be mistyped, or what was here has been deleted or belongs to someone else."},
	405: {"Nothing is sent to this address", "Nothing was changed. It is a mistake in a link or a program."},
	409: {"Something else stands there by now", "Nothing was changed. Go back, reload the page to see what stands, and try again."},
	413: {"That is too much at once", "A form may hold one megabyte. Nothing was changed; going back keeps what you typed."},
	421: {"Gloss lives at another address", "For your safety it answers under its own name only."},
	422: {"That needs another look", "Nothing was changed; going back keeps what you typed."},
	429: {"Too many tries", "To keep guesses out, Gloss now waits a little. Nothing is lost."},
	500: {"Something broke on our side", "What you logged before this is safe. If you were sending something, go back and press once more: it will not count twice."},
	503: {"That took too long", "What you logged before this is safe. If you were sending something, go back and press once more: it will not count twice."},
	507: {"The disk is full", "What you just sent was not kept. What you logged before is safe, and can be read. Whoever runs this server has to make room."},
}

func (v ErrorView) text() errorText {
	if v.Closed {
		return errorText{"Accounts here are by invitation", "Ask whoever runs this server for one."}
	}
	if w, ok := errorWords[v.Status]; ok {
		return w
	}
	if v.Status >= 500 {
		return errorWords[500]
	}
	return errorWords[400]
}

// ours reports whether whoever runs the server should look into it.
func (v ErrorView) ours() bool { return v.Status >= 500 && v.Status != 507 }

// wait says when to try again.
func (v ErrorView) wait() string {
	if v.Again <= 0 {
		return ""
	}
	return "Try again in " + models.Counted(int(math.Ceil(v.Again.Minutes())), "minute", "minutes") + "."
}

func (v ErrorView) code() string { return strconv.Itoa(v.Status) }

// way is a way on.
type way struct{ href, label string }

// ways are the ways on from here, the likeliest first.
func (v ErrorView) ways(s layout.Shell) []way {
	var all []way
	switch {
	case v.Right != "":
		return []way{{v.Right, v.Right}}
	case v.Retry != "":
		all = append(all, way{v.Retry, "Try again"})
	case v.Back != "":
		all = append(all, way{v.Back, "Back to the page"})
	}
	if s.User != "" {
		return append(all, way{link.Today, "Go to Today"}, way{link.Guides, "Guides"})
	}
	return append(all, way{link.LogIn, "Log in"}, way{link.Welcome, "What is Gloss?"})
}
