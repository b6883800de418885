package store

import "context"

// Rotation lets tests ask the rule itself.
var Rotation = rotation

// Place makes a backup without asking for room first.
func Place(ctx context.Context, from, to string) error { return place(ctx, from, to, halfBackup) }

// CheckCopy looks a copy through beside the database that it was made of, in
// which nothing happened since.
func CheckCopy(ctx context.Context, copied, from string) error {
	db := pool(from, backupSettings, 1)
	defer db.Close()
	rows, err := rowsOf(ctx, db)
	if err != nil {
		return err
	}
	return checkCopy(ctx, copied, rows, rows)
}
