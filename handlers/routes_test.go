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
type things struct{ habit, change, guide, day, session, user, link, reset string }

// furnish gives a person a habit with an entry and a guide of their own. A
// person who has an account has a session too; the owner makes an invitation,
// and a link for the person's password.
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
	mine := things{habit: made[0].ID, change: change.ID, guide: guide, day: today.String(), user: u.ID}
	mine.session, mine.link, mine.reset = s.ways(u)
	return mine
}

// ways are the ways into an account, as pages name them: a session, an open
// invitation and the secret of a reset link.
func (s *site) ways(u models.User) (session, invitation, reset string) {
	s.t.Helper()
	ctx := context.Background()
	sessions, err := s.store.Sessions(ctx, u.ID)
	if err != nil || len(sessions) == 0 {
		s.t.Fatalf("%s has %d sessions: %v", u.Name, len(sessions), err)
	}
	all, err := s.store.Users(ctx)
	if err != nil {
		s.t.Fatal(err)
	}
	_, open, err := s.store.Invite(ctx, all[0].ID)
	if err != nil {
		s.t.Fatal(err)
	}
	if reset, _, err = s.store.ResetLink(ctx, all[0].ID, u.ID); err != nil {
		s.t.Fatal(err)
	}
	return handlers.SessionID(sessions[0].Digest), open.ID, reset
}

// at fills a route's path with what belongs to somebody.
func (o things) at(r handlers.Route, s *site) string {
	id, query := o.habit, ""
	switch {
	case strings.HasPrefix(r.Path, "/changes"):
		id = o.change
	case strings.HasPrefix(r.Path, "/guides"):
		id = o.guide
	case strings.HasPrefix(r.Path, "/you/sessions"):
		id = o.session
	case strings.HasPrefix(r.Path, "/people/invitations"):
		id = o.link
	case strings.HasPrefix(r.Path, "/people"):
		id = o.user
	case r.Path == "/reset" && r.Method == http.MethodGet:
		query = "?key=" + o.reset
	}
	return strings.NewReplacer(":id", id, ":date", o.day, ":year", o.day[:4], "/assets/*", s.files.URL("app.css")).Replace(r.Path) + query
}

// claims are the fields by which a form might name somebody else's things.
func (o things) claims(victim string) url.Values {
	return url.Values{
		"page": {auth.NewPageID()}, "act": {"tick"}, "value": {"1"}, "id": {o.habit}, "habit": {o.habit}, "habit_id": {o.habit},
		"guide": {o.guide}, "change": {auth.NewPageID()}, "user_id": {victim}, "owner": {"true"}, "created_at": {"0"},
	}
}

// Every route is asked for by a stranger, by somebody else and by the owner of
// the server, each time with the ids of a third person. Only what the table
// declares answers, and nothing of the third person's changes, but by what the
// owner may do to an account.
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
			unchanged := func(by string) {
				if diff := cmp.Diff(before, s.dump(vera.ID)); diff != "" {
					t.Errorf("what is vera's was changed by %s:\n%s", by, diff)
				}
			}
			checkStranger(t, r, send(s.stranger()))
			unchanged("a stranger")
			checkOther(t, r, send(other))
			unchanged("somebody else")
			if r.Who == handlers.Owner {
				if got := send(victim); got.status != http.StatusNotFound {
					t.Errorf("vera, who owns nothing, got %d", got.status)
				}
				unchanged("vera")
				if got := send(owner); got.status >= 400 {
					t.Errorf("the owner got %d\n%s", got.status, got.body)
				}
				return
			}
			checkOther(t, r, send(owner))
			unchanged("the owner")
			if r.Method == http.MethodGet {
				if got := send(victim); got.status >= 400 {
					t.Errorf("vera herself got %d\n%s", got.status, got.body)
				}
			}
		})
	}
}

// personal tells whether a route is about one thing of somebody's.
func personal(r handlers.Route) bool { return strings.Contains(r.Path, ":id") }

func checkStranger(t *testing.T, r handlers.Route, got *answer) {
	t.Helper()
	if r.Who == handlers.Anyone {
		checkOther(t, r, got)
		return
	}
	if to := got.header.Get("Location"); got.status != http.StatusSeeOther || !strings.HasPrefix(to, "/login") {
		t.Errorf("a stranger got %d %s, not the way in", got.status, to)
	}
}

// checkOther looks at what somebody got for what is another's.
func checkOther(t *testing.T, r handlers.Route, got *answer) {
	t.Helper()
	switch hidden := personal(r) || r.Who == handlers.Owner; {
	case hidden && got.status != http.StatusNotFound:
		t.Errorf("got %d for what is not theirs", got.status)
	case !hidden && (got.status >= 500 || got.status == http.StatusNotFound && r.Method == http.MethodGet):
		t.Errorf("got %d", got.status)
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
func addRoute(t testing.TB, r handlers.Route) {
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

// with begins or goes on with a query.
func with(path string) string {
	if strings.Contains(path, "?") {
		return "&"
	}
	return "?"
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
				b.once(b.request(method, path+with(path)+"done="+mine.change+"&habit="+mine.habit+"&saved=day&invite="+mine.reset, nil))
			}
		}
	}
	if diff := cmp.Diff(before, s.dump("")); diff != "" {
		t.Errorf("reading wrote:\n%s", diff)
	}
}
