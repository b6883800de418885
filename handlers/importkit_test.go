package handlers_test

import (
	"bytes"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/textproto"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"gloss/handlers"
	"gloss/models/store"
)

// bullHead begins every file of HabitBull.
const bullHead = "HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText\n"

// bull is a file of HabitBull in which habits were ticked on the days of March
// 2026 from the first on, so many each.
func bull(days int, names ...string) string {
	var b strings.Builder
	b.WriteString(bullHead)
	for _, name := range names {
		for d := range days {
			fmt.Fprintf(&b, "\"%s\",,,2026-03-%02d,1,\n", strings.ReplaceAll(name, `"`, `""`), d+1)
		}
	}
	return b.String()
}

// gives sends files from the page for them.
func (s *site) gives(files ...upload) *answer {
	s.t.Helper()
	f := s.get("/you/import").want(200).form("main form[enctype]")
	return s.do(s.inParts(f.node.AttrOr("action", ""), files...))
}

// given sends one file and ends the test unless it can be looked into.
func (s *site) given(content string) *answer {
	s.t.Helper()
	p := s.gives(upload{"habits.csv", "text/csv", content}).want(200)
	if !strings.HasPrefix(p.path(), "/you/import/") {
		s.t.Fatalf("one comes to %s\n%s", p.url, p.main())
	}
	return p
}

// inParts is a request with a form of files as a browser sends it; of none, with
// the empty one that browsers send.
func (b *browser) inParts(path string, files ...upload) *http.Request {
	b.t.Helper()
	if len(files) == 0 {
		files = []upload{{"", "application/octet-stream", ""}}
	}
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for _, file := range files {
		part, err := w.CreatePart(textproto.MIMEHeader{
			"Content-Disposition": {fmt.Sprintf(`form-data; name="file"; filename="%s"`, strings.ReplaceAll(file.name, `"`, "%22"))},
			"Content-Type":        {file.kind},
		})
		if err == nil {
			_, err = part.Write([]byte(file.content))
		}
		if err != nil {
			b.t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		b.t.Fatal(err)
	}
	r := b.request(http.MethodPost, path, url.Values{})
	r.Header.Set("Content-Type", w.FormDataContentType())
	r.Body, r.ContentLength = nopCloser{&body}, int64(body.Len())
	return r
}

// brings presses the main button of what was looked into.
func (p *answer) brings() *answer {
	p.t.Helper()
	return p.form("main form[action^='/you/import/']").submit("[value=bring]")
}

// uploads are the files that wait in the data folder, by their paths there.
func (s *site) uploads() []string {
	s.t.Helper()
	all, err := filepath.Glob(filepath.Join(s.dir, store.UploadDir, "*", "*"))
	if err != nil {
		s.t.Fatal(err)
	}
	return all
}

// waits gives a person a file that waits to be brought in, past the pages, and
// returns its id.
func (s *site) waits(name, id, content string) string {
	s.t.Helper()
	dir := filepath.Join(s.dir, store.UploadDir, s.user(name).ID+"."+id)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, canary(name)+".csv"), []byte(content), 0o600); err != nil {
		s.t.Fatal(err)
	}
	if err := os.Chtimes(dir, s.clock(), s.clock()); err != nil {
		s.t.Fatal(err)
	}
	return id
}

// count is how many rows of a table are a person's.
func (s *site) count(table, name string) (n int) {
	s.t.Helper()
	db := s.open()
	defer db.Close()
	if err := db.QueryRow("SELECT count(*) FROM "+table+" WHERE user_id = ?", s.user(name).ID).Scan(&n); err != nil {
		s.t.Fatal(err)
	}
	return n
}

// entries is how many days are logged for a person's habits that are not
// deleted.
func (s *site) entries(name string) (n int) {
	s.t.Helper()
	db := s.open()
	defer db.Close()
	if err := db.QueryRow(`SELECT count(*) FROM entries e JOIN habits h ON h.id = e.habit_id
		WHERE h.user_id = ? AND h.deleted_at = 0 AND e.amount IS NOT NULL`, s.user(name).ID).Scan(&n); err != nil {
		s.t.Fatal(err)
	}
	return n
}

// restarts ends the program that serves the site and starts it anew over the same
// data, at another address, where whoever was signed in still is.
func (s *site) restarts(change ...func(*http.Server)) {
	s.t.Helper()
	s.app.Close()
	s.app = handlers.New(s.app.Config)
	server := httptest.NewUnstartedServer(s.app)
	for _, f := range change {
		f(server.Config)
	}
	server.Start()
	s.t.Cleanup(server.Close)
	s.t.Cleanup(s.app.Close)
	base, err := url.Parse(server.URL)
	if err != nil {
		s.t.Fatal(err)
	}
	s.base = base
}
