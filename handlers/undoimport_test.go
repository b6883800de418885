package handlers_test

import (
	"context"
	"net/http"
	"net/url"
	"testing"

	"gloss/models"
	"gloss/models/auth"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/store"
	"gloss/models/transfer"
	"gloss/views/link"
)

// imports brings habits in from a file, each with a tick on so many days up to
// the eve of today, and returns the id of the act and the habits by name.
func (s *site) imports(person string, days int, names ...string) (batch string, ids map[string]string) {
	s.t.Helper()
	today, u := s.today(person), s.user(person)
	b := &transfer.Bundle{Format: "test"}
	for _, name := range names {
		h := transfer.Habit{Key: "test:" + name, Plans: []plan.Plan{ticked}}
		h.Name, h.Hue, h.Icon = name, "sun", "sun"
		h.Plans[0].From = today - date.Date(days)
		for d := today - date.Date(days); d < today; d++ {
			h.Entries = append(h.Entries, transfer.Entry{Day: d, Said: true, Amount: plan.Whole})
		}
		b.Habits = append(b.Habits, h)
	}
	done, err := s.store.Import(context.Background(), u.ID, auth.NewPageID(), b, nil, today, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	list, err := s.store.Ledgers(context.Background(), u.ID, today, today)
	if err != nil {
		s.t.Fatal(err)
	}
	ids = map[string]string{}
	for _, l := range list {
		ids[l.Name] = l.ID
	}
	return done.First.ID, ids
}

func TestUndoOfAnImport(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	batch, _ := s.imports("ana", 600, "Read", "Walk")
	p := s.get(link.Done("/today", batch)).want(200)
	if got := p.text(".flash span"); got != "2 habits and 1,200 days brought in." {
		t.Errorf("says %q", got)
	}
	p = p.form(".flash button").submit("Undo").want(200)
	if got := p.text(".flash span"); got != "Undone: 2 habits and 1,200 days taken out again." {
		t.Errorf("says %q", got)
	}
	p.says("Nothing to keep yet")
	p = p.form(".flash button").submit("Do it again").want(200)
	if got := p.text(".flash span"); got != "Done again: 2 habits and 1,200 days brought in." || p.find(".habit").Length() != 2 {
		t.Errorf("says %q", got)
	}
	s.get(link.Journal).want(200).says("2 habits and 1,200 days").says("brought in from a file").says("taken out again")
}

// What was touched since is named, and the rest asked about before anything is
// done.
func TestUndoOfAnImportAsksAboutTheRest(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	batch, ids := s.imports("ana", 600, "Read", "Walk")
	day := s.today("ana") - 1
	s.logs("ana", ids["Walk"], day, models.ActNone, 0)
	before := s.dump("")
	p := s.post(link.Undo(batch), url.Values{"page": {auth.NewPageID()}}).want(http.StatusUnprocessableEntity)
	if got := p.text(".flash span"); got != "Changed again since: Walk, yesterday. It stays as it is." {
		t.Errorf("says %q", got)
	}
	if after := s.dump(""); len(after["changes"]) != len(before["changes"]) {
		t.Fatal("something was undone before it was asked about")
	}
	p = p.form(".flash button").submit("Undo the other 1,200").want(200)
	if got := p.text(".flash span"); got != "Undone: 1 habit and 1,199 days taken out again." {
		t.Errorf("says %q", got)
	}
	if a, b := s.amount("ana", ids["Walk"], day), s.amount("ana", ids["Walk"], day-1); a != 0 || b != -1 {
		t.Errorf("the days hold %d and %d", a, b)
	}
}

// On the habit's page its days are taken back alone, in the same way.
func TestUndoOfTheDaysOfOneHabit(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	batch, ids := s.imports("ana", 30, "Read", "Walk")
	id := s.daysOf("ana", batch, ids["Read"])
	day := s.today("ana") - 1
	s.logs("ana", ids["Read"], day, models.ActNone, 0)
	s.logs("ana", ids["Read"], day-1, models.ActNone, 0)
	alone := func() url.Values { return url.Values{"page": {auth.NewPageID()}, "alone": {"true"}} }
	p := s.post(link.Undo(id), alone()).want(http.StatusUnprocessableEntity)
	if got := p.text(".flash span"); got != "Changed again since: Read, Monday and Read, yesterday. They stay as they are." {
		t.Errorf("says %q", got)
	}
	p = p.form(".flash button").submit("Undo the other 28").want(200)
	if got := p.text(".flash span"); got != "Undone: Read is without 28 days that came from a file." {
		t.Errorf("says %q", got)
	}
	if a, b, c := s.amount("ana", ids["Read"], day), s.amount("ana", ids["Read"], day-2), s.amount("ana", ids["Walk"], day); a != 0 || b != -1 || c != 1 {
		t.Errorf("the days hold %d, %d and %d", a, b, c)
	}
	// Where all of it is touched nothing is offered.
	walk := s.daysOf("ana", batch, ids["Walk"])
	for d := day; d > day-30; d-- {
		s.logs("ana", ids["Walk"], d, models.ActNone, 0)
	}
	p = s.post(link.Undo(walk), alone()).want(http.StatusUnprocessableEntity)
	if got := p.text(".flash"); got != "Changed again since: 30 days of Walk. They stay as they are. Nothing was undone." {
		t.Errorf("says %q", got)
	}
}

// daysOf returns the change of an act that brought the days of a habit.
func (s *site) daysOf(person, batch, habit string) string {
	s.t.Helper()
	list, err := s.store.Changes(context.Background(), s.user(person).ID, store.Filter{HabitID: habit})
	if err != nil {
		s.t.Fatal(err)
	}
	for _, c := range list {
		if c.Batch == batch && c.Act == models.ActImport {
			return c.ID
		}
	}
	s.t.Fatal("no such change")
	return ""
}
