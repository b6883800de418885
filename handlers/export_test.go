package handlers

import "time"

// What tests in handlers_test reach past the pages.
var (
	NewThrottle = newThrottle
	Device      = device
	SessionID   = sessionID
)

// MaxKeys is maxKeys.
const MaxKeys = maxKeys

// CookieName is cookieName.
func (a *App) CookieName() string { return a.cookieName() }

// Try is try with one rule.
func (t *throttle) Try(key string, limit int, within time.Duration) error {
	return t.try(rule{key, limit, within})
}

// Len is the number of keys kept.
func (t *throttle) Len() int { return len(t.tries) }
