package page

import (
	"slices"

	"gloss/models"
	"gloss/models/date"
	"gloss/views/link"
)

// PauseForm pauses a habit, or all of them: everything is what was typed.
type PauseForm struct {
	Page   string `form:"page"`
	Change string `form:"change"`
	Next   string `form:"next"`
	From   string `form:"from"`
	To     string `form:"to"` // empty: until further notice

	Errors models.Invalid
}

// PausesView is a list of pauses with the form for another one.
type PausesView struct {
	Form    PauseForm
	Action  string // where the form is sent
	Next    string // where its buttons lead back to
	One     bool   // they are the pauses of one habit
	Running []PauseLine
	Ahead   []PauseLine
	Past    []PauseLine
}

// PauseLine is one pause. What pauses all habits has no HabitID.
type PauseLine struct {
	ID, HabitID string
	Name        string // of the habit
	Words       string // from when to when
	State       string // where it stands today
	Ends        bool   // it runs on after today
	from        date.Date
}

// PausesInput is what the page of pauses is made from.
type PausesInput struct {
	Pauses []models.Pause
	Names  map[string]string // of habits, by id
	Today  date.Date
	Form   *PauseForm // as it was refused
}

// PausesOf makes the page of all pauses.
func PausesOf(in PausesInput) PausesView {
	v := PausesView{Form: pauseForm(in.Form, in.Today), Action: link.Pauses, Next: link.Pauses}
	for _, p := range in.Pauses {
		v.add(p, in.Names[p.HabitID], in.Today)
	}
	v.sort()
	return v
}

// pausesOfHabit lists what pauses one habit.
func pausesOfHabit(in EditInput) PausesView {
	v := PausesView{
		Form: pauseForm(in.Pause, in.Today), One: true,
		Action: link.HabitPauses(in.ID), Next: link.EditHabitAt(in.ID, link.PausesPart),
	}
	for _, p := range in.Pauses {
		v.add(p, in.Name, in.Today)
	}
	v.sort()
	return v
}

func pauseForm(refused *PauseForm, today date.Date) PauseForm {
	if refused != nil {
		return *refused
	}
	return PauseForm{From: today.String()}
}

func (v *PausesView) add(p models.Pause, name string, today date.Date) {
	l := PauseLine{ID: p.ID, HabitID: p.HabitID, Name: name, Words: pauseDates(p, today), from: p.From}
	days := int(p.To-p.From) + 1
	switch {
	case p.To != 0 && p.To < today:
		l.State = "over, " + models.Counted(days, "day", "days")
		v.Past = append(v.Past, l)
	case p.From > today:
		l.State = "ahead, " + ahead(int(p.From-today), p, days)
		v.Ahead = append(v.Ahead, l)
	default:
		l.State, l.Ends = "now, day "+models.Grouped(int(today-p.From)+1), p.To != today
		if p.To != 0 {
			l.State += " of " + models.Grouped(days)
		}
		v.Running = append(v.Running, l)
	}
}

func ahead(in int, p models.Pause, days int) string {
	words := "in " + models.Counted(in, "day", "days")
	if in == 1 {
		words = "from tomorrow"
	}
	if p.To != 0 {
		words += ", for " + models.Counted(days, "day", "days")
	}
	return words
}

// sort puts what comes first first, and of the past what was last.
func (v *PausesView) sort() {
	first := func(a, b PauseLine) int { return int(a.from - b.from) }
	slices.SortStableFunc(v.Running, first)
	slices.SortStableFunc(v.Ahead, first)
	slices.SortStableFunc(v.Past, func(a, b PauseLine) int { return first(b, a) })
}

// coming are the pauses that are not over.
func (v PausesView) coming() []PauseLine { return slices.Concat(v.Running, v.Ahead) }

// pauseDates says from when to when a pause goes.
func pauseDates(p models.Pause, today date.Date) string {
	if p.To == 0 {
		return "From " + runDates(p.From, p.From, today) + " until further notice"
	}
	return runDates(p.From, p.To, today)
}

// pauseIDs are the form's controls by field, in their order.
var pauseIDs = []fieldID{{"from", "pause-from"}, {"to", "pause-to"}}

// whose says whose pause l is to those who hear its buttons.
func (l PauseLine) whose() string {
	if l.HabitID == "" {
		return "all habits"
	}
	return l.Name
}
