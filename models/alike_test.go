package models_test

import (
	"testing"

	"pgregory.net/rapid"

	"gloss/models"
	"gloss/models/article"
)

// asks is advice that points a way and asks for these terms.
func asks(way string, terms article.Terms) models.Offer {
	return models.Offer{Advice: article.Advice{Name: "Something", Polarity: way, Plan: terms}}
}

func TestHowAdviceStandsToOtherAdvice(t *testing.T) {
	amount := func(period, least, most, unit string) article.Terms {
		return article.Terms{Kind: "amount", Period: period, Min: least, Max: most, Unit: unit}
	}
	at := func(t article.Terms, from, to string) article.Terms { t.From, t.To = from, to; return t }
	tick := article.Terms{Kind: "tick", Period: "day", Min: "1"}
	days := func(due string) article.Terms {
		return article.Terms{Kind: "amount", Period: "day", Min: "30", Unit: "minutes", Due: due}
	}
	tests := []struct {
		name string
		a, b models.Offer
		want models.Likeness
	}{
		{"the same", asks("do", amount("day", "30", "", "minutes")), asks("do", amount("day", "30", "", "min")), models.AskAlike},
		{"the same in hours", asks("do", amount("week", "2.5", "", "hours")), asks("do", amount("week", "150", "", "minutes")), models.AskAlike},
		{"as it is stated and as it is found", asks("", tick), asks("do", tick), models.AskAlike},
		{"30 against 20 minutes", asks("do", amount("day", "30", "", "minutes")), asks("do", amount("day", "20", "", "minutes")), models.AskOtherwise},
		{"at least 30 against at most 20", asks("do", amount("day", "30", "", "minutes")), asks("limit", amount("day", "", "20", "minutes")), models.AskOtherwise},
		{"at most 2 against at most 4", asks("limit", amount("day", "", "2", "cups")), asks("limit", amount("day", "", "4", "cups")), models.AskOtherwise},
		{"10 to 30 and 20 to 40 meet", asks("do", amount("day", "10", "30", "minutes")), asks("do", amount("day", "20", "40", "minutes")), models.AskElse},
		{"10 to 15 and 20 to 40 do not", asks("do", amount("day", "10", "15", "minutes")), asks("do", amount("day", "20", "40", "minutes")), models.AskOtherwise},
		{"30 a day and 150 a week", asks("do", amount("day", "30", "", "minutes")), asks("do", amount("week", "150", "", "minutes")), models.AskElse},
		{"at most 20 a day against 150 a week", asks("limit", amount("day", "", "20", "minutes")), asks("do", amount("week", "150", "", "minutes")), models.AskOtherwise},
		{"at most 14 a week against 3 a day", asks("limit", amount("week", "", "14", "units")), asks("do", amount("day", "3", "", "units")), models.AskOtherwise},
		{"three days a week against at most 60 a week", asks("do", days("mo we fr")), asks("limit", amount("week", "", "60", "minutes")), models.AskOtherwise},
		{"three days a week and at most 90", asks("do", days("mo we fr")), asks("limit", amount("week", "", "90", "minutes")), models.AskElse},
		{"cups and minutes", asks("do", amount("day", "3", "", "cups")), asks("limit", amount("day", "", "2", "minutes")), models.AskElse},
		{"an amount and a tick", asks("do", amount("day", "3", "", "cups")), asks("do", tick), models.AskElse},
		{"do against avoid", asks("do", tick), asks("avoid", article.Terms{Kind: "tick", Period: "day", Max: "0"}), models.AskOtherwise},
		{"avoid, by its plan alone, against do", asks("", article.Terms{Kind: "tick", Period: "day", Max: "0"}), asks("", tick), models.AskOtherwise},
		{"do, and avoid in the evening", asks("do", tick), asks("avoid", at(tick, "18:00", "24:00")), models.AskElse},
		{"do in the evening, which is to avoid", asks("do", at(tick, "19:00", "21:00")), asks("avoid", at(tick, "18:00", "24:00")), models.AskOtherwise},
		{"do in the morning, avoid in the evening", asks("do", at(tick, "06:00", "09:00")), asks("avoid", at(tick, "18:00", "24:00")), models.AskElse},
		{"morning against evening", asks("do", at(tick, "06:00", "09:00")), asks("do", at(tick, "18:00", "21:00")), models.AskOtherwise},
		{"hours that meet", asks("do", at(tick, "06:00", "12:00")), asks("do", at(tick, "11:00", "14:00")), models.AskElse},
		{"limit and avoid", asks("limit", amount("week", "", "14", "units")), asks("avoid", amount("week", "", "0", "units")), models.AskElse},
		{"terms that cannot be read", asks("do", article.Terms{Kind: "?"}), asks("limit", amount("day", "", "20", "minutes")), models.AskElse},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := models.Compare(test.a, test.b); got != test.want {
				t.Errorf("%d, want %d", got, test.want)
			}
			if got := models.Compare(test.b, test.a); got != test.want {
				t.Errorf("the other way round: %d, want %d", got, test.want)
			}
		})
	}
}

func TestComparingIsTheSameBothWays(t *testing.T) {
	limit := rapid.SampledFrom([]string{"", "0", "1", "2", "20", "30"})
	clock := rapid.SampledFrom([][2]string{{"", ""}, {"06:00", "09:00"}, {"08:00", "12:00"}, {"18:00", "24:00"}})
	advice := rapid.Custom(func(t *rapid.T) models.Offer {
		hours := clock.Draw(t, "hours")
		return asks(rapid.SampledFrom([]string{"", "do", "limit", "avoid"}).Draw(t, "way"), article.Terms{
			Kind: rapid.SampledFrom([]string{"tick", "amount", "variety"}).Draw(t, "kind"), Period: rapid.SampledFrom([]string{"day", "week", "month", "days"}).Draw(t, "period"),
			Days: 7, Min: limit.Draw(t, "min"), Max: limit.Draw(t, "max"), Unit: rapid.SampledFrom([]string{"minutes", "hours", "cups"}).Draw(t, "unit"),
			Due: rapid.SampledFrom([]string{"", "mo we", "every 3"}).Draw(t, "due"), From: hours[0], To: hours[1],
		})
	})
	rapid.Check(t, func(t *rapid.T) {
		a, b := advice.Draw(t, "a"), advice.Draw(t, "b")
		if one, two := models.Compare(a, b), models.Compare(b, a); one != two {
			t.Fatalf("%d one way, %d the other", one, two)
		}
		if got := models.Compare(a, a); got != models.AskAlike {
			t.Fatalf("advice is unlike itself: %d", got)
		}
	})
}

func TestSameSubject(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"walk", "walk", true},
		{"brisk walk", "brisk dog walk", true},
		{"walk", "brisk walk", false},
		{"walk", "water", false},
		{"", "", false},
	} {
		if got := models.SameSubject(c.a, c.b); got != c.want {
			t.Errorf("%q and %q: %v", c.a, c.b, got)
		}
	}
}
