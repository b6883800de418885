package page_test

import (
	"fmt"
	"testing"

	"gloss/models"
	"gloss/views/page"
)

func TestFlashOfSeveral(t *testing.T) {
	yes, no := true, false
	here, gone := models.Fields{Deleted: &no}, models.Fields{Deleted: &yes}
	ticked, bare := models.Fields{Amount: maybe(1)}, models.Fields{Amount: maybe(-1)}
	made, undo := models.Change{Act: models.ActCreate}, models.Change{Act: models.ActUndo}
	tests := []struct {
		name   string
		change models.Change
		target models.Change
		says   string
		verb   string
	}{
		{"taken", models.Change{Subject: models.OnHabit, Act: models.ActCreate, Before: gone, After: here}, models.Change{}, "3 habits taken, and on your list.", "Undo"},
		{"taken, undone", models.Change{Subject: models.OnHabit, Act: models.ActUndo, Before: here, After: gone}, made, "Undone: 3 habits are off your list.", "Do it again"},
		{"taken again", models.Change{Subject: models.OnHabit, Act: models.ActUndo, Before: gone, After: here}, undo, "Done again: 3 habits are back on your list.", "Undo"},
		{"a day filled", models.Change{Subject: models.OnEntry, Day: sunday - 2, Act: models.ActTick, Before: bare, After: ticked}, models.Change{}, "Friday: 3 habits filled in.", "Undo"},
		{"a day filled with amounts", models.Change{Subject: models.OnEntry, Day: sunday, Act: models.ActAdd, After: models.Fields{Added: units(5)}}, models.Change{}, "Today: 3 habits filled in.", "Undo"},
		{"a day skipped", models.Change{Subject: models.OnEntry, Day: sunday - 1, Act: models.ActSkip, Before: models.Fields{Skipped: &no}, After: models.Fields{Skipped: &yes}}, models.Change{}, "Yesterday: 3 habits skipped.", "Undo"},
		{"a day undone", models.Change{Subject: models.OnEntry, Day: sunday - 1, Act: models.ActUndo, Before: ticked, After: bare}, models.Change{Act: models.ActTick}, "Undone, yesterday: 3 habits are as they were.", "Do it again"},
		{"a day done again", models.Change{Subject: models.OnEntry, Day: sunday - 1, Act: models.ActUndo, Before: bare, After: ticked}, undo, "Done again, yesterday: 3 habits.", "Undo"},
		{"taken back since", models.Change{Subject: models.OnHabit, Act: models.ActCreate, Undone: true, Before: gone, After: here}, models.Change{}, "3 habits taken, and on your list. It was taken back since.", ""},
	}
	for _, test := range tests {
		told := page.Told{Change: test.change, Target: test.target, Name: "It", Others: 2}
		if got := told.Flash(sunday); got != test.says {
			t.Errorf("%s: says %q, want %q", test.name, got, test.says)
		}
		if got := told.Verb(); got != test.verb {
			t.Errorf("%s: offers %q, want %q", test.name, got, test.verb)
		}
	}
}

func TestBatchNamesWhatWouldStay(t *testing.T) {
	batch := func(size int, names ...string) page.Batch {
		b := page.Batch{Size: size}
		for _, name := range names {
			b.Left = append(b.Left, page.Told{Change: models.Change{Subject: models.OnEntry, Day: sunday - 1}, Name: name})
		}
		return b
	}
	var many []string
	for i := range 9 {
		many = append(many, fmt.Sprint("H", i+1))
	}
	tests := []struct {
		batch      page.Batch
		says, verb string
	}{
		{batch(5, "Stretch"), "Changed again since: Stretch, yesterday. It stays as it is.", "Undo the other 4"},
		{batch(3, "Stretch", "Walk"), "Changed again since: Stretch, yesterday and Walk, yesterday. They stay as they are.", "Undo the other one"},
		{batch(2, "Stretch", "Walk"), "Changed again since: Stretch, yesterday and Walk, yesterday. They stay as they are. Nothing was undone.", ""},
		{batch(20, many...), "Changed again since: H1, yesterday, H2, yesterday, H3, yesterday, H4, yesterday, H5, yesterday and 4 others. They stay as they are.", "Undo the other 11"},
	}
	for _, test := range tests {
		if got := test.batch.Flash(sunday); got != test.says {
			t.Errorf("says %q, want %q", got, test.says)
		}
		if got := test.batch.Verb(); got != test.verb {
			t.Errorf("offers %q, want %q", got, test.verb)
		}
	}
}

func TestFlashOfADaysNote(t *testing.T) {
	calm, none := "calm", ""
	saved := models.Change{Subject: models.OnDay, Day: sunday, Act: models.ActNote, Before: models.Fields{Note: &none}, After: models.Fields{Note: &calm}}
	gone, undone, far := saved, saved, saved
	gone.Before, gone.After, gone.Day = saved.After, saved.Before, sunday-1
	undone.Act = models.ActUndo
	far.Day = sunday - 30
	for want, told := range map[string]page.Told{
		"Your note for today is saved.":             {Change: saved},
		"Your note for yesterday is taken away.":    {Change: gone},
		"Undone: your note for today is as it was.": {Change: undone, Target: models.Change{Act: models.ActNote}},
		"Your note for 23 October is saved.":        {Change: far},
	} {
		if got := told.Flash(sunday); got != want || !told.Known() {
			t.Errorf("says %q, want %q", got, want)
		}
	}
	since := page.Told{Change: saved}.Since(models.Changed{Left: saved.After, Stands: models.Fields{Note: &none}}, sunday)
	if want := "Changed again since: your note for today. This left the note “calm”; now there is no note. Nothing was undone."; since != want {
		t.Errorf("says %q, want %q", since, want)
	}
}

// What is gone for good is not told of, but what never had a name is.
func TestKnown(t *testing.T) {
	for _, test := range []struct {
		told page.Told
		want bool
	}{
		{page.Told{Name: "It", Change: models.Change{Subject: models.OnEntry, SubjectID: "h"}}, true},
		{page.Told{Change: models.Change{Subject: models.OnEntry, SubjectID: "h"}}, false},
		{page.Told{Change: models.Change{Subject: models.OnPause, SubjectID: "h"}}, false},
		{page.Told{Change: models.Change{Subject: models.OnPause}}, true},
		{page.Told{Change: models.Change{Subject: models.OnDay}}, true},
	} {
		if got := test.told.Known(); got != test.want {
			t.Errorf("%s of %q is known: %t", test.told.Subject, test.told.Name, got)
		}
	}
}
