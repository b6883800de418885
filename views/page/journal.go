package page

import (
	"time"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
)

// Told is a change with what is needed to tell of it.
type Told struct {
	models.Change
	Name   string        // of the habit
	Plan   plan.Plan     // that ruled the day, for what is counted
	Total  plan.Amount   // what stands on the day now, where that is known
	Target models.Change // what an undo took back
	Others int           // further changes made with this one, as one act
	// Brought is what all of them brought in from a file, or took out again; nil
	// where they were another act.
	Brought *Brought
}

// About takes from a habit what t needs to tell of it.
func (t *Told) About(h Track) {
	t.Name = h.Name
	if len(h.Plans) == 0 {
		return
	}
	t.Plan = h.plan(max(t.Day, h.Plans[0].From))
	if e, ok := h.Logged[t.Day]; ok && e.Amount != nil {
		t.Total = *e.Amount
	}
}

// Known reports whether there is anything to tell of: what a change was about
// may be gone for good.
func (t Told) Known() bool {
	switch t.Subject {
	case models.OnDay, models.OnYou:
		return true
	case models.OnPause:
		return t.SubjectID == "" || t.Name != ""
	}
	return t.Name != "" || t.Brought != nil
}

// about names what t is about, with its day where that is not today.
func (t Told) about(today date.Date) string {
	switch {
	case t.Subject == models.OnYou:
		return "your settings"
	case t.Subject == models.OnDay && t.Day == 0:
		return "your notes on days"
	case t.Subject == models.OnDay:
		return "your note for " + dayName(t.Day, today)
	case t.Subject == models.OnPause && t.SubjectID == "":
		return "all habits"
	case t.Day != 0 && t.Day != today:
		return t.Name + ", " + dayName(t.Day, today)
	}
	return t.Name
}

// Flash says what was just done, in a sentence.
func (t Told) Flash(today date.Date) string {
	t.Name = isolated(t.Name)
	if t.Others > 0 {
		return t.batchWords(today)
	}
	if words, ok := t.fileFlash(); ok {
		return words
	}
	if words, ok := t.tagFlash(); ok {
		return words
	}
	if words, ok := t.guideFlash(); ok {
		return words
	}
	if words, ok := t.lifeFlash(today); ok {
		return words
	}
	about := t.about(today)
	switch {
	case t.Act == models.ActCreate:
		return about + " is on your list."
	case t.Act == models.ActUndo && t.Target.Act == models.ActUndo:
		return "Done again: " + about + " " + t.back() + "."
	case t.Act == models.ActUndo:
		return "Undone: " + about + " " + t.back() + "."
	}
	words := about + ": " + t.deed()
	if t.Subject == models.OnDay {
		words = capital(about) + " is " + t.noted()
	}
	if t.After.Added != nil && t.Total > 0 {
		words += ", " + t.Total.String()
		if t.Day == today {
			words += " today"
		} else {
			words += " in all"
		}
	}
	return words + "." + t.since()
}

// since says that t does not stand any more.
func (t Told) since() string {
	if t.Undone {
		return " It was taken back since."
	}
	return ""
}

// Verb is what taking t back is called, empty where it cannot be taken back.
func (t Told) Verb() string {
	switch {
	case t.Undone || !t.After.Touched() && !t.Before.Touched():
		return ""
	case t.Act == models.ActUndo && !t.redone():
		return "Do it again"
	}
	return "Undo"
}

// deed says what a change did: 15 minutes added.
func (t Told) deed() string {
	if !t.After.Touched() && !t.Before.Touched() {
		return "nothing to change"
	}
	if words, ok := t.fileDeed(); ok {
		return words
	}
	if t.Subject == models.OnTag {
		return t.tagBack()
	}
	if t.Subject == models.OnGuide {
		return t.guideDeed()
	}
	if words, ok := t.lifeDeed(); ok {
		return words
	}
	switch t.Act {
	case models.ActTick:
		return "ticked"
	case models.ActAdd:
		return added(t.Plan, t.After.Added)
	case models.ActSet:
		return t.set()
	case models.ActNone:
		if t.Plan.Min.Set {
			return "answered no"
		}
		return "none, and that is noted"
	case models.ActClear:
		return "cleared"
	case models.ActSkip:
		return "skipped"
	case models.ActNote:
		return "note " + t.noted()
	case models.ActItem:
		return itemList(t.After.Joined) + " added"
	case models.ActUnitem:
		return itemList(t.Before.Joined) + " taken off"
	case models.ActCreate:
		return "made"
	case models.ActUndo:
		return t.back()
	}
	return "changed"
}

func (t Told) set() string {
	words := "set"
	if a := t.After.Amount; a != nil && a.Amount != nil {
		words = quantity(t.Plan, *a.Amount) + " set"
	}
	if b := t.Before.Amount; b != nil && b.Amount != nil {
		words += ", was " + b.Amount.String()
	}
	return words
}

func added(p plan.Plan, n *plan.Amount) string {
	switch {
	case n == nil || *n == 0:
		return "nothing to change"
	case *n < 0:
		return quantity(p, -*n) + " taken off"
	}
	return quantity(p, *n) + " added"
}

