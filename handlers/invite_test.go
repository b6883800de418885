package handlers_test

import (
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"gloss/handlers"
)

// invite has the owner make an invitation and returns its link.
func (s *site) invite(owner string) string {
	s.t.Helper()
	p := s.as(owner).get("/people").want(200).form(`form[action="/people/invitations"]`).submit("Make an invitation").want(200)
	return s.path(p.attr("input#link", "value"))
}

// path takes a link of ours apart, which must name the public address.
func (s *site) path(link string) string {
	s.t.Helper()
	path, ours := strings.CutPrefix(link, s.app.URL.String())
	if !ours {
		s.t.Fatalf("%s is not an address of %s", link, s.app.URL)
	}
	return path
}

const spent = "This invitation no longer works"

func TestSignUpByInvitation(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	link := s.invite("ana")
	b := s.stranger()
	p := b.get(link).want(200).says("You have been invited.")
	if secret := strings.TrimPrefix(link, "/signup?invite="); p.form("main form").values.Get("invite") != secret || len(secret) < 22 {
		t.Errorf("the form holds %v of %s", p.form("main form").values, link)
	}
	p = p.form("main form").fill("ben").set("password", "short").submit("").want(422)
	p = p.form("main form").set("password", password("ben")).submit("Make my account")
	if len(p.hops) == 0 || p.hops[0] != "303 /start" || s.user("ben").Owner {
		t.Errorf("went %v, owner %v", p.hops, s.user("ben").Owner)
	}
	s.stranger().get(link).want(404).says(spent)
	s.stranger().get("/signup").want(200).says("Accounts here are by invitation")
	secret := strings.TrimPrefix(link, "/signup?invite=")
	if strings.Contains(s.logged(), secret) || s.holds(secret) {
		t.Error("the secret is in the log or in the database")
	}
}

// holds tells whether any row holds some words.
func (s *site) holds(words string) bool {
	for _, table := range s.dump("") {
		if strings.Contains(strings.Join(table, "\n"), words) {
			return true
		}
	}
	return false
}

// An invitation that is used, old or taken back makes no account, whether one
// has the page open already or not.
func TestInvitationEnds(t *testing.T) {
	tests := map[string]func(*site){
		"used":    func(s *site) {},
		"old":     func(s *site) { s.pass(7*24*time.Hour + time.Second) },
		"revoked": func(s *site) { s.as("ana").get("/people").form(`form[action$="/revoke"]`).submit("").want(200) },
	}
	for name, end := range tests {
		t.Run(name, func(t *testing.T) {
			s := newSite(t)
			s.as("ana")
			link := s.invite("ana")
			early := s.stranger().get(link).want(200).form("main form").fill("eve")
			if name == "used" {
				s.stranger().get(link).form("main form").fill("ben").submit("")
				s.user("ben")
			}
			end(s)
			early.submit("").want(404).says(spent)
			s.stranger().get(link).want(404).says(spent)
			if users, err := s.store.Users(t.Context()); err != nil || len(users) > 2 {
				t.Errorf("%d accounts, %v", len(users), err)
			}
		})
	}
}

func TestInvitationWorksSevenDays(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	link := s.invite("ana")
	s.pass(7*24*time.Hour - time.Second)
	s.stranger().get(link).form("main form").fill("ben").submit("")
	s.user("ben")
}

// Of many who use one invitation at the same time one gets in.
func TestOneAccountPerInvitation(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	link := s.invite("ana")
	var forms [6]*form
	for i := range forms {
		forms[i] = s.stranger().get(link).form("main form").fill("racer" + string(rune('a'+i)))
	}
	var made, refused atomic.Int32
	var all sync.WaitGroup
	for _, f := range forms {
		all.Go(func() {
			switch p := f.page.once(f.request("")); p.status {
			case http.StatusSeeOther:
				made.Add(1)
			case http.StatusNotFound:
				refused.Add(1)
			default:
				t.Errorf("answered %d", p.status)
			}
		})
	}
	all.Wait()
	if users, err := s.store.Users(t.Context()); err != nil || len(users) != 2 || made.Load() != 1 || refused.Load() != 5 {
		t.Errorf("%d made, %d refused, %d accounts, %v", made.Load(), refused.Load(), len(users), err)
	}
}

// The setting is honoured with an invitation too: closed is closed, and where
// anybody may sign up a used one is in nobody's way.
func TestInvitationAndSetting(t *testing.T) {
	mode := handlers.SignUpInvite
	s := newSite(t, func(cfg *handlers.Config) { cfg.SignUp = mode })
	s.as("ana")
	link := s.invite("ana")
	s.app.SignUp = handlers.SignUpClosed
	s.stranger().get(link).want(200).says("This server takes no new accounts")
	s.stranger().post("/signup", url.Values{"name": {"eve"}, "password": {password("eve")}, "zone": {home}, "invite": {strings.TrimPrefix(link, "/signup?invite=")}}).
		want(403).says("This server takes no new accounts")
	if p := s.as("ana").get("/people").want(200).says("Sign-up is closed"); p.has(`form[action="/people/invitations"]`) {
		t.Error("an invitation is offered where it leads nowhere")
	}
	s.as("ana").post("/people/invitations", url.Values{}).want(403)
	s.app.SignUp = handlers.SignUpOpen
	s.stranger().get(link).form("main form").fill("ben").submit("")
	s.stranger().get(link).want(200).form("main form").fill("eve").submit("")
	s.user("ben")
	s.user("eve")
}

// A link to set a password makes no account, and the other way round.
func TestLinksDoOneThing(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	s.as("ben")
	invitation, reset := s.invite("ana"), s.resetLink("ana", "ben")
	s.stranger().get(strings.Replace(reset, "/reset?key=", "/signup?invite=", 1)).want(404).says(spent)
	s.stranger().get(strings.Replace(invitation, "/signup?invite=", "/reset?key=", 1)).want(404).says(spentReset)
	s.stranger().get(invitation).want(200)
	s.stranger().get(reset).want(200)
}

// Secrets cannot be tried in numbers, and pages that hold a good one stay open
// to look at.
func TestLinksCannotBeGuessed(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	s.as("ben")
	good, reset := s.invite("ana"), s.resetLink("ana", "ben")
	for range 30 {
		s.stranger().get(good).want(200)
	}
	for range 10 {
		s.stranger().get("/signup?invite=AAAAAAAAAAAAAAAAAAAAAA").want(404)
		s.stranger().get("/reset?key=AAAAAAAAAAAAAAAAAAAAAA").want(404)
	}
	for _, path := range []string{good, reset, "/reset?key=B", "/signup?invite=B"} {
		s.stranger().get(path).want(http.StatusTooManyRequests)
	}
	s.stranger().post("/reset", url.Values{"key": {"B"}}).want(http.StatusTooManyRequests)
	s.stranger().post("/signup", url.Values{"invite": {"B"}}).want(http.StatusTooManyRequests)
	s.stranger().get("/signup").want(200)
	s.pass(15*time.Minute + time.Second)
	s.stranger().get(good).want(200)
}
