package main

import (
	"bytes"
	"database/sql"
	"errors"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	_ "github.com/mattn/go-sqlite3"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/store"
)

// command runs the binary with a data folder until it ends.
func command(t *testing.T, data string, args ...string) (code int, said string) {
	t.Helper()
	file, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(file, append([]string{"--data", data}, args...)...).CombinedOutput()
	if ended := (&exec.ExitError{}); errors.As(err, &ended) {
		return ended.ExitCode(), string(out)
	}
	if err != nil {
		t.Fatal(err)
	}
	return 0, string(out)
}

// logged is what stands logged on a day of somebody who counts.
func logged(t *testing.T, data string, h models.Habit, day date.Date) string {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(data, store.FileName)+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var amount string
	if err := db.QueryRow("SELECT coalesce(sum(amount), 0) / 1000 FROM entries WHERE habit_id = ? AND day = ?", h.ID, day.String()).Scan(&amount); err != nil {
		t.Fatal(err)
	}
	return amount
}

// A backup taken under load is put back by the program itself, not while the
// server runs; everybody has to sign in again, and what was there before is kept
// beside it. A damaged backup and one of a newer Gloss are refused with one line
// and change nothing.
func TestRestoreByTheProgram(t *testing.T) {
	dir, h := counting(t)
	today := date.Today(time.Now(), time.UTC, 0)
	good := filepath.Join(t.TempDir(), "good.db")
	s := start(t, dir)
	c := signIn(t, s.url, "ana")
	for range 3 {
		if status, err := c.add(h, today); err != nil || status != http.StatusSeeOther {
			t.Fatal(status, err)
		}
	}
	if code, said := command(t, dir, "backup", good); code != 0 || !strings.Contains(said, good) {
		t.Fatalf("backup beside the server: %d %s", code, said)
	}
	if _, err := c.add(h, today); err != nil {
		t.Fatal(err)
	}
	refused := func(what, file, say string) {
		t.Helper()
		if code, said := command(t, dir, "restore", file); code != 1 || !strings.Contains(said, say) || strings.Count(said, "\n") != 1 {
			t.Errorf("%s: code %d, said %q, want one line about %q", what, code, said, say)
		}
		if got := logged(t, dir, h, today); got != "4" {
			t.Errorf("%s: %s stand logged after the refusal", what, got)
		}
	}
	refused("under a running server", good, "another gloss")
	s.stop()
	refused("damaged", spoilt(t, good, func(b []byte) {
		for i := 4096*5 + 8; i < 4096*6; i++ {
			b[i] ^= 0x5a
		}
	}), "damaged")
	refused("cut off", spoilt(t, good, func(b []byte) { clear(b[len(b)/2:]) }), "nothing was changed")
	refused("of a newer Gloss", newer(t, good), "newer")
	if left, _ := filepath.Glob(filepath.Join(dir, "*restore*")); len(left) > 0 {
		t.Errorf("a refusal leaves %v behind", left)
	}

	if code, said := command(t, dir, "restore", good); code != 0 || !strings.Contains(said, "log in again") {
		t.Fatalf("restore: %d %s", code, said)
	}
	if got := logged(t, dir, h, today); got != "3" {
		t.Errorf("%s stand logged, and 3 did at the backup", got)
	}
	if kept, _ := filepath.Glob(filepath.Join(dir, store.FileName+".before-restore-*")); len(kept) == 0 {
		t.Error("what was there before is gone")
	}
	if code, said := command(t, dir, "check"); code != 0 {
		t.Errorf("the restored database: %s", said)
	}
	s = start(t, dir)
	c.base = s.url
	if status, err := c.add(h, today); err != nil || status != http.StatusSeeOther || logged(t, dir, h, today) != "3" {
		t.Errorf("a session came back with the backup: %d %v", status, err)
	}
	if status, err := signIn(t, s.url, "ana").add(h, today); err != nil || status != http.StatusSeeOther || logged(t, dir, h, today) != "4" {
		t.Errorf("after signing in a log is answered with %d %v", status, err)
	}
	s.stop()
}

// spoilt is a copy of a file with something done to it.
func spoilt(t *testing.T, file string, do func([]byte)) string {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	b = bytes.Clone(b)
	do(b)
	to := filepath.Join(t.TempDir(), "spoilt.db")
	if err := os.WriteFile(to, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return to
}

// newer is a copy of a backup as a later release would have written it.
func newer(t *testing.T, file string) string {
	t.Helper()
	to := spoilt(t, file, func([]byte) {})
	db, err := sql.Open("sqlite3", "file:"+to)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec("PRAGMA user_version=99"); err != nil {
		t.Fatal(err)
	}
	return to
}
