package advice_test

import (
	"slices"
	"strings"
	"testing"

	"gloss/models/advice"
	"gloss/models/plan"
)

// one is the only suggestion of a text.
func one(t *testing.T, text string) advice.Suggestion {
	t.Helper()
	s := advice.Suggest(advice.Find(text))
	if len(s) != 1 {
		t.Fatalf("%q: %d suggestions: %+v", text, len(s), s)
	}
	return s[0]
}

// TestPlans is the table of plan.go, a row a line.
func TestPlans(t *testing.T) {
	for text, want := range map[string]string{
		"Floss gently.":                                      "every day",
		"Floss once a day.":                                  "every day",
		"Stretch twice a day.":                               "2 times, every day",
		"Swim three times a week.":                           "3 times a week",
		"Read a new book once a month.":                      "once a month",
		"Swim at least twice a week.":                        "twice a week",
		"Eat cake no more than twice a week.":                "at most twice a week",
		"Swim two to three times a week.":                    "twice a week",
		"Lift weights on Mondays and Thursdays.":             "on Monday and Thursday",
		"Swim every other day.":                              "every 2 days",
		"Drink at least 6 glasses a day.":                    "6 glasses, every day",
		"Eat no more than 6 g of salt a day.":                "at most 6 g, every day",
		"Sit in the sun for 10 to 30 minutes a day.":         "10 to 30 minutes, every day",
		"Walk for 20 minutes a day.":                         "20 minutes, every day",
		"Walk 150 to 300 minutes a week.":                    "150 minutes a week",
		"Brush for 2 minutes twice a day.":                   "4 minutes, every day",
		"Walk for 30 minutes, five days a week.":             "150 minutes a week",
		"Walk for 10 minutes, 3 times a day, 5 days a week.": "150 minutes a week",
		"Repeat 10 times on each side.":                      "every day",
		"Eat 30 g of nuts with each meal.":                   "30 g, every day",
		"Eat 1.2 g of protein per kg of body weight.":        "every day",
		"Limit naps to half an hour.":                        "at most 30 minutes, every day",
		"Avoid coffee after 2 p.m.":                          "every day, after 14:00",
		"Sit outside for 10 minutes between 7 and 9 am.":     "10 minutes, every day, between 07:00 and 09:00",
		"Keep the lamps low between 10 pm and 4 am.":         "every day",
	} {
		s := one(t, text)
		if got := s.Plan.Terms(); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
		if p := s.Plan.Problems(); len(p) > 0 {
			t.Errorf("%q: %v", text, p)
		}
	}
}

// TestSun: the amount and the time of day of one habit, a sentence apart.
func TestSun(t *testing.T) {
	text := `Sunlight helps the skin make vitamin D. The rays are strongest between 10:00am and 4:00pm, which is the best time of
day to get a little midday sun. For safety, 10–30 minutes each day is enough for most, and short enough not to burn.`
	s := one(t, text)
	p := s.Plan
	want := plan.Window{From: 600, To: 960}
	if p.Kind != plan.Sum || p.Period != plan.Day || p.Min != plan.At(10) || p.Max != plan.At(30) || p.Unit != "minutes" || p.Step != 5*plan.Whole || p.Window != want {
		t.Errorf("plan %+v", p)
	}
	if s.Name != "Get a little midday sun" || len(s.Passages) != 2 || s.Confidence < advice.Strong {
		t.Errorf("name %q, passages %+v, confidence %v", s.Name, s.Passages, s.Confidence)
	}
	if !strings.HasPrefix(s.Passages[0].Quote, "For safety") || !strings.HasPrefix(s.Passages[1].Quote, "The rays") {
		t.Errorf("the main passage is not the one with the amount: %+v", s.Passages)
	}
}

// A benefit told as a condition is found, but not shown plainly.
func TestBenefitIsWeak(t *testing.T) {
	s := one(t, "When we eat a variety of plants, it feeds the bacteria of the gut. They live long.")
	if s.Confidence >= advice.Strong || s.Confidence < advice.Weak || s.Name != "Eat a variety of plants" {
		t.Errorf("%q %v", s.Name, s.Confidence)
	}
}

func TestRepeatsAreOneSuggestionWithPlaces(t *testing.T) {
	s := advice.Suggest(advice.Find("Drink water before a run.\n\nSleep 8 hours a night.\n\nRain is wet.\n\nThe end is near: drink water before a run."))
	if len(s) != 2 || len(s[0].Places) != 1 || s[0].Places[0][0].Start <= s[1].Passages[0].Start {
		t.Fatalf("%+v", s)
	}
}

func TestOnceIsNoSuggestion(t *testing.T) {
	found := advice.Find("See a doctor if it hurts.")
	if len(found) != 1 || found[0].Habit || len(advice.Suggest(found)) != 0 {
		t.Errorf("%+v", found)
	}
}

func TestSubjectKeyAndNear(t *testing.T) {
	walk, stroll := one(t, "Walk for 30 minutes a day."), one(t, "Floss once a day.")
	if got := advice.SubjectOf(walk.Name); !slices.Equal(got, walk.Subject) {
		t.Errorf("subject %v, want %v", got, walk.Subject)
	}
	if got := advice.KeyOf(walk.Name, walk.Polarity, walk.Plan); got != walk.Key {
		t.Errorf("key %s, want %s", got, walk.Key)
	}
	if !advice.Near(walk.Subject, walk.Subject) || advice.Near(walk.Subject, stroll.Subject) || advice.Near(nil, nil) {
		t.Errorf("%v and %v", walk.Subject, stroll.Subject)
	}
	if a, b := advice.SubjectOf("Get outdoors in the sun"), advice.SubjectOf("Spend time in the sun outdoors"); !advice.Near(a, b) {
		t.Errorf("%v and %v are far", a, b)
	}
}

func TestKeyIsTheSameInAnotherGuide(t *testing.T) {
	a, b := one(t, "Everyone should walk for 30 minutes a day."), one(t, "Rain or shine, it is best to walk 30 minutes every day.")
	if a.Key != b.Key || a.Key == "" {
		t.Errorf("%q %v and %q %v", a.Key, a.Subject, b.Key, b.Subject)
	}
	if c := one(t, "Walk for 20 minutes a day."); c.Key == a.Key {
		t.Error("other terms, but the same key")
	}
}
