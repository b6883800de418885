package models_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gloss/models"
	"gloss/models/article"
	"gloss/models/date"
	"gloss/models/passage"
	"gloss/models/plan"
)

var today = date.New(2026, 11, 22)

func TestPlanOf(t *testing.T) {
	base := plan.Plan{From: today, Anchor: today, WeekStart: time.Monday, Step: plan.Whole}
	with := func(change func(*plan.Plan)) plan.Plan {
		p := base
		change(&p)
		return p
	}
	tests := []struct {
		name  string
		terms article.Terms
		want  plan.Plan
	}{
		{"a band of minutes within hours",
			article.Terms{Kind: "amount", Period: "day", Min: "10", Max: "30", Unit: "minutes", From: "10:00", To: "16:00", Reserve: 1},
			with(func(p *plan.Plan) {
				p.Kind, p.Period, p.Unit, p.Reserve = plan.Sum, plan.Day, "minutes", 1
				p.Min, p.Max, p.Step = plan.At(10), plan.At(30), 5*plan.Whole
				p.Window = plan.Window{From: 600, To: 960}
			})},
		{"things by name", article.Terms{Kind: "variety", Period: "week", Min: "30", Unit: "plants"},
			with(func(p *plan.Plan) {
				p.Kind, p.Period, p.Min, p.Unit = plan.Variety, plan.Week, plan.At(30), "plants"
			})},
		{"a tick on weekdays", article.Terms{Kind: "tick", Period: "day", Min: "1", Due: "mo we fr"},
			with(func(p *plan.Plan) {
				p.Kind, p.Period, p.Min = plan.Tick, plan.Day, plan.At(1)
				p.Due.Weekdays = plan.OnWeekdays(time.Monday, time.Wednesday, time.Friday)
			})},
		{"a run of days", article.Terms{Kind: "tick", Period: "days", Days: 7, Min: "3"},
			with(func(p *plan.Plan) {
				p.Kind, p.Period, p.Days, p.Min = plan.Tick, plan.Rolling, 7, plan.At(3)
			})},
		{"only a most, in halves", article.Terms{Kind: "amount", Period: "month", Max: "1.5", Unit: "bottles", Step: "0.5"},
			with(func(p *plan.Plan) {
				p.Kind, p.Period, p.Unit = plan.Sum, plan.Month, "bottles"
				p.Max, p.Step = plan.Limit{Amount: 1500, Set: true}, 500
			})},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := models.PlanOf(test.terms, time.Monday, today)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(test.want, got); d != "" {
				t.Errorf("plan (-want +got):\n%s", d)
			}
		})
	}
}

func TestPlanOfRefuses(t *testing.T) {
	tests := map[string]struct {
		field  string
		change func(*article.Terms)
	}{
		"no kind":          {"kind", func(a *article.Terms) { a.Kind = "" }},
		"unknown period":   {"period", func(a *article.Terms) { a.Period = "fortnight" }},
		"no limits":        {"min", func(a *article.Terms) { a.Min = "" }},
		"min no number":    {"min", func(a *article.Terms) { a.Min = "ten" }},
		"max below min":    {"max", func(a *article.Terms) { a.Max = "5" }},
		"max too large":    {"max", func(a *article.Terms) { a.Max = "2000000" }},
		"no unit":          {"unit", func(a *article.Terms) { a.Unit = "" }},
		"unit of controls": {"unit", func(a *article.Terms) { a.Unit = "min\x07" }},
		"step of nothing":  {"step", func(a *article.Terms) { a.Step = "0" }},
		"step no number":   {"step", func(a *article.Terms) { a.Step = "x" }},
		"unknown weekday":  {"due", func(a *article.Terms) { a.Due = "monday" }},
		"half a window":    {"to", func(a *article.Terms) { a.From = "10:00" }},
		"window backwards": {"to", func(a *article.Terms) { a.From, a.To = "16:00", "10:00" }},
		"reserve of nine":  {"reserve", func(a *article.Terms) { a.Reserve = 9 }},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			terms := article.Terms{Kind: "amount", Period: "day", Min: "10", Unit: "minutes"}
			test.change(&terms)
			_, err := models.PlanOf(terms, time.Monday, today)
			bad, ok := err.(models.Invalid)
			if !ok || bad[test.field] == "" {
				t.Errorf("err = %v, want something about %s", err, test.field)
			}
		})
	}
}

// advice returns the row of an advice that quotes text from start on.
func advice(t *testing.T, said article.Advice, start int) models.Advice {
	t.Helper()
	offer, err := json.Marshal(said)
	if err != nil {
		t.Fatal(err)
	}
	place, err := json.Marshal([]passage.Selector{{Start: start, End: start + 4, Exact: "text"}})
	if err != nil {
		t.Fatal(err)
	}
	return models.Advice{ID: "advice-" + said.Key, GuideID: "guide", Key: said.Key, Offer: string(offer), Passages: string(place)}
}

