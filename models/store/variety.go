package store

import (
	"context"

	"gloss/models/date"
)

// recentDays is how many days back a thing counts as recent.
const recentDays = 28

// RecentItem is a thing logged in the last 28 days: folded, as last spelt, the
// first day it was ever logged and the last.
type RecentItem struct {
	Item  string
	Name  string
	First date.Date
	Last  date.Date
}

// Recent returns what was logged in the last 28 days to each variety habit of a
// person, by habit, the latest first.
func (s *Store) Recent(ctx context.Context, userID string, today date.Date) (map[string][]RecentItem, error) {
	var rows []struct {
		HabitID string
		RecentItem
	}
	// The first day is looked up thing by thing: reading all there ever was
	// would grow with the years.
	err := s.read(ctx).Raw(`SELECT r.habit_id, r.item, r.last,
			(SELECT n.name FROM entry_items n WHERE n.habit_id = r.habit_id AND n.day = r.last AND n.item = r.item) AS name,
			(SELECT min(f.day) FROM entry_items f WHERE f.habit_id = r.habit_id AND f.item = r.item) AS first
		FROM (SELECT i.habit_id, i.item, max(i.day) AS last
			FROM habits h JOIN entry_items i ON i.habit_id = h.id
			WHERE h.user_id = ? AND h.deleted_at = 0 AND h.archived_at = 0 AND i.day > ? AND i.day <= ?
			GROUP BY i.habit_id, i.item) r
		ORDER BY r.habit_id, r.last DESC, r.item`, userID, today-recentDays, today).Find(&rows).Error
	recent := map[string][]RecentItem{}
	for _, r := range rows {
		recent[r.HabitID] = append(recent[r.HabitID], r.RecentItem)
	}
	return recent, wrap("recent items", err)
}
