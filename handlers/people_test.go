package handlers_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"gloss/handlers"
	"gloss/models"
	"gloss/models/auth"
	"gloss/models/plan"
	"gloss/models/store"
)

// row is what the page about people says of one.
func (p *answer) row(id string) string { return p.parts("#u-" + id)[0] }

// parts are the words of each match, with a space between its elements too.
func (p *answer) parts(selector string) []string {
	p.t.Helper()
	return p.find(selector).Map(func(_ int, s *goquery.Selection) string {
		html, err := goquery.OuterHtml(s)
		if err != nil {
			p.t.Fatal(err)
		}
		apart, err := goquery.NewDocumentFromReader(strings.NewReader(strings.ReplaceAll(html, "<", " <")))
		if err != nil {
			p.t.Fatal(err)
		}
		return words(apart.Text())
	})
}

func TestPeople(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	s.pass(40 * 24 * time.Hour)
	s.as("ben")
	s.addUser("cleo")
	s.pass(24 * time.Hour)
	delete(s.people, "ana")
	ana := s.stranger()
	ana.logIn("ana", password("ana"))
	p := ana.get("/people").want(200)
	if p.text("header [aria-current]") != "People" {
		t.Errorf("marked %q", p.text("header [aria-current]"))
	}
	for name, want := range map[string]string{
		"ana":  "ana you owns this server here since 10 June · last seen today",
		"ben":  "ben here since yesterday · last seen yesterday Password link Disable",
		"cleo": "cleo here since yesterday · not signed in anywhere Password link Disable",
	} {
		if got := p.row(s.user(name).ID); got != want {
			t.Errorf("says %q, want %q", got, want)
		}
	}
	if links := p.texts("#open"); len(links) != 0 {
		t.Errorf("open links: %q", links)
	}
}

