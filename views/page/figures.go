package page

import (
	"math"
	"strconv"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
)

// Figure is a number with what it counts, and of how many where that matters.
type Figure struct{ Number, Of, Words string }

// Rule says how a figure is come by.
type Rule struct{ Name, Text string }

// figurePeriods is how many periods the last figure looks back on.
const figurePeriods = 30

// figures returns the four numbers of a habit's page: strength first, for it
// survives a bad day.
func (t Track) figures(today date.Date) []Figure {
	p := t.plan(today)
	strength := Figure{Number: strconv.Itoa(int(math.Round(100*t.State.Strength))) + " %", Words: "strength: what the last months have built"}
	if !t.State.Known {
		strength = Figure{Number: "–", Words: "strength: begins with the first log"}
	}
	run := Figure{Number: models.Grouped(t.State.Run.Count), Words: streakName(p, t.State.Run.Count) + reserveWords(t, p, today, ", ")}
	if run.Words == streakName(p, t.State.Run.Count) && p.Period == plan.Day {
		run.Words += reserveLeft(t, p, today)
	}
	best := Figure{Number: models.Grouped(t.State.Best.Count), Words: "best run"}
	if b := t.State.Best; b.Count > 0 {
		best.Words += ", " + runDates(b.From, b.To, today)
		if b.Unit != t.State.Run.Unit && b.Unit != "" {
			best.Words += ", in " + periodNoun(b.Unit, b.Count)
		}
	}
	return []Figure{strength, run, best, t.keptOf(p, today)}
}

// keptOf counts the periods kept of the last ones that asked.
func (t Track) keptOf(p plan.Plan, today date.Date) Figure {
	kept, over, of := 0, 0, 0
	for i := len(t.Verdicts) - 1; i >= 0 && of < figurePeriods; i-- {
		v := t.Verdicts[i]
		if v.Plan.Period != p.Period {
			break
		}
		switch v.State {
		case plan.Kept:
			kept++
		case plan.Over:
			over++
		case plan.Short, plan.Missed:
		default:
			continue
		}
		of++
	}
	f := Figure{Number: strconv.Itoa(kept), Of: strconv.Itoa(of), Words: noun(p, of) + " kept of the last " + strconv.Itoa(of)}
	if of == 0 {
		return Figure{Number: "–", Words: noun(p, 2) + " kept: none is over yet"}
	}
	if over > 0 {
		f.Words += ", over on " + strconv.Itoa(over)
	}
	return f
}

// noun names what p's streak counts.
func noun(p plan.Plan, n int) string {
	words := periods(p, n)
	for i, r := range words {
		if r == ' ' {
			return words[i+1:]
		}
	}
	return words
}

func periodNoun(u plan.Period, n int) string { return noun(plan.Plan{Period: u}, n) }

func streakName(p plan.Plan, n int) string { return noun(p, n) + " in a row" }

// reserveLeft says what the reserve still forgives this week.
func reserveLeft(t Track, p plan.Plan, today date.Date) string {
	switch of := reserveOf(t, today) - t.State.Used(today, p.WeekStart); {
	case of <= 0:
		return ""
	case of == 1:
		return ", one spare day left this week"
	default:
		return ", " + strconv.Itoa(of) + " spare days left this week"
	}
}

// rules says how the figures are come by, in the figures' order.
func (t Track) rules(today date.Date) []Rule {
	p := t.plan(today)
	strength := "From 0 to 100 %. Each day moves it a little towards how far the habit was kept lately, so one bad day costs little and a good month shows. It is Loop Habit Tracker’s score. Skipped days and days off leave it alone."
	run := "How many " + noun(p, 2) + " in a row were kept. Skipped and running ones neither add nor break; short, missed and over end it."
	if p.Period == plan.Day && p.Reserve > 0 {
		run += " " + capital(models.Counted(p.Reserve, "spare day", "spare days")) + " a week forgives a short or missed one by itself, in the order of the days. Over is never forgiven."
	}
	if p.Period == plan.Rolling {
		run = "How many days in a row were kept. A day is kept while the " + strconv.Itoa(p.Days) + " days around it hold what is asked: " + p.Quantity() + "."
	}
	return []Rule{
		{"Strength", strength},
		{capital(noun(p, 2)) + " in a row", run},
		{"Best run", "The longest such run there was, with its first and last day."},
		{"Kept of the last " + strconv.Itoa(figurePeriods), "Of the last " + strconv.Itoa(figurePeriods) + " " + noun(p, 2) + " that asked something and are over, how many came to: " + p.Quantity() + "."},
	}
}
