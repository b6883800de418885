package transfer

import (
	"strings"

	"gloss/models/plan"
)

// loopTerms says p as Loop can: so many times in so many days, or an amount
// within so many days that is a least or a most.
func loopTerms(p plan.Plan) loopHabit {
	l := loopHabit{num: 1, den: loopSpan(p)}
	due := 1 // due days within den, each of which asks for the quota
	if p.Period == plan.Day && p.Due.Every <= 1 && !p.Due.IsEveryDay() {
		for i := range 7 {
			due += number(p.Due.Weekdays&(1<<i) != 0)
		}
		due--
		l.den = 7
	}
	limit := p.Min
	if l.most = !p.Min.Set; l.most {
		limit = p.Max
	}
	if l.numeric = p.Kind != plan.Tick || l.most; !l.numeric {
		l.num = int64(limit.Amount/plan.Whole) * int64(due)
		return l
	}
	l.target = float64(limit.Amount) * float64(due) / float64(plan.Whole)
	if l.unit = p.Unit; p.Kind == plan.Tick {
		l.unit = "times"
	}
	return l
}

// loopSpan is how many days the quota of p is for, where all days are due.
func loopSpan(p plan.Plan) int64 {
	switch p.Period {
	case plan.Week:
		return 7
	case plan.Month:
		return 30
	case plan.Rolling:
		return int64(p.Days)
	}
	return int64(max(1, p.Due.Every))
}

// loopReason parts a reason into a question, which is what Loop asks when it
// reminds, and the rest.
func loopReason(reason string) (question, description string) {
	first, rest, more := strings.Cut(reason, "\n\n")
	trimmed := strings.TrimSpace(first) == first && strings.TrimSpace(rest) == rest // so that it is put together again as it was
	if strings.HasSuffix(first, "?") && !strings.Contains(first, "\n") && more == (rest != "") && trimmed {
		return first, rest
	}
	return "", reason
}

// loopAlarm reads a reminder as loopReminder wrote it. Without one, and where it
// is of another program and says more, the hour is nil.
func loopAlarm(reminder string) (hour, minute any, bits int) {
	at, days, _ := strings.Cut(reminder, " ")
	clock, wrong := plan.ParseClock(at)
	due, err := plan.ParseDue(days)
	if wrong != nil || err != nil || due.Every > 0 {
		return nil, nil, 0
	}
	if due.Weekdays == 0 {
		due.Weekdays = plan.EveryWeekday
	}
	for i, day := range loopDays {
		bits |= number(due.Weekdays.Has(day)) << i
	}
	if _, ok := loopReminder(int64(clock/60), int64(clock%60), int64(bits)); !ok {
		return nil, nil, 0
	}
	return int(clock / 60), int(clock % 60), bits
}
