// Package plan decides what a habit asks for and whether a period of it was
// kept: kind, period, quota, due days, window, and the state of each period.
// It knows days and what stands on them; it does not know streaks, strength,
// people or how anything is stored.
package plan

import (
	"time"

	"gloss/models/date"
)

// Kind says what is logged.
type Kind string

// The kinds of a habit.
const (
	Tick    Kind = "tick"    // done or not; a ticked day holds one
	Sum     Kind = "amount"  // a quantity in a unit, added up
	Variety Kind = "variety" // distinct items named by the person
)

// Period says within what the quota is counted.
type Period string

// The periods of a plan.
const (
	Day     Period = "day"
	Week    Period = "week"  // a calendar week from the plan's week start
	Month   Period = "month" // a calendar month
	Rolling Period = "days"  // any run of so many days
)

// Bounds of a plan.
const (
	MinDays, MaxDays = 2, 90 // length of a rolling period
	MaxEvery         = 365   // "every N days"
	MaxReserve       = 3     // forgiven days a week
	MaxUnit          = 24    // letters of a unit's name
)

// Plan is the terms of a habit from the day From on, until the next plan's
// From. At least one of Min and Max is set.
type Plan struct {
	From      date.Date    `gorm:"column:from_day"`
	Anchor    date.Date    `gorm:"column:anchor_day"` // "every N days" counts from here
	Kind      Kind         `gorm:"column:kind"`
	Period    Period       `gorm:"column:period"`
	Days      int          `gorm:"column:days"` // length of a Rolling period in days, else 0
	Min       Limit        `gorm:"column:min"`
	Max       Limit        `gorm:"column:max"`
	Unit      string       `gorm:"column:unit"` // what amounts and items are called, in the plural
	Step      Amount       `gorm:"column:step"` // what one press adds
	Due       Due          `gorm:"column:due"`  // Day periods only
	Window    Window       `gorm:"column:day_window"`
	Reserve   int          `gorm:"column:reserve"` // short or missed due days forgiven a week, 0 to 3
	WeekStart time.Weekday `gorm:"column:week_start"`
}

// Same reports whether p and q count the same thing in the same period, so
// that a change from one to the other need not cut a period short.
func (p Plan) Same(q Plan) bool {
	return p.Kind == q.Kind && p.Period == q.Period && (p.Period != Rolling || p.Days == q.Days)
}

// On returns the plan of plans (in order of From) that rules day d; ok is
// false before the first.
func On(plans []Plan, d date.Date) (p Plan, ok bool) {
	for i := len(plans) - 1; i >= 0; i-- {
		if plans[i].From <= d {
			return plans[i], true
		}
	}
	return Plan{}, false
}

// IsDue reports whether d is a due day. Only Day periods have days off.
func (p Plan) IsDue(d date.Date) bool {
	if p.Period != Day {
		return true
	}
	return p.Due.has(d, p.Anchor)
}

// NextDue returns the first due day after d.
func (p Plan) NextDue(d date.Date) date.Date {
	for d++; !p.IsDue(d); d++ {
	}
	return d
}

// PeriodOf returns the whole period of p that holds d; for a Rolling plan the
// day itself, which is judged on its own.
func (p Plan) PeriodOf(d date.Date) date.Range {
	switch p.Period {
	case Week:
		return d.Week(p.WeekStart)
	case Month:
		return d.Month()
	}
	return date.Range{From: d, To: d}
}

// PeriodDays returns how many days the quota of p is for, as Loop Habit Tracker
// reckons: a month is 30.
func (p Plan) PeriodDays() int {
	switch p.Period {
	case Week:
		return 7
	case Month:
		return 30
	case Rolling:
		return p.Days
	}
	return 1
}
