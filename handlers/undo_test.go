package handlers_test

import (
	"context"
	"net/http"
	"net/url"
	"testing"

	"gloss/models"
	"gloss/models/auth"
	"gloss/models/date"
	"gloss/models/store"
	"gloss/views/link"
)

// keepsAll gives somebody habits in one act, and returns their ids and that of
// the act.
func (s *site) keepsAll(person string, names ...string) (ids []string, batch string) {
	s.t.Helper()
	var list []store.NewHabit
	for _, name := range names {
		n := store.NewHabit{Habit: models.Habit{Name: name, Hue: "sun", Icon: "sun"}, Plan: ticked}
		n.Plan.From = s.today(person) - 10
		list = append(list, n)
	}
	batch = auth.NewPageID()
	made, err := s.store.CreateHabits(context.Background(), s.user(person).ID, batch, list)
	if err != nil {
		s.t.Fatal(err)
	}
	for _, h := range made {
		ids = append(ids, h.ID)
	}
	return ids, batch
}

// fills ticks a day of several habits in one act.
func (s *site) fills(person string, day date.Date, habits ...string) (batch string) {
	s.t.Helper()
	done, err := s.store.LogDay(context.Background(), s.user(person).ID, auth.NewPageID(), day, habits, models.ActTick, s.today(person))
	if err != nil || len(done) != len(habits) {
		s.t.Fatalf("%d days are filled: %v", len(done), err)
	}
	return done[0].ID
}

func TestUndoOfSeveralHabits(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	s.keeps("ana", "Stretch", ticked)
	_, batch := s.keepsAll("ana", "Read", "Walk", "Swim")
	p := s.get(link.Done("/today", batch)).want(200)
	if got := p.text(".flash span"); got != "3 habits taken, and on your list." {
		t.Errorf("says %q", got)
	}
	p = p.form(".flash button").submit("Undo").want(200)
	if got := p.text(".flash span"); got != "Undone: 3 habits are off your list." {
		t.Errorf("says %q", got)
	}
	if got := p.find(".habit").Length(); got != 1 {
		t.Errorf("%d habits are left", got)
	}
	p = p.form(".flash button").submit("Do it again").want(200)
	if got := p.text(".flash span"); got != "Done again: 3 habits are back on your list." {
		t.Errorf("says %q", got)
	}
	if got := p.find(".habit").Length(); got != 4 {
		t.Errorf("%d habits are there again", got)
	}
}

func TestUndoOfADayOfSeveral(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	read, walk, day := s.keeps("ana", "Read", ticked), s.keeps("ana", "Walk", minutes), s.today("ana")-1
	batch := s.fills("ana", day, read, walk)
	drawn := s.get(link.Done(link.Day(day), batch)).want(200)
	if got := drawn.text(".flash span"); got != "Yesterday: 2 habits filled in." {
		t.Errorf("says %q", got)
	}
	undo := func() *answer { return drawn.form(".flash button").submit("Undo").want(200) }
	undo()
	p := undo() // twice, from one drawing
	if a, b := s.amount("ana", read, day), s.amount("ana", walk, day); a != -1 || b != -1 {
		t.Errorf("the day holds %d and %d", a, b)
	}
	if got := p.text(".flash span"); got != "Undone, yesterday: 2 habits are as they were." || p.path() != link.Day(day) {
		t.Errorf("%s says %q", p.url, got)
	}
	p.form(".flash button").submit("Do it again").want(200)
	if a, b := s.amount("ana", read, day), s.amount("ana", walk, day); a != 1 || b != 10 {
		t.Errorf("done again the day holds %d and %d", a, b)
	}
}

