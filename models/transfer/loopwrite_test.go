package transfer_test

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/transfer"
)

// writeLoop writes habits as a backup and returns its path.
func writeLoop(t testing.TB, dir string, fill func(transfer.Sink) error) string {
	t.Helper()
	path := filepath.Join(dir, "export.db")
	s, err := transfer.NewLoop(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	if err := fill(s); err != nil {
		t.Fatal(err)
	}
	if err := s.End(loopToday); err != nil {
		t.Fatal(err)
	}
	return path
}

// pour gives a habit with its days to a sink.
func pour(s transfer.Sink, h transfer.Habit) error {
	if err := s.Habit(h.Habit, h.Plans, h.Tags); err != nil {
		return err
	}
	for _, e := range h.Entries {
		entry := models.Entry{HabitID: h.ID, Day: e.Day, Skipped: e.Skipped, Note: e.Note}
		if e.Said {
			entry.Amount = &e.Amount
		}
		for i, item := range e.Items {
			entry.Items = append(entry.Items, models.EntryItem{HabitID: h.ID, Day: e.Day, Item: item, Name: item, Position: i})
		}
		if err := s.Entry(entry); err != nil {
			return err
		}
	}
	return nil
}

// holdable draws a habit that Loop can hold whole: ticks or amounts of each day
// or of any run of days (in a run, of all but one, as Loop takes "n in n days"
// for every day), with a least or, for amounts, a most; in one of its colours,
// without tags, cue, icon or hours; and with no amount of 0.003. Its days hold
// something, and its plan begins on the first.
func holdable(i int) *rapid.Generator[transfer.Habit] {
	return rapid.Custom(func(t *rapid.T) transfer.Habit {
		text := rapid.StringMatching(`[A-Za-zÀ-ž'"%;,?]{1,12}( [a-z'"?]{1,8}){0,3}`)
		h := transfer.Habit{Habit: models.Habit{
			ID: fmt.Sprint("id", i), Name: text.Draw(t, "name"), Icon: "leaf", Hue: rapid.SampledFrom(models.Hues).Draw(t, "hue"),
			Reason:   rapid.SampledFrom([]string{"", "Did I?", "Because.\n\nOf it", "Why?\n\nSo\nthat", "Why? So.", "?\n\n\n\nx", "A\nb?\n\nc"}).Draw(t, "reason"),
			Reminder: rapid.SampledFrom([]string{"", "08:30", "00:00 mo we fr", "23:59 su", "07:05 sa su"}).Draw(t, "reminder"),
		}}
		h.ArchivedAt = rapid.SampledFrom([]int64{0, loopToday.Time().UnixMilli()}).Draw(t, "archived")
		p := plan.Plan{Kind: plan.Tick, Period: plan.Day, Min: plan.At(1), WeekStart: 1}
		if rapid.Bool().Draw(t, "rolling") {
			p.Period, p.Days = plan.Rolling, rapid.IntRange(plan.MinDays, plan.MaxDays).Draw(t, "days")
			p.Min = plan.At(rapid.IntRange(1, p.Days-1).Draw(t, "times"))
		}
		if rapid.Bool().Draw(t, "counts") {
			p.Kind, p.Unit = plan.Sum, rapid.SampledFrom([]string{"minutes", "cups of \"tea\"", "km"}).Draw(t, "unit")
			p.Min.Amount = plan.Amount(rapid.Int64Range(1, int64(plan.MaxAmount)).Draw(t, "target"))
			if rapid.Bool().Draw(t, "most") {
				p.Min, p.Max = plan.Limit{}, p.Min
			}
		}
		p.Step = models.StepOf(p.Kind, p.Unit)
		first := loopToday - date.Date(rapid.IntRange(0, 3000).Draw(t, "first"))
		day := first
		for range rapid.IntRange(0, 20).Draw(t, "entries") {
			e := transfer.Entry{Day: day, Note: rapid.SampledFrom([]string{"", "", "a\nnote", "It's"}).Draw(t, "note")}
			switch {
			case rapid.IntRange(0, 4).Draw(t, "what") == 0:
				e.Skipped = true
			case e.Note != "" && rapid.Bool().Draw(t, "alone"):
			case p.Kind == plan.Tick:
				e.Said, e.Amount = true, rapid.SampledFrom([]plan.Amount{0, plan.Whole}).Draw(t, "tick")
			default:
				e.Said = true
				e.Amount = rapid.OneOf(rapid.SampledFrom([]plan.Amount{0, 1, 2, 4, 1000, plan.MaxAmount}), rapid.Map(rapid.Int64Range(4, 1e9), func(n int64) plan.Amount { return plan.Amount(n) })).Draw(t, "amount")
			}
			h.Entries = append(h.Entries, e)
			day += date.Date(rapid.IntRange(1, 9).Draw(t, "gap"))
		}
		if p.From = loopToday; len(h.Entries) > 0 {
			p.From = first
		}
		p.Anchor, h.Since = p.From, p.From
		h.Plans = []plan.Plan{p}
		return h
	})
}

// What Loop can hold comes back as it went; but ids and places in the file,
// which are its own.
func TestLoopBackupsComeBack(t *testing.T) {
	dir := t.TempDir()
	n := 0
	rapid.Check(t, func(rt *rapid.T) {
		n++
		var want []transfer.Habit
		for i := range rapid.IntRange(0, 5).Draw(rt, "habits") {
			want = append(want, holdable(i).Draw(rt, "habit"))
		}
		sub := filepath.Join(dir, fmt.Sprint(n))
		if err := os.Mkdir(sub, 0o700); err != nil {
			rt.Fatal(err)
		}
		path := writeLoop(t, sub, func(s transfer.Sink) error {
			for _, h := range want {
				if err := pour(s, h); err != nil {
					return err
				}
			}
			return nil
		})
		b, err := tryLoop(nil, path)
		if err != nil {
			rt.Fatal(err)
		}
		for i := range b.Habits {
			got := &b.Habits[i]
			if !strings.HasPrefix(got.Key, "loop:") || len(got.Key) != len("loop:")+32 {
				rt.Errorf("key %s", got.Key)
			}
			want[i].Key, want[i].Where, got.ID = got.Key, got.Where, want[i].ID
			if want[i].ArchivedAt != 0 { // Loop does not say since when
				want[i].ArchivedAt, want[i].Ended = 0, loopToday
			}
		}
		if diff := cmp.Diff(want, b.Habits); diff != "" {
			rt.Error(diff)
		}
		for _, l := range b.Lost {
			if !strings.HasPrefix(l.What, "Colours") {
				rt.Errorf("lost on the way: %+v", l)
			}
		}
	})
}

// otherHabit is a habit that Loop has other words for.
type otherHabit struct {
	name, terms string // as it comes back
	plans       []plan.Plan
}

func otherHabits() []otherHabit {
	on := plan.Plan{From: loopToday - 10, Anchor: loopToday - 10, Period: plan.Day, WeekStart: 1, Step: plan.Whole}
	with := func(change func(*plan.Plan)) []plan.Plan {
		p := on
		change(&p)
		return []plan.Plan{p}
	}
	tick := func(p *plan.Plan) { p.Kind, p.Min = plan.Tick, plan.At(1) }
	sum := func(p *plan.Plan) { p.Kind, p.Unit, p.Min = plan.Sum, "minutes", plan.At(10) }
	return []otherHabit{
		{"week", "4 times in any 7 days", with(func(p *plan.Plan) { tick(p); p.Period, p.Min = plan.Week, plan.At(4) })},
		{"each of a week", "every day", with(func(p *plan.Plan) { tick(p); p.Period, p.Min = plan.Week, plan.At(7) })},
		{"month", "10 times in any 30 days", with(func(p *plan.Plan) { tick(p); p.Period, p.Min = plan.Month, plan.At(10) })},
		{"weekdays", "3 times in any 7 days", with(func(p *plan.Plan) { tick(p); p.Due.Weekdays = plan.OnWeekdays(1, 3, 5) })},
		{"every third", "once in any 3 days", with(func(p *plan.Plan) { tick(p); p.Due.Every = 3 })},
		{"band", "10 minutes, every day", with(func(p *plan.Plan) { sum(p); p.Max = plan.At(30) })},
		{"on two days", "20 minutes in any 7 days", with(func(p *plan.Plan) { sum(p); p.Due.Weekdays = plan.OnWeekdays(0, 6) })},
		{"glasses", "at most 14 units in any 7 days", with(func(p *plan.Plan) {
			sum(p)
			p.Period, p.Unit, p.Min, p.Max = plan.Week, "units", plan.Limit{}, plan.At(14)
		})},
		{"seldom", "at most 2 times in any 7 days", with(func(p *plan.Plan) { tick(p); p.Period, p.Min, p.Max = plan.Week, plan.Limit{}, plan.At(2) })},
		{"plants", "30 plants in any 7 days", with(func(p *plan.Plan) { p.Kind, p.Period, p.Unit, p.Min = plan.Variety, plan.Week, "plants", plan.At(30) })},
		{"before", "every day", append(with(func(p *plan.Plan) { sum(p); p.From -= 100 }), with(tick)...)},
	}
}

// What Loop has other words for, or none.
func TestLoopBackupOfWhatLoopCannotHold(t *testing.T) {
	amount := func(n plan.Amount) *plan.Amount { return &n }
	habits := otherHabits()
	path := writeLoop(t, t.TempDir(), func(s transfer.Sink) error {
		for _, h := range habits {
			row := models.Habit{ID: h.name, Name: h.name, Hue: "sea", Icon: "sun", Cue: "after lunch", Reminder: "twice an hour"}
			if err := s.Habit(row, h.plans, []string{"tag"}); err != nil {
				return err
			}
		}
		if err := s.Habit(models.Habit{ID: "bin", Name: "bin", DeletedAt: 1}, habits[0].plans, nil); err != nil {
			return err
		}
		for _, e := range []models.Entry{
			{HabitID: "bin", Day: loopToday, Amount: amount(1000)},
			{HabitID: "band", Day: loopToday, Amount: amount(3)},
			{HabitID: "seldom", Day: loopToday, Amount: amount(1000)},
			{HabitID: "seldom", Day: loopToday - 1, Amount: amount(0)},
			{HabitID: "plants", Day: loopToday, Note: "Soup", Items: []models.EntryItem{{Name: "Leek"}, {Name: "Kale"}}},
			{HabitID: "plants", Day: loopToday - 1, Amount: amount(0)},
			{HabitID: "plants", Day: loopToday - 2, Amount: amount(5)},
			{HabitID: "before", Day: loopToday - 50, Amount: amount(2500)},
			{HabitID: "before", Day: loopToday - 3, Note: "Ill"},
			{HabitID: "before", Day: loopToday - 2, Amount: amount(1000)},
		} {
			if err := s.Entry(e); err != nil {
				return err
			}
		}
		return s.Pause(models.Pause{HabitID: "before", From: loopToday - 3})
	})
	b := readLoop(t, nil, path)
	for i, h := range b.Habits {
		if got := h.Plans[0].Terms(); h.Name != habits[i].name || got != habits[i].terms {
			t.Errorf("%s became %s, want %s", h.Name, got, habits[i].terms)
		}
	}
	if len(b.Habits) != len(habits) {
		t.Errorf("%d habits, want %d", len(b.Habits), len(habits))
	}
	for name, want := range map[string]string{
		"band": "11-22 0.004", "seldom": "11-21 0, 11-22 1", "plants": "11-21 0, 11-22 2 Soup\nLeek, Kale",
		"before": "10-03 x, 11-19 s Ill, 11-20 x, 11-21 s, 11-22 s",
	} {
		for _, h := range b.Habits {
			if h.Name == name && said(h) != want {
				t.Errorf("%s: %s, want %s", name, said(h), want)
			}
		}
	}
}

// Loop's importer asks for two tables and takes every cell but a few for given.
func TestLoopBackupIsAsLoopReadsIt(t *testing.T) {
	path := writeLoop(t, t.TempDir(), func(s transfer.Sink) error {
		return pour(s, transfer.Habit{Habit: models.Habit{ID: "a", Name: "A"}, Plans: []plan.Plan{{Kind: plan.Tick, Period: plan.Day, Min: plan.At(1)}},
			Entries: []transfer.Entry{{Day: loopToday, Said: true, Amount: plan.Whole}}})
	})
	db, err := sql.Open("sqlite3", "file:"+path+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	ask := func(query string) string {
		var s sql.NullString
		if err := db.QueryRow(query).Scan(&s); err != nil {
			t.Fatalf("%s: %v", query, err)
		}
		return s.String
	}
	for query, want := range map[string]string{
		"pragma user_version":    "25",
		"pragma integrity_check": "ok",
		"pragma journal_mode":    "delete",
		"select count(*) from sqlite_master where name='Habits' or name='Repetitions'": "2",
		`select count(*) from Habits where description is null or question is null or name is null or freq_num is null or freq_den is null or color is null
			or position is null or archived is null or type is null or target_type is null or target_value is null or unit is null or uuid is null or highlight is null`: "0",
		"select length(uuid) || (uuid = lower(uuid)) from Habits":    "321",
		"select timestamp || ' ' || value || notes from Repetitions": fmt.Sprint(at(loopToday.String()), " 2"),
		"select reminder_hour from Habits":                           "",
	} {
		if got := ask(query); got != want {
			t.Errorf("%s: %q, want %q", query, got, want)
		}
	}
	if _, err := transfer.NewLoop(context.Background(), path); err == nil {
		t.Error("a file was written over")
	}
}

// A backup that does not come to its end lets go of its file.
func TestLoopBackupLeftOff(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	s, err := transfer.NewLoop(ctx, filepath.Join(t.TempDir(), "x.db"))
	if err != nil {
		t.Fatal(err)
	}
	stop()
	if err := s.(io.Closer).Close(); err != nil {
		t.Error(err)
	}
	if err := s.End(loopToday); err == nil {
		t.Error("it came to an end")
	}
}
