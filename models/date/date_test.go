package date_test

import (
	"encoding/json"
	"testing"
	"time"

	"pgregory.net/rapid"

	"gloss/models/date"
)

func parse(t *testing.T, s string) date.Date {
	t.Helper()
	d, err := date.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func anyDay() *rapid.Generator[date.Date] {
	return rapid.Map(rapid.Int32Range(int32(date.Oldest), int32(date.Newest)), func(n int32) date.Date { return date.Date(n) })
}

func TestDateArithmetic(t *testing.T) {
	d := parse(t, "2026-11-22")
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
	if got := d.Format("2 January 2006"); got != "22 November 2026" {
		t.Errorf("Format = %q", got)
	}
	if none := date.Date(0); none.String() != "" {
		t.Errorf("no day is written %q", none)
	}
}

func TestParseRefuses(t *testing.T) {
	for _, bad := range []string{"", "2026-2-3", "2026-02-30", "1969-12-31", "2201-01-01", "today", "0000-01-01", "2026-11-22 ", "２０２６-11-22", "2026-11-22T00:00:00Z"} {
		if d, err := date.Parse(bad); err == nil {
			t.Errorf("Parse(%q) = %s was accepted", bad, d)
		}
	}
}

func TestDateAgreesWithPackageTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDay().Draw(t, "day")
		at := d.Time()
		if date.Of(at) != d || d.Weekday() != at.Weekday() || d.Year() != at.Year() {
			t.Fatalf("%s is not %s", d, at)
		}
		if date.Of(at.AddDate(0, 0, 1)) != d+1 {
			t.Fatalf("the day after %s is not %s", d, d+1)
		}
		start := time.Weekday(rapid.IntRange(0, 6).Draw(t, "start"))
		if w := d.Week(start); w.Len() != 7 || !w.Has(d) || w.From.Weekday() != start {
			t.Fatalf("the week of %s from %s is %v", d, start, w)
		}
		m := d.Month()
		if !m.Has(d) || m.From.Time().Day() != 1 || (m.To+1).Time().Day() != 1 || m.Len() > 31 {
			t.Fatalf("the month of %s is %v", d, m)
		}
	})
}

func TestDateRoundTrips(t *testing.T) {
	check := func(t interface{ Fatalf(string, ...any) }, d date.Date) {
		var scanned, bytes, text, in date.Date = 1, 1, 1, 1
		v, err := d.Value()
		if err != nil {
			t.Fatalf("Value: %v", err)
		}
		if err := scanned.Scan(v); err != nil || scanned != d {
			t.Fatalf("%s stored as %v reads %s, %v", d, v, scanned, err)
		}
		if s, ok := v.(string); ok {
			if err := bytes.Scan([]byte(s)); err != nil || bytes != d {
				t.Fatalf("%s as bytes reads %s, %v", d, bytes, err)
			}
		}
		b, _ := d.MarshalText()
		if err := text.UnmarshalText(b); err != nil || text != d {
			t.Fatalf("%s written as %s reads %s, %v", d, b, text, err)
		}
		b, err = json.Marshal(d)
		if err != nil {
			t.Fatalf("%v", err)
		}
		if err := json.Unmarshal(b, &in); err != nil || in != d {
			t.Fatalf("%s as JSON %s reads %s, %v", d, b, in, err)
		}
	}
	check(t, 0)
	check(t, date.Oldest)
	check(t, date.Newest)
	rapid.Check(t, func(t *rapid.T) { check(t, anyDay().Draw(t, "day")) })
}

func TestScan(t *testing.T) {
	d := date.Date(7)
	if v, _ := date.Date(0).Value(); v != nil {
		t.Errorf("no day is stored as %v, want NULL", v)
	}
	if err := d.Scan("1969-12-29"); err != nil || d.String() != "1969-12-29" {
		t.Errorf("the Monday before the oldest day reads %s, %v", d, err)
	}
	for _, bad := range []any{"", "soon", []byte("2026"), int64(7), time.Now()} {
		if err := d.Scan(bad); err == nil {
			t.Errorf("Scan(%v) was accepted", bad)
		}
	}
	if err := d.UnmarshalText([]byte("1969-12-29")); err == nil {
		t.Error("a day before the oldest was taken from text")
	}
	if got := d.GormDataType(); got != "text" {
		t.Errorf("column type %q", got)
	}
}

func TestRange(t *testing.T) {
	r := date.Range{From: 10, To: 16}
	if r.Len() != 7 || !r.Has(10) || !r.Has(16) || r.Has(9) || r.Has(17) {
		t.Errorf("%v: length %d", r, r.Len())
	}
	if got := r.Clip(date.Range{From: 12, To: 40}); got != (date.Range{From: 12, To: 16}) {
		t.Errorf("clipped: %v", got)
	}
	if empty := r.Clip(date.Range{From: 20, To: 40}); empty.Len() != 0 || empty.Has(20) || empty.Has(16) {
		t.Errorf("clipped to nothing: %v has %d days", empty, empty.Len())
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"2026-11-22", "1970-01-01", "2200-12-31", "2024-02-29", "2026-02-29", "", "0000-00-00", "+2026-01-01"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := date.Parse(s)
		if err != nil {
			return
		}
		if d < date.Oldest || d > date.Newest || d.String() != s {
			t.Errorf("Parse(%q) = %s", s, d)
		}
	})
}
