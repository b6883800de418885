package models

import (
	"gloss/models/date"
	"gloss/models/plan"
)

// Subject is what a change is about.
type Subject string

// The subjects of changes.
const (
	OnEntry   Subject = "entry"
	OnHabit   Subject = "habit"
	OnPlan    Subject = "plan"
	OnPause   Subject = "pause"
	OnOutcome Subject = "outcome"
	OnGuide   Subject = "guide"
)

// Act is what a change does.
type Act string

// The acts on an entry, and those on other subjects.
const (
	ActTick   Act = "tick"   // the day holds one
	ActAdd    Act = "add"    // so much more, or less where negative
	ActSet    Act = "set"    // exactly so much
	ActNone   Act = "none"   // said to be none
	ActClear  Act = "clear"  // as if nothing had been logged; a note stays
	ActSkip   Act = "skip"   // neutral
	ActNote   Act = "note"   // the day's note
	ActItem   Act = "item"   // so many more things by name
	ActUnitem Act = "unitem" // one thing off again
	ActUndo   Act = "undo"   // takes another change back
	ActCreate Act = "create"
)

// Fields are the values a change altered, by name. Absent fields were not
// touched.
type Fields struct {
	Amount  *MaybeAmount `json:"amount,omitempty"`
	Added   *plan.Amount `json:"added,omitempty"` // what an add really added
	Skipped *bool        `json:"skipped,omitempty"`
	Note    *string      `json:"note,omitempty"`
	Items   *[]ItemName  `json:"items,omitempty"`  // set as a whole
	Joined  []ItemName   `json:"joined,omitempty"` // items really added; those taken off stand in Before
	From    *date.Date   `json:"from,omitempty"`   // first plan's first day, where a log moved it
	Deleted *bool        `json:"deleted,omitempty"`
}

// Touched reports whether f holds anything.
func (f Fields) Touched() bool {
	return f.Amount != nil || f.Added != nil || f.Skipped != nil || f.Note != nil ||
		f.Items != nil || len(f.Joined) > 0 || f.From != nil || f.Deleted != nil
}

// MaybeAmount is an amount that may be absent, which is not the same as none.
type MaybeAmount struct {
	Amount *plan.Amount `json:"is"`
}

// ItemName is a thing of a variety habit: folded, and as spelt. At is its place
// among the day's things, 0 where it has none yet.
type ItemName struct {
	Item string `json:"item"`
	Name string `json:"name"`
	At   int    `json:"at,omitempty"`
}

// Change is one act on one subject, and how to take it back. The journal is all
// of them.
type Change struct {
	UserID    string    `gorm:"column:user_id;primaryKey"`
	ID        string    `gorm:"column:id;primaryKey"` // the only id a client may mint
	Seq       int64     `gorm:"column:seq"`           // order within the person's journal, from 1
	Subject   Subject   `gorm:"column:subject"`
	SubjectID string    `gorm:"column:subject_id"`
	Day       date.Date `gorm:"column:day"`
	Act       Act       `gorm:"column:act"`
	Before    Fields    `gorm:"column:before;serializer:json"`
	After     Fields    `gorm:"column:after;serializer:json"`
	Digest    string    `gorm:"column:digest"` // of what was asked
	Undoes    string    `gorm:"column:undoes"` // the id of the change an undo takes back
	Undone    bool      `gorm:"column:undone"` // taken back, and that stands
	At        int64     `gorm:"column:at"`     // milliseconds UTC
	Batch     string    `gorm:"column:batch"`  // changes made as one act share it
}