// Where a part of an act was changed since, it is named, and the rest is asked
// about before anything is done.
func TestUndoOfSeveralAsksAboutTheRest(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	read, walk, swim := s.keeps("ana", "Read", ticked), s.keeps("ana", "Walk", ticked), s.keeps("ana", "Swim", ticked)
	day := s.today("ana")
	batch := s.fills("ana", day, read, walk, swim)
	drawn := s.get(link.Done("/today", batch)).want(200)
	s.logs("ana", walk, day, models.ActNone, 0)
	before := s.dump("")
	p := drawn.form(".flash button").submit("Undo").want(http.StatusUnprocessableEntity)
	if got := p.text(".flash span"); got != "Changed again since: Walk. It stays as it is." {
		t.Errorf("says %q", got)
	}
	if after := s.dump(""); len(after["changes"]) != len(before["changes"]) || s.amount("ana", read, day) != 1 {
		t.Fatal("something was undone before it was asked about")
	}
	p = p.form(".flash button").submit("Undo the other 2").want(200)
	if got := p.text(".flash span"); got != "Undone, today: 2 habits are as they were." {
		t.Errorf("says %q", got)
	}
	if a, b, c := s.amount("ana", read, day), s.amount("ana", walk, day), s.amount("ana", swim, day); a != -1 || b != 0 || c != -1 {
		t.Errorf("the day holds %d, %d and %d", a, b, c)
	}
}

func TestUndoOfSeveralAllChanged(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	read, walk, day := s.keeps("ana", "Read", ticked), s.keeps("ana", "Walk", ticked), s.today("ana")
	batch := s.fills("ana", day, read, walk)
	s.logs("ana", read, day, models.ActNone, 0)
	s.logs("ana", walk, day, models.ActNone, 0)
	p := s.post(link.Undo(batch), url.Values{"page": {auth.NewPageID()}}).want(http.StatusUnprocessableEntity)
	if got := p.text(".flash"); got != "Changed again since: Read and Walk. They stay as they are. Nothing was undone." {
		t.Errorf("says %q", got)
	}
	sure := s.post(link.UndoUnchanged(batch), url.Values{"page": {auth.NewPageID()}}).want(http.StatusUnprocessableEntity)
	sure.says("Nothing was undone.")
	// One that is an act of its own says both values.
	alone := s.fills("ana", day-1, read)
	s.logs("ana", read, day-1, models.ActNone, 0)
	p = s.post(link.Undo(alone), url.Values{"page": {auth.NewPageID()}}).want(http.StatusUnprocessableEntity)
	if got := p.text(".flash"); got != "Changed again since: Read, yesterday. This left a tick; now there is “none”. Nothing was undone." {
		t.Errorf("says %q", got)
	}
}

// On its own page a habit's change is taken back alone.
func TestUndoOfOneOfSeveral(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	ids, _ := s.keepsAll("ana", "Read", "Walk")
	day := s.today("ana")
	batch := s.fills("ana", day, ids...)
	p := s.get(link.Habit(ids[0])).form(lines + " form").submit("").want(200)
	if a, b := s.amount("ana", ids[0], day), s.amount("ana", ids[1], day); a != -1 || b != 1 {
		t.Errorf("the day holds %d and %d", a, b)
	}
	if got := p.text(".flash span"); got != "Undone: Read is not ticked." {
		t.Errorf("says %q", got)
	}
	s.post(link.Undo(batch), url.Values{"page": {auth.NewPageID()}}).want(200)
	if got := s.amount("ana", ids[1], day); got != -1 {
		t.Errorf("the rest of it stands: %d", got)
	}
	s.as("ben")
	s.post(link.Undo(batch), url.Values{"page": {auth.NewPageID()}}).want(http.StatusNotFound)
	s.post(link.UndoUnchanged(batch), url.Values{"page": {auth.NewPageID()}}).want(http.StatusNotFound)
}

// What an undo asks of the database grows with what it takes back, and with
// nothing else.
func TestStatementsOfAFlash(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	count := func(batch string) int {
		return s.statements(func() { s.get(link.Done("/today", batch)).want(200) })
	}
	_, few := s.keepsAll("ana", "Read", "Walk")
	first := count(few)
	var names []string
	for range 20 {
		names = append(names, "One of twenty")
	}
	ids, many := s.keepsAll("ana", names...)
	if got := count(many); got != first {
		t.Errorf("of 20 habits it takes %d statements, of two %d", got, first)
	}
	if got := count(s.fills("ana", s.today("ana"), ids...)); got != first {
		t.Errorf("of a day it takes %d statements, of two habits %d", got, first)
	}
}
