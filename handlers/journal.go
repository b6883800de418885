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
	if known.guides, err = a.guidesIn(ctx, u, changes); err != nil {
		return err
	}
	in.Changes = tell(changes, known)
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
func tell(changes []models.Change, known *knownHabits) []page.JournalChange {
	byID := make(map[string]models.Change, len(changes))
	for _, one := range changes {
		byID[one.ID] = one
	}
	told := make([]page.JournalChange, len(changes))
	for i, one := range changes {
		t := page.JournalChange{Told: page.Told{Change: one, Target: byID[one.Undoes]}}
		if h, ok := known.tracks[one.SubjectID]; ok {
			t.About(h)
			t.Open = true
		}
		t.Name = known.names[one.SubjectID]
		if one.Subject == models.OnGuide {
			t.Name, t.Open = known.guides[one.SubjectID].Title, known.guides[one.SubjectID].Open
		}
		told[i] = t
	}
	return told
}

// guidesIn reads the titles of the guides that changes are about.
func (a *App) guidesIn(ctx context.Context, u models.User, changes []models.Change) (map[string]store.GuideTitle, error) {
	var ids []string
	for _, c := range changes {
		if c.Subject == models.OnGuide {
			ids = append(ids, c.SubjectID)
		}
	}
	slices.Sort(ids)
	return a.Store.GuideTitles(ctx, u.ID, slices.Compact(ids)...)
}

// knownHabits is what the journal knows of a person's habits, and of the guides
// it speaks of.
type knownHabits struct {
	list   []page.Track          // with their terms, archived ones last
	tracks map[string]page.Track // the same by id
	names  map[string]string     // also of those that are deleted
	guides map[string]store.GuideTitle
}

func (a *App) knownHabits(ctx context.Context, u models.User) (*knownHabits, error) {
	today, _ := a.clock(u)
	ledgers, err := a.Store.AllLedgers(ctx, u.ID, today, today)
	if err != nil {
		return nil, err
	}
	e := &knownHabits{tracks: map[string]page.Track{}}
	for _, l := range ledgers {
		t := page.Track{Habit: l.Habit, Plans: l.Plans}
		e.list, e.tracks[l.ID] = append(e.list, t), t
	}
	e.names, err = a.Store.HabitNames(ctx, u.ID)
	return e, err
}

// listed are the habits to choose from. It fails with ErrNotFound where the
// chosen one is not the person's.
func (e *knownHabits) listed(chosen string) ([]page.JournalHabit, error) {
	var list []page.JournalHabit
	for _, t := range e.list {
		h := page.JournalHabit{ID: t.ID, Name: t.Name}
		if t.ArchivedAt != 0 {
			h.State = "archived"
		}
		list = append(list, h)
	}
	name, there := e.names[chosen]
	_, alive := e.tracks[chosen]
	switch {
	case chosen != "" && !there:
		return nil, models.ErrNotFound
	case chosen != "" && !alive:
		list = append(list, page.JournalHabit{ID: chosen, Name: name, State: "deleted"})
	}
	return list, nil
}
