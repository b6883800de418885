package plan_test

import (
	"testing"
	"time"

	"gloss/models/date"
	"gloss/models/plan"
)

// then adds a plan that rules from the given day on.
func then(t testing.TB, plans []plan.Plan, from string, p plan.Plan) []plan.Plan {
	t.Helper()
	return append(plans, on(t, from, p)[0])
}

func TestPeriodCutByTheFirstDay(t *testing.T) {
	// From Thursday 2026-11-19 four of seven days are left: 4·4/7 = 2.3.
	for _, c := range []struct{ days, want string }{
		{"x x x .", "kept"},
		{"x x . .", "open"},
		{"x x . . .", "off open"},
		{". . . . .", "off open"},
		{"x x s s .", "kept open"}, // 4·2/7 = 1.1
		{"x . s s .", "off open"},
		{"s s s s .", "skipped open"},
	} {
		plans := on(t, "2026-11-19", ferment)
		entries := days(t, plans[0].From, c.days)
		today := plans[0].From + date.Date(len(entries.Days)) - 1
		if got := states(plans, entries, today); got != c.want {
			t.Errorf("%s: %s, want %s", c.days, got, c.want)
		}
	}
	// A maximum does not shrink, and is over as ever.
	for _, c := range []struct{ days, want string }{
		{"14 . . . .", "kept open"},
		{". . . . .", "kept open"},
		{"15", "over"},
	} {
		plans := on(t, "2026-11-19", alcohol)
		entries := days(t, plans[0].From, c.days)
		today := plans[0].From + date.Date(len(entries.Days)) - 1
		if got := states(plans, entries, today); got != c.want {
			t.Errorf("at most 14, %s: %s, want %s", c.days, got, c.want)
		}
	}
	// A month from the 21st asks 10·10/30.
	v := first(t, monthly, "2026-11-21", "x x x x")
	if v.Asked != 4*plan.Whole || v.State != plan.Kept || !v.Cut() {
		t.Errorf("a third of a month asks %s and is %s", v.Asked, v.State)
	}
}

func TestPeriodCutByAnotherPlan(t *testing.T) {
	for _, c := range []struct {
		name   string
		before plan.Plan
		after  plan.Plan
		days   string // from Monday, the change is on Thursday of the second week
		want   string
	}{
		{"week to day, share held", ferment, daily, "x x x x . . . x x . x", "kept kept kept"},
		{"week to day, share missed", ferment, daily, "x x x x . . . x . . .", "kept off open"},
		{"week to day, over", alcohol, daily, "15 . . . . . . 15 . . .", "over over open"},
		{"week to month", ferment, monthly, "x x x x . . . x . . x x x x", "kept off kept"}, // 10·4/30 = 1.3, 26th to 30th
		{"tick to variety", ferment, plants, "x x x x . . . x x x a", "kept kept open"},
		{"rolling to day", thrice, daily, "x x x . . . . . . . x", "kept kept kept kept kept kept kept off off off kept"},
		{"rolling to day, window whole", thrice, daily, ". . . x x . . . . . x", "missed missed missed missed off off off off off off kept"},
	} {
		t.Run(c.name, func(t *testing.T) {
			plans := then(t, on(t, monday, c.before), "2026-11-26", c.after)
			entries := days(t, plans[0].From, c.days)
			today := plans[0].From + date.Date(len(entries.Days)) - 1
			if got := states(plans, entries, today); got != c.want {
				t.Errorf("%s\n got %s\nwant %s", c.days, got, c.want)
			}
		})
	}
}

