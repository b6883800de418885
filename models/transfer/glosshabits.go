package transfer

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sort"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
)

// maxTagsHeld is how many tags a person may have.
const maxTagsHeld = 5000

func (g *glossReader) tag(raw []byte) error {
	var s tagShape
	if err := g.read(raw, &s); err != nil {
		return err
	}
	bad := models.Invalid{}
	models.ValidateTags([]string{s.Name}, bad)
	switch {
	case !idShape.MatchString(s.ID) || g.ids["tag "+s.ID]:
		return errID
	case len(bad) > 0:
		return said(bad)
	case models.CleanName(s.Name) != s.Name || g.ids["tag named "+models.NameKey(s.Name)]:
		return errors.New("there is a tag of that name already")
	case len(g.account.Tags) >= maxTagsHeld:
		return errors.New("there are more tags than fit")
	}
	g.ids["tag "+s.ID], g.ids["tag named "+models.NameKey(s.Name)] = true, true
	g.account.Tags = append(g.account.Tags, models.Tag{ID: s.ID, Name: s.Name, Position: len(g.account.Tags) + 1})
	return nil
}

func (g *glossReader) habit(raw []byte) error {
	var s habitShape
	if err := g.read(raw, &s); err != nil {
		return err
	}
	h := models.Habit{
		ID: s.ID, Name: s.Name, GuideID: s.Guide, AdviceID: s.Advice, Careful: s.Careful, Reason: s.Reason, Cue: s.Cue,
		Hue: s.Hue, Icon: s.Icon, Reminder: s.Reminder, Origins: s.Origins, Since: s.Since,
		CreatedAt: int64(s.Created), ArchivedAt: int64(s.Archived), DeletedAt: int64(s.Deleted),
	}
	if _, twice := g.habits[s.ID]; twice || !idShape.MatchString(s.ID) {
		return errID
	}
	if len(g.bundle.Habits) >= 4*models.MaxHabits { // those that are archived or deleted too
		return errors.New("there are more habits than fit")
	}
	bad := models.Invalid{}
	h.Validate(bad)
	models.ValidateTags(s.Tags, bad)
	models.ValidateOrigins(s.Origins, bad)
	if len(bad) == 0 && (models.CleanName(s.Name) != s.Name || !slices.Equal(models.CleanTags(s.Tags), s.Tags) && len(s.Tags) > 0) {
		bad.Add("name", "Spaces stand where none are.")
	}
	if err := said(bad); err != nil {
		return err
	}
	if err := checkPassages(s.Passages, nil); err != nil {
		return err
	}
	if len(s.Passages) > 0 {
		places, err := json.Marshal(s.Passages)
		if err != nil {
			return err
		}
		h.Passages = string(places)
	}
	g.sourced(&h)
	g.habits[s.ID] = len(g.bundle.Habits)
	g.bundle.Habits = append(g.bundle.Habits, Habit{Habit: h, Key: "gloss:" + s.ID, Where: g.where(), Tags: s.Tags})
	return nil
}

// sourced leaves out a source that is not in the file; the passages stay.
func (g *glossReader) sourced(h *models.Habit) {
	if _, known := g.guides[h.GuideID]; h.GuideID != "" && !known {
		g.lose("Sources of habits: their guides are not in the file. Their passages are.", g.where())
		h.GuideID = ""
	}
	if h.GuideID == "" || !g.advice[h.AdviceID] {
		h.AdviceID = ""
	}
}

func (g *glossReader) plan(raw []byte) error {
	var s planShape
	if err := g.read(raw, &s); err != nil {
		return err
	}
	i, known := g.habits[s.Habit]
	if !known {
		return errNoHabit
	}
	p, err := s.plan()
	if err != nil {
		return err
	}
	if p.Anchor == 0 {
		p.Anchor = p.From
	}
	if !p.From.Valid() {
		return errors.New("the day it begins on is missing")
	}
	bad := models.Invalid{}
	if models.ValidateKeptPlan(p, bad); len(bad) > 0 {
		return said(bad)
	}
	h := &g.bundle.Habits[i]
	h.Plans = append(h.Plans, p)
	return nil
}

