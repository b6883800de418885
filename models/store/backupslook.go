package store

import (
	"context"
	"errors"
	"fmt"

	"github.com/mattn/go-sqlite3"
)

// Contents is what a backup holds.
type Contents struct{ Accounts, Habits, Days int }

// Contents looks into a listed backup. It fails where Refused knows why.
func (s *Store) Contents(ctx context.Context, b Backup) (Contents, error) {
	var c Contents
	db := pool(b.file, copySettings, 1)
	defer db.Close()
	version, err := schemaOf(ctx, db)
	if known := len(steps()); err == nil && version > known {
		return c, fmt.Errorf("store: contents: %w", errOfNewer)
	}
	if err == nil {
		err = db.QueryRowContext(ctx, "SELECT (SELECT count(*) FROM users), (SELECT count(*) FROM habits), (SELECT count(*) FROM entries)").
			Scan(&c.Accounts, &c.Habits, &c.Days)
	}
	if damaged := (sqlite3.Error{}); errors.As(err, &damaged) {
		err = fmt.Errorf("%w (%w)", errSpoilt, err)
	}
	return c, wrap("contents", err)
}
