package auth

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
)

// Prefixes tell secrets apart where they turn up by mistake.
const (
	SessionPrefix = "gss_"
	TokenPrefix   = "gls_"
)

// NewToken returns a new secret of 256 random bits, in letters that fit cookies
// and headers, behind prefix.
func NewToken(prefix string) string { return prefix + random(32) }

// NewPageID returns a new id of 128 random bits for one drawing of a page, or
// for anything else that must differ from all others.
func NewPageID() string { return random(16) }

func random(bytes int) string {
	b := make([]byte, bytes)
	rand.Read(b) // never fails: the program stops where there is no randomness
	return base64.RawURLEncoding.EncodeToString(b)
}

// Digest returns what is kept of a secret: its SHA-256 in hexadecimal. The
// secrets are random, so a digest alone gives no way in.
func Digest(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// ChangeID derives the id of a change from what makes it the same change: the
// id of the drawn page and what its button says. Equal parts give equal ids,
// and no two lists of parts run into each other.
func ChangeID(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		var n [8]byte
		binary.BigEndian.PutUint64(n[:], uint64(len(p)))
		h.Write(n[:])
		h.Write([]byte(p))
	}
	return base64.RawURLEncoding.EncodeToString(h.Sum(nil)[:16])
}
