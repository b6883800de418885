package handlers_test

import (
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/labstack/echo/v4"

	"gloss/handlers"
	"gloss/models"
)

// every is what each answer says, whatever it answers: a page, as long as
// checkHeaders is not told of something else.
var every = map[string]string{
	"Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
		"manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'",
	"X-Content-Type-Options":       "nosniff",
	"Referrer-Policy":              "same-origin",
	"Cross-Origin-Opener-Policy":   "same-origin",
	"Cross-Origin-Resource-Policy": "same-origin",
	"Permissions-Policy": "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), " +
		"hid=(), magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=()",
	"Cache-Control": "no-store",
	"X-Robots-Tag":  "noindex",
	"Content-Type":  "text/html; charset=UTF-8",
	"Vary":          "Accept-Encoding",
}

// call is a request, and the headers of its answer where they differ from those
// of every page; an empty one is not there.
type call struct {
	status  int
	request *http.Request
	differs map[string]string
}

const (
	forever = "public, max-age=31536000, immutable"
	cookie  = "=*; Path=/; HttpOnly; SameSite=Lax"
	noMore  = "=*; Path=/; Max-Age=0; HttpOnly; SameSite=Lax"
)

// calls are requests of every class.
func calls(s *site) map[string]call {
	cross := s.request("POST", "/login", url.Values{})
	cross.Header.Set("Sec-Fetch-Site", "cross-site")
	cross.Header.Set("Origin", "https://elsewhere.example")
	host := s.request("GET", "/login", nil)
	host.Host = "elsewhere.example"
	odd := s.request("POST", "/login", url.Values{})
	odd.Header.Set("Content-Type", "text/plain")
	css, js := s.files.URL("app.css"), s.files.URL("app.js")
	tag := func(path string) string { // of what was built, or of a source
		file, _ := s.files.Get(path)
		return `"` + file.Hash + `"`
	}
	known := s.request("GET", css, nil)
	known.Header.Set("If-None-Match", "*")
	known.Header.Set("Accept-Encoding", "identity")
	plain := func(path string) *http.Request {
		r := s.request("GET", path, nil)
		r.Header.Set("Accept-Encoding", "identity")
		return r
	}
	stranger := func(r *http.Request) *http.Request { r.Header.Set("Cookie", ""); return r }
	name := s.app.CookieName()
	return map[string]call{
		"page":        {200, s.request("GET", "/you", nil), nil},
		"style":       {200, plain(css), map[string]string{"Cache-Control": forever, "Content-Type": "text/css; charset=utf-8", "Etag": tag(css)}},
		"script":      {200, plain(js), map[string]string{"Cache-Control": forever, "Content-Type": "text/javascript; charset=utf-8", "Etag": tag(js)}},
		"style again": {304, known, map[string]string{"Cache-Control": forever, "Content-Type": "", "Etag": tag(css)}},
		"health":      {200, s.request("GET", "/healthz", nil), map[string]string{"Content-Type": "text/plain; charset=UTF-8"}},
		"link made":   {200, s.request("POST", "/people/invitations", url.Values{}), nil},
		"what next":   {204, s.request("OPTIONS", "/you", nil), map[string]string{"Allow": "OPTIONS, GET, HEAD", "Content-Type": ""}},
		"home":        {303, s.request("GET", "/", nil), map[string]string{"Location": "/today", "X-Robots-Tag": "", "Content-Type": ""}},
		"saved":       {303, s.request("POST", "/you/day", url.Values{}), map[string]string{"Location": "/you?saved=day#day", "Content-Type": ""}},
		"the way in":  {303, stranger(s.request("GET", "/you", nil)), map[string]string{"Location": "/login?next=%2Fyou", "Content-Type": ""}},
		"one address": {308, s.request("GET", "/today/", nil), map[string]string{"Location": "/today", "Content-Type": "", "Vary": ""}},
		"no form":     {400, s.request("POST", "/habits/0123456789abcdef/archive", url.Values{}), nil},
		"cross":       {403, cross, nil},
		"spent":       {404, s.request("GET", "/reset?key=none", nil), nil},
		"nowhere":     {404, s.request("GET", "/nowhere", nil), nil},
		"no style":    {404, s.request("GET", "/assets/app.css", nil), map[string]string{"Vary": ""}},
		"method":      {405, s.request("DELETE", "/you", nil), map[string]string{"Allow": "OPTIONS, GET, HEAD"}},
		"large":       {413, s.request("POST", "/login", url.Values{"name": {strings.Repeat("a", 1<<20+1)}}), nil},
		"not ours":    {415, odd, nil},
		"host":        {421, host, map[string]string{"Vary": ""}},
		"refused":     {422, s.request("POST", "/you/name", url.Values{"name": {""}}), nil},
		"slower":      {429, s.request("GET", "/slower", nil), map[string]string{"Retry-After": "90"}},
		"panic":       {500, s.request("GET", "/panic", nil), nil},
		"full":        {507, s.request("GET", "/full", nil), nil},
		"log in": {303, stranger(s.request("POST", "/login", url.Values{"name": {"ana"}, "password": {password("ana")}})),
			map[string]string{"Location": "/today", "Content-Type": "", "Set-Cookie": name + cookie}},
		"sign up": {303, stranger(s.request("POST", "/signup", url.Values{"name": {"ben"}, "password": {password("ben")}, "zone": {home}})),
			map[string]string{"Location": "/start", "Content-Type": "", "Set-Cookie": name + "=*; Path=/; Max-Age=*; HttpOnly; SameSite=Lax"}},
	}
}

