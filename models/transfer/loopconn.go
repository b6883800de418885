package transfer

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"slices"
	"strings"

	"github.com/mattn/go-sqlite3"
)

// loopConnector opens connections to a database; one of somebody else's is
// guarded, as what it holds may mean harm.
type loopConnector struct {
	address string
	guarded bool
}

// Driver returns SQLite's.
func (c loopConnector) Driver() driver.Driver { return &sqlite3.SQLiteDriver{} }

// Connect opens one.
func (c loopConnector) Connect(context.Context) (driver.Conn, error) {
	d := &sqlite3.SQLiteDriver{}
	if c.guarded {
		d.ConnectHook = guardConn
	}
	return d.Open(c.address)
}

// guardConn keeps a foreign database from doing anything but being read, and
// from being read at any cost. The driver has taken in its schema by now, which
// headerOf bounds.
func guardConn(conn *sqlite3.SQLiteConn) error {
	for _, pragma := range []string{"PRAGMA trusted_schema=OFF", "PRAGMA cell_size_check=ON", "PRAGMA mmap_size=0", "PRAGMA cache_size=-2000"} {
		if _, err := conn.Exec(pragma, nil); err != nil {
			return err
		}
	}
	for limit, most := range map[int]int{
		sqlite3.SQLITE_LIMIT_LENGTH:              MaxRecord,
		sqlite3.SQLITE_LIMIT_SQL_LENGTH:          64 << 10,
		sqlite3.SQLITE_LIMIT_COLUMN:              maxLoopColumns,
		sqlite3.SQLITE_LIMIT_EXPR_DEPTH:          20,
		sqlite3.SQLITE_LIMIT_COMPOUND_SELECT:     4,
		sqlite3.SQLITE_LIMIT_VDBE_OP:             25_000,
		sqlite3.SQLITE_LIMIT_FUNCTION_ARG:        8,
		sqlite3.SQLITE_LIMIT_ATTACHED:            0,
		sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 100,
		sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER:     10,
		sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH:       0,
	} {
		conn.SetLimit(limit, most)
	}
	conn.RegisterAuthorizer(func(op int, what, _, _ string) int {
		var may []string
		switch op {
		case sqlite3.SQLITE_SELECT:
			return sqlite3.SQLITE_OK
		case sqlite3.SQLITE_READ:
			may = []string{"sqlite_master", "habits", "repetitions"}
		case sqlite3.SQLITE_PRAGMA:
			may = []string{"table_xinfo", "quick_check"}
		}
		if slices.Contains(may, strings.ToLower(what)) {
			return sqlite3.SQLITE_OK
		}
		return sqlite3.SQLITE_DENY
	})
	return nil
}

// openForeign opens somebody else's database to be read alone. Nothing is
// written, not even beside it.
func openForeign(path string) *sql.DB {
	db := sql.OpenDB(loopConnector{address: loopAddress(path, "mode=ro&immutable=1&_query_only=1&_ignore_check_constraints=1"), guarded: true})
	db.SetMaxOpenConns(1)
	return db
}
