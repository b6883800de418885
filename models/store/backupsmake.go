package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"syscall"

	"github.com/mattn/go-sqlite3"

	"gloss/models"
	"gloss/models/date"
)

// ErrBusy says that a backup is being made or put back already.
var ErrBusy = errors.New("a backup is being made or put back just now")

// errDamaged is found in a database that breaks its own rules.
var errDamaged = errors.New("the database is damaged")

// Patterns of the names that unfinished files of the server go by. Only who
// holds the data folder alone makes any, so what is left of them is nobody's.
const (
	halfBackup  = ".gloss-half-*"
	halfRestore = FileName + ".restore-*"
)

// BackUp makes the backup of today, in place of one made earlier today, and then
// takes away those that the rule lets go. What goes wrong is remembered for
// Backups, and leaves all backups as they were. It fails with ErrBusy where one
// is being made or put back.
func (s *Store) BackUp(ctx context.Context) error {
	if !s.copies.busy.TryLock() {
		return ErrBusy
	}
	defer s.copies.busy.Unlock()
	began := s.now()
	err := s.backUp(ctx, date.Of(began))
	switch {
	case err == nil:
		s.copies.went(nil)
	case ctx.Err() == nil:
		s.copies.went(&Failure{At: began, Why: Why(err)})
	}
	return wrap("back up", err)
}

func (s *Store) backUp(ctx context.Context, today date.Date) (err error) {
	defer func() {
		if p := recover(); p != nil {
			s.log.ErrorContext(ctx, "a backup panicked", "panic", p, "stack", string(debug.Stack()))
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	if err := s.stillThere(); err != nil {
		return err
	}
	dir := filepath.Join(s.dir, BackupDir)
	if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	if err := s.sweepHalves(); err != nil {
		return err
	}
	aside, err := s.asides()
	if err != nil {
		return err
	}
	for _, one := range aside {
		s.settle(ctx, one.file)
	}
	if err := s.room(); err != nil {
		return err
	}
	name := dayName(today)
	if err := place(ctx, s.file, filepath.Join(dir, name), halfBackup); err != nil {
		return err
	}
	if now := s.now(); os.Chtimes(filepath.Join(dir, name), now, now) != nil {
		s.log.WarnContext(ctx, "the time of a backup was not set", "backup", name)
	}
	s.log.InfoContext(ctx, "backup made", "backup", name)
	return s.rotate(today)
}

// rotate takes away the backups that the rule lets go.
func (s *Store) rotate(today date.Date) error {
	all, err := s.Backups()
	if err != nil {
		return err
	}
	_, _, drop := rotation(daysOf(all.Daily), today)
	var errs []error
	for _, d := range drop {
		errs = append(errs, removed(filepath.Join(s.dir, BackupDir, dayName(d)), ""))
	}
	return errors.Join(errs...)
}

// rotateSteps takes away backups made before steps of the schema, but for the
// last of each of the newest few steps.
func (s *Store) rotateSteps() error {
	all, err := s.Backups()
	if err != nil {
		return err
	}
	last := map[string]bool{}
	var errs []error
	for _, b := range all.Others { // the newest first
		switch {
		case b.Kind != KindStep:
		case !last[b.Step] && len(last) < keptSteps:
			last[b.Step] = true
		default:
			errs = append(errs, removed(b.file, ""))
		}
	}
	return errors.Join(errs...)
}

// sweepHalves removes what a stop in the middle of making or placing a backup
// has left.
func (s *Store) sweepHalves() error {
	var errs []error
	for _, pattern := range []string{filepath.Join(BackupDir, halfBackup), halfRestore} {
		left, err := fs.Glob(os.DirFS(s.dir), filepath.ToSlash(pattern))
		errs = append(errs, err)
		for _, name := range left {
			errs = append(errs, removed(filepath.Join(s.dir, filepath.FromSlash(name)), ""))
		}
	}
	return errors.Join(errs...)
}

// reserve is the space in bytes that a copy of the database leaves to what
// people log meanwhile.
const reserve = 8 << 20

// room fails with ErrDiskFull where a copy of the database would fill the disk:
// it would be removed again, but nobody could log until then.
func (s *Store) room() error {
	need := int64(reserve)
	for _, suffix := range []string{"", "-wal"} {
		if info, err := os.Stat(s.file + suffix); err == nil {
			need += info.Size()
		}
	}
	if free, known := freeSpace(s.dir); known && free < need {
		return fmt.Errorf("%w: %d MB are free, and a copy needs %d MB", models.ErrDiskFull, free>>20, need>>20)
	}
	return nil
}

// Why says, as the end of a sentence, why a backup could not be made or put
// back. What it does not know is for the log.
func Why(err error) string {
	var lite sqlite3.Error
	errors.As(err, &lite)
	switch {
	case errors.Is(err, ErrBusy):
		return ErrBusy.Error()
	case errors.Is(err, models.ErrDiskFull), errors.Is(err, syscall.ENOSPC), lite.Code == sqlite3.ErrFull:
		return models.ErrDiskFull.Error()
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS),
		lite.Code == sqlite3.ErrPerm, lite.Code == sqlite3.ErrReadonly, lite.Code == sqlite3.ErrCantOpen:
		return "Gloss may not write into its data folder"
	case errors.Is(err, errDamaged), lite.Code == sqlite3.ErrCorrupt, lite.Code == sqlite3.ErrNotADB:
		return errDamaged.Error()
	case errors.Is(err, errUnlike):
		return errUnlike.Error()
	case lite.Code == sqlite3.ErrIoErr:
		return "the disk could not be written or read"
	case errors.Is(err, fs.ErrNotExist):
		return "a file was taken away"
	}
	return "something went wrong that only the server’s log tells of"
}
