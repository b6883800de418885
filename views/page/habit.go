package page

import (
	"slices"
	"strings"
	"time"

	"gloss/models/date"
	"gloss/views/link"
)

// HabitInput is everything the page of a habit is made from.
type HabitInput struct {
	Track
	Today   date.Date
	At      date.Date // the day whose month and year are shown
	Zone    *time.Location
	Changes []Told // the newest first
	Earlier int64  // the journal goes on before this change, 0 where it does not
	Source  *Source
	Others  []OtherPlace // what other guides say otherwise
	Again   bool         // drawn at another address than its own, in answer to a form
}

// HabitView is the page of a habit.
type HabitView struct {
	ID, Name string
	Today    date.Date
	Terms    string
	Archived string // since when it is, empty for one on the list
	Figures  []Figure
	Rules    []Rule
	Year     YearView
	Sheet    int // the calendar year that all habits are shown of together
	Month    MonthView
	Shares   *SharesView
	Amounts  *AmountsView
	Notes    []NoteLine
	Lately   []JournalLine
	Earlier  int64
	Beside   *HabitBeside
	From     *PassagesView // its passages, where it has any
}

// NoteLine is what was noted on a day.
type NoteLine struct {
	Day        date.Date
	When, Name string // in short, and in full
	Text       string
}

// HabitBeside is what stands behind a habit: its passage, the person's own
// reason, how sure the advice is and what to mind.
type HabitBeside struct {
	ComesFrom
	Reason string
}

// maxNotes is how many notes are listed.
const maxNotes = 20

// HabitOf makes the page of a habit.
func HabitOf(in HabitInput) HabitView {
	t, end := in.Track, YearEnd(in.At, in.Today)
	p := t.plan(in.Today)
	v := HabitView{
		ID: t.ID, Name: t.Name, Today: in.Today, Terms: capital(p.Terms()) + ".",
		Figures: t.figures(in.Today), Rules: t.rules(in.Today),
		Year: t.year(end, in.Today, in.address()), Sheet: end.Year(), Month: t.month(in.At, in.Today),
		Shares: t.shares(in.Today), Amounts: t.amounts(end, in.Today),
		Notes: t.notes(end, in.Today), Earlier: in.Earlier,
		Beside: besideHabit(in),
	}
	if t.Cue != "" {
		v.Terms += " " + strings.TrimSuffix(capital(t.Cue), ".") + "."
	}
	if t.ArchivedAt != 0 {
		v.Archived = "Archived since " + dayName(date.Of(time.UnixMilli(t.ArchivedAt).In(in.Zone)), in.Today) + "."
	}
	if from := newPassages(in.Habit, in.Source); len(from.Lines) > 0 {
		v.From = &from
	}
	for _, c := range in.Changes {
		v.Lately = append(v.Lately, c.line(in.Today, in.Zone))
	}
	return v
}

// address is what a date is put behind to see its month, as short as it may be:
// it stands in the page for every day of the year.
func (in HabitInput) address() string {
	if in.Again {
		return link.Habit(in.ID) + "?at="
	}
	return "?at="
}

// notes lists what was noted in the year that ends on end, the newest first.
func (t Track) notes(end, today date.Date) []NoteLine {
	var days []date.Date
	for d, e := range t.Logged {
		if e.Note != "" && d <= max(end, today) && d >= YearBegin(end) {
			days = append(days, d)
		}
	}
	slices.Sort(days)
	slices.Reverse(days)
	var notes []NoteLine
	for _, d := range days[:min(len(days), maxNotes)] {
		notes = append(notes, NoteLine{d, shortDay(d, today), dayName(d, today), t.Logged[d].Note})
	}
	return notes
}

func besideHabit(in HabitInput) *HabitBeside {
	from := comesFrom(in.Habit, in.Source, in.Others)
	if from == nil && in.Reason == "" {
		return nil
	}
	b := &HabitBeside{Reason: in.Reason}
	if from != nil {
		b.ComesFrom = *from
	}
	return b
}
