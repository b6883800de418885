package store

import (
	"context"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"gloss/models"
	"gloss/models/date"
)

// DayNote returns a person's note on a day that belongs to no habit, empty
// where there is none.
func (s *Store) DayNote(ctx context.Context, userID string, day date.Date) (string, error) {
	note, err := dayNote(s.read(ctx), userID, day)
	return note, wrap("day note", err)
}

// SetDayNote puts a note on a day, also on one that is yet to come; an empty one
// takes it away. It fails with Invalid and ErrConflict.
func (s *Store) SetDayNote(ctx context.Context, userID, changeID string, day date.Date, note string) (models.Change, error) {
	bad := models.Invalid{}
	if !day.Valid() {
		bad.Add("day", "Choose a day between 1970 and 2200.")
	}
	models.ValidateNote(note, bad)
	if err := bad.Or(); err != nil {
		return models.Change{}, err
	}
	c := models.Change{
		UserID: userID, ID: changeID, Subject: models.OnDay, Day: day, Act: models.ActNote,
		Digest: asked("day note", day, note),
	}
	return s.act(ctx, "set day note", c, func(tx *gorm.DB, c *models.Change) error {
		old, err := dayNote(tx, userID, day)
		if err != nil || old == note {
			return err
		}
		c.Before.Note, c.After.Note = &old, &note
		return writeDayNote(tx, userID, day, note)
	})
}

func dayNote(tx *gorm.DB, userID string, day date.Date) (string, error) {
	var rows []models.DayNote
	err := tx.Where("user_id = ? AND day = ?", userID, day).Limit(1).Find(&rows).Error
	if err != nil || len(rows) == 0 {
		return "", err
	}
	return rows[0].Note, nil
}

func writeDayNote(tx *gorm.DB, userID string, day date.Date, note string) error {
	if note == "" {
		return tx.Where("user_id = ? AND day = ?", userID, day).Delete(&models.DayNote{}).Error
	}
	return tx.Clauses(clause.OnConflict{
		Columns:   []clause.Column{{Name: "user_id"}, {Name: "day"}},
		DoUpdates: clause.AssignmentColumns([]string{"note"}),
	}).Create(&models.DayNote{UserID: userID, Day: day, Note: note}).Error
}

// undoDayNote takes back what a change made of a day's note.
func undoDayNote(tx *gorm.DB, c *models.Change, target models.Change) error {
	if target.After.Note == nil {
		return nil
	}
	stands, err := dayNote(tx, target.UserID, target.Day)
	if err != nil {
		return err
	}
	if stands != *target.After.Note {
		return changedSince(target, models.Fields{Note: &stands})
	}
	swapped(c, target)
	return writeDayNote(tx, target.UserID, target.Day, *target.Before.Note)
}
