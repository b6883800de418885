package page

import (
	"strconv"

	"gloss/models/date"
	"gloss/models/plan"
	"gloss/views/link"
)

// MonthView is a month of a habit, each day to be pressed.
type MonthView struct {
	Name     string
	Heads    []string // weekdays
	Days     []MonthDay
	Step     string
	Hint     string
	Prev     date.Date // a day of the month before, 0 where there is none
	Next     date.Date // a day of the month after, 0 where it is all ahead
	PrevName string
	NextName string
}

// MonthDay is a day of a MonthView.
type MonthDay struct {
	Cell
	Number string // day of the month
	Words  string // the rest of its name, for who does not see it
	Today  bool
}

func (t Track) month(at, today date.Date) MonthView {
	r, p := at.Month(), t.plan(today)
	v := MonthView{Name: r.From.Format("January")}
	if r.From.Year() != today.Year() {
		v.Name = r.From.Format("January 2006")
	}
	for d := r.From.Week(p.WeekStart).From; len(v.Heads) < 7; d++ {
		v.Heads = append(v.Heads, d.Format("Mon"))
	}
	for d := r.From; d <= r.To; d++ {
		c := t.cell(d, today, p, false)
		if d == r.From {
			c.Class += " s" + strconv.Itoa(int(d-d.Week(p.WeekStart).From)+1)
		}
		words := " " + r.From.Format("January") + ": " + t.standing(d, today).said()
		v.Days = append(v.Days, MonthDay{Cell: c, Number: d.Format("2"), Words: words, Today: d == today})
	}
	if p.Kind == plan.Sum {
		v.Step = p.Step.String()
	}
	v.Hint = monthHint(p)
	if r.From > date.Oldest {
		v.Prev, v.PrevName = r.From-1, (r.From - 1).Format("January")
	}
	if r.To < today {
		v.Next, v.NextName = r.To+1, (r.To + 1).Format("January")
	}
	return v
}

func monthHint(p plan.Plan) string {
	switch p.Kind {
	case plan.Sum:
		return "Press a day to add " + quantity(p, p.Step) + ", as on Today. Every change can be undone."
	case plan.Variety:
		return "Press a day to open it and name what there was."
	}
	return "Press a day to log it, and again to take it back. Every change can be undone."
}

// monthLink leads to the month of a day.
func monthLink(habitID string, d date.Date) string { return link.HabitYear(habitID, d) + "#month" }
