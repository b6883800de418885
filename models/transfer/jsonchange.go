package transfer

import (
	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
)

// changeShape is a change of the journal as Gloss's own file has it. The digest
// of what was asked stays behind: it stands for a request to one server.
type changeShape struct {
	ID      string         `json:"id"`
	At      instant        `json:"at"`
	Subject models.Subject `json:"subject"`
	Of      string         `json:"subject_id,omitempty"`
	Day     date.Date      `json:"day,omitempty"`
	Act     models.Act     `json:"act"`
	Before  *fieldsShape   `json:"before,omitempty"`
	After   *fieldsShape   `json:"after,omitempty"`
	Undoes  string         `json:"undoes,omitempty"`
	Undone  bool           `json:"undone,omitempty"`
	Batch   string         `json:"batch,omitempty"`
	Days    []dayShape     `json:"days,omitempty"`
}

// present holds what may be absent where an absent key says that it was not touched.
type present[T any] struct {
	Is *T `json:"is"`
}

type fieldsShape struct {
	Amount  *present[decimal]  `json:"amount,omitempty"`
	Added   *decimal           `json:"added,omitempty"`
	Skipped *bool              `json:"skipped,omitempty"`
	Note    *string            `json:"note,omitempty"`
	Items   *[]models.ItemName `json:"items,omitempty"`
	Joined  []models.ItemName  `json:"joined,omitempty"`
	From    *date.Date         `json:"from,omitempty"`

	Name     *string              `json:"name,omitempty"`
	Reason   *string              `json:"reason,omitempty"`
	Cue      *string              `json:"cue,omitempty"`
	Hue      *string              `json:"hue,omitempty"`
	Icon     *string              `json:"icon,omitempty"`
	Tags     *[]models.TagName    `json:"tags,omitempty"`
	Plans    []fieldPlanShape     `json:"plans,omitempty"`
	Archived *present[instant]    `json:"archived,omitempty"`
	Deleted  *bool                `json:"deleted,omitempty"`
	Pause    *present[pauseShape] `json:"pause,omitempty"`
	Tag      *fieldTagShape       `json:"tag,omitempty"`

	Guide  *models.GuideDetails `json:"guide,omitempty"`
	Source *models.HabitSource  `json:"source,omitempty"`
	Mark   *present[markShape]  `json:"mark,omitempty"`

	Days     int            `json:"days,omitempty"`
	Imported bool           `json:"imported,omitempty"`
	Settings *settingsShape `json:"settings,omitempty"`
}

type fieldPlanShape struct {
	From date.Date  `json:"from,omitempty"`
	Is   *planShape `json:"is"`
}

type fieldTagShape struct {
	Is     *models.Tag `json:"is"`
	Habits []string    `json:"habits,omitempty"`
}

type dayShape struct {
	Day    date.Date      `json:"day"`
	Before *dayEntryShape `json:"before,omitempty"`
	After  *dayEntryShape `json:"after,omitempty"`
}

type dayEntryShape struct {
	Amount  *decimal          `json:"amount,omitempty"`
	Skipped bool              `json:"skipped,omitempty"`
	Note    string            `json:"note,omitempty"`
	Items   []models.ItemName `json:"items,omitempty"`
}

func changeShapeOf(c Change) changeShape {
	s := changeShape{
		ID: c.ID, At: instant(c.At), Subject: c.Subject, Of: c.SubjectID, Day: c.Day, Act: c.Act,
		Before: fieldsShapeOf(c.Before), After: fieldsShapeOf(c.After), Undoes: c.Undoes, Undone: c.Undone, Batch: c.Batch,
	}
	for _, d := range c.Days {
		s.Days = append(s.Days, dayShape{Day: d.Day, Before: dayEntryShapeOf(d.Before), After: dayEntryShapeOf(d.After)})
	}
	return s
}

func (s changeShape) change() (Change, error) {
	c := Change{Change: models.Change{
		ID: s.ID, At: int64(s.At), Subject: s.Subject, SubjectID: s.Of, Day: s.Day, Act: s.Act,
		Undoes: s.Undoes, Undone: s.Undone, Batch: s.Batch,
	}}
	for _, d := range s.Days {
		c.Days = append(c.Days, models.DayChange{Day: d.Day, Before: d.Before.entry(), After: d.After.entry()})
	}
	var err error
	if c.Before, err = s.Before.fields(); err == nil {
		c.After, err = s.After.fields()
	}
	return c, err
}

func dayEntryShapeOf(e *models.DayEntry) *dayEntryShape {
	if e == nil {
		return nil
	}
	return &dayEntryShape{Amount: (*decimal)(e.Amount), Skipped: e.Skipped, Note: e.Note, Items: e.Items}
}

func (s *dayEntryShape) entry() *models.DayEntry {
	if s == nil {
		return nil
	}
	return &models.DayEntry{Amount: (*plan.Amount)(s.Amount), Skipped: s.Skipped, Note: s.Note, Items: s.Items}
}

