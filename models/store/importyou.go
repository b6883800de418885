package store

import (
	"slices"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"gloss/models"
	"gloss/models/transfer"
)

// considerSettings decides whether the settings of the file are taken: where
// nobody says, in an account that has no habits yet.
func (a *accountIntake) considerSettings() error {
	theirs := a.file.Person.Settings
	if theirs == a.in.user.Settings() || theirs.Zone == "" {
		return nil
	}
	bad := models.Invalid{}
	theirs.Validate(bad)
	if len(bad) > 0 {
		a.in.lost.add("The settings, as this server does not know them.", "")
		return nil
	}
	d := transfer.Doubt{
		ID: "settings", Ask: "The settings in the file differ from those here: time zone, beginning of the day and of the week, what Today shows. Which count?",
		Options: []transfer.Option{{Value: takeFiles, Label: "Those of the file"}, {Value: leftOut, Label: "Those that are here"}},
		Default: leftOut,
	}
	if len(a.in.own) == 0 {
		d.Default = takeFiles
	}
	a.in.asked = append(a.in.asked, d)
	a.take = a.in.choices.Of(d) == takeFiles
	return nil
}

// considerShelf finds how the file keeps guides of which nothing is said here,
// and which advice it put away that is not put away here.
func (a *accountIntake) considerShelf(tx *gorm.DB) error {
	var kept []models.Reading
	if err := tx.Where("user_id = ?", a.in.userID).Find(&kept).Error; err != nil {
		return err
	}
	known := map[string]bool{"": true}
	for _, r := range kept {
		known[r.GuideID] = true
	}
	for _, r := range a.file.Readings {
		id := a.ids.guides[r.GuideID]
		if known[id] {
			continue
		}
		known[id] = true
		one := shelved(models.Reading{GuideID: id, At: max(0, r.At), ArchivedAt: max(0, r.ArchivedAt), Tags: models.CleanTags(r.Tags)})
		bad := models.Invalid{}
		if models.ValidateTags(one.Tags, bad); len(bad) > 0 {
			return models.Invalid{"": "The tags of a guide cannot be brought in. " + bad["tags"]}
		}
		if one.At != 0 || one.ArchivedAt != 0 || len(one.Tags) > 0 {
			a.shelf.Readings = append(a.shelf.Readings, one)
		}
	}
	var away []string
	if err := tx.Model(&models.Dismissal{}).Where("user_id = ?", a.in.userID).Pluck("alike", &away).Error; err != nil {
		return err
	}
	gone := make(map[string]bool, len(away))
	for _, fold := range away {
		gone[fold] = true
	}
	for _, d := range a.file.Dismissals {
		fold := d.Alike
		if id := a.ids.advice[fold]; id != "" {
			fold = id // advice of which nobody said what it asks is named by its id
		}
		if models.IsFold(fold) && !gone[fold] {
			gone[fold] = true
			a.shelf.Away = append(a.shelf.Away, fold)
		}
	}
	return nil
}

// shelved is a reading as a change of many tells of it.
func shelved(r models.Reading) models.Shelved {
	s := models.Shelved{GuideID: r.GuideID, At: r.At, ArchivedAt: r.ArchivedAt}
	if len(r.Tags) > 0 {
		s.Tags = r.Tags
	}
	return s
}

// writeYou writes settings and how guides are kept, each as a change of its own:
// settings that were changed since do not keep the rest from being taken back.
func (a *accountIntake) writeYou(tx *gorm.DB) error {
	if a.take {
		was, now := a.in.user.Settings(), a.file.Person.Settings
		if err := putSettings(tx, a.in.userID, now); err != nil {
			return err
		}
		c := models.Change{Subject: models.OnYou, Act: models.ActImport, Before: models.Fields{Settings: &was}, After: models.Fields{Settings: &now}}
		if err := a.in.journal.put(&c); err != nil {
			return err
		}
	}
	if len(a.shelf.Readings)+len(a.shelf.Away) == 0 {
		return nil
	}
	if err := fillShelf(tx, a.in.userID, a.in.now, a.shelf); err != nil {
		return err
	}
	return a.in.journal.put(&models.Change{Subject: models.OnYou, Act: models.ActImport, After: models.Fields{Shelf: &a.shelf}})
}

