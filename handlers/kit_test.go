package handlers_test

import "testing"

// The first visit as the kit does it: what every other test stands on.
func TestKit(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	s.as("ben")
	if got := s.user("ana"); !got.Owner || got.Zone != home {
		t.Errorf("ana is %+v", got)
	}
	if got := s.user("ben"); got.Owner {
		t.Errorf("ben owns the site too: %+v", got)
	}
	s.as("ana").get("/you").want(200).says("You own this server")
	s.as("ben").get("/you").want(200)
	s.stranger().get("/").want(200).says("You read it, you meant it.")
}
