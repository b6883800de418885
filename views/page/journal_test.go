package page_test

import (
	"strings"
	"testing"
	"time"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/views/page"
)

func maybe(units int) *models.MaybeAmount {
	if units < 0 {
		return &models.MaybeAmount{}
	}
	n := plan.Amount(units) * plan.Whole
	return &models.MaybeAmount{Amount: &n}
}

func units(n int) *plan.Amount {
	a := plan.Amount(n) * plan.Whole
	return &a
}

func TestFlash(t *testing.T) {
	yes, no, note, empty := true, false, "calm", ""
	fennel := []models.ItemName{{Item: "fennel", Name: "Fennel"}}
	both := []models.ItemName{{Name: "Fennel"}, {Name: "oats"}}
	undo := models.Change{Act: models.ActUndo}
	tests := []struct {
		name   string
		plan   plan.Plan
		day    date.Date
		act    models.Act
		before models.Fields
		after  models.Fields
		target models.Change
		total  int
		says   string
		verb   string
	}{
		{"a tick", daily, sunday, models.ActTick, models.Fields{Amount: maybe(-1)}, models.Fields{Amount: maybe(1)}, models.Change{}, 0, "It: ticked.", "Undo"},
		{"a tick before", daily, sunday - 2, models.ActTick, models.Fields{Amount: maybe(-1)}, models.Fields{Amount: maybe(1)}, models.Change{}, 0, "It, Friday: ticked.", "Undo"},
		{"a tick long ago", daily, sunday - 400, models.ActTick, models.Fields{Amount: maybe(-1)}, models.Fields{Amount: maybe(1)}, models.Change{}, 0, "It, 18 October 2025: ticked.", "Undo"},
		{"an add", sun, sunday, models.ActAdd, models.Fields{}, models.Fields{Added: units(15)}, models.Change{}, 35, "It: 15 minutes added, 35 today.", "Undo"},
		{"an add yesterday", sun, sunday - 1, models.ActAdd, models.Fields{}, models.Fields{Added: units(1)}, models.Change{}, 6, "It, yesterday: 1 minute added, 6 in all.", "Undo"},
		{"a step off", sun, sunday, models.ActAdd, models.Fields{}, models.Fields{Added: units(-5)}, models.Change{}, 0, "It: 5 minutes taken off.", "Undo"},
		{"a step off nothing", sun, sunday, models.ActAdd, models.Fields{}, models.Fields{Added: units(0)}, models.Change{}, 0, "It: nothing to change.", "Undo"},
		{"a set", sun, sunday, models.ActSet, models.Fields{Amount: maybe(15)}, models.Fields{Amount: maybe(20)}, models.Change{}, 20, "It: 20 minutes set, was 15.", "Undo"},
		{"a set of the same", sun, sunday, models.ActSet, models.Fields{}, models.Fields{}, models.Change{}, 20, "It: nothing to change.", ""},
		{"no", daily, sunday, models.ActNone, models.Fields{Amount: maybe(-1)}, models.Fields{Amount: maybe(0)}, models.Change{}, 0, "It: answered no.", "Undo"},
		{"none", wine, sunday, models.ActNone, models.Fields{Amount: maybe(-1)}, models.Fields{Amount: maybe(0)}, models.Change{}, 0, "It: none, and that is noted.", "Undo"},
		{"a clear", sun, sunday, models.ActClear, models.Fields{Amount: maybe(5)}, models.Fields{Amount: maybe(-1)}, models.Change{}, 0, "It: cleared.", "Undo"},
		{"a skip", sun, sunday + 1, models.ActSkip, models.Fields{Skipped: &no}, models.Fields{Skipped: &yes}, models.Change{}, 0, "It, tomorrow: skipped.", "Undo"},
		{"a note", sun, sunday, models.ActNote, models.Fields{Note: &empty}, models.Fields{Note: &note}, models.Change{}, 0, "It: note saved.", "Undo"},
		{"a note away", sun, sunday, models.ActNote, models.Fields{Note: &note}, models.Fields{Note: &empty}, models.Change{}, 0, "It: note taken away.", "Undo"},
		{"things", plants, sunday, models.ActItem, models.Fields{}, models.Fields{Joined: both}, models.Change{}, 0, "It: Fennel and oats added.", "Undo"},
		{"a thing off", plants, sunday, models.ActUnitem, models.Fields{Joined: fennel}, models.Fields{}, models.Change{}, 0, "It: Fennel taken off.", "Undo"},
		{"a beginning", daily, 0, models.ActCreate, models.Fields{Deleted: &yes}, models.Fields{Deleted: &no}, models.Change{}, 0, "It is on your list.", "Undo"},

		{"an add undone", sun, sunday, models.ActUndo, models.Fields{}, models.Fields{Added: units(-15)}, models.Change{}, 0, "Undone: It has 15 minutes less.", "Do it again"},
		{"and done again", sun, sunday, models.ActUndo, models.Fields{}, models.Fields{Added: units(15)}, undo, 0, "Done again: It has 15 minutes more.", "Undo"},
		{"a set undone", wine, sunday - 1, models.ActUndo, models.Fields{}, models.Fields{Amount: maybe(4)}, models.Change{}, 0, "Undone: It, yesterday is back at 4 units.", "Do it again"},
		{"a tick undone", daily, sunday, models.ActUndo, models.Fields{}, models.Fields{Amount: maybe(-1)}, models.Change{}, 0, "Undone: It is not ticked.", "Do it again"},
		{"a clear undone", daily, sunday, models.ActUndo, models.Fields{}, models.Fields{Amount: maybe(1)}, models.Change{}, 0, "Undone: It is ticked again.", "Do it again"},
		{"a skip undone", daily, sunday, models.ActUndo, models.Fields{}, models.Fields{Skipped: &no}, models.Change{}, 0, "Undone: It is not skipped any more.", "Do it again"},
		{"a note undone", daily, sunday, models.ActUndo, models.Fields{}, models.Fields{Note: &empty}, models.Change{}, 0, "Undone: It has its note as it was.", "Do it again"},
		{"things undone", plants, sunday, models.ActUndo, models.Fields{Joined: fennel}, models.Fields{}, models.Change{}, 0, "Undone: It is without Fennel.", "Do it again"},
		{"a thing back", plants, sunday, models.ActUndo, models.Fields{}, models.Fields{Joined: fennel}, models.Change{}, 0, "Undone: It has Fennel again.", "Do it again"},
		{"a beginning undone", daily, 0, models.ActUndo, models.Fields{}, models.Fields{Deleted: &yes}, models.Change{}, 0, "Undone: It is off your list.", "Do it again"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			told := page.Told{
				Change: models.Change{Act: test.act, Day: test.day, Before: test.before, After: test.after},
				Name:   "It", Plan: test.plan, Total: *units(test.total), Target: test.target,
			}
			if got := told.Flash(sunday); got != test.says {
				t.Errorf("says %q, want %q", got, test.says)
			}
			if got := told.Verb(); got != test.verb {
				t.Errorf("offers %q, want %q", got, test.verb)
			}
		})
	}
}