var errNoHabit = errors.New("there is no such habit in the file")

func (g *glossReader) entry(raw []byte) error {
	var s entryShape
	if err := g.read(raw, &s); err != nil {
		return err
	}
	i, known := g.habits[s.Habit]
	if !known {
		return errNoHabit
	}
	if g.entries++; g.entries > MaxEntries {
		return fmt.Errorf("there are more entries than fit: at most %d", MaxEntries)
	}
	if g.entries%4096 == 0 {
		g.progress(g.entries)
	}
	e := Entry{Day: s.Day, Said: s.Amount != nil, Skipped: s.Skipped, Note: s.Note, Items: s.Items}
	if s.Amount != nil {
		e.Amount = plan.Amount(*s.Amount)
	}
	if err := checkDay(s.Day, s.Amount, s.Skipped, s.Note, len(s.Items)); err != nil {
		return err
	}
	if err := checkItems(s.Items); err != nil {
		return err
	}
	if len(s.Items) == 0 {
		e.Items = nil
	}
	if len(s.Places) > 0 && len(s.Places) != len(s.Items) {
		return errors.New("there are not as many places as items")
	}
	e.Places = placesOf(s.Places)
	if !e.Said && !e.Skipped && e.Note == "" && len(e.Items) == 0 {
		g.lose("Entries that say nothing.", g.where())
		return nil
	}
	h := &g.bundle.Habits[i]
	if n := len(h.Entries); n > 0 && h.Entries[n-1].Day == e.Day || n > int(date.Newest-date.Oldest) {
		return fmt.Errorf("the habit “%s” has two entries on %s", h.Name, e.Day)
	}
	h.Entries = append(h.Entries, e)
	return g.noted(e.Note)
}

// noted fails where the notes of the file would fill the memory.
func (g *glossReader) noted(note string) error {
	if g.words += len(note); g.words > MaxNotes {
		return tooManyNotes()
	}
	return nil
}

// placesOf returns places that rise from 1 on; nil where they are the natural
// ones, or none that things can stand at: their order says enough then.
func placesOf(list []int) []int {
	natural, last := true, 0
	for i, at := range list {
		if at <= last || at > models.MaxPlace {
			return nil
		}
		natural, last = natural && at == i+1, at
	}
	if natural {
		return nil
	}
	return list
}

func checkDay(day date.Date, amount *decimal, skipped bool, note string, items int) error {
	switch {
	case !day.Valid():
		return errors.New("the day is missing")
	case amount != nil && (*amount < 0 || plan.Amount(*amount) > plan.MaxAmount):
		return errors.New("amounts go from 0 to 1,000,000")
	case skipped && (amount != nil || items > 0):
		return errors.New("a day is logged or skipped, not both")
	case !models.IsNote(note):
		return errors.New("a note has at most 2,000 letters")
	}
	return nil
}

// settle brings plans and entries into order, and fails where days meet twice or
// a habit has no terms.
func (g *glossReader) settle() error {
	for i := range g.bundle.Habits {
		h := &g.bundle.Habits[i]
		sort.SliceStable(h.Plans, func(i, j int) bool { return h.Plans[i].From < h.Plans[j].From })
		if len(h.Plans) == 0 {
			return &Error{Said: fmt.Sprintf("The habit “%s” has no plan.", h.Name)}
		}
		for i := range h.Plans[1:] {
			if h.Plans[i].From == h.Plans[i+1].From {
				return &Error{Said: fmt.Sprintf("The habit “%s” has two plans from %s on.", h.Name, h.Plans[i].From)}
			}
		}
		if h.Since == 0 {
			h.Since = h.Plans[0].From
		}
		slices.SortStableFunc(h.Entries, func(a, b Entry) int { return int(a.Day - b.Day) })
		for i := range max(0, len(h.Entries)-1) {
			if h.Entries[i].Day == h.Entries[i+1].Day {
				return &Error{Said: fmt.Sprintf("The habit “%s” has two entries on %s.", h.Name, h.Entries[i].Day)}
			}
		}
	}
	g.account.Count = len(g.changes)
	return nil
}

