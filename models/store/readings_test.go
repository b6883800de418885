package store_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gloss/models"
	"gloss/models/store"
)

func TestReadings(t *testing.T) {
	now := newClock()
	s := open(t, t.TempDir(), func(o *store.Options) { o.Now = now.now })
	ana, eve := newPerson(t, s, "ana"), newPerson(t, s, "eve")
	ctx := t.Context()
	put(t, s, "light")
	put(t, s, "hers")
	if _, err := s.Writer().Exec("UPDATE guides SET owner_id = ? WHERE id = 'hers'", eve.id); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second time says nothing new
		if err := s.MarkRead(ctx, ana.id, "light", true); err != nil {
			t.Fatal(err)
		}
		now.pass(time.Hour)
	}
	read := func(p *person) int64 {
		r, err := s.Reading(ctx, p.id, "light")
		if err != nil {
			t.Fatal(err)
		}
		return r.At
	}
	if got := read(ana); got != noon.UnixMilli() {
		t.Errorf("ana has read it since %d", got)
	}
	if got := read(eve); got != 0 {
		t.Errorf("eve has read it since %d", got)
	}
	for _, read := range []bool{true, false} {
		for _, id := range []string{"hers", "nothing"} {
			if err := s.MarkRead(ctx, ana.id, id, read); !errors.Is(err, models.ErrNotFound) {
				t.Errorf("%s read %v: %v", id, read, err)
			}
		}
	}
	for range 2 {
		if err := s.MarkRead(ctx, ana.id, "light", false); err != nil {
			t.Fatal(err)
		}
	}
	if got := read(ana); got != 0 {
		t.Errorf("taken back, and read since %d", got)
	}
	if mustChanges := mustChanges(t, ana); len(mustChanges) != 0 {
		t.Errorf("%d changes of reading", len(mustChanges))
	}
}

func TestAllLedgers(t *testing.T) {
	s := open(t, t.TempDir())
	p := newPerson(t, s, "ana")
	make := func(name string) string {
		made, err := s.CreateHabits(t.Context(), p.id, p.changeID(), []store.NewHabit{newHabit(name, minutes(today))})
		if err != nil {
			t.Fatal(err)
		}
		return made[0].ID
	}
	first, hidden := make("first"), make("hidden")
	make("second")
	if _, err := s.Archive(t.Context(), p.id, p.changeID(), first); err != nil {
		t.Fatal(err)
	}
	if _, err := s.DeleteHabit(t.Context(), p.id, p.changeID(), hidden); err != nil {
		t.Fatal(err)
	}
	all, err := s.AllLedgers(t.Context(), p.id, today, today)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, l := range all {
		names = append(names, l.Name)
	}
	if diff := cmp.Diff([]string{"second", "first"}, names); diff != "" {
		t.Error(diff)
	}
}

func TestUpdateShown(t *testing.T) {
	s := open(t, t.TempDir())
	p := newPerson(t, s, "ana")
	for _, hide := range []bool{true, false} {
		if err := s.UpdateShown(t.Context(), p.id, hide); err != nil {
			t.Fatal(err)
		}
		if u, err := s.User(t.Context(), p.id); err != nil || u.HideSettled != hide {
			t.Errorf("told %v, is %v, %v", hide, u.HideSettled, err)
		}
	}
	if err := s.UpdateShown(t.Context(), "nobody", true); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("for nobody: %v", err)
	}
}
