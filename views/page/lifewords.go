package page

import (
	"time"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
)

// lifeFlash says what was just done to a habit itself, its terms or its pauses,
// in a sentence or two; ok is false for what is done to a day.
func (t Told) lifeFlash(today date.Date) (words string, ok bool) {
	if t.Act == models.ActUndo {
		if t.pause() == nil {
			return "", false
		}
		words = "Undone: "
		if t.Target.Act == models.ActUndo {
			words = "Done again: "
		}
		return words + t.are(t.Name, "all habits") + " " + t.pauseBack(today) + ".", true
	}
	if words = t.lifeWords(today); words != "" && t.Undone {
		words += " It was taken back since."
	}
	return words, words != ""
}

func (t Told) lifeWords(today date.Date) string {
	switch t.Act {
	case models.ActEdit:
		return t.editWords(today)
	case models.ActCopy:
		return t.Name + " is on your list. Give it a name and terms of its own."
	case models.ActArchive:
		return t.Name + " is archived. Its years stay, and it can be brought back any day."
	case models.ActUnarchive:
		return t.Name + " is on your list again."
	case models.ActDelete:
		return t.Name + " is deleted, and can be brought back for 30 days."
	case models.ActRestore:
		return t.Name + " is back, with everything you logged."
	case models.ActDrop:
		return t.Name + ": the terms from " + dayInFull(t.Day, today) + " on are taken off. Those before them rule these days again."
	case models.ActPause:
		return t.who() + t.are(" is", " are") + " paused " + t.pauseSpan(today) + "."
	case models.ActEnd:
		return t.who() + ": the pause " + t.endWords(today) + "."
	case models.ActUnpause:
		return t.who() + ": the pause " + t.pauseSpan(today) + " is removed."
	case models.ActSource:
		return t.Name + ": " + t.sourceDeed() + "."
	}
	return ""
}

// lifeDeed says the same in a few words, for the journal of the habit; ok is
// false for what is done to a day.
func (t Told) lifeDeed() (words string, ok bool) {
	at := t.day()
	switch t.Act {
	case models.ActEdit:
		words = t.editDeed(at)
	case models.ActCopy:
		words = "copied"
	case models.ActArchive:
		words = "archived"
	case models.ActUnarchive, models.ActRestore:
		words = "brought back"
	case models.ActDelete:
		words = "deleted"
	case models.ActDrop:
		words = "the terms from here on taken off"
	case models.ActPause:
		words = "paused" + t.pauseRest(at)
	case models.ActEnd:
		words = "the pause from here on " + t.endWords(at)
	case models.ActUnpause:
		words = "the pause from here on removed"
	case models.ActSource:
		words = t.sourceDeed()
	}
	return words, words != ""
}

// lifeBack says how a habit stands after an undo; ok is false where the undo
// was of something else.
func (t Told) lifeBack() (words string, ok bool) {
	a := t.After
	switch {
	case t.pause() != nil:
		return t.pauseBack(t.day()), true
	case a.Archived != nil && *a.Archived == 0:
		return "is on your list again", true
	case a.Archived != nil:
		return "is archived again", true
	case a.Name != nil:
		return "is called that again", true
	case len(a.Plans) > 0:
		return "has its terms as they were", true
	case a.Source != nil:
		return "has its passages as they were", true
	}
	return "", false
}

// day is when the change was made, near enough to write dates by.
func (t Told) day() date.Date { return date.Of(time.UnixMilli(t.At).UTC()) }

// who is the habit a change is about, or all of them.
func (t Told) who() string {
	if t.SubjectID == "" {
		return "All habits"
	}
	return t.Name
}

func (t Told) are(one, all string) string {
	if t.SubjectID == "" {
		return all
	}
	return one
}

// editWords says what an edit did: also from when new terms rule.
func (t Told) editWords(today date.Date) string {
	if !t.After.Touched() {
		return t.Name + ": nothing was different."
	}
	words := t.Name + " is saved."
	if from, ok := newTerms(t.After); ok && from == 0 {
		words += " These terms rule from its first day on."
	} else if ok {
		words += " " + TermsRule(from, today)
	} else if from, ok := goneTerms(t.After); ok {
		words += " From " + sinceWords(from, today) + " on the terms before rule again."
	}
	return words
}

// newTerms returns from when terms that an edit left rule: 0 is the habit's
// first day. ok is false where it left the terms alone.
func newTerms(f models.Fields) (from date.Date, ok bool) {
	for _, p := range f.Plans {
		if p.Plan != nil {
			from, ok = p.From, true
		}
	}
	return from, ok
}

// goneTerms returns from when terms ruled that a change took away; ok is false
// where it took none.
func goneTerms(f models.Fields) (from date.Date, ok bool) {
	for _, p := range f.Plans {
		if p.Plan == nil {
			from, ok = p.From, true
		}
	}
	return from, ok
}

