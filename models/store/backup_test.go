package store_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"gloss/models"
	"gloss/models/store"
)

func TestBackupAndRestore(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	p := newPerson(t, s, "ana")
	id := p.habit("sun", minutes(today))
	p.log(id, today, models.ActAdd, five)
	token, _, err := s.CreateSession(t.Context(), p.id, "Firefox", "192.0.2.1", true)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "a b#c.db")
	if err := s.Backup(t.Context(), file); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the backup: %v, %v", info, err)
	}
	if err := s.Backup(t.Context(), file); err == nil {
		t.Error("a backup was written over another")
	}
	p.log(id, today, models.ActAdd, five)
	if err := store.Restore(t.Context(), dir, file); err == nil || !strings.Contains(err.Error(), "another gloss") {
		t.Errorf("restore under a running server: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := store.Restore(t.Context(), dir, file); err != nil {
		t.Fatal(err)
	}
	s = open(t, dir)
	if found, err := s.Check(t.Context()); err != nil || len(found) > 0 {
		t.Errorf("after the restore: %v, %v", found, err)
	}
	p.s = s
	if got := p.day(id, today); got != "5" {
		t.Errorf("restored %q, want what stood at the backup", got)
	}
	if _, _, err := s.SessionUser(t.Context(), token); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("a session came back with the backup: %v", err)
	}
	aside := open(t, moved(t, filepath.Join(dir, store.FileName+".before-restore-1")))
	p.s = aside
	if got := p.day(id, today); got != "10" {
		t.Errorf("what was moved aside holds %q, want what stood before the restore", got)
	}
}

// moved gives a database a folder of its own.
func moved(t *testing.T, file string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.Rename(file, filepath.Join(dir, store.FileName)); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestRestoreRefuses(t *testing.T) {
	dir := filled(t)
	db := filepath.Join(dir, store.FileName)
	before, err := os.ReadFile(db)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "copy.db")
	for _, c := range []struct {
		name string
		make func()
		say  string
	}{
		{"nothing there", func() {}, "no such file"},
		{"empty", func() { write(t, file, nil) }, "empty"},
		{"no database", func() { write(t, file, []byte(strings.Repeat("hello ", 999))) }, "not a database"},
		{"another program's", func() { os.Remove(file); exec(t, file, "CREATE TABLE notes (text TEXT)") }, "another program"},
		{"newer", func() { write(t, file, before); exec(t, file, "PRAGMA user_version=99") }, "newer"},
		{"damaged", func() {
			b := append([]byte(nil), before...)
			for i := 4096*5 + 8; i < 4096*6; i++ {
				b[i] ^= 0x5a
			}
			write(t, file, b)
		}, "damaged"},
		{"orphans", func() {
			write(t, file, before)
			exec(t, file, "DELETE FROM users")
		}, "damaged"},
		{"a live one", func() { write(t, file, before); write(t, file+"-wal", []byte("x")) }, "live database"},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.make()
			err := store.Restore(t.Context(), dir, file)
			if err == nil || !strings.Contains(err.Error(), c.say) {
				t.Errorf("%v, want words about %q", err, c.say)
			}
			if after, _ := os.ReadFile(db); string(after) != string(before) {
				t.Error("the database was changed")
			}
		})
	}
	if err := store.Restore(t.Context(), dir, db); err == nil {
		t.Error("the database was restored from itself")
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*restore*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestBackupWhileWriting(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	p := newPerson(t, s, "ana")
	id := p.habit("sun", minutes(today))
	var wait sync.WaitGroup
	wait.Go(func() {
		for range 60 {
			p.log(id, today, models.ActAdd, 1000)
		}
	})
	into := t.TempDir()
	for _, name := range []string{"1.db", "2.db", "3.db"} {
		if err := s.Backup(t.Context(), filepath.Join(into, name)); err != nil {
			t.Error(err)
		}
	}
	wait.Wait()
	for _, name := range []string{"1.db", "2.db", "3.db"} {
		to := filepath.Join(into, "restored-"+name)
		if err := store.Restore(t.Context(), to, filepath.Join(into, name)); err != nil {
			t.Fatal(err)
		}
		copied := open(t, to)
		q := &person{t: t, s: copied, id: p.id}
		l, changes := q.ledger(id), len(mustChanges(t, q))
		sum := 0
		if e := l.Logged[today]; e.Amount != nil {
			sum = int(*e.Amount / 1000)
		}
		if sum != changes-1 {
			t.Errorf("%s holds %d changes and a sum of %d: half a log", name, changes, sum)
		}
	}
}

// A copy that is sound in itself, but is not of this database, is no backup.
func TestACopyHoldsWhatTheDatabaseDoes(t *testing.T) {
	dir := filled(t)
	from := filepath.Join(dir, store.FileName)
	b, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	for spoil, say := range map[string]string{
		"SELECT 1":                             "",
		"DELETE FROM changes":                  "0 rows of changes, not 1 to 1",
		"DELETE FROM plans":                    "0 rows of plans, not 1 to 1",
		"INSERT INTO migrations VALUES ('x')":  "rows of migrations",
		"CREATE TABLE more (x TEXT)":           "tables, not",
		"DROP TABLE dismissals":                "tables, not",
		"UPDATE plans SET habit_id = 'nobody'": "that is gone",
		"PRAGMA writable_schema=1; UPDATE sqlite_master SET rootpage = 5 WHERE name = 'users'": "not whole",
	} {
		copied := filepath.Join(t.TempDir(), "copy.db")
		write(t, copied, b)
		exec(t, copied, "PRAGMA foreign_keys=0; "+spoil)
		if err := store.CheckCopy(t.Context(), copied, from); (err == nil) != (say == "") || err != nil && !strings.Contains(err.Error(), say) {
			t.Errorf("%s: %v, want %q", spoil, err, say)
		}
	}
}
