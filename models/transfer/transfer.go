// Package transfer decides what the files of Gloss and of other trackers say:
// it recognises a file by its content, reads it into a Bundle in Gloss's terms,
// and writes what a person keeps as a file. It asks what the file leaves open,
// and lists what Gloss has no place for.
//
// What becomes of a Bundle in somebody's account, package store decides.
package transfer

import (
	"context"
	"fmt"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
)

// Limits on what is read. They keep a file that means harm from filling the
// memory, and are far above what a person logs in a life.
const (
	MaxFile    = 64 << 20 // bytes of what is given, and of what it unfolds to
	MaxEntries = 250_000  // thirty habits for 22 years; as many scores
	MaxNotes   = 6 << 20  // bytes of all notes: 30 letters on each of 200,000 days
	MaxFiles   = 4000     // in a folder or an archive
	MaxRecord  = 1 << 20
)

// Bundle is what a file holds, in Gloss's terms.
type Bundle struct {
	Format  string // the Name of the Format it was read by
	Title   string // what it is, for people: "Loop Habit Tracker (backup)"
	Habits  []Habit
	Lost    []Loss   // what Gloss has no place for, each kind once
	Doubts  []Doubt  // what the file leaves open
	Account *Account // what only Gloss's own files hold, else nil
}

// Habit is a habit of a file with all that was logged for it.
type Habit struct {
	// Of the row, the id holds within the file alone; owner and position are not
	// used: habits come in their order.
	models.Habit
	Key     string      // names it in whichever file of its program: the same again is found by it
	Where   string      // the place in the file it stands at: "row 3 of Habits.csv"
	Tags    []string    // names
	Ended   date.Date   // the day it was put away on, where the file knows no time of it: it is archived then
	Plans   []plan.Plan // in order of From, at least one
	Entries []Entry     // in order of Day, one a day
	Scores  []Score     // what the file says its strength was, in order of Day
	Notes   []string    // why its figures may differ from the file's, as Score proofs name it
}

// Entry is what a file says of one day of a habit.
type Entry struct {
	Day     date.Date
	Said    bool // Amount counts, or 0 says "none"
	Skipped bool
	Amount  plan.Amount
	Note    string
	Items   []string // as spelt
	Places  []int    // of Items, rising from 1; nil where they are 1, 2, 3 and so on
}

// Score is a strength that a file names, 0 to 1.
type Score struct {
	Day   date.Date
	Value float64
}

// Loss is something that a file holds and Gloss has no place for.
type Loss struct {
	What  string // a sentence for people: "Colours: of Loop’s twenty, each became the nearest of eight."
	Count int    // how many times, 0 where that says nothing
	Where string // the first place, empty where it is all over
}

// Doubt is a question that a file leaves open, with what is done where nobody
// answers.
type Doubt struct {
	ID      string // of letters, digits, dots and dashes, the same whenever the file is read
	Ask     string // a question for people
	Options []Option
	Default string // the Value of an option
}

// Option is an answer to a doubt.
type Option struct{ Value, Label string }

// Choices are the answers to doubts by their id. What is missing, or is no
// option of its doubt, takes the default.
type Choices map[string]string

// Of returns the answer to d.
func (c Choices) Of(d Doubt) string {
	for _, o := range d.Options {
		if o.Value == c[d.ID] {
			return o.Value
		}
	}
	return d.Default
}

// Format is a kind of file that Gloss reads.
type Format struct {
	Name  string // "loop-db"
	Title string // "Loop Habit Tracker (backup)"
	// Recognise looks at names and first bytes alone and is quick; of one file at
	// most one format says yes.
	Recognise func(*Files) bool
	// Read reads all of it. It calls progress now and then with how many entries
	// were read so far. It fails with *Error where the file is at fault.
	Read func(ctx context.Context, f *Files, c Choices, today date.Date, progress func(entries int)) (*Bundle, error)
}

// formats are those that register themselves, each from its own file.
var formats []Format

// register makes a format known.
func register(f Format) bool { formats = append(formats, f); return true }

// Error says what is wrong with a file, and where.
type Error struct {
	File string // empty where there is only one
	Line int    // or row, counted from 1; 0 where it is the whole file
	Said string // a sentence for people, which ends the line
}

func (e *Error) Error() string {
	switch {
	case e.File != "" && e.Line > 0:
		return fmt.Sprintf("%s, line %d: %s", e.File, e.Line, e.Said)
	case e.File != "":
		return e.File + ": " + e.Said
	case e.Line > 0:
		return fmt.Sprintf("Line %d: %s", e.Line, e.Said)
	}
	return e.Said
}
