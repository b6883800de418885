package handlers

import (
	"context"
	"net/http"

	"github.com/labstack/echo/v4"

	"gloss/models"
	"gloss/views/link"
	"gloss/views/page"
)

// renameTag gives a tag another name.
func (a *App) renameTag(c echo.Context) error { return a.changeTag(c, a.Store.RenameTag) }

// removeTag takes a tag off every habit, which stay as they are.
func (a *App) removeTag(c echo.Context) error {
	return a.changeTag(c, func(ctx context.Context, userID, changeID, tagID, _ string) (models.Change, error) {
		return a.Store.RemoveTag(ctx, userID, changeID, tagID)
	})
}

// moveTag puts a tag before another, or at the end.
func (a *App) moveTag(c echo.Context) error { return a.move(c, a.Store.MoveTag) }

func (a *App) changeTag(c echo.Context, do func(ctx context.Context, userID, changeID, tagID, name string) (models.Change, error)) error {
	var form page.TagForm
	if err := bindForm(c, &form); err != nil {
		return err
	}
	tag := pathID(c)
	id, err := changeID(form.Change, form.Page, c.Path(), tag, form.Name)
	if err != nil {
		return err
	}
	change, err := do(c.Request().Context(), user(c).ID, id, tag, form.Name)
	if bad := invalid(err); bad != nil {
		how := drawing{code: http.StatusUnprocessableEntity, place: placeNext(form.Next)}
		how.path = link.Habits
		how.query.Set("show", link.ShowTags)
		return a.showBoard(c, how, &page.TagRefusal{ID: tag, Typed: form.Name, Errors: bad})
	}
	if err != nil {
		return err
	}
	return done(c, form.Next, link.Habits, change)
}
