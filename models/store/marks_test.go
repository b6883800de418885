package store_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/models"
	"gloss/models/store"
)

// marks are what a person marked, as "quote: note".
func (p *person) marks(guideID string) string {
	p.t.Helper()
	list, err := p.s.Marks(p.t.Context(), p.id, guideID)
	if err != nil {
		p.t.Fatal(err)
	}
	var said []string
	for _, m := range list {
		said = append(said, m.Passage.Exact+": "+m.Note)
	}
	return strings.Join(said, "; ")
}

func TestMarks(t *testing.T) {
	s := open(t, t.TempDir())
	ana, eve := newPerson(t, s, "ana"), newPerson(t, s, "eve")
	eve.n = 5000
	ctx := t.Context()
	id := ana.bring("Walking", "Walk élan. Rest.")
	must := func(c models.Change, err error) models.Change {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	rest := must(s.MarkPassage(ctx, ana.id, ana.changeID(), id, 11, 15, "mine too"))
	must(s.MarkPassage(ctx, ana.id, ana.changeID(), id, 5, 9, ""))
	if got := ana.marks(id); got != "élan: ; Rest: mine too" {
		t.Fatal(got)
	}
	mark := rest.After.Mark.Mark.ID
	noted := must(s.NoteMark(ctx, ana.id, ana.changeID(), mark, "at noon"))
	if got := ana.library("noon"); got != "Walking" {
		t.Errorf("found by its note: %q", got)
	}
	ana.mustUndo(noted.ID)
	gone := must(s.Unmark(ctx, ana.id, ana.changeID(), mark))
	if got := ana.marks(id); got != "élan: " {
		t.Fatal(got)
	}
	back := ana.mustUndo(gone.ID)
	if got := ana.marks(""); !strings.Contains(got, "Rest: mine too") {
		t.Errorf("back: %q", got)
	}
	ana.mustUndo(back.ID)
	ana.mustUndo(must(s.MarkPassage(ctx, ana.id, ana.changeID(), id, 0, 4, "x")).ID)
	if got := ana.marks(id); got != "élan: " {
		t.Errorf("at the end: %q", got)
	}
	var changed models.Changed
	if _, err := ana.undo(rest.ID); !errors.As(err, &changed) {
		t.Errorf("undoing a mark that is gone: %v", err)
	}
	var invalid models.Invalid
	for what, err := range map[string]error{
		"no such place": second(s.MarkPassage(ctx, ana.id, ana.changeID(), id, 11, 99, "")),
		"a long note":   second(s.MarkPassage(ctx, ana.id, ana.changeID(), id, 0, 4, strings.Repeat("x", 2001))),
	} {
		if !errors.As(err, &invalid) {
			t.Errorf("%s: %v", what, err)
		}
	}
	other := must(s.MarkPassage(ctx, ana.id, ana.changeID(), id, 0, 4, "")).After.Mark.Mark.ID
	before := dump(t, s.Reader())
	for what, err := range map[string]error{
		"mark in hers": second(s.MarkPassage(ctx, eve.id, eve.changeID(), id, 0, 4, "")),
		"note hers":    second(s.NoteMark(ctx, eve.id, eve.changeID(), other, "x")),
		"unmark hers":  second(s.Unmark(ctx, eve.id, eve.changeID(), other)),
	} {
		if !errors.Is(err, models.ErrNotFound) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if diff := cmp.Diff(before, dump(t, s.Reader())); diff != "" {
		t.Errorf("something was written:\n%s", diff)
	}
}

func second[T any](_ T, err error) error { return err }

func TestSourceHabit(t *testing.T) {
	s := open(t, t.TempDir())
	ana, eve := newPerson(t, s, "ana"), newPerson(t, s, "eve")
	eve.n = 5000
	ctx := t.Context()
	guide, hers := ana.bring("Walking", "Walk often. Rest."), eve.bring("Hers", "Walk.")
	habit := ana.habit("walk", ticks(today))
	quotes := func() string {
		l := ana.ledger(habit)
		places, err := l.Selectors()
		if err != nil {
			t.Fatal(err)
		}
		said := l.GuideID
		for _, p := range places {
			said += "|" + p.Exact
		}
		return said
	}
	set := func(places ...store.Stretch) models.Change {
		t.Helper()
		c, err := s.SourceHabit(ctx, ana.id, ana.changeID(), habit, guide, places)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	first := set(store.Stretch{Start: 0, End: 11})
	if got := quotes(); got != guide+"|Walk often." {
		t.Fatal(got)
	}
	both := set(store.Stretch{Start: 12, End: 17}, store.Stretch{Start: 0, End: 4})
	if got := quotes(); got != guide+"|Rest.|Walk" {
		t.Fatal(got)
	}
	var changed models.Changed
	if _, err := ana.undo(first.ID); !errors.As(err, &changed) {
		t.Errorf("undone under what came after: %v", err)
	}
	ana.mustUndo(both.ID)
	if got := quotes(); got != guide+"|Walk often." {
		t.Errorf("undone: %s", got)
	}
	none := set()
	if got := quotes(); got != "" {
		t.Errorf("without a source: %s", got)
	}
	ana.mustUndo(none.ID)
	ana.mustUndo(first.ID)
	if got := quotes(); got != "" {
		t.Errorf("as it began: %s", got)
	}
	if set().After.Source != nil {
		t.Error("nothing changed, and was written")
	}
	var invalid models.Invalid
	if _, err := s.SourceHabit(ctx, ana.id, ana.changeID(), habit, guide, []store.Stretch{{Start: 4, End: 4}}); !errors.As(err, &invalid) {
		t.Errorf("an empty place: %v", err)
	}
	for what, err := range map[string]error{
		"a guide of hers": second(s.SourceHabit(ctx, ana.id, ana.changeID(), habit, hers, []store.Stretch{{Start: 0, End: 4}})),
		"a habit of hers": second(s.SourceHabit(ctx, eve.id, eve.changeID(), habit, hers, []store.Stretch{{Start: 0, End: 4}})),
	} {
		if !errors.Is(err, models.ErrNotFound) {
			t.Errorf("%s: %v", what, err)
		}
	}
}
