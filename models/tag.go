package models

import (
	"strings"
	"unicode/utf8"
)

// Tag groups habits. It is there as long as a habit bears it.
type Tag struct {
	ID       string `gorm:"column:id;primaryKey" json:"id"`
	UserID   string `gorm:"column:user_id" json:"-"`
	Name     string `gorm:"column:name" json:"name"`
	Position int    `gorm:"column:position" json:"position"`
}

// HabitTag puts a tag on a habit.
type HabitTag struct {
	HabitID string `gorm:"column:habit_id;primaryKey"`
	TagID   string `gorm:"column:tag_id;primaryKey"`
}

// CleanTags returns the names of tags with single spaces inside, each once
// whatever its case, in the order given. Empty ones are left out.
func CleanTags(names []string) []string {
	clean, seen := []string{}, map[string]bool{"": true}
	for _, name := range names {
		if key := NameKey(name); !seen[key] {
			seen[key] = true
			clean = append(clean, CleanName(name))
		}
	}
	return clean
}

// ValidateTags adds what is wrong with the names of the tags on a habit or a guide to bad.
func ValidateTags(names []string, bad Invalid) {
	if len(names) > MaxTags {
		bad.Add("tags", "At most 20 tags, please.")
	}
	for _, name := range names {
		switch n := utf8.RuneCountInString(name); {
		case n == 0:
			bad.Add("tags", "Give the tag a name.")
		case n > MaxTag:
			bad.Add("tags", "At most 40 letters in a tag, please.")
		case !Printable(name):
			bad.Add("tags", "Use letters, digits and signs that can be seen.")
		case strings.Contains(name, ","):
			bad.Add("tags", "A tag has no comma in it: commas stand between tags.")
		}
	}
}
