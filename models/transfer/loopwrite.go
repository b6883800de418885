package transfer

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
)

// LoopLosses says what a backup for Loop Habit Tracker cannot hold.
var LoopLosses = []string{
	"Guides, passages, tags, notes on days, cues, times of day, icons, spare days and the journal.",
	"Earlier terms of a habit: Loop judges all of its past by the ones it has now.",
	"An “at most” beside an “at least”: Loop asks for the least alone. Ticks with an “at most” alone become a count of times.",
	"Calendar weeks and months: they become any 7 and any 30 days. Chosen weekdays become so many times in 7 days.",
	"The foods and other things of a habit of variety: Loop gets how many there were, and their names in the day’s note.",
	"An amount of exactly 0.003 becomes 0.004, as Loop reads 0.003 as a skipped day.",
	"Pauses: their days up to today become skipped days.",
	"Reminders that are no time of day.",
	"Deleted habits.",
}

// loopSchema is that of version 25, the last that released Loops write.
const loopSchema = `
create table Habits (
	id integer primary key autoincrement, archived integer, color integer, description text, freq_den integer, freq_num integer,
	highlight integer, name text, position integer, reminder_hour integer, reminder_min integer, reminder_days integer not null default 127,
	type integer not null default 0, target_type integer not null default 0, target_value real not null default 0,
	unit text not null default '', question text, uuid text);
create table Repetitions (
	id integer primary key autoincrement, habit integer not null references Habits(id), timestamp integer not null,
	value integer not null, notes text);
create unique index idx_repetitions_habit_timestamp on Repetitions(habit, timestamp);
pragma user_version = 25;`

// loopSink writes a database as Loop's backups are.
type loopSink struct {
	deaf
	db     *sql.DB
	tx     *sql.Tx
	entry  *sql.Stmt
	habits map[string]loopWritten // by id
	count  int64
	pauses []models.Pause
}

// loopWritten is what entries need to know of a habit that was written.
type loopWritten struct {
	id   int64
	kind plan.Kind
	most bool // ticks that become a count
	from date.Date
}

// NewLoop returns a Sink that writes a backup of Loop Habit Tracker to path,
// where no file or an empty one is. End completes it; a Sink that does not come
// to its end is to be closed as an io.Closer, and the file thrown away.
func NewLoop(ctx context.Context, path string) (Sink, error) {
	if info, err := os.Stat(path); err == nil && info.Size() > 0 {
		return nil, fmt.Errorf("transfer: %s: %w", path, os.ErrExist)
	}
	s := &loopSink{habits: map[string]loopWritten{}}
	// Nobody else reads it before it is done, and half of one is thrown away.
	s.db = sql.OpenDB(loopConnector{address: loopAddress(path, "mode=rwc&_journal_mode=OFF&_synchronous=OFF")})
	s.db.SetMaxOpenConns(1)
	_, err := s.db.ExecContext(ctx, loopSchema)
	if err == nil {
		s.tx, err = s.db.BeginTx(ctx, nil)
	}
	if err == nil {
		s.entry, err = s.tx.PrepareContext(ctx, "insert into Repetitions (habit, timestamp, value, notes) values (?, ?, ?, ?)")
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("transfer: begin a backup for Loop: %w", err), s.Close())
	}
	return s, nil
}

func loopAddress(path, settings string) string {
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + settings
}