func putSettings(tx *gorm.DB, userID string, s models.Settings) error {
	return one(tx.Model(&models.User{}).Where("id = ?", userID).Updates(map[string]any{
		"zone": s.Zone, "day_start": s.DayStart, "week_start": s.WeekStart, "hide_settled": s.HideSettled,
	}))
}

// fillShelf keeps guides as s says where nothing else is said of them, and those
// alone that the person may read or has deleted.
func fillShelf(tx *gorm.DB, userID string, now int64, s models.Shelf) error {
	var there []string
	ids := make([]string, len(s.Readings))
	for i, r := range s.Readings {
		ids[i] = r.GuideID
	}
	if err := tx.Model(&models.Guide{}).Where("id IN ? AND ("+mine+" OR guides.owner_id = ?)", ids, userID, userID).Pluck("id", &there).Error; err != nil {
		return err
	}
	var readings []models.Reading
	for _, r := range s.Readings {
		if slices.Contains(there, r.GuideID) {
			readings = append(readings, models.Reading{UserID: userID, GuideID: r.GuideID, At: r.At, ArchivedAt: r.ArchivedAt, Tags: append([]string{}, r.Tags...)})
		}
	}
	nothing := clause.OnConflict{DoNothing: true}
	if len(readings) > 0 {
		if err := tx.Clauses(nothing).CreateInBatches(&readings, rowsAtOnce).Error; err != nil {
			return err
		}
	}
	away := make([]models.Dismissal, len(s.Away))
	for i, fold := range s.Away {
		away[i] = models.Dismissal{UserID: userID, Alike: fold, At: now}
	}
	if len(away) == 0 {
		return nil
	}
	return tx.Clauses(nothing).CreateInBatches(&away, rowsAtOnce).Error
}

// emptyShelf takes off what fillShelf put there, where it still stands so.
func emptyShelf(tx *gorm.DB, userID string, s models.Shelf) error {
	var kept []models.Reading
	if err := tx.Where("user_id = ?", userID).Find(&kept).Error; err != nil {
		return err
	}
	var gone []string
	for _, r := range kept {
		was := shelved(r)
		if slices.ContainsFunc(s.Readings, func(o models.Shelved) bool {
			return o.GuideID == was.GuideID && o.At == was.At && o.ArchivedAt == was.ArchivedAt && slices.Equal(o.Tags, was.Tags)
		}) {
			gone = append(gone, r.GuideID)
		}
	}
	if err := tx.Where("user_id = ? AND guide_id IN ?", userID, gone).Delete(&models.Reading{}).Error; err != nil {
		return err
	}
	return tx.Where("user_id = ? AND alike IN ?", userID, s.Away).Delete(&models.Dismissal{}).Error
}

// undoYou takes back what a file made of a person's settings and of how they
// keep their guides. What they said of a guide since stays as it is.
func undoYou(tx *gorm.DB, c *models.Change, target models.Change) error {
	if left := target.After.Settings; left != nil {
		var u models.User
		if err := tx.Where("id = ?", target.UserID).Take(&u).Error; err != nil {
			return err
		}
		if stands := u.Settings(); stands != *left {
			return changedSince(target, models.Fields{Settings: &stands})
		}
		if err := putSettings(tx, target.UserID, *target.Before.Settings); err != nil {
			return err
		}
	}
	swapped(c, target)
	if came := target.After.Shelf; came != nil {
		return emptyShelf(tx, target.UserID, *came)
	}
	if gone := target.Before.Shelf; gone != nil {
		return fillShelf(tx, target.UserID, c.At, *gone)
	}
	return nil
}
