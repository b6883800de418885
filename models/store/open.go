package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
	"github.com/mattn/go-sqlite3"

	"gloss/models"
)

// lockWait is how long a start waits for another program to let go.
const lockWait = time.Second

// errInUse is what a start says when another program holds the data folder.
var errInUse = errors.New("another gloss is using this data folder; stop it first")

// folder makes the data folder where only its last part is missing. A missing
// parent is more likely a disk that is not mounted than a wish.
func (s *Store) folder(dir string) error {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	s.dir, s.file = abs, filepath.Join(abs, FileName)
	switch err := os.Mkdir(abs, 0o700); {
	case err == nil:
		return nil
	case errors.Is(err, fs.ErrNotExist):
		return errors.New("the folder above it does not exist; make it, or mount the disk it is on")
	}
	info, err := os.Stat(abs)
	if err == nil && !info.IsDir() {
		return errors.New("this is not a folder; name another with GLOSS_DATA")
	}
	return err
}

// takeLock takes the data folder: alone for the server, shared for commands,
// which may also run beside a server that has it.
func (s *Store) takeLock(ctx context.Context, alone bool) error {
	s.lock = newLock(s.dir)
	ctx, cancel := context.WithTimeout(ctx, lockWait)
	defer cancel()
	if !alone {
		_, err := s.lock.TryRLock()
		return err
	}
	if ok, err := s.lock.TryLockContext(ctx, 20*time.Millisecond); !ok {
		if err != nil && !errors.Is(err, context.DeadlineExceeded) {
			return err
		}
		return errInUse
	}
	return nil
}

func newLock(dir string) *flock.Flock {
	return flock.New(filepath.Join(dir, LockName), flock.SetPermissions(0o600))
}

// lookAtFile decides whether there is a database to open, or nothing at all and
// one may be made. It never opens the file: closing it again would drop the
// locks SQLite holds on it in this process.
func (s *Store) lookAtFile(ctx context.Context, alone bool) error {
	info, err := os.Stat(s.file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return s.create(ctx, alone)
	case err != nil:
		return err
	case !info.Mode().IsRegular():
		return fmt.Errorf("%s is not a file; move it away", FileName)
	case info.Size() == 0:
		return fmt.Errorf("%s is empty, so something has cut it off; %s", FileName, restoreAdvice)
	}
	return nil
}

// restoreAdvice is what to do about a database that cannot be used.
const restoreAdvice = "restore a backup with \"gloss restore FILE\" (see " + BackupDir + "/)"

// create makes a new database beside its name and moves it there whole, so that
// no crash leaves half of one.
func (s *Store) create(ctx context.Context, alone bool) error {
	for _, suffix := range []string{"-wal", "-journal"} {
		if _, err := os.Stat(s.file + suffix); err == nil {
			return fmt.Errorf("%s is gone but %s is there; put %s back beside it, or %s", FileName, FileName+suffix, FileName, restoreAdvice)
		}
	}
	if kept, _ := fs.Glob(os.DirFS(s.dir), BackupDir+"/*.db"); len(kept) > 0 {
		return fmt.Errorf("%s is gone but there are backups; %s, or move %s/ away to begin anew", FileName, restoreAdvice, BackupDir)
	}
	if aside, _ := fs.Glob(os.DirFS(s.dir), FileName+asideSuffix+"*"); len(aside) > 0 {
		return fmt.Errorf("%s is gone but %s is there, so a restore was interrupted; restore again with \"gloss restore FILE\", or give that file its name back", FileName, aside[0])
	}
	if !alone {
		// Two commands must not both make one.
		if err := s.lock.Unlock(); err != nil {
			return err
		}
		if err := s.takeLock(ctx, true); err != nil {
			return err
		}
		if _, err := os.Stat(s.file); err == nil {
			return s.share()
		}
	}
	if err := s.build(ctx); err != nil {
		return err
	}
	if !alone {
		return s.share()
	}
	return nil
}

// share turns a lock held alone into a shared one.
func (s *Store) share() error {
	if err := s.lock.Unlock(); err != nil {
		return err
	}
	return s.takeLock(context.Background(), false)
}

func (s *Store) build(ctx context.Context) error {
	f, err := os.CreateTemp(s.dir, FileName+".new-*") // mode 0600
	if err != nil {
		return err
	}
	fresh := f.Name()
	defer os.Remove(fresh)
	if err := f.Close(); err != nil {
		return err
	}
	if err := migrateFresh(ctx, fresh, s.config()); err != nil {
		return err
	}
	if err := errors.Join(syncFile(fresh), os.Rename(fresh, s.file)); err != nil {
		return err
	}
	return syncDir(s.dir)
}

// leftOver reports whether the last program on the database ended without
// closing it.
func leftOver(file string) bool {
	info, err := os.Stat(file + "-wal")
	return err == nil && info.Size() > 0
}

// plain says in one line, for people, why the database cannot be opened.
func plain(dir string, err error) error {
	return &openError{dir, err}
}

type openError struct {
	dir string
	err error
}

func (e *openError) Unwrap() error { return e.err }

func (e *openError) Error() string {
	return fmt.Sprintf("data folder %s: %s", e.dir, e.reason())
}

func (e *openError) reason() string {
	var lite sqlite3.Error
	switch {
	case errors.Is(e.err, fs.ErrPermission):
		return fmt.Sprintf("no permission (%v); let this user read and write it", e.err)
	case errors.Is(e.err, models.ErrDiskFull):
		return "the disk is full; make room and start again"
	case !errors.As(e.err, &lite):
		return e.err.Error()
	}
	switch lite.Code {
	case sqlite3.ErrFull:
		return "the disk is full; make room and start again"
	case sqlite3.ErrNotADB:
		return FileName + " is not a database, or its beginning is damaged; " + restoreAdvice
	case sqlite3.ErrCorrupt:
		return FileName + " is damaged; " + restoreAdvice
	case sqlite3.ErrCantOpen, sqlite3.ErrReadonly, sqlite3.ErrPerm:
		return FileName + " cannot be opened for writing; let this user read and write it and its folder"
	case sqlite3.ErrBusy, sqlite3.ErrLocked:
		return FileName + " is locked by another program; close it and start again"
	case sqlite3.ErrIoErr:
		return FileName + " cannot be read (" + lite.Error() + "); look after the disk, then " + restoreAdvice
	}
	return e.err.Error()
}
