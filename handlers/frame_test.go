package handlers_test

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

func TestWelcome(t *testing.T) {
	s := newSite(t)
	p := s.get("/").want(200).says("It retells an article by Dr. Jessica Christie").says("Three habits are in it.")
	if p.text(".plate mark") != "ten to thirty minutes outdoors a day, between ten and four" || p.text(".plate .margin b") != "Midday sun" {
		t.Errorf("marks %q for %q", p.text(".plate mark"), p.text(".plate .margin b"))
	}
	p.click("#inside ~ .pair .prose a").want(200)
	if _, err := s.open().Exec("UPDATE guides SET deleted_at = 1"); err != nil {
		t.Fatal(err)
	}
	p = s.get("/").want(200).says("You read it, you meant it.")
	if p.has(".plate") || p.has("#inside") || p.has(`a[href^="/guides"]`) {
		t.Error("a guide is spoken of where there is none")
	}
	s.as("ana")
	if p := s.get("/"); len(p.hops) != 1 || p.hops[0] != "303 /today" {
		t.Errorf("ana is led %v", p.hops)
	}
	if s.stranger().get("/").has(`a[href="/signup"]`) {
		t.Error("a stranger is led to a closed door")
	}
}

// The bar leads only where one may go, and marks where one is.
func TestBar(t *testing.T) {
	s := newSite(t)
	if got := s.get("/nowhere").texts("header nav a"); strings.Join(got, " ") != "Log in" {
		t.Errorf("a stranger's bar holds %q", got)
	}
	if s.get("/login").has("header nav") {
		t.Error("the bar at the door leads to the door")
	}
	s.as("ana")
	p := s.get("/you")
	if got := p.texts("header nav a"); strings.Join(got, " ") != "Today Habits Guides People You" || p.text("header [aria-current]") != "You" {
		t.Errorf("the owner's bar holds %q, marked %q", got, p.text("header [aria-current]"))
	}
	s.as("ben")
	if got := s.get("/you").texts("header nav a"); strings.Join(got, " ") != "Today Habits Guides You" {
		t.Errorf("ben's bar holds %q", got)
	}
}

// A form sets what it is for and nothing else; of a field sent twice the first
// counts, and the address is no part of a form.
func TestFormsTakeOnlyTheirFields(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	s.as("ben")
	before := s.user("ben")
	body := url.Values{
		"name": {"Benjamin", "Second"}, "id": {s.user("ana").ID}, "ID": {s.user("ana").ID}, "user_id": {s.user("ana").ID},
		"owner": {"true"}, "Owner": {"true"}, "password": {"x"}, "created_at": {"0"}, "Errors": {"x"}, "zone": {"UTC"},
	}
	s.post("/you/name?name=Address&email=a@example.org", body).want(200)
	after := s.user("benjamin")
	before.Name, before.NameKey = after.Name, after.NameKey
	if after.Name != "Benjamin" || after != before {
		t.Errorf("became %+v", after)
	}
	if s.user("ana").Name != "ana" {
		t.Error("ana was renamed")
	}
	r := s.request("POST", "/you/name", url.Values{})
	r.Header.Set("Content-Type", "multipart/form-data; boundary=b")
	text := "--b\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nBen\r\n--b--\r\n"
	r.Body, r.ContentLength = io.NopCloser(strings.NewReader(text)), int64(len(text))
	if s.once(r).status != http.StatusSeeOther || s.user("ben").Name != "Ben" {
		t.Error("a form in parts is not read")
	}
}

// What the frame asks of the database for a page of somebody signed in.
func TestFrameIsCheap(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	if n := s.statements(func() { s.get("/people/invitations") }) - s.statements(func() { s.get("/people") }); n != 1 {
		t.Errorf("%d statements to know who is asking", n)
	}
	if n := s.statements(func() { s.get("/you").want(200) }); n != 2 {
		t.Errorf("%d statements for You: who is asking, and where they are signed in", n)
	}
	if n := s.statements(func() { s.get(s.files.URL("app.css")).want(200) }); n != 0 {
		t.Errorf("%d statements for a file", n)
	}
}
