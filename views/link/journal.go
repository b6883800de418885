package link

import (
	"net/url"
	"strconv"

	"gloss/models/date"
)

// Journal is every change there was.
const Journal = "/journal"

// JournalOf is the journal of one habit.
func JournalOf(habitID string) string { return Journal + "?habit=" + url.QueryEscape(habitID) }

// JournalWith is the journal narrowed to the changes of a habit, to those about
// a day and to those made since one, and to those before the change of a number.
// What is empty does not narrow it.
func JournalWith(habitID string, day, since date.Date, before int64) string {
	q := url.Values{}
	if habitID != "" {
		q.Set("habit", habitID)
	}
	if day != 0 {
		q.Set("day", day.String())
	}
	if since != 0 {
		q.Set("since", since.String())
	}
	if before > 0 {
		q.Set("before", strconv.FormatInt(before, 10))
	}
	if len(q) == 0 {
		return Journal
	}
	return Journal + "?" + q.Encode()
}

// Year is every habit's year on one sheet.
func Year(y int) string { return "/years/" + strconv.Itoa(y) }

// ReadGuide is where a guide is marked as read, or as unread again.
func ReadGuide(id string) string { return Guide(id) + "/read" }

// GuideSaved is a guide after something was done to it, where its text ends.
func GuideSaved(id, what string) string { return Saved(Guide(id), what) + "#read" }
