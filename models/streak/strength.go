package streak

import (
	"math"

	"gloss/models/date"
	"gloss/models/plan"
)

// Strength is Loop Habit Tracker's score (its Score.kt and ScoreList.kt,
// restated): each day S becomes S·m + c·(1−m), where m = 0.5^(√f / 13), f is
// the share of days the plan asks for and c, from 0 to 1, how far the days
// looked back on fulfil it. Skipped, paused and off days leave S as it is.

// strengthen moves the strength over day d of the judged period v.
func (r *roller) strengthen(v plan.Verdict, d date.Date) {
	e := r.entries.At(d)
	if !r.Known {
		if !e.Said && !e.Skipped {
			return
		}
		r.Known = true
		if !v.Plan.Min.Set {
			r.Strength = 1
		}
	}
	if v.State == plan.Off && v.Plan.Period == plan.Day {
		return
	}
	if e.Neutral() && !(v.Plan.Period == plan.Day && v.State != plan.Skipped) {
		return
	}
	m := math.Pow(0.5, math.Sqrt(frequency(v.Plan))/13)
	r.Strength = r.Strength*m + r.credit(v.Plan, d)*(1-m)
}

// frequency returns f: one for days, n/7, n/30 and n/D for ticks by week, month
// and D days, and one period's share of days for what is added up.
func frequency(p *plan.Plan) float64 {
	if p.Kind == plan.Tick && p.Min.Set {
		return float64(p.Min.Amount) / float64(plan.Whole) / float64(p.PeriodDays())
	}
	return 1 / float64(p.PeriodDays())
}

// credit returns c for day d: how far the days up to d fulfil p.
func (r *roller) credit(p *plan.Plan, d date.Date) float64 {
	w := r.sum(p, d, p.PeriodDays())
	if !p.Min.Set {
		return within(w, float64(p.Max.Amount))
	}
	if p.Max.Set && w > float64(p.Max.Amount) {
		return 0
	}
	least := float64(p.Min.Amount)
	if doubled(p) {
		w, least = r.sum(p, d, 2*p.PeriodDays()), 2*least
	}
	return min(1, w/least)
}

// within returns the credit of a maximum alone: full up to it, none at twice.
func within(w, most float64) float64 {
	if most == 0 {
		if w > 0 {
			return 0
		}
		return 1
	}
	return min(1, max(0, 1-(w-most)/most))
}

// doubled reports whether Loop looks back on two periods at once, which it does
// for ticks that are not asked for every day.
func doubled(p *plan.Plan) bool { return p.Kind == plan.Tick && frequency(p) < 1 }

// sum adds up the n days ending on d as p's kind counts them, no further back
// than the unbroken rule of that kind.
func (r *roller) sum(p *plan.Plan, d date.Date, n int) float64 {
	from := max(d-date.Date(n)+1, kindSince(r.plans, p))
	return float64(plan.Total(p.Kind, r.entries, date.Range{From: from, To: d}))
}

// kindSince returns the first day of the unbroken rule of p's kind that p is
// part of.
func kindSince(plans []plan.Plan, p *plan.Plan) date.Date {
	since := p.From
	for i := len(plans) - 1; i >= 0; i-- {
		switch q := &plans[i]; {
		case q.From > since:
		case q.Kind != p.Kind:
			return since
		default:
			since = q.From
		}
	}
	return since
}
