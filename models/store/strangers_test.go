package store_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/models"
)

// The ids of another person's habits, plans, pauses, tags and changes answer
// like ids that never were, in every act, and leave every row as it is.
func TestStrangersIDsNeverWork(t *testing.T) {
	s := open(t, t.TempDir())
	ana, eve := newPerson(t, s, "ana"), newPerson(t, s, "eve")
	eve.n = 5000
	ctx := t.Context()
	id, hidden := ana.habit("sun", minutes(today-9)), ana.habit("sea", ticks(today-9))
	hers := eve.habit("hers", ticks(today))
	changes := map[string]models.Change{"edit": ana.edit(id, editOf("light", ticks(0), "body"), today)}
	changes["pause"] = ana.pause(id, today-1, today)
	changes["pause of all"] = ana.pause("", today-3, today-2)
	add := func(what string) func(models.Change, error) {
		return func(c models.Change, err error) {
			if err != nil {
				t.Fatal(err)
			}
			changes[what] = c
		}
	}
	add("note")(s.SetDayNote(ctx, ana.id, ana.changeID(), today, "hers alone"))
	add("archive")(s.Archive(ctx, ana.id, ana.changeID(), hidden))
	add("delete")(s.DeleteHabit(ctx, ana.id, ana.changeID(), hidden))
	pause, tag := changes["pause"].After.Pause.Pause.ID, ana.tag("body")
	add("rename")(s.RenameTag(ctx, ana.id, ana.changeID(), tag, "corpus"))
	column, err := s.LogDay(ctx, ana.id, "a-column-of-ana", today-5, []string{id}, models.ActTick, today)
	if err != nil || len(column) != 1 {
		t.Fatal(column, err)
	}
	before := dump(t, s.Reader())
	act := func(_ models.Change, err error) error { return err }
	errs := map[string]error{
		"edit":             act(s.EditHabit(ctx, eve.id, eve.changeID(), id, editOf("x", ticks(0), "x"), today)),
		"drop plan":        act(s.DropPlan(ctx, eve.id, eve.changeID(), id, today, today)),
		"archive":          act(s.Archive(ctx, eve.id, eve.changeID(), id)),
		"unarchive":        act(s.Unarchive(ctx, eve.id, eve.changeID(), hidden)),
		"delete":           act(s.DeleteHabit(ctx, eve.id, eve.changeID(), id)),
		"restore":          act(s.RestoreHabit(ctx, eve.id, eve.changeID(), hidden)),
		"move":             s.MoveHabit(ctx, eve.id, id, ""),
		"move before":      s.MoveHabit(ctx, eve.id, hers, id),
		"order":            s.OrderHabits(ctx, eve.id, []string{hers, id}),
		"rename tag":       act(s.RenameTag(ctx, eve.id, eve.changeID(), tag, "x")),
		"remove tag":       act(s.RemoveTag(ctx, eve.id, eve.changeID(), tag)),
		"move tag":         s.MoveTag(ctx, eve.id, tag, ""),
		"pause":            act(s.AddPause(ctx, eve.id, eve.changeID(), models.Pause{HabitID: id, From: today}, today)),
		"pause under hers": act(s.EndPause(ctx, eve.id, eve.changeID(), pause, today, today)),
		"end pause of all": act(s.EndPause(ctx, eve.id, eve.changeID(), changes["pause of all"].After.Pause.Pause.ID, today, today)),
		"remove pause":     act(s.RemovePause(ctx, eve.id, eve.changeID(), pause, today)),
	}
	_, _, errs["copy"] = s.CopyHabit(ctx, eve.id, eve.changeID(), id, "x", today)
	_, errs["column"] = s.LogDay(ctx, eve.id, eve.changeID(), today, []string{hers, id}, models.ActTick, today)
	_, errs["pauses"] = s.Pauses(ctx, eve.id, id)
	_, _, errs["undo of a batch"] = s.UndoBatch(ctx, eve.id, "a-column-of-ana", eve.changeID(), today)
	for what, c := range changes {
		_, errs["undo of "+what] = eve.undo(c.ID)
	}
	for what, err := range errs {
		if !errors.Is(err, models.ErrNotFound) {
			t.Errorf("%s: %v, want ErrNotFound", what, err)
		}
	}
	if diff := cmp.Diff(before, dump(t, s.Reader())); diff != "" {
		t.Errorf("something was written:\n%s", diff)
	}
	archived, err1 := s.Archived(ctx, eve.id)
	deleted, err2 := s.Deleted(ctx, eve.id)
	tags, err3 := s.Tags(ctx, eve.id)
	on, err4 := s.TagsOf(ctx, eve.id)
	pauses, err5 := s.Pauses(ctx, eve.id, "")
	note, err6 := s.DayNote(ctx, eve.id, today)
	if err := errors.Join(err1, err2, err3, err4, err5, err6); err != nil {
		t.Fatal(err)
	}
	if n := len(archived) + len(deleted) + len(tags) + len(on) + len(pauses) + len(note); n != 0 {
		t.Errorf("eve sees %v %v %v %v %v %q", archived, deleted, tags, on, pauses, note)
	}
}
