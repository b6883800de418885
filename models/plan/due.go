package plan

import (
	"database/sql/driver"
	"fmt"
	"strconv"
	"strings"
	"time"

	"gloss/models/date"
)

// Due says on which days a Day period asks: every day (the zero Due), on
// chosen weekdays, or every so many days from the plan's anchor.
type Due struct {
	Weekdays Weekdays
	Every    int // 0 where weekdays decide
}

// Weekdays is a set of weekdays, a bit each, Sunday first. The empty set and
// the full one both mean every day.
type Weekdays uint8

// EveryWeekday holds all seven.
const EveryWeekday Weekdays = 1<<7 - 1

// OnWeekdays returns the set of the given weekdays.
func OnWeekdays(days ...time.Weekday) Weekdays {
	var w Weekdays
	for _, d := range days {
		w |= 1 << d
	}
	return w
}

// Has reports whether d is in w.
func (w Weekdays) Has(d time.Weekday) bool { return w&(1<<d) != 0 }

func (d Due) has(day, anchor date.Date) bool {
	switch {
	case d.Every > 1:
		return int(day-anchor)%d.Every == 0
	case d.Weekdays == 0:
		return true
	}
	return d.Weekdays.Has(day.Weekday())
}

// IsEveryDay reports whether no day is off.
func (d Due) IsEveryDay() bool {
	return d.Every <= 1 && (d.Weekdays == 0 || d.Weekdays == EveryWeekday)
}

// WeekdayCodes are the short names of weekdays in forms, files and the
// database, Sunday first.
var WeekdayCodes = [7]string{"su", "mo", "tu", "we", "th", "fr", "sa"}

// String writes d as "", "mo we fr" or "every 3".
func (d Due) String() string {
	if d.IsEveryDay() {
		return ""
	}
	if d.Every > 1 {
		return "every " + strconv.Itoa(d.Every)
	}
	var codes []string
	for i := range 7 {
		if day := time.Weekday((i + 1) % 7); d.Weekdays.Has(day) {
			codes = append(codes, WeekdayCodes[day])
		}
	}
	return strings.Join(codes, " ")
}

// ParseDue reads what String wrote.
func ParseDue(s string) (Due, error) {
	if n, ok := strings.CutPrefix(s, "every "); ok {
		every, err := strconv.Atoi(n)
		if err != nil || every < 1 || every > MaxEvery {
			return Due{}, fmt.Errorf("plan: %q is not a number of days", n)
		}
		return Due{Every: every}, nil
	}
	var d Due
	for code := range strings.FieldsSeq(s) {
		day := -1
		for i, c := range WeekdayCodes {
			if c == code {
				day = i
			}
		}
		if day < 0 {
			return Due{}, fmt.Errorf("plan: %q is not a weekday", code)
		}
		d.Weekdays |= 1 << day
	}
	return d, nil
}

// Value stores d as its text.
func (d Due) Value() (driver.Value, error) { return d.String(), nil }

// Scan reads what Value stored.
func (d *Due) Scan(src any) error { return scanText(src, d, ParseDue) }

// GormDataType names the column type.
func (Due) GormDataType() string { return "text" }

// MarshalText writes d as its text.
func (d Due) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (d *Due) UnmarshalText(b []byte) error { return scanText(b, d, ParseDue) }

func scanText[T any](src any, to *T, parse func(string) (T, error)) (err error) {
	switch v := src.(type) {
	case string:
		*to, err = parse(v)
	case []byte:
		*to, err = parse(string(v))
	default:
		return fmt.Errorf("plan: cannot read %T from %T", *to, src)
	}
	return err
}
