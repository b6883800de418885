package handlers_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const spentReset = "This link no longer works"

// resetLink has the owner make a link for somebody's password and returns it.
func (s *site) resetLink(owner, name string) string {
	s.t.Helper()
	p := s.as(owner).get("/people").want(200).form("#u-" + s.user(name).ID + ` form[action$="/reset"]`).submit("Password link for " + name).want(200)
	return s.path(p.attr("input#link", "value"))
}

func TestReset(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	ben := s.as("ben")
	link := s.resetLink("ana", "ben")
	b := s.stranger()
	p := b.get(link).want(200).says("For the account of ben.")
	p = p.form("main form").set("new", "nine").submit("").want(422)
	if p.text("#new-e") != "That is 4 characters. Please use at least 10." || p.form("main form").values.Get("new") != "" {
		t.Errorf("says %q", p.text("#new-e"))
	}
	p.form("main form").set("new", "benbenbenben").submit("").want(422)
	p = p.form("main form").set("new", "nine trees in my garden").submit("Set the password").want(200).says("Your new password is set.")
	if p.path() != "/login" || len(b.cookies()) != 0 {
		t.Errorf("at %s with %v", p.path(), b.cookies())
	}
	if ben.get("/you").path() != "/login" {
		t.Error("a session outlives a reset")
	}
	s.stranger().logIn("ben", password("ben")).want(422)
	if p := s.stranger().logIn("ben", "nine trees in my garden"); p.path() != "/today" {
		t.Errorf("the new password leads to %s", p.path())
	}
	s.stranger().get(link).want(404).says(spentReset)
	_, secret, _ := strings.Cut(link, "=")
	if strings.Contains(s.logged(), secret) || s.holds(secret) {
		t.Error("the secret is in the log or in the database")
	}
}

func TestResetEnds(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	s.as("ben")
	old := s.resetLink("ana", "ben")
	open := s.stranger().get(old).want(200).form("main form").set("new", "nine trees in my garden")
	s.pass(time.Hour + time.Second)
	open.submit("").want(404).says(spentReset)
	s.stranger().get(old).want(404).says(spentReset)
	first := s.resetLink("ana", "ben")
	second := s.resetLink("ana", "ben")
	s.stranger().get(first).want(404)
	s.stranger().get(second).want(200)
	s.as("ana").get("/people").form(`form[action$="/revoke"]`).submit("")
	s.stranger().get(second).want(404)
	for _, path := range []string{"/reset", "/reset?key="} {
		s.stranger().get(path).want(404).says(spentReset)
	}
	s.stranger().post("/reset", url.Values{"new": {"nine trees in my garden"}}).want(404)
	if p := s.stranger().logIn("ben", password("ben")); p.path() != "/today" {
		t.Error("the password was changed")
	}
}

// Who sets a password by a link is signed out of whatever this browser was
// signed in to.
func TestResetSignsOutHere(t *testing.T) {
	s := newSite(t)
	ana := s.as("ana")
	s.as("ben")
	token := ana.cookies()["gloss"]
	link := s.resetLink("ana", "ben")
	if p := ana.get(link).form("main form").set("new", "nine trees in my garden").submit("").want(200); p.path() != "/login" {
		t.Errorf("at %s", p.path())
	}
	if s.use(token) == http.StatusOK {
		t.Error("the session of this browser goes on")
	}
}

func (s *site) leave(name, typed, secret string) *answer {
	s.t.Helper()
	return s.as(name).get("/you/delete").want(200).form("main form").set("name", typed).set("password", secret).submit("Delete everything")
}

func TestDeleteAccount(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	s.furnish("ana")
	s.as("ben")
	s.furnish("ben")
	phone := s.stranger()
	phone.logIn("ben", password("ben"))
	id, others := s.user("ben").ID, s.dump(s.user("ana").ID)
	if p := s.as("ben").get("/you").click(`a[href="/you/delete"]`).says("Backups made before keep it until they are deleted."); p.path() != "/you/delete" {
		t.Errorf("at %s", p.path())
	}
	if p := s.leave("ben", "ana", password("ben")).want(422); p.text("#name-e") != "That is not the name of this account." || p.form("main form").values.Get("password") != "" {
		t.Errorf("says %q", p.text("#name-e"))
	}
	if p := s.leave("ben", "ben", password("ana")).want(422); p.text("#password-e") != "That is not the password you have now." || p.form("main form").values.Get("name") != "ben" {
		t.Errorf("says %q", p.text("#password-e"))
	}
	p := s.leave("ben", " BEN ", password("ben")).want(200).says("Your account and everything in it are gone.")
	if p.path() != "/" || len(s.as("ben").cookies()) != 0 || phone.get("/you").path() != "/login" {
		t.Errorf("at %s with %v", p.path(), s.as("ben").cookies())
	}
	for table, rows := range s.dump(id) {
		if len(rows) > 0 {
			t.Errorf("%s still holds %q", table, rows)
		}
	}
	if s.holds(id) {
		t.Error("something still names the account")
	}
	others["invitations"] = s.dump(s.user("ana").ID)["invitations"] // those for ben's password went with him
	if diff := cmp.Diff(others, s.dump(s.user("ana").ID)); diff != "" {
		t.Errorf("what is ana's changed:\n%s", diff)
	}
	s.stranger().logIn("ben", password("ben")).want(422)
}

func TestDeleteIsNotGuessedAt(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	s.as("ben")
	for range 10 {
		s.leave("ben", "ben", "not the words of ben").want(422)
	}
	s.leave("ben", "ben", password("ben")).want(http.StatusTooManyRequests)
	s.user("ben")
	s.pass(15*time.Minute + time.Second)
	s.leave("ben", "ben", password("ben")).want(200)
}

// The owner goes last, and then nobody takes the server over before it is
// started anew.
func TestOwnerLeavesLast(t *testing.T) {
	s := newSite(t)
	ana := s.as("ana")
	s.as("ben")
	if p := ana.get("/you/delete").want(200).says("Not while others are here"); p.has("main form") {
		t.Error("the owner is offered what is refused")
	}
	ana.post("/you/delete", url.Values{"name": {"ana"}, "password": {password("ana")}}).want(422).says("Not while others are here")
	s.user("ana")
	s.leave("ben", "ben", password("ben")).want(200)
	ana.get("/you/delete").says("Nobody is left on this server then.")
	early := s.stranger().get("/login")
	s.leave("ana", "ana", password("ana")).want(200)
	if has, err := s.store.HasUsers(t.Context()); has || err != nil {
		t.Errorf("somebody is left: %v", err)
	}
	early.get("/signup").want(200).says("Nobody is left on this server")
	s.stranger().post("/signup", url.Values{"name": {"eve"}, "password": {password("eve")}, "zone": {home}}).want(403)
	if has, _ := s.store.HasUsers(t.Context()); has {
		t.Error("somebody took the server over")
	}
}
