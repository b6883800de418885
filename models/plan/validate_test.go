package plan_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/models/plan"
)

func TestProblems(t *testing.T) {
	const tooMuch = "That is too much: at most a million."
	for _, c := range []struct {
		name    string
		plan    plan.Plan
		spoil   func(*plan.Plan)
		field   string
		message string
	}{
		{"kind", daily, func(p *plan.Plan) { p.Kind = "score" }, "kind", "Choose what there is to log."},
		{"no kind", daily, func(p *plan.Plan) { p.Kind = "" }, "kind", "Choose what there is to log."},
		{"period", daily, func(p *plan.Plan) { p.Period = "year" }, "period", "Choose a day, a week, a month or a run of days."},
		{"days too few", thrice, func(p *plan.Plan) { p.Days, p.Min = 1, plan.At(1) }, "days", "A run of days has 2 to 90 of them."},
		{"days too many", thrice, func(p *plan.Plan) { p.Days = 91 }, "days", "A run of days has 2 to 90 of them."},
		{"neither limit", daily, func(p *plan.Plan) { p.Min.Set = false }, "min", "Say how much: at least, at most, or both."},
		{"both in a run", thrice, func(p *plan.Plan) { p.Max = plan.At(5) }, "max", "A run of days has a least or a most, not both."},
		{"least of nothing", sun, func(p *plan.Plan) { p.Min = plan.At(0) }, "min", "The least must be more than nothing. Leave it empty if it does not matter."},
		{"most below nothing", coffee, func(p *plan.Plan) { p.Max = plan.At(-1) }, "max", "The most cannot be less than nothing."},
		{"most below least", sun, func(p *plan.Plan) { p.Min, p.Max = plan.At(30), plan.At(10) }, "max", "The most, 10, is less than the least, 30. Did you mean 10 to 30?"},
		{"least too much", move, func(p *plan.Plan) { p.Min.Amount = plan.MaxAmount + 1 }, "min", tooMuch},
		{"most too much", alcohol, func(p *plan.Plan) { p.Max.Amount = plan.MaxAmount + 1 }, "max", tooMuch},
		{"part of a tick", ferment, func(p *plan.Plan) { p.Min.Amount = 1500 }, "min", "Use a whole number."},
		{"part of an item", plants, func(p *plan.Plan) { p.Max = plan.Limit{Amount: 30_500, Set: true} }, "max", "Use a whole number."},
		{"two ticks a day", daily, func(p *plan.Plan) { p.Min = plan.At(2) }, "min", "A day is ticked once, so at most 1 fit."},
		{"eight ticks a week", ferment, func(p *plan.Plan) { p.Min = plan.At(8) }, "min", "A day is ticked once, so at most 7 fit."},
		{"29 ticks a month", monthly, func(p *plan.Plan) { p.Min = plan.At(29) }, "min", "A day is ticked once, so at most 28 fit."},
		{"8 ticks in 7 days", thrice, func(p *plan.Plan) { p.Min = plan.At(8) }, "min", "A day is ticked once, so at most 7 fit."},
		{"long unit", sun, func(p *plan.Plan) { p.Unit = strings.Repeat("ü", 25) }, "unit", "That is 25 letters. A unit has at most 24."},
		{"no unit", sun, func(p *plan.Plan) { p.Unit = "" }, "unit", "Say what is counted: minutes, pages, glasses."},
		{"no step", sun, func(p *plan.Plan) { p.Step = 0 }, "step", "One press must add something."},
		{"step too much", sun, func(p *plan.Plan) { p.Step = plan.MaxAmount + 1 }, "step", "One press must add something."},
		{"an eighth weekday", daily, func(p *plan.Plan) { p.Due.Weekdays = 1 << 7 }, "due", "Choose among the seven days of a week."},
		{"every 366 days", daily, func(p *plan.Plan) { p.Due.Every = 366 }, "every", "Every 1 to 365 days."},
		{"every -1 days", daily, func(p *plan.Plan) { p.Due.Every = -1 }, "every", "Every 1 to 365 days."},
		{"window backwards", sun, func(p *plan.Plan) { p.Window = plan.Window{From: 960, To: 600} }, "to", "The window must end after it begins, at 16:00."},
		{"window of nothing", sun, func(p *plan.Plan) { p.Window = plan.Window{From: 960, To: 960} }, "to", "The window must end after it begins, at 16:00."},
		{"window from before", sun, func(p *plan.Plan) { p.Window = plan.Window{From: -1, To: 960} }, "from", "A time of day lies between 00:00 and 24:00."},
		{"window past the day", sun, func(p *plan.Plan) { p.Window = plan.Window{From: 960, To: 1441} }, "to", "A time of day lies between 00:00 and 24:00."},
		{"reserve of 4", daily, func(p *plan.Plan) { p.Reserve = 4 }, "reserve", "From 0 to 3 days a week."},
		{"reserve of -1", daily, func(p *plan.Plan) { p.Reserve = -1 }, "reserve", "From 0 to 3 days a week."},
		{"an eighth day to begin on", daily, func(p *plan.Plan) { p.WeekStart = 7 }, "week_start", "Choose the day a week begins on."},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := on(t, monday, c.plan)[0]
			if bad := p.Problems(); len(bad) != 0 {
				t.Fatalf("before: %v", bad)
			}
			c.spoil(&p)
			if diff := cmp.Diff([]plan.Problem{{Field: c.field, Message: c.message}}, p.Problems()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestProblemsInTheOrderOfAForm(t *testing.T) {
	p := plan.Plan{Period: plan.Rolling, Days: 200, Reserve: 9}
	var fields []string
	for _, problem := range p.Problems() {
		fields = append(fields, problem.Field)
	}
	if diff := cmp.Diff([]string{"kind", "days", "min", "reserve"}, fields); diff != "" {
		t.Error(diff)
	}
}

func TestNothingWrongAtTheBounds(t *testing.T) {
	for _, p := range []plan.Plan{
		daily, sun, coffee, plants, ferment, move, alcohol, stretch, water, thrice, monthly, twoInAny,
		{Kind: plan.Tick, Period: plan.Day, Max: plan.At(0)},
		{Kind: plan.Tick, Period: plan.Week, Min: plan.At(7)},
		{Kind: plan.Tick, Period: plan.Month, Min: plan.At(28)},
		{Kind: plan.Tick, Period: plan.Rolling, Days: 90, Min: plan.At(90)},
		{Kind: plan.Sum, Period: plan.Day, Min: plan.At(1_000_000), Step: plan.MaxAmount, Unit: strings.Repeat("ü", 24), Window: plan.Window{To: 1440}},
		{Kind: plan.Tick, Period: plan.Day, Min: plan.At(1), Due: plan.Due{Every: 365}, Reserve: 3, WeekStart: 6},
	} {
		p := on(t, monday, p)[0]
		if bad := p.Problems(); len(bad) != 0 {
			t.Errorf("%s: %v", p.Terms(), bad)
		}
	}
}
