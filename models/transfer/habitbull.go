package transfer

import (
	"bytes"
	"context"
	"errors"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
)

var _ = register(Format{
	Name: bullKind.Name, Title: bullKind.Title,
	Recognise: func(f *Files) bool { _, ok := bullFile(f); return ok },
	Read:      readBull,
})

var bullKind = Format{Name: "habitbull", Title: "HabitBull (CSV)"}

// bullHeader is what the first line begins with.
const bullHeader = "HabitName,HabitDescription,HabitCategory"

// bullSilent is what HabitBull writes for a day without an answer.
const bullSilent = "-2150000000"

// bullUnit is what is counted: the file does not say.
const bullUnit = "times"

// bullFile finds the one file with HabitBull's header.
func bullFile(f *Files) (name string, ok bool) {
	for _, one := range f.Names() {
		if head, _ := io.ReadAll(text(bytes.NewReader(f.Head(one)))); !bytes.HasPrefix(head, []byte(bullHeader)) {
			continue
		}
		if ok {
			return "", false
		}
		name, ok = one, true
	}
	return name, ok
}

// bull reads HabitBull's table twice: first what decides about all of it, which
// is how days are written and which habits count amounts; then what it says.
type bull struct {
	rows                *records
	day, value, comment int // columns, -1 where there is none
	days                bullDays
	habits              map[string]*bullHabit
	list                []*bullHabit // in order of their first rows
	b                   *builder
}

// bullHabit is a habit of the table, which has no more of it than its rows.
type bullHabit struct {
	*building
	counts bool        // some day holds neither 0 nor 1
	least  plan.Amount // smallest amount of a day, 0 where there is none
	tags   []string
}

func readBull(ctx context.Context, f *Files, c Choices, today date.Date, progress func(int)) (*Bundle, error) {
	name, _ := bullFile(f)
	t := &bull{habits: map[string]*bullHabit{}, b: newBuilder(ctx, bullKind, c, today, progress)}
	t.b.Clashes(lastCounts, false) // as Loop reads such a file, whose import describes it
	if err := t.each(f, name, t.learn); err != nil {
		return nil, err
	}
	if t.days.settle(c); t.days.ask.ID != "" {
		t.b.Ask(t.days.ask)
	}
	for _, h := range t.list {
		h.Plans = []plan.Plan{t.terms(h)}
		h.Tags = t.b.Tags(h.tags, h.Where)
	}
	if err := t.each(f, name, t.take); err != nil {
		return nil, err
	}
	for _, other := range f.Names() {
		if other != name {
			t.b.Lose("Other files, which are not HabitBull’s.", other)
		}
	}
	return t.b.Bundle()
}

// each goes through the rows. The header may stand again where files were put
// together by hand.
func (t *bull) each(f *Files, name string, take func(name string, row []string) error) (err error) {
	if t.rows, err = newRecords(f, name, ','); err != nil {
		return err
	}
	defer t.rows.Close()
	for {
		row, err := t.rows.Next()
		switch {
		case errors.Is(err, io.EOF):
			if t.rows.Guessed() {
				t.b.Tell(lettersGuessed)
			}
			return nil
		case err != nil:
			return err
		case len(row) > 2 && strings.Join(row[:3], ",") == bullHeader:
			if err := t.columns(row); err != nil {
				return err
			}
			continue
		case t.value == 0: // no row of names came first
			return t.rows.Fail("The columns CalendarDate and Value are missing.")
		}
		habit := ""
		if len(row) > max(t.day, t.value) {
			habit = models.CleanName(row[0])
		}
		if err := take(habit, row); err != nil {
			return err
		}
	}
}

// columns finds the columns by what they are called.
func (t *bull) columns(row []string) error {
	named := func(name string) int {
		return slices.IndexFunc(row, func(s string) bool { return strings.TrimSpace(s) == name })
	}
	t.day, t.value, t.comment = named("CalendarDate"), named("Value"), named("CommentText")
	if t.day < 0 || t.value < 0 {
		return t.rows.Fail("The columns CalendarDate and Value are missing.")
	}
	return nil
}

// comments returns what is noted in a row.
func (t *bull) comments(row []string) string {
	if t.comment < 0 || t.comment >= len(row) {
		return ""
	}
	return row[t.comment]
}

// learn takes from a row what decides about others.
func (t *bull) learn(name string, row []string) error {
	if name == "" {
		t.b.Lose("Rows without a habit, a day or a value: left out.", t.rows.Where())
		return nil
	}
	h := t.habits[name]
	if h == nil {
		made, err := t.b.Habit(key("habitbull", name), name, t.rows.Where())
		if err != nil {
			return err
		}
		h = &bullHabit{building: made}
		t.habits[strings.Clone(name)] = h
		t.list = append(t.list, h)
	}
	if reason := t.b.Reason("", row[1], t.rows.Where()); h.Reason == "" {
		h.Reason = reason
	} else if reason != "" && reason != h.Reason {
		t.b.Lose("Descriptions that change from row to row: the first was kept.", t.rows.Where())
	}
	if tag := row[2]; tag != "" && len(h.tags) <= models.MaxTags && !slices.Contains(h.tags, tag) {
		h.tags = append(h.tags, strings.Clone(tag))
	}
	if day, ok := bullDayOf(row[t.day]); ok {
		t.days.see(day)
	}
	amount, ok, _ := bullAmount(row[t.value])
	h.counts = h.counts || ok && amount != 0 && amount != plan.Whole
	if ok && amount > 0 && (h.least == 0 || amount < h.least) {
		h.least = amount
	}
	return nil
}

// terms returns the plan of h: every day, and where it counts, whatever amount
// was logged keeps the day, as the file does not say what was asked.
func (t *bull) terms(h *bullHabit) plan.Plan {
	if !h.counts {
		return t.b.Often(1, 1, h.Where)
	}
	t.b.Lose("How much was asked, which the file does not hold: any amount keeps a day.", h.Name)
	return t.b.Counted(min(h.least, plan.Whole), false, 1, bullUnit, h.Where)
}

// take logs what a row says.
func (t *bull) take(name string, row []string) error {
	if name == "" {
		return nil
	}
	place := t.rows.Where()
	day, ok := bullDayOf(row[t.day])
	e := Entry{Day: day.day(t.days.first == "day"), Note: strings.Clone(t.comments(row))}
	if !ok || e.Day == 0 {
		t.b.Lose("Dates that do not exist: left out.", place)
		return nil
	}
	switch amount, ok, rounded := bullAmount(row[t.value]); {
	case strings.TrimSpace(row[t.value]) == bullSilent:
		t.b.Lose("HabitBull’s number for a day without an answer: nothing is logged.", place)
	case strings.TrimSpace(row[t.value]) == "":
	case !ok:
		t.b.Lose("Values that are no number from 0 on: nothing is logged.", place)
	default:
		if rounded {
			t.b.Lose("Amounts with more than three decimals: rounded.", place)
		}
		e.Said, e.Amount = true, amount
	}
	return t.habits[name].Add(e, place)
}

// bullAmount reads a value. An amount beyond what Gloss counts is told by the
// builder.
func bullAmount(s string) (a plan.Amount, ok, rounded bool) {
	s = strings.Replace(strings.TrimSpace(s), ",", ".", 1)
	units, err := strconv.ParseFloat(s, 64)
	if err != nil || units < 0 || math.IsNaN(units) || math.IsInf(units, 0) {
		return 0, false, false
	}
	a = amountOf(units)
	return a, true, a <= plan.MaxAmount && math.Abs(units*float64(plan.Whole)-float64(a)) > 1e-6
}
