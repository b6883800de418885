package handlers

import (
	"log/slog"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"gloss/models"
	"gloss/models/auth"
	"gloss/views/link"
)

// sessionID stands for a session on pages: what is kept of its token stays on
// the server.
func sessionID(digest string) string { return auth.Digest("session " + digest)[:32] }

// endOne ends one of one's own sessions; by its own name that is logging out.
func (a *App) endOne(c echo.Context) error {
	ctx, u, id := c.Request().Context(), user(c), pathID(c)
	mine, err := a.Store.Sessions(ctx, u.ID)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(mine, func(s models.Session) bool { return sessionID(s.Digest) == id })
	switch {
	case i < 0:
		return models.ErrNotFound
	case mine[i].Digest == session(c).Digest:
		return a.logOut(c)
	}
	if err := a.Store.EndSession(ctx, u.ID, mine[i].Digest); err != nil {
		return err
	}
	a.note(c, slog.LevelInfo, "session ended")
	return c.Redirect(http.StatusSeeOther, link.YouAfter("sessions"))
}

func (a *App) endOthers(c echo.Context) error {
	if err := a.Store.EndOtherSessions(c.Request().Context(), user(c).ID, session(c).Digest); err != nil {
		return err
	}
	a.note(c, slog.LevelInfo, "other sessions ended")
	return c.Redirect(http.StatusSeeOther, link.YouAfter("sessions"))
}
