package main

import (
	"context"
	"crypto/rand"
	"database/sql"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/store"
	"gloss/views/link"
)

// body is a page as somebody signed in gets it.
func (c *client) body(path string) string {
	c.t.Helper()
	answer, err := c.http.Get(c.base + path)
	if err != nil {
		c.t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	return string(text)
}

// sends posts a form that must be answered by leading somewhere.
func (c *client) sends(path string, form url.Values, want string) {
	c.t.Helper()
	if status, where, err := c.post(path, form); err != nil || status != http.StatusSeeOther || where != want {
		c.t.Fatalf("%s answered %d %s %v", path, status, where, err)
	}
}

// counter logs one after the other in a session of its own, and notes what was
// answered as kept, until it is signed out.
type counter struct {
	*client
	kept []string
	out  bool
}

func (c *counter) count(h models.Habit, day date.Date, until time.Time) {
	for time.Now().Before(until) {
		id := rand.Text()
		status, where, err := c.post("/habits/"+h.ID+"/days/"+day.String(), url.Values{"do": {"add"}, "amount": {"1"}, "change": {id}})
		switch {
		case err != nil || status != http.StatusSeeOther:
			c.t.Errorf("a log was answered with %d %v", status, err)
			return
		case strings.HasPrefix(where, "/login"):
			c.out = true
			return
		}
		c.kept = append(c.kept, id)
	}
}

// adds are the ids of the changes that added something.
func adds(t *testing.T, file string) map[string]bool {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+file+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.Query("SELECT id FROM changes WHERE act = ?", models.ActAdd)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	ids := map[string]bool{}
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			t.Fatal(err)
		}
		ids[id] = true
	}
	return ids
}

// The owner puts a backup back in the browser while others log. The server goes
// on: nobody is refused, everybody is signed out, and what stands is the backup
// and what was logged since. What was logged between the two is in the database
// that was laid aside, which can be put back in turn.
func TestRestoreInTheBrowser(t *testing.T) {
	dir, h := counting(t)
	today := date.Today(time.Now(), time.UTC, 0)
	s := start(t, dir)
	owner := signIn(t, s.url, "ana")
	for range 3 {
		if status, err := owner.add(h, today); err != nil || status != http.StatusSeeOther {
			t.Fatal(status, err)
		}
	}
	owner.sends("/backups", url.Values{}, "/backups?saved=made")
	id := "gloss-" + date.Of(time.Now()).String()
	if !strings.Contains(owner.body("/backups"), link.Backup(id)) {
		t.Fatal("the backup is not listed")
	}
	file := filepath.Join(dir, store.FileName)
	atBackup := adds(t, file)

	var all sync.WaitGroup
	counters := make([]*counter, 6)
	end := time.Now().Add(20 * time.Second)
	for i := range counters {
		counters[i] = &counter{client: signIn(t, s.url, "ana")}
		all.Go(func() { counters[i].count(h, today, end) })
	}
	time.Sleep(300 * time.Millisecond)
	owner.sends(link.RestoreBackup(id), url.Values{"password": {password}}, "/login?saved=restored")
	all.Wait()
	if status, where, err := owner.post("/you/day", url.Values{}); err != nil || !strings.HasPrefix(where, "/login") {
		t.Errorf("the owner is not signed out: %d %s %v", status, where, err)
	}
	if page := owner.body("/login?saved=restored"); !strings.Contains(page, "The backup is put back: "+date.Of(time.Now()).Format("Monday 2 January 2006")) {
		t.Error("the door does not say what was put back")
	}
	stands, aside := adds(t, file), adds(t, file+".before-restore-1")
	if len(stands) != len(atBackup) {
		t.Errorf("%d logs stand, and %d did at the backup", len(stands), len(atBackup))
	}
	between := 0
	for i, c := range counters {
		if between += len(c.kept); !c.out {
			t.Errorf("client %d is not signed out", i)
		}
		for _, id := range c.kept {
			if !aside[id] {
				t.Errorf("log %s was answered as kept and is nowhere", id)
			}
		}
	}
	if between == 0 {
		t.Error("nothing was logged before the restore, so this proves nothing")
	}

	again := signIn(t, s.url, "ana")
	if status, err := again.add(h, today); err != nil || status != http.StatusSeeOther {
		t.Fatal(status, err)
	}
	if got := adds(t, file); len(got) != len(atBackup)+1 || !got[again.acked[0]] {
		t.Errorf("after the restore and one log %d stand", len(got))
	}
	again.sends(link.RestoreBackup("before-restore-1"), url.Values{"password": {password}}, "/login?saved=restored")
	if got := adds(t, file); len(got) != len(aside) {
		t.Errorf("%d logs stand, and %d were laid aside", len(got), len(aside))
	}
	signIn(t, s.url, "ana").sends("/backups", url.Values{}, "/backups?saved=made")
	s.stop()
	if code, said := command(t, dir, "check"); code != 0 {
		t.Errorf("the restored database: %s", said)
	}
	for _, words := range []string{`"msg":"restored"`, `"msg":"restore begins"`, `"msg":"backup made"`} {
		if !strings.Contains(s.said.String(), words) {
			t.Errorf("the log does not say %s", words)
		}
	}
	if strings.Contains(s.said.String(), `"level":"ERROR"`) {
		t.Errorf("the log tells of errors: %s", s.said)
	}
}

