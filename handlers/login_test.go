package handlers_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"gloss/handlers"
)

func (b *browser) logIn(name, secret string) *answer {
	b.t.Helper()
	return b.get("/login").want(200).form("main form").set("name", name).set("password", secret).submit("Log in")
}

// Nobody learns from the answer who has an account: words, status and headers
// are the same for a wrong password and for a name nobody has.
func TestUnknownAndWrongAreTheSame(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	db := s.open()
	s.addUser("off")
	if _, err := db.Exec("UPDATE users SET disabled = 1 WHERE name = 'off'"); err != nil {
		t.Fatal(err)
	}
	wrong := s.stranger().logIn("ana", "not the words of ana").want(422)
	bodies := map[string]string{}
	for name, secret := range map[string]string{"ana": "not the words of ana", "eve": "not the words of ana", "off": password("off")} {
		p := s.stranger().logIn(name, secret).want(422)
		if len(p.cookies()) != 0 {
			t.Errorf("%s was given a cookie", name)
		}
		if p.form("main form").values.Get("name") != name || p.form("main form").values.Get("password") != "" {
			t.Errorf("%s: the form holds %v", name, p.form("main form").values)
		}
		p.header.Del("X-Request-Id")
		p.header.Del("Date")
		p.header.Del("Content-Length")
		bodies[name] = strings.ReplaceAll(p.body, `value="`+name+`"`, `value=""`)
	}
	if bodies["ana"] != bodies["eve"] || bodies["ana"] != bodies["off"] {
		t.Error("the pages differ")
	}
	if wrong.attr("#password", "aria-invalid") != "true" || wrong.text("#no") != "Name and password do not go together. Nothing else is wrong; try again." {
		t.Error("the refusal is not tied to the password")
	}
}

func TestLogIn(t *testing.T) {
	s := newSite(t)
	s.as("Ana")
	for _, spelling := range []string{"Ana", "ana", " ANA ", "ａｎａ"} {
		b := s.stranger()
		if p := b.logIn(spelling, password("Ana")); len(p.hops) != 1 || p.hops[0] != "303 /today" {
			t.Errorf("%q went %v (%d)", spelling, p.hops, p.status)
		}
	}
	s.stranger().logIn("Ana", " "+password("Ana")).want(422)
	s.stranger().logIn("Ana", strings.ToUpper(password("Ana"))).want(422)
}

func TestCookies(t *testing.T) {
	tests := map[string]struct {
		change func(*handlers.Config)
		stay   bool
		want   string
	}{
		"http":        {func(*handlers.Config) {}, false, "gloss=*; Path=/; HttpOnly; SameSite=Lax"},
		"http, stay":  {func(*handlers.Config) {}, true, "gloss=*; Path=/; Max-Age=15552000; HttpOnly; SameSite=Lax"},
		"https":       {overTLS, false, "__Host-gloss=*; Path=/; HttpOnly; Secure; SameSite=Lax"},
		"https, stay": {overTLS, true, "__Host-gloss=*; Path=/; Max-Age=15552000; HttpOnly; Secure; SameSite=Lax"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			s := newSite(t, test.change)
			s.addUser("ana")
			b := s.stranger()
			f := b.get("/login").form("main form").set("name", "ana").set("password", password("ana"))
			if !test.stay {
				f.uncheck("stay")
			}
			p := b.once(f.request(""))
			set := p.header.Values("Set-Cookie")
			if p.status != http.StatusSeeOther || len(set) != 1 {
				t.Fatalf("%d, cookies %q", p.status, set)
			}
			head, rest, _ := strings.Cut(set[0], "=")
			token, rest, _ := strings.Cut(rest, ";")
			if got := head + "=*;" + rest; got != test.want {
				t.Errorf("cookie %q, want %q", got, test.want)
			}
			if len(token) < 43 {
				t.Errorf("token %q", token)
			}
			b.get("/you").want(200)
			out := b.once(b.get("/you").form(`form[action="/logout"]`).request(""))
			if got, want := out.header.Get("Set-Cookie"), head+"=; Path=/; Max-Age=0;"; !strings.HasPrefix(got, want) {
				t.Errorf("log out sets %q", got)
			}
			if got := out.header.Get("Clear-Site-Data"); got != `"cache", "storage"` {
				t.Errorf("Clear-Site-Data %q", got)
			}
		})
	}
}

// use asks for You with a token of its own, as a thief would.
func (s *site) use(token string) int {
	r := s.stranger().request("GET", "/you", nil)
	r.AddCookie(&http.Cookie{Name: "gloss", Value: token})
	return s.stranger().once(r).status
}

