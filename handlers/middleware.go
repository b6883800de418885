package handlers

import (
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"

	"gloss/views/link"
)

// Budgets of one request.
const (
	bodyLimit = "1M"
	deadline  = 20 * time.Second
)

// use puts on every request, from the outside in: a log line, headers, a net
// under panics, the right host, one address per page, small answers, a bound on
// time, the refusal of other sites' forms, who is asking, and a bound on size.
func (a *App) use(e *echo.Echo) {
	e.Use(
		a.logRequests,
		a.headers,
		a.recover,
		a.onlyOurHost,
		oneAddress,
		middleware.GzipWithConfig(middleware.GzipConfig{Level: 1, MinLength: 1024, Skipper: isAsset}),
		middleware.ContextTimeoutWithConfig(middleware.ContextTimeoutConfig{Timeout: deadline, Skipper: takesLong}),
		a.refuseOtherSites(),
		a.identify,
		middleware.BodyLimitWithConfig(middleware.BodyLimitConfig{Limit: bodyLimit, Skipper: tooMuch}),
	)
}

// policy is the Content-Security-Policy of every answer.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
	"manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"

// permissions switches off what no page of ours asks a browser for.
const permissions = "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), " +
	"hid=(), magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=()"

func (a *App) headers(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		h := c.Response().Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", permissions)
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

// oneAddress sends who asks for /today/ to /today.
func oneAddress(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		bare := strings.TrimRight(r.URL.EscapedPath(), "/")
		if bare == "" || bare == r.URL.EscapedPath() || !reads(r) {
			return next(c)
		}
		if r.URL.RawQuery != "" {
			bare += "?" + r.URL.RawQuery
		}
		if link.Safe(bare, "") == "" {
			return echo.ErrNotFound
		}
		return c.Redirect(http.StatusPermanentRedirect, bare)
	}
}

// reads reports whether a request only asks, and so changes nothing.
func reads(r *http.Request) bool { return r.Method == http.MethodGet || r.Method == http.MethodHead }

// refuseOtherSites lets no other site post here in a person's name.
func (a *App) refuseOtherSites() echo.MiddlewareFunc {
	protection := http.NewCrossOriginProtection()
	// A proxy may rewrite Host, so the public origin is ours whatever Host says.
	if err := protection.AddTrustedOrigin(a.URL.Scheme + "://" + a.URL.Host); err != nil {
		panic(err) // a public address that is none
	}
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			if err := protection.Check(c.Request()); err != nil {
				return errOtherSite
			}
			return next(c)
		}
	}
}
