// Package layout is the shell around every page: head, bar, rooms, the message
// about what was just done. What stands in a page is the page's.
package layout

import (
	"strings"

	"github.com/a-h/templ"

	"gloss/views/link"
)

// Shell is what the shell needs to know.
type Shell struct {
	Title   string
	About   string // what a search engine may say of the page; empty where none is to list it
	User    string // the name of who is signed in, else empty
	Owner   bool   // who runs this server: the bar leads to its people too
	Room    Room   // which room of the bar is the current one
	CSS, JS string // addresses of the style sheet and the script
	Icon    string // address of the favicon
	PageID  string // one per drawing: makes the changes sent from it count once
	Here    string // this page's own path and query, to return to after a form
	Zone    string // the signed-in person's zone, for the offer to switch
	Flash   *Flash
	Plain   bool // the connection is not private
}

// Room is one of the places the bar leads to.
type Room string

// The rooms there are.
const (
	NoRoom Room = ""
	Door   Room = "door" // signing up and in: the bar leads nowhere else
	Today  Room = "today"
	Habits Room = "habits"
	Guides Room = "guides"
	People Room = "people"
	You    Room = "you"
)

// Flash says what was just done, and offers the way back.
type Flash struct {
	Text string
	Undo string // where to post to take it back; empty where it cannot be
	Verb string // the word on the button: Undo, or Do it again
}

// ZoneName is the signed-in person's zone as people read it.
func (s Shell) ZoneName() string { return strings.ReplaceAll(s.Zone, "_", " ") }

func brandLink(s Shell) string {
	if s.User != "" {
		return link.Today
	}
	return link.Welcome
}

// current marks the room one is in.
func current(is bool) templ.Attributes {
	if !is {
		return nil
	}
	return templ.Attributes{"aria-current": "page"}
}
