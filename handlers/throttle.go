package handlers

import (
	"crypto/sha256"
	"log/slog"
	"strings"
	"sync"
	"time"

	"github.com/labstack/echo/v4"

	"gloss/models"
)

// rule is a number of tries that may fail within a time, for whatever a key
// stands for.
type rule struct {
	key    string
	limit  int
	within time.Duration
}

// logInRules bound guesses at an account: few from one address, more from all
// together, and few accounts from one address. Where somebody signed in to the
// account from this address lately, guesses from elsewhere do not count.
func logInRules(account, address string, known bool) []rule {
	rules := []rule{
		{"both " + account + " " + address, 10, 15 * time.Minute},
		{"address " + address, 50, 15 * time.Minute},
	}
	if !known {
		rules = append(rules, rule{"account " + account, 100, time.Hour})
	}
	return rules
}

// signUpRules bound accounts made, and names and setup codes tried, from one
// address.
func signUpRules(address string) []rule {
	return []rule{{"sign-up " + address, 10, 15 * time.Minute}}
}

// setupRules bound guesses at the setup code from everywhere.
func setupRules() []rule { return []rule{{"setup", 100, time.Hour}} }

// linkRules bound guesses at the secrets of invitations and reset links from
// one address.
func linkRules(address string) []rule {
	return []rule{{"link " + address, 20, 15 * time.Minute}}
}

// passwordRules bound guesses at the password of somebody signed in.
func passwordRules(userID string) []rule {
	return []rule{{"password " + userID, 10, 15 * time.Minute}}
}

// maxKeys bounds the memory of a throttle, to a few megabytes.
const maxKeys = 20_000

// throttle counts tries that failed. It forgets when the process ends.
type throttle struct {
	now func() time.Time

	mu    sync.Mutex
	tries map[[16]byte]*tries
}

// tries are when tries were made under one key, the oldest first, and how long
// that matters.
type tries struct {
	at     []time.Time
	within time.Duration
}

func newThrottle(now func() time.Time) *throttle {
	return &throttle{now: now, tries: map[[16]byte]*tries{}}
}

// try counts a try under all rules before it is made, so that tries made at the
// same time count too. It fails with Throttled, and counts nothing, where one
// of them allows no more.
func (t *throttle) try(rules ...rule) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	now := t.now()
	var wait time.Duration
	for _, r := range rules {
		if at := t.under(r, now).at; len(at) >= r.limit {
			wait = max(wait, at[len(at)-r.limit].Add(r.within).Sub(now))
		}
	}
	if wait > 0 {
		return models.Throttled{After: wait}
	}
	for _, r := range rules {
		held := t.under(r, now)
		held.at = append(held.at, now)
	}
	t.bound(now)
	return nil
}

// forgive takes back the last try under all rules: it did not fail.
func (t *throttle) forgive(rules ...rule) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, r := range rules {
		if held := t.tries[r.id()]; held != nil && len(held.at) > 0 {
			held.at = held.at[:len(held.at)-1]
		}
	}
}

// forget starts a rule's count anew.
func (t *throttle) forget(r rule) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.tries, r.id())
}

// under gives the tries that still count for a rule.
func (t *throttle) under(r rule, now time.Time) *tries {
	held := t.tries[r.id()]
	if held == nil {
		held = &tries{within: r.within}
		t.tries[r.id()] = held
	}
	held.drop(now)
	return held
}

func (h *tries) drop(now time.Time) {
	for len(h.at) > 0 && !h.at[0].Add(h.within).After(now) {
		h.at = h.at[1:]
	}
}

// bound keeps the number of keys, so that nobody fills the memory with made-up
// names: those go first under which least was tried.
func (t *throttle) bound(now time.Time) {
	if len(t.tries) <= maxKeys {
		return
	}
	for few := 0; len(t.tries) > maxKeys*9/10; few = 2*few + 1 {
		for id, held := range t.tries {
			if held.drop(now); len(held.at) <= few {
				delete(t.tries, id)
			}
		}
	}
}

// id is short however long a name was typed.
func (r rule) id() [16]byte {
	sum := sha256.Sum256([]byte(strings.ToValidUTF8(r.key, "?")))
	return [16]byte(sum[:16])
}

// throttled notes that somebody tries too much.
func (a *App) throttled(c echo.Context, what string, err error) error {
	a.note(c, slog.LevelWarn, "throttled", slog.String("what", what), slog.String("address", c.RealIP()))
	return err
}
