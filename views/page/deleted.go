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

// DeletedLine is one habit or guide that was deleted.
type DeletedLine struct {
	ID, Name string
	When     string // it was deleted, and until when it is kept
}

// DeletedOf lists deleted habits, the last one first.
func DeletedOf(habits []models.Habit, zone *time.Location, today date.Date) DeletedView {
	var v DeletedView
	for _, h := range habits {
		v.Habits = append(v.Habits, deletedLine(h.ID, h.Name, h.DeletedAt, zone, today))
	}
	return v
}

// deletedLine is what was deleted at a time in milliseconds UTC.
func deletedLine(id, name string, deleted int64, zone *time.Location, today date.Date) DeletedLine {
	at := date.Of(time.UnixMilli(deleted).In(zone))
	return DeletedLine{
		ID: id, Name: name,
		When: "deleted " + dayName(at, today) + ", kept until " + dayInFull(at+KeptFor, today),
	}
}
