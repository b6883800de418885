package store

import (
	"context"

	"github.com/google/uuid"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"gloss/models"
	"gloss/models/date"
)

// AddPause makes the days of a habit, or of all habits where p names none,
// neutral from p.From to p.To or until further notice. They may lie in the past
// or be yet to come. It fails with Invalid, ErrConflict and ErrNotFound.
func (s *Store) AddPause(ctx context.Context, userID, changeID string, p models.Pause, today date.Date) (models.Change, error) {
	bad := models.Invalid{}
	if p.Validate(bad); len(bad) > 0 {
		return models.Change{}, bad
	}
	c := models.Change{
		UserID: userID, ID: changeID, Subject: models.OnPause, SubjectID: p.HabitID, Day: p.From, Act: models.ActPause,
		Digest: asked("pause", p.HabitID, p.From, p.To),
	}
	return s.act(ctx, "add pause", c, func(tx *gorm.DB, c *models.Change) error {
		if p.HabitID != "" {
			if _, err := habitOf(tx, userID, p.HabitID); err != nil {
				return err
			}
		}
		var there int64
		if err := tx.Model(&models.Pause{}).Where("user_id = ?", userID).Count(&there).Error; err != nil {
			return err
		}
		if there >= models.MaxPauses {
			return models.Invalid{"": "That is more pauses than fit: at most 500."}
		}
		id, err := uuid.NewV7()
		if err != nil {
			return err
		}
		p.ID, p.UserID = id.String(), userID
		return putPause(tx, c, nil, &p, today)
	})
}

// EndPause gives a pause another last day, earlier or later. It fails with
// Invalid, ErrConflict and ErrNotFound.
func (s *Store) EndPause(ctx context.Context, userID, changeID, pauseID string, to, today date.Date) (models.Change, error) {
	return s.repause(ctx, "end pause", models.ActEnd, userID, changeID, pauseID, to, func(p models.Pause) (*models.Pause, error) {
		bad := models.Invalid{}
		if p.To = to; to == 0 {
			bad.Add("to", "Choose the last day of the pause.")
		}
		p.Validate(bad)
		return &p, bad.Or()
	}, today)
}

// RemovePause takes a pause off, as if it had never been. It fails with Invalid,
// ErrConflict and ErrNotFound.
func (s *Store) RemovePause(ctx context.Context, userID, changeID, pauseID string, today date.Date) (models.Change, error) {
	return s.repause(ctx, "remove pause", models.ActUnpause, userID, changeID, pauseID, 0, func(models.Pause) (*models.Pause, error) {
		return nil, nil
	}, today)
}

func (s *Store) repause(ctx context.Context, what string, act models.Act, userID, changeID, pauseID string, to date.Date, into func(models.Pause) (*models.Pause, error), today date.Date) (models.Change, error) {
	c := models.Change{
		UserID: userID, ID: changeID, Subject: models.OnPause, Act: act, Digest: asked(act, pauseID, to),
	}
	return s.act(ctx, what, c, func(tx *gorm.DB, c *models.Change) error {
		was, err := pauseOf(tx, userID, pauseID)
		if err != nil {
			return err
		}
		if was == nil {
			return models.ErrNotFound
		}
		c.SubjectID, c.Day = was.HabitID, was.From
		now, err := into(*was)
		if err != nil {
			return err
		}
		return putPause(tx, c, was, now, today)
	})
}

// Pauses returns a person's pauses, past, running and to come, the latest first:
// those that hold for a habit, or all where none is named. It fails with
// ErrNotFound.
func (s *Store) Pauses(ctx context.Context, userID, habitID string) (list []models.Pause, err error) {
	err = s.inRead(ctx, "pauses", func(tx *gorm.DB) error {
		q := tx.Where("user_id = ? AND (habit_id = '' OR "+shownHabit+")", userID, userID)
		if habitID != "" {
			if _, err := habitOf(tx, userID, habitID); err != nil {
				return err
			}
			q = q.Where("habit_id IN ?", []string{"", habitID})
		}
		return q.Order("from_day DESC, id DESC").Find(&list).Error
	})
	return list, err
}

// shownHabit is the condition on a pause of a habit that is not hidden.
const shownHabit = "habit_id IN (SELECT id FROM habits WHERE user_id = ? AND deleted_at = 0)"

// pauseOf reads a pause of a person, none of a hidden habit; nil where there is
// none.
func pauseOf(tx *gorm.DB, userID, id string) (*models.Pause, error) {
	var rows []models.Pause
	err := tx.Where("id = ? AND user_id = ? AND (habit_id = '' OR "+shownHabit+")", id, userID, userID).Limit(1).Find(&rows).Error
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	return &rows[0], nil
}

