package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Backup writes a whole, checked copy of the database to file, which must not
// exist yet. Others may read and write meanwhile.
func (s *Store) Backup(ctx context.Context, file string) error {
	if err := s.stillThere(); err != nil {
		return err
	}
	return wrap("backup", backup(ctx, s.file, file, ".gloss-backup-*"))
}

func backup(ctx context.Context, from, to, half string) error {
	to, err := filepath.Abs(to)
	if err != nil {
		return err
	}
	if _, err := os.Lstat(to); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s is there already; choose another name", to)
	}
	return place(ctx, from, to, half)
}

// copyTries is how often a copy is made whose rows cannot be told from lost
// ones: a table that grew and shrank meanwhile looks the same.
const copyTries = 3

// errUnlike is what a copy is refused for that holds other rows than the
// database did.
var errUnlike = errors.New("the copy does not hold the rows that the database does")

// place makes a copy of a database and gives it its name when it is whole and
// safe on the disk, in place of what has that name. Until then it goes by a name
// of the pattern half; a copy that is not whole is removed.
func place(ctx context.Context, from, to, half string) error {
	var copied string
	var err error
	for range copyTries {
		if copied, err = copyOf(ctx, from, filepath.Dir(to), half); !errors.Is(err, errUnlike) {
			break
		}
	}
	if err != nil {
		return err
	}
	if err := os.Rename(copied, to); err != nil {
		return errors.Join(err, os.Remove(copied))
	}
	return syncDir(filepath.Dir(to))
}

// copyOf makes a checked copy of a database in a folder and returns its name.
func copyOf(ctx context.Context, from, dir, half string) (string, error) {
	f, err := os.CreateTemp(dir, half) // mode 0600
	if err != nil {
		return "", err
	}
	if err = f.Close(); err == nil {
		err = fill(ctx, from, f.Name())
	}
	if err != nil {
		return "", errors.Join(err, removed(f.Name(), "", "-journal"))
	}
	return f.Name(), nil
}

// fill copies a database into an empty file, and looks the copy through.
func fill(ctx context.Context, from, to string) error {
	db := pool(from, backupSettings, 1)
	defer db.Close()
	before, err := rowsOf(ctx, db)
	if err != nil {
		return err
	}
	if _, err := db.ExecContext(ctx, "VACUUM INTO ?", to); err != nil {
		return err
	}
	after, err := rowsOf(ctx, db)
	if err != nil {
		return err
	}
	if err := syncFile(to); err != nil {
		return err
	}
	return checkCopy(ctx, to, before, after)
}

// checkCopy looks for damage in a copy at rest, for rows without their parents,
// and for rows that the database held all the while and the copy does not.
func checkCopy(ctx context.Context, file string, before, after map[string]int64) error {
	db := pool(file, copySettings, 1)
	defer db.Close()
	if err := check(ctx, db, "quick_check"); err != nil {
		return fmt.Errorf("the copy is not whole, so it was not kept: %w (%w)", err, errDamaged)
	}
	lost, err := orphans(ctx, db)
	if err != nil {
		return err
	}
	if len(lost) > 0 {
		return fmt.Errorf("the copy is not whole, so it was not kept: %s: %w", lost[0], errDamaged)
	}
	held, err := rowsOf(ctx, db)
	if err != nil {
		return err
	}
	if len(held) != len(before) || len(held) != len(after) {
		return fmt.Errorf("%d tables, not %d: %w", len(held), len(before), errUnlike)
	}
	for name, n := range held {
		if few, many := min(before[name], after[name]), max(before[name], after[name]); n < few || n > many {
			return fmt.Errorf("%d rows of %s, not %d to %d: %w", n, name, few, many, errUnlike)
		}
	}
	return nil
}

// rowsOf counts the rows of each table.
func rowsOf(ctx context.Context, db *sql.DB) (map[string]int64, error) {
	names, err := tablesOf(ctx, db)
	if err != nil {
		return nil, err
	}
	counts := make(map[string]int64, len(names))
	for _, name := range names {
		var n int64
		if err := db.QueryRowContext(ctx, `SELECT count(*) FROM "`+strings.ReplaceAll(name, `"`, `""`)+`"`).Scan(&n); err != nil {
			return nil, err
		}
		counts[name] = n
	}
	return counts, nil
}

func tablesOf(ctx context.Context, db *sql.DB) (names []string, err error) {
	rows, err := db.QueryContext(ctx, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, rows.Err()
}

// removed removes a file under each of some endings, where it is there.
func removed(file string, endings ...string) error {
	var errs []error
	for _, ending := range endings {
		if err := os.Remove(file + ending); !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}
