package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Backup writes a whole, checked copy of the database to file, which must not
// exist yet. Others may read and write meanwhile.
func (s *Store) Backup(ctx context.Context, file string) error {
	if err := s.stillThere(); err != nil {
		return err
	}
	return wrap("backup", backup(ctx, s.file, file))
}

func backup(ctx context.Context, from, to string) error {
	to, err := filepath.Abs(to)
	if err != nil {
		return err
	}
	if _, err := os.Lstat(to); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s is there already; choose another name", to)
	}
	f, err := os.CreateTemp(filepath.Dir(to), ".gloss-backup-*") // mode 0600
	if err != nil {
		return err
	}
	half := f.Name()
	defer os.Remove(half)
	if err := f.Close(); err != nil {
		return err
	}
	db := pool(from, backupSettings, 1)
	defer db.Close()
	if _, err := db.ExecContext(ctx, "VACUUM INTO ?", half); err != nil {
		return err
	}
	if err := syncFile(half); err != nil {
		return err
	}
	if err := checkCopy(ctx, half, "quick_check"); err != nil {
		return fmt.Errorf("the copy is not whole, so it was not kept: %w", err)
	}
	if err := os.Rename(half, to); err != nil {
		return err
	}
	return syncDir(filepath.Dir(to))
}

// checkCopy looks for damage in a database at rest.
func checkCopy(ctx context.Context, file, how string) error {
	db := pool(file, copySettings, 1)
	defer db.Close()
	return check(ctx, db, how)
}
