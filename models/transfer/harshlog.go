package transfer

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
)

// harshUnit is what amounts are counted in: the log does not say.
const harshUnit = "units"

// harshLine is a line of the log.
type harshLine struct {
	day     date.Date
	name    string
	result  string // y, n or s
	comment string
	amount  string // as it is written, empty where there is none
	units   float64
}

// parse reads a line of the log. Lines that harsh does not read are no history
// there either, so they are told and left out; what is told, only the first of
// the two readings tells.
func (h *harsh) parse(line string, tell bool) (l harshLine, ok bool) {
	lose := func(what string) {
		if tell {
			h.b.Lose(what, h.lines.Where())
		}
	}
	parts := strings.Split(line, " : ")
	if len(parts) > 5 {
		lose("Lines of the log with more than five parts, which harsh refuses: left out.")
		return l, false
	}
	if len(parts) < 3 {
		lose("Lines of the log that are not whole: left out.")
		return l, false
	}
	l.name, l.result = models.CleanName(parts[1]), strings.TrimSpace(parts[2])
	var err error
	if l.day, err = date.Parse(strings.TrimSpace(parts[0])); err != nil || l.name == "" {
		lose("Lines of the log without a day or a name: left out.")
		return l, false
	}
	if l.result != "y" && l.result != "n" && l.result != "s" {
		lose("Lines of the log that say neither y, n nor s: left out.")
		return l, false
	}
	if len(parts) > 3 {
		// An editor that takes off spaces leaves the colon of an empty amount.
		l.comment = strings.TrimSpace(strings.TrimSuffix(parts[3], " :"))
	}
	if len(parts) > 4 {
		l.amount = strings.TrimSpace(parts[4])
	}
	if l.amount != "" {
		if l.units, err = strconv.ParseFloat(l.amount, 64); err != nil || math.IsNaN(l.units) || math.IsInf(l.units, 0) {
			lose("Amounts that are no number: none, as harsh reads them.")
			l.units = 0
		}
	}
	return l, true
}

// learn takes from a line what decides about others.
func (h *harsh) learn(line string) error {
	l, ok := h.parse(line, true)
	if !ok {
		return nil
	}
	habit := h.byName[l.name]
	if habit == nil {
		var err error
		if habit, err = h.add(l.name); err != nil {
			return err
		}
		habit.logged = true
	}
	habit.last = max(habit.last, l.day)
	if l.result != "y" {
		return nil
	}
	habit.done++
	if a := amountOf(l.units); a > 0 {
		if habit.sized++; habit.least == 0 || a < habit.least {
			habit.least = min(a, plan.MaxAmount)
		}
	}
	return nil
}

// settle gives each habit its terms.
func (h *harsh) settle() error {
	for i, habit := range h.habits {
		place := habit.name
		habit.counts = h.countable(i, habit)
		switch {
		case habit.days == 0:
			habit.Plans = []plan.Plan{h.b.Untargeted()}
		default:
			habit.Plans = []plan.Plan{h.b.Often(habit.times, habit.days, place)}
		}
		if p := &habit.Plans[0]; habit.counts {
			p.Kind, p.Unit, p.Min = plan.Sum, harshUnit, plan.Limit{Amount: habit.least, Set: true}
			p.Step = models.StepOf(p.Kind, p.Unit)
		}
		switch {
		case habit.logged && h.listed:
			h.b.Lose("Habits that the log has and the list has not: archived.", place)
			habit.Ended = habit.last
		case habit.end == 0:
		case habit.end < h.b.today:
			h.b.Lose("Last days of habits: what has ended is archived.", place)
			habit.Ended = habit.end
		default:
			h.b.Lose("Last days that are still to come: Gloss ends no habit by itself.", place)
		}
	}
	return nil
}

// countable reports whether a habit's amounts are to be counted. They can be
// where each day that is done has one and one such day is all that is asked;
// harsh itself counts none.
func (h *harsh) countable(i int, habit *harshHabit) bool {
	if habit.done == 0 || habit.sized < habit.done || habit.times > 1 && habit.times < habit.days {
		return false
	}
	return h.b.Ask(Doubt{
		ID:  fmt.Sprintf("amounts.%d", i+1),
		Ask: fmt.Sprintf("Each day of %s has an amount. Count them?", habit.Name),
		Options: []Option{
			{Value: "ticks", Label: "Tick its days, as harsh does, with the amounts in their notes"},
			{Value: "amounts", Label: "Count amounts; any amount keeps it"},
		},
		Default: "ticks",
	}) == "amounts"
}

// take logs what a line says.
func (h *harsh) take(line string) error {
	l, ok := h.parse(line, false)
	if !ok {
		return nil
	}
	habit, place := h.byName[l.name], h.lines.Where()
	e := Entry{Day: l.day, Note: strings.Clone(l.comment)}
	switch l.result {
	case "y":
		if e.Said, e.Amount = true, plan.Whole; habit.counts {
			e.Amount = amountOf(l.units)
			if math.Abs(l.units*float64(plan.Whole)-float64(e.Amount)) > 1e-6 && e.Amount < plan.MaxAmount {
				h.b.Lose("Amounts with more than three decimals: rounded.", place)
			}
			return habit.Add(e, place)
		}
	case "n":
		e.Said = true
	case "s":
		e.Skipped = true
	}
	if l.units != 0 {
		e.Note = strings.TrimSpace(e.Note + " (amount " + l.amount + ")")
		h.b.Lose("Amounts of habits that are ticked: they stand in the notes of their days.", place)
	}
	return habit.Add(e, place)
}
