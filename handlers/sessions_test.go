package handlers_test

import (
	"net/url"
	"strings"
	"testing"
	"time"
)

func TestSessionsAreListed(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	s.pass(9 * 24 * time.Hour)
	phone := s.stranger()
	phone.agent = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1"
	phone.logIn("ana", password("ana"))
	s.pass(24 * time.Hour)
	p := s.as("ana").get("/you").want(200)
	if got := strings.Join(p.parts("#sessions ~ ul li"), "; "); got != "Firefox on Linux this one since 10 June · last seen 10 June; "+
		"Safari on iPhone since yesterday · last seen yesterday Sign out" {
		t.Errorf("lists %q", got)
	}
	p.form("#sessions ~ form").submit("Sign out all others")
	p = s.get("/you")
	if got := p.texts("#sessions ~ ul li"); len(got) != 1 || !strings.HasSuffix(got[0], "last seen today") || p.has("#sessions ~ form") {
		t.Errorf("lists %q", got)
	}
	if phone.get("/you").path() != "/login" {
		t.Error("another session goes on")
	}
}

func TestOneSessionEnds(t *testing.T) {
	s := newSite(t)
	ana := s.as("ana")
	phone, tablet := s.stranger(), s.stranger()
	phone.logIn("ana", password("ana"))
	s.pass(time.Minute)
	tablet.logIn("ana", password("ana"))
	p := ana.get("/you").form("#sessions ~ ul li:nth-child(2) form").submit("").want(200).says("Signed out there.")
	if p.url.RequestURI() != "/you?saved=sessions" || len(p.texts("#sessions ~ ul li")) != 2 {
		t.Errorf("at %s: %q", p.url.RequestURI(), p.texts("#sessions ~ ul li"))
	}
	if tablet.get("/you").path() != "/login" || phone.get("/you").path() != "/you" {
		t.Error("the wrong session ended")
	}
	id := strings.TrimPrefix(ana.get("/you").attr("#sessions ~ ul li:nth-child(1)", "id"), "s-")
	if p := ana.post("/you/sessions/"+id+"/end", url.Values{}); p.path() != "/" || len(ana.cookies()) != 0 {
		t.Errorf("ending this one leads to %s", p.path())
	}
	phone.post("/you/sessions/"+id+"/end", url.Values{}).want(404)
}

// What stands for a session on the page is no way in, nor what the server keeps.
func TestSessionsStayOnTheServer(t *testing.T) {
	s := newSite(t)
	ana := s.as("ana")
	sessions, err := s.store.Sessions(t.Context(), s.user("ana").ID)
	if err != nil || len(sessions) != 1 {
		t.Fatalf("%d sessions, %v", len(sessions), err)
	}
	p := ana.get("/you").want(200)
	if strings.Contains(p.body, sessions[0].Digest) || strings.Contains(p.body, sessions[0].Digest[:16]) || strings.Contains(p.body, ana.cookies()["gloss"]) {
		t.Error("the page tells what is kept of a session")
	}
}

// A form that was refused is answered at its own address, which is no page:
// forms on it lead back to You.
func TestRefusedFormsLeadBackToYou(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	p := s.get("/you").form("#un").set("name", "").submit("Save").want(422)
	p.form("form[data-zone-offer]").set("zone", "Asia/Tokyo").submit("Switch").want(200)
}
