package store_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gloss/models"
	"gloss/models/plan"
	"gloss/models/store"
)

func named(list []models.Habit, err error) []string {
	if err != nil {
		return []string{err.Error()}
	}
	names := []string{}
	for _, h := range list {
		names = append(names, h.Name)
	}
	return names
}

// board returns the names of the habits on the board, in their order.
func (p *person) board() []string {
	list, err := p.s.Ledgers(p.t.Context(), p.id, today, today)
	habits := make([]models.Habit, len(list))
	for i, l := range list {
		habits[i] = l.Habit
	}
	return named(habits, err)
}

func TestShelf(t *testing.T) {
	now := newClock()
	s := open(t, t.TempDir(), func(o *store.Options) { o.Now = now.now })
	p := newPerson(t, s, "ana")
	ctx := t.Context()
	sun, sea := p.habit("sun", minutes(today)), p.habit("sea", ticks(today))
	must := func(c models.Change, err error) models.Change {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	stands := func(what string, board, archived, deleted []string) {
		t.Helper()
		got := [][]string{p.board(), named(s.Archived(ctx, p.id)), named(s.Deleted(ctx, p.id))}
		if diff := cmp.Diff([][]string{board, archived, deleted}, got); diff != "" {
			t.Errorf("%s:\n%s", what, diff)
		}
	}
	none := []string{}
	archived := must(s.Archive(ctx, p.id, p.changeID(), sun))
	stands("archived", []string{"sea"}, []string{"sun"}, none)
	if again := must(s.Archive(ctx, p.id, p.changeID(), sun)); again.After.Touched() {
		t.Errorf("archived twice: %+v", again.After)
	}
	p.log(sun, today, models.ActAdd, five) // what is archived can still be put right
	p.mustUndo(archived.ID)
	stands("archiving undone", []string{"sun", "sea"}, none, none)

	first := must(s.Archive(ctx, p.id, p.changeID(), sun))
	now.pass(day)
	back := must(s.Unarchive(ctx, p.id, p.changeID(), sun))
	p.mustUndo(back.ID)
	if list, err := s.Archived(ctx, p.id); err != nil || len(list) != 1 || list[0].ArchivedAt != first.At {
		t.Errorf("archived again, since another day: %v, %v", list, err)
	}
	must(s.Unarchive(ctx, p.id, p.changeID(), sun))
	must(s.Archive(ctx, p.id, p.changeID(), sun))
	if _, err := p.undo(first.ID); !errors.As(err, &models.Changed{}) {
		t.Errorf("an archiving undone that another replaced: %v", err)
	}

	deleted := must(s.DeleteHabit(ctx, p.id, p.changeID(), sun))
	stands("deleted", []string{"sea"}, none, []string{"sun"})
	for what, do := range map[string]func() (models.Change, error){
		"archive": func() (models.Change, error) { return s.Archive(ctx, p.id, p.changeID(), sun) },
		"copy": func() (models.Change, error) {
			_, c, err := s.CopyHabit(ctx, p.id, p.changeID(), sun, "sun", today)
			return c, err
		},
		"undo": func() (models.Change, error) { return p.undo(first.ID) },
	} {
		if _, err := do(); !errors.Is(err, models.ErrNotFound) {
			t.Errorf("%s of a hidden habit: %v", what, err)
		}
	}
	restored := must(s.RestoreHabit(ctx, p.id, p.changeID(), sun))
	stands("restored", []string{"sea"}, []string{"sun"}, none)
	p.mustUndo(restored.ID)
	stands("restoring undone", []string{"sea"}, none, []string{"sun"})
	if _, err := p.undo(deleted.ID); err != nil {
		t.Errorf("a deletion undone that stands again: %v", err)
	}
	must(s.DeleteHabit(ctx, p.id, p.changeID(), sea))
	now.pass(31 * day)
	stands("after 31 days", none, []string{"sun"}, none)
	if _, err := s.RestoreHabit(ctx, p.id, p.changeID(), sea); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("restored after 31 days: %v", err)
	}
}

