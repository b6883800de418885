package page

import (
	"strconv"

	"github.com/a-h/templ"

	"gloss/models/date"
	"gloss/models/plan"
	"gloss/views/chart"
)

// yearWeeks is how many weeks the year of a habit has, drawn in two halves.
const yearWeeks = 52

// YearEnd returns the last day of the year that a habit's page shows with at:
// today while at lies within the last year, else the end of at's month.
func YearEnd(at, today date.Date) date.Date {
	if at > today-363 {
		return today
	}
	return at.Month().To
}

// YearBegin returns the first day that the page of a habit needs to know for
// the year that ends on end, whatever day weeks begin on.
func YearBegin(end date.Date) date.Date {
	return max(date.Oldest, end-date.Date(7*yearWeeks)-6)
}

// YearView is a habit's year.
type YearView struct {
	Halves []chart.Year
	Small  string // what it came to
	Legend []Key
	Counts []string   // heads of the columns in the table of numbers
	Months []MonthRow // the newest first
}

// Key explains a look.
type Key struct {
	Look  chart.Look
	Words string
}

// MonthRow is a month in numbers, under the heads of YearView.Counts.
type MonthRow struct {
	Name   string
	Counts []string
}

func (t Track) year(end, today date.Date, address string) YearView {
	p := t.plan(end)
	from := end.Week(p.WeekStart).From - 7*(yearWeeks-1)
	var v YearView
	for half := range 2 {
		y := chart.Year{
			From: from + date.Date(half*yearWeeks/2*7), Today: today,
			Link: address, Anchor: "d",
		}
		for d := y.From; d < y.From+yearWeeks/2*7; d++ {
			y.Squares = append(y.Squares, t.square(d, today))
		}
		if p.Period == plan.Week || p.Period == plan.Month {
			y.Beneath = t.beneath(y.From, today)
		}
		v.Halves = append(v.Halves, y)
	}
	v.count(t, p, date.Range{From: max(from, date.Oldest), To: end})
	v.Legend = legend(p)
	return v
}

// square draws one day.
func (t Track) square(d, today date.Date) chart.Square {
	if d > today || d < date.Oldest {
		return chart.Square{}
	}
	s := t.standing(d, today)
	return chart.Square{Look: s.look(), Title: d.Format("Mon 2 Jan") + ": " + s.said()}
}

// look returns the square of a day in a year.
func (s standing) look() chart.Look {
	v := s.verdict
	if !s.judged || !s.own() && s.plan.Period != plan.Rolling {
		return s.loggedLook(chart.Level3)
	}
	if s.plan.Period == plan.Rolling && v.State != plan.Over {
		switch {
		case v.State == plan.Kept && s.held > 0:
			return chart.Level4
		case v.State == plan.Kept && s.plan.Min.Set:
			return chart.Level1
		}
		return s.loggedLook(chart.Level3)
	}
	switch {
	case v.Forgiven:
		return chart.Level1
	case v.State == plan.Over:
		return chart.Over
	case v.State == plan.Skipped:
		return chart.Skipped
	case v.State == plan.Short:
		return chart.Short
	case v.State == plan.Kept && s.plan.Kind != plan.Tick && v.Total < half(s.plan):
		return chart.Level3
	case v.State == plan.Kept:
		return chart.Level4
	}
	return s.loggedLook(chart.Level2)
}

// loggedLook returns how a day without a state of its own is drawn.
func (s standing) loggedLook(logged chart.Look) chart.Look {
	switch {
	case s.held > 0:
		return logged
	case s.entry.Neutral():
		return chart.Skipped
	}
	return chart.Blank
}

// half returns from where on a kept day is drawn in the fuller green: the
// middle of the band, or twice the least where there is no most.
func half(p plan.Plan) plan.Amount {
	switch {
	case p.Min.Set && p.Max.Set:
		return (p.Min.Amount + p.Max.Amount) / 2
	case p.Min.Set:
		return 2 * p.Min.Amount
	}
	return 0
}

// beneath returns what the weeks, or the months they lie in, came to.
func (t Track) beneath(from, today date.Date) []chart.Look {
	looks := make([]chart.Look, yearWeeks/2)
	for i := range looks {
		middle := from + date.Date(7*i+3)
		v, ok := t.verdict(middle)
		if !ok || middle > today {
			continue
		}
		switch v.State {
		case plan.Kept:
			looks[i] = chart.Level4
		case plan.Over:
			looks[i] = chart.Over
		case plan.Short:
			looks[i] = chart.Short
		case plan.Missed:
			looks[i] = chart.Blank
		case plan.Skipped:
			looks[i] = chart.Skipped
		}
	}
	return looks
}

