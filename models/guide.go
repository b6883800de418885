package models

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/language"

	"gloss/models/date"
	"gloss/models/passage"
)

// Guide is an article kept in Gloss. Its text is never altered after import.
type Guide struct {
	ID         string    `gorm:"column:id;primaryKey"`
	OwnerID    *string   `gorm:"column:owner_id"` // who brought it in; nil: came with Gloss or lies in its folder, for all to read
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
	Source     string    `gorm:"column:source"`     // what a shipped guide was read from, else empty
	Hash       string    `gorm:"column:hash"`       // of the text
	Minutes    int       `gorm:"column:minutes"`    // reading time
	Supersedes string    `gorm:"column:supersedes"` // the id of the release before, else empty
	Came       Came      `gorm:"column:came"`       // how it was brought in
	File       string    `gorm:"column:file"`       // the name of the file it came in, else empty
	Shared     bool      `gorm:"column:shared"`     // all on this server may read it
	Words      string    `gorm:"column:words"`      // what search compares with, see SearchText
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
	Subject  string  `gorm:"column:subject"` // what it is about: equal in guides that speak of the same
	Alike    string  `gorm:"column:alike"`   // what it asks: equal in guides that ask the same of the same
}

// Fold is what a dismissal of a names: what it asks, or a alone where nobody said
// what that is.
func (a Advice) Fold() string {
	if a.Alike == "" {
		return a.ID
	}
	return a.Alike
}

// Came says how a guide was brought in.
type Came string

// The ways a guide comes.
const (
	CameShipped Came = ""        // with Gloss
	CamePaste   Came = "paste"   // pasted as text
	CameFile    Came = "file"    // from a file
	CameAddress Came = "address" // fetched from its URL
	CameFolder  Came = "folder"  // from the guides folder of the server
)

// Limits on a person's library.
const (
	MaxGuides    = 1000
	MaxGuideText = 1 << 20 // bytes of a guide's text
	MaxGuideLine = 300     // letters of a title, an author or a publisher
	MaxGuideURL  = 2000    // letters
	MaxMarks     = 5000    // of one person
	MaxPassages  = 20      // of one habit
)

// Reading is how a person keeps a guide. Times are milliseconds UTC.
type Reading struct {
	UserID     string   `gorm:"column:user_id;primaryKey"`
	GuideID    string   `gorm:"column:guide_id;primaryKey"`
	At         int64    `gorm:"column:at"`          // since when it is read; 0: it is not
	ArchivedAt int64    `gorm:"column:archived_at"` // 0: it is not
	Tags       []string `gorm:"column:tags;serializer:json"`
}

// Dismissal says that advice is not for a person: that of every guide which
// asks alike.
type Dismissal struct {
	UserID string `gorm:"column:user_id;primaryKey"`
	Alike  string `gorm:"column:alike;primaryKey"`
	At     int64  `gorm:"column:at"` // milliseconds UTC
}

// Mark is a passage that a person marked in a guide, and their note on it.
type Mark struct {
	ID        string           `gorm:"column:id;primaryKey" json:"id"`
	UserID    string           `gorm:"column:user_id" json:"-"`
	GuideID   string           `gorm:"column:guide_id" json:"guide"`
	Passage   passage.Selector `gorm:"column:passage;serializer:json" json:"passage"`
	Note      string           `gorm:"column:note" json:"note"`
	Words     string           `gorm:"column:words" json:"-"` // what search compares with
	CreatedAt int64            `gorm:"column:created_at;autoCreateTime:false" json:"at"`
}

// GuideDetails are what may be said anew of a guide that was brought in: all but
// its text.
type GuideDetails struct {
	Title     string    `json:"title"`
	Author    string    `json:"author,omitempty"`
	Publisher string    `json:"publisher,omitempty"`
	Published date.Date `json:"published,omitempty"`
	URL       string    `json:"url,omitempty"`
	Language  string    `json:"language,omitempty"`
	Shared    bool      `json:"shared,omitempty"`
}

// Details returns what is said of g.
func (g Guide) Details() GuideDetails {
	return GuideDetails{
		Title: g.Title, Author: g.Author, Publisher: g.Publisher, Published: g.Published,
		URL: g.URL, Language: g.Language, Shared: g.Shared,
	}
}

// Clean returns d as it is kept: one line each, without spaces around it.
func (d GuideDetails) Clean() GuideDetails {
	for _, s := range []*string{&d.Title, &d.Author, &d.Publisher} {
		*s = CleanName(*s)
	}
	d.URL, d.Language = strings.TrimSpace(d.URL), strings.TrimSpace(d.Language)
	return d
}

// Validate adds what is wrong with d to bad.
func (d GuideDetails) Validate(bad Invalid) {
	if d.Title == "" {
		bad.Add("title", "Give it a title you will recognise.")
	}
	for field, s := range map[string]string{"title": d.Title, "author": d.Author, "publisher": d.Publisher} {
		if utf8.RuneCountInString(s) > MaxGuideLine {
			bad.Add(field, "At most 300 letters, please.")
		} else if !Printable(s) {
			bad.Add(field, "Use letters, digits and signs that can be seen.")
		}
	}
	if d.URL != "" && !webAddress(d.URL) {
		bad.Add("url", "Write the whole address, beginning with https:// or http://.")
	}
	if d.Language != "" {
		if _, err := language.Parse(d.Language); err != nil || len(d.Language) > 35 {
			bad.Add("language", "Write a language code, such as en, de or pt-BR.")
		}
	}
	if d.Published < 0 || d.Published > date.Newest {
		bad.Add("published", "Choose a day before 2200, or leave it empty.")
	}
}

// webAddress reports whether s is a whole http or https address.
func webAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && len(s) <= MaxGuideURL && Printable(s) && !strings.ContainsAny(s, " \t") &&
		(u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && u.User == nil
}
