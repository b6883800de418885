package handlers_test

import (
	"fmt"
	"net/http"
	"net/netip"
	"strconv"
	"strings"
	"testing"
	"time"

	"gloss/handlers"
)

// guess tries to log in from an address, and gives the status.
func (s offlineSite) guess(name, secret, peer string, headers ...string) int {
	s.t.Helper()
	return s.guessed(name, secret, peer, headers...).status
}

func (s offlineSite) guessed(name, secret, peer string, headers ...string) *answer {
	s.t.Helper()
	all := map[string]string{"Content-Type": "application/x-www-form-urlencoded", "peer": peer}
	for i := 0; i < len(headers); i += 2 {
		all[headers[i]] = headers[i+1]
	}
	got := s.send("/login", "localhost", all, "name="+name+"&password="+strings.ReplaceAll(secret, " ", "+"))
	return &answer{browser: s.browser, status: got.Code, header: got.Header(), body: got.Body.String()}
}

func TestGuessesFromOneAddress(t *testing.T) {
	s := offline(t)
	s.addUser("ana")
	for i := range 10 {
		if got := s.guess("ana", "wrong words", "203.0.113.7:1000"); got != 422 {
			t.Fatalf("guess %d answered %d", i+1, got)
		}
		s.pass(time.Minute)
	}
	for name, headers := range map[string][]string{
		"plainly": nil, "behind a forged header": {"X-Forwarded-For", "198.51.100.9", "X-Real-Ip", "198.51.100.9", "Forwarded", "for=198.51.100.9"},
	} {
		p := s.guessed("ana", password("ana"), "203.0.113.7:2000", headers...)
		if p.status != http.StatusTooManyRequests {
			t.Errorf("%s: answered %d", name, p.status)
		}
		if seconds, err := strconv.Atoi(p.header.Get("Retry-After")); err != nil || seconds != 5*60 {
			t.Errorf("%s: Retry-After %q", name, p.header.Get("Retry-After"))
		}
		if !strings.Contains(p.body, "Try again in 5 minutes.") {
			t.Errorf("%s: says\n%s", name, p.body)
		}
	}
	if got := s.guess("ANA", "wrong words", "203.0.113.7:1"); got != 429 {
		t.Errorf("the name in capitals answered %d", got)
	}
	if got := s.guess("ana", password("ana"), "203.0.113.8:1000"); got != 303 {
		t.Errorf("ana herself, elsewhere, got %d", got)
	}
	s.pass(5*time.Minute + time.Second)
	if got := s.guess("ana", password("ana"), "203.0.113.7:1000"); got != 303 {
		t.Errorf("after the wait got %d", got)
	}
}

// A name nobody has is held back in the same way.
func TestGuessesAtNobody(t *testing.T) {
	s := offline(t)
	for range 10 {
		s.guess("nobody", "wrong words", "203.0.113.7:1000")
	}
	if got := s.guess("nobody", "wrong words", "203.0.113.7:1000"); got != 429 {
		t.Errorf("answered %d", got)
	}
}

func TestGuessesFromOneHousehold(t *testing.T) {
	s := offline(t)
	for i := range 10 {
		s.guess("ana", "wrong words", fmt.Sprintf("[2001:db8:1:2:%x::%x]:1000", i, i))
	}
	if got := s.guess("ana", "wrong words", "[2001:db8:1:2:ffff::1]:1000"); got != 429 {
		t.Errorf("the same network answered %d", got)
	}
	if got := s.guess("ana", "wrong words", "[2001:db8:1:3::1]:1000"); got != 422 {
		t.Errorf("the network beside it answered %d", got)
	}
	for i := range 10 {
		s.guess("ben", "wrong words", fmt.Sprintf("[::ffff:203.0.113.%d]:1000", i))
	}
	if got := s.guess("ben", "wrong words", "203.0.113.77:1000"); got != 422 {
		t.Errorf("IPv4 within IPv6 is taken for one network: %d", got)
	}
}

func TestGuessesAtManyAccounts(t *testing.T) {
	s := offline(t)
	for i := range 50 {
		if got := s.guess("name"+strconv.Itoa(i), "wrong words", "203.0.113.7:1000"); got != 422 {
			t.Fatalf("guess %d answered %d", i+1, got)
		}
	}
	if got := s.guess("another", "wrong words", "203.0.113.7:1000"); got != 429 {
		t.Errorf("guess 51 answered %d", got)
	}
}

// Guesses from everywhere stop after a hundred, but never lock out where
// somebody signed in lately.
func TestGuessesFromEverywhere(t *testing.T) {
	s := offline(t)
	s.addUser("ana")
	if s.guess("ana", password("ana"), "192.0.2.1:1000") != 303 {
		t.Fatal("ana cannot sign in at all")
	}
	for i := range 100 {
		if got := s.guess("ana", "wrong words", fmt.Sprintf("198.51.%d.7:1000", i)); got != 422 {
			t.Fatalf("guess %d answered %d", i+1, got)
		}
	}
	if got := s.guess("ana", password("ana"), "203.0.113.1:1000"); got != 429 {
		t.Errorf("somewhere new answered %d", got)
	}
	if got := s.guess("ana", password("ana"), "192.0.2.1:2000"); got != 303 {
		t.Errorf("where ana signed in before answered %d", got)
	}
	s.pass(time.Hour + time.Second)
	if got := s.guess("ana", password("ana"), "203.0.113.1:1000"); got != 303 {
		t.Errorf("an hour later answered %d", got)
	}
}

func TestRightPasswordStartsTheCountAnew(t *testing.T) {
	s := offline(t)
	s.addUser("ana")
	for range 3 {
		for range 9 {
			s.guess("ana", "wrong words", "203.0.113.7:1000")
		}
		if got := s.guess("ana", password("ana"), "203.0.113.7:1000"); got != 303 {
			t.Fatalf("the right password answered %d", got)
		}
	}
}

// Behind a proxy of ours each client is counted for itself.
func TestGuessesThroughProxy(t *testing.T) {
	s := offline(t, func(cfg *handlers.Config) { cfg.TrustedProxies = []netip.Prefix{netip.MustParsePrefix("10.0.0.1/32")} })
	for range 10 {
		s.guess("ana", "wrong words", "10.0.0.1:1", "X-Forwarded-For", "203.0.113.7")
	}
	if got := s.guess("ana", "wrong words", "10.0.0.1:1", "X-Forwarded-For", "1.2.3.4, 203.0.113.7"); got != 429 {
		t.Errorf("the same client answered %d", got)
	}
	if got := s.guess("ana", "wrong words", "10.0.0.1:1", "X-Forwarded-For", "203.0.113.8"); got != 422 {
		t.Errorf("another client answered %d", got)
	}
}
