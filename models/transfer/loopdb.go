package transfer

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"gloss/models"
	"gloss/models/date"
)

var loopDB = Format{
	Name: "loop-db", Title: "Loop Habit Tracker (backup)",
	Recognise: func(f *Files) bool { return len(loopBackups(f)) > 0 },
}

var _ = register(Format{loopDB.Name, loopDB.Title, loopDB.Recognise, readLoopDB})

// loopBackups returns the databases among the files.
func loopBackups(f *Files) (names []string) {
	for _, name := range f.Names() {
		if isSQLite(f.Head(name)) {
			names = append(names, name)
		}
	}
	return names
}

// readLoopDB reads a backup. Records of Loop that say one day twice are settled
// as Loop settles them: the first counts.
func readLoopDB(ctx context.Context, f *Files, c Choices, today date.Date, progress func(int)) (*Bundle, error) {
	names := loopBackups(f)
	if len(names) > 1 {
		return nil, &Error{Said: fmt.Sprintf("There are %d databases in it, %s and others. Bring one at a time.", len(names), names[0])}
	}
	ctx, done := context.WithTimeoutCause(ctx, loopPatience, errLoopPatience)
	defer done()
	l, err := openLoop(ctx, f, names[0])
	if err != nil {
		return nil, err
	}
	defer l.db.Close()
	l.builder = newBuilder(ctx, loopDB, c, today, progress)
	l.Clashes(firstCounts, false)
	for _, name := range f.Names() {
		if name != names[0] {
			l.Lose("Files beside the backup, which are none of Loop’s.", name)
		}
	}
	if at, err := l.readHabits(ctx); err != nil {
		return nil, l.fault(ctx, err, at)
	}
	if at, err := l.makeRoom(ctx); err != nil {
		return nil, l.fault(ctx, err, at)
	}
	if at, err := l.readDays(ctx); err != nil {
		return nil, l.fault(ctx, err, at)
	}
	l.tell()
	b, err := l.Bundle()
	if err != nil {
		return nil, l.fault(ctx, err, "")
	}
	return b, nil
}

// tell lists what is so of the whole file.
func (l *loopFile) tell() {
	if l.waiting {
		l.Tell("The backup was taken while Loop was writing: its newest days may be missing.")
	}
	if len(l.habits) > 0 {
		l.Tell(loopColorsLost)
	}
	if l.odd > 0 {
		l.Ask(loopOdd(l.odd))
	}
}

// loopRow is a habit of a backup, with what places it.
type loopRow struct {
	loopHabit
	id, position int64
	key, at      string
	*building
}

// readHabits reads the habits in their order, and says where it came to.
func (l *loopFile) readHabits(ctx context.Context) (at string, err error) {
	var list []*loopRow
	at, err = l.each(ctx, l.tables["habits"], []string{
		"id", "archived", "color", "description", "freq_den", "freq_num", "name", "position", "reminder_hour", "reminder_min",
		"reminder_days", "type", "target_type", "target_value", "unit", "question", "uuid",
	}, func(c loopCells) error {
		id, ok := c.whole("id")
		switch {
		case !ok || l.rows[id] != nil:
			l.Lose("Habits without a number of their own: left out, with their days.", c.at())
			return nil
		case len(list) == models.MaxHabits:
			return l.said("There are more than %d habits in it.", models.MaxHabits)
		}
		l.rows[id] = l.row(id, c)
		list = append(list, l.rows[id])
		return nil
	})
	if err != nil {
		return at, err
	}
	slices.SortStableFunc(list, func(a, b *loopRow) int { return cmp.Compare(a.position, b.position) })
	for _, r := range list {
		if r.building, err = l.loopHabit(r.key, r.at, r.loopHabit); err != nil {
			return r.at, err
		}
	}
	return "", nil
}

// row reads a habit as its version has it.
func (l *loopFile) row(id int64, c loopCells) *loopRow {
	r := &loopRow{id: id, position: c.or("position", 0), at: c.at()}
	r.name, r.description, r.archived = c.text("name"), c.text("description"), c.or("archived", 0) != 0
	r.num, r.den = c.or("freq_num", 1), c.or("freq_den", 1)
	r.hue = loopHue(c.or("color", 0), l.version)
	if l.version < 23 {
		r.question, r.description = r.description, ""
	} else {
		r.question = c.text("question")
	}
	if l.version >= 16 {
		kind := c.or("type", 0)
		if r.numeric = kind == 1; kind < 0 || kind > 1 {
			l.Lose("Kinds of habit that are not known: each is ticked.", r.at)
		}
	}
	if l.version >= 18 {
		r.most, r.target, r.unit = c.or("target_type", 0) == 1, c.real("target_value"), c.text("unit")
	}
	r.targetless = r.numeric && l.version < 18
	hour, rings := c.whole("reminder_hour")
	minute, too := c.whole("reminder_min")
	if rings && too {
		if r.reminder, rings = loopReminder(hour, minute, c.or("reminder_days", 127)); !rings {
			l.Lose("Reminders at no time of any day: left out.", r.at)
		}
	}
	if r.key = key("loop:name", r.name); l.version >= 24 {
		if uuid := strings.TrimSpace(c.text("uuid")); uuid != "" {
			r.key = key("loop", uuid)
		}
	}
	return r
}

// loopOdd asks about days that do not begin at midnight.
func loopOdd(n int) Doubt {
	ask := "1 record has a time of day, where Loop writes only the day. Does it count for its day?"
	if n > 1 {
		ask = models.Grouped(n) + " records have a time of day, where Loop writes only the day. Do they count for their days?"
	}
	return Doubt{
		ID: "odd", Ask: ask, Default: "take",
		Options: []Option{{"take", "Yes"}, {"leave", "No, left out"}},
	}
}

// makeRoom counts the records of each habit, so that room is made for them once.
func (l *loopFile) makeRoom(ctx context.Context) (at string, err error) {
	counts, all := map[int64]int{}, 0
	at, err = l.each(ctx, l.tables["repetitions"], []string{"habit"}, func(c loopCells) error {
		id, _ := c.values[0].(int64)
		if l.rows[id] == nil {
			return nil
		}
		counts[id]++
		if all++; all > MaxEntries {
			return l.said("There are more than %s entries in it.", models.Grouped(MaxEntries))
		}
		return nil
	})
	for id, n := range counts {
		l.rows[id].Entries = make([]Entry, 0, n)
	}
	return at, err
}

// readDays reads what was logged, and says where it came to.
func (l *loopFile) readDays(ctx context.Context) (at string, err error) {
	take := l.choices.Of(loopOdd(1)) == "take"
	return l.each(ctx, l.tables["repetitions"], []string{"habit", "timestamp", "value", "notes"}, func(c loopCells) error {
		id, named := c.whole("habit")
		ms, dated := c.whole("timestamp")
		r := l.rows[id]
		switch {
		case !named || !dated:
			l.Lose("Records without a habit or a day: left out.", c.at())
			return nil
		case r == nil:
			l.Lose("Records of habits that are not in the file any more: left out.", c.at())
			return nil
		}
		e := Entry{Day: loopEpoch + date.Date(min(max(ms/loopDayLength, -1), 1_000_000)), Note: c.text("notes")}
		if ms < 0 {
			e.Day = loopEpoch - 1
		}
		if ms%loopDayLength != 0 {
			if l.odd++; !take {
				return nil
			}
		}
		value := int64(loopYes)
		if l.version >= 16 {
			value = c.or("value", loopUnknown)
		}
		return r.loopLog(r.loopHabit, e, value, true, c.at())
	})
}
