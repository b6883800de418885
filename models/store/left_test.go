package store_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/models"
	"gloss/models/plan"
	"gloss/models/store"
)

// What an undo of a batch would leave is told without anything being done.
func TestBatchLeft(t *testing.T) {
	ctx := t.Context()
	s := open(t, t.TempDir())
	p, other := newPerson(t, s, "ana"), another(t, s)
	from := today - 5
	read, walk, swim := p.habit("Read", ticks(from)), p.habit("Walk", minutes(from)), p.habit("Swim", ticks(from))
	batch := p.changeID()
	if done, err := s.LogDay(ctx, p.id, batch, today, []string{read, walk, swim}, models.ActTick, today); err != nil || len(done) != 3 {
		t.Fatalf("%d days are filled: %v", len(done), err)
	}
	look := func() (int, []string) {
		t.Helper()
		journal := func() []models.Change {
			list, err := s.Changes(ctx, p.id, store.Filter{})
			if err != nil {
				t.Fatal(err)
			}
			return list
		}
		before, stood := journal(), p.day(read, today)+p.day(walk, today)
		size, left, err := s.BatchLeft(ctx, p.id, batch, p.changeID(), today)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(before, journal()); diff != "" || stood != p.day(read, today)+p.day(walk, today) {
			t.Errorf("looking changed the journal or a day:\n%s", diff)
		}
		var ids []string
		for _, one := range left {
			ids = append(ids, one.Change.SubjectID)
		}
		return size, ids
	}
	if size, left := look(); size != 3 || len(left) != 0 {
		t.Errorf("of %d it would leave %v", size, left)
	}
	p.log(walk, today, models.ActSet, 40*plan.Whole)
	if _, err := s.DeleteHabit(ctx, p.id, p.changeID(), swim); err != nil {
		t.Fatal(err)
	}
	if size, left := look(); size != 3 || len(left) != 2 {
		t.Errorf("of %d it would leave %v, want Walk and Swim", size, left)
	}
	if _, left, err := s.UndoBatch(ctx, p.id, batch, p.changeID(), today); err != nil || len(left) != 2 {
		t.Errorf("the undo leaves %d: %v", len(left), err)
	}
	for name, ids := range map[string][2]string{"another's": {other.id, batch}, "no batch": {p.id, "no-such-batch"}, "none": {p.id, ""}} {
		if _, _, err := s.BatchLeft(ctx, ids[0], ids[1], p.changeID(), today); !errors.Is(err, models.ErrNotFound) {
			t.Errorf("%s: %v", name, err)
		}
	}
	var bad models.Invalid
	if _, _, err := s.BatchLeft(ctx, p.id, batch, "no id", today); !errors.As(err, &bad) {
		t.Errorf("a bad id: %v", err)
	}
}
