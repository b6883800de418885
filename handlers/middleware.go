package handlers

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"

	"gloss/models"
	"gloss/views/link"
)

// Budgets of one request.
const (
	bodyLimit = "1M"
	deadline  = 20 * time.Second
)

// use puts on every request, from the outside in: an id, a log line, headers,
// the right host, a net under panics, small answers, bounds on size and time,
// the refusal of other sites' forms, and who is asking.
func (a *App) use(e *echo.Echo) {
	e.Use(
		middleware.RequestID(),
		a.logRequests(),
		a.headers,
		a.recover(),
		a.onlyOurHost,
		middleware.GzipWithConfig(middleware.GzipConfig{Level: 1, MinLength: 1024, Skipper: isAsset}),
		middleware.BodyLimit(bodyLimit),
		middleware.ContextTimeout(deadline),
		a.refuseOtherSites(),
		a.identify,
	)
}

// clientAddress takes the peer's own address, or where proxies are trusted what
// they say of theirs.
func clientAddress(trusted []netip.Prefix) echo.IPExtractor {
	if len(trusted) == 0 {
		return echo.ExtractIPDirect()
	}
	options := []echo.TrustOption{echo.TrustLoopback(false), echo.TrustLinkLocal(false), echo.TrustPrivateNet(false)}
	for _, p := range trusted {
		options = append(options, echo.TrustIPRange(&net.IPNet{
			IP: p.Addr().AsSlice(), Mask: net.CIDRMask(p.Bits(), p.Addr().BitLen()),
		}))
	}
	return echo.ExtractIPFromXFFHeader(options...)
}

// policy is the Content-Security-Policy of every answer.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
	"manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"

func (a *App) headers(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		h := c.Response().Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()")
		h.Set("Cache-Control", "no-store")
		if c.Request().URL.Path != link.Welcome {
			h.Set("X-Robots-Tag", "noindex")
		}
		if a.secure() {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		return next(c)
	}
}

// errWrongHost answers a request that came by an address that is not ours.
var errWrongHost = errors.New("wrong host")

// onlyOurHost refuses a Host other than the public one, localhost and loopback
// literals, which also stops DNS rebinding.
func (a *App) onlyOurHost(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		host := c.Request().Host
		name, _, err := net.SplitHostPort(host)
		if err != nil {
			name = host
		}
		if host == a.URL.Host || name == "localhost" {
			return next(c)
		}
		if ip, err := netip.ParseAddr(trimBrackets(name)); err == nil && ip.IsLoopback() {
			return next(c)
		}
		return errWrongHost
	}
}

func trimBrackets(s string) string {
	if len(s) > 1 && s[0] == '[' && s[len(s)-1] == ']' {
		return s[1 : len(s)-1]
	}
	return s
}

// refuseOtherSites lets no other site post here in a person's name.
func (a *App) refuseOtherSites() echo.MiddlewareFunc {
	protection := http.NewCrossOriginProtection()
	// A proxy may rewrite Host, so the public origin is ours too.
	_ = protection.AddTrustedOrigin(a.URL.Scheme + "://" + a.URL.Host)
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			if err := protection.Check(c.Request()); err != nil {
				return echo.NewHTTPError(http.StatusForbidden, "Another site sent this. Nothing was changed.").SetInternal(err)
			}
			return next(c)
		}
	}
}

// key is the type of what a request's context holds.
type key int

const (
	userKey key = iota
	sessionKey
)

// identify finds out who is asking; a session that has ended is nobody's.
func (a *App) identify(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if isAsset(c) {
			return next(c)
		}
		cookie, err := c.Cookie(a.cookieName())
		if err != nil || cookie.Value == "" {
			return next(c)
		}
		r := c.Request()
		u, s, err := a.Store.SessionUser(r.Context(), cookie.Value)
		switch {
		case errors.Is(err, models.ErrNotFound):
			return next(c)
		case err != nil:
			return err
		}
		ctx := context.WithValue(r.Context(), userKey, u)
		c.SetRequest(r.WithContext(context.WithValue(ctx, sessionKey, s)))
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			if err := a.Store.Touch(ctx, s.Digest); err != nil {
				return err
			}
		}
		return next(c)
	}
}

// allow lets through those whom a route is for. Others are shown the way in,
// and return to where they were going.
func (a *App) allow(who Who) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			_, known := signedIn(c)
			switch {
			case who == Anyone, who == SignedIn && known:
				return next(c)
			case who != SignedIn:
				return models.ErrNotFound
			case c.Request().Method == http.MethodGet:
				return c.Redirect(http.StatusSeeOther, link.Next(link.LogIn, c.Request().URL.RequestURI()))
			}
			return c.Redirect(http.StatusSeeOther, link.LogIn)
		}
	}
}
