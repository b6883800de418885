package streak_test

import (
	"time"

	"pgregory.net/rapid"

	"gloss/models/date"
	"gloss/models/plan"
)

// anyPlan draws a plan of every kind and period, small enough that its periods
// are kept now and then.
func anyPlan(t *rapid.T, first date.Date) plan.Plan {
	p := plan.Plan{From: first, Anchor: first, Unit: "things"}
	p.Kind = rapid.SampledFrom([]plan.Kind{plan.Tick, plan.Sum, plan.Variety}).Draw(t, "kind")
	p.Period = rapid.SampledFrom([]plan.Period{plan.Day, plan.Day, plan.Week, plan.Month, plan.Rolling}).Draw(t, "period")
	p.Step = plan.Whole * plan.Amount(rapid.IntRange(1, 2).Draw(t, "step"))
	p.WeekStart = time.Weekday(rapid.IntRange(0, 6).Draw(t, "week start"))
	p.Reserve = rapid.IntRange(0, plan.MaxReserve).Draw(t, "reserve")
	p.Anchor += date.Date(rapid.IntRange(-9, 9).Draw(t, "anchor"))
	switch rapid.IntRange(0, 3).Draw(t, "due") {
	case 0:
		p.Due.Weekdays = plan.Weekdays(rapid.IntRange(1, int(plan.EveryWeekday)).Draw(t, "weekdays"))
	case 1:
		p.Due.Every = rapid.IntRange(1, 9).Draw(t, "every")
	}
	most := map[plan.Period]int{plan.Day: 1, plan.Week: 5, plan.Month: 12, plan.Rolling: 4}[p.Period]
	if p.Kind != plan.Tick {
		most = 2*most + 1
	}
	if p.Period == plan.Rolling {
		p.Days = rapid.IntRange(plan.MinDays, 12).Draw(t, "days")
		if p.Kind == plan.Tick {
			most = min(most, p.Days)
		}
	}
	limits := rapid.IntRange(0, 4).Draw(t, "limits")
	if limits != 0 {
		p.Min = plan.At(rapid.IntRange(1, most).Draw(t, "min"))
	}
	if limits == 0 || limits == 1 && p.Period != plan.Rolling {
		p.Max = plan.At(rapid.IntRange(int(p.Min.Amount/plan.Whole), 2*most).Draw(t, "max"))
	}
	if bad := p.Problems(); len(bad) > 0 {
		t.Fatalf("%+v: %v", p, bad)
	}
	return p
}

// anyPlans draws a plan and perhaps changes of it.
func anyPlans(t *rapid.T, first date.Date, days int) []plan.Plan {
	plans := []plan.Plan{anyPlan(t, first)}
	for range rapid.IntRange(0, 3).Draw(t, "changes") {
		first += date.Date(rapid.IntRange(1, days/2).Draw(t, "lived"))
		next := anyPlan(t, first)
		if rapid.Bool().Draw(t, "same") { // another quota of the same
			before := plans[len(plans)-1]
			next, before.From = before, first
			next.From = first
			if next.Min.Set && next.Min.Amount > plan.Whole {
				next.Min.Amount -= plan.Whole
			}
		}
		plans = append(plans, next)
	}
	return plans
}

// anyEntry draws what stands on a day, as any kind counts it.
func anyEntry(t *rapid.T, logged bool) plan.Entry {
	e := plan.Entry{Paused: rapid.IntRange(0, 8).Draw(t, "pause") == 0}
	switch n := rapid.IntRange(0, 9).Draw(t, "entry"); {
	case n == 0:
		e.Skipped = true
	case n < 6 && logged:
		e.Said = true
		e.Amount = plan.Whole * plan.Amount(rapid.SampledFrom([]int{0, 1, 1, 1, 2, 3}).Draw(t, "amount"))
		e.Items = rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "c", "d", "e"}), 0, 2).Draw(t, "items")
	}
	return e
}

func anyEntries(t *rapid.T, first date.Date, n int) plan.Entries {
	entries := plan.Entries{From: first}
	long := rapid.IntRange(0, n).Draw(t, "long pause")
	for i := range n {
		e := anyEntry(t, true)
		if i > long && i < long+n/5 {
			e = plan.Entry{Paused: true}
		}
		entries.Days = append(entries.Days, e)
	}
	return entries
}

func cut(e plan.Entries, first date.Date) plan.Entries {
	if first <= e.From {
		return e
	}
	return plan.Entries{From: first, Days: e.Days[min(len(e.Days), int(first-e.From)):]}
}

func with(e plan.Entries, d date.Date, entry plan.Entry) plan.Entries {
	days := append([]plan.Entry(nil), e.Days...)
	for last(plan.Entries{From: e.From, Days: days}) < d {
		days = append(days, plan.Entry{})
	}
	days[d-e.From] = entry
	return plan.Entries{From: e.From, Days: days}
}
