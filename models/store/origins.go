package store

import (
	"slices"
	"strings"

	"gorm.io/gorm"

	"gloss/models"
	"gloss/models/transfer"
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

// origin returns the habit of this person that one of a file stands for, deleted
// or not: by the file's own key first, then by those it had in other files. A
// file of Gloss that was written here names habits by the ids they still have.
func (in *intake) origin(h transfer.Habit) (models.Habit, bool) {
	for _, key := range keysOf(h) {
		id := in.origins[key]
		if id == "" {
			id, _ = strings.CutPrefix(key, ownKey)
		}
		if i := slices.IndexFunc(in.own, func(o models.Habit) bool { return o.ID == id }); id != "" && i >= 0 {
			return in.own[i], true
		}
	}
	return models.Habit{}, false
}

// keysOf are the keys by which files name a habit, that of its own file first.
func keysOf(h transfer.Habit) []string { return append([]string{h.Key}, h.Origins...) }

// writeOrigins keeps which habit each key of the file stands for from now on.
func (in *intake) writeOrigins(tx *gorm.DB) error {
	var args []any
	written := map[string]bool{"": true}
	for i, f := range in.fates {
		if f.goal == nil {
			continue
		}
		for n, key := range keysOf(in.bundle.Habits[i]) {
			// What another file calls a habit here stays; by its own id it is known.
			taken := n > 0 && in.origins[key] != ""
			if written[key] || taken || in.origins[key] == f.goal.ID || key == ownKey+f.goal.ID {
				continue
			}
			written[key] = true
			args = append(args, in.userID, key, f.goal.ID)
		}
	}
	return insert(tx, "origins (user_id, key, habit_id)", 3, args, "ON CONFLICT (user_id, key) DO UPDATE SET habit_id = excluded.habit_id")
}
