package store

import (
	"cmp"
	"slices"

	"gorm.io/gorm"

	"gloss/models"
	"gloss/models/date"
)

// ofDays reports whether a change altered days that are kept beside the journal.
func ofDays(c models.Change) bool { return c.Before.Days > 0 || c.After.Days > 0 }

// sizeOf is how many things a change altered, as they are told to a person: of
// many days each counts.
func sizeOf(c models.Change) int { return max(1, c.Before.Days, c.After.Days) }

// undoDays puts back each of the days that a change altered which stands as it
// left it, and writes c of those. The others stay and are returned, one by one,
// the last first. Where all stay nothing is written.
func undoDays(tx *gorm.DB, c *models.Change, target models.Change, today date.Date) (left []models.Changed, err error) {
	var kept models.ChangeDays
	if err := tx.Where("user_id = ? AND change_id = ?", target.UserID, target.ID).Take(&kept).Error; err != nil {
		return nil, err
	}
	put := undoDayNotes
	if target.Subject == models.OnHabit {
		put = undoHabitDays
	}
	return put(tx, c, target, kept.Days, today)
}

// backDays sorts days into those that go back, each as it is before and after
// that, and those that hold something else by now.
func backDays(target models.Change, days []models.DayChange, stands func(date.Date) *models.DayEntry) (back []models.DayChange, left []models.Changed) {
	for _, d := range days {
		there := stands(d.Day)
		if sameDay(there, d.After) {
			back = append(back, models.DayChange{Day: d.Day, Before: d.After, After: d.Before})
			continue
		}
		one := target
		one.Day = d.Day
		left = append(left, models.Changed{Change: one, Left: dayFields(d.After), Stands: dayFields(there)})
	}
	slices.SortStableFunc(left, func(a, b models.Changed) int { return cmp.Compare(b.Change.Day, a.Change.Day) })
	return back, left
}

// dayFields is what stands on a day, as the undo of a log tells of it.
func dayFields(d *models.DayEntry) (f models.Fields) {
	if d == nil {
		d = &models.DayEntry{}
	}
	f.Amount = &models.MaybeAmount{Amount: d.Amount}
	if d.Skipped {
		f.Amount, f.Skipped = nil, &d.Skipped
	}
	if len(d.Items) > 0 {
		f.Amount, f.Items = nil, &d.Items
	}
	if d.Note != "" {
		f.Note = &d.Note
	}
	return f
}

// count says in an undo how many days went back, the way its target says it.
func count(c *models.Change, target models.Change, days int) {
	c.Before.Days, c.After.Days = 0, days
	if target.After.Days > 0 {
		c.Before.Days, c.After.Days = days, 0
	}
}

func undoHabitDays(tx *gorm.DB, c *models.Change, target models.Change, days []models.DayChange, today date.Date) ([]models.Changed, error) {
	b, err := openBook(tx, target.UserID, target.SubjectID, c.ID)
	if err != nil {
		return nil, err
	}
	if err := b.read(tx, 0); err != nil {
		return nil, err
	}
	back, left := backDays(target, days, func(d date.Date) *models.DayEntry { return dayOf(b.logged[d]) })
	if len(back) == 0 {
		return left, nil
	}
	for _, d := range back {
		if b.logged[d.Day] = entryOf(b.habitID, d.Day, d.After); d.After == nil {
			delete(b.logged, d.Day)
		}
	}
	count(c, target, len(back))
	if err := b.moveFirst(tx, c, back[0].Day); err != nil {
		return nil, err
	}
	if err := writeBack(tx, c, back); err != nil {
		return nil, err
	}
	if err := writeDays(tx, b.habitID, back, func(int) {}); err != nil {
		return nil, err
	}
	return left, settle(tx, b.userID, &b.past, 0, today)
}

// writeBack writes an undo of days into the journal, with its own days.
func writeBack(tx *gorm.DB, c *models.Change, back []models.DayChange) error {
	if err := record(tx, c); err != nil {
		return err
	}
	return keepDays(tx, *c, back)
}

func undoDayNotes(tx *gorm.DB, c *models.Change, target models.Change, days []models.DayChange, _ date.Date) ([]models.Changed, error) {
	notes, err := dayNotes(tx, target.UserID)
	if err != nil {
		return nil, err
	}
	back, left := backDays(target, days, func(d date.Date) *models.DayEntry { return noteDay(notes[d]) })
	for i := range left { // of a note nothing else is told
		left[i].Left.Amount, left[i].Stands.Amount = nil, nil
		for _, f := range []*models.Fields{&left[i].Left, &left[i].Stands} {
			if f.Note == nil {
				f.Note = new(string)
			}
		}
	}
	if len(back) == 0 {
		return left, nil
	}
	count(c, target, len(back))
	if err := writeBack(tx, c, back); err != nil {
		return nil, err
	}
	return left, writeDayNotes(tx, target.UserID, back)
}

// noteDay is a day that holds a note alone, nil where it is empty.
func noteDay(note string) *models.DayEntry {
	if note == "" {
		return nil
	}
	return &models.DayEntry{Note: note}
}

// dayNotes returns a person's notes on days that belong to no habit.
func dayNotes(tx *gorm.DB, userID string) (map[date.Date]string, error) {
	var rows []models.DayNote
	err := tx.Where("user_id = ?", userID).Find(&rows).Error
	notes := make(map[date.Date]string, len(rows))
	for _, n := range rows {
		notes[n.Day] = n.Note
	}
	return notes, err
}

// writeDayNotes makes the notes on days what they are after a change.
func writeDayNotes(tx *gorm.DB, userID string, days []models.DayChange) error {
	for list := range slices.Chunk(days, rowsAtOnce) {
		var gone []date.Date
		var args []any
		for _, d := range list {
			if d.After == nil {
				gone = append(gone, d.Day)
			} else {
				args = append(args, userID, d.Day.String(), d.After.Note)
			}
		}
		if len(gone) > 0 {
			if err := tx.Where("user_id = ? AND day IN ?", userID, gone).Delete(&models.DayNote{}).Error; err != nil {
				return err
			}
		}
		if err := insert(tx, "day_notes (user_id, day, note)", 3, args, "ON CONFLICT (user_id, day) DO UPDATE SET note = excluded.note"); err != nil {
			return err
		}
	}
	return nil
}

// heldSince reports whether a habit that came from a file holds an entry, or a
// change after target stands.
func heldSince(tx *gorm.DB, target models.Change) (held bool, err error) {
	err = tx.Raw(`SELECT EXISTS (SELECT 1 FROM entries WHERE habit_id = ?) OR EXISTS (
			SELECT 1 FROM changes WHERE user_id = ? AND subject_id = ? AND seq > ? AND NOT undone AND act <> ?
			AND (before <> '{}' OR after <> '{}'))`,
		target.SubjectID, target.UserID, target.SubjectID, target.Seq, models.ActUndo).Find(&held).Error
	return held, err
}
