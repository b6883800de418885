package page

import "gloss/models"

// TagIn returns the name by which a change speaks of a tag.
func TagIn(c models.Change) string {
	for _, f := range []models.Fields{c.After, c.Before} {
		switch {
		case f.Name != nil:
			return *f.Name
		case f.Tag != nil && f.Tag.Tag != nil:
			return f.Tag.Tag.Name
		}
	}
	return "that name"
}

// tagFlash says what was just done to a tag, in a sentence; ok is false for
// what is done to anything else.
func (t Told) tagFlash() (words string, ok bool) {
	if t.Subject != models.OnTag {
		return "", false
	}
	words = "The tag “" + t.Name + "” "
	switch {
	case t.Act == models.ActUndo && t.Target.Act == models.ActUndo:
		words = "Done again: the tag “" + t.Name + "” "
	case t.Act == models.ActUndo:
		words = "Undone: the tag “" + t.Name + "” "
	}
	return words + t.tagBack() + "." + t.since(), true
}

// tagBack says how a tag stands after a change.
func (t Told) tagBack() string {
	was, is := t.Before, t.After
	switch {
	case is.Name != nil && was.Name != nil:
		return "was called “" + *was.Name + "” before"
	case is.Tag != nil && is.Tag.Tag != nil:
		return "is back on " + models.Counted(len(is.Tag.Habits), "habit", "habits")
	case was.Tag != nil && was.Tag.Tag != nil:
		return "is off " + models.Counted(len(was.Tag.Habits), "habit", "habits")
	}
	return "is as it was"
}
