package handlers_test

import (
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gloss/handlers"
	"gloss/models"
	"gloss/models/store"
	"gloss/views/link"
)

// backup makes a backup, where there is none yet, and returns its id.
func (s *site) backup() string {
	s.t.Helper()
	all, err := s.store.Backups()
	if err == nil && all.Last() == 0 {
		err = s.store.BackUp(context.Background())
	}
	if err == nil {
		all, err = s.store.Backups()
	}
	if err != nil {
		s.t.Fatal(err)
	}
	return all.Daily[0].ID
}

const backupOfNoon = "gloss-2026-06-10"

func (s *site) backupFile() string {
	return filepath.Join(s.dir, store.BackupDir, backupOfNoon+".db")
}

func TestBackupsPage(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	s.get("/you").says("There is no backup yet.")
	p := s.get("/you").click(`a[href="/backups"]`).want(200)
	if p.has("#daily") || p.has("#backup-trouble") {
		t.Error("there are backups before one was made")
	}
	p = p.form("main form").submit("Back up now").want(200).says("The backup of today is made").says("The last backup is of today, Wednesday 10 June.")
	if got := p.texts("#daily ~ ul li"); len(got) != 1 || !strings.HasPrefix(got[0], "Wednesday 10 June 2026 daily") || !strings.Contains(got[0], "kB · written at 13:10") {
		t.Errorf("lists %q", got)
	}
	if _, err := os.Stat(s.backupFile()); err != nil {
		t.Error(err)
	}
	s.pass(24 * time.Hour)
	s.get("/backups").says("The last backup is of yesterday, Wednesday 10 June.")
	s.pass(24 * time.Hour)
	for _, page := range []string{"/backups", "/you"} {
		if got := s.get(page).text("#backup-trouble"); !strings.Contains(got, "There has been no backup for 2 days. The last good one is of Wednesday 10 June.") {
			t.Errorf("%s says %q", page, got)
		}
	}
	if p := s.as("ben").get("/you"); p.has("#backups") {
		t.Error("somebody who does not own the server is told of backups")
	}
	if !strings.Contains(s.logged(), `"msg":"backup made"`) {
		t.Error("the log does not tell of it")
	}
}

