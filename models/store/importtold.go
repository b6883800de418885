package store

import (
	"context"

	"gloss/models"
)

// Brought is what a batch brought in from a file, or took out again.
type Brought struct {
	Habits, Days, Notes, Guides, Pauses, Marks int
	Settings                                   bool
	Changes                                    int // of the batch
}

// Brought counts what a batch brought in from a file, or took out again; ok is
// false where it was another act.
func (s *Store) Brought(ctx context.Context, userID, batch string) (b Brought, ok bool, err error) {
	var rows []struct {
		Subject                                     models.Subject
		Changes, Days, Imported, Moved, Marks, Came int
	}
	err = s.read(ctx).Raw(`SELECT subject, count(*) AS changes,
			sum(coalesce(json_extract(before, '$.days'), 0) + coalesce(json_extract(after, '$.days'), 0)) AS days,
			count(DISTINCT CASE WHEN coalesce(json_extract(before, '$.imported'), json_extract(after, '$.imported')) IS NOT NULL THEN subject_id END) AS imported,
			count(DISTINCT CASE WHEN json_extract(after, '$.deleted') IS NOT NULL THEN subject_id END) AS moved,
			sum(CASE WHEN json_extract(after, '$.mark') IS NOT NULL THEN 1 ELSE 0 END) AS marks,
			count(CASE WHEN act = ? THEN 1 END) AS came
		FROM changes WHERE user_id = ? AND batch = ? AND batch <> '' GROUP BY subject`,
		models.ActImport, userID, batch).Find(&rows).Error
	for _, r := range rows {
		b.Changes += r.Changes
		ok = ok || r.Came > 0 || r.Days > 0 || r.Imported > 0
		switch r.Subject {
		case models.OnHabit:
			b.Habits, b.Days = r.Imported, r.Days
		case models.OnDay:
			b.Notes = r.Days
		case models.OnGuide:
			b.Guides, b.Marks = r.Moved, r.Marks
			ok = true // nothing else is done to guides in a batch
		case models.OnPause:
			b.Pauses = r.Changes
		case models.OnYou:
			b.Settings, ok = true, true
		}
	}
	return b, ok, wrap("brought", err)
}
