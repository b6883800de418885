package page_test

import (
	"strings"
	"testing"
	"time"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/views/layout"
	"gloss/views/page"
	"gloss/views/ui"
)

var everyDay = plan.Plan{Kind: plan.Tick, Period: plan.Day, Min: plan.At(1), Step: plan.Whole}

func TestWhatIsInAFile(t *testing.T) {
	first, last := date.New(2019, time.May, 3), date.New(2026, time.November, 22)
	v := page.ImportFound{
		ID: "file-of-this-test", Title: "Loop Habit Tracker (backup)", Files: page.FileList([]string{"loop.db"}),
		Entries: 12_045, From: first, To: last, Besides: models.Besides(1, 0, 2, 0, 1204, true),
		Habits: []page.ImportHabit{
			{Name: "Stretch", Plan: everyDay, Entries: 1, From: first, To: first, New: 1, Choice: page.ImportDoubt{ID: "habit.0", Chosen: "new", Options: []ui.OptionArgs{{Value: "new", Label: "A new habit"}}}},
			{Name: "قراءة", Plan: everyDay, Entries: 12_044, From: first, To: last, New: 12_000, Same: 40, Clash: 4, Archived: true, Asked: true,
				Choice: page.ImportDoubt{ID: "habit.1", Ask: "Which?", Chosen: "leave"}},
			{Name: "Walk", Plan: everyDay, LeftOut: true},
			{Name: "Read", Plan: everyDay, Entries: 2, From: last - 1, To: last, Same: 2, Joins: true, Reminder: "07:30 mo fr"},
		},
		Doubts: []page.ImportDoubt{{ID: "clash", Ask: "Which counts?", Chosen: "take", Options: []ui.OptionArgs{{Value: "keep", Label: "Here"}, {Value: "take", Label: "There"}}}},
		Lost:   []page.ImportLoss{{What: "Colours.", Count: 1}, {What: "Reminders.", Count: 1200, Where: "row 3"}},
		Proof: &page.ImportProof{Compared: 2322, Agree: 2310, Habits: []page.ProofHabit{{
			Name: "Stretch", Compared: 1024, Agree: 1012, Day: first, Theirs: 0.43125, Ours: 0.5, Why: []string{"Of skipped days."},
		}}},
	}
	doc := component(t, page.ImportPreview(layout.Shell{User: "ana"}, v))
	text := strings.Join(strings.Fields(doc.Find("main").Text()), " ")
	for _, want := range []string{
		"habits4days logged12,0453 May 2019 – 22 Nov 20262019–2026", "And 1 guide, 2 pauses, 1,204 lines of the journal and settings.",
		"1 day, 3 May 2019", "12,044 days, 3 May 2019 – 22 Nov 2026", "12,000 new, 40 here already and 4 otherwise here", "no days logged",
		"2,310 of 2,322 strengths agree to four decimals.", "12 of 1,024 differ. 3 May 2019, the first: 0.4313 in the file, 0.5000 here.", "Of skipped days.",
		"1,200 times, first at row 3", "Reminder 07:30, Mon and Fri: kept, not used yet", "2 days, 21 – 22 Nov 2026", "Bring in 2 habits",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("it does not say %q:\n%s", want, text)
		}
	}
	if got := doc.Find("[name='choice.clash'][checked]").AttrOr("value", ""); got != "take" {
		t.Errorf("chosen is %q", got)
	}
	if doc.Find("select[aria-describedby='ask-1'] , #ask-1").Length() != 2 {
		t.Error("the question is not tied to its choice")
	}
	v.Nothing, v.Habits[2].LeftOut = true, false
	doc = component(t, page.ImportPreview(layout.Shell{User: "ana"}, v))
	if got := lines(doc, "#nothing"); len(got) != 1 || got[0] != "All of this is here already" || doc.Find("[value=bring]").Length() != 0 {
		t.Errorf("of nothing new it says %q", got)
	}
}

func TestWhatCameOfAFile(t *testing.T) {
	for want, d := range map[string]page.ImportDone{
		"1 day came, with 1 new habit.": {Change: "c", Entries: 1, Habits: 1},
		"1,204 days came, with 2 new habits, 1 habit that was here already and 3 guides. 40 were here already. 1 stands otherwise here, and was left as it is.": {
			Change: "c", Entries: 1204, Habits: 2, Joined: 1, Same: 40, Kept: 1, Besides: models.Besides(3, 0, 0, 0, 0, false)},
		"1 new habit came.": {Change: "c", Habits: 1},
		"Settings came.":    {Change: "c", Besides: models.Besides(0, 0, 0, 0, 0, true)},
		"All that the file holds was here already. Nothing was written.": {Same: 12},
	} {
		doc := component(t, page.ImportResult(layout.Shell{User: "ana"}, d))
		if got := strings.Join(lines(doc, "[role=status]"), ""); !strings.Contains(got, want) {
			t.Errorf("it says %q, not %q", got, want)
		}
		if undo := doc.Find("form[action$='/undo']").Length(); undo != map[bool]int{true: 1, false: 0}[d.Change != ""] {
			t.Errorf("%q: %d ways to take it back", want, undo)
		}
	}
}

func TestHowFarAFileIs(t *testing.T) {
	for want, p := range map[string]page.ImportProgress{
		"Others’ files come first. Yours is next.": {Stage: page.StageWaiting},
		"Reading.":                 {Stage: page.StageReading},
		"12,000 days read so far.": {Stage: page.StageReading, Done: 12_000},
		"1 day read. Now they are held against what is here.":       {Stage: page.StageComparing, Done: 1},
		"3,500 of 12,000 so far. All of it comes, or nothing does.": {Stage: page.StageBringing, Done: 3500, Total: 12_000},
		"All of it comes, or nothing does.":                         {Stage: page.StageBringing},
	} {
		doc := component(t, page.ImportWait(layout.Shell{User: "ana"}, p))
		if got := strings.Join(lines(doc, "[role=status]"), ""); got != want {
			t.Errorf("it says %q, not %q", got, want)
		}
		p.Brings = p.Stage == page.StageBringing
		doc = component(t, page.ImportWait(layout.Shell{User: "ana"}, p))
		if got, heads := doc.Find("h1").Text(), map[bool]string{true: "Bringing it in", false: "Looking inside"}[p.Brings]; got != heads {
			t.Errorf("%q stands under %q", want, got)
		}
		if got := doc.Find("progress").AttrOr("max", ""); (got != "") != (p.Total > 0) {
			t.Errorf("%q: the bar ends at %q", want, got)
		}
	}
}
