package plan_test

import (
	"testing"

	"pgregory.net/rapid"

	"gloss/models/date"
	"gloss/models/plan"
)

func TestRolling(t *testing.T) {
	twice := plan.Plan{Kind: plan.Tick, Period: plan.Rolling, Days: 4, Min: plan.At(2)}
	litres := plan.Plan{Kind: plan.Sum, Period: plan.Rolling, Days: 3, Min: plan.At(10), Unit: "km"}
	foods := plan.Plan{Kind: plan.Variety, Period: plan.Rolling, Days: 2, Min: plan.At(3)}
	for _, c := range []struct {
		name string
		plan plan.Plan
		days string
		want string
	}{
		// minimum
		{"a day stays open for the days after it", twice, ". . . .", "open open open open"},
		{"and is missed on the next", twice, ". . . . .", "missed open open open open"},
		{"a window before it", twice, "x x . . .", "kept kept kept kept open"},
		{"a window after it", twice, ". . x x", "kept kept kept kept"},
		{"a window around it", twice, "x . . x", "kept kept kept kept"},
		{"too far apart", twice, "x . . . x", "missed open open open open"},
		{"a ticked day may be missed", twice, "x . . . . . . x", "missed missed missed missed open open open open"},
		{"amounts", litres, "4 . 6 . 3 . .", "kept kept kept missed open open open"},
		{"amounts that meet", litres, "4 . 6 4 . . .", "kept kept kept kept kept open open"},
		{"items once each", foods, "a+b b+c a a b", "kept kept kept open open"},
		{"items that go out of the window", foods, "a+b a+c b a+b", "kept kept kept open"},

		// skips lengthen the window
		{"over a skip", twice, "x . s . x", "kept kept kept kept kept"},
		{"over more than one", twice, "x . s s . x", "kept kept kept kept kept kept"},
		{"over a pause", twice, "x . p p p . x", "kept kept kept kept kept kept kept"},
		{"not without end", twice, "x . s . . x", "missed open skipped open open open"},
		{"an uncovered skip is skipped", twice, "s . . . . .", "skipped missed open open open open"},
		{"skips keep a day open", twice, "x . s s s s . .", "open open skipped skipped skipped skipped open open"},
		{"what a paused day holds counts", twice, "x . px . . .", "kept kept kept kept kept open"},
		{"a paused day without enough", twice, "px . . . .", "skipped open open open open"},
		{"none is nothing", twice, "0 0 0 0 x", "missed open open open open"},

		// maximum
		{"within", twoInAny, "1 1 . 1", "kept kept kept open"},
		{"over on the day that exceeds", twoInAny, "1 1 1", "kept kept over"},
		{"over while it weighs", twoInAny, "3 . . .", "over over over open"},
		{"a skip does not lengthen a maximum", twoInAny, "2 s . 1", "kept skipped kept open"},
		{"over on a skipped day", twoInAny, "3 s .", "over over over"},
		{"a paused day that holds none", twoInAny, "p0 .", "kept open"},
		{"none today is within", twoInAny, "0", "open"},
	} {
		t.Run(c.name, func(t *testing.T) {
			plans := on(t, monday, c.plan)
			entries := days(t, plans[0].From, c.days)
			today := plans[0].From + date.Date(len(entries.Days)) - 1
			if got := states(plans, entries, today); got != c.want {
				t.Errorf("%s\n got %s\nwant %s", c.days, got, c.want)
			}
		})
	}
}

