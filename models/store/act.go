package store

import (
	"context"
	"encoding/json"
	"errors"

	"gorm.io/gorm"

	"gloss/models"
	"gloss/models/auth"
)

// act does what a change asks for and writes it into the journal, in one
// transaction. do fills in what it altered. Where the same change was made
// before, it answers what was done then; where something else was asked under
// its id, it fails with ErrConflict.
func (s *Store) act(ctx context.Context, what string, c models.Change, do func(tx *gorm.DB, c *models.Change) error) (models.Change, error) {
	bad := models.Invalid{}
	if validID(c.ID, bad); len(bad) > 0 {
		return models.Change{}, bad
	}
	c.At = instant(s.now())
	err := s.inTx(ctx, what, func(tx *gorm.DB) error {
		sent, err := replay(tx, c.UserID, c.ID, c.Digest)
		if !errors.Is(err, gorm.ErrRecordNotFound) {
			c = sent
			return err
		}
		if err := do(tx, &c); err != nil {
			return err
		}
		return record(tx, &c)
	})
	if err != nil {
		return models.Change{}, err
	}
	return c, nil
}

// asked stands for what was asked for, so that another request under the same
// id is noticed.
func asked(parts ...any) string {
	b, err := json.Marshal(parts)
	if err != nil {
		panic(err) // nothing that is asked for can fail
	}
	return auth.Digest(string(b))
}

// habitOf reads a habit of a person that is not hidden. It fails with
// ErrRecordNotFound.
func habitOf(tx *gorm.DB, userID, habitID string) (models.Habit, error) {
	var h models.Habit
	err := tx.Where("id = ? AND user_id = ? AND deleted_at = 0", habitID, userID).Take(&h).Error
	return h, err
}

// swapped fills in the fields of the undo of a change that left what stands.
func swapped(c *models.Change, target models.Change) {
	c.Before, c.After = target.After, target.Before
}

// changedSince says that something else stands than a change left.
func changedSince(target models.Change, stands models.Fields) error {
	return models.Changed{Change: target, Left: target.After, Stands: stands}
}
