package store

import (
	"context"

	"gorm.io/gorm"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
)

// Edit is a habit as it is to be from now on. Of Habit the name, reason, cue, hue
// and icon count; of Plan neither From nor Anchor, which are the store's to give.
type Edit struct {
	models.Habit
	Plan plan.Plan
	Tags []string // names; those that are new are made
}

// EditHabit changes what a habit is called and looks like, its tags and its
// terms, as one change. Other terms rule from the day that plan.RulesFrom says,
// in place of what was to rule from then on; the days before keep theirs, and
// terms that are the same make no plan. A plan keeps its week start and its
// anchor unless its period or its due days change: then the week start is the
// given one, and every so many days counts from the first day it rules. It fails
// with Invalid, ErrConflict and ErrNotFound.
func (s *Store) EditHabit(ctx context.Context, userID, changeID, habitID string, e Edit, today date.Date) (models.Change, error) {
	e.Plan, e.Tags = tidy(e.Plan), models.CleanTags(e.Tags)
	bad := models.Invalid{}
	e.Habit.Validate(bad)
	models.ValidatePlan(e.Plan, bad)
	models.ValidateTags(e.Tags, bad)
	if err := bad.Or(); err != nil {
		return models.Change{}, err
	}
	c := models.Change{
		UserID: userID, ID: changeID, Subject: models.OnHabit, SubjectID: habitID, Act: models.ActEdit,
		Digest: asked("edit", habitID, e.Name, e.Reason, e.Cue, e.Hue, e.Icon, e.Plan, e.Tags),
	}
	return s.act(ctx, "edit habit", c, func(tx *gorm.DB, c *models.Change) error {
		h, err := habitOf(tx, userID, habitID)
		if err != nil {
			return err
		}
		if err := editWords(tx, c, h, e.Habit); err != nil {
			return err
		}
		if err := editTags(tx, c, e.Tags); err != nil {
			return err
		}
		return editPlan(tx, c, e.Plan, today)
	})
}

// words are the fields of a habit that are text, by the name of their column.
var words = []struct {
	column string
	of     func(*models.Habit) *string
	in     func(*models.Fields) **string
}{
	{"name", func(h *models.Habit) *string { return &h.Name }, func(f *models.Fields) **string { return &f.Name }},
	{"reason", func(h *models.Habit) *string { return &h.Reason }, func(f *models.Fields) **string { return &f.Reason }},
	{"cue", func(h *models.Habit) *string { return &h.Cue }, func(f *models.Fields) **string { return &f.Cue }},
	{"hue", func(h *models.Habit) *string { return &h.Hue }, func(f *models.Fields) **string { return &f.Hue }},
	{"icon", func(h *models.Habit) *string { return &h.Icon }, func(f *models.Fields) **string { return &f.Icon }},
}

func editWords(tx *gorm.DB, c *models.Change, old, now models.Habit) error {
	set := map[string]any{}
	for _, w := range words {
		if was, is := w.of(&old), w.of(&now); *was != *is {
			*w.in(&c.Before), *w.in(&c.After) = was, is
			set[w.column] = *is
		}
	}
	if len(set) == 0 {
		return nil
	}
	return one(tx.Model(&models.Habit{}).Where("id = ? AND user_id = ?", old.ID, old.UserID).Updates(set))
}

// tidy returns p without what its kind and period leave no room for, as it would
// be read back.
func tidy(p plan.Plan) plan.Plan {
	p.From, p.Anchor = 0, 0
	if p.Period != plan.Rolling {
		p.Days = 0
	}
	if p.Period != plan.Day || p.Due.IsEveryDay() {
		p.Due = plan.Due{}
	}
	if p.Due.Every > 1 {
		p.Due.Weekdays = 0
	}
	for _, l := range []*plan.Limit{&p.Min, &p.Max} {
		if !l.Set {
			l.Amount = 0
		}
	}
	return p
}

func editPlan(tx *gorm.DB, c *models.Change, p plan.Plan, today date.Date) error {
	b, err := openBook(tx, c.UserID, c.SubjectID, c.ID)
	if err != nil {
		return err
	}
	plans := b.edited(p, today)
	if plans == nil {
		return nil
	}
	if err := b.read(tx, 0); err != nil {
		return err
	}
	c.Before.Plans, c.After.Plans = plansDiffer(b.plans, plans)
	return b.replan(tx, c, plans, today)
}

// edited returns the plans of a habit whose terms were changed to p today, nil
// where they are what they were.
func (b *book) edited(p plan.Plan, today date.Date) []plan.Plan {
	old, ok := plan.On(b.plans, today)
	if !ok {
		old = b.plans[0]
	}
	p.From = plan.RulesFrom(old, p, today)
	p.Anchor = p.From
	if was := tidy(old); p.Period == was.Period && p.Days == was.Days && p.Due == was.Due {
		p.Anchor, p.WeekStart = old.Anchor, old.WeekStart
	}
	if sameTerms(old, p) {
		return nil
	}
	var plans []plan.Plan
	for _, before := range b.plans {
		if before.From < p.From {
			plans = append(plans, before)
		}
	}
	if n := len(plans); n > 0 && sameTerms(plans[n-1], p) {
		return plans // back to what ruled before
	}
	return append(plans, p)
}

// sameTerms reports whether two plans ask the same, whichever day they rule
// from.
func sameTerms(a, b plan.Plan) bool { return bare(a) == bare(b) }

// bare returns p without its day and what nothing depends on.
func bare(p plan.Plan) plan.Plan {
	anchor := p.Anchor
	p = tidy(p)
	if p.Due.Every > 1 {
		p.Anchor = anchor
	}
	if p.Period != plan.Day {
		p.Reserve = 0
	}
	if p.Kind != plan.Sum {
		p.Step = 0
	}
	if p.Kind == plan.Tick {
		p.Unit = ""
	}
	return p
}