// The definition, run by run: slow, and nothing like the code it checks.
func rollingByDefinition(p plan.Plan, entries plan.Entries, from, d, today date.Date) plan.State {
	asking := func(r date.Range) (n int) {
		for x := r.From; x <= r.To; x++ {
			if !entries.At(x).Neutral() {
				n++
			}
		}
		return n
	}
	e := entries.At(d)
	if p.Max.Set {
		last := date.Range{From: max(from, d-date.Date(p.Days)+1), To: d}
		switch {
		case plan.Total(p.Kind, entries, last) > p.Max.Amount:
			return plan.Over
		case e.Neutral() && !e.Said:
			return plan.Skipped
		case d < today:
			return plan.Kept
		}
		return plan.Open
	}
	for first := from; first <= d; first++ {
		for last := d; last <= today; last++ {
			run := date.Range{From: first, To: last}
			if asking(run) <= p.Days && plan.Total(p.Kind, entries, run) >= p.Min.Amount {
				return plan.Kept
			}
		}
	}
	switch {
	case e.Neutral():
		return plan.Skipped
	case asking(date.Range{From: d, To: today}) <= p.Days:
		return plan.Open
	}
	return plan.Missed
}

func anyEntry(kind plan.Kind) *rapid.Generator[plan.Entry] {
	return rapid.Custom(func(t *rapid.T) plan.Entry {
		e := plan.Entry{Paused: rapid.IntRange(0, 6).Draw(t, "pause") == 0}
		switch rapid.IntRange(0, 5).Draw(t, "entry") {
		case 0:
			e.Skipped = true
		case 1, 2, 3:
			e.Said = true
			if kind == plan.Variety {
				e.Items = rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "c", "d"}), 0, 3).Draw(t, "items")
			} else {
				e.Amount = plan.Whole * plan.Amount(rapid.IntRange(0, 4).Draw(t, "amount"))
			}
		}
		return e
	})
}

func TestRollingAgreesWithItsDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := plan.Plan{Period: plan.Rolling, From: date.New(2026, 11, 16), Step: plan.Whole}
		p.Kind = rapid.SampledFrom([]plan.Kind{plan.Tick, plan.Sum, plan.Variety}).Draw(t, "kind")
		p.Days = rapid.IntRange(2, 5).Draw(t, "days")
		limit := plan.At(rapid.IntRange(1, 5).Draw(t, "limit"))
		if rapid.Bool().Draw(t, "maximum") {
			p.Max = limit
		} else {
			p.Min = limit
		}
		entries := plan.Entries{From: p.From, Days: rapid.SliceOfN(anyEntry(p.Kind), 1, 16).Draw(t, "entries")}
		today := p.From + date.Date(len(entries.Days)) - 1
		for _, v := range plan.Judge([]plan.Plan{p}, entries, p.From, today) {
			if want := rollingByDefinition(p, entries, p.From, v.From, today); v.State != want {
				t.Fatalf("%s, day %d of %d: %s, want %s", p.Terms(), v.From-p.From, today-p.From, v.State, want)
			}
		}
	})
}

func TestReach(t *testing.T) {
	plans := on(t, monday, thrice)
	from := plans[0].From
	entries := days(t, from, ". . . . . s . . . p p .")
	for _, c := range []struct {
		plan plan.Plan
		day  date.Date
		want date.Date
	}{
		{daily, from + 11, from + 11},
		{ferment, from + 11, day(t, "2026-11-22")}, // the week of a plan that starts on Sundays
		{monthly, from + 11, day(t, "2026-11-01")},
		{thrice, from + 4, from - 2},
		{thrice, from + 8, from + 1}, // seven days that ask, and the skip among them
		{thrice, from + 11, from + 2},
		{twoInAny, from + 11, from + 7}, // a maximum looks back three days, however many ask
	} {
		if got := c.plan.Reach(entries, c.day); got != c.want {
			t.Errorf("%s on %s reaches back to %s, want %s", c.plan.Terms(), c.day, got, c.want)
		}
	}
}

func TestRun(t *testing.T) {
	from := day(t, monday)
	entries := days(t, from, "s . p . . s")
	for _, c := range []struct{ last, asking, want int }{
		{5, 0, 5}, {5, 1, 4}, {5, 2, 2}, {5, 3, 0}, {4, 1, 4}, {4, 0, 5}, {5, 4, -1},
	} {
		if got := entries.Run(from+date.Date(c.last), c.asking); got != from+date.Date(c.want) {
			t.Errorf("run of %d ending on day %d begins on day %d, want %d", c.asking, c.last, got-from, c.want)
		}
	}
}
