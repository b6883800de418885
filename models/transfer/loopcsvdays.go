package transfer

import (
	"errors"
	"io"
	"strconv"
	"strings"

	"gloss/models/date"
)

// loopDay is what a table says of one day of a habit.
type loopDay struct {
	day   date.Date
	value int64
	note  string
	line  int
}

// loopNames are what Loop writes for values below 4 since 2.3.1, also where
// they are amounts.
var loopNames = map[string]int64{"UNKNOWN": loopUnknown, "NO": loopNo, "YES_AUTO": loopImplied, "YES_MANUAL": loopYes, "SKIP": loopSkip}

// loopTableRows calls do with each row of a table that begins with a day. A
// head, which not every generation writes, is given to named, which may be nil.
func loopTableRows(f *Files, name string, named func(*records, []string) error, do func(r *records, day date.Date, rest []string) error) (guessed bool, err error) {
	r, err := newRecords(f, name, ',')
	if err != nil {
		return false, err
	}
	defer r.Close()
	for {
		record, err := r.Next()
		if errors.Is(err, io.EOF) {
			return r.Guessed(), nil
		} else if err != nil {
			return false, err
		}
		if r.Line() == 1 && record[0] == "Date" {
			if named == nil {
				continue
			}
			if err := named(r, record[1:]); err != nil {
				return false, err
			}
			continue
		}
		day, wrong := date.Parse(strings.TrimSpace(record[0]))
		if wrong != nil || len(record) < 2 {
			return false, r.Fail("This line does not begin with a day such as 2026-11-22 and a value.")
		}
		if err := do(r, day, record[1:]); err != nil {
			return false, err
		}
	}
}

// loopValue reads a value as any generation writes it.
func loopValue(r *records, s string) (int64, error) {
	s = strings.TrimSpace(s)
	if n, ok := loopNames[s]; ok {
		return n, nil
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return 0, r.Fail("%q is no value that Loop writes.", shown(s))
	}
	return n, nil
}

// loopScore reads a score. Phones whose language has a comma in numbers wrote
// one here too, which makes two columns of it.
func loopScore(r *records, fields []string) (float64, error) {
	v, err := strconv.ParseFloat(strings.TrimSpace(strings.Join(fields, ".")), 64)
	if err != nil {
		return 0, r.Fail("%q is no score.", shown(strings.Join(fields, ",")))
	}
	return v, nil
}
