package store

import (
	"context"
	"encoding/json"
	"strconv"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"gloss/models"
	"gloss/models/auth"
	"gloss/models/plan"
)

// NewHabit is a habit to be made with its first plan. Id, owner, position and
// times are the store's to give. A plan without an anchor counts from its first
// day.
type NewHabit struct {
	models.Habit
	Plan plan.Plan
}

// CreateHabits makes habits for a person, all or none, each as a change of its
// own in one batch named changeID, which is also the id of the first change.
// The same id again answers the same habits. It fails with Invalid, ErrConflict
// (the id was used for something else) and ErrNotFound (a guide or advice the
// person cannot read).
func (s *Store) CreateHabits(ctx context.Context, userID, changeID string, list []NewHabit) ([]models.Habit, error) {
	bad := models.Invalid{}
	validID(changeID, bad)
	if len(list) == 0 {
		bad.Add("", "Choose at least one.")
	}
	for _, n := range list {
		n.Habit.Validate(bad)
		models.ValidatePlan(n.Plan, bad)
		if !n.Plan.From.Valid() {
			bad.Add("from", "Choose a day between 1970 and 2200.")
		}
	}
	if err := bad.Or(); err != nil {
		return nil, err
	}
	digest, err := digestOf(list)
	if err != nil {
		return nil, err
	}
	var made []models.Habit
	err = s.inTx(ctx, "create habits", func(tx *gorm.DB) error {
		if made, err = madeBefore(tx, userID, changeID, digest); err != nil || made != nil {
			return err
		}
		made, err = s.createHabits(tx, userID, changeID, digest, list)
		return err
	})
	if err != nil {
		return nil, err
	}
	return made, nil
}

func digestOf(list []NewHabit) (string, error) {
	asked, err := json.Marshal(list)
	return auth.Digest("habits " + string(asked)), err
}

// madeBefore returns the habits of a batch that was sent before, nil where it
// was not.
func madeBefore(tx *gorm.DB, userID, changeID, digest string) ([]models.Habit, error) {
	sent, err := doneBefore(tx, userID, changeID, digest)
	if err != nil || len(sent) == 0 {
		return nil, err
	}
	ids := make([]string, len(sent))
	for i, c := range sent {
		ids[i] = c.SubjectID
	}
	made := []models.Habit{}
	err = tx.Where("user_id = ? AND id IN ?", userID, ids).Order("position, id").Find(&made).Error
	return made, err
}

func (s *Store) createHabits(tx *gorm.DB, userID, changeID, digest string, list []NewHabit) ([]models.Habit, error) {
	if err := readable(tx, userID, list); err != nil {
		return nil, err
	}
	made, err := s.insertHabits(tx, userID, list)
	if err != nil {
		return nil, err
	}
	for i, h := range made {
		if err := record(tx, created(h, changeID, digest, i, h.CreatedAt)); err != nil {
			return nil, err
		}
	}
	return made, nil
}

// room returns the last position in use, and fails with Invalid where so many
// more habits do not fit.
func room(tx *gorm.DB, userID string, more int) (last int, err error) {
	var there struct{ Count, Last int }
	if err := tx.Raw("SELECT count(*) AS count, coalesce(max(position), 0) AS last FROM habits WHERE user_id = ? AND deleted_at = 0", userID).
		Find(&there).Error; err != nil {
		return 0, err
	}
	if there.Count+more > models.MaxHabits {
		return 0, models.Invalid{"": "That is more habits than fit: at most 500."}
	}
	return there.Last, nil
}

// insertHabits writes new habits with their first plans, behind the others.
func (s *Store) insertHabits(tx *gorm.DB, userID string, list []NewHabit) ([]models.Habit, error) {
	last, err := room(tx, userID, len(list))
	if err != nil {
		return nil, err
	}
	now := instant(s.now())
	made, plans := make([]models.Habit, len(list)), make([]models.Plan, len(list))
	for i, n := range list {
		id, err := uuid.NewV7()
		if err != nil {
			return nil, err
		}
		h, p := n.Habit, n.Plan
		if p.Anchor == 0 {
			p.Anchor = p.From
		}
		h.ID, h.UserID, h.Position, h.Since = id.String(), userID, last+1+i, p.From
		h.CreatedAt, h.ArchivedAt, h.DeletedAt = now, 0, 0
		made[i], plans[i] = h, models.Plan{HabitID: h.ID, Plan: p}
	}
	if err := tx.Create(&made).Error; err != nil {
		return nil, err
	}
	return made, tx.Create(&plans).Error
}

