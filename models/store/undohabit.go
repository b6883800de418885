package store

import (
	"maps"

	"gorm.io/gorm"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
)

// undoHabit takes back what a change did to a habit: to its words, tags and
// terms, or to where it stands. All of it is compared before any is written:
// in a batch what is written stays.
func (s *Store) undoHabit(tx *gorm.DB, c *models.Change, target models.Change, today date.Date) error {
	var h models.Habit
	if err := tx.Where("id = ? AND user_id = ?", target.SubjectID, target.UserID).Take(&h).Error; err != nil {
		return err
	}
	if target.After.Deleted != nil {
		if stands := h.DeletedAt != 0; stands != *target.After.Deleted {
			return changedSince(target, models.Fields{Deleted: &stands})
		}
		return s.hideBack(tx, c, target, h)
	}
	if h.DeletedAt != 0 {
		return models.ErrNotFound
	}
	set, stands, ok := columnsBack(h, target)
	on, err := tagsOn(tx, h.ID)
	if err != nil {
		return err
	}
	if left := target.After.Tags; left != nil {
		stands.Tags = &on
		ok = ok && sameTags(on, *left)
	}
	var b *book
	var plans []plan.Plan
	if len(target.After.Plans) > 0 {
		if b, err = openBook(tx, h.UserID, h.ID, c.ID); err != nil {
			return err
		}
		as := false
		plans, stands.Plans, as = replanned(b.plans, target)
		ok = ok && as
	}
	if !ok {
		return changedSince(target, stands)
	}
	swapped(c, target)
	c.Before.From, c.After.From = nil, nil
	if err := habitBack(tx, c, h, set); err != nil || b == nil {
		return err
	}
	if err := b.read(tx, 0); err != nil {
		return err
	}
	return b.replan(tx, c, plans, today)
}

// hideBack hides a habit again, or shows it. One that came from a file stays
// while it holds what did not come with it: nobody meant that by taking back the
// import.
func (s *Store) hideBack(tx *gorm.DB, c *models.Change, target models.Change, h models.Habit) error {
	if target.After.Imported && !*target.After.Deleted {
		held, err := heldSince(tx, target)
		if err != nil {
			return err
		}
		if held {
			here := false
			return changedSince(target, models.Fields{Deleted: &here})
		}
	}
	c.Before.Imported, c.After.Imported = target.After.Imported, target.Before.Imported
	return s.hide(tx, c, h, *target.Before.Deleted)
}

// columnsBack returns what the columns of h were before a change, and what
// stands in them; ok is false where that is not what it left.
func columnsBack(h models.Habit, target models.Change) (set map[string]any, stands models.Fields, ok bool) {
	set, ok = map[string]any{}, true
	for _, w := range words {
		if left := *w.in(&target.After); left != nil {
			*w.in(&stands) = w.of(&h)
			ok = ok && *w.of(&h) == *left
			set[w.column] = **w.in(&target.Before)
		}
	}
	if left := target.After.Archived; left != nil {
		stands.Archived = &h.ArchivedAt
		ok = ok && h.ArchivedAt == *left
		set["archived_at"] = *target.Before.Archived
	}
	if left := target.After.Source; left != nil {
		stood, err := sourceOf(h)
		back, failed := sourceColumns(*target.Before.Source)
		if err != nil || failed != nil {
			return set, stands, false
		}
		stands.Source = &stood
		ok = ok && stood.Equal(*left)
		maps.Copy(set, back)
	}
	return set, stands, ok
}

// habitBack writes the columns and the tags of h as they were.
func habitBack(tx *gorm.DB, c *models.Change, h models.Habit, set map[string]any) error {
	if len(set) > 0 {
		if err := one(tx.Model(&models.Habit{}).Where("id = ? AND user_id = ?", h.ID, h.UserID).Updates(set)); err != nil {
			return err
		}
	}
	if c.After.Tags == nil {
		return nil
	}
	now, err := findTags(tx, h.UserID, *c.After.Tags)
	if err != nil {
		return err
	}
	c.After.Tags = &now
	return putTags(tx, h.ID, now)
}
