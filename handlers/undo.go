package handlers

import (
	"errors"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"gloss/models"
	"gloss/models/date"
	"gloss/views/link"
	"gloss/views/page"
)

// undo takes a change back, or does again what was taken back. What was done to
// several things as one act is taken back as one, unless the form asks for the
// change alone.
func (a *App) undo(c echo.Context) error {
	u, ctx := user(c), c.Request().Context()
	var form page.UndoForm
	if err := bindForm(c, &form); err != nil {
		return err
	}
	target, err := a.Store.Change(ctx, u.ID, pathID(c))
	if err != nil {
		return err
	}
	id, err := changeID(form.Change, form.Page, "undo", target.ID, form.Alone)
	if err != nil {
		return err
	}
	today, _ := a.clock(u)
	sure := c.QueryParam("sure")
	if target.Batch != "" && form.Alone == "" && sure != link.Alone {
		return a.undoAct(c, form, target, id, today)
	}
	if sure == "" && max(target.After.Days, target.Before.Days) > 0 {
		size, left, err := a.Store.UndoLeft(ctx, u.ID, target.ID, id, today)
		if err != nil {
			return err
		}
		if len(left) > 1 || len(left) < size && len(left) > 0 {
			return a.askAboutRest(c, form, link.UndoAlone(target.ID), size, left, today)
		}
	}
	change, err := a.Store.Undo(ctx, u.ID, target.ID, id, today)
	var changed models.Changed
	if errors.As(err, &changed) {
		return a.undoneNot(c, form, changed, today)
	}
	if err != nil {
		return err
	}
	return undone(c, form, change)
}

// undoAct takes back everything that was done as one act with a change. Where
// something else stands by now for a part of it, it names that and asks first.
func (a *App) undoAct(c echo.Context, form page.UndoForm, target models.Change, id string, today date.Date) error {
	u, ctx := user(c), c.Request().Context()
	if c.QueryParam("sure") != "true" {
		size, left, err := a.Store.BatchLeft(ctx, u.ID, target.Batch, id, today)
		if err != nil {
			return err
		}
		switch {
		case len(left) == 1 && size == 1:
			return a.undoneNot(c, form, left[0], today)
		case len(left) > 0:
			return a.askAboutRest(c, form, link.UndoUnchanged(target.ID), size, left, today)
		}
	}
	changes, _, err := a.Store.UndoBatch(ctx, u.ID, target.Batch, id, today)
	if err != nil {
		return err
	}
	if len(changes) == 0 { // all of it was changed while it was asked about
		return a.again(c, form.Next, drawing{flash: "All of it was changed again since. Nothing was undone."})
	}
	return undone(c, form, changes[0])
}

// askAboutRest names what would stay of an act, and asks whether to take back
// the rest, which the address does.
func (a *App) askAboutRest(c echo.Context, form page.UndoForm, rest string, size int, left []models.Changed, today date.Date) error {
	u, ctx := user(c), c.Request().Context()
	names, err := a.Store.HabitNames(ctx, u.ID)
	if err != nil {
		return err
	}
	changes := make([]models.Change, len(left))
	for i, one := range left {
		changes[i] = one.Change
	}
	guides, err := a.guidesIn(ctx, u, changes)
	if err != nil {
		return err
	}
	b := page.Batch{Size: size}
	for _, one := range slices.Backward(changes) { // in the order they were made
		t := page.Told{Change: one, Name: names[one.SubjectID]}
		if one.Subject == models.OnGuide {
			t.Name = guides[one.SubjectID].Title
		}
		b.Left = append(b.Left, t)
	}
	how := drawing{flash: b.Flash(today), verb: b.Verb()}
	if how.verb != "" {
		how.undo = rest
	}
	return a.again(c, form.Next, how)
}

// undoneNot says that something else stands than a change left, and what.
func (a *App) undoneNot(c echo.Context, form page.UndoForm, changed models.Changed, today date.Date) error {
	told, err := a.told(c.Request().Context(), user(c), changed.Change, nil)
	if err != nil {
		return err
	}
	return a.again(c, form.Next, drawing{flash: told.Since(changed, today)})
}

// undone leads back to where an undo was asked for, or to Today where that was
// a page of the habit that is gone by it, and to the library where it was one of
// the guide.
func undone(c echo.Context, form page.UndoForm, change models.Change) error {
	if gone := change.After.Deleted; gone != nil && *gone {
		switch {
		case change.Subject == models.OnGuide && strings.HasPrefix(form.Next, link.Guide(change.SubjectID)):
			form.Next = link.Guides
		case strings.HasPrefix(form.Next, link.Habit(change.SubjectID)):
			form.Next = link.Today
		}
	}
	row := change.SubjectID
	if change.Subject != models.OnEntry || change.Batch != "" {
		row = ""
	}
	return done(c, backTo(form.Next, row), link.Today, change)
}
