package page

import (
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/views/chart"
)

// AmountsView is the last four weeks in bars, against the band where a day has
// one.
type AmountsView struct {
	Name    string
	Small   string
	Bars    chart.Bars
	Numbers string // the same in words
}

// amountDays is how many days the bars show.
const amountDays = 28

// amounts draws what was logged day by day; nil for a habit of ticks.
func (t Track) amounts(end, today date.Date) *AmountsView {
	p := t.plan(end)
	if p.Kind == plan.Tick {
		return nil
	}
	v := &AmountsView{Name: capital(unitFor(p, 0)) + " a day"}
	if p.Period == plan.Day {
		v.Small = "band: " + strings.TrimPrefix(p.Quantity(), "at most ")
		if !p.Min.Set || !p.Max.Set {
			v.Small = p.Quantity()
		}
		v.Bars.Min, v.Bars.Max = int64(p.Min.Amount), int64(p.Max.Amount)
		v.Bars.MinText, v.Bars.MaxText = p.Min.Amount.String(), p.Max.Amount.String()
	} else {
		v.Small = "counted " + map[plan.Period]string{
			plan.Week: "by the week", plan.Month: "by the month", plan.Rolling: "over " + strconv.Itoa(p.Days) + " days",
		}[p.Period] + ": " + p.Quantity()
	}
	var numbers []string
	least, most, over := plan.MaxAmount, plan.Amount(0), 0
	for d := end - amountDays + 1; d <= end; d++ {
		s := t.standing(d, today)
		bar := chart.Bar{Value: int64(s.held), Look: barLook(s)}
		if bar.Look == chart.Over {
			bar.Label = figure(s.held)
			over++
		}
		least, most = min(least, s.held), max(most, s.held)
		v.Bars.Bars = append(v.Bars.Bars, bar)
		numbers = append(numbers, d.Format("Mon 2 Jan")+" "+s.held.String())
	}
	v.Numbers = strings.Join(numbers, " · ")
	v.Bars.ID = "bars"
	v.Bars.Title = capital(unitFor(p, 0)) + " on each of 28 days: between " + least.String() + " and " + most.String() + "."
	if over > 0 {
		v.Bars.Title += " Over the limit on " + models.Counted(over, "day", "days") + "."
	}
	v.Bars.First, v.Bars.Last = (end - amountDays + 1).Format("2 Jan"), end.Format("2 Jan")
	if end == today {
		v.Bars.Last = "today"
	}
	return v
}

func barLook(s standing) chart.Look {
	switch {
	case s.judged && s.own() && s.verdict.State == plan.Over:
		return chart.Over
	case s.judged && s.own() && s.held > 0 && s.plan.Min.Set && s.held < s.plan.Min.Amount:
		return chart.Short
	}
	return chart.Level4
}

func (v AmountsView) picture() templ.Component { return chart.Chart(v.Bars) }