// legend explains the looks that p's year may have.
func legend(p plan.Plan) []Key {
	var keys []Key
	add := func(l chart.Look, words string) { keys = append(keys, Key{l, words}) }
	unit := shortUnit(p)
	switch {
	case p.Period == plan.Rolling && p.Min.Set:
		add(chart.Level4, "logged, kept")
		add(chart.Level1, "kept by the days around it")
		add(chart.Level3, "logged")
	case p.Period != plan.Day:
		add(chart.Level3, "logged")
		if p.Period != plan.Rolling {
			add(chart.Level4, "beneath: the "+string(p.Period)+" was kept")
		}
	case p.Kind != plan.Tick && half(p) > 0:
		add(chart.Level3, "kept")
		add(chart.Level4, "kept, "+half(p).String()+" "+unit+" or more")
	default:
		add(chart.Level4, "kept")
	}
	if p.Min.Set && p.Period == plan.Day && p.Kind != plan.Tick {
		add(chart.Short, "short")
	}
	if p.Min.Set && p.Period != plan.Day && p.Period != plan.Rolling {
		add(chart.Short, "short")
	}
	if p.Max.Set {
		add(chart.Over, "over "+p.Max.Amount.String())
	}
	if p.Period == plan.Day && p.Reserve > 0 {
		add(chart.Level1, "forgiven")
	}
	add(chart.Skipped, "skipped")
	add(chart.Blank, "nothing")
	return keys
}

// monthTally is what one month came to.
type monthTally struct {
	kept, over, short, missed int
	total                     plan.Amount
}

// count fills in the numbers of the year: each period counts in the month it
// ends in.
func (v *YearView) count(t Track, p plan.Plan, r date.Range) {
	months := map[date.Date]*monthTally{}
	of := func(d date.Date) *monthTally {
		first := d.Month().From
		if months[first] == nil {
			months[first] = &monthTally{}
		}
		return months[first]
	}
	var all monthTally
	for _, one := range t.Verdicts {
		if one.To < r.From || one.From > r.To {
			continue
		}
		m := of(min(one.To, r.To))
		switch one.State {
		case plan.Kept:
			m.kept++
			all.kept++
		case plan.Over:
			m.over++
			all.over++
		case plan.Short:
			m.short++
		case plan.Missed:
			m.missed++
		}
	}
	for d := r.From; d <= r.To; d++ {
		if held := t.held(p, d); held > 0 {
			of(d).total += held
		}
	}
	v.Small = periods(p, all.kept) + " kept"
	if p.Max.Set {
		v.Small += ", " + strconv.Itoa(all.over) + " over the limit"
	}
	v.tabulate(p, months, r)
}

func (v *YearView) tabulate(p plan.Plan, months map[date.Date]*monthTally, r date.Range) {
	v.Counts = []string{"kept"}
	if p.Max.Set {
		v.Counts = append(v.Counts, "over")
	}
	if p.Min.Set {
		v.Counts = append(v.Counts, "short", "missed")
	}
	switch p.Kind {
	case plan.Sum:
		v.Counts = append(v.Counts, p.Unit)
	case plan.Tick:
		v.Counts = append(v.Counts, "days ticked")
	}
	for first := r.To.Month().From; first.Month().To >= r.From; first = (first - 1).Month().From {
		m := months[first]
		if m == nil {
			continue
		}
		row := MonthRow{Name: first.Format("January 2006"), Counts: []string{strconv.Itoa(m.kept)}}
		if p.Max.Set {
			row.Counts = append(row.Counts, strconv.Itoa(m.over))
		}
		if p.Min.Set {
			row.Counts = append(row.Counts, strconv.Itoa(m.short), strconv.Itoa(m.missed))
		}
		if p.Kind != plan.Variety {
			row.Counts = append(row.Counts, m.total.String())
		}
		v.Months = append(v.Months, row)
	}
}

// heats are the halves of the year as pictures.
func (v YearView) heats() []templ.Component {
	var all []templ.Component
	for _, y := range v.Halves {
		all = append(all, chart.Heat(y))
	}
	return all
}
