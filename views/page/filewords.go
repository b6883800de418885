package page

import (
	"gloss/models"
	"gloss/models/plan"
)

// Brought is what came from a file as one act, or was taken out again.
type Brought struct {
	Habits, Days, Notes, Guides, Pauses, Marks int
	Settings                                   bool
}

// String lists what there is: 12 habits and 3,400 days.
func (b Brought) String() string {
	var parts []string
	for _, one := range []struct {
		n         int
		one, many string
	}{
		{b.Habits, "habit", "habits"}, {b.Days, "day", "days"}, {b.Notes, "note on a day", "notes on days"},
		{b.Guides, "guide", "guides"}, {b.Pauses, "pause", "pauses"}, {b.Marks, "mark", "marks"},
	} {
		if one.n > 0 {
			parts = append(parts, models.Counted(one.n, one.one, one.many))
		}
	}
	if b.Settings {
		parts = append(parts, "settings")
	}
	if len(parts) == 0 {
		return "nothing"
	}
	return plan.List(parts)
}

// broughtWords says what an import did, or its undo.
func (t Told) broughtWords() string {
	switch {
	case t.Act == models.ActUndo && t.Target.Act == models.ActUndo:
		return "Done again: " + t.Brought.String() + " brought in." + t.since()
	case t.Act == models.ActUndo:
		return "Undone: " + t.Brought.String() + " taken out again." + t.since()
	}
	return t.Brought.String() + " brought in." + t.since()
}

// days is how many days a change altered that are not told one by one.
func (t Told) days() int { return max(t.After.Days, t.Before.Days) }

// redone reports whether t did again what was undone.
func (t Told) redone() bool {
	return t.Act == models.ActUndo && (t.Target.Act == models.ActUndo || t.After.Days > 0 || t.After.Imported)
}

// fileDeed says what came from a file with one change, in a few words; ok is
// false for what did not.
func (t Told) fileDeed() (words string, ok bool) {
	switch {
	case t.Act == models.ActImport && t.Subject == models.OnDay:
		return models.Counted(t.days(), "note", "notes") + " brought in from a file", true
	case t.Act == models.ActImport && t.Subject == models.OnYou:
		return "brought in from a file", true
	case t.Act == models.ActImport:
		return models.Counted(t.days(), "day", "days") + " brought in from a file", true
	case t.Act == models.ActCreate && t.After.Imported:
		return "brought in from a file", true
	}
	return "", false
}

// fileFlash says the same in a sentence, also of an undo, where what it is about
// needs other words than a habit.
func (t Told) fileFlash() (words string, ok bool) {
	switch {
	case t.Act == models.ActImport && t.Subject == models.OnDay:
		return capital(models.Counted(t.days(), "note on a day", "notes on days")) + " brought in." + t.since(), true
	case t.Act == models.ActImport && t.Subject == models.OnYou:
		return "Your settings are those of the file." + t.since(), true
	case t.Act == models.ActUndo && t.days() > 0 && t.Subject == models.OnDay:
		t.Brought = &Brought{Notes: t.days()}
		return t.broughtWords(), true
	}
	return "", false
}

// fileBack says how things stand after the undo of an import; ok is false where
// the undo was of something else.
func (t Told) fileBack() (words string, ok bool) {
	switch {
	case t.Subject == models.OnYou, t.Subject == models.OnDay && t.days() > 0:
		return "are as they were", true
	case t.Before.Days > 0:
		return "is without " + models.Counted(t.days(), "day", "days") + " that came from a file", true
	case t.After.Days > 0:
		return "has " + models.Counted(t.days(), "day", "days") + " from a file again", true
	}
	return "", false
}

// held reports whether a habit that came from a file stays because of what it
// holds.
func (t Told) held(c models.Changed) bool {
	return c.Change.After.Imported && c.Stands.Deleted != nil && !*c.Stands.Deleted
}

// broughtBy is what changes that were made as one brought in from a file, nil
// where they were something else; out is that they took it out again.
func broughtBy(act []JournalChange) (brought *Brought, out bool) {
	b, habits, came := Brought{}, map[string]bool{}, false
	for _, t := range act {
		out = out || t.Before.Imported || t.Before.Days > 0
		came = came || t.Act == models.ActImport || t.After.Imported || t.Before.Imported || t.days() > 0
		switch {
		case t.Subject == models.OnDay:
			b.Notes += t.days()
		case t.Subject == models.OnGuide && t.After.Mark != nil:
			b.Marks++
		case t.Subject == models.OnGuide:
			b.Guides++
		case t.Subject == models.OnPause:
			b.Pauses++
		case t.Subject == models.OnYou:
			b.Settings = true
		case t.After.Imported || t.Before.Imported:
			habits[t.SubjectID] = true
		default:
			b.Days += t.days()
		}
	}
	if b.Habits = len(habits); !came {
		return nil, false
	}
	return &b, out
}
