package store

import (
	"context"
	"encoding/json"

	"gorm.io/gorm"

	"gloss/models"
	"gloss/models/date"
)

// Filter narrows the journal.
type Filter struct {
	HabitID   string    // empty: all subjects
	Day       date.Date // only what is about this day; none: all
	BeforeSeq int64     // only changes before this one; 0: from the newest
	Limit     int       // at most so many; 0: 100
}

// Change returns one change of a person. It fails with ErrNotFound.
func (s *Store) Change(ctx context.Context, userID, id string) (models.Change, error) {
	c, err := changeOf(s.read(ctx), userID, id)
	return c, wrap("change", err)
}

// Changes returns a person's journal, the newest first.
func (s *Store) Changes(ctx context.Context, userID string, f Filter) ([]models.Change, error) {
	q := s.read(ctx).Where("user_id = ?", userID)
	if f.HabitID != "" {
		q = q.Where("subject_id = ?", f.HabitID)
	}
	if f.Day != 0 {
		q = q.Where("day = ?", f.Day)
	}
	if f.BeforeSeq > 0 {
		q = q.Where("seq < ?", f.BeforeSeq)
	}
	if f.Limit <= 0 {
		f.Limit = 100
	}
	var list []models.Change
	err := q.Order("seq DESC").Limit(f.Limit).Find(&list).Error
	return list, wrap("changes", err)
}

// changeOf reads one change of a person.
func changeOf(tx *gorm.DB, userID, id string) (models.Change, error) {
	var c models.Change
	err := tx.Where("user_id = ? AND id = ?", userID, id).Take(&c).Error
	return c, err
}

// replay answers a change that was sent before: with what was written then, and
// with ErrConflict where something else was asked.
func replay(tx *gorm.DB, userID, id, digest string) (models.Change, error) {
	c, err := changeOf(tx, userID, id)
	if err == nil && c.Digest != digest {
		return models.Change{}, models.ErrConflict
	}
	return c, err
}

// record writes c into the journal under the person's next number.
func record(tx *gorm.DB, c *models.Change) error {
	before, after, err := sidesText(c)
	if err != nil {
		return err
	}
	return tx.Raw(`INSERT INTO changes (user_id, id, seq, subject, subject_id, day, act, before, after, digest, undoes, undone, at, batch)
		VALUES (?, ?, (SELECT coalesce(max(seq), 0) + 1 FROM changes WHERE user_id = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		RETURNING seq`,
		c.UserID, c.ID, c.UserID, c.Subject, c.SubjectID, c.Day, c.Act, before, after,
		c.Digest, c.Undoes, c.Undone, c.At, c.Batch).Find(&c.Seq).Error
}

// sidesText writes what was before a change and what is after it as they are
// kept.
func sidesText(c *models.Change) (before, after string, err error) {
	b, err := json.Marshal(c.Before)
	if err != nil {
		return "", "", err
	}
	a, err := json.Marshal(c.After)
	return string(b), string(a), err
}

// validID adds what is wrong with the id of a change, which is the one id that
// comes from outside.
func validID(id string, bad models.Invalid) {
	if !models.IsChangeID(id) {
		bad.Add("change", "The page is out of date. Load it again.")
	}
}
