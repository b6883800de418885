package date_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"gloss/models/date"
)

const latestStart = 6

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

// everyZone returns one zone of each set that changes its clocks alike from
// one instant to another.
func everyZone(t *testing.T, from, to time.Time) map[string]*time.Location {
	t.Helper()
	names, err := os.ReadFile("testdata/zones.txt")
	if err != nil {
		t.Fatal(err)
	}
	zones, seen := map[string]*time.Location{}, map[string]bool{}
	for name := range strings.FieldsSeq(string(names)) {
		loc := zone(t, name)
		_, offset := from.In(loc).Zone()
		print := fmt.Sprint(offset)
		for _, at := range changes(loc, from, to) {
			_, offset := at.In(loc).Zone()
			print += fmt.Sprint(" ", at.Unix(), offset)
		}
		if !seen[print] {
			seen[print] = true
			zones[name] = loc
		}
	}
	return zones
}

// changes returns the instants at which zone's clock changes.
func changes(zone *time.Location, from, to time.Time) []time.Time {
	var all []time.Time
	for t := from.In(zone); ; {
		_, end := t.ZoneBounds()
		if end.IsZero() || end.After(to) {
			return all
		}
		all = append(all, end)
		t = end
	}
}

// walk goes through time minute by minute and holds date.Today against what the
// clock has shown so far: the latest date seen at or after the hour a day
// starts. Minutes are fine enough where clocks change on whole minutes.
func walk(t *testing.T, zone *time.Location, from, to time.Time) {
	t.Helper()
	var begun, last [latestStart + 1]date.Date
	var todays [latestStart + 1]map[date.Date]bool
	for now, minute := from, 0; now.Before(to); now, minute = now.Add(time.Minute), minute+1 {
		clock := now.In(zone)
		shown, hour := date.Of(clock), clock.Hour()
		for start := range begun {
			first := begun[start] == 0
			fresh := hour >= start && shown > begun[start]
			if fresh {
				begun[start] = shown
			}
			if first || !fresh && minute%11 != 0 {
				continue // nothing is known of the days before the walk
			}
			got := date.Today(now, zone, start)
			if got != begun[start] {
				t.Fatalf("%s, start %d: at %s it is %s, want %s", zone, start, clock, got, begun[start])
			}
			if got < last[start] {
				t.Fatalf("%s, start %d: at %s it is %s after %s", zone, start, clock, got, last[start])
			}
			if fresh {
				if before := date.Today(now.Add(-time.Second), zone, start); before >= got {
					t.Fatalf("%s, start %d: a second before %s it is %s already", zone, start, clock, before)
				}
				if todays[start] == nil {
					todays[start] = map[date.Date]bool{}
				}
				if todays[start][got] {
					t.Fatalf("%s, start %d: %s begins twice", zone, start, got)
				}
				todays[start][got] = true
			}
			last[start] = got
		}
	}
}

func TestTodayAroundEveryChangeOfClocks(t *testing.T) {
	from := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	to := from.AddDate(3, 0, 0)
	zones := everyZone(t, from, to)
	if len(zones) < 60 {
		t.Fatalf("only %d different zones", len(zones))
	}
	for _, loc := range zones {
		for _, at := range changes(loc, from, to) {
			walk(t, loc, at.Add(-40*time.Hour), at.Add(30*time.Hour))
		}
	}
}

// Days that their zones will not forget: dates skipped and lived twice, half
// hours, midnights that never came.
func TestTodayOnOddDays(t *testing.T) {
	for _, c := range []struct{ zone, day string }{
		{"Pacific/Apia", "2011-12-30"},
		{"Pacific/Fakaofo", "2011-12-30"},
		{"Pacific/Kwajalein", "1993-08-21"},
		{"Pacific/Kwajalein", "1969-09-30"},
		{"Pacific/Kiritimati", "1994-12-31"},
		{"Pacific/Kiritimati", "1995-01-01"},
		{"Australia/Lord_Howe", "2024-04-07"},
		{"Australia/Lord_Howe", "2024-10-06"},
		{"America/St_Johns", "2008-03-09"},
		{"America/St_Johns", "2008-11-02"},
		{"America/St_Johns", "1988-04-03"},
		{"Asia/Kathmandu", "1986-01-01"},
		{"Africa/Casablanca", "2024-03-10"},
		{"Africa/Casablanca", "2024-04-14"},
		{"America/Sao_Paulo", "2017-10-15"},
		{"America/Sao_Paulo", "2018-02-18"},
		{"America/Havana", "2024-03-10"},
		{"Africa/Cairo", "2024-04-26"},
		{"Asia/Beirut", "2024-03-31"},
		{"Asia/Pyongyang", "2018-05-05"},
		{"America/Caracas", "2016-05-01"},
		{"Antarctica/Troll", "2024-03-31"},
		{"Antarctica/Casey", "2020-10-04"},
		{"America/Scoresbysund", "2024-03-31"},
	} {
		var day date.Date
		if err := day.Scan(c.day); err != nil {
			t.Fatal(err)
		}
		walk(t, zone(t, c.zone), (day - 4).Time(), (day + 4).Time())
	}
}

