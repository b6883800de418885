package plan_test

import (
	"strings"
	"testing"
	"time"

	"gloss/models/date"
	"gloss/models/plan"
)

func day(t testing.TB, s string) date.Date {
	t.Helper()
	d, err := date.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// days reads what stands on consecutive days: "." nothing, "x" a tick, a number
// an amount ("0" none), "a+b" items, "s" skipped, "p" paused, and "p" before
// any of these a paused day that holds it.
func days(t testing.TB, from date.Date, tokens string) plan.Entries {
	t.Helper()
	entries := plan.Entries{From: from}
	for token := range strings.FieldsSeq(tokens) {
		var e plan.Entry
		token, e.Paused = strings.CutPrefix(token, "p")
		amount, err := plan.ParseAmount(token)
		switch {
		case token == "" || token == ".":
		case token == "s":
			e.Skipped = true
		case token == "x":
			e.Said, e.Amount = true, plan.Whole
		case err == nil:
			e.Said, e.Amount = true, amount
		default:
			e.Said, e.Items = true, strings.Split(token, "+")
		}
		entries.Days = append(entries.Days, e)
	}
	return entries
}

// states writes the states of all periods up to today.
func states(plans []plan.Plan, entries plan.Entries, today date.Date) string {
	var names []string
	for _, v := range plan.Judge(plans, entries, plans[0].From, today) {
		names = append(names, v.State.String())
	}
	return strings.Join(names, " ")
}

// monday is the Monday of a week inside a month, and of one where months meet.
const (
	monday      = "2026-11-16"
	mondayApart = "2026-11-30"
)

func on(t testing.TB, first string, p plan.Plan) []plan.Plan {
	t.Helper()
	p.From = day(t, first)
	if p.Anchor == 0 {
		p.Anchor = p.From
	}
	if p.Period == plan.Week && p.WeekStart == time.Sunday {
		p.WeekStart = time.Monday
	}
	if p.Kind == plan.Sum && p.Step == 0 {
		p.Step = 5 * plan.Whole
	}
	return []plan.Plan{p}
}

var (
	daily    = plan.Plan{Kind: plan.Tick, Period: plan.Day, Min: plan.At(1)}
	sun      = plan.Plan{Kind: plan.Sum, Period: plan.Day, Min: plan.At(10), Max: plan.At(30), Unit: "minutes", Window: plan.Window{From: 600, To: 960}}
	coffee   = plan.Plan{Kind: plan.Sum, Period: plan.Day, Max: plan.At(2), Unit: "cups", Step: plan.Whole}
	plants   = plan.Plan{Kind: plan.Variety, Period: plan.Week, Min: plan.At(30), Unit: "plants"}
	ferment  = plan.Plan{Kind: plan.Tick, Period: plan.Week, Min: plan.At(4)}
	move     = plan.Plan{Kind: plan.Sum, Period: plan.Week, Min: plan.At(150), Unit: "minutes"}
	alcohol  = plan.Plan{Kind: plan.Sum, Period: plan.Week, Max: plan.At(14), Unit: "units"}
	stretch  = plan.Plan{Kind: plan.Tick, Period: plan.Day, Min: plan.At(1), Due: plan.Due{Weekdays: plan.OnWeekdays(time.Monday, time.Wednesday, time.Friday)}}
	water    = plan.Plan{Kind: plan.Tick, Period: plan.Day, Min: plan.At(1), Due: plan.Due{Every: 3}}
	thrice   = plan.Plan{Kind: plan.Tick, Period: plan.Rolling, Days: 7, Min: plan.At(3)}
	monthly  = plan.Plan{Kind: plan.Tick, Period: plan.Month, Min: plan.At(10)}
	twoInAny = plan.Plan{Kind: plan.Sum, Period: plan.Rolling, Days: 3, Max: plan.At(2), Unit: "cups", Step: plan.Whole}
)
