package handlers_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/labstack/echo/v4"

	"gloss/handlers"
)

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
