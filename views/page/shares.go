package page

import (
	"strconv"

	"gloss/models/date"
	"gloss/models/plan"
)

// SharesView is a habit by weekday, or by week or month where its days are not
// asked for one by one.
type SharesView struct {
	Name, Small string
	Head        string // of the first column
	Rows        []ShareRow
}

// ShareRow is how far something came.
type ShareRow struct {
	Name       string
	Value, Max string // the bar
	Words      string // 8 of 12
	Over       bool
}

// dash stands between two days and keeps them in one line.
const dash = "\u2060–\u2060"

// How far back shares look.
const (
	weekdayWeeks = 12
	sharePeriods = 12
)

// shares returns the parts of t that its days or periods fall into; nil where
// there is nothing to count yet.
func (t Track) shares(today date.Date) *SharesView {
	p := t.plan(today)
	var v *SharesView
	switch p.Period {
	case plan.Day:
		v = &SharesView{Name: "By weekday", Small: "last 12 weeks", Head: "Day", Rows: t.weekdays(p, today)}
	case plan.Week:
		v = &SharesView{Name: "By week", Small: "last 12 weeks", Head: "Week", Rows: t.periods(p, today)}
	case plan.Month:
		v = &SharesView{Name: "By month", Small: "last 12 months", Head: "Month", Rows: t.periods(p, today)}
	}
	if v == nil || len(v.Rows) == 0 {
		return nil
	}
	return v
}

// weekdays counts by weekday what was kept of the last twelve weeks.
func (t Track) weekdays(p plan.Plan, today date.Date) []ShareRow {
	var kept, due [7]int
	for d := today - 7*weekdayWeeks + 1; d <= today; d++ {
		s := t.standing(d, today)
		if !s.judged || !s.own() {
			continue
		}
		switch i := d - d.Week(p.WeekStart).From; s.verdict.State {
		case plan.Kept:
			kept[i]++
			due[i]++
		case plan.Short, plan.Missed, plan.Over:
			due[i]++
		}
	}
	var rows []ShareRow
	first := today.Week(p.WeekStart).From
	for i := range due {
		if due[i] == 0 {
			continue
		}
		k, n := strconv.Itoa(kept[i]), strconv.Itoa(due[i])
		rows = append(rows, ShareRow{Name: (first + date.Date(i)).Weekday().String(), Value: k, Max: n, Words: k + " of " + n})
	}
	return rows
}

// periods lists the last weeks or months, the newest first, with what was
// logged in them of what was asked, or of what was allowed.
func (t Track) periods(p plan.Plan, today date.Date) []ShareRow {
	var rows []ShareRow
	for i := len(t.Verdicts) - 1; i >= 0 && len(rows) < sharePeriods; i-- {
		v := t.Verdicts[i]
		if v.Plan.Period != p.Period {
			break
		}
		of := v.Asked
		if !v.Plan.Min.Set {
			of = v.Plan.Max.Amount
		}
		row := ShareRow{
			Name: periodName(v), Words: v.Total.String() + " of " + of.String(), Over: v.State == plan.Over,
			Value: min(v.Total, of).String(), Max: max(of, 1).String(),
		}
		switch v.State {
		case plan.Skipped:
			row.Words = "skipped"
		case plan.Over:
			row.Words += ", over"
		case plan.Open:
			if v.Has(today) {
				row.Words += " so far"
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// periodName names a week by its days and a month by its name.
func periodName(v plan.Verdict) string {
	r := v.Whole
	switch {
	case v.Plan.Period == plan.Month:
		return r.From.Format("January")
	case r.From.Month() == r.To.Month():
		return r.From.Format("2") + dash + r.To.Format("2\u00a0Jan")
	}
	return r.From.Format("2\u00a0Jan") + dash + r.To.Format("2\u00a0Jan")
}
