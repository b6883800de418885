package store_test

import (
	"errors"
	"strings"
	"testing"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/store"
)

func TestDayNotes(t *testing.T) {
	p := newPerson(t, open(t, t.TempDir()), "ana")
	eve := newPerson(t, p.s, "eve")
	ctx := t.Context()
	set := func(who *person, day date.Date, note string) models.Change {
		t.Helper()
		c, err := who.s.SetDayNote(ctx, who.id, who.changeID(), day, note)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	first := set(p, today, "windy")
	second := set(p, today, "calm\nand warm")
	set(p, today+3, "a holiday")
	set(eve, today, "hers")
	if c := set(p, today, "calm\nand warm"); c.After.Touched() {
		t.Errorf("the same note again altered %+v", c.After)
	}
	if first.Subject != models.OnDay || first.Day != today || first.SubjectID != "" || *first.Before.Note != "" {
		t.Errorf("the change says %+v", first)
	}
	for day, want := range map[date.Date]string{today - 1: "", today: "calm\nand warm", today + 3: "a holiday"} {
		if got, err := p.s.DayNote(ctx, p.id, day); err != nil || got != want {
			t.Errorf("%s: %q, %v", day, got, err)
		}
	}
	if _, err := p.undo(first.ID); !errors.As(err, &models.Changed{}) {
		t.Errorf("undone over another note: %v", err)
	}
	p.mustUndo(second.ID)
	if note, err := p.s.DayNote(ctx, p.id, today); err != nil || note != "windy" {
		t.Errorf("after the undo %q, %v", note, err)
	}
	set(p, today, "")
	if note, err := p.s.DayNote(ctx, p.id, today); err != nil || note != "" {
		t.Errorf("taken away: %q, %v", note, err)
	}
	if note, err := p.s.DayNote(ctx, eve.id, today); err != nil || note != "hers" {
		t.Errorf("eve's note: %q, %v", note, err)
	}
	var bad models.Invalid
	for field, do := range map[string]func() (models.Change, error){
		"note": func() (models.Change, error) {
			return p.s.SetDayNote(ctx, p.id, p.changeID(), today, strings.Repeat("n", models.MaxNote+1))
		},
		"day":    func() (models.Change, error) { return p.s.SetDayNote(ctx, p.id, p.changeID(), date.Newest+1, "n") },
		"change": func() (models.Change, error) { return p.s.SetDayNote(ctx, p.id, "?", today, "n") },
	} {
		if _, err := do(); !errors.As(err, &bad) || bad[field] == "" {
			t.Errorf("%s: %v", field, err)
		}
	}
}

// The journal of one day holds what is about that day.
func TestJournalOfADay(t *testing.T) {
	p := newPerson(t, open(t, t.TempDir()), "ana")
	id := p.habit("sun", minutes(today-9))
	p.log(id, today, models.ActAdd, five)
	p.log(id, today-1, models.ActAdd, five)
	if _, err := p.s.SetDayNote(t.Context(), p.id, p.changeID(), today-1, "windy"); err != nil {
		t.Fatal(err)
	}
	p.pause(id, today-1, today-1)
	for _, c := range []struct {
		filter store.Filter
		want   int
	}{
		{store.Filter{}, 5},
		{store.Filter{Day: today - 1}, 3},
		{store.Filter{Day: today - 1, HabitID: id}, 2},
		{store.Filter{Day: today - 1, BeforeSeq: 4}, 1},
		{store.Filter{Day: today - 2}, 0},
	} {
		if list, err := p.s.Changes(t.Context(), p.id, c.filter); err != nil || len(list) != c.want {
			t.Errorf("%+v: %d changes, want %d, %v", c.filter, len(list), c.want, err)
		}
	}
}
