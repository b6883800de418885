package transfer

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"
)

// loopCells are the cells of one row. A database of SQLite may hold anything in
// any column: what is of an odd kind is listed, and read as if it were not there.
type loopCells struct {
	columns []string
	values  []any // after them the row's number
	table   string
	lose    func(what, where string)
}

// at names the row for people.
func (c loopCells) at() string { return fmt.Sprintf("row %v of %s", c.values[len(c.columns)], c.table) }

// each reads a table row by row. It returns where it came to when it failed.
func (l *loopFile) each(ctx context.Context, t loopTable, columns []string, do func(loopCells) error) (at string, err error) {
	rows, err := l.db.QueryContext(ctx, t.rows(columns...)+" ORDER BY rowid")
	if err != nil {
		return t.name, err
	}
	defer rows.Close()
	c := loopCells{columns: columns, values: make([]any, len(columns)+1), lose: l.Lose, table: t.name}
	into := make([]any, len(c.values))
	for i := range into {
		into[i] = &c.values[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return c.at(), err
		}
		if err := do(c); err != nil {
			return c.at(), err
		}
	}
	if c.values[len(columns)] == nil {
		return t.name, rows.Err()
	}
	return c.at(), rows.Err()
}

func (c loopCells) value(column string) any { return c.values[slices.Index(c.columns, column)] }

func (c loopCells) odd(column string) {
	c.lose(fmt.Sprintf("Cells of an odd kind in the column %s: each was read as empty.", column), c.at())
}

// whole reads a whole number; ok is false where there is none.
func (c loopCells) whole(column string) (n int64, ok bool) {
	switch v := c.value(column).(type) {
	case nil:
		return 0, false
	case int64:
		return v, true
	case float64:
		if v == math.Trunc(v) && math.Abs(v) < 1<<53 {
			return int64(v), true
		}
	}
	c.odd(column)
	return 0, false
}

// or reads a whole number, and normal where there is none.
func (c loopCells) or(column string, normal int64) int64 {
	if n, ok := c.whole(column); ok {
		return n
	}
	return normal
}

// real reads a number, and 0 where there is none.
func (c loopCells) real(column string) float64 {
	switch v := c.value(column).(type) {
	case nil:
		return 0
	case int64:
		return float64(v)
	case float64:
		return v
	}
	c.odd(column)
	return 0
}

// text reads a text, and a number as it is written.
func (c loopCells) text(column string) string {
	switch v := c.value(column).(type) {
	case nil:
		return ""
	case string:
		return v
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64)
	}
	c.odd(column)
	return ""
}
