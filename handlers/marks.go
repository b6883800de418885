package handlers

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"gloss/models"
	"gloss/views/layout"
	"gloss/views/link"
	"gloss/views/page"
)

// markPassage marks a stretch of a guide, with a note where one was written.
func (a *App) markPassage(c echo.Context) error {
	u, ctx := user(c), c.Request().Context()
	var form page.NoteForm
	if err := bindForm(c, &form); err != nil {
		return err
	}
	id, guideID := "", pathID(c)
	id, err := changeID(form.Change, form.Page, "mark", guideID, form.From, form.To, form.Note)
	if err != nil {
		return err
	}
	change, err := a.Store.MarkPassage(ctx, u.ID, id, guideID, codePoint(form.From), codePoint(form.To), page.CleanNote(form.Note))
	if form.Errors = invalid(err); form.Errors["note"] != "" {
		return a.showPassage(c, http.StatusUnprocessableEntity, form.From, form.To, form)
	}
	home := link.Guide(guideID)
	if err == nil && change.After.Mark != nil && change.After.Mark.Mark != nil {
		home = link.GuideAt(guideID, link.OwnMark(change.After.Mark.Mark.ID))
	}
	return orDone(c, err, link.Safe(form.Next, home), id)
}

// noteMark writes the note of a mark anew.
func (a *App) noteMark(c echo.Context) error {
	u, ctx := user(c), c.Request().Context()
	var form page.NoteForm
	if err := bindForm(c, &form); err != nil {
		return err
	}
	form.Mark = pathID(c)
	id, err := changeID(form.Change, form.Page, "note", form.Mark, form.Note)
	if err != nil {
		return err
	}
	_, err = a.Store.NoteMark(ctx, u.ID, id, form.Mark, page.CleanNote(form.Note))
	if form.Errors = invalid(err); form.Errors["note"] == "" {
		return orDone(c, err, link.Safe(form.Next, link.GuideNotes), id)
	}
	all, err := a.Store.Marks(ctx, u.ID, "")
	if err != nil {
		return err
	}
	i := slices.IndexFunc(all, func(m models.Mark) bool { return m.ID == form.Mark })
	switch {
	case i < 0:
		return models.ErrNotFound
	case form.Next == link.GuideNotes:
		return a.listNotes(c, http.StatusUnprocessableEntity, all, &form)
	}
	return a.readGuide(c, http.StatusUnprocessableEntity, all[i].GuideID, guideReading{note: &form})
}

// unmark takes a mark off, with its note.
func (a *App) unmark(c echo.Context) error {
	var form page.ActForm
	if err := bindForm(c, &form); err != nil {
		return err
	}
	markID := pathID(c)
	id, err := changeID(form.Change, form.Page, "unmark", markID)
	if err != nil {
		return err
	}
	_, err = a.Store.Unmark(c.Request().Context(), user(c).ID, id, markID)
	return orDone(c, err, link.Safe(form.Next, link.GuideNotes), id)
}

// notes lists all that a person marked and noted in guides.
func (a *App) notes(c echo.Context) error {
	all, err := a.Store.Marks(c.Request().Context(), user(c).ID, "")
	if err != nil {
		return err
	}
	return a.listNotes(c, http.StatusOK, all, nil)
}

func (a *App) listNotes(c echo.Context, code int, all []models.Mark, typed *page.NoteForm) error {
	u := user(c)
	today, _ := a.clock(u)
	in := page.NotesInput{Marks: all, Titles: map[string]string{}, Today: today, Zone: u.Location(), Typed: typed}
	in.Skip, _ = strconv.Atoi(c.QueryParam("after"))
	var ids []string
	for _, m := range all {
		if !slices.Contains(ids, m.GuideID) {
			ids = append(ids, m.GuideID)
		}
	}
	titles, err := a.Store.GuideTitles(c.Request().Context(), u.ID, ids...)
	if err != nil {
		return err
	}
	for id, t := range titles {
		in.Titles[id] = t.Title
	}
	s, err := a.shell(c, "Marks and notes", layout.Guides)
	if err != nil {
		return err
	}
	s.Here = link.GuideNotes
	return render(c, code, page.Notes(s, page.NewNotes(in)))
}
