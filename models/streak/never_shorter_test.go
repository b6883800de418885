package streak_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/streak"
)

// fill logs on days of v, up to today, whatever p asks, and reports whether
// that kept v.
func fill(plans []plan.Plan, entries plan.Entries, v plan.Verdict, today date.Date) (plan.Entries, bool) {
	left := v.Asked - v.Total
	for d := v.From; d <= min(v.To, today) && left > 0; d++ {
		e := entries.At(d)
		e.Said, e.Skipped = true, false
		switch v.Plan.Kind {
		case plan.Tick:
			if e.Amount > 0 {
				continue
			}
			e.Amount = plan.Whole
			left -= plan.Whole
		case plan.Sum:
			e.Amount += left
			left = 0
		case plan.Variety:
			e.Items = slices.Clone(e.Items)
			for i := 0; left > 0; i++ {
				e.Items = append(e.Items, fmt.Sprint("new ", d, i))
				left -= plan.Whole
			}
		}
		entries = with(entries, d, e)
	}
	if !v.Plan.Min.Set && v.Plan.Period == plan.Day {
		entries = with(entries, v.From, plan.Entry{Said: true}) // "none"
	}
	return entries, kept(plans, entries, v, today)
}

func kept(plans []plan.Plan, entries plan.Entries, v plan.Verdict, today date.Date) bool {
	for _, w := range plan.Judge(plans, entries, v.From, today) {
		if w.From == v.From {
			return w.State == plan.Kept
		}
	}
	return false
}

// worse reports whether a period other than v was left worse by what happened
// to v: another limit of the same days, which is no part of the property.
func worse(before, after []plan.Verdict, v plan.Verdict) bool {
	for i := range before {
		if before[i].From == v.From {
			continue
		}
		if a, b := before[i].State, after[i].State; a == plan.Kept && b != plan.Kept || a != plan.Over && b == plan.Over {
			return true
		}
	}
	return false
}

func TestKeptNeverShortens(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(5, 80).Draw(t, "days")
		plans := anyPlans(t, monday, n)
		before := anyEntries(t, monday, n)
		today := last(before)
		was, verdicts := streak.Now(streak.State{}, plans, before, today)
		for _, v := range verdicts {
			if v.State != plan.Open && v.State != plan.Short && v.State != plan.Missed {
				continue
			}
			after, ok := fill(plans, before, v, today)
			is, then := streak.Now(streak.State{}, plans, after, today)
			if !ok || worse(verdicts, then, v) {
				continue
			}
			if is.Run.Count < was.Run.Count || is.Best.Count < was.Best.Count && is.Best.Unit == was.Best.Unit {
				t.Fatalf("%s of %s to %s kept: streak %d to %d, best %d to %d", v.State, v.From, v.To, was.Run.Count, is.Run.Count, was.Best.Count, is.Best.Count)
			}
		}
	})
}

func TestSkipNeverShortens(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(5, 80).Draw(t, "days")
		plans := []plan.Plan{anyPlan(t, monday)}
		before := anyEntries(t, monday, n)
		today := last(before)
		was, verdicts := streak.Now(streak.State{}, plans, before, today)
		for _, v := range verdicts {
			if v.State != plan.Short && v.State != plan.Missed {
				continue
			}
			skipped := before // the whole period
			for d := v.From; d <= v.To; d++ {
				skipped = with(skipped, d, plan.Entry{Skipped: true})
			}
			tries := []plan.Entries{skipped}
			for d := v.From; d <= v.To; d++ { // and each empty day of it alone
				if !before.At(d).Said {
					tries = append(tries, with(before, d, plan.Entry{Skipped: true}))
				}
			}
			for _, after := range tries {
				is := now(plans, after, today)
				if is.Run.Count < was.Run.Count || is.Best.Count < was.Best.Count {
					t.Fatalf("%s of %s to %s skipped: streak %d to %d, best %d to %d", v.State, v.From, v.To, was.Run.Count, is.Run.Count, was.Best.Count, is.Best.Count)
				}
			}
		}
	})
}

