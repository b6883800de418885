package transfer

import (
	"errors"
	"fmt"
	"hash/maphash"
	"slices"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
)

// maxChanges is how many changes a journal may have.
const maxChanges = 1_000_000

var (
	subjects = []models.Subject{
		models.OnEntry, models.OnHabit, models.OnPlan, models.OnPause, models.OnOutcome, models.OnGuide, models.OnTag, models.OnDay, models.OnYou,
	}
	acts = []models.Act{
		models.ActTick, models.ActAdd, models.ActSet, models.ActNone, models.ActClear, models.ActSkip, models.ActNote, models.ActItem,
		models.ActUnitem, models.ActUndo, models.ActCreate, models.ActCopy, models.ActEdit, models.ActArchive, models.ActUnarchive,
		models.ActDelete, models.ActRestore, models.ActDrop, models.ActPause, models.ActEnd, models.ActUnpause, models.ActRename,
		models.ActRemove, models.ActSource, models.ActMark, models.ActUnmark, models.ActImport,
	}
)

// change checks a change on the first reading; the journal is read anew where it
// is needed.
func (g *glossReader) change(raw []byte) error {
	c, ok, err := g.readChange(raw)
	if err != nil || !ok {
		return err
	}
	if len(g.changes) >= maxChanges {
		return errors.New("there are more changes than fit")
	}
	// An id is kept as its hash: there may be a million.
	key := maphash.String(g.seed, c.ID)
	if _, twice := g.changes[key]; twice {
		return errors.New("there is a change of that id already")
	}
	g.changes[key] = struct{}{}
	return nil
}

// readChange reads a change, and reports whether it is about something that the
// file holds. What it altered is judged as strictly as if somebody asked for it:
// an undo puts it back.
func (g *glossReader) readChange(raw []byte) (Change, bool, error) {
	var s changeShape
	if err := g.read(raw, &s); err != nil {
		return Change{}, false, err
	}
	c, err := s.change()
	if err != nil {
		return c, false, err
	}
	undoes := c.Undoes == "" || changeIDShape.MatchString(c.Undoes)
	batch := c.Batch == "" || changeIDShape.MatchString(c.Batch)
	switch {
	case !changeIDShape.MatchString(c.ID), !undoes, !batch, c.Undoes == c.ID:
		return c, false, errID
	case !slices.Contains(subjects, c.Subject) || !slices.Contains(acts, c.Act):
		return c, false, errors.New("its subject or its act is none")
	case c.SubjectID != "" && !idShape.MatchString(c.SubjectID):
		return c, false, errID
	case c.At == 0:
		return c, false, errors.New("the time of it is missing")
	}
	if err := errors.Join(checkFields(c.Before), checkFields(c.After), checkPair(c.Change), checkDays(c.Days)); err != nil {
		return c, false, err
	}
	return c, g.about(c.Change), nil
}

// about reports whether the file holds what c is about.
func (g *glossReader) about(c models.Change) bool {
	known := true
	switch c.Subject {
	case models.OnEntry, models.OnHabit, models.OnPlan:
		_, known = g.habits[c.SubjectID]
	case models.OnPause:
		if _, there := g.habits[c.SubjectID]; c.SubjectID != "" {
			known = there
		}
	}
	if !known {
		g.lose("Changes of habits that are not in the file.", g.where())
	}
	return known
}

// checkPair says what is wrong with the two sides of a change: what one says of
// a field, the other must say too, else it could not be taken back.
func checkPair(c models.Change) error {
	b, a := c.Before, c.After
	if !models.Paired(b, a) {
		return errPair
	}
	if a.Pause != nil && a.Pause.Pause == nil && b.Pause.Pause == nil || a.Mark != nil && a.Mark.Mark == nil && b.Mark.Mark == nil {
		return errPair
	}
	return nil
}

var errPair = errors.New("what it says was before does not go with what it says was after")

// checkFields says what is wrong with what a change altered.
func checkFields(f models.Fields) error {
	return errors.Join(checkLogged(f), checkWords(f), checkWhole(f))
}

