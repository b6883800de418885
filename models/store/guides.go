package store

import (
	"context"
	"errors"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"gloss/models"
)

// mine is the condition on guides a person may read: those that came with Gloss
// or lie in its folder, their own, and what others share.
const mine = "(guides.owner_id IS NULL OR guides.owner_id = ? OR guides.shared) AND guides.deleted_at = 0"

// PutShipped puts a guide of the library in place, with its advice. What is
// there already under its id keeps its text, takes the rest as it is now, and
// is not written where nothing differs. A guide with the slug of another comes
// after it.
func (s *Store) PutShipped(ctx context.Context, g models.Guide, advice []models.Advice) error {
	if g.ID == "" || g.OwnerID != nil {
		return errors.New("store: put shipped: a guide of the library has an id and no owner")
	}
	same, err := s.shippedAlready(ctx, g, advice)
	if err != nil || same {
		return err
	}
	return s.inTx(ctx, "put shipped", func(tx *gorm.DB) error {
		if err := putGuide(tx, g, instant(s.now())); err != nil {
			return err
		}
		ids := make([]string, len(advice))
		for i := range advice {
			ids[i] = advice[i].ID
		}
		if err := tx.Where("guide_id = ? AND id NOT IN ?", g.ID, append(ids, "")).Delete(&models.Advice{}).Error; err != nil {
			return err
		}
		for _, a := range advice {
			a.GuideID = g.ID
			if err := tx.Clauses(clause.OnConflict{Columns: []clause.Column{{Name: "id"}}, UpdateAll: true}).Create(&a).Error; err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *Store) shippedAlready(ctx context.Context, g models.Guide, advice []models.Advice) (bool, error) {
	there, known, err := s.Guide(ctx, "", g.ID)
	if errors.Is(err, models.ErrNotFound) {
		return false, nil
	}
	if err != nil || len(known) != len(advice) {
		return false, err
	}
	byID := map[string]models.Advice{}
	for _, a := range advice {
		a.GuideID = g.ID
		byID[a.ID] = a
	}
	for _, a := range known {
		if byID[a.ID] != a {
			return false, nil
		}
	}
	// These are the store's, not the sender's.
	g.OwnerID, g.Text, g.Hash, g.Supersedes = there.OwnerID, there.Text, there.Hash, there.Supersedes
	g.CreatedAt, g.ArchivedAt, g.DeletedAt = there.CreatedAt, there.ArchivedAt, there.DeletedAt
	return g == there, nil
}

// putGuide writes all of a new guide, and of one that is there what may change:
// neither its text nor what it came after.
func putGuide(tx *gorm.DB, g models.Guide, now int64) error {
	var before []models.Guide
	if err := tx.Select("id").Where(`owner_id IS NULL AND slug = ? AND slug <> '' AND id <> ?
		AND NOT EXISTS (SELECT 1 FROM guides n WHERE n.supersedes = guides.id)`, g.Slug, g.ID).Find(&before).Error; err != nil {
		return err
	}
	if len(before) > 0 {
		g.Supersedes = before[0].ID
	}
	g.CreatedAt = now
	return tx.Clauses(clause.OnConflict{
		Columns: []clause.Column{{Name: "id"}},
		DoUpdates: clause.AssignmentColumns([]string{
			"slug", "title", "author", "publisher", "published", "url", "language", "summary", "after", "blocks", "refs", "source", "minutes", "words",
		}),
	}).Create(&g).Error
}

// Guides returns what a person may read, that of nobody first, without texts,
// blocks, references and sources. Of a shipped guide only the last release is
// listed. A stranger, who has no id, may read what came with Gloss.
func (s *Store) Guides(ctx context.Context, userID string) ([]models.Guide, error) {
	var list []models.Guide
	err := s.read(ctx).Omit("text", "blocks", "refs", "source", "words").Where(inLibrary, userID).Where(asStranger(userID)).
		Order("owner_id IS NOT NULL, created_at DESC, title, id").Find(&list).Error
	return list, wrap("guides", err)
}

// asStranger is a further condition on guides for strangers: that they came with Gloss.
func asStranger(userID string) string {
	if userID == "" {
		return "guides.slug <> ''"
	}
	return "1 = 1"
}

// Guide returns one guide a person, or a stranger without an id, may read, also
// a former release, with its advice in order. It fails with ErrNotFound.
func (s *Store) Guide(ctx context.Context, userID, id string) (g models.Guide, advice []models.Advice, err error) {
	err = s.inRead(ctx, "guide", func(tx *gorm.DB) error {
		if err := tx.Where("id = ? AND "+mine, id, userID).Where(asStranger(userID)).Take(&g).Error; err != nil {
			return err
		}
		return tx.Where("guide_id = ?", id).Order("position, id").Find(&advice).Error
	})
	if err != nil {
		return models.Guide{}, nil, err
	}
	return g, advice, nil
}

// GuidesOf returns those of these guides that a person may read, former releases
// too, by id, without texts, blocks, references and sources.
func (s *Store) GuidesOf(ctx context.Context, userID string, ids ...string) (map[string]models.Guide, error) {
	there := map[string]models.Guide{}
	if len(ids) == 0 {
		return there, nil
	}
	var list []models.Guide
	err := s.read(ctx).Omit("text", "blocks", "refs", "source", "words").Where("id IN ? AND "+mine, ids, userID).Find(&list).Error
	for _, g := range list {
		there[g.ID] = g
	}
	return there, wrap("guides of habits", err)
}

// AdviceOf returns the advice with the given ids, of guides a person may read,
// by id. Advice that is not there is absent.
func (s *Store) AdviceOf(ctx context.Context, userID string, ids ...string) (map[string]models.Advice, error) {
	var list []models.Advice
	err := s.read(ctx).Where("id IN ? AND guide_id IN (SELECT id FROM guides WHERE "+mine+")", ids, userID).Find(&list).Error
	byID := make(map[string]models.Advice, len(list))
	for _, a := range list {
		byID[a.ID] = a
	}
	return byID, wrap("advice", err)
}
