package store

import (
	"context"

	"gorm.io/gorm"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
)

// CopyHabit makes another habit of what one says today: its source, words, tags
// and terms, from today on, under a name of its own and without its past. The
// same id again answers the same habit. It fails with Invalid, ErrConflict and
// ErrNotFound.
func (s *Store) CopyHabit(ctx context.Context, userID, changeID, habitID, name string, today date.Date) (models.Habit, models.Change, error) {
	c := models.Change{
		UserID: userID, ID: changeID, Subject: models.OnHabit, Act: models.ActCopy,
		Digest: asked("copy", habitID, name),
	}
	c, err := s.act(ctx, "copy habit", c, func(tx *gorm.DB, c *models.Change) error {
		made, err := s.copyHabit(tx, userID, habitID, name, today)
		if err != nil {
			return err
		}
		yes, no := true, false
		c.SubjectID, c.Before.Deleted, c.After.Deleted = made.ID, &yes, &no
		return nil
	})
	if err != nil {
		return models.Habit{}, models.Change{}, err
	}
	var made models.Habit
	err = s.read(ctx).Where("id = ? AND user_id = ?", c.SubjectID, userID).Take(&made).Error
	return made, c, wrap("copy habit", err)
}

func (s *Store) copyHabit(tx *gorm.DB, userID, habitID, name string, today date.Date) (models.Habit, error) {
	h, err := habitOf(tx, userID, habitID)
	if err != nil {
		return models.Habit{}, err
	}
	b, err := openBook(tx, userID, habitID, "")
	if err != nil {
		return models.Habit{}, err
	}
	p, ok := plan.On(b.plans, today)
	if !ok {
		p = b.plans[0]
	}
	p.From, p.Anchor = today, today
	h.Name = name
	bad := models.Invalid{}
	if h.Validate(bad); len(bad) > 0 {
		return models.Habit{}, bad
	}
	made, err := s.insertHabits(tx, userID, []NewHabit{{Habit: h, Plan: p}})
	if err != nil {
		return models.Habit{}, err
	}
	tags, err := tagsOn(tx, habitID)
	if err != nil || len(tags) == 0 {
		return made[0], err
	}
	return made[0], putTags(tx, made[0].ID, tags)
}
