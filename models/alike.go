package models

import (
	"strings"
	"time"

	"gloss/models/advice"
	"gloss/models/date"
	"gloss/models/plan"
)

// Likeness says how two pieces of advice on one subject stand to each other.
type Likeness uint8

// The ways they stand.
const (
	AskElse      Likeness = iota // both can be followed
	AskAlike                     // they ask the same
	AskOtherwise                 // they disagree
)

// SameSubject reports whether two pieces of advice, whose Subject these are, are
// about the same. What has no subject is about nothing else.
func SameSubject(a, b string) bool {
	return a != "" && b != "" && (a == b || advice.Near(strings.Fields(a), strings.Fields(b)))
}

// The ways advice points, as an Offer's Polarity has them.
const (
	points      = "do"
	pointsLimit = "limit"
	pointsAvoid = "avoid"
)

// Compare says how two pieces of advice on one subject stand to each other, by
// their polarity and the terms of their plans. Whether they have one subject is
// decided elsewhere. They disagree where one says to do what the other says to
// avoid, at the same hours; where no amount and no hour satisfies both; and
// where both set but a minimum, or but a maximum, in the same period, and set it
// differently: 30 against 20 minutes.
func Compare(a, b Offer) Likeness {
	p, q := asked(a), asked(b)
	way, other := polarity(a, p), polarity(b, q)
	switch {
	case way == points && other == pointsAvoid:
		return against(p.Window, q.Window)
	case way == pointsAvoid && other == points:
		return against(q.Window, p.Window)
	case way == other && sameTerms(p, q):
		return AskAlike
	case way == pointsAvoid || other == pointsAvoid:
		return AskElse
	case way == points && other == points && !windowsMeet(p.Window, q.Window), !amountsMeet(p, q), doseDiffers(p, q):
		return AskOtherwise
	}
	return AskElse
}

// asked is the plan that o's terms make, the zero Plan where they make none.
func asked(o Offer) plan.Plan {
	p, err := PlanOf(o.Plan, time.Monday, date.Oldest)
	if err != nil {
		return plan.Plan{}
	}
	if p.Kind == plan.Sum {
		p.Unit, p.Min, p.Max = measured(p)
	}
	return p
}

// polarity is which way o points: as it says, else as its plan has it.
func polarity(o Offer, p plan.Plan) string {
	switch {
	case o.Polarity != "":
		return o.Polarity
	case p.Max.Set && p.Max.Amount == 0:
		return pointsAvoid
	case p.Max.Set && !p.Min.Set:
		return pointsLimit
	}
	return points
}

// sizes are units that measure the same, and how many of the first one they are
// in thousandths.
var sizes = map[string]struct {
	of        string
	thousands int64
}{
	"min": {"minutes", 1000}, "mins": {"minutes", 1000}, "minute": {"minutes", 1000}, "minutes": {"minutes", 1000},
	"h": {"minutes", 60_000}, "hr": {"minutes", 60_000}, "hrs": {"minutes", 60_000}, "hour": {"minutes", 60_000}, "hours": {"minutes", 60_000},
	"ml": {"ml", 1000}, "l": {"ml", 1_000_000}, "litre": {"ml", 1_000_000}, "litres": {"ml", 1_000_000}, "liter": {"ml", 1_000_000}, "liters": {"ml", 1_000_000},
	"g": {"grams", 1000}, "gram": {"grams", 1000}, "grams": {"grams", 1000}, "kg": {"grams", 1_000_000}, "mg": {"grams", 1},
}

// measured is p's unit and limits, in the unit by which they compare.
func measured(p plan.Plan) (unit string, least, most plan.Limit) {
	unit = strings.ToLower(strings.TrimSpace(p.Unit))
	size, ok := sizes[unit]
	if !ok {
		return unit, p.Min, p.Max
	}
	in := func(l plan.Limit) plan.Limit {
		l.Amount = plan.Amount(int64(l.Amount) * size.thousands / 1000)
		return l
	}
	return size.of, in(p.Min), in(p.Max)
}

func sameTerms(p, q plan.Plan) bool {
	return p.Same(q) && p.Unit == q.Unit && p.Min == q.Min && p.Max == q.Max && p.Due == q.Due && p.Window == q.Window
}

// against says how doing something within one window stands to avoiding it
// within another: they are at odds where none of the first is outside the
// second.
func against(do, avoid plan.Window) Likeness {
	if !avoid.IsSet() || do.IsSet() && avoid.From <= do.From && do.To <= avoid.To {
		return AskOtherwise
	}
	return AskElse
}

func windowsMeet(a, b plan.Window) bool {
	return !a.IsSet() || !b.IsSet() || a.From < b.To && b.From < a.To
}

// amountsMeet reports whether some amount satisfies both: within the period
// they share, else by the week.
func amountsMeet(p, q plan.Plan) bool {
	if !countAlike(p, q) {
		return true
	}
	if p.Same(q) {
		return meet(p.Min, q.Max, 1, 1) && meet(q.Min, p.Max, 1, 1)
	}
	return meet(p.Min, q.Max, aWeek(p, true), aWeek(q, false)) && meet(q.Min, p.Max, aWeek(q, true), aWeek(p, false))
}

// countAlike reports whether two plans count the same thing.
func countAlike(p, q plan.Plan) bool { return p.Kind == q.Kind && p.Kind != "" && p.Unit == q.Unit }

// meet reports whether a least amount, so many times, leaves room under a most.
func meet(least, most plan.Limit, timesLeast, timesMost float64) bool {
	return !least.Set || !most.Set || timesLeast == 0 || timesMost == 0 || float64(least.Amount)*timesLeast <= float64(most.Amount)*timesMost
}

// aWeek is how many times a week p's amount is asked for, 0 where that cannot be
// said: nothing binds the days that are not due.
func aWeek(p plan.Plan, least bool) float64 {
	switch p.Period {
	case plan.Week:
		return 1
	case plan.Month:
		return 7.0 / 30
	case plan.Rolling:
		return 7 / float64(p.Days)
	}
	switch {
	case p.Due.IsEveryDay():
		return 7
	case !least:
		return 0
	case p.Due.Every > 1:
		return 7 / float64(p.Due.Every)
	}
	days := 0.0
	for day := range time.Weekday(7) {
		if p.Due.Weekdays.Has(day) {
			days++
		}
	}
	return days
}

// doseDiffers reports whether both set but a minimum, or but a maximum, in one
// period and on the same days, and set it differently.
func doseDiffers(p, q plan.Plan) bool {
	if !countAlike(p, q) || !p.Same(q) || p.Due != q.Due {
		return false
	}
	return p.Min.Set && q.Min.Set && !p.Max.Set && !q.Max.Set && p.Min != q.Min ||
		p.Max.Set && q.Max.Set && !p.Min.Set && !q.Min.Set && p.Max != q.Max
}
