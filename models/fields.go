package models

import (
	"slices"

	"gloss/models/date"
	"gloss/models/passage"
	"gloss/models/plan"
)

// Fields are the values a change altered, by name. Absent fields were not
// touched.
type Fields struct {
	Amount  *MaybeAmount `json:"amount,omitempty"`
	Added   *plan.Amount `json:"added,omitempty"` // what an add really added
	Skipped *bool        `json:"skipped,omitempty"`
	Note    *string      `json:"note,omitempty"`   // of an entry or of a day
	Items   *[]ItemName  `json:"items,omitempty"`  // set as a whole
	Joined  []ItemName   `json:"joined,omitempty"` // items really added; those taken off stand in Before
	From    *date.Date   `json:"from,omitempty"`   // first plan's first day, where a log moved it

	Name     *string     `json:"name,omitempty"` // of a habit or a tag
	Reason   *string     `json:"reason,omitempty"`
	Cue      *string     `json:"cue,omitempty"`
	Hue      *string     `json:"hue,omitempty"`
	Icon     *string     `json:"icon,omitempty"`
	Tags     *[]TagName  `json:"tags,omitempty"`     // of a habit, as a whole
	Plans    []MaybePlan `json:"plans,omitempty"`    // in order of From; those not named were not touched
	Archived *int64      `json:"archived,omitempty"` // milliseconds UTC; 0: not archived
	Deleted  *bool       `json:"deleted,omitempty"`
	Pause    *MaybePause `json:"pause,omitempty"`
	Tag      *MaybeTag   `json:"tag,omitempty"`

	Guide  *GuideDetails `json:"guide,omitempty"`
	Source *HabitSource  `json:"source,omitempty"`
	Mark   *MaybeMark    `json:"mark,omitempty"`

	// Days is how many days it altered, where ChangeDays holds them: in After where
	// it brought them, in Before where it took them back.
	Days     int       `json:"days,omitempty"`
	Imported bool      `json:"imported,omitempty"` // a habit came from a file
	Settings *Settings `json:"settings,omitempty"` // of a person
	Shelf    *Shelf    `json:"shelf,omitempty"`    // what came of how a person keeps guides
}

// Touched reports whether f holds anything.
func (f Fields) Touched() bool {
	return f.Amount != nil || f.Added != nil || f.Skipped != nil || f.Note != nil ||
		f.Items != nil || len(f.Joined) > 0 || f.From != nil ||
		f.Name != nil || f.Reason != nil || f.Cue != nil || f.Hue != nil || f.Icon != nil ||
		f.Tags != nil || len(f.Plans) > 0 || f.Archived != nil || f.Deleted != nil ||
		f.Pause != nil || f.Tag != nil || f.Guide != nil || f.Source != nil || f.Mark != nil ||
		f.Days > 0 || f.Settings != nil || f.Shelf != nil
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

// TagName is a tag on a habit, as it was called then. At is its place among the
// person's tags, 0 where it has none yet.
type TagName struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	At   int    `json:"at,omitempty"`
}

// MaybePlan is the plan from a day on, absent where no plan begins on it. Of the
// first plan From is no day, as a log may move it: its terms alone count.
type MaybePlan struct {
	From date.Date  `json:"from,omitempty"`
	Plan *plan.Plan `json:"is"`
}

// MaybePause is a pause, absent where there is none.
type MaybePause struct {
	Pause *Pause `json:"is"`
}

// MaybeTag is a tag with the habits that bear it, absent where there is none.
type MaybeTag struct {
	Tag    *Tag     `json:"is"`
	Habits []string `json:"habits,omitempty"` // ids, in order
}

// HabitSource is where a habit comes from: nothing but zero where it has no
// source.
type HabitSource struct {
	GuideID  string             `json:"guide,omitempty"`
	AdviceID string             `json:"advice,omitempty"`
	Passages []passage.Selector `json:"passages,omitempty"`
}

// Equal reports whether two habits with these sources come from the same place.
func (s HabitSource) Equal(o HabitSource) bool {
	return s.GuideID == o.GuideID && s.AdviceID == o.AdviceID && slices.Equal(s.Passages, o.Passages)
}

// MaybeMark is a mark in a guide, absent where there is none.
type MaybeMark struct {
	Mark *Mark `json:"is"`
}
