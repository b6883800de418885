package store

import (
	"unicode/utf8"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/passage"
	"gloss/models/plan"
	"gloss/models/variety"
)

// soundFields reports whether f holds nothing that could not stand: taking back
// a change of a file's journal writes what it says was before.
func soundFields(f models.Fields) bool {
	return soundWords(f) && soundLog(f) && soundThings(f)
}

func soundWords(f models.Fields) bool {
	h := models.Habit{Name: "a name", Hue: models.Hues[0], Icon: models.Icons[0]}
	for _, text := range []struct {
		said *string
		to   *string
	}{{f.Name, &h.Name}, {f.Reason, &h.Reason}, {f.Cue, &h.Cue}, {f.Hue, &h.Hue}, {f.Icon, &h.Icon}} {
		if text.said != nil {
			*text.to = *text.said
		}
	}
	bad := models.Invalid{}
	h.Validate(bad)
	if f.Tags != nil {
		models.ValidateTags(tagNames(*f.Tags), bad)
	}
	if f.Tag != nil && f.Tag.Tag != nil {
		models.ValidateTags([]string{f.Tag.Tag.Name}, bad)
	}
	if f.Guide != nil {
		f.Guide.Validate(bad)
	}
	if s := f.Settings; s != nil {
		models.User{Zone: s.Zone, DayStart: s.DayStart, WeekStart: s.WeekStart}.ValidateSettings(bad)
	}
	for _, p := range f.Plans {
		if p.Plan != nil {
			models.ValidatePlan(*p.Plan, bad)
			needDay(p.Plan.Anchor, bad)
		}
		needDay(p.From, bad)
	}
	if f.Pause != nil && f.Pause.Pause != nil {
		f.Pause.Pause.Validate(bad)
	}
	if f.Archived != nil && *f.Archived < 0 {
		bad.Add("archived", "before all times")
	}
	return len(bad) == 0
}

// needDay adds to bad that d, where it is given, is no day.
func needDay(d date.Date, bad models.Invalid) {
	if d != 0 && (d < date.Oldest || d > date.Newest) {
		bad.Add("day", "Choose a day between 1970 and 2200.")
	}
}

func tagNames(tags []models.TagName) []string {
	list := make([]string, len(tags))
	for i, t := range tags {
		list[i] = t.Name
	}
	return list
}

func soundLog(f models.Fields) bool {
	if f.Amount != nil && !soundAmount(f.Amount.Amount) || f.Added != nil && (*f.Added > plan.MaxAmount || *f.Added < -plan.MaxAmount) {
		return false
	}
	if f.Note != nil && validNote(*f.Note) != nil || f.Items != nil && !soundItems(*f.Items) || !soundItems(f.Joined) {
		return false
	}
	return f.From == nil || *f.From >= date.Oldest && *f.From <= date.Newest
}

func soundAmount(a *plan.Amount) bool { return a == nil || *a >= 0 && *a <= plan.MaxAmount }

func soundItems(items []models.ItemName) bool {
	for _, i := range items {
		n := utf8.RuneCountInString(i.Name)
		if i.Item == "" || i.Item != variety.Fold(i.Item) || n == 0 || n > variety.MaxLetters || len(i.Item) > 8*variety.MaxLetters ||
			!models.Printable(i.Name) || i.At < 0 {
			return false
		}
	}
	return len(items) <= variety.MaxItems
}

func soundDay(d *models.DayEntry) bool {
	if d == nil {
		return true
	}
	empty := !logs(*d) && d.Note == ""
	return !empty && soundAmount(d.Amount) && validNote(d.Note) == nil && soundItems(d.Items) &&
		!(d.Skipped && (d.Amount != nil || len(d.Items) > 0))
}

func soundThings(f models.Fields) bool {
	if f.Mark != nil && f.Mark.Mark != nil {
		if m := f.Mark.Mark; !soundPassage(m.Passage) || validNote(m.Note) != nil {
			return false
		}
	}
	if f.Source != nil {
		if len(f.Source.Passages) > models.MaxPassages {
			return false
		}
		for _, p := range f.Source.Passages {
			if !soundPassage(p) {
				return false
			}
		}
	}
	if f.Shelf != nil {
		for _, fold := range f.Shelf.Away {
			if fold == "" || len(fold) > maxFold || !models.Printable(fold) {
				return false
			}
		}
		for _, r := range f.Shelf.Readings {
			bad := models.Invalid{}
			if models.ValidateTags(r.Tags, bad); len(bad) > 0 || r.At < 0 || r.ArchivedAt < 0 {
				return false
			}
		}
	}
	return f.Days >= 0
}

func soundPassage(p passage.Selector) bool {
	return p.Start >= 0 && p.End > p.Start && p.End-p.Start == utf8.RuneCountInString(p.Exact) && utf8.ValidString(p.Exact) &&
		len(p.Exact) <= models.MaxGuideText && len(p.Prefix)+len(p.Suffix) <= 8*passage.Context &&
		utf8.ValidString(p.Prefix) && utf8.ValidString(p.Suffix)
}

// paired reports whether a change says of each thing it altered what was and what
// is.
func paired(c models.Change) bool {
	b, a := c.Before, c.After
	if !models.Paired(b, a) {
		return false
	}
	return pairedPause(c.SubjectID, b.Pause, a.Pause) && pairedMark(b.Mark, a.Mark) && (b.Deleted == nil || *b.Deleted != *a.Deleted) &&
		(b.Tag == nil || b.Tag.Tag != nil || a.Tag.Tag != nil)
}

func pairedPause(habitID string, b, a *models.MaybePause) bool {
	if b == nil {
		return true
	}
	for _, p := range []*models.Pause{b.Pause, a.Pause} {
		if p != nil && p.HabitID != habitID {
			return false
		}
	}
	return (b.Pause != nil || a.Pause != nil) && (b.Pause == nil || a.Pause == nil || b.Pause.ID == a.Pause.ID)
}

func pairedMark(b, a *models.MaybeMark) bool {
	if b == nil {
		return true
	}
	return (b.Mark != nil || a.Mark != nil) && (b.Mark == nil || a.Mark == nil || b.Mark.ID == a.Mark.ID)
}
