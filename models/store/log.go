package store

import (
	"context"
	"encoding/json"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"gloss/models"
	"gloss/models/auth"
	"gloss/models/date"
	"gloss/models/plan"
)

// Log is one act on one day of a habit.
type Log struct {
	ID      string // of the change: the same one twice has one effect
	HabitID string
	Day     date.Date
	Act     models.Act
	Amount  plan.Amount       // of an add, less where negative, or a set
	Note    string            // of a note; empty takes it away
	Items   []models.ItemName // of an item or unitem, folded by package variety
	Sure    bool              // skip even though the day holds something
	Today   date.Date         // which day it is for the person
}

// digest stands for what was asked, so that another request under the same id
// is noticed.
func (l Log) digest() string {
	asked, err := json.Marshal([]any{l.HabitID, l.Day, l.Act, l.Amount, l.Note, l.Items})
	if err != nil {
		panic(err) // nothing in it can fail
	}
	return auth.Digest(string(asked))
}

func (l Log) validateDay(bad models.Invalid) {
	switch {
	case !l.Day.Valid():
		bad.Add("day", "Choose a day between 1970 and 2200.")
	case l.Day <= l.Today:
	case l.Act == models.ActSkip, l.Act == models.ActClear, l.Act == models.ActNote:
		// What is ahead can be planned, but not have happened.
	default:
		bad.Add("day", "That day has not begun yet. It can be skipped, but not logged.")
	}
}

// LogEntry does one act on one day of a habit, and keeps it in the journal. The
// same id again answers what was done the first time. It fails with Invalid,
// NeedsSure (a skip would cover what is logged), ErrConflict (the id was used
// for something else) and ErrNotFound.
func (s *Store) LogEntry(ctx context.Context, userID string, l Log) (done models.Change, err error) {
	bad := models.Invalid{}
	if l.validate(bad); len(bad) > 0 {
		return done, bad
	}
	err = s.inTx(ctx, "log", func(tx *gorm.DB) error {
		b, err := openBook(tx, userID, l.HabitID, l.ID)
		if err != nil {
			return err
		}
		if b.sent {
			done, err = replay(tx, userID, l.ID, l.digest())
			return err
		}
		done, err = s.logIn(tx, b, l)
		return err
	})
	if err != nil {
		return models.Change{}, err
	}
	return done, nil
}

func (s *Store) logIn(tx *gorm.DB, b *book, l Log) (models.Change, error) {
	bad := models.Invalid{}
	if l.allowed(b.kindOn(l.Day), bad); len(bad) > 0 {
		return models.Change{}, bad
	}
	if err := b.read(tx, l.Day); err != nil {
		return models.Change{}, err
	}
	c, now, err := l.change(b)
	if err != nil {
		return models.Change{}, err
	}
	c.Digest, c.At = l.digest(), instant(s.now())
	return c, b.write(tx, &c, now, l.Today)
}

// change returns what the journal will say of l, and what the day holds then.
func (l Log) change(b *book) (c models.Change, now models.Entry, err error) {
	c = models.Change{UserID: b.userID, ID: l.ID, Subject: models.OnEntry, SubjectID: l.HabitID, Day: l.Day, Act: l.Act}
	now, c.Before, c.After, err = l.act(b.logged[l.Day])
	return c, now, err
}

// book is a habit open for writing, with what the change needs of its past.
type book struct {
	past
	userID string
	since  date.Date // the first plan's first day as it was made
	sent   bool      // a change with this id was written before
}

// openBook reads what rules a habit, and whether the change was written before,
// in one statement. It fails with ErrNotFound.
func openBook(tx *gorm.DB, userID, habitID, changeID string) (*book, error) {
	var rows []struct {
		models.Plan
		P     models.Progress `gorm:"embedded;embeddedPrefix:p_"`
		Since date.Date
		Sent  bool
	}
	err := tx.Raw(`SELECT l.*, h.since, c.id IS NOT NULL AS sent, `+progressColumns+`
		FROM habits h JOIN plans l ON l.habit_id = h.id
		LEFT JOIN progress g ON g.habit_id = h.id
		LEFT JOIN changes c ON c.user_id = h.user_id AND c.id = ?
		WHERE h.id = ? AND h.user_id = ? AND h.deleted_at = 0 ORDER BY l.from_day`, changeID, habitID, userID).Find(&rows).Error
	if err != nil {
		return nil, err
	}
	if len(rows) == 0 {
		return nil, models.ErrNotFound
	}
	b := &book{past: past{habitID: habitID, progress: rows[0].P}, userID: userID, since: rows[0].Since, sent: rows[0].Sent}
	for _, r := range rows {
		b.plans = append(b.plans, r.Plan.Plan)
	}
	return b, nil
}

