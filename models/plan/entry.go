package plan

import "gloss/models/date"

// Entry is what stands on one day of a habit.
type Entry struct {
	Said    bool     // an amount or items are logged; a note alone says nothing
	Amount  Amount   // ticks and amounts; 0 where Said means "none"
	Items   []string // variety: the folded names
	Skipped bool     // the person said so; never together with Said
	Paused  bool     // a pause covers the day
}

// Neutral reports whether e neither asks nor counts against: skipped or paused.
func (e Entry) Neutral() bool { return e.Skipped || e.Paused }

// None reports whether the person said that there was nothing.
func (e Entry) None() bool { return e.Said && e.Amount == 0 && len(e.Items) == 0 }

// holds reports whether e has something that kind counts: a change of kind
// leaves what was logged under the old one uncounted.
func (e Entry) holds(kind Kind) bool {
	if kind == Variety {
		return len(e.Items) > 0
	}
	return e.Amount > 0
}

// Entries are the entries of consecutive days, the first of them From. Days
// outside are empty.
type Entries struct {
	From date.Date
	Days []Entry
}

// At returns what stands on d.
func (e Entries) At(d date.Date) Entry {
	if i := int(d - e.From); i >= 0 && i < len(e.Days) {
		return e.Days[i]
	}
	return Entry{}
}

// Run returns the first day of the longest run of days that ends on last and
// has at most asking days that are not neutral.
func (e Entries) Run(last date.Date, asking int) date.Date {
	for d := last; ; d-- {
		if !e.At(d).Neutral() {
			asking--
		}
		if asking < 0 {
			return d + 1
		}
	}
}
