package store

import (
	"context"
	"slices"
	"strings"

	"gorm.io/gorm"

	"gloss/models"
)

// MoveHabit puts a habit before another of the same person; before none, at the
// end. The order is no change in the journal. It fails with ErrNotFound.
func (s *Store) MoveHabit(ctx context.Context, userID, habitID, before string) error {
	return s.inTx(ctx, "move habit", func(tx *gorm.DB) error {
		return reorder(tx, "habits", "deleted_at = 0", userID, func(ids []string) ([]string, error) {
			return moved(ids, habitID, before)
		})
	})
}

// MoveTag puts a tag before another of the same person; before none, at the
// end. The order is no change in the journal. It fails with ErrNotFound.
func (s *Store) MoveTag(ctx context.Context, userID, tagID, before string) error {
	return s.inTx(ctx, "move tag", func(tx *gorm.DB) error {
		return reorder(tx, "tags", "1 = 1", userID, func(ids []string) ([]string, error) {
			return moved(ids, tagID, before)
		})
	})
}

// OrderHabits puts habits of a person into the given order, in the places they
// have between them, so that those of one tag can be ordered among themselves.
// The order is no change in the journal. It fails with ErrNotFound, also where a
// habit is named twice.
func (s *Store) OrderHabits(ctx context.Context, userID string, ids []string) error {
	return s.inTx(ctx, "order habits", func(tx *gorm.DB) error {
		return reorder(tx, "habits", "deleted_at = 0", userID, func(all []string) ([]string, error) {
			return placed(all, ids)
		})
	})
}

// moved returns ids with one of them before another, or at the end.
func moved(ids []string, id, before string) ([]string, error) {
	at := slices.Index(ids, id)
	if at < 0 {
		return nil, models.ErrNotFound
	}
	if id == before {
		return ids, nil
	}
	ids = slices.Delete(ids, at, at+1)
	to := len(ids)
	if before != "" {
		if to = slices.Index(ids, before); to < 0 {
			return nil, models.ErrNotFound
		}
	}
	return slices.Insert(ids, to, id), nil
}

// placed returns all with the wanted ones in their order, in the places they
// have between them.
func placed(all, wanted []string) ([]string, error) {
	next := 0
	for i, id := range all {
		if slices.Contains(wanted, id) {
			all[i] = wanted[next]
			next++
		}
	}
	if next < len(wanted) {
		return nil, models.ErrNotFound
	}
	return all, nil
}

// reorder numbers the rows of a person in the order that into makes of theirs.
func reorder(tx *gorm.DB, table, shown, userID string, into func(ids []string) ([]string, error)) error {
	var ids []string
	if err := tx.Table(table).Where("user_id = ? AND "+shown, userID).Order("position, id").Pluck("id", &ids).Error; err != nil {
		return err
	}
	ids, err := into(ids)
	if err != nil || len(ids) == 0 {
		return err
	}
	args := make([]any, 0, 2*len(ids)+1)
	for i, id := range ids {
		args = append(args, id, i+1)
	}
	return tx.Exec(`WITH placed (id, position) AS (VALUES (?, ?)`+strings.Repeat(", (?, ?)", len(ids)-1)+`)
		UPDATE `+table+` SET position = (SELECT p.position FROM placed p WHERE p.id = `+table+`.id)
		WHERE user_id = ? AND id IN (SELECT id FROM placed)`, append(args, userID)...).Error
}
