package store

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/transfer"
)

// accountIntake is what becomes of that in a file of Gloss which no other
// program's file has.
type accountIntake struct {
	in     *intake
	file   *transfer.Account
	ids    ids
	guides []*guideGoal
	notes  []models.DayChange
	pauses []models.Pause
	marks  []models.Mark
	shelf  models.Shelf
	take   bool // the file's settings
	empty  bool // no journal is here yet
	clash  int  // notes on days that say something else here
	there  int  // pauses here
	marked int  // marks here
	coming int  // changes of the file's journal that come along
	told   int  // those that did
}

// ids are the ids things have here, by those they have in a file.
type ids struct {
	habits, guides, advice map[string]string // absent where there is none here
	tags, pauses, marks    minted
	gone                   uuid.UUID // of this import alone: see told
}

// minted are ids that are made when they are first asked for.
type minted map[string]string

func (m minted) of(id string) string {
	if id == "" {
		return ""
	}
	if m[id] == "" {
		m[id] = uuid.Must(uuid.NewV7()).String()
	}
	return m[id]
}

// told returns the id of a thing that the journal speaks of. One that is gone gets
// an id that is reckoned and not kept: there may be a million of them.
func (m ids) told(all minted, id string) string {
	if known := all[id]; known != "" || id == "" {
		return known
	}
	return uuid.NewSHA1(m.gone, []byte(id)).String()
}

func (in *intake) considerAccount(tx *gorm.DB) (*accountIntake, error) {
	a := &accountIntake{in: in, file: in.bundle.Account, ids: ids{
		habits: map[string]string{}, guides: map[string]string{}, advice: map[string]string{},
		tags: minted{}, pauses: minted{}, marks: minted{}, gone: uuid.New(),
	}}
	for i, f := range in.fates {
		if f.goal != nil {
			a.ids.habits[in.bundle.Habits[i].ID] = f.goal.ID
		}
	}
	for _, step := range []func(*gorm.DB) error{a.considerYou, a.considerGuides, a.considerNotes, a.considerPauses, a.considerMarks, a.considerShelf} {
		if err := step(tx); err != nil {
			return nil, err
		}
	}
	a.sources()
	for about, n := range a.file.Tells {
		if _, here := a.ids.change(models.Change{Subject: about.Subject, SubjectID: about.ID}); here {
			a.coming += n
		}
	}
	switch left := a.file.Count - a.coming; {
	case !a.empty && a.file.Count > 0:
		in.lost.addMany("The journal stays behind: there is one here already. What it led to comes along.", "", a.file.Count)
	case left > 0:
		in.lost.addMany("Lines of the journal about what does not come along.", "", left)
	}
	return a, nil
}

// considerYou finds out whether anything was done in the account, and what becomes
// of its settings.
func (a *accountIntake) considerYou(tx *gorm.DB) error {
	if err := tx.Raw("SELECT NOT EXISTS (SELECT 1 FROM changes WHERE user_id = ?)", a.in.userID).Find(&a.empty).Error; err != nil {
		return err
	}
	return a.considerSettings()
}

// sources lets the new habits come from the guides as they are known here. Where
// there is none, a habit keeps its passages.
func (a *accountIntake) sources() {
	for _, g := range a.in.goals {
		if !g.fresh || g.GuideID == "" {
			continue
		}
		if a.ids.guides[g.GuideID] == "" {
			a.in.lost.add("Guides that are not in this library. Habits made from them keep what they quote.", g.Name)
		}
		g.AdviceID = a.ids.advice[g.AdviceID]
		if g.GuideID = a.ids.guides[g.GuideID]; g.GuideID == "" {
			g.AdviceID = ""
		}
	}
}