// The past is judged by the plan it was lived under.
func TestPlanChangesFromADay(t *testing.T) {
	plans := then(t, on(t, monday, sun), "2026-11-19", plan.Plan{Kind: plan.Sum, Period: plan.Day, Min: plan.At(20), Unit: "minutes"})
	entries := days(t, plans[0].From, "15 35 15 15 35 20")
	if got, want := states(plans, entries, plans[0].From+5), "kept over kept short kept kept"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	more := ferment
	more.Min = plan.At(5)
	plans = then(t, on(t, monday, ferment), "2026-11-23", more)
	entries = days(t, plans[0].From, "x x x x . . . x x x x . . . .")
	if got, want := states(plans, entries, plans[0].From+14), "kept short open"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// A rolling quota that changes keeps its windows.
func TestRollingPlanChangesItsQuota(t *testing.T) {
	more := thrice
	more.Min = plan.At(4)
	plans := then(t, on(t, monday, thrice), "2026-11-19", more)
	entries := days(t, plans[0].From, "x . x x . . . . . . .")
	want := "kept kept kept missed open open open open open open open"
	if got := states(plans, entries, plans[0].From+10); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

// Judging from a day after the change looks back on the days before it.
func TestRollingPlanJudgedFromItsMiddle(t *testing.T) {
	more := thrice
	more.Min = plan.At(4)
	plans := then(t, on(t, monday, thrice), "2026-11-19", more)
	entries := days(t, plans[0].From, "x x x x . .")
	v := plan.Judge(plans, entries, plans[1].From, plans[0].From+5)
	if len(v) != 3 || v[0].State != plan.Kept || v[2].State != plan.Kept {
		t.Errorf("%+v", v)
	}
	for d, want := range map[date.Date]date.Range{
		-1: {From: plans[0].From - 1, To: plans[0].From - 2},
		0:  {From: plans[0].From, To: date.Newest},
		9:  {From: plans[0].From, To: date.Newest},
	} {
		if got := plan.Stretch(plans, plans[0].From+d); got != want {
			t.Errorf("day %d lies in a stretch of %v, want %v", d, got, want)
		}
	}
	plans = then(t, then(t, plans, "2026-11-23", ferment), "2026-11-30", thrice)
	for d, want := range map[date.Date]date.Range{
		3: {From: plans[0].From, To: plans[2].From - 1}, 8: {From: plans[2].From, To: plans[3].From - 1}, 14: {From: plans[3].From, To: date.Newest},
	} {
		if got := plan.Stretch(plans, plans[0].From+d); got != want {
			t.Errorf("day %d lies in a stretch of %v, want %v", d, got, want)
		}
	}
}

func TestWeekStart(t *testing.T) {
	sundays := ferment
	sundays.WeekStart = time.Saturday
	plans := on(t, monday, sundays)
	v := plan.Judge(plans, plan.Entries{}, plans[0].From, day(t, "2026-11-22"))
	if len(v) != 2 || v[0].To != day(t, "2026-11-20") || !v[0].Cut() || v[1].From != day(t, "2026-11-21") {
		t.Errorf("weeks from Saturday: %+v", v)
	}
}

func TestBeforeTheFirstPlanNothingIsJudged(t *testing.T) {
	plans := on(t, monday, daily)
	entries := days(t, plans[0].From-3, "x x x x")
	v := plan.Judge(plans, entries, plans[0].From-3, plans[0].From)
	if len(v) != 1 || v[0].From != plans[0].From {
		t.Errorf("%+v", v)
	}
	if _, ok := plan.On(plans, plans[0].From-1); ok {
		t.Error("a plan rules before the first")
	}
	if v := plan.Judge(plans, entries, plans[0].From-3, plans[0].From-1); len(v) != 0 {
		t.Errorf("a habit that begins tomorrow: %+v", v)
	}
}

func TestSame(t *testing.T) {
	other := thrice
	other.Days = 14
	weekly := ferment
	weekly.Days = 7 // means nothing for a week
	for _, c := range []struct {
		a, b plan.Plan
		want bool
	}{
		{ferment, weekly, true},
		{ferment, plants, false},
		{ferment, monthly, false},
		{thrice, other, false},
		{sun, coffee, true},
	} {
		if got := c.a.Same(c.b); got != c.want {
			t.Errorf("%s and %s: %t", c.a.Terms(), c.b.Terms(), got)
		}
	}
}
