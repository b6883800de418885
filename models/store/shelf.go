package store

import (
	"context"

	"gorm.io/gorm"

	"gloss/models"
)

// Archive takes a habit off Today and the board, and keeps all that is its own.
// It fails with Invalid, ErrConflict and ErrNotFound.
func (s *Store) Archive(ctx context.Context, userID, changeID, habitID string) (models.Change, error) {
	return s.shelve(ctx, "archive", models.ActArchive, userID, changeID, habitID)
}

// Unarchive brings an archived habit back. It fails with Invalid, ErrConflict
// and ErrNotFound.
func (s *Store) Unarchive(ctx context.Context, userID, changeID, habitID string) (models.Change, error) {
	return s.shelve(ctx, "unarchive", models.ActUnarchive, userID, changeID, habitID)
}

// DeleteHabit hides a habit for 30 days, after which PurgeHabits deletes it for
// good. It fails with Invalid, ErrConflict and ErrNotFound.
func (s *Store) DeleteHabit(ctx context.Context, userID, changeID, habitID string) (models.Change, error) {
	return s.shelve(ctx, "delete habit", models.ActDelete, userID, changeID, habitID)
}

// RestoreHabit brings back a habit that was deleted less than 30 days ago. It
// fails with Invalid, ErrConflict and ErrNotFound.
func (s *Store) RestoreHabit(ctx context.Context, userID, changeID, habitID string) (models.Change, error) {
	return s.shelve(ctx, "restore habit", models.ActRestore, userID, changeID, habitID)
}

// shelve puts a habit where an act wants it. One that is there already stays,
// and the change alters nothing.
func (s *Store) shelve(ctx context.Context, what string, act models.Act, userID, changeID, habitID string) (models.Change, error) {
	c := models.Change{
		UserID: userID, ID: changeID, Subject: models.OnHabit, SubjectID: habitID, Act: act,
		Digest: asked(act, habitID),
	}
	return s.act(ctx, what, c, func(tx *gorm.DB, c *models.Change) error {
		var h models.Habit
		if err := tx.Where("id = ? AND user_id = ?", habitID, userID).Take(&h).Error; err != nil {
			return err
		}
		if act == models.ActDelete || act == models.ActRestore {
			hide := act == models.ActDelete
			if shown := h.DeletedAt == 0; shown != hide {
				return nil
			}
			if !hide && h.DeletedAt <= instant(s.now().Add(-hiddenFor)) {
				return models.ErrNotFound
			}
			return s.hide(tx, c, h, hide)
		}
		if h.DeletedAt != 0 {
			return models.ErrNotFound
		}
		if (h.ArchivedAt != 0) == (act == models.ActArchive) {
			return nil
		}
		at := int64(0)
		if act == models.ActArchive {
			at = c.At
		}
		c.Before.Archived, c.After.Archived = &h.ArchivedAt, &at
		return one(tx.Model(&models.Habit{}).Where("id = ? AND user_id = ?", habitID, userID).Update("archived_at", at))
	})
}

// hide hides a habit from now on, or shows it again where there is room.
func (s *Store) hide(tx *gorm.DB, c *models.Change, h models.Habit, hide bool) error {
	at := int64(0)
	if hide {
		at = c.At
	} else if _, err := room(tx, h.UserID, 1); err != nil {
		return err
	}
	hidden := !hide
	c.Before.Deleted, c.After.Deleted = &hidden, &hide
	return one(tx.Model(&models.Habit{}).Where("id = ? AND user_id = ?", h.ID, h.UserID).Update("deleted_at", at))
}

// Archived returns a person's archived habits, the one archived last first.
func (s *Store) Archived(ctx context.Context, userID string) ([]models.Habit, error) {
	var list []models.Habit
	err := s.read(ctx).Where("user_id = ? AND archived_at > 0 AND deleted_at = 0", userID).Order("archived_at DESC, id").Find(&list).Error
	return list, wrap("archived habits", err)
}

// Deleted returns the habits of a person that can still be brought back, the one
// deleted last first.
func (s *Store) Deleted(ctx context.Context, userID string) ([]models.Habit, error) {
	var list []models.Habit
	err := s.read(ctx).Where("user_id = ? AND deleted_at > ?", userID, instant(s.now().Add(-hiddenFor))).
		Order("deleted_at DESC, id").Find(&list).Error
	return list, wrap("deleted habits", err)
}
