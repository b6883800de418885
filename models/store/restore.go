package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/mattn/go-sqlite3"
)

// Restore puts the database of a backup file in the place of the one in dir,
// which is moved aside and kept. It refuses while the folder is in use, and a
// file that is damaged, not ours or newer than this program. All sessions,
// tokens, invitations and reset links end: a backup must not bring back a way in
// that was closed since.
func Restore(ctx context.Context, dir, file string) error {
	s := &Store{}
	if err := s.folder(dir); err != nil {
		return plain(dir, err)
	}
	if err := s.takeLock(ctx, true); err != nil {
		return errors.Join(plain(s.dir, err), s.lock.Close())
	}
	return errors.Join(s.restore(ctx, file), s.lock.Close())
}

func (s *Store) restore(ctx context.Context, file string) error {
	copied, err := s.takeIn(file)
	if copied != "" {
		defer os.Remove(copied)
	}
	if err != nil {
		return fmt.Errorf("restore %s: %w", file, err)
	}
	if err := accept(ctx, copied); err != nil {
		return fmt.Errorf("restore %s: the file %w; nothing was changed", file, err)
	}
	if err := closeWaysIn(ctx, copied); err != nil {
		return fmt.Errorf("restore %s: %w", file, err)
	}
	if err := syncFile(copied); err != nil {
		return err
	}
	if err := moveAside(s.file); err != nil {
		return err
	}
	if err := os.Rename(copied, s.file); err != nil {
		return err
	}
	return syncDir(s.dir)
}

// takeIn copies file into the data folder.
func (s *Store) takeIn(file string) (string, error) {
	for _, suffix := range []string{"-wal", "-journal"} {
		if info, err := os.Stat(file + suffix); err == nil && info.Size() > 0 {
			return "", fmt.Errorf("%s lies beside it, so it is a live database and not a backup; make one with \"gloss backup\"", filepath.Base(file)+suffix)
		}
	}
	info, err := os.Stat(file)
	if err != nil {
		return "", err
	}
	if here, err := os.Stat(s.file); err == nil && os.SameFile(info, here) {
		return "", errors.New("that is the database itself")
	}
	if !info.Mode().IsRegular() || info.Size() == 0 {
		return "", errors.New("not a backup: the file is empty")
	}
	from, err := os.Open(file)
	if err != nil {
		return "", err
	}
	defer from.Close()
	to, err := os.CreateTemp(s.dir, FileName+".restore-*") // mode 0600
	if err != nil {
		return "", err
	}
	_, err = io.Copy(to, from)
	return to.Name(), errors.Join(err, to.Close())
}

// accept refuses a copy that could not be lived with.
func accept(ctx context.Context, file string) error {
	db := pool(file, copySettings, 1)
	defer db.Close()
	version, err := schemaOf(ctx, db)
	if damaged := (sqlite3.Error{}); errors.As(err, &damaged) {
		return fmt.Errorf("is damaged (%w)", err)
	}
	if err != nil {
		return err
	}
	if known := len(steps()); version > known {
		return fmt.Errorf("was written by a newer Gloss (schema %d, and this one knows %d)", version, known)
	}
	if err := check(ctx, db, "integrity_check"); err != nil {
		return fmt.Errorf("is damaged (%w)", err)
	}
	if lost, err := orphans(ctx, db); err != nil || len(lost) > 0 {
		return errors.Join(err, fmt.Errorf("is damaged (%d rows without their parents)", len(lost)))
	}
	return nil
}

func closeWaysIn(ctx context.Context, file string) error {
	db := pool(file, freshSettings, 1)
	defer db.Close()
	if _, err := db.ExecContext(ctx, "DELETE FROM sessions; DELETE FROM sign_ins; DELETE FROM tokens; DELETE FROM invitations"); err != nil {
		return err
	}
	return db.Close()
}

// moveAside gives the old database and its log other names, together: a log
// without its database, or beside another, would lose or damage what it holds.
// The database goes first, so that a stop in between leaves a log alone, which
// the next start refuses.
func moveAside(file string) error {
	aside := ""
	for n := 1; ; n++ {
		aside = fmt.Sprintf("%s.before-restore-%d", file, n)
		_, err := os.Lstat(aside)
		_, log := os.Lstat(aside + "-wal")
		if errors.Is(err, fs.ErrNotExist) && errors.Is(log, fs.ErrNotExist) {
			break
		}
	}
	for _, suffix := range []string{"", "-wal", "-shm", "-journal"} {
		if err := os.Rename(file+suffix, aside+suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}