func TestCopyHabit(t *testing.T) {
	p := newPerson(t, open(t, t.TempDir()), "ana")
	third := minutes(today - 10)
	third.Due, third.Anchor = plan.Due{Every: 3}, today-12
	id := p.habit("water", third)
	e := editOf("water", third, "home")
	e.Reason, e.Plan.WeekStart = "they were dry", time.Monday
	p.edit(id, e, today-2)
	p.log(id, today-1, models.ActAdd, five)
	change := p.changeID()
	made, c, err := p.s.CopyHabit(t.Context(), p.id, change, id, "water the ferns", today)
	if err != nil || c.Act != models.ActCopy || c.SubjectID != made.ID || made.ID == id {
		t.Fatalf("%+v, %v", c, err)
	}
	l := p.ledger(made.ID)
	if l.Name != "water the ferns" || l.Reason != e.Reason || len(l.Logged) != 0 || l.Habit.Since != today || l.Position != 2 {
		t.Errorf("the copy is %+v with %d days", l.Habit, len(l.Logged))
	}
	want := third
	want.From, want.Anchor = today, today
	if diff := cmp.Diff([]plan.Plan{want}, l.Plans); diff != "" {
		t.Errorf("its terms:\n%s", diff)
	}
	if tags, err := p.s.TagsOf(t.Context(), p.id); err != nil || len(tags[made.ID]) != 1 || tags[made.ID][0].Name != "home" {
		t.Errorf("its tags: %v, %v", tags, err)
	}
	again, _, err := p.s.CopyHabit(t.Context(), p.id, change, id, "water the ferns", today)
	if diff := cmp.Diff(made, again); diff != "" || err != nil {
		t.Errorf("the same copy again: %v\n%s", err, diff)
	}
	if _, _, err := p.s.CopyHabit(t.Context(), p.id, change, id, "another", today); !errors.Is(err, models.ErrConflict) {
		t.Errorf("another copy under the same id: %v", err)
	}
	var bad models.Invalid
	if _, _, err := p.s.CopyHabit(t.Context(), p.id, p.changeID(), id, "", today); !errors.As(err, &bad) || bad["name"] == "" {
		t.Errorf("a copy without a name: %v", err)
	}
	p.mustUndo(c.ID)
	if diff := cmp.Diff([]string{"water"}, p.board()); diff != "" {
		t.Errorf("after the undo:\n%s", diff)
	}
}

func TestOrder(t *testing.T) {
	p := newPerson(t, open(t, t.TempDir()), "ana")
	eve := newPerson(t, p.s, "eve")
	ctx := t.Context()
	id := map[string]string{"": "", "hers": eve.habit("hers", ticks(today))}
	for _, name := range []string{"a", "b", "c", "d", "e"} {
		id[name] = p.habit(name, ticks(today))
	}
	if _, err := p.s.Archive(ctx, p.id, p.changeID(), id["c"]); err != nil {
		t.Fatal(err)
	}
	ids := func(names ...string) (list []string) {
		for _, n := range names {
			list = append(list, id[n])
		}
		return list
	}
	for _, c := range []struct {
		what string
		err  error
		want string
	}{
		{"to the end", p.s.MoveHabit(ctx, p.id, id["a"], ""), "bdea"},
		{"to the front", p.s.MoveHabit(ctx, p.id, id["e"], id["b"]), "ebda"},
		{"before itself", p.s.MoveHabit(ctx, p.id, id["d"], id["d"]), "ebda"},
		{"all", p.s.OrderHabits(ctx, p.id, ids("a", "b", "d", "e")), "abde"},
		{"some in their places", p.s.OrderHabits(ctx, p.id, ids("e", "b")), "aedb"},
		{"none", p.s.OrderHabits(ctx, p.id, nil), "aedb"},
	} {
		if c.err != nil {
			t.Errorf("%s: %v", c.what, c.err)
		}
	}
	got := ""
	for _, name := range p.board() {
		got += name
	}
	if got != "aedb" {
		t.Errorf("the board is %s, want aedb", got)
	}
	for what, err := range map[string]error{
		"a stranger's":        p.s.MoveHabit(ctx, p.id, id["hers"], ""),
		"before a stranger's": p.s.MoveHabit(ctx, p.id, id["a"], id["hers"]),
		"a stranger's among":  p.s.OrderHabits(ctx, p.id, ids("a", "hers")),
		"one twice":           p.s.OrderHabits(ctx, p.id, ids("a", "b", "a")),
	} {
		if !errors.Is(err, models.ErrNotFound) {
			t.Errorf("%s: %v, want ErrNotFound", what, err)
		}
	}
	if diff := cmp.Diff([]string{"a", "e", "d", "b"}, p.board()); diff != "" {
		t.Errorf("after the refusals:\n%s", diff)
	}
}
