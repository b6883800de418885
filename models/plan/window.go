package plan

import (
	"database/sql/driver"
	"errors"
	"fmt"
	"strings"
	"time"
)

// Clock is a time of day in minutes after midnight, 0 to 1440.
type Clock int

// ErrClock is what a person is told of a time that cannot be read.
var ErrClock = errors.New("write a time such as 10:00")

// endOfDay is the last Clock, written 24:00.
const endOfDay Clock = 24 * 60

// ParseClock reads HH:MM, from 00:00 to 24:00.
func ParseClock(s string) (Clock, error) {
	s = strings.TrimSpace(s)
	if s == endOfDay.String() {
		return endOfDay, nil
	}
	t, err := time.Parse("15:04", s)
	if err != nil {
		return 0, ErrClock
	}
	return Clock(t.Hour()*60 + t.Minute()), nil
}

// ClockOf returns the time of day t's own clock shows.
func ClockOf(t time.Time) Clock { return Clock(t.Hour()*60 + t.Minute()) }

// String writes c as HH:MM.
func (c Clock) String() string { return fmt.Sprintf("%02d:%02d", c/60, c%60) }

// Window is the stretch of a day in which a habit belongs; the zero Window is
// the whole day. It groups and is shown, it never refuses a log.
type Window struct{ From, To Clock }

// IsSet reports whether w is narrower than the day.
func (w Window) IsSet() bool { return w != Window{} }

// Has reports whether c lies in w, both ends included.
func (w Window) Has(c Clock) bool { return !w.IsSet() || w.From <= c && c <= w.To }

// String writes w as HH:MM–HH:MM, and the whole day as nothing.
func (w Window) String() string {
	if !w.IsSet() {
		return ""
	}
	return w.From.String() + "–" + w.To.String()
}

// ParseWindow reads what String wrote.
func ParseWindow(s string) (Window, error) {
	if s == "" {
		return Window{}, nil
	}
	from, to, _ := strings.Cut(s, "–")
	f, err := ParseClock(from)
	if err != nil {
		return Window{}, err
	}
	t, err := ParseClock(to)
	if err != nil {
		return Window{}, err
	}
	return Window{f, t}, nil
}

// Value stores w as its text.
func (w Window) Value() (driver.Value, error) { return w.String(), nil }

// Scan reads what Value stored.
func (w *Window) Scan(src any) error { return scanText(src, w, ParseWindow) }

// GormDataType names the column type.
func (Window) GormDataType() string { return "text" }

// MarshalText writes w as its text.
func (w Window) MarshalText() ([]byte, error) { return []byte(w.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (w *Window) UnmarshalText(b []byte) error { return scanText(b, w, ParseWindow) }

// words says when in the day: between 10:00 and 16:00, after 14:00.
func (w Window) words() string {
	switch {
	case w.From == 0:
		return "before " + w.To.String()
	case w.To == endOfDay:
		return "after " + w.From.String()
	}
	return "between " + w.From.String() + " and " + w.To.String()
}
