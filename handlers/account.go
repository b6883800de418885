package handlers

import (
	"errors"
	"log/slog"
	"net/http"

	"github.com/labstack/echo/v4"

	"gloss/models"
	"gloss/models/auth"
	"gloss/views/layout"
	"gloss/views/link"
	"gloss/views/page"
)

func (a *App) deleteForm(c echo.Context) error {
	return a.deletePage(c, http.StatusOK, page.DeleteForm{})
}

func (a *App) deletePage(c echo.Context, code int, form page.DeleteForm) error {
	u := user(c)
	all, err := a.Store.Users(c.Request().Context())
	if err != nil {
		return err
	}
	owners := 0
	for _, other := range all {
		if other.Owner {
			owners++
		}
	}
	return render(c, code, page.Delete(a.frame(c, "Delete the account", layout.You), page.DeleteView{
		Form: form, Account: u.Name, Held: u.Owner && owners == 1 && len(all) > 1, Last: len(all) == 1,
	}))
}

// deleteAccount asks for the name, so that it is meant, and for the password,
// so that a browser left open is not enough.
func (a *App) deleteAccount(c echo.Context) error {
	u := user(c)
	var form page.DeleteForm
	if err := bindForm(c, &form); err != nil {
		return err
	}
	bad := models.Invalid{}
	if models.NameKey(form.Name) != u.NameKey {
		bad.Add("name", "That is not the name of this account.")
	} else if err := a.confirm(c, u, form.Password, "password", bad); err != nil {
		return err
	}
	if form.Errors = bad; len(bad) > 0 {
		return a.deletePage(c, http.StatusUnprocessableEntity, form)
	}
	err := a.Store.RemoveUser(c.Request().Context(), u.ID)
	if form.Errors = invalid(err); form.Errors != nil {
		return a.deletePage(c, http.StatusUnprocessableEntity, form)
	}
	if err != nil {
		return err
	}
	a.note(c, slog.LevelInfo, "account deleted")
	a.forgetBrowser(c)
	return c.Redirect(http.StatusSeeOther, link.Saved(link.Welcome, "gone"))
}

func (a *App) resetForm(c echo.Context) error {
	return a.resetPage(c, http.StatusOK, page.ResetForm{Key: c.QueryParam("key")})
}

// resetPage draws the form of a reset link, or that it leads nowhere.
func (a *App) resetPage(c echo.Context, code int, form page.ResetForm) error {
	u, err := a.resetting(c, form.Key)
	if errors.Is(err, models.ErrNotFound) {
		return a.spentReset(c)
	}
	if err != nil {
		return err
	}
	return render(c, code, page.Reset(a.frame(c, "A new password", layout.Door), page.ResetView{Form: form, Account: u.Name}))
}

func (a *App) spentReset(c echo.Context) error {
	return render(c, http.StatusNotFound, page.SpentReset(a.frame(c, "This link no longer works", layout.Door)))
}

// resetting returns whose password a link sets. It fails with ErrNotFound where
// it sets nobody's.
func (a *App) resetting(c echo.Context, secret string) (models.User, error) {
	if secret == "" {
		return models.User{}, models.ErrNotFound
	}
	l, err := a.byLink(c, secret)
	if err != nil {
		return models.User{}, err
	}
	return a.Store.User(c.Request().Context(), l.ResetFor)
}

// reset sets the password a link is for, which ends everything that was signed
// in to the account. Whoever was signed in here is not any more: the next thing
// to do here is to log in with the new password.
func (a *App) reset(c echo.Context) error {
	ctx := c.Request().Context()
	var form page.ResetForm
	if err := bindForm(c, &form); err != nil {
		return err
	}
	u, err := a.resetting(c, form.Key)
	if errors.Is(err, models.ErrNotFound) {
		return a.spentReset(c)
	}
	if err != nil {
		return err
	}
	bad := models.Invalid{}
	auth.ValidatePassword(form.New, u.Name, func(_, message string) { bad.Add("new", message) })
	if form.Errors = bad; len(bad) > 0 {
		return a.resetPage(c, http.StatusUnprocessableEntity, form)
	}
	hash, err := a.Hasher.Hash(ctx, form.New)
	if err != nil {
		return err
	}
	if _, err = a.Store.ResetByLink(ctx, form.Key, hash); errors.Is(err, models.ErrNotFound) { // used by another meanwhile
		return a.spentReset(c)
	}
	if err != nil {
		return err
	}
	a.note(c, slog.LevelInfo, "password reset", slog.String("account", u.ID), slog.String("address", c.RealIP()))
	if err := a.endSession(c); err != nil {
		return err
	}
	a.forgetBrowser(c)
	return c.Redirect(http.StatusSeeOther, link.Saved(link.LogIn, "password"))
}