// What keeps a backup from being made is said to the owner, and is forgotten
// with the next that is.
func TestBackupFails(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	s.backup()
	s.pass(24 * time.Hour)
	dir := filepath.Join(s.dir, store.BackupDir)
	if err := os.Rename(dir, dir+"-elsewhere"); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(dir, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	s.post(link.Backups, url.Values{}).want(200).says("The last backup failed on Thursday 11 June at 13:10:")
	s.get("/you").want(200).says("The last backup failed on Thursday 11 June at 13:10:")
	if err := errors.Join(os.Remove(dir), os.Rename(dir+"-elsewhere", dir)); err != nil {
		t.Fatal(err)
	}
	for _, page := range []string{"/backups", "/you"} {
		if got := s.get(page).text("#backup-trouble"); !strings.Contains(got, "failed on Thursday 11 June at 13:10:") || !strings.HasSuffix(got, "The last good one is of yesterday, Wednesday 10 June. Gloss tries again every hour or so.") {
			t.Errorf("%s says %q", page, got)
		}
	}
	if p := s.get("/backups").form("main form").submit("Back up now").want(200); p.has("#backup-trouble") {
		t.Error("it still says what went wrong before")
	}
}

// A backup leaves by the password alone, whole and as a file.
func TestDownloadBackup(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	s.furnish("ana")
	p := s.get(link.Backup(s.backup())).want(200).says("It holds 1 account, 2 habits, 1 logged day.")
	if p := p.form("main form").set("password", "not hers").submit("Download").want(422); p.text("#password-e") != "That is not the password you have now." {
		t.Errorf("says %q", p.text("#password-e"))
	}
	form := url.Values{"password": {password("ana")}}
	got := s.once(s.request("POST", link.DownloadBackup(backupOfNoon), form)).want(200)
	file, err := os.ReadFile(s.backupFile())
	if err != nil || got.body != string(file) || len(file) == 0 {
		t.Errorf("%d bytes came of %d, %v", len(got.body), len(file), err)
	}
	checkHeaders(t, "http", got, map[string]string{
		"Content-Type": "application/vnd.sqlite3", "Content-Disposition": `attachment; filename=` + backupOfNoon + `.db`,
	})
	if log := s.logged(); !strings.Contains(log, `"msg":"backup downloaded"`) || strings.Contains(log, password("ana")) {
		t.Error("the log does not tell of it, or too much")
	}
}

// Only what is listed is found, whatever a path asks for.
func TestBackupsAreFoundByTheListAlone(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	s.backup()
	for _, name := range []string{"other-name-that-is-long.db", "gloss-2026-13-45.db", ".gloss-half-123456789.db", "gloss-2026-06-09.db.db"} {
		if err := os.WriteFile(filepath.Join(s.dir, store.BackupDir, name), []byte("mine"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("/etc/passwd", filepath.Join(s.dir, store.BackupDir, "gloss-2026-06-08.db")); err != nil {
		t.Fatal(err)
	}
	if got := s.get("/backups").texts("main ul li"); len(got) != 1 {
		t.Errorf("lists %q", got)
	}
	form := url.Values{"password": {password("ana")}}
	for _, id := range []string{
		"other-name-that-is-long", "gloss-2026-13-45", ".gloss-half-123456789", "gloss-2026-06-09", "gloss-2026-06-09.db", "gloss-2026-06-08",
		"gloss-2026-06-10.db", "GLOSS-2026-06-10", "..%2fgloss", "..%2f..%2fgloss-2026-06-10", "%2e%2e%2fbackups%2fgloss-2026-06-10",
		"..%5cgloss-2026-06-10", "gloss-2026-06-10%00", "%2fetc%2fpasswd", "gloss.db", "before-restore-1", "gloss-2026-06-10%2f", "*",
	} {
		for _, r := range []*http.Request{s.request("GET", "/backups/"+id, nil), s.request("POST", "/backups/"+id+"/download", form), s.request("POST", "/backups/"+id+"/restore", form)} {
			if got := s.once(r); got.status != http.StatusNotFound && got.status != http.StatusPermanentRedirect && got.status != http.StatusBadRequest || strings.Contains(got.body, "root:") {
				t.Errorf("%s %s answered %d", r.Method, r.URL.EscapedPath(), got.status)
			}
		}
	}
}

func TestRestoreBackup(t *testing.T) {
	var asked []string
	var fails error
	s := newSite(t, func(cfg *handlers.Config) {
		cfg.Restored = &store.Backup{Kind: store.KindDaily, Day: 739_000}
		cfg.Restore = func(_ context.Context, staged *store.Staged) error {
			asked = append(asked, staged.Backup.ID)
			return errors.Join(fails, staged.Drop())
		}
	})
	s.as("ana")
	s.furnish("ana")
	page := link.Backup(s.backup())
	s.get(page).form("main form").set("password", "not hers").submit("Restore").want(422)
	if len(asked) != 0 {
		t.Fatal("restored without the password")
	}
	r := s.request("POST", link.RestoreBackup(backupOfNoon), url.Values{"password": {password("ana")}})
	got := s.once(r)
	if got.status != http.StatusSeeOther || got.header.Get("Location") != "/login?saved=restored" || got.header.Get("Clear-Site-Data") == "" || len(s.cookies()) != 0 {
		t.Errorf("answered %d %v", got.status, got.header)
	}
	if len(asked) != 1 || asked[0] != backupOfNoon {
		t.Errorf("asked for %q", asked)
	}
	s.stranger().get("/login?saved=restored").says("The backup is put back: Wednesday 24 April 2024.")
	for _, one := range []struct {
		err  error
		code int
		say  string
	}{
		{models.ErrDiskFull, 507, "the disk is full."}, {handlers.ErrTooBusy, 503, "try again in a minute."},
		{errors.New("a secret path"), 500, "only the server’s log tells of."}, {store.ErrBusy, 409, "just now."},
	} {
		fails = one.err
		s.people = map[string]*browser{}
		b := s.stranger()
		b.logIn("ana", password("ana"))
		p := b.get(page).form("main form").set("password", password("ana")).submit("Restore").want(one.code).says("The backup was not put back").says(one.say)
		if strings.Contains(p.body, "secret") || b.get("/you").path() != "/you" {
			t.Errorf("%v: the page tells too much, or ana is signed out", one.err)
		}
	}
}

// A file that could not be lived with is refused with why, and nothing changes.
func TestRestoreRefusesBackups(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(t *testing.T, file string)
		say   string
	}{
		"damaged":    {func(t *testing.T, file string) { overwrite(t, file, 5*4096+8, 4000) }, "is damaged"},
		"no file":    {func(t *testing.T, file string) { overwrite(t, file, 0, 100) }, "is damaged"},
		"newer":      {func(t *testing.T, file string) { execIn(t, file, "PRAGMA user_version=99") }, "was written by a newer Gloss"},
		"of another": {func(t *testing.T, file string) { execIn(t, file, "PRAGMA application_id=7") }, "is the database of another program"},
		"lost rows":  {func(t *testing.T, file string) { execIn(t, file, "DELETE FROM users") }, "is damaged"},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t)
			s.as("ana")
			s.furnish("ana")
			s.backup()
			c.spoil(t, s.backupFile())
			before := s.dump("")
			s.get(link.Backup(backupOfNoon)).want(200)
			s.post(link.RestoreBackup(backupOfNoon), url.Values{"password": {password("ana")}}).want(422).says("This backup cannot be put back: it " + c.say + ".")
			s.get("/today").want(200)
			if after := s.dump(""); len(after) != len(before) {
				t.Error("something changed")
			}
			if left, _ := filepath.Glob(filepath.Join(s.dir, "*restore*")); len(left) > 0 {
				t.Errorf("left behind: %v", left)
			}
			if err := s.store.BackUp(t.Context()); err != nil {
				t.Errorf("after a refusal: %v", err)
			}
		})
	}
}

func overwrite(t *testing.T, file string, at, n int) {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for i := at; i < at+n; i++ {
		b[i] ^= 0x5a
	}
	if err := os.WriteFile(file, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

func execIn(t *testing.T, file, statement string) {
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

// Guesses at the password are bounded here too.
func TestBackupsAreNotGuessedAt(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	s.backup()
	for range 10 {
		s.post(link.DownloadBackup(backupOfNoon), url.Values{"password": {"a guess"}}).want(422)
	}
	s.post(link.DownloadBackup(backupOfNoon), url.Values{"password": {password("ana")}}).want(http.StatusTooManyRequests)
	if !strings.Contains(s.logged(), slog.LevelWarn.String()) {
		t.Error("the log does not tell of it")
	}
}
