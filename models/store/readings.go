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
	return s.keep(ctx, "mark read", userID, guideID, func(r *models.Reading) {
		if r.At == 0 || !read {
			r.At = s.since(read)
		}
	})
}

// ArchiveGuide puts a guide away in one person's library, or brings it back. It
// fails with ErrNotFound.
func (s *Store) ArchiveGuide(ctx context.Context, userID, guideID string, archive bool) error {
	return s.keep(ctx, "archive guide", userID, guideID, func(r *models.Reading) {
		if r.ArchivedAt == 0 || !archive {
			r.ArchivedAt = s.since(archive)
		}
	})
}

// TagGuide puts these tags on a guide in one person's library, and no others. It
// fails with Invalid and ErrNotFound.
func (s *Store) TagGuide(ctx context.Context, userID, guideID string, tags []string) error {
	tags = models.CleanTags(tags)
	bad := models.Invalid{}
	if models.ValidateTags(tags, bad); len(bad) > 0 {
		return bad
	}
	return s.keep(ctx, "tag guide", userID, guideID, func(r *models.Reading) { r.Tags = tags })
}

// since is now where something begins, else no time.
func (s *Store) since(yes bool) int64 {
	if !yes {
		return 0
	}
	return instant(s.now())
}

// keep changes how a person keeps a guide. What says nothing has no row.
func (s *Store) keep(ctx context.Context, what, userID, guideID string, change func(*models.Reading)) error {
	return s.inTx(ctx, what, func(tx *gorm.DB) error {
		var there []models.Guide
		if err := tx.Select("id").Where("id = ? AND "+mine, guideID, userID).Limit(1).Find(&there).Error; err != nil {
			return err
		}
		if len(there) == 0 {
			return models.ErrNotFound
		}
		var rows []models.Reading
		if err := tx.Where("user_id = ? AND guide_id = ?", userID, guideID).Find(&rows).Error; err != nil {
			return err
		}
		r := models.Reading{UserID: userID, GuideID: guideID, Tags: []string{}}
		if len(rows) > 0 {
			r = rows[0]
		}
		change(&r)
		if r.At == 0 && r.ArchivedAt == 0 && len(r.Tags) == 0 {
			return tx.Where("user_id = ? AND guide_id = ?", userID, guideID).Delete(&models.Reading{}).Error
		}
		return tx.Clauses(clause.OnConflict{UpdateAll: true}).Create(&r).Error
	})
}

// Dismiss says that advice is not for a person, with all that asks alike in
// other guides, or takes that back. It fails with ErrNotFound.
func (s *Store) Dismiss(ctx context.Context, userID, adviceID string, away bool) error {
	return s.inTx(ctx, "dismiss", func(tx *gorm.DB) error {
		var a models.Advice
		if err := tx.Where("id = ? AND guide_id IN (SELECT id FROM guides WHERE "+mine+")", adviceID, userID).Take(&a).Error; err != nil {
			return err
		}
		if !away {
			return tx.Where("user_id = ? AND alike = ?", userID, a.Fold()).Delete(&models.Dismissal{}).Error
		}
		return tx.Clauses(clause.OnConflict{DoNothing: true}).
			Create(&models.Dismissal{UserID: userID, Alike: a.Fold(), At: instant(s.now())}).Error
	})
}

// Dismissed returns what a person said is not for them: by what Fold says of the
// advice.
func (s *Store) Dismissed(ctx context.Context, userID string) (map[string]bool, error) {
	var list []string
	err := s.read(ctx).Model(&models.Dismissal{}).Where("user_id = ?", userID).Pluck("alike", &list).Error
	away := make(map[string]bool, len(list))
	for _, one := range list {
		away[one] = true
	}
	return away, wrap("dismissed", err)
}
