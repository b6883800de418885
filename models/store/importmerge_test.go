package store_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/store"
	"gloss/models/transfer"
)

// Days go into a habit that is here as its kind asks, and what does not fit is
// told of.
func TestImportIntoAHabitThatIsHere(t *testing.T) {
	s := open(t, t.TempDir())
	noted := func(e transfer.Entry, note string) transfer.Entry { e.Note = note; return e }
	none, skip := said(today-2, 0), transfer.Entry{Day: today - 2, Skipped: true}
	plate := transfer.Entry{Day: today - 2, Said: true, Items: []string{"Kale", "Figs"}}
	for _, c := range []struct {
		name  string
		from  plan.Plan
		entry transfer.Entry
		into  plan.Plan
		here  func(p *person, id string)
		take  bool
		want  string
		lost  string
		kept  int
	}{
		{name: "an amount into an amount", from: minutes(today), entry: said(today-2, 20000), into: minutes(today - 9), want: "20"},
		{name: "an amount into ticks", from: minutes(today), entry: said(today-2, 20000), into: ticks(today - 9), want: "1", lost: "amounts became ticks"},
		{name: "none into ticks", from: minutes(today), entry: none, into: ticks(today - 9), want: "0"},
		{name: "a tick into an amount", from: ticks(today), entry: said(today-2, 1000), into: minutes(today - 9), want: "5", lost: "each tick became 5 minutes"},
		{name: "a tick into variety", from: ticks(today), entry: noted(said(today-2, 1000), "calm"), into: plants(today - 9), want: " “calm”", lost: "left out"},
		{name: "things into ticks", from: plants(today), entry: plate, into: ticks(today - 9), want: "nothing", lost: "left out"},
		{name: "things into variety", from: plants(today), entry: plate, into: plants(today - 9), want: "+kale+fig"},
		{name: "none into variety", from: ticks(today), entry: none, into: plants(today - 9), want: "0"},
		{name: "a skip into variety", from: ticks(today), entry: skip, into: plants(today - 9), want: "skipped"},
		{name: "other units", from: minutes(today), entry: said(today-2, 3000), into: pages(today - 9), want: "3", lost: "counts minutes in the file"},
		{name: "the same things otherwise spelt", from: plants(today), entry: plate, into: plants(today - 9),
			here: func(p *person, id string) { p.eat(id, today-2, models.ActItem, "fig", "kale") }, want: "+fig+kale"},
		{name: "a clash, kept", from: minutes(today), entry: said(today-2, 20000), into: minutes(today - 9),
			here: func(p *person, id string) { p.log(id, today-2, models.ActSet, 7000) }, want: "7", kept: 1},
		{name: "a clash, taken", from: minutes(today), entry: said(today-2, 20000), into: minutes(today - 9), take: true,
			here: func(p *person, id string) { p.log(id, today-2, models.ActSet, 7000) }, want: "20"},
		{name: "things taken for others", from: plants(today), entry: plate, into: plants(today - 9), take: true,
			here: func(p *person, id string) { p.eat(id, today-2, models.ActItem, "leek") }, want: "+kale+fig"},
		{name: "a note beside a log", from: minutes(today), entry: noted(transfer.Entry{Day: today - 2}, "calm"), into: minutes(today - 9),
			here: func(p *person, id string) { p.log(id, today-2, models.ActSet, 7000) }, want: "7 “calm”"},
		{name: "a log beside a note", from: minutes(today), entry: said(today-2, 7000), into: minutes(today - 9),
			here: func(p *person, id string) { p.notes(id, today-2, "mine") }, want: "7 “mine”"},
		{name: "a skip where something is logged", from: minutes(today), entry: skip, into: minutes(today - 9),
			here: func(p *person, id string) { p.log(id, today-2, models.ActSet, 7000) }, want: "7", kept: 1},
		{name: "two notes, kept", from: minutes(today), entry: noted(said(today-2, 7000), "theirs"), into: minutes(today - 9),
			here: func(p *person, id string) { p.notes(id, today-2, "mine") }, want: "7 “mine”", kept: 1},
		{name: "two notes, taken", from: minutes(today), entry: noted(said(today-2, 7000), "theirs"), into: minutes(today - 9), take: true,
			here: func(p *person, id string) { p.notes(id, today-2, "mine") }, want: "7 “theirs”"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := another(t, s)
			id := p.habit("Read", c.into)
			if c.here != nil {
				c.here(p, id)
			}
			stood := p.day(id, today-2)
			b := bundle(fromFile("x:1", "Other", c.from, c.entry))
			choices := transfer.Choices{"habit.0": id, "clash": "keep"}
			if c.take {
				choices["clash"] = "take"
			}
			v := p.preview(b, choices)
			if v.Habits[0].Into != id || v.Habits[0].IntoName != "Read" || len(v.Doubts) > v.Clash {
				t.Errorf("the preview: %+v", v)
			}
			batch, done := p.importing(b, choices)
			if got := p.day(id, today-2); got != c.want {
				t.Errorf("the day holds %q, want %q", got, c.want)
			}
			if done.Kept != c.kept || done.Habits != 0 {
				t.Errorf("done: %+v", done)
			}
			if c.lost == "" && len(done.Lost) > 0 || c.lost != "" && (len(done.Lost) != 1 || !strings.Contains(done.Lost[0].What, c.lost)) {
				t.Errorf("lost: %v, want %q", done.Lost, c.lost)
			}
			if done.First.ID == "" {
				return
			}
			if _, left, err := s.UndoBatch(t.Context(), p.id, batch, p.changeID(), today); err != nil || len(left) > 0 {
				t.Fatal(left, err)
			}
			if got := p.day(id, today-2); got != stood {
				t.Errorf("after the undo the day holds %q, want %q", got, stood)
			}
		})
	}
}

