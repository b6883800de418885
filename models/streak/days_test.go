package streak_test

import (
	"strings"
	"testing"
	"time"

	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/streak"
)

var monday = date.New(2026, time.November, 16)

// days reads what stands on consecutive days: "." nothing, "x" a tick, a number
// an amount ("0" none), "s" skipped, "p" paused, and "p" before any of these a
// paused day that holds it. A bar between weeks is for the eye.
func days(t testing.TB, from date.Date, tokens string) plan.Entries {
	t.Helper()
	entries := plan.Entries{From: from}
	for token := range strings.FieldsSeq(tokens) {
		var e plan.Entry
		token, e.Paused = strings.CutPrefix(token, "p")
		switch token {
		case "|":
			continue
		case "", ".":
		case "s":
			e.Skipped = true
		case "x":
			e.Said, e.Amount = true, plan.Whole
		default:
			amount, err := plan.ParseAmount(token)
			if err != nil {
				t.Fatal(err)
			}
			e.Said, e.Amount = true, amount
		}
		entries.Days = append(entries.Days, e)
	}
	return entries
}

func last(e plan.Entries) date.Date { return e.From + date.Date(len(e.Days)) - 1 }

// from returns p as it stands from a day on, with weeks from Monday.
func from(d date.Date, p plan.Plan) plan.Plan {
	p.From, p.Anchor, p.WeekStart = d, d, time.Monday
	if p.Step == 0 {
		p.Step = plan.Whole
	}
	return p
}

func daily(reserve int) plan.Plan {
	return plan.Plan{Kind: plan.Tick, Period: plan.Day, Min: plan.At(1), Reserve: reserve}
}

func weekly(n int) plan.Plan { return plan.Plan{Kind: plan.Tick, Period: plan.Week, Min: plan.At(n)} }

func rolling(n, days int) plan.Plan {
	return plan.Plan{Kind: plan.Tick, Period: plan.Rolling, Days: days, Min: plan.At(n)}
}

func atLeast(n int) plan.Plan {
	return plan.Plan{Kind: plan.Sum, Period: plan.Day, Min: plan.At(n), Unit: "minutes"}
}

func atMost(n int) plan.Plan {
	return plan.Plan{Kind: plan.Sum, Period: plan.Day, Max: plan.At(n), Unit: "cups"}
}

// in returns p counted over any so many days.
func in(days int, p plan.Plan) plan.Plan {
	p.Period, p.Days = plan.Rolling, days
	return p
}

func now(plans []plan.Plan, entries plan.Entries, today date.Date) streak.State {
	s, _ := streak.Now(streak.State{}, plans, entries, today)
	return s
}
