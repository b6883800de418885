package streak_test

import (
	"testing"

	"pgregory.net/rapid"

	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/streak"
)

// Each day's strength is what Roll leaves when it stops there.
func TestStrengthsAreThoseRolled(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const n = 60
		plans, entries := anyPlans(t, monday, n), anyEntries(t, monday, n)
		today := monday + date.Date(rapid.IntRange(0, n-1).Draw(t, "today"))
		got := streak.Strengths(plans, entries, today)
		if len(got) != int(today-monday)+1 {
			t.Fatalf("%d days, of %d", len(got), today-monday+1)
		}
		if want := now(plans, entries, today).Strength; got[len(got)-1] != want {
			t.Fatalf("today %v, want %v", got[len(got)-1], want)
		}
		for i, is := range got {
			d := monday + date.Date(i)
			s, _ := streak.Roll(streak.State{}, plans, entries, d, today)
			if p, _ := plan.On(plans, d); s.AsOf == d && s.Strength != is {
				t.Fatalf("%s, %s: %v, want %v", d, p.Terms(), is, s.Strength)
			}
		}
	})
}

func TestStrengthsBeforeThePlan(t *testing.T) {
	if got := streak.Strengths(nil, plan.Entries{}, monday); got != nil {
		t.Errorf("without plans: %v", got)
	}
	if got := streak.Strengths([]plan.Plan{from(monday+1, daily(0))}, plan.Entries{}, monday); got != nil {
		t.Errorf("before the first plan: %v", got)
	}
}
