package store_test

import (
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gloss/models"
	"gloss/models/store"
)

// served is a store with a backup in which something is logged, and with more
// logged since.
type served struct {
	*person
	dir, habit, token string
	backup            store.Backup
}

func newServed(t *testing.T) *served {
	t.Helper()
	dir := t.TempDir()
	s, err := store.Open(t.Context(), store.Options{Dir: dir, Now: newClock().now, Serve: true})
	if err != nil {
		t.Fatal(err)
	}
	v := &served{person: newPerson(t, s, "ana"), dir: dir}
	t.Cleanup(func() { v.s.Close() })
	v.habit = v.person.habit("sun", minutes(today))
	v.log(v.habit, today, models.ActAdd, five)
	if v.token, _, err = s.CreateSession(t.Context(), v.id, "Firefox", "192.0.2.1", true); err != nil {
		t.Fatal(err)
	}
	if err := s.BackUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	v.log(v.habit, today, models.ActAdd, five)
	all, err := s.Backups()
	if err != nil {
		t.Fatal(err)
	}
	v.backup = all.Daily[0]
	return v
}

// replace puts the backup back; ready is asked for the first database opened.
func (v *served) replace(t *testing.T, ready func(*store.Store) error) error {
	t.Helper()
	staged, err := v.s.Stage(t.Context(), v.backup)
	if err != nil {
		t.Fatal(err)
	}
	first := true
	next, err := staged.Replace(t.Context(), func(s *store.Store) error {
		if !first {
			return nil
		}
		first = false
		return ready(s)
	})
	if next == nil {
		t.Fatal(err)
	}
	v.s = next
	return err
}

// holds fails unless this much stands, and the store works and holds its folder.
func (v *served) holds(t *testing.T, amount string, files ...string) {
	t.Helper()
	if got := v.day(v.habit, today); got != amount {
		t.Errorf("%q stands, want %q", got, amount)
	}
	if err := v.s.Ping(t.Context()); err != nil {
		t.Error(err)
	}
	if _, err := store.Open(t.Context(), store.Options{Dir: v.dir, Now: newClock().now, Serve: true}); err == nil || !strings.Contains(err.Error(), "another gloss") {
		t.Errorf("the folder is not held: %v", err)
	}
	left, err := filepath.Glob(filepath.Join(v.dir, store.FileName+".*"))
	if err != nil || len(left) != len(files) {
		t.Errorf("beside it lie %v, want %v", left, files)
	}
	for _, name := range files {
		if _, err := os.Stat(filepath.Join(v.dir, name)); err != nil {
			t.Error(err)
		}
	}
	if err := v.s.BackUp(t.Context()); err != nil {
		t.Errorf("no backup can be made afterwards: %v", err)
	}
}

func TestReplace(t *testing.T) {
	v := newServed(t)
	if err := v.replace(t, func(*store.Store) error { return nil }); err != nil {
		t.Fatal(err)
	}
	v.holds(t, "5", "gloss.db.before-restore-1")
	if _, _, err := v.s.SessionUser(t.Context(), v.token); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("a session came back: %v", err)
	}
	all, err := v.s.Backups()
	if err != nil || len(all.Others) != 1 {
		t.Fatalf("%+v, %v", all.Others, err)
	}
	v.backup = all.Others[0]
	if err := v.replace(t, func(*store.Store) error { return nil }); err != nil {
		t.Fatal(err)
	}
	v.holds(t, "10", "gloss.db.before-restore-1", "gloss.db.before-restore-2")
}

// Another process that has the database open leaves a log behind when it is moved
// aside. It is found among the backups all the same: at once, or with the next
// backup where that process was still reading.
func TestReplaceBesideAnotherProcess(t *testing.T) {
	for name, reads := range map[string]bool{"at rest": false, "reading": true} {
		t.Run(name, func(t *testing.T) {
			v := newServed(t)
			db, err := sql.Open("sqlite3", "file:"+filepath.Join(v.dir, store.FileName))
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			tx, err := db.Begin()
			if err != nil {
				t.Fatal(err)
			}
			var n int
			if err := tx.QueryRow("SELECT count(*) FROM habits").Scan(&n); err != nil {
				t.Fatal(err)
			}
			v.log(v.habit, today, models.ActAdd, five) // stands in the log alone
			if !reads {
				if err := tx.Rollback(); err != nil {
					t.Fatal(err)
				}
			}
			if err := v.replace(t, func(*store.Store) error { return nil }); err != nil {
				t.Fatal(err)
			}
			if reads {
				if err := errors.Join(tx.Rollback(), db.Close(), v.s.BackUp(t.Context())); err != nil {
					t.Fatal(err)
				}
			}
			all, err := v.s.Backups()
			if err != nil || len(all.Others) != 1 {
				t.Fatalf("%+v, %v", all.Others, err)
			}
			v.backup = all.Others[0]
			if err := v.replace(t, func(*store.Store) error { return nil }); err != nil {
				t.Fatal(err)
			}
			if got := v.day(v.habit, today); got != "15" {
				t.Errorf("put back, %q stands", got)
			}
		})
	}
}

