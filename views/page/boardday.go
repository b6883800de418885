package page

import (
	"gloss/models/date"
	"gloss/models/plan"
)

// BoardWhole is one day of every habit that is shown, to be filled or skipped
// at once.
type BoardWhole struct {
	Day    date.Date
	Name   string
	Today  bool
	Fill   []WholeHabit // asked of this very day, and open
	Skip   []WholeHabit // asked, with nothing logged
	Theirs []WholeHabit // open, but not filled: why
	Next   string       // where its forms lead back to
	Close  string       // the board without it
}

// WholeHabit is a habit on a day that is logged at once, with what would be
// logged, or why nothing would.
type WholeHabit struct{ ID, Name, Words string }

func (h WholeHabit) words() string {
	if h.Words == "" {
		return h.Name
	}
	return h.Name + " · " + h.Words
}

// wholeOf says what can be done with the whole day that is asked for.
func wholeOf(in BoardInput, shown []Track) *BoardWhole {
	d, err := date.Parse(in.At.Show)
	if err != nil {
		return nil
	}
	w := &BoardWhole{Day: d, Name: d.Format("Monday 2 January"), Today: d == in.Today, Next: in.At.String() + "#whole"}
	at := in.At
	at.Show = ""
	w.Close = at.String()
	for _, t := range shown {
		s := t.standing(d, in.Today)
		if !s.blank() || s.verdict.State == plan.Kept {
			continue
		}
		h := WholeHabit{ID: t.ID, Name: t.Name}
		w.Skip = append(w.Skip, h)
		switch {
		case !s.plan.Min.Set:
		case !s.own():
			h.Words = "counted by the " + longPeriod(s.plan)
			w.Theirs = append(w.Theirs, h)
		case s.plan.Kind == plan.Variety:
			h.Words = "each thing has its name"
			w.Theirs = append(w.Theirs, h)
		default:
			if s.plan.Kind == plan.Sum {
				h.Words = quantity(s.plan, s.plan.Min.Amount)
			}
			w.Fill = append(w.Fill, h)
		}
	}
	return w
}

// blank reports whether s's day asks something and holds nothing.
func (s standing) blank() bool {
	return s.judged && s.plan.IsDue(s.day) && !s.entry.Said && !s.entry.Neutral()
}

func longPeriod(p plan.Plan) string {
	if p.Period == plan.Rolling {
		return "run of days"
	}
	return string(p.Period)
}

// WholeForm is what filling or skipping a day sends.
type WholeForm struct {
	Habits []string `form:"habit"`
	Page   string   `form:"page"`
	Change string   `form:"change"`
	Next   string   `form:"next"`
}
