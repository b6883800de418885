package store_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"gloss/models"
	"gloss/models/auth"
	"gloss/models/store"
)

const day = 24 * time.Hour

func TestSessionsEnd(t *testing.T) {
	for _, c := range []struct {
		name  string
		stay  bool
		pass  []time.Duration // touched after each
		alive bool
	}{
		{"at once", false, nil, true},
		{"a visit within the day", false, []time.Duration{23 * time.Hour}, true},
		{"a visit after a day", false, []time.Duration{25 * time.Hour}, false},
		{"a stay within 30 days", true, []time.Duration{29 * day}, true},
		{"a stay idle for 30 days", true, []time.Duration{31 * day}, false},
		{"a stay in use", true, []time.Duration{29 * day, 29 * day, 29 * day}, true},
		{"a stay of half a year", true, []time.Duration{29 * day, 29 * day, 29 * day, 29 * day, 29 * day, 29 * day, 7 * day}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			now := newClock()
			s := open(t, t.TempDir(), func(o *store.Options) { o.Now = now.now })
			p := newPerson(t, s, "ana")
			token, session, err := s.CreateSession(t.Context(), p.id, "Firefox on Linux", "192.0.2.1", c.stay)
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range c.pass {
				now.pass(d)
				if err := s.Touch(t.Context(), session.Digest); err != nil {
					t.Fatal(err)
				}
			}
			u, got, err := s.SessionUser(t.Context(), token)
			if c.alive && (err != nil || u.ID != p.id || got.Device != "Firefox on Linux" || u.Name != "ana") {
				t.Errorf("%+v, %+v, %v", u, got, err)
			}
			if !c.alive && !errors.Is(err, models.ErrNotFound) {
				t.Errorf("the session is still there: %v", err)
			}
			list, err := s.Sessions(t.Context(), p.id)
			if err != nil || (len(list) == 1) != c.alive {
				t.Errorf("listed: %v, %v", list, err)
			}
			if seen, err := s.LastSeen(t.Context()); err != nil || len(seen) != len(list) || c.alive && seen[p.id] != list[0].SeenAt {
				t.Errorf("last seen: %v, %v", seen, err)
			}
			if err := s.SweepSessions(t.Context()); err != nil {
				t.Fatal(err)
			}
			var n int
			if err := s.Reader().QueryRow("SELECT count(*) FROM sessions").Scan(&n); err != nil || (n == 1) != c.alive {
				t.Errorf("after the sweep %d sessions, %v", n, err)
			}
		})
	}
}

func TestTouchWritesOnceADay(t *testing.T) {
	now, tr := newClock(), &tracing{}
	s := open(t, t.TempDir(), tr.option, func(o *store.Options) { o.Now = now.now })
	p := newPerson(t, s, "ana")
	token, session, err := s.CreateSession(t.Context(), p.id, "", "192.0.2.1", true)
	if err != nil {
		t.Fatal(err)
	}
	writes := func(do func()) (n int) {
		for _, sql := range tr.of(do) {
			if !strings.HasPrefix(sql, "SELECT") {
				n++
			}
		}
		return n
	}
	touch := func() {
		if err := s.Touch(t.Context(), session.Digest); err != nil {
			t.Fatal(err)
		}
	}
	if n := writes(touch); n != 0 {
		t.Errorf("a touch on the first day wrote %d times", n)
	}
	now.pass(25 * time.Hour)
	if n := writes(touch); n != 1 {
		t.Errorf("the first touch of a day wrote %d times", n)
	}
	if n := writes(touch); n != 0 {
		t.Errorf("the second touch of a day wrote %d times", n)
	}
	if n := writes(func() { s.SessionUser(t.Context(), token) }); n != 0 {
		t.Errorf("looking a session up wrote %d times", n)
	}
}

func TestPasswordEndsAllElse(t *testing.T) {
	s := open(t, t.TempDir())
	ana, ben := newPerson(t, s, "ana"), newPerson(t, s, "ben")
	session := func(p *person) (string, string) {
		token, session, err := s.CreateSession(t.Context(), p.id, "", "192.0.2.1", true)
		if err != nil {
			t.Fatal(err)
		}
		return token, session.Digest
	}
	kept, keep := session(ana)
	gone, _ := session(ana)
	bens, _ := session(ben)
	if _, err := s.Writer().Exec(`INSERT INTO tokens VALUES ('t', ?, 'phone', 'd', 'log', 0, 0, 0);
		INSERT INTO invitations VALUES ('i', 'e', ?, ?, 0, 0, 0)`, ana.id, ben.id, ana.id); err != nil {
		t.Fatal(err)
	}
	if err := s.SetPassword(t.Context(), ana.id, "$argon2id$new", keep); err != nil {
		t.Fatal(err)
	}
	for token, alive := range map[string]bool{kept: true, gone: false, bens: true} {
		if _, _, err := s.SessionUser(t.Context(), token); (err == nil) != alive {
			t.Errorf("a session alive: %v, want %v", err == nil, alive)
		}
	}
	var n int
	if err := s.Reader().QueryRow("SELECT (SELECT count(*) FROM tokens) + (SELECT count(*) FROM invitations)").Scan(&n); err != nil || n != 0 {
		t.Errorf("%d tokens and links are left, %v", n, err)
	}
	if u, err := s.User(t.Context(), ana.id); err != nil || u.Password != "$argon2id$new" {
		t.Errorf("%v, %v", u, err)
	}
}

func TestEndingSessions(t *testing.T) {
	s := open(t, t.TempDir())
	p := newPerson(t, s, "ana")
	var tokens, digests []string
	for range 3 {
		token, session, err := s.CreateSession(t.Context(), p.id, "", "192.0.2.1", true)
		if err != nil {
			t.Fatal(err)
		}
		tokens, digests = append(tokens, token), append(digests, session.Digest)
	}
	if digests[0] != auth.Digest(tokens[0]) {
		t.Error("the digest is not the token's")
	}
	if _, _, err := s.SessionUser(t.Context(), digests[0]); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("the digest signs in: %v", err)
	}
	if err := s.EndSession(t.Context(), p.id, digests[0]); err != nil {
		t.Fatal(err)
	}
	if err := s.EndOtherSessions(t.Context(), p.id, digests[1]); err != nil {
		t.Fatal(err)
	}
	if list, err := s.Sessions(t.Context(), p.id); err != nil || len(list) != 1 || list[0].Digest != digests[1] {
		t.Errorf("left: %v, %v", list, err)
	}
	if _, err := s.Writer().Exec("UPDATE users SET disabled = TRUE"); err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.SessionUser(t.Context(), tokens[1]); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("a disabled account is signed in: %v", err)
	}
}

func TestKnownAddress(t *testing.T) {
	now := newClock()
	s := open(t, t.TempDir(), func(o *store.Options) { o.Now = now.now })
	ana, ben := newPerson(t, s, "ana"), newPerson(t, s, "ben")
	if _, _, err := s.CreateSession(t.Context(), ana.id, "", "192.0.2.1", false); err != nil {
		t.Fatal(err)
	}
	known := func(p *person, address string) bool {
		ok, err := s.KnownAddress(t.Context(), p.id, address)
		if err != nil {
			t.Fatal(err)
		}
		return ok
	}
	if !known(ana, "192.0.2.1") || known(ana, "192.0.2.2") || known(ben, "192.0.2.1") {
		t.Error("not exactly the address signed in from is known")
	}
	now.pass(31 * day)
	if known(ana, "192.0.2.1") {
		t.Error("an address is known after 31 days")
	}
}
