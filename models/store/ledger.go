package store

import (
	"cmp"
	"context"
	"slices"

	"gorm.io/gorm"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/streak"
)

// Ledger is a habit with all that is needed to judge it: its plans in order of
// From, what its settled past came to, and the days since.
type Ledger struct {
	models.Habit
	Plans   []plan.Plan
	State   streak.State
	Entries plan.Entries
	Logged  map[date.Date]models.Entry // days without an entry are absent
}

// Now returns the figures with everything up to today folded in, and the
// verdicts on the periods after the settled past.
func (l Ledger) Now(today date.Date) (streak.State, []plan.Verdict) {
	return streak.Now(l.State, l.Plans, l.Entries, today)
}

// Since returns the verdicts on the periods from the one holding from to the
// one holding today, forgiven days marked. from must not lie before the day the
// ledger was asked for from.
func (l Ledger) Since(from, today date.Date) []plan.Verdict {
	// The week's beginning, so that the reserve is spent on the right days.
	before := streak.State{AsOf: start(l.Plans, from) - 1}
	_, verdicts := streak.Roll(before, l.Plans, l.Entries, today, today)
	for i, v := range verdicts {
		if v.To >= from {
			return verdicts[i:]
		}
	}
	return nil
}

// Ledgers returns a person's habits that are neither archived nor deleted, in
// their order, with the entries from the day from on (or from earlier, where
// the figures need them). It writes nothing: progress that is missing, or ahead
// of a clock that was set back, is worked out again in memory.
func (s *Store) Ledgers(ctx context.Context, userID string, from, today date.Date) ([]Ledger, error) {
	return s.ledgers(ctx, "ledgers", userID, from, today, "h.archived_at = 0")
}

// AllLedgers is Ledgers with the archived habits after the others, the one
// archived last first.
func (s *Store) AllLedgers(ctx context.Context, userID string, from, today date.Date) ([]Ledger, error) {
	list, err := s.ledgers(ctx, "all ledgers", userID, from, today, "h.deleted_at = 0")
	slices.SortStableFunc(list, func(a, b Ledger) int {
		switch {
		case a.ArchivedAt == 0 && b.ArchivedAt == 0:
			return 0
		case a.ArchivedAt == 0:
			return -1
		case b.ArchivedAt == 0:
			return 1
		}
		return cmp.Compare(b.ArchivedAt, a.ArchivedAt)
	})
	return list, err
}

// Ledger returns one habit of a person, archived or not. It fails with
// ErrNotFound, also for a habit that is deleted or another's.
func (s *Store) Ledger(ctx context.Context, userID, habitID string, from, today date.Date) (Ledger, error) {
	list, err := s.ledgers(ctx, "ledger", userID, from, today, "h.id = ?", habitID)
	if err != nil {
		return Ledger{}, err
	}
	if len(list) == 0 {
		return Ledger{}, wrap("ledger", models.ErrNotFound)
	}
	return list[0], nil
}

func (s *Store) ledgers(ctx context.Context, what, userID string, from, today date.Date, where string, args ...any) (list []Ledger, err error) {
	err = s.inRead(ctx, what, func(tx *gorm.DB) error {
		list, err = readLedgers(tx, userID, from, today, where, args...)
		return err
	})
	return list, err
}

func readLedgers(tx *gorm.DB, userID string, from, today date.Date, where string, args ...any) ([]Ledger, error) {
	habits, pasts, err := readPasts(tx, userID, where, args...)
	if err != nil {
		return nil, err
	}
	for _, p := range pasts {
		p.from = p.needs(from, today)
	}
	if err := load(tx, userID, pasts...); err != nil {
		return nil, err
	}
	var again []*past
	entries := make([]plan.Entries, len(pasts))
	for i, p := range pasts {
		if entries[i] = p.entries(today); !p.suffices(entries[i], from, today) {
			p.from, p.progress = 0, models.Progress{}
			again = append(again, p)
		}
	}
	if err := load(tx, userID, again...); err != nil {
		return nil, err
	}
	list := make([]Ledger, len(habits))
	for i, p := range pasts {
		if p.from == 0 {
			// All is known, so nothing kept is needed; it may be ahead of the clock.
			entries[i], p.progress = p.entries(today), models.Progress{}
		}
		list[i] = Ledger{Habit: habits[i], Plans: p.plans, State: p.progress.State(), Entries: entries[i], Logged: p.logged}
	}
	return list, nil
}

// readPasts reads habits with their progress, plans and pauses, without their
// entries, in three statements.
func readPasts(tx *gorm.DB, userID, where string, args ...any) ([]models.Habit, []*past, error) {
	with := append([]any{userID}, args...)
	const own = "h.user_id = ? AND h.deleted_at = 0 AND "
	var habits []models.Habit
	var pasts []*past
	err := each(tx.Raw(`SELECT `+habitColumns+`, `+progressColumns+`
		FROM habits h LEFT JOIN progress g ON g.habit_id = h.id
		WHERE `+own+where+` ORDER BY h.position, h.id`, with...), func(scan scan) error {
		var h models.Habit
		p := &past{}
		err := scan(append(habitFields(&h), progressFields(&p.progress)...)...)
		p.habitID = h.ID
		habits, pasts = append(habits, h), append(pasts, p)
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	ruled := make(map[string][]plan.Plan, len(habits))
	err = each(tx.Raw(`SELECT `+planColumns+` FROM plans p JOIN habits h ON h.id = p.habit_id
		WHERE `+own+where+` ORDER BY p.habit_id, p.from_day`, with...), func(scan scan) error {
		var p models.Plan
		err := scan(planFields(&p)...)
		ruled[p.HabitID] = append(ruled[p.HabitID], p.Plan)
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	pauses, err := pausesOf(tx, userID)
	if err != nil {
		return nil, nil, err
	}
	for _, p := range pasts {
		p.plans, p.pauses = ruled[p.habitID], of(pauses, p.habitID)
	}
	return habits, pasts, nil
}
