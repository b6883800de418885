package handlers

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/store"
	"gloss/views/layout"
	"gloss/views/link"
	"gloss/views/page"
)

// editHabit shows the form for a habit that is there.
func (a *App) editHabit(c echo.Context) error {
	return a.editPage(c, http.StatusOK, typed{})
}

// typed is what was sent by a form that was refused, nil where it was another.
type typed struct {
	habit *page.HabitForm
	pause *page.PauseForm
}

// editPage draws the page for editing the habit of the path.
func (a *App) editPage(c echo.Context, code int, sent typed) error {
	u, ctx := user(c), c.Request().Context()
	today, _ := a.clock(u)
	t, err := a.track(ctx, u, pathID(c), today, today)
	if err != nil {
		return err
	}
	old := ruling(t.Plans, today)
	in := page.EditInput{
		Track: t, Today: today, WeekStart: u.WeekStart, Pause: sent.pause,
		Rules: plan.RulesFrom(old, old, today),
	}
	tags, err := a.Store.TagsOf(ctx, u.ID)
	if err != nil {
		return err
	}
	if in.Form = page.HabitFormOf(t.Habit, old); sent.habit == nil {
		in.Form.Tags, in.Form.Next = tagList(tags[t.ID]), c.QueryParam("next")
	} else {
		in.Form = *sent.habit
		in.Typed = typedFrom(in.Form, old, u, today)
	}
	if err := a.aroundHabit(ctx, u, &in); err != nil {
		return err
	}
	s, err := a.shell(c, "Edit "+t.Name, layout.Habits)
	if err != nil {
		return err
	}
	s.Here = link.EditHabit(t.ID)
	return render(c, code, page.EditHabit(s, page.EditOf(in)))
}

// aroundHabit reads what stands around the form: the tags there are, the pauses
// and the guide the habit comes from.
func (a *App) aroundHabit(ctx context.Context, u models.User, in *page.EditInput) error {
	known, err := a.Store.Tags(ctx, u.ID)
	if err != nil {
		return err
	}
	for _, tag := range known {
		in.Tags = append(in.Tags, tag.Name)
	}
	if in.Pauses, err = a.Store.Pauses(ctx, u.ID, in.ID); err != nil {
		return err
	}
	sources, err := a.sources(ctx, u, in.Track)
	if err != nil {
		return err
	}
	if src, ok := sources[in.GuideID]; ok {
		in.Source = &src
	}
	in.Others, err = a.others(ctx, u, in.Habit)
	return err
}

// saveHabit changes a habit. Terms that are different rule from the first day
// they can; the days before keep theirs.
func (a *App) saveHabit(c echo.Context) error {
	u, ctx := user(c), c.Request().Context()
	var form page.HabitForm
	if err := bindForm(c, &form); err != nil {
		return err
	}
	today, _ := a.clock(u)
	t, err := a.track(ctx, u, pathID(c), today, today)
	if err != nil {
		return err
	}
	id, err := changeID(form.Change, form.Page, append([]string{"edit", t.ID, form.Tags}, askedOf(form)...)...)
	if err != nil {
		return err
	}
	home := link.Safe(form.Next, link.Habit(t.ID))
	if form.Change == "" { // an id made of all that was asked: the same was asked before
		if made, err := a.sentBefore(ctx, u, id, models.ActEdit); err != nil || made {
			return orDone(c, err, home, id)
		}
	}
	edit, err := editFrom(form, ruling(t.Plans, today), u, today)
	if err == nil {
		_, err = a.Store.EditHabit(ctx, u.ID, id, t.ID, edit, today)
	}
	if form.Errors = invalid(err); form.Errors != nil {
		return a.editPage(c, http.StatusUnprocessableEntity, typed{habit: &form})
	}
	return orDone(c, err, home, id)
}

// editFrom reads a form for a habit that lives under the terms old. It fails
// with Invalid.
func editFrom(f page.HabitForm, old plan.Plan, u models.User, today date.Date) (store.Edit, error) {
	h, p, err := habitFrom(f, u.WeekStart, today)
	bad := invalid(err)
	if bad == nil {
		bad = models.Invalid{}
	}
	tags := tagsFrom(f.Tags)
	models.ValidateTags(tags, bad)
	return store.Edit{Habit: h, Plan: termsAfter(old, p), Tags: tags}, bad.Or()
}

// termsAfter returns p, and old where the form of old says the same: a form asks
// for less than a plan may hold.
func termsAfter(old, p plan.Plan) plan.Plan {
	unread, said := models.Invalid{}, p
	again := planFrom(page.HabitFormOf(models.Habit{}, old), unread)
	said.From, said.Anchor, said.WeekStart = again.From, again.Anchor, again.WeekStart
	if len(unread) == 0 && said == again {
		return old
	}
	return p
}

// typedFrom is from when the terms of a form would rule, 0 where they cannot be
// read or are the old ones.
func typedFrom(f page.HabitForm, old plan.Plan, u models.User, today date.Date) date.Date {
	_, p, err := habitFrom(f, u.WeekStart, today)
	for field := range invalid(err) {
		switch field {
		case "name", "cue", "reason", "hue", "icon":
		default:
			return 0
		}
	}
	if p = termsAfter(old, p); p == old {
		return 0
	}
	return plan.RulesFrom(old, p, today)
}

// ruling returns the plan that rules today, and before the first day the first
// one.
func ruling(plans []plan.Plan, today date.Date) plan.Plan {
	if p, ok := plan.On(plans, today); ok || len(plans) == 0 {
		return p
	}
	return plans[0]
}

// tagsFrom reads the tags between the commas of a field, whatever script the
// commas are of.
func tagsFrom(field string) []string {
	return models.CleanTags(strings.FieldsFunc(field, func(r rune) bool { return strings.ContainsRune(",،，、", r) }))
}

// tagList writes tags as tagsFrom reads them.
func tagList(tags []models.Tag) string {
	names := make([]string, len(tags))
	for i, tag := range tags {
		names[i] = tag.Name
	}
	return strings.Join(names, ", ")
}

// sentBefore reports whether a change was made before. It fails with
// ErrConflict when that did something else.
func (a *App) sentBefore(ctx context.Context, u models.User, id string, act models.Act) (bool, error) {
	ch, err := a.Store.Change(ctx, u.ID, id)
	switch {
	case errors.Is(err, models.ErrNotFound):
		return false, nil
	case err != nil:
		return false, err
	case ch.Act != act:
		return false, models.ErrConflict
	}
	return true, nil
}
