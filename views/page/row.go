package page

import (
	"strconv"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/streak"
	"gloss/models/variety"
)

// Row is one habit on the page of a day.
type Row struct {
	ID, Name  string
	Hue, Icon string
	Day       date.Date // the page's own day
	Ring      Ring
	Is        string   // what stands, first of the words
	Meta      []string // further words
	Cells     []Cell   // the seven days up to the row's own
	Step      string   // what a press adds, empty where nothing is added up
	Menu      Menu
	Ask       *Ask // what is to be confirmed first
	Say       Say
	Items     *Items
	Why       *Why   // the passage, nil for a habit without one
	Lit       bool   // the chosen one
	Choose    string // the address of the same day with this habit's passage beside
	state     plan.State
	from      plan.Clock // when its window opens
}

// Ring shows how far the running period has come.
type Ring struct {
	Share int  // percent
	Over  bool // past its maximum, and then there is no share
}

// Say is what a row says in a sentence when its state is not the plain one.
type Say struct{ Head, Text string }

// Items are the things of a variety habit on the row's day.
type Items struct {
	Field  string // id of the field they are typed in
	Label  string // Add a plant
	Today  []ItemChip
	Offers []string // recent things, a button each
	Typed  string   // what was refused
	Error  string
}

// ItemChip is one thing logged.
type ItemChip struct {
	Item, Name string
	New        bool // first logged within the last four weeks
}

func (i ItemChip) words() string {
	if i.New {
		return i.Name + " · new"
	}
	return i.Name
}

// maxOffers is how many recent things are offered at a press.
const maxOffers = 8

// row draws t for the page of day here; now is the time of day, which tells
// on today's page which windows are open.
func (t Track) row(here, today date.Date, now plan.Clock) Row {
	s := t.standing(here, today)
	r := Row{
		ID: t.ID, Name: t.Name, Hue: t.Hue, Icon: t.Icon, Day: here,
		Ring: s.ring(), Say: s.say(), state: s.verdict.State, from: s.plan.Window.From,
	}
	for d := here - 6; d <= here; d++ {
		r.Cells = append(r.Cells, t.cell(d, today, s.plan, d == here))
	}
	if s.plan.Kind == plan.Sum {
		r.Step = s.plan.Step.String()
	}
	r.Is, r.Meta = t.meta(s, now)
	r.Menu = t.menu(s)
	if s.plan.Kind == plan.Variety && !s.ahead() {
		r.Items = t.items(s)
	}
	return r
}

// ring returns how far s's period has come.
func (s standing) ring() Ring {
	v := s.verdict
	switch {
	case !s.judged || v.State == plan.Off || v.State == plan.Skipped:
		return Ring{}
	case v.State == plan.Over:
		return Ring{Over: true}
	case v.State == plan.Kept:
		return Ring{Share: 100}
	}
	of := v.Asked
	if !s.plan.Min.Set {
		of = s.plan.Max.Amount
	}
	if of <= 0 {
		return Ring{}
	}
	return Ring{Share: min(99, int(100*v.Total/of))}
}

// say returns the sentence of a row that is over its maximum.
func (s standing) say() Say {
	v := s.verdict
	if !s.judged || v.State != plan.Over {
		return Say{}
	}
	what := map[plan.Period]string{plan.Day: "Today", plan.Week: "This week", plan.Month: "This month"}[s.plan.Period]
	switch {
	case s.plan.Period == plan.Rolling:
		what = "A run of " + strconv.Itoa(s.plan.Days) + " days like this"
	case s.today > v.To:
		what = map[plan.Period]string{plan.Day: "That day", plan.Week: "That week", plan.Month: "That month"}[s.plan.Period]
	}
	return Say{
		Head: "Over the ceiling by " + quantity(s.plan, v.Total-s.plan.Max.Amount) + ".",
		Text: what + " does not count as kept, and nothing needs making up.",
	}
}

// items returns what a variety habit holds on s's day and what it offers.
func (t Track) items(s standing) *Items {
	unit := unitFor(s.plan, plan.Whole)
	if unit == s.plan.Unit || unit == "" {
		unit = "thing"
	}
	it := &Items{Field: itemField(t.ID), Label: "Add a " + unit + ", or several with commas between them"}
	first := map[string]date.Date{}
	for _, r := range t.Recent {
		first[r.Item] = r.First
	}
	on := map[string]bool{}
	for _, e := range t.names(s.day) {
		on[e.Item] = true
		f, known := first[e.Item]
		it.Today = append(it.Today, ItemChip{e.Item, e.Name, known && variety.IsNew(f, s.day)})
	}
	// What this period has not counted yet comes first: it is what helps.
	for _, counted := range []bool{false, true} {
		for _, r := range t.Recent {
			if len(it.Offers) < maxOffers && !on[r.Item] && (r.Last >= s.verdict.From) == counted {
				it.Offers = append(it.Offers, r.Name)
			}
		}
	}
	return it
}

// streakWords says the streak with what the reserve did this week.
func (t Track) streakWords(p plan.Plan, today date.Date) string {
	if t.State.Run.Count == 0 {
		return ""
	}
	return periods(p, t.State.Run.Count) + reserveWords(t, p, today, ", ")
}

// reserveWords says how much of the week's reserve is spent, after sep, and
// nothing where none is.
func reserveWords(t Track, p plan.Plan, today date.Date, sep string) string {
	used, of := t.State.Used(today, p.WeekStart), reserveOf(t, today)
	switch {
	case used == 0 || of == 0 || p.Period != plan.Day:
		return ""
	case of == 1:
		return sep + "this week’s one spare day is used"
	}
	return sep + strconv.Itoa(used) + " of " + strconv.Itoa(of) + " spare days used this week"
}

// reserveOf returns how many days the reserve may forgive in the week of today.
func reserveOf(t Track, today date.Date) int { return streak.Reserve(t.Plans, today) }

// hasPassage reports whether h has a passage to show.
func hasPassage(h models.Habit) bool {
	return h.GuideID != "" && h.Passages != "" && h.Passages != "[]"
}
