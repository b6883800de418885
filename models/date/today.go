package date

import "time"

// Today returns the latest day that has begun at now for a person in zone
// whose days start late, at the whole hour start (0 to 6).
//
// A day begins at the first instant the zone's clock shows its date at or
// after the start. Nothing is ever added to or taken from now: on days when
// the clocks change that would be wrong for hours.
func Today(now time.Time, zone *time.Location, start int) Date {
	shown := Of(now.In(zone))
	for d := shown + 1; d > shown-3; d-- {
		if at, ok := Begins(d, zone, start); ok && !at.After(now) {
			return d
		}
	}
	return shown - 3
}

// Begins returns the first instant at which zone's clock shows d at or after
// the hour start; ok is false for a date the zone never had.
func Begins(d Date, zone *time.Location, start int) (at time.Time, ok bool) {
	midnight := d.Time().Unix()
	from := midnight + int64(start)*3600
	until := midnight + 86400
	// No zone is more than 26 hours from UTC, so every showing of d lies within
	// the periods of constant offset that touch these days.
	end := time.Unix(until+48*3600, 0)
	for t := time.Unix(midnight-48*3600, 0).In(zone); t.Before(end); {
		_, offset := t.Zone()
		first, last := t.ZoneBounds()
		shows := time.Unix(from-int64(offset), 0).In(zone)
		if !first.IsZero() && shows.Before(first) {
			shows = first
		}
		if (last.IsZero() || shows.Before(last)) && shows.Unix()+int64(offset) < until {
			return shows, true
		}
		if last.IsZero() {
			break
		}
		t = last
	}
	return time.Time{}, false
}
