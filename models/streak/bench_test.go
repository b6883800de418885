package streak_test

import (
	"math/rand/v2"
	"testing"

	"gloss/models/plan"
	"gloss/models/streak"
)

var sink streak.State

// tenYears returns ten years of days of a person who keeps most of them.
func tenYears() plan.Entries {
	const n = 3653
	dice := rand.New(rand.NewPCG(1, 2))
	names := []string{"oat", "lentil", "pea", "tomato", "olive", "leek", "kale", "walnut", "apple", "rice", "bean", "onion"}
	entries := plan.Entries{From: monday, Days: make([]plan.Entry, n)}
	for i := range entries.Days {
		switch k := dice.IntN(20); {
		case k < 16:
			first := dice.IntN(8)
			entries.Days[i] = plan.Entry{Said: true, Amount: 20 * plan.Whole, Items: names[first : first+5]}
		case k == 16:
			entries.Days[i] = plan.Entry{Skipped: true}
		}
	}
	return entries
}

func benchmarks() map[string]plan.Plan {
	return map[string]plan.Plan{
		"daily":     daily(1),
		"weekly":    weekly(4),
		"rolling7":  rolling(3, 7),
		"rolling90": rolling(40, 90),
		"variety":   {Kind: plan.Variety, Period: plan.Week, Min: plan.At(30)},
		"month":     {Kind: plan.Sum, Period: plan.Month, Max: plan.At(400), Unit: "euros"},
	}
}

func BenchmarkTenYearsRecomputed(b *testing.B) {
	entries := tenYears()
	for name, p := range benchmarks() {
		plans := []plan.Plan{from(monday, p)}
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				sink, _ = streak.Now(streak.State{}, plans, entries, last(entries))
			}
		})
	}
}

func BenchmarkRolledFromTheEve(b *testing.B) {
	entries := tenYears()
	for name, p := range benchmarks() {
		plans := []plan.Plan{from(monday, p)}
		today := last(entries)
		state, _ := streak.Roll(streak.State{}, plans, entries, streak.Eve(plans, entries, today), today)
		known := cut(entries, streak.Reach(plans, entries, state.AsOf))
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				sink, _ = streak.Now(state, plans, known, today)
			}
		})
	}
}
