package page

import (
	"time"

	"gloss/models"
	"gloss/models/date"
)

// DeletedView lists the habits that were deleted and can be brought back.
type DeletedView struct {
	Habits []DeletedLine
}

// DeletedLine is one habit that was deleted.
type DeletedLine struct {
	ID, Name string
	When     string // it was deleted, and until when it is kept
}

// DeletedOf lists deleted habits, the last one first.
func DeletedOf(habits []models.Habit, zone *time.Location, today date.Date) DeletedView {
	var v DeletedView
	for _, h := range habits {
		at := date.Of(time.UnixMilli(h.DeletedAt).In(zone))
		v.Habits = append(v.Habits, DeletedLine{
			ID: h.ID, Name: h.Name,
			When: "deleted " + dayName(at, today) + ", kept until " + dayInFull(at+KeptFor, today),
		})
	}
	return v
}
