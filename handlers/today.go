package handlers

import (
	"context"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/views/layout"
	"gloss/views/link"
	"gloss/views/page"
)

// today shows the day it is.
func (a *App) today(c echo.Context) error {
	today, _ := a.clock(user(c))
	return a.showDay(c, today, drawing{code: http.StatusOK, place: placeOf(c)})
}

// day shows another day, in the past or ahead.
func (a *App) day(c echo.Context) error {
	d, err := date.Parse(c.Param("date"))
	if err != nil {
		return models.ErrNotFound
	}
	return a.showDay(c, d, drawing{code: http.StatusOK, place: placeOf(c)})
}

// drawing says how a page is drawn: as it was asked for, or again because a
// form could not be accepted as it was.
type drawing struct {
	place
	code    int
	refused *page.Refusal
	note    *page.DayNoteForm // as it was typed
	flash   string            // what to say in place of what was done
	undo    string            // where the message's button leads
	verb    string            // and what that is called
}

func (a *App) showDay(c echo.Context, d date.Date, how drawing) error {
	u, ctx := user(c), c.Request().Context()
	today, now := a.clock(u)
	in := page.DayInput{
		Day: d, Today: today, Now: plan.ClockOf(now), Refused: how.refused, Hide: u.HideSettled,
		Chosen: how.query.Get("habit"), Tag: how.query.Get("tag"),
		Asked: how.query.Get(link.Yesterday) == link.YesterdayAsked, Leave: how.query.Get(link.Yesterday) == link.YesterdayLeft,
	}
	var err error
	if in.Tracks, err = a.tracks(ctx, u, max(date.Oldest, min(d, today)-6), today); err != nil {
		return err
	}
	if how.refused != nil && !slices.ContainsFunc(in.Tracks, func(t page.Track) bool { return t.ID == how.refused.HabitID }) {
		return models.ErrNotFound
	}
	if in.Sources, err = a.sources(ctx, u, in.Tracks...); err != nil {
		return err
	}
	if in.TagsOf, err = a.Store.TagsOf(ctx, u.ID); err != nil {
		return err
	}
	if in.Note, err = a.dayNote(ctx, u, d, how); err != nil {
		return err
	}
	var flash *layout.Flash
	if flash, in.Just, err = a.flashAbout(c, u, how, d, in.Tracks); err != nil {
		return err
	}
	v := page.DayOf(in)
	s := a.frame(c, v.Title(), layout.Today)
	if v.Yesterday != nil {
		how.query.Set(link.Yesterday, link.YesterdayAsked)
	} else if in.Asked {
		how.query.Del(link.Yesterday)
	}
	s.Flash, s.Here = flash, link.Undone(how.uri())
	return render(c, how.code, page.Today(s, v))
}

// dayNote returns the note of a day: as it was typed where it could not be
// accepted.
func (a *App) dayNote(ctx context.Context, u models.User, d date.Date, how drawing) (page.DayNoteForm, error) {
	if how.note != nil {
		return *how.note, nil
	}
	note, err := a.Store.DayNote(ctx, u.ID, d)
	return page.DayNoteForm{Note: note}, err
}
