package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"gloss/models"
	"gloss/models/date"
	"gloss/views/layout"
	"gloss/views/link"
	"gloss/views/page"
)

// pauses lists all pauses, with the form that pauses all habits.
func (a *App) pauses(c echo.Context) error {
	return a.pausesPage(c, http.StatusOK, nil)
}

func (a *App) pausesPage(c echo.Context, code int, refused *page.PauseForm) error {
	u, ctx := user(c), c.Request().Context()
	in := page.PausesInput{Form: refused}
	in.Today, _ = a.clock(u)
	var err error
	if in.Pauses, err = a.Store.Pauses(ctx, u.ID, ""); err != nil {
		return err
	}
	if in.Names, err = a.Store.HabitNames(ctx, u.ID); err != nil {
		return err
	}
	s, err := a.shell(c, "Pauses", layout.Habits)
	if err != nil {
		return err
	}
	s.Here = link.Pauses
	return render(c, code, page.Pauses(s, page.PausesOf(in)))
}

// pauseAll pauses all habits of a person.
func (a *App) pauseAll(c echo.Context) error {
	form, err := a.pause(c, "", link.Pauses)
	if form.Errors != nil {
		return a.pausesPage(c, http.StatusUnprocessableEntity, &form)
	}
	return err
}

// pauseHabit pauses one habit.
func (a *App) pauseHabit(c echo.Context) error {
	id := pathID(c)
	if id == "" {
		return models.ErrNotFound
	}
	form, err := a.pause(c, id, link.EditHabitAt(id, link.PausesPart))
	if form.Errors != nil {
		return a.editPage(c, http.StatusUnprocessableEntity, typed{pause: &form})
	}
	return err
}

// pause makes the pause of a form, of one habit or with "" of all, and leads to
// home; a form that was refused is returned with what is wrong with it.
func (a *App) pause(c echo.Context, habitID, home string) (page.PauseForm, error) {
	u := user(c)
	var form page.PauseForm
	if err := bindForm(c, &form); err != nil {
		return form, err
	}
	id, err := changeID(form.Change, form.Page, "pause", habitID, form.From, form.To)
	if err != nil {
		return form, err
	}
	today, _ := a.clock(u)
	p, err := pauseFrom(form, today)
	var change models.Change
	if p.HabitID = habitID; err == nil {
		change, err = a.Store.AddPause(c.Request().Context(), u.ID, id, p, today)
	}
	if form.Errors = invalid(err); err != nil {
		return form, err
	}
	return form, done(c, form.Next, home, change)
}

// pauseFrom reads the days of a form. It fails with Invalid.
func pauseFrom(f page.PauseForm, today date.Date) (p models.Pause, err error) {
	bad := models.Invalid{}
	if p.From, err = date.Parse(f.From); err != nil {
		bad.Add("from", "Choose the first day, such as "+today.String()+".")
	}
	if f.To != "" {
		if p.To, err = date.Parse(f.To); err != nil {
			bad.Add("to", "Choose the last day, such as "+(today+6).String()+", or leave it empty.")
		}
	}
	if len(bad) == 0 && p.To != 0 && p.To < p.From {
		bad.Add("to", "It ends before it begins, on "+p.From.Format("2 January 2006")+".")
	}
	return p, bad.Or()
}

// endPause makes today the last day of a pause.
func (a *App) endPause(c echo.Context) error {
	q, err := a.asks(c, "end")
	if err != nil {
		return err
	}
	change, err := a.Store.EndPause(q.ctx, q.user.ID, q.changeID, q.id, q.today, q.today)
	return q.done(c, err, link.Pauses, change)
}

// removePause takes a pause away, as if it had never been.
func (a *App) removePause(c echo.Context) error {
	q, err := a.asks(c, "unpause")
	if err != nil {
		return err
	}
	change, err := a.Store.RemovePause(q.ctx, q.user.ID, q.changeID, q.id, q.today)
	return q.done(c, err, link.Pauses, change)
}
