//go:build browser

package main

import (
	"context"
	"database/sql"
	"path/filepath"
	"testing"
	"time"

	"gloss/cmd/internal/chromium"
	"gloss/models/store"
	"gloss/views/link"
)

// aged makes a data folder in which backups were made every night for a while,
// one before a step of the schema, and one put back.
func aged(t *testing.T, name string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	fill(t, dir, func(add func(string) *person) { onePress(add(name)) })
	ctx, now := context.Background(), sunday.AddDate(0, 0, -50)
	s, err := store.Open(ctx, store.Options{Dir: dir, Now: func() time.Time { return now }, Serve: true})
	if err != nil {
		t.Fatal(err)
	}
	for ; now.Before(sunday); now = now.AddDate(0, 0, 1) {
		if err := s.BackUp(ctx); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Backup(ctx, filepath.Join(dir, store.BackupDir, "before-0004_history-20261103T080910Z.db")); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := store.Restore(ctx, dir, filepath.Join(dir, store.BackupDir, "gloss-2026-11-20.db")); err != nil {
		t.Fatal(err)
	}
	return dir
}

// withFile runs a statement on a database that lies somewhere.
func withFile(t *testing.T, file, statement string) {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+file)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(statement); err != nil {
		t.Fatal(err)
	}
}

// The pages about backups are clean in every state they have.
func TestBackupsLookRight(t *testing.T) {
	t.Parallel()
	none := t.TempDir()
	fill(t, none, func(add func(string) *person) { add("none") })
	some, broken := aged(t, "some"), aged(t, "broken")
	withFile(t, filepath.Join(broken, store.FileName), "PRAGMA foreign_keys=0; UPDATE habits SET user_id = 'nobody'")
	withFile(t, filepath.Join(broken, store.BackupDir, "gloss-2026-11-19.db"), "PRAGMA user_version=99")
	urls := map[string]string{"none": serveStill(t, none), "some": serveStill(t, some), "broken": serveStill(t, broken)}
	const backUp = "form[action='/backups'] button"
	wrong := func(button string) func(*chromium.Tab) {
		return send("main form", `{password: "x"}`, button, "[aria-invalid=true]")
	}
	day := link.Backup("gloss-2026-11-20")
	shots := []shot{
		{"backups-none", "none", link.Backups, nil},
		{"you-backups-none", "none", link.You, nil},
		{"backups-failed", "broken", link.Backups, press(backUp, "#backup-trouble")},
		{"you-backups-failed", "broken", link.You, nil},
		{"backup-newer", "broken", link.Backup("gloss-2026-11-19"), nil},
		{"backups-full", "some", link.Backups, nil},
		{"backup", "some", day, nil},
		{"backup-aside", "some", link.Backup("before-restore-1"), nil},
		{"backup-step", "some", link.Backup("before-0004_history-20261103T080910Z"), nil},
		{"backup-download-refused", "some", day, wrong("")},
		{"backup-restore-refused", "some", day, wrong("[formaction$='/restore']")},
		{"backups-made", "some", link.Backups, press(backUp, ".flash")},
	}
	for name, look := range galleryLooks {
		tabs := map[string]*chromium.Tab{}
		for who, url := range urls {
			tabs[who] = chromium.Open(t, url, look)
			logIn(tabs[who], who, password)
		}
		for _, s := range shots {
			t.Run(name+" "+s.name, func(t *testing.T) { s.see(t, tabs[s.who], name, look) })
		}
	}
}

// press presses a button and waits for a sign of the answer.
func press(button, sign string) func(*chromium.Tab) {
	return func(tab *chromium.Tab) {
		tab.Run("document.querySelector(" + quoted(button) + ").click()")
		tab.Wait("document.querySelector(" + quoted(sign) + `) && document.readyState === "complete"`)
	}
}

// The owner puts a backup back with a mouse and a password, and comes to the
// door.
func TestRestoringInChromium(t *testing.T) {
	tab := chromium.Open(t, serveStill(t, aged(t, "some")), chromium.Look{Zone: "Atlantic/Canary", Still: true})
	logIn(tab, "some", password)
	tab.Go(link.You)
	tab.Leave("a[href='/backups']")
	tab.Leave("a[href$='gloss-2026-11-18']")
	tab.Run(`document.querySelector("#password").value = ` + quoted(password))
	tab.Leave("[formaction$='/restore']")
	if here := tab.Here(); here != "/login?saved=restored" {
		t.Fatalf("this came to %s", here)
	}
	if said := chromium.Eval[string](tab, `document.querySelector("[role=status]").textContent`); said != "The backup is put back: Wednesday 18 November 2026. Everything is as it was then, passwords too. Log in with the one you had." {
		t.Errorf("it says %q", said)
	}
	logIn(tab, "some", password)
	tab.Go(link.Backups)
	if n := chromium.Eval[int](tab, `document.querySelectorAll("a[href^='/backups/before-restore-']").length`); n != 2 {
		t.Errorf("%d databases laid aside are listed", n)
	}
}
