package models

import (
	"slices"

	"gloss/models/date"
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
	OnTag     Subject = "tag"
	OnDay     Subject = "day" // the note of a day that belongs to no habit
	OnYou     Subject = "you" // a person's settings
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

	ActCreate    Act = "create"
	ActCopy      Act = "copy"
	ActEdit      Act = "edit" // a habit's fields, tags and terms
	ActArchive   Act = "archive"
	ActUnarchive Act = "unarchive"
	ActDelete    Act = "delete" // hides for 30 days
	ActRestore   Act = "restore"
	ActDrop      Act = "drop"    // a later plan is taken off again
	ActPause     Act = "pause"   // a pause is made
	ActEnd       Act = "end"     // a pause gets another last day
	ActUnpause   Act = "unpause" // a pause is taken off, as if it had never been
	ActRename    Act = "rename"  // a tag
	ActRemove    Act = "remove"  // a tag, from all its habits
	ActSource    Act = "source"  // a habit gets other passages
	ActMark      Act = "mark"    // a passage of a guide is marked, or its note written anew
	ActUnmark    Act = "unmark"
	ActImport    Act = "import" // the days of a habit, notes on days or settings come from a file
)

// Change is one act on one subject, and how to take it back. The journal is all
// of them.
type Change struct {
	UserID    string    `gorm:"column:user_id;primaryKey"`
	ID        string    `gorm:"column:id;primaryKey"` // the only id a client may mint
	Seq       int64     `gorm:"column:seq"`           // order within the person's journal, from 1
	Subject   Subject   `gorm:"column:subject"`
	SubjectID string    `gorm:"column:subject_id"` // a habit, a tag or a guide; of a pause the habit it pauses; else empty
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

// Paired reports whether what was before c and what is after it speak of the
// same, so that it can be taken back: what one says of a field, the other says
// too, a pause or a mark is one and the same, a pause is of the habit that c is
// about, and something was or is there. Of what altered many days, or came with
// a file, one side alone speaks.
func (c Change) Paired() bool {
	b, a := c.Before, c.After
	for _, both := range [][2]bool{
		{b.Amount != nil, a.Amount != nil}, {b.Skipped != nil, a.Skipped != nil}, {b.Note != nil, a.Note != nil},
		{b.Items != nil, a.Items != nil}, {b.From != nil, a.From != nil}, {b.Name != nil, a.Name != nil},
		{b.Reason != nil, a.Reason != nil}, {b.Cue != nil, a.Cue != nil}, {b.Hue != nil, a.Hue != nil}, {b.Icon != nil, a.Icon != nil},
		{b.Tags != nil, a.Tags != nil}, {b.Archived != nil, a.Archived != nil}, {b.Deleted != nil, a.Deleted != nil},
		{b.Pause != nil, a.Pause != nil}, {b.Tag != nil, a.Tag != nil}, {b.Guide != nil, a.Guide != nil},
		{b.Source != nil, a.Source != nil}, {b.Mark != nil, a.Mark != nil}, {b.Settings != nil, a.Settings != nil},
	} {
		if both[0] != both[1] {
			return false
		}
	}
	plans := slices.EqualFunc(b.Plans, a.Plans, func(b, a MaybePlan) bool {
		return b.From == a.From && (b.From != 0 || b.Plan != nil && a.Plan != nil)
	})
	return plans && pairedPause(c.SubjectID, b.Pause, a.Pause) && pairedMark(b.Mark, a.Mark) && (b.Deleted == nil || *b.Deleted != *a.Deleted) &&
		(b.Tag == nil || b.Tag.Tag != nil || a.Tag.Tag != nil)
}

func pairedPause(habitID string, b, a *MaybePause) bool {
	if b == nil {
		return true
	}
	for _, p := range []*Pause{b.Pause, a.Pause} {
		if p != nil && p.HabitID != habitID {
			return false
		}
	}
	return (b.Pause != nil || a.Pause != nil) && (b.Pause == nil || a.Pause == nil || b.Pause.ID == a.Pause.ID)
}

func pairedMark(b, a *MaybeMark) bool {
	if b == nil {
		return true
	}
	return (b.Mark != nil || a.Mark != nil) && (b.Mark == nil || a.Mark == nil || b.Mark.ID == a.Mark.ID)
}
