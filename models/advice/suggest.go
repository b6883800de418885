package advice

import (
	"gloss/models/plan"
)

// Span is a stretch of a text in code points, End excluded, and what stands
// there.
type Span struct {
	Start, End int
	Quote      string
}

// Suggestion is a habit that a text proposes: one finding, or a few that belong
// together. Passages are where it is said, the main one first; Places are
// where the text says it again, in order.
type Suggestion struct {
	Name       string
	Plan       plan.Plan
	Polarity   Polarity
	Cue        string // when, in the text's words
	Confidence float64
	Rules      []string
	Why        string
	Passages   []Span
	Places     [][]Span

	Subject []string // the stems of what it is about
	Key     string   // the same for the same advice in another guide

	main     Finding
	sentence int
}

// reach is how many sentences apart findings may stand to make one suggestion.
const reach = 2

// Suggest makes suggestions of the findings of one text, in the order of their
// main passages: an amount and a time of day that are told one after the other
// are one, and what is said again is listed with the first. What is done once
// is left out.
func Suggest(found []Finding) []Suggestion {
	var out []Suggestion
	seen := map[string]int{}
	for _, f := range found {
		if !f.Habit || f.Confidence < Weak {
			continue
		}
		s := suggestion(f)
		if n := len(out); n > 0 && out[n-1].joins(f) {
			delete(seen, out[n-1].Key)
			out[n-1].join(f)
			seen[out[n-1].Key] = n - 1
			continue
		}
		if at, ok := seen[s.Key]; ok {
			out[at].Places = append(out[at].Places, s.Passages)
			out[at].Confidence = max(out[at].Confidence, s.Confidence)
			continue
		}
		if n := len(out); n > 0 && out[n-1].repeats(&s) {
			out[n-1].Places = append(out[n-1].Places, s.Passages)
			out[n-1].Confidence = max(out[n-1].Confidence, s.Confidence)
			continue
		}
		seen[s.Key] = len(out)
		out = append(out, s)
	}
	return out
}

func suggestion(f Finding) Suggestion {
	s := Suggestion{Rules: []string{f.Rule}, Passages: []Span{{f.Start, f.End, f.Quote}}, Confidence: f.Confidence, main: f, sentence: f.sentence}
	s.settle()
	return s
}

// settle works out what follows from the main finding.
func (s *Suggestion) settle() {
	f := s.main
	s.Name, s.Plan, s.Polarity, s.Cue, s.Why = f.Action, f.Plan(), f.Polarity, f.Cue, why(f)
	if f.Window.Set && !s.Plan.Window.IsSet() && s.Cue == "" {
		s.Cue = "between " + plan.Clock(f.Window.From).String() + " and " + plan.Clock(f.Window.To).String()
	}
	s.Subject = SubjectOf(f.Action)
	s.Key = KeyOf(f.Action, s.Polarity, s.Plan)
}

// joins says whether f completes s: close by, not against it, and with an
// amount or time of day that s has not, about the same or about nothing said.
func (s *Suggestion) joins(f Finding) bool {
	m := s.main
	if f.sentence-s.sentence > reach || f.sentence == s.sentence || m.Polarity != f.Polarity {
		return false
	}
	dosed, times := m.Measure.Kind != Check, m.Window.Set
	if dosed && f.Measure.Kind != Check || times && f.Window.Set && m.Window != f.Window {
		return false
	}
	adds := f.Measure.Kind != Check || f.Window.Set || f.Frequency.Per != "" && m.Frequency.Per == ""
	bare := m.bare != f.bare && (dosed || times) && (f.Measure.Kind != Check || f.Window.Set)
	return bare || adds && Near(s.Subject, SubjectOf(f.Action))
}

// join takes f into s. The one with the amount is the main one; a name comes
// from the one that has a verb.
func (s *Suggestion) join(f Finding) {
	m, other := s.main, f
	first := s.Passages
	if m.Measure.Kind == Check && f.Measure.Kind != Check {
		m, other = f, s.main
		s.Passages = append([]Span{{f.Start, f.End, f.Quote}}, first...)
	} else {
		s.Passages = append(first, Span{f.Start, f.End, f.Quote})
	}
	if m.bare && !other.bare {
		m.Action, m.bare = other.Action, false
	}
	if !m.Window.Set {
		m.Window = other.Window
	}
	if m.Frequency.Per == "" {
		m.Frequency = other.Frequency
	}
	if m.Cue == "" {
		m.Cue = other.Cue
	}
	s.Confidence = max(s.Confidence, f.Confidence)
	if s.Rules[len(s.Rules)-1] != f.Rule {
		s.Rules = append(s.Rules, f.Rule)
	}
	s.main, s.sentence = m, f.sentence
	s.settle()
}

// repeats says whether t says again what s says, a sentence or two on.
func (s *Suggestion) repeats(t *Suggestion) bool {
	if t.sentence-s.sentence > reach || t.sentence == s.sentence || s.Polarity != t.Polarity || s.Plan.Terms() != t.Plan.Terms() {
		return false
	}
	return Near(s.Subject, t.Subject)
}

// why says in one sentence what makes f advice.
func why(f Finding) string {
	switch said := f.Why[:max(0, len(f.Why)-1)]; {
	case f.Why == "":
		return ""
	case f.Measure.Kind != Check && f.Window.Set:
		return said + ", with an amount and a time of day."
	case f.Measure.Kind != Check:
		return said + ", and how much."
	case f.Window.Set:
		return said + ", and at what time of day."
	case f.Frequency.Per == PerDay || f.Frequency.Per == PerWeek || f.Frequency.Per == PerMonth:
		return said + ", and how often."
	}
	return f.Why
}
