package advice_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/models/advice"
)

func minutes(n float64) advice.Measure {
	return advice.Measure{Kind: advice.Exact, Min: n, Max: n, Unit: "minutes"}
}

var check = advice.Measure{Kind: advice.Check}

func TestMeasureAndFrequency(t *testing.T) {
	often := func(times float64, per advice.Per) advice.Frequency { return advice.Frequency{Times: times, Per: per} }
	for _, c := range []struct {
		text string
		m    advice.Measure
		f    advice.Frequency
	}{
		{"Walk for half an hour a day.", advice.Measure{Kind: advice.Exact, Min: .5, Max: .5, Unit: "hours"}, often(1, advice.PerDay)},
		{"Walk for an hour and a half each day.", advice.Measure{Kind: advice.Exact, Min: 1.5, Max: 1.5, Unit: "hours"}, often(1, advice.PerDay)},
		{"Walk 1½ hours a day.", advice.Measure{Kind: advice.Exact, Min: 1.5, Max: 1.5, Unit: "hours"}, often(1, advice.PerDay)},
		{"Walk for twenty-five minutes daily.", minutes(25), often(1, advice.PerDay)},
		{"Walk 10–15 min every morning.", advice.Measure{Kind: advice.Range, Min: 10, Max: 15, Unit: "minutes"}, often(1, advice.PerDay)},
		{"Take between 8,000 and 10,000 steps a day.", advice.Measure{Kind: advice.Range, Min: 8000, Max: 10000, Unit: "steps"}, often(1, advice.PerDay)},
		{"Drink six to eight, 8-ounce glasses of water each day.", advice.Measure{Kind: advice.Range, Min: 6, Max: 8, Unit: "glasses"}, often(1, advice.PerDay)},
		{"Eat at least five portions of fruit a day.", advice.Measure{Kind: advice.AtLeast, Min: 5, Unit: "portions"}, often(1, advice.PerDay)},
		{"Sleep 7 or more hours a night.", advice.Measure{Kind: advice.AtLeast, Min: 7, Unit: "hours"}, often(1, advice.PerDay)},
		{"Do not drink more than 14 units a week.", advice.Measure{Kind: advice.AtMost, Max: 14, Unit: "units"}, often(1, advice.PerWeek)},
		{"Limit naps to 20 minutes.", advice.Measure{Kind: advice.AtMost, Max: 20, Unit: "minutes"}, often(1, "")},
		{"Stretch twice a day.", check, often(2, advice.PerDay)},
		{"Swim three times per week.", check, often(3, advice.PerWeek)},
		{"Swim at least two days a week.", advice.Measure{Kind: advice.AtLeast, Min: 2, Unit: "times"}, often(1, advice.PerWeek)},
		{"Swim once or twice a week.", advice.Measure{Kind: advice.Range, Min: 1, Max: 2, Unit: "times"}, often(1, advice.PerWeek)},
		{"Plank for 3 minutes twice a day.", minutes(3), often(2, advice.PerDay)},
		{"Walk for 30 minutes, five days a week.", minutes(30), often(5, advice.PerWeek)},
		{"Walk for 10 minutes, 3 times a day, 5 days a week.", minutes(10), advice.Frequency{Times: 3, Per: advice.PerDay, DaysAWeek: 5}},
		{"Repeat 10 times on each side.", advice.Measure{Kind: advice.Exact, Min: 10, Max: 10, Unit: "times"}, often(1, advice.PerSession)},
		{"Drink a glass of water with each meal.", advice.Measure{Kind: advice.Exact, Min: 1, Max: 1, Unit: "glasses"}, often(1, advice.PerSession)},
		{"Eat 1.2 grams of protein per kilogram of body weight.", advice.Measure{Kind: advice.Exact, Min: 1.2, Max: 1.2, Unit: "g/kg"}, often(1, "")},
		{"Walk on most days.", check, advice.Frequency{Times: 1, Per: advice.PerWeek, Loose: true}},
		{"Lift weights on Mondays and Thursdays.", check, advice.Frequency{Times: 2, Per: advice.PerWeek, Weekdays: 1<<1 | 1<<4}},
		// Numbers that are no dose.
		{"Use sunscreen with an SPF of 30.", check, often(1, "")},
		{"Choose bread with at least 6 g of fibre per 100 g.", check, often(1, "")},
		{"Lift weights of 5 kg old plates.", check, often(1, "")},
		{"If you lie awake for more than 20 minutes, get up.", check, often(1, "")},
		{"Stop eating three hours before bed.", check, often(1, advice.PerDay)},
		{"Give water from 6 months old.", check, often(1, "")},
		{"Keep the room at 18 °C.", check, often(1, "")},
		{"Wait 90 minutes after waking before coffee.", check, often(1, advice.PerDay)},
	} {
		found := advice.Find(c.text)
		if len(found) != 1 {
			t.Errorf("%q: %d findings", c.text, len(found))
			continue
		}
		if diff := cmp.Diff(c.m, found[0].Measure); diff != "" {
			t.Errorf("%q: measure %s", c.text, diff)
		}
		if diff := cmp.Diff(c.f, found[0].Frequency); diff != "" {
			t.Errorf("%q: frequency %s", c.text, diff)
		}
	}
}