// Habit writes a habit under its last plan. One in the bin is left out.
func (s *loopSink) Habit(h models.Habit, plans []plan.Plan, _ []string) error {
	if h.DeletedAt != 0 || len(plans) == 0 {
		return nil
	}
	s.count++
	p := plans[len(plans)-1]
	l := loopTerms(p)
	question, description := loopReason(h.Reason)
	hour, minute, days := loopAlarm(h.Reminder)
	_, err := s.tx.Exec(`insert into Habits (id, archived, color, description, freq_den, freq_num, highlight, name, position,
		reminder_hour, reminder_min, reminder_days, type, target_type, target_value, unit, question, uuid)
		values (?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		s.count, number(h.ArchivedAt != 0), loopColors[h.Hue], description, l.den, l.num, h.Name, s.count-1,
		hour, minute, days, number(l.numeric), number(l.most), l.target, l.unit, question, loopUUID(h))
	if err != nil {
		return fmt.Errorf("transfer: write a habit for Loop: %w", err)
	}
	s.habits[h.ID] = loopWritten{s.count, p.Kind, l.most && p.Kind == plan.Tick, plans[0].From}
	return nil
}

// loopUUID names a habit as Loop itself named it, where it came from there, so
// that Loop finds it again.
func loopUUID(h models.Habit) string {
	for _, origin := range h.Origins {
		uuid, ok := strings.CutPrefix(origin, key("loop", ""))
		if _, err := hex.DecodeString(uuid); ok && err == nil && len(uuid) == 32 {
			return uuid
		}
	}
	mark := sha256.Sum256([]byte("gloss habit " + h.ID))
	return hex.EncodeToString(mark[:16])
}

// Entry writes what stands on a day.
func (s *loopSink) Entry(e models.Entry) error {
	h, ok := s.habits[e.HabitID]
	if !ok {
		return nil
	}
	value, note := h.value(e), e.Note
	if len(e.Items) > 0 {
		names := make([]string, len(e.Items))
		for i, item := range e.Items {
			names[i] = item.Name
		}
		note = strings.TrimSpace(note + "\n" + strings.Join(names, ", "))
	}
	if value == loopUnknown && note == "" {
		return nil
	}
	if _, err := s.entry.Exec(h.id, loopTime(e.Day), value, note); err != nil {
		return fmt.Errorf("transfer: write a day for Loop: %w", err)
	}
	return nil
}

// Pause keeps p for the end, when it is known which days it covers.
func (s *loopSink) Pause(p models.Pause) error {
	s.pauses = append(s.pauses, p)
	return nil
}

// skipDays skips the days from one to another on which nothing was said.
const skipDays = `with recursive day(t) as (select ? union all select t + 86400000 from day where t < ?)
	insert into Repetitions (habit, timestamp, value, notes) select ?, t, 3, '' from day where true
	on conflict (habit, timestamp) do update set value = 3 where value = -1`

// End writes what pauses make of the days up to today, and closes the file.
func (s *loopSink) End(today date.Date) error {
	for _, p := range s.pauses {
		for id, h := range s.habits {
			from, to := max(p.From, h.from), today
			if p.To != 0 {
				to = min(p.To, today)
			}
			if p.HabitID != "" && p.HabitID != id || from > to {
				continue
			}
			if _, err := s.tx.Exec(skipDays, loopTime(from), loopTime(to), h.id); err != nil {
				return fmt.Errorf("transfer: write a pause for Loop: %w", err)
			}
		}
	}
	if err := s.tx.Commit(); err != nil {
		return fmt.Errorf("transfer: complete a backup for Loop: %w", err)
	}
	return s.Close()
}

// Close lets go of the file.
func (s *loopSink) Close() error {
	if s.tx != nil {
		s.tx.Rollback() // nothing where it was committed
	}
	return s.db.Close()
}

// value is what Loop keeps of e.
func (h loopWritten) value(e models.Entry) int64 {
	switch {
	case e.Skipped:
		return loopSkip
	case h.kind == plan.Variety && len(e.Items) > 0:
		return int64(len(e.Items)) * int64(plan.Whole)
	case e.Amount == nil, h.kind == plan.Variety && *e.Amount > 0:
		return loopUnknown
	case *e.Amount == 0:
		return loopNo
	case h.most:
		return int64(plan.Whole)
	case h.kind == plan.Tick:
		return loopYes
	case *e.Amount == loopSkip:
		return loopSkip + 1
	}
	return int64(*e.Amount)
}

func loopTime(d date.Date) int64 { return int64(d-loopEpoch) * loopDayLength }

func number(b bool) int {
	if b {
		return 1
	}
	return 0
}
