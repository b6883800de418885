package plan

import "gloss/models/date"

// State is what a period came to.
type State uint8

// The states of a period.
const (
	Off     State = iota // not due
	Open                 // running, and none of the others
	Kept                 // min ≤ total, and total ≤ max where there is one
	Over                 // total > max, at once
	Short                // something logged, less than min, and the period is over
	Missed               // nothing logged and the period is over, or "none" said where a minimum asks
	Skipped              // neutral
)

var stateNames = [...]string{"off", "open", "kept", "over", "short", "missed", "skipped"}

// String returns the state's name.
func (s State) String() string { return stateNames[s] }

// Verdict is a judged span.
type Verdict struct {
	Span
	State State
	Total Amount // what counted
	Asked Amount // the minimum after skipped days took their share; 0 where there is none
	Said  bool   // anything logged at all
	// Forgiven marks a short or missed day that the reserve was spent on. It is
	// not a state, and package streak sets it.
	Forgiven bool
}

// Judge returns the verdicts on all periods from the one holding from to the
// one holding today. Entries after today are known (a holiday planned ahead
// asks less) but never logged.
//
// The entries must be known from the day on that Plan.Reach names.
func Judge(plans []Plan, entries Entries, from, today date.Date) []Verdict {
	spans := Spans(plans, from, today)
	verdicts := make([]Verdict, 0, len(spans))
	for i := 0; i < len(spans); {
		if spans[i].Plan.Period != Rolling {
			verdicts = append(verdicts, spans[i].judge(entries, today))
			i++
			continue
		}
		n := i + 1
		for n < len(spans) && spans[n].Plan.Same(*spans[i].Plan) {
			n++
		}
		verdicts = append(verdicts, judgeRolling(plans, spans[i:n], entries, today)...)
		i = n
	}
	return verdicts
}

// judge decides a day, week or month.
func (s Span) judge(entries Entries, today date.Date) Verdict {
	p := s.Plan
	v := Verdict{Span: s}
	if !p.IsDue(s.From) {
		return v
	}
	count := newCounter(p.Kind)
	asking, none, logged := 0, false, false
	for d := s.From; d <= s.To; d++ {
		e := entries.At(d)
		if !e.Neutral() {
			asking++
		}
		if d > today || !e.Said {
			continue
		}
		v.Said = true
		count.add(e)
		none = none || e.None()
		logged = logged || e.holds(p.Kind)
	}
	v.Total = count.total()
	v.Asked = p.share(asking, s.Whole.Len())
	v.State = s.decide(v, asking, none, logged, s.To < today)
	return v
}

func (s Span) decide(v Verdict, asking int, none, logged, ended bool) State {
	p := s.Plan
	saidNone := p.Period == Day && none
	switch {
	case p.Max.Set && v.Total > p.Max.Amount:
		return Over
	case p.Min.Set && v.Total >= v.Asked && logged:
		return Kept
	case !p.Min.Set && (ended || saidNone) && (asking > 0 || v.Said):
		return Kept
	case asking == 0:
		return Skipped
	case saidNone:
		return Missed
	case !ended:
		return Open
	case s.Cut():
		return Off
	case logged:
		return Short
	}
	return Missed
}

// share returns the minimum asked of a period of which only some days ask:
// rounded up to a whole for ticks and variety and to the step for amounts,
// never below one of those and never above the minimum.
func (p Plan) share(asking, days int) Amount {
	if !p.Min.Set || asking >= days || asking == 0 {
		return p.Min.Amount
	}
	grain := Whole
	if p.Kind == Sum {
		grain = max(1, p.Step)
	}
	whole := Amount(days) * grain
	n := (p.Min.Amount*Amount(asking) + whole - 1) / whole
	return min(p.Min.Amount, n*grain)
}
