package store

import (
	"fmt"
	"maps"
	"slices"
	"unicode/utf8"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/transfer"
	"gloss/models/variety"
)

// check fails with Invalid where something in the bundle could not be kept; the
// message names the habit.
func (in *intake) check() error {
	entries := 0
	for _, h := range in.bundle.Habits {
		bad := models.Invalid{}
		checkHabit(h, bad)
		if len(bad) > 0 {
			field := slices.Sorted(maps.Keys(bad))[0]
			return models.Invalid{"": fmt.Sprintf("The habit “%s” cannot be brought in. %s", h.Name, bad[field])}
		}
		if entries += len(h.Entries); entries > transfer.MaxEntries {
			return models.Invalid{"": fmt.Sprintf("That is more than fits: at most %s days.", models.Grouped(transfer.MaxEntries))}
		}
	}
	return nil
}

func checkHabit(h transfer.Habit, bad models.Invalid) {
	h.Habit.Validate(bad)
	models.ValidateTags(models.CleanTags(h.Tags), bad)
	if _, err := h.Selectors(); err != nil {
		bad.Add("passages", "Its passages cannot be read.")
	}
	if len(h.Plans) == 0 {
		bad.Add("plans", "It has no terms.")
	}
	var last date.Date
	for _, p := range h.Plans {
		models.ValidateKeptPlan(p, bad)
		if !p.From.Valid() || p.From <= last {
			bad.Add("plans", "The days its terms begin on are not in order.")
		}
		last = p.From
	}
	last = 0
	for _, e := range h.Entries {
		if wrong := checkEntry(e, last); wrong != "" {
			bad.Add("entries", e.Day.String()+": "+wrong)
		}
		last = e.Day
	}
}

// checkEntry says what is wrong with a day, empty where nothing is.
func checkEntry(e transfer.Entry, before date.Date) string {
	switch {
	case !e.Day.Valid():
		return "days lie between 1970 and 2200."
	case e.Day <= before:
		return "its days are not in order."
	case e.Said && e.Skipped:
		return "it is logged and skipped at once."
	case e.Amount < 0 || e.Amount > plan.MaxAmount:
		return "amounts go from 0 to 1,000,000."
	case !models.IsNote(e.Note):
		return "a note has at most 2,000 letters."
	case len(e.Items) > variety.MaxItems:
		return "a day holds at most 40 things."
	}
	for i, name := range e.Items {
		if len(e.Places) == len(e.Items) && (e.Places[i] < 1 || i > 0 && e.Places[i] <= e.Places[i-1]) {
			return "its things are not in order."
		}
		if utf8.RuneCountInString(name) > variety.MaxLetters || !models.Printable(name) {
			return "each thing is named in at most 60 letters."
		}
	}
	return ""
}

// room fails with Invalid where there is not enough room for what is new.
func (in *intake) room() error {
	habits := 0
	for _, h := range in.own {
		if h.DeletedAt == 0 {
			habits++
		}
	}
	for _, g := range in.goals {
		if g.fresh && g.DeletedAt == 0 {
			habits++
		}
	}
	if habits > models.MaxHabits {
		return models.Invalid{"": fmt.Sprintf("That is more habits than fit: at most %d, and these would make %s. Leave some out.", models.MaxHabits, models.Grouped(habits))}
	}
	if in.account != nil {
		return in.account.room()
	}
	return nil
}
