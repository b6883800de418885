package handlers

import (
	"crypto/rand"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"

	"github.com/labstack/echo/v4"
)

// reference is the short id of a request, such as 7QF2-K9XM, that an error page
// shows and the log finds.
func reference() string {
	id := rand.Text()
	return id[:4] + "-" + id[4:8]
}

// requestID returns the reference of this request. Nobody else's is taken over.
func requestID(c echo.Context) string { return c.Response().Header().Get(echo.HeaderXRequestID) }

// logRequests writes one line per request: what was asked by route, never by
// address, which may hold what people wrote.
func (a *App) logRequests(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		began := a.Now()
		c.Response().Header().Set(echo.HeaderXRequestID, reference())
		err := next(c)
		if err != nil {
			a.fail(err, c)
		}
		res := c.Response()
		level := slog.LevelInfo
		switch {
		case res.Status >= http.StatusInternalServerError:
			level = slog.LevelError
		case isAsset(c) || c.Path() == "/healthz":
			level = slog.LevelDebug
		}
		attrs := []slog.Attr{
			slog.String("method", knownMethod(c.Request().Method)),
			slog.String("route", c.Path()),
			slog.Int("status", res.Status),
			slog.Int64("bytes", res.Size),
			slog.Float64("ms", float64(a.Now().Sub(began).Microseconds())/1000),
		}
		if err != nil && res.Status >= http.StatusInternalServerError {
			attrs = append(attrs, slog.String("error", err.Error()))
		}
		a.note(c, level, "request", attrs...)
		return nil
	}
}

// note writes a line to the log about a request, with its id and the user's.
func (a *App) note(c echo.Context, level slog.Level, what string, attrs ...slog.Attr) {
	attrs = append(attrs, slog.String("request", requestID(c)))
	if u, ok := signedIn(c); ok {
		attrs = append(attrs, slog.String("user", u.ID))
	}
	a.Log.LogAttrs(c.Request().Context(), level, what, attrs...)
}

// knownMethod keeps methods made up by a client out of the log.
func knownMethod(m string) string {
	switch m {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions:
		return m
	}
	return "other"
}

// recover turns a panic into an error, so that it ends one request and no more.
func (a *App) recover(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) (err error) {
		defer func() {
			switch p := recover(); p {
			case nil:
			case http.ErrAbortHandler:
				panic(p)
			default:
				a.note(c, slog.LevelError, "panic", slog.String("stack", string(debug.Stack())))
				err = fmt.Errorf("panic: %v", p)
			}
		}()
		return next(c)
	}
}
