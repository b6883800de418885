package handlers

import (
	"context"
	"crypto/subtle"
	"errors"
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
	first   bool      // there is no account yet: this one will own the server
	code    bool      // the setup code is asked for
	invited bool      // an invitation opens it
	shut    page.Shut // why nobody may, empty where it is open
}

func (d door) open() bool { return d.shut == "" }

// door is how it stands for whoever comes without an invitation. Once the last
// account is gone the server has to be started anew, which prints a setup code
// where one is asked for: until then nobody becomes its owner.
func (a *App) door(ctx context.Context) (door, error) {
	has, err := a.Store.HasUsers(ctx)
	switch {
	case err != nil:
		return door{}, err
	case !has && a.peopled.Load():
		return door{shut: page.NobodyLeft}, nil
	case !has:
		return door{first: true, code: a.SetupCode != ""}, nil
	}
	a.peopled.Store(true)
	switch a.SignUp {
	case SignUpOpen:
		return door{}, nil
	case SignUpClosed:
		return door{shut: page.NoSignUp}, nil
	}
	return door{shut: page.ByInvitation}, nil
}

// doorFor is how it stands for whoever comes with the secret of an invitation,
// empty for none. Where sign-up is closed no invitation opens it.
func (a *App) doorFor(c echo.Context, secret string) (door, error) {
	d, err := a.door(c.Request().Context())
	if err != nil || secret == "" || d.first || !d.open() && d.shut != page.ByInvitation {
		return d, err
	}
	invitation, err := a.byLink(c, secret)
	switch {
	case err == nil && invitation.ResetFor == "":
		return door{invited: true}, nil
	case err != nil && !errors.Is(err, models.ErrNotFound):
		return door{}, err
	case d.open():
		return d, nil // anybody may, and so may who came with a link that is used up
	}
	return door{shut: page.SpentInvitation}, nil
}

// byLink finds the invitation or reset link that a secret opens. It fails with
// ErrNotFound where it never did or does no more, and then counts as a guess.
func (a *App) byLink(c echo.Context, secret string) (models.Invitation, error) {
	rules := linkRules(household(c))
	if err := a.throttle.try(rules...); err != nil {
		return models.Invitation{}, a.throttled(c, "link", err)
	}
	link, err := a.Store.Invitation(c.Request().Context(), secret)
	if errors.Is(err, models.ErrNotFound) {
		a.note(c, slog.LevelWarn, "link refused", slog.String("address", c.RealIP()))
		return models.Invitation{}, err
	}
	a.throttle.forgive(rules...)
	return link, err
}

func (a *App) signUpForm(c echo.Context) error {
	if _, known := signedIn(c); known {
		return c.Redirect(http.StatusSeeOther, link.Today)
	}
	form := page.SignUpForm{Invite: c.QueryParam("invite")}
	d, err := a.doorFor(c, form.Invite)
	if err != nil {
		return err
	}
	return a.signUpPage(c, http.StatusOK, d, form)
}

// signUpPage draws the form, or why there is none: then an invitation that
// opens nothing is a page that is not there.
func (a *App) signUpPage(c echo.Context, code int, d door, form page.SignUpForm) error {
	shell := a.frame(c, "Make an account", layout.Door)
	if !d.open() {
		if d.shut == page.SpentInvitation {
			code = http.StatusNotFound
		}
		shell.Title = d.shut.Title()
		return render(c, code, page.ShutDoor(shell, d.shut))
	}
	return render(c, code, page.SignUp(shell, page.SignUpView{
		Form: form, First: d.first, AskCode: d.code, Invited: d.invited, Zones: zoneOptions(a.Now(), form.Zone),
	}))
}

func (a *App) signUp(c echo.Context) error {
	if _, known := signedIn(c); known {
		return c.Redirect(http.StatusSeeOther, link.Today)
	}
	var form page.SignUpForm
	if err := bindForm(c, &form); err != nil {
		return err
	}
	d, err := a.doorFor(c, form.Invite)
	if err != nil {
		return err
	}
	if !d.open() {
		return a.signUpPage(c, http.StatusForbidden, d, form)
	}
	u, err := a.makeAccount(c, d, form)
	if form.Errors = invalid(err); form.Errors != nil {
		return a.signUpPage(c, http.StatusUnprocessableEntity, d, form)
	}
	if d.invited && errors.Is(err, models.ErrNotFound) { // used by another meanwhile
		return a.signUpPage(c, http.StatusForbidden, door{shut: page.SpentInvitation}, form)
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
	u, err := a.create(ctx, d, form.Invite, store.NewUser{Name: form.Name, Email: strings.TrimSpace(form.Email), Password: hash, Zone: form.Zone})
	if err != nil {
		return models.User{}, err
	}
	a.peopled.Store(true)
	a.note(c, slog.LevelInfo, "account made", slog.String("account", u.ID), slog.Bool("owner", u.Owner), slog.Bool("invited", d.invited))
	if u.Owner && a.OwnerMade != nil {
		a.OwnerMade()
	}
	return u, nil
}

func (a *App) create(ctx context.Context, d door, secret string, n store.NewUser) (models.User, error) {
	switch {
	case d.first:
		return a.Store.CreateOwner(ctx, n)
	case d.invited:
		return a.Store.CreateInvited(ctx, secret, n)
	}
	return a.Store.CreateUser(ctx, n)
}

func validAccount(form page.SignUpForm) error {
	bad := models.Invalid{}
	models.ValidateName(form.Name, bad)
	models.ValidateEmail(strings.TrimSpace(form.Email), bad)
	models.Settings{Zone: form.Zone}.Validate(bad)
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
