package store

import (
	"gorm.io/gorm"

	"gloss/models"
)

// findTags finds the tags that new habits bear, by the form in which names are
// compared, and makes those there are none of: in the order the file has them,
// else as they are met.
func (in *intake) findTags(tx *gorm.DB) (map[string]models.TagName, error) {
	var borne []string
	for _, g := range in.goals {
		borne = append(borne, g.tags...)
	}
	borne = models.CleanTags(borne)
	if len(borne) == 0 {
		return nil, nil
	}
	var meant []models.TagName
	if in.account != nil {
		meant = in.account.tagsAmong(borne)
	}
	known := make(map[string]bool, len(borne))
	for _, t := range meant {
		known[models.NameKey(t.Name)] = true
	}
	for _, name := range borne { // each once
		if !known[models.NameKey(name)] {
			meant = append(meant, models.TagName{Name: name})
		}
	}
	found, err := findTags(tx, in.userID, meant)
	if err != nil {
		return nil, err
	}
	tags := make(map[string]models.TagName, len(found))
	for i, t := range found {
		tags[models.NameKey(meant[i].Name)] = t
	}
	return tags, nil
}

// bearers returns which new habit bears which tag.
func (in *intake) bearers(tags map[string]models.TagName) (rows []models.HabitTag) {
	for _, g := range in.goals {
		for _, name := range g.tags {
			rows = append(rows, models.HabitTag{HabitID: g.ID, TagID: tags[models.NameKey(name)].ID})
		}
	}
	return rows
}
