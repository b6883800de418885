package plan_test

import (
	"testing"
	"time"

	"gloss/models/plan"
)

func TestTerms(t *testing.T) {
	never := plan.Plan{Kind: plan.Tick, Period: plan.Day, Max: plan.At(0)}
	neverWeekly := plan.Plan{Kind: plan.Tick, Period: plan.Week, Max: plan.At(0)}
	dry := plan.Plan{Kind: plan.Sum, Period: plan.Week, Max: plan.At(0), Unit: "units"}
	for _, c := range []struct {
		plan plan.Plan
		want string
	}{
		{sun, "10 to 30 minutes, every day, between 10:00 and 16:00"},
		{plants, "30 different plants a week"},
		{ferment, "4 times a week"},
		{move, "150 minutes a week"},
		{alcohol, "at most 14 units a week"},
		{stretch, "on Monday, Wednesday and Friday"},
		{water, "every 3 days"},
		{thrice, "3 times in any 7 days"},
		{daily, "every day"},
		{monthly, "10 times a month"},
		{twoInAny, "at most 2 cups in any 3 days"},
		{coffee, "at most 2 cups, every day"},
		{never, "not at all, every day"},
		{neverWeekly, "not at all in a week"},
		{dry, "no units in a week"},
		{plan.Plan{Kind: plan.Tick, Period: plan.Week, Min: plan.At(1)}, "once a week"},
		{plan.Plan{Kind: plan.Tick, Period: plan.Month, Min: plan.At(2)}, "twice a month"},
		{plan.Plan{Kind: plan.Tick, Period: plan.Week, Max: plan.At(2)}, "at most twice a week"},
		{plan.Plan{Kind: plan.Tick, Period: plan.Week, Min: plan.At(2), Max: plan.At(4)}, "2 to 4 times a week"},
		{plan.Plan{Kind: plan.Tick, Period: plan.Week, Min: plan.At(2), Max: plan.At(2)}, "exactly twice a week"},
		{plan.Plan{Kind: plan.Tick, Period: plan.Rolling, Days: 10, Min: plan.At(1)}, "once in any 10 days"},
		{plan.Plan{Kind: plan.Variety, Period: plan.Day, Min: plan.At(5)}, "5 different things, every day"},
		{plan.Plan{Kind: plan.Sum, Period: plan.Day, Min: plan.At(1), Unit: "glasses"}, "1 glass, every day"},
		{plan.Plan{Kind: plan.Sum, Period: plan.Day, Min: plan.Limit{Amount: 1500, Set: true}, Unit: "litres"}, "1.5 litres, every day"},
		{plan.Plan{Kind: plan.Sum, Period: plan.Day, Min: plan.At(20), Unit: "pages", Due: plan.Due{Weekdays: plan.OnWeekdays(time.Sunday)}}, "20 pages, on Sunday"},
		{plan.Plan{Kind: plan.Tick, Period: plan.Day, Min: plan.At(1), Window: plan.Window{From: 480, To: 540}}, "every day, between 08:00 and 09:00"},
		{plan.Plan{Kind: plan.Tick, Period: plan.Day, Min: plan.At(1), Window: plan.Window{From: 840, To: 1440}}, "every day, after 14:00"},
		{plan.Plan{Kind: plan.Tick, Period: plan.Day, Min: plan.At(1), Window: plan.Window{To: 540}}, "every day, before 09:00"},
	} {
		if got := c.plan.Terms(); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func TestQuantity(t *testing.T) {
	for want, p := range map[string]plan.Plan{
		"10 to 30 minutes": sun, "at most 14 units": alcohol, "4 times": ferment, "once": daily, "30 different plants": plants,
	} {
		if got := p.Quantity(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestList(t *testing.T) {
	for want, names := range map[string][]string{
		"": nil, "a": {"a"}, "a and b": {"a", "b"}, "a, b and c": {"a", "b", "c"},
	} {
		if got := plan.List(names); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestStatesHaveNames(t *testing.T) {
	for state, want := range map[plan.State]string{
		plan.Off: "off", plan.Open: "open", plan.Kept: "kept", plan.Over: "over", plan.Short: "short", plan.Missed: "missed", plan.Skipped: "skipped",
	} {
		if state.String() != want {
			t.Errorf("%s, want %s", state, want)
		}
	}
}
