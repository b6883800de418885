package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"net/url"
	"os"
	"runtime"
	"time"

	"github.com/mattn/go-sqlite3"
)

// The settings of the two pools. All stand in the address of the database, so
// that every connection has them; set by a statement they would hold for one.
// mode=rw: an absent file is an error, never a new empty database. Another
// process may keep the writer out as long as the largest import takes; who waits
// for a page gives up after as long.
const (
	writerSettings = "mode=rw&_txlock=immediate&_journal_mode=WAL&_synchronous=FULL&_busy_timeout=20000&_foreign_keys=1&_secure_delete=FAST&_cache_size=-4000&_stmt_cache_size=64"
	readerSettings = "mode=rw&_query_only=1&_busy_timeout=20000&_foreign_keys=1&_cache_size=-2000&_stmt_cache_size=64"
	freshSettings  = "mode=rw&_txlock=immediate&_journal_mode=DELETE&_synchronous=FULL&_foreign_keys=1&_secure_delete=FAST"
	probeSettings  = "mode=rw&_query_only=1&_busy_timeout=5000"
	backupSettings = "mode=rw&_busy_timeout=5000"
	settleSettings = "mode=rw&_busy_timeout=1000" // requests wait meanwhile
	// copySettings are for a file at rest that nobody else has open: nothing is
	// written, not even beside it.
	copySettings = "mode=ro&immutable=1&_query_only=1"
)

const readers = 4

// oldestSQLite is the first release without the race of 3.7.0 to 3.51.2
// between two connections that write the log back (sqlite.org/wal.html).
const oldestSQLite = 3051003

// connector opens connections to one file with more settings than the address
// can hold.
type connector struct {
	address string
	more    []string
}

func address(file, settings string) string {
	// # and ? in a folder's name would end the path and open another file.
	return "file:" + (&url.URL{Path: file}).EscapedPath() + "?" + settings
}

func (c connector) Driver() driver.Driver { return &sqlite3.SQLiteDriver{} }

func (c connector) Connect(context.Context) (driver.Conn, error) {
	return (&sqlite3.SQLiteDriver{ConnectHook: func(conn *sqlite3.SQLiteConn) error {
		for _, pragma := range c.more {
			if _, err := conn.Exec(pragma, nil); err != nil {
				return err
			}
		}
		return nil
	}}).Open(c.address)
}

// pool opens at most n connections to file, which are never recycled.
func pool(file, settings string, n int) *sql.DB {
	db := sql.OpenDB(connector{address(file, settings), []string{
		"PRAGMA trusted_schema=OFF", "PRAGMA cell_size_check=ON", "PRAGMA mmap_size=0", "PRAGMA journal_size_limit=67108864",
	}})
	db.SetMaxOpenConns(n)
	db.SetMaxIdleConns(n)
	return db
}

// setting is a pragma and what it must read back as.
type setting struct{ name, want string }

var always = []setting{{"busy_timeout", "20000"}, {"foreign_keys", "1"}, {"trusted_schema", "0"}, {"cell_size_check", "1"}, {"journal_mode", "wal"}}

var ofWriter = append([]setting{{"synchronous", "2"}, {"secure_delete", "2"}, {"cache_size", "-4000"}, {"query_only", "0"}}, always...)

var ofReader = append([]setting{{"cache_size", "-2000"}, {"query_only", "1"}}, always...)

// verify reads the settings back, and that file is what db has open.
func verify(ctx context.Context, db *sql.DB, file string, settings []setting) error {
	if _, n, _ := sqlite3.Version(); n < oldestSQLite {
		return fmt.Errorf("this program was built with SQLite %d, which can damage a database; build it with 3.51.3 or later", n)
	}
	for _, s := range settings {
		var got string
		if err := db.QueryRowContext(ctx, "PRAGMA "+s.name).Scan(&got); err != nil {
			return err
		}
		if got != s.want {
			return fmt.Errorf("SQLite answers %s=%s, and %s is needed", s.name, got, s.want)
		}
	}
	var seq int
	var name, open string
	if err := db.QueryRowContext(ctx, "PRAGMA database_list").Scan(&seq, &name, &open); err != nil {
		return err
	}
	wanted, err := os.Stat(file)
	if err != nil {
		return err
	}
	if got, err := os.Stat(open); err != nil || !os.SameFile(wanted, got) {
		return fmt.Errorf("SQLite opened %s, not %s", open, file)
	}
	return nil
}

// syncFile and syncDir make a new file and its name survive a power cut.
func syncFile(file string) error {
	f, err := os.OpenFile(file, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

func syncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil // directories cannot be opened there
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// instant writes a time as it is stored.
func instant(t time.Time) int64 { return t.UnixMilli() }
