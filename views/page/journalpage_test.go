package page_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/views/layout"
	"gloss/views/page"
)

// journal draws the journal of changes, each the newest before those after it,
// as somebody sees it on sunday in Berlin.
func journal(t *testing.T, dayStart int, changes ...page.JournalChange) *goquery.Selection {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	in := page.JournalInput{Changes: changes, Today: sunday, Zone: zone, DayStart: dayStart}
	return component(t, page.Journal(layout.Shell{User: "ana"}, page.JournalOf(in)))
}

func told(p plan.Plan, c models.Change) page.JournalChange {
	return page.JournalChange{Told: page.Told{Change: c, Name: "It", Plan: p}, Open: true}
}

func lines(doc *goquery.Selection, selector string) []string {
	return doc.Find(selector).Map(func(_ int, s *goquery.Selection) string { return strings.Join(strings.Fields(s.Text()), " ") })
}

func TestJournalWords(t *testing.T) {
	yes, no, calm, empty, other := true, false, "calm", "", "Other"
	archived, none := int64(1), int64(0)
	undo := models.Change{ID: "u", Act: models.ActUndo}
	onDay := func(act models.Act, before, after models.Fields) models.Change {
		return models.Change{Subject: models.OnDay, Day: sunday, Act: act, Before: before, After: after}
	}
	onTag := func(act models.Act, before, after models.Fields) models.Change {
		return models.Change{Subject: models.OnTag, SubjectID: "tag", Act: act, Before: before, After: after}
	}
	on := func(act models.Act, before, after models.Fields) models.Change {
		return models.Change{Subject: models.OnHabit, SubjectID: "h", Act: act, Before: before, After: after}
	}
	entry := func(act models.Act, before, after models.Fields) models.Change {
		return models.Change{Subject: models.OnEntry, SubjectID: "h", Day: sunday - 1, Act: act, Before: before, After: after}
	}
	pause := models.Fields{Pause: &models.MaybePause{Pause: &models.Pause{From: sunday, To: sunday + 3}}}
	tests := []struct {
		change models.Change
		target models.Change
		says   string
		verb   string
	}{
		{entry(models.ActAdd, models.Fields{}, models.Fields{Added: units(15)}), undo, "It, yesterday: 15 minutes added", "Undo"},
		{entry(models.ActSet, models.Fields{Amount: maybe(15)}, models.Fields{Amount: maybe(20)}), undo, "It, yesterday: 20 minutes set, was 15", "Undo"},
		{entry(models.ActSkip, models.Fields{Skipped: &no}, models.Fields{Skipped: &yes}), undo, "It, yesterday: skipped", "Undo"},
		{entry(models.ActNote, models.Fields{Note: &empty}, models.Fields{Note: &calm}), undo, "It, yesterday: note saved “calm”", "Undo"},
		{entry(models.ActAdd, models.Fields{}, models.Fields{}), undo, "It, yesterday: nothing to change", ""},
		{entry(models.ActUndo, models.Fields{}, models.Fields{Added: units(-15)}), models.Change{}, "It, yesterday: undone, it has 15 minutes less", "Do it again"},
		{entry(models.ActUndo, models.Fields{}, models.Fields{Added: units(15)}), undo, "It, yesterday: done again, it has 15 minutes more", "Undo"},
		{on(models.ActCreate, models.Fields{Deleted: &yes}, models.Fields{Deleted: &no}), undo, "It: made", "Undo"},
		{on(models.ActEdit, models.Fields{Name: &calm}, models.Fields{Name: &other}), undo, "It: changed: name", "Undo"},
		{on(models.ActArchive, models.Fields{Archived: &none}, models.Fields{Archived: &archived}), undo, "It: archived", "Undo"},
		{on(models.ActUnarchive, models.Fields{Archived: &archived}, models.Fields{Archived: &none}), undo, "It: brought back", "Undo"},
		{on(models.ActDelete, models.Fields{Deleted: &no}, models.Fields{Deleted: &yes}), undo, "It: deleted", "Undo"},
		{on(models.ActUndo, models.Fields{Deleted: &yes}, models.Fields{Deleted: &no}), models.Change{}, "It: undone, it is back on your list", "Do it again"},
		{models.Change{Subject: models.OnPause, Act: models.ActUndo, Before: pause, After: models.Fields{Pause: &models.MaybePause{}}}, models.Change{}, "All habits: undone", "Do it again"},
		{onDay(models.ActNote, models.Fields{Note: &empty}, models.Fields{Note: &calm}), undo, "Note on the day, today: saved “calm”", "Undo"},
		{onDay(models.ActNote, models.Fields{Note: &calm}, models.Fields{Note: &empty}), undo, "Note on the day, today: taken away", "Undo"},
		{onDay(models.ActUndo, models.Fields{Note: &calm}, models.Fields{Note: &empty}), models.Change{}, "Note on the day, today: undone", "Do it again"},
		{onTag(models.ActRename, models.Fields{Name: &calm}, models.Fields{Name: &other}), undo, "Tag “calm”: renamed to “Other”", "Undo"},
		{onTag(models.ActUndo, models.Fields{Name: &other}, models.Fields{Name: &calm}), models.Change{}, "Tag “Other”: undone, it is called “calm”", "Do it again"},
		{onTag(models.ActRemove, models.Fields{Tag: &models.MaybeTag{Tag: &models.Tag{Name: "calm"}, Habits: []string{"a", "b"}}}, models.Fields{Tag: &models.MaybeTag{}}), undo,
			"Tag “calm”: removed from 2 habits", "Undo"},
	}
	for _, test := range tests {
		c := told(sun, test.change)
		c.ID, c.Target = "c", test.target
		doc := journal(t, 0, c)
		if got := lines(doc, ".journal p"); len(got) != 1 || got[0] != test.says {
			t.Errorf("says %q, want %q", got, test.says)
		}
		if got := strings.Join(lines(doc, ".journal button"), ""); got != test.verb {
			t.Errorf("%q offers %q, want %q", test.says, got, test.verb)
		}
	}
}

