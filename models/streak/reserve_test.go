package streak_test

import (
	"strings"
	"testing"
	"time"

	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/streak"
)

// marks writes each day's state by its first letter, in capitals where it was
// forgiven.
func marks(plans []plan.Plan, entries plan.Entries, today date.Date) string {
	_, verdicts := streak.Now(streak.State{}, plans, entries, today)
	var b strings.Builder
	for _, v := range verdicts {
		letter := v.State.String()[:1]
		if v.State == plan.Skipped {
			letter = "-"
		}
		if v.State == plan.Off {
			letter = "."
		}
		if v.Forgiven {
			letter = strings.ToUpper(letter)
		}
		b.WriteString(letter)
	}
	return b.String()
}

// Marks: k kept, s short, m missed, o open or over, . off, - skipped; a capital
// is forgiven.
func TestReserve(t *testing.T) {
	due := func(reserve int, days ...time.Weekday) plan.Plan {
		p := daily(reserve)
		p.Due.Weekdays = plan.OnWeekdays(days...)
		return p
	}
	every := func(reserve, n int) plan.Plan {
		p := daily(reserve)
		p.Due.Every = n
		return p
	}
	band := plan.Plan{Kind: plan.Sum, Period: plan.Day, Min: plan.At(10), Max: plan.At(30), Unit: "minutes", Reserve: 1}
	for _, c := range []struct {
		name  string
		plan  plan.Plan
		days  string
		marks string
		want  int
	}{
		{"none", daily(0), "x x . x x x x | .", "kkmkkkko", 4},
		{"one", daily(1), "x x . x x x x | .", "kkMkkkko", 6},
		{"the first in date order", daily(1), "x . x . x x x | .", "kMkmkkko", 3},
		{"anew each week", daily(1), "x . x x x x x | x . x", "kMkkkkkkMk", 8},
		{"two in a row over Sunday", daily(1), "x x x x x x . | . x", "kkkkkkMMk", 7},
		{"three", daily(3), ". . . . x x x | x", "MMMmkkkk", 4},
		{"running streak or not", daily(1), ". . x x", "Mmkk", 2},
		{"short", band, "9 10 9 10 .", "Sksko", 1},
		{"over is never forgiven", band, "10 31 10 5 10 .", "kokSko", 2},
		{"none today, at once", daily(1), "x x 0", "kkM", 2},
		{"skipped days cost nothing", daily(1), "x s . s x . x | x", "k-M-kmkk", 2},
		{"an open day costs nothing", daily(1), "x .", "ko", 1},
		{"one fewer than the due days", due(3, time.Monday, time.Wednesday), ". . . . . . . | . . x", "M.m....M.k", 1},
		{"one due day is not forgiven", due(1, time.Wednesday), "x . . . . . . | . . . .", "..m......m.", 0},
		{"a skipped day is a due day", due(2, time.Monday, time.Wednesday, time.Friday), "s . . . . . . | x", "-.M.M..k", 1},
		{"every three days", every(3, 3), ". . . . . . . | . . .", "M..M..m..o", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			plans := []plan.Plan{from(monday, c.plan)}
			entries := days(t, monday, c.days)
			if got := marks(plans, entries, last(entries)); got != c.marks {
				t.Errorf("%s: %s, want %s", c.days, got, c.marks)
			}
			if s := now(plans, entries, last(entries)); s.Run.Count != c.want {
				t.Errorf("%s: streak %d, want %d", c.days, s.Run.Count, c.want)
			}
		})
	}
}

// Days before the habit are no due days of its first week.
func TestReserveOfAFirstWeek(t *testing.T) {
	for first, want := range map[date.Date]int{monday: 3, monday + 3: 3, monday + 4: 2, monday + 5: 1, monday + 6: 0} {
		plans := []plan.Plan{from(first, daily(3))}
		if got := streak.Reserve(plans, monday+6); got != want {
			t.Errorf("begun on day %d: %d days to spare, want %d", first-monday, got, want)
		}
	}
	rare := daily(3)
	rare.Due.Every = 30
	if got := streak.Reserve([]plan.Plan{from(monday, rare)}, monday+8); got != 0 {
		t.Errorf("a week without due days: %d", got)
	}
	if got := streak.Reserve([]plan.Plan{from(monday, daily(3))}, monday-1); got != 0 {
		t.Errorf("before the first plan: %d", got)
	}
}

// Only habits asked for by the day have a reserve.
func TestReserveOfLongerPeriods(t *testing.T) {
	week, run := weekly(2), rolling(1, 3)
	week.Reserve, run.Reserve = 3, 3
	for _, p := range []plan.Plan{week, run} {
		plans := []plan.Plan{from(monday, p)}
		entries := days(t, monday, "x x . . . . . | . . . . . . . | . . .")
		if got := streak.Reserve(plans, monday); got != 0 {
			t.Errorf("%s: %d days to spare", p.Terms(), got)
		}
		if got := marks(plans, entries, last(entries)); strings.ToLower(got) != got {
			t.Errorf("%s: %s, something was forgiven", p.Terms(), got)
		}
	}
}

func TestReserveWhenThePlanChanges(t *testing.T) {
	// What was spent stays spent; the rest is what the new plan grants.
	plans := []plan.Plan{from(monday, daily(1)), from(monday+3, daily(2))}
	entries := days(t, monday, ". x x . . x x")
	if got := marks(plans, entries, last(entries)); got != "MkkMmkk" {
		t.Errorf("%s, want MkkMmkk", got)
	}
	// A week that becomes a weekly one has only its first days due.
	plans = []plan.Plan{from(monday, daily(3)), from(monday+2, weekly(1))}
	if got := streak.Reserve(plans, monday); got != 1 {
		t.Errorf("two due days: %d to spare, want 1", got)
	}
}

func TestUsed(t *testing.T) {
	plans := []plan.Plan{from(monday, daily(2))}
	entries := days(t, monday, "x . x . x x x | x .")
	s := now(plans, entries, monday+6)
	if got := s.Used(monday+2, time.Monday); got != 2 {
		t.Errorf("used %d of that week, want 2", got)
	}
	if got := s.Used(monday+7, time.Monday); got != 0 {
		t.Errorf("used %d of the next week, want 0", got)
	}
	if s = now(plans, entries, last(entries)+1); s.Used(monday+8, time.Monday) != 1 {
		t.Errorf("used %d, want 1", s.Used(monday+8, time.Monday))
	}
}
