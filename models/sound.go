package models

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gloss/models/date"
	"gloss/models/passage"
	"gloss/models/plan"
	"gloss/models/variety"
)

// MaxPlace bounds the places of things within a day and of tags within a list
// that a file may name. What comes later stands behind it.
const MaxPlace = 1_000_000

// mostPlace bounds the places that a change may speak of: with what came behind
// those of a file.
const mostPlace = 2 * MaxPlace

// mostKey is how many letters what a thing is told apart by has: as many as its
// name, each unfolded into 18 at most, as U+FDFA is.
const mostKey = 18 * variety.MaxLetters

// IsNote reports whether s can be a note: text of at most MaxNote letters.
func IsNote(s string) bool { return utf8.RuneCountInString(s) <= MaxNote && Lines(s) }

// IsChangeID reports whether id can be that of a change, which is the one id
// that comes from outside: 8 to 64 letters of ASCII, digits, - and _.
func IsChangeID(id string) bool {
	return len(id) >= 8 && len(id) <= 64 && strings.IndexFunc(id, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_')
	}) < 0
}

// Quotable reports whether s can stand in the text of a guide.
func Quotable(s string) bool {
	return utf8.ValidString(s) && strings.IndexFunc(s, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }) < 0
}

// IsPassage reports whether p can name a passage of a guide: its places go with
// its quote.
func IsPassage(p passage.Selector) bool {
	return len(p.Exact) <= MaxGuideText && p.Start >= 0 && p.Start < p.End && p.End <= MaxGuideText && utf8.RuneCountInString(p.Exact) == p.End-p.Start &&
		utf8.RuneCountInString(p.Prefix) <= passage.Context && utf8.RuneCountInString(p.Suffix) <= passage.Context &&
		Quotable(p.Exact) && Quotable(p.Prefix) && Quotable(p.Suffix)
}

// Validate adds to bad what of f could not stand, were the change of it taken
// back or done again. What the ids in it belong to is not judged.
func (f Fields) Validate(bad Invalid) {
	f.validateLogged(bad)
	f.validateWords(bad)
	f.validateTerms(bad)
	f.validateSource(bad)
	if f.Settings != nil {
		f.Settings.Validate(bad)
	}
}

func (f Fields) validateLogged(bad Invalid) {
	if f.Amount != nil {
		validateAmount(f.Amount.Amount, bad)
	}
	if f.Added != nil && (*f.Added < -plan.MaxAmount || *f.Added > plan.MaxAmount) {
		bad.Add("amount", "At most 1,000,000 more or less, please.")
	}
	if f.Note != nil {
		ValidateNote(*f.Note, bad)
	}
	if f.From != nil && !f.From.Valid() {
		bad.Add("from", "Choose a day between 1970 and 2200.")
	}
	if f.Days < 0 {
		bad.Add("days", "It altered fewer days than none.")
	}
	if f.Items != nil {
		validateItems(*f.Items, bad)
	}
	validateItems(f.Joined, bad)
}

func validateAmount(a *plan.Amount, bad Invalid) {
	if a != nil && (*a < 0 || *a > plan.MaxAmount) {
		bad.Add("amount", "Use a number from 0 to 1,000,000.")
	}
}

// ValidateNote adds to bad that s can be no note.
func ValidateNote(s string, bad Invalid) {
	if !IsNote(s) {
		bad.Add("note", "At most 2,000 letters, please.")
	}
}

func validateItems(list []ItemName, bad Invalid) {
	for _, i := range list {
		n, key := utf8.RuneCountInString(i.Name), utf8.RuneCountInString(i.Item)
		if n == 0 || n > variety.MaxLetters || key == 0 || key > mostKey || !Printable(i.Name) || !Printable(i.Item) || i.At < 0 || i.At > mostPlace {
			bad.Add("items", "Each thing is named in at most 60 letters.")
		}
	}
	if len(list) > variety.MaxItems {
		bad.Add("items", "A day holds at most 40 things.")
	}
}

