package page

import (
	"strconv"
	"strings"
	"time"

	"gloss/models/date"
	"gloss/models/plan"
)

// BoardSpan is what stands once beneath the days of a period: its state. One
// without a class is room where nothing is judged by more than a day.
type BoardSpan struct {
	Cols        int    // how many of the 28 days it lies beneath
	Class       string // its state as the style sheet names it
	Text        string
	Brief       string // the figures alone, where there is no room for more: 12/30
	From, Width int    // its place among the last seven days, from 1; Width 0: none
}

// spans lays the periods of t that are longer than a day beneath the days from
// first to last; none where all are days.
func (t Track) spans(first, last, today date.Date) []BoardSpan {
	var list []BoardSpan
	put := func(s BoardSpan, r date.Range) {
		s.Cols = r.Len()
		if week := r.Clip(date.Range{From: last - BoardWeek + 1, To: last}); week.Len() > 0 {
			s.From, s.Width = int(week.From-(last-BoardWeek)), week.Len()
		}
		list = append(list, s)
	}
	next := first // the first day with nothing beneath it yet
	for i := 0; i < len(t.Verdicts); i++ {
		v := t.Verdicts[i]
		if v.Plan.Period == plan.Day || v.To < first || v.From > last {
			continue
		}
		r := v.Range
		for v.Plan.Period == plan.Rolling && i+1 < len(t.Verdicts) && t.Verdicts[i+1].State == v.State && t.Verdicts[i+1].Plan.Same(*v.Plan) {
			i++
			r.To = t.Verdicts[i].To
			v = t.Verdicts[i]
		}
		r = r.Clip(date.Range{From: max(first, next), To: last})
		if r.Len() == 0 {
			continue
		}
		if r.From > next {
			put(BoardSpan{}, date.Range{From: next, To: r.From - 1})
		}
		text, brief := spanText(v, r.Has(today))
		put(BoardSpan{Class: "span " + v.State.String(), Text: text, Brief: brief}, r)
		next = r.To + 1
	}
	if len(list) > 0 && next <= last {
		put(BoardSpan{}, date.Range{From: next, To: last})
	}
	return list
}

// spanText says what a period came to: 32 of 30 plants, kept, and its figures:
// 32/30.
func spanText(v plan.Verdict, running bool) (text, brief string) {
	p, state := *v.Plan, v.State.String()
	switch v.State {
	case plan.Skipped:
		return state, ""
	case plan.Off:
		state = "too few days to ask"
	case plan.Open:
		switch {
		case !p.Min.Set:
			state = "within so far"
		case p.Period == plan.Rolling:
			state = "open"
		default:
			state = (v.Asked - v.Total).String() + " to go"
		}
	}
	if p.Period == plan.Rolling && !running {
		return state, ""
	}
	goal, most := band(p), p.Max
	if p.Min.Set && !p.Max.Set && v.Asked > 0 {
		goal, most = v.Asked.String(), plan.Limit{Amount: v.Asked}
	}
	words := v.Total.String() + " of " + goal
	if u := shortUnit(p); u != "" {
		words += " " + u
	}
	if p.Period == plan.Rolling {
		words += " in " + strconv.Itoa(p.Days) + " days"
	}
	return words + ", " + state, figure(v.Total) + "/" + figure(most.Amount)
}

// shortTerms says p in the room beside a name: 10–30 min a day, 4 a week.
func shortTerms(p plan.Plan) string {
	words, a := strings.TrimSpace(band(p)+" "+shortUnit(p)), " a "
	if p.Max.Set && p.Max.Amount == 0 {
		words, a = p.Quantity(), " in a "
	}
	switch p.Period {
	case plan.Week, plan.Month:
		return words + a + string(p.Period)
	case plan.Rolling:
		return words + " in " + strconv.Itoa(p.Days) + " days"
	}
	days := dueDays(p.Due)
	switch {
	case p.Kind == plan.Tick && !p.Max.Set:
		return days
	case p.Due.IsEveryDay():
		return words + a + "day"
	}
	return words + ", " + days
}

// dueDays says on which days one is asked: every day, weekdays, Mon Wed Fri.
func dueDays(d plan.Due) string {
	const weekend = plan.Weekdays(1<<time.Saturday | 1<<time.Sunday)
	switch {
	case d.IsEveryDay():
		return "every day"
	case d.Every > 1:
		return "every " + strconv.Itoa(d.Every) + " days"
	case d.Weekdays == weekend:
		return "weekends"
	case d.Weekdays == plan.EveryWeekday&^weekend:
		return "weekdays"
	}
	var names []string
	for i := range 7 {
		if day := time.Weekday((i + 1) % 7); d.Weekdays.Has(day) {
			names = append(names, day.String()[:3])
		}
	}
	return strings.Join(names, ", ")
}
