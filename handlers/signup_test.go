package handlers_test

import (
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"gloss/handlers"
)

// fill types what makes an account.
func (f *form) fill(name string) *form {
	f.page.t.Helper()
	return f.set("name", name).set("password", password(name)).set("zone", home)
}

func TestSignUpLeadsToTheGuide(t *testing.T) {
	s := newSite(t)
	p := s.get("/").want(200)
	p = p.click(".hero .btn.big").want(200).says("this account will own the server")
	p = p.form("main form").fill("Ana Ñandú").set("email", " ana@example.org ").submit("Make my account")
	if len(p.hops) == 0 || p.hops[0] != "303 /start" {
		t.Errorf("went %v", p.hops)
	}
	u := s.user("ana ñandú")
	if !u.Owner || u.Name != "Ana Ñandú" || u.Email != "ana@example.org" || u.Zone != home || !strings.HasPrefix(u.Password, "$argon2id$") {
		t.Errorf("made %+v", u)
	}
	if p := s.get("/signup"); p.path() != "/today" {
		t.Errorf("somebody signed in is offered sign-up at %s", p.path())
	}
}

func TestSignUpRefused(t *testing.T) {
	tests := map[string]struct {
		field, value string
		control      string
		says         string
	}{
		"no name":         {"name", "  ", "#name", "Choose a name"},
		"long name":       {"name", strings.Repeat("a", 65), "#name", "too long"},
		"odd name":        {"name", "a\x07b", "#name", "can be seen"},
		"no password":     {"password", "", "#password", "Choose a password"},
		"short password":  {"password", "seven", "#password", "That is 5 characters. Please use at least 10."},
		"common password": {"password", "password123", "#password", "among the first ones tried"},
		"their own name":  {"password", "anastasiaanastasia", "#password", "among the first ones tried"},
		"long password":   {"password", strings.Repeat("ä", 129), "#password", "too long"},
		"no zone":         {"zone", "", "#zone", "Choose a time zone"},
		"zone unknown":    {"zone", "Mars/Olympus", "#zone", "does not know"},
		"zone of a path":  {"zone", "../../etc/passwd", "#zone", "does not know"},
		"not an e-mail":   {"email", "ana at home", "#email", "does not look like"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			s := newSite(t)
			f := s.get("/signup").form("main form").fill("anastasia").set("email", "a@example.org").force(test.field, test.value)
			p := f.submit("").want(http.StatusUnprocessableEntity)
			if !strings.Contains(p.text(test.control+"-e"), test.says) {
				t.Errorf("says %q", p.text(test.control+"-e"))
			}
			if p.attr(test.control, "aria-invalid") != "true" || !strings.Contains(p.attr(test.control, "aria-describedby"), test.control[1:]+"-e") {
				t.Error("the message is not tied to its field")
			}
			if p.attr("#problems a", "href") != test.control {
				t.Errorf("the head of the form leads to %s", p.attr("#problems a", "href"))
			}
			kept := p.form("main form").values
			for field, want := range map[string]string{"name": "anastasia", "zone": home, "email": "a@example.org"} {
				if field != test.field && kept.Get(field) != want {
					t.Errorf("%s was lost: %q", field, kept.Get(field))
				}
			}
			if kept.Get("password") != "" {
				t.Error("the password stands in the page")
			}
			if has, _ := s.store.HasUsers(t.Context()); has {
				t.Error("an account was made")
			}
		})
	}
}

func TestSignUpClosesAfterTheFirst(t *testing.T) {
	says := map[handlers.SignUp]string{
		handlers.SignUpInvite: "Accounts here are by invitation", handlers.SignUpClosed: "This server takes no new accounts", handlers.SignUpOpen: "",
	}
	for mode, words := range says {
		open := words == ""
		s := newSite(t, func(cfg *handlers.Config) { cfg.SignUp = mode })
		early := s.stranger().get("/signup").form("main form").fill("ben")
		s.as("ana")
		b := s.stranger()
		p := b.get("/signup").want(200)
		if p.has("main form") != open || strings.Contains(b.get("/login").body, `href="/signup"`) != open || strings.Contains(b.get("/").body, `href="/signup"`) != open {
			t.Errorf("%s: the ways to sign up are wrong", mode)
		}
		got := early.submit("")
		if open && got.status >= 400 || !open && got.status != http.StatusForbidden {
			t.Errorf("%s: a form from before answered %d", mode, got.status)
		}
		if !open {
			got.says(words)
			b.get("/").says(words)
			continue
		}
		if s.user("ben").Owner {
			t.Error("the second account owns the server")
		}
		s.stranger().get("/signup").form("main form").fill("BEN").submit("").want(422).says("That name is taken")
	}
}