// fieldsShapeOf returns nil where nothing was touched.
func fieldsShapeOf(f models.Fields) *fieldsShape {
	f.Shelf = nil // how guides were kept stands in readings and dismissals, and is not taken back elsewhere
	if !f.Touched() && !f.Imported {
		return nil
	}
	s := &fieldsShape{
		Added: (*decimal)(f.Added), Skipped: f.Skipped, Note: f.Note, Items: listed(f.Items), Joined: f.Joined, From: f.From,
		Name: f.Name, Reason: f.Reason, Cue: f.Cue, Hue: f.Hue, Icon: f.Icon, Tags: listed(f.Tags), Deleted: f.Deleted,
		Guide: f.Guide, Source: f.Source, Days: f.Days, Imported: f.Imported,
	}
	if f.Amount != nil {
		s.Amount = &present[decimal]{(*decimal)(f.Amount.Amount)}
	}
	for _, p := range f.Plans {
		one := fieldPlanShape{From: p.From}
		if p.Plan != nil {
			terms := planShapeOf("", *p.Plan)
			one.Is = &terms
		}
		s.Plans = append(s.Plans, one)
	}
	if f.Archived != nil {
		s.Archived = &present[instant]{}
		if *f.Archived != 0 {
			s.Archived.Is = (*instant)(f.Archived)
		}
	}
	if f.Pause != nil {
		s.Pause = &present[pauseShape]{}
		if p := f.Pause.Pause; p != nil {
			s.Pause.Is = &pauseShape{ID: p.ID, Habit: p.HabitID, From: p.From, To: p.To}
		}
	}
	if f.Tag != nil {
		s.Tag = &fieldTagShape{Is: f.Tag.Tag, Habits: f.Tag.Habits}
	}
	if f.Mark != nil {
		s.Mark = &present[markShape]{}
		if f.Mark.Mark != nil {
			mark := markShapeOf(*f.Mark.Mark)
			s.Mark.Is = &mark
		}
	}
	if f.Settings != nil {
		settings := settingsShapeOf(*f.Settings)
		s.Settings = &settings
	}
	return s
}

// listed writes a list of nothing as one, not as null.
func listed[T any](list *[]T) *[]T {
	if list != nil && *list == nil {
		return &[]T{}
	}
	return list
}

func (s *fieldsShape) fields() (f models.Fields, err error) {
	if s == nil {
		return f, nil
	}
	f = models.Fields{
		Added: (*plan.Amount)(s.Added), Skipped: s.Skipped, Note: s.Note, Items: s.Items, Joined: s.Joined, From: s.From,
		Name: s.Name, Reason: s.Reason, Cue: s.Cue, Hue: s.Hue, Icon: s.Icon, Tags: s.Tags, Deleted: s.Deleted,
		Guide: s.Guide, Source: s.Source, Days: s.Days, Imported: s.Imported,
	}
	if s.Amount != nil {
		f.Amount = &models.MaybeAmount{Amount: (*plan.Amount)(s.Amount.Is)}
	}
	for _, one := range s.Plans {
		maybe := models.MaybePlan{From: one.From}
		if one.Is != nil {
			p, err := one.Is.plan()
			if err != nil {
				return f, err
			}
			maybe.Plan = &p
		}
		f.Plans = append(f.Plans, maybe)
	}
	if s.Archived != nil {
		at := int64(0)
		if s.Archived.Is != nil {
			at = int64(*s.Archived.Is)
		}
		f.Archived = &at
	}
	if s.Pause != nil {
		f.Pause = &models.MaybePause{}
		if s.Pause.Is != nil {
			p := s.Pause.Is.pause()
			f.Pause.Pause = &p
		}
	}
	if s.Tag != nil {
		f.Tag = &models.MaybeTag{Tag: s.Tag.Is, Habits: s.Tag.Habits}
	}
	if s.Mark != nil {
		f.Mark = &models.MaybeMark{}
		if s.Mark.Is != nil {
			m := s.Mark.Is.mark()
			f.Mark.Mark = &m
		}
	}
	if s.Settings != nil {
		settings := s.Settings.settings()
		f.Settings = &settings
	}
	return f, nil
}

func (s pauseShape) pause() models.Pause {
	return models.Pause{ID: s.ID, HabitID: s.Habit, From: s.From, To: s.To}
}

func markShapeOf(m models.Mark) markShape {
	return markShape{ID: m.ID, Guide: m.GuideID, Passage: m.Passage, Note: m.Note, At: instant(m.CreatedAt)}
}

func (s markShape) mark() models.Mark {
	return models.Mark{ID: s.ID, GuideID: s.Guide, Passage: s.Passage, Note: s.Note, CreatedAt: int64(s.At)}
}
