package models

import (
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Limits on accounts.
const (
	MaxName     = 64  // letters of an account's name
	MaxDayStart = 6   // the latest hour a day may begin at
	MaxEmail    = 254 // bytes
)

// User is a person with an account.
type User struct {
	ID         string       `gorm:"column:id;primaryKey"`
	Name       string       `gorm:"column:name"`     // as typed
	NameKey    string       `gorm:"column:name_key"` // as compared, see NameKey
	Email      string       `gorm:"column:email"`
	Password   string       `gorm:"column:password"` // argon2id, encoded
	Owner      bool         `gorm:"column:owner"`    // runs this server
	Disabled   bool         `gorm:"column:disabled"`
	Zone       string       `gorm:"column:zone"`                            // IANA name
	DayStart   int          `gorm:"column:day_start"`                       // hour, 0 to 6
	WeekStart  time.Weekday `gorm:"column:week_start"`                      // for new plans
	CreatedAt  int64        `gorm:"column:created_at;autoCreateTime:false"` // milliseconds UTC
	PasswordAt int64        `gorm:"column:password_at"`
	// HideSettled leaves what needs nothing more today off the list of Today.
	HideSettled bool `gorm:"column:hide_settled"`
}

// Location returns the user's zone, UTC where this system does not know it.
func (u User) Location() *time.Location {
	if loc, ok := zones.Load(u.Zone); ok {
		return loc.(*time.Location)
	}
	loc, err := time.LoadLocation(u.Zone)
	if err != nil {
		return time.UTC
	}
	zones.Store(u.Zone, loc)
	return loc
}

// zones are those that people live in, by name: reading one takes longer than
// all that is done with it. There are a few hundred in the world.
var zones sync.Map

// NameKey returns the form in which two names are the same: composed, without
// case, single spaces.
func NameKey(name string) string {
	return strings.ToLower(norm.NFKC.String(CleanName(name)))
}

// CleanName returns name without spaces around it and with single ones inside.
func CleanName(name string) string { return strings.Join(strings.Fields(name), " ") }

// ValidateName adds what is wrong with an account's name to bad.
func ValidateName(name string, bad Invalid) {
	name = CleanName(name)
	switch n := utf8.RuneCountInString(name); {
	case n == 0:
		bad.Add("name", "Choose a name to log in with.")
	case n > MaxName:
		bad.Add("name", "That is too long: at most 64 letters, please.")
	case !Printable(name):
		bad.Add("name", "Use letters, digits and signs that can be seen.")
	}
}

// ValidateEmail adds what is wrong with an address to bad; none at all is right.
func ValidateEmail(email string, bad Invalid) {
	if email == "" {
		return
	}
	at := strings.LastIndexByte(email, '@')
	if at < 1 || at == len(email)-1 || len(email) > MaxEmail || !Printable(email) || strings.ContainsAny(email, " <>,;") {
		bad.Add("email", "That does not look like an e-mail address.")
	}
}

// Session is one signed-in browser. Only a digest of its token is kept.
type Session struct {
	Digest    string `gorm:"column:digest;primaryKey"`
	UserID    string `gorm:"column:user_id"`
	Device    string `gorm:"column:device"`                          // browser and system, in words
	CreatedAt int64  `gorm:"column:created_at;autoCreateTime:false"` // milliseconds UTC, as are the others
	SeenAt    int64  `gorm:"column:seen_at"`                         // moved at most once a day
	ExpiresAt int64  `gorm:"column:expires_at"`
}

// SignIn remembers an address an account was signed in to from, so that others'
// guesses never lock it out there. Only a digest of the address is kept.
type SignIn struct {
	UserID  string `gorm:"column:user_id;primaryKey"`
	Address string `gorm:"column:address;primaryKey"`
	At      int64  `gorm:"column:at"`
}

// Token lets a program act for a person. Only a digest of it is kept.
type Token struct {
	ID        string `gorm:"column:id;primaryKey"`
	UserID    string `gorm:"column:user_id"`
	Name      string `gorm:"column:name"`
	Digest    string `gorm:"column:digest"`
	Scope     string `gorm:"column:scope"` // read, log or all
	CreatedAt int64  `gorm:"column:created_at;autoCreateTime:false"`
	UsedAt    int64  `gorm:"column:used_at"`
	ExpiresAt int64  `gorm:"column:expires_at"`
}

// Invitation is a link that makes one account, or resets one password. Only a
// digest of its secret is kept.
type Invitation struct {
	ID        string `gorm:"column:id;primaryKey"`
	Digest    string `gorm:"column:digest"`
	CreatedBy string `gorm:"column:created_by"`
	ResetFor  string `gorm:"column:reset_for"` // a user's id for a reset link, else empty
	CreatedAt int64  `gorm:"column:created_at;autoCreateTime:false"`
	ExpiresAt int64  `gorm:"column:expires_at"`
	UsedAt    int64  `gorm:"column:used_at"`
}
