package page

import (
	"strings"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/views/link"
	"gloss/views/ui"
)

// Yesterday asks about the day before today: what was due on it and has no
// answer.
type Yesterday struct {
	Day   date.Date
	Title string
	Rows  []Unanswered
	Open  bool   // few enough to stand open
	Leave string // the page without the question
}

// Unanswered is one habit that yesterday says nothing of, with its answers.
type Unanswered struct {
	ID, Name string
	Href     string // its row on that day's page
	Spare    string // that a spare day went on it
	Field    *MenuField
	Unit     string
	Yes      *MenuAct // what says that it was kept; nil where only its day's page can
	No       MenuAct
}

// fewUnanswered is how many questions stand open at the head of a page.
const fewUnanswered = 4

// asksOfYesterday reports whether today's page asks about the day before. It
// does so on the first visit of a day, and no reading of a page writes down that
// there was one. So the first visit is one on which nothing is logged for today
// yet. It goes on through the presses made on it, as their forms lead back to a
// page that was asking; it is over once Today is opened anew with something
// logged, or when the person leaves the question.
func (in DayInput) asksOfYesterday() bool {
	switch {
	case in.Day != in.Today || in.Leave || in.Today == date.Oldest:
		return false
	case in.Asked:
		return true
	}
	for _, t := range in.Tracks {
		if e := t.Logged[in.Today]; e.Said() || e.Note != "" {
			return false
		}
	}
	return true
}

// newYesterday returns the question about the day before of those habits that
// are shown, nil where nothing is to be asked.
func newYesterday(in DayInput, shown []Track) *Yesterday {
	if !in.asksOfYesterday() {
		return nil
	}
	y := &Yesterday{Day: in.Today - 1, Leave: link.LeaveYesterday(link.Tagged(in.path(), in.Tag))}
	for _, t := range shown {
		if s := t.standing(y.Day, in.Today); s.unanswered() {
			u := t.unanswered(s)
			in.Refused.answer(&u, y.Day)
			y.Open = y.Open || u.Field != nil && u.Field.Error != ""
			y.Rows = append(y.Rows, u)
		}
	}
	if len(y.Rows) == 0 {
		return nil
	}
	y.Title = "Yesterday has " + strings.ToLower(ui.Count(len(y.Rows))) + " unanswered"
	y.Open = y.Open || len(y.Rows) <= fewUnanswered
	return y
}

// unanswered reports whether s's day was due, is over, and nobody said a thing
// of it. A day that the reserve forgave was not answered either. What has only a
// maximum is kept without a word.
func (s standing) unanswered() bool {
	return s.judged && s.own() && s.plan.Min.Set && s.verdict.State == plan.Missed && !s.entry.Said
}

func (t Track) unanswered(s standing) Unanswered {
	u := Unanswered{
		ID: t.ID, Name: t.Name, Href: link.Day(s.day) + "#" + link.Row(t.ID),
		No: noneAct(s.plan),
	}
	if s.verdict.Forgiven {
		u.Spare = "forgiven by the reserve"
	}
	switch s.plan.Kind {
	case plan.Tick:
		u.Yes = &MenuAct{Do: string(models.ActTick), Name: "Done"}
	case plan.Sum:
		u.Field = &MenuField{Label: capital(s.plan.Unit), Value: s.plan.Min.Amount.String()}
		u.Unit = unitFor(s.plan, 0)
		u.Yes = &MenuAct{Do: string(models.ActSet), Name: "Log"}
	}
	return u
}

// answer puts an amount that was not accepted back where it was typed.
func (f *Refusal) answer(u *Unanswered, day date.Date) {
	if f != nil && f.HabitID == u.ID && f.Day == day && f.Form.Do == string(models.ActSet) && u.Field != nil {
		u.Field.Value, u.Field.Error = f.Form.Amount, f.Errors["amount"]
	}
}
