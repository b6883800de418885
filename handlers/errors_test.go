package handlers_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/labstack/echo/v4"

	"gloss/handlers"
	"gloss/models"
)

// failWith adds a route that fails with an error.
func failWith(t *testing.T, method string, err error) {
	t.Helper()
	addRoute(t, handlers.Route{Method: method, Path: "/fail", Who: handlers.Anyone, Handler: func(*handlers.App, echo.Context) error { return err }})
}

func TestErrorTable(t *testing.T) {
	tests := []struct {
		err    error
		want   int
		says   string
		hidden string
	}{
		{models.ErrNotFound, 404, "This page is not in the book", ""},
		{fmt.Errorf("store: habit: %w", models.ErrNotFound), 404, "This page is not in the book", "store"},
		{models.ErrForbidden, 404, "This page is not in the book", "forbidden"},
		{fmt.Errorf("wrapped: %w", echo.ErrNotFound), 404, "This page is not in the book", "wrapped"},
		{models.ErrConflict, 409, "Something else stands there by now", ""},
		{models.Changed{}, 409, "Something else stands there by now", ""},
		{models.ErrClosed, 403, "Accounts here are by invitation", ""},
		{models.Invalid{"note": "That note is too long."}, 422, "That note is too long.", ""},
		{models.Throttled{After: 90 * time.Second}, 429, "Try again in 2 minutes.", ""},
		{fmt.Errorf("store: log: %w (database or disk is full)", models.ErrDiskFull), 507, "What you just sent was not kept.", "database"},
		{&http.MaxBytesError{Limit: 1}, 413, "That is too much at once", ""},
		{context.DeadlineExceeded, 503, "That took too long", "deadline"},
		{echo.NewHTTPError(http.StatusBadRequest, "This form is not one of ours."), 400, "This form is not one of ours.", ""},
		{echo.NewHTTPError(http.StatusBadRequest, "secret words").SetInternal(io.ErrUnexpectedEOF), 400, "That did not arrive", "secret"},
		{echo.NewHTTPError(http.StatusTeapot), 418, "That did not arrive", "teapot"},
		{errors.New("SELECT secret FROM habits"), 500, "Something broke on our side", "SELECT"},
	}
	for _, test := range tests {
		t.Run(fmt.Sprint(test.want, " ", test.err), func(t *testing.T) {
			failWith(t, "GET", test.err)
			s := newSite(t)
			for name, b := range map[string]*browser{"stranger": s.stranger(), "ana": s.as("ana")} {
				p := b.get("/fail").want(test.want).says(test.says)
				if test.hidden != "" && strings.Contains(p.body, test.hidden) {
					t.Errorf("tells %q", test.hidden)
				}
				if p.doc.Find("main h1").Length() != 1 || p.text("title") != p.text("h1")+" · Gloss" {
					t.Errorf("title %q, heading %q", p.text("title"), p.text("h1"))
				}
				if home := p.has(`main a[href="/today"]`); home != (name == "ana") {
					t.Errorf("%s is shown the way to Today: %v", name, home)
				}
				if way := p.has(`main a[href="/login"]`); way != (name == "stranger") {
					t.Errorf("%s is shown the way in: %v", name, way)
				}
				if again := p.has(`main a[href="/fail"]`); again != (test.want >= 500) {
					t.Errorf("%s is told to try again: %v", name, again)
				}
			}
		})
	}
}

// What broke can be found in the log by the number on the page; what was written
// by people is not there.
func TestReference(t *testing.T) {
	failWith(t, "POST", errors.New("the pump is broken"))
	s := newSite(t)
	s.as("ana")
	p := s.post("/fail?habit=canary-query", url.Values{"note": {"canary-note"}, "password": {"canary-password"}}).want(500)
	number := p.text("code")
	var line string
	for l := range strings.Lines(s.logged()) {
		if strings.Contains(l, number) {
			line = l
		}
	}
	for _, want := range []string{`"error":"the pump is broken"`, `"status":500`, `"route":"/fail"`, `"method":"POST"`, `"user":"` + s.user("ana").ID + `"`, `"level":"ERROR"`} {
		if !strings.Contains(line, want) {
			t.Errorf("the log does not say %s: %s", want, line)
		}
	}
	if len(number) != 9 || strings.Contains(p.body, "pump") {
		t.Errorf("number %q, page\n%s", number, p.body)
	}
	s.get("/days/canary-path")
	s.stranger().logIn("canary-name", "canary-password")
	ana := s.cookies()["gloss"]
	for _, word := range []string{"canary", ana, password("ana")} {
		if strings.Contains(s.logged(), word) {
			t.Errorf("the log holds %s", word)
		}
	}
}

func TestPanicEndsOneRequest(t *testing.T) {
	addRoute(t, handlers.Route{Method: "GET", Path: "/panic", Who: handlers.Anyone, Handler: func(*handlers.App, echo.Context) error { panic("the pump") }})
	s := newSite(t)
	p := s.get("/panic").want(500).says("Something broke on our side")
	if !strings.Contains(s.logged(), p.text("code")) || !strings.Contains(s.logged(), "stack") || strings.Contains(p.body, "pump") {
		t.Errorf("log: %s", s.logged())
	}
	s.get("/").want(200)
}