// A write of another process that a restore overtakes fails: it would go into
// the database that was moved aside.
func TestReplaceUnderAWrite(t *testing.T) {
	v := newServed(t)
	beside, err := store.Open(t.Context(), store.Options{Dir: v.dir, Now: newClock().now})
	if err != nil {
		t.Fatal(err)
	}
	defer beside.Close()
	staged, err := v.s.Stage(t.Context(), v.backup)
	if err != nil {
		t.Fatal(err)
	}
	file := bundle(fromFile("k:1", "Read", ticks(today-9), said(today-9, 1000)))
	_, err = beside.Import(t.Context(), v.id, "an-import-overtaken", file, nil, today, func(int, int) {
		if staged == nil {
			return
		}
		next, err := staged.Replace(t.Context(), func(*store.Store) error { return nil })
		if staged = nil; err != nil {
			t.Error(err)
		}
		v.s = next
	})
	if staged != nil || err == nil {
		t.Errorf("nobody heard of it: %v", err)
	}
}

// Where the database that was put in the place cannot be lived with after all,
// the old one stands there again and is open.
func TestReplaceTurnsBack(t *testing.T) {
	v := newServed(t)
	broken := errors.New("the pump is broken")
	err := v.replace(t, func(s *store.Store) error {
		if got := (&person{t: t, s: s, id: v.id}).day(v.habit, today); got != "5" {
			t.Errorf("asked about %q", got)
		}
		return broken
	})
	if !errors.Is(err, broken) {
		t.Errorf("said %v", err)
	}
	v.holds(t, "10")
	if _, _, err := v.s.SessionUser(t.Context(), v.token); err != nil {
		t.Errorf("a session ended though nothing was put back: %v", err)
	}
}

// A staged file that is gone when its turn comes leaves the database too.
func TestReplaceWithoutAFile(t *testing.T) {
	v := newServed(t)
	staged, err := v.s.Stage(t.Context(), v.backup)
	if err != nil {
		t.Fatal(err)
	}
	left, _ := filepath.Glob(filepath.Join(v.dir, store.FileName+".restore-*"))
	if len(left) != 1 || os.Remove(left[0]) != nil {
		t.Fatalf("staged is %v", left)
	}
	next, err := staged.Replace(t.Context(), func(*store.Store) error { return nil })
	if err == nil || next == nil {
		t.Fatalf("%v, %v", next, err)
	}
	v.s = next
	v.holds(t, "10")
}

// One backup is made or put back at a time.
func TestStageHoldsOthersOff(t *testing.T) {
	v := newServed(t)
	staged, err := v.s.Stage(t.Context(), v.backup)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := v.s.Stage(t.Context(), v.backup); !errors.Is(err, store.ErrBusy) {
		t.Errorf("staged twice: %v", err)
	}
	if err := v.s.BackUp(t.Context()); !errors.Is(err, store.ErrBusy) {
		t.Errorf("backed up meanwhile: %v", err)
	}
	if all, _ := v.s.Backups(); all.Failure != nil {
		t.Errorf("that counts as a failure: %+v", all.Failure)
	}
	if err := staged.Drop(); err != nil {
		t.Fatal(err)
	}
	v.holds(t, "10")
}

// A stop between the two renames of a restore leaves no database, and the next
// start does not make an empty one.
func TestAnInterruptedRestoreIsNoticed(t *testing.T) {
	dir := filled(t)
	file := filepath.Join(dir, store.FileName)
	if err := os.Rename(file, file+".before-restore-4"); err != nil {
		t.Fatal(err)
	}
	for _, serve := range []bool{true, false} {
		refused(t, dir, serve, "gloss.db.before-restore-4 is there", "gloss restore")
	}
	if err := store.Restore(t.Context(), dir, file+".before-restore-4"); err != nil {
		t.Fatal(err)
	}
	open(t, dir)
}

// The command keeps the last three too, and numbers them on.
func TestRestoreKeepsThree(t *testing.T) {
	dir := filled(t)
	file, good := filepath.Join(dir, store.FileName), filepath.Join(t.TempDir(), "good.db")
	s := open(t, dir, func(o *store.Options) { o.Serve = false })
	if err := s.Backup(t.Context(), good); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for range 5 {
		if err := store.Restore(t.Context(), dir, good); err != nil {
			t.Fatal(err)
		}
	}
	left, _ := filepath.Glob(file + ".*")
	if want := file + ".before-restore-3," + file + ".before-restore-4," + file + ".before-restore-5"; strings.Join(left, ",") != want {
		t.Errorf("left are %v", left)
	}
}
