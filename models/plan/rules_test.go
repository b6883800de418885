package plan_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"gloss/models/date"
	"gloss/models/plan"
)

func TestRulesFrom(t *testing.T) {
	day := func(s string) date.Date {
		d, err := date.Parse(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	from := func(p plan.Plan, s string) plan.Plan { p.From = day(s); return p }
	more := func(p plan.Plan) plan.Plan { p.Min.Amount += plan.Whole; return p }
	mondays, sundays := ferment, ferment
	mondays.WeekStart, sundays.WeekStart = time.Monday, time.Sunday
	longer := thrice
	longer.Days = 9
	// 2026-11-26 is a Thursday.
	for _, c := range []struct {
		name     string
		old, new plan.Plan
		want     string
	}{
		{"a day", from(sun, "2026-01-01"), more(sun), "2026-11-26"},
		{"a week", from(mondays, "2026-01-01"), more(mondays), "2026-11-23"},
		{"a week that begins on Sunday", from(sundays, "2026-01-01"), more(sundays), "2026-11-22"},
		{"a month", from(monthly, "2026-01-01"), more(monthly), "2026-11-01"},
		{"a run of days", from(thrice, "2026-01-01"), more(thrice), "2026-11-26"},
		{"a run of more days", from(thrice, "2026-01-01"), longer, "2026-11-26"},
		{"another period", from(ferment, "2026-01-01"), monthly, "2026-11-26"},
		{"another kind", from(ferment, "2026-01-01"), plants, "2026-11-26"},
		{"a week begun after its Monday", from(ferment, "2026-11-25"), more(ferment), "2026-11-25"},
		{"a month begun after its first", from(monthly, "2026-11-10"), more(monthly), "2026-11-10"},
		{"a plan of today", from(sun, "2026-11-26"), ferment, "2026-11-26"},
		{"a plan yet to come", from(sun, "2026-12-01"), ferment, "2026-12-01"},
		{"a week yet to come", from(ferment, "2026-12-01"), more(ferment), "2026-12-01"},
	} {
		if got := plan.RulesFrom(c.old, c.new, day("2026-11-26")); got != day(c.want) {
			t.Errorf("%s: from %s, want %s", c.name, got, c.want)
		}
	}
}

// Whatever the terms, no period that had ended is judged otherwise, and none is
// cut short unless what is counted, or within what, changed.
func TestRulesFromLeavesThePast(t *testing.T) {
	terms := []plan.Plan{sun, ferment, alcohol, monthly, plants, thrice, daily}
	rapid.Check(t, func(rt *rapid.T) {
		old := rapid.SampledFrom(terms).Draw(rt, "old")
		next := rapid.SampledFrom(terms).Draw(rt, "new")
		old.From = on(t, monday, old)[0].From
		today := old.From + date.Date(rapid.IntRange(0, 80).Draw(rt, "today"))
		next.From = plan.RulesFrom(old, next, today)
		if next.From > today || next.From < old.From {
			rt.Fatalf("from %s of a plan from %s, today %s", next.From, old.From, today)
		}
		before := plan.Spans([]plan.Plan{old}, old.From, today)
		after := plan.Spans([]plan.Plan{old, next}, old.From, today)
		for _, s := range before {
			if s.To >= today {
				continue
			}
			kept := false
			for _, a := range after {
				kept = kept || a.Range == s.Range && *a.Plan == old
			}
			if !kept {
				rt.Fatalf("%s to %s is not judged by its plan any more", s.From, s.To)
			}
		}
		last := after[len(after)-1]
		if old.Same(next) && last.Range != before[len(before)-1].Range {
			rt.Fatalf("the running period %s to %s became %s to %s", before[len(before)-1].From, before[len(before)-1].To, last.From, last.To)
		}
	})
}