func TestHabitOf(t *testing.T) {
	said := article.Advice{
		Key: "sun", Name: "Midday sun", Cue: "after lunch", Icon: "sun", Hue: "sun",
		Plan:      article.Terms{Kind: "amount", Period: "day", Min: "10", Max: "30", Unit: "minutes", From: "10:00", To: "16:00"},
		Questions: []article.Question{{Key: "burn", Text: "Burns?"}},
		Careful:   article.Careful{Name: "Time outdoors"},
	}
	row := advice(t, said, 10)
	h, p, err := models.HabitOf(row, false, time.Sunday, today)
	if err != nil {
		t.Fatal(err)
	}
	want := models.Habit{Name: "Midday sun", GuideID: "guide", AdviceID: "advice-sun", Passages: row.Passages, Cue: "after lunch", Hue: "sun", Icon: "sun"}
	if d := cmp.Diff(want, h); d != "" {
		t.Errorf("habit (-want +got):\n%s", d)
	}
	if p.Reserve != 1 || !p.Window.IsSet() || p.WeekStart != time.Sunday || p.From != today {
		t.Errorf("plan %+v: want a reserve of one, the window, the person's week, from today", p)
	}

	h, p, err = models.HabitOf(row, true, time.Sunday, today)
	if err != nil {
		t.Fatal(err)
	}
	if h.Name != "Time outdoors" || !h.Careful || p.Window.IsSet() || p.Max != plan.At(30) {
		t.Errorf("careful: %+v %+v, want the careful name, no hours, the ceiling as it was", h, p)
	}

	said.Questions = nil
	if h, _, _ = models.HabitOf(advice(t, said, 0), true, 0, today); h.Careful || h.Name != "Midday sun" {
		t.Error("an advice that asks nothing has no careful wording")
	}
	said.Plan, said.Icon, said.Hue = article.Terms{Kind: "tick", Period: "week", Min: "4"}, "", ""
	if h, p, err = models.HabitOf(advice(t, said, 0), false, 0, today); err != nil || p.Reserve != 0 || h.Icon == "" || h.Hue == "" {
		t.Errorf("by week: reserve %d, icon %q, hue %q, %v: want none, some, some, nil", p.Reserve, h.Icon, h.Hue, err)
	}
	said.Plan = article.Terms{}
	if _, _, err = models.HabitOf(advice(t, said, 0), false, 0, today); err == nil {
		t.Error("an advice without terms made a habit")
	}
	said.Plan, said.Name = article.Terms{Kind: "tick", Period: "day", Min: "1"}, strings.Repeat("x", 121)
	if _, _, err = models.HabitOf(advice(t, said, 0), false, 0, today); err == nil {
		t.Error("a name of 121 letters was taken")
	}
}

func TestOffersStandInTheOrderOfTheText(t *testing.T) {
	rows := []models.Advice{
		advice(t, article.Advice{Key: "late", Name: "Late"}, 90),
		advice(t, article.Advice{Key: "early", Name: "Early"}, 5),
	}
	offers, err := models.Offers(rows)
	if err != nil {
		t.Fatal(err)
	}
	if offers[0].Key != "early" || offers[1].Key != "late" || offers[0].ID != "advice-early" || offers[1].Place() != 90 {
		t.Errorf("offers %+v", offers)
	}
	for _, broken := range []models.Advice{{Offer: "{"}, {Offer: "{}", Passages: "{"}} {
		if _, err := models.Offers([]models.Advice{broken}); err == nil {
			t.Errorf("%+v was read", broken)
		}
	}
}

func TestHabitSelectors(t *testing.T) {
	if s, err := (models.Habit{}).Selectors(); s != nil || err != nil {
		t.Errorf("without a source: %v, %v", s, err)
	}
	if _, err := (models.Habit{Passages: "["}).Selectors(); err == nil {
		t.Error("broken passages were read")
	}
}

func TestStepOf(t *testing.T) {
	for _, test := range []struct {
		kind plan.Kind
		unit string
		want plan.Amount
	}{
		{plan.Sum, "minutes", 5000}, {plan.Sum, " Min ", 5000}, {plan.Sum, "pages", 1000},
		{plan.Sum, "", 1000}, {plan.Tick, "minutes", 1000}, {plan.Variety, "plants", 1000},
	} {
		if got := models.StepOf(test.kind, test.unit); got != test.want {
			t.Errorf("StepOf(%s, %q) = %s, want %s", test.kind, test.unit, got, test.want)
		}
	}
}
