package plan

import "gloss/models/date"

// Span is one period as a plan rules it.
type Span struct {
	date.Range            // the days of the period that the plan rules
	Whole      date.Range // the whole period
	Plan       *Plan
}

// Cut reports whether the span is shorter than its period: by the habit's first
// day, or by a plan of another kind or period.
func (s Span) Cut() bool { return s.Range != s.Whole }

// Spans returns the periods from the one holding from to the one holding to,
// by the plans in order of From. Days before the first plan have none.
func Spans(plans []Plan, from, to date.Date) []Span {
	var spans []Span
	for i := range plans {
		p := &plans[i]
		rules := date.Range{From: p.From, To: date.Newest}
		if i+1 < len(plans) {
			rules.To = plans[i+1].From - 1
		}
		for d := max(rules.From, from); d <= min(rules.To, to); {
			whole := p.PeriodOf(d)
			s := Span{whole.Clip(rules), whole, p}
			spans = append(spans, s)
			d = s.To + 1
		}
	}
	return spans
}

// Stretch returns the days around d that are ruled by plans which count the
// same thing in the same period: no run of days reaches beyond them. It is
// empty before the first plan.
func Stretch(plans []Plan, d date.Date) date.Range {
	hi := len(plans) - 1
	for hi >= 0 && plans[hi].From > d {
		hi--
	}
	if hi < 0 {
		return date.Range{From: d, To: d - 1}
	}
	lo := hi
	for lo > 0 && plans[lo-1].Same(plans[lo]) {
		lo--
	}
	for hi+1 < len(plans) && plans[hi+1].Same(plans[hi]) {
		hi++
	}
	rule := date.Range{From: plans[lo].From, To: date.Newest}
	if hi+1 < len(plans) {
		rule.To = plans[hi+1].From - 1
	}
	return rule
}
