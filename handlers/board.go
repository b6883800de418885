package handlers

import (
	"context"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"gloss/models"
	"gloss/models/date"
	"gloss/views/layout"
	"gloss/views/link"
	"gloss/views/page"
)

// board shows all habits by days.
func (a *App) board(c echo.Context) error {
	return a.showBoard(c, drawing{code: http.StatusOK, place: placeOf(c)}, nil)
}

// showBoard draws the board, with what was typed where a tag could not be
// named so.
func (a *App) showBoard(c echo.Context, how drawing, refused *page.TagRefusal) error {
	u, ctx := user(c), c.Request().Context()
	in, err := a.boardInput(ctx, u, boardAt(how.place))
	if err != nil {
		return err
	}
	if in.Refused = refused; refused != nil && !slices.ContainsFunc(in.Tags, func(t models.Tag) bool { return t.ID == refused.ID }) {
		return models.ErrNotFound
	}
	s := a.frame(c, "Habits", layout.Habits)
	if s.Flash, err = a.flashOf(c, u, how, 0, in.Tracks); err != nil {
		return err
	}
	v := page.BoardOf(in)
	s.Here = v.At.String()
	return render(c, how.code, page.Board(s, v))
}

// boardAt reads which board a place asks for.
func boardAt(p place) link.Board {
	at := link.Board{Tag: p.query.Get("tag"), Group: p.query.Get("group"), Show: p.query.Get("show")}
	if d, err := date.Parse(p.query.Get("to")); err == nil {
		at.To = d
	}
	return at
}

// boardInput reads what a board is made from, in as many questions for thirty
// habits as for one.
func (a *App) boardInput(ctx context.Context, u models.User, at link.Board) (in page.BoardInput, err error) {
	today, _ := a.clock(u)
	in = page.BoardInput{At: at, Today: today, Zone: u.Location()}
	if in.Tracks, err = a.columns(ctx, u, page.BoardFirst(at.To, today), today); err != nil {
		return in, err
	}
	if in.Tags, err = a.Store.Tags(ctx, u.ID); err != nil {
		return in, err
	}
	if len(in.Tags) > 0 {
		if in.TagsOf, err = a.Store.TagsOf(ctx, u.ID); err != nil {
			return in, err
		}
	}
	if in.Archived, err = a.Store.Archived(ctx, u.ID); err != nil {
		return in, err
	}
	deleted, err := a.Store.Deleted(ctx, u.ID)
	in.Deleted = len(deleted)
	return in, err
}

// columns reads a person's habits with the days from the day from on: tracks
// without the things that were logged of late, which only a field for new ones
// needs.
func (a *App) columns(ctx context.Context, u models.User, from, today date.Date) ([]page.Track, error) {
	ledgers, err := a.Store.Ledgers(ctx, u.ID, from, today)
	if err != nil {
		return nil, err
	}
	tracks := make([]page.Track, len(ledgers))
	for i, l := range ledgers {
		tracks[i] = trackOf(l, from, today)
	}
	return tracks, nil
}

// orderHabits puts the habits that a form names into its order, on the places
// that they had between them.
func (a *App) orderHabits(c echo.Context) error {
	var form page.OrderForm
	if err := bindForm(c, &form); err != nil {
		return err
	}
	if err := a.Store.OrderHabits(c.Request().Context(), user(c).ID, form.IDs); err != nil {
		return err
	}
	return toBoard(c, form.Next)
}

// moveHabit puts a habit before another, or at the end.
func (a *App) moveHabit(c echo.Context) error { return a.move(c, a.Store.MoveHabit) }

// move puts something before another of its kind, or at the end.
func (a *App) move(c echo.Context, do func(ctx context.Context, userID, id, before string) error) error {
	var form page.OrderForm
	if err := bindForm(c, &form); err != nil {
		return err
	}
	if err := do(c.Request().Context(), user(c).ID, pathID(c), form.Before); err != nil {
		return err
	}
	return toBoard(c, form.Next)
}

// toBoard answers what the journal does not tell of.
func toBoard(c echo.Context, next string) error {
	return c.Redirect(http.StatusSeeOther, link.Safe(next, link.Habits))
}

// fillDay logs at once the habits a form names that are open on a day.
func (a *App) fillDay(c echo.Context) error { return a.wholeDay(c, models.ActTick) }

// skipDay skips at once the habits a form names that are open on a day.
func (a *App) skipDay(c echo.Context) error { return a.wholeDay(c, models.ActSkip) }

func (a *App) wholeDay(c echo.Context, act models.Act) error {
	u, ctx := user(c), c.Request().Context()
	var form page.WholeForm
	if err := bindForm(c, &form); err != nil {
		return err
	}
	day, err := date.Parse(c.Param("date"))
	if err != nil {
		return models.ErrNotFound
	}
	id, err := changeID(form.Change, form.Page, append([]string{string(act), day.String()}, form.Habits...)...)
	if err != nil {
		return err
	}
	today, _ := a.clock(u)
	changes, err := a.Store.LogDay(ctx, u.ID, id, day, form.Habits, act, today)
	bad := invalid(err)
	switch {
	case bad != nil:
		return a.refuseBoard(c, form.Next, "Nothing was logged. "+words(bad))
	case err != nil:
		return err
	case len(changes) == 0:
		return a.refuseBoard(c, form.Next, "Nothing was open any more, so nothing was logged.")
	}
	return done(c, form.Next, link.Habits, changes[0])
}

// refuseBoard draws the board again with what to say of a form.
func (a *App) refuseBoard(c echo.Context, next, flash string) error {
	how := drawing{code: http.StatusUnprocessableEntity, place: placeNext(next), flash: flash}
	if how.path != link.Habits {
		how.place = place{path: link.Habits}
	}
	return a.showBoard(c, how, nil)
}

// words are all that is wrong with a form, in an order that stays.
func words(bad models.Invalid) string {
	var list []string
	for _, field := range slices.Sorted(maps.Keys(bad)) {
		list = append(list, bad[field])
	}
	return strings.Join(list, " ")
}