// The owner is told who is here and when, and nothing anybody keeps.
func TestPeopleAreToldNothingOfEachOther(t *testing.T) {
	s := newSite(t)
	owner := s.as("ana")
	s.as("vera")
	hers := s.furnish("vera")
	vera, ctx := s.user("vera"), context.Background()
	const canary = "quillwort"
	if err := s.store.UpdateProfile(ctx, vera.ID, "vera", canary+"@example.org"); err != nil {
		t.Fatal(err)
	}
	made, err := s.store.CreateHabits(ctx, vera.ID, auth.NewPageID(), []store.NewHabit{{
		Habit: models.Habit{Name: canary + " habit", Reason: canary + " reason", Cue: canary + " cue", Hue: "leaf", Icon: "stretch"},
		Plan:  plan.Plan{From: s.today("vera"), Kind: plan.Tick, Period: plan.Day, Min: plan.At(1), Step: 1000},
	}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.store.LogEntry(ctx, vera.ID, store.Log{
		ID: auth.NewPageID(), HabitID: made[0].ID, Day: s.today("vera"), Act: models.ActNote, Note: canary + " note", Today: s.today("vera"),
	}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(s.as("vera").get("/today").body, canary) {
		t.Fatal("vera herself is not shown her habit")
	}
	for _, r := range handlers.Routes {
		var values url.Values
		if r.Method == http.MethodPost {
			values = hers.claims()
		}
		if r.Path == "/logout" || r.Path == "/you/delete" && r.Method == http.MethodPost || takesAway(r) {
			continue
		}
		if got := owner.do(owner.request(r.Method, hers.at(r, s), values)); strings.Contains(strings.ToLower(got.body), canary) {
			t.Errorf("%s %s shows the owner what is vera's", r.Method, r.Path)
		}
	}
	if strings.Contains(s.logged(), canary) {
		t.Error("the log tells what is vera's")
	}
}

// Whoever is disabled is out with the next request, and is told what a wrong
// password is told; enabled again they log in as ever.
func TestDisable(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	ben := s.as("ben")
	phone := s.stranger()
	phone.logIn("ben", password("ben"))
	reset := s.resetLink("ana", "ben")
	id := s.user("ben").ID
	p := s.as("ana").get("/people").form("#u-" + id + ` form[action$="/disable"]`).submit("Disable ben").want(200).says("That account is disabled")
	if got := p.row(id); !strings.Contains(got, "ben disabled") || !strings.Contains(got, "not signed in anywhere") || strings.Contains(got, "Password link") {
		t.Errorf("says %q", got)
	}
	for _, b := range []*browser{ben, phone} {
		if p := b.get("/you"); p.path() != "/login" {
			t.Errorf("a disabled person is at %s", p.path())
		}
	}
	s.stranger().get(reset).want(404)
	off := s.stranger().logIn("ben", password("ben")).want(422)
	wrong := s.stranger().logIn("ben", "not the words of ben").want(422)
	if off.main() != wrong.main() {
		t.Error("a disabled account is told apart from a wrong password")
	}
	p.form("#u-" + id + ` form[action$="/enable"]`).submit("Enable ben").want(200).says("can log in again")
	if ben.get("/you").path() != "/login" {
		t.Error("an old session came back")
	}
	if p := s.stranger().logIn("ben", password("ben")); p.path() != "/today" {
		t.Errorf("enabled, ben is at %s", p.path())
	}
}

// The owner is not shut out by themselves, nor given a link for a password that
// they can change.
func TestOwnerStays(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	id := s.user("ana").ID
	if p := s.get("/people"); p.has("#u-" + id + " form") {
		t.Error("the owner is offered to be disabled")
	}
	for _, act := range []string{"disable", "enable", "reset"} {
		s.post("/people/"+id+"/"+act, url.Values{}).want(404)
		s.post("/people/nobody-of-this-id/"+act, url.Values{}).want(404)
	}
	s.get("/you").want(200)
}

func TestInvitationsAreListed(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	s.as("ben")
	first := s.invite("ana")
	s.pass(time.Hour)
	second, reset := s.invite("ana"), s.resetLink("ana", "ben")
	p := s.as("ana").get("/people").want(200)
	if got := strings.Join(p.parts("#open ~ ul li"), "; "); got != "Password link for ben works until 15:10 Revoke; "+
		"Invitation works until Wednesday 17 June, 14:10 Revoke; Invitation works until Wednesday 17 June, 13:10 Revoke" {
		t.Errorf("lists %q", got)
	}
	for _, secret := range []string{first, second, reset} {
		if _, secret, _ = strings.Cut(secret, "="); strings.Contains(p.body, secret) {
			t.Error("a secret is shown a second time")
		}
	}
	p = p.form("#open ~ ul li:last-child form").submit("").want(200).says("That link works no more.")
	if p.url.RequestURI() != "/people?saved=revoked" || len(p.texts("#open ~ ul li")) != 2 {
		t.Errorf("at %s: %q", p.url.RequestURI(), p.texts("#open ~ ul li"))
	}
	s.stranger().get(first).want(404)
	s.stranger().get(second).want(200)
	if p := s.as("ana").get("/people/invitations"); p.path() != "/people" {
		t.Errorf("the address of a made link leads to %s", p.path())
	}
}

// A link is whole: it names the public address, wherever the owner sits.
func TestLinksNameThePublicAddress(t *testing.T) {
	s := offline(t, func(cfg *handlers.Config) { cfg.URL, _ = url.Parse("https://gloss.example:8443") })
	u := s.addUser("ana")
	if _, err := s.open().Exec("UPDATE users SET owner = 1"); err != nil {
		t.Fatal(err)
	}
	token, _, err := s.store.CreateSession(t.Context(), u.ID, "", "", true)
	if err != nil {
		t.Fatal(err)
	}
	got := s.send("/people/invitations", "localhost", map[string]string{"Cookie": "__Host-gloss=" + token, "Content-Type": "application/x-www-form-urlencoded"}, "")
	if !strings.Contains(got.Body.String(), `value="https://gloss.example:8443/signup?invite=`) {
		t.Errorf("%d\n%s", got.Code, got.Body)
	}
}
