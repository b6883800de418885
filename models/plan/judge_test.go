package plan_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/models/date"
	"gloss/models/plan"
)

// items returns the names of n things.
func items(first, n int) string {
	var names []string
	for i := range n {
		names = append(names, fmt.Sprintf("item%02d", first+i))
	}
	return strings.Join(names, "+")
}

// Each plan stands from a Monday on; today is the last day written.
func TestJudge(t *testing.T) {
	week := "2026-11-16"
	for _, c := range []struct {
		name string
		plan plan.Plan
		days string
		want string
	}{
		// the table of examples
		{"midday sun", sun, "5 10 30 31 0 .", "short kept kept over missed open"},
		{"variety running", plants, items(0, 29), "open"},
		{"variety kept at once", plants, items(0, 29) + " " + items(29, 1), "kept"},
		{"variety counted once a week", plants, items(0, 29) + " " + items(0, 29) + " . . . . . .", "short open"},
		{"variety begins anew", plants, ". . . . . . " + items(0, 30) + " " + items(0, 29), "kept open"},
		{"a fermented food", ferment, "x x x . x . . x x x . . . . . . . . . . . .", "kept short missed open"},
		{"move", move, "30 30 30 30 30 . . 149 . . . . . . .", "kept short open"},
		{"alcohol", alcohol, "7 . . . . 7 . 7 . . . 8 . . 14", "kept over open"},
		{"stretch", stretch, "x x . . . . . . . x . x", "kept off missed off missed off off missed off kept off kept"},
		{"water the plants", water, "x . x . . . x", "kept off off missed off off kept"},
		{"three times in seven days", thrice, "x . x . . . x", "kept kept kept kept kept kept kept"},

		// kept: min ≤ total, and total ≤ max where there is one
		{"a tick", daily, "x .", "kept open"},
		{"a ticked day holds one", ferment, "5 . . . . . . .", "short open"},
		{"none of a minimum is missed at once", sun, "0", "missed"},
		{"none of a maximum is kept at once", coffee, "0", "kept"},
		{"within while running", coffee, "2", "open"},
		{"not over once ended", coffee, "2 . 0 .", "kept kept kept open"},
		{"over at once", coffee, "2.001", "over"},
		{"over in a running week", alcohol, "15", "over"},
		{"no maximum at all is held by nothing said", plan.Plan{Kind: plan.Tick, Period: plan.Day, Max: plan.At(0)}, ". 0 x .", "kept kept over open"},
		{"both limits in a week", plan.Plan{Kind: plan.Sum, Period: plan.Week, Min: plan.At(2), Max: plan.At(4)}, "1 . . . . . . 4 . . . . . . 5", "short kept over"},
		{"exactly", plan.Plan{Kind: plan.Sum, Period: plan.Day, Min: plan.At(3), Max: plan.At(3)}, "2.999 3 3.001", "short kept over"},

		// none in longer periods is 0
		{"none in a week with a minimum", ferment, "0 x x x x . . 0 . . . . . . 0", "kept missed open"},
		{"none in a week with a maximum", alcohol, "0", "open"},

		// skipped and paused
		{"skipped day", daily, "s x s", "skipped kept skipped"},
		{"paused day", daily, "p x p", "skipped kept skipped"},
		{"paused, yet kept", daily, "px", "kept"},
		{"paused, yet over", sun, "p31", "over"},
		{"paused, and short", sun, "p5 .", "skipped open"},
		{"paused, and none", sun, "p0 .", "skipped open"},
		{"paused maximum holding nothing", coffee, "p .", "skipped open"},
		{"paused maximum holding none", coffee, "p0", "kept"},
		{"paused maximum holding some", coffee, "p1 .", "kept open"},
		{"paused maximum, today", coffee, "p1", "skipped"},
		{"a week skipped", ferment, "s s s s s s s .", "skipped open"},
		{"a week paused, yet kept", ferment, "px px px px p p p", "kept"},
		{"a week paused with too little", ferment, "px px px p p p p .", "skipped open"},
		{"a week of a maximum skipped", alcohol, "s s s s s s s .", "skipped open"},
		{"a maximum does not shrink", alcohol, "s s s s s s 14 15", "kept over"},
		{"an off day skipped is off", stretch, "x s s", "kept off skipped"},

		// a log on an off day
		{"adds nothing", stretch, "x x . x x", "kept off missed off kept"},
		{"is never over", plan.Plan{Kind: plan.Sum, Period: plan.Day, Max: plan.At(1), Due: plan.Due{Every: 2}}, ". 9 .", "kept off open"},
	} {
		t.Run(c.name, func(t *testing.T) {
			plans := on(t, week, c.plan)
			entries := days(t, plans[0].From, c.days)
			today := plans[0].From + date.Date(len(entries.Days)) - 1
			if diff := cmp.Diff(c.want, states(plans, entries, today)); diff != "" {
				t.Errorf("%s\n%s", c.days, diff)
			}
		})
	}
}

// asked returns what the first period asks and came to, two weeks or months
// later.
func first(t *testing.T, p plan.Plan, from, tokens string) plan.Verdict {
	t.Helper()
	plans := on(t, from, p)
	return plan.Judge(plans, days(t, plans[0].From, tokens), plans[0].From, plans[0].From+62)[0]
}