// The same in this process, where races between those who log, the workers and
// the exchange of databases are looked for.
func TestRestoreInThisProcess(t *testing.T) {
	dir, h := counting(t)
	said := &record{}
	base := serveBy(t, dir, said, func() time.Time { return sunday })
	signIn(t, base, "ana").sends("/backups", url.Values{}, "/backups?saved=made")
	for range 2 {
		owner := signIn(t, base, "ana")
		var all sync.WaitGroup
		for range 4 {
			c := &counter{client: signIn(t, base, "ana")}
			all.Go(func() { c.count(h, sundayHere, time.Now().Add(20*time.Second)) })
		}
		time.Sleep(100 * time.Millisecond)
		owner.sends(link.RestoreBackup("gloss-2026-11-22"), url.Values{"password": {password}}, "/login?saved=restored")
		all.Wait()
	}
	if strings.Contains(said.String(), `"level":"ERROR"`) {
		t.Errorf("the log tells of errors: %s", said)
	}
}

// Of the databases that restores replace the last three stay.
func TestRestoresDoNotFillTheDisk(t *testing.T) {
	dir, _ := counting(t)
	s := start(t, dir)
	signIn(t, s.url, "ana").sends("/backups", url.Values{}, "/backups?saved=made")
	id := "gloss-" + date.Of(time.Now()).String()
	for range 5 {
		signIn(t, s.url, "ana").sends(link.RestoreBackup(id), url.Values{"password": {password}}, "/login?saved=restored")
	}
	s.stop()
	left, err := filepath.Glob(filepath.Join(dir, store.FileName+"*"))
	if err != nil || len(left) != 4 {
		t.Errorf("left are %q, %v", left, err)
	}
	for _, n := range []string{"3", "4", "5"} {
		if _, err := os.Stat(filepath.Join(dir, store.FileName+".before-restore-"+n)); err != nil {
			t.Error(err)
		}
	}
}

// Asked to stop while a backup is put back, the server ends well with one of the
// two databases whole.
func TestStoppedWhileRestoring(t *testing.T) {
	dir, h := counting(t)
	today := date.Today(time.Now(), time.UTC, 0)
	s := start(t, dir)
	c := signIn(t, s.url, "ana")
	c.sends("/backups", url.Values{}, "/backups?saved=made")
	if _, err := c.add(h, today); err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		c.post(link.RestoreBackup("gloss-"+date.Of(time.Now()).String()), url.Values{"password": {password}})
	}()
	time.Sleep(60 * time.Millisecond)
	s.stop()
	<-done
	if code, said := command(t, dir, "check"); code != 0 {
		t.Errorf("the database: %s", said)
	}
	if got := logged(t, dir, h, today); got != "0" && got != "1" {
		t.Errorf("%s stand logged", got)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, store.FileName+".restore-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// The worker of a running server makes the first backup by itself.
func TestBackupByItself(t *testing.T) {
	dir, _ := counting(t)
	s, err := store.Open(t.Context(), store.Options{Dir: dir, Now: func() time.Time { return sunday }, Serve: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	n := newNightly(s, func() time.Time { return sunday }, func() bool { return true })
	for range 3 {
		if err := n.look(context.Background()); err != nil {
			t.Fatal(err)
		}
	}
	all, err := s.Backups()
	if err != nil || len(all.Daily) != 1 || all.Last() != sundayHere {
		t.Errorf("%+v, %v", all, err)
	}
	empty, err := store.Open(t.Context(), store.Options{Dir: t.TempDir(), Now: func() time.Time { return sunday }, Serve: true})
	if err != nil {
		t.Fatal(err)
	}
	defer empty.Close()
	n = newNightly(empty, func() time.Time { return sunday }, func() bool { return true })
	if err := n.look(context.Background()); err != nil {
		t.Fatal(err)
	}
	if all, err := empty.Backups(); err != nil || len(all.Daily) != 0 {
		t.Errorf("of a server without accounts: %+v, %v", all, err)
	}
}
