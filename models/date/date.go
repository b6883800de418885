// Package date decides what a civil day is: a date in somebody's calendar,
// never an instant. It knows weeks, months and which day it is for a person;
// it knows nothing of habits.
package date

import (
	"database/sql/driver"
	"fmt"
	"time"
)

// Date is a civil day, counted in days with 0001-01-01 as day 1. The zero Date
// is no day at all and is stored as NULL. Dates compare with < and ==, and b-a
// is the number of days from a to b.
type Date int32

const layout = time.DateOnly

// Oldest and Newest bound the days Gloss accepts from people and files.
var (
	Oldest = New(1970, time.January, 1)
	Newest = New(2200, time.December, 31)
)

var epoch = time.Date(0, time.December, 31, 0, 0, 0, 0, time.UTC).Unix()

// New returns the day of a year, month and day of month; like time.Date it
// normalises values outside their range.
func New(year int, month time.Month, day int) Date {
	return Date((time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() - epoch) / 86400)
}

// Of returns the date that t's own clock shows.
func Of(t time.Time) Date { return New(t.Year(), t.Month(), t.Day()) }

// Valid reports whether d is a day that Gloss accepts, between Oldest and Newest.
// No day, the zero Date, is not valid.
func (d Date) Valid() bool { return d >= Oldest && d <= Newest }

// Parse reads a day written as YYYY-MM-DD between Oldest and Newest.
func Parse(s string) (Date, error) {
	d, err := read(s)
	if err == nil && !d.Valid() {
		return 0, fmt.Errorf("date: %s lies outside %s to %s", s, Oldest, Newest)
	}
	return d, err
}

func read(s string) (Date, error) {
	t, err := time.Parse(layout, s)
	if err != nil {
		return 0, fmt.Errorf("date: %q is not a day like 2026-11-22", s)
	}
	return Of(t), nil
}

// Time returns midnight UTC of d: a carrier for formatting, not an instant in
// anybody's life.
func (d Date) Time() time.Time { return time.Unix(int64(d)*86400+epoch, 0).UTC() }

// String writes d as YYYY-MM-DD, and no day as the empty string.
func (d Date) String() string {
	if d == 0 {
		return ""
	}
	return d.Time().Format(layout)
}

// Format writes d by a layout of package time.
func (d Date) Format(layout string) string { return d.Time().Format(layout) }

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return time.Weekday((int64(d)%7 + 7) % 7) }

// Year returns the calendar year.
func (d Date) Year() int { return d.Time().Year() }

// Week returns the seven days holding d, beginning on start.
func (d Date) Week(start time.Weekday) Range {
	first := d - Date((7+int(d.Weekday())-int(start))%7)
	return Range{first, first + 6}
}

// Month returns the calendar month holding d.
func (d Date) Month() Range {
	y, m, _ := d.Time().Date()
	return Range{New(y, m, 1), New(y, m+1, 1) - 1}
}

// MarshalText writes d as YYYY-MM-DD.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote, within the bounds of Parse.
func (d *Date) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = 0
		return nil
	}
	v, err := Parse(string(b))
	*d = v
	return err
}

// Value stores d as TEXT, and no day as NULL.
func (d Date) Value() (driver.Value, error) {
	if d == 0 {
		return nil, nil
	}
	return d.String(), nil
}

// Scan reads what Value stored, of any year: the week of the oldest day begins
// before it.
func (d *Date) Scan(src any) (err error) {
	switch v := src.(type) {
	case nil:
		*d = 0
	case string:
		*d, err = read(v)
	case []byte:
		*d, err = read(string(v))
	default:
		err = fmt.Errorf("date: cannot read a day from %T", src)
	}
	return err
}

// GormDataType names the column type, so that no driver parses the text.
func (Date) GormDataType() string { return "text" }

// Range is the days From to To, both included; it is empty when To is before
// From.
type Range struct{ From, To Date }

// Len returns the number of days in r.
func (r Range) Len() int { return max(0, int(r.To-r.From)+1) }

// Has reports whether d lies in r.
func (r Range) Has(d Date) bool { return r.From <= d && d <= r.To }

// Clip returns the part of r that lies in s.
func (r Range) Clip(s Range) Range { return Range{max(r.From, s.From), min(r.To, s.To)} }