func TestEachDayOfEveryZoneIsCountedOnce(t *testing.T) {
	from := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	to := from.AddDate(3, 0, 0)
	for name, loc := range everyZone(t, from, to) {
		for _, start := range []int{0, 4} {
			last := date.Today(from, loc, start)
			for now := from; now.Before(to); now = now.Add(6 * time.Hour) {
				switch today := date.Today(now, loc, start); today - last {
				case 0, 1:
					last = today
				default:
					t.Fatalf("%s, start %d: %s follows %s", name, start, today, last)
				}
			}
			if want := date.Today(to.Add(-time.Second), loc, start); last < want-1 {
				t.Errorf("%s, start %d: counted up to %s, want %s", name, start, last, want)
			}
		}
	}
}

func TestBegins(t *testing.T) {
	for _, c := range []struct {
		zone, day string
		start     int
		want      string // empty: the zone never had the day
	}{
		{"UTC", "2026-11-22", 0, "2026-11-22T00:00:00Z"},
		{"UTC", "2026-11-22", 6, "2026-11-22T06:00:00Z"},
		{"Europe/Berlin", "2026-03-29", 0, "2026-03-29T00:00:00+01:00"},
		{"Europe/Berlin", "2026-03-29", 2, "2026-03-29T03:00:00+02:00"}, // 02:00 to 03:00 never was
		{"Europe/Berlin", "2026-03-29", 4, "2026-03-29T04:00:00+02:00"}, // three hours after midnight
		{"Europe/Berlin", "2026-10-25", 2, "2026-10-25T02:00:00+02:00"}, // the first of two
		{"Europe/Berlin", "2026-10-25", 4, "2026-10-25T04:00:00+01:00"}, // five hours after midnight
		{"America/Sao_Paulo", "2017-10-15", 0, "2017-10-15T01:00:00-02:00"},
		{"America/Sao_Paulo", "2018-02-18", 0, "2018-02-18T00:00:00-03:00"},
		{"America/St_Johns", "2008-11-02", 0, "2008-11-02T00:00:00-02:30"}, // for a minute, then Saturday again
		{"America/St_Johns", "2008-11-02", 1, "2008-11-02T01:00:00-03:30"},
		{"Pacific/Apia", "2011-12-29", 0, "2011-12-29T00:00:00-10:00"},
		{"Pacific/Apia", "2011-12-30", 0, ""},
		{"Pacific/Apia", "2011-12-31", 3, "2011-12-31T03:00:00+14:00"},
		{"Pacific/Kwajalein", "1993-08-21", 0, ""},
		{"Asia/Kathmandu", "1986-01-01", 0, "1986-01-01T00:15:00+05:45"},
	} {
		at, ok := date.Begins(parse(t, c.day), zone(t, c.zone), c.start)
		got := ""
		if ok {
			got = at.In(zone(t, c.zone)).Format(time.RFC3339)
		}
		if got != c.want {
			t.Errorf("%s in %s from %d o'clock begins at %q, want %q", c.day, c.zone, c.start, got, c.want)
		}
	}
}

func TestTodayStartsLate(t *testing.T) {
	for _, c := range []struct {
		zone, now string
		start     int
		want      string
	}{
		{"UTC", "2026-11-22T03:59:59Z", 4, "2026-11-21"},
		{"UTC", "2026-11-22T04:00:00Z", 4, "2026-11-22"},
		{"Europe/Berlin", "2026-03-29T01:59:59Z", 4, "2026-03-28"}, // 03:59:59 there
		{"Europe/Berlin", "2026-03-29T02:00:00Z", 4, "2026-03-29"},
		{"Europe/Berlin", "2026-10-25T02:59:59Z", 4, "2026-10-24"},
		{"Europe/Berlin", "2026-10-25T03:00:00Z", 4, "2026-10-25"},
		{"Pacific/Apia", "2011-12-30T09:59:59Z", 0, "2011-12-29"},
		{"Pacific/Apia", "2011-12-30T10:00:00Z", 0, "2011-12-31"},
		{"Pacific/Apia", "2011-12-30T15:59:59Z", 6, "2011-12-29"},
		{"Pacific/Apia", "2011-12-30T16:00:00Z", 6, "2011-12-31"},
		{"America/St_Johns", "2008-11-02T02:30:30Z", 0, "2008-11-02"}, // 00:00:30
		{"America/St_Johns", "2008-11-02T03:00:00Z", 0, "2008-11-02"}, // 23:30 on the 1st once more
	} {
		now, err := time.Parse(time.RFC3339, c.now)
		if err != nil {
			t.Fatal(err)
		}
		if got := date.Today(now, zone(t, c.zone), c.start); got.String() != c.want {
			t.Errorf("at %s in %s, days from %d o'clock: %s, want %s", c.now, c.zone, c.start, got, c.want)
		}
	}
}
