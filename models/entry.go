package models

import (
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/streak"
)

// Entry is what stands logged for one habit on one day.
type Entry struct {
	HabitID string       `gorm:"column:habit_id;primaryKey"`
	Day     date.Date    `gorm:"column:day;primaryKey"`
	Amount  *plan.Amount `gorm:"column:amount"` // nil: nothing said; 0: said to be none
	Skipped bool         `gorm:"column:skipped"`
	Note    string       `gorm:"column:note"`
	Items   []EntryItem  `gorm:"-"` // in the order they were added
}

// Empty reports whether nothing at all stands in e.
func (e Entry) Empty() bool {
	return e.Amount == nil && !e.Skipped && e.Note == "" && len(e.Items) == 0
}

// Said reports whether an amount or items are logged.
func (e Entry) Said() bool { return e.Amount != nil || len(e.Items) > 0 }

// EntryItem is one thing of a variety habit on one day.
type EntryItem struct {
	HabitID  string    `gorm:"column:habit_id;primaryKey"`
	Day      date.Date `gorm:"column:day;primaryKey"`
	Item     string    `gorm:"column:item;primaryKey"` // folded
	Name     string    `gorm:"column:name"`            // as the person spelt it
	Position int       `gorm:"column:position"`
}

// Pause makes the days of a habit, or of all habits of a person, neutral.
type Pause struct {
	ID      string    `gorm:"column:id;primaryKey" json:"id"`
	UserID  string    `gorm:"column:user_id" json:"-"`
	HabitID string    `gorm:"column:habit_id" json:"habit,omitempty"` // empty: all habits
	From    date.Date `gorm:"column:from_day" json:"from"`
	To      date.Date `gorm:"column:to_day" json:"to,omitempty"` // none: until further notice
}

// Validate adds what is wrong with p to bad.
func (p Pause) Validate(bad Invalid) {
	switch {
	case !p.From.Valid():
		bad.Add("from", "Choose a day between 1970 and 2200.")
	case p.To == 0:
	case p.To < p.From:
		bad.Add("to", "The last day comes before the first, "+p.From.Format("2 January 2006")+".")
	case p.To > date.Newest:
		bad.Add("to", "Choose a day between 1970 and 2200.")
	}
}

// Covers reports whether p pauses the habit on d.
func (p Pause) Covers(habitID string, d date.Date) bool {
	return (p.HabitID == "" || p.HabitID == habitID) && p.From <= d && (p.To == 0 || d <= p.To)
}

// DayNote is a person's note on a day, which belongs to no habit.
type DayNote struct {
	UserID string    `gorm:"column:user_id;primaryKey"`
	Day    date.Date `gorm:"column:day;primaryKey"`
	Note   string    `gorm:"column:note"`
}

// Progress is what a habit's settled past came to, so that nobody has to read
// it again. It is derived and may be thrown away at any time.
type Progress struct {
	HabitID     string      `gorm:"column:habit_id;primaryKey"`
	AsOf        date.Date   `gorm:"column:as_of"`
	ReadFrom    date.Date   `gorm:"column:read_from"` // entries from here on are needed to go on
	Streak      int         `gorm:"column:streak"`
	StreakUnit  plan.Period `gorm:"column:streak_unit"`
	StreakFrom  date.Date   `gorm:"column:streak_from"`
	StreakTo    date.Date   `gorm:"column:streak_to"`
	Best        int         `gorm:"column:best"`
	BestUnit    plan.Period `gorm:"column:best_unit"`
	BestFrom    date.Date   `gorm:"column:best_from"`
	BestTo      date.Date   `gorm:"column:best_to"`
	ReserveWeek date.Date   `gorm:"column:reserve_week"`
	ReserveUsed int         `gorm:"column:reserve_used"`
	Strength    float64     `gorm:"column:strength"`
	Known       bool        `gorm:"column:known"`
}

// State returns p as package streak goes on from it.
func (p Progress) State() streak.State {
	return streak.State{
		AsOf:        p.AsOf,
		Run:         streak.Run{Count: p.Streak, Unit: p.StreakUnit, From: p.StreakFrom, To: p.StreakTo},
		Best:        streak.Run{Count: p.Best, Unit: p.BestUnit, From: p.BestFrom, To: p.BestTo},
		ReserveWeek: p.ReserveWeek, ReserveUsed: p.ReserveUsed,
		Strength: p.Strength, Known: p.Known,
	}
}

// ProgressOf returns the progress of a habit at s.
func ProgressOf(habitID string, s streak.State, readFrom date.Date) Progress {
	return Progress{
		HabitID: habitID, AsOf: s.AsOf, ReadFrom: readFrom,
		Streak: s.Run.Count, StreakUnit: s.Run.Unit, StreakFrom: s.Run.From, StreakTo: s.Run.To,
		Best: s.Best.Count, BestUnit: s.Best.Unit, BestFrom: s.Best.From, BestTo: s.Best.To,
		ReserveWeek: s.ReserveWeek, ReserveUsed: s.ReserveUsed,
		Strength: s.Strength, Known: s.Known,
	}
}