func (p *person) notes(id string, d date.Date, note string) {
	p.t.Helper()
	if _, err := p.try(store.Log{HabitID: id, Day: d, Act: models.ActNote, Note: note}); err != nil {
		p.t.Fatal(err)
	}
}

func pages(from date.Date) plan.Plan {
	p := minutes(from)
	p.Unit, p.Step = "pages", plan.Whole
	return p
}

// Days before a habit's first move it back, and the undo moves it forth again.
func TestImportMovesTheFirstDay(t *testing.T) {
	p := newPerson(t, open(t, t.TempDir()), "ana")
	id := p.habit("Read", ticks(today-9))
	batch, _ := p.importing(bundle(fromFile("x:1", "Read", ticks(today), said(today-300, 1000), said(today-2, 1000))), transfer.Choices{"habit.0": id})
	c, err := p.s.Change(t.Context(), p.id, batch)
	if err != nil || p.ledger(id).Plans[0].From != today-300 || c.After.Days != 2 || c.Before.From == nil || *c.Before.From != today-9 {
		t.Errorf("%v, %+v", err, c)
	}
	p.log(id, today-200, models.ActTick, 0)
	if _, left, err := p.s.UndoBatch(t.Context(), p.id, batch, p.changeID(), today); err != nil || len(left) > 0 {
		t.Fatal(left, err)
	}
	if got := p.ledger(id).Plans[0].From; got != today-200 {
		t.Errorf("the first day is %s", got)
	}
}

// A name that is taken is asked about, with what may become of it.
func TestImportAsksAboutNames(t *testing.T) {
	p := newPerson(t, open(t, t.TempDir()), "ana")
	id := p.habit("Read", ticks(today-9))
	file := func() *transfer.Bundle {
		return bundle(fromFile("x:1", "READ", ticks(today), said(today-5, 1000)), fromFile("x:2", "Walk", ticks(today), said(today-4, 1000)),
			fromFile("x:3", "walk", ticks(today), said(today-3, 1000), said(today-4, 0)))
	}
	b := file()
	b.Habits[2].Entries = []transfer.Entry{said(today-4, 0), said(today-3, 1000)}
	v := p.preview(b, nil)
	if len(v.Doubts) != 2 || v.Doubts[0].ID != "habit.0" || v.Doubts[0].Default != "new" || len(v.Doubts[0].Options) != 3 || v.Doubts[0].Options[1].Value != id ||
		v.Doubts[1].ID != "habit.2" || v.Doubts[1].Options[1].Value != "habit.1" {
		t.Fatalf("asked: %+v", v.Doubts)
	}
	for _, c := range []struct {
		choices transfer.Choices
		habits  int
		days    int
		out     int
	}{
		{nil, 3, 4, 0},
		{transfer.Choices{"habit.0": "leave"}, 2, 3, 1},
		{transfer.Choices{"habit.0": id, "habit.2": "habit.1"}, 1, 3, 0},
		{transfer.Choices{"habit.0": id, "habit.1": "leave", "habit.2": "habit.1"}, 1, 3, 1},
		{transfer.Choices{"habit.0": "no such habit", "habit.1": "habit.7"}, 3, 4, 0},
	} {
		v, n := p.preview(b, c.choices), 0
		for _, h := range v.Habits {
			if h.LeftOut {
				n++
			}
		}
		batch, done := p.importing(b, c.choices)
		if done.Habits != c.habits || done.Entries != c.days || n != c.out {
			t.Errorf("%v: %+v, %d are left out", c.choices, done, n)
		}
		if again := p.preview(b, c.choices); !again.Nothing {
			t.Errorf("%v: the same again: %+v", c.choices, again)
		}
		if _, left, err := p.s.UndoBatch(t.Context(), p.id, batch, p.changeID(), today); err != nil || len(left) > 0 {
			t.Fatal(left, err)
		}
	}
	// What went into a habit once goes there again, unless it is to stand apart.
	b = bundle(fromFile("x:9", "Swim", ticks(today), said(today-5, 1000)))
	p.importing(b, transfer.Choices{"habit.0": id})
	if v := p.preview(b, transfer.Choices{"habit.0": "new"}); v.Habits[0].Into != id {
		t.Errorf("the same again: %+v", v)
	}
	if v := p.preview(b, transfer.Choices{"habit.0": "apart"}); v.Habits[0].Into != "" || v.New != 1 {
		t.Errorf("apart: %+v", v)
	}
}

