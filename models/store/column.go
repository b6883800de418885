package store

import (
	"context"
	"slices"

	"gorm.io/gorm"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
)

// LogDay fills or skips one day of many habits, each as a change of its own in
// one batch named batchID, which is also the id of the first change. ActSkip
// skips; ActTick and ActAdd do what keeps the day at once: tick, or add the
// minimum of a day, and the step where the period is longer.
//
// Only days that wait for an answer are touched. A habit that holds something or
// is skipped, paused, not due or not yet begun on that day is left alone, and so
// are, by a fill, those that it cannot answer for: what has only a maximum, and
// variety. The same id again answers what was done the first time. It fails with
// Invalid, ErrConflict and ErrNotFound.
func (s *Store) LogDay(ctx context.Context, userID, batchID string, day date.Date, habitIDs []string, act models.Act, today date.Date) (done []models.Change, err error) {
	l := Log{ID: batchID, Day: day, Act: act, Today: today}
	bad := models.Invalid{}
	validID(batchID, bad)
	l.validateDay(bad)
	if act != models.ActTick && act != models.ActAdd && act != models.ActSkip {
		bad.Add("act", "A whole day can be filled or skipped.")
	}
	if len(habitIDs) > models.MaxHabits {
		bad.Add("", "That is more habits than fit: at most 500.")
	}
	if err := bad.Or(); err != nil {
		return nil, err
	}
	ids := slices.Clone(habitIDs)
	slices.Sort(ids)
	ids = slices.Compact(ids)
	digest := asked("log day", day, ids, act == models.ActSkip)
	err = s.inTx(ctx, "log day", func(tx *gorm.DB) error {
		if done, err = doneBefore(tx, userID, batchID, digest); err != nil || len(done) > 0 {
			return err
		}
		books, err := openBooks(tx, userID, ids, day)
		if err != nil {
			return err
		}
		for _, b := range books {
			l, ok := b.answer(l)
			if !ok {
				continue
			}
			l.ID, l.HabitID = nthID(batchID, len(done)), b.habitID
			c, now, err := l.change(b)
			if err != nil {
				return err
			}
			c.Digest, c.Batch, c.At = digest, batchID, instant(s.now())
			if err := b.write(tx, &c, now, today); err != nil {
				return err
			}
			done = append(done, c)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return done, nil
}

// doneBefore returns the changes of a batch that was sent before, in their
// order, none where it was not.
func doneBefore(tx *gorm.DB, userID, batchID, digest string) ([]models.Change, error) {
	var sent []models.Change
	if err := tx.Where("user_id = ? AND (id = ? OR batch = ?)", userID, batchID, batchID).Order("seq").Find(&sent).Error; err != nil {
		return nil, err
	}
	for _, c := range sent {
		if c.Digest != digest {
			return nil, models.ErrConflict
		}
	}
	return sent, nil
}

// openBooks opens habits of a person, in their order, with what a change on day
// may need of their pasts. It fails with ErrNotFound where one is not there.
func openBooks(tx *gorm.DB, userID string, ids []string, day date.Date) ([]*book, error) {
	habits, pasts, err := readPasts(tx, userID, "h.id IN ?", ids)
	if err != nil {
		return nil, err
	}
	if len(habits) < len(ids) {
		return nil, models.ErrNotFound
	}
	for _, p := range pasts {
		if p.from = p.progress.ReadFrom; day <= p.progress.AsOf {
			p.from = 0
		}
	}
	if err := load(tx, userID, pasts...); err != nil {
		return nil, err
	}
	books := make([]*book, len(pasts))
	for i, p := range pasts {
		books[i] = &book{past: *p, userID: userID, since: habits[i].Since}
	}
	return books, nil
}

// answer returns what l asks of a habit, if its day waits for an answer.
func (b *book) answer(l Log) (Log, bool) {
	p, ok := plan.On(b.plans, l.Day)
	e := b.logged[l.Day]
	paused := slices.ContainsFunc(b.pauses, func(one models.Pause) bool { return one.Covers(b.habitID, l.Day) })
	if !ok || !p.IsDue(l.Day) || e.Said() || e.Skipped || paused {
		return l, false
	}
	switch {
	case l.Act == models.ActSkip:
		return l, true
	case !p.Min.Set || p.Kind == plan.Variety:
		return l, false
	case p.Kind == plan.Tick:
		l.Act = models.ActTick
	default:
		l.Act, l.Amount = models.ActAdd, p.Step
		if p.Period == plan.Day {
			l.Amount = p.Min.Amount
		}
	}
	return l, true
}
