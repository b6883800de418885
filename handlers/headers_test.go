package handlers_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"

	"gloss/handlers"
)

// every is what each answer says, whatever it answers.
var every = map[string]string{
	"Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
		"manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'",
	"X-Content-Type-Options":       "nosniff",
	"Referrer-Policy":              "same-origin",
	"Cross-Origin-Opener-Policy":   "same-origin",
	"Cross-Origin-Resource-Policy": "same-origin",
}

// calls are requests of every class, by the status they end in.
func calls(s *site) map[string]*http.Request {
	cross := s.request("POST", "/login", url.Values{})
	cross.Header.Set("Sec-Fetch-Site", "cross-site")
	cross.Header.Set("Origin", "https://elsewhere.example")
	host := s.request("GET", "/login", nil)
	host.Host = "elsewhere.example"
	large := s.request("POST", "/login", url.Values{"name": {strings.Repeat("a", 1<<20+1)}})
	odd := s.request("POST", "/login", url.Values{})
	odd.Header.Set("Content-Type", "text/plain")
	return map[string]*http.Request{
		"200 page":      s.request("GET", "/you", nil),
		"200 asset":     s.request("GET", s.files.URL("app.css"), nil),
		"200 health":    s.request("GET", "/healthz", nil),
		"200 link made": s.request("POST", "/people/invitations", url.Values{}),
		"404 spent":     s.request("GET", "/reset?key=none", nil),
		"303 redirect":  s.request("GET", "/", nil),
		"308 one":       s.request("GET", "/today/", nil),
		"403 cross":     cross,
		"404 nowhere":   s.request("GET", "/nowhere", nil),
		"404 asset":     s.request("GET", "/assets/app.css", nil),
		"405 method":    s.request("DELETE", "/you", nil),
		"413 large":     large,
		"415 not ours":  odd,
		"421 host":      host,
		"422 refused":   s.request("POST", "/you/name", url.Values{"name": {""}}),
		"500 panic":     s.request("GET", "/panic", nil),
		"204 what next": s.request("OPTIONS", "/you", nil),
	}
}

func TestHeaders(t *testing.T) {
	addRoute(t, handlers.Route{Method: "GET", Path: "/panic", Who: handlers.Anyone, Handler: func(*handlers.App, echo.Context) error { panic("on purpose") }})
	for scheme, change := range map[string]func(*handlers.Config){"http": func(*handlers.Config) {}, "https": overTLS} {
		s := newSite(t, change)
		s.as("ana")
		for name, r := range calls(s) {
			t.Run(scheme+" "+name, func(t *testing.T) {
				got := s.once(r)
				if name[:3] != strconv.Itoa(got.status) {
					t.Fatalf("answered %d\n%s", got.status, got.body)
				}
				for header, want := range every {
					if held := got.header.Values(header); len(held) != 1 || held[0] != want {
						t.Errorf("%s is %q", header, held)
					}
				}
				checkRest(t, scheme, name, got)
			})
		}
	}
}

// checkRest looks at headers that differ from answer to answer.
func checkRest(t *testing.T, scheme, name string, got *answer) {
	t.Helper()
	secure, asset := scheme == "https", name == "200 asset"
	if held := got.header.Get("Strict-Transport-Security"); (held == "max-age=31536000") != secure || (held == "") == secure {
		t.Errorf("Strict-Transport-Security is %q", held)
	}
	if cache := got.header.Get("Cache-Control"); asset != (cache == "public, max-age=31536000, immutable") || !asset && cache != "no-store" {
		t.Errorf("Cache-Control is %q", cache)
	}
	if held := got.header.Get("Permissions-Policy"); !strings.Contains(held, "geolocation=()") || !strings.Contains(held, "camera=()") {
		t.Errorf("Permissions-Policy is %q", held)
	}
	if kind := got.header.Get("Content-Type"); got.body != "" && !strings.Contains(strings.ToLower(kind), "charset=utf-8") {
		t.Errorf("Content-Type is %q", kind)
	}
	for header := range got.header {
		if strings.HasPrefix(header, "Access-Control-") || header == "Server" || header == "X-Powered-By" || header == "Set-Cookie" {
			t.Errorf("%s: %q", header, got.header[header])
		}
	}
	if len(got.header.Get("X-Request-Id")) != 9 {
		t.Errorf("X-Request-Id is %q", got.header.Get("X-Request-Id"))
	}
	for _, inline := range []string{"[style]", "style", "script:not([src])", "[onclick]", "[onsubmit]", "[onload]"} {
		if got.has(inline) {
			t.Errorf("the page has %s, which the policy forbids", inline)
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
