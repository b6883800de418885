package store_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/models"
	"gloss/models/plan"
	"gloss/models/transfer"
)

// years is a file of so many habits, each with a day for every day of so many
// years, now and then with a note.
func years(habits, years int) *transfer.Bundle {
	b := bundle()
	for i := range habits {
		h := fromFile(fmt.Sprint("x:", i), fmt.Sprint("Habit ", i), minutes(today), run(365*years, 20*plan.Whole)...)
		for n := range h.Entries {
			if n%50 == 0 {
				h.Entries[n].Note = "a note of that day"
			}
		}
		b.Habits = append(b.Habits, h)
	}
	return b
}

// What an import writes goes many rows a statement, and each habit costs a few
// more, whatever it brings.
func TestStatementsOfAnImport(t *testing.T) {
	tr := &tracing{}
	p := newPerson(t, open(t, t.TempDir(), tr.option), "ana")
	b := years(6, 6)
	rows := 6 * 6 * 365
	told := []int{}
	ran := tr.of(func() {
		if _, err := p.s.Import(t.Context(), p.id, p.changeID(), b, nil, today, func(done, total int) {
			if total != rows {
				t.Errorf("%d of %d", done, total)
			}
			told = append(told, done)
		}); err != nil {
			t.Fatal(err)
		}
	})
	const eachHabit, once = 4, 10
	if most := (rows+6*999)/1000 + 6*eachHabit + once; len(ran) > most {
		t.Errorf("%d statements for %d days of 6 habits, want at most %d:\n%.3000s", len(ran), rows, most, strings.Join(ran, "\n"))
	}
	if !slices.IsSorted(told) || len(told) < 6 || told[len(told)-1] != rows {
		t.Errorf("progress went %v", told)
	}
	t.Logf("%d statements for %d days", len(ran), rows)
	again := tr.of(func() { p.importing(b, nil) })
	if most := 6*3 + once; len(again) > most {
		t.Errorf("%d statements for the same again, want at most %d", len(again), most)
	}
}

// An import that is given up, or finds the disk full, leaves nothing of it.
func TestImportGivenUp(t *testing.T) {
	s := open(t, t.TempDir())
	p := newPerson(t, s, "ana")
	p.log(p.habit("Read", minutes(today-9)), today, models.ActAdd, five)
	before := dump(t, s.Reader())
	b := years(4, 3)
	ctx, giveUp := context.WithCancel(t.Context())
	defer giveUp()
	_, err := s.Import(ctx, p.id, p.changeID(), b, nil, today, func(done, total int) {
		if done > total/2 {
			giveUp()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("given up halfway: %v", err)
	}
	if diff := cmp.Diff(before, dump(t, s.Reader())); diff != "" {
		t.Errorf("given up, it left something:\n%s", diff)
	}
	if _, err := s.Writer().Exec("PRAGMA max_page_count = 1"); err != nil { // as many as there are
		t.Fatal(err)
	}
	if _, _, err := p.tryImport(b, nil); !errors.Is(err, models.ErrDiskFull) {
		t.Errorf("on a full disk: %v", err)
	}
	if diff := cmp.Diff(before, dump(t, s.Reader())); diff != "" {
		t.Errorf("on a full disk it left something:\n%s", diff)
	}
	if _, err := s.Writer().Exec("PRAGMA max_page_count = 1000000"); err != nil {
		t.Fatal(err)
	}
	if _, done := p.importing(b, nil); done.Entries != 4*3*365 {
		t.Errorf("with room again: %+v", done)
	}
}

func BenchmarkImport(b *testing.B) {
	file := years(30, 10)
	s := open(b, b.TempDir())
	for b.Loop() {
		p := another(b, s)
		if _, err := p.s.Import(b.Context(), p.id, p.changeID(), file, nil, today, nil); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPreviewOfTheSameAgain(b *testing.B) {
	file := years(30, 10)
	p := newPerson(b, open(b, b.TempDir()), "ana")
	if _, err := p.s.Import(b.Context(), p.id, p.changeID(), file, nil, today, nil); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if v, err := p.s.PreviewImport(b.Context(), p.id, file, nil, today); err != nil || !v.Nothing {
			b.Fatal(v, err)
		}
	}
}

func BenchmarkUndoOfAnImport(b *testing.B) {
	file := years(30, 10)
	p := newPerson(b, open(b, b.TempDir()), "ana")
	batch := p.changeID()
	if _, err := p.s.Import(b.Context(), p.id, batch, file, nil, today, nil); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		next := p.changeID()
		if _, left, err := p.s.UndoBatch(b.Context(), p.id, batch, next, today); err != nil || len(left) > 0 {
			b.Fatal(left, err)
		}
		batch = next
	}
}