func TestHeaders(t *testing.T) {
	for path, broken := range map[string]error{"/slower": models.Throttled{After: 90 * time.Second}, "/full": models.ErrDiskFull} {
		addRoute(t, handlers.Route{Method: "GET", Path: path, Who: handlers.Anyone, Handler: func(*handlers.App, echo.Context) error { return broken }})
	}
	addRoute(t, handlers.Route{Method: "GET", Path: "/panic", Who: handlers.Anyone, Handler: func(*handlers.App, echo.Context) error { panic("on purpose") }})
	for scheme, change := range map[string]func(*handlers.Config){"http": func(*handlers.Config) {}, "https": overTLS} {
		s := newSite(t, change, func(cfg *handlers.Config) { cfg.SignUp = handlers.SignUpOpen })
		s.as("ana")
		for name, c := range calls(s) {
			t.Run(scheme+" "+name, func(t *testing.T) {
				b := s.browser
				if c.request.Header["Cookie"] != nil {
					b = s.stranger()
				}
				got := b.once(c.request)
				if got.status != c.status {
					t.Fatalf("answered %d\n%s", got.status, got.main())
				}
				checkHeaders(t, scheme, got, c.differs)
				for _, inline := range []string{"[style]", "style", "script:not([src])", "[onclick]", "[onsubmit]", "[onload]"} {
					if got.has(inline) {
						t.Errorf("the page has %s, which the policy forbids", inline)
					}
				}
			})
		}
		out := s.once(s.request("POST", "/logout", url.Values{}))
		checkHeaders(t, scheme, out, map[string]string{
			"Location": "/", "Content-Type": "", "Set-Cookie": s.app.CookieName() + noMore, "Clear-Site-Data": `"cache", "storage"`,
		})
	}
}

var (
	token  = regexp.MustCompile(`^([A-Za-z_-]+)=[^;]*`)
	maxAge = regexp.MustCompile(`Max-Age=[1-9][0-9]*`)
)

// checkHeaders compares all headers of an answer with those wanted.
func checkHeaders(t *testing.T, scheme string, got *answer, differs map[string]string) {
	t.Helper()
	want := maps.Clone(every)
	maps.Copy(want, differs)
	if scheme == "https" {
		want["Strict-Transport-Security"] = "max-age=31536000"
		if set := want["Set-Cookie"]; set != "" {
			want["Set-Cookie"] = strings.Replace(set, "HttpOnly;", "HttpOnly; Secure;", 1)
		}
	}
	maps.DeleteFunc(want, func(_, value string) bool { return value == "" })
	held := map[string]string{}
	for name, values := range got.header {
		value := strings.Join(values, " AND ")
		switch name {
		case "Date", "Content-Length", "Content-Encoding":
			continue
		case "X-Request-Id":
			if len(value) != 9 {
				t.Errorf("X-Request-Id is %q", value)
			}
			continue
		case "Set-Cookie":
			value = maxAge.ReplaceAllString(token.ReplaceAllString(value, "$1=*"), "Max-Age=*")
		}
		held[name] = value
	}
	if diff := cmp.Diff(want, held); diff != "" {
		t.Errorf("%s %d:\n%s", got.url.Path, got.status, diff)
	}
}

