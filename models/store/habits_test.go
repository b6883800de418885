package store_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/models"
	"gloss/models/store"
)

func TestCreateHabitsOnce(t *testing.T) {
	p := newPerson(t, open(t, t.TempDir()), "ana")
	list := []store.NewHabit{newHabit("sun", minutes(today)), newHabit("plate", plants(today)), newHabit("check-in", ticks(today))}
	first, err := p.s.CreateHabits(t.Context(), p.id, "the-start-page", list)
	if err != nil {
		t.Fatal(err)
	}
	again, err := p.s.CreateHabits(t.Context(), p.id, "the-start-page", list)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(first, again); diff != "" {
		t.Errorf("the same again answers other habits:\n%s", diff)
	}
	if _, err := p.s.CreateHabits(t.Context(), p.id, "the-start-page", list[:2]); !errors.Is(err, models.ErrConflict) {
		t.Errorf("the same id with other habits: %v", err)
	}
	ledgers, err := p.s.Ledgers(t.Context(), p.id, today, today)
	if err != nil || len(ledgers) != 3 || ledgers[0].Name != "sun" || ledgers[2].Name != "check-in" {
		t.Fatalf("%d habits, %v", len(ledgers), err)
	}
	if got := ledgers[0].Plans[0]; got.Anchor != today || got.Max.Amount != 30000 || got.Unit != "minutes" {
		t.Errorf("the plan came back as %+v", got)
	}
	changes := mustChanges(t, p)
	if len(changes) != 3 || changes[2].ID != "the-start-page" || changes[0].Batch != "the-start-page" || changes[0].Seq != 3 {
		t.Errorf("%d changes: %+v", len(changes), changes)
	}
	names, err := p.s.HabitNames(t.Context(), p.id)
	if err != nil || names[first[1].ID] != "plate" {
		t.Errorf("names %v, %v", names, err)
	}
}

func TestCreateHabitsRefuses(t *testing.T) {
	p := newPerson(t, open(t, t.TempDir()), "ana")
	var bad models.Invalid
	make := func(change func(*store.NewHabit)) error {
		good, n := newHabit("good", ticks(today)), newHabit("sun", minutes(today))
		change(&n)
		_, err := p.s.CreateHabits(t.Context(), p.id, p.changeID(), []store.NewHabit{good, n})
		return err
	}
	for field, change := range map[string]func(*store.NewHabit){
		"name": func(n *store.NewHabit) { n.Name = "" },
		"hue":  func(n *store.NewHabit) { n.Hue = "red" },
		"min":  func(n *store.NewHabit) { n.Plan.Min.Set, n.Plan.Max.Set = false, false },
		"unit": func(n *store.NewHabit) { n.Plan.Unit = "" },
	} {
		if err := make(change); !errors.As(err, &bad) || bad[field] == "" {
			t.Errorf("%s: %v", field, err)
		}
	}
	if err := make(func(n *store.NewHabit) { n.GuideID = "no-such-guide" }); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("a guide that is not there: %v", err)
	}
	if list, err := p.s.Ledgers(t.Context(), p.id, today, today); err != nil || len(list) != 0 {
		t.Errorf("of refused habits %d were made, %v", len(list), err)
	}
}

func TestRecent(t *testing.T) {
	p := newPerson(t, open(t, t.TempDir()), "ana")
	id := p.habit("plate", plants(today-100))
	p.eat(id, today-90, models.ActItem, "kale", "fig")
	p.eat(id, today-3, models.ActItem, "kale")
	p.eat(id, today, models.ActItem, "leek")
	got, err := p.s.Recent(t.Context(), p.id, today)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]store.RecentItem{id: {
		{Item: "leek", Name: "The leek", First: today, Last: today},
		{Item: "kale", Name: "The kale", First: today - 90, Last: today - 3},
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestPauses(t *testing.T) {
	p := newPerson(t, open(t, t.TempDir()), "ana")
	one, other := p.habit("one", ticks(today-20)), p.habit("other", ticks(today-20))
	if _, err := p.s.Writer().Exec(`INSERT INTO pauses VALUES ('a', ?, '', ?, ?), ('b', ?, ?, ?, NULL)`,
		p.id, (today - 9).String(), (today - 8).String(), p.id, one, (today - 1).String()); err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string][3]bool{one: {true, true, true}, other: {true, false, false}} {
		e := p.ledger(id).Entries
		got := [3]bool{e.At(today - 9).Paused, e.At(today - 1).Paused, e.At(today + 5).Paused}
		if got != want || e.At(today-10).Paused {
			t.Errorf("paused %v, want %v", got, want)
		}
	}
}
