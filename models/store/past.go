package store

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
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
// day on, in one statement. Rows are what reading costs, so the days without a
// note come as one value a habit.
func load(tx *gorm.DB, userID string, pasts ...*past) error {
	if len(pasts) == 0 {
		return nil
	}
	var wanted strings.Builder
	args := make([]any, 0, 2*len(pasts)+1)
	for i, p := range pasts {
		p.logged = map[date.Date]models.Entry{}
		fmt.Fprintf(&wanted, ", (%d, ?, ?)", i)
		args = append(args, p.habitID, p.from.String())
	}
	return each(tx.Raw(`WITH wanted (n, habit_id, from_day) AS (VALUES `+wanted.String()[2:]+`),
		own AS (SELECT w.* FROM wanted w JOIN habits h ON h.id = w.habit_id AND h.user_id = ?),
		days AS NOT MATERIALIZED (SELECT o.n, e.note,
			e.day || CASE WHEN e.skipped THEN 's' ELSE coalesce(CAST(e.amount AS TEXT), '') END AS day
			FROM own o JOIN entries e ON e.habit_id = o.habit_id AND e.day >= o.from_day)
		SELECT n, string_agg(day, ','), '', -1 FROM days WHERE note = '' GROUP BY n
		UNION ALL SELECT n, day, note, -1 FROM days WHERE note <> ''
		UNION ALL SELECT o.n, i.day || i.item, i.name, i.position
			FROM own o JOIN entry_items i ON i.habit_id = o.habit_id AND i.day >= o.from_day`,
		append(args, userID)...), func(scan scan) error {
		var n, position int
		var days, words string
		if err := scan(&n, &days, &words, &position); err != nil {
			return err
		}
		if position < 0 {
			return pasts[n].takeDays(days, words)
		}
		return pasts[n].takeItem(days, words, position)
	})
}

// dayLetters is the length of a day as it is stored.
const dayLetters = len("2006-01-02")

// takeDays takes in days as load reads them, with the note that all of them have.
func (p *past) takeDays(list, note string) error {
	if len(p.logged) == 0 {
		p.logged = make(map[date.Date]models.Entry, 1+strings.Count(list, ","))
	}
	for one := range strings.SplitSeq(list, ",") {
		e, err := p.on(one)
		if err != nil {
			return err
		}
		e.Note = note
		switch rest := one[dayLetters:]; rest {
		case "":
		case "s":
			e.Skipped = true
		default:
			n, err := strconv.ParseInt(rest, 10, 64)
			if err != nil {
				return err
			}
			amount := plan.Amount(n)
			e.Amount = &amount
		}
		p.logged[e.Day] = e
	}
	return nil
}

// takeItem takes in a thing of a day as load reads it.
func (p *past) takeItem(one, name string, position int) error {
	e, err := p.on(one)
	if err != nil {
		return err
	}
	item := models.EntryItem{HabitID: p.habitID, Day: e.Day, Item: one[dayLetters:], Name: name, Position: position}
	at, _ := slices.BinarySearchFunc(e.Items, position, func(i models.EntryItem, n int) int { return cmp.Compare(i.Position, n) })
	e.Items = slices.Insert(e.Items, at, item)
	p.logged[e.Day] = e
	return nil
}

// on returns what is known so far of the day that s begins with.
func (p *past) on(s string) (models.Entry, error) {
	if len(s) < dayLetters {
		return models.Entry{}, fmt.Errorf("%q is not a day", s)
	}
	var day date.Date
	if err := day.Scan(s[:dayLetters]); err != nil {
		return models.Entry{}, err
	}
	if e, there := p.logged[day]; there {
		return e, nil
	}
	return models.Entry{HabitID: p.habitID, Day: day}, nil
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
