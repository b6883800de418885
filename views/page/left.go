package page

import (
	"gloss/models/date"
	"gloss/models/plan"
)

// left says what a period that runs on still asks and until when: 2 more by
// Sunday. What cannot be reached any more is not asked for: then what is says
// enough.
func (t Track) left(s standing) string {
	v := s.verdict
	if !s.judged || s.own() || v.State != plan.Open || !s.plan.Min.Set {
		return ""
	}
	need, last := v.Asked-v.Total, v.To
	if s.plan.Period == plan.Rolling {
		if need, last = t.nextRun(s); need != s.plan.Min.Amount-v.Total {
			return "" // it is another run than the one that is told of
		}
	}
	if need <= 0 || !t.reaches(s, need, last) {
		return ""
	}
	if last == s.today && s.plan.Kind != plan.Tick && 2*need > v.Asked {
		return "the " + string(s.plan.Period) + " ends tonight" // too much to ask of an evening
	}
	words := need.String()
	if s.plan.Kind == plan.Sum {
		words += " " + shortUnit(s.plan)
	}
	if last == s.today {
		return words + " more, today is the last day"
	}
	return words + " more by " + dayName(last, s.today)
}

// reaches reports whether need can still be logged by the day last. Only ticks
// are bounded: a day holds one.
func (t Track) reaches(s standing, need plan.Amount, last date.Date) bool {
	if s.plan.Kind != plan.Tick {
		return true
	}
	for d := s.today; d <= last && need > 0; d++ {
		if !t.entry(d).Neutral() && t.held(s.plan, d) == 0 {
			need -= plan.Whole
		}
	}
	return need <= 0
}

// nextRun returns which of the runs of days that hold today lacks least and can
// still be filled: what it lacks, and its last day. Neutral days make a run
// longer, as they do when it is judged.
func (t Track) nextRun(s standing) (need plan.Amount, last date.Date) {
	p, first := s.plan, plan.Stretch(t.Plans, s.today).From
	asking := 0
	for from := s.today; from >= first; from-- {
		if !t.entry(from).Neutral() {
			asking++
		}
		if asking > p.Days {
			break
		}
		end, known := s.today, asking
		for ; known < p.Days; end++ {
			if !t.entry(end + 1).Neutral() {
				known++
			}
		}
		lacks := p.Min.Amount - plan.Total(p.Kind, t.Entries, date.Range{From: from, To: s.today})
		if (last == 0 || lacks < need) && t.reaches(s, lacks, end) {
			need, last = lacks, end
		}
	}
	return need, last
}
