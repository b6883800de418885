package handlers_test

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// signsIn tells whether a token still does anything: show a page or write.
func (s *site) signsIn(token string) bool {
	s.t.Helper()
	before := s.dump("")["users"]
	b := s.with(token)
	read := b.once(b.request("GET", "/you", nil)).status == http.StatusOK
	b = s.with(token)
	wrote := b.once(b.request("POST", "/you/name", url.Values{"name": {"somebody else"}})).header.Get("Location")
	if wrote != "" && wrote[:6] != "/login" {
		return true
	}
	return read || !cmp.Equal(before, s.dump("")["users"])
}

// Whatever ends a session ends it for whoever has its token, and for good:
// signing in again brings no old one back.
func TestEndedSessionsStayEnded(t *testing.T) {
	const fresh = "nine trees in my garden"
	for name, end := range map[string]func(s *site, ben *browser){
		"logging out": func(s *site, ben *browser) { ben.get("/you").form(`form[action="/logout"]`).submit("") },
		"logging in again": func(s *site, ben *browser) {
			ben.post("/login", url.Values{"name": {"ben"}, "password": {password("ben")}})
		},
		"ended elsewhere": func(s *site, ben *browser) {
			s.elsewhere("ben").get("/you").form("#sessions ~ form").submit("").want(200)
		},
		"a new password elsewhere": func(s *site, ben *browser) {
			s.elsewhere("ben").get("/you").form("#po").set("old", password("ben")).set("new", fresh).submit("Change password").want(200)
		},
		"a reset link": func(s *site, ben *browser) {
			s.stranger().get(s.resetLink("ana", "ben")).form("main form").set("new", fresh).submit("").want(200)
		},
		"disabling, and enabling again": func(s *site, ben *browser) {
			ana := s.as("ana")
			ana.get("/people").form("#u-" + s.user("ben").ID + ` form[action$="/disable"]`).submit("").want(200)
			ana.get("/people").form("#u-" + s.user("ben").ID + ` form[action$="/enable"]`).submit("").want(200)
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t)
			s.as("ana")
			ben := s.as("ben")
			stolen := ben.cookies()["gloss"]
			if !s.signsIn(stolen) {
				t.Fatal("the session does not work before")
			}
			if err := s.store.UpdateProfile(t.Context(), s.user("somebody else").ID, "ben", ""); err != nil {
				t.Fatal(err)
			}
			end(s, ben)
			if s.signsIn(stolen) {
				t.Error("the session goes on")
			}
			for _, secret := range []string{password("ben"), fresh} {
				s.stranger().logIn("ben", secret)
			}
			if s.signsIn(stolen) {
				t.Error("the session came back")
			}
		})
	}
}

// elsewhere is another browser in which somebody is signed in.
func (s *site) elsewhere(name string) *browser {
	s.t.Helper()
	b := s.stranger()
	if p := b.logIn(name, password(name)); p.path() != "/today" {
		s.t.Fatalf("logging in elsewhere leads to %s", p.path())
	}
	return b
}
