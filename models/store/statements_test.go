package store_test

import (
	"strings"
	"testing"

	"gloss/models"
	"gloss/models/store"
)

// A page reads as many statements for many habits as for one.
func TestStatementsOfThePages(t *testing.T) {
	tr := &tracing{}
	s := open(t, t.TempDir(), tr.option)
	few, many := newPerson(t, s, "few"), newPerson(t, s, "many")
	few.habit("one", ticks(today-9))
	for range 20 {
		id := many.habit("one", ticks(today-9))
		many.edit(id, editOf("one", ticks(0), "body", "plate"), today)
		many.pause(id, today-3, today-2)
		if _, err := s.SetDayNote(t.Context(), many.id, many.changeID(), today, many.changeID()); err != nil {
			t.Fatal(err)
		}
	}
	ctx := t.Context()
	for what, c := range map[string]struct {
		want int
		read func(p *person) error
	}{
		"tags":      {1, func(p *person) error { _, err := s.Tags(ctx, p.id); return err }},
		"tags of":   {1, func(p *person) error { _, err := s.TagsOf(ctx, p.id); return err }},
		"pauses":    {1, func(p *person) error { _, err := s.Pauses(ctx, p.id, ""); return err }},
		"archived":  {1, func(p *person) error { _, err := s.Archived(ctx, p.id); return err }},
		"deleted":   {1, func(p *person) error { _, err := s.Deleted(ctx, p.id); return err }},
		"note":      {1, func(p *person) error { _, err := s.DayNote(ctx, p.id, today); return err }},
		"last seen": {1, func(p *person) error { _, err := s.LastSeen(ctx); return err }},
		"reading":   {1, func(p *person) error { _, err := s.Reading(ctx, p.id, "light"); return err }},
		"journal":   {1, func(p *person) error { _, err := s.Changes(ctx, p.id, store.Filter{Day: today}); return err }},
		"the board": {4, func(p *person) error { _, err := s.Ledgers(ctx, p.id, today-27, today); return err }},
	} {
		for _, p := range []*person{few, many} {
			var err error
			if ran := tr.of(func() { err = c.read(p) }); err != nil || len(ran) != c.want {
				t.Errorf("%s: %d statements, want %d, %v", what, len(ran), c.want, err)
			}
		}
	}
}

// What is written at once is bounded, however long the habits have been kept.
func TestStatementsOfTheActs(t *testing.T) {
	tr := &tracing{}
	p := newPerson(t, open(t, t.TempDir(), tr.option), "ana")
	ctx := t.Context()
	var ids []string
	for range 10 {
		id := p.habit("one", minutes(today-300))
		for d := today - 60; d < today-20; d += 5 {
			p.log(id, d, models.ActAdd, five)
		}
		ids = append(ids, id)
	}
	for _, c := range []struct {
		name string
		want int
		do   func() error
	}{
		{"an edit of words", 7, func() error {
			_, err := p.s.EditHabit(ctx, p.id, p.changeID(), ids[0], editOf("two", minutes(0)), today)
			return err
		}},
		{"an edit of everything", 14, func() error {
			_, err := p.s.EditHabit(ctx, p.id, p.changeID(), ids[0], editOf("three", ticks(0), "body"), today)
			return err
		}},
		{"a pause from today of all", 9, func() error {
			_, err := p.s.AddPause(ctx, p.id, p.changeID(), models.Pause{From: today}, today)
			return err
		}},
		{"a pause long ago of all", 19, func() error {
			_, err := p.s.AddPause(ctx, p.id, p.changeID(), models.Pause{From: today - 90, To: today - 80}, today)
			return err
		}},
		{"a day of ten habits", 25, func() error {
			_, err := p.s.LogDay(ctx, p.id, p.changeID(), today-5, ids, models.ActTick, today)
			return err
		}},
	} {
		var err error
		ran := tr.of(func() { err = c.do() })
		if err != nil || len(ran) > c.want {
			t.Errorf("%s: %d statements, want %d, %v\n%s", c.name, len(ran), c.want, err, strings.Join(ran, "\n"))
		}
		t.Logf("%s: %d", c.name, len(ran))
	}
}
