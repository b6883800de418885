package plan

import (
	"strconv"
	"strings"
	"time"
)

// Terms says p as a sentence's worth of words: "10 to 30 minutes, every day,
// between 10:00 and 16:00".
func (p Plan) Terms() string {
	parts := []string{p.quota()}
	if often := p.often(); often != "" {
		if p.Kind == Tick && p.Period == Day && !p.Max.Set {
			parts[0] = often
		} else {
			parts = append(parts, often)
		}
	}
	if p.Window.IsSet() {
		parts = append(parts, p.Window.words())
	}
	return strings.Join(parts, ", ")
}

// Quantity says the band alone: "10 to 30 minutes", "at most 14 units", "4
// times".
func (p Plan) Quantity() string {
	least, most := p.Min.Amount, p.Max.Amount
	switch {
	case p.Min.Set && p.Max.Set && least == most:
		return "exactly " + p.count(most)
	case p.Min.Set && p.Max.Set:
		return least.String() + " to " + p.many(most)
	case p.Max.Set && most == 0 && p.Kind == Tick:
		return "not at all"
	case p.Max.Set && most == 0:
		return "no " + p.things()
	case p.Max.Set:
		return "at most " + p.count(most)
	}
	return p.count(least)
}

// count says how many times or things n are.
func (p Plan) count(n Amount) string {
	switch {
	case p.Kind == Tick && n == Whole:
		return "once"
	case p.Kind == Tick && n == 2*Whole:
		return "twice"
	}
	return p.many(n)
}

func (p Plan) many(n Amount) string {
	if p.Kind == Sum {
		return n.String() + " " + UnitFor(p.Unit, n)
	}
	return n.String() + " " + p.things()
}

func (p Plan) things() string {
	switch {
	case p.Kind == Tick:
		return "times"
	case p.Kind == Sum:
		return p.Unit
	case p.Unit == "":
		return "different things"
	}
	return "different " + p.Unit
}

func (p Plan) quota() string {
	q, a := p.Quantity(), "a "
	if p.Max.Set && p.Max.Amount == 0 {
		a = "in a " // "no units in a week", not "no units a week"
	}
	switch p.Period {
	case Week, Month:
		return q + " " + a + string(p.Period)
	case Rolling:
		return q + " in any " + strconv.Itoa(p.Days) + " days"
	}
	return q
}

// often says when a Day period is due.
func (p Plan) often() string {
	switch {
	case p.Period != Day:
		return ""
	case p.Due.IsEveryDay():
		return "every day"
	case p.Due.Every > 1:
		return "every " + strconv.Itoa(p.Due.Every) + " days"
	}
	var names []string
	for i := range 7 {
		if d := time.Weekday((i + 1) % 7); p.Due.Weekdays.Has(d) {
			names = append(names, d.String())
		}
	}
	return "on " + List(names)
}

// List joins names as English does: "a, b and c".
func List(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}
