package page

import (
	"strings"
	"time"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
)

// EditInput is everything the page for editing a habit is made from.
type EditInput struct {
	Track
	Today     date.Date
	WeekStart time.Weekday
	Form      HabitForm      // as it was typed, or as the habit stands
	Rules     date.Date      // from when terms of the same kind and period would rule
	Typed     date.Date      // from when those would that were typed; 0 where they cannot be read
	Tags      []string       // all the tags the person has
	Pauses    []models.Pause // this habit's, and those of all habits
	Pause     *PauseForm     // as it was refused
	Source    *Source
	Others    []OtherPlace // what other guides say otherwise
}

// EditView is the page for editing a habit.
type EditView struct {
	ID, Name string
	Archived bool
	When     string // from when changed terms rule
	Form     HabitFormView
	Known    string // the tags there are
	Plans    []PlanLine
	Drops    bool // there are terms to take off
	Pauses   PausesView
	Reminder string // as it was set elsewhere, empty where it was not
	Until    string // the last day a habit deleted today can be brought back
	Beside   *ComesFrom
	From     PassagesView
}

// PlanLine is the terms of a habit from a day on.
type PlanLine struct {
	From  date.Date
	Words string
	When  string
	Now   bool
	Later bool // not the first, so that it can be taken off again
}

// KeptFor is how many days a deleted habit can be brought back.
const KeptFor = 30

// EditOf makes the page for editing a habit.
func EditOf(in EditInput) EditView {
	p := in.plan(in.Today)
	v := EditView{
		ID: in.ID, Name: in.Name, Archived: in.ArchivedAt != 0,
		When:   termsAhead(p, in.Rules, in.Today),
		Form:   HabitFormView{Form: in.Form, WeekStart: in.WeekStart},
		Plans:  in.planLines(in.Today),
		Pauses: pausesOfHabit(in),
		Until:  dayInFull(in.Today+KeptFor, in.Today),

		Reminder: reminderWords(in.Reminder),
		Beside:   comesFrom(in.Habit, in.Source, in.Others),
		From:     newPassages(in.Habit, in.Source),
	}
	if in.Typed != 0 {
		v.When = TermsRule(in.Typed, in.Today)
	}
	if p.Due.Every > 1 {
		v.Form.Counted = "counted from " + dayInFull(p.Anchor, in.Today) + " while the number stays"
	}
	v.Drops = len(v.Plans) > 1
	if len(in.Tags) > 0 {
		v.Known = " You have: " + strings.Join(in.Tags, ", ") + "."
	}
	return v
}

// TermsRule says from when new terms rule.
func TermsRule(from, today date.Date) string {
	return "These terms rule from " + sinceWords(from, today) + "; days before stay as they were judged."
}

// termsAhead says from when terms would rule that are changed now.
func termsAhead(p plan.Plan, from, today date.Date) string {
	if from >= today {
		return "Terms changed now rule from " + sinceWords(from, today) + "; days before stay as they were judged."
	}
	began := "where this " + string(p.Period) + " began"
	if from == p.From {
		began = "where its terms began"
	}
	return "Terms changed now rule from " + dayInFull(from, today) + ", " + began +
		"; with another kind or period from today. Days before stay as they were judged."
}

// sinceWords is dayInFull that names today too.
func sinceWords(d, today date.Date) string {
	if d == today {
		return "today, " + dayInFull(d, today)
	}
	return dayInFull(d, today)
}

// dayInFull says a day by its weekday and date, with the year where that is
// another one: Monday 16 November.
func dayInFull(d, today date.Date) string {
	if d.Year() != today.Year() {
		return d.Format("Monday 2 January 2006")
	}
	return d.Format("Monday 2 January")
}

// planLines lists the terms of a habit, the newest first.
func (t Track) planLines(today date.Date) []PlanLine {
	lines := make([]PlanLine, 0, len(t.Plans))
	rules, _ := plan.On(t.Plans, today)
	for i := len(t.Plans) - 1; i >= 0; i-- {
		p := t.Plans[i]
		l := PlanLine{From: p.From, Words: capital(p.Terms()), Now: p.From == rules.From, Later: i > 0}
		if l.When = "from " + dayInFull(p.From, today) + " on"; i+1 < len(t.Plans) {
			l.When = "from " + dayInFull(p.From, today) + " to " + dayInFull(t.Plans[i+1].From-1, today)
		}
		lines = append(lines, l)
	}
	return lines
}

// ActForm is one button that acts on one thing.
type ActForm struct {
	Page   string `form:"page"`
	Change string `form:"change"`
	Next   string `form:"next"`
}
