package models

import (
	"unicode/utf8"

	"gloss/models/date"
	"gloss/models/plan"
)

// Limits on what a person writes.
const (
	MaxHabitName = 120  // letters
	MaxNote      = 2000 // letters, also of a reason
	MaxCue       = 120
	MaxTag       = 40
	MaxTags      = 20  // on one habit
	MaxPauses    = 500 // of one person
	MaxHabits    = 500 // of one person
)

// Hues are the colours a habit may have; they are classes of the style sheet.
var Hues = []string{"leaf", "sun", "sea", "plum", "rose", "moss", "clay", "stone"}

// Icons are the drawings a habit may have.
var Icons = []string{"sun", "leaf", "pulse", "bowl", "step", "glass", "stretch", "drop", "screen", "book", "walk", "wave", "moon", "phone"}

// Habit is what a person has decided to do.
type Habit struct {
	ID       string `gorm:"column:id;primaryKey"`
	UserID   string `gorm:"column:user_id"`
	Name     string `gorm:"column:name"`
	GuideID  string `gorm:"column:guide_id"`  // its source, else empty
	AdviceID string `gorm:"column:advice_id"` // the advice it was made from, else empty
	Passages string `gorm:"column:passages"`  // JSON of passage.Selector, kept even when the guide goes
	Careful  bool   `gorm:"column:careful"`   // taken with a yes to the advice's questions
	Reason   string `gorm:"column:reason"`
	Cue      string `gorm:"column:cue"`
	Hue      string `gorm:"column:hue"`
	Icon     string `gorm:"column:icon"`
	// Reminder is when another program reminded of it, as "08:30 mo we fr": kept,
	// and not used so far.
	Reminder string `gorm:"column:reminder"`
	// Origins are the keys by which files that it was brought in from name it,
	// see Origin; read for an export alone.
	Origins  []string `gorm:"-" json:"-"`
	Position int      `gorm:"column:position"`
	// Since is the first day of its first plan as it was made. A log on an
	// earlier day moves the plan back, and never this.
	Since      date.Date `gorm:"column:since"`
	CreatedAt  int64     `gorm:"column:created_at;autoCreateTime:false"`
	ArchivedAt int64     `gorm:"column:archived_at"`
	DeletedAt  int64     `gorm:"column:deleted_at"`
}

// Validate adds what is wrong with h, apart from its plan, to bad.
func (h Habit) Validate(bad Invalid) {
	switch n := utf8.RuneCountInString(h.Name); {
	case n == 0:
		bad.Add("name", "Give it a name you will recognise.")
	case n > MaxHabitName:
		bad.Add("name", "That is too long: at most 120 letters, please.")
	case !Printable(h.Name):
		bad.Add("name", "Use letters, digits and signs that can be seen.")
	}
	if utf8.RuneCountInString(h.Cue) > MaxCue || !Printable(h.Cue) {
		bad.Add("cue", "At most 120 letters, please.")
	}
	if !IsNote(h.Reason) {
		bad.Add("reason", "At most 2,000 letters, please.")
	}
	if utf8.RuneCountInString(h.Reminder) > MaxReminder || !Printable(h.Reminder) {
		bad.Add("reminder", "At most 120 letters, please.")
	}
	if !contains(Hues, h.Hue) {
		bad.Add("hue", "Choose one of the colours.")
	}
	if !contains(Icons, h.Icon) {
		bad.Add("icon", "Choose one of the icons.")
	}
}

func contains(list []string, s string) bool {
	for _, one := range list {
		if one == s {
			return true
		}
	}
	return false
}

// Plan is the terms of a habit from a day on, as it is kept. There is at most
// one a day.
type Plan struct {
	HabitID string `gorm:"column:habit_id;primaryKey"`
	plan.Plan
}

// ValidatePlan adds what is wrong with p to bad.
func ValidatePlan(p plan.Plan, bad Invalid) {
	for _, problem := range p.Problems() {
		bad.Add(problem.Field, problem.Message)
	}
	if !Printable(p.Unit) {
		bad.Add("unit", "Use letters, digits and signs that can be seen.")
	}
}
