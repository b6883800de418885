package store

import (
	"slices"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"gloss/models"
)

// editTags puts the tags of these names on a habit, and no others.
func editTags(tx *gorm.DB, c *models.Change, wanted []string) error {
	on, err := tagsOn(tx, c.SubjectID)
	if err != nil {
		return err
	}
	list := make([]models.TagName, len(wanted))
	for i, name := range wanted {
		list[i].Name = name
	}
	now, err := findTags(tx, c.UserID, list)
	if err != nil || sameTags(on, now) {
		return err
	}
	c.Before.Tags, c.After.Tags = &on, &now
	return putTags(tx, c.SubjectID, now)
}

// tagsOn returns the tags on a habit in their order.
func tagsOn(tx *gorm.DB, habitID string) ([]models.TagName, error) {
	on := []models.TagName{}
	return on, tx.Raw(`SELECT t.id, t.name, t.position AS at FROM habit_tags b JOIN tags t ON t.id = b.tag_id
		WHERE b.habit_id = ? ORDER BY t.position, t.id`, habitID).Find(&on).Error
}

// sameTags reports whether two lists hold the same tags, whatever their order
// and what they were called.
func sameTags(a, b []models.TagName) bool {
	return slices.Equal(tagIDs(a), tagIDs(b))
}

func tagIDs(list []models.TagName) []string {
	ids := make([]string, len(list))
	for i, t := range list {
		ids[i] = t.ID
	}
	slices.Sort(ids)
	return ids
}

// findTags returns the tags of a person that are meant, by id or else by name.
// Those there are none of are made, behind the others.
func findTags(tx *gorm.DB, userID string, meant []models.TagName) ([]models.TagName, error) {
	list, err := allTags(tx, userID)
	if err != nil {
		return nil, err
	}
	last := 0
	if n := len(list); n > 0 {
		last = list[n-1].Position
	}
	ids, names := make(map[string]models.Tag, len(list)), make(map[string]models.Tag, len(list))
	for _, t := range list {
		ids[t.ID], names[models.NameKey(t.Name)] = t, t
	}
	found, made := []models.TagName{}, []models.Tag{}
	for _, m := range meant {
		t, known := ids[m.ID]
		if !known {
			t, known = names[models.NameKey(m.Name)]
		}
		if !known {
			if t, err = newTag(userID, m, last+1+len(made)); err != nil {
				return nil, err
			}
			made = append(made, t)
		}
		found = append(found, models.TagName{ID: t.ID, Name: t.Name, At: t.Position})
	}
	if len(made) == 0 {
		return found, nil
	}
	return found, tx.CreateInBatches(&made, rowsAtOnce).Error
}

// newTag returns a tag to be made, under the id and in the place it once had where
// it had them.
func newTag(userID string, m models.TagName, position int) (models.Tag, error) {
	t := models.Tag{ID: m.ID, UserID: userID, Name: m.Name, Position: position}
	if m.At > 0 {
		t.Position = m.At
	}
	if t.ID == "" {
		id, err := uuid.NewV7()
		if err != nil {
			return t, err
		}
		t.ID = id.String()
	}
	return t, nil
}

// putTags puts these tags on a habit, and no others.
func putTags(tx *gorm.DB, habitID string, tags []models.TagName) error {
	if err := tx.Where("habit_id = ?", habitID).Delete(&models.HabitTag{}).Error; err != nil || len(tags) == 0 {
		return err
	}
	rows := make([]models.HabitTag, len(tags))
	for i, t := range tags {
		rows[i] = models.HabitTag{HabitID: habitID, TagID: t.ID}
	}
	return tx.Create(&rows).Error
}
