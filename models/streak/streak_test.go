package streak_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/streak"
)

// Each plan stands from a Monday on; today is the last day written.
func TestStreak(t *testing.T) {
	sun := plan.Plan{Kind: plan.Sum, Period: plan.Day, Min: plan.At(10), Max: plan.At(30), Unit: "minutes"}
	stretch := daily(0)
	stretch.Due.Weekdays = plan.OnWeekdays(time.Monday, time.Wednesday, time.Friday)
	monthly := plan.Plan{Kind: plan.Tick, Period: plan.Month, Min: plan.At(1)}
	alcohol := plan.Plan{Kind: plan.Sum, Period: plan.Week, Max: plan.At(14), Unit: "units"}
	for _, c := range []struct {
		name       string
		plan       plan.Plan
		days       string
		want, best int
	}{
		{"nothing yet", daily(0), ".", 0, 0},
		{"kept days in a row", daily(0), "x x x", 3, 3},
		{"today still open", daily(0), "x x .", 2, 2},
		{"a missed day ends it", daily(0), "x x . x", 1, 2},
		{"none ends it at once", daily(0), "x x 0", 0, 2},
		{"skipped neither adds nor breaks", daily(0), "x s s x", 2, 2},
		{"paused neither adds nor breaks", daily(0), "x p p x", 2, 2},
		{"paused, yet kept, adds", daily(0), "x px x", 3, 3},
		{"a skip alone is no streak", daily(0), "s s s", 0, 0},
		{"short ends it", sun, "10 9 10", 1, 1},
		{"over ends it", sun, "10 31 10 10", 2, 2},
		{"over ends it at once", sun, "10 10 31", 0, 2},
		{"over on a paused day ends it", sun, "10 p31 10", 1, 1},
		{"due days are the unit", stretch, "x . x . x . . | x . x", 5, 5},
		{"an off day adds nothing", stretch, "x x x x x x x", 3, 3},
		{"nor does it replace a due day", stretch, "x . . x x", 1, 1},
		{"weeks", weekly(2), "x x . . . . . | x . . x . . . | x", 2, 2},
		{"a running week counts once kept", weekly(2), "x x . . . . . | x . . x . . . | x x", 3, 3},
		{"a short week ends it", weekly(2), "x x . . . . . | x . . . . . . | x x", 1, 1},
		{"a skipped week does not", weekly(2), "x x . . . . . | s s s s s s s | x x", 2, 2},
		{"a running week over ends it", alcohol, "7 7 . . . . . | . . . . . . . | 15", 0, 2},
		{"a maximum counts when its period has ended", atMost(2), "2 . 0 1", 3, 3},
		{"a maximum and none today", atMost(2), "2 . 1 0", 4, 4},
		{"months, the first cut", monthly, "x . . . . . . . . . . . . . . | x", 2, 2},
		{"rolling counts days", rolling(3, 7), "x x x . . . .", 7, 7},
		{"open days of a rolling plan wait", rolling(3, 7), "x x x . . . . . . .", 7, 7},
		{"and are missed in the end", rolling(3, 7), "x x x . . . . . . . . . . .", 7, 7},
		{"a rolling streak that ended", rolling(3, 7), "x x x . . . . . . . . . . . .", 0, 7},
		{"a rolling maximum", in(3, atMost(2)), "1 1 . 1 1 1 1", 0, 5},
	} {
		t.Run(c.name, func(t *testing.T) {
			entries := days(t, monday, c.days)
			s := now([]plan.Plan{from(monday, c.plan)}, entries, last(entries))
			if s.Run.Count != c.want || s.Best.Count != c.best {
				t.Errorf("%s: streak %d, best %d, want %d and %d", c.days, s.Run.Count, s.Best.Count, c.want, c.best)
			}
		})
	}
}

