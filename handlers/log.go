package handlers

import (
	"errors"

	"github.com/labstack/echo/v4"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/store"
	"gloss/models/variety"
	"gloss/views/link"
	"gloss/views/page"
)

// logDay does one act on one day of a habit, and leads back to where it was
// asked for.
func (a *App) logDay(c echo.Context) error {
	u := user(c)
	var form page.LogForm
	if err := bindForm(c, &form); err != nil {
		return err
	}
	day, err := date.Parse(c.Param("date"))
	if err != nil {
		return models.ErrNotFound
	}
	l, err := logFrom(form)
	if err != nil {
		return a.refuseLog(c, form, day, err)
	}
	l.HabitID, l.Day = pathID(c), day
	l.Today, _ = a.clock(u)
	if l.ID, err = changeID(form.Change, form.Page, l.HabitID, day.String(), form.Do, form.Amount, form.Item, form.Note); err != nil {
		return err
	}
	change, err := a.Store.LogEntry(c.Request().Context(), u.ID, l)
	if err != nil {
		return a.refuseLog(c, form, day, err)
	}
	return done(c, backTo(form.Next, l.HabitID), link.Today, change)
}

// logFrom reads what a form asks for: everything but the habit, the days and
// the id.
func logFrom(form page.LogForm) (store.Log, error) {
	bad := models.Invalid{}
	l := store.Log{Act: models.Act(form.Do), Sure: form.Sure == "true"}
	switch form.Do {
	case string(models.ActAdd), string(models.ActSet), page.DoMinus:
		amount, err := plan.ParseAmount(form.Amount)
		if err != nil {
			bad.Add("amount", page.Sentence(err))
		}
		if l.Amount = amount; form.Do == page.DoMinus {
			l.Act, l.Amount = models.ActAdd, -amount
		}
	case string(models.ActItem), string(models.ActUnitem):
		for _, name := range variety.Split(form.Item) {
			l.Items = append(l.Items, models.ItemName{Item: variety.Fold(name), Name: name})
		}
		if len(l.Items) == 0 {
			bad.Add("items", "Type what it was: lentils, spinach.")
		}
	case string(models.ActNote):
		l.Note = lines(form.Note)
	case string(models.ActTick), string(models.ActNone), string(models.ActClear), string(models.ActSkip):
	default:
		bad.Add("", "This form is not one of ours. Reload the page and try again.")
	}
	return l, bad.Or()
}

// refuseLog answers a log that was not accepted: with the page it came from,
// everything typed still there, where a person can do something about it.
func (a *App) refuseLog(c echo.Context, form page.LogForm, day date.Date, err error) error {
	var unsure models.NeedsSure
	id := pathID(c)
	refused := &page.Refusal{HabitID: id, Day: day, Form: form, Errors: invalid(err)}
	switch {
	case errors.As(err, &unsure):
		about := models.Change{Subject: models.OnEntry, SubjectID: id, Day: day}
		told, err := a.told(c.Request().Context(), user(c), about, nil)
		if err != nil {
			return err
		}
		refused.Ask = told.AskSkip(unsure.Entry)
		today, _ := a.clock(user(c))
		if next := placeNext(form.Next); next.path != link.Day(day) && (next.path != link.Today || day != today) {
			form.Next = link.Day(day) // where there is a row to ask in
		}
	case refused.Errors == nil:
		return err
	}
	return a.again(c, form.Next, drawing{refused: refused})
}