func TestFlashOfWhatWasTakenBack(t *testing.T) {
	tick := page.Told{Change: models.Change{Act: models.ActTick, Day: sunday, Undone: true, After: models.Fields{Amount: maybe(1)}}, Name: "It"}
	if got := tick.Flash(sunday); got != "It: ticked. It was taken back since." || tick.Verb() != "" {
		t.Errorf("of what was taken back it says %q and offers %q", got, tick.Verb())
	}
}

func TestSinceSaysBothValues(t *testing.T) {
	told := page.Told{Change: models.Change{Day: sunday - 1}, Name: "It", Plan: sun}
	got := told.Since(models.Changed{Left: models.Fields{Amount: maybe(20)}, Stands: models.Fields{Amount: maybe(-1)}}, sunday)
	if want := "Changed again since: It, yesterday. This left 20 minutes; now there is nothing logged. Nothing was undone."; got != want {
		t.Errorf("says %q, want %q", got, want)
	}
}

// Of what was done to a habit itself the values are said as well.
func TestSinceOfAHabit(t *testing.T) {
	here, gone := false, true
	old, now, archived := "Walk", "Walk home", int64(5)
	pause := &models.MaybePause{Pause: &models.Pause{From: sunday, To: sunday + 3}}
	at := models.Change{Subject: models.OnHabit, SubjectID: "h", At: time.Date(2026, time.November, 22, 12, 0, 0, 0, time.UTC).UnixMilli()}
	all := at
	all.Subject, all.SubjectID = models.OnPause, ""
	tests := []struct {
		change       models.Change
		left, stands models.Fields
		want         string
	}{
		{at, models.Fields{Name: &old}, models.Fields{Name: &now}, "Changed again since: It. This left the name “Walk”; now there is the name “Walk home”. Nothing was undone."},
		{at, models.Fields{Deleted: &here}, models.Fields{Deleted: &gone}, "Changed again since: It. This left a habit on your list; now there is a deleted habit. Nothing was undone."},
		{at, models.Fields{Archived: new(int64)}, models.Fields{Archived: &archived}, "Changed again since: It. This left a habit on your list; now there is an archived habit. Nothing was undone."},
		{all, models.Fields{Pause: pause}, models.Fields{Pause: &models.MaybePause{}}, "Changed again since: all habits. This left a pause from 22 November to 25 November; now there is no pause. Nothing was undone."},
	}
	for _, test := range tests {
		told := page.Told{Change: test.change, Name: "It"}
		if got := told.Since(models.Changed{Left: test.left, Stands: test.stands}, sunday); got != test.want {
			t.Errorf("says %q, want %q", got, test.want)
		}
	}
}

// A name that runs from right to left does not turn round the sentence it
// stands in.
func TestFlashKeepsItsDirection(t *testing.T) {
	told := page.Told{Change: models.Change{Subject: models.OnHabit, SubjectID: "h", Act: models.ActArchive, After: models.Fields{Archived: new(int64)}}, Name: "مشي"}
	if got := told.Flash(sunday); !strings.HasPrefix(got, "\u2068مشي\u2069 is archived.") {
		t.Errorf("%q", got)
	}
}
