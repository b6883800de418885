package store

import (
	"context"
	"errors"
	"slices"

	"gorm.io/gorm"

	"gloss/models"
)

// Tags returns the tags that a person's habits bear, in their order. Those of
// deleted habits alone are left out.
func (s *Store) Tags(ctx context.Context, userID string) ([]models.Tag, error) {
	var list []models.Tag
	err := s.read(ctx).Raw(`SELECT t.* FROM tags t WHERE t.user_id = ? AND EXISTS (
			SELECT 1 FROM habit_tags b JOIN habits h ON h.id = b.habit_id WHERE b.tag_id = t.id AND h.deleted_at = 0
		) ORDER BY t.position, t.id`, userID).Find(&list).Error
	return list, wrap("tags", err)
}

// TagsOf returns the tags on each of a person's habits, in their order, by the
// habit's id. Habits without one are absent.
func (s *Store) TagsOf(ctx context.Context, userID string) (map[string][]models.Tag, error) {
	var rows []struct {
		HabitID string
		models.Tag
	}
	err := s.read(ctx).Raw(`SELECT b.habit_id, t.* FROM habits h JOIN habit_tags b ON b.habit_id = h.id JOIN tags t ON t.id = b.tag_id
		WHERE h.user_id = ? AND h.deleted_at = 0 ORDER BY b.habit_id, t.position, t.id`, userID).Find(&rows).Error
	on := map[string][]models.Tag{}
	for _, r := range rows {
		on[r.HabitID] = append(on[r.HabitID], r.Tag)
	}
	return on, wrap("tags of habits", err)
}

// RenameTag gives a tag another name. It fails with Invalid, also for a name
// another tag has, with ErrConflict and with ErrNotFound.
func (s *Store) RenameTag(ctx context.Context, userID, changeID, tagID, name string) (models.Change, error) {
	name = models.CleanName(name)
	bad := models.Invalid{}
	if models.ValidateTags([]string{name}, bad); len(bad) > 0 {
		return models.Change{}, models.Invalid{"name": bad["tags"]}
	}
	c := models.Change{
		UserID: userID, ID: changeID, Subject: models.OnTag, SubjectID: tagID, Act: models.ActRename,
		Digest: asked("rename tag", tagID, name),
	}
	return s.act(ctx, "rename tag", c, func(tx *gorm.DB, c *models.Change) error {
		t, err := tagOf(tx, userID, tagID)
		if err != nil {
			return err
		}
		other, err := clearName(tx, userID, name, tagID)
		if err != nil {
			return err
		}
		if other != nil {
			return models.Invalid{"name": "There is a tag of that name. Choose another."}
		}
		if t.Name == name {
			return nil
		}
		c.Before.Name, c.After.Name = &t.Name, &name
		return renameTag(tx, userID, tagID, name)
	})
}

// RemoveTag takes a tag off all habits that bear it. It fails with Invalid,
// ErrConflict and ErrNotFound.
func (s *Store) RemoveTag(ctx context.Context, userID, changeID, tagID string) (models.Change, error) {
	c := models.Change{
		UserID: userID, ID: changeID, Subject: models.OnTag, SubjectID: tagID, Act: models.ActRemove,
		Digest: asked("remove tag", tagID),
	}
	return s.act(ctx, "remove tag", c, func(tx *gorm.DB, c *models.Change) error {
		t, err := tagOf(tx, userID, tagID)
		if err != nil {
			return err
		}
		habits, err := bearers(tx, tagID)
		if err != nil {
			return err
		}
		t.UserID = "" // the journal leaves it out
		c.Before.Tag, c.After.Tag = &models.MaybeTag{Tag: &t, Habits: habits}, &models.MaybeTag{}
		return removeTag(tx, userID, tagID)
	})
}

func renameTag(tx *gorm.DB, userID, tagID, name string) error {
	return one(tx.Model(&models.Tag{}).Where("id = ? AND user_id = ?", tagID, userID).Update("name", name))
}

func removeTag(tx *gorm.DB, userID, tagID string) error {
	return one(tx.Where("id = ? AND user_id = ?", tagID, userID).Delete(&models.Tag{})) // it goes off its habits with that
}

