package store

import (
	"context"
	"encoding/json"

	"gorm.io/gorm"

	"gloss/models"
	"gloss/models/passage"
)

// Stretch is a stretch of a guide's text, in code points, End excluded.
type Stretch struct{ Start, End int }

// SourceHabit gives a habit these passages of a guide, the main one first, in
// place of those it had; of none it has no source any more. It keeps the advice
// it was made from while the guide stays. It fails with Invalid, ErrConflict and
// ErrNotFound.
func (s *Store) SourceHabit(ctx context.Context, userID, changeID, habitID, guideID string, places []Stretch) (models.Change, error) {
	if len(places) > models.MaxPassages {
		return models.Change{}, models.Invalid{"passage": "At most 20 passages on one habit, please."}
	}
	c := models.Change{
		UserID: userID, ID: changeID, Subject: models.OnHabit, SubjectID: habitID, Act: models.ActSource,
		Digest: asked("source", habitID, guideID, places),
	}
	return s.act(ctx, "source habit", c, func(tx *gorm.DB, c *models.Change) error {
		h, err := habitOf(tx, userID, habitID)
		if err != nil {
			return err
		}
		was, err := sourceOf(h)
		if err != nil {
			return err
		}
		now := models.HabitSource{}
		if len(places) > 0 {
			now.GuideID = guideID
		}
		if guideID == h.GuideID {
			now.AdviceID = h.AdviceID
		}
		for _, p := range places {
			place, err := passageIn(tx, userID, guideID, p.Start, p.End)
			if err != nil {
				return err
			}
			now.Passages = append(now.Passages, place)
		}
		if now.GuideID == "" {
			now.AdviceID = ""
		}
		if now.Equal(was) {
			return nil
		}
		c.Before.Source, c.After.Source = &was, &now
		return putSource(tx, h, now)
	})
}

func sourceOf(h models.Habit) (models.HabitSource, error) {
	places, err := h.Selectors()
	return models.HabitSource{GuideID: h.GuideID, AdviceID: h.AdviceID, Passages: places}, err
}

func putSource(tx *gorm.DB, h models.Habit, s models.HabitSource) error {
	set, err := sourceColumns(s)
	if err != nil {
		return err
	}
	return one(tx.Model(&models.Habit{}).Where("id = ? AND user_id = ?", h.ID, h.UserID).Updates(set))
}

func sourceColumns(s models.HabitSource) (map[string]any, error) {
	set := map[string]any{"guide_id": s.GuideID, "advice_id": s.AdviceID, "passages": ""}
	if len(s.Passages) == 0 {
		return set, nil
	}
	text, err := json.Marshal(s.Passages)
	set["passages"] = string(text)
	return set, err
}

// PassageIn names a stretch of a guide that a person may read. It fails with
// Invalid and ErrNotFound.
func (s *Store) PassageIn(ctx context.Context, userID, guideID string, at Stretch) (place passage.Selector, err error) {
	err = s.inRead(ctx, "passage", func(tx *gorm.DB) error {
		place, err = passageIn(tx, userID, guideID, at.Start, at.End)
		return err
	})
	return place, err
}
