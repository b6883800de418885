package store_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"
	_ "time/tzdata"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/store"
)

// clock is a settable one.
type clock struct {
	mu sync.Mutex
	t  time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.t
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.t = c.t.Add(d)
}

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// today is the Sunday on which the tests live.
var today = date.New(2026, time.November, 22)

func newClock() *clock { return &clock{t: noon} }

// open opens a store that serves dir, and closes it with the test.
func open(t testing.TB, dir string, change ...func(*store.Options)) *store.Store {
	t.Helper()
	o := store.Options{Dir: dir, Now: newClock().now, Serve: true}
	for _, c := range change {
		c(&o)
	}
	s, err := store.Open(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// tracing collects the statements a store runs.
type tracing struct {
	mu  sync.Mutex
	all []string
}

func (tr *tracing) option(o *store.Options) {
	o.Trace = func(sql string) {
		tr.mu.Lock()
		defer tr.mu.Unlock()
		tr.all = append(tr.all, sql)
	}
}

// of returns the statements that do ran.
func (tr *tracing) of(do func()) []string {
	tr.mu.Lock()
	tr.all = nil
	tr.mu.Unlock()
	do()
	tr.mu.Lock()
	defer tr.mu.Unlock()
	return tr.all
}

func newUser(name string) store.NewUser {
	return store.NewUser{Name: name, Password: "$argon2id$" + name, Zone: "Europe/Berlin"}
}

// person is one with a store to themselves or shared.
type person struct {
	t  testing.TB
	s  *store.Store
	id string
	n  int
}

func newPerson(t testing.TB, s *store.Store, name string) *person {
	t.Helper()
	u, err := s.CreateUser(t.Context(), newUser(name))
	if err != nil {
		t.Fatal(err)
	}
	return &person{t: t, s: s, id: u.ID}
}

// another returns a person nobody has met yet.
func another(t testing.TB, s *store.Store) *person {
	t.Helper()
	users, err := s.Users(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return newPerson(t, s, fmt.Sprintf("person %d", len(users)))
}

func (p *person) changeID() string {
	p.n++
	return fmt.Sprintf("change-%08d", p.n)
}

func ticks(from date.Date) plan.Plan {
	return plan.Plan{From: from, Kind: plan.Tick, Period: plan.Day, Min: plan.At(1), Step: plan.Whole, Reserve: 1, WeekStart: time.Monday}
}

func minutes(from date.Date) plan.Plan {
	return plan.Plan{From: from, Kind: plan.Sum, Period: plan.Day, Min: plan.At(10), Max: plan.At(30), Unit: "minutes", Step: 5 * plan.Whole, Reserve: 1, WeekStart: time.Monday}
}

func plants(from date.Date) plan.Plan {
	return plan.Plan{From: from, Kind: plan.Variety, Period: plan.Week, Min: plan.At(30), Unit: "plants", Step: plan.Whole, WeekStart: time.Monday}
}

func rolling(from date.Date, n, days int) plan.Plan {
	return plan.Plan{From: from, Kind: plan.Tick, Period: plan.Rolling, Days: days, Min: plan.At(n), Step: plan.Whole, WeekStart: time.Monday}
}

func newHabit(name string, p plan.Plan) store.NewHabit {
	return store.NewHabit{Habit: models.Habit{Name: name, Hue: models.Hues[0], Icon: models.Icons[0]}, Plan: p}
}

// habit makes one and returns its id.
func (p *person) habit(name string, terms plan.Plan) string {
	p.t.Helper()
	made, err := p.s.CreateHabits(p.t.Context(), p.id, p.changeID(), []store.NewHabit{newHabit(name, terms)})
	if err != nil {
		p.t.Fatal(err)
	}
	return made[0].ID
}

// try logs under a new change id.
func (p *person) try(l store.Log) (models.Change, error) {
	if l.ID == "" {
		l.ID = p.changeID()
	}
	if l.Today == 0 {
		l.Today = today
	}
	return p.s.LogEntry(p.t.Context(), p.id, l)
}

func (p *person) log(habitID string, day date.Date, act models.Act, amount plan.Amount) models.Change {
	p.t.Helper()
	c, err := p.try(store.Log{HabitID: habitID, Day: day, Act: act, Amount: amount, Sure: true})
	if err != nil {
		p.t.Fatalf("%s %s on %s: %v", act, amount, day, err)
	}
	return c
}

func (p *person) eat(habitID string, day date.Date, act models.Act, items ...string) models.Change {
	p.t.Helper()
	l := store.Log{HabitID: habitID, Day: day, Act: act}
	for _, item := range items {
		l.Items = append(l.Items, models.ItemName{Item: item, Name: "The " + item})
	}
	c, err := p.try(l)
	if err != nil {
		p.t.Fatal(err)
	}
	return c
}

func (p *person) undo(id string) (models.Change, error) {
	return p.s.Undo(p.t.Context(), p.id, id, p.changeID(), today)
}

func (p *person) mustUndo(id string) models.Change {
	p.t.Helper()
	c, err := p.undo(id)
	if err != nil {
		p.t.Fatal(err)
	}
	return c
}

func (p *person) ledger(habitID string) store.Ledger {
	p.t.Helper()
	l, err := p.s.Ledger(p.t.Context(), p.id, habitID, today-400, today)
	if err != nil {
		p.t.Fatal(err)
	}
	return l
}

// day returns what stands on a day in short: amount, skip, items, note.
func (p *person) day(habitID string, d date.Date) string {
	p.t.Helper()
	e, ok := p.ledger(habitID).Logged[d]
	if !ok {
		return "nothing"
	}
	return brief(e)
}

func brief(e models.Entry) string {
	s := ""
	if e.Amount != nil {
		s += e.Amount.String()
	}
	if e.Skipped {
		s += "skipped"
	}
	for _, item := range e.Items {
		s += "+" + item.Item
	}
	if e.Note != "" {
		s += " “" + e.Note + "”"
	}
	return s
}
