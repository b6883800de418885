package store_test

import (
	"errors"
	"strings"
	"testing"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/store"
)

const five = 5 * plan.Whole

func TestActs(t *testing.T) {
	p := newPerson(t, open(t, t.TempDir()), "ana")
	type step struct {
		act    models.Act
		amount plan.Amount
		items  []string
	}
	for _, c := range []struct {
		name  string
		terms plan.Plan
		steps []step
		want  string
	}{
		{"tick", ticks(today), []step{{act: models.ActTick}}, "1"},
		{"tick twice holds one", ticks(today), []step{{act: models.ActTick}, {act: models.ActTick}}, "1"},
		{"untick", ticks(today), []step{{act: models.ActTick}, {act: models.ActClear}}, "nothing"},
		{"none", ticks(today), []step{{act: models.ActNone}}, "0"},
		{"tick after none", ticks(today), []step{{act: models.ActNone}, {act: models.ActTick}}, "1"},
		{"skip", ticks(today), []step{{act: models.ActSkip}}, "skipped"},
		{"skip covers", ticks(today), []step{{act: models.ActTick}, {act: models.ActSkip}}, "skipped"},
		{"logging ends a skip", ticks(today), []step{{act: models.ActSkip}, {act: models.ActTick}}, "1"},
		{"adds add up", minutes(today), []step{{act: models.ActAdd, amount: five}, {act: models.ActAdd, amount: five}}, "10"},
		{"set is exact", minutes(today), []step{{act: models.ActAdd, amount: five}, {act: models.ActSet, amount: 1500}}, "1.5"},
		{"set to nothing is none", minutes(today), []step{{act: models.ActSet}}, "0"},
		{"below nothing stops", minutes(today), []step{{act: models.ActAdd, amount: 3000}, {act: models.ActAdd, amount: -five}}, "nothing"},
		{"less", minutes(today), []step{{act: models.ActAdd, amount: 8000}, {act: models.ActAdd, amount: -five}}, "3"},
		{"less than none stays none", minutes(today), []step{{act: models.ActNone}, {act: models.ActAdd, amount: -five}}, "0"},
		{"less of a skip stays a skip", minutes(today), []step{{act: models.ActSkip}, {act: models.ActAdd, amount: -five}}, "skipped"},
		{"add on none", minutes(today), []step{{act: models.ActNone}, {act: models.ActAdd, amount: five}}, "5"},
		{"add ends a skip", minutes(today), []step{{act: models.ActSkip}, {act: models.ActAdd, amount: five}}, "5"},
		{"items", plants(today), []step{{act: models.ActItem, items: []string{"kale", "leek"}}, {act: models.ActItem, items: []string{"kale", "fig"}}}, "+kale+leek+fig"},
		{"item off", plants(today), []step{{act: models.ActItem, items: []string{"kale", "leek"}}, {act: models.ActUnitem, items: []string{"kale"}}}, "+leek"},
		{"last item off", plants(today), []step{{act: models.ActItem, items: []string{"kale"}}, {act: models.ActUnitem, items: []string{"kale"}}}, "nothing"},
		{"none of variety", plants(today), []step{{act: models.ActItem, items: []string{"kale"}}, {act: models.ActNone}}, "0"},
		{"item after none", plants(today), []step{{act: models.ActNone}, {act: models.ActItem, items: []string{"kale"}}}, "+kale"},
		{"skip of variety", plants(today), []step{{act: models.ActItem, items: []string{"kale"}}, {act: models.ActSkip}}, "skipped"},
		{"clear of variety", plants(today), []step{{act: models.ActItem, items: []string{"kale"}}, {act: models.ActClear}}, "nothing"},
	} {
		t.Run(c.name, func(t *testing.T) {
			id := p.habit(c.name, c.terms)
			for _, s := range c.steps {
				if s.items != nil {
					p.eat(id, today, s.act, s.items...)
				} else {
					p.log(id, today, s.act, s.amount)
				}
			}
			if got := p.day(id, today); got != c.want {
				t.Errorf("the day holds %q, want %q", got, c.want)
			}
		})
	}
}

