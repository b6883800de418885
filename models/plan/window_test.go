package plan_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"gloss/models/plan"
)

func TestParseClock(t *testing.T) {
	for in, want := range map[string]plan.Clock{"00:00": 0, "10:00": 600, " 9:05 ": 545, "23:59": 1439, "24:00": 1440} {
		if got, err := plan.ParseClock(in); err != nil || got != want {
			t.Errorf("ParseClock(%q) = %d, %v, want %d", in, got, err, want)
		}
	}
	for _, bad := range []string{"", "10", "10:5", "25:00", "24:01", "10:60", "ten", "10:00:00", "-1:00"} {
		if got, err := plan.ParseClock(bad); err == nil {
			t.Errorf("ParseClock(%q) = %s was accepted", bad, got)
		}
	}
	if got := plan.ClockOf(time.Date(2026, 11, 22, 16, 5, 59, 0, time.UTC)); got.String() != "16:05" {
		t.Errorf("the clock shows %s", got)
	}
}

func TestWindow(t *testing.T) {
	w, err := plan.ParseWindow("10:00–16:00")
	if err != nil || w != (plan.Window{From: 600, To: 960}) {
		t.Fatalf("%v, %v", w, err)
	}
	for clock, want := range map[plan.Clock]bool{599: false, 600: true, 800: true, 960: true, 961: false} {
		if w.Has(clock) != want {
			t.Errorf("%s in %s: %t", clock, w, !want)
		}
	}
	var whole plan.Window
	if whole.IsSet() || !whole.Has(0) || !whole.Has(1439) || whole.String() != "" {
		t.Errorf("the whole day is %q", whole)
	}
	for _, bad := range []string{"10:00", "10:00-16:00", "10:00–", "–16:00", "10:00–ten"} {
		if w, err := plan.ParseWindow(bad); err == nil || w.IsSet() {
			t.Errorf("ParseWindow(%q) = %q, %v", bad, w, err)
		}
	}
}

func TestWindowRoundTrips(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		clock := rapid.Map(rapid.IntRange(0, 1440), func(n int) plan.Clock { return plan.Clock(n) })
		w := plan.Window{From: clock.Draw(t, "from"), To: clock.Draw(t, "to")}
		var scanned, text plan.Window
		v, _ := w.Value()
		if err := scanned.Scan(v); err != nil || scanned != w {
			t.Fatalf("%s reads %s, %v", w, scanned, err)
		}
		b, _ := w.MarshalText()
		if err := text.UnmarshalText(b); err != nil || text != w {
			t.Fatalf("%s reads %s, %v", w, text, err)
		}
	})
}

func FuzzParseWindow(f *testing.F) {
	for _, s := range []string{"", "10:00–16:00", "00:00–24:00", "16:00–10:00", "10:00", "–"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		w, err := plan.ParseWindow(s)
		if err != nil {
			return
		}
		if w.From < 0 || w.To < 0 || w.From > 1440 || w.To > 1440 {
			t.Errorf("ParseWindow(%q) = %+v", s, w)
		}
		if again, err := plan.ParseWindow(w.String()); err != nil || again != w {
			t.Errorf("%q became %q, which reads %q, %v", s, w, again, err)
		}
	})
}
