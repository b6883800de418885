package page

import (
	"time"

	"github.com/a-h/templ"

	"gloss/models"
	"gloss/models/date"
	"gloss/views/link"
	"gloss/views/ui"
)

// JournalFilter narrows the journal; what is empty does not.
type JournalFilter struct {
	Habit  string
	Day    date.Date // changes about this day
	Since  date.Date // changes made on this day or later
	Before int64     // changes before this one
}

// narrow reports whether f leaves any change out but for its place in the list.
func (f JournalFilter) narrow() bool { return f.Habit != "" || f.Day != 0 || f.Since != 0 }

// JournalHabit is a habit that the journal can be narrowed to.
type JournalHabit struct{ ID, Name, State string }

// JournalChange is a change as the journal shows it. Open is one whose habit has
// a page to lead to.
type JournalChange struct {
	Told
	Open bool
}

// JournalInput is everything the journal is made from.
type JournalInput struct {
	Filter   JournalFilter
	Habits   []JournalHabit
	Changes  []JournalChange // the newest first
	Earlier  int64           // it goes on before this change, 0 where it does not
	Today    date.Date
	Zone     *time.Location
	DayStart int
}

// JournalView is the journal.
type JournalView struct {
	Filter  JournalFilter
	Habits  []ui.OptionArgs
	Groups  []JournalGroup
	Earlier string // where it goes on
	Newest  string // its head, where this is not it
}

// JournalGroup are the changes made on one day.
type JournalGroup struct {
	ID, Name, Small string
	Rows            []JournalRow
}

// JournalRow is a change, or several that were made as one.
type JournalRow struct {
	JournalLine
	Who  string // the habit, or what else it is about
	Href string // the habit's page, where there is one
	On   string // the day it is about as one says it, empty for the habit itself
	Mark string // what became of it since
	// Alone is a change that others were made with, which stay when it is taken
	// back.
	Alone bool

	Parts    []JournalRow // of several that were made as one
	Unlisted int          // how many more of them there are
}

// maxParts is how many changes of one act are listed one by one.
const maxParts = 60

// JournalOf makes the journal.
func JournalOf(in JournalInput) JournalView {
	f := in.Filter
	v := JournalView{Filter: f, Habits: []ui.OptionArgs{{Label: "All habits"}}}
	for _, h := range in.Habits {
		label := excerpt(h.Name, 60)
		if h.State != "" {
			label += " (" + h.State + ")"
		}
		v.Habits = append(v.Habits, ui.OptionArgs{Value: h.ID, Label: label})
	}
	if in.Earlier > 0 {
		v.Earlier = link.JournalWith(f.Habit, f.Day, f.Since, in.Earlier)
	}
	if f.Before > 0 {
		v.Newest = link.JournalWith(f.Habit, f.Day, f.Since, 0)
	}
	var last date.Date
	for i := 0; i < len(in.Changes); {
		act := sameAct(in.Changes[i:])
		made := date.Today(time.UnixMilli(act[0].At), in.Zone, in.DayStart)
		if len(v.Groups) == 0 || made != last {
			v.Groups, last = append(v.Groups, journalGroup(made, in.Today)), made
		}
		g := &v.Groups[len(v.Groups)-1]
		g.Rows = append(g.Rows, in.row(act))
		i += len(act)
	}
	return v
}

// sameAct returns the changes at the head of list that were made as one.
func sameAct(list []JournalChange) []JournalChange {
	n := 1
	for n < len(list) && list[n].Batch != "" && list[n].Batch == list[0].Batch {
		n++
	}
	return list[:n]
}

func journalGroup(d, today date.Date) JournalGroup {
	g := JournalGroup{ID: "j" + d.String(), Name: capital(dayName(d, today))}
	switch {
	case d == today || d == today-1:
		g.Small = dayInFull(d, today)
	case d > today-7 && d < today:
		g.Small = d.Format("2 January")
	default:
		g.Small = d.Weekday().String()
	}
	return g
}

func (in JournalInput) row(act []JournalChange) JournalRow {
	if len(act) == 1 {
		return in.single(act[0])
	}
	first := act[len(act)-1] // the newest stands first
	r := JournalRow{JournalLine: JournalLine{ID: first.ID, At: time.UnixMilli(first.At).In(in.Zone)}}
	standing := 0
	for _, t := range act {
		if !t.Undone && (t.After.Touched() || t.Before.Touched()) {
			standing++
		}
		if len(r.Parts) < maxParts {
			r.Parts = append(r.Parts, in.single(t))
		} else {
			r.Unlisted++
		}
	}
	var day date.Date
	if r.Who, r.Words, day = together(act); day != 0 {
		r.On = dayName(day, in.Today)
	}
	switch undone := countUndone(act); {
	case undone == len(act):
		r.Undone, r.Mark = true, "taken back"
	case undone > 0:
		r.Mark = models.Grouped(undone) + " of them taken back"
	}
	if standing > 0 {
		r.Verb = "Undo all"
		if first.Act == models.ActUndo && !first.redone() {
			r.Verb = "Do all again"
		}
	}
	return r
}

func countUndone(act []JournalChange) (n int) {
	for _, t := range act {
		if t.Undone {
			n++
		}
	}
	return n
}

