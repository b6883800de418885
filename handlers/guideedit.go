package handlers

import (
	"context"
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"gloss/models"
	"gloss/views/layout"
	"gloss/views/link"
	"gloss/views/page"
)

// ownGuide reads a guide that the person brought in. It fails with ErrNotFound
// for one of others too, which this person may but read.
func (a *App) ownGuide(ctx context.Context, u models.User, id string) (models.Guide, error) {
	g, _, err := a.Store.Guide(ctx, u.ID, id)
	if err == nil && !owns(u, g) {
		err = models.ErrNotFound
	}
	return g, err
}

// editGuide shows the form for what is said of a guide.
func (a *App) editGuide(c echo.Context) error {
	g, err := a.ownGuide(c.Request().Context(), user(c), pathID(c))
	if err != nil {
		return err
	}
	return a.editGuidePage(c, http.StatusOK, g, page.GuideFormOf(g.Details()))
}

func (a *App) editGuidePage(c echo.Context, code int, g models.Guide, form page.GuideForm) error {
	s, err := a.shell(c, "Edit "+g.Title, layout.Guides)
	if err != nil {
		return err
	}
	return render(c, code, page.EditGuide(s, page.GuideEditView{ID: g.ID, Title: g.Title, Form: form}))
}

// saveGuide changes what is said of a guide, and who may read it.
func (a *App) saveGuide(c echo.Context) error {
	u, ctx := user(c), c.Request().Context()
	var form page.GuideForm
	if err := bindForm(c, &form); err != nil {
		return err
	}
	g, err := a.ownGuide(ctx, u, pathID(c))
	if err != nil {
		return err
	}
	id, err := changeID(form.Change, form.Page, "edit guide", g.ID, form.Title, form.Author, form.Publisher,
		form.Published, form.URL, form.Language, form.Shared)
	if err != nil {
		return err
	}
	details, err := form.Details()
	bad := models.Invalid{}
	if unread := invalid(err); unread != nil {
		bad = unread
		details.Clean().Validate(bad)
	}
	var change models.Change
	if err = bad.Or(); err == nil {
		change, err = a.Store.EditGuide(ctx, u.ID, id, g.ID, details)
	}
	if form.Errors = invalid(err); form.Errors != nil {
		return a.editGuidePage(c, http.StatusUnprocessableEntity, g, form)
	}
	if err != nil {
		return err
	}
	return done(c, "", link.Guide(g.ID), change)
}

// deleteGuideForm says what hangs on a guide before it is deleted.
func (a *App) deleteGuideForm(c echo.Context) error {
	u, ctx := user(c), c.Request().Context()
	g, err := a.ownGuide(ctx, u, pathID(c))
	if err != nil {
		return err
	}
	habits, err := a.guideHabits(ctx, u)
	if err != nil {
		return err
	}
	s, err := a.shell(c, "Delete "+g.Title, layout.Guides)
	if err != nil {
		return err
	}
	today, _ := a.clock(u)
	return render(c, http.StatusOK, page.DeleteGuide(s, page.DeleteGuideOf(g, habits, today)))
}

// deleteGuide hides a guide, for 30 days in which it can be brought back.
func (a *App) deleteGuide(c echo.Context) error {
	q, err := a.asks(c, "delete guide")
	if err != nil {
		return err
	}
	change, err := a.Store.DeleteGuide(q.ctx, q.user.ID, q.changeID, q.id)
	return q.done(c, err, link.Guides, change)
}

// restoreGuide brings a deleted guide back. Where its text was brought in anew,
// it leads to that.
func (a *App) restoreGuide(c echo.Context) error {
	q, err := a.asks(c, "restore guide")
	if err != nil {
		return err
	}
	change, err := a.Store.RestoreGuide(q.ctx, q.user.ID, q.changeID, q.id)
	if there := (models.Known{}); errors.As(err, &there) {
		return c.Redirect(http.StatusSeeOther, link.GuideKnown(there.ID))
	}
	return q.done(c, err, link.DeletedGuides, change)
}

// deletedGuides lists the guides that can be brought back.
func (a *App) deletedGuides(c echo.Context) error {
	u := user(c)
	list, err := a.Store.DeletedGuides(c.Request().Context(), u.ID)
	if err != nil {
		return err
	}
	s, err := a.shell(c, "Deleted guides", layout.Guides)
	if err != nil {
		return err
	}
	today, _ := a.clock(u)
	return render(c, http.StatusOK, page.GuidesDeleted(s, page.GuidesDeletedOf(list, u.Location(), today)))
}
