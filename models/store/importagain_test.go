package store_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/transfer"
)

// reading gives a file to whoever wants to take it in.
func reading(t *testing.T, file []byte) *transfer.Bundle {
	t.Helper()
	return &readBack(t, t.TempDir(), file).Bundle
}

// An import that moved along with an account is taken back there as carefully as
// where it was done: a habit that holds something since stays.
func TestMovedImportsKeepWhatWasLogged(t *testing.T) {
	s := open(t, t.TempDir())
	p := newPerson(t, s, "ana")
	batch, _ := p.importing(bundle(fromFile("k:1", "Read", ticks(today-9), said(today-9, 1000), said(today-8, 1000))), nil)
	p.log(p.habits()["Read"], today, models.ActTick, 0)
	other := another(t, s)
	if err := takeIn(other, t.TempDir(), exported(t, p), "import-of-all-things"); err != nil {
		t.Fatal(err)
	}
	for _, who := range []*person{p, other} {
		if _, left, err := s.UndoBatch(t.Context(), who.id, batch, "undo-of-the-import", today); err != nil || len(left) != 1 {
			t.Errorf("%d left: %v", len(left), err)
		}
		id := who.habits()["Read"]
		if id == "" {
			t.Fatal("the habit is gone with what was ticked by hand")
		}
		if got := who.day(id, today); !strings.Contains(got, "1") {
			t.Errorf("the day holds %q", got)
		}
	}
}

// A file of one's own that was written before a pause ended, or was taken off,
// begins it anew no more than it brings back a mark that was taken off.
func TestAnOldFileChangesNoPause(t *testing.T) {
	s := open(t, t.TempDir())
	p := newPerson(t, s, "ana")
	id := p.habit("Read", ticks(today-30))
	ends, goes := p.pause(id, today-20, 0), p.pause("", today-9, today-8)
	guide, advice := asBrought(t, "# Walking\n\nWalk for thirty minutes every day. Then rest.\n")
	made, err := s.AddGuide(t.Context(), p.id, p.changeID(), guide, advice)
	if err != nil {
		t.Fatal(err)
	}
	mark, err := s.MarkPassage(t.Context(), p.id, p.changeID(), made.SubjectID, 0, 4, "why")
	if err != nil {
		t.Fatal(err)
	}
	file := exported(t, p)
	if _, err := s.EndPause(t.Context(), p.id, p.changeID(), ends.After.Pause.Pause.ID, today-10, today); err != nil {
		t.Fatal(err)
	}
	if _, err := s.RemovePause(t.Context(), p.id, p.changeID(), goes.After.Pause.Pause.ID, today); err != nil {
		t.Fatal(err)
	}
	p.mustUndo(mark.ID)
	before := p.state(s.Reader())
	v := p.preview(reading(t, file), nil)
	if v.Pauses != 0 || v.Marks != 0 || !slices.ContainsFunc(v.Lost, func(l transfer.Loss) bool { return strings.HasPrefix(l.What, "Pauses") && l.Count == 2 }) {
		t.Errorf("the preview: %+v", v)
	}
	p.importing(reading(t, file), nil)
	if after := p.state(s.Reader()); !slices.Equal(before["pauses"], after["pauses"]) || !slices.Equal(before["marks"], after["marks"]) {
		t.Errorf("pauses are %q, were %q; marks are %q", after["pauses"], before["pauses"], after["marks"])
	}
}

// Settings that were changed since stay; how guides are kept goes all the same.
func TestShelfGoesThoughSettingsStay(t *testing.T) {
	s := open(t, t.TempDir())
	p := newPerson(t, s, "ben")
	batch, _ := p.importing(ownFile(t), nil)
	if err := s.UpdateDay(t.Context(), p.id, "Asia/Tokyo", 4, time.Sunday); err != nil {
		t.Fatal(err)
	}
	_, left, err := s.UndoBatch(t.Context(), p.id, batch, "undo-of-the-import", today)
	if err != nil || len(left) != 1 || left[0].Change.After.Settings == nil {
		t.Errorf("left %+v: %v", left, err)
	}
	if now := p.state(s.Reader()); len(now["readings"]) != 0 {
		t.Errorf("readings: %q", now["readings"])
	}
}

// What ended on a day ended there where the person is.
func TestHabitsEndInThePersonsZone(t *testing.T) {
	newYork, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	s := open(t, t.TempDir())
	p := newPerson(t, s, "ana")
	if err := s.UpdateDay(t.Context(), p.id, newYork.String(), 0, time.Monday); err != nil {
		t.Fatal(err)
	}
	ended, ends := fromFile("k:1", "Gym", ticks(today-400), said(today-325, 1000)), fromFile("k:2", "Now", ticks(today), said(today, 1000))
	ended.Ended, ends.Ended = date.New(2026, time.January, 1), today
	p.importing(bundle(ended, ends), nil)
	if got := time.UnixMilli(p.ledger(p.habits()["Gym"]).ArchivedAt).In(newYork); date.Of(got) != ended.Ended {
		t.Errorf("it ended on %s", got)
	}
	if got := p.ledger(p.habits()["Now"]).ArchivedAt; got != noon.UnixMilli() {
		t.Errorf("it ended at %d", got)
	}
}
