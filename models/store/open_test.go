package store_test

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gloss/models/store"
)

type queryer interface {
	Query(string, ...any) (*sql.Rows, error)
}

// refused opens dir, which must fail with one line that has the words, and
// leave the database as it is.
func refused(t *testing.T, dir string, serve bool, words ...string) {
	t.Helper()
	before, _ := os.ReadFile(filepath.Join(dir, store.FileName))
	s, err := store.Open(t.Context(), store.Options{Dir: dir, Now: newClock().now, Serve: serve})
	if err == nil {
		s.Close()
		t.Fatalf("opened, want an error with %q", words)
	}
	t.Log(err)
	for _, w := range append(words, dir) {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("%q does not say %q", err, w)
		}
	}
	if strings.Contains(err.Error(), "\n") {
		t.Errorf("%q is more than one line", err)
	}
	if after, _ := os.ReadFile(filepath.Join(dir, store.FileName)); string(before) != string(after) {
		t.Error("the file was changed")
	}
}

// filled makes a data folder with one account and returns it.
func filled(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	s := open(t, dir)
	newPerson(t, s, "ana").habit("sun", minutes(today))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

func write(t *testing.T, file string, content []byte) {
	t.Helper()
	if err := os.WriteFile(file, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

func exec(t *testing.T, file, statement string) {
	t.Helper()
	db, err := sql.Open("sqlite3", file)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(statement); err != nil {
		t.Fatal(err)
	}
}

func TestNeverStartsEmpty(t *testing.T) {
	for _, c := range []struct {
		name   string
		damage func(t *testing.T, file string)
		words  []string
	}{
		{"cut to nothing", func(t *testing.T, file string) { write(t, file, nil) }, []string{"empty", "restore"}},
		{"not a database", func(t *testing.T, file string) { write(t, file, []byte(strings.Repeat("hello ", 999))) }, []string{"not a database", "restore"}},
		{"cut in half", func(t *testing.T, file string) {
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			write(t, file, b[:len(b)/2])
		}, []string{"damaged", "restore"}},
		{"newer", func(t *testing.T, file string) { exec(t, file, "PRAGMA user_version=99") }, []string{"newer Gloss", "99"}},
		{"another program's", func(t *testing.T, file string) {
			os.Remove(file)
			exec(t, file, "CREATE TABLE notes (text TEXT)")
		}, []string{"another program", "GLOSS_DATA"}},
		{"a folder", func(t *testing.T, file string) {
			os.Remove(file)
			if err := os.Mkdir(file, 0o700); err != nil {
				t.Fatal(err)
			}
		}, []string{"not a file"}},
		{"gone, with its log", func(t *testing.T, file string) { os.Remove(file); write(t, file+"-wal", []byte("x")) }, []string{"is gone", "restore"}},
		{"gone, with backups", func(t *testing.T, file string) {
			os.Remove(file)
			if err := os.Mkdir(filepath.Join(filepath.Dir(file), store.BackupDir), 0o700); err != nil {
				t.Fatal(err)
			}
			write(t, filepath.Join(filepath.Dir(file), store.BackupDir, "old.db"), []byte("x"))
		}, []string{"is gone", "restore"}},
	} {
		for _, serve := range []bool{true, false} {
			t.Run(c.name, func(t *testing.T) {
				dir := filled(t)
				c.damage(t, filepath.Join(dir, store.FileName))
				refused(t, dir, serve, c.words...)
			})
		}
	}
}

func TestDamageAfterUncleanStop(t *testing.T) {
	dir := filled(t)
	file := filepath.Join(dir, store.FileName)
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	// A page in the middle loses its order; the start of the file still reads.
	for i := 4096*5 + 8; i < 4096*6; i++ {
		b[i] ^= 0x5a
	}
	write(t, file, b)
	// A log that holds no frame of this database, as a stop in the wrong moment leaves.
	write(t, file+"-wal", make([]byte, 32))
	refused(t, dir, true, "damaged", "restore")
}

func TestFolders(t *testing.T) {
	refused(t, filepath.Join(t.TempDir(), "not", "there"), true, "does not exist")
	file := filepath.Join(t.TempDir(), "file")
	write(t, file, nil)
	refused(t, file, true, "not a folder")
	for _, name := range []string{"plain", "with space", "a#b", "a?b=c", "100%41", "ü:&+"} {
		dir := filepath.Join(t.TempDir(), name)
		s := open(t, dir)
		newPerson(t, s, "ana")
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		found, err := os.ReadDir(filepath.Dir(dir))
		if err != nil || len(found) != 1 {
			t.Errorf("%q: the folder around holds %v, %v", name, found, err)
		}
		info, err := os.Stat(filepath.Join(dir, store.FileName))
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%q: %v, %v, want a file for its owner alone", name, info, err)
		}
		again := open(t, dir, func(o *store.Options) { o.Serve = false })
		if has, err := again.HasUsers(t.Context()); err != nil || !has {
			t.Errorf("%q: opened again it has no account (%v)", name, err)
		}
	}
}

func TestOneServer(t *testing.T) {
	dir := t.TempDir()
	open(t, dir)
	refused(t, dir, true, "another gloss")
	// A command may work beside it.
	newPerson(t, open(t, dir, func(o *store.Options) { o.Serve = false }), "ana")
}

func TestCommandBeforeServer(t *testing.T) {
	dir := t.TempDir()
	command := open(t, dir, func(o *store.Options) { o.Serve = false })
	newPerson(t, command, "ana")
	if err := command.Close(); err != nil {
		t.Fatal(err)
	}
	if has, err := open(t, dir).HasUsers(t.Context()); err != nil || !has {
		t.Errorf("the server does not find what the command made: %v", err)
	}
}

func TestSettingsHoldOnEveryConnection(t *testing.T) {
	s := open(t, t.TempDir())
	for _, c := range []struct {
		db   *sql.DB
		n    int
		want string
	}{
		{s.Writer(), 1, "wal 2 20000 1 2 -4000 0 0 1"},
		{s.Reader(), 4, "wal 1 20000 1 0 -2000 1 0 1"},
	} {
		for range c.n {
			conn, err := c.db.Conn(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			defer conn.Close()
			var got []string
			for _, name := range []string{"journal_mode", "synchronous", "busy_timeout", "foreign_keys", "secure_delete", "cache_size", "query_only", "trusted_schema", "cell_size_check"} {
				var v string
				if err := conn.QueryRowContext(t.Context(), "PRAGMA "+name).Scan(&v); err != nil {
					t.Fatal(err)
				}
				got = append(got, v)
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("settings %v, want %s", got, c.want)
			}
		}
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
		if extra, err := c.db.Conn(ctx); err == nil {
			t.Errorf("there is room for more than %d connections", c.n)
			extra.Close()
		}
		cancel()
	}
}

func TestTakenAwayIsNoticed(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	if err := s.Ping(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(filepath.Join(dir, store.FileName), filepath.Join(dir, "elsewhere")); err != nil {
		t.Fatal(err)
	}
	if err := s.Ping(t.Context()); err == nil {
		t.Error("ping answers without the file")
	}
	if _, err := s.CreateUser(t.Context(), newUser("ana")); err == nil {
		t.Error("an account was made in a file that is gone")
	}
}
