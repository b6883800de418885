package models

import (
	"time"
	"unicode/utf8"

	"gloss/models/date"
	"gloss/models/plan"
)

// Settings are how a person has their days and their lists.
type Settings struct {
	Zone        string       `json:"zone"`                   // IANA name
	DayStart    int          `json:"day_start"`              // hour, 0 to 6
	WeekStart   time.Weekday `json:"week_start"`             // for new plans, 0: Sunday
	HideSettled bool         `json:"hide_settled,omitempty"` // see User
}

// Settings returns how u has their days and their lists.
func (u User) Settings() Settings {
	return Settings{Zone: u.Zone, DayStart: u.DayStart, WeekStart: u.WeekStart, HideSettled: u.HideSettled}
}

// Validate adds what is wrong with s to bad.
func (s Settings) Validate(bad Invalid) {
	if s.Zone == "" || s.Zone == "Local" {
		bad.Add("zone", "Choose a time zone.")
	} else if _, err := time.LoadLocation(s.Zone); err != nil {
		bad.Add("zone", "This server does not know that time zone.")
	}
	if s.DayStart < 0 || s.DayStart > MaxDayStart {
		bad.Add("start", "A day begins between 00:00 and 06:00.")
	}
	if s.WeekStart < time.Sunday || s.WeekStart > time.Saturday {
		bad.Add("week", "Choose a day of the week.")
	}
}

// Shelf is what a file brought of how a person keeps their guides: what stood
// there before is not in it.
type Shelf struct {
	Readings []Shelved `json:"readings,omitempty"`
	Away     []string  `json:"away,omitempty"` // advice that is not for them, as Dismissal names it
}

// Shelved is how a person keeps one guide, as Reading has it.
type Shelved struct {
	GuideID    string   `json:"guide"`
	At         int64    `json:"at,omitempty"`       // milliseconds UTC
	ArchivedAt int64    `json:"archived,omitempty"` // milliseconds UTC
	Tags       []string `json:"tags,omitempty"`
}

// Limits on what names a habit in other files.
const (
	MaxOrigins = 20  // of one habit
	MaxOrigin  = 400 // letters of a key
)

// ValidateOrigins adds what is wrong with the keys of a habit to bad.
func ValidateOrigins(keys []string, bad Invalid) {
	for _, key := range keys {
		if key == "" || utf8.RuneCountInString(key) > MaxOrigin || !Printable(key) {
			bad.Add("origins", "At most 400 letters that can be seen, please.")
		}
	}
	if len(keys) > MaxOrigins {
		bad.Add("origins", "At most 20, please.")
	}
}

// MaxReminder is how many letters a reminder may have.
const MaxReminder = 120

// Origin says that a habit came from another program's file, where Key names it,
// so that the same again is found.
type Origin struct {
	UserID  string `gorm:"column:user_id;primaryKey"`
	Key     string `gorm:"column:key;primaryKey"`
	HabitID string `gorm:"column:habit_id"`
}

// ChangeDays are the days that one change altered, where it altered many: apart
// from the journal, whose pages need not read them.
type ChangeDays struct {
	UserID   string      `gorm:"column:user_id;primaryKey"`
	ChangeID string      `gorm:"column:change_id;primaryKey"`
	Days     []DayChange `gorm:"column:days;serializer:json"` // in order of Day
}

// DayChange is what a change of many days altered on one of them.
type DayChange struct {
	Day    date.Date `json:"day"`
	Before *DayEntry `json:"before,omitempty"` // nil: nothing stood there
	After  *DayEntry `json:"after,omitempty"`
}

// DayEntry is all that stands on a day of a habit; of a day that belongs to no
// habit, its note alone.
type DayEntry struct {
	Amount  *plan.Amount `json:"amount,omitempty"` // nil: nothing said; 0: said to be none
	Skipped bool         `json:"skipped,omitempty"`
	Note    string       `json:"note,omitempty"`
	Items   []ItemName   `json:"items,omitempty"`
}
