package page_test

import (
	"testing"
	"time"

	"gloss/models"
	"gloss/views/page"
)

func TestTellingOfAnImport(t *testing.T) {
	no, yes := false, true
	came := models.Change{Subject: models.OnHabit, SubjectID: "h", Act: models.ActImport, After: models.Fields{Days: 1204}}
	gone := models.Change{Subject: models.OnHabit, SubjectID: "h", Act: models.ActUndo, Before: models.Fields{Days: 1200}}
	back := models.Change{Subject: models.OnHabit, SubjectID: "h", Act: models.ActUndo, After: models.Fields{Days: 1}}
	made := models.Change{Subject: models.OnHabit, SubjectID: "h", Act: models.ActCreate, Before: models.Fields{Deleted: &yes}, After: models.Fields{Deleted: &no, Imported: true}}
	notes := models.Change{Subject: models.OnDay, Act: models.ActImport, After: models.Fields{Days: 12}}
	unnoted := models.Change{Subject: models.OnDay, Act: models.ActUndo, Before: models.Fields{Days: 12}}
	was, is := models.Settings{Zone: "UTC"}, models.Settings{Zone: "Europe/Berlin"}
	you := models.Change{Subject: models.OnYou, Act: models.ActImport, Before: models.Fields{Settings: &was}, After: models.Fields{Settings: &is}}
	unyou := models.Change{Subject: models.OnYou, Act: models.ActUndo, Before: you.After, After: you.Before}
	all := &page.Brought{Habits: 12, Days: 3400}
	undo := models.Change{Act: models.ActUndo}
	for _, test := range []struct {
		name string
		told page.Told
		says string
		verb string
	}{
		{"all of it", page.Told{Change: made, Others: 23, Brought: all}, "12 habits and 3,400 days brought in.", "Undo"},
		{"all of it, undone", page.Told{Change: gone, Target: came, Others: 23, Brought: all}, "Undone: 12 habits and 3,400 days taken out again.", "Do it again"},
		{"all of it, done again", page.Told{Change: back, Target: undo, Others: 23, Brought: all}, "Done again: 12 habits and 3,400 days brought in.", "Undo"},
		{"of everything", page.Told{Change: made, Others: 9, Brought: &page.Brought{Habits: 1, Days: 1, Notes: 2, Guides: 1, Pauses: 3, Marks: 1, Settings: true}},
			"1 habit, 1 day, 2 notes on days, 1 guide, 3 pauses, 1 mark and settings brought in.", "Undo"},
		{"one habit", page.Told{Change: came, Name: "Read"}, "Read: 1,204 days brought in from a file.", "Undo"},
		{"one habit, undone", page.Told{Change: gone, Target: came, Name: "Read"}, "Undone: Read is without 1,200 days that came from a file.", "Do it again"},
		{"one habit, done again", page.Told{Change: back, Target: undo, Name: "Read"}, "Done again: Read has 1 day from a file again.", "Undo"},
		{"notes", page.Told{Change: notes}, "12 notes on days brought in.", "Undo"},
		{"notes, undone", page.Told{Change: unnoted, Target: notes}, "Undone: 12 notes on days taken out again.", "Do it again"},
		{"settings", page.Told{Change: you}, "Your settings are those of the file.", "Undo"},
		{"settings, undone", page.Told{Change: unyou, Target: you}, "Undone: your settings are as they were.", "Do it again"},
	} {
		if got := test.told.Flash(sunday); got != test.says || !test.told.Known() {
			t.Errorf("%s: says %q, want %q", test.name, got, test.says)
		}
		if got := test.told.Verb(); got != test.verb {
			t.Errorf("%s: offers %q, want %q", test.name, got, test.verb)
		}
	}
}