func TestNoteStandsApart(t *testing.T) {
	p := newPerson(t, open(t, t.TempDir()), "ana")
	id := p.habit("sun", minutes(today))
	note, err := p.try(store.Log{HabitID: id, Day: today, Act: models.ActNote, Note: "windy"})
	if err != nil {
		t.Fatal(err)
	}
	p.log(id, today, models.ActAdd, five)
	p.log(id, today, models.ActClear, 0)
	if got := p.day(id, today); got != " “windy”" {
		t.Errorf("after a clear the day holds %q, want the note", got)
	}
	if p.ledger(id).Entries.At(today).Said {
		t.Error("a note alone says something")
	}
	p.mustUndo(note.ID)
	if got := p.day(id, today); got != "nothing" {
		t.Errorf("after undoing the note the day holds %q", got)
	}
}

func TestRefusedLogs(t *testing.T) {
	p := newPerson(t, open(t, t.TempDir()), "ana")
	tick, sun, plate := p.habit("tick", ticks(today)), p.habit("sun", minutes(today)), p.habit("plate", plants(today))
	kale := []models.ItemName{{Item: "kale", Name: "Kale"}}
	for _, c := range []struct {
		name  string
		log   store.Log
		field string
	}{
		{"amount on a tick", store.Log{HabitID: tick, Day: today, Act: models.ActAdd, Amount: five}, "act"},
		{"tick on an amount", store.Log{HabitID: sun, Day: today, Act: models.ActTick}, "act"},
		{"item on an amount", store.Log{HabitID: sun, Day: today, Act: models.ActItem, Items: kale}, "act"},
		{"amount on variety", store.Log{HabitID: plate, Day: today, Act: models.ActSet, Amount: five}, "act"},
		{"unknown act", store.Log{HabitID: tick, Day: today, Act: "create"}, "act"},
		{"tomorrow", store.Log{HabitID: tick, Day: today + 1, Act: models.ActTick}, "day"},
		{"none tomorrow", store.Log{HabitID: tick, Day: today + 1, Act: models.ActNone}, "day"},
		{"no day", store.Log{HabitID: tick, Act: models.ActTick}, "day"},
		{"before 1970", store.Log{HabitID: tick, Day: date.Oldest - 1, Act: models.ActTick}, "day"},
		{"add nothing", store.Log{HabitID: sun, Day: today, Act: models.ActAdd}, "amount"},
		{"set below nothing", store.Log{HabitID: sun, Day: today, Act: models.ActSet, Amount: -1}, "amount"},
		{"set too much", store.Log{HabitID: sun, Day: today, Act: models.ActSet, Amount: plan.MaxAmount + 1}, "amount"},
		{"long note", store.Log{HabitID: sun, Day: today, Act: models.ActNote, Note: strings.Repeat("ä", 2001)}, "note"},
		{"note with a NUL", store.Log{HabitID: sun, Day: today, Act: models.ActNote, Note: "a\x00"}, "note"},
		{"no item", store.Log{HabitID: plate, Day: today, Act: models.ActItem}, "items"},
		{"item without a name", store.Log{HabitID: plate, Day: today, Act: models.ActItem, Items: []models.ItemName{{Item: "x"}}}, "items"},
		{"short id", store.Log{ID: "short", HabitID: tick, Day: today, Act: models.ActTick}, "change"},
		{"odd id", store.Log{ID: "change 0001", HabitID: tick, Day: today, Act: models.ActTick}, "change"},
	} {
		var bad models.Invalid
		if _, err := p.try(c.log); !errors.As(err, &bad) || bad[c.field] == "" {
			t.Errorf("%s: %v, want a message about %s", c.name, err, c.field)
		}
	}
	p.log(sun, today, models.ActSet, plan.MaxAmount)
	var bad models.Invalid
	if _, err := p.try(store.Log{HabitID: sun, Day: today, Act: models.ActAdd, Amount: 1}); !errors.As(err, &bad) {
		t.Errorf("a sum over a million: %v", err)
	}
	if n := len(mustChanges(t, p)); n != 4 {
		t.Errorf("the journal has %d changes, want three habits and one log", n)
	}
}

