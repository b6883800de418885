package handlers

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"gloss/models"
	"gloss/models/plan"
	"gloss/models/store"
	"gloss/views/layout"
	"gloss/views/link"
	"gloss/views/page"
	"gloss/views/ui"
)

// guide shows one guide to read, to strangers too where it came with Gloss.
func (a *App) guide(c echo.Context) error {
	return a.readGuide(c, http.StatusOK, pathID(c), guideReading{})
}

// guideReading is what a drawing of a guide answers.
type guideReading struct {
	problems []ui.Problem
	note     *page.NoteForm // a note that was refused
	flash    *layout.Flash  // what to say in place of what was done
}

func (a *App) readGuide(c echo.Context, code int, id string, how guideReading) error {
	u, known := signedIn(c)
	ctx := c.Request().Context()
	args, err := a.guideArgs(ctx, u, id)
	if err != nil {
		return err
	}
	if args.Remarks, err = args.Guide.Remarks(); err != nil {
		return err
	}
	if args.Member = known; known {
		if err := a.marginOf(ctx, u, &args); err != nil {
			return err
		}
		args.Numbers, args.Typed = c.QueryParam("numbers") == "on", how.note
		if args.For, err = a.choosing(ctx, u, c.QueryParam("habit"), c.QueryParam("place")); err != nil {
			return err
		}
	}
	v := page.NewGuide(args)
	v.Problems = how.problems
	s, err := a.shell(c, args.Guide.Title, layout.Guides)
	if err != nil {
		return err
	}
	if how.flash != nil {
		s.Flash = how.flash
	}
	if s.Flash == nil && known {
		s.Flash = page.GuideSaved(c.QueryParam("saved"))
		if s.Flash == nil {
			s.Flash = page.AdviceSaved(c.QueryParam("saved"))
		}
	}
	s.Here = link.Guide(id)
	return render(c, code, page.Guide(s, v))
}

// guideArgs reads a guide with its advice, and what the person, where there is
// one, has made of it.
func (a *App) guideArgs(ctx context.Context, u models.User, id string) (page.GuideArgs, error) {
	g, rows, err := a.Store.Guide(ctx, u.ID, id)
	if err != nil {
		return page.GuideArgs{}, err
	}
	args := page.GuideArgs{Guide: g}
	if args.Doc, err = g.Document(); err != nil {
		return page.GuideArgs{}, err
	}
	if args.Cited, err = g.Cited(); err != nil {
		return page.GuideArgs{}, err
	}
	if args.Offers, err = models.Offers(rows); err != nil {
		return page.GuideArgs{}, err
	}
	args.Advice = make(map[string]models.Advice, len(rows))
	for _, row := range rows {
		args.Advice[row.ID] = row
	}
	if u.ID == "" {
		return args, nil
	}
	if args.Habits, err = a.guideHabits(ctx, u); err != nil {
		return page.GuideArgs{}, err
	}
	args.Taken = taken(g, args.Offers, args.Habits)
	return args, nil
}

// marginOf reads what else stands in a person's margin of a guide: what they put
// away, what other guides say of the same, and what they marked themselves.
func (a *App) marginOf(ctx context.Context, u models.User, args *page.GuideArgs) error {
	id := args.Guide.ID
	reading, err := a.Store.Reading(ctx, u.ID, id)
	if err != nil {
		return err
	}
	args.Read, args.Keeping = reading.At != 0, guideKeeping(u, args.Guide, reading)
	if args.Away, err = a.Store.Dismissed(ctx, u.ID); err != nil {
		return err
	}
	if args.Marks, err = a.Store.Marks(ctx, u.ID, id); err != nil {
		return err
	}
	subjects := map[string]bool{}
	for _, row := range args.Advice {
		subjects[row.Subject] = true
	}
	args.Elsewhere, err = a.elsewhere(ctx, u, id, slices.Sorted(maps.Keys(subjects)))
	return err
}