// putPause puts a pause in the place of another, of which one may be none, and
// works out again the progress of the habits it holds for.
func putPause(tx *gorm.DB, c *models.Change, was, now *models.Pause, today date.Date) error {
	from, differ := differFrom(was, now)
	if !differ {
		return nil
	}
	if err := placePause(tx, c, was, now); err != nil {
		return err
	}
	return resettle(tx, c.UserID, c.SubjectID, from, today)
}

// placePause is putPause of two that differ, without the progress.
func placePause(tx *gorm.DB, c *models.Change, was, now *models.Pause) error {
	c.Before.Pause, c.After.Pause = told(was), told(now)
	var err error
	if now == nil {
		err = one(tx.Where("id = ? AND user_id = ?", was.ID, c.UserID).Delete(&models.Pause{}))
	} else {
		err = tx.Clauses(clause.OnConflict{
			Columns: []clause.Column{{Name: "id"}}, DoUpdates: clause.AssignmentColumns([]string{"from_day", "to_day"}),
		}).Create(now).Error
	}
	return err
}

// told returns a pause as the journal tells of it.
func told(p *models.Pause) *models.MaybePause {
	if p == nil {
		return &models.MaybePause{}
	}
	one := *p
	one.UserID = ""
	return &models.MaybePause{Pause: &one}
}

// differFrom returns the first day on which one of two pauses of the same
// habits holds and the other does not.
func differFrom(was, now *models.Pause) (from date.Date, differ bool) {
	switch {
	case was == nil && now == nil:
		return 0, false
	case was == nil:
		return now.From, true
	case now == nil:
		return was.From, true
	case was.From != now.From:
		return min(was.From, now.From), true
	case was.To == now.To:
		return 0, false
	case was.To == 0 || now.To != 0 && now.To < was.To:
		return now.To + 1, true
	}
	return was.To + 1, true
}

// resettle works out again the progress of a habit, or of all of a person, where
// something else holds from a day on. That of hidden habits is dropped.
func resettle(tx *gorm.DB, userID, habitID string, from, today date.Date) error {
	where, args := "1 = 1", []any{}
	if habitID != "" {
		where, args = "h.id = ?", []any{habitID}
	} else if err := tx.Where("habit_id IN (SELECT id FROM habits WHERE user_id = ? AND deleted_at > 0)", userID).
		Delete(&models.Progress{}).Error; err != nil {
		return err
	}
	_, pasts, err := readPasts(tx, userID, where, args...)
	if err != nil {
		return err
	}
	var kept []*past
	for _, p := range pasts {
		if p.progress.AsOf == 0 {
			continue
		}
		if p.from = p.progress.ReadFrom; from <= p.progress.AsOf {
			p.from = 0
		}
		kept = append(kept, p)
	}
	if err := load(tx, userID, kept...); err != nil {
		return err
	}
	for _, p := range kept {
		if err := settle(tx, userID, p, p.settled(from, today), today); err != nil {
			return err
		}
	}
	return nil
}

// undoPause takes back what a change did to a pause.
func undoPause(tx *gorm.DB, c *models.Change, target models.Change, today date.Date) error {
	if target.After.Pause == nil {
		return nil
	}
	left, back := target.After.Pause.Pause, target.Before.Pause.Pause
	id := ""
	if left != nil {
		id = left.ID
	} else {
		id = back.ID
	}
	if target.SubjectID != "" {
		if _, err := habitOf(tx, target.UserID, target.SubjectID); err != nil {
			return err
		}
	}
	stands, err := pauseOf(tx, target.UserID, id)
	if err != nil {
		return err
	}
	if _, differ := differFrom(stands, left); differ {
		return changedSince(target, models.Fields{Pause: &models.MaybePause{Pause: stands}})
	}
	if back != nil {
		back.UserID = target.UserID // the journal leaves it out
	}
	if _, differ := differFrom(stands, back); differ && c.Batch != "" {
		return placePause(tx, c, stands, back) // undoAll works out the progress once for all
	}
	return putPause(tx, c, stands, back, today)
}

// resettlePauses works out again the progress of habits after pauses were put in
// the place of others by several changes.
func resettlePauses(tx *gorm.DB, userID string, list []models.Change, today date.Date) error {
	from := date.Date(0)
	for _, c := range list {
		for _, p := range []*models.MaybePause{c.Before.Pause, c.After.Pause} {
			if p != nil && p.Pause != nil && (from == 0 || p.Pause.From < from) {
				from = p.Pause.From
			}
		}
	}
	if from == 0 {
		return nil
	}
	return resettle(tx, userID, "", from, today)
}
