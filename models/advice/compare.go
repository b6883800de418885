package advice

import (
	"gloss/models/plan"
)

// Relation is how two suggestions stand to each other.
type Relation uint8

// The relations of suggestions. Disagree is advice on one subject that cannot
// both be followed as it is told.
const (
	Other Relation = iota
	Same
	Disagree
)

// Compare says how a and b stand to each other, and why in words for a person
// when they are about the same.
func Compare(a, b Suggestion) (Relation, string) {
	if a.Key == b.Key {
		return Same, "Both say the same."
	}
	near := alike(a.Subject, b.Subject)
	if near < .5 || near < .6 && !measured(a, b) {
		return Other, ""
	}
	switch {
	case a.Polarity == Do && b.Polarity == Avoid, a.Polarity == Avoid && b.Polarity == Do:
		return Disagree, "One says to do it, the other to avoid it."
	case a.Plan.Max.Set && b.Plan.Min.Set && weekly(a.Plan, a.Plan.Max) < weekly(b.Plan, b.Plan.Min) && comparable(a, b),
		b.Plan.Max.Set && a.Plan.Min.Set && weekly(b.Plan, b.Plan.Max) < weekly(a.Plan, a.Plan.Min) && comparable(a, b):
		return Disagree, "One allows less than the other asks for: " + a.Plan.Quantity() + " against " + b.Plan.Quantity() + "."
	case a.Polarity != b.Polarity:
		return Other, ""
	case measured(a, b) && !agree(a.Plan, b.Plan):
		return Disagree, "They name other amounts: " + a.Plan.Terms() + " against " + b.Plan.Terms() + "."
	case a.Plan.Window.IsSet() && b.Plan.Window.IsSet() && (a.Plan.Window.To < b.Plan.Window.From || b.Plan.Window.To < a.Plan.Window.From):
		return Disagree, "They name other times of day: " + a.Plan.Window.String() + " against " + b.Plan.Window.String() + "."
	}
	return Same, "Both are about the same, and nothing in one speaks against the other."
}

// measured says whether both name an amount or a number of times to compare.
func measured(a, b Suggestion) bool {
	return comparable(a, b) && (a.Plan.Kind != plan.Tick || a.Plan.Period != plan.Day && b.Plan.Period != plan.Day)
}

// comparable says whether the amounts of both can be counted in one unit.
func comparable(a, b Suggestion) bool {
	unit, _ := inOne(a.Plan.Unit)
	other, _ := inOne(b.Plan.Unit)
	return a.Plan.Kind == b.Plan.Kind && unit == other
}

// inOne leads units of one thing back to one of them.
func inOne(unit string) (string, float64) {
	switch unit {
	case "hours":
		return "minutes", 60
	case "seconds":
		return "minutes", 1. / 60
	case "kg":
		return "g", 1000
	case "mg":
		return "g", .001
	case "litres":
		return "ml", 1000
	case "portions":
		return "servings", 1
	}
	return unit, 1
}

// weekly is a limit of p counted by the week in its common unit.
func weekly(p plan.Plan, l plan.Limit) float64 {
	_, factor := inOne(p.Unit)
	v := float64(l.Amount) * factor
	switch p.Period {
	case plan.Day:
		return v * 7
	case plan.Month:
		return v / 4.345
	}
	return v
}

// agree says whether the limits that both plans set are the same.
func agree(p, q plan.Plan) bool {
	near := func(a, b plan.Limit) bool {
		x, y := weekly(p, a), weekly(q, b)
		return !a.Set || !b.Set || max(x, y)-min(x, y) <= .02*max(x, y)
	}
	return near(p.Min, q.Min) && near(p.Max, q.Max) && (p.Min.Set && q.Min.Set || p.Max.Set && q.Max.Set)
}