// A newer file of the same habits brings its new days alone.
func TestImportOfANewerFile(t *testing.T) {
	p := newPerson(t, open(t, t.TempDir()), "ana")
	p.importing(bundle(fromFile("x:1", "Read", ticks(today), said(today-5, 1000))), nil)
	_, done := p.importing(bundle(fromFile("x:1", "Read more", ticks(today), said(today-5, 1000), said(today-4, 1000))), nil)
	if done.Habits != 0 || done.Joined != 1 || done.Entries != 1 || done.Same != 1 {
		t.Errorf("done: %+v", done)
	}
	if ids := p.habits(); len(ids) != 1 || ids["Read"] == "" {
		t.Errorf("habits: %v", ids)
	}
}

// The same change again answers what was done, and another under its id nothing.
func TestImportUnderTheSameID(t *testing.T) {
	p := newPerson(t, open(t, t.TempDir()), "ana")
	b := bundle(fromFile("x:1", "Read", ticks(today), said(today-5, 1000)))
	id, first := p.importing(b, nil)
	again, err := p.s.Import(t.Context(), p.id, id, b, nil, today, nil)
	if err != nil || again.Habits != 1 || again.Entries != 1 || again.First.Seq != first.First.Seq {
		t.Errorf("%+v, %v", again, err)
	}
	b.Habits[0].Entries[0].Amount = 0
	if _, err := p.s.Import(t.Context(), p.id, id, b, nil, today, nil); !errors.Is(err, models.ErrConflict) {
		t.Errorf("something else under its id: %v", err)
	}
	var bad models.Invalid
	if _, err := p.s.Import(t.Context(), p.id, "no id", b, nil, today, nil); !errors.As(err, &bad) {
		t.Errorf("under no id: %v", err)
	}
}