// A change is written under the day that its person calls it by.
func TestJournalGroupsByThePersonsDay(t *testing.T) {
	at := func(day, hour, minute int) page.JournalChange {
		c := told(daily, models.Change{Subject: models.OnEntry, SubjectID: "h", Day: sunday, Act: models.ActTick, After: models.Fields{Amount: maybe(1)}})
		c.ID, c.At = fmt.Sprint(day, hour, minute), time.Date(2026, time.November, day, hour, minute, 0, 0, time.UTC).UnixMilli()
		return c
	}
	list := []page.JournalChange{at(22, 12, 0), at(22, 1, 30), at(21, 23, 30), at(20, 12, 0), at(9, 12, 0)}
	list = append(list, told(daily, models.Change{ID: "old", At: time.Date(2025, time.March, 3, 12, 0, 0, 0, time.UTC).UnixMilli(), SubjectID: "h"}))
	for dayStart, want := range map[int][]string{
		0: {"Today Sunday 22 November", "Friday 20 November", "9 November Monday", "3 March 2025 Monday"},
		3: {"Today Sunday 22 November", "Yesterday Saturday 21 November", "Friday 20 November", "9 November Monday", "3 March 2025 Monday"},
	} {
		doc := journal(t, dayStart, list...)
		if got := lines(doc, "h2.group"); !slices.Equal(got, want) {
			t.Errorf("days begin at %d: %q, want %q", dayStart, got, want)
		}
		if got := lines(doc, "time"); !slices.Equal(got, []string{"13:00", "02:30", "00:30", "13:00", "13:00", "13:00"}) {
			t.Errorf("times %q", got)
		}
	}
}

func TestJournalOfBatches(t *testing.T) {
	made := func(n int, act models.Act, day date.Date, undone int) []page.JournalChange {
		var list []page.JournalChange
		for i := range n {
			c := told(daily, models.Change{
				ID: fmt.Sprint("c", n-i), Subject: models.OnEntry, SubjectID: fmt.Sprint("h", n-i), Act: act, Day: day, Batch: "b",
				After: models.Fields{Amount: maybe(1)}, Undone: i < undone,
			})
			list = append(list, c)
		}
		return list
	}
	tests := []struct {
		name  string
		list  []page.JournalChange
		says  string
		verb  string
		parts int
	}{
		{"a column", made(3, models.ActTick, sunday, 0), "3 habits, today: filled in at once", "Undo all", 3},
		{"skipped", made(2, models.ActSkip, sunday-1, 0), "2 habits, yesterday: skipped", "Undo all", 2},
		{"in part", made(4, models.ActTick, sunday, 1), "4 habits, today: filled in at once 1 of them taken back", "Undo all", 4},
		{"whole", made(2, models.ActTick, sunday, 2), "2 habits, today: filled in at once taken back", "", 2},
		{"undone", made(2, models.ActUndo, sunday, 0), "2 habits, today: undone, 2 changes together", "Do all again", 2},
		{"many", made(100, models.ActEdit, 0, 0), "100 habits: 100 changes made together", "Undo all", 61},
		{"one", made(1, models.ActTick, sunday, 0), "It, today: ticked", "Undo", 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc := journal(t, 0, test.list...)
			if got := lines(doc, ".journal > li > div > p"); len(got) != 1 || got[0] != test.says {
				t.Errorf("says %q, want %q", got, test.says)
			}
			if got := strings.Join(lines(doc, "li > form button"), ""); got != test.verb {
				t.Errorf("offers %q, want %q", got, test.verb)
			}
			if got := doc.Find(".parts li").Length(); got != test.parts {
				t.Errorf("%d parts, want %d", got, test.parts)
			}
			if form := doc.Find("li > form"); form.Length() > 0 && form.AttrOr("action", "") != "/changes/c1/undo" {
				t.Errorf("takes back %s, want the first of them", form.AttrOr("action", ""))
			}
			if alone := doc.Find(`li > form input[name="alone"]`).Length() > 0; alone != (test.parts == 0) {
				t.Errorf("takes one back alone: %t", alone)
			}
		})
	}
	mixed := append(made(2, models.ActTick, sunday, 0), told(daily, models.Change{ID: "x", SubjectID: "h"}))
	if got := journal(t, 0, mixed...).Find(".journal > li").Length(); got != 2 {
		t.Errorf("%d lines of two acts", got)
	}
}

// What a person wrote is text, in its own direction.
func TestJournalOfNamesOfAllKinds(t *testing.T) {
	c := told(daily, models.Change{ID: "c", Subject: models.OnEntry, SubjectID: "h", Day: sunday, Act: models.ActTick, After: models.Fields{Amount: maybe(1)}})
	c.Name = `قراءة <script>alert(1)</script>`
	doc := journal(t, 0, c)
	if doc.Find("script:not([src])").Length() != 0 || doc.Find(".journal b").Text() != c.Name || doc.Find(".journal b").AttrOr("dir", "") != "auto" {
		t.Errorf("drawn as %q", doc.Find(".journal b").Text())
	}
	if got := doc.Find(".journal button").AttrOr("aria-label", ""); !strings.HasPrefix(got, "Undo: "+c.Name+", today: ticked, at ") {
		t.Errorf("the button is called %q", got)
	}
	c.Name, c.Open = "", false
	if got := lines(journal(t, 0, c), ".journal p")[0]; got != "A habit that is gone, today: ticked" {
		t.Errorf("says %q", got)
	}
}
