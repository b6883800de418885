package handlers

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/passage"
	"gloss/models/plan"
	"gloss/models/store"
	"gloss/views/layout"
	"gloss/views/link"
	"gloss/views/page"
)

// newHabit shows the form for a habit: empty, filled in with an example, or
// with what a guide advises.
func (a *App) newHabit(c echo.Context) error {
	u := user(c)
	form := page.NewHabitForm()
	v := page.HabitFormView{}
	if like, ok := page.HabitFormLike(c.QueryParam("like")); ok {
		form, v.Like = like, c.QueryParam("like")
	}
	if guide := c.QueryParam("guide"); guide != "" {
		var err error
		if form, err = a.formFrom(c, u, guide); err != nil {
			return err
		}
	}
	form.Next = c.QueryParam("next")
	v.Form = form
	return a.habitForm(c, http.StatusOK, v)
}

// formFrom is the form filled in from a guide: with its advice under a key, or
// with a stretch of its text.
func (a *App) formFrom(c echo.Context, u models.User, guide string) (page.HabitForm, error) {
	ctx := c.Request().Context()
	if from := c.QueryParam("from"); from != "" {
		s, err := a.stretch(ctx, u, guide, from, c.QueryParam("to"))
		if err != nil {
			return page.HabitForm{}, err
		}
		form, err := a.formOfStretch(ctx, u, guide, s)
		form.Guide, form.Start, form.End = guide, strconv.Itoa(s.Start), strconv.Itoa(s.End)
		return form, err
	}
	row, err := a.adviceOf(ctx, u, guide, c.QueryParam("advice"))
	if err != nil {
		return page.HabitForm{}, err
	}
	today, _ := a.clock(u)
	h, p, err := models.HabitOf(row, false, u.WeekStart, today)
	form := page.HabitFormOf(h, p)
	form.Guide, form.Advice = row.GuideID, row.Key
	return form, err
}

// formOfStretch is the form filled in with the advice that a stretch of a guide
// holds, else with a name made of its words.
func (a *App) formOfStretch(ctx context.Context, u models.User, guide string, s passage.Selector) (page.HabitForm, error) {
	_, rows, err := a.Store.Guide(ctx, u.ID, guide)
	if err != nil {
		return page.HabitForm{}, err
	}
	for _, row := range rows {
		o, err := row.Read()
		if err != nil {
			return page.HabitForm{}, err
		}
		if slices.ContainsFunc(o.Passages, func(p passage.Selector) bool { return p.Start < s.End && s.Start < p.End }) {
			today, _ := a.clock(u)
			h, p, err := models.HabitOf(row, false, u.WeekStart, today)
			return page.HabitFormOf(h, p), err
		}
	}
	form := page.NewHabitForm()
	form.Name = page.NameOf(s.Exact)
	return form, nil
}

func (a *App) habitForm(c echo.Context, code int, v page.HabitFormView) error {
	u := user(c)
	v.WeekStart = u.WeekStart
	if v.Form.Guide != "" {
		args, err := a.guideArgs(c.Request().Context(), u, v.Form.Guide)
		if err != nil {
			return err
		}
		if v.Form.Start != "" {
			s, err := a.stretch(c.Request().Context(), u, v.Form.Guide, v.Form.Start, v.Form.End)
			if err != nil {
				return err
			}
			v.Origin = page.NewPassageOrigin(args, s)
		} else if origin, ok := page.NewHabitOrigin(args, v.Form.Advice); ok {
			v.Origin = origin
		} else {
			return models.ErrNotFound
		}
	}
	s, err := a.shell(c, "New habit", layout.Habits)
	if err != nil {
		return err
	}
	s.Here = link.NewHabit
	return render(c, code, page.AddHabit(s, v))
}

// adviceOf finds the advice of a guide under key. It fails with ErrNotFound.
func (a *App) adviceOf(ctx context.Context, u models.User, guideID, key string) (models.Advice, error) {
	_, rows, err := a.Store.Guide(ctx, u.ID, guideID)
	if err != nil {
		return models.Advice{}, err
	}
	i := slices.IndexFunc(rows, func(r models.Advice) bool { return r.Key == key })
	if i < 0 {
		return models.Advice{}, models.ErrNotFound
	}
	return rows[i], nil
}

