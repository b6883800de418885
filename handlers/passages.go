package handlers

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"gloss/models"
	"gloss/models/article"
	"gloss/models/passage"
	"gloss/models/store"
	"gloss/views/layout"
	"gloss/views/link"
	"gloss/views/page"
)

// passage shows a stretch of a guide and what can be done with it. Where the
// address names none, one is to be chosen in the guide.
func (a *App) passage(c echo.Context) error {
	return a.showPassage(c, http.StatusOK, c.QueryParam("from"), c.QueryParam("to"), page.NoteForm{})
}

func (a *App) showPassage(c echo.Context, code int, from, to string, note page.NoteForm) error {
	u, ctx := user(c), c.Request().Context()
	g, _, err := a.Store.Guide(ctx, u.ID, pathID(c))
	if err != nil {
		return err
	}
	in := page.PassageInput{Guide: g, Note: note}
	if in.Doc, err = g.Document(); err != nil {
		return err
	}
	start, end := page.Trim(in.Doc, codePoint(from), codePoint(to))
	if in.Passage, err = passage.Make(g.Text, start, end); err != nil {
		return c.Redirect(http.StatusSeeOther, link.Numbered(g.ID))
	}
	if in.For, err = a.choosing(ctx, u, c.QueryParam("habit"), c.QueryParam("place")); err != nil {
		return err
	}
	today, _ := a.clock(u)
	ledgers, err := a.Store.Ledgers(ctx, u.ID, today, today)
	if err != nil {
		return err
	}
	for _, l := range ledgers {
		in.Habits = append(in.Habits, l.Habit)
	}
	s, err := a.shell(c, "A passage of "+g.Title, layout.Guides)
	if err != nil {
		return err
	}
	s.Here = link.PassageAt(link.PassageBase(g.ID), start, end)
	return render(c, code, page.Passage(s, page.NewPassage(in)))
}

// codePoint reads a place in a text; what is none is no place.
func codePoint(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return -1
	}
	return n
}

// stretch names the stretch of a guide between two places as a form has them. It
// fails with ErrNotFound.
func (a *App) stretch(ctx context.Context, u models.User, guideID, from, to string) (passage.Selector, error) {
	s, err := a.Store.PassageIn(ctx, u.ID, guideID, store.Stretch{Start: codePoint(from), End: codePoint(to)})
	if bad := (models.Invalid{}); errors.As(err, &bad) {
		return s, models.ErrNotFound
	}
	return s, err
}

// choosing is the habit that another passage is being chosen for, nil where
// none is.
func (a *App) choosing(ctx context.Context, u models.User, habitID, at string) (*page.Choosing, error) {
	if !validID(habitID) {
		return nil, nil
	}
	today, _ := a.clock(u)
	t, err := a.track(ctx, u, habitID, today, today)
	if errors.Is(err, models.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	all, err := t.Selectors()
	if err != nil {
		return nil, err
	}
	chosen := &page.Choosing{HabitID: t.ID, Name: t.Name, GuideID: t.GuideID, Place: -1, Any: len(all) > 0}
	if n := codePoint(at); n >= 0 && n < len(all) {
		chosen.Place, chosen.Quote = n, all[n].Exact
	}
	return chosen, nil
}

// sourceHabit gives a habit other passages.
func (a *App) sourceHabit(c echo.Context) error {
	u, ctx := user(c), c.Request().Context()
	var form page.SourceForm
	if err := bindForm(c, &form); err != nil {
		return err
	}
	today, _ := a.clock(u)
	t, err := a.track(ctx, u, pathID(c), today, today)
	if err != nil {
		return err
	}
	id, err := changeID(form.Change, form.Page, "source", t.ID, form.Do, form.Guide, form.From, form.To, form.Place)
	if err != nil {
		return err
	}
	home := link.Safe(form.Next, link.HabitPassages(t.ID))
	// What one passage is counted as depends on those there are: the same press
	// again is known by its id.
	if made, err := a.sentBefore(ctx, u, id, models.ActSource); err != nil || made {
		return orDone(c, err, home, id)
	}
	guideID, places, err := a.placesAfter(ctx, u, t.Habit, form)
	if err == nil {
		_, err = a.Store.SourceHabit(ctx, u.ID, id, t.ID, guideID, places)
	}
	return orDone(c, err, home, id)
}

// placesAfter are the passages that a habit has after a form was sent, and the
// guide they are of. It fails with Invalid and ErrNotFound.
func (a *App) placesAfter(ctx context.Context, u models.User, h models.Habit, form page.SourceForm) (guideID string, places []store.Stretch, err error) {
	fresh := store.Stretch{Start: codePoint(form.From), End: codePoint(form.To)}
	all, err := h.Selectors()
	if err != nil {
		return "", nil, err
	}
	n := codePoint(form.Place)
	known := n >= 0 && n < len(all)
	switch {
	case form.Do == page.SourceNone:
		return h.GuideID, nil, nil
	case form.Do == page.SourceOnly,
		form.Do == page.SourceAdd && len(all) == 0,
		form.Do == page.SourceReplace && len(all) == 1,
		form.Do == page.SourceReplace && form.Guide != h.GuideID:
		return form.Guide, []store.Stretch{fresh}, nil
	case form.Do == page.SourceRemove && known:
		all = slices.Delete(all, n, n+1)
	case form.Do == page.SourceReplace && known, form.Do == page.SourceAdd && form.Guide == h.GuideID:
	case form.Do == page.SourceAdd:
		return "", nil, models.Invalid{"passage": "The passages of a habit are of one guide. Make this its only passage instead."}
	default:
		return "", nil, models.Invalid{"passage": "That passage is not there any more. Go back, reload the page and try again."}
	}
	if places, err = a.placesOf(ctx, u, h.GuideID, all); err != nil {
		return "", nil, err
	}
	switch {
	case form.Do == page.SourceReplace:
		places[n] = fresh
	case form.Do == page.SourceAdd && !slices.Contains(places, fresh):
		places = append(places, fresh)
	}
	return h.GuideID, places, nil
}

// placesOf is where passages stand in their guide. It fails with Invalid where
// the guide does not hold the words of one.
func (a *App) placesOf(ctx context.Context, u models.User, guideID string, all []passage.Selector) ([]store.Stretch, error) {
	if len(all) == 0 {
		return nil, nil
	}
	g, _, err := a.Store.Guide(ctx, u.ID, guideID)
	if err != nil {
		return nil, err
	}
	var doc article.Document
	if doc, err = g.Document(); err != nil {
		return nil, err
	}
	places := make([]store.Stretch, len(all))
	for i, s := range all {
		at := s.Locate(doc.Text)
		if at.How == passage.Lost {
			return nil, models.Invalid{"passage": "The words of another of its passages are not in the guide any more. Make this its only passage instead."}
		}
		places[i] = store.Stretch{Start: at.Start, End: at.End}
	}
	return places, nil
}
