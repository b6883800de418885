package handlers_test

import (
	"database/sql"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/labstack/echo/v4"
	_ "github.com/mattn/go-sqlite3"

	"gloss/handlers"
	"gloss/models/auth"
	"gloss/models/date"
)

// Ratios are taken within one run, in rounds that take turns, so that what else
// the machine does weighs on both sides alike. Benchmarks report them; nothing
// fails by the clock.

// rounds times the sides in turn for as long as b asks and reports how fast the
// first is, as a share of each other.
func rounds(b *testing.B, names []string, sides ...func()) {
	took := make([]time.Duration, len(sides))
	for b.Loop() {
		for i, side := range sides {
			began := time.Now()
			side()
			took[i] += time.Since(began)
		}
	}
	for i := 1; i < len(sides); i++ {
		b.ReportMetric(float64(took[i])/float64(took[0]), "of-"+names[i])
	}
}

// reads returns a side that asks for a page as a browser does, compressed.
func (b *browser) reads(path string) func() {
	r := b.request(http.MethodGet, path, nil)
	r.Header.Set("Accept-Encoding", "gzip")
	return func() {
		answer, err := b.client.Do(r)
		if err != nil {
			b.t.Fatal(err)
		}
		if _, err := io.Copy(io.Discard, answer.Body); err != nil || answer.StatusCode != http.StatusOK {
			b.t.Fatalf("%s answered %d %v", path, answer.StatusCode, err)
		}
		answer.Body.Close()
	}
}

// lived gives a person ten habits kept for so many days, one of them from the
// guide, so that the article stands beside.
func (s *site) lived(name string, days int) {
	s.t.Helper()
	s.as(name)
	guide := s.shipped()
	s.get("/guides/" + guide).want(200).form("form[action$='/habits']").submit("").want(200)
	for i := range 9 {
		s.keeps(name, "Habit "+strconv.Itoa(i), minutes)
	}
	db, today := s.open(), s.today(name)
	defer db.Close()
	if _, err := db.Exec(`UPDATE plans SET from_day = ? WHERE habit_id IN (SELECT id FROM habits WHERE user_id = ?)`,
		(today - date.Date(days)).String(), s.user(name).ID); err != nil {
		s.t.Fatal(err)
	}
	for d := today - date.Date(days); d < today; d++ {
		if _, err := db.Exec(`INSERT OR IGNORE INTO entries (habit_id, day, amount, skipped, note)
			SELECT id, ?, 20000, false, '' FROM habits WHERE user_id = ? AND guide_id = ''`, d.String(), s.user(name).ID); err != nil {
			s.t.Fatal(err)
		}
	}
	for _, l := range s.ledgers(name) { // from here on the past is settled
		s.post("/habits/"+l.ID+"/days/"+(today-1).String(), url.Values{"do": {"note"}, "note": {"x"}, "page": {auth.NewPageID()}})
	}
}

// Today with ten habits, a year each and the article beside, against the same
// bytes held ready in memory behind the same middleware.
func BenchmarkTodayAgainstMemory(b *testing.B) {
	var ready []byte
	addRoute(b, handlers.Route{Method: http.MethodGet, Path: "/ready", Who: handlers.SignedIn, Handler: func(_ *handlers.App, c echo.Context) error {
		return c.HTMLBlob(http.StatusOK, ready)
	}})
	s := newSite(b)
	s.lived("ana", 365)
	ready = []byte(s.get("/today").want(200).body)
	rounds(b, []string{"today", "memory"}, s.reads("/today"), s.reads("/ready"))
}

// Today with ten years behind it, against Today with one month.
func BenchmarkTodayOverYears(b *testing.B) {
	s := newSite(b)
	s.lived("ana", 10*365)
	old := s.browser
	s.lived("ben", 30)
	rounds(b, []string{"ten-years", "a-month"}, old.reads("/today"), s.reads("/today"))
}

// One log by form post, against a bare durable upsert over the same HTTP.
func BenchmarkLogAgainstUpsert(b *testing.B) {
	for _, connections := range []int{1, 16} {
		b.Run(strconv.Itoa(connections), func(b *testing.B) {
			s := newSite(b)
			s.as("ana")
			path := "/habits/" + s.keeps("ana", "Midday sun", minutes) + "/days/" + s.today("ana").String()
			log := func() *http.Request {
				return s.request(http.MethodPost, path, url.Values{"do": {"add"}, "amount": {"1"}, "page": {auth.NewPageID()}})
			}
			bare := upserts(b)
			plain := func() *http.Request {
				r, err := http.NewRequest(http.MethodPost, bare, nil)
				if err != nil {
					b.Fatal(err)
				}
				return r
			}
			rounds(b, []string{"a-log", "an-upsert"}, s.posts(connections, log, http.StatusSeeOther), s.posts(connections, plain, http.StatusOK))
		})
	}
}

// posts returns a side that sends 16 requests over so many connections.
func (s *site) posts(connections int, request func() *http.Request, want int) func() {
	client := *s.client
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	client.Transport = &http.Transport{MaxIdleConnsPerHost: connections}
	return func() {
		var all sync.WaitGroup
		for range connections {
			all.Go(func() {
				for range 16 / connections {
					answer, err := client.Do(request())
					if err != nil {
						s.t.Error(err)
						return
					}
					io.Copy(io.Discard, answer.Body)
					answer.Body.Close()
					if answer.StatusCode != want {
						s.t.Errorf("a post was answered with %d", answer.StatusCode)
					}
				}
			})
		}
		all.Wait()
	}
}

// upserts serves one durable statement per request, and returns where.
func upserts(b *testing.B) string {
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(b.TempDir(), "bare.db")+"?_journal_mode=WAL&_synchronous=FULL&_busy_timeout=5000&_txlock=immediate")
	if err != nil {
		b.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	b.Cleanup(func() { db.Close() })
	if _, err := db.Exec(`CREATE TABLE e (habit TEXT, day TEXT, amount BIGINT, PRIMARY KEY (habit, day))`); err != nil {
		b.Fatal(err)
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := db.ExecContext(r.Context(), `INSERT INTO e VALUES ('h', '2026-11-22', 1) ON CONFLICT (habit, day) DO UPDATE SET amount = amount + 1`); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
		}
	}))
	b.Cleanup(server.Close)
	return server.URL
}