func tagOf(tx *gorm.DB, userID, tagID string) (models.Tag, error) {
	var t models.Tag
	err := tx.Where("id = ? AND user_id = ?", tagID, userID).Take(&t).Error
	return t, err
}

// allTags returns all tags of a person, also those that no habit bears, in
// their order.
func allTags(tx *gorm.DB, userID string) ([]models.Tag, error) {
	var list []models.Tag
	return list, tx.Where("user_id = ?", userID).Order("position, id").Find(&list).Error
}

// clearName returns the tag beside the one with this id that has a name,
// whatever its case, nil where there is none. One that no habit bears makes
// room: nobody sees it.
func clearName(tx *gorm.DB, userID, name, tagID string) (*models.Tag, error) {
	list, err := allTags(tx, userID)
	if err != nil {
		return nil, err
	}
	list = slices.DeleteFunc(list, func(t models.Tag) bool { return t.ID == tagID })
	other := named(list, name)
	if other.ID == "" {
		return nil, nil
	}
	habits, err := bearers(tx, other.ID)
	if err != nil || len(habits) > 0 {
		return &other, err
	}
	return nil, removeTag(tx, userID, other.ID)
}

// named returns the tag of that name, whatever its case; the zero Tag where
// there is none.
func named(list []models.Tag, name string) models.Tag {
	key := models.NameKey(name)
	for _, t := range list {
		if models.NameKey(t.Name) == key {
			return t
		}
	}
	return models.Tag{}
}

// bearers returns the habits that bear a tag, hidden ones too.
func bearers(tx *gorm.DB, tagID string) ([]string, error) {
	var habits []string
	return habits, tx.Model(&models.HabitTag{}).Where("tag_id = ?", tagID).Order("habit_id").Pluck("habit_id", &habits).Error
}

// undoTag takes back what a change did to a tag.
func undoTag(tx *gorm.DB, c *models.Change, target models.Change) error {
	if target.After.Name != nil {
		return undoRename(tx, c, target)
	}
	left := target.After.Tag
	if left == nil {
		return nil
	}
	stands, err := tagStanding(tx, target.UserID, target.SubjectID)
	if err != nil {
		return err
	}
	back := target.Before.Tag
	ok := (left.Tag == nil) == (stands.Tag == nil) && slices.Equal(left.Habits, stands.Habits) &&
		(left.Tag == nil || left.Tag.Name == stands.Tag.Name)
	if ok && back.Tag != nil {
		if stands.Tag, err = clearName(tx, target.UserID, back.Tag.Name, target.SubjectID); err != nil {
			return err
		}
		ok = stands.Tag == nil // its name was not given to another
	}
	if !ok {
		return changedSince(target, models.Fields{Tag: stands})
	}
	swapped(c, target)
	if back.Tag == nil {
		return removeTag(tx, target.UserID, target.SubjectID)
	}
	t := *back.Tag
	t.UserID = target.UserID
	if err := tx.Create(&t).Error; err != nil {
		return err
	}
	return tx.Exec("INSERT INTO habit_tags (habit_id, tag_id) SELECT id, ? FROM habits WHERE user_id = ? AND id IN ?",
		t.ID, target.UserID, back.Habits).Error
}

// tagStanding returns what stands of a tag.
func tagStanding(tx *gorm.DB, userID, tagID string) (*models.MaybeTag, error) {
	t, err := tagOf(tx, userID, tagID)
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return &models.MaybeTag{}, nil
	}
	if err != nil {
		return nil, err
	}
	habits, err := bearers(tx, tagID)
	return &models.MaybeTag{Tag: &t, Habits: habits}, err
}

func undoRename(tx *gorm.DB, c *models.Change, target models.Change) error {
	t, err := tagOf(tx, target.UserID, target.SubjectID)
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return changedSince(target, models.Fields{Tag: &models.MaybeTag{}}) // it was removed
	}
	if err != nil {
		return err
	}
	if t.Name != *target.After.Name {
		return changedSince(target, models.Fields{Name: &t.Name})
	}
	back := *target.Before.Name
	other, err := clearName(tx, target.UserID, back, t.ID)
	if err != nil {
		return err
	}
	if other != nil {
		return changedSince(target, models.Fields{Name: &t.Name})
	}
	swapped(c, target)
	return renameTag(tx, target.UserID, t.ID, back)
}
