package transfer_test

import (
	"slices"
	"strings"
	"testing"

	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/transfer"
)

// proved makes a habit whose days end today, as marks of the newest first: Y
// done, S skipped, anything else nothing. Scores are of the newest first too.
func proved(p plan.Plan, marks string, scores ...float64) transfer.Habit {
	h := transfer.Habit{}
	for i, mark := range marks {
		e := transfer.Entry{Day: today - date.Date(i)}
		switch mark {
		case 'Y':
			e.Said, e.Amount = true, plan.Whole
		case 'S':
			e.Skipped = true
		default:
			continue
		}
		h.Entries = append(h.Entries, e)
	}
	slices.Reverse(h.Entries)
	p.From = h.Entries[0].Day
	h.Plans = []plan.Plan{p}
	for i, s := range scores {
		h.Scores = append(h.Scores, transfer.Score{Day: today - date.Date(i), Value: s})
	}
	slices.Reverse(h.Scores)
	return h
}

// Loop's own figures, as it prints them.
func TestProve(t *testing.T) {
	b := build(nil)
	daily, twoInThree := b.Often(1, 1, ""), b.Often(2, 3, "")
	done := strings.Repeat("Y", 20)
	atMost := proved(b.Counted(12*plan.Whole, true, 30, "x", ""), "YYY", .9712, .9807, .9903)
	for i, n := range []plan.Amount{30, 3, 12} {
		atMost.Entries[i].Amount = n * plan.Whole
	}
	five := proved(b.Counted(2*plan.Whole, true, 1, "x", ""), done, .3443, .3631, .3830, .4040, .4261, .4494, .4740, .5, .5274, .5563, .5867, .6189, .6528, .6885, .7262, .7660, .8079, .8522, .8989, .9481, 0, 0)
	for i := range five.Entries {
		five.Entries[i].Amount = 5 * plan.Whole
	}
	for name, h := range map[string]transfer.Habit{
		"daily": proved(daily, done, .6557, .6369, .6170, .5960, .5739, .5506, .5260, .5000, .4726, .4437, .4133, .3811, .3472, .3115, .2738, .2340, .1921, .1478, .1011, .0519, 0, 0),
		"skips": proved(daily, "YYYYYSYYYYSSYYYYYYYY", .5960, .5739, .5506, .5260, .5, .4726, .4726, .4437, .4133, .3811, .3472, .3472, .3472, .3115, .2738),
		"2/3":   proved(twoInThree, "YNNYYYNNYY", .2557, .2226, .1991, .1746, .1379, .0995, .0706, .0515, .0315, .0107),
		"most":  atMost, "most a day": five,
		"3/14": proved(b.Often(3, 14, ""), "YNYN", .0160, .0080, .0041, .0000),
	} {
		p := transfer.Prove(h, today)
		if name == "3/14" { // the first day, on which nothing is said
			h.Plans[0].From--
			p = transfer.Prove(h, today)
		}
		if p.Compared != len(h.Scores) || p.Agree != p.Compared || len(p.Why) > 0 {
			t.Errorf("%s: %+v", name, p)
		}
	}
}

func TestProveSaysWhatDiffers(t *testing.T) {
	daily := build(nil).Often(1, 1, "")
	h := proved(daily, "YY", .1011, .0520, .5)
	h.Scores = append(h.Scores, transfer.Score{Day: today + 1, Value: .0959})
	p := transfer.Prove(h, today)
	if p.Compared != 3 || p.Agree != 1 || len(p.Differs) != 2 || p.Differs[0].Day != today-2 || p.Differs[0].Ours != 0 || p.Differs[1].Theirs != .0520 {
		t.Errorf("%+v", p)
	}
	if len(p.Why) != 1 || p.Why[0] != "Nothing in the file says why." {
		t.Errorf("%q", p.Why)
	}
	h.Notes = []string{"A note."}
	h.Plans[0] = build(nil).Counted(plan.Whole, false, 1, "x", "")
	h.Plans[0].From = today - 1
	h.Entries[0] = transfer.Entry{Day: today - 1, Skipped: true}
	if p = transfer.Prove(h, today); len(p.Why) != 2 || p.Why[0] != "A note." || !strings.Contains(p.Why[1], "0.003") {
		t.Errorf("%q", p.Why)
	}
	if p = transfer.Prove(transfer.Habit{}, today); p.Compared != 0 || p.Why != nil {
		t.Errorf("of nothing: %+v", p)
	}
}

// Ten years of thirty habits, the widest runs too.
func BenchmarkProve(b *testing.B) {
	build := build(nil)
	var habits []transfer.Habit
	for i := range 30 {
		p := build.Often(40, 90, "")
		if i%2 == 0 {
			p = build.Often(3, 7, "")
		}
		h := proved(p, strings.Repeat("YYNYSNY", 522))
		for d := h.Plans[0].From; d <= today; d++ {
			h.Scores = append(h.Scores, transfer.Score{Day: d, Value: .5})
		}
		habits = append(habits, h)
	}
	for b.Loop() {
		for _, h := range habits {
			if p := transfer.Prove(h, today); p.Compared != 7*522 {
				b.Fatal(p.Compared)
			}
		}
	}
}
