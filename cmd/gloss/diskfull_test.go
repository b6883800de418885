//go:build linux

package main

import (
	"io"
	"net/http"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"gloss/models/date"
	"gloss/views/link"
)

// onSmallDisk copies a data folder onto a disk of so much space.
func onSmallDisk(t *testing.T, size, dir string) (disk, data string) {
	t.Helper()
	if os.Getuid() != 0 {
		t.Skip("only root may mount the small disk this needs")
	}
	disk = t.TempDir()
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size="+size); err != nil {
		t.Skipf("no small disk can be mounted here: %v", err)
	}
	t.Cleanup(func() { syscall.Unmount(disk, syscall.MNT_DETACH) })
	data = filepath.Join(disk, "data")
	if err := os.CopyFS(data, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	return disk, data
}

// On a full disk each log is kept or refused with words, and once there is
// space again the same server goes on.
func TestDiskFull(t *testing.T) {
	dir, h := counting(t)
	disk, data := onSmallDisk(t, "12m", dir)
	s := start(t, data)
	c := signIn(t, s.url, "ana")
	today := date.Today(time.Now(), time.UTC, 0)

	ballast := filepath.Join(disk, "ballast")
	fillUp(t, ballast)
	answers := map[int]int{}
	for range 400 {
		status, err := c.add(h, today)
		if err != nil {
			t.Fatal(err)
		}
		answers[status]++
		if status == http.StatusInsufficientStorage && answers[status] > 5 {
			break
		}
	}
	t.Logf("answers while the disk filled: %v", answers)
	if answers[http.StatusInsufficientStorage] == 0 {
		t.Error("the disk never filled, so this proves nothing")
	}
	for status := range answers {
		if status != http.StatusSeeOther && status != http.StatusInsufficientStorage {
			t.Errorf("a log was answered with %d", status)
		}
	}
	for _, format := range []string{"json", "csv", "loop", "markdown"} { // the way out stays open
		answer, err := c.http.Get(c.base + link.ExportFile(format))
		if err != nil {
			t.Fatal(err)
		}
		n, err := io.Copy(io.Discard, answer.Body)
		if answer.Body.Close(); err != nil || answer.StatusCode != http.StatusOK || n == 0 {
			t.Errorf("%s is answered with %d and %d bytes, %v", format, answer.StatusCode, n, err)
		}
	}
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	for end := time.Now().Add(5 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		if status, err := c.add(h, today); err == nil && status == http.StatusSeeOther {
			break
		} else if time.Now().After(end) {
			t.Fatalf("with space again a log is answered with %d %v", status, err)
		}
	}
	s.stop()
	c.verify(data, h, today)
}

// fillUp writes to file until the disk holds no more.
func fillUp(t *testing.T, file string) {
	t.Helper()
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for block := make([]byte, 64<<10); ; {
		if _, err := f.Write(block); err != nil {
			return
		}
	}
}
