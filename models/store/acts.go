package store

import (
	"slices"
	"unicode/utf8"

	"gloss/models"
	"gloss/models/plan"
	"gloss/models/variety"
)

// act works out what the day holds after l, and what that altered. It decides
// nothing about other days.
func (l Log) act(old models.Entry) (now models.Entry, before, after models.Fields, err error) {
	now = old
	now.HabitID, now.Day = l.HabitID, l.Day
	now.Items = slices.Clone(old.Items)
	switch l.Act {
	case models.ActTick:
		say(&now, plan.Whole)
	case models.ActAdd:
		added, err := add(&now, l.Amount)
		if err != nil {
			return old, before, after, err
		}
		before, after = diff(old, now)
		before.Amount, after.Amount, after.Added = nil, nil, &added
		return now, before, after, nil
	case models.ActSet:
		say(&now, l.Amount)
	case models.ActNone:
		say(&now, 0)
		now.Items = nil
	case models.ActClear:
		now.Amount, now.Skipped, now.Items = nil, false, nil
	case models.ActSkip:
		if old.Said() && !l.Sure {
			return old, before, after, models.NeedsSure{Entry: old}
		}
		now.Amount, now.Skipped, now.Items = nil, true, nil
	case models.ActNote:
		now.Note = l.Note
	case models.ActItem, models.ActUnitem:
		before, after, err = l.items(old, &now)
		return now, before, after, err
	}
	before, after = diff(old, now)
	return now, before, after, nil
}

// say sets the amount, which ends a skip.
func say(e *models.Entry, a plan.Amount) { e.Amount, e.Skipped = &a, false }

// add adds to the amount, not below nothing, and returns what it really added.
// What comes to nothing is absent: only "none" says none.
func add(e *models.Entry, a plan.Amount) (plan.Amount, error) {
	had := plan.Amount(0)
	if e.Amount != nil {
		had = *e.Amount
	}
	total := max(0, had+a)
	switch {
	case total > plan.MaxAmount:
		return 0, models.Invalid{"amount": "That would be more than 1,000,000 on one day."}
	case total > 0:
		say(e, total)
	case had > 0:
		e.Amount = nil
	}
	return total - had, nil
}

// items puts things on the day or takes them off.
func (l Log) items(old models.Entry, now *models.Entry) (before, after models.Fields, err error) {
	var moved []models.ItemName
	if l.Act == models.ActItem {
		moved = join(now, l.Items)
		if len(now.Items) > variety.MaxItems {
			return before, after, models.Invalid{"items": "A day holds at most 40 things."}
		}
		if len(now.Items) > 0 {
			now.Amount, now.Skipped = nil, false
		}
	} else {
		moved = part(now, l.Items)
	}
	before, after = diff(old, *now)
	before.Items, after.Items = nil, nil
	if l.Act == models.ActItem {
		after.Joined = moved
	} else {
		before.Joined = moved
	}
	return before, after, nil
}

// join adds the things that e does not hold yet, in their place where they have
// one and else at the end, and returns them.
func join(e *models.Entry, items []models.ItemName) (joined []models.ItemName) {
	for _, item := range items {
		if holds(*e, item.Item) {
			continue
		}
		if item.At == 0 {
			for _, there := range e.Items {
				item.At = max(item.At, there.Position)
			}
			item.At++
		}
		joined = append(joined, item)
		e.Items = append(e.Items, models.EntryItem{HabitID: e.HabitID, Day: e.Day, Item: item.Item, Name: item.Name, Position: item.At})
	}
	slices.SortStableFunc(e.Items, func(a, b models.EntryItem) int { return a.Position - b.Position })
	return joined
}

// part takes things off e and returns those it held.
func part(e *models.Entry, items []models.ItemName) (parted []models.ItemName) {
	e.Items = slices.DeleteFunc(e.Items, func(there models.EntryItem) bool {
		off := slices.ContainsFunc(items, func(i models.ItemName) bool { return i.Item == there.Item })
		if off {
			parted = append(parted, models.ItemName{Item: there.Item, Name: there.Name, At: there.Position})
		}
		return off
	})
	return parted
}

func holds(e models.Entry, item string) bool {
	return slices.ContainsFunc(e.Items, func(there models.EntryItem) bool { return there.Item == item })
}

// diff returns the fields in which two entries of a day differ.
func diff(old, now models.Entry) (before, after models.Fields) {
	if !same(old.Amount, now.Amount) {
		before.Amount, after.Amount = &models.MaybeAmount{Amount: old.Amount}, &models.MaybeAmount{Amount: now.Amount}
	}
	if old.Skipped != now.Skipped {
		before.Skipped, after.Skipped = &old.Skipped, &now.Skipped
	}
	if old.Note != now.Note {
		before.Note, after.Note = &old.Note, &now.Note
	}
	if b, a := names(old), names(now); !slices.Equal(b, a) {
		before.Items, after.Items = &b, &a
	}
	return before, after
}

func same(a, b *plan.Amount) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}

func names(e models.Entry) []models.ItemName {
	list := make([]models.ItemName, len(e.Items))
	for i, item := range e.Items {
		list[i] = models.ItemName{Item: item.Item, Name: item.Name, At: item.Position}
	}
	return list
}

// allowed reports what is wrong with logging l to a habit of the kind.
func (l Log) allowed(kind plan.Kind, bad models.Invalid) {
	fits := true
	switch l.Act {
	case models.ActTick:
		fits = kind == plan.Tick
	case models.ActAdd, models.ActSet:
		fits = kind == plan.Sum
	case models.ActItem, models.ActUnitem:
		fits = kind == plan.Variety
	case models.ActNone, models.ActClear, models.ActSkip, models.ActNote:
	default:
		fits = false
	}
	if !fits {
		bad.Add("act", "This habit is not logged in that way.")
	}
}

// validate adds what is wrong with l whatever the habit.
func (l Log) validate(bad models.Invalid) {
	validID(l.ID, bad)
	l.validateDay(bad)
	switch l.Act {
	case models.ActAdd:
		if l.Amount == 0 || l.Amount > plan.MaxAmount || l.Amount < -plan.MaxAmount {
			bad.Add("amount", "Say how much to add.")
		}
	case models.ActSet:
		if l.Amount < 0 || l.Amount > plan.MaxAmount {
			bad.Add("amount", "Use a number from 0 to 1,000,000.")
		}
	case models.ActNote:
		models.ValidateNote(l.Note, bad)
	case models.ActItem, models.ActUnitem:
		l.validateItems(bad)
	}
}

func (l Log) validateItems(bad models.Invalid) {
	if len(l.Items) == 0 {
		bad.Add("items", "Say what it was.")
	}
	for _, item := range l.Items {
		n := utf8.RuneCountInString(item.Name)
		if item.Item == "" || n == 0 || n > variety.MaxLetters || !models.Printable(item.Name) || !models.Printable(item.Item) {
			bad.Add("items", "Name each thing in at most 60 letters.")
		}
	}
}
