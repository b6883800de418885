package store

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"gloss/models"
)

// inLibrary is the condition on guides that stand in a person's library: not a
// release that another came after.
const inLibrary = mine + " AND NOT EXISTS (SELECT 1 FROM guides n WHERE n.supersedes = guides.id)"

// LibraryGuide is a guide as it stands in a person's library, without its text,
// blocks, references and source.
type LibraryGuide struct {
	models.Guide
	Reading models.Reading
	Owner   string // the name of another person who shares it, else empty
}

// Library returns what a person may read, the newest first. With words it is
// what has each of them, or one that begins so, in the guide or in the person's
// notes on it; models.SearchWords makes them of what was typed.
func (s *Store) Library(ctx context.Context, userID string, words []string) ([]LibraryGuide, error) {
	var list []LibraryGuide
	err := s.inRead(ctx, "library", func(tx *gorm.DB) error {
		q := tx.Model(&models.Guide{}).Omit("text", "blocks", "refs", "source", "words").Where(inLibrary, userID)
		for _, w := range words {
			like := "% " + w + "%"
			q = q.Where(`words LIKE ? OR EXISTS (SELECT 1 FROM marks m WHERE m.guide_id = guides.id AND m.user_id = ? AND m.words LIKE ?)`,
				like, userID, like)
		}
		var guides []models.Guide
		if err := q.Order("created_at DESC, title, id").Find(&guides).Error; err != nil {
			return err
		}
		var readings []models.Reading
		if err := tx.Where("user_id = ?", userID).Find(&readings).Error; err != nil {
			return err
		}
		owners, err := sharers(tx, userID)
		if err != nil {
			return err
		}
		kept := make(map[string]models.Reading, len(readings))
		for _, r := range readings {
			kept[r.GuideID] = r
		}
		list = make([]LibraryGuide, len(guides))
		for i, g := range guides {
			list[i] = LibraryGuide{Guide: g, Reading: kept[g.ID]}
			if g.OwnerID != nil {
				list[i].Owner = owners[*g.OwnerID]
			}
		}
		return nil
	})
	return list, err
}

// sharers returns the names of the others who share guides, by their id.
func sharers(tx *gorm.DB, userID string) (map[string]string, error) {
	var rows []models.User
	err := tx.Select("id", "name").Where("id <> ? AND id IN (SELECT owner_id FROM guides WHERE shared AND deleted_at = 0)", userID).Find(&rows).Error
	names := make(map[string]string, len(rows))
	for _, u := range rows {
		names[u.ID] = u.Name
	}
	return names, err
}

// Reading returns how a person keeps a guide: the zero Reading where they never
// did anything with it.
func (s *Store) Reading(ctx context.Context, userID, guideID string) (models.Reading, error) {
	var rows []models.Reading
	err := s.read(ctx).Where("user_id = ? AND guide_id = ?", userID, guideID).Find(&rows).Error
	if err != nil || len(rows) == 0 {
		return models.Reading{}, wrap("reading", err)
	}
	return rows[0], nil
}

// AddGuide puts a guide that a person brought in into their library, with its
// advice. Its id and times are the store's to give, and with them the ids of its
// advice. Where the same text stands in their library already it fails with
// models.Known, which names that guide; it fails with Invalid and ErrConflict
// too. The same change again answers the same guide.
func (s *Store) AddGuide(ctx context.Context, userID, changeID string, g models.Guide, advice []models.Advice) (models.Change, error) {
	id, err := uuid.NewV7()
	if err != nil {
		return models.Change{}, err
	}
	bad := models.Invalid{}
	g.Details().Validate(bad)
	if len(g.Text) > models.MaxGuideText {
		bad.Add("", "That text is too long: at most 1 MB, please.")
	}
	if err := bad.Or(); err != nil {
		return models.Change{}, err
	}
	c := models.Change{
		UserID: userID, ID: changeID, Subject: models.OnGuide, SubjectID: id.String(), Act: models.ActCreate,
		Digest: asked("add guide", g.Details(), g.Hash),
	}
	return s.act(ctx, "add guide", c, func(tx *gorm.DB, c *models.Change) error {
		if err := known(tx, userID, g.Hash); err != nil {
			return err
		}
		var there int64
		if err := tx.Model(&models.Guide{}).Where("owner_id = ? AND deleted_at = 0", userID).Count(&there).Error; err != nil {
			return err
		}
		if there >= models.MaxGuides {
			return models.Invalid{"": "That is more guides than fit: at most 1,000. Delete one you no longer need."}
		}
		g.ID, g.OwnerID, g.Slug, g.Supersedes, g.Source = c.SubjectID, &userID, "", "", ""
		g.CreatedAt, g.ArchivedAt, g.DeletedAt = c.At, 0, 0
		yes, no := true, false
		c.Before.Deleted, c.After.Deleted = &yes, &no
		return insertGuide(tx, g, advice)
	})
}