// createHabit makes the habit of a form, once for each drawing of the form and
// what was filled in.
func (a *App) createHabit(c echo.Context) error {
	u, ctx := user(c), c.Request().Context()
	var form page.HabitForm
	if err := bindForm(c, &form); err != nil {
		return err
	}
	id, err := changeID(form.Change, form.Drawn, askedOf(form)...)
	if err != nil {
		return err
	}
	if form.Change == "" { // an id made of all that was asked: the same was asked before
		if made, err := a.madeHabits(ctx, u, id); err != nil || made {
			return orDone(c, err, form.Next, id)
		}
	}
	today, _ := a.clock(u)
	h, p, err := habitFrom(form, u.WeekStart, today)
	switch {
	case form.Guide != "" && form.Start != "":
		var lost error
		if h, lost = a.fromPassage(ctx, u, h, form); lost != nil {
			return lost
		}
	case form.Guide != "":
		row, notFound := a.adviceOf(ctx, u, form.Guide, form.Advice)
		if notFound != nil {
			return notFound
		}
		h, p = fromAdvice(h, p, row, form, today)
	}
	if err == nil {
		_, err = a.Store.CreateHabits(ctx, u.ID, id, []store.NewHabit{{Habit: h, Plan: p}})
	}
	if bad := (models.Invalid{}); errors.As(err, &bad) {
		form.Errors = bad
		return a.habitForm(c, http.StatusUnprocessableEntity, page.HabitFormView{Form: form})
	}
	return orDone(c, err, form.Next, id)
}

// askedOf is all that a form asks for.
func askedOf(f page.HabitForm) []string {
	asked := []string{
		"habit", f.Guide, f.Advice, f.Name, f.Kind, f.Min, f.Max, f.Unit, f.Period, f.Days, f.Step,
		f.Every, f.From, f.To, f.Cue, f.Reason, f.Reserve, f.Hue, f.Icon, "care",
	}
	if f.Start != "" {
		asked = append([]string{"passage", f.Start, f.End}, asked...)
	}
	return append(append(append(asked, f.Care...), "due"), f.Due...)
}

// fromPassage makes h a habit from a stretch of a guide: it keeps the words.
func (a *App) fromPassage(ctx context.Context, u models.User, h models.Habit, form page.HabitForm) (models.Habit, error) {
	s, err := a.stretch(ctx, u, form.Guide, form.Start, form.End)
	if err != nil {
		return h, err
	}
	words, err := json.Marshal([]passage.Selector{s})
	h.GuideID, h.Passages = form.Guide, string(words)
	return h, err
}

// fromAdvice makes h a habit from advice: it keeps the passages, and where a
// question was answered with yes what is still as the advice has it is worded
// with care.
func fromAdvice(h models.Habit, p plan.Plan, row models.Advice, form page.HabitForm, today date.Date) (models.Habit, plan.Plan) {
	h.GuideID, h.AdviceID, h.Passages = row.GuideID, row.ID, row.Passages
	if !careful(row, form.Care) {
		return h, p
	}
	plain, asPlain, err := models.HabitOf(row, false, p.WeekStart, today)
	if err != nil {
		return h, p
	}
	with, asCareful, err := models.HabitOf(row, true, p.WeekStart, today)
	if err != nil {
		return h, p
	}
	h.Careful = true
	if h.Name == plain.Name {
		h.Name = with.Name
	}
	if p.Window == asPlain.Window {
		p.Window = asCareful.Window
	}
	return h, p
}

// habitFrom reads a form: the habit, and its plan from today on for a person
// whose weeks begin on weekStart. What the kind or the period has no use for is
// not read. It fails with Invalid.
func habitFrom(f page.HabitForm, weekStart time.Weekday, today date.Date) (models.Habit, plan.Plan, error) {
	h := models.Habit{
		Name: models.CleanName(f.Name), Cue: strings.TrimSpace(f.Cue),
		Reason: strings.TrimSpace(strings.ReplaceAll(f.Reason, "\r\n", "\n")), Hue: f.Hue, Icon: f.Icon,
	}
	bad := models.Invalid{}
	h.Validate(bad)
	p := planFrom(f, bad)
	p.From, p.Anchor, p.WeekStart = today, today, weekStart
	models.ValidatePlan(p, bad)
	return h, p, bad.Or()
}

