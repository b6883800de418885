package store

import (
	"context"

	"gloss/models/advice"
)

// Unanswered returns how much of the advice that was found plainly in a guide a
// person has neither put away nor made a habit of, there or where it is asked
// alike, by the id of the guide. Guides without any are absent.
func (s *Store) Unanswered(ctx context.Context, userID string) (map[string]int, error) {
	var rows []struct {
		GuideID string
		Pieces  int
	}
	err := s.read(ctx).Raw(`WITH answered AS (
			SELECT alike AS fold FROM dismissals WHERE user_id = ?
			UNION SELECT CASE t.alike WHEN '' THEN t.id ELSE t.alike END
				FROM habits h JOIN advice t ON t.id = h.advice_id WHERE h.user_id = ? AND h.deleted_at = 0)
		SELECT a.guide_id, count(*) AS pieces FROM advice a JOIN guides ON guides.id = a.guide_id
		WHERE a.confidence >= ? AND CASE a.alike WHEN '' THEN a.id ELSE a.alike END NOT IN (SELECT fold FROM answered)
		AND `+inLibrary+` GROUP BY a.guide_id`, userID, userID, advice.Strong, userID).Find(&rows).Error
	left := make(map[string]int, len(rows))
	for _, r := range rows {
		left[r.GuideID] = r.Pieces
	}
	return left, wrap("unanswered", err)
}
