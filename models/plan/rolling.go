package plan

import "gloss/models/date"

// judgeRolling decides the days of spans, which all follow plans that count the
// same thing over the same number of days.
//
// With a minimum a day is kept when some run of days holding it, up to today,
// holds the quota; a run is as long as it must be to have D days that ask, so
// skipped days lengthen it. An uncovered day is open until D−1 asking days
// after it. With a maximum a day is over when the D days ending on it exceed
// it.
func judgeRolling(plans []Plan, spans []Span, entries Entries, today date.Date) []Verdict {
	rule := Stretch(plans, spans[0].From)
	t := slide(spans[0].Plan, date.Range{
		From: max(rule.From, min(entries.From, spans[0].From)),
		To:   min(rule.To, today),
	}, entries)
	verdicts := make([]Verdict, len(spans))
	for i, s := range spans {
		verdicts[i] = Verdict{Span: s, Asked: s.Plan.Min.Amount}
		if s.From <= today {
			verdicts[i].judgeRollingDay(t, entries.At(s.From), rule.To < today, today)
		}
	}
	return verdicts
}

func (v *Verdict) judgeRollingDay(t slid, e Entry, cut bool, today date.Date) {
	p := v.Plan
	run := t.days[v.From-t.From]
	v.Said = e.Said
	if p.Max.Set {
		v.Total = run.ending
		switch {
		case v.Total > p.Max.Amount:
			v.State = Over
		case e.Neutral() && !e.Said:
			v.State = Skipped
		case v.From < today:
			v.State = Kept
		default:
			v.State = Open
		}
		return
	}
	v.Total = run.best
	left := t.askedSince(v.From) // asking days from this one to the end of what is known
	switch {
	case v.Total >= p.Min.Amount:
		v.State = Kept
	case e.Neutral():
		v.State = Skipped
	case !cut && left <= p.Days:
		v.State = Open
	case cut && left < p.Days:
		v.State = Off
	default:
		v.State = Missed
	}
}

// slid holds, for each day of a range, what decides a rolling day.
type slid struct {
	date.Range
	days []slidDay
}

type slidDay struct {
	best   Amount // the best run holding the day
	ending Amount // the D days ending on it
	asked  int    // asking days up to and with it
}

func (t slid) askedSince(d date.Date) int {
	n := t.days[len(t.days)-1].asked
	if d > t.From {
		n -= t.days[d-t.From-1].asked
	}
	return n
}

// slide moves runs of p.Days days over reach.
func slide(p *Plan, reach date.Range, entries Entries) slid {
	t := slid{reach, make([]slidDay, reach.Len())}
	stretchy, fixed := newCounter(p.Kind), newCounter(p.Kind)
	start, wide, asked := reach.From, 0, 0
	for d := reach.From; d <= reach.To; d++ {
		e := entries.At(d)
		stretchy.add(e)
		fixed.add(e)
		if !e.Neutral() {
			wide++
			asked++
		}
		for ; wide > p.Days; start++ {
			gone := entries.At(start)
			stretchy.count(gone, -1)
			if !gone.Neutral() {
				wide--
			}
		}
		if gone := d - date.Date(p.Days); gone >= reach.From {
			fixed.count(entries.At(gone), -1)
		}
		t.days[d-t.From].ending = fixed.total()
		t.days[d-t.From].asked = asked
		total := stretchy.total()
		for k := start; k <= d; k++ {
			day := &t.days[k-t.From]
			day.best = max(day.best, total)
		}
	}
	return t
}

// Reach returns the first day whose entry decides what becomes of d: the first
// of its period, and for a Rolling plan of the runs that hold it.
func (p Plan) Reach(entries Entries, d date.Date) date.Date {
	if p.Period != Rolling {
		return p.PeriodOf(d).From
	}
	return min(entries.Run(d, p.Days), d-date.Date(p.Days)+1)
}