// known fails with models.Known where a text stands in a person's library.
func known(tx *gorm.DB, userID, hash string) error {
	var there []models.Guide
	if err := tx.Select("id").Where("hash = ? AND "+inLibrary, hash, userID).Order("id").Limit(1).Find(&there).Error; err != nil {
		return err
	}
	if len(there) > 0 {
		return models.Known{ID: there[0].ID}
	}
	return nil
}

func insertGuide(tx *gorm.DB, g models.Guide, advice []models.Advice) error {
	if err := tx.Create(&g).Error; err != nil {
		return err
	}
	for i := range advice {
		advice[i].GuideID, advice[i].ID = g.ID, models.AdviceID(g.ID, advice[i].Key)
	}
	if len(advice) == 0 {
		return nil
	}
	return tx.CreateInBatches(&advice, 100).Error
}

// AddFolderGuide puts an article of the guides folder into everybody's library,
// unless its text stands there already or once did. It reports whether it was
// put there.
func (s *Store) AddFolderGuide(ctx context.Context, g models.Guide, advice []models.Advice) (added bool, err error) {
	bad := models.Invalid{}
	if g.Details().Validate(bad); len(bad) > 0 {
		return false, bad
	}
	id, err := uuid.NewV7()
	if err != nil {
		return false, err
	}
	err = s.inTx(ctx, "add folder guide", func(tx *gorm.DB) error {
		var there int64
		if err := tx.Model(&models.Guide{}).Where("hash = ? AND owner_id IS NULL", g.Hash).Count(&there).Error; err != nil || there > 0 {
			return err
		}
		g.ID, g.OwnerID, g.Slug, g.Supersedes, g.Source = id.String(), nil, "", "", ""
		g.Came, g.CreatedAt, g.ArchivedAt, g.DeletedAt = models.CameFolder, instant(s.now()), 0, 0
		added = true
		return insertGuide(tx, g, advice)
	})
	return added, err
}

// EditGuide changes what is said of a guide that the person brought in, and
// whether all on this server may read it; its text stays. It fails with Invalid,
// ErrConflict and ErrNotFound.
func (s *Store) EditGuide(ctx context.Context, userID, changeID, guideID string, d models.GuideDetails) (models.Change, error) {
	d = d.Clean()
	bad := models.Invalid{}
	if d.Validate(bad); len(bad) > 0 {
		return models.Change{}, bad
	}
	c := models.Change{
		UserID: userID, ID: changeID, Subject: models.OnGuide, SubjectID: guideID, Act: models.ActEdit,
		Digest: asked("edit guide", guideID, d),
	}
	return s.act(ctx, "edit guide", c, func(tx *gorm.DB, c *models.Change) error {
		g, err := guideOf(tx, userID, guideID)
		if err != nil {
			return err
		}
		if g.DeletedAt != 0 {
			return models.ErrNotFound
		}
		was := g.Details()
		if was == d {
			return nil
		}
		c.Before.Guide, c.After.Guide = &was, &d
		return putDetails(tx, g, d)
	})
}

