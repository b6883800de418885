package auth_test

import (
	"context"
	"errors"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"gloss/models/auth"
)

var cheap = auth.Params{Memory: 64, Iterations: 1, Parallelism: 1, SaltLength: 16, KeyLength: 32}

func TestHashAndVerify(t *testing.T) {
	h := auth.NewHasher(cheap)
	one, err := h.Hash(t.Context(), "correct horse")
	if err != nil {
		t.Fatal(err)
	}
	two, err := h.Hash(t.Context(), "correct horse")
	if err != nil {
		t.Fatal(err)
	}
	if one == two {
		t.Error("two hashes of one password are the same: no salt")
	}
	for password, want := range map[string]bool{"correct horse": true, "correct horse ": false, "": false, strings.Repeat("x", 5000): false} {
		if got, err := h.Verify(t.Context(), password, one); err != nil || got != want {
			t.Errorf("Verify(%.20q) = %v, %v", password, got, err)
		}
	}
	if _, err := h.Verify(t.Context(), "x", "no hash"); err == nil {
		t.Error("what is no hash was compared")
	}
	if err := h.Waste(t.Context(), ""); err != nil {
		t.Error(err)
	}
}

func TestStrongParams(t *testing.T) {
	hash, err := auth.NewHasher(auth.Strong).Hash(t.Context(), "correct horse")
	if err != nil || !strings.HasPrefix(hash, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Errorf("%s, %v", hash, err)
	}
}

func TestAtMostTwoAtOnce(t *testing.T) {
	h := auth.NewHasher(auth.Params{Memory: 64 * 1024, Iterations: 8, Parallelism: 1, SaltLength: 16, KeyLength: 32})
	var wait sync.WaitGroup
	ctx, cancel := context.WithCancel(t.Context())
	refused := make(chan error, 8)
	for range 8 {
		wait.Go(func() {
			if _, err := h.Hash(ctx, "x"); err != nil {
				refused <- err
			}
		})
	}
	time.Sleep(30 * time.Millisecond) // two are at work by now
	cancel()
	wait.Wait()
	if n := len(refused); n < 4 || n > 6 {
		t.Errorf("%d of eight waited for their turn, want six", n)
	}
	if err := <-refused; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestWasteTakesAsLong(t *testing.T) {
	h := auth.NewHasher(auth.Params{Memory: 8 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32})
	hash, err := h.Hash(t.Context(), "correct horse")
	if err != nil {
		t.Fatal(err)
	}
	took := func(do func()) time.Duration {
		began := time.Now()
		do()
		return time.Since(began)
	}
	// In turns, and the quickest of each: other work on the machine slows both.
	known, unknown := time.Hour, time.Hour
	for range 40 {
		known = min(known, took(func() { h.Verify(t.Context(), "x", hash) }))
		unknown = min(unknown, took(func() { h.Waste(t.Context(), "x") }))
	}
	if unknown < known*2/3 || unknown > known*3/2 {
		t.Errorf("an unknown name takes %s, a wrong password %s", unknown, known)
	}
}

// The first unknown name takes no longer than the next.
func TestWasteIsReady(t *testing.T) {
	costly := auth.Params{Memory: 8 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}
	first, next := time.Hour, time.Hour
	for range 20 { // the quickest of each: other work on the machine slows both
		h := auth.NewHasher(costly)
		for _, least := range []*time.Duration{&first, &next} {
			began := time.Now()
			if err := h.Waste(t.Context(), "x"); err != nil {
				t.Fatal(err)
			}
			*least = min(*least, time.Since(began))
		}
	}
	if first > next*3/2 {
		t.Errorf("the first takes %s, the next %s", first, next)
	}
}

func TestTokens(t *testing.T) {
	seen := map[string]bool{}
	for range 1000 {
		token := auth.NewToken(auth.TokenPrefix)
		if !regexp.MustCompile(`^gls_[A-Za-z0-9_-]{43}$`).MatchString(token) {
			t.Fatalf("token %q", token)
		}
		page := auth.NewPageID()
		if !regexp.MustCompile(`^[A-Za-z0-9_-]{22}$`).MatchString(page) {
			t.Fatalf("page id %q", page)
		}
		if seen[token] || seen[page] {
			t.Fatal("the same twice")
		}
		seen[token], seen[page] = true, true
	}
	// The digest of "abc" is given in FIPS 180-2.
	if got := auth.Digest("abc"); got != "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" {
		t.Errorf("Digest = %s", got)
	}
}

func TestChangeIDs(t *testing.T) {
	one := auth.ChangeID("page", "habit", "2026-11-22", "add", "5")
	if one != auth.ChangeID("page", "habit", "2026-11-22", "add", "5") {
		t.Error("the same parts give two ids")
	}
	if !regexp.MustCompile(`^[A-Za-z0-9_-]{22}$`).MatchString(one) {
		t.Errorf("id %q", one)
	}
	seen := map[string]bool{one: true}
	for _, parts := range [][]string{{"page", "habit", "2026-11-22", "add", "10"}, {"pagehabit", "2026-11-22", "add", "5"}, {"page", "habit2026-11-22", "add", "5"}, {"", "page"}, {"page", ""}, {"page"}, {}} {
		id := auth.ChangeID(parts...)
		if seen[id] {
			t.Errorf("%q runs into other parts", parts)
		}
		seen[id] = true
	}
}

func TestGuessable(t *testing.T) {
	for password, want := range map[string]bool{
		"password12": true, "PASSWORD123": true, "1234567890": true, "qwertyuiop": true, "iloveyou123": true, "letmein2026": true,
		"ana müller": true, "AnaMüller1": true, "anamülleranamüller": true, "gloss": true, "glossgloss": true, "Gloss2026!": true,
		"aaaaaaaaaaaa": true, "abababababab": true, "dragondragon": true, "correct horse battery staple": true,
		"midday sun and thirty plants": false, "nine otters hum": false, "glossary of ferns": false, "tr0mbone/parsnip": false, "": false,
	} {
		if got := auth.Guessable(password, "Ana Müller"); got != want {
			t.Errorf("Guessable(%q) = %v", password, got)
		}
	}
}

func TestShortPasswordIsCountedInWords(t *testing.T) {
	for password, want := range map[string]string{"x": "That is 1 character.", "xy": "That is 2 characters."} {
		said := ""
		auth.ValidatePassword(password, "ana", func(_, message string) { said = message })
		if !strings.HasPrefix(said, want) {
			t.Errorf("%q: %q", password, said)
		}
	}
}
