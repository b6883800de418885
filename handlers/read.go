package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"gloss/views/link"
	"gloss/views/page"
)

// markRead notes that a person has read a guide, or that they have not.
func (a *App) markRead(c echo.Context) error {
	var form page.ReadForm
	if err := bindForm(c, &form); err != nil {
		return err
	}
	id, read, saved := pathID(c), form.Read == "true", page.SavedRead
	if !read {
		saved = page.SavedUnread
	}
	if err := a.Store.MarkRead(c.Request().Context(), user(c).ID, id, read); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, link.GuideSaved(id, saved))
}
