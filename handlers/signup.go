package handlers

import (
	"context"
	"crypto/subtle"
	"log/slog"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"gloss/models"
	"gloss/models/auth"
	"gloss/models/store"
	"gloss/views/layout"
	"gloss/views/link"
	"gloss/views/page"
)

// door says how one may become a member now.
type door struct {
	first bool // there is no account yet: this one will own the server
	open  bool
	code  bool // the setup code is asked for
}

func (a *App) door(ctx context.Context) (door, error) {
	has, err := a.Store.HasUsers(ctx)
	if err != nil {
		return door{}, err
	}
	return door{first: !has, open: !has || a.SignUp == SignUpOpen, code: !has && a.SetupCode != ""}, nil
}

func (a *App) signUpForm(c echo.Context) error {
	if _, known := signedIn(c); known {
		return c.Redirect(http.StatusSeeOther, link.Today)
	}
	d, err := a.door(c.Request().Context())
	if err != nil {
		return err
	}
	return a.signUpPage(c, http.StatusOK, d, page.SignUpForm{})
}

func (a *App) signUpPage(c echo.Context, code int, d door, form page.SignUpForm) error {
	shell, err := a.shell(c, "Make an account", layout.Door)
	if err != nil {
		return err
	}
	if !d.open {
		return render(c, code, page.ByInvitation(shell))
	}
	return render(c, code, page.SignUp(shell, page.SignUpView{
		Form: form, First: d.first, AskCode: d.code, Zones: zoneOptions(a.Now(), form.Zone),
	}))
}

func (a *App) signUp(c echo.Context) error {
	ctx := c.Request().Context()
	if _, known := signedIn(c); known {
		return c.Redirect(http.StatusSeeOther, link.Today)
	}
	var form page.SignUpForm
	if err := bindForm(c, &form); err != nil {
		return err
	}
	d, err := a.door(ctx)
	if err != nil {
		return err
	}
	if !d.open {
		return models.ErrClosed
	}
	u, err := a.makeAccount(c, d, form)
	if form.Errors = invalid(err); form.Errors != nil {
		return a.signUpPage(c, http.StatusUnprocessableEntity, d, form)
	}
	if err != nil {
		return err
	}
	if err := a.signInAs(c, u, true); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, link.Start)
}

// makeAccount checks a form before it spends time on a hash: what can be said
// from the form alone is said at once and is no try.
func (a *App) makeAccount(c echo.Context, d door, form page.SignUpForm) (models.User, error) {
	ctx := c.Request().Context()
	if err := validAccount(form); err != nil {
		return models.User{}, err
	}
	if err := a.throttle.try(signUpRules(household(c))...); err != nil {
		return models.User{}, a.throttled(c, "sign-up", err)
	}
	if d.code {
		if err := a.throttle.try(setupRules()...); err != nil {
			return models.User{}, a.throttled(c, "setup code", err)
		}
		if !sameCode(form.Code, a.SetupCode) {
			a.note(c, slog.LevelWarn, "setup code refused", slog.String("address", c.RealIP()))
			return models.User{}, models.Invalid{"code": "That is not the code. It stands where the server was started, and in the file setup-code of its data folder."}
		}
	}
	hash, err := a.Hasher.Hash(ctx, form.Password)
	if err != nil {
		return models.User{}, err
	}
	create := a.Store.CreateUser
	if d.first {
		create = a.Store.CreateOwner
	}
	u, err := create(ctx, store.NewUser{Name: form.Name, Email: strings.TrimSpace(form.Email), Password: hash, Zone: form.Zone})
	if err != nil {
		return models.User{}, err
	}
	a.note(c, slog.LevelInfo, "account made", slog.String("account", u.ID), slog.Bool("owner", u.Owner))
	if u.Owner && a.OwnerMade != nil {
		a.OwnerMade()
	}
	return u, nil
}

func validAccount(form page.SignUpForm) error {
	bad := models.Invalid{}
	models.ValidateName(form.Name, bad)
	models.ValidateEmail(strings.TrimSpace(form.Email), bad)
	models.User{Zone: form.Zone}.ValidateSettings(bad)
	auth.ValidatePassword(form.Password, form.Name, bad.Add)
	return bad.Or()
}

// sameCode compares a setup code as people copy it: without regard to case,
// spaces and dashes.
func sameCode(typed, code string) bool {
	plain := strings.NewReplacer(" ", "", "-", "", "\t", "")
	one, other := strings.ToUpper(plain.Replace(typed)), strings.ToUpper(plain.Replace(code))
	return subtle.ConstantTimeCompare([]byte(one), []byte(other)) == 1
}
