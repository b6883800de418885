package handlers

import (
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"gloss/models"
	"gloss/models/auth"
	"gloss/views/layout"
	"gloss/views/link"
	"gloss/views/page"
)

func (a *App) you(c echo.Context) error {
	return a.youPage(c, http.StatusOK, page.YouForms{})
}

// youPage draws the page about a person; what forms does not hold is as it
// stands.
func (a *App) youPage(c echo.Context, code int, forms page.YouForms) error {
	shell, err := a.shell(c, "You", layout.You)
	if err != nil {
		return err
	}
	shell.Here = link.You // a refused form is answered at its own address
	u := user(c)
	sessions, err := a.Store.Sessions(c.Request().Context(), u.ID)
	if err != nil {
		return err
	}
	_, now := a.clock(u)
	if forms.Name == nil {
		forms.Name = &page.NameForm{Name: u.Name, Email: u.Email}
	}
	if forms.Day == nil {
		forms.Day = &page.DayForm{Zone: u.Zone, Start: strconv.Itoa(u.DayStart), Week: strconv.Itoa(int(u.WeekStart))}
	}
	if forms.Password == nil {
		forms.Password = &page.PasswordForm{}
	}
	if shell.Flash == nil {
		shell.Flash = page.YouSaved(c.QueryParam("saved"))
	}
	return render(c, code, page.You(shell, page.YouView{
		Name: forms.Name, Day: forms.Day, Password: forms.Password,
		Zones: zoneOptions(a.Now(), forms.Day.Zone), Account: u.Name, Owner: u.Owner, Backups: a.backupStanding(c),
		Sessions: page.SessionRows(page.SessionArgs{Sessions: sessions, Here: session(c).Digest, ID: sessionID, Now: now, DayStart: u.DayStart}),
	}))
}

func (a *App) saveName(c echo.Context) error {
	var form page.NameForm
	if err := bindForm(c, &form); err != nil {
		return err
	}
	err := a.Store.UpdateProfile(c.Request().Context(), user(c).ID, form.Name, strings.TrimSpace(form.Email))
	if form.Errors = invalid(err); form.Errors != nil {
		return a.youPage(c, http.StatusUnprocessableEntity, page.YouForms{Name: &form})
	}
	if err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, link.YouAfter("name"))
}

// saveDay also takes the zone alone, as the offer to switch sends it.
func (a *App) saveDay(c echo.Context) error {
	var form page.DayForm
	if err := bindForm(c, &form); err != nil {
		return err
	}
	zone, start, week, err := dayFrom(form, user(c))
	if err == nil {
		err = a.Store.UpdateDay(c.Request().Context(), user(c).ID, zone, start, week)
	}
	if form.Errors = invalid(err); form.Errors != nil {
		return a.youPage(c, http.StatusUnprocessableEntity, page.YouForms{Day: &form})
	}
	if err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, link.Safe(form.Next, link.YouAfter("day")))
}

// dayFrom reads a form; what it leaves out stays as u has it.
func dayFrom(form page.DayForm, u models.User) (zone string, start int, week time.Weekday, err error) {
	bad := models.Invalid{}
	zone, start, week = u.Zone, u.DayStart, u.WeekStart
	if form.Zone != "" {
		zone = form.Zone
	}
	if form.Start != "" {
		if start, err = strconv.Atoi(form.Start); err != nil {
			bad.Add("start", "A day begins between 00:00 and 06:00.")
		}
	}
	if form.Week != "" {
		n, err := strconv.Atoi(form.Week)
		if err != nil {
			bad.Add("week", "Choose a day of the week.")
		}
		week = time.Weekday(n)
	}
	if len(bad) > 0 { // so that all that is wrong is said at once
		models.Settings{Zone: zone, DayStart: max(0, min(start, models.MaxDayStart)), WeekStart: week}.Validate(bad)
	}
	return zone, start, week, bad.Or()
}

// savePassword asks for the present password, so that a browser left open is
// not enough, and ends all other sessions.
func (a *App) savePassword(c echo.Context) error {
	ctx, u := c.Request().Context(), user(c)
	var form page.PasswordForm
	if err := bindForm(c, &form); err != nil {
		return err
	}
	bad := models.Invalid{}
	auth.ValidatePassword(form.New, u.Name, func(_, message string) { bad.Add("new", message) })
	if len(bad) == 0 {
		if err := a.confirm(c, u, form.Old, "old", bad); err != nil {
			return err
		}
	}
	if form.Errors = bad; len(bad) > 0 {
		return a.youPage(c, http.StatusUnprocessableEntity, page.YouForms{Password: &form})
	}
	hash, err := a.Hasher.Hash(ctx, form.New)
	if err != nil {
		return err
	}
	if err := a.Store.SetPassword(ctx, u.ID, hash, session(c).Digest); err != nil {
		return err
	}
	a.note(c, slog.LevelInfo, "password changed")
	return c.Redirect(http.StatusSeeOther, link.YouAfter("password"))
}

// confirm adds to bad, for a field, where what was typed is not u's password.
func (a *App) confirm(c echo.Context, u models.User, typed, field string, bad models.Invalid) error {
	rules := passwordRules(u.ID)
	if err := a.throttle.try(rules...); err != nil {
		return a.throttled(c, "password", err)
	}
	right, err := a.Hasher.Verify(c.Request().Context(), typed, u.Password)
	if err != nil {
		a.throttle.forgive(rules...)
		return err
	}
	if right {
		a.throttle.forget(rules[0])
		return nil
	}
	a.note(c, slog.LevelWarn, "password refused", slog.String("route", c.Path()))
	bad.Add(field, "That is not the password you have now.")
	return nil
}