// kindOn returns what is logged on a day; a day before the first plan will be
// ruled by it.
func (b *book) kindOn(day date.Date) plan.Kind {
	p, _ := plan.On(b.plans, max(day, b.plans[0].From))
	return p.Kind
}

// read reads the entries that a change on day may need: all of them where it
// touches what the progress stands on, or none is kept.
func (b *book) read(tx *gorm.DB, day date.Date) error {
	if b.from = b.progress.ReadFrom; day <= b.progress.AsOf {
		b.from = 0
	}
	if err := load(tx, b.userID, &b.past); err != nil {
		return err
	}
	pauses, err := pausesOf(tx, b.userID)
	b.pauses = of(pauses, b.habitID)
	return err
}

// write puts now in the place of what stands on its day, moves the first plan
// where that asks for it, keeps the journal and brings the progress up to date.
func (b *book) write(tx *gorm.DB, c *models.Change, now models.Entry, today date.Date) error {
	old := b.logged[now.Day]
	untouched := b.settled(now.Day, today)
	if b.logged[now.Day] = now; now.Empty() {
		delete(b.logged, now.Day)
	}
	if err := b.moveFirst(tx, c, now.Day); err != nil {
		return err
	}
	if err := record(tx, c); err != nil {
		return err
	}
	if err := writeEntry(tx, old, now); err != nil {
		return err
	}
	return settle(tx, b.userID, &b.past, untouched, today)
}

// moveFirst lets the first plan begin where begins says, after a day was
// written.
func (b *book) moveFirst(tx *gorm.DB, c *models.Change, day date.Date) error {
	begun := b.plans[0].From
	if day > begun {
		return nil
	}
	from := b.begins()
	if from == begun {
		return nil
	}
	b.plans[0].From = from
	c.Before.From, c.After.From = &begun, &from
	return one(tx.Model(&models.Plan{}).Where("habit_id = ? AND from_day = ?", b.habitID, begun).Update("from_day", from))
}

// begins returns the day the first plan begins on: the first that anything was
// logged on, or its own first day where that is earlier, and always before the
// next plan.
func (b *book) begins() date.Date {
	from := b.since
	for d, e := range b.logged {
		if e.Said() {
			from = min(from, d)
		}
	}
	if len(b.plans) > 1 {
		from = min(from, b.plans[1].From-1)
	}
	return from
}

// writeEntry makes what is stored of a day now, given that it is old. A day with
// nothing left has no row.
func writeEntry(tx *gorm.DB, old, now models.Entry) error {
	if now.Empty() {
		if old.Empty() {
			return nil
		}
		return tx.Where("habit_id = ? AND day = ?", now.HabitID, now.Day).Delete(&models.Entry{}).Error // its items go with it
	}
	if old.Empty() || !same(old.Amount, now.Amount) || old.Skipped != now.Skipped || old.Note != now.Note {
		if err := tx.Clauses(clause.OnConflict{
			Columns:   []clause.Column{{Name: "habit_id"}, {Name: "day"}},
			DoUpdates: clause.AssignmentColumns([]string{"amount", "skipped", "note"}),
		}).Create(&now).Error; err != nil {
			return err
		}
	}
	return writeItems(tx, old, now)
}

func writeItems(tx *gorm.DB, old, now models.Entry) error {
	var gone []string
	for _, item := range old.Items {
		if !holds(now, item.Item) {
			gone = append(gone, item.Item)
		}
	}
	var came []models.EntryItem
	for _, item := range now.Items {
		if !holds(old, item.Item) {
			came = append(came, item)
		}
	}
	if len(gone) > 0 {
		if err := tx.Where("habit_id = ? AND day = ? AND item IN ?", now.HabitID, now.Day, gone).Delete(&models.EntryItem{}).Error; err != nil {
			return err
		}
	}
	if len(came) == 0 {
		return nil
	}
	return tx.Create(&came).Error
}