func (t Told) editDeed(at date.Date) string {
	a := t.After
	var parts []string
	for _, f := range []struct {
		name    string
		touched bool
	}{
		{"name", a.Name != nil}, {"reason", a.Reason != nil}, {"cue", a.Cue != nil}, {"colour", a.Hue != nil},
		{"icon", a.Icon != nil}, {"tags", a.Tags != nil},
	} {
		if f.touched {
			parts = append(parts, f.name)
		}
	}
	if from, ok := newTerms(a); ok && from == 0 {
		parts = append(parts, "terms")
	} else if ok {
		parts = append(parts, "terms from "+dayInFull(from, at)+" on")
	} else if _, ok := goneTerms(a); ok {
		parts = append(parts, "terms, back to those before")
	}
	if len(parts) == 0 {
		return "nothing to change"
	}
	return "changed: " + plan.List(parts)
}

// pause is the pause a change is about: as it left it, or as it was where it
// took it away.
func (t Told) pause() *models.Pause {
	if t.After.Pause != nil && t.After.Pause.Pause != nil {
		return t.After.Pause.Pause
	}
	if t.Before.Pause != nil {
		return t.Before.Pause.Pause
	}
	return nil
}

// pauseSpan says from when to when the pause goes.
func (t Told) pauseSpan(today date.Date) string {
	p := t.pause()
	switch {
	case p == nil:
		return "of its own"
	case p.To == 0:
		return "from " + runDates(p.From, p.From, today) + " until further notice"
	case p.From == p.To:
		return "on " + runDates(p.From, p.To, today)
	}
	return "from " + runDates(p.From, p.To, today)
}

// pauseRest says how long the pause goes on after its first day.
func (t Told) pauseRest(today date.Date) string {
	p := t.pause()
	switch {
	case p == nil || p.To == p.From:
		return ""
	case p.To == 0:
		return " until further notice"
	}
	return " to " + runDates(p.To, p.To, today)
}

func (t Told) endWords(today date.Date) string {
	p := t.pause()
	switch {
	case p == nil || p.To == 0:
		return "goes on until further notice"
	case p.To == today:
		return "ends today; from tomorrow on days count again"
	}
	return "ends on " + dayInFull(p.To, today)
}

// pauseBack says how a pause stands after an undo.
func (t Told) pauseBack(today date.Date) string {
	if t.After.Pause == nil || t.After.Pause.Pause == nil {
		return t.are("is", "are") + " without the pause " + t.pauseSpan(today)
	}
	return t.are("is", "are") + " paused again " + t.pauseSpan(today)
}

// lifeFields says what stands of a habit itself, its terms and its pauses in f.
func (t Told) lifeFields(f models.Fields) (parts []string) {
	at := t.day()
	for _, text := range []struct {
		name  string
		value *string
	}{{"name", f.Name}, {"reason", f.Reason}, {"cue", f.Cue}, {"colour", f.Hue}, {"icon", f.Icon}} {
		switch {
		case text.value == nil:
		case *text.value == "":
			parts = append(parts, "no "+text.name)
		default:
			parts = append(parts, "the "+text.name+" “"+excerpt(*text.value, 60)+"”")
		}
	}
	if f.Tags != nil {
		parts = append(parts, tagWords(*f.Tags))
	}
	for _, p := range f.Plans {
		switch {
		case p.Plan == nil:
			parts = append(parts, "no terms of their own from "+dayInFull(p.From, at)+" on")
		case p.From == 0:
			parts = append(parts, "the terms “"+p.Plan.Terms()+"”")
		default:
			parts = append(parts, "the terms “"+p.Plan.Terms()+"” from "+dayInFull(p.From, at)+" on")
		}
	}
	if f.Settings != nil {
		parts = append(parts, "the day of "+f.Settings.Zone+" from "+plan.Clock(60*f.Settings.DayStart).String()+" on")
	}
	if f.Archived != nil {
		parts = append(parts, either(*f.Archived != 0, "an archived habit", "a habit on your list"))
	}
	if f.Deleted != nil {
		what := either(t.Subject == models.OnGuide, "guide", "habit")
		where := either(t.Subject == models.OnGuide, "in your library", "on your list")
		parts = append(parts, either(*f.Deleted, "a deleted "+what, "a "+what+" "+where))
	}
	parts = append(parts, guideFields(f)...)
	if f.Pause != nil {
		span := Told{Change: models.Change{After: f}}.pauseSpan(at)
		parts = append(parts, either(f.Pause.Pause != nil, "a pause "+span, "no pause"))
	}
	return parts
}

func tagWords(tags []models.TagName) string {
	names := make([]string, len(tags))
	for i, tag := range tags {
		names[i] = tag.Name
	}
	switch len(names) {
	case 0:
		return "no tags"
	case 1:
		return "the tag " + names[0]
	}
	return "the tags " + plan.List(names)
}

func either(is bool, yes, no string) string {
	if is {
		return yes
	}
	return no
}
