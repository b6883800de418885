package store

import (
	"slices"

	"gloss/models"
	"gloss/models/variety"
)

// soundChange reports whether a change of a file is one that Gloss could have
// made, so that taking it back writes nothing that Gloss would not.
func soundChange(c models.Change, days []models.DayChange) bool {
	bad := models.Invalid{}
	validID(c.ID, bad)
	for _, id := range []string{c.Undoes, c.Batch} {
		if id != "" {
			validID(id, bad)
		}
	}
	c.Before.Validate(bad)
	c.After.Validate(bad)
	models.ValidateDays(days, bad)
	if len(bad) > 0 || !c.Paired() || !isFolded(c, days) {
		return false
	}
	if len(c.Act) > maxAct || !models.Printable(string(c.Act)) || len(c.Digest) > 2*maxAct || !models.Printable(c.Digest) {
		return false
	}
	if c.Day != 0 && !c.Day.Valid() || c.Day == 0 && c.Subject == models.OnEntry {
		return false
	}
	n := max(c.Before.Days, c.After.Days)
	return n == len(days) && (n == 0 || c.Subject == models.OnHabit || c.Subject == models.OnDay)
}

// maxAct bounds the words of a change that are no text of a person, in bytes.
const maxAct = 64

// isFolded reports whether the things of a change are told apart as they are
// today: another Gloss may have done it otherwise.
func isFolded(c models.Change, days []models.DayChange) bool {
	lists := [][]models.ItemName{c.Before.Joined, c.After.Joined}
	for _, f := range []models.Fields{c.Before, c.After} {
		if f.Items != nil {
			lists = append(lists, *f.Items)
		}
	}
	for _, d := range days {
		for _, e := range []*models.DayEntry{d.Before, d.After} {
			if e != nil {
				lists = append(lists, e.Items)
			}
		}
	}
	return !slices.ContainsFunc(slices.Concat(lists...), func(i models.ItemName) bool { return i.Item != variety.Fold(i.Item) })
}
