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

// life is a change of a habit itself, made on sunday.
func life(act models.Act, before, after models.Fields) models.Change {
	at := time.Date(2026, time.November, 22, 12, 0, 0, 0, time.UTC).UnixMilli()
	return models.Change{Subject: models.OnHabit, SubjectID: "h", Act: act, Before: before, After: after, At: at}
}

func TestLifeWords(t *testing.T) {
	yes, no, name, sky := true, false, "Sun", "Sky"
	never, then := int64(0), int64(1)
	untouched := models.Fields{}
	onPlan := func(from date.Date, p *plan.Plan) models.Fields {
		return models.Fields{Plans: []models.MaybePlan{{From: from, Plan: p}}}
	}
	with := func(p *models.Pause) models.Fields { return models.Fields{Pause: &models.MaybePause{Pause: p}} }
	gone := with(nil)
	holiday := with(&models.Pause{HabitID: "h", From: sunday + 9, To: sunday + 22})
	open := with(&models.Pause{HabitID: "h", From: sunday})
	ended := with(&models.Pause{HabitID: "h", From: sunday - 3, To: sunday})
	saved := "It is saved. These terms rule from "
	stay := "; days before stay as they were judged."
	tests := []struct {
		name       string
		change     models.Change
		says, line string
	}{
		{"nothing different", life(models.ActEdit, untouched, untouched), "It: nothing was different.", "Nothing to change"},
		{"a name", life(models.ActEdit, models.Fields{Name: &name}, models.Fields{Name: &sky}), "It is saved.", "Changed: name"},
		{"words and tags", life(models.ActEdit, models.Fields{Cue: &name, Tags: &[]models.TagName{}}, models.Fields{Cue: &sky, Tags: &[]models.TagName{}}), "It is saved.", "Changed: cue and tags"},
		{"terms from today", life(models.ActEdit, onPlan(sunday, nil), onPlan(sunday, &sun)), saved + "today, Sunday 22 November" + stay, "Changed: terms from Sunday 22 November on"},
		{"terms from Monday", life(models.ActEdit, onPlan(sunday-6, nil), onPlan(sunday-6, &sun)), saved + "Monday 16 November" + stay, "Changed: terms from Monday 16 November on"},
		{"the first terms", life(models.ActEdit, onPlan(0, &daily), onPlan(0, &sun)), saved + "its first day on.", "Changed: terms"},
		{"terms back", life(models.ActEdit, onPlan(sunday, &sun), onPlan(sunday, nil)), "It is saved. From today, Sunday 22 November on the terms before rule again.", "Changed: terms, back to those before"},
		{"archived", life(models.ActArchive, models.Fields{Archived: &never}, models.Fields{Archived: &then}), "It is archived. Its years stay, and it can be brought back any day.", "Archived"},
		{"unarchived", life(models.ActUnarchive, models.Fields{Archived: &then}, models.Fields{Archived: &never}), "It is on your list again.", "Brought back"},
		{"deleted", life(models.ActDelete, models.Fields{Deleted: &no}, models.Fields{Deleted: &yes}), "It is deleted, and can be brought back for 30 days.", "Deleted"},
		{"restored", life(models.ActRestore, models.Fields{Deleted: &yes}, models.Fields{Deleted: &no}), "It is back, with everything you logged.", "Brought back"},
		{"copied", life(models.ActCopy, models.Fields{Deleted: &yes}, models.Fields{Deleted: &no}), "It is on your list. Give it a name and terms of its own.", "Copied"},
		{"a holiday", life(models.ActPause, gone, holiday), "It is paused from 1 December to 14 December.", "Paused to 14 December"},
		{"an open pause", life(models.ActPause, gone, open), "It is paused from 22 November until further notice.", "Paused until further notice"},
		{"ended", life(models.ActEnd, open, ended), "It: the pause ends today; from tomorrow on days count again.", "The pause from here on ends today; from tomorrow on days count again"},
		{"unpaused", life(models.ActUnpause, holiday, gone), "It: the pause from 1 December to 14 December is removed.", "The pause from here on removed"},
		{"a pause undone", life(models.ActUndo, holiday, gone), "Undone: It is without the pause from 1 December to 14 December.", "Undone: it is without the pause from 1 December to 14 December"},
		{"archived no more", life(models.ActUndo, models.Fields{Archived: &then}, models.Fields{Archived: &never}), "Undone: It is on your list again.", "Undone: it is on your list again"},
		{"terms as they were", life(models.ActUndo, onPlan(sunday, &sun), onPlan(sunday, nil)), "Undone: It has its terms as they were.", "Undone: it has its terms as they were"},
		{"called so again", life(models.ActUndo, models.Fields{Name: &sky}, models.Fields{Name: &name}), "Undone: It is called that again.", "Undone: it is called that again"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			told := page.Told{Change: test.change, Name: "It"}
			if got := told.Flash(sunday); got != test.says {
				t.Errorf("says %q", got)
			}
			v := page.HabitOf(page.HabitInput{Track: keep(daily, nil), Today: sunday, At: sunday, Zone: time.UTC, Changes: []page.Told{told}})
			line := v.Lately[0].Words
			if got := strings.ToUpper(line[:1]) + line[1:]; got != test.line {
				t.Errorf("the journal says %q", got)
			}
			told.Undone = true
			if got := told.Flash(sunday); test.change.Act != models.ActUndo && got != test.says+" It was taken back since." {
				t.Errorf("taken back it says %q", got)
			}
		})
	}
}

func TestDroppedTermsAndPausesOfAll(t *testing.T) {
	drop := life(models.ActDrop, models.Fields{Plans: []models.MaybePlan{{From: sunday - 6, Plan: &sun}}}, models.Fields{Plans: []models.MaybePlan{{From: sunday - 6}}})
	drop.Subject, drop.Day = models.OnPlan, sunday-6
	if got := (page.Told{Change: drop, Name: "It"}).Flash(sunday); got != "It: the terms from Monday 16 November on are taken off. Those before them rule these days again." {
		t.Errorf("says %q", got)
	}
	all := life(models.ActPause, models.Fields{Pause: &models.MaybePause{}}, models.Fields{Pause: &models.MaybePause{Pause: &models.Pause{From: sunday, To: sunday}}})
	all.Subject, all.SubjectID = models.OnPause, ""
	if got := (page.Told{Change: all}).Flash(sunday); got != "All habits are paused on 22 November." {
		t.Errorf("says %q", got)
	}
	all.Act, all.Before, all.After = models.ActUndo, all.After, all.Before
	if got := (page.Told{Change: all}).Flash(sunday); got != "Undone: all habits are without the pause on 22 November." {
		t.Errorf("says %q", got)
	}
}