func (g *glossReader) dayNote(raw []byte) error {
	var s dayNoteShape
	if err := g.read(raw, &s); err != nil {
		return err
	}
	switch key := "day " + s.Day.String(); {
	case !s.Day.Valid() || g.ids[key]:
		return errors.New("the day is missing, or has a note already")
	case s.Note == "" || !models.IsNote(s.Note):
		return errors.New("a note has 1 to 2,000 letters")
	default:
		g.ids[key] = true
	}
	g.account.DayNotes = append(g.account.DayNotes, models.DayNote{Day: s.Day, Note: s.Note})
	return g.noted(s.Note)
}

func (g *glossReader) pause(raw []byte) error {
	var s pauseShape
	if err := g.read(raw, &s); err != nil {
		return err
	}
	if _, known := g.habits[s.Habit]; s.Habit != "" && !known {
		return errNoHabit
	}
	if !idShape.MatchString(s.ID) || g.ids["pause "+s.ID] {
		return errID
	}
	if len(g.account.Pauses) >= models.MaxPauses {
		return errors.New("there are more pauses than fit")
	}
	bad := models.Invalid{}
	s.pause().Validate(bad)
	g.ids["pause "+s.ID] = true
	g.account.Pauses = append(g.account.Pauses, s.pause())
	return said(bad)
}

func (g *glossReader) reading(raw []byte) error {
	var s readingShape
	if err := g.read(raw, &s); err != nil {
		return err
	}
	if _, known := g.guides[s.Guide]; !known || g.ids["reading "+s.Guide] {
		return errors.New("its guide is not in the file, or was kept already")
	}
	bad := models.Invalid{}
	models.ValidateTags(s.Tags, bad)
	if !slices.Equal(models.CleanTags(s.Tags), s.Tags) && len(s.Tags) > 0 {
		bad.Add("tags", "Spaces stand where none are.")
	}
	g.ids["reading "+s.Guide] = true
	if s.Tags == nil {
		s.Tags = []string{}
	}
	g.account.Readings = append(g.account.Readings, models.Reading{GuideID: s.Guide, At: int64(s.Read), ArchivedAt: int64(s.Archived), Tags: s.Tags})
	return said(bad)
}

func (g *glossReader) dismissal(raw []byte) error {
	var s dismissalShape
	if err := g.read(raw, &s); err != nil {
		return err
	}
	switch {
	case !namely(s.Alike) || g.ids["alike "+s.Alike]:
		return errors.New("what was dismissed is missing, or stands here twice")
	case len(g.account.Dismissals) >= maxDismissals:
		return errors.New("there are more than fit")
	}
	g.ids["alike "+s.Alike] = true
	g.account.Dismissals = append(g.account.Dismissals, models.Dismissal{Alike: s.Alike, At: int64(s.At)})
	return nil
}

func (g *glossReader) mark(raw []byte) error {
	var s markShape
	if err := g.read(raw, &s); err != nil {
		return err
	}
	doc, known := g.guides[s.Guide]
	switch {
	case !known:
		return errors.New("its guide is not in the file")
	case !idShape.MatchString(s.ID) || g.ids["mark "+s.ID]:
		return errID
	case len(g.account.Marks) >= models.MaxMarks:
		return errors.New("there are more marks than fit")
	case !models.IsNote(s.Note):
		return errors.New("a note has at most 2,000 letters")
	}
	g.ids["mark "+s.ID] = true
	g.account.Marks = append(g.account.Marks, s.mark())
	return checkPassage(s.Passage, doc)
}
