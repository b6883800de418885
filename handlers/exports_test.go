package handlers_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"mime"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gloss/handlers"
	"gloss/models/store"
	"gloss/models/transfer"
)

// opens ends the test unless content is what a file of that kind is.
func opens(t testing.TB, name string, content []byte) {
	t.Helper()
	switch name {
	case "json":
		if !json.Valid(content) {
			t.Errorf("%s: %.200s is no JSON", name, content)
		}
	case "loop":
		if !bytes.HasPrefix(content, []byte("SQLite format 3\x00")) {
			t.Errorf("%s: %.200q is no database", name, content)
		}
	default:
		if _, err := zip.NewReader(bytes.NewReader(content), int64(len(content))); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Every file leads from its page to the disk, also for who has nothing, and a
// name in any script.
func TestEverythingLeaves(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	s.given(bull(20, "Stretch")).brings().want(200)
	for _, who := range []string{"ana", "nobody much", "سلمى"} {
		s.as(who)
		p := s.get("/you").want(200).click(`a[href="/you/export"]`).want(200)
		links := p.find(`main a[href^="/you/export/"]`)
		if links.Length() != len(transfer.Writers) || len(transfer.Writers) != 4 {
			t.Fatalf("%d files are offered", links.Length())
		}
		for _, w := range transfer.Writers {
			got := s.get("/you/export/" + w.Name).want(200)
			opens(t, w.Name, []byte(got.body))
			kind, params, err := mime.ParseMediaType(got.header.Get("Content-Disposition"))
			if err != nil || kind != "attachment" || params["filename"] != w.FileName(who, s.today(who)) || filepath.Base(params["filename"]) != params["filename"] {
				t.Errorf("%s: %q", w.Name, got.header.Get("Content-Disposition"))
			}
			if got.header.Get("Content-Type") != w.Type || got.header.Get("Cache-Control") != "no-store" || got.header.Get("X-Content-Type-Options") != "nosniff" {
				t.Errorf("%s: %v", w.Name, got.header)
			}
			r := s.request("HEAD", "/you/export/"+w.Name, nil)
			r.Header.Set("Accept-Encoding", "identity")
			if head := s.once(r); head.status != 200 || head.body != "" || head.header.Get("Content-Length") == "0" {
				t.Errorf("%s: HEAD %d %v", w.Name, head.status, head.header)
			}
		}
	}
	s.get("/you/export/pdf").want(404)
	if got, err := filepath.Glob(filepath.Join(s.dir, store.UploadDir, ".*")); err != nil || len(got) != 0 {
		t.Errorf("%q is left behind, %v", got, err)
	}
	if strings.Contains(s.logged(), "Stretch") {
		t.Error("the log names a habit")
	}
}

// What left comes back into an empty account.
func TestWhatLeftComesBack(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	s.given(bull(20, "Stretch", "قراءة")).brings().want(200)
	file := s.get("/you/export/json").want(200).body
	s.as("ben")
	p := s.gives(upload{"anything.txt", "text/plain", file}).want(200).says("Stretch")
	p.brings().want(200).says("It is here")
	if s.entries("ben") != 40 {
		t.Errorf("%d days came back", s.entries("ben"))
	}
	s.gives(upload{"anything.txt", "text/plain", file}).want(200).says("All of this is here already")
	// Where it is at fault, the place is named.
	s.as("cleo")
	for _, wrong := range []string{strings.Replace(file, "2026-03-07", "2026-03-77", 1), file[:len(file)/2]} {
		if got := s.gives(upload{"gloss.json", "application/json", wrong}).want(422).text("#files-e"); !strings.Contains(got, "gloss.json, line ") {
			t.Errorf("it says %q", got)
		}
	}
}

// Somebody who reads slowly holds neither the database nor a turn.
func TestASlowReaderHoldsNothing(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	var all []*http.Response
	for range 4 {
		res, err := s.client.Do(s.request("GET", "/you/export/json", nil))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, res) // and nothing of it is read
	}
	s.given(bull(5, "Stretch")).brings().want(200)
	for _, res := range all {
		res.Body.Close()
	}
}

func TestSixtyExportsAnHour(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	for range 60 {
		s.once(s.request("HEAD", "/you/export/csv", nil)).want(200)
	}
	if got := s.get("/you/export/csv").want(429); got.header.Get("Retry-After") == "" || got.header.Get("Content-Disposition") != "" {
		t.Errorf("%v", got.header)
	}
	s.pass(time.Hour)
	s.get("/you/export/csv").want(200)
}

// An upload may be slower than the server lets others be, as long as it moves.
func TestASlowUpload(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	s.restarts(func(server *http.Server) { server.ReadTimeout = 300 * time.Millisecond })
	r := s.inParts("/you/import", upload{"habits.csv", "text/csv", bull(20, "Stretch", "Read")})
	whole := new(bytes.Buffer)
	if _, err := whole.ReadFrom(r.Body); err != nil {
		t.Fatal(err)
	}
	r.Body, r.ContentLength = &dripping{rest: whole.Bytes(), pause: 100 * time.Millisecond, each: whole.Len() / 8}, int64(whole.Len())
	s.do(r).want(200).says("Stretch")
}

// dripping is a body of which a part comes at a time.
type dripping struct {
	rest  []byte
	pause time.Duration
	each  int
}

func (d *dripping) Read(p []byte) (int, error) {
	time.Sleep(d.pause)
	n := copy(p, d.rest[:min(d.each, len(d.rest))])
	if d.rest = d.rest[n:]; n == 0 {
		return 0, io.EOF
	}
	return n, nil
}

func (d *dripping) Close() error { return nil }

// What lies still is cut off, and so is what moves for too long; what has ended
// is left alone.
func TestWhatDoesNotMoveIsCutOff(t *testing.T) {
	cut := make(chan time.Time, 8)
	deadline := func(at time.Time) error { cut <- at; return nil }
	for name, c := range map[string]struct{ idle, all time.Duration }{
		"still": {20 * time.Millisecond, time.Hour}, "long": {time.Hour, 20 * time.Millisecond},
	} {
		p := handlers.NewPulse(deadline, c.idle, c.all)
		if at := <-cut; !at.IsZero() {
			t.Errorf("%s: it begins with the deadline %v", name, at)
		}
		if name == "long" {
			p.Beat()
		}
		if at := <-cut; at.IsZero() || at.After(noon) {
			t.Errorf("%s: it is cut by the deadline %v", name, at)
		}
		p.End()
	}
	handlers.NewPulse(deadline, 20*time.Millisecond, 20*time.Millisecond).End()
	<-cut
	time.Sleep(60 * time.Millisecond)
	if len(cut) != 0 {
		t.Errorf("after its end it was cut by %v", <-cut)
	}
}