// noted says what became of a note.
func (t Told) noted() string {
	switch n := t.After.Note; {
	case n == nil:
		return "as it was"
	case *n == "":
		return "taken away"
	}
	return "saved"
}

// back says how a day stands after an undo.
func (t Told) back() string {
	a, b := t.After, t.Before
	if words, ok := t.fileBack(); ok {
		return words
	}
	if t.Subject == models.OnDay {
		return "is as it was"
	}
	if t.Subject == models.OnGuide {
		return t.guideBack()
	}
	if words, ok := t.lifeBack(); ok {
		return words
	}
	switch {
	case a.Deleted != nil && *a.Deleted:
		return "is off your list"
	case a.Deleted != nil:
		return "is back on your list"
	case a.Added != nil && *a.Added < 0:
		return "has " + quantity(t.Plan, -*a.Added) + " less"
	case a.Added != nil && *a.Added > 0:
		return "has " + quantity(t.Plan, *a.Added) + " more"
	case len(a.Joined) > 0:
		return "has " + itemList(a.Joined) + " again"
	case len(b.Joined) > 0:
		return "is without " + itemList(b.Joined)
	case a.Items != nil && len(*a.Items) > 0:
		return "has " + itemList(*a.Items) + " again"
	case a.Skipped != nil && *a.Skipped:
		return "is skipped again"
	case a.Amount != nil:
		return t.backAt(a.Amount.Amount)
	case a.Skipped != nil:
		return "is not skipped any more"
	case a.Note != nil:
		return "has its note as it was"
	}
	return "is as it was"
}

func (t Told) backAt(n *plan.Amount) string {
	switch {
	case n == nil && t.Plan.Kind == plan.Tick:
		return "is not ticked"
	case n == nil:
		return "has nothing logged"
	case *n == 0:
		return "is answered no again"
	case t.Plan.Kind == plan.Tick:
		return "is ticked again"
	}
	return "is back at " + quantity(t.Plan, *n)
}

// Since says that a change cannot be taken back, because something else stands
// than it left: both values, for a person to decide.
func (t Told) Since(c models.Changed, today date.Date) string {
	t.Name = isolated(t.Name)
	about := t.about(today)
	if t.held(c) {
		return about + " stays on your list: days or changes in it still stand. Nothing was undone."
	}
	if t.Subject == models.OnEntry && t.Day == today {
		about += ", today"
	}
	return "Changed again since: " + about + ". This left " + t.fields(c.Left) + "; now there is " + t.fields(c.Stands) + ". Nothing was undone."
}

// fields says what stands in f.
func (t Told) fields(f models.Fields) string {
	var parts []string
	switch {
	case f.Amount != nil && f.Amount.Amount == nil:
		parts = append(parts, "nothing logged")
	case f.Amount != nil && *f.Amount.Amount == 0:
		parts = append(parts, "“none”")
	case f.Amount != nil && t.Plan.Kind == plan.Tick:
		parts = append(parts, "a tick")
	case f.Amount != nil:
		parts = append(parts, quantity(t.Plan, *f.Amount.Amount))
	case f.Added != nil:
		parts = append(parts, added(t.Plan, f.Added))
	}
	if f.Skipped != nil && *f.Skipped {
		parts = append(parts, "a skip")
	}
	if f.Note != nil && *f.Note == "" {
		parts = append(parts, "no note")
	} else if f.Note != nil {
		parts = append(parts, "the note “"+excerpt(*f.Note, 60)+"”")
	}
	if f.Items != nil {
		parts = append(parts, itemList(*f.Items))
	}
	if len(f.Joined) > 0 {
		parts = append(parts, itemList(f.Joined))
	}
	if parts = append(parts, t.lifeFields(f)...); len(parts) == 0 {
		return "something else"
	}
	return plan.List(parts)
}

func itemList(items []models.ItemName) string {
	names := make([]string, 0, len(items))
	for _, i := range items {
		names = append(names, i.Name)
	}
	if len(names) == 0 {
		return "nothing"
	}
	if n := len(names); n > 6 {
		names = append(names[:5], models.Counted(n-5, "other thing", "other things"))
	}
	return plan.List(names)
}

// JournalLine is one change as the journal of a habit tells of it.
type JournalLine struct {
	ID     string
	At     time.Time // in the person's zone
	Day    string    // which day it is about, empty for the habit itself
	Words  string
	Note   string // the note it left
	Undone bool
	Verb   string // what taking it back is called, empty where it cannot be
}

// line tells of t in the journal of its habit.
func (t Told) line(today date.Date, zone *time.Location) JournalLine {
	l := JournalLine{ID: t.ID, At: time.UnixMilli(t.At).In(zone), Words: t.deed(), Undone: t.Undone, Verb: t.Verb()}
	switch {
	case t.redone():
		l.Words = "done again: it " + l.Words
	case t.Act == models.ActUndo:
		l.Words = "undone: it " + l.Words
	}
	if t.Day != 0 {
		l.Day = capital(dayName(t.Day, today))
	}
	if t.After.Note != nil {
		l.Note = excerpt(*t.After.Note, 80)
	}
	return l
}

// when says when the line was written: the time today, else the day.
func (l JournalLine) when(today date.Date) string {
	if d := date.Of(l.At); d != today {
		return shortDay(d, today)
	}
	return l.At.Format("15:04")
}