// What stays of an import is named by its days: its habit stays because of them.
func TestBatchNamesTheDaysOfAnImport(t *testing.T) {
	no := false
	day := page.Told{Name: "Read", Change: models.Change{
		Subject: models.OnHabit, SubjectID: "h", Day: sunday - 1, Act: models.ActImport, After: models.Fields{Days: 100},
	}}
	made := page.Told{Name: "Read", Change: models.Change{Subject: models.OnHabit, SubjectID: "h", Act: models.ActCreate, After: models.Fields{Deleted: &no, Imported: true}}}
	b := page.Batch{Size: 1101, Left: []page.Told{made, day}}
	if got, want := b.Flash(sunday), "Changed again since: Read, yesterday. It stays as it is."; got != want {
		t.Errorf("says %q, want %q", got, want)
	}
	if got, want := b.Verb(), "Undo the other 1,099"; got != want {
		t.Errorf("offers %q, want %q", got, want)
	}
	alone := page.Batch{Size: 3, Left: []page.Told{made}}
	if got, want := alone.Flash(sunday), "Changed again since: Read. It stays as it is."; got != want {
		t.Errorf("says %q, want %q", got, want)
	}
	since := made.Since(models.Changed{Change: made.Change, Left: made.After, Stands: models.Fields{Deleted: &no}}, sunday)
	if want := "Read stays on your list: days or changes in it still stand. Nothing was undone."; since != want {
		t.Errorf("says %q, want %q", since, want)
	}
}

// The journal names an import as one act.
func TestJournalOfAnImport(t *testing.T) {
	no := false
	act := func(id, subject string, c models.Change) page.JournalChange {
		c.ID, c.SubjectID, c.Batch = id, subject, "batch"
		return page.JournalChange{Told: page.Told{Change: c, Name: subject}, Open: true}
	}
	list := []page.JournalChange{ // the newest first
		act("change-4", "", models.Change{Subject: models.OnDay, Act: models.ActImport, After: models.Fields{Days: 2}}),
		act("change-3", "Read", models.Change{Subject: models.OnHabit, Act: models.ActImport, After: models.Fields{Days: 1204}}),
		act("change-2", "Read", models.Change{Subject: models.OnHabit, Act: models.ActCreate, After: models.Fields{Deleted: &no, Imported: true}}),
	}
	rows := page.JournalOf(page.JournalInput{Changes: list, Today: sunday, Zone: time.UTC}).Groups[0].Rows
	if len(rows) != 1 || rows[0].Who != "1 habit, 1,204 days and 2 notes on days" || rows[0].Words != "brought in from a file" || rows[0].Verb != "Undo all" {
		t.Fatalf("rows: %+v", rows)
	}
	want := []string{"Notes on days: 2 notes brought in from a file", "Read: 1,204 days brought in from a file", "Read: brought in from a file"}
	for i, part := range rows[0].Parts {
		if got := part.Who + ": " + part.Words; got != want[i] {
			t.Errorf("says %q, want %q", got, want[i])
		}
	}
	if href := rows[0].Parts[0].Href; href != "" {
		t.Errorf("notes on many days lead to %s", href)
	}
	undone := []page.JournalChange{
		act("undo-2", "Read", models.Change{Subject: models.OnHabit, Act: models.ActUndo, Before: models.Fields{Deleted: &no, Imported: true}}),
		act("undo-1", "Read", models.Change{Subject: models.OnHabit, Act: models.ActUndo, Before: models.Fields{Days: 1204}}),
	}
	rows = page.JournalOf(page.JournalInput{Changes: undone, Today: sunday, Zone: time.UTC}).Groups[0].Rows
	if rows[0].Who != "1 habit and 1,204 days" || rows[0].Words != "taken out again" || rows[0].Verb != "Do all again" {
		t.Errorf("rows: %+v", rows)
	}
	redone := []page.JournalChange{
		act("redo-2", "Read", models.Change{Subject: models.OnHabit, Act: models.ActUndo, After: models.Fields{Days: 1204}}),
		act("redo-1", "Read", models.Change{Subject: models.OnHabit, Act: models.ActUndo, After: models.Fields{Deleted: &no, Imported: true}}),
	}
	rows = page.JournalOf(page.JournalInput{Changes: redone, Today: sunday, Zone: time.UTC}).Groups[0].Rows
	if rows[0].Words != "brought in again" || rows[0].Verb != "Undo all" || rows[0].Parts[0].Verb != "Undo" {
		t.Errorf("done again: %+v", rows)
	}
}
