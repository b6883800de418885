package plan

import "gloss/models/date"

// RulesFrom returns the first day that terms changed today rule, where old ruled
// until now: the first day of the running period where both count the same
// thing in the same week, month or run of days, and else today. A day of a
// rolling plan is a period of its own. It is never before old's own first day:
// what came before that was lived under another plan.
func RulesFrom(old, new Plan, today date.Date) date.Date {
	from := today
	if old.Same(new) {
		from = old.PeriodOf(today).From
	}
	return max(from, old.From)
}
