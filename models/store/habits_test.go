package store_test

import (
	"errors"
	"strings"
	"testing"
	"time"

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
		"from": func(n *store.NewHabit) { n.Plan.From = 0 },
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

func TestUndoBatch(t *testing.T) {
	p := newPerson(t, open(t, t.TempDir()), "ana")
	list := []store.NewHabit{newHabit("sun", minutes(today)), newHabit("plate", plants(today))}
	if _, err := p.s.CreateHabits(t.Context(), p.id, "the-start-page", list); err != nil {
		t.Fatal(err)
	}
	count := func() int {
		l, err := p.s.Ledgers(t.Context(), p.id, today, today)
		if err != nil {
			t.Fatal(err)
		}
		return len(l)
	}
	for range 2 {
		done, left, err := p.s.UndoBatch(t.Context(), p.id, "the-start-page", "undo-the-start", today)
		if err != nil || len(done) != 2 || len(left) != 0 || count() != 0 {
			t.Fatalf("undone %d, left %d, %d habits, %v", len(done), len(left), count(), err)
		}
	}
	if _, _, err := p.s.UndoBatch(t.Context(), p.id, "undo-the-start", "and-back-again", today); err != nil || count() != 2 {
		t.Errorf("%d habits after undoing the undo, %v", count(), err)
	}
	if _, _, err := p.s.UndoBatch(t.Context(), p.id, "", "and-back-again", today); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("no batch: %v", err)
	}
}

func TestPurge(t *testing.T) {
	now := newClock()
	p := newPerson(t, open(t, t.TempDir(), func(o *store.Options) { o.Now = now.now }), "ana")
	id := p.habit("sun", minutes(today))
	p.log(id, today, models.ActAdd, five)
	kept := p.habit("kept", ticks(today))
	undo := p.mustUndo(mustChanges(t, p)[2].ID)
	for _, c := range []struct {
		pass    time.Duration
		changes int
	}{{29 * day, 4}, {2 * day, 1}} {
		now.pass(c.pass)
		if err := p.s.PurgeHabits(t.Context()); err != nil {
			t.Fatal(err)
		}
		if n := len(mustChanges(t, p)); n != c.changes {
			t.Errorf("%d changes are left, want %d", n, c.changes)
		}
	}
	if _, err := p.undo(undo.ID); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("bringing back what is gone: %v", err)
	}
	p.log(kept, today, models.ActTick, 0)
}

func TestFullDisk(t *testing.T) {
	s := open(t, t.TempDir())
	p := newPerson(t, s, "ana")
	id := p.habit("sun", minutes(today))
	p.log(id, today, models.ActAdd, five)
	if _, err := s.Writer().Exec("PRAGMA max_page_count = 1"); err != nil { // as many as there are
		t.Fatal(err)
	}
	note := strings.Repeat("a", 2000)
	var err error
	kept := 0
	for d := today; err == nil && kept < 500; d-- {
		if _, err = p.try(store.Log{HabitID: id, Day: d, Act: models.ActNote, Note: note}); err == nil {
			kept++
		}
	}
	if !errors.Is(err, models.ErrDiskFull) {
		t.Fatalf("after %d notes: %v, want ErrDiskFull", kept, err)
	}
	if _, err := s.Writer().Exec("PRAGMA max_page_count = 1000000"); err != nil {
		t.Fatal(err)
	}
	if n := len(mustChanges(t, p)); n != kept+2 {
		t.Errorf("%d changes for %d kept notes", n, kept)
	}
	p.log(id, today, models.ActAdd, five)
	if got := p.day(id, today); !strings.HasPrefix(got, "10 ") {
		t.Errorf("after room was made the day holds %.10q", got)
	}
}
