package store

import (
	"context"
	"slices"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
)

// DropPlan takes the plan that rules from a day on off a habit again, so that
// the one before it rules those days too. It fails with Invalid for the first
// plan, with ErrConflict, and with ErrNotFound, also where no plan begins on
// the day.
func (s *Store) DropPlan(ctx context.Context, userID, changeID, habitID string, from, today date.Date) (models.Change, error) {
	c := models.Change{
		UserID: userID, ID: changeID, Subject: models.OnPlan, SubjectID: habitID, Day: from, Act: models.ActDrop,
		Digest: asked("drop plan", habitID, from),
	}
	return s.act(ctx, "drop plan", c, func(tx *gorm.DB, c *models.Change) error {
		b, err := openBook(tx, userID, habitID, changeID)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(b.plans, func(p plan.Plan) bool { return p.From == from })
		switch at {
		case -1:
			return models.ErrNotFound
		case 0:
			return models.Invalid{"from": "A habit keeps its first terms."}
		}
		if err := b.read(tx, 0); err != nil {
			return err
		}
		plans := slices.Delete(slices.Clone(b.plans), at, at+1)
		c.Before.Plans, c.After.Plans = plansDiffer(b.plans, plans)
		return b.replan(tx, c, plans, today)
	})
}

// plansDiffer returns where two lists of plans in order of From differ. The
// first of both is the same one, with the same terms or others.
func plansDiffer(old, now []plan.Plan) (before, after []models.MaybePlan) {
	differ := func(was, is models.MaybePlan) {
		before, after = append(before, was), append(after, is)
	}
	if was, is := first(old), first(now); *was.Plan != *is.Plan {
		differ(was, is)
	}
	days := map[date.Date]bool{}
	for _, p := range append(slices.Clone(old[1:]), now[1:]...) {
		days[p.From] = true
	}
	from := keys(days)
	slices.Sort(from)
	for _, day := range from {
		was, is := planFrom(old, day), planFrom(now, day)
		if (was.Plan == nil) != (is.Plan == nil) || was.Plan != nil && *was.Plan != *is.Plan {
			differ(was, is)
		}
	}
	return before, after
}

// first returns the first of plans, whichever day it begins on.
func first(plans []plan.Plan) models.MaybePlan {
	p := plans[0]
	p.From = 0
	return models.MaybePlan{Plan: &p}
}

// planFrom returns the later plan that begins on a day; with no day, the first.
func planFrom(plans []plan.Plan, day date.Date) models.MaybePlan {
	if day == 0 {
		return first(plans)
	}
	for _, p := range plans[1:] {
		if p.From == day {
			return models.MaybePlan{From: day, Plan: &p}
		}
	}
	return models.MaybePlan{From: day}
}

// replanned returns plans as they were before a change, the first of them first
// wherever it begins by now, and what stands of those it altered; ok is false
// where that is not what it left.
func replanned(plans []plan.Plan, target models.Change) (was []plan.Plan, stands []models.MaybePlan, ok bool) {
	was, ok = slices.Clone(plans), true
	for i, left := range target.After.Plans {
		there := planFrom(plans, left.From)
		stands = append(stands, there)
		if (there.Plan == nil) != (left.Plan == nil) || there.Plan != nil && *there.Plan != *left.Plan {
			ok = false
			continue
		}
		back := target.Before.Plans[i].Plan
		if left.From == 0 {
			from := was[0].From
			was[0] = *back
			was[0].From = from
			continue
		}
		was = slices.DeleteFunc(was, func(p plan.Plan) bool { return p.From == left.From })
		if back != nil {
			was = append(was, *back)
		}
	}
	slices.SortFunc(was[1:], func(a, b plan.Plan) int { return int(a.From - b.From) })
	return was, stands, ok
}

// replan puts plans in the place of those of a habit, moves the first where that
// asks for it, and works out again what the past came to. All entries must be
// known.
func (b *book) replan(tx *gorm.DB, c *models.Change, plans []plan.Plan, today date.Date) error {
	old := b.plans
	b.plans = slices.Clone(plans)
	if begun, from := b.plans[0].From, b.begins(); from != begun {
		b.plans[0].From = from
		c.Before.From, c.After.From = &begun, &from
	}
	if err := writePlans(tx, b.habitID, old, b.plans); err != nil {
		return err
	}
	return settle(tx, b.userID, &b.past, 0, today)
}

func writePlans(tx *gorm.DB, habitID string, old, now []plan.Plan) error {
	var gone []date.Date
	for _, p := range old {
		if !slices.ContainsFunc(now, func(q plan.Plan) bool { return q.From == p.From }) {
			gone = append(gone, p.From)
		}
	}
	if len(gone) > 0 {
		if err := tx.Where("habit_id = ? AND from_day IN ?", habitID, gone).Delete(&models.Plan{}).Error; err != nil {
			return err
		}
	}
	var came []models.Plan
	for _, p := range now {
		if !slices.Contains(old, p) {
			came = append(came, models.Plan{HabitID: habitID, Plan: p})
		}
	}
	if len(came) == 0 {
		return nil
	}
	return tx.Clauses(clause.OnConflict{
		Columns:   []clause.Column{{Name: "habit_id"}, {Name: "from_day"}},
		UpdateAll: true,
	}).Create(&came).Error
}
