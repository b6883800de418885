package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"gloss/views/layout"
	"gloss/views/page"
)

// guides shows the library.
func (a *App) guides(c echo.Context) error {
	u, ctx := user(c), c.Request().Context()
	list, err := a.Store.Guides(ctx, u.ID)
	if err != nil {
		return err
	}
	habits, err := a.guideHabits(ctx, u)
	if err != nil {
		return err
	}
	read, err := a.Store.ReadGuides(ctx, u.ID)
	if err != nil {
		return err
	}
	s, err := a.shell(c, "Guides", layout.Guides)
	if err != nil {
		return err
	}
	return render(c, http.StatusOK, page.Guides(s, page.NewGuides(list, habits, read)))
}
