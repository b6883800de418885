package handlers

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"gloss/models/date"
	"gloss/models/store"
	"gloss/views/layout"
	"gloss/views/link"
	"gloss/views/page"
)

// lately is how many changes the page of a habit tells of at a time.
const lately = 20

// habit shows a habit: its figures, its year and what was changed of late.
func (a *App) habit(c echo.Context) error {
	return a.showHabit(c, pathID(c), drawing{code: http.StatusOK, place: placeOf(c)})
}

func (a *App) showHabit(c echo.Context, id string, how drawing) error {
	u, ctx := user(c), c.Request().Context()
	today, _ := a.clock(u)
	at, err := date.Parse(how.query.Get("at"))
	if err != nil || at > today {
		at = today
	}
	t, err := a.track(ctx, u, id, min(page.YearBegin(page.YearEnd(at, today)), at.Month().From), today)
	if err != nil {
		return err
	}
	in := page.HabitInput{Track: t, Today: today, At: at, Zone: u.Location(), Again: how.code != http.StatusOK}
	before, _ := strconv.ParseInt(how.query.Get("before"), 10, 64)
	changes, err := a.Store.Changes(ctx, u.ID, store.Filter{HabitID: id, BeforeSeq: max(before, 0), Limit: lately + 1})
	if err != nil {
		return err
	}
	if len(changes) > lately {
		changes = changes[:lately]
		in.Earlier = changes[lately-1].Seq
	}
	for _, one := range changes {
		told := page.Told{Change: one}
		told.About(t)
		in.Changes = append(in.Changes, told)
	}
	sources, err := a.sources(ctx, u, t)
	if err != nil {
		return err
	}
	if src, ok := sources[t.GuideID]; ok {
		in.Source = &src
	}
	if in.Others, err = a.others(ctx, u, t.Habit); err != nil {
		return err
	}
	s := a.frame(c, t.Name, layout.Habits)
	if s.Flash, err = a.flashOf(c, u, how, 0, []page.Track{t}); err != nil {
		return err
	}
	how.path = link.Habit(id)
	s.Here = link.Undone(how.uri())
	return render(c, how.code, page.Habit(s, page.HabitOf(in)))
}