// guideOf reads a guide that the person brought in, deleted or not.
func guideOf(tx *gorm.DB, userID, guideID string) (models.Guide, error) {
	var g models.Guide
	err := tx.Where("id = ? AND owner_id = ?", guideID, userID).Take(&g).Error
	return g, err
}

func putDetails(tx *gorm.DB, g models.Guide, d models.GuideDetails) error {
	return one(tx.Model(&models.Guide{}).Where("id = ?", g.ID).Updates(map[string]any{
		"title": d.Title, "author": d.Author, "publisher": d.Publisher, "published": d.Published,
		"url": d.URL, "language": d.Language, "shared": d.Shared,
		"words": models.SearchText(d.Title, d.Author, d.Publisher, g.Summary, g.Text),
	}))
}

// DeleteGuide hides a guide that the person brought in for 30 days, after which
// PurgeGuides deletes it for good. Habits made from it keep their quotes. It
// fails with Invalid, ErrConflict and ErrNotFound.
func (s *Store) DeleteGuide(ctx context.Context, userID, changeID, guideID string) (models.Change, error) {
	return s.hideGuide(ctx, "delete guide", models.ActDelete, userID, changeID, guideID)
}

// RestoreGuide brings back a guide that was deleted less than 30 days ago. It
// fails with Invalid, ErrConflict, ErrNotFound, and with models.Known where its
// text was brought in anew.
func (s *Store) RestoreGuide(ctx context.Context, userID, changeID, guideID string) (models.Change, error) {
	return s.hideGuide(ctx, "restore guide", models.ActRestore, userID, changeID, guideID)
}

func (s *Store) hideGuide(ctx context.Context, what string, act models.Act, userID, changeID, guideID string) (models.Change, error) {
	c := models.Change{
		UserID: userID, ID: changeID, Subject: models.OnGuide, SubjectID: guideID, Act: act, Digest: asked(act, guideID),
	}
	return s.act(ctx, what, c, func(tx *gorm.DB, c *models.Change) error {
		g, err := guideOf(tx, userID, guideID)
		if err != nil {
			return err
		}
		hide := act == models.ActDelete
		if (g.DeletedAt != 0) == hide {
			return nil
		}
		if !hide && g.DeletedAt <= instant(s.now().Add(-hiddenFor)) {
			return models.ErrNotFound
		}
		return setGuideHidden(tx, c, g, hide)
	})
}

// setGuideHidden hides a guide from now on, or shows it again.
func setGuideHidden(tx *gorm.DB, c *models.Change, g models.Guide, hide bool) error {
	at := int64(0)
	if hide {
		at = c.At
	} else if err := known(tx, *g.OwnerID, g.Hash); err != nil {
		return err
	}
	hidden := !hide
	c.Before.Deleted, c.After.Deleted = &hidden, &hide
	return one(tx.Model(&models.Guide{}).Where("id = ?", g.ID).Update("deleted_at", at))
}

// DeletedGuides returns the guides of a person that can still be brought back,
// the one deleted last first, without texts.
func (s *Store) DeletedGuides(ctx context.Context, userID string) ([]models.Guide, error) {
	var list []models.Guide
	err := s.read(ctx).Omit("text", "blocks", "refs", "source", "words").
		Where("owner_id = ? AND deleted_at > ?", userID, instant(s.now().Add(-hiddenFor))).
		Order("deleted_at DESC, id").Find(&list).Error
	return list, wrap("deleted guides", err)
}

// PurgeGuides deletes for good, with all that people noted in them and their
// changes, the guides that were deleted 30 days ago.
func (s *Store) PurgeGuides(ctx context.Context) error {
	return s.inTx(ctx, "purge guides", func(tx *gorm.DB) error {
		var gone []string
		err := tx.Model(&models.Guide{}).Where("deleted_at > 0 AND deleted_at <= ?", instant(s.now().Add(-hiddenFor))).Pluck("id", &gone).Error
		if err != nil || len(gone) == 0 {
			return err
		}
		if err := tx.Where("subject = ? AND subject_id IN ?", models.OnGuide, gone).Delete(&models.Change{}).Error; err != nil {
			return err
		}
		return tx.Where("id IN ?", gone).Delete(&models.Guide{}).Error
	})
}

