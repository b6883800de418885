package store

import (
	"slices"
	"strings"

	"gorm.io/gorm"

	"gloss/models"
)

// ownKey is how a file of Gloss names a habit: by the id it has where it was
// written.
const ownKey = "gloss:"

// originsOf returns the habit that each key of another file stands for here. A
// key stands for nothing once all that came into the habit is taken back.
func originsOf(tx *gorm.DB, userID string) (map[string]string, error) {
	var rows []models.Origin
	err := tx.Raw(`SELECT o.* FROM origins o WHERE o.user_id = ? AND EXISTS (
			SELECT 1 FROM changes c WHERE c.user_id = o.user_id AND c.subject_id = o.habit_id AND NOT c.undone
			AND (c.act = ? OR c.act = ? AND json_extract(c.after, '$.imported')))`,
		userID, models.ActImport, models.ActCreate).Find(&rows).Error
	known := make(map[string]string, len(rows))
	for _, o := range rows {
		known[o.Key] = o.HabitID
	}
	return known, err
}

// origin returns the habit of this person that a key stands for, deleted or not.
// A file of Gloss that was written here names habits by the ids they still have.
func (in *intake) origin(key string) (models.Habit, bool) {
	id := in.origins[key]
	if id == "" {
		id, _ = strings.CutPrefix(key, ownKey)
	}
	i := slices.IndexFunc(in.own, func(h models.Habit) bool { return h.ID == id })
	if id == "" || i < 0 {
		return models.Habit{}, false
	}
	return in.own[i], true
}

// writeOrigins keeps which habit each key of the file stands for from now on.
func (in *intake) writeOrigins(tx *gorm.DB) error {
	var args []any
	written := map[string]bool{"": true}
	for i, f := range in.fates {
		key := in.bundle.Habits[i].Key
		if f.goal == nil || written[key] || in.origins[key] == f.goal.ID {
			continue
		}
		if h, known := in.origin(key); known && h.ID == f.goal.ID {
			continue // by its own id
		}
		written[key] = true
		args = append(args, in.userID, key, f.goal.ID)
	}
	return insert(tx, "origins (user_id, key, habit_id)", 3, args, "ON CONFLICT (user_id, key) DO UPDATE SET habit_id = excluded.habit_id")
}