// What does not fit is said in words, and nothing is written.
func TestImportRefuses(t *testing.T) {
	p := newPerson(t, open(t, t.TempDir()), "ana")
	for _, c := range []struct {
		name string
		says string
		file *transfer.Bundle
	}{
		{"no name", "Give it a name", bundle(fromFile("x:1", "", ticks(today)))},
		{"terms that are none", "“Read” cannot be brought in. Say how much", bundle(fromFile("x:1", "Read", plan.Plan{From: today, Kind: plan.Tick, Period: plan.Day}))},
		{"no terms", "It has no terms", bundle(transfer.Habit{Habit: models.Habit{Name: "Read", Hue: "sun", Icon: "sun"}})},
		{"a day before all", "1970", bundle(fromFile("x:1", "Read", ticks(today), said(date.Oldest-1, 1000)))},
		{"a day twice", "in order", bundle(fromFile("x:1", "Read", ticks(today), said(today-1, 1000), said(today-1, 1000)))},
		{"logged and skipped", "skipped at once", bundle(fromFile("x:1", "Read", ticks(today), transfer.Entry{Day: today, Said: true, Skipped: true}))},
		{"too much", "1,000,000", bundle(fromFile("x:1", "Read", minutes(today), said(today, plan.MaxAmount+1)))},
		{"a long note", "2,000 letters", bundle(fromFile("x:1", "Read", minutes(today), transfer.Entry{Day: today, Note: strings.Repeat("a", 2001)}))},
		{"a long thing", "60 letters", bundle(fromFile("x:1", "Plate", plants(today), transfer.Entry{Day: today, Said: true, Items: []string{strings.Repeat("a", 61)}}))},
		{"many tags", "20 tags", func() *transfer.Bundle {
			h := fromFile("x:1", "Read", ticks(today))
			for i := range 21 {
				h.Tags = append(h.Tags, fmt.Sprint("tag ", i))
			}
			return bundle(h)
		}()},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, _, err := p.tryImport(c.file, nil)
			var bad models.Invalid
			if !errors.As(err, &bad) || !strings.Contains(bad[""], c.says) {
				t.Errorf("%v, want %q", err, c.says)
			}
			if _, err := p.s.PreviewImport(t.Context(), p.id, c.file, nil, today); !errors.As(err, &bad) {
				t.Errorf("the preview: %v", err)
			}
			if n := len(mustChanges(t, p)); n != 0 {
				t.Errorf("%d changes were written", n)
			}
		})
	}
}

// A file of more habits than there is room for is shown, with why it does not
// come in; less of it does. Deleted habits take no room.
func TestImportWithoutRoom(t *testing.T) {
	p := newPerson(t, open(t, t.TempDir()), "ana")
	p.habit("Here", ticks(today))
	full := bundle()
	for i := range models.MaxHabits {
		full.Habits = append(full.Habits, fromFile(fmt.Sprint("x:", i), fmt.Sprint("Habit ", i), ticks(today)))
	}
	const why = "That is more habits than fit: at most 500, and these would make 501. Leave some out."
	if v := p.preview(full, nil); v.Refused != why || len(v.Habits) != models.MaxHabits || v.Nothing {
		t.Errorf("the preview refuses with %q and shows %d habits", v.Refused, len(v.Habits))
	}
	_, _, err := p.tryImport(full, nil)
	if bad := (models.Invalid{}); !errors.As(err, &bad) || bad[""] != why {
		t.Errorf("501 habits: %v", err)
	}
	deleted := fromFile("x:deleted", "Deleted", ticks(today))
	deleted.DeletedAt = noon.Add(24 * time.Hour).UnixMilli()
	full.Habits = append(full.Habits, deleted)
	less := transfer.Choices{"habit.7": "leave"}
	if v := p.preview(full, less); v.Refused != "" {
		t.Errorf("500 habits are refused: %s", v.Refused)
	}
	if _, done := p.importing(full, less); done.Habits != models.MaxHabits {
		t.Errorf("%d habits came", done.Habits)
	}
	list, err := p.s.Deleted(t.Context(), p.id)
	if err != nil || len(list) != 1 || list[0].DeletedAt != noon.UnixMilli() {
		t.Errorf("deleted: %v, %+v", err, list)
	}
}

// A file of one name alone, with as many tags as fit, is asked about in bounds and
// comes in.
func TestImportOfOneNameAlone(t *testing.T) {
	p := newPerson(t, open(t, t.TempDir()), "ana")
	b := bundle()
	for i := range models.MaxHabits {
		h := fromFile(fmt.Sprint("x:", i), "Read", ticks(today))
		for n := range models.MaxTags {
			h.Tags = append(h.Tags, fmt.Sprint("tag ", i, " of ", n))
		}
		b.Habits = append(b.Habits, h)
	}
	options := 0
	for _, d := range p.preview(b, nil).Doubts {
		options += len(d.Options)
	}
	if options < models.MaxHabits || options > 21*models.MaxHabits {
		t.Errorf("%d answers are offered", options)
	}
	if _, done := p.importing(b, nil); done.Habits != models.MaxHabits {
		t.Errorf("%d habits came", done.Habits)
	}
	tags, err := p.s.Tags(t.Context(), p.id)
	if err != nil || len(tags) != models.MaxHabits*models.MaxTags {
		t.Errorf("%d tags: %v", len(tags), err)
	}
	// The last one goes where it is told to, though that was not offered.
	if v := p.preview(b, transfer.Choices{"habit.499": "habit.400"}); v.Habits[499].LeftOut || !v.Nothing {
		t.Errorf("%+v", v.Habits[499])
	}
}
