package store_test

import (
	"os"
	"path/filepath"
	"testing"

	"gloss/models/store"
)

func TestUpgrade(t *testing.T) {
	dir := filled(t)
	defer store.AddStep("0002_mood", "ALTER TABLE entries ADD COLUMN mood TEXT; UPDATE habits SET name = 'shade'")()
	refused(t, dir, false, "older schema", "gloss serve")
	s := open(t, dir)
	var name string
	if err := s.Reader().QueryRow("SELECT name FROM habits").Scan(&name); err != nil || name != "shade" {
		t.Errorf("after the step the habit is %q, %v", name, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	made, err := filepath.Glob(filepath.Join(dir, store.BackupDir, "before-0002_mood-*.db"))
	if err != nil || len(made) != 1 {
		t.Fatalf("backups before the step: %v, %v", made, err)
	}
	open(t, dir, func(o *store.Options) { o.Serve = false })
	old := t.TempDir()
	if err := store.Restore(t.Context(), old, made[0]); err != nil {
		t.Fatal(err)
	}
	if err := open(t, old).Reader().QueryRow("SELECT name FROM habits").Scan(&name); err != nil || name != "shade" {
		t.Errorf("the backup of the former schema, brought up to date: %q, %v", name, err)
	}
}

func TestFailedStepChangesNothing(t *testing.T) {
	dir := filled(t)
	undo := store.AddStep("0002_wrong", "UPDATE habits SET name = 'lost'; DROP TABLE no_such_table")
	defer undo()
	if s, err := store.Open(t.Context(), store.Options{Dir: dir, Now: newClock().now, Serve: true}); err == nil {
		s.Close()
		t.Fatal("a step that failed was taken")
	}
	undo()
	s := open(t, dir)
	var name string
	if err := s.Reader().QueryRow("SELECT name FROM habits").Scan(&name); err != nil || name != "sun" {
		t.Errorf("after a failed step the habit is %q, %v", name, err)
	}
	if made, _ := os.ReadDir(filepath.Join(dir, store.BackupDir)); len(made) != 1 {
		t.Errorf("%d backups before the failed step", len(made))
	}
}
