package streak

import (
	"gloss/models/date"
	"gloss/models/plan"
)

// Eve returns the day a state may stand at when it is today: the last end of a
// period that nothing said of the last seven days, or of the running period,
// can change any more.
func Eve(plans []plan.Plan, entries plan.Entries, today date.Date) date.Date {
	return Settled(plans, entries, today-7)
}

// Settled returns the end of the last period that nothing said of day, or of a
// later one, can change. A state that stands after it is out of date as soon as
// something else is said of day.
func Settled(plans []plan.Plan, entries plan.Entries, day date.Date) date.Date {
	settled := day - 1
	if p, ok := plan.On(plans, day); ok && p.Period == plan.Rolling {
		settled = max(entries.Run(day-1, p.Days), plan.Stretch(plans, day).From) - 1
	}
	if p, ok := plan.On(plans, settled+1); ok {
		settled = max(p.From, p.PeriodOf(settled+1).From) - 1
	}
	return settled
}

// Reach returns the first day whose entry Roll needs in order to go on from a
// state that stands at asOf: what the first period after it and its strength
// look back on. Nothing before the first plan is needed.
func Reach(plans []plan.Plan, entries plan.Entries, asOf date.Date) date.Date {
	next := asOf + 1
	if len(plans) == 0 {
		return next
	}
	from := next
	for i := range plans {
		p := &plans[i]
		if i+1 < len(plans) && plans[i+1].From <= next {
			continue
		}
		back := p.PeriodDays()
		if doubled(p) {
			back *= 2
		}
		first := max(next, p.From)
		judged := max(p.Reach(entries, first), plan.Stretch(plans, first).From)
		from = min(from, judged, first-date.Date(back)+1)
	}
	return max(from, plans[0].From)
}
