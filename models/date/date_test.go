package date_test

import (
	"testing"
	"time"
	_ "time/tzdata"

	"gloss/models/date"
)

func TestDateArithmetic(t *testing.T) {
	d, err := date.Parse("2026-11-22")
	if err != nil {
		t.Fatal(err)
	}
	if d.Weekday() != time.Sunday {
		t.Errorf("2026-11-22 is a %s, want Sunday", d.Weekday())
	}
	if got := d.Week(time.Monday); got.From.String() != "2026-11-16" || got.To != d {
		t.Errorf("week from Monday = %s to %s", got.From, got.To)
	}
	if got := d.Week(time.Sunday); got.From != d || got.To.String() != "2026-11-28" {
		t.Errorf("week from Sunday = %s to %s", got.From, got.To)
	}
	if got := date.New(2024, 2, 10).Month(); got.Len() != 29 {
		t.Errorf("February 2024 has %d days", got.Len())
	}
	if date.New(1, 1, 1) != 1 {
		t.Errorf("0001-01-01 is day %d, want 1", date.New(1, 1, 1))
	}
	for _, bad := range []string{"", "2026-2-3", "2026-02-30", "1969-12-31", "2201-01-01", "today", "0000-01-01"} {
		if _, err := date.Parse(bad); err == nil {
			t.Errorf("Parse(%q) was accepted", bad)
		}
	}
}
