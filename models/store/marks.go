package store

import (
	"context"
	"errors"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"gloss/models"
	"gloss/models/passage"
)

// MarkPassage marks a stretch of a guide for a person, Start and End in code
// points, with a note that may be empty. It fails with Invalid, ErrConflict and
// ErrNotFound.
func (s *Store) MarkPassage(ctx context.Context, userID, changeID, guideID string, start, end int, note string) (models.Change, error) {
	id, err := uuid.NewV7()
	if err != nil {
		return models.Change{}, err
	}
	if err := validNote(note); err != nil {
		return models.Change{}, err
	}
	c := models.Change{
		UserID: userID, ID: changeID, Subject: models.OnGuide, SubjectID: guideID, Act: models.ActMark,
		Digest: asked("mark", guideID, start, end, note),
	}
	return s.act(ctx, "mark passage", c, func(tx *gorm.DB, c *models.Change) error {
		place, err := passageIn(tx, userID, guideID, start, end)
		if err != nil {
			return err
		}
		var there int64
		if err := tx.Model(&models.Mark{}).Where("user_id = ?", userID).Count(&there).Error; err != nil {
			return err
		}
		if there >= models.MaxMarks {
			return models.Invalid{"": "That is more marks than fit: at most 5,000."}
		}
		m := models.Mark{ID: id.String(), UserID: userID, GuideID: guideID, Passage: place, Note: note, CreatedAt: c.At}
		c.Before.Mark, c.After.Mark = &models.MaybeMark{}, &models.MaybeMark{Mark: &m}
		return putMark(tx, m)
	})
}

// NoteMark writes the note of a person's mark anew. It fails with Invalid,
// ErrConflict and ErrNotFound.
func (s *Store) NoteMark(ctx context.Context, userID, changeID, markID, note string) (models.Change, error) {
	if err := validNote(note); err != nil {
		return models.Change{}, err
	}
	return s.changeMark(ctx, "note mark", models.ActMark, userID, changeID, markID, asked("note", markID, note), func(tx *gorm.DB, c *models.Change, m models.Mark) error {
		if m.Note == note {
			return nil
		}
		was := m
		m.Note = note
		c.Before.Mark, c.After.Mark = &models.MaybeMark{Mark: &was}, &models.MaybeMark{Mark: &m}
		return putMark(tx, m)
	})
}

// Unmark takes a person's mark off a guide, with its note. It fails with
// Invalid, ErrConflict and ErrNotFound.
func (s *Store) Unmark(ctx context.Context, userID, changeID, markID string) (models.Change, error) {
	return s.changeMark(ctx, "unmark", models.ActUnmark, userID, changeID, markID, asked("unmark", markID), func(tx *gorm.DB, c *models.Change, m models.Mark) error {
		c.Before.Mark, c.After.Mark = &models.MaybeMark{Mark: &m}, &models.MaybeMark{}
		return dropMark(tx, userID, markID)
	})
}

func (s *Store) changeMark(ctx context.Context, what string, act models.Act, userID, changeID, markID, digest string, do func(*gorm.DB, *models.Change, models.Mark) error) (models.Change, error) {
	c := models.Change{UserID: userID, ID: changeID, Subject: models.OnGuide, Act: act, Digest: digest}
	return s.act(ctx, what, c, func(tx *gorm.DB, c *models.Change) error {
		var m models.Mark
		if err := tx.Where("id = ? AND user_id = ?", markID, userID).Take(&m).Error; err != nil {
			return err
		}
		c.SubjectID = m.GuideID
		return do(tx, c, m)
	})
}

// Marks returns what a person marked in a guide, in the order of its text; with
// an empty guideID in all guides they may read, the newest first.
func (s *Store) Marks(ctx context.Context, userID, guideID string) ([]models.Mark, error) {
	var list []models.Mark
	q := s.read(ctx).Where("user_id = ?", userID)
	if guideID != "" {
		q = q.Where("guide_id = ?", guideID).Order("json_extract(passage, '$.start'), id")
	} else {
		q = q.Where("guide_id IN (SELECT id FROM guides WHERE "+mine+")", userID).Order("created_at DESC, id")
	}
	err := q.Find(&list).Error
	return list, wrap("marks", err)
}

// passageIn names the stretch of a guide that a person may read. It fails with
// ErrNotFound, and with Invalid where the guide has no such stretch.
func passageIn(tx *gorm.DB, userID, guideID string, start, end int) (passage.Selector, error) {
	var g models.Guide
	if err := tx.Select("id", "text").Where("id = ? AND "+mine, guideID, userID).Take(&g).Error; err != nil {
		return passage.Selector{}, err
	}
	place, err := passage.Make(g.Text, start, end)
	if errors.Is(err, passage.ErrRange) {
		return passage.Selector{}, models.Invalid{"passage": "There is no such place in this guide. Choose a sentence again."}
	}
	return place, err
}

func validNote(note string) error {
	bad := models.Invalid{}
	models.ValidateNote(note, bad)
	return bad.Or()
}

func putMark(tx *gorm.DB, m models.Mark) error {
	m.Words = models.SearchText(m.Note)
	return tx.Save(&m).Error // by its id, which is the store's or stood here before
}

func dropMark(tx *gorm.DB, userID, markID string) error {
	return one(tx.Where("id = ? AND user_id = ?", markID, userID).Delete(&models.Mark{}))
}

// undoMark takes back what a change did to a mark.
func undoMark(tx *gorm.DB, c *models.Change, target models.Change) error {
	left, back := target.After.Mark.Mark, target.Before.Mark.Mark
	id := ""
	for _, m := range []*models.Mark{left, back} {
		if m != nil {
			id = m.ID
		}
	}
	var rows []models.Mark
	if err := tx.Where("id = ? AND user_id = ?", id, target.UserID).Find(&rows).Error; err != nil {
		return err
	}
	if stood := len(rows) > 0; stood != (left != nil) || stood && rows[0].Note != left.Note {
		stands := models.MaybeMark{}
		if stood {
			stands.Mark = &rows[0]
		}
		return changedSince(target, models.Fields{Mark: &stands})
	}
	swapped(c, target)
	if back == nil {
		return dropMark(tx, target.UserID, id)
	}
	var there int64
	if err := tx.Model(&models.Guide{}).Where("id = ? AND "+mine, back.GuideID, target.UserID).Count(&there).Error; err != nil || there == 0 {
		return errors.Join(err, models.ErrNotFound)
	}
	m := *back
	m.UserID = target.UserID
	return putMark(tx, m)
}
