package handlers

import (
	"context"
	"errors"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/store"
	"gloss/views/layout"
	"gloss/views/link"
	"gloss/views/page"
)

// flash returns the message about the change that ?done= names, with the way to
// take it back; none where it names nothing of the person's.
func (a *App) flash(c echo.Context, u models.User) (*layout.Flash, error) {
	f, _, err := a.flashAmong(c, u, nil)
	return f, err
}

// flashOf returns the message of a drawing of the page of day d, 0 for another
// page: why a form was not accepted, else what was just done.
func (a *App) flashOf(c echo.Context, u models.User, how drawing, d date.Date, known []page.Track) (*layout.Flash, error) {
	f, _, err := a.flashAbout(c, u, how, d, known)
	return f, err
}

// flashAbout is flashOf with the id of the habit whose day was just changed.
func (a *App) flashAbout(c echo.Context, u models.User, how drawing, d date.Date, known []page.Track) (f *layout.Flash, habitID string, err error) {
	if how.flash == "" {
		how.flash = how.refused.Flash(d)
	}
	switch {
	case how.flash != "":
		return &layout.Flash{Text: how.flash, Undo: how.undo, Verb: how.verb}, "", nil
	case how.code != http.StatusOK:
		return nil, "", nil
	}
	return a.flashAmong(c, u, known)
}

// flashAmong is flash for a page that has read habits already, with the id of
// the habit whose day was changed.
func (a *App) flashAmong(c echo.Context, u models.User, known []page.Track) (f *layout.Flash, habitID string, err error) {
	id := c.QueryParam("done")
	if !validID(id) {
		return nil, "", nil
	}
	ctx := c.Request().Context()
	change, err := a.Store.Change(ctx, u.ID, id)
	if errors.Is(err, models.ErrNotFound) {
		return nil, "", nil
	}
	if err != nil {
		return nil, "", err
	}
	told, err := a.told(ctx, u, change, known)
	if err != nil || !told.Known() {
		return nil, "", err
	}
	if change.Subject == models.OnEntry {
		habitID = change.SubjectID
	}
	today, _ := a.clock(u)
	f = &layout.Flash{Text: told.Flash(today), Verb: told.Verb()}
	if f.Verb != "" {
		f.Undo = link.Undo(change.ID)
	}
	return f, habitID, a.tellFound(ctx, u, change, f)
}

// told gathers what is needed to tell of a change.
func (a *App) told(ctx context.Context, u models.User, change models.Change, known []page.Track) (page.Told, error) {
	told := page.Told{Change: change}
	t, err := a.about(ctx, u, change, known)
	if err != nil {
		return told, err
	}
	told.About(t)
	if change.Act == models.ActUndo {
		told.Target, err = a.Store.Change(ctx, u.ID, change.Undoes)
		if err != nil && !errors.Is(err, models.ErrNotFound) {
			return told, err
		}
	}
	if change.Batch == "" {
		return told, err
	}
	brought, ok, err := a.Store.Brought(ctx, u.ID, change.Batch)
	if err != nil {
		return told, err
	}
	if ok {
		told.Others, told.Brought = brought.Changes-1, &page.Brought{
			Habits: brought.Habits, Days: brought.Days, Notes: brought.Notes, Guides: brought.Guides,
			Pauses: brought.Pauses, Marks: brought.Marks, Settings: brought.Settings,
		}
		return told, nil
	}
	told.Others, err = a.batchOthers(ctx, u, change)
	return told, err
}

// about returns the habit that a change is about, the zero Track where it is
// about none. Of one that is not to be seen any more there is still the name.
func (a *App) about(ctx context.Context, u models.User, change models.Change, known []page.Track) (page.Track, error) {
	if change.SubjectID == "" {
		return page.Track{}, nil
	}
	if change.Subject == models.OnTag {
		return page.Track{Habit: models.Habit{Name: page.TagIn(change)}}, nil
	}
	if change.Subject == models.OnGuide {
		titles, err := a.Store.GuideTitles(ctx, u.ID, change.SubjectID)
		return page.Track{Habit: models.Habit{Name: titles[change.SubjectID].Title}}, err
	}
	if i := slices.IndexFunc(known, func(t page.Track) bool { return t.ID == change.SubjectID }); i >= 0 {
		return known[i], nil
	}
	today, _ := a.clock(u)
	t, err := a.track(ctx, u, change.SubjectID, today, today)
	if !errors.Is(err, models.ErrNotFound) {
		return t, err
	}
	names, err := a.Store.HabitNames(ctx, u.ID)
	return page.Track{Habit: models.Habit{ID: change.SubjectID, Name: names[change.SubjectID]}, Plans: []plan.Plan{{}}}, err
}

// batchOthers counts what was done in one act with a change that came first in
// it.
func (a *App) batchOthers(ctx context.Context, u models.User, change models.Change) (int, error) {
	list, err := a.Store.Changes(ctx, u.ID, store.Filter{BeforeSeq: change.Seq + models.MaxHabits, Limit: models.MaxHabits})
	n := 0
	for _, one := range list {
		if one.Batch == change.Batch && one.ID != change.ID {
			n++
		}
	}
	return n, err
}
