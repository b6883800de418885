package transfer

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"gloss/models/date"
)

// bullDays decides how HabitBull's days are read. It writes them as the phone's
// language does, so that 11/5/2020 is a day of November or of May. One day of
// the file that can be read one way alone decides for all.
type bullDays struct {
	dayFirst, monthFirst int
	unsure               *bullDay // the first that could be either
	ask                  Doubt
	first                string // which part is first: "day", "month"
}

// bullDay is a day as it is written: three numbers.
type bullDay struct {
	parts [3]int
	sep   byte
	year  bool // the year comes first
}

// bullDayOf reads the numbers of s: 2020-11-05, 11/05/2020, 5.11.20.
func bullDayOf(s string) (d bullDay, ok bool) {
	s = strings.TrimSuffix(strings.ReplaceAll(s, " ", ""), ".")
	at := strings.IndexAny(s, "-/.")
	if at < 0 {
		return d, false
	}
	d.sep = s[at]
	parts := strings.Split(s, s[at:at+1])
	if len(parts) != len(d.parts) {
		return d, false
	}
	for i, part := range parts {
		n, err := strconv.ParseUint(part, 10, 16)
		if err != nil || len(part) > 4 {
			return d, false
		}
		d.parts[i] = int(n)
	}
	d.year = len(parts[0]) == 4
	if year := d.parts[2]; !d.year && len(parts[2]) <= 2 {
		d.parts[2] = year + 2000
		if year >= 70 {
			d.parts[2] = year + 1900
		}
	}
	return d, true
}

// either reports whether d may be read with its day or its month first.
func (d bullDay) either() bool {
	a, b := d.parts[0], d.parts[1]
	return !d.year && a != b && min(a, b) >= 1 && max(a, b) <= 12
}

// day returns the day, which is none where there is no such.
func (d bullDay) day(dayFirst bool) date.Date {
	year, month, day := d.parts[2], d.parts[0], d.parts[1]
	switch {
	case d.year:
		year, month, day = d.parts[0], d.parts[1], d.parts[2]
	case month > 12, dayFirst && day <= 12:
		month, day = day, month
	}
	at := date.New(year, time.Month(month), day)
	if y, m, n := at.Time().Date(); y != year || int(m) != month || n != day {
		return 0
	}
	return at
}

// see takes d as evidence.
func (b *bullDays) see(d bullDay) {
	switch {
	case d.year:
	case d.either():
		if b.unsure == nil {
			b.unsure = &d
		}
	case d.parts[0] > 12 && d.parts[1] <= 12:
		b.dayFirst++
	case d.parts[1] > 12 && d.parts[0] <= 12:
		b.monthFirst++
	}
}

// settle decides, and asks where the file does not say.
func (b *bullDays) settle(c Choices) {
	b.first = "month"
	switch {
	case b.unsure == nil:
	case b.dayFirst > 0 && b.monthFirst == 0:
		b.first = "day"
	case b.monthFirst > 0 && b.dayFirst == 0:
	default:
		b.ask = bullAsk(*b.unsure)
		b.first = c.Of(b.ask)
	}
}

// bullAsk asks how d is read. Where points part the numbers, no language puts
// the month first.
func bullAsk(d bullDay) Doubt {
	written := fmt.Sprintf("%d%[2]c%d%[2]c%[4]d", d.parts[0], d.sep, d.parts[1], d.parts[2])
	label := func(dayFirst bool) string { return d.day(dayFirst).Format("2 January 2006") }
	ask := Doubt{
		ID:  "dates",
		Ask: fmt.Sprintf("Which day is %s? The file can be read both ways.", written),
		Options: []Option{
			{Value: "month", Label: label(false) + ", the month comes first"},
			{Value: "day", Label: label(true) + ", the day comes first"},
		},
		Default: "month",
	}
	if d.sep == '.' {
		ask.Default = "day"
	}
	return ask
}
