package store_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gloss/models/plan"
	"gloss/models/store"
)

// A ledger holds every column of its habit and of its plans.
func TestLedgerReadsWholeRows(t *testing.T) {
	p := newPerson(t, open(t, t.TempDir()), "ana")
	want := plan.Plan{
		From: today - 9, Anchor: today - 3, Kind: plan.Sum, Period: plan.Day, Min: plan.At(10), Max: plan.At(30), Unit: "minutes", Step: 5 * plan.Whole,
		Due: plan.Due{Every: 3}, Window: plan.Window{From: 600, To: 960}, Reserve: 2, WeekStart: time.Wednesday,
	}
	rolled := rolling(today-9, 3, 7)
	made, err := p.s.CreateHabits(t.Context(), p.id, p.changeID(), []store.NewHabit{
		newHabit("whole", want), newHabit("rolled", rolled),
	})
	if err != nil {
		t.Fatal(err)
	}
	id := made[0].ID
	if _, err := p.s.Writer().Exec(`UPDATE habits SET passages = '[]', careful = TRUE, reason = 'r', cue = 'c', position = 3, advice_id = 'a', guide_id = 'g',
		since = '2026-11-02', archived_at = 7 WHERE id = ?`, id); err != nil {
		t.Fatal(err)
	}
	archived, err := p.s.Archived(t.Context(), p.id) // read by reflection
	if err != nil || len(archived) != 1 {
		t.Fatal(archived, err)
	}
	l, err := p.s.Ledger(t.Context(), p.id, id, today, today)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(archived[0], l.Habit); diff != "" || l.ID == "" {
		t.Errorf("the habit:\n%s", diff)
	}
	if diff := cmp.Diff([]plan.Plan{want}, l.Plans); diff != "" {
		t.Errorf("its plans:\n%s", diff)
	}
	l, err = p.s.Ledger(t.Context(), p.id, made[1].ID, today, today)
	if err != nil || len(l.Plans) != 1 || l.Plans[0].Days != 7 || l.Plans[0].Min != plan.At(3) {
		t.Errorf("a rolling plan: %+v, %v", l.Plans, err)
	}
}
