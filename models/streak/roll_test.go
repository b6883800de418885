package streak_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/streak"
)

// Progress rolled forward equals progress recomputed: from the eve of any day,
// with nothing known but the entries that Reach names, whatever was said of the
// last seven days since, over several stops.
func TestRolledForwardEqualsRecomputed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(20, 90).Draw(t, "days")
		plans := anyPlans(t, monday, n)
		all := anyEntries(t, monday-date.Date(rapid.IntRange(0, 5).Draw(t, "before")), n)
		var state streak.State
		reach := monday
		for today := monday; today <= last(all); {
			known := cut(all, reach)
			wantState, wantVerdicts := streak.Now(streak.State{}, plans, all, today)
			gotState, gotVerdicts := streak.Now(state, plans, known, today)
			if diff := cmp.Diff(wantState, gotState); diff != "" {
				t.Fatalf("at %s, from a state of %s and entries from %s:\n%s", today, state.AsOf, reach, diff)
			}
			if diff := cmp.Diff(wantVerdicts[len(wantVerdicts)-len(gotVerdicts):], gotVerdicts); diff != "" {
				t.Fatalf("at %s, from a state of %s: verdicts\n%s", today, state.AsOf, diff)
			}

			eve := streak.Eve(plans, known, today)
			if eve >= today-7 {
				t.Fatalf("at %s the eve is %s, within the last seven days", today, eve)
			}
			state, _ = streak.Roll(state, plans, known, eve, today)
			if eve >= plans[0].From && state.AsOf != eve {
				t.Fatalf("at %s the state stands at %s, want the eve %s", today, state.AsOf, eve)
			}
			next := streak.Reach(plans, known, state.AsOf)
			if next < reach {
				t.Fatalf("at %s reach went back from %s to %s", today, reach, next)
			}
			reach = next
			for d := max(today-7, all.From); d <= today; d++ {
				if rapid.IntRange(0, 4).Draw(t, "edit") == 0 {
					all = with(all, d, anyEntry(t, true))
				}
			}
			today += date.Date(rapid.IntRange(0, 20).Draw(t, "away"))
			if rapid.IntRange(0, 9).Draw(t, "stop") == 0 {
				return
			}
		}
	})
}

// What is said of a day leaves all that was settled before it.
func TestSettled(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(10, 60).Draw(t, "days")
		plans := anyPlans(t, monday, n)
		before := anyEntries(t, monday, n)
		day := monday + date.Date(rapid.IntRange(0, n-1).Draw(t, "day"))
		after := before
		for d := day; d <= last(before); d++ {
			if d == day || rapid.Bool().Draw(t, "edit") {
				after = with(after, d, anyEntry(t, true))
			}
		}
		settled := streak.Settled(plans, before, day)
		if settled != streak.Settled(plans, after, day) {
			t.Fatalf("what is said of %s moved its own settled day", day)
		}
		a, _ := streak.Roll(streak.State{}, plans, before, settled, last(before))
		b, _ := streak.Roll(streak.State{}, plans, after, settled, last(after))
		if diff := cmp.Diff(a, b); diff != "" {
			t.Fatalf("settled by %s, yet changed by what was said of %s:\n%s", settled, day, diff)
		}
	})
}

func TestEve(t *testing.T) {
	day := func(s string) date.Date {
		d, err := date.Parse(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	month := plan.Plan{Kind: plan.Tick, Period: plan.Month, Min: plan.At(4)}
	for _, c := range []struct {
		name  string
		plan  plan.Plan
		days  string
		today string
		want  string
	}{
		{"a day", daily(0), "", "2026-12-20", "2026-12-12"},
		{"a week, on its last day", weekly(2), "", "2026-12-20", "2026-12-06"},
		{"a week, on its first day", weekly(2), "", "2026-12-21", "2026-12-13"},
		{"a month", month, "", "2026-12-20", "2026-11-30"},
		{"a month just begun", month, "", "2027-01-07", "2026-11-30"},
		{"a month a week old", month, "", "2027-01-08", "2026-12-31"},
		{"seven days rolling", rolling(3, 7), "", "2026-12-20", "2026-12-05"},
		{"seven days rolling, with skips", rolling(3, 7), times(".", 21) + "s s .", "2026-12-20", "2026-12-03"},
	} {
		plans := []plan.Plan{from(monday, c.plan)}
		if got := streak.Eve(plans, days(t, monday, c.days), day(c.today)); got != day(c.want) {
			t.Errorf("%s: the eve of %s is %s, want %s", c.name, c.today, got, c.want)
		}
	}
}

func TestReach(t *testing.T) {
	early := monday - 60
	for _, c := range []struct {
		name string
		plan plan.Plan
		days string // from Monday on
		asOf int
		want date.Date
	}{
		{"a day", daily(0), "", 9, monday + 10},
		{"ticks by the week look back on two", weekly(2), "", 13, monday + 1},
		{"amounts by the week on one", plan.Plan{Kind: plan.Sum, Period: plan.Week, Min: plan.At(9)}, "", 13, monday + 8},
		{"ticks by the month on sixty days", plan.Plan{Kind: plan.Tick, Period: plan.Month, Min: plan.At(3)}, "", 13, monday - 45},
		{"rolling ticks on two runs", rolling(2, 5), "", 20, monday + 12},
		{"rolling amounts on one", in(5, atLeast(2)), "", 20, monday + 17},
		{"and over what was skipped", in(5, atLeast(2)), times(".", 15) + "s s p s s . .", 20, monday + 12},
	} {
		plans := []plan.Plan{from(early, c.plan)}
		if got := streak.Reach(plans, days(t, monday, c.days), monday+date.Date(c.asOf)); got != c.want {
			t.Errorf("%s: reaches back to day %d, want %d", c.name, got-monday, c.want-monday)
		}
	}
}

// No run of days reaches beyond the plans that count alike.
func TestReachStopsAtAnotherPlan(t *testing.T) {
	plans := []plan.Plan{from(monday-60, daily(0)), from(monday, in(5, atLeast(2)))}
	entries := days(t, monday, "s s s s .")
	if got := streak.Reach(plans, entries, monday+3); got != monday {
		t.Errorf("reaches back to %s, want %s", got, monday)
	}
	if got := streak.Settled(plans, entries, monday+4); got != monday-1 {
		t.Errorf("settled by %s, want %s", got, monday-1)
	}
}

func TestReachStaysWithinTheHabit(t *testing.T) {
	plans := []plan.Plan{from(date.Oldest, in(90, atLeast(3)))}
	if got := streak.Reach(plans, plan.Entries{}, 0); got != date.Oldest {
		t.Errorf("reach %s, want the first day", got)
	}
	if got := streak.Reach(nil, plan.Entries{}, monday); got != monday+1 {
		t.Errorf("without a plan: %s", got)
	}
}
