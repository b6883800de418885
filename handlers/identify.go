package handlers

import (
	"context"
	"errors"
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"

	"gloss/models"
	"gloss/views/link"
)

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
		if !reads(r) {
			if err := a.Store.Touch(ctx, s.Digest); err != nil {
				return err
			}
		}
		return next(c)
	}
}

// signedIn returns who is asking, if anybody known is.
func signedIn(c echo.Context) (models.User, bool) {
	u, ok := c.Request().Context().Value(userKey).(models.User)
	return u, ok
}

// user returns who is asking on a route for the signed in.
func user(c echo.Context) models.User {
	u, _ := signedIn(c)
	return u
}

// session returns the session of who is asking, the zero one of a stranger.
func session(c echo.Context) models.Session {
	s, _ := c.Request().Context().Value(sessionKey).(models.Session)
	return s
}

// allow lets through those whom a route is for. Strangers are shown the way in,
// and return to where they were; to others there is nothing here.
func (a *App) allow(who Who) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			u, known := signedIn(c)
			switch {
			case who == Anyone, who == SignedIn && known, who == Owner && known && u.Owner:
				return next(c)
			case known, who != SignedIn && who != Owner:
				return models.ErrNotFound
			}
			back := c.Request().URL.RequestURI()
			if !reads(c.Request()) {
				back = cameFrom(c)
			}
			if back = link.Safe(back, ""); back == "" {
				return c.Redirect(http.StatusSeeOther, link.LogIn)
			}
			return c.Redirect(http.StatusSeeOther, link.Next(link.LogIn, back))
		}
	}
}

// cameFrom is the path and query of the page of ours that a request was sent
// from, empty where the browser does not say.
func cameFrom(c echo.Context) string {
	from, err := url.Parse(c.Request().Referer())
	if err != nil || from.Host != c.Request().Host {
		return ""
	}
	return link.Safe(from.RequestURI(), "")
}
