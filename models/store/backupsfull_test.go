//go:build linux

package store_test

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"gloss/models/store"
)

// A copy that does not fit is removed again, and is said to be the disk's fault.
func TestCopiesThatDoNotFit(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("only root may mount the small disk this needs")
	}
	dir := filled(t)
	disk := t.TempDir()
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=128k"); err != nil {
		t.Skipf("no small disk can be mounted here: %v", err)
	}
	t.Cleanup(func() { syscall.Unmount(disk, syscall.MNT_DETACH) })
	file := filepath.Join(dir, store.FileName)
	err := store.Place(t.Context(), file, filepath.Join(disk, "copy.db"))
	if err == nil || store.Why(err) != "the disk is full" {
		t.Errorf("a backup: %v", err)
	}
	data := filepath.Join(disk, "data")
	if err := store.Restore(t.Context(), data, file); err == nil || store.Why(err) != "the disk is full" {
		t.Errorf("a restore: %v", err)
	}
	for _, folder := range []string{disk, data} {
		left, err := os.ReadDir(folder)
		if err != nil || len(left) != 1 { // the data folder, and the lock in it
			t.Errorf("in %s lie %v, %v", folder, left, err)
		}
	}
}
