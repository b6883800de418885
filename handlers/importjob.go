package handlers

import (
	"cmp"
	"context"
	"log/slog"
	"slices"
	"strconv"
	"sync/atomic"
	"time"

	"gloss/models"
	"gloss/models/store"
	"gloss/models/transfer"
	"gloss/views/page"
)

// Bounds on the reading and bringing in of files.
const (
	importWithin   = 10 * time.Minute // waiting for a turn included
	importKept     = time.Hour        // how long it is remembered what became of one
	importsAtOnce  = 1                // of all people: each may fill the memory that is meant for it
	importsWaiting = 64
	foundFresh     = time.Minute // how long what was found in a file is shown without looking again
)

// importError says in words why a file does not come in.
type importError string

func (e importError) Error() string { return string(e) }

// Errors of files that are not brought in.
const (
	errBringing       importError = "Your other file is just coming in. Wait until that is done, then try again."
	errManyImports    importError = "Many files are being brought in. Try again in a minute."
	errImportPanicked importError = "Something went wrong here while that file was read. Nothing came in, and what is here is as it was."
	errAsked          importError = "Your choices raised one more question, or something logged meanwhile did. Nothing has come in yet."
)

// importing is what one person gave, on its way. The fields below the figures
// count once its job is over.
type importing struct {
	id      string
	names   []string
	choices transfer.Choices

	stage, done, total atomic.Int64

	found   *found
	refused string // why it cannot come in with these choices, empty where it can
	result  *store.Imported
}

// found is what a file holds, and what would become of it.
type found struct {
	bundle  *transfer.Bundle // without the days
	preview store.Preview
	proofs  []transfer.Proof // by habit of the file
	own     []ownHabit
}

// newImports makes the register of what is read and brought in for people.
func newImports(now func() time.Time, log *slog.Logger) *jobs[*importing] {
	return newJobs[*importing](jobBounds{
		what: "import", within: importWithin, kept: importKept, ofOne: 1, ofAll: importsWaiting,
		ownBusy: errBringing, allBusy: errManyImports, panicked: errImportPanicked,
	}, now, log)
}

// readKey and bringKey name the two jobs there are of what was given.
func readKey(userID, id string) jobKey  { return jobKey{userID, "read " + id} }
func bringKey(userID, id string) jobKey { return jobKey{userID, "bring " + id} }

// stopReading makes room for something else of a person: what is read for them
// is stopped. It fails with errBringing where something comes in just now.
func (a *App) stopReading(userID string) error {
	for _, one := range a.imports.whose(userID) {
		if one.of.stage.Load() == page.StageBringing {
			return errBringing
		}
		one.stop()
	}
	return nil
}

func freely() error { return nil }

// read has what was given read, and looked at with the choices.
func (a *App) read(u models.User, up store.Upload, choices transfer.Choices) (*job[*importing], error) {
	im := &importing{id: up.ID, names: up.Names(), choices: choices}
	return a.imports.begin(readKey(u.ID, up.ID), im, freely, a.inTurn(func(ctx context.Context, im *importing) error {
		return a.inside(ctx, u, up, im, func(*transfer.Bundle) error { return nil })
	}))
}

// bringUpload has what was given brought in. Where it holds a question that the
// choices do not answer, it ends with that.
func (a *App) bringUpload(u models.User, up store.Upload, choices transfer.Choices) (*job[*importing], error) {
	im := &importing{id: up.ID, names: up.Names(), choices: choices}
	return a.imports.begin(bringKey(u.ID, up.ID), im, freely, a.inTurn(func(ctx context.Context, im *importing) error {
		return a.inside(ctx, u, up, im, func(bundle *transfer.Bundle) error { return a.bringBundle(ctx, u, up, im, bundle) })
	}))
}

// bringBundle brings in what was found, and forgets the upload.
func (a *App) bringBundle(ctx context.Context, u models.User, up store.Upload, im *importing, bundle *transfer.Bundle) error {
	if im.refused != "" {
		return importError(im.refused)
	}
	for _, d := range im.found.preview.Doubts {
		if _, answered := im.choices[d.ID]; !answered {
			return errAsked
		}
	}
	today, _ := a.clock(u)
	im.done.Store(0)
	im.stage.Store(page.StageBringing)
	result, err := a.Store.Import(ctx, u.ID, up.ID, bundle, im.choices, today, func(done, total int) {
		im.total.Store(int64(total))
		im.done.Store(int64(done))
	})
	if err != nil {
		return err
	}
	im.result = &result
	a.Log.InfoContext(ctx, "import", "format", bundle.Format, "habits", result.Habits, "days", result.Entries, "user", u.ID)
	if err := a.Store.RemoveUpload(u.ID, up.ID); err != nil { // it is swept some day
		a.Log.WarnContext(ctx, "a file that was brought in could not be removed", "error", err)
	}
	return nil
}

