package plan_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"gloss/models/date"
	"gloss/models/plan"
)

func TestDueDays(t *testing.T) {
	anchored := water
	anchored.Anchor = day(t, "2026-11-22")
	weekend := plan.Plan{Period: plan.Day, Due: plan.Due{Weekdays: plan.OnWeekdays(time.Saturday, time.Sunday)}}
	for _, c := range []struct {
		name string
		plan plan.Plan
		want string // two weeks from Monday the 16th
	}{
		{"every day", daily, "xxxxxxx xxxxxxx"},
		{"Monday, Wednesday, Friday", stretch, "x.x.x.. x.x.x.."},
		{"the weekend", weekend, ".....xx .....xx"},
		{"all seven weekdays", plan.Plan{Period: plan.Day, Due: plan.Due{Weekdays: plan.EveryWeekday}}, "xxxxxxx xxxxxxx"},
		{"every 3 days from the 22nd, backwards too", anchored, "x..x..x ..x..x."},
		{"every day by number", plan.Plan{Period: plan.Day, Due: plan.Due{Every: 1}}, "xxxxxxx xxxxxxx"},
		{"a week knows no days off", plan.Plan{Period: plan.Week, Due: stretch.Due}, "xxxxxxx xxxxxxx"},
	} {
		got := ""
		for i := range date.Date(14) {
			if i == 7 {
				got += " "
			}
			if c.plan.IsDue(day(t, monday) + i) {
				got += "x"
			} else {
				got += "."
			}
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestNextDue(t *testing.T) {
	friday := day(t, "2026-11-20")
	if got := stretch.NextDue(friday); got != friday+3 {
		t.Errorf("after Friday comes %s", got)
	}
	if got := daily.NextDue(friday); got != friday+1 {
		t.Errorf("after Friday comes %s", got)
	}
}

// The first plan's first day moves back with an early log; the anchor stays.
func TestAnchorStaysWhenTheFirstDayMoves(t *testing.T) {
	plans := on(t, monday, water)
	plans[0].From -= 4
	entries := days(t, plans[0].From, "x x . . x")
	if got, want := states(plans, entries, day(t, monday)), "off kept off off kept"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestDueText(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"mo we fr", "mo we fr"},
		{"fr mo we mo", "mo we fr"},
		{"su", "su"},
		{"su sa fr th we tu mo", ""},
		{"every 1", ""},
		{"every 3", "every 3"},
		{"every 365", "every 365"},
	} {
		d, err := plan.ParseDue(c.in)
		if err != nil || d.String() != c.want {
			t.Errorf("ParseDue(%q) = %q, %v, want %q", c.in, d, err, c.want)
		}
	}
	for _, bad := range []string{"every 0", "every -3", "every 366", "every x", "every ", "monday", "mo,we", "every"} {
		if d, err := plan.ParseDue(bad); err == nil {
			t.Errorf("ParseDue(%q) = %v was accepted", bad, d)
		}
	}
}

func TestDueRoundTrips(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := plan.Due{Weekdays: plan.Weekdays(rapid.IntRange(0, int(plan.EveryWeekday)).Draw(t, "weekdays"))}
		if rapid.Bool().Draw(t, "by number") {
			d = plan.Due{Every: rapid.IntRange(1, plan.MaxEvery).Draw(t, "every")}
		}
		var scanned, text plan.Due
		v, _ := d.Value()
		if err := scanned.Scan(v); err != nil {
			t.Fatal(err)
		}
		b, _ := d.MarshalText()
		if err := text.UnmarshalText(b); err != nil {
			t.Fatal(err)
		}
		for i := range date.Date(800) {
			p := plan.Plan{Period: plan.Day, Anchor: 739000, Due: d}
			q := p
			q.Due = scanned
			if at := 738600 + i; p.IsDue(at) != q.IsDue(at) || text != scanned {
				t.Fatalf("%+v reads %+v", d, scanned)
			}
		}
	})
	if err := new(plan.Due).Scan(3); err == nil {
		t.Error("a number was read as due days")
	}
}

func FuzzParseDue(f *testing.F) {
	for _, s := range []string{"", "mo we fr", "every 3", "every 03", "every +3", "su su", "every 9999999999999999999"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := plan.ParseDue(s)
		if err != nil {
			return
		}
		p := plan.Plan{Kind: plan.Tick, Period: plan.Day, Min: plan.At(1), Due: d}
		if bad := p.Problems(); len(bad) > 0 {
			t.Errorf("ParseDue(%q) = %+v: %v", s, d, bad)
		}
		again, err := plan.ParseDue(d.String())
		if err != nil || again.String() != d.String() {
			t.Errorf("%q became %q, which reads %q, %v", s, d, again, err)
		}
	})
}
