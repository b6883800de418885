package page

import (
	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
)

// standing is what is known of one day of one habit: what stands on it, and
// what its period came to.
type standing struct {
	day, today date.Date
	plan       plan.Plan
	entry      plan.Entry
	held       plan.Amount // what counts of this day alone
	verdict    plan.Verdict
	judged     bool // the verdict is one; days to come and before the habit have none
	note       string
}

func (t Track) standing(d, today date.Date) standing {
	p := t.plan(d)
	v, ok := t.verdict(d)
	return standing{
		day: d, today: today, plan: p, entry: t.entry(d), held: t.held(p, d),
		verdict: v, judged: ok && d <= today, note: t.Logged[d].Note,
	}
}

// own reports whether the day is a period of its own, with a state.
func (s standing) own() bool { return s.plan.Period == plan.Day }

// ahead reports whether the day is still to come.
func (s standing) ahead() bool { return s.day > s.today }

// full reports whether another step would lead over the maximum or further
// over it.
func (s standing) full() bool {
	return s.plan.Kind == plan.Sum && s.judged && s.plan.Max.Set &&
		s.verdict.State != plan.Off && s.verdict.Total >= s.plan.Max.Amount
}

// within reports whether a habit with only a maximum has kept to it so far,
// and may still go over.
func (s standing) within() bool {
	return s.judged && s.verdict.State == plan.Open && !s.plan.Min.Set
}

// class returns the state of the day as the style sheet names it. The large
// cell of the page's own day says what may be done; the small ones what was.
func (s standing) class(large bool) string {
	e := s.entry
	switch {
	case s.ahead() && e.Neutral():
		return "skipped"
	case s.ahead() && large && s.plan.IsDue(s.day):
		return ""
	case s.ahead():
		return "off"
	case s.judged && s.own():
		return s.ownClass(large)
	case e.None():
		return "no"
	case s.held > 0:
		return "done"
	case e.Neutral():
		return "skipped"
	case !s.judged, large && s.within():
		return "off"
	case large && s.verdict.State == plan.Open:
		return "open"
	}
	return ""
}

func (s standing) ownClass(large bool) string {
	switch v := s.verdict; {
	case v.Forgiven:
		return "reserve"
	case v.State == plan.Missed && s.entry.None():
		return "no"
	case v.State == plan.Open && s.held > 0 && !(large && s.plan.Min.Set):
		return "done"
	case v.State == plan.Open && s.plan.Min.Set:
		return "open"
	case v.State == plan.Off && s.held > 0:
		return "done"
	case v.State == plan.Open:
		return "off"
	default:
		return v.State.String()
	}
}

// said says the day's amount and state: "20 minutes, kept".
func (s standing) said() string {
	state := s.stateWords()
	if s.held > 0 && s.plan.Kind != plan.Tick {
		if state == "" {
			state = quantity(s.plan, s.held)
		} else {
			state = quantity(s.plan, s.held) + ", " + state
		}
	}
	if s.note != "" {
		state += ", with a note"
	}
	return state
}

func (s standing) stateWords() string {
	e := s.entry
	switch {
	case e.Skipped:
		return "skipped"
	case e.Paused && !e.Said:
		return "paused"
	case s.ahead() && !s.plan.IsDue(s.day):
		return "not due"
	case s.ahead():
		return "still to come"
	case !s.judged && !e.Said:
		return "before it began"
	case s.judged && s.own():
		return s.ownWords()
	case e.None():
		return "answered no"
	case s.held > 0:
		return "logged"
	}
	return "nothing logged"
}

func (s standing) ownWords() string {
	switch v := s.verdict; {
	case v.Forgiven:
		return "forgiven by the reserve"
	case v.State == plan.Over:
		return "over the limit of " + s.plan.Max.Amount.String()
	case v.State == plan.Missed && s.entry.None():
		return "answered no"
	case v.State == plan.Open && s.held > 0:
		return "so far"
	case v.State == plan.Open:
		return "not logged yet"
	case v.State == plan.Off && s.held > 0:
		return "logged, though not due"
	case v.State == plan.Off:
		return "not due"
	default:
		return v.State.String()
	}
}

// press returns what one press on the day's cell does, and in words.
func (s standing) press() (do models.Act, words string) {
	if s.ahead() {
		return "", ""
	}
	switch s.plan.Kind {
	case plan.Tick:
		switch {
		case s.entry.Amount > 0:
			return models.ActClear, "Take it back"
		case s.entry.Neutral() || s.entry.None():
			return models.ActTick, "Log it after all"
		case s.judged && !s.plan.IsDue(s.day) || !s.judged:
			return models.ActTick, "Log it anyway"
		}
		return models.ActTick, "Log it"
	case plan.Sum:
		if !s.full() {
			return models.ActAdd, "Add " + quantity(s.plan, s.plan.Step)
		}
	}
	return "", ""
}
