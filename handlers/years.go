package handlers

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"gloss/models"
	"gloss/models/date"
	"gloss/views/layout"
	"gloss/views/page"
)

// year shows a year of every habit on one sheet.
func (a *App) year(c echo.Context) error {
	y, err := strconv.Atoi(c.Param("year"))
	if err != nil || strconv.Itoa(y) != c.Param("year") || y < date.Oldest.Year() || y > date.Newest.Year() {
		return models.ErrNotFound
	}
	u, ctx := user(c), c.Request().Context()
	in := page.YearSheetInput{Year: y}
	in.Today, _ = a.clock(u)
	if err := a.yearOf(ctx, u, &in); err != nil {
		return err
	}
	s, err := a.shell(c, strconv.Itoa(y)+" on one sheet", layout.Habits)
	if err != nil {
		return err
	}
	return render(c, http.StatusOK, page.YearSheet(s, page.YearSheetOf(in)))
}

// yearOf reads the habits of a year: those on the list, then those archived
// since it began.
func (a *App) yearOf(ctx context.Context, u models.User, in *page.YearSheetInput) error {
	first := date.New(in.Year, time.January, 1)
	from := min(first, in.Today)
	ledgers, err := a.Store.AllLedgers(ctx, u.ID, from, in.Today)
	if err != nil {
		return err
	}
	for _, l := range ledgers {
		in.Began(l.Plans[0].From)
		if l.ArchivedAt == 0 || l.ArchivedAt >= began(first, u) {
			in.Tracks = append(in.Tracks, trackOf(l, from, in.Today))
		}
	}
	return nil
}