func TestBestStreakKeepsItsDates(t *testing.T) {
	plans := []plan.Plan{from(monday, daily(0))}
	entries := days(t, monday, ". x x s x . x x . x x x .")
	s := now(plans, entries, last(entries))
	want := streak.Run{Count: 3, Unit: plan.Day, From: monday + 1, To: monday + 4}
	if diff := cmp.Diff(want, s.Best); diff != "" {
		t.Errorf("the first of two equals: %s", diff)
	}
	if diff := cmp.Diff(streak.Run{Count: 3, Unit: plan.Day, From: monday + 9, To: monday + 11}, s.Run); diff != "" {
		t.Errorf("the running one: %s", diff)
	}

	plans = []plan.Plan{from(monday, weekly(1))}
	entries = days(t, monday, "x . . . . . . | . x . . . . . | . x")
	s = now(plans, entries, last(entries))
	want = streak.Run{Count: 3, Unit: plan.Week, From: monday, To: monday + 15}
	if diff := cmp.Diff(want, s.Best); diff != "" {
		t.Errorf("weeks, the running one up to today: %s", diff)
	}
}

func TestStreakInANewUnit(t *testing.T) {
	plans := []plan.Plan{from(monday, daily(0)), from(monday+7, weekly(2))}
	entries := days(t, monday, "x x x x x x x | x x . . . . . | .")
	s := now(plans, entries, last(entries))
	if s.Run.Count != 1 || s.Run.Unit != plan.Week || s.Best.Count != 7 || s.Best.Unit != plan.Day {
		t.Errorf("from days to weeks: streak %+v, best %+v", s.Run, s.Best)
	}
	// Two weeks cover more days than the best seven days did.
	entries = days(t, monday, "x x x x x x x | x x . . . . . | x x . . . . .")
	if s = now(plans, entries, last(entries)); s.Best.Count != 2 || s.Best.Unit != plan.Week {
		t.Errorf("the best by days covered: %+v", s.Best)
	}
	// Rolling plans count days, so a streak of days goes on.
	plans[1] = from(monday+7, rolling(2, 7))
	entries = days(t, monday, "x x x x x x x | x x . . . . .")
	if s = now(plans, entries, last(entries)); s.Run.Count != 14 || s.Run.Unit != plan.Day {
		t.Errorf("from days to rolling days: %+v", s.Run)
	}
}

// A period cut short is kept, over or off; off neither adds nor breaks.
func TestCutPeriodsInAStreak(t *testing.T) {
	plans := []plan.Plan{from(monday+3, weekly(4))}
	entries := days(t, monday+3, "x . . . | x x x x . . . | .")
	if s := now(plans, entries, last(entries)); s.Run.Count != 1 {
		t.Errorf("a first week cut and not kept: streak %d, want 1", s.Run.Count)
	}
	entries = days(t, monday+3, "x x x . | x x x x . . . | .")
	if s := now(plans, entries, last(entries)); s.Run.Count != 2 {
		t.Errorf("a first week cut and kept: streak %d, want 2", s.Run.Count)
	}
}

func TestNothingToRoll(t *testing.T) {
	before := streak.State{AsOf: monday, Strength: 0.5, Known: true}
	s, verdicts := streak.Now(before, nil, plan.Entries{}, monday+9)
	if s != before || verdicts != nil {
		t.Errorf("no plan: %+v, %v", s, verdicts)
	}
	s, verdicts = streak.Now(before, []plan.Plan{from(monday+20, daily(1))}, plan.Entries{}, monday+9)
	if s != before || len(verdicts) != 0 {
		t.Errorf("a plan that begins later: %+v, %v", s, verdicts)
	}
}

func TestRollStopsAtWholePeriods(t *testing.T) {
	plans := []plan.Plan{from(monday, weekly(2))}
	entries := days(t, monday, "x x . . . . . | x x . . . . . | x x . .")
	for _, c := range []struct {
		upTo, asOf date.Date
		want       int
	}{
		{monday + 5, 0, 0}, {monday + 6, monday + 6, 1}, {monday + 12, monday + 6, 1}, {monday + 13, monday + 13, 2}, {monday + 17, monday + 13, 2},
	} {
		s, verdicts := streak.Roll(streak.State{}, plans, entries, c.upTo, last(entries))
		if s.AsOf != c.asOf || s.Run.Count != c.want {
			t.Errorf("rolled up to day %d: as of %s, streak %d", c.upTo-monday, s.AsOf, s.Run.Count)
		}
		if len(verdicts) != 3 {
			t.Errorf("%d weeks judged, want 3", len(verdicts))
		}
	}
	if s := now(plans, entries, last(entries)); s.Run.Count != 3 || s.Run.To != last(entries) {
		t.Errorf("now: %+v", s.Run)
	}
}
