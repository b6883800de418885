package transfer

import (
	"math"

	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/streak"
	"gloss/models/variety"
)

// Proof compares the strength that a file names with Gloss's own, day by day, to
// four decimals.
type Proof struct {
	Compared int // days that the file names a strength of, up to today
	Agree    int
	Differs  []Difference // the first of the others, in order of Day
	Why      []string     // what may explain them, in sentences for people
}

// Difference is a day on which the file and Gloss come to another strength.
type Difference struct {
	Day          date.Date
	Theirs, Ours float64
}

// mostDiffers is how many differences are named: what came of a file is
// remembered for a while.
const mostDiffers = 20

// half is half of the last of four decimals, and a little for the last bit.
const half = 0.00005 + 1e-9

// Prove compares the scores of h, as it was read, with Gloss's strength. Those
// after today are left out: they are what would come of doing nothing.
func Prove(h Habit, today date.Date) Proof {
	var p Proof
	if len(h.Plans) == 0 {
		return p
	}
	ours := streak.Strengths(h.Plans, judged(h.Entries, today), today)
	for _, s := range h.Scores {
		if s.Day > today {
			continue
		}
		p.Compared++
		is := 0.0
		if i := int(s.Day - h.Plans[0].From); i >= 0 && i < len(ours) {
			is = ours[i]
		}
		if math.Abs(is-s.Value) <= half {
			p.Agree++
			continue
		}
		if len(p.Differs) < mostDiffers {
			p.Differs = append(p.Differs, Difference{s.Day, s.Value, is})
		}
	}
	if len(p.Differs) > 0 {
		p.Why = h.why()
	}
	return p
}

// judged returns entries up to today as they are judged.
func judged(list []Entry, today date.Date) plan.Entries {
	if len(list) == 0 || list[0].Day > today {
		return plan.Entries{}
	}
	e := plan.Entries{From: list[0].Day}
	e.Days = make([]plan.Entry, min(list[len(list)-1].Day, today)-e.From+1)
	for _, one := range list {
		if one.Day <= today {
			is := plan.Entry{Said: one.Said, Amount: one.Amount, Skipped: one.Skipped}
			for _, item := range one.Items {
				is.Items = append(is.Items, variety.Fold(item))
			}
			e.Days[one.Day-e.From] = is
		}
	}
	return e
}

// why says what may make the strength of h another than the file's.
func (h Habit) why() []string {
	why := append([]string(nil), h.Notes...)
	counts, skipped := false, false
	for _, p := range h.Plans {
		counts = counts || p.Kind == plan.Sum
	}
	for _, e := range h.Entries {
		skipped = skipped || e.Skipped
	}
	if counts && skipped {
		why = append(why, "Loop counts a skipped day as 0.003 of the unit, and Gloss as nothing.")
	}
	if len(why) == 0 {
		why = append(why, "Nothing in the file says why.")
	}
	return why
}
