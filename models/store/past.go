package store

import (
	"strings"

	"gorm.io/gorm"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/streak"
)

// past is a habit's plans, pauses and entries from a day on, with the progress
// kept of what came before.
type past struct {
	habitID  string
	plans    []plan.Plan // in order of From, never empty
	pauses   []models.Pause
	progress models.Progress // AsOf 0: none is kept
	from     date.Date       // the first day known; 0: all are
	logged   map[date.Date]models.Entry
}

// ahead is how many days after today are known: the rest of the longest
// period. A skip or a pause in it makes the period ask less.
const ahead = 31

// entries lays out what stands on each day, for the pure rooms to judge.
func (p *past) entries(today date.Date) plan.Entries {
	from := p.from
	if from == 0 {
		from = p.plans[0].From
		for d := range p.logged {
			from = min(from, d)
		}
	}
	until := today + ahead
	e := plan.Entries{From: from, Days: make([]plan.Entry, max(0, int(until-from)+1))}
	for d, one := range p.logged {
		if d < from || d > until {
			continue
		}
		day := &e.Days[d-from]
		day.Said, day.Skipped = one.Said(), one.Skipped
		if one.Amount != nil {
			day.Amount = *one.Amount
		}
		for _, item := range one.Items {
			day.Items = append(day.Items, item.Item)
		}
	}
	for _, pause := range p.pauses {
		to := pause.To
		if to == 0 {
			to = until
		}
		for d := max(from, pause.From); d <= min(until, to); d++ {
			e.Days[d-from].Paused = true
		}
	}
	return e
}

// needs returns the first day whose entry must be known to judge from the
// period that holds from and to go on from the progress; 0: all.
func (p *past) needs(from, today date.Date) date.Date {
	if p.progress.AsOf == 0 || p.progress.AsOf > today-8 {
		return 0 // nothing is kept, or the clock has gone back
	}
	first, back := start(p.plans, from), 0
	for _, one := range p.plans {
		if one.Period == plan.Rolling {
			back = max(back, one.Days)
		}
	}
	return min(p.progress.ReadFrom, first-date.Date(back))
}

// suffices reports whether what is known reaches back far enough, which needs
// cannot tell without the entries: skipped days lengthen a rolling run.
func (p *past) suffices(e plan.Entries, from, today date.Date) bool {
	if p.from == 0 {
		return true
	}
	if streak.Eve(p.plans, e, today) < p.progress.AsOf {
		return false
	}
	first := start(p.plans, from)
	for _, one := range p.plans {
		if one.Period == plan.Rolling && one.Reach(e, first) <= p.from {
			return false
		}
	}
	return true
}

// start returns the first day from which the periods around from can be judged
// with their reserve: the beginning of its period, and of its week.
func start(plans []plan.Plan, from date.Date) date.Date {
	first := from
	for _, p := range plans {
		first = min(first, p.PeriodOf(from).From, from.Week(p.WeekStart).From)
	}
	return first
}

// load reads the entries of the given habits of one person, each from its own
// day on, in one statement.
func load(tx *gorm.DB, userID string, pasts ...*past) error {
	if len(pasts) == 0 {
		return nil
	}
	byID := make(map[string]*past, len(pasts))
	args := make([]any, 0, 2*len(pasts)+1)
	for _, p := range pasts {
		byID[p.habitID] = p
		p.logged = map[date.Date]models.Entry{}
		args = append(args, p.habitID, p.from.String())
	}
	var rows []struct {
		models.Entry
		Item     string
		Name     string
		Position int
	}
	err := tx.Raw(`WITH wanted (habit_id, from_day) AS (VALUES (?, ?)`+strings.Repeat(", (?, ?)", len(pasts)-1)+`)
		SELECT e.habit_id, e.day, e.amount, e.skipped, e.note, i.item, i.name, i.position
		FROM wanted w
		JOIN habits h ON h.id = w.habit_id AND h.user_id = ?
		JOIN entries e ON e.habit_id = w.habit_id AND e.day >= w.from_day
		LEFT JOIN entry_items i ON i.habit_id = e.habit_id AND i.day = e.day
		ORDER BY e.habit_id, e.day, i.position`, append(args, userID)...).Find(&rows).Error
	if err != nil {
		return err
	}
	for _, r := range rows {
		logged := byID[r.HabitID].logged
		entry, there := logged[r.Day]
		if !there {
			entry = r.Entry
		}
		if r.Item != "" {
			entry.Items = append(entry.Items, models.EntryItem{HabitID: r.HabitID, Day: r.Day, Item: r.Item, Name: r.Name, Position: r.Position})
		}
		logged[r.Day] = entry
	}
	return nil
}

// pausesOf reads the pauses of a person.
func pausesOf(tx *gorm.DB, userID string) ([]models.Pause, error) {
	var pauses []models.Pause
	return pauses, tx.Where("user_id = ?", userID).Order("from_day, id").Find(&pauses).Error
}

// of returns the pauses that hold for a habit.
func of(pauses []models.Pause, habitID string) (own []models.Pause) {
	for _, p := range pauses {
		if p.HabitID == "" || p.HabitID == habitID {
			own = append(own, p)
		}
	}
	return own
}
