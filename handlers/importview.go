package handlers

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"gloss/models"
	"gloss/models/store"
	"gloss/models/transfer"
	"gloss/views/layout"
	"gloss/views/page"
	"gloss/views/ui"
)

// The answers that any habit of a file may have, beside the habits that are
// here.
const (
	habitAsNew   = "new"
	habitLeftOut = "leave"
)

// mostOffered is how many choices of a habit a page holds at most; beyond, only
// what the file or the account asks is offered.
const mostOffered = 20_000

// habitDoubt is the id of the doubt about a habit, by its place in the file.
func habitDoubt(i int) string { return "habit." + strconv.Itoa(i) }

// doubt finds a doubt by its id.
func (f *found) doubt(id string) (transfer.Doubt, bool) {
	i := slices.IndexFunc(f.preview.Doubts, func(d transfer.Doubt) bool { return d.ID == id })
	if i < 0 {
		return transfer.Doubt{}, false
	}
	return f.preview.Doubts[i], true
}

// options are the answers that a habit of the file may have.
func (f *found) options(i int) []ui.OptionArgs {
	all := []ui.OptionArgs{{Value: habitAsNew, Label: "A new habit"}}
	d, asked := f.doubt(habitDoubt(i))
	if asked {
		all = options(d)
	}
	for n, o := range all { // of several of one name, which is meant
		if at := slices.IndexFunc(f.own, func(h ownHabit) bool { return h.id == o.Value && h.which != "" }); at >= 0 {
			all[n].Label = f.own[at].together()
		}
	}
	add := func(o ui.OptionArgs) {
		if !slices.ContainsFunc(all, func(there ui.OptionArgs) bool { return there.Value == o.Value }) {
			all = append(all, o)
		}
	}
	into := f.preview.Habits[i].Into
	for _, h := range f.own {
		if h.id == into || len(f.own)*len(f.preview.Habits) <= mostOffered {
			add(ui.OptionArgs{Value: h.id, Label: h.together()})
		}
	}
	if !asked {
		add(ui.OptionArgs{Value: habitLeftOut, Label: "Leave it out"})
	}
	return all
}

func options(d transfer.Doubt) []ui.OptionArgs {
	all := make([]ui.OptionArgs, len(d.Options))
	for i, o := range d.Options {
		all[i] = ui.OptionArgs{Value: o.Value, Label: o.Label}
	}
	return all
}

// wrongChoice says that an answer is none, empty where all are.
func (f *found) wrongChoice(choices transfer.Choices) string {
	const wrong = "One of the choices is not there any more. Look at them once more."
	offers := func(all []ui.OptionArgs, value string) bool {
		return slices.ContainsFunc(all, func(o ui.OptionArgs) bool { return o.Value == value })
	}
	for i := range f.preview.Habits {
		said, ok := choices[habitDoubt(i)]
		if ok && !offers(f.options(i), said) && !slices.ContainsFunc(f.own, func(h ownHabit) bool { return h.id == said }) {
			return wrong
		}
	}
	for _, d := range f.preview.Doubts {
		if said, ok := choices[d.ID]; ok && f.habitOf(d) < 0 && !offers(options(d), said) {
			return wrong
		}
	}
	return ""
}

// habitOf is the place of the habit that a doubt is about, -1 where it is about
// none.
func (f *found) habitOf(d transfer.Doubt) int {
	for i := range f.preview.Habits {
		if habitDoubt(i) == d.ID {
			return i
		}
	}
	return -1
}

// chosen is the answer that holds for a habit of the file.
func (f *found) chosen(i int, choices transfer.Choices, all []ui.OptionArgs) string {
	h := f.preview.Habits[i]
	if said := choices[habitDoubt(i)]; slices.ContainsFunc(all, func(o ui.OptionArgs) bool { return o.Value == said }) {
		return said
	}
	switch {
	case h.LeftOut:
		return habitLeftOut
	case h.Into != "":
		return h.Into
	}
	if d, asked := f.doubt(habitDoubt(i)); asked {
		return d.Default
	}
	return habitAsNew
}

