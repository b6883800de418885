package transfer

import (
	"fmt"
	"time"

	"gloss/models"
	"gloss/models/plan"
)

// beaverPeriod is how often Beaver asks: so many times within so many days,
// weeks, months or years of the calendar.
type beaverPeriod struct {
	Type   string `json:"period_type"` // D, W, M, Y
	Count  int    `json:"period_count"`
	Target int    `json:"target_count"`
}

// terms returns the plan that comes nearest to p, with what it changes in a
// sentence for people, empty where it says the same. Weeks and months in numbers
// become days in any run, as Gloss has no calendar of two weeks.
func (p beaverPeriod) terms() (terms plan.Plan, changed string) {
	terms = plan.Plan{Kind: plan.Tick, Period: plan.Rolling, WeekStart: time.Monday, Step: models.StepOf(plan.Tick, "")}
	days, exact := 0, true
	switch {
	case p.Type == "D" && p.Count == 1:
		terms.Period, days = plan.Day, 1
	case p.Type == "D":
		days = p.Count
	case p.Type == "W" && p.Count == 1:
		terms.Period, days = plan.Week, 7
	case p.Type == "W":
		days = 7 * p.Count
	case p.Type == "M" && p.Count == 1:
		terms.Period, days = plan.Month, 28
	case p.Type == "M":
		days, exact = 30*p.Count, false
	case p.Type == "Y":
		days, exact = 365*p.Count, false
	}
	least := min(p.Target, days)
	if exact = exact && least == p.Target; days > plan.MaxDays {
		least, days, exact = (least*plan.MaxDays+days-1)/days, plan.MaxDays, false
	}
	if terms.Period == plan.Rolling {
		terms.Days = days
	}
	terms.Min = plan.At(least)
	if exact {
		return terms, ""
	}
	return terms, fmt.Sprintf("%s became %s", p, terms.Terms())
}

// whole reports whether p is one that Beaver would make.
func (p beaverPeriod) whole() bool {
	return (p.Type == "D" || p.Type == "W" || p.Type == "M" || p.Type == "Y") &&
		p.Count >= 1 && p.Count <= 1000 && p.Target >= 1 && p.Target <= 100_000
}

// String says p in words: 3 times in 2 weeks.
func (p beaverPeriod) String() string {
	unit := map[string]string{"D": "day", "W": "week", "M": "month", "Y": "year"}[p.Type]
	times, of := "once", "a "+unit
	if p.Target > 1 {
		times = fmt.Sprintf("%d times", p.Target)
	}
	if p.Count > 1 {
		of = fmt.Sprintf("in %d %ss", p.Count, unit)
	}
	return times + " " + of
}
