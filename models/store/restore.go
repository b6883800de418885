package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/mattn/go-sqlite3"
)

// Restore puts the database of a backup file in the place of the one in dir,
// which is moved aside; the last three that were are kept. It refuses while the
// folder is in use, and a file that is damaged, not ours or newer than this
// program. All sessions, tokens, invitations and reset links end: a backup must
// not bring back a way in that was closed since.
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
	if err := s.sweepHalves(); err != nil {
		return err
	}
	copied, err := s.prepare(ctx, file)
	if err != nil {
		return fmt.Errorf("restore %s: %w", file, err)
	}
	defer os.Remove(copied)
	aside, err := s.moveAside()
	if err != nil {
		return err
	}
	if err := os.Rename(copied, s.file); err != nil {
		return errors.Join(err, s.moveBack(aside))
	}
	return errors.Join(syncDir(s.dir), s.rotateAsides())
}

// prepare copies a backup into the data folder, sees that it can be lived with,
// and closes all ways in. It returns the name of the copy.
func (s *Store) prepare(ctx context.Context, file string) (copied string, err error) {
	copied, err = s.takeIn(file)
	defer func() {
		if err != nil && copied != "" {
			err = errors.Join(err, removed(copied, "", "-journal"))
		}
	}()
	if err != nil {
		return copied, err
	}
	if err := accept(ctx, copied); err != nil {
		return copied, fmt.Errorf("the file %w; nothing was changed", err)
	}
	if err := closeWaysIn(ctx, copied); err != nil {
		return copied, err
	}
	return copied, syncFile(copied)
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
	to, err := os.CreateTemp(s.dir, halfRestore) // mode 0600
	if err != nil {
		return "", err
	}
	_, err = io.Copy(to, from)
	return to.Name(), errors.Join(err, to.Close())
}

// Errors of backups that could not be lived with.
var (
	errOfNewer = errors.New("was written by a newer Gloss")
	errForeign = errors.New("is the database of another program")
	errSpoilt  = errors.New("is damaged")
)

// accept refuses a copy that could not be lived with.
func accept(ctx context.Context, file string) error {
	db := pool(file, copySettings, 1)
	defer db.Close()
	version, err := schemaOf(ctx, db)
	if damaged := (sqlite3.Error{}); errors.As(err, &damaged) {
		return fmt.Errorf("%w (%w)", errSpoilt, err)
	}
	if err != nil {
		return err
	}
	if known := len(steps()); version > known {
		return fmt.Errorf("%w (schema %d, and this one knows %d)", errOfNewer, version, known)
	}
	if err := check(ctx, db, "integrity_check"); err != nil {
		return fmt.Errorf("%w (%w)", errSpoilt, err)
	}
	if lost, err := orphans(ctx, db); err != nil || len(lost) > 0 {
		return errors.Join(err, fmt.Errorf("%w (%d rows without their parents)", errSpoilt, len(lost)))
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

// beside are the endings of the files that a database is: a log without its
// database, or beside another, would lose or damage what it holds.
var beside = []string{"", "-wal", "-shm", "-journal"}

// moveAside gives the old database and its log other names, together, and
// returns that of the database. The database goes first, so that a stop in
// between leaves a log alone, which the next start refuses.
func (s *Store) moveAside() (aside string, err error) {
	before, err := s.asides()
	if err != nil {
		return "", err
	}
	n := 1
	if len(before) > 0 {
		n = before[0].N + 1
	}
	for ; ; n++ { // past a log that lost its database
		aside = fmt.Sprintf("%s%s%d", s.file, asideSuffix, n)
		if _, err := os.Lstat(aside + "-wal"); errors.Is(err, fs.ErrNotExist) {
			break
		}
	}
	for i, suffix := range beside {
		err := os.Rename(s.file+suffix, aside+suffix)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", errors.Join(err, giveBack(aside, s.file, beside[:i]))
		}
	}
	return aside, nil
}

// settle writes the log of a database that was moved aside back into it, where
// another process had that open too, so that its last connection here left the
// log behind: without it the file alone is whole.
func (s *Store) settle(ctx context.Context, aside string) {
	if !leftOver(aside) {
		return
	}
	db, err := sql.Open("sqlite3", address(aside, settleSettings))
	if err == nil {
		_, err = db.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)")
		err = errors.Join(err, db.Close())
	}
	if err != nil || leftOver(aside) {
		s.log.WarnContext(ctx, "another process still uses the database that was moved aside; the file beside it belongs to it", "file", filepath.Base(aside), "error", err)
	}
}

// moveBack undoes moveAside: what stands in the place goes.
func (s *Store) moveBack(aside string) error {
	if _, err := os.Lstat(aside); err != nil {
		return nil // nothing was moved
	}
	return errors.Join(removed(s.file, beside...), giveBack(aside, s.file, beside), syncDir(s.dir))
}

// giveBack renames a database and its log, the log first.
func giveBack(from, to string, suffixes []string) error {
	var errs []error
	for _, suffix := range slices.Backward(suffixes) {
		if err := os.Rename(from+suffix, to+suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// rotateAsides takes away the databases that were moved aside, but for the last
// few.
func (s *Store) rotateAsides() error {
	all, err := s.asides()
	if err != nil {
		return err
	}
	var errs []error
	for _, b := range all[min(keptAsides, len(all)):] {
		errs = append(errs, removed(b.file, beside...))
	}
	return errors.Join(errs...)
}
