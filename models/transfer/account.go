package transfer

import (
	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
)

// Account is what Gloss's own files hold beyond habits. Ids hold within the
// file alone, but those of changes.
type Account struct {
	Person     Person
	Tags       []models.Tag // in their order, of habits
	Guides     []Guide
	DayNotes   []models.DayNote
	Pauses     []models.Pause
	Readings   []models.Reading
	Dismissals []models.Dismissal
	Marks      []models.Mark
	// Changes gives the journal, the oldest first; it is read anew each time from
	// the files, which must be open still, as it may be larger than all else. It
	// ends with the first error.
	Changes func(yield func(Change) error) error
	Count   int // of changes
	// Tells is how many of the changes are about what. Of habits and guides that
	// the file does not hold, and of what has no id, the id is empty; all tags are
	// one.
	Tells map[About]int
}

// About is what a change is about.
type About struct {
	Subject models.Subject
	ID      string
}

// Person is who an account is of, and how they have their days.
type Person struct {
	Name, Email string
	models.Settings
	At int64 // when it was written down, milliseconds UTC; 0 where nobody says
}

// Guide is a guide with its advice. One that is not the person's own is named by
// its slug and hash, and of its advice stand the ids and keys of what the
// person's habits were made from. A Sink is given all of one that ships with
// Gloss, and of somebody else's the id and the hash alone.
type Guide struct {
	models.Guide
	Advice []models.Advice
}

// Own reports whether the person brought g in: it has a text and no slug.
func (g Guide) Own() bool { return g.Slug == "" && g.Text != "" }

// Change is a change of the journal with the days that it altered, where those
// are many.
type Change struct {
	models.Change
	Days []models.DayChange
}

// Sink takes in what an account holds, in this order: Begin, Tag, Guide, Habit,
// Entry (by habit in their order, then by day), DayNote, Pause, Reading,
// Dismissal, Mark, Change (the oldest first), End. The first error ends it.
type Sink interface {
	Begin(Person) error
	Tag(models.Tag) error
	Guide(Guide) error
	Habit(h models.Habit, plans []plan.Plan, tags []string) error
	Entry(models.Entry) error
	DayNote(models.DayNote) error
	Pause(models.Pause) error
	Reading(models.Reading) error
	Dismissal(models.Dismissal) error
	Mark(models.Mark) error
	Change(Change) error
	End(today date.Date) error
}

// deaf is a Sink that takes nothing; sinks that need a part of an account alone
// embed it.
type deaf struct{}

func (deaf) Begin(Person) error                              { return nil }
func (deaf) Tag(models.Tag) error                            { return nil }
func (deaf) Guide(Guide) error                               { return nil }
func (deaf) Habit(models.Habit, []plan.Plan, []string) error { return nil }
func (deaf) Entry(models.Entry) error                        { return nil }
func (deaf) DayNote(models.DayNote) error                    { return nil }
func (deaf) Pause(models.Pause) error                        { return nil }
func (deaf) Reading(models.Reading) error                    { return nil }
func (deaf) Dismissal(models.Dismissal) error                { return nil }
func (deaf) Mark(models.Mark) error                          { return nil }
func (deaf) Change(Change) error                             { return nil }
func (deaf) End(date.Date) error                             { return nil }
