package store

import (
	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/streak"
)

// settled returns the last day that nothing said of day can have changed.
func (p *past) settled(day, today date.Date) date.Date {
	return streak.Settled(p.plans, p.entries(today), day)
}

// settle brings the kept progress of a habit up to the eve of today. untouched
// is the last day that what was written has not changed. Progress that stands
// after it, or after the eve, or was never kept, is worked out again from all
// entries; it is written only where it moved.
func settle(tx *gorm.DB, userID string, p *past, untouched, today date.Date) error {
	kept, entries := p.progress, p.entries(today)
	eve := streak.Eve(p.plans, entries, today)
	state := kept.State()
	again := kept.AsOf == 0 || untouched < kept.AsOf || eve < kept.AsOf
	if again {
		if p.from != 0 {
			p.from = 0
			if err := load(tx, userID, p); err != nil {
				return err
			}
			entries = p.entries(today)
			eve = streak.Eve(p.plans, entries, today)
		}
		state = streak.State{}
	}
	state, _ = streak.Roll(state, p.plans, entries, eve, today)
	if !again && state.AsOf == kept.AsOf {
		return nil
	}
	return keep(tx, p, state, entries)
}

// keep stores progress where there is any, and else sees to it that there is
// none.
func keep(tx *gorm.DB, p *past, state streak.State, entries plan.Entries) error {
	had := p.progress.AsOf != 0
	p.progress = models.Progress{}
	if state.AsOf == 0 {
		if !had {
			return nil
		}
		return tx.Where("habit_id = ?", p.habitID).Delete(&models.Progress{}).Error
	}
	readFrom := max(date.Oldest, streak.Reach(p.plans, entries, state.AsOf))
	p.progress = models.ProgressOf(p.habitID, state, readFrom)
	return tx.Clauses(clause.OnConflict{
		Columns:   []clause.Column{{Name: "habit_id"}},
		UpdateAll: true,
	}).Create(&p.progress).Error
}
