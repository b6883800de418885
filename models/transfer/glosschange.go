package transfer

import (
	"errors"
	"hash/maphash"
	"slices"

	"gloss/models"
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
	about := About{c.Subject, c.SubjectID}
	_, habit := g.habits[about.ID]
	_, guide := g.guides[about.ID]
	switch {
	case c.Subject == models.OnTag:
		about.ID = "a tag"
	case !habit && !guide:
		about.ID = ""
	}
	g.account.Tells[about]++
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
	undoes := c.Undoes == "" || models.IsChangeID(c.Undoes)
	batch := c.Batch == "" || models.IsChangeID(c.Batch)
	switch {
	case !models.IsChangeID(c.ID), !undoes, !batch, c.Undoes == c.ID:
		return c, false, errID
	case !slices.Contains(subjects, c.Subject) || !slices.Contains(acts, c.Act):
		return c, false, errors.New("its subject or its act is none")
	case c.SubjectID != "" && !idShape.MatchString(c.SubjectID):
		return c, false, errID
	case c.At == 0:
		return c, false, errors.New("the time of it is missing")
	}
	if err := checkChange(c); err != nil {
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

// checkChange says what is wrong with what a change altered: it must be able to
// stand, and to be taken back.
func checkChange(c Change) error {
	bad := models.Invalid{}
	c.Before.Validate(bad)
	c.After.Validate(bad)
	models.ValidateDays(c.Days, bad)
	switch {
	case len(bad) > 0:
		return said(bad)
	case !c.Paired():
		return errors.New("what it says was before does not go with what it says was after")
	}
	for _, f := range []models.Fields{c.Before, c.After} {
		if slices.ContainsFunc(idsIn(f), func(id string) bool { return !idShape.MatchString(id) }) {
			return errID
		}
	}
	return nil
}

// idsIn returns the ids of all that f speaks of.
func idsIn(f models.Fields) (all []string) {
	if f.Tags != nil {
		for _, t := range *f.Tags {
			all = append(all, t.ID)
		}
	}
	if f.Tag != nil && f.Tag.Tag != nil {
		all = append(all, f.Tag.Tag.ID)
	}
	if f.Pause != nil && f.Pause.Pause != nil {
		all = append(all, f.Pause.Pause.ID)
	}
	if f.Source != nil && f.Source.GuideID != "" {
		all = append(all, f.Source.GuideID)
	}
	if f.Source != nil && f.Source.AdviceID != "" {
		all = append(all, f.Source.AdviceID)
	}
	if f.Mark != nil && f.Mark.Mark != nil {
		all = append(all, f.Mark.Mark.ID, f.Mark.Mark.GuideID)
	}
	return all
}