func TestWindow(t *testing.T) {
	at := func(from, to int) advice.Window { return advice.Window{From: from * 60, To: to * 60, Set: true} }
	late := func(from int) advice.Window { return advice.Window{From: from * 60, To: 1439, Set: true} }
	for text, want := range map[string]advice.Window{
		"Sit in the sun between 10:00am and 4:00pm.":           at(10, 16),
		"Sit in the sun from 10 a.m. to 4 p.m. on clear days.": at(10, 16),
		"Stay out of the sun between 11 and 3.":                at(11, 15),
		"Eat dinner between 6 and 7 pm.":                       at(18, 19),
		"Walk at 10-4 pm.":                                     at(10, 16),
		"Eat lunch between noon and 2 p.m.":                    at(12, 14),
		"Sleep from 10 pm until 6 am.":                         at(22, 6),
		"Avoid coffee after 2 p.m.":                            late(14),
		"Avoid bright light between 22:00 and 04:00.":          at(22, 4),
		"Finish dinner before 7pm.":                            at(0, 19),
		"Do not eat until noon or after 8 p.m. on those days.": at(12, 20),
		"7–9 am: Eat something warm.":                          at(7, 9),
		"12:00–13:00  Have a warm lunch.":                      at(12, 13),
		"Build with sand after 4 o'clock.":                     late(16),
		"If you rise at 8 AM, eat by and by.":                  {},
		"Walk in the morning.":                                 {},
		"Walk for 10 to 12 minutes.":                           {},
		"Eat 2 to 3 plums.":                                    {},
	} {
		found := advice.Find(text)
		if len(found) == 0 {
			t.Errorf("%q: nothing found", text)
			continue
		}
		if got := found[0].Window; got != want {
			t.Errorf("%q: window %+v, want %+v", text, got, want)
		}
	}
}

func TestOffsetAndInterval(t *testing.T) {
	for _, c := range []struct {
		text string
		o    advice.Offset
		v    advice.Interval
		cue  string
	}{
		{"Dim the lamps an hour before bed.", advice.Offset{Min: 1, Max: 1, Unit: "hours", Relation: "before"}, advice.Interval{}, "an hour before bed"},
		{"Get outside within 30 to 60 minutes of waking.", advice.Offset{Min: 30, Max: 60, Unit: "minutes", Relation: "after"}, advice.Interval{}, "30 to 60 minutes of waking"},
		{"Reapply every two hours.", advice.Offset{}, advice.Interval{Every: 2, Unit: "hours"}, ""},
		{"Change it every 3 to 4 days.", advice.Offset{}, advice.Interval{Every: 3, EveryMax: 4, Unit: "days"}, ""},
		{"Swim every other day.", advice.Offset{}, advice.Interval{Every: 2, Unit: "days"}, ""},
		{"Walk after lunch.", advice.Offset{}, advice.Interval{}, "after lunch"},
	} {
		found := advice.Find(c.text)
		if len(found) != 1 {
			t.Errorf("%q: %d findings", c.text, len(found))
			continue
		}
		f := found[0]
		if f.Offset != c.o || f.Interval != c.v || f.Cue != c.cue || f.Measure.Kind != advice.Check {
			t.Errorf("%q: %+v %+v %q %+v", c.text, f.Offset, f.Interval, f.Cue, f.Measure)
		}
	}
}