// inTurn has a job wait until few others run.
func (a *App) inTurn(run func(context.Context, *importing) error) func(context.Context, *importing) error {
	return func(ctx context.Context, im *importing) error {
		select {
		case a.turns <- struct{}{}:
			defer func() { <-a.turns }()
			if a.MakeRoom != nil {
				defer a.MakeRoom()()
			}
			return run(ctx, im)
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// inside reads what was given, finds out what would become of it, and has then go
// on while the files are open: a journal is read from them as it is written.
func (a *App) inside(ctx context.Context, u models.User, up store.Upload, im *importing, then func(*transfer.Bundle) error) error {
	im.stage.Store(page.StageReading)
	files, err := transfer.Open(up.Paths...)
	if err != nil {
		return err
	}
	defer files.Close()
	today, _ := a.clock(u)
	bundle, err := transfer.Read(ctx, files, im.choices, today, func(n int) { im.done.Store(int64(n)) })
	if err != nil {
		return err
	}
	im.stage.Store(page.StageComparing)
	f := &found{}
	if f.preview, err = a.Store.PreviewImport(ctx, u.ID, bundle, im.choices, today); err != nil {
		return err
	}
	if f.own, err = a.ownHabits(ctx, u); err != nil {
		return err
	}
	for _, h := range bundle.Habits {
		f.proofs = append(f.proofs, transfer.Prove(h, today))
	}
	f.bundle = withoutDays(bundle)
	im.found, im.refused = f, cmp.Or(f.wrongChoice(im.choices), f.preview.Refused)
	return then(bundle)
}

// withoutDays is what is remembered of a bundle: not its days, of which there
// may be very many.
func withoutDays(b *transfer.Bundle) *transfer.Bundle {
	small := &transfer.Bundle{Format: b.Format, Title: b.Title}
	for _, h := range b.Habits {
		small.Habits = append(small.Habits, transfer.Habit{Habit: models.Habit{Name: h.Name, Reminder: h.Reminder}})
	}
	return small
}

// ownHabit is a habit that days of a file can go to.
type ownHabit struct {
	id, name string
	which    string // of several of that name, the oldest first: "2nd"; empty where it is the only one
}

// together offers to bring days to h.
func (h ownHabit) together() string {
	if h.which != "" {
		return "Together with the " + h.which + " “" + h.name + "”"
	}
	return "Together with “" + h.name + "”"
}

// ordinal says which of several one is: 2nd.
func ordinal(n int) string {
	end := "th"
	if n%100 < 11 || n%100 > 13 {
		switch n % 10 {
		case 1:
			end = "st"
		case 2:
			end = "nd"
		case 3:
			end = "rd"
		}
	}
	return strconv.Itoa(n) + end
}

// ownHabits are a person's habits by name, but for deleted ones.
func (a *App) ownHabits(ctx context.Context, u models.User) ([]ownHabit, error) {
	names, err := a.Store.HabitNames(ctx, u.ID)
	if err != nil {
		return nil, err
	}
	deleted, err := a.Store.Deleted(ctx, u.ID)
	if err != nil {
		return nil, err
	}
	for _, h := range deleted {
		delete(names, h.ID)
	}
	own := make([]ownHabit, 0, len(names))
	for id, name := range names {
		own = append(own, ownHabit{id: id, name: name})
	}
	slices.SortFunc(own, func(x, y ownHabit) int {
		return cmp.Or(cmp.Compare(models.NameKey(x.name), models.NameKey(y.name)), cmp.Compare(x.id, y.id))
	})
	for from, to := 0, 0; from < len(own); from = to {
		for to = from + 1; to < len(own) && models.NameKey(own[to].name) == models.NameKey(own[from].name); to++ {
		}
		for i := from; i < to && to-from > 1; i++ {
			own[i].which = ordinal(i - from + 1)
		}
	}
	return own, nil
}
