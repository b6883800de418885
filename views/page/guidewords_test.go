package page_test

import (
	"strings"
	"testing"

	"gloss/models"
	"gloss/models/passage"
	"gloss/views/page"
)

func TestGuideWords(t *testing.T) {
	yes, no := true, false
	undo := models.Change{Act: models.ActUndo}
	mark := func(note string) *models.MaybeMark { return &models.MaybeMark{Mark: &models.Mark{Note: note}} }
	nothing := &models.MaybeMark{}
	plain, shared := &models.GuideDetails{Title: "It"}, &models.GuideDetails{Title: "It", Author: "N", Shared: true}
	one := []passage.Selector{{Exact: "Walk."}}
	f := func(set func(*models.Fields)) (fields models.Fields) {
		set(&fields)
		return fields
	}
	deleted := func(b *bool) models.Fields { return f(func(f *models.Fields) { f.Deleted = b }) }
	marked := func(m *models.MaybeMark) models.Fields { return f(func(f *models.Fields) { f.Mark = m }) }
	details := func(d *models.GuideDetails) models.Fields { return f(func(f *models.Fields) { f.Guide = d }) }
	source := func(p ...passage.Selector) models.Fields {
		return f(func(f *models.Fields) { f.Source = &models.HabitSource{Passages: p} })
	}
	for _, c := range []struct {
		subject       models.Subject
		act           models.Act
		before, after models.Fields
		target        models.Change
		flash         string
		line          string
	}{
		{models.OnGuide, models.ActCreate, deleted(&yes), deleted(&no), models.Change{}, "“It” is in your library.", "It: brought in"},
		{models.OnGuide, models.ActDelete, deleted(&no), deleted(&yes), models.Change{}, "“It” is deleted, and can be brought back for 30 days. Habits made from it keep their quotes.", "It: deleted"},
		{models.OnGuide, models.ActRestore, deleted(&yes), deleted(&no), models.Change{}, "“It” is back in your library.", "It: brought back"},
		{models.OnGuide, models.ActUndo, deleted(&no), deleted(&yes), models.Change{}, "Undone: “It” is out of your library.", "It: undone, it is out of your library"},
		{models.OnGuide, models.ActUndo, deleted(&yes), deleted(&no), undo, "Done again: “It” is back in your library.", "It: done again, it is back in your library"},
		{models.OnGuide, models.ActEdit, details(plain), details(shared), models.Change{}, "Details saved: author; everybody here may read it now.", "It: details saved: author; everybody here may read it now"},
		{models.OnGuide, models.ActUndo, details(shared), details(plain), models.Change{}, "Undone: “It” has its details as they were.", "It: undone, it has its details as they were"},
		{models.OnGuide, models.ActMark, marked(nothing), marked(mark("")), models.Change{}, "Passage marked.", "It: passage marked"},
		{models.OnGuide, models.ActMark, marked(nothing), marked(mark("x")), models.Change{}, "Passage marked, with a note.", "It: passage marked, with a note"},
		{models.OnGuide, models.ActMark, marked(mark("x")), marked(mark("y")), models.Change{}, "Note saved.", "It: note saved"},
		{models.OnGuide, models.ActMark, marked(mark("x")), marked(mark("")), models.Change{}, "Note taken away, the mark stays.", "It: note taken away, the mark stays"},
		{models.OnGuide, models.ActUnmark, marked(mark("x")), marked(nothing), models.Change{}, "Mark and note taken off.", "It: mark and note taken off"},
		{models.OnGuide, models.ActUndo, marked(nothing), marked(mark("x")), models.Change{}, "Undone: “It” has its mark as it was.", "It: undone, it has its mark as it was"},
		{models.OnGuide, models.ActUndo, marked(mark("x")), marked(nothing), models.Change{}, "Undone: “It” is without that mark.", "It: undone, it is without that mark"},
		{models.OnHabit, models.ActSource, source(), source(one...), models.Change{}, "It: comes from this passage now.", "It: comes from this passage now"},
		{models.OnHabit, models.ActSource, source(one...), source(one[0], one[0]), models.Change{}, "It: passage added.", "It: passage added"},
		{models.OnHabit, models.ActSource, source(one...), source(), models.Change{}, "It: without a source now.", "It: without a source now"},
		{models.OnHabit, models.ActUndo, source(), source(one...), models.Change{}, "Undone: It has its passages as they were.", "It: undone, it has its passages as they were"},
	} {
		change := models.Change{ID: "c", Subject: c.subject, SubjectID: "id", Act: c.act, Before: c.before, After: c.after}
		told := page.Told{Change: change, Name: "It", Target: c.target}
		if got := told.Flash(sunday); got != c.flash {
			t.Errorf("says %q, want %q", got, c.flash)
		}
		doc := journal(t, 0, page.JournalChange{Told: told, Open: true})
		if got := strings.Join(lines(doc, ".journal p"), "|"); got != c.line {
			t.Errorf("the journal says %q, want %q", got, c.line)
		}
	}
}

func TestSinceOfAGuide(t *testing.T) {
	gone := true
	told := page.Told{Change: models.Change{Subject: models.OnGuide, SubjectID: "id", Act: models.ActEdit}, Name: "It"}
	changed := models.Changed{
		Left:   models.Fields{Guide: &models.GuideDetails{Title: "It"}},
		Stands: models.Fields{Guide: &models.GuideDetails{Title: "Other"}},
	}
	want := "Changed again since: It. This left the title “It”; now there is the title “Other”. Nothing was undone."
	if got := told.Since(changed, sunday); got != want {
		t.Errorf("%q, want %q", got, want)
	}
	changed.Stands = models.Fields{Deleted: &gone}
	if got := told.Since(changed, sunday); !strings.Contains(got, "now there is a deleted guide") {
		t.Errorf("%q", got)
	}
}
