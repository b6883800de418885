package store

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"gorm.io/gorm"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/transfer"
)

// open reads the whole of what stands in a goal; a fresh one is empty.
func (in *intake) open(tx *gorm.DB, g *goal, pauses []models.Pause) (*book, error) {
	if !g.fresh {
		b, err := openBook(tx, in.userID, g.ID, "")
		if err != nil {
			return nil, err
		}
		return b, b.read(tx, 0)
	}
	b := &book{userID: in.userID, since: g.Since}
	b.habitID, b.plans, b.pauses, b.logged = g.ID, slices.Clone(g.plans), of(pauses, g.ID), map[date.Date]models.Entry{}
	return b, nil
}

// merge puts the days of the file into a book, and returns those that are not
// any more what they were, in their order.
func (in *intake) merge(b *book, g *goal) (days []models.DayChange) {
	was := map[date.Date]models.Entry{}
	for _, i := range g.from {
		h, f := &in.bundle.Habits[i], &in.fates[i]
		bends := 0
		for _, e := range h.Entries {
			stands := b.logged[e.Day]
			comes, how := in.fitted(e, h, g, b.plans, stands)
			switch how {
			case bent:
				bends++
			case unfit:
				f.unfit++
			}
			if !comes.Logs() && comes.Note == "" {
				continue
			}
			if now := f.meet(stands, comes, in.take); now != nil {
				if _, seen := was[e.Day]; !seen {
					was[e.Day] = stands
				}
				b.logged[e.Day] = entryOf(b.habitID, e.Day, now)
			}
		}
		in.tellFit(h, g, b.plans, bends, f.unfit)
	}
	for _, day := range slices.Sorted(maps.Keys(was)) {
		d := models.DayChange{Day: day, Before: dayOf(was[day]), After: dayOf(b.logged[day])}
		if !sameDay(d.Before, d.After) {
			days = append(days, d)
		}
	}
	return days
}

// fitted returns what a habit of the file says of a day as it goes into g. What
// stands here already fits, and so does what a file of Gloss says of a habit that
// comes with its own terms: either may have been logged under others.
func (in *intake) fitted(e transfer.Entry, h *transfer.Habit, g *goal, plans []plan.Plan, stands models.Entry) (models.DayEntry, fit) {
	ours := in.account != nil
	plain := plainDay(e, ours)
	own := ours && g.fresh && h == &in.bundle.Habits[g.from[0]]
	if there := dayOf(stands); own || there != nil && plain.Logs() && sameLog(*there, plain) {
		return plain, fits
	}
	from, _ := plan.On(h.Plans, max(e.Day, h.Plans[0].From))
	to, _ := plan.On(plans, max(e.Day, plans[0].From))
	return fitted(e, from, to)
}

// meet counts what becomes of a day that comes, and returns what stands on it
// then, nil where that is what stood.
func (f *fate) meet(stands models.Entry, comes models.DayEntry, take bool) *models.DayEntry {
	old := models.DayEntry{}
	if d := dayOf(stands); d != nil {
		old = *d
	}
	now, how := meet(old, comes, take)
	switch how {
	case asIs:
		f.same++
	case fresh:
		f.new++
	case clash:
		f.clash++
	}
	if sameDay(&old, &now) {
		return nil
	}
	return &now
}

// tellFit says where the days of a habit of the file are not logged here as they
// were there.
func (in *intake) tellFit(h *transfer.Habit, g *goal, plans []plan.Plan, bends, unfits int) {
	from, to := h.Plans[len(h.Plans)-1], plans[len(plans)-1]
	if unfits > 0 {
		what := fmt.Sprintf("“%s”: what was logged there cannot go into “%s”, which counts otherwise. These days are left out.", h.Name, g.Name)
		in.lost.addMany(what, h.Where, unfits)
	}
	if bends > 0 {
		what := fmt.Sprintf("“%s”: amounts became ticks in “%s”.", h.Name, g.Name)
		if to.Kind == plan.Sum {
			what = fmt.Sprintf("“%s”: each tick became %s %s in “%s”.", h.Name, to.Step, plan.UnitFor(to.Unit, to.Step), g.Name)
		}
		in.lost.addMany(what, h.Where, bends)
	}
	if from.Kind == plan.Sum && to.Kind == plan.Sum && models.NameKey(from.Unit) != models.NameKey(to.Unit) && len(h.Entries) > 0 {
		what := fmt.Sprintf("“%s” counts %s in the file, and “%s” counts %s here. The numbers are taken as they are.", h.Name, from.Unit, g.Name, to.Unit)
		in.lost.add(what, h.Where)
	}
}