// elsewhere reads what the other guides in a person's library say on subjects.
func (a *App) elsewhere(ctx context.Context, u models.User, exceptID string, subjects []string) ([]page.Elsewhere, error) {
	rows, err := a.Store.AdviceOn(ctx, u.ID, exceptID, subjects)
	if err != nil {
		return nil, err
	}
	list := make([]page.Elsewhere, len(rows))
	for i, row := range rows {
		list[i] = page.Elsewhere{Subject: row.Subject, Fold: row.Fold(), Title: row.Title}
		if list[i].Offer, err = row.Read(); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// others reads which guides say otherwise than the advice that a habit was made
// of.
func (a *App) others(ctx context.Context, u models.User, h models.Habit) ([]page.OtherPlace, error) {
	if h.AdviceID == "" {
		return nil, nil
	}
	found, err := a.Store.AdviceOf(ctx, u.ID, h.AdviceID)
	if err != nil {
		return nil, err
	}
	row, ok := found[h.AdviceID]
	if !ok || row.Subject == "" {
		return nil, nil
	}
	offer, err := row.Read()
	if err != nil {
		return nil, err
	}
	list, err := a.elsewhere(ctx, u, row.GuideID, []string{row.Subject})
	return page.SaidOtherwise(offer, list), err
}

// dismiss puts a piece of a guide's advice away for a person, with all that asks
// alike, or brings it back.
func (a *App) dismiss(c echo.Context) error {
	u, ctx := user(c), c.Request().Context()
	var form page.DismissForm
	if err := bindForm(c, &form); err != nil {
		return err
	}
	args, err := a.guideArgs(ctx, u, pathID(c))
	if err != nil {
		return err
	}
	i := slices.IndexFunc(args.Offers, func(o models.Offer) bool { return o.Key == form.Advice })
	if i < 0 {
		return models.ErrNotFound
	}
	o, away := args.Offers[i], form.Away == "true"
	if err := a.Store.Dismiss(ctx, u.ID, o.ID, away); err != nil {
		return err
	}
	if away {
		block, _ := args.Doc.BlockAt(o.Place())
		return c.Redirect(http.StatusSeeOther, link.GuideAfter(o.GuideID, page.SavedNot, block.ID))
	}
	return c.Redirect(http.StatusSeeOther, link.GuideAfter(o.GuideID, page.SavedAfter, page.MarginID(o.Key)))
}

// guideHabits reads the habits that a person made from any guide: those on the
// list with their streaks, then those that are archived.
func (a *App) guideHabits(ctx context.Context, u models.User) ([]page.GuideHabit, error) {
	today, _ := a.clock(u)
	ledgers, err := a.Store.Ledgers(ctx, u.ID, today, today)
	if err != nil {
		return nil, err
	}
	var habits []page.GuideHabit
	for _, l := range ledgers {
		if l.GuideID == "" {
			continue
		}
		state, _ := l.Now(today)
		p, _ := plan.On(l.Plans, today)
		habits = append(habits, page.GuideHabit{Habit: l.Habit, Plan: p, Count: state.Run.Count})
	}
	archived, err := a.Store.Archived(ctx, u.ID)
	for _, h := range archived {
		if h.GuideID != "" {
			habits = append(habits, page.GuideHabit{Habit: h})
		}
	}
	return habits, err
}

// taken finds which of a guide's offers are among the habits on a person's list,
// by the id of the advice.
func taken(g models.Guide, offers []models.Offer, habits []page.GuideHabit) map[string]page.Taken {
	taken := map[string]page.Taken{}
	for _, h := range habits {
		for _, o := range offers {
			if h.ArchivedAt == 0 && (h.AdviceID == o.ID || g.MadeFrom(o.Key, h.Habit)) {
				taken[o.ID] = page.Taken{HabitID: h.ID, Careful: h.Careful, Plan: h.Plan, Count: h.Count}
			}
		}
	}
	return taken
}

// takeAdvice makes habits of a guide's advice. Advice that is among the
// person's habits already makes no second one.
func (a *App) takeAdvice(c echo.Context) error {
	u, ctx := user(c), c.Request().Context()
	var form page.TakeForm
	if err := bindForm(c, &form); err != nil {
		return err
	}
	g, rows, err := a.Store.Guide(ctx, u.ID, pathID(c))
	if err != nil {
		return err
	}
	if len(form.Habits) == 0 {
		return c.Redirect(http.StatusSeeOther, link.Safe(form.Next, link.Today))
	}
	asked := append([]string{"take", g.ID, "care"}, form.Care...)
	id, err := changeID(form.Change, form.Drawn, append(append(asked, "habits"), form.Habits...)...)
	if err != nil {
		return err
	}
	if made, err := a.madeHabits(ctx, u, id); err != nil || made {
		return orDone(c, err, form.Next, id)
	}
	fresh, there, err := a.chosen(ctx, u, g, rows, form)
	if err != nil {
		return err
	}
	if len(fresh) == 0 {
		return a.readGuide(c, http.StatusUnprocessableEntity, g.ID, guideReading{problems: there})
	}
	_, err = a.Store.CreateHabits(ctx, u.ID, id, fresh)
	if bad := (models.Invalid{}); errors.As(err, &bad) {
		return a.readGuide(c, http.StatusUnprocessableEntity, g.ID, guideReading{problems: []ui.Problem{{Field: "main", Message: bad.Error()}}})
	}
	return orDone(c, err, form.Next, id)
}

// orDone answers a change that was made, where err is nil.
func orDone(c echo.Context, err error, next, id string) error {
	if err != nil {
		return err
	}
	return done(c, next, link.Today, models.Change{ID: id})
}

// madeHabits reports whether a change made habits before. It fails with
// ErrConflict when the change was another one.
func (a *App) madeHabits(ctx context.Context, u models.User, id string) (bool, error) {
	ch, err := a.Store.Change(ctx, u.ID, id)
	switch {
	case errors.Is(err, models.ErrNotFound):
		return false, nil
	case err != nil:
		return false, err
	case ch.Subject != models.OnHabit || ch.Act != models.ActCreate:
		return false, models.ErrConflict
	}
	return true, nil
}

// chosen returns the habits that the chosen advice makes, and what of it the
// person has already. It fails with ErrNotFound for advice that is not the
// guide's.
func (a *App) chosen(ctx context.Context, u models.User, g models.Guide, rows []models.Advice, form page.TakeForm) ([]store.NewHabit, []ui.Problem, error) {
	offers, err := models.Offers(rows)
	if err != nil {
		return nil, nil, err
	}
	habits, err := a.guideHabits(ctx, u)
	if err != nil {
		return nil, nil, err
	}
	already := taken(g, offers, habits)
	for _, key := range form.Habits {
		if !slices.ContainsFunc(rows, func(r models.Advice) bool { return r.Key == key }) {
			return nil, nil, models.ErrNotFound
		}
	}
	today, _ := a.clock(u)
	var fresh []store.NewHabit
	var there []ui.Problem
	for _, row := range rows {
		if !slices.Contains(form.Habits, row.Key) {
			continue
		}
		if _, ok := already[row.ID]; ok {
			o, _ := row.Read()
			there = append(there, ui.Problem{Field: page.MarginID(row.Key), Message: "“" + o.Name + "” is among your habits already."})
			continue
		}
		h, p, err := models.HabitOf(row, careful(row, form.Care), u.WeekStart, today)
		if err != nil {
			return nil, nil, err
		}
		fresh = append(fresh, store.NewHabit{Habit: h, Plan: p})
	}
	return fresh, there, nil
}

// careful reports whether one of the advice's questions was answered with yes.
func careful(row models.Advice, yes []string) bool {
	o, err := row.Read()
	if err != nil {
		return false
	}
	for _, q := range o.Questions {
		if slices.Contains(yes, q.Key) {
			return true
		}
	}
	return false
}
