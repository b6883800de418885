package link

import (
	"net/url"
	"strings"

	"gloss/models/date"
)

// Shown is where it is chosen whether Today lists what is settled.
const Shown = "/today/shown"

// DayNote is where the note of a day is kept.
func DayNote(d date.Date) string { return Day(d) + "/note" }

// UndoUnchanged is where an act on several things is taken back as far as
// nothing else was done to them since.
func UndoUnchanged(changeID string) string { return with(Undo(changeID), "sure", "true") }

// Alone is what an address says of a change of many days that is taken back
// without those made with it.
const Alone = "alone"

// UndoAlone is UndoUnchanged of one change of an act.
func UndoAlone(changeID string) string { return with(Undo(changeID), "sure", Alone) }

// What an address says about the question of yesterday that stands on Today.
const (
	Yesterday      = "yesterday" // the parameter
	YesterdayAsked = "asked"     // it stands there, and goes on standing there
	YesterdayLeft  = "left"
)

// LeaveYesterday is Today without the question about the day before.
func LeaveYesterday(path string) string { return with(path, Yesterday, YesterdayLeft) }

// Tagged is a page of a day with only the habits that bear a tag; with none, all
// of them.
func Tagged(path, tag string) string {
	if tag == "" {
		return path
	}
	return with(path, "tag", tag)
}

// with adds a parameter to path, which may have a query and a fragment.
func with(path, name, value string) string {
	path, fragment, found := strings.Cut(path, "#")
	joint := "?"
	if strings.Contains(path, "?") {
		joint = "&"
	}
	path += joint + name + "=" + url.QueryEscape(value)
	if found {
		path += "#" + fragment
	}
	return path
}