// previewPage shows what a file holds, and why it is shown once more where it is.
func (a *App) previewPage(c echo.Context, code int, im *importing, refused string) error {
	s, err := a.shell(c, "What is in it", layout.You)
	if err != nil {
		return err
	}
	f, p := im.found, im.found.preview
	v := page.ImportFound{
		ID: im.id, Title: f.bundle.Title, Files: page.FileList(im.names),
		Entries: p.Entries, From: p.From, To: p.To, Lost: lossesOf(p.Lost), Proof: f.proof(), Nothing: p.Nothing, Refused: refused,
		Besides: models.Besides(p.Guides, p.Notes, p.Pauses, p.Marks, p.Changes, p.Settings),
	}
	for i, h := range p.Habits {
		all := f.options(i)
		d, asked := f.doubt(habitDoubt(i))
		v.Habits = append(v.Habits, page.ImportHabit{
			Name: h.Name, Plan: h.Plan, Entries: h.Entries, From: h.From, To: h.To, Archived: h.Archived, Deleted: h.Deleted,
			Reminder: f.bundle.Habits[i].Reminder, Joins: h.IntoName != "",
			New: h.New, Same: h.Same, Clash: h.Clash, Unfit: h.Unfit, LeftOut: h.LeftOut, Asked: asked,
			Choice: page.ImportDoubt{ID: habitDoubt(i), Ask: d.Ask, Options: all, Chosen: f.chosen(i, im.choices, all)},
		})
	}
	for _, d := range p.Doubts {
		if f.habitOf(d) < 0 {
			v.Doubts = append(v.Doubts, page.ImportDoubt{ID: d.ID, Ask: d.Ask, Options: options(d), Chosen: im.choices.Of(d)})
		}
	}
	return render(c, code, page.ImportPreview(s, v))
}

func lossesOf(all []transfer.Loss) []page.ImportLoss {
	list := make([]page.ImportLoss, len(all))
	for i, l := range all {
		list[i] = page.ImportLoss{What: l.What, Where: l.Where, Count: l.Count}
	}
	return list
}

// proof adds up the proofs of a file, nil where it carries no strengths.
func (f *found) proof() *page.ImportProof {
	all := &page.ImportProof{}
	for i, p := range f.proofs {
		all.Compared += p.Compared
		all.Agree += p.Agree
		if p.Agree == p.Compared || len(p.Differs) == 0 {
			continue
		}
		first := p.Differs[0]
		all.Habits = append(all.Habits, page.ProofHabit{
			Name: f.bundle.Habits[i].Name, Compared: p.Compared, Agree: p.Agree,
			Day: first.Day, Theirs: first.Theirs, Ours: first.Ours, Why: p.Why,
		})
	}
	if all.Compared == 0 {
		return nil
	}
	return all
}

// resultPage shows what came.
func (a *App) resultPage(c echo.Context, im *importing) error {
	ctx, u := c.Request().Context(), user(c)
	s, err := a.shell(c, "It is here", layout.You)
	if err != nil {
		return err
	}
	r := im.result
	d := page.ImportDone{
		Title: im.found.bundle.Title, Files: page.FileList(im.names),
		Habits: r.Habits, Joined: r.Joined, Entries: r.Entries, Same: r.Same, Kept: r.Kept,
		Besides: models.Besides(r.Guides, r.Notes, r.Pauses, r.Marks, r.Changes, false),
		Lost:    lossesOf(r.Lost), Proof: im.found.proof(),
	}
	if r.First.ID != "" {
		now, err := a.Store.Change(ctx, u.ID, r.First.ID)
		if err != nil && !errors.Is(err, models.ErrNotFound) {
			return err
		}
		d.Change, d.Undone = r.First.ID, now.Undone || err != nil
		if d.Came, err = a.cameWith(ctx, u, r.First); err != nil {
			return err
		}
	}
	return render(c, http.StatusOK, page.ImportResult(s, d))
}

// cameWith lists the habits that an import changed, in the order of its file.
func (a *App) cameWith(ctx context.Context, u models.User, first models.Change) ([]page.ImportedHabit, error) {
	own, err := a.ownHabits(ctx, u)
	if err != nil {
		return nil, err
	}
	list, err := a.Store.Changes(ctx, u.ID, store.Filter{BeforeSeq: first.Seq + 2*models.MaxHabits + 1, Limit: 2*models.MaxHabits + 1})
	if err != nil {
		return nil, err
	}
	var came []page.ImportedHabit
	seen := map[string]bool{}
	for _, change := range slices.Backward(list) {
		if change.Batch != first.Batch || change.Subject != models.OnHabit || seen[change.SubjectID] {
			continue
		}
		seen[change.SubjectID] = true
		if i := slices.IndexFunc(own, func(h ownHabit) bool { return h.id == change.SubjectID }); i >= 0 {
			came = append(came, page.OpenHabit(own[i].id, own[i].name))
		}
	}
	return came, nil
}