func (a *accountIntake) considerNotes(tx *gorm.DB) error {
	there, err := dayNotes(tx, a.in.userID)
	if err != nil {
		return err
	}
	came := map[date.Date]string{}
	for _, n := range a.file.DayNotes {
		if !n.Day.Valid() || n.Note == "" || !models.IsNote(n.Note) {
			return models.Invalid{"": fmt.Sprintf("The note on the day %s cannot be brought in: at most 2,000 letters, please.", n.Day)}
		}
		came[n.Day] = n.Note
	}
	for _, day := range slices.Sorted(maps.Keys(came)) {
		was := noteDay(there[day])
		if there[day] == came[day] {
			continue
		}
		if was != nil {
			if a.clash++; !a.in.take {
				continue
			}
		}
		a.notes = append(a.notes, models.DayChange{Day: day, Before: was, After: noteDay(came[day])})
	}
	return nil
}

func (a *accountIntake) considerPauses(tx *gorm.DB) error {
	there, err := pausesOf(tx, a.in.userID)
	if err != nil {
		return err
	}
	a.there = len(there)
	type span struct {
		habitID  string
		from, to date.Date
	}
	known, ids := map[span]string{}, map[string]string{}
	for _, p := range there {
		known[span{p.HabitID, p.From, p.To}], ids[p.ID] = p.ID, p.HabitID
	}
	gone, err := a.goneFrom(tx, models.OnPause, "pause", len(a.file.Pauses))
	if err != nil {
		return err
	}
	for _, p := range a.file.Pauses {
		bad := models.Invalid{}
		if p.Validate(bad); len(bad) > 0 {
			return models.Invalid{"": "A pause cannot be brought in: its days are not in order."}
		}
		at := span{"", p.From, p.To}
		if p.HabitID != "" {
			if at.habitID = a.ids.habits[p.HabitID]; at.habitID == "" {
				continue // with its habit
			}
		}
		if id := known[at]; id != "" {
			a.ids.pauses[p.ID] = id
			continue
		}
		// The same file may have been written before a pause got another last day
		// here, or was taken off.
		if habitID, here := ids[p.ID]; here && habitID == at.habitID || gone[p.ID] {
			a.ids.pauses[p.ID] = p.ID
			a.in.lost.add("Pauses that were changed or taken off here since: left as they are here.", "")
			continue
		}
		one := models.Pause{ID: a.ids.pauses.of(cmp.Or(p.ID, uuid.NewString())), UserID: a.in.userID, HabitID: at.habitID, From: p.From, To: p.To}
		a.pauses = append(a.pauses, one)
	}
	return nil
}

// goneFrom returns the ids of pauses or marks that stood in this account and
// were taken off, as its journal tells, if the file has any.
func (a *accountIntake) goneFrom(tx *gorm.DB, subject models.Subject, field string, of int) (map[string]bool, error) {
	if of == 0 || a.empty {
		return nil, nil
	}
	id := "'$." + field + ".is.id'"
	var ids []string
	err := tx.Raw("SELECT DISTINCT json_extract(before, "+id+") FROM changes WHERE user_id = ? AND subject = ? AND json_extract(before, "+id+") IS NOT NULL AND json_extract(after, "+id+") IS NULL",
		a.in.userID, subject).Find(&ids).Error
	gone := make(map[string]bool, len(ids))
	for _, id := range ids {
		gone[id] = true
	}
	return gone, err
}

// room fails with Invalid where there is not enough room for what is new.
func (a *accountIntake) room() error {
	switch {
	case a.there+len(a.pauses) > models.MaxPauses && len(a.pauses) > 0:
		return models.Invalid{"": "That is more pauses than fit: at most 500."}
	case a.marked+len(a.marks) > models.MaxMarks && len(a.marks) > 0:
		return models.Invalid{"": "That is more marks than fit: at most 5,000."}
	}
	return nil
}

// tagsAmong returns those of these names that are tags of the file, in its
// order, each with the id it gets where it is made.
func (a *accountIntake) tagsAmong(borne []string) (list []models.TagName) {
	wanted := make(map[string]bool, len(borne))
	for _, name := range borne {
		wanted[models.NameKey(name)] = true
	}
	for _, t := range a.file.Tags {
		if key := models.NameKey(t.Name); wanted[key] {
			wanted[key] = false
			list = append(list, models.TagName{ID: a.ids.tags.of(t.ID), Name: models.CleanName(t.Name)})
		}
	}
	return list
}

