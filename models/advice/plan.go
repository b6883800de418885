package advice

import (
	"math"

	"gloss/models/plan"
)

// What a finding asks for becomes a plan so (N to M is its amount, K how often;
// a limit or avoidance turns a bare N into a maximum):
//
//	amount         frequency       plan
//	none           none, 1 a day   tick, every day
//	none           K a day         K times a day, counted
//	none           K a week        tick, K a week (month: K a month)
//	none           K+ a week       tick, at least K a week; K- the most
//	none           on weekdays     tick, due on those days
//	none           every N days    tick, due every N days
//	at least N     day             minimum N a day
//	at most N      day             maximum N a day
//	N to M         day             minimum N and maximum M a day
//	N              day             minimum N a day
//	N to M         week, month     minimum N: more of it is no fault there
//	any            K a day         K times as much a day
//	any            K days a week   K times as much a week
//	repetitions    each session    tick, every day; the name keeps the number
//	other          each session    as by the day
//	% or per kg                    tick, every day; the name keeps the number
//
// A clock window is kept where it does not pass midnight, which a plan cannot
// hold; then it stays in the cue.

// uncounted are units in which nobody logs.
var uncounted = words("% g/kg mg/kg g/lb ounces/lb sets times exercises breaths mcg/kg")

// Plan returns the plan of a habit that asks for what f asks for. First day,
// anchor and start of the week are left for whoever takes it up.
func (f Finding) Plan() plan.Plan {
	p := plan.Plan{Kind: plan.Tick, Period: plan.Day, Min: plan.At(1), Step: plan.Whole}
	if w := f.Window; w.Set && w.From < w.To {
		p.Window = plan.Window{From: plan.Clock(w.From), To: plan.Clock(w.To)}
		if w.To == endOfDay {
			p.Window.To = 24 * 60
		}
	}
	switch {
	case f.Measure.Kind == Check || uncounted[f.Measure.Unit] && f.Measure.Unit != "times":
		return f.often(p)
	case f.Measure.Unit == "times":
		return f.occasions(p)
	}
	return f.amount(p)
}

// often fills in how often a tick is asked for.
func (f Finding) often(p plan.Plan) plan.Plan {
	n := int(math.Round(f.Frequency.Times))
	switch f.Frequency.Per {
	case PerWeek:
		if f.Frequency.Loose || n < 1 {
			n = 4 // most days
		}
		if f.Frequency.Weekdays != 0 {
			p.Due.Weekdays = plan.Weekdays(f.Frequency.Weekdays)
			return p
		}
		if n < 7 {
			return within(p, plan.Week, n)
		}
	case PerMonth:
		if n >= 1 && n < 28 {
			return within(p, plan.Month, n)
		}
	default:
		if f.Frequency.Per == PerDay && n > 1 && f.Polarity == Do && !f.Frequency.Loose {
			p.Kind, p.Unit, p.Min = plan.Sum, "times", plan.At(n)
			return p
		}
		if every := int(f.Interval.Every); f.Interval.Unit == "days" && every >= 2 && every <= plan.MaxEvery {
			p.Due.Every = every
		} else if f.Interval.Unit == "weeks" && every >= 1 && every*7 <= plan.MaxEvery {
			p.Due.Every = every * 7
		}
	}
	return p
}

// occasions fills in a bound on the number of times.
func (f Finding) occasions(p plan.Plan) plan.Plan {
	least, most := int(f.Measure.Min), int(f.Measure.Max)
	switch f.Frequency.Per {
	case PerWeek:
		p.Period = plan.Week
	case PerMonth:
		p.Period = plan.Month
	case PerDay:
		p.Kind, p.Unit = plan.Sum, "times"
	default:
		return p // repetitions within a session
	}
	room := map[plan.Period]int{plan.Week: 7, plan.Month: 28, plan.Day: 1000}[p.Period]
	if f.Measure.Kind == AtMost || f.Polarity == Limit {
		p.Min, p.Max = plan.Limit{}, plan.At(min(max(most, least), 1000))
		return p
	}
	p.Min = plan.At(min(max(least, 1), room))
	if f.Measure.Kind == Range && p.Period == plan.Day && most > least {
		p.Max = plan.At(most)
	}
	return p
}

// amount fills in a quantity in a unit.
func (f Finding) amount(p plan.Plan) plan.Plan {
	m := f.Measure
	p.Kind, p.Unit, p.Min = plan.Sum, m.Unit, plan.Limit{}
	times := 1.0
	switch fr := f.Frequency; {
	case fr.Per == PerWeek && !fr.Loose:
		p.Period, times = plan.Week, fr.Times
	case fr.Per == PerWeek && m.Kind != AtMost:
		p.Period, times = plan.Week, 4
	case fr.Per == PerMonth:
		p.Period, times = plan.Month, fr.Times
	case fr.Per == PerDay && fr.DaysAWeek > 0:
		p.Period, times = plan.Week, fr.Times*fr.DaysAWeek
	case fr.Per == PerDay && !fr.Loose:
		times = fr.Times
	}
	scale := 1.0
	if m.Unit == "hours" && max(m.Min, m.Max) < 1 {
		p.Unit, scale = "minutes", 60
	}
	least, most := thousandths(m.Min*times*scale), thousandths(m.Max*times*scale)
	switch {
	case m.Kind == AtMost || f.Polarity == Limit:
		p.Max = plan.Limit{Amount: max(most, least), Set: true}
	case m.Kind == Range && p.Period == plan.Day:
		p.Min, p.Max = plan.Limit{Amount: least, Set: true}, plan.Limit{Amount: most, Set: true}
	default:
		p.Min = plan.Limit{Amount: max(least, 1), Set: true}
	}
	p.Step = stepOf(p.Unit, thousandths(max(m.Min, m.Max)*scale), times)
	return p
}

func thousandths(v float64) plan.Amount {
	return plan.Amount(math.Round(min(max(v, 0), 1e6) * 1000))
}

// stepOf is what one press adds: the whole of what is asked for several times,
// and else a round part of it.
func stepOf(unit string, each plan.Amount, times float64) plan.Amount {
	whole := plan.Whole
	switch {
	case times > 1 && each > 0:
		return each
	case unit == "minutes" && each >= 10*whole && each <= 60*whole:
		return 5 * whole
	case unit == "hours", unit == "servings", unit == "portions", unit == "glasses", unit == "cups", unit == "drinks", unit == "units":
		return whole
	}
	step := plan.Amount(1)
	for _, next := range []plan.Amount{100, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_000_000, 5_000_000, 10_000_000} {
		if next*4 <= each {
			step = next
		}
	}
	return max(step, min(each, whole))
}

// within makes a tick of n times a period.
func within(p plan.Plan, period plan.Period, n int) plan.Plan {
	p.Period, p.Min = period, plan.At(n)
	return p
}
