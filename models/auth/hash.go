// Package auth decides how a person proves to be themselves: how passwords are
// kept and compared, which are too common, and how secrets that stand for a
// person are made and kept as digests. Who may do what is decided elsewhere.
package auth

import (
	"context"
	"fmt"

	"github.com/alexedwards/argon2id"
)

// Params are the costs of one hash.
type Params = argon2id.Params

// Strong is what passwords are kept with: 19 MiB of memory and two passes, as
// the OWASP password storage sheet asks at the least.
var Strong = Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// atOnce is how many hashes may run at the same time; more would let sign-ins
// starve pages of memory and processor.
const atOnce = 2

// Hasher keeps and compares passwords.
type Hasher struct {
	params Params
	slots  chan struct{}
	waste  string // the hash of nobody's password
}

// NewHasher returns a Hasher of the given costs: Strong, or cheaper in tests. It
// takes as long as one hash, so that the first Waste takes no longer than others.
func NewHasher(p Params) *Hasher {
	waste, err := argon2id.CreateHash("", &p)
	if err != nil {
		panic(err) // only where the system has no randomness
	}
	return &Hasher{params: p, slots: make(chan struct{}, atOnce), waste: waste}
}

// Hash returns what to keep of password. It waits for its turn, and fails when
// ctx ends first.
func (h *Hasher) Hash(ctx context.Context, password string) (string, error) {
	free, err := h.turn(ctx)
	if err != nil {
		return "", err
	}
	defer free()
	hash, err := argon2id.CreateHash(password, &h.params)
	if err != nil {
		return "", fmt.Errorf("auth: hash: %w", err)
	}
	return hash, nil
}

// Verify reports whether password is the one hash was made of. It fails when
// hash is none, or when ctx ends before its turn.
func (h *Hasher) Verify(ctx context.Context, password, hash string) (bool, error) {
	free, err := h.turn(ctx)
	if err != nil {
		return false, err
	}
	defer free()
	ok, err := argon2id.ComparePasswordAndHash(password, hash)
	if err != nil {
		return false, fmt.Errorf("auth: verify: %w", err)
	}
	return ok, nil
}

// Waste takes as long as Verify, so that an unknown name cannot be told from a
// wrong password by the time it takes.
func (h *Hasher) Waste(ctx context.Context, password string) error {
	_, err := h.Verify(ctx, password, h.waste)
	return err
}

func (h *Hasher) turn(ctx context.Context) (free func(), err error) {
	select {
	case h.slots <- struct{}{}:
		return func() { <-h.slots }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
