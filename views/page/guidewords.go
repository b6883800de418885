package page

import (
	"gloss/models"
	"gloss/models/plan"
)

// guideFlash says what was just done to a guide or to a mark in it, in a
// sentence; ok is false for what is done to anything else.
func (t Told) guideFlash() (words string, ok bool) {
	if t.Subject != models.OnGuide {
		return "", false
	}
	name := "“" + excerpt(t.Name, 80) + "”"
	if t.Act == models.ActUndo {
		words = "Undone: "
		if t.Target.Act == models.ActUndo {
			words = "Done again: "
		}
		return words + name + " " + t.guideBack() + "." + t.since(), true
	}
	switch t.Act {
	case models.ActCreate:
		words = name + " is in your library."
	case models.ActDelete:
		words = name + " is deleted, and can be brought back for 30 days. Habits made from it keep their quotes."
	case models.ActRestore:
		words = name + " is back in your library."
	default:
		words = capital(t.guideDeed()) + "."
	}
	return words + t.since(), true
}

// guideDeed says in a few words what a change did to a guide.
func (t Told) guideDeed() string {
	switch t.Act {
	case models.ActCreate:
		return "brought in"
	case models.ActDelete:
		return "deleted"
	case models.ActRestore:
		return "brought back"
	case models.ActMark, models.ActUnmark:
		return t.markDeed()
	case models.ActUndo:
		return t.guideBack()
	}
	return t.detailsDeed()
}

func (t Told) markDeed() string {
	was, is := t.markBefore(), t.markAfter()
	switch {
	case is == nil && was != nil && was.Note != "":
		return "mark and note taken off"
	case is == nil:
		return "mark taken off"
	case was == nil && is.Note == "":
		return "passage marked"
	case was == nil:
		return "passage marked, with a note"
	case is.Note == "":
		return "note taken away, the mark stays"
	}
	return "note saved"
}

func (t Told) markBefore() *models.Mark { return markIn(t.Before) }
func (t Told) markAfter() *models.Mark  { return markIn(t.After) }

func markIn(f models.Fields) *models.Mark {
	if f.Mark == nil {
		return nil
	}
	return f.Mark.Mark
}

// detailsDeed says which details a change altered.
func (t Told) detailsDeed() string {
	was, is := t.Before.Guide, t.After.Guide
	if was == nil || is == nil {
		return "nothing to change"
	}
	var parts []string
	for _, f := range []struct {
		name    string
		changed bool
	}{
		{"title", was.Title != is.Title}, {"author", was.Author != is.Author}, {"publisher", was.Publisher != is.Publisher},
		{"date", was.Published != is.Published}, {"address", was.URL != is.URL}, {"language", was.Language != is.Language},
	} {
		if f.changed {
			parts = append(parts, f.name)
		}
	}
	shares := ""
	if was.Shared != is.Shared {
		shares = either(is.Shared, "everybody here may read it now", "nobody else may read it any more")
	}
	switch {
	case len(parts) == 0:
		return shares
	case shares != "":
		return "details saved: " + plan.List(parts) + "; " + shares
	}
	return "details saved: " + plan.List(parts)
}

// guideBack says how a guide stands after an undo.
func (t Told) guideBack() string {
	a := t.After
	switch {
	case a.Deleted != nil:
		return either(*a.Deleted, "is out of your library", "is back in your library")
	case a.Mark != nil && a.Mark.Mark == nil:
		return "is without that mark"
	case a.Mark != nil:
		return "has its mark as it was"
	case a.Guide != nil:
		return "has its details as they were"
	}
	return "is as it was"
}

// sourceDeed says what a change did to the passages of a habit.
func (t Told) sourceDeed() string {
	var was, is int
	if s := t.Before.Source; s != nil {
		was = len(s.Passages)
	}
	if s := t.After.Source; s != nil {
		is = len(s.Passages)
	}
	switch {
	case is == 0:
		return "without a source now"
	case is > was && was > 0:
		return "passage added"
	case is < was:
		return "passage taken off"
	}
	return "comes from " + either(is == 1, "this passage", "these passages") + " now"
}

// guideFields says what stands of a guide, a mark or a habit's source in f.
func guideFields(f models.Fields) (parts []string) {
	if f.Guide != nil {
		parts = append(parts, "the title “"+excerpt(f.Guide.Title, 60)+"”")
	}
	switch {
	case f.Mark != nil && f.Mark.Mark == nil:
		parts = append(parts, "no mark")
	case f.Mark != nil && f.Mark.Mark.Note == "":
		parts = append(parts, "a mark without a note")
	case f.Mark != nil:
		parts = append(parts, "the note “"+excerpt(f.Mark.Mark.Note, 60)+"”")
	}
	switch {
	case f.Source != nil && len(f.Source.Passages) == 0:
		parts = append(parts, "no source")
	case f.Source != nil:
		parts = append(parts, "the passage “"+excerpt(f.Source.Passages[0].Exact, 60)+"”")
	}
	return parts
}
