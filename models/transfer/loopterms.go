package transfer

import (
	"math/bits"
	"strings"

	"gloss/models/plan"
)

// loopTerms says p as Loop can: so many times in so many days, or an amount
// within so many days that is a least or a most.
func loopTerms(p plan.Plan) loopHabit {
	l := loopHabit{num: 1, den: int64(p.PeriodDays())}
	due := 1 // due days within den, each of which asks for the quota
	switch {
	case p.Period == plan.Day && p.Due.Every > 1:
		l.den = int64(p.Due.Every)
	case p.Period == plan.Day && !p.Due.IsEveryDay():
		due, l.den = bits.OnesCount(uint(p.Due.Weekdays)), 7
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