// planFrom reads the terms of a form, and adds what cannot be read to bad.
func planFrom(f page.HabitForm, bad models.Invalid) plan.Plan {
	say := func(field, what string, err error) {
		if err != nil {
			bad.Add(field, what+": "+err.Error()+".")
		}
	}
	p := plan.Plan{Kind: plan.Kind(f.Kind), Period: plan.Period(f.Period), Unit: models.CleanName(f.Unit)}
	say("min", "At least", p.Min.UnmarshalText([]byte(strings.TrimSpace(f.Min))))
	say("max", "At most", p.Max.UnmarshalText([]byte(strings.TrimSpace(f.Max))))
	if p.Kind == plan.Tick {
		p.Unit = ""
		if strings.TrimSpace(f.Min+f.Max) == "" {
			p.Min = plan.At(1)
		}
	}
	p.Step = models.StepOf(p.Kind, p.Unit)
	if step := strings.TrimSpace(f.Step); p.Kind == plan.Sum && step != "" {
		var err error
		p.Step, err = plan.ParseAmount(step)
		say("step", "One press", err)
	}
	if p.Period == plan.Rolling {
		p.Days = wholeFrom(f.Days, "days", bad)
	}
	if p.Period == plan.Day {
		p.Due = dueFrom(f, bad)
		p.Reserve = wholeFrom(f.Reserve, "reserve", bad)
	}
	p.Window = windowFrom(f, bad)
	return p
}

// dueFrom reads the due days: weekdays, or every so many days.
func dueFrom(f page.HabitForm, bad models.Invalid) plan.Due {
	days, err := plan.ParseDue(strings.Join(f.Due, " "))
	if err != nil || days.Every != 0 {
		bad.Add("due", "Choose days of the week.")
		return plan.Due{}
	}
	if strings.TrimSpace(f.Every) != "" {
		n := wholeFrom(f.Every, "every", bad)
		if n < 1 {
			bad.Add("every", "Every 1 to "+strconv.Itoa(plan.MaxEvery)+" days.")
		}
		if !days.IsEveryDay() {
			bad.Add("every", "Choose days of the week, or every so many days, not both.")
		}
		if n > 1 {
			return plan.Due{Every: n}
		}
		return plan.Due{}
	}
	if len(f.Due) == 0 {
		bad.Add("due", "Choose at least one day.")
	}
	if days.IsEveryDay() {
		return plan.Due{}
	}
	return days
}

// windowFrom reads the time of day: both ends, or neither.
func windowFrom(f page.HabitForm, bad models.Invalid) plan.Window {
	from, to := strings.TrimSpace(f.From), strings.TrimSpace(f.To)
	if from == "" && to == "" {
		return plan.Window{}
	}
	for field, end := range map[string]string{"from": from, "to": to} {
		if end == "" {
			bad.Add(field, "Give both ends, or leave both empty.")
		}
	}
	var w plan.Window
	var err error
	if w.From, err = plan.ParseClock(from); err != nil {
		bad.Add("from", "From: "+err.Error()+".")
	}
	if w.To, err = plan.ParseClock(to); err != nil {
		bad.Add("to", "To: "+err.Error()+".")
	}
	if bad["from"] != "" || bad["to"] != "" {
		return plan.Window{}
	}
	if from == to {
		bad.Add("to", "The window ends when it begins.")
	}
	return w
}

// wholeFrom reads a whole number of a field.
func wholeFrom(s, field string, bad models.Invalid) int {
	n, err := strconv.Atoi(strings.TrimSpace(s))
	if err != nil || n < 0 || n > 10_000 {
		bad.Add(field, "Write a whole number, such as 7.")
		return 0
	}
	return n
}
