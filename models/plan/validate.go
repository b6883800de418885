package plan

import (
	"fmt"
	"time"
	"unicode/utf8"
)

// Problem is a term that cannot stand, with the field it belongs to and what to
// do about it in words for a person.
type Problem struct{ Field, Message string }

// Problems returns what is wrong with p, in the order of a form; none means
// that p can be lived under. Fields are named as in forms: kind, period, days,
// min, max, unit, step, due, every, from, to, reserve, week_start.
func (p Plan) Problems() []Problem {
	var bad []Problem
	say := func(field, format string, args ...any) {
		bad = append(bad, Problem{field, fmt.Sprintf(format, args...)})
	}
	switch p.Kind {
	case Tick, Sum, Variety:
	default:
		say("kind", "Choose what there is to log.")
	}
	switch p.Period {
	case Day, Week, Month:
	case Rolling:
		if p.Days < MinDays || p.Days > MaxDays {
			say("days", "A run of days has %d to %d of them.", MinDays, MaxDays)
		}
	default:
		say("period", "Choose a day, a week, a month or a run of days.")
	}
	p.limitProblems(say)
	if n := utf8.RuneCountInString(p.Unit); n > MaxUnit {
		say("unit", "That is %d letters. A unit has at most %d.", n, MaxUnit)
	} else if p.Kind == Sum && n == 0 {
		say("unit", "Say what is counted: minutes, pages, glasses.")
	}
	if p.Kind == Sum && (p.Step <= 0 || p.Step > MaxAmount) {
		say("step", "One press must add something.")
	}
	if p.Due.Weekdays > EveryWeekday {
		say("due", "Choose among the seven days of a week.")
	}
	if p.Due.Every < 0 || p.Due.Every > MaxEvery {
		say("every", "Every 1 to %d days.", MaxEvery)
	}
	if w := p.Window; w.From < 0 || w.From > endOfDay {
		say("from", "A time of day lies between 00:00 and 24:00.")
	} else if w.To < 0 || w.To > endOfDay {
		say("to", "A time of day lies between 00:00 and 24:00.")
	} else if w.IsSet() && w.To <= w.From {
		say("to", "The window must end after it begins, at %s.", w.From)
	}
	if p.Reserve < 0 || p.Reserve > MaxReserve {
		say("reserve", "From 0 to %d days a week.", MaxReserve)
	}
	if p.WeekStart < time.Sunday || p.WeekStart > time.Saturday {
		say("week_start", "Choose the day a week begins on.")
	}
	return bad
}

func (p Plan) limitProblems(say func(field, format string, args ...any)) {
	least, most := p.Min.Amount, p.Max.Amount
	switch {
	case !p.Min.Set && !p.Max.Set:
		say("min", "Say how much: at least, at most, or both.")
		return
	case p.Min.Set && p.Max.Set && p.Period == Rolling:
		say("max", "A run of days has a least or a most, not both.")
	case p.Min.Set && least <= 0:
		say("min", "The least must be more than nothing. Leave it empty if it does not matter.")
	case p.Max.Set && most < 0:
		say("max", "The most cannot be less than nothing.")
	case p.Min.Set && p.Max.Set && most < least:
		say("max", "The most, %s, is less than the least, %s. Did you mean %s to %s?", most, least, most, least)
	}
	for _, l := range []struct {
		field string
		Limit
	}{{"min", p.Min}, {"max", p.Max}} {
		switch {
		case l.Set && l.Amount > MaxAmount:
			say(l.field, "That is too much: at most a million.")
		case l.Set && p.Kind != Sum && l.Amount%Whole != 0:
			say(l.field, "Use a whole number.")
		}
	}
	if room := p.room(); p.Kind == Tick && p.Min.Set && least > room {
		say("min", "A day is ticked once, so at most %s fit.", room)
	}
}

// room returns how many ticks the shortest period of p has room for.
func (p Plan) room() Amount {
	switch p.Period {
	case Week:
		return 7 * Whole
	case Month:
		return 28 * Whole
	case Rolling:
		return Amount(p.Days) * Whole
	}
	return Whole
}
