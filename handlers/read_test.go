package handlers_test

import (
	"context"
	"net/url"
	"slices"
	"strings"
	"testing"

	"gloss/models"
	"gloss/models/auth"
	"gloss/models/date"
	"gloss/views/link"
)

func TestMarkingAGuideAsRead(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	guide := link.Guide(s.shipped())
	if p := s.get(guide); p.has(".eyebrow ~ .chip") || s.get(link.Guides).has(".card .cluster .chip") {
		t.Error("a guide is read before anybody said so")
	}
	p := s.get(guide).form("#read").submit("Mark as read").want(200).says("Marked as read.")
	if p.path() != guide || p.text(".eyebrow ~ .chip") != "Read" || p.url.Fragment != "read" {
		t.Errorf("led to %s, which says %q", p.url, p.text(".row"))
	}
	s.get(link.Guides).says("Read")
	p.form("#read").submit("Mark as unread").want(200).says("Marked as unread.")
	if s.get(link.Guides).has(".card .cluster .chip") {
		t.Error("it is still marked as read")
	}
	s.get(guide).form("#read").submit("#read").want(200)
	s.get(guide).form("#read").force("read", "true").submit("").want(200) // and in another tab
	s.as("ben")
	if s.get(guide).has(".eyebrow ~ .chip") {
		t.Error("what ana has read, ben has not")
	}
}

func TestMarkingRefuses(t *testing.T) {
	s := newSite(t)
	s.as("vera")
	hers := s.furnish("vera").guide
	s.as("ben")
	s.post(link.ReadGuide(hers), url.Values{"read": {"true"}}).want(404)
	s.post(link.ReadGuide("another-guide-that-is-none"), url.Values{"read": {"true"}}).want(404)
	if p := s.stranger().get(link.Guide(s.shipped())).want(200); p.has("#read") {
		t.Error("a stranger is asked whether it is read")
	}
	if got := s.stranger().post(link.ReadGuide(s.shipped()), url.Values{"read": {"true"}}); got.path() != link.LogIn {
		t.Errorf("a stranger came to %s", got.path())
	}
	if r, err := s.store.Reading(context.Background(), s.user("ben").ID, s.shipped()); err != nil || r.At != 0 {
		t.Errorf("ben has read it: %+v, %v", r, err)
	}
}

// Habits taken from a guide stand on its card and at its head, with what they
// came to.
func TestHabitsTakenAreListedOnTheirGuide(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	guide := link.Guide(s.shipped())
	if s.get(guide).has(".used") || s.get(link.Guides).has(".used") {
		t.Error("nothing was taken yet")
	}
	habits := s.takes("ana")
	s.keeps("ana", "My own", ticked)
	day := s.today("ana")
	for i := range 3 {
		s.logs("ana", habits[2].ID, day-date.Date(i), models.ActTick, 0)
	}
	if _, err := s.store.Archive(context.Background(), s.user("ana").ID, auth.NewPageID(), habits[0].ID); err != nil {
		t.Fatal(err)
	}
	for _, at := range []string{guide, link.Guides} {
		p := s.get(at)
		if got, want := p.texts(".used .chip"), []string{habits[1].Name, habits[2].Name + " 3 days", habits[0].Name + " archived"}; !slices.Equal(got, want) {
			t.Errorf("%s lists %q, want %q", at, got, want)
		}
		if got := p.attr(".used .chip", "href"); got != link.Habit(habits[1].ID) {
			t.Errorf("%s leads to %s", at, got)
		}
	}
	// What is archived may be taken again, and that it was there is said.
	p := s.get(guide)
	margin := p.find(`aside a[href="` + link.Habit(habits[0].ID) + `"]`).Closest("aside")
	if got := words(margin.Text()); !strings.Contains(got, "You kept it before.") || margin.Find("form").Length() != 1 {
		t.Errorf("beside it stands %q", got)
	}
}