// insertFresh writes the new habits with their plans and tags, behind the others.
func (in *intake) insertFresh(tx *gorm.DB, tags map[string]models.TagName) error {
	last := 0
	for _, h := range in.own {
		if h.DeletedAt == 0 {
			last = max(last, h.Position)
		}
	}
	var habits []models.Habit
	var plans []models.Plan
	for _, g := range in.goals {
		if !g.fresh {
			continue
		}
		last++
		g.Position = last
		habits = append(habits, g.Habit)
		for _, p := range g.plans {
			plans = append(plans, models.Plan{HabitID: g.ID, Plan: p})
		}
	}
	if len(habits) == 0 {
		return nil
	}
	if err := tx.CreateInBatches(&habits, rowsAtOnce).Error; err != nil {
		return err
	}
	if err := tx.CreateInBatches(&plans, rowsAtOnce).Error; err != nil {
		return err
	}
	bear := in.bearers(tags)
	if len(bear) == 0 {
		return nil
	}
	return tx.CreateInBatches(&bear, rowsAtOnce).Error
}

// writeGoals writes the days of each goal and tells the journal. Deleted habits
// come first, each with its pauses: taking the batch back brings each back before
// it hides it again, and there must be room for it then.
func (in *intake) writeGoals(ctx context.Context, tx *gorm.DB) error {
	pauses, err := pausesOf(tx, in.userID)
	if err != nil {
		return err
	}
	total, gone := 0, 0
	for _, g := range in.goals {
		total += in.size(g)
	}
	for _, deleted := range []bool{true, false} {
		for _, g := range in.goals {
			if (g.DeletedAt != 0) != deleted {
				continue
			}
			if err := ctx.Err(); err != nil {
				return err
			}
			began := gone
			in.step = func(days int) {
				gone += days
				in.progress(gone, total)
			}
			if err := in.writeGoal(tx, g, pauses); err != nil {
				return err
			}
			gone = began + in.size(g)
			in.progress(gone, total)
		}
	}
	return nil
}

// size is how many days of the file go into g.
func (in *intake) size(g *goal) (n int) {
	for _, i := range g.from {
		n += len(in.bundle.Habits[i].Entries)
	}
	return n
}

func (in *intake) writeGoal(tx *gorm.DB, g *goal, pauses []models.Pause) error {
	b, err := in.open(tx, g, pauses)
	if err != nil {
		return err
	}
	days := in.merge(b, g)
	if g.fresh {
		made := created(g.Habit, "", "", 0, 0)
		made.After.Imported = true
		if err := in.journal.put(made); err != nil {
			return err
		}
	}
	if len(days) > 0 {
		c := models.Change{Subject: models.OnHabit, SubjectID: g.ID, Act: models.ActImport}
		if err := b.moveFirst(tx, &c, days[0].Day); err != nil {
			return err
		}
		if err := in.journal.putDays(&c, days); err != nil {
			return err
		}
		if err := writeDays(tx, g.ID, days, in.step); err != nil {
			return err
		}
	}
	if g.DeletedAt != 0 {
		if in.account != nil {
			if err := in.account.tellPauses(func(p models.Pause) bool { return p.HabitID == g.ID }); err != nil {
				return err
			}
		}
		yes, no := true, false
		return in.journal.put(&models.Change{
			Subject: models.OnHabit, SubjectID: g.ID, Act: models.ActDelete,
			Before: models.Fields{Deleted: &no}, After: models.Fields{Deleted: &yes},
		})
	}
	if len(days) == 0 && !g.fresh {
		return nil
	}
	return settle(tx, in.userID, &b.past, 0, in.today)
}
