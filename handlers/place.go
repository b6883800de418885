package handlers

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"gloss/models/date"
	"gloss/views/link"
)

// place is the page one is on, or that a form came from.
type place struct {
	path  string
	query url.Values
}

// placeOf returns the page that is asked for.
func placeOf(c echo.Context) place {
	u := c.Request().URL
	return place{u.Path, u.Query()}
}

// placeNext returns the page that a form came from: Today where it does not say
// so, or says something else than a page of ours.
func placeNext(next string) place {
	u, err := url.Parse(link.Safe(next, link.Today))
	if err != nil {
		return place{link.Today, url.Values{}}
	}
	return place{u.Path, u.Query()}
}

// uri is the address of p.
func (p place) uri() string {
	if len(p.query) == 0 {
		return p.path
	}
	return p.path + "?" + p.query.Encode()
}

// again draws the page that a form came from once more.
func (a *App) again(c echo.Context, next string, how drawing) error {
	how.place, how.code = placeNext(next), http.StatusUnprocessableEntity
	if how.path == link.Journal {
		return a.showJournal(c, how)
	}
	if id, ok := strings.CutPrefix(how.path, link.Habits+"/"); ok && validID(id) {
		return a.showHabit(c, id, how)
	}
	if day, ok := strings.CutPrefix(how.path, "/days/"); ok {
		if d, err := date.Parse(day); err == nil {
			return a.showDay(c, d, how)
		}
	}
	if how.path == link.Habits {
		return a.showBoard(c, how, nil)
	}
	if id, ok := strings.CutPrefix(how.path, link.Guides+"/"); ok && validID(id) {
		flash, err := a.flashOf(c, user(c), how, 0, nil)
		if err != nil {
			return err
		}
		return a.readGuide(c, how.code, id, guideReading{flash: flash})
	}
	today, _ := a.clock(user(c))
	how.path = link.Today
	return a.showDay(c, today, how)
}

// backTo returns where a form leads when it was accepted: the page it came
// from, at the row of its habit where it names no place of its own.
func backTo(next, habitID string) string {
	next = link.Safe(next, link.Today)
	if strings.Contains(next, "#") || habitID == "" || strings.HasPrefix(next, link.Habits) {
		return next
	}
	return next + "#" + link.Row(habitID)
}
