package handlers

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"gloss/models"
	"gloss/models/date"
	"gloss/views/link"
	"gloss/views/page"
)

// saveDayNote keeps the note of a day that belongs to no habit.
func (a *App) saveDayNote(c echo.Context) error {
	u := user(c)
	var form page.DayNoteForm
	if err := bindForm(c, &form); err != nil {
		return err
	}
	day, err := date.Parse(c.Param("date"))
	if err != nil {
		return models.ErrNotFound
	}
	id, err := changeID(form.Change, form.Page, "note", day.String(), form.Note)
	if err != nil {
		return err
	}
	change, err := a.Store.SetDayNote(c.Request().Context(), u.ID, id, day, lines(form.Note))
	if form.Errors = invalid(err); form.Errors != nil {
		today, _ := a.clock(u)
		if next := placeNext(form.Next); next.path != link.Day(day) && (next.path != link.Today || day != today) {
			form.Next = link.Day(day) // where its field is
		}
		return a.again(c, form.Next, drawing{note: &form})
	}
	if err != nil {
		return err
	}
	return done(c, form.Next, link.Today, change)
}

// lines is a text of several lines as it is kept: browsers end each in two
// characters, scripts in one.
func lines(text string) string {
	return strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n"))
}

// saveShown remembers whether Today lists what is settled.
func (a *App) saveShown(c echo.Context) error {
	var form page.ShownForm
	if err := bindForm(c, &form); err != nil {
		return err
	}
	if err := a.Store.UpdateShown(c.Request().Context(), user(c).ID, form.Hide == "true"); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, link.Safe(form.Next, link.Today))
}