// preview adds what would come to v, and returns how much of it is written.
func (a *accountIntake) preview(v *Preview) int {
	for _, g := range a.guides {
		if g.fresh {
			v.Guides++
		}
	}
	v.Notes, v.Pauses, v.Marks, v.Settings = len(a.notes), len(a.pauses), len(a.marks), a.take
	v.Clash += a.clash
	written := v.Guides + v.Notes + v.Pauses + v.Marks + len(a.shelf.Readings) + len(a.shelf.Away)
	if a.take {
		written++
	}
	if a.empty {
		v.Changes = a.coming
	}
	return written
}

// writeBefore writes what the habits of the file need: its journal stands before
// all that the import does, then come guides and pauses.
func (a *accountIntake) writeBefore(ctx context.Context, tx *gorm.DB) error {
	if a.empty && a.file.Changes != nil {
		if err := a.writeJournal(ctx, tx); err != nil {
			return err
		}
	}
	if err := a.writeGuides(tx); err != nil {
		return err
	}
	if len(a.pauses) == 0 {
		return nil
	}
	return tx.Create(&a.pauses).Error
}

// writeAfter writes the rest.
func (a *accountIntake) writeAfter(tx *gorm.DB) error {
	if len(a.notes) > 0 {
		c := models.Change{Subject: models.OnDay, Act: models.ActImport}
		if err := a.in.journal.putDays(&c, a.notes); err != nil {
			return err
		}
		if err := writeDayNotes(tx, a.in.userID, a.notes); err != nil {
			return err
		}
	}
	if err := a.settlePauses(tx); err != nil {
		return err
	}
	deleted := map[string]bool{}
	for _, g := range a.guides {
		deleted[g.id] = g.fresh && g.DeletedAt != 0
	}
	if err := a.writeMarks(tx, func(m models.Mark) bool { return !deleted[m.GuideID] }); err != nil {
		return err
	}
	return a.writeYou(tx)
}

// writeMarks writes those of the marks that came.
func (a *accountIntake) writeMarks(tx *gorm.DB, those func(models.Mark) bool) error {
	var marks []models.Mark
	for _, m := range a.marks {
		if those(m) {
			marks = append(marks, m)
		}
	}
	if len(marks) == 0 {
		return nil
	}
	if err := tx.CreateInBatches(&marks, rowsAtOnce).Error; err != nil {
		return err
	}
	for i := range marks {
		c := models.Change{Subject: models.OnGuide, SubjectID: marks[i].GuideID, Act: models.ActMark}
		c.Before.Mark, c.After.Mark = &models.MaybeMark{}, &models.MaybeMark{Mark: &marks[i]}
		if err := a.in.journal.put(&c); err != nil {
			return err
		}
	}
	return nil
}

// tellPauses writes those of the pauses that came into the journal.
func (a *accountIntake) tellPauses(those func(models.Pause) bool) error {
	for i := range a.pauses {
		p := &a.pauses[i]
		if !those(*p) {
			continue
		}
		c := models.Change{Subject: models.OnPause, SubjectID: p.HabitID, Day: p.From, Act: models.ActPause}
		c.Before.Pause, c.After.Pause = told(nil), told(p)
		if err := a.in.journal.put(&c); err != nil {
			return err
		}
	}
	return nil
}

// settlePauses tells of the pauses of what is not deleted, and works out again the
// progress of the habits that they hold for and that were here before.
func (a *accountIntake) settlePauses(tx *gorm.DB) error {
	if len(a.pauses) == 0 {
		return nil
	}
	deleted := map[string]bool{}
	for _, g := range a.in.goals {
		deleted[g.ID] = g.DeletedAt != 0
	}
	if err := a.tellPauses(func(p models.Pause) bool { return !deleted[p.HabitID] }); err != nil {
		return err
	}
	from := date.Newest
	for _, p := range a.pauses {
		from = min(from, p.From)
	}
	return resettle(tx, a.in.userID, "", from, a.in.today)
}