// together says in a few words what changes that were made as one did, and to
// which day where that is the same.
func together(act []JournalChange) (who, words string, day date.Date) {
	subjects, acts := map[string]bool{}, map[models.Act]bool{}
	day = act[0].Day
	for _, t := range act {
		subjects[string(t.Subject)+t.SubjectID], acts[t.Act] = true, true
		if t.Day != day {
			day = 0
		}
	}
	who = act[0].subject()
	if len(subjects) > 1 {
		who = models.Counted(len(subjects), "habit", "habits")
	}
	if b, out := broughtBy(act); b != nil {
		words = either(acts[models.ActUndo], "brought in again", "brought in from a file")
		return b.String(), either(out, "taken out again", words), 0
	}
	switch {
	case len(acts) == 1 && acts[models.ActCreate]:
		words = "made"
	case len(acts) == 1 && acts[models.ActUndo]:
		words = "undone, " + models.Counted(len(act), "change", "changes") + " together"
	case len(acts) == 1 && acts[models.ActSkip]:
		words = "skipped"
	case onlyLogs(acts):
		words = "filled in at once"
	default:
		words = models.Counted(len(act), "change", "changes") + " made together"
	}
	return who, words, day
}

func onlyLogs(acts map[models.Act]bool) bool {
	for act := range acts {
		switch act {
		case models.ActTick, models.ActAdd, models.ActSet, models.ActItem, models.ActNone:
		default:
			return false
		}
	}
	return true
}

// single tells of one change.
func (in JournalInput) single(t JournalChange) JournalRow {
	r := JournalRow{JournalLine: t.line(in.Today, in.Zone), Who: t.subject(), Alone: t.Batch != ""}
	r.Words = t.entire()
	if t.Day != 0 {
		r.On = dayName(t.Day, in.Today)
	}
	switch {
	case t.Subject == models.OnDay && t.Day != 0:
		r.Href = link.Day(t.Day)
	case t.Open && t.habit():
		r.Href = link.Habit(t.SubjectID)
	case t.Open && t.Subject == models.OnGuide:
		r.Href = link.Guide(t.SubjectID)
	}
	if r.Undone {
		r.Mark = "taken back"
	}
	return r
}

// habit reports whether the change is about a habit, its days, terms or pauses.
func (t Told) habit() bool {
	switch t.Subject {
	case models.OnDay, models.OnTag, models.OnGuide, models.OnYou:
		return false
	}
	return t.SubjectID != ""
}

// subject names what the change is about.
func (t Told) subject() string {
	switch {
	case t.Subject == models.OnYou:
		return "Your settings"
	case t.Subject == models.OnDay && t.Day == 0:
		return "Notes on days"
	case t.Subject == models.OnDay:
		return "Note on the day"
	case t.Subject == models.OnTag:
		return "Tag " + t.tag()
	case t.SubjectID == "":
		return "All habits"
	case t.Name == "" && t.Subject == models.OnGuide:
		return "A guide that is gone"
	case t.Name == "":
		return "A habit that is gone"
	}
	return t.Name
}

// tag is the tag's name before the change, or else after it.
func (t Told) tag() string {
	for _, f := range []models.Fields{t.Before, t.After} {
		switch {
		case f.Name != nil:
			return "“" + *f.Name + "”"
		case f.Tag != nil && f.Tag.Tag != nil:
			return "“" + f.Tag.Tag.Name + "”"
		}
	}
	return ""
}

// entire says what the change did, whatever it is about.
func (t Told) entire() string {
	if !t.After.Touched() && !t.Before.Touched() {
		return "nothing to change"
	}
	if t.Act == models.ActUndo {
		words := "undone"
		if t.redone() {
			words = "done again"
		}
		if how := t.stands(); how != "" {
			words += ", it " + how
		}
		return words
	}
	if words, ok := t.fileDeed(); ok {
		return words
	}
	switch {
	case t.Subject == models.OnDay && t.After.Note != nil && *t.After.Note == "":
		return "taken away"
	case t.Subject == models.OnDay:
		return "saved"
	case t.Act == models.ActRename && t.After.Name != nil:
		return "renamed to “" + *t.After.Name + "”"
	case t.Act == models.ActRemove && t.Before.Tag != nil:
		return "removed from " + models.Counted(len(t.Before.Tag.Habits), "habit", "habits")
	}
	return t.deed()
}

// stands says how what an undo was about stands after it, empty where that says
// nothing more.
func (t Told) stands() string {
	if t.Subject == models.OnDay || t.SubjectID == "" {
		return ""
	}
	if t.Subject == models.OnTag {
		if t.After.Name != nil {
			return "is called “" + *t.After.Name + "”"
		}
		return ""
	}
	if words := t.back(); words != "is as it was" {
		return words
	}
	return ""
}

// rest is what follows the name of what the row is about.
func (r JournalRow) rest() string {
	if r.On != "" {
		return ", " + r.On + ": " + r.Words
	}
	return ": " + r.Words
}

// anchor is the row's place on the page.
func (r JournalRow) anchor() string { return "c-" + r.ID }

// clock is the time the row was written.
func (r JournalRow) clock() string { return r.At.Format("15:04") }

// name is the row in words, for its button.
func (r JournalRow) name() string {
	return r.Verb + ": " + r.Who + r.rest() + ", at " + r.clock()
}

// dateValue is a day as a date field holds it.
func dateValue(d date.Date) string {
	if d == 0 {
		return ""
	}
	return d.String()
}

// dateBounds keep a date field to the days that Gloss knows.
func dateBounds(to date.Date) templ.Attributes {
	return templ.Attributes{"min": date.Oldest.String(), "max": to.String()}
}

// none says why the journal shows nothing, empty where it shows something.
func (v JournalView) none() string {
	switch {
	case len(v.Groups) > 0:
		return ""
	case v.Filter.narrow():
		return "No change fits that"
	case v.Filter.Before > 0:
		return "Nothing came before"
	}
	return "Nothing is written here yet"
}