// Whatever a route answers, to somebody signed in and to nobody, its headers
// are those of every page, and no cookie is set by looking.
func TestHeadersOfEveryRoute(t *testing.T) {
	for scheme, change := range map[string]func(*handlers.Config){"http": func(*handlers.Config) {}, "https": overTLS} {
		s := newSite(t, change)
		s.as("ana")
		mine := s.furnish("ana")
		for _, r := range handlers.Routes {
			if r.Method != http.MethodGet || r.Path == "/assets/*" {
				continue
			}
			for _, b := range []*browser{s.as("ana"), s.stranger()} {
				got := b.once(b.request("GET", mine.at(r, s), nil))
				differs := map[string]string{"Location": got.header.Get("Location")}
				if got.status == http.StatusSeeOther {
					differs["Content-Type"] = ""
				}
				if r.Path == "/" {
					differs["X-Robots-Tag"] = ""
				}
				if r.Path == "/you/export/:file" && got.status == http.StatusOK {
					differs["Content-Type"] = "application/json"
					differs["Content-Disposition"] = `attachment; filename="gloss-ana-2026-06-10.json"; filename*=UTF-8''gloss-ana-2026-06-10.json`
				}
				if r.Path == "/healthz" {
					differs["Content-Type"] = "text/plain; charset=UTF-8"
				}
				checkHeaders(t, scheme, got, differs)
			}
		}
	}
}

// Only the page that says what Gloss is may be listed by search engines.
func TestRobots(t *testing.T) {
	s := newSite(t)
	for path, want := range map[string]string{"/": "", "/login": "noindex", "/nowhere": "noindex", "/signup": "noindex"} {
		if got := s.get(path).header.Get("X-Robots-Tag"); got != want {
			t.Errorf("%s: X-Robots-Tag is %q", path, got)
		}
	}
}

func TestAssets(t *testing.T) {
	s := newSite(t)
	path := s.files.URL("app.css")
	ask := func(headers ...string) *answer {
		r := s.request("GET", path, nil)
		for i := 0; i < len(headers); i += 2 {
			r.Header.Set(headers[i], headers[i+1])
		}
		return s.once(r)
	}
	plain, zipped := ask("Accept-Encoding", "identity"), ask("Accept-Encoding", "gzip")
	if plain.header.Get("Content-Encoding") != "" || zipped.header.Get("Content-Encoding") != "gzip" {
		t.Errorf("encodings are %q and %q", plain.header.Get("Content-Encoding"), zipped.header.Get("Content-Encoding"))
	}
	if len(zipped.body) >= len(plain.body) || zipped.header.Get("Vary") != "Accept-Encoding" {
		t.Errorf("%d bytes against %d, Vary %q", len(zipped.body), len(plain.body), zipped.header.Get("Vary"))
	}
	tag := plain.header.Get("ETag")
	if tag == "" || tag == zipped.header.Get("ETag") {
		t.Errorf("ETag %q for both", tag)
	}
	for _, list := range []string{tag, "W/" + tag, `"x", ` + tag, "*"} {
		if got := ask("Accept-Encoding", "identity", "If-None-Match", list); got.status != http.StatusNotModified || got.body != "" {
			t.Errorf("If-None-Match %s: %d", list, got.status)
		}
	}
	if got := ask("If-None-Match", `"other"`); got.status != http.StatusOK {
		t.Errorf("another tag: %d", got.status)
	}
	for _, bad := range []string{"/assets/", "/assets/../go.mod", "/assets/%2e%2e/go.mod", "/assets/css/1-base.css", path + "x"} {
		if got := s.get(bad); got.status != http.StatusNotFound {
			t.Errorf("%s: %d", bad, got.status)
		}
	}
}
