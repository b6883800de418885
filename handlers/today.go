package handlers

import (
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
	flash   string // what to say in place of what was done
}

func (a *App) showDay(c echo.Context, d date.Date, how drawing) error {
	u, ctx := user(c), c.Request().Context()
	today, now := a.clock(u)
	tracks, err := a.tracks(ctx, u, max(date.Oldest, min(d, today)-6), today)
	if err != nil {
		return err
	}
	if how.refused != nil && !slices.ContainsFunc(tracks, func(t page.Track) bool { return t.ID == how.refused.HabitID }) {
		return models.ErrNotFound
	}
	sources, err := a.sources(ctx, u, tracks...)
	if err != nil {
		return err
	}
	v := page.DayOf(page.DayInput{
		Day: d, Today: today, Now: plan.ClockOf(now), Tracks: tracks, Sources: sources,
		Chosen: how.query.Get("habit"), Refused: how.refused,
	})
	s := a.frame(c, v.Title(), layout.Today)
	if s.Flash, err = a.flashOf(c, u, how, d, tracks); err != nil {
		return err
	}
	s.Here = link.Undone(how.uri())
	return render(c, how.code, page.Today(s, v))
}
