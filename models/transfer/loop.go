package transfer

import (
	"fmt"
	"math"
	"strings"
	"time"

	"gloss/models/date"
	"gloss/models/plan"
)

// What Loop Habit Tracker keeps of a day: one of these or, for a habit that
// counts, thousandths of its unit.
const (
	loopUnknown = -1
	loopNo      = 0
	loopImplied = 1 // follows from the frequency, and was never logged
	loopYes     = 2
	loopSkip    = 3
)

// loopHabit is a habit in Loop's terms, whichever of its files it stands in.
type loopHabit struct {
	name, question, description string
	archived                    bool
	hue                         string
	num, den                    int64 // so many times in so many days
	numeric                     bool  // it counts amounts, not ticks
	most                        bool  // the target is not to be passed
	target                      float64
	targetless                  bool // the file knows no targets
	unit                        string
	reminder                    string
}

// loopHabit begins a habit with all that Loop keeps of it but its days. What
// Gloss cannot ask is listed.
func (b *builder) loopHabit(key, place string, l loopHabit) (*building, error) {
	h, err := b.Habit(key, l.name, place)
	if err != nil {
		return nil, err
	}
	h.Hue, h.Reminder, h.Reason = l.hue, l.reminder, b.Reason(l.question, l.description, place)
	if l.archived {
		h.Ended = b.today
	}
	h.Plans = []plan.Plan{l.plan(b, h, place)}
	return h, nil
}

// plan returns the terms of l, without a first day.
func (l loopHabit) plan(b *builder, h *building, place string) plan.Plan {
	num, den := l.num, l.den
	if num <= 0 || den <= 0 {
		num, den = 0, 0
	} else if num == den {
		num, den = 1, 1
	}
	num, den = min(num, loopLongest), min(den, loopLongest)
	if !l.numeric {
		return b.Often(int(num), int(den), place)
	}
	if num > 1 {
		h.note(fmt.Sprintf("Loop weighs a day as one of %d times in %d days, Gloss as a share of %[2]d days.", num, den))
	}
	// Loop's targets have any number of decimals: what is reached must reach ours.
	target := amountOf(math.Ceil(l.target*float64(plan.Whole)-1e-6) / float64(plan.Whole))
	if l.targetless {
		b.Lose("Targets, which this generation of files does not hold: anything at all keeps such a habit, until you change it.", place)
		h.note("Its target is not in the file.")
		target = 1
	}
	return b.Counted(target, l.most, int(den), l.unit, place)
}

// loopLongest bounds frequencies, so that one that nobody chose is reckoned with
// as any other that is too long.
const loopLongest = 1_000_000

// entry puts Loop's value of a day into e; no: whether the file tells "no" from
// "nothing said". It reports whether the value is one that such a habit can have.
func (l loopHabit) entry(e *Entry, value int64, no bool) bool {
	switch {
	case value == loopSkip:
		e.Skipped = true
	case value == loopUnknown:
	case value == loopNo:
		e.Said = no
	case l.numeric && value > 0:
		e.Said, e.Amount = true, plan.Amount(value)
	case value == loopImplied && !l.numeric:
	case value == loopYes && !l.numeric:
		e.Said, e.Amount = true, plan.Whole
	default:
		return false
	}
	return true
}

// loopDays are the weekdays in the order of Loop's bits.
var loopDays = [7]time.Weekday{time.Saturday, time.Sunday, time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday}

// loopReminder writes a reminder as "08:30" or "08:30 mo we fr"; ok is false
// where it never rings.
func loopReminder(hour, minute, bits int64) (s string, ok bool) {
	if bits &= int64(plan.EveryWeekday); hour < 0 || hour > 23 || minute < 0 || minute > 59 || bits == 0 {
		return "", false
	}
	var due plan.Due
	for i, day := range loopDays {
		if bits&(1<<i) != 0 {
			due.Weekdays |= plan.OnWeekdays(day)
		}
	}
	return strings.TrimSpace(fmt.Sprintf("%02d:%02d %s", hour, minute, due)), true
}

// loopPalette are Loop's twenty colours.
var loopPalette = [20]uint32{
	0xD32F2F, 0xE64A19, 0xF57C00, 0xFF8F00, 0xF9A825, 0xAFB42B, 0x7CB342, 0x388E3C, 0x00897B, 0x00ACC1,
	0x039BE5, 0x1976D2, 0x303F9F, 0x5E35B1, 0x8E24AA, 0xD81B60, 0x5D4037, 0x303030, 0x757575, 0xAAAAAA,
}

// loopColors are the colours that hues become in Loop.
var loopColors = map[string]int{"leaf": 7, "sun": 2, "sea": 9, "plum": 14, "rose": 15, "moss": 5, "clay": 16, "stone": 18}

// loopElder are the colours that Loop had before version 21 of its database, as
// their places among the twenty, and before 14 as numbers.
var (
	loopElder   = [13]int64{0, 1, 4, 5, 7, 8, 9, 10, 13, 14, 15, 17, 19}
	loopNumbers = [13]int64{
		-2937041, -1684967, -415707, -5262293, -13070788, -16742021, -16732991,
		-16540699, -10603087, -7461718, -2614432, -13619152, -5592406,
	}
)

// loopHue returns the hue of a colour as a database of the given version has
// it. What is no colour is the first, as it is in Loop.
func loopHue(color int64, version uint32) string {
	if version < 14 {
		for i, number := range loopNumbers {
			if color == number {
				color = int64(i)
				break
			}
		}
	}
	if version < 21 && color >= 0 && color < int64(len(loopElder)) {
		color = loopElder[color]
	} else if version < 21 {
		color = 0
	}
	if color < 0 || color >= int64(len(loopPalette)) {
		color = 0
	}
	return hueOf(loopPalette[color])
}

// loopEpoch is the day Loop counts from, in milliseconds of UTC.
var loopEpoch = date.New(1970, time.January, 1)

const loopDayLength = 86_400_000

// What every file of Loop loses.
const loopColorsLost = "Colours: of Loop’s twenty, each became the nearest of eight."

// loopValueLost is said of values that a habit of that kind cannot have.
const loopValueLost = "Values that such a habit cannot have: nothing was taken to be said."

// loopLog adds what Loop's value of a day means; no: whether the file tells "no"
// from "nothing said".
func (h *building) loopLog(l loopHabit, e Entry, value int64, no bool, place string) error {
	if !l.entry(&e, value, no) {
		h.b.Lose(loopValueLost, place)
	}
	return h.Add(e, place)
}
