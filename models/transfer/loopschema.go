package transfer

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/mattn/go-sqlite3"
)

// The versions of Loop's database that are read.
const loopFirst, loopLast = 9, 25

// loopPatience is how long a database may keep the reader busy; the largest
// honest one takes a few seconds.
const loopPatience = 30 * time.Second

// maxLoopColumns is how many columns a table may have; Loop's have up to twenty.
const maxLoopColumns = 100

// loopFile is a database of Loop that is open to be read.
type loopFile struct {
	*builder
	db      *sql.DB
	name    string
	version uint32
	waiting bool
	tables  map[string]loopTable // by their names in small letters
	rows    map[int64]*loopRow   // the habits, by their numbers
	odd     int                  // records that do not stand at midnight
}

// loopTable is a table as this file has it.
type loopTable struct {
	name    string
	columns map[string]string // by their names in small letters
}

// has reports whether the table has a column.
func (t loopTable) has(column string) bool { return t.columns[column] != "" }

// rows asks for columns, each read as nothing where the table has none of the
// name. The plus keeps the driver from taking a value for what its column says
// it is.
func (t loopTable) rows(columns ...string) string {
	list := make([]string, len(columns))
	for i, column := range columns {
		if list[i] = "NULL"; t.has(column) {
			list[i] = "+" + quoted(t.columns[column])
		}
	}
	return "SELECT " + strings.Join(append(list, "+rowid"), ", ") + " FROM " + quoted(t.name) + " NOT INDEXED"
}

// quoted writes a name as SQL does, whatever it holds.
func quoted(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

// openLoop opens a backup and looks whether it is one that can be read.
func openLoop(ctx context.Context, f *Files, name string) (*loopFile, error) {
	path, err := f.OnDisk(name)
	if err != nil {
		return nil, err
	}
	header, err := headerOf(path, name)
	if err != nil {
		return nil, err
	}
	l := &loopFile{
		db: openForeign(path), name: name, version: header.version, waiting: header.waiting,
		tables: map[string]loopTable{}, rows: map[int64]*loopRow{},
	}
	if err := l.look(ctx); err != nil {
		l.db.Close()
		return nil, l.fault(ctx, err, "")
	}
	return l, nil
}

// loopMade matches how SQLite writes down what Loop may have made. Triggers do
// nothing where nothing is written.
var loopMade = regexp.MustCompile(`^CREATE (TABLE|(UNIQUE )?INDEX|TRIGGER)\b`)

// look finds the two tables, and checks them before anything is believed.
func (l *loopFile) look(ctx context.Context) error {
	rows, err := l.db.QueryContext(ctx, "SELECT +type, +name, +sql FROM sqlite_schema")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var kind, name, made sql.NullString
		if err := rows.Scan(&kind, &name, &made); err != nil {
			return err
		}
		switch key := strings.ToLower(name.String); {
		case made.Valid && !loopMade.MatchString(made.String):
			return l.said("It holds %q, which is no plain table, as all of Loop’s are. It is not read.", shown(name.String))
		case kind.String == "table" && (key == "habits" || key == "repetitions"):
			l.tables[key] = loopTable{name.String, map[string]string{}}
		}
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return err
	}
	if len(l.tables) < 2 {
		return l.said("This is a SQLite database, but no backup of Loop Habit Tracker.")
	}
	switch {
	case l.version < loopFirst:
		return l.said("This backup is of a Loop too old to be read (its version %d, and %d to %d are understood). Open it in a newer Loop and back up there.", l.version, loopFirst, loopLast)
	case l.version > loopLast:
		return l.said("This backup is of a Loop newer than Gloss knows (its version %d, and %d to %d are understood). Export as CSV in Loop, and bring that.", l.version, loopFirst, loopLast)
	}
	for key := range l.tables {
		if err := l.check(ctx, l.tables[key]); err != nil {
			return err
		}
	}
	return l.need()
}

// check reads the columns of a table, and all of it for damage.
func (l *loopFile) check(ctx context.Context, t loopTable) error {
	rows, err := l.db.QueryContext(ctx, "PRAGMA table_xinfo("+quoted(t.name)+")")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var at, must, key, hidden int
		var name, kind string
		var normal any
		if err := rows.Scan(&at, &name, &kind, &must, &normal, &key, &hidden); err != nil {
			return err
		}
		if hidden != 0 {
			return l.said("The column %s is made up by the database, as none of Loop’s is. It is not read.", shown(name))
		}
		if t.columns[strings.ToLower(name)] = name; len(t.columns) > maxLoopColumns {
			return l.said("Its table %s has too many columns to be one of Loop’s.", t.name)
		}
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return err
	}
	var result string
	if err := l.db.QueryRowContext(ctx, "PRAGMA quick_check("+quoted(t.name)+")").Scan(&result); err != nil {
		return err
	}
	if result != "ok" {
		return l.said("This database is damaged: SQLite finds faults in %s. Back up again in Loop, and bring that.", t.name)
	}
	return nil
}

// need refuses a database that lacks what its version must have.
func (l *loopFile) need() error {
	must := map[string][]string{"habits": {"id", "name"}, "repetitions": {"habit", "timestamp"}}
	if l.version >= 16 {
		must["repetitions"] = append(must["repetitions"], "value")
	}
	for key, columns := range must {
		for _, column := range columns {
			if !l.tables[key].has(column) {
				return l.said("Its table %s has no column %s, as Loop’s have.", l.tables[key].name, column)
			}
		}
	}
	return nil
}

func (l *loopFile) said(format string, args ...any) *Error {
	return &Error{File: l.name, Said: fmt.Sprintf(format, args...)}
}

// fault says what is wrong with the file where SQLite could not read it; at is
// the place it came to.
func (l *loopFile) fault(ctx context.Context, err error, at string) error {
	if at != "" {
		at = ", near " + at
	}
	var known *Error
	var found sqlite3.Error
	switch {
	case errors.As(err, &known):
		return err
	case errors.Is(context.Cause(ctx), errLoopPatience):
		return l.said("This database takes too long to read%s. It is not read.", at)
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.As(err, &found) && found.Code == sqlite3.ErrTooBig:
		return l.said("A text in this database is too long%s.", at)
	case errors.As(err, &found):
		return l.said("This database is damaged, or not as Loop writes them%s: %s.", at, shown(found.Error()))
	}
	return fmt.Errorf("transfer: read %s: %w", l.name, err)
}

// errLoopPatience is why reading was ended.
var errLoopPatience = errors.New("transfer: too long at work")