// The streak and the best, counted anew from the states.
func TestStreakCountsKeptPeriods(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(5, 80).Draw(t, "days")
		plans := []plan.Plan{anyPlan(t, monday)}
		entries := anyEntries(t, monday, n)
		s, verdicts := streak.Now(streak.State{}, plans, entries, last(entries))
		run, best := 0, 0
		for _, v := range verdicts {
			switch v.State {
			case plan.Kept:
				run++
			case plan.Over:
				run = 0
			case plan.Short, plan.Missed:
				if !v.Forgiven {
					run = 0
				}
			}
			best = max(best, run)
		}
		if s.Run.Count != run || s.Best.Count != best {
			t.Fatalf("streak %d, best %d, want %d and %d", s.Run.Count, s.Best.Count, run, best)
		}
		if best > 0 && (s.Best.From < monday || s.Best.To > last(entries) || s.Best.To < s.Best.From) {
			t.Fatalf("best from %s to %s", s.Best.From, s.Best.To)
		}
	})
}

// The reserve goes to the first short or missed due days of each week, to no
// more than the plan grants and to one fewer than the due days.
func TestReserveIsSpentInDateOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(5, 60).Draw(t, "days")
		p := anyPlan(t, monday)
		entries := anyEntries(t, monday, n)
		_, verdicts := streak.Now(streak.State{}, []plan.Plan{p}, entries, last(entries))
		spent := map[date.Date]int{}
		for _, v := range verdicts {
			week, due := v.From.Week(p.WeekStart), 0
			for d := max(week.From, p.From); d <= week.To; d++ {
				if p.IsDue(d) {
					due++
				}
			}
			failed := v.State == plan.Short || v.State == plan.Missed
			want := p.Period == plan.Day && failed && spent[week.From] < min(p.Reserve, due-1)
			if v.Forgiven != want {
				t.Fatalf("%s, %s: forgiven %t, want %t", v.From, v.State, v.Forgiven, want)
			}
			if want {
				spent[week.From]++
			}
		}
	})
}

// For a fixed today the order in which logs arrive changes nothing.
func TestOrderOfLogsChangesNothing(t *testing.T) {
	type log struct {
		day    date.Date
		amount plan.Amount
		item   string
	}
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 40).Draw(t, "days")
		plans := anyPlans(t, monday, n+1)
		logs := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) log {
			return log{
				monday + date.Date(rapid.IntRange(0, n-1).Draw(t, "day")),
				plan.Whole * plan.Amount(rapid.IntRange(0, 3).Draw(t, "amount")),
				rapid.SampledFrom([]string{"a", "b", "c", "d"}).Draw(t, "item"),
			}
		}), 0, 40).Draw(t, "logs")
		state := func(logs []log) streak.State {
			entries := plan.Entries{From: monday, Days: make([]plan.Entry, n)}
			for _, l := range logs {
				e := &entries.Days[l.day-monday]
				e.Said, e.Amount, e.Items = true, e.Amount+l.amount, append(e.Items, l.item)
			}
			return now(plans, entries, last(entries))
		}
		other := rapid.Permutation(logs).Draw(t, "order")
		if diff := cmp.Diff(state(logs), state(other)); diff != "" {
			t.Fatal(diff)
		}
	})
}

// A day more of anything but failure never takes from the streak.
func TestTomorrowTakesNothing(t *testing.T) {
	plans := []plan.Plan{from(monday, daily(0))}
	plans[0].Due.Weekdays = plan.OnWeekdays(time.Monday, time.Thursday)
	entries := days(t, monday, "x . . x . s .")
	for i := range date.Date(4) {
		if got := now(plans, entries, monday+3+i).Run.Count; got != 2 {
			t.Errorf("on day %d the streak is %d, want 2", 3+i, got)
		}
	}
}
