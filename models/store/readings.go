package store

import (
	"context"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"gloss/models"
)

// MarkRead notes that a person has read a guide, since the first time it is
// said, or takes that back. It fails with ErrNotFound for a guide that is not in
// the person's library.
func (s *Store) MarkRead(ctx context.Context, userID, guideID string, read bool) error {
	return s.inTx(ctx, "mark read", func(tx *gorm.DB) error {
		var there []models.Guide
		if err := tx.Select("id").Where("id = ? AND "+mine, guideID, userID).Limit(1).Find(&there).Error; err != nil {
			return err
		}
		if len(there) == 0 {
			return models.ErrNotFound
		}
		if !read {
			return tx.Where("user_id = ? AND guide_id = ?", userID, guideID).Delete(&models.Reading{}).Error
		}
		return tx.Clauses(clause.OnConflict{DoNothing: true}).
			Create(&models.Reading{UserID: userID, GuideID: guideID, At: instant(s.now())}).Error
	})
}

// ReadGuides returns when a person marked guides as read, in milliseconds UTC,
// by the guide's id.
func (s *Store) ReadGuides(ctx context.Context, userID string) (map[string]int64, error) {
	var rows []models.Reading
	err := s.read(ctx).Where("user_id = ?", userID).Find(&rows).Error
	at := make(map[string]int64, len(rows))
	for _, r := range rows {
		at[r.GuideID] = r.At
	}
	return at, wrap("read guides", err)
}
