// Package streak decides how long a habit has been kept: the streak with its
// reserve, the best streak, and the strength that survives a bad day. It works
// on judged periods and moves forward day by day from a small state, so that
// nobody has to read a whole history to know today's figures. Whether a period
// was kept is package plan's to say.
package streak

import (
	"time"

	"gloss/models/date"
	"gloss/models/plan"
)

// Run is kept periods in a row, in the habit's own unit: due days, weeks,
// months, and days for a rolling plan.
type Run struct {
	Count int
	Unit  plan.Period
	From  date.Date // first day of its first kept period
	To    date.Date // last day of its last kept period
}

// longer reports whether r beats s: by count in the same unit, else by the days
// covered.
func (r Run) longer(s Run) bool {
	if r.Count == 0 || s.Count == 0 || r.Unit == s.Unit {
		return r.Count > s.Count
	}
	return r.To-r.From > s.To-s.From
}

// State is everything that the days up to and with AsOf leave behind. The zero
// State is that of a habit nothing is known of.
type State struct {
	AsOf        date.Date
	Run, Best   Run
	ReserveWeek date.Date // first day of the week the reserve was last spent in
	ReserveUsed int       // days it forgave that week
	Strength    float64   // 0 to 1
	Known       bool      // an entry has been seen, so strength moves
}

// Roll moves s forward over all periods that lie wholly after s.AsOf and end by
// upTo, or by today where that is earlier, and returns the new state with the
// verdicts on every period after s.AsOf up to the one holding today, forgiven
// days marked. Periods that run past upTo are judged, not folded in.
//
// The entries must begin no later than Reach allows before s.AsOf.
func Roll(s State, plans []plan.Plan, entries plan.Entries, upTo, today date.Date) (State, []plan.Verdict) {
	if len(plans) == 0 {
		return s, nil
	}
	from := max(s.AsOf+1, plans[0].From)
	verdicts := plan.Judge(plans, entries, from, today)
	r := roller{State: s, plans: plans, entries: entries}
	folded := s
	for i := range verdicts {
		r.fold(&verdicts[i], today)
		if verdicts[i].To <= upTo {
			folded = r.State
		}
	}
	return folded, verdicts
}

// Now returns the state with everything up to today folded in, running periods
// too where they already count, with the verdicts after s.AsOf.
func Now(s State, plans []plan.Plan, entries plan.Entries, today date.Date) (State, []plan.Verdict) {
	return Roll(s, plans, entries, date.Newest, today)
}

type roller struct {
	State
	plans   []plan.Plan
	entries plan.Entries
}

func (r *roller) fold(v *plan.Verdict, today date.Date) {
	if u := v.Plan.Period; unit(u) != unit(r.Run.Unit) {
		r.Run = Run{Unit: unit(u)}
	}
	r.spendReserve(v)
	switch v.State {
	case plan.Kept:
		if r.Run.Count == 0 {
			r.Run.From = v.From
		}
		r.Run.Count++
		r.Run.To = min(v.To, today)
		if r.Run.longer(r.Best) {
			r.Best = r.Run
		}
	case plan.Short, plan.Missed, plan.Over:
		if !v.Forgiven {
			r.Run = Run{Unit: r.Run.Unit}
		}
	}
	for d := v.From; d <= min(v.To, today); d++ {
		r.strengthen(*v, d)
	}
	r.AsOf = v.To
}

// unit returns what a period's streak counts: a rolling plan's counts days.
func unit(p plan.Period) plan.Period {
	if p == plan.Rolling {
		return plan.Day
	}
	return p
}

// spendReserve forgives a short or missed due day while this week's reserve
// lasts.
func (r *roller) spendReserve(v *plan.Verdict) {
	if v.Plan.Period != plan.Day || v.State != plan.Short && v.State != plan.Missed {
		return
	}
	week := v.From.Week(v.Plan.WeekStart)
	if r.ReserveWeek != week.From {
		r.ReserveWeek, r.ReserveUsed = week.From, 0
	}
	if r.ReserveUsed < Reserve(r.plans, v.From) {
		v.Forgiven = true
		r.ReserveUsed++
	}
}

// Reserve returns how many days may be forgiven in the week of d: what the plan
// ruling d grants, and at most one fewer than that week's due days.
func Reserve(plans []plan.Plan, d date.Date) int {
	p, ok := plan.On(plans, d)
	if !ok || p.Period != plan.Day {
		return 0
	}
	week, due := d.Week(p.WeekStart), 0
	for day := week.From; day <= week.To; day++ {
		if q, ok := plan.On(plans, day); ok && q.Period == plan.Day && q.IsDue(day) {
			due++
		}
	}
	return max(0, min(p.Reserve, due-1))
}

// Used returns how much of the reserve the week of d has spent.
func (s State) Used(d date.Date, start time.Weekday) int {
	if s.ReserveWeek == d.Week(start).From {
		return s.ReserveUsed
	}
	return 0
}