// Of many who make the first account at the same time one does, and the others
// are refused.
func TestOneOwner(t *testing.T) {
	s := newSite(t)
	const racers = 6
	var forms [racers]*form
	for i := range forms {
		forms[i] = s.stranger().get("/signup").form("main form").fill("racer" + string(rune('a'+i)))
	}
	var made, refused atomic.Int32
	var all sync.WaitGroup
	for _, f := range forms {
		all.Go(func() {
			switch p := f.page.once(f.request("")); p.status {
			case http.StatusSeeOther:
				made.Add(1)
			case http.StatusForbidden:
				refused.Add(1)
			default:
				t.Errorf("answered %d", p.status)
			}
		})
	}
	all.Wait()
	users, err := s.store.Users(t.Context())
	if err != nil || len(users) != 1 || !users[0].Owner || made.Load() != 1 || refused.Load() != racers-1 {
		t.Errorf("%d made, %d refused, %d accounts, %v", made.Load(), refused.Load(), len(users), err)
	}
}

func TestSetupCode(t *testing.T) {
	gone := 0
	s := newSite(t, func(cfg *handlers.Config) {
		cfg.SetupCode, cfg.SignUp, cfg.OwnerMade = "ABCDEFGHJKMNPQRSTVWX", handlers.SignUpOpen, func() { gone++ }
	})
	for _, wrong := range []string{"", "ABCDEFGHJKMNPQRSTVW", "ABCDEFGHJKMNPQRSTVWY", "*"} {
		p := s.get("/signup").form("main form").fill("ana").force("code", wrong).submit("").want(422)
		if !strings.Contains(p.text("#code-e"), "That is not the code") {
			t.Errorf("%q: %s", wrong, p.text("#code-e"))
		}
	}
	if has, _ := s.store.HasUsers(t.Context()); has || gone != 0 {
		t.Fatal("an account was made without the code")
	}
	s.get("/signup").form("main form").fill("ana").set("code", " abcde-fghjk mnpqr-stvwx ").submit("")
	if !s.user("ana").Owner || gone != 1 {
		t.Errorf("owner %v, told %d times", s.user("ana").Owner, gone)
	}
	p := s.stranger().get("/signup").want(200)
	if p.has("#code") {
		t.Error("the code is asked for a second time")
	}
	p.form("main form").fill("ben").submit("")
	if s.user("ben").Owner || gone != 1 {
		t.Errorf("ben owns %v, told %d times", s.user("ben").Owner, gone)
	}
}

func TestSetupCodeCannotBeGuessed(t *testing.T) {
	s := newSite(t, func(cfg *handlers.Config) { cfg.SetupCode = "ABCDEFGHJKMNPQRSTVWX" })
	f := s.get("/signup").form("main form").fill("ana").force("code", "wrong")
	for i := range 10 {
		if p := f.submit(""); p.status != 422 {
			t.Fatalf("try %d answered %d", i+1, p.status)
		}
	}
	f.force("code", "ABCDEFGHJKMNPQRSTVWX").submit("").want(http.StatusTooManyRequests)
	s.pass(15*time.Minute + time.Second)
	f.submit("")
	s.user("ana")
}

// The zone is offered to the script only until somebody chose one.
func TestZoneFromTheBrowser(t *testing.T) {
	s := newSite(t)
	p := s.get("/signup").want(200)
	if _, offered := p.find("#zone").Attr("data-zone"); !offered || p.form("main form").values.Get("zone") != "" {
		t.Error("a new form chooses a zone itself, or keeps the script from it")
	}
	for _, zone := range []string{"Europe/Berlin", "Asia/Calcutta", "Asia/Kolkata", "America/Argentina/Ushuaia", "UTC", "Pacific/Apia"} {
		if !p.has(`#zone option[value="` + zone + `"]`) {
			t.Errorf("%s is not offered", zone)
		}
	}
	if label := p.text(`#zone option[value="America/New_York"]`); label != "America/New York, now 07:10" {
		t.Errorf("New York is %q", label)
	}
	p = p.form("main form").fill("ana").set("zone", "Asia/Tokyo").set("password", "short").submit("").want(422)
	if _, offered := p.find("#zone").Attr("data-zone"); offered {
		t.Error("the script would change what was chosen")
	}
}
