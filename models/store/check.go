package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
)

// check runs SQLite's own quick_check or integrity_check and fails with the
// first thing it finds.
func check(ctx context.Context, db *sql.DB, how string) error {
	found, err := integrity(ctx, db, how)
	if err == nil && len(found) > 0 {
		err = errors.New(strings.Join(strings.Fields(found[0]), " "))
	}
	return err
}

func integrity(ctx context.Context, db *sql.DB, how string) (found []string, err error) {
	rows, err := db.QueryContext(ctx, "PRAGMA "+how)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			return nil, err
		}
		if line != "ok" {
			found = append(found, line)
		}
	}
	return found, rows.Err()
}

// orphans returns rows whose parent is gone, which the integrity check does not
// look for.
func orphans(ctx context.Context, db *sql.DB) (found []string, err error) {
	rows, err := db.QueryContext(ctx, "PRAGMA foreign_key_check")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var table, parent string
		var row, key sql.NullInt64
		if err := rows.Scan(&table, &row, &parent, &key); err != nil {
			return nil, err
		}
		found = append(found, fmt.Sprintf("row %d of %s belongs to a row of %s that is gone", row.Int64, table, parent))
	}
	return found, rows.Err()
}

// Check looks through the whole database and returns what is wrong with it in
// words, nothing where all is well. It changes nothing.
func (s *Store) Check(ctx context.Context) ([]string, error) {
	found, err := integrity(ctx, s.reader, "integrity_check")
	if err != nil {
		return nil, wrap("check", err)
	}
	lost, err := orphans(ctx, s.reader)
	if err != nil {
		return nil, wrap("check", err)
	}
	return append(found, lost...), nil
}
