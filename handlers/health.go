package handlers

import (
	"log/slog"
	"net/http"

	"github.com/labstack/echo/v4"
)

// health says whether the database answers.
func (a *App) health(c echo.Context) error {
	if err := a.Store.Ping(c.Request().Context()); err != nil {
		a.note(c, slog.LevelError, "not healthy", slog.String("error", err.Error()))
		return c.String(http.StatusServiceUnavailable, "the database does not answer\n")
	}
	return c.String(http.StatusOK, "ok\n")
}