func mustChanges(t testing.TB, p *person) []models.Change {
	t.Helper()
	list, err := p.s.Changes(t.Context(), p.id, store.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestSkipAsksFirst(t *testing.T) {
	p := newPerson(t, open(t, t.TempDir()), "ana")
	id := p.habit("sun", minutes(today))
	p.log(id, today, models.ActAdd, five)
	var ask models.NeedsSure
	if _, err := p.try(store.Log{HabitID: id, Day: today, Act: models.ActSkip}); !errors.As(err, &ask) || *ask.Entry.Amount != five {
		t.Fatalf("skip of a day that holds something: %v", err)
	}
	skip := p.log(id, today, models.ActSkip, 0)
	if got := p.day(id, today); got != "skipped" {
		t.Fatalf("the day holds %q", got)
	}
	p.mustUndo(skip.ID)
	if got := p.day(id, today); got != "5" {
		t.Errorf("undoing the skip left %q, want what it covered", got)
	}
	p.log(id, today+40, models.ActSkip, 0)
	if got := p.day(id, today+40); got != "skipped" {
		t.Errorf("a day ahead holds %q", got)
	}
}

func TestSameChangeOnce(t *testing.T) {
	p := newPerson(t, open(t, t.TempDir()), "ana")
	id := p.habit("sun", minutes(today))
	l := store.Log{ID: "the-same-change", HabitID: id, Day: today, Act: models.ActAdd, Amount: five}
	first, err := p.try(l)
	if err != nil {
		t.Fatal(err)
	}
	again, err := p.try(l)
	if err != nil || again.Seq != first.Seq || *again.After.Added != five {
		t.Errorf("the same again: %+v, %v", again, err)
	}
	l.Amount = 2 * five
	if _, err := p.try(l); !errors.Is(err, models.ErrConflict) {
		t.Errorf("the same id with more: %v, want ErrConflict", err)
	}
	if got := p.day(id, today); got != "5" {
		t.Errorf("the day holds %q", got)
	}
	other := newPerson(t, p.s, "ben")
	his := other.habit("sun", minutes(today))
	if _, err := other.try(store.Log{ID: l.ID, HabitID: his, Day: today, Act: models.ActAdd, Amount: five}); err != nil {
		t.Errorf("another person's same id: %v", err)
	}
}

func TestFirstDayMoves(t *testing.T) {
	p := newPerson(t, open(t, t.TempDir()), "ana")
	id := p.habit("sun", minutes(today))
	first := func() date.Date { return p.ledger(id).Plans[0].From }
	a := p.log(id, today-10, models.ActAdd, five)
	if first() != today-10 || *a.After.From != today-10 || *a.Before.From != today {
		t.Fatalf("first day %s after a log ten days before", first())
	}
	if got := p.ledger(id).Plans[0].Anchor; got != today {
		t.Errorf("the anchor moved to %s", got)
	}
	b := p.log(id, today-20, models.ActAdd, five)
	p.mustUndo(a.ID)
	if first() != today-20 {
		t.Errorf("first day %s, and the earliest log stands on %s", first(), today-20)
	}
	p.log(id, today-15, models.ActAdd, five)
	p.mustUndo(b.ID)
	if first() != today-15 {
		t.Errorf("first day %s, and the earliest log stands on %s", first(), today-15)
	}
	p.log(id, today-15, models.ActClear, 0)
	if first() != today {
		t.Errorf("first day %s with nothing logged before, want %s", first(), today)
	}
	p.log(id, today-5, models.ActSkip, 0)
	if first() != today {
		t.Errorf("a skip moved the first day to %s", first())
	}
}
