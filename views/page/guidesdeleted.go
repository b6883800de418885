package page

import (
	"time"

	"gloss/models"
	"gloss/models/date"
)

// GuideDeleteView says what becomes of a guide, and of what hangs on it, when it
// is deleted.
type GuideDeleteView struct {
	ID, Title string
	Habits    []GuideUse // the person's, made from it
	Shared    bool       // others here read it too
	Until     string     // the last day it can be brought back
}

// DeleteGuideOf makes that view.
func DeleteGuideOf(g models.Guide, habits []GuideHabit, today date.Date) GuideDeleteView {
	return GuideDeleteView{
		ID: g.ID, Title: g.Title, Habits: guideUses(g, habits), Shared: g.Shared, Until: dayInFull(today+KeptFor, today),
	}
}

// GuidesDeletedView lists the guides that were deleted and can be brought back.
type GuidesDeletedView struct{ Guides []DeletedLine }

// GuidesDeletedOf lists deleted guides, the last one first.
func GuidesDeletedOf(guides []models.Guide, zone *time.Location, today date.Date) GuidesDeletedView {
	var v GuidesDeletedView
	for _, g := range guides {
		v.Guides = append(v.Guides, deletedLine(g.ID, g.Title, g.DeletedAt, zone, today))
	}
	return v
}