func created(h models.Habit, batch, digest string, n int, at int64) *models.Change {
	yes, no := true, false
	return &models.Change{
		UserID: h.UserID, ID: nthID(batch, n), Subject: models.OnHabit, SubjectID: h.ID, Act: models.ActCreate,
		Before: models.Fields{Deleted: &yes}, After: models.Fields{Deleted: &no}, Digest: digest, At: at, Batch: batch,
	}
}

// nthID returns the id of the nth change of a batch, counted from 0.
func nthID(batch string, n int) string {
	if n == 0 {
		return batch
	}
	return auth.ChangeID(batch, strconv.Itoa(n))
}

// readable fails with ErrNotFound where a habit names a guide that is not in
// the person's library, or advice of another guide.
func readable(tx *gorm.DB, userID string, list []NewHabit) error {
	guides, advice := map[string]bool{}, map[string]string{}
	for _, n := range list {
		if n.GuideID != "" {
			guides[n.GuideID] = true
		}
		if n.AdviceID != "" {
			advice[n.AdviceID] = n.GuideID
		}
	}
	var found int64
	if err := tx.Model(&models.Guide{}).Where("id IN ? AND "+mine, keys(guides), userID).Count(&found).Error; err != nil {
		return err
	}
	if int(found) < len(guides) {
		return models.ErrNotFound
	}
	var known []models.Advice
	if err := tx.Select("id", "guide_id").Where("id IN ?", keys(advice)).Find(&known).Error; err != nil {
		return err
	}
	if len(known) < len(advice) {
		return models.ErrNotFound
	}
	for _, a := range known {
		if advice[a.ID] != a.GuideID {
			return models.ErrNotFound
		}
	}
	return nil
}

func keys[K comparable, V any](m map[K]V) []K {
	list := make([]K, 0, len(m))
	for k := range m {
		list = append(list, k)
	}
	return list
}

// hiddenFor is how long a deleted habit can be brought back.
const hiddenFor = 30 * 24 * time.Hour

// PurgeHabits deletes for good, with their entries and changes, the habits that
// were deleted 30 days ago, and the tags that no habit bears any more.
func (s *Store) PurgeHabits(ctx context.Context) error {
	return s.inTx(ctx, "purge habits", func(tx *gorm.DB) error {
		var gone []string
		err := tx.Model(&models.Habit{}).Where("deleted_at > 0 AND deleted_at <= ?", instant(s.now().Add(-hiddenFor))).Pluck("id", &gone).Error
		if err != nil {
			return err
		}
		if err := tx.Where("subject_id IN ?", gone).Delete(&models.Change{}).Error; err != nil {
			return err
		}
		if err := tx.Where("habit_id IN ?", gone).Delete(&models.Pause{}).Error; err != nil {
			return err
		}
		if err := tx.Where("id IN ?", gone).Delete(&models.Habit{}).Error; err != nil {
			return err
		}
		return tx.Where("id NOT IN (SELECT tag_id FROM habit_tags)").Delete(&models.Tag{}).Error
	})
}

// HabitNames returns the names of all habits of a person by id, also of those
// that are archived or deleted: the journal still speaks of them.
func (s *Store) HabitNames(ctx context.Context, userID string) (map[string]string, error) {
	var rows []models.Habit
	err := s.read(ctx).Select("id", "name").Where("user_id = ?", userID).Find(&rows).Error
	names := make(map[string]string, len(rows))
	for _, h := range rows {
		names[h.ID] = h.Name
	}
	return names, wrap("habit names", err)
}