// GuideTitle is what a guide is called, and whether it can still be opened.
type GuideTitle struct {
	ID, Title string
	Open      bool
}

// GuideTitles returns the titles of those of these guides that a person may read
// or has deleted, by id: the journal still speaks of them.
func (s *Store) GuideTitles(ctx context.Context, userID string, ids ...string) (map[string]GuideTitle, error) {
	titles := map[string]GuideTitle{}
	if len(ids) == 0 {
		return titles, nil
	}
	var rows []GuideTitle
	err := s.read(ctx).Raw(`SELECT id, title, deleted_at = 0 AS open FROM guides
		WHERE id IN ? AND (owner_id IS NULL OR owner_id = ? OR shared AND deleted_at = 0)`, ids, userID).Find(&rows).Error
	for _, g := range rows {
		titles[g.ID] = g
	}
	return titles, wrap("guide titles", err)
}

// OtherAdvice is advice of another guide.
type OtherAdvice struct {
	models.Advice
	Title string // of its guide
}

// maxOther bounds the advice of other guides that is told beside one.
const maxOther = 200

// AdviceOn returns the advice on any of these subjects, as models.SameSubject
// compares them, in the other guides that a person may read and has not
// archived.
func (s *Store) AdviceOn(ctx context.Context, userID, exceptGuideID string, subjects []string) (list []OtherAdvice, err error) {
	if strings.TrimSpace(strings.Join(subjects, "")) == "" {
		return nil, nil
	}
	err = s.inRead(ctx, "advice on", func(tx *gorm.DB) error {
		var ids []string
		rows, err := tx.Raw(`SELECT a.id, a.subject FROM advice a JOIN guides ON guides.id = a.guide_id
			WHERE a.subject <> '' AND a.guide_id <> ? AND `+inLibrary+`
			AND NOT EXISTS (SELECT 1 FROM readings r WHERE r.user_id = ? AND r.guide_id = guides.id AND r.archived_at > 0)
			ORDER BY guides.title, a.guide_id, a.position`, exceptGuideID, userID, userID).Rows()
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() && len(ids) < maxOther {
			var id, subject string
			if err := rows.Scan(&id, &subject); err != nil {
				return err
			}
			if slices.ContainsFunc(subjects, func(wanted string) bool { return models.SameSubject(wanted, subject) }) {
				ids = append(ids, id)
			}
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil || len(ids) == 0 {
			return err
		}
		return tx.Raw(`SELECT a.*, guides.title FROM advice a JOIN guides ON guides.id = a.guide_id
			WHERE a.id IN ? ORDER BY guides.title, a.guide_id, a.position`, ids).Find(&list).Error
	})
	return list, err
}

// undoGuide takes back what a change did to a guide, or to a mark in it.
func undoGuide(tx *gorm.DB, c *models.Change, target models.Change) error {
	if target.After.Mark != nil {
		return undoMark(tx, c, target)
	}
	g, err := guideOf(tx, target.UserID, target.SubjectID)
	if err != nil {
		return err
	}
	if target.After.Deleted != nil {
		if stands := g.DeletedAt != 0; stands != *target.After.Deleted {
			return changedSince(target, models.Fields{Deleted: &stands})
		}
		err := setGuideHidden(tx, c, g, *target.Before.Deleted)
		if again := (models.Known{}); errors.As(err, &again) {
			gone := true
			return changedSince(target, models.Fields{Deleted: &gone})
		}
		return err
	}
	if g.DeletedAt != 0 {
		return models.ErrNotFound
	}
	if target.After.Guide == nil {
		return nil
	}
	if stands := g.Details(); stands != *target.After.Guide {
		return changedSince(target, models.Fields{Guide: &stands})
	}
	swapped(c, target)
	return putDetails(tx, g, *target.Before.Guide)
}
