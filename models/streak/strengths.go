package streak

import (
	"gloss/models/date"
	"gloss/models/plan"
)

// Strengths returns the strength with each day folded in, from the first plan's
// to today, as the days are judged today.
func Strengths(plans []plan.Plan, entries plan.Entries, today date.Date) []float64 {
	if len(plans) == 0 || plans[0].From > today {
		return nil
	}
	r := roller{plans: plans, entries: entries}
	days := make([]float64, 0, today-plans[0].From+1)
	for _, v := range plan.Judge(plans, entries, plans[0].From, today) {
		for d := v.From; d <= min(v.To, today); d++ {
			r.strengthen(v, d)
			days = append(days, r.Strength)
		}
	}
	return days
}
