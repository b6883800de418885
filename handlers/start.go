package handlers

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"gloss/models"
	"gloss/views/layout"
	"gloss/views/page"
)

// founding is the slug of the guide that a stranger is shown and a first visit
// chooses from, whatever else ships and in whatever order it came.
const founding = "skin-and-gut"

// foundingGuide finds that guide in a library; false where it is not there.
func foundingGuide(library []models.Guide) (models.Guide, bool) {
	at := slices.IndexFunc(library, func(g models.Guide) bool { return g.OwnerID == nil && g.Slug == founding })
	if at < 0 {
		return models.Guide{}, false
	}
	return library[at], true
}

// start offers the habits of the founding guide, for a first visit.
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
	if g, ok := foundingGuide(list); ok {
		args, err := a.guideArgs(ctx, u, g.ID)
		if err != nil {
			return err
		}
		v = page.NewStart(args)
	}
	return render(c, http.StatusOK, page.Start(s, v))
}
