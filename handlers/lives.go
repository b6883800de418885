package handlers

import (
	"context"
	"net/http"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"gloss/models"
	"gloss/models/date"
	"gloss/views/layout"
	"gloss/views/link"
	"gloss/views/page"
)

// ask is one act on one thing of a person's, as a button asks for it.
type ask struct {
	ctx          context.Context
	user         models.User
	changeID, id string // of the change, and of the thing
	today        date.Date
	next         string
}

// asks reads what a button asks for; what names the act.
func (a *App) asks(c echo.Context, what string) (ask, error) {
	var form page.ActForm
	if err := bindForm(c, &form); err != nil {
		return ask{}, err
	}
	q := ask{ctx: c.Request().Context(), user: user(c), id: pathID(c), next: form.Next}
	q.today, _ = a.clock(q.user)
	var err error
	q.changeID, err = changeID(form.Change, form.Page, what, q.id)
	return q, err
}

// archiveHabit puts a habit away: it is asked for no more, and its years stay.
func (a *App) archiveHabit(c echo.Context) error {
	q, err := a.asks(c, "archive")
	if err != nil {
		return err
	}
	change, err := a.Store.Archive(q.ctx, q.user.ID, q.changeID, q.id)
	return q.done(c, err, link.Habit(q.id), change)
}

// unarchiveHabit brings an archived habit back.
func (a *App) unarchiveHabit(c echo.Context) error {
	q, err := a.asks(c, "unarchive")
	if err != nil {
		return err
	}
	change, err := a.Store.Unarchive(q.ctx, q.user.ID, q.changeID, q.id)
	return q.done(c, err, link.Habit(q.id), change)
}

// deleteHabit hides a habit, for 30 days in which it can be brought back.
func (a *App) deleteHabit(c echo.Context) error {
	q, err := a.asks(c, "delete")
	if err != nil {
		return err
	}
	change, err := a.Store.DeleteHabit(q.ctx, q.user.ID, q.changeID, q.id)
	return q.done(c, err, link.Today, change)
}

// restoreHabit brings a deleted habit back.
func (a *App) restoreHabit(c echo.Context) error {
	q, err := a.asks(c, "restore")
	if err != nil {
		return err
	}
	change, err := a.Store.RestoreHabit(q.ctx, q.user.ID, q.changeID, q.id)
	return q.done(c, err, link.DeletedHabits, change)
}

// copyHabit makes a second habit of one, and leads to where it is changed.
func (a *App) copyHabit(c echo.Context) error {
	q, err := a.asks(c, "copy")
	if err != nil {
		return err
	}
	l, err := a.Store.Ledger(q.ctx, q.user.ID, q.id, q.today, q.today)
	if err != nil {
		return err
	}
	h, change, err := a.Store.CopyHabit(q.ctx, q.user.ID, q.changeID, q.id, copyName(l.Name), q.today)
	return q.done(c, err, link.EditHabit(h.ID), change)
}

// copyName is what the copy of a habit is called until it is given a name.
func copyName(name string) string {
	const mark = " (copy)"
	if letters := []rune(name); len(letters)+utf8.RuneCountInString(mark) > models.MaxHabitName {
		name = string(letters[:models.MaxHabitName-utf8.RuneCountInString(mark)])
	}
	return models.CleanName(name) + mark
}

// dropPlan takes later terms off a habit again.
func (a *App) dropPlan(c echo.Context) error {
	from, err := date.Parse(c.Param("date"))
	if err != nil {
		return models.ErrNotFound
	}
	q, err := a.asks(c, "drop "+from.String())
	if err != nil {
		return err
	}
	change, err := a.Store.DropPlan(q.ctx, q.user.ID, q.changeID, q.id, from, q.today)
	return q.done(c, err, link.EditHabitAt(q.id, link.TermsPart), change)
}

// done answers what was asked for, where err is nil.
func (q ask) done(c echo.Context, err error, home string, change models.Change) error {
	if err != nil {
		return err
	}
	return done(c, q.next, home, change)
}

// deletedHabits lists the habits that can be brought back.
func (a *App) deletedHabits(c echo.Context) error {
	u := user(c)
	list, err := a.Store.Deleted(c.Request().Context(), u.ID)
	if err != nil {
		return err
	}
	s, err := a.shell(c, "Deleted habits", layout.Habits)
	if err != nil {
		return err
	}
	today, _ := a.clock(u)
	return render(c, http.StatusOK, page.DeletedHabits(s, page.DeletedOf(list, u.Location(), today)))
}
