package advice_test

import (
	"testing"

	"gloss/models/advice"
)

// TestThingsAreNoOrders reads words that are a noun as well as a verb, where
// they name a thing and where they tell to do it.
func TestThingsAreNoOrders(t *testing.T) {
	for text, want := range map[string]bool{
		"Heat and noise":                           false,
		"Salt or sugar":                            false,
		"Type 2 diabetes and sleep":                false,
		"Distance 10.5 (by the watch)":             false,
		"Race morning.":                            false,
		"Walk notice: the band buzzes at noon.":    false,
		"Water intake (2 litres)":                  false,
		"Sleep disorders":                          false,
		"Drink sales fell by a third.":             false,
		"Bed rest used to be common.":              false,
		"Moderate tea use raises it.":              false,
		"Almost every leaf turns to the sun.":      false,
		"Look, nobody I know wants to eat at noon": false,
		"Rest and stretch the calves.":             true,
		"Never drink and drive.":                   true,
		"Walk 5 (or more) days a week.":            true,
		"Sit upright.":                             true,
		"Run faster.":                              true,
		"Drink tea and broth.":                     true,
		"Limit noise at night.":                    true,
		"Work out for half an hour a day.":         true,
		"Look, you should sleep at ten.":           true,
	} {
		got := false
		for _, f := range advice.Find(text) {
			got = got || f.Habit && f.Confidence >= advice.Strong
		}
		if got != want {
			t.Errorf("%q: a habit %v, want %v", text, got, want)
		}
	}
}

// TestAimsAndPeriods reads amounts whose bound or period stands a word away.
func TestAimsAndPeriods(t *testing.T) {
	for text, want := range map[string]struct {
		kind advice.MeasureKind
		f    advice.Frequency
	}{
		"Build up to 30 minutes at least five times a week.":     {advice.Exact, advice.Frequency{Times: 5, Per: advice.PerWeek}},
		"Toddlers need 12 hours of sleep in 24.":                 {advice.Exact, advice.Frequency{Times: 1, Per: advice.PerDay}},
		"Do not sit for more than an hour at a stretch.":         {advice.AtMost, advice.Frequency{Times: 1, Per: advice.PerSession}},
		"Stretch every day, even if it is only for ten minutes.": {advice.Exact, advice.Frequency{Times: 1, Per: advice.PerDay}},
		"07:00–08:30\n\nSpend 20 minutes outdoors.":              {advice.Exact, advice.Frequency{Times: 1, Per: advice.PerDay}},
	} {
		found := advice.Find(text)
		if len(found) != 1 {
			t.Errorf("%q: %d findings", text, len(found))
			continue
		}
		if f := found[0]; f.Measure.Kind != want.kind || f.Frequency != want.f {
			t.Errorf("%q: %v %+v, want %v %+v", text, f.Measure.Kind, f.Frequency, want.kind, want.f)
		}
	}
}
