package handlers_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/labstack/echo/v4"

	"gloss/handlers"
	"gloss/models"
	"gloss/models/auth"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/store"
)

// things are what belongs to one person, by which others try to reach it.
type things struct{ habit, change, guide, day string }

// furnish gives a person a habit with an entry and a guide of their own.
func (s *site) furnish(name string) things {
	s.t.Helper()
	ctx, u := context.Background(), s.user(name)
	today := date.Today(s.clock(), u.Location(), u.DayStart)
	made, err := s.store.CreateHabits(ctx, u.ID, auth.NewPageID(), []store.NewHabit{{
		Habit: models.Habit{Name: "Stretch", Hue: "leaf", Icon: "stretch"},
		Plan:  plan.Plan{From: today, Kind: plan.Tick, Period: plan.Day, Min: plan.At(1), Step: 1000},
	}})
	if err != nil {
		s.t.Fatal(err)
	}
	change, err := s.store.LogEntry(ctx, u.ID, store.Log{
		ID: auth.NewPageID(), HabitID: made[0].ID, Day: today, Act: models.ActTick, Today: today,
	})
	if err != nil {
		s.t.Fatal(err)
	}
	db := s.open()
	defer db.Close()
	guide := "own-guide-of-" + strings.Repeat(name, 8)
	if _, err := db.Exec("INSERT INTO guides SELECT ?, ?, '', title, author, publisher, published, url, language, summary, after, text, blocks, refs, source, ?, minutes, '', created_at, 0, 0 FROM guides WHERE owner_id IS NULL LIMIT 1",
		guide, u.ID, guide); err != nil {
		s.t.Fatal(err)
	}
	return things{made[0].ID, change.ID, guide, today.String()}
}

// at fills a route's path with what belongs to somebody.
func (o things) at(r handlers.Route, s *site) string {
	id := o.habit
	switch {
	case strings.HasPrefix(r.Path, "/changes"):
		id = o.change
	case strings.HasPrefix(r.Path, "/guides"):
		id = o.guide
	}
	return strings.NewReplacer(":id", id, ":date", o.day, "/assets/*", s.files.URL("app.css")).Replace(r.Path)
}

// claims are the fields by which a form might name somebody else's things.
func (o things) claims(victim string) url.Values {
	return url.Values{
		"page": {auth.NewPageID()}, "act": {"tick"}, "value": {"1"}, "id": {o.habit}, "habit": {o.habit}, "habit_id": {o.habit},
		"guide": {o.guide}, "change": {auth.NewPageID()}, "user_id": {victim}, "owner": {"true"}, "created_at": {"0"},
	}
}

// Every route is asked for by a stranger, by the owner of the server and by
// somebody else, each time with the ids of a third person. Only what the table
// declares answers, and nothing of the third person's changes.
func TestRoutesAnswerOnlyWhomTheyAreFor(t *testing.T) {
	for _, r := range handlers.Routes {
		t.Run(r.Method+" "+r.Path, func(t *testing.T) {
			s := newSite(t)
			owner, victim, other := s.as("ana"), s.as("vera"), s.as("ben")
			vera := s.user("vera")
			hers := s.furnish("vera")
			path, before := hers.at(r, s), s.dump(vera.ID)
			send := func(b *browser) *answer {
				var values url.Values
				if r.Method == http.MethodPost {
					values = hers.claims(vera.ID)
				}
				return b.once(b.request(r.Method, path, values))
			}
			personal := strings.Contains(r.Path, ":id")
			for who, b := range map[string]*browser{"stranger": s.stranger(), "owner": owner, "other": other} {
				got := send(b)
				switch {
				case personal && (who != "stranger" || r.Who == handlers.Anyone):
					if got.status != http.StatusNotFound {
						t.Errorf("%s got %d for what is not theirs", who, got.status)
					}
				case who == "stranger" && r.Who == handlers.SignedIn:
					if to := got.header.Get("Location"); got.status != http.StatusSeeOther || !strings.HasPrefix(to, "/login") {
						t.Errorf("a stranger got %d %s, not the way in", got.status, to)
					}
				case got.status == http.StatusNotFound && r.Method == http.MethodGet || got.status >= 500:
					t.Errorf("%s got %d", who, got.status)
				}
			}
			if diff := cmp.Diff(before, s.dump(vera.ID)); diff != "" {
				t.Errorf("what is vera's changed:\n%s", diff)
			}
			if r.Method == http.MethodGet {
				if got := send(victim); got.status >= 400 {
					t.Errorf("vera herself got %d\n%s", got.status, got.body)
				}
			}
		})
	}
}

// What the table does not hold is not there, whatever the method.
func TestOtherMethods(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	mine := s.furnish("ana")
	declared := map[string]bool{}
	for _, r := range handlers.Routes {
		declared[r.Method+" "+r.Path] = true
	}
	for _, r := range handlers.Routes {
		path := mine.at(r, s)
		for _, method := range []string{"GET", "POST", "PUT", "PATCH", "DELETE", "TRACE"} {
			if declared[method+" "+r.Path] {
				continue
			}
			got := s.once(s.request(method, path, nil))
			if got.status != http.StatusMethodNotAllowed && got.status != http.StatusNotFound {
				t.Errorf("%s %s answered %d", method, path, got.status)
			}
			if got.status == http.StatusMethodNotAllowed && !strings.Contains(got.header.Get("Allow"), r.Method) {
				t.Errorf("%s %s: Allow is %q", method, path, got.header.Get("Allow"))
			}
		}
		if r.Method == http.MethodGet {
			get, head := s.once(s.request("GET", path, nil)), s.once(s.request("HEAD", path, nil))
			if head.status != get.status || head.body != "" {
				t.Errorf("HEAD %s answered %d and %d bytes, GET %d", path, head.status, len(head.body), get.status)
			}
		}
	}
}

// addRoute puts a route on the table for one test.
func addRoute(t *testing.T, r handlers.Route) {
	t.Helper()
	all := handlers.Routes
	handlers.Routes = append(all[:len(all):len(all)], r)
	t.Cleanup(func() { handlers.Routes = all })
}

func TestRouteWithoutPolicyAnswersNobody(t *testing.T) {
	addRoute(t, handlers.Route{Method: "GET", Path: "/undeclared", Handler: func(_ *handlers.App, c echo.Context) error {
		return c.String(http.StatusOK, "here")
	}})
	s := newSite(t)
	for who, b := range map[string]*browser{"stranger": s.stranger(), "owner": s.as("ana"), "other": s.as("ben")} {
		if got := b.get("/undeclared"); got.status != http.StatusNotFound {
			t.Errorf("%s got %d", who, got.status)
		}
	}
}

// Asking changes nothing: the whole database is the same before and after every
// page was looked at by everybody.
func TestReadingWritesNothing(t *testing.T) {
	s := newSite(t)
	ana := s.as("ana")
	mine := s.furnish("ana")
	s.pass(50 * time.Hour) // long enough for a session to count as used again
	before := s.dump("")
	for _, r := range handlers.Routes {
		if r.Method != http.MethodGet {
			continue
		}
		path := mine.at(r, s)
		for _, b := range []*browser{ana, s.stranger()} {
			for _, method := range []string{"GET", "HEAD"} {
				b.once(b.request(method, path, nil))
				b.once(b.request(method, path+"?done="+mine.change+"&habit="+mine.habit+"&saved=day", nil))
			}
		}
	}
	if diff := cmp.Diff(before, s.dump("")); diff != "" {
		t.Errorf("reading wrote:\n%s", diff)
	}
}