// After the first byte no other answer can be given, so the one under way is all
// there is; the log tells of the panic, and the server goes on for everybody,
// also over the same connection.
func TestPanicUnderWay(t *testing.T) {
	addRoute(t, handlers.Route{Method: "GET", Path: "/half", Who: handlers.Anyone, Handler: func(_ *handlers.App, c echo.Context) error {
		c.Response().WriteHeader(http.StatusOK)
		if _, err := c.Response().Write([]byte("half of it")); err != nil {
			return err
		}
		c.Response().Flush()
		panic("the pump")
	}})
	addRoute(t, handlers.Route{Method: "GET", Path: "/apart", Who: handlers.Anyone, Handler: func(*handlers.App, echo.Context) error {
		panic(http.ErrAbortHandler) // how a handler hangs up
	}})
	s := newSite(t)
	s.as("ana")
	for range 20 {
		if p := s.get("/half").want(200); p.body != "half of it" || strings.Contains(p.body, "pump") {
			t.Fatalf("answered %q", p.body)
		}
		if answer, err := s.client.Get(s.server.URL + "/apart"); err == nil {
			t.Fatalf("what hangs up answered %d", answer.StatusCode)
		}
		s.get("/you").want(200)
	}
	if n := strings.Count(s.logged(), `"msg":"panic"`); n != 20 {
		t.Errorf("the log tells of %d panics", n)
	}
}

// An answer under way is left alone, and nobody is told of a request given up.
func TestNothingToAnswer(t *testing.T) {
	addRoute(t, handlers.Route{Method: "GET", Path: "/begun", Who: handlers.Anyone, Handler: func(_ *handlers.App, c echo.Context) error {
		return errors.Join(c.String(http.StatusOK, "begun"), errors.New("too late"))
	}})
	s := newSite(t)
	if p := s.get("/begun").want(200); p.body != "begun" {
		t.Errorf("answered %q", p.body)
	}
	failWith(t, "GET", fmt.Errorf("store: habits: %w", context.Canceled))
	off := offline(t)
	if got := off.raw("GET", "/fail", "localhost", nil); got.Body.Len() > 0 || !strings.Contains(off.logged(), `"status":499`) {
		t.Errorf("a request given up was answered: %s", got.Body)
	}
}

func TestStoreDown(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	s.get("/healthz").want(200)
	s.store.Close()
	p := s.get("/you").want(500).says("Something broke on our side")
	if !p.has("main a[href='/you']") {
		t.Error("no way to try again")
	}
	s.stranger().get("/login").want(500)
	s.post("/you/day", url.Values{}).want(500)
	s.stranger().get("/healthz").want(http.StatusServiceUnavailable)
	s.get(s.files.URL("app.css")).want(200)
}

func TestBodies(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	long := url.Values{"name": {strings.Repeat("a", 1<<20)}}
	s.post("/you/name", long).want(413).says("That is too much at once")
	r := s.request("POST", "/you/name", long)
	r.ContentLength, r.Body = -1, io.NopCloser(strings.NewReader(long.Encode()))
	s.do(r).want(413)
	for _, kind := range []string{"application/json", "text/plain", "application/xml", "", "nonsense/"} {
		r := s.request("POST", "/you/name", url.Values{"name": {"Eve"}})
		r.Header.Set("Content-Type", kind)
		s.do(r).want(http.StatusUnsupportedMediaType)
	}
	many := strings.Repeat("a=b&", 20_000)
	r = s.request("POST", "/you/name", url.Values{})
	r.ContentLength, r.Body = int64(len(many)), io.NopCloser(strings.NewReader(many))
	if p := s.do(r); p.status != 400 && p.status != 422 {
		t.Errorf("many fields answered %d", p.status)
	}
	for _, body := range []string{"name=%", "name=%ff%fe", "name=a%00b", "%", "&&&=", "name;a"} {
		r := s.request("POST", "/you/name", url.Values{})
		r.ContentLength, r.Body = int64(len(body)), io.NopCloser(strings.NewReader(body))
		if p := s.do(r); p.status != 400 && p.status != 422 {
			t.Errorf("%q answered %d", body, p.status)
		}
	}
	if s.user("ana").Name != "ana" {
		t.Error("the name was changed")
	}
}

// A form refused for where it comes from leads back to its page, and a page of
// ours asked for by a wrong name leads to the right one.
func TestWaysOn(t *testing.T) {
	failWith(t, "POST", models.ErrConflict)
	s := newSite(t)
	s.as("ana")
	r := s.request("POST", "/fail", url.Values{})
	r.Header.Set("Referer", s.server.URL+"/days/2026-06-01?habit=1")
	if p := s.once(r).want(409); p.attr("main .btn", "href") != "/days/2026-06-01?habit=1" {
		t.Errorf("leads to %s", p.attr("main .btn", "href"))
	}
	r = s.request("POST", "/login", url.Values{})
	r.Host = "elsewhere.example"
	if p := s.once(r).want(421); p.attr("main .btn", "href") != s.server.URL+"/" {
		t.Errorf("leads to %s", p.attr("main .btn", "href"))
	}
	off := offline(t)
	if got := off.raw("GET", "//evil.example/", "elsewhere.example", nil); !strings.Contains(got.Body.String(), `class="btn" href="`+off.server.URL+`/"`) {
		t.Errorf("leads elsewhere:\n%s", got.Body)
	}
}

func TestOneAddressPerPage(t *testing.T) {
	s := offline(t)
	for path, want := range map[string]string{
		"/guides/": "/guides", "/guides///?a=b": "/guides?a=b", "/login/": "/login", "/": "", "//evil.example/": "", "//evil.example//": "",
		"/%5cevil.example/": "", "/%2fevil.example/": "",
	} {
		got := s.raw("GET", path, "localhost", nil)
		if to := got.Header().Get("Location"); to != want {
			t.Errorf("%s leads to %q (%d)", path, to, got.Code)
		}
	}
	s.post("/login/", url.Values{}).want(404)
}