func TestSessions(t *testing.T) {
	s := newSite(t)
	ana := s.as("ana")
	first := ana.cookies()["gloss"]
	if s.use(first) != 200 {
		t.Fatal("a session does not work")
	}
	ana.post("/login", url.Values{"name": {"ana"}, "password": {password("ana")}, "stay": {"true"}})
	second := ana.cookies()["gloss"]
	if second == first || s.use(first) == 200 || s.use(second) != 200 {
		t.Error("signing in again keeps the old session, or its id")
	}
	planted := s.stranger()
	r := planted.request("POST", "/login", url.Values{"name": {"ana"}, "password": {password("ana")}})
	r.AddCookie(&http.Cookie{Name: "gloss", Value: "gss_chosen-by-somebody-else-chosen-by-somebody"})
	if planted.do(r); planted.cookies()["gloss"] == "gss_chosen-by-somebody-else-chosen-by-somebody" || s.use("gss_chosen-by-somebody-else-chosen-by-somebody") == 200 {
		t.Error("a planted session was taken over")
	}
	for _, line := range s.dump("")["sessions"] {
		if strings.Contains(line, second) || strings.Contains(line, strings.TrimPrefix(second, "gss_")) {
			t.Error("the database holds the token itself")
		}
	}
	if p := ana.get("/you").form(`form[action="/logout"]`).submit("Log out"); p.path() != "/" {
		t.Errorf("log out leads to %s", p.path())
	}
	if s.use(second) == 200 || len(ana.cookies()) != 0 {
		t.Error("a session outlives logging out")
	}
}

func TestSessionsEnd(t *testing.T) {
	s := newSite(t)
	s.addUser("ana")
	begin := func(stay bool) (*browser, string) {
		b := s.stranger()
		f := b.get("/login").form("main form").set("name", "ana").set("password", password("ana"))
		if !stay {
			f.uncheck("stay")
		}
		f.submit("")
		return b, b.cookies()["gloss"]
	}
	_, visit := begin(false)
	used, stays := begin(true)
	_, idle := begin(true)
	s.pass(23 * time.Hour)
	if s.use(visit) != 200 {
		t.Error("a visit ends within the day")
	}
	s.pass(2 * time.Hour)
	if s.use(visit) == 200 {
		t.Error("a visit outlives the day")
	}
	for range 6 {
		s.pass(25 * 24 * time.Hour)
		used.post("/you/day", url.Values{})
	}
	if s.use(stays) != 200 || s.use(idle) == 200 {
		t.Error("a used session ended, or an idle one did not")
	}
	s.pass(40 * 24 * time.Hour)
	if s.use(stays) == 200 {
		t.Error("a session outlives half a year")
	}
}

func TestNextLeadsNowhereElse(t *testing.T) {
	s := newSite(t)
	s.addUser("ana")
	tests := map[string]string{
		"/guides":                      "/guides",
		"/today?habit=x#p3":            "/today?habit=x#p3",
		"/days/2026-06-01":             "/days/2026-06-01",
		"":                             "/today",
		"//evil.example":               "/today",
		"///evil.example":              "/today",
		`/\evil.example`:               "/today",
		`\\evil.example`:               "/today",
		"/\t/evil.example":             "/today",
		"/%09/evil.example":            "/today",
		"/%5cevil.example":             "/today",
		"https:evil.example":           "/today",
		"https://evil.example":         "/today",
		"javascript:alert(1)":          "/today",
		"http:///evil.example":         "/today",
		" //evil.example":              "/today",
		"/\r\nSet-Cookie: a=b":         "/today",
		"evil.example":                 "/today",
		"?next=/x":                     "/today",
		"/" + strings.Repeat("a", 600): "/today",
	}
	for next, want := range tests {
		b := s.stranger()
		p := b.once(b.request("POST", "/login", url.Values{"name": {"ana"}, "password": {password("ana")}, "next": {next}}))
		if got := p.header.Get("Location"); p.status != http.StatusSeeOther || got != want {
			t.Errorf("next %q leads to %q (%d)", next, got, p.status)
		}
		signed := b.once(b.request("GET", "/login?next="+url.QueryEscape(next), nil))
		if got := signed.header.Get("Location"); got != want {
			t.Errorf("signed in, next %q leads to %q", next, got)
		}
		shown := s.stranger().get("/login?next=" + url.QueryEscape(next)).form("main form").values.Get("next")
		if want != next && shown != "" {
			t.Errorf("the form keeps next %q", shown)
		}
	}
}

// Whoever is sent to sign in comes back to where they were.
func TestSigningInLeadsBack(t *testing.T) {
	s := newSite(t)
	s.addUser("ana")
	b := s.stranger()
	p := b.get("/guides?x=1").want(200)
	if p.path() != "/login" {
		t.Fatalf("a stranger reads %s", p.path())
	}
	p = p.form("main form").set("name", "ana").set("password", "wrong words here").submit("").want(422)
	if p = p.form("main form").set("password", password("ana")).submit(""); p.url.RequestURI() != "/guides?x=1" {
		t.Errorf("came back to %s", p.url.RequestURI())
	}
	r := s.stranger().request("POST", "/you/day", url.Values{})
	r.Header.Set("Referer", s.server.URL+"/you")
	if to := s.stranger().once(r).header.Get("Location"); to != "/login?next=%2Fyou" {
		t.Errorf("a form of somebody signed out leads to %q", to)
	}
	r.Header.Set("Referer", "https://evil.example/you")
	if to := s.stranger().once(r).header.Get("Location"); to != "/login" {
		t.Errorf("a foreign page is led back to: %q", to)
	}
}
