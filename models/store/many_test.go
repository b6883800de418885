package store_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/store"
)

func TestManyAddsAtOnce(t *testing.T) {
	p := newPerson(t, open(t, t.TempDir()), "ana")
	id := p.habit("sun", minutes(today))
	var wait sync.WaitGroup
	for i := range 200 {
		l := store.Log{ID: fmt.Sprintf("add-%05d", i), HabitID: id, Day: today, Act: models.ActAdd, Amount: 1000, Today: today}
		wait.Go(func() {
			if _, err := p.s.LogEntry(t.Context(), p.id, l); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	if got := p.day(id, today); got != "200" {
		t.Errorf("200 adds of one came to %s", got)
	}
	seen := map[int64]bool{}
	list, err := p.s.Changes(t.Context(), p.id, store.Filter{HabitID: id, Limit: 500})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range list {
		seen[c.Seq] = true
	}
	if len(seen) != 201 {
		t.Errorf("%d numbers for 201 changes", len(seen))
	}
	if page, err := p.s.Changes(t.Context(), p.id, store.Filter{BeforeSeq: 11, Limit: 5}); err != nil || len(page) != 5 || page[0].Seq != 10 {
		t.Errorf("a page of the journal: %v, %v", page, err)
	}
}

func TestSameChangeAtOnce(t *testing.T) {
	p := newPerson(t, open(t, t.TempDir()), "ana")
	id := p.habit("sun", minutes(today))
	l := store.Log{ID: "one-and-the-same", HabitID: id, Day: today, Act: models.ActAdd, Amount: five, Today: today}
	var wait sync.WaitGroup
	for range 32 {
		wait.Go(func() {
			if c, err := p.s.LogEntry(t.Context(), p.id, l); err != nil || *c.After.Added != five {
				t.Error(c, err)
			}
		})
	}
	wait.Wait()
	for i := range 32 {
		wait.Go(func() {
			if _, err := p.s.Undo(t.Context(), p.id, l.ID, fmt.Sprintf("undo-%05d", i), today); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	if got, n := p.day(id, today), len(mustChanges(t, p)); got != "nothing" || n != 3 {
		t.Errorf("the day holds %q after %d changes, want nothing after three", got, n)
	}
}

// A log runs at most eight statements between BEGIN and COMMIT, whatever it
// logs, and however long the habit has been kept.
func TestStatementsOfALog(t *testing.T) {
	tr := &tracing{}
	p := newPerson(t, open(t, t.TempDir(), tr.option), "ana")
	sun, plate := p.habit("sun", minutes(today-300)), p.habit("plate", plants(today-300))
	for d := today - 60; d < today-20; d += 5 {
		p.log(sun, d, models.ActAdd, five)
		p.eat(plate, d, models.ActItem, "kale", "leek")
	}
	fresh := p.habit("fresh", plants(today))
	for _, c := range []struct {
		name string
		want int
		do   func()
	}{
		{"an add", 5, func() { p.log(sun, today, models.ActAdd, five) }},
		{"another", 5, func() { p.log(sun, today, models.ActAdd, five) }},
		{"a skip", 5, func() { p.log(sun, today, models.ActSkip, 0) }},
		{"a clear", 5, func() { p.log(sun, today, models.ActClear, 0) }},
		{"an add long ago", 6, func() { p.log(sun, today-200, models.ActAdd, five) }},
		{"an add before the first day", 7, func() { p.log(sun, today-320, models.ActAdd, five) }},
		{"an item", 6, func() { p.eat(plate, today, models.ActItem, "kale") }},
		{"another item", 5, func() { p.eat(plate, today, models.ActItem, "leek") }},
		{"an item off", 5, func() { p.eat(plate, today, models.ActUnitem, "leek") }},
		{"an item long ago", 7, func() { p.eat(plate, today-200, models.ActItem, "kale") }},
		{"an item before the first day", 8, func() { p.eat(plate, today-320, models.ActItem, "kale", "leek") }},
		{"a skip over items", 8, func() { p.log(plate, today-320, models.ActSkip, 0) }},
		{"the first item of a new habit", 7, func() { p.eat(fresh, today-9, models.ActItem, "kale") }},
	} {
		ran := tr.of(c.do)
		if len(ran) > 8 || len(ran) > c.want {
			t.Errorf("%s: %d statements, want %d:\n%s", c.name, len(ran), c.want, strings.Join(ran, "\n"))
		}
		t.Logf("%s: %d", c.name, len(ran))
	}
}

// Today reads as many statements for a hundred habits of ten years as for one.
func TestStatementsOfToday(t *testing.T) {
	tr := &tracing{}
	s := open(t, t.TempDir(), tr.option)
	count := func(p *person) (ledgers, recent, one int) {
		list, err := s.Ledgers(t.Context(), p.id, today-7, today)
		if err != nil || len(list) == 0 {
			t.Fatal(err)
		}
		return len(tr.of(func() { s.Ledgers(t.Context(), p.id, today-7, today) })),
			len(tr.of(func() { s.Recent(t.Context(), p.id, today) })),
			len(tr.of(func() { s.Ledger(t.Context(), p.id, list[0].ID, today-365, today) }))
	}
	few, many := newPerson(t, s, "few"), newPerson(t, s, "many")
	few.habit("sun", minutes(today))
	fill(t, many, 100, 2)
	a, b, c := count(few)
	d, e, f := count(many)
	if a != d || b != e || c != f || a > 4 || b > 1 || c > 4 {
		t.Errorf("statements for one habit: ledgers %d, recent %d, ledger %d; for many: %d, %d, %d", a, b, c, d, e, f)
	}
}

// fill gives a person habits with an entry for each day of so many years, and
// one log each, which leaves progress.
func fill(t testing.TB, p *person, habits, years int) {
	t.Helper()
	from := today - date.Date(365*years)
	var list []store.NewHabit
	for i := range habits {
		n := newHabit(fmt.Sprintf("habit %d", i), minutes(from))
		if i%4 == 1 {
			n.Plan = rolling(from, 3, 7)
		}
		list = append(list, n)
	}
	made, err := p.s.CreateHabits(context.Background(), p.id, p.changeID(), list)
	if err != nil {
		t.Fatal(err)
	}
	tx, err := p.s.Writer().Begin()
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range made {
		for d := from; d < today; d++ {
			if _, err := tx.Exec("INSERT INTO entries VALUES (?, ?, ?, FALSE, '')", h.ID, d.String(), 1000*(1+int(d)%40)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
	for i, h := range made {
		act := models.ActAdd
		if list[i].Plan.Kind == "tick" {
			act = models.ActTick
		}
		p.log(h.ID, today, act, five)
	}
}

func BenchmarkToday(b *testing.B) {
	for _, years := range []int{1, 10} {
		b.Run(fmt.Sprintf("30 habits, %d years", years), func(b *testing.B) {
			p := newPerson(b, open(b, b.TempDir()), "ana")
			fill(b, p, 30, years)
			for b.Loop() {
				list, err := p.s.Ledgers(b.Context(), p.id, today-7, today)
				if err != nil {
					b.Fatal(err)
				}
				for _, l := range list {
					l.Now(today)
				}
			}
		})
	}
}

func BenchmarkLog(b *testing.B) {
	p := newPerson(b, open(b, b.TempDir()), "ana")
	fill(b, p, 2, 10)
	list, err := p.s.Ledgers(b.Context(), p.id, today, today)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("today", func(b *testing.B) {
		for b.Loop() {
			p.log(list[0].ID, today, models.ActAdd, 1)
		}
	})
	b.Run("ten years ago", func(b *testing.B) {
		for b.Loop() {
			p.log(list[0].ID, today-3600, models.ActAdd, 1)
		}
	})
}

// Statements are told of without what people wrote.
func TestStatementsCarryNoValues(t *testing.T) {
	tr := &tracing{}
	s := open(t, t.TempDir(), tr.option)
	ran := tr.of(func() {
		p := newPerson(t, s, "canary")
		id := p.habit("canary", plants(today))
		p.eat(id, today, models.ActItem, "canary")
		c, err := p.try(store.Log{HabitID: id, Day: today, Act: models.ActNote, Note: "canary"})
		if err != nil {
			t.Fatal(err)
		}
		p.mustUndo(c.ID)
		p.ledger(id)
		s.UserByName(t.Context(), "canary")
		s.SessionUser(t.Context(), "canary")
		s.KnownAddress(t.Context(), p.id, "canary")
	})
	if len(ran) < 20 {
		t.Errorf("only %d statements were traced", len(ran))
	}
	for _, sql := range ran {
		if strings.Contains(sql, "canary") {
			t.Errorf("traced with a value: %s", sql)
		}
	}
}
