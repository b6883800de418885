// Package handlers speaks HTTP for people: it decides who may call what, turns
// forms into the domain's terms, and hands values to the pages. It holds no
// rules of habits and no SQL.
package handlers

import (
	"context"
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"sync/atomic"
	"time"

	"github.com/labstack/echo/v4"

	"gloss/assets"
	"gloss/models/auth"
	"gloss/models/fetch"
	"gloss/models/store"
)

// Config is what an App is made from; all of it is required down to URL.
type Config struct {
	Store  *store.Store
	Assets *assets.Assets
	Hasher *auth.Hasher
	Fetch  *fetch.Client // asks other sites for the pages that people bring in
	Now    func() time.Time
	Log    *slog.Logger
	URL    *url.URL // the public address: its scheme decides on Secure cookies and HSTS

	TrustedProxies []netip.Prefix // peers whose forwarding headers count
	SignUp         SignUp         // who may make an account once there is one
	SetupCode      string         // asked of whoever makes the first account; empty: not asked
	OwnerMade      func()         // called once the first account exists

	MakeRoom func() (end func()) // called before a history fills the memory, and end after; may be nil

	Restore  func(context.Context, *store.Staged) error // puts a backup in the database's place; Store is not to be used afterwards
	Restored *store.Backup                              // what was put in the place of Store's database, if that was
}

// SignUp says who may make an account once the server has its owner.
type SignUp string

// The ways to sign up.
const (
	SignUpInvite SignUp = "invite"
	SignUpOpen   SignUp = "open"
	SignUpClosed SignUp = "closed"
)

// App answers requests.
type App struct {
	Config
	echo     *echo.Echo
	throttle *throttle
	fetches  *jobs[*fetching]
	imports  *jobs[*importing]
	turns    chan struct{} // of imports, as many as go on at once
	exports  chan struct{} // the same of exports
	sayings  sayings
	peopled  atomic.Bool // there was an account since the start
}

// New returns the handler of the whole site. The router is built from Routes
// and nothing else.
func New(cfg Config) *App {
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	a := &App{Config: cfg, echo: e, throttle: newThrottle(cfg.Now), fetches: newFetches(cfg.Now, cfg.Log),
		imports: newImports(cfg.Now, cfg.Log), turns: make(chan struct{}, importsAtOnce), exports: make(chan struct{}, exportsAtOnce)}
	e.IPExtractor = clientAddress(cfg.TrustedProxies)
	e.HTTPErrorHandler = a.fail
	e.Logger.SetOutput(discard{})
	a.use(e)
	for _, r := range Routes {
		h := r.Handler
		answer := func(c echo.Context) error { return h(a, c) }
		e.Add(r.Method, r.Path, answer, a.allow(r.Who))
		if r.Method == http.MethodGet {
			e.Add(http.MethodHead, r.Path, answer, a.allow(r.Who))
		}
	}
	return a
}

// ServeHTTP answers one request.
func (a *App) ServeHTTP(w http.ResponseWriter, r *http.Request) { a.echo.ServeHTTP(w, r) }

// Close ends what goes on between requests and waits for it. The store must be
// open until then.
func (a *App) Close() {
	a.fetches.close()
	a.imports.close()
}

// secure reports whether the public address is https.
func (a *App) secure() bool { return a.URL.Scheme == "https" }

// private reports whether nobody on the way can read along: the connection is
// encrypted, or does not leave the machine.
func (a *App) private() bool { return a.secure() || isLoopback(a.URL.Host) }

// discard swallows what echo's own logger would print: errors go to slog by
// way of fail.
type discard struct{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }
