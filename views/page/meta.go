package page

import (
	"strconv"
	"strings"

	"gloss/models/date"
	"gloss/models/plan"
)

// meta says how it stands with a habit: first what is, then what follows from
// it.
func (t Track) meta(s standing, now plan.Clock) (is string, meta []string) {
	add := func(words ...string) {
		for _, w := range words {
			if w != "" {
				meta = append(meta, w)
			}
		}
	}
	p := s.plan
	note := ""
	if s.note != "" {
		note = "“" + excerpt(s.note, 60) + "”"
	}
	switch {
	case s.entry.Neutral() && !s.entry.Said:
		add(s.neutralWords(note))
		if !s.own() {
			add(s.progress())
		}
		return "", meta
	case s.ahead():
		add(p.Terms())
		return "", meta
	case !s.judged:
		add("from " + dayName(t.plan(s.day).From, s.today) + " on")
		return "", meta
	case s.verdict.State == plan.Off && s.own():
		add(s.nextDue())
	case s.entry.None() && !s.satisfied():
		add("no, and that is an answer")
		if !s.own() {
			add(s.progress())
		}
	default:
		is = s.progress()
	}
	if is == "" && p.Kind == plan.Sum && s.own() && s.verdict.State == plan.Open {
		add(strings.TrimSpace(band(p) + " " + shortUnit(p)))
	}
	if is == "" && note != "" {
		is, note = note, ""
	}
	add(s.past(), s.shortened(), t.left(s), s.window(now))
	if s.within() {
		add("within")
	}
	if s.day == s.today {
		add(t.streakWords(p, s.today))
		if s.verdict.State == plan.Open && !s.plan.Window.IsSet() {
			add(t.Cue)
		}
	}
	add(note)
	return is, meta
}

// past says of a day that is over, or answered, what it came to, where that is
// not plain from the rest.
func (s standing) past() string {
	v := s.verdict
	if !s.judged || s.entry.None() {
		return ""
	}
	switch {
	case v.Forgiven:
		return v.State.String() + ", forgiven by the reserve"
	case v.State == plan.Short, v.State == plan.Missed:
		return v.State.String()
	}
	return ""
}

// satisfied reports whether "none" is the good answer.
func (s standing) satisfied() bool { return !s.plan.Min.Set }

func (s standing) neutralWords(note string) string {
	words := "skipped"
	if s.entry.Paused && !s.entry.Skipped {
		words = "paused"
	}
	if note != "" {
		words += ": " + note
	}
	return words
}

// progress says how far the period has come: 5 of 10–30 min, 3 of 4 this week.
// A day without anything logged, or of a tick, says nothing by it.
func (s standing) progress() string {
	p, v := s.plan, s.verdict
	if s.own() {
		if p.Kind == plan.Tick || !v.Said {
			return ""
		}
		if p.Min.Set && !p.Max.Set && v.State == plan.Kept {
			return v.Total.String() + " " + shortUnit(p) + ", at least " + p.Min.Amount.String()
		}
		words := v.Total.String() + " of " + band(p) + " " + shortUnit(p)
		if s.full() && v.State == plan.Kept {
			words += ", that is enough"
		}
		return words
	}
	goal := band(p)
	if p.Min.Set && v.Asked != p.Min.Amount && !p.Max.Set {
		goal = v.Asked.String()
	}
	words := v.Total.String() + " of " + goal
	if p.Min.Set && !p.Max.Set && v.Total > v.Asked {
		words = v.Total.String() + ", at least " + goal
	}
	if u := shortUnit(p); u != "" {
		words += " " + u
	}
	over := within(p)
	if s.today > v.To {
		over = strings.Replace(over, "this", "that", 1)
	}
	return words + " " + over
}

// shortened says why a period asks for less than its plan does.
func (s standing) shortened() string {
	v := s.verdict
	switch {
	case !s.judged || s.own() || !s.plan.Min.Set || v.Asked >= s.plan.Min.Amount || v.State == plan.Skipped:
		return ""
	case v.Cut():
		return "its share of a short " + string(s.plan.Period)
	}
	return "skipped days ask less"
}

// window says when in the day the habit belongs, while that still matters.
func (s standing) window(now plan.Clock) string {
	w := s.plan.Window
	if !w.IsSet() || s.judged && s.verdict.State == plan.Off {
		return ""
	}
	if s.day == s.today && s.verdict.State == plan.Open && now > w.To {
		return w.String() + " is over, and it still counts"
	}
	return w.String()
}

// nextDue says when a habit that is not due comes next.
func (s standing) nextDue() string {
	p := s.plan
	next := p.NextDue(s.day)
	words := "next on " + next.Weekday().String()
	switch {
	case next == s.today:
		words = "next today"
	case next > s.day+6:
		words = "next on " + next.Format("2 January")
	case next <= s.today-7:
		words = "next on " + dayName(next, s.today)
	}
	if p.Due.Every > 1 {
		words = "every " + strconv.Itoa(p.Due.Every) + " days, " + words
	}
	return words
}

// runDates says from when to when a run went: 3 May to 12 June.
func runDates(from, to, today date.Date) string {
	layout := func(d date.Date) string {
		if d.Year() != today.Year() {
			return d.Format("2 January 2006")
		}
		return d.Format("2 January")
	}
	if from == to {
		return layout(from)
	}
	return layout(from) + " to " + layout(to)
}
