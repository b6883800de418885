package page

import (
	"slices"
	"strconv"
	"strings"
)

// Settled is the line between what Today still asks and what it does not: with
// it the latter is hidden, or shown again.
type Settled struct {
	Hidden bool
	Words  string // how much is hidden
	at     int    // it stands before the group of this index
}

// settle returns which rows of a settled group of today are listed, and draws
// the line before the first such group. Where the person wants them hidden a row
// that is asked for stays all the same: the chosen one, one with something to
// look at again, and the one that was pressed just now, so that it can be pressed
// once more.
func (v *DayView) settle(in DayInput, name string, rows []Row) []Row {
	if v.Settled == nil {
		v.Settled = &Settled{Hidden: in.Hide, at: len(v.Groups)}
	}
	if !in.Hide {
		return rows
	}
	stay := slices.DeleteFunc(slices.Clone(rows), func(r Row) bool {
		return r.ID != in.Chosen && r.ID != in.Just && !in.Refused.of(r)
	})
	if n := len(rows) - len(stay); n > 0 {
		if v.Settled.Words != "" {
			v.Settled.Words += ", "
		}
		v.Settled.Words += strconv.Itoa(n) + " " + strings.ToLower(name)
	}
	return stay
}
