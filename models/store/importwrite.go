package store

import (
	"slices"
	"strings"

	"gorm.io/gorm"

	"gloss/models"
	"gloss/models/date"
)

// rowsAtOnce is how many rows one statement writes at most.
const rowsAtOnce = 1000

// writeDays makes what is stored of days of a habit what they are after a change,
// given that it is what they were before, and calls each after every statement
// of entries with how many days it wrote.
func writeDays(tx *gorm.DB, habitID string, days []models.DayChange, each func(days int)) error {
	var empty, stale []date.Date
	var full []models.DayChange
	for _, d := range days {
		switch {
		case d.After == nil:
			empty = append(empty, d.Day)
			continue
		case d.Before != nil && len(d.Before.Items) > 0:
			stale = append(stale, d.Day)
		}
		full = append(full, d)
	}
	for list := range slices.Chunk(empty, rowsAtOnce) {
		if err := tx.Where("habit_id = ? AND day IN ?", habitID, list).Delete(&models.Entry{}).Error; err != nil {
			return err // its items go with it
		}
		each(len(list))
	}
	for list := range slices.Chunk(stale, rowsAtOnce) {
		if err := tx.Where("habit_id = ? AND day IN ?", habitID, list).Delete(&models.EntryItem{}).Error; err != nil {
			return err
		}
	}
	for list := range slices.Chunk(full, rowsAtOnce) {
		if err := putEntries(tx, habitID, list); err != nil {
			return err
		}
		each(len(list))
	}
	return putItems(tx, habitID, full)
}

func putEntries(tx *gorm.DB, habitID string, days []models.DayChange) error {
	args := make([]any, 0, 5*len(days))
	for _, d := range days {
		var amount any
		if d.After.Amount != nil {
			amount = int64(*d.After.Amount)
		}
		args = append(args, habitID, d.Day.String(), amount, d.After.Skipped, d.After.Note)
	}
	return insert(tx, "entries (habit_id, day, amount, skipped, note)", 5, args,
		"ON CONFLICT (habit_id, day) DO UPDATE SET amount = excluded.amount, skipped = excluded.skipped, note = excluded.note")
}

func putItems(tx *gorm.DB, habitID string, days []models.DayChange) error {
	var args []any
	for _, d := range days {
		for _, item := range d.After.Items {
			args = append(args, habitID, d.Day.String(), item.Item, item.Name, item.At)
		}
	}
	for rows := range slices.Chunk(args, 5*rowsAtOnce) {
		if err := insert(tx, "entry_items (habit_id, day, item, name, position)", 5, rows, ""); err != nil {
			return err
		}
	}
	return nil
}

// insert writes rows of so many columns in one statement.
func insert(tx *gorm.DB, into string, columns int, args []any, more string) error {
	if len(args) == 0 {
		return nil
	}
	row := ", (?" + strings.Repeat(", ?", columns-1) + ")"
	return tx.Exec("INSERT INTO "+into+" VALUES "+strings.Repeat(row, len(args)/columns)[2:]+" "+more, args...).Error
}
