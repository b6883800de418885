package handlers

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/store"
	"gloss/views/layout"
	"gloss/views/link"
	"gloss/views/page"
)

// journalLines is how many changes a page of the journal tells of. Those that
// were made as one stay together, up to journalMost.
const journalLines, journalMost = 60, 2000

// journal shows every change, the newest first.
func (a *App) journal(c echo.Context) error {
	return a.showJournal(c, drawing{code: http.StatusOK, place: placeOf(c)})
}

func (a *App) showJournal(c echo.Context, how drawing) error {
	u, ctx := user(c), c.Request().Context()
	today, _ := a.clock(u)
	in := page.JournalInput{Filter: journalFilter(how.query), Today: today, Zone: u.Location(), DayStart: u.DayStart}
	known, err := a.knownHabits(ctx, u)
	if err != nil {
		return err
	}
	if in.Habits, err = known.listed(in.Filter.Habit); err != nil {
		return err
	}
	changes, more, err := a.changes(ctx, u, in.Filter)
	if err != nil {
		return err
	}
	if in.Changes, err = a.tell(ctx, u, changes, known); err != nil {
		return err
	}
	if more {
		in.Earlier = changes[len(changes)-1].Seq
	}
	s := a.frame(c, "Journal", layout.Today)
	if s.Flash, err = a.flashOf(c, u, how, 0, nil); err != nil {
		return err
	}
	how.path = link.Journal
	s.Here = link.Undone(how.uri())
	return render(c, how.code, page.Journal(s, page.JournalOf(in)))
}

// journalFilter reads an address; what it does not hold, or not well, narrows
// nothing.
func journalFilter(q url.Values) page.JournalFilter {
	f := page.JournalFilter{Habit: q.Get("habit")}
	f.Day, _ = date.Parse(q.Get("day"))
	f.Since, _ = date.Parse(q.Get("since"))
	before, _ := strconv.ParseInt(q.Get("before"), 10, 64)
	f.Before = max(before, 0)
	return f
}

// changes reads a page of the journal, and whether it goes on. It ends between
// two acts and not within one.
func (a *App) changes(ctx context.Context, u models.User, f page.JournalFilter) (list []models.Change, more bool, err error) {
	q := store.Filter{HabitID: f.Habit, Day: f.Day, BeforeSeq: f.Before, Limit: journalLines + 1}
	since := began(f.Since, u)
	for end := journalLines; ; {
		part, err := a.Store.Changes(ctx, u.ID, q)
		if err != nil {
			return nil, false, err
		}
		list = append(list, part...)
		if i := slices.IndexFunc(list, func(c models.Change) bool { return c.At < since }); i >= 0 {
			list, part = list[:i], nil
		}
		for end < len(list) && list[end].Batch != "" && list[end].Batch == list[end-1].Batch {
			end++
		}
		if end < len(list) || len(list) >= journalMost {
			return list[:min(end, journalMost)], true, nil
		}
		if len(part) < q.Limit {
			return list, false, nil
		}
		q.BeforeSeq, q.Limit = list[len(list)-1].Seq, 500
	}
}

// began is when a day began for a person, or the one after it where their zone
// left it out.
func began(d date.Date, u models.User) int64 {
	for ; d != 0; d++ {
		if at, ok := date.Begins(d, u.Location(), u.DayStart); ok {
			return at.UnixMilli()
		}
	}
	return 0
}

// tell gathers what is needed to tell of changes.
func (a *App) tell(ctx context.Context, u models.User, changes []models.Change, known *knownHabits) ([]page.JournalChange, error) {
	byID := make(map[string]models.Change, len(changes))
	for _, one := range changes {
		byID[one.ID] = one
	}
	today, _ := a.clock(u)
	told := make([]page.JournalChange, len(changes))
	for i, one := range changes {
		t := page.JournalChange{Told: page.Told{Change: one, Target: byID[one.Undoes]}}
		if known.alive[one.SubjectID] {
			h, err := a.habitAmong(ctx, u, one.SubjectID, today, known)
			if err != nil {
				return nil, err
			}
			t.About(h)
		}
		t.Name, t.Open = known.names[one.SubjectID], known.alive[one.SubjectID]
		told[i] = t
	}
	return told, nil
}

// knownHabits is what the journal knows of a person's habits.
type knownHabits struct {
	tracks   []page.Track // with their terms: those on the list, and archived ones as they are met
	archived []models.Habit
	names    map[string]string // also of those that are deleted
	alive    map[string]bool
}

func (a *App) knownHabits(ctx context.Context, u models.User) (*knownHabits, error) {
	today, _ := a.clock(u)
	e := &knownHabits{alive: map[string]bool{}}
	ledgers, err := a.Store.Ledgers(ctx, u.ID, today, today)
	if err != nil {
		return nil, err
	}
	for _, l := range ledgers {
		e.tracks = append(e.tracks, page.Track{Habit: l.Habit, Plans: l.Plans})
		e.alive[l.ID] = true
	}
	if e.archived, err = a.Store.Archived(ctx, u.ID); err != nil {
		return nil, err
	}
	for _, h := range e.archived {
		e.alive[h.ID] = true
	}
	e.names, err = a.Store.HabitNames(ctx, u.ID)
	return e, err
}

// listed are the habits to choose from. It fails with ErrNotFound where the
// chosen one is not the person's.
func (e *knownHabits) listed(chosen string) ([]page.JournalHabit, error) {
	var list []page.JournalHabit
	for _, t := range e.tracks {
		list = append(list, page.JournalHabit{ID: t.ID, Name: t.Name})
	}
	for _, h := range e.archived {
		list = append(list, page.JournalHabit{ID: h.ID, Name: h.Name, State: "archived"})
	}
	name, there := e.names[chosen]
	switch {
	case chosen != "" && !there:
		return nil, models.ErrNotFound
	case chosen != "" && !e.alive[chosen]:
		list = append(list, page.JournalHabit{ID: chosen, Name: name, State: "deleted"})
	}
	return list, nil
}

// habitAmong returns a habit that is not deleted with its terms. Those of an
// archived one are read when it is first met.
func (a *App) habitAmong(ctx context.Context, u models.User, id string, today date.Date, known *knownHabits) (page.Track, error) {
	if i := slices.IndexFunc(known.tracks, func(t page.Track) bool { return t.ID == id }); i >= 0 {
		return known.tracks[i], nil
	}
	t, err := a.track(ctx, u, id, today, today)
	if err != nil {
		return t, err
	}
	known.tracks = append(known.tracks, t)
	return t, nil
}