func TestShareOfAPartlySkippedPeriod(t *testing.T) {
	amount := func(n int, step plan.Amount) plan.Plan {
		return plan.Plan{Kind: plan.Sum, Period: plan.Week, Min: plan.At(n), Step: step, Unit: "minutes"}
	}
	for _, c := range []struct {
		plan  plan.Plan
		from  string
		days  string
		asked string
		state string
	}{
		{ferment, monday, "x x . . . . .", "4", "short"},
		{ferment, monday, "x x x s . . .", "4", "short"}, // 4·6/7 = 3.4
		{ferment, monday, "x x x s s . .", "3", "kept"},  // 4·5/7 = 2.9
		{ferment, monday, "x x s s s s .", "2", "kept"},  // 4·3/7 = 1.7
		{ferment, monday, "x s s s s s s", "1", "kept"},
		{ferment, monday, "x p p p p p p", "1", "kept"},
		{ferment, monday, "s s s s s s .", "1", "missed"},
		{ferment, monday, "s s s s s s s", "4", "skipped"},
		{ferment, monday, "px p p p p s .", "1", "kept"},              // what a paused day holds counts
		{plants, monday, items(0, 13) + " s s s s . .", "13", "kept"}, // 30·3/7 = 12.9
		{plants, monday, items(0, 12) + " s s s s . .", "13", "short"},
		{amount(150, 5*plan.Whole), monday, "110 s s . . . .", "110", "kept"}, // 150·5/7 = 107.1, to the step
		{amount(150, 5*plan.Whole), monday, "109.999 s s . . . .", "110", "short"},
		{amount(150, plan.Whole/2), monday, "107.5 s s . . . .", "107.5", "kept"},
		{amount(150, 40*plan.Whole), monday, "s s s s s s 40", "40", "kept"}, // never below one step
		{amount(5, 40*plan.Whole), monday, "s s s s s s 5", "5", "kept"},     // nor above the minimum
		{monthly, "2026-11-01", "s s s x x x x x x x x x", "9", "kept"},      // 10·27/30 = 9
		{monthly, "2026-11-01", "s s x x x x x x x x x", "10", "short"},      // 10·28/30 = 9.3
		{monthly, "2026-02-01", "s s s s s s x x x x x x x x", "8", "kept"},  // 10·22/28 = 7.9
		{monthly, "2026-12-01", "s s s s s x x x x x x x x x", "9", "kept"},  // 10·26/31 = 8.4
		{plan.Plan{Kind: plan.Tick, Period: plan.Week, Min: plan.At(7)}, monday, "x x x x x x s", "6", "kept"},
	} {
		v := first(t, c.plan, c.from, c.days)
		if v.Asked.String() != c.asked || v.State.String() != c.state {
			t.Errorf("%s of %s: asks %s and is %s, want %s and %s", c.days, c.plan.Terms(), v.Asked, v.State, c.asked, c.state)
		}
	}
}

func TestHolidayAheadAsksLessNow(t *testing.T) {
	plans := on(t, monday, ferment)
	entries := days(t, plans[0].From, "x x . . . s s")
	if got := states(plans, entries, plans[0].From+2); got != "open" {
		t.Errorf("two of three by Wednesday: %s", got)
	}
	entries = days(t, plans[0].From, "x x . s s s s")
	if got := states(plans, entries, plans[0].From+2); got != "kept" {
		t.Errorf("two of two by Wednesday, the rest skipped: %s", got)
	}
	entries = days(t, plans[0].From, "s s s s s s s")
	if got := states(plans, entries, plans[0].From); got != "skipped" {
		t.Errorf("the whole week skipped on Monday: %s", got)
	}
}

func TestLogInTheFutureWaitsForItsDay(t *testing.T) {
	plans := on(t, monday, ferment)
	entries := days(t, plans[0].From, "x x x x . . .")
	for i, want := range []string{"open", "open", "open", "kept"} {
		if got := states(plans, entries, plans[0].From+date.Date(i)); got != want {
			t.Errorf("on day %d: %s, want %s", i+1, got, want)
		}
	}
	plans = on(t, monday, thrice)
	if got := states(plans, entries, plans[0].From+1); got != "open open" {
		t.Errorf("rolling: %s", got)
	}
}

func TestVerdictSaysWhatCounted(t *testing.T) {
	v := first(t, plants, monday, "a+b b+c . c .")
	if v.Total != 3*plan.Whole || !v.Said || v.Asked != 30*plan.Whole || v.Range.Len() != 7 || v.Cut() {
		t.Errorf("%+v", v)
	}
	if v = first(t, ferment, monday, "0 . ."); !v.Said || v.Total != 0 {
		t.Errorf("none said: %+v", v)
	}
	if v = first(t, alcohol, monday, ". s ."); v.Said || v.Asked != 0 {
		t.Errorf("nothing said: %+v", v)
	}
}

// A change of kind from today leaves today's log uncounted by the new one.
func TestLogOfAnotherKind(t *testing.T) {
	for _, c := range []struct {
		plan plan.Plan
		days string
		want string
	}{
		{sun, "a+b", "open"},
		{sun, "a+b .", "missed open"},
		{plan.Plan{Kind: plan.Variety, Period: plan.Day, Min: plan.At(2)}, "20", "open"},
		{plan.Plan{Kind: plan.Variety, Period: plan.Day, Min: plan.At(2)}, "20 .", "missed open"},
		{plan.Plan{Kind: plan.Variety, Period: plan.Day, Min: plan.At(2)}, "0", "missed"},
	} {
		plans := on(t, monday, c.plan)
		entries := days(t, plans[0].From, c.days)
		if got := states(plans, entries, plans[0].From+date.Date(len(entries.Days))-1); got != c.want {
			t.Errorf("%s under %s: %s, want %s", c.days, c.plan.Terms(), got, c.want)
		}
	}
}

func TestItemsCountInAnyOrder(t *testing.T) {
	names := []string{"a", "b", "c", "b", "d"}
	want := first(t, plants, monday, strings.Join(names, "+")).Total
	slices.Reverse(names)
	if got := first(t, plants, monday, strings.Join(names, "+")).Total; got != want || got != 4*plan.Whole {
		t.Errorf("backwards %s, forwards %s, want 4", got, want)
	}
}
