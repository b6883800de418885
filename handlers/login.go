package handlers

import (
	"errors"
	"log/slog"
	"net/http"

	"github.com/labstack/echo/v4"

	"gloss/models"
	"gloss/views/layout"
	"gloss/views/link"
	"gloss/views/page"
)

func (a *App) logInForm(c echo.Context) error {
	form := page.LogInForm{Next: link.Safe(c.QueryParam("next"), ""), Stay: "true"}
	if _, known := signedIn(c); known {
		return c.Redirect(http.StatusSeeOther, link.Safe(form.Next, link.Today))
	}
	return a.logInPage(c, http.StatusOK, form)
}

func (a *App) logInPage(c echo.Context, code int, form page.LogInForm) error {
	d, err := a.door(c.Request().Context())
	if err != nil {
		return err
	}
	shell, err := a.shell(c, "Log in", layout.Door)
	if err != nil {
		return err
	}
	return render(c, code, page.LogIn(shell, page.LogInView{Form: form, CanSignUp: d.open(), Renewed: reads(c.Request()) && c.QueryParam("saved") == "password", Restored: a.restoredName(c)}))
}

func (a *App) logIn(c echo.Context) error {
	var form page.LogInForm
	if err := bindForm(c, &form); err != nil {
		return err
	}
	u, err := a.checkPassword(c, form.Name, form.Password)
	if errors.Is(err, models.ErrSignIn) {
		form.Failed, form.Next = true, link.Safe(form.Next, "")
		return a.logInPage(c, http.StatusUnprocessableEntity, form)
	}
	if err != nil {
		return err
	}
	if err := a.signInAs(c, u, form.Stay == "true"); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, link.Safe(form.Next, link.Today))
}

// checkPassword finds the account that name and password belong to. It takes
// the same time, and fails with the same ErrSignIn, for a name nobody has, for
// a wrong password and for an account that may not sign in.
func (a *App) checkPassword(c echo.Context, name, password string) (models.User, error) {
	ctx, address := c.Request().Context(), household(c)
	u, err := a.Store.UserByName(ctx, name)
	if err != nil && !errors.Is(err, models.ErrNotFound) {
		return models.User{}, err
	}
	known, err := a.Store.KnownAddress(ctx, u.ID, address)
	if err != nil {
		return models.User{}, err
	}
	rules := logInRules(models.NameKey(name), address, known)
	if err := a.throttle.try(rules...); err != nil {
		return models.User{}, a.throttled(c, "log in", err)
	}
	right := false
	if u.ID != "" && !u.Disabled {
		right, err = a.Hasher.Verify(ctx, password, u.Password)
	} else {
		err = a.Hasher.Waste(ctx, password)
	}
	if err != nil {
		a.throttle.forgive(rules...)
		return models.User{}, err
	}
	if !right {
		a.note(c, slog.LevelWarn, "log in refused", slog.String("account", u.ID), slog.String("address", c.RealIP()))
		return models.User{}, models.ErrSignIn
	}
	a.throttle.forgive(rules...)
	a.throttle.forget(rules[0])
	return u, nil
}

// signInAs begins a session with an id of its own and ends the one that this
// browser had.
func (a *App) signInAs(c echo.Context, u models.User, stay bool) error {
	ctx := c.Request().Context()
	token, s, err := a.Store.CreateSession(ctx, u.ID, device(c.Request().UserAgent()), household(c), stay)
	if err != nil {
		return err
	}
	if err := a.endSession(c); err != nil {
		return err
	}
	a.setCookie(c, token, s, stay)
	a.note(c, slog.LevelInfo, "signed in", slog.String("account", u.ID), slog.String("address", c.RealIP()))
	return nil
}

// endSession ends the session of who is asking, if there is one.
func (a *App) endSession(c echo.Context) error {
	s := session(c)
	if s.Digest == "" {
		return nil
	}
	err := a.Store.EndSession(c.Request().Context(), s.UserID, s.Digest)
	if errors.Is(err, models.ErrNotFound) {
		return nil
	}
	return err
}

// logOut ends the session here and on the server, and has the browser drop the
// pages it kept.
func (a *App) logOut(c echo.Context) error {
	if err := a.endSession(c); err != nil {
		return err
	}
	a.forgetBrowser(c)
	a.note(c, slog.LevelInfo, "signed out")
	return c.Redirect(http.StatusSeeOther, link.Welcome)
}

// forgetBrowser has the browser drop its cookie and the pages it kept.
func (a *App) forgetBrowser(c echo.Context) {
	a.clearCookie(c)
	c.Response().Header().Set("Clear-Site-Data", `"cache", "storage"`)
}
