package store

import (
	"context"
	"slices"

	"gorm.io/gorm"

	"gloss/models"
	"gloss/models/transfer"
)

// changesAtOnce is how many changes one statement writes at most.
const changesAtOnce = 500

// writeJournal writes the journal of the file into one that is empty, each change
// under its own id and in its place. What a change is about gets the id it has
// here; a change that is about something left out stays behind with it, and so
// does one that Gloss could not take back.
func (a *accountIntake) writeJournal(ctx context.Context, tx *gorm.DB) error {
	w := &journalWriter{tx: tx}
	err := a.file.Changes(func(c transfer.Change) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		one, about := a.ids.change(c.Change)
		if !about {
			return nil
		}
		if !soundChange(one, c.Days) {
			a.in.lost.add("Lines of the journal that are not in order.", "")
			return nil
		}
		one.UserID, one.At = a.in.userID, within(one.At, a.in.now)
		return w.put(one, c.Days)
	})
	if err != nil {
		return err
	}
	a.told = w.seq
	return w.flush()
}

// journalWriter writes changes of another journal, many at once.
type journalWriter struct {
	tx   *gorm.DB
	seq  int
	args []any
	days []models.ChangeDays // of those in args
	many int                 // days in them
}

func (w *journalWriter) put(c models.Change, days []models.DayChange) error {
	before, after, err := sidesText(&c)
	if err != nil {
		return err
	}
	w.seq++
	w.args = append(w.args, c.UserID, c.ID, w.seq, c.Subject, c.SubjectID, c.Day, c.Act, before, after,
		c.Digest, c.Undoes, c.Undone, c.At, c.Batch)
	if len(days) > 0 {
		w.days = append(w.days, models.ChangeDays{UserID: c.UserID, ChangeID: c.ID, Days: days})
		w.many += len(days)
	}
	if len(w.args) < changesAtOnce*changeColumns && w.many < rowsAtOnce {
		return nil
	}
	return w.flush()
}

// changeColumns is how many columns a change has.
const changeColumns = 14

// flush writes what was put. Of two changes with one id the first counts.
func (w *journalWriter) flush() error {
	err := insert(w.tx, "changes (user_id, id, seq, subject, subject_id, day, act, before, after, digest, undoes, undone, at, batch)",
		changeColumns, w.args, "ON CONFLICT (user_id, id) DO NOTHING")
	if err != nil {
		return err
	}
	w.args = w.args[:0]
	for _, d := range w.days {
		days, err := daysText(d.Days)
		if err != nil {
			return err
		}
		err = insert(w.tx, "change_days (user_id, change_id, days)", 3, []any{d.UserID, d.ChangeID, days}, "ON CONFLICT (user_id, change_id) DO NOTHING")
		if err != nil {
			return err
		}
	}
	clear(w.days)
	w.days, w.many = w.days[:0], 0
	return nil
}

// change returns c as it is about the things of this account; about is false
// where what it is about is not here.
func (m ids) change(c models.Change) (one models.Change, about bool) {
	switch c.Subject {
	case models.OnEntry, models.OnHabit, models.OnPlan, models.OnOutcome:
		c.SubjectID = m.habits[c.SubjectID]
		about = c.SubjectID != ""
	case models.OnPause:
		about = c.SubjectID == "" || m.habits[c.SubjectID] != ""
		c.SubjectID = m.habits[c.SubjectID]
	case models.OnGuide:
		c.SubjectID = m.guides[c.SubjectID]
		about = c.SubjectID != ""
	case models.OnTag:
		c.SubjectID = m.told(m.tags, c.SubjectID)
		about = c.SubjectID != ""
	case models.OnDay, models.OnYou:
		about = c.SubjectID == ""
	}
	if !about {
		return c, false
	}
	c.Before, c.After = m.fields(c.Before), m.fields(c.After)
	return c, true
}

// fields returns f with the ids that things have here. What a habit came from
// that is not here is left out, and so are habits that bore a tag and are gone.
func (m ids) fields(f models.Fields) models.Fields {
	if f.Tags != nil {
		tags := slices.Clone(*f.Tags)
		for i := range tags {
			tags[i].ID = m.told(m.tags, tags[i].ID)
		}
		f.Tags = &tags
	}
	if f.Tag != nil {
		tag := models.MaybeTag{}
		if f.Tag.Tag != nil {
			one := *f.Tag.Tag
			one.ID = m.told(m.tags, one.ID)
			tag.Tag = &one
		}
		for _, id := range f.Tag.Habits {
			if id = m.habits[id]; id != "" {
				tag.Habits = append(tag.Habits, id)
			}
		}
		slices.Sort(tag.Habits)
		f.Tag = &tag
	}
	if f.Pause != nil && f.Pause.Pause != nil {
		one := *f.Pause.Pause
		one.ID, one.HabitID = m.told(m.pauses, one.ID), m.habits[one.HabitID]
		f.Pause = &models.MaybePause{Pause: &one}
	}
	if f.Source != nil {
		one := *f.Source
		one.GuideID, one.AdviceID = m.guides[one.GuideID], m.advice[one.AdviceID]
		f.Source = &one
	}
	if f.Mark != nil && f.Mark.Mark != nil {
		one := *f.Mark.Mark
		one.ID, one.GuideID = m.told(m.marks, one.ID), m.guides[one.GuideID]
		f.Mark = &models.MaybeMark{Mark: &one}
	}
	return f
}
