package handlers_test

import (
	"database/sql"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/labstack/echo/v4"
	_ "github.com/mattn/go-sqlite3"

	"gloss/handlers"
	"gloss/models/auth"
	"gloss/views/link"
)

// Ratios are taken within one run, in rounds that take turns, so that what else
// the machine does weighs on both sides alike. A benchmark that ends below its
// target fails; tests are never timed.

// enough is how many rounds a verdict needs.
const enough = 10

// rounds times the sides in turn for as long as b asks and reports how fast the
// first is, as a share of the second: at least the target. Each side is told by
// its middle half, which leaves out what the machine did beside it.
func rounds(b *testing.B, target float64, first, second func()) {
	sides := []func(){first, second}
	took := make([][]time.Duration, len(sides))
	for b.Loop() {
		for i, side := range sides {
			began := time.Now()
			side()
			took[i] = append(took[i], time.Since(began))
		}
	}
	share := float64(middle(took[1])) / float64(middle(took[0]))
	b.ReportMetric(share, "share")
	b.ReportMetric(target, "target")
	if share < target && len(took[0]) >= enough {
		b.Errorf("%.3f of what it is held against, and the target is %.3f", share, target)
	}
}

// middle is the sum of what the middle half took.
func middle(took []time.Duration) (sum time.Duration) {
	took = slices.Sorted(slices.Values(took))
	for _, one := range took[len(took)/4 : len(took)-len(took)/4] {
		sum += one
	}
	return sum
}

// reads returns a side that asks for a page as a browser does, compressed.
func (b *browser) reads(path string) func() {
	r := b.request(http.MethodGet, path, nil)
	r.Header.Set("Accept-Encoding", "gzip")
	return func() {
		answer, err := b.client.Do(r.Clone(r.Context())) // the client adds its cookies to what it sends
		if err != nil {
			b.t.Fatal(err)
		}
		if _, err := io.Copy(io.Discard, answer.Body); err != nil || answer.StatusCode != http.StatusOK {
			b.t.Fatalf("%s answered %d %v", path, answer.StatusCode, err)
		}
		answer.Body.Close()
	}
}

// lived gives a person so many habits kept for so many days, some of them from
// the guide, so that the article stands beside.
func (s *site) lived(name string, habits, days int) {
	s.t.Helper()
	s.as(name)
	s.get("/guides/" + s.shipped()).want(200).form("form[action$='/habits']").submit("").want(200)
	for i := range habits - len(s.ledgers(name)) {
		s.keeps(name, "Habit "+strconv.Itoa(i), minutes)
	}
	s.lives(name, days)
}

// lives has a person keep all habits for so many days up to yesterday.
func (s *site) lives(name string, days int) {
	s.t.Helper()
	db, id, today := s.open(), s.user(name).ID, s.today(name)
	defer db.Close()
	for _, act := range []string{
		`UPDATE plans SET from_day = date(?1, -?2 || ' days') WHERE habit_id IN (SELECT id FROM habits WHERE user_id = ?3)
			AND from_day = (SELECT min(q.from_day) FROM plans q WHERE q.habit_id = plans.habit_id)`,
		`WITH RECURSIVE past (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM past WHERE n < ?2)
			INSERT OR IGNORE INTO entries (habit_id, day, amount, skipped, note)
			SELECT h.id, date(?1, -n || ' days'), 20000, FALSE, '' FROM past JOIN habits h ON h.user_id = ?3 AND h.guide_id = ''`,
	} {
		if _, err := db.Exec(act, today.String(), days, id); err != nil {
			s.t.Fatal(err)
		}
	}
	for _, l := range s.ledgers(name) { // from here on the past is settled
		s.post("/habits/"+l.ID+"/days/"+(today-1).String(), url.Values{"do": {"note"}, "note": {"x"}, "page": {auth.NewPageID()}})
	}
}

// againstMemory holds a page against the same bytes held ready in memory behind
// the same middleware.
func againstMemory(b *testing.B, target float64, prepare func(*site) (path string)) {
	var ready []byte
	addRoute(b, handlers.Route{Method: http.MethodGet, Path: "/ready", Who: handlers.SignedIn, Handler: func(_ *handlers.App, c echo.Context) error {
		return c.HTMLBlob(http.StatusOK, ready)
	}})
	s := newSite(b)
	path := prepare(s)
	ready = []byte(s.get(path).want(200).body)
	rounds(b, target, s.reads(path), s.reads("/ready"))
}

// Today with ten habits, a year each and the article beside.
func BenchmarkTodayAgainstMemory(b *testing.B) {
	againstMemory(b, 0.25, func(s *site) string {
		s.lived("ana", 10, 365)
		return "/today"
	})
}

// The page of a habit, with a year of it that can be clicked.
func BenchmarkHabitAgainstMemory(b *testing.B) {
	againstMemory(b, 1.0/12, func(s *site) string {
		s.lived("ana", 10, 365)
		return link.Habit(s.ledgers("ana")[9].ID)
	})
}

// The board with thirty habits.
func BenchmarkBoardAgainstMemory(b *testing.B) {
	againstMemory(b, 1.0/12, func(s *site) string {
		s.lived("ana", 30, 365)
		return "/habits"
	})
}

// Today with ten years behind it, against Today with one month.
func BenchmarkTodayOverYears(b *testing.B) {
	s := newSite(b)
	s.lived("ana", 10, 10*365)
	old := s.browser
	s.lived("ben", 10, 30)
	rounds(b, 0.85, old.reads("/today"), s.reads("/today"))
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
			rounds(b, 0.2, s.posts(connections, log, http.StatusSeeOther), s.posts(connections, plain, http.StatusOK))
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