// validateWords judges what a habit, a tag or a guide is called and looks like.
func (f Fields) validateWords(bad Invalid) {
	h := Habit{Name: "a name", Hue: Hues[0], Icon: Icons[0]}
	for to, from := range map[*string]*string{&h.Name: f.Name, &h.Reason: f.Reason, &h.Cue: f.Cue, &h.Hue: f.Hue, &h.Icon: f.Icon} {
		if from != nil {
			*to = *from
		}
	}
	h.Validate(bad)
	if f.Tags != nil {
		names := make([]string, len(*f.Tags))
		for i, t := range *f.Tags {
			names[i] = t.Name
			validatePlace(t.At, bad)
		}
		ValidateTags(names, bad)
	}
	if f.Tag != nil && f.Tag.Tag != nil {
		ValidateTags([]string{f.Tag.Tag.Name}, bad)
		validatePlace(f.Tag.Tag.Position, bad)
		if len(f.Tag.Habits) > 4*MaxHabits {
			bad.Add("tags", "That is more habits than fit.")
		}
	}
	if f.Guide != nil {
		f.Guide.Validate(bad)
	}
}

func validatePlace(at int, bad Invalid) {
	if at < 0 || at > mostPlace {
		bad.Add("tags", "A tag stands at no place.")
	}
}

// validateTerms judges what a habit is asked for, and when it is not.
func (f Fields) validateTerms(bad Invalid) {
	for _, p := range f.Plans {
		if p.From != 0 && !p.From.Valid() {
			bad.Add("from", "Choose a day between 1970 and 2200.")
		}
		if p.Plan == nil {
			continue
		}
		ValidateKeptPlan(*p.Plan, bad)
		if p.Plan.From != p.From {
			bad.Add("from", "A plan begins on two days.")
		}
	}
	if f.Archived != nil && *f.Archived < 0 {
		bad.Add("archived", "It was archived before all times.")
	}
	if f.Pause != nil && f.Pause.Pause != nil {
		f.Pause.Pause.Validate(bad)
	}
}

// ValidateKeptPlan adds to bad what is wrong with p as it is kept, where also
// what its terms make no use of has its bounds.
func ValidateKeptPlan(p plan.Plan, bad Invalid) {
	ValidatePlan(p, bad)
	if p.Days < 0 || p.Days > plan.MaxDays {
		bad.Add("days", "A run of days is too long.")
	}
	if p.Step < 0 || p.Step > plan.MaxAmount {
		bad.Add("step", "That is too much.")
	}
	if p.Anchor != 0 && !p.Anchor.Valid() {
		bad.Add("anchor", "Choose a day between 1970 and 2200.")
	}
}

// validateSource judges passages of guides.
func (f Fields) validateSource(bad Invalid) {
	var places []passage.Selector
	if f.Source != nil {
		if places = f.Source.Passages; len(places) > MaxPassages {
			bad.Add("passages", "That is more passages than fit.")
		}
	}
	if f.Mark != nil && f.Mark.Mark != nil {
		places = append(slices.Clip(places), f.Mark.Mark.Passage)
		ValidateNote(f.Mark.Mark.Note, bad)
	}
	if slices.ContainsFunc(places, func(p passage.Selector) bool { return !IsPassage(p) }) {
		bad.Add("passages", "A passage is none: its quote and its places do not fit.")
	}
}

// maxFold bounds what names put-away advice, in bytes.
const maxFold = 16 * MaxGuideLine

// IsFold reports whether fold can name put-away advice, as Advice.Fold does.
func IsFold(fold string) bool { return fold != "" && len(fold) <= maxFold && Printable(fold) }

// Validate adds to bad what of e cannot stand on a day.
func (e DayEntry) Validate(bad Invalid) {
	validateAmount(e.Amount, bad)
	ValidateNote(e.Note, bad)
	validateItems(e.Items, bad)
	switch logs := e.Logs(); {
	case !logs && e.Note == "":
		bad.Add("day", "The day says nothing.")
	case e.Skipped && (e.Amount != nil || len(e.Items) > 0):
		bad.Add("day", "A day is logged or skipped, not both.")
	}
}

// Logs reports whether e says more than a note.
func (e DayEntry) Logs() bool { return e.Amount != nil || e.Skipped || len(e.Items) > 0 }

// ValidateDays adds to bad what is wrong with the days that one change altered.
func ValidateDays(days []DayChange, bad Invalid) {
	last := date.Date(0)
	for _, d := range days {
		switch {
		case !d.Day.Valid():
			bad.Add("day", "Choose a day between 1970 and 2200.")
		case d.Day <= last:
			bad.Add("day", "Its days are not in order at "+d.Day.String()+".")
		}
		last = d.Day
		for _, e := range []*DayEntry{d.Before, d.After} {
			if e != nil {
				e.Validate(bad)
			}
		}
	}
}
