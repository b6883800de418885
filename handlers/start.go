package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"gloss/views/layout"
	"gloss/views/page"
)

// start offers the habits of the guide that ships, for a first visit.
func (a *App) start(c echo.Context) error {
	u, ctx := user(c), c.Request().Context()
	list, err := a.Store.Guides(ctx, u.ID)
	if err != nil {
		return err
	}
	s, err := a.shell(c, "Choose", layout.Today)
	if err != nil {
		return err
	}
	var v page.StartView
	for _, g := range list {
		if g.OwnerID != nil || len(v.Choices) > 0 {
			continue
		}
		args, err := a.guideArgs(ctx, u, g.ID)
		if err != nil {
			return err
		}
		v = page.NewStart(args)
	}
	return render(c, http.StatusOK, page.Start(s, v))
}
