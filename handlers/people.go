package handlers

import (
	"log/slog"
	"net/http"

	"github.com/labstack/echo/v4"

	"gloss/models"
	"gloss/views/layout"
	"gloss/views/link"
	"gloss/views/page"
)

// people is about who has an account. It reads names and days; what anybody
// logs it never asks the store for.
func (a *App) people(c echo.Context) error { return a.peoplePage(c, nil) }

func (a *App) peoplePage(c echo.Context, made *page.MadeLink) error {
	ctx, u := c.Request().Context(), user(c)
	users, err := a.Store.Users(ctx)
	if err != nil {
		return err
	}
	links, err := a.Store.Invitations(ctx, u.ID)
	if err != nil {
		return err
	}
	seen, err := a.Store.LastSeen(ctx)
	if err != nil {
		return err
	}
	_, now := a.clock(u)
	view := page.NewPeople(page.PeopleArgs{Users: users, Seen: seen, Links: links, Self: u, Now: now, DayStart: u.DayStart})
	view.Made, view.Invites, view.Anybody = made, a.SignUp != SignUpClosed, a.SignUp == SignUpOpen
	shell := a.frame(c, "People", layout.People)
	shell.Here, shell.Flash = link.People, page.PeopleSaved(c.QueryParam("saved"))
	return render(c, http.StatusOK, page.People(shell, view))
}

// toPeople is for whoever asks for the address that a link was made at.
func (a *App) toPeople(c echo.Context) error {
	return c.Redirect(http.StatusSeeOther, link.People)
}

// makeInvitation answers with the link itself: its secret is kept nowhere, so
// no other page could show it.
func (a *App) makeInvitation(c echo.Context) error {
	if a.SignUp == SignUpClosed {
		return models.ErrClosed
	}
	u := user(c)
	secret, invitation, err := a.Store.Invite(c.Request().Context(), u.ID)
	if err != nil {
		return err
	}
	a.note(c, slog.LevelInfo, "invitation made", slog.String("invitation", invitation.ID))
	_, now := a.clock(u)
	return a.peoplePage(c, page.Made(a.whole(link.SignUpBy(secret)), invitation, "", now))
}

// makeReset answers with the link itself, as makeInvitation does.
func (a *App) makeReset(c echo.Context) error {
	ctx, u := c.Request().Context(), user(c)
	other, err := a.other(c)
	if err != nil {
		return err
	}
	secret, reset, err := a.Store.ResetLink(ctx, u.ID, other.ID)
	if err != nil {
		return err
	}
	a.note(c, slog.LevelInfo, "reset link made", slog.String("account", other.ID))
	_, now := a.clock(u)
	return a.peoplePage(c, page.Made(a.whole(link.ResetBy(secret)), reset, other.Name, now))
}

// whole is a path of ours as others type it.
func (a *App) whole(path string) string { return a.URL.Scheme + "://" + a.URL.Host + path }

// other returns the account that a path names. It fails with ErrNotFound, also
// for one's own: the owner's is not the owner's to shut.
func (a *App) other(c echo.Context) (models.User, error) {
	id := pathID(c)
	if id == user(c).ID {
		return models.User{}, models.ErrNotFound
	}
	return a.Store.User(c.Request().Context(), id)
}

func (a *App) revoke(c echo.Context) error {
	id := pathID(c)
	if err := a.Store.Revoke(c.Request().Context(), user(c).ID, id); err != nil {
		return err
	}
	a.note(c, slog.LevelInfo, "link revoked", slog.String("invitation", id))
	return c.Redirect(http.StatusSeeOther, link.Saved(link.People, "revoked"))
}

func (a *App) disable(c echo.Context) error { return a.setDisabled(c, true, "disabled") }

func (a *App) enable(c echo.Context) error { return a.setDisabled(c, false, "enabled") }

func (a *App) setDisabled(c echo.Context, disabled bool, what string) error {
	other, err := a.other(c)
	if err != nil {
		return err
	}
	if err := a.Store.SetDisabled(c.Request().Context(), user(c).ID, other.ID, disabled); err != nil {
		return err
	}
	a.note(c, slog.LevelInfo, "account "+what, slog.String("account", other.ID))
	return c.Redirect(http.StatusSeeOther, link.Saved(link.People, what))
}
