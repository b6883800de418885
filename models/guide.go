package models

import (
	"gloss/models/date"
)

// Guide is an article kept in Gloss. Its text is never altered after import.
type Guide struct {
	ID         string    `gorm:"column:id;primaryKey"`
	OwnerID    *string   `gorm:"column:owner_id"` // nil: the shipped library, for all to read
	Slug       string    `gorm:"column:slug"`     // of a shipped guide, else empty
	Title      string    `gorm:"column:title"`
	Author     string    `gorm:"column:author"`
	Publisher  string    `gorm:"column:publisher"`
	Published  date.Date `gorm:"column:published"`
	URL        string    `gorm:"column:url"`
	Language   string    `gorm:"column:language"`
	Summary    string    `gorm:"column:summary"`
	After      string    `gorm:"column:after"`      // whose article a retelling follows
	Text       string    `gorm:"column:text"`       // what offsets count in
	Blocks     string    `gorm:"column:blocks"`     // JSON of article.Block
	References string    `gorm:"column:refs"`       // JSON of article.Reference
	Source     string    `gorm:"column:source"`     // what it was read from, as it came
	Hash       string    `gorm:"column:hash"`       // of the text
	Minutes    int       `gorm:"column:minutes"`    // reading time
	Supersedes string    `gorm:"column:supersedes"` // the id of the release before, else empty
	CreatedAt  int64     `gorm:"column:created_at;autoCreateTime:false"`
	ArchivedAt int64     `gorm:"column:archived_at"`
	DeletedAt  int64     `gorm:"column:deleted_at"`
}

// Advice is what a guide tells its reader to do: its passages and the terms of
// the habit it would make.
type Advice struct {
	ID       string  `gorm:"column:id;primaryKey"`
	GuideID  string  `gorm:"column:guide_id"`
	Position int     `gorm:"column:position"`
	Key      string  `gorm:"column:key"`      // its name within the guide
	Passages string  `gorm:"column:passages"` // JSON of passage.Selector, the first the main one
	Offer    string  `gorm:"column:offer"`    // JSON of article.Advice: name, terms, evidence, caution
	Rule     string  `gorm:"column:rule"`     // what found it: "guide" where the guide says so itself
	Strength float64 `gorm:"column:confidence"`
}

// Reading says that a person has read a guide, and since when.
type Reading struct {
	UserID  string `gorm:"column:user_id;primaryKey"`
	GuideID string `gorm:"column:guide_id;primaryKey"`
	At      int64  `gorm:"column:at"` // milliseconds UTC
}
