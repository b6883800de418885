package transfer_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/models"
	"gloss/models/transfer"
)

// pourOut gives all that a bundle of Gloss's own holds to a sink.
func pourOut(b *transfer.Bundle, s transfer.Sink) error {
	a := b.Account
	err := s.Begin(a.Person)
	for _, t := range a.Tags {
		err = errors.Join(err, s.Tag(t))
	}
	for _, g := range a.Guides {
		err = errors.Join(err, s.Guide(g))
	}
	for _, h := range b.Habits {
		err = errors.Join(err, s.Habit(h.Habit, h.Plans, h.Tags))
	}
	for _, h := range b.Habits {
		for _, e := range h.Entries {
			err = errors.Join(err, s.Entry(entryOf(h.ID, e)))
		}
	}
	for _, n := range a.DayNotes {
		err = errors.Join(err, s.DayNote(n))
	}
	for _, p := range a.Pauses {
		err = errors.Join(err, s.Pause(p))
	}
	for _, r := range a.Readings {
		err = errors.Join(err, s.Reading(r))
	}
	for _, d := range a.Dismissals {
		err = errors.Join(err, s.Dismissal(d))
	}
	for _, m := range a.Marks {
		err = errors.Join(err, s.Mark(m))
	}
	return errors.Join(err, a.Changes(s.Change), s.End(glossDay))
}

func entryOf(habitID string, e transfer.Entry) models.Entry {
	one := models.Entry{HabitID: habitID, Day: e.Day, Skipped: e.Skipped, Note: e.Note}
	if e.Said {
		one.Amount = &e.Amount
	}
	for i, name := range e.Items {
		at := i + 1
		if e.Places != nil {
			at = e.Places[i]
		}
		one.Items = append(one.Items, models.EntryItem{Item: name, Name: name, Position: at})
	}
	return one
}

// The file in testdata shows every key there is: it is read without a loss, and
// written as it stands.
func TestJSONIsAsDocumented(t *testing.T) {
	src, err := os.ReadFile("testdata/gloss.json")
	if err != nil {
		t.Fatal(err)
	}
	b := mustReadOwn(t, string(src))
	if len(b.Lost) > 0 || len(b.Doubts) > 0 {
		t.Errorf("it lost %v and asks %v", b.Lost, b.Doubts)
	}
	got := rewritten(t, b)
	if diff := cmp.Diff(strings.Split(string(src), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("written (+) is not what was read (-):\n%s", diff)
	}
	var any map[string]json.RawMessage
	if err := json.Unmarshal([]byte(got), &any); err != nil || len(any) != 13 {
		t.Errorf("%d keys, %v", len(any), err)
	}
}

// An account of nothing has every array, and elements that come out of order
// are an error of the program.
func TestJSONOfNothing(t *testing.T) {
	var b bytes.Buffer
	s := transfer.NewJSON(&b)
	if err := errors.Join(s.Begin(transfer.Person{Name: "ana"}), s.End(glossDay)); err != nil {
		t.Fatal(err)
	}
	var any map[string]json.RawMessage
	if err := json.Unmarshal(b.Bytes(), &any); err != nil || len(any) != 13 || string(any["habits"]) != "[]" {
		t.Errorf("%v\n%s", err, b.String())
	}
	s = transfer.NewJSON(&b)
	if err := errors.Join(s.DayNote(models.DayNote{Day: glossDay, Note: "a"}), s.Tag(models.Tag{ID: "a", Name: "a"})); err == nil {
		t.Error("a tag after a note is no error")
	}
}
