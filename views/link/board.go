package link

import (
	"net/url"

	"gloss/models/date"
)

// HabitsOrder is where all habits are put into another order.
const HabitsOrder = Habits + "/order"

// Parts of the board that are shown where they are asked for; a day is asked
// for by its date.
const (
	ShowOrder = "order"
	ShowTags  = "tags"
)

// Ways to group the board.
const (
	ByTag  = "tag"
	ByTime = "time"
)

// Board says which board is asked for. The zero Board is that of today, with
// every habit as the person ordered them.
type Board struct {
	To    date.Date // the last day shown; 0: today
	Tag   string    // the id of the tag whose habits alone are shown
	Group string    // ByTag, ByTime, or neither
	Show  string    // ShowOrder, ShowTags or a day
}

// String is the address of b.
func (b Board) String() string {
	q := url.Values{}
	for name, value := range map[string]string{"to": b.To.String(), "tag": b.Tag, "group": b.Group, "show": b.Show} {
		if value != "" {
			q.Set(name, value)
		}
	}
	if len(q) == 0 {
		return Habits
	}
	return Habits + "?" + q.Encode()
}

// MoveHabit is where a habit is put before another.
func MoveHabit(id string) string { return Habit(id) + "/move" }

// FillDay is where all that is open on a day is logged at once.
func FillDay(d date.Date) string { return Day(d) + "/fill" }

// SkipDay is where all that is open on a day is skipped at once.
func SkipDay(d date.Date) string { return Day(d) + "/skip" }

// Tag is where a tag is named anew.
func Tag(id string) string { return "/tags/" + url.PathEscape(id) }

// RemoveTag is where a tag is taken off every habit.
func RemoveTag(id string) string { return Tag(id) + "/remove" }

// MoveTag is where a tag is put before another.
func MoveTag(id string) string { return Tag(id) + "/move" }