// checkLogged judges the fields of a day.
func checkLogged(f models.Fields) error {
	if f.Amount != nil && f.Amount.Amount != nil && (*f.Amount.Amount < 0 || *f.Amount.Amount > plan.MaxAmount) ||
		f.Added != nil && (*f.Added < -plan.MaxAmount || *f.Added > plan.MaxAmount) {
		return errors.New("amounts go up to 1,000,000")
	}
	if f.Note != nil && !plainNote(*f.Note) {
		return errors.New("a note has at most 2,000 letters")
	}
	if f.From != nil && !plainDay(*f.From) || f.Days < 0 {
		return errors.New("its days are none")
	}
	if f.Items != nil {
		if err := checkItemNames(*f.Items); err != nil {
			return err
		}
	}
	return checkItemNames(f.Joined)
}

// checkWords judges what a habit or a tag is called and looks like.
func checkWords(f models.Fields) error {
	h := models.Habit{Name: "a", Hue: models.Hues[0], Icon: models.Icons[0]}
	for to, from := range map[*string]*string{&h.Name: f.Name, &h.Reason: f.Reason, &h.Cue: f.Cue, &h.Hue: f.Hue, &h.Icon: f.Icon} {
		if from != nil {
			*to = *from
		}
	}
	bad := models.Invalid{}
	h.Validate(bad)
	if f.Tags != nil {
		for _, t := range *f.Tags {
			models.ValidateTags([]string{t.Name}, bad)
			if !idShape.MatchString(t.ID) || t.At < 0 || t.At > 1_000_000 || len(*f.Tags) > models.MaxTags {
				bad.Add("tags", errID.Error())
			}
		}
	}
	if f.Settings != nil {
		validSettings(*f.Settings, bad)
	}
	if f.Guide != nil {
		f.Guide.Validate(bad)
	}
	return said(bad)
}

// checkWhole judges what is there or not there as a whole.
func checkWhole(f models.Fields) error {
	for _, p := range f.Plans {
		if p.Plan == nil {
			continue
		}
		if err := checkPlan(*p.Plan); err != nil {
			return err
		}
		if p.Plan.From != p.From || p.Plan.Anchor < 0 {
			return errors.New("a plan begins on two days")
		}
	}
	if f.Archived != nil && *f.Archived < 0 {
		return errors.New("the time of it is none")
	}
	if f.Pause != nil && f.Pause.Pause != nil {
		bad := models.Invalid{}
		f.Pause.Pause.Validate(bad)
		if !idShape.MatchString(f.Pause.Pause.ID) || len(bad) > 0 {
			return errors.New("a pause is none")
		}
	}
	if f.Tag != nil && f.Tag.Tag != nil {
		bad := models.Invalid{}
		models.ValidateTags([]string{f.Tag.Tag.Name}, bad)
		if !idShape.MatchString(f.Tag.Tag.ID) || len(bad) > 0 || f.Tag.Tag.Position < 0 || len(f.Tag.Habits) > 4*models.MaxHabits {
			return errors.New("a tag is none")
		}
	}
	if f.Source != nil {
		if err := checkPassages(f.Source.Passages, nil); err != nil {
			return err
		}
		if f.Source.GuideID != "" && !idShape.MatchString(f.Source.GuideID) || f.Source.AdviceID != "" && !idShape.MatchString(f.Source.AdviceID) {
			return errID
		}
	}
	if f.Mark != nil && f.Mark.Mark != nil {
		m := f.Mark.Mark
		if !idShape.MatchString(m.ID) || !idShape.MatchString(m.GuideID) || !plainNote(m.Note) {
			return errors.New("a mark is none")
		}
		return checkPassage(m.Passage, nil)
	}
	return nil
}

// checkDays judges the days that a change altered, which stand in order.
func checkDays(days []models.DayChange) error {
	last := date.Date(0)
	for _, d := range days {
		if d.Day <= last {
			return fmt.Errorf("its days are not in order at %s", d.Day)
		}
		last = d.Day
		for _, e := range []*models.DayEntry{d.Before, d.After} {
			if e == nil {
				continue
			}
			if err := checkDay(d.Day, (*decimal)(e.Amount), e.Skipped, e.Note, len(e.Items)); err != nil {
				return err
			}
			if err := checkItemNames(e.Items); err != nil {
				return err
			}
		}
	}
	return nil
}
