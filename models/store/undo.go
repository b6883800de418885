package store

import (
	"context"
	"errors"
	"slices"

	"gorm.io/gorm"

	"gloss/models"
	"gloss/models/auth"
	"gloss/models/date"
	"gloss/models/plan"
)

// Undo takes a change back, as a change of its own that can be undone in turn.
// Undoing what is undone already answers what was done then. Of a change of many
// days those go back that stand as it left them; BatchLeft and UndoLeft name the
// others. It fails with Changed where something else stands than the change left,
// with Invalid, ErrConflict and ErrNotFound.
func (s *Store) Undo(ctx context.Context, userID, targetID, changeID string, today date.Date) (done models.Change, err error) {
	bad := models.Invalid{}
	if validID(changeID, bad); len(bad) > 0 {
		return done, bad
	}
	err = s.inTx(ctx, "undo", func(tx *gorm.DB) error {
		var left []models.Changed
		done, left, err = s.undo(tx, userID, targetID, changeID, "", today)
		if err == nil && done.ID == "" {
			err = left[0]
		}
		return err
	})
	if err != nil {
		return models.Change{}, err
	}
	return done, nil
}

// UndoBatch takes back every change of a batch, the last first, in a batch named
// changeID, which is also the id of its first change. Changes that find
// something else than they left, or whose habit was deleted since, stay, and are
// returned as such; of a change of many days, each day that stays, as its Day. It
// fails with Invalid, ErrConflict and ErrNotFound.
func (s *Store) UndoBatch(ctx context.Context, userID, batch, changeID string, today date.Date) (done []models.Change, left []models.Changed, err error) {
	bad := models.Invalid{}
	if validID(changeID, bad); len(bad) > 0 {
		return nil, nil, bad
	}
	err = s.inTx(ctx, "undo batch", func(tx *gorm.DB) error {
		done, left, err = s.undoAll(tx, userID, batch, changeID, today)
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	return done, left, nil
}

// BatchLeft returns what UndoBatch would find changed since and leave, and of how
// many things the batch is, and changes nothing. A change is one thing, and one of
// many days is so many. It fails as UndoBatch does.
func (s *Store) BatchLeft(ctx context.Context, userID, batch, changeID string, today date.Date) (size int, left []models.Changed, err error) {
	return s.tryUndo(ctx, "batch left", changeID, func(tx *gorm.DB) ([]models.Change, []models.Changed, error) {
		return s.undoAll(tx, userID, batch, changeID, today)
	})
}

// UndoLeft is BatchLeft of one change. What Undo would refuse is what is left.
func (s *Store) UndoLeft(ctx context.Context, userID, targetID, changeID string, today date.Date) (size int, left []models.Changed, err error) {
	return s.tryUndo(ctx, "undo left", changeID, func(tx *gorm.DB) ([]models.Change, []models.Changed, error) {
		c, left, err := s.undo(tx, userID, targetID, changeID, "", today)
		var changed models.Changed
		switch {
		case errors.As(err, &changed):
			return nil, []models.Changed{changed}, nil
		case err != nil || c.ID == "":
			return nil, left, err
		}
		return []models.Change{c}, left, nil
	})
}

// tryUndo does something and lets nothing of it stay.
func (s *Store) tryUndo(ctx context.Context, what, changeID string, do func(*gorm.DB) ([]models.Change, []models.Changed, error)) (size int, left []models.Changed, err error) {
	bad := models.Invalid{}
	if validID(changeID, bad); len(bad) > 0 {
		return 0, nil, bad
	}
	tried := errors.New("tried")
	err = s.inTx(ctx, what, func(tx *gorm.DB) error {
		var done []models.Change
		done, left, err = do(tx)
		if err != nil {
			return err
		}
		size = len(left)
		for _, c := range done {
			size += sizeOf(c)
		}
		return tried // so that nothing of it stays
	})
	if !errors.Is(err, tried) {
		return 0, nil, err
	}
	return size, left, nil
}

func (s *Store) undoAll(tx *gorm.DB, userID, batch, changeID string, today date.Date) (done []models.Change, left []models.Changed, err error) {
	var targets []models.Change
	if err := tx.Where("user_id = ? AND batch = ? AND batch <> ''", userID, batch).Order("seq DESC").Find(&targets).Error; err != nil {
		return nil, nil, err
	}
	if len(targets) == 0 {
		return nil, nil, models.ErrNotFound
	}
	for i, target := range targets {
		c, stay, err := s.undo(tx, userID, target.ID, nthID(changeID, i), changeID, today)
		left = append(left, stay...)
		var changed models.Changed
		switch {
		case errors.As(err, &changed):
			left = append(left, changed)
		case errors.Is(err, gorm.ErrRecordNotFound), errors.Is(err, models.ErrNotFound):
			gone := true
			left = append(left, models.Changed{Change: target, Left: target.After, Stands: models.Fields{Deleted: &gone}})
		case err != nil:
			return nil, nil, err
		case c.ID != "":
			done = append(done, c)
		}
	}
	return done, left, resettlePauses(tx, userID, done, today)
}

// undo takes a change back. Of one of many days, left are those that stay, and
// where all do the zero Change says that nothing was done.
func (s *Store) undo(tx *gorm.DB, userID, targetID, changeID, batch string, today date.Date) (c models.Change, left []models.Changed, err error) {
	c = models.Change{
		UserID: userID, ID: changeID, Act: models.ActUndo, Undoes: targetID, Batch: batch,
		Digest: auth.Digest("undo " + targetID), At: instant(s.now()),
	}
	if sent, err := replay(tx, userID, changeID, c.Digest); !errors.Is(err, gorm.ErrRecordNotFound) {
		return sent, nil, err
	}
	target, err := changeOf(tx, userID, targetID)
	if err != nil {
		return models.Change{}, nil, err
	}
	if target.Undone {
		var first models.Change
		err := tx.Where("user_id = ? AND undoes = ? AND NOT undone", userID, targetID).Order("seq DESC").Take(&first).Error
		return first, nil, err
	}
	c.Subject, c.SubjectID, c.Day = target.Subject, target.SubjectID, target.Day
	switch {
	case ofDays(target):
		left, err = undoDays(tx, &c, target, today)
	case target.Subject == models.OnEntry:
		err = undoEntry(tx, &c, target, today)
	default:
		if err = s.undoOther(tx, &c, target, today); err == nil {
			err = record(tx, &c)
		}
	}
	if err != nil {
		return models.Change{}, nil, err
	}
	if ofDays(target) && !ofDays(c) {
		return models.Change{}, left, nil
	}
	return c, left, flip(tx, userID, targetID)
}

// undoOther takes back what a change did to something else than an entry.
func (s *Store) undoOther(tx *gorm.DB, c *models.Change, target models.Change, today date.Date) error {
	switch target.Subject {
	case models.OnHabit, models.OnPlan:
		return s.undoHabit(tx, c, target, today)
	case models.OnPause:
		return undoPause(tx, c, target, today)
	case models.OnTag:
		return undoTag(tx, c, target)
	case models.OnDay:
		return undoDayNote(tx, c, target)
	case models.OnGuide:
		return undoGuide(tx, c, target)
	case models.OnYou:
		return undoYou(tx, c, target)
	}
	return models.ErrNotFound
}

// flip marks a change as taken back. Where it was itself an undo, what it took
// back stands again, and so on down.
func flip(tx *gorm.DB, userID, id string) error {
	return tx.Exec(`WITH RECURSIVE chain (id) AS (
			SELECT CAST(? AS TEXT)
			UNION SELECT c.undoes FROM changes c JOIN chain ON c.id = chain.id WHERE c.user_id = ? AND c.undoes <> ''
		) UPDATE changes SET undone = NOT undone WHERE user_id = ? AND id IN (SELECT id FROM chain)`, id, userID, userID).Error
}

// undoEntry takes back what a change did to a day.
func undoEntry(tx *gorm.DB, c *models.Change, target models.Change, today date.Date) error {
	b, err := openBook(tx, target.UserID, target.SubjectID, c.ID)
	if err != nil {
		return err
	}
	if err := b.read(tx, target.Day); err != nil {
		return err
	}
	old := b.logged[target.Day]
	old.HabitID, old.Day = target.SubjectID, target.Day
	now, ok := restored(old, target)
	if additive(target) {
		covered := false
		if covered, err = coveredSince(tx, target); err != nil {
			return err
		}
		now, ok = takenOff(old, target)
		ok = ok && !covered
	}
	if !ok {
		return models.Changed{Change: target, Left: target.After, Stands: standing(old, target)}
	}
	c.Before, c.After = undone(old, now, target)
	return b.write(tx, c, now, today)
}

// additive reports whether a change put something on top of what stood, or took
// something off it, so that others may have come on top since.
func additive(c models.Change) bool {
	return c.After.Added != nil || len(c.After.Joined) > 0 || len(c.Before.Joined) > 0
}

// coveredSince reports whether an exact amount, a skip or a clear after c
// stands.
func coveredSince(tx *gorm.DB, c models.Change) (bool, error) {
	var covered bool
	err := tx.Raw(`SELECT EXISTS (SELECT 1 FROM changes WHERE user_id = ? AND subject_id = ? AND seq > ?
		AND subject = ? AND day = ? AND NOT undone AND after <> '{}' AND act IN ?)`,
		c.UserID, c.SubjectID, c.Seq, models.OnEntry, c.Day,
		[]models.Act{models.ActTick, models.ActSet, models.ActNone, models.ActClear, models.ActSkip}).Find(&covered).Error
	return covered, err
}

// takenOff returns the day without what an additive change put there. What
// comes to nothing is absent, and brings back what the change had ended: a skip,
// or a word that there was none.
func takenOff(old models.Entry, target models.Change) (models.Entry, bool) {
	now := old
	now.Items = slices.Clone(old.Items)
	if target.After.Added != nil {
		less := max(-plan.MaxAmount, -*target.After.Added)
		if now.Amount != nil {
			less = min(less, plan.MaxAmount-*now.Amount)
		}
		if _, err := add(&now, less); err != nil {
			return old, false
		}
	}
	for _, item := range target.After.Joined {
		if !holds(old, item.Item) {
			return old, false
		}
	}
	part(&now, target.After.Joined)
	if joined := join(&now, target.Before.Joined); len(joined) < len(target.Before.Joined) {
		return old, false
	}
	switch {
	case len(now.Items) > 0:
		now.Amount, now.Skipped = nil, false
	case now.Amount != nil && *now.Amount > 0:
		now.Skipped = false
	case now.Amount == nil:
		if b := target.Before.Amount; b != nil && same(old.Amount, target.After.Amount.Amount) {
			now.Amount = b.Amount
		}
		if b := target.Before.Skipped; b != nil && old.Skipped == *target.After.Skipped {
			now.Skipped = *b && now.Amount == nil
		}
	}
	return now, true
}

// restored returns the day with every field that a change altered as it was
// before, if all of them stand as it left them.
func restored(old models.Entry, target models.Change) (models.Entry, bool) {
	now, ok := old, true
	if a, b := target.After.Amount, target.Before.Amount; a != nil {
		ok = ok && same(old.Amount, a.Amount)
		now.Amount = b.Amount
	}
	if a, b := target.After.Skipped, target.Before.Skipped; a != nil {
		ok = ok && old.Skipped == *a
		now.Skipped = *b
	}
	if a, b := target.After.Note, target.Before.Note; a != nil {
		ok = ok && old.Note == *a
		now.Note = *b
	}
	if a, b := target.After.Items, target.Before.Items; a != nil {
		ok = ok && slices.Equal(names(old), *a)
		now.Items = nil
		join(&now, *b)
	}
	// Another change may have come to stand beside what returns.
	ok = ok && !(now.Skipped && now.Said()) && !(now.Amount != nil && len(now.Items) > 0)
	return now, ok
}

// undone returns the fields an undo altered, in the form of its target: what an
// additive change added, its undo adds the other way.
func undone(old, now models.Entry, target models.Change) (before, after models.Fields) {
	before, after = diff(old, now)
	if target.After.Added != nil {
		added := amount(now) - amount(old)
		before.Amount, after.Amount, after.Added = nil, nil, &added
	}
	if len(target.After.Joined)+len(target.Before.Joined) > 0 {
		before.Items, after.Items = nil, nil
		before.Joined, after.Joined = target.After.Joined, target.Before.Joined
	}
	return before, after
}

func amount(e models.Entry) plan.Amount {
	if e.Amount == nil {
		return 0
	}
	return *e.Amount
}

// standing returns what stands of the fields that a change touched.
func standing(e models.Entry, target models.Change) (f models.Fields) {
	t := target.After
	if t.Amount != nil || t.Added != nil {
		f.Amount = &models.MaybeAmount{Amount: e.Amount}
	}
	if t.Skipped != nil || t.Added != nil {
		f.Skipped = &e.Skipped
	}
	if t.Note != nil {
		f.Note = &e.Note
	}
	if t.Items != nil || len(t.Joined)+len(target.Before.Joined) > 0 {
		list := names(e)
		f.Items = &list
	}
	return f
}
