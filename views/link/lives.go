package link

import (
	"net/url"

	"gloss/models/date"
)

// Addresses of pauses and of what was deleted.
const (
	Pauses        = "/pauses"
	DeletedHabits = "/habits/deleted"
)

// The parts of the page for editing a habit.
const (
	TermsPart  = "terms"
	PausesPart = "pauses"
)

// EditHabit is where a habit is changed.
func EditHabit(id string) string { return Habit(id) + "/edit" }

// EditHabitAt is one part of the page for editing a habit.
func EditHabitAt(id, part string) string { return EditHabit(id) + "#" + part }

// DropPlan is where the terms from a day on are taken off a habit again.
func DropPlan(id string, from date.Date) string {
	return Habit(id) + "/plans/" + from.String() + "/remove"
}

// ArchiveHabit is where a habit is put away.
func ArchiveHabit(id string) string { return Habit(id) + "/archive" }

// UnarchiveHabit is where an archived habit is brought back.
func UnarchiveHabit(id string) string { return Habit(id) + "/unarchive" }

// DeleteHabit is where a habit is hidden, to be gone in 30 days.
func DeleteHabit(id string) string { return Habit(id) + "/delete" }

// RestoreHabit is where a deleted habit is brought back.
func RestoreHabit(id string) string { return Habit(id) + "/restore" }

// CopyHabit is where a habit is copied.
func CopyHabit(id string) string { return Habit(id) + "/copy" }

// HabitPauses is where a habit is paused.
func HabitPauses(id string) string { return Habit(id) + Pauses }

// EndPause is where a pause is ended.
func EndPause(id string) string { return Pauses + "/" + url.PathEscape(id) + "/end" }

// RemovePause is where a pause is taken away.
func RemovePause(id string) string { return Pauses + "/" + url.PathEscape(id) + "/remove" }
