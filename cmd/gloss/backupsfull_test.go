//go:build linux

package main

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gloss/models/date"
	"gloss/models/store"
	"gloss/views/link"
)

// On a full disk no backup is made and none is put back, nothing is left
// behind, the page says so, and people go on logging as far as the disk allows.
func TestBackupOnAFullDisk(t *testing.T) {
	dir, h := counting(t)
	disk, data := onSmallDisk(t, "16m", dir)
	s := start(t, data)
	c := signIn(t, s.url, "ana")
	c.sends("/backups", url.Values{}, "/backups?saved=made")
	day := date.Of(time.Now())
	file := filepath.Join(data, store.BackupDir, "gloss-"+day.String()+".db")
	good, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	ballast := filepath.Join(disk, "ballast")
	if err := os.WriteFile(ballast, make([]byte, 9<<20), 0o600); err != nil { // too full for a copy, not for a log
		t.Fatal(err)
	}
	today := date.Today(time.Now(), time.UTC, 0)
	for _, fill := range []bool{false, true} {
		if fill {
			fillUp(t, ballast)
		}
		c.sends("/backups", url.Values{}, "/backups")
		for _, page := range []string{"/backups", "/you"} {
			if text := c.body(page); !strings.Contains(text, "The last backup failed on") || !strings.Contains(text, "the disk is full. The last good one is of today") {
				t.Errorf("%s does not say that it failed", page)
			}
		}
		if status, _, err := c.post(link.RestoreBackup("gloss-"+day.String()), url.Values{"password": {password}}); err != nil || status != http.StatusInsufficientStorage {
			t.Errorf("a restore is answered with %d %v", status, err)
		}
		if status, err := c.add(h, today); err != nil || !fill && status != http.StatusSeeOther || status != http.StatusSeeOther && status != http.StatusInsufficientStorage {
			t.Errorf("a log is answered with %d %v", status, err)
		}
		left, err := os.ReadDir(filepath.Join(data, store.BackupDir))
		if err != nil || len(left) != 1 {
			t.Errorf("there are %v, %v", left, err)
		}
		if now, err := os.ReadFile(file); err != nil || string(now) != string(good) {
			t.Errorf("the backup before was changed: %v", err)
		}
		if left, _ := filepath.Glob(filepath.Join(data, "*restore*")); len(left) > 0 {
			t.Errorf("left behind: %v", left)
		}
	}
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	c.sends("/backups", url.Values{}, "/backups?saved=made")
	if text := c.body("/you"); strings.Contains(text, "The last backup failed") {
		t.Error("it still says what went wrong before")
	}
	s.stop()
	c.verify(data, h, today)
}
