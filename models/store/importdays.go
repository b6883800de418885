package store

import (
	"slices"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/transfer"
	"gloss/models/variety"
)

// fit says how what a file says of a day goes into the habit here.
type fit uint8

const (
	fits  fit = iota
	bent      // in another kind's terms
	unfit     // not at all; a note or a skip still does
)

// fitted returns what a file says of a day in the terms of the plan to that
// rules it here, where it was logged under from. A tick is one step of an amount,
// any amount above nothing is a tick; named things go into variety alone, and
// nothing else goes there but "none".
func fitted(e transfer.Entry, from, to plan.Plan) (day models.DayEntry, how fit) {
	day.Note, day.Skipped = e.Note, e.Skipped
	switch {
	case to.Kind == plan.Variety && len(e.Items) > 0:
		day.Items = itemNames(e)
		return day, fits
	case len(e.Items) > 0:
		return day, unfit
	case !e.Said:
		return day, fits
	}
	amount := max(0, e.Amount)
	if amount > 0 {
		switch {
		case to.Kind == plan.Variety:
			return day, unfit
		case to.Kind == plan.Tick:
			amount = plan.Whole
		case from.Kind != plan.Sum:
			amount = to.Step
		}
		if from.Kind != to.Kind {
			how = bent
		}
	}
	day.Amount = &amount
	return day, how
}

// plainDay returns what a file says of a day to the letter. One of Gloss says an
// amount beside things where it means one: the terms had changed on that day.
func plainDay(e transfer.Entry, ours bool) models.DayEntry {
	day := models.DayEntry{Note: e.Note, Skipped: e.Skipped, Items: itemNames(e)}
	if e.Said && (ours || len(day.Items) == 0) {
		day.Amount = &e.Amount
	}
	return day
}

// itemNames returns the things of a day as they are kept, each once, in their
// order.
func itemNames(e transfer.Entry) (list []models.ItemName) {
	for i, name := range e.Items {
		item := models.ItemName{Item: variety.Fold(name), Name: variety.Clean(name), At: len(list) + 1}
		if len(e.Places) == len(e.Items) {
			item.At = e.Places[i]
		}
		known := slices.ContainsFunc(list, func(i models.ItemName) bool { return i.Item == item.Item })
		if item.Item != "" && item.Name != "" && !known {
			list = append(list, item)
		}
	}
	return list
}

// meeting is what becomes of a day that a file says something of.
type meeting uint8

const (
	asIs  meeting = iota // it stands here already
	fresh                // it adds something
	clash                // something else stands here
)

// meet returns what stands on a day after comes met it. Where both say something
// of one thing, the log or the note, and not the same, that of the file is taken
// if take says so.
func meet(stands, comes models.DayEntry, take bool) (now models.DayEntry, how meeting) {
	now = stands
	switch {
	case !comes.Logs() || sameLog(stands, comes):
	case !stands.Logs():
		now.Amount, now.Skipped, now.Items, how = comes.Amount, comes.Skipped, comes.Items, fresh
	default:
		if how = clash; take {
			now.Amount, now.Skipped, now.Items = comes.Amount, comes.Skipped, comes.Items
		}
	}
	switch {
	case comes.Note == "" || comes.Note == stands.Note:
	case stands.Note == "":
		now.Note, how = comes.Note, max(how, fresh)
	default:
		if how = clash; take {
			now.Note = comes.Note
		}
	}
	return now, how
}

// sameLog reports whether two days say the same but for their notes, things in
// whichever order and however spelt.
func sameLog(a, b models.DayEntry) bool {
	return same(a.Amount, b.Amount) && a.Skipped == b.Skipped && slices.Equal(folded(a), folded(b))
}

func folded(d models.DayEntry) []string {
	list := make([]string, len(d.Items))
	for i, item := range d.Items {
		list[i] = item.Item
	}
	slices.Sort(list)
	return list
}

// dayOf returns what stands in e, nil where nothing does.
func dayOf(e models.Entry) *models.DayEntry {
	if e.Empty() {
		return nil
	}
	d := models.DayEntry{Amount: e.Amount, Skipped: e.Skipped, Note: e.Note}
	if len(e.Items) > 0 {
		d.Items = names(e)
	}
	return &d
}

// entryOf is the other way round; of nil it is an empty entry.
func entryOf(habitID string, day date.Date, d *models.DayEntry) models.Entry {
	e := models.Entry{HabitID: habitID, Day: day}
	if d == nil {
		return e
	}
	e.Amount, e.Skipped, e.Note = d.Amount, d.Skipped, d.Note
	for _, item := range d.Items {
		e.Items = append(e.Items, models.EntryItem{HabitID: habitID, Day: day, Item: item.Item, Name: item.Name, Position: item.At})
	}
	return e
}

// sameDay reports whether the same stands in a and b to the letter.
func sameDay(a, b *models.DayEntry) bool {
	if a == nil || b == nil {
		return a == b
	}
	return same(a.Amount, b.Amount) && a.Skipped == b.Skipped && a.Note == b.Note && slices.Equal(a.Items, b.Items)
}
