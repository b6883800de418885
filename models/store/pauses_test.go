package store_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
)

func (p *person) pause(habitID string, from, to date.Date) models.Change {
	p.t.Helper()
	c, err := p.s.AddPause(p.t.Context(), p.id, p.changeID(), models.Pause{HabitID: habitID, From: from, To: to}, today)
	if err != nil {
		p.t.Fatal(err)
	}
	return c
}

// spans returns the pauses that hold for a habit, or all, from when to when.
func (p *person) spans(habitID string) (list []string) {
	p.t.Helper()
	pauses, err := p.s.Pauses(p.t.Context(), p.id, habitID)
	if err != nil {
		p.t.Fatal(err)
	}
	for _, one := range pauses {
		list = append(list, one.From.Format("2 Jan to ")+one.To.Format("2 Jan"))
	}
	return list
}

func TestPauses(t *testing.T) {
	p := newPerson(t, open(t, t.TempDir()), "ana")
	one, other := p.habit("one", ticks(today-20)), p.habit("other", ticks(today-20))
	p.pause("", today-9, today-8)
	p.pause(one, today-1, 0)
	for id, want := range map[string][3]bool{one: {true, true, true}, other: {true, false, false}} {
		e := p.ledger(id).Entries
		got := [3]bool{e.At(today - 9).Paused, e.At(today - 1).Paused, e.At(today + 5).Paused}
		if got != want || e.At(today-10).Paused {
			t.Errorf("paused %v, want %v", got, want)
		}
	}
}

func TestPauseActs(t *testing.T) {
	p := newPerson(t, open(t, t.TempDir()), "ana")
	ctx := t.Context()
	one, other := p.habit("one", ticks(today-20)), p.habit("other", ticks(today-20))
	c := p.pause(one, today+3, 0)
	p.pause("", today-9, today-8)
	stands := func(what string, forOne, forOther []string) {
		t.Helper()
		if diff := cmp.Diff([][]string{forOne, forOther}, [][]string{p.spans(one), p.spans(other)}); diff != "" {
			t.Errorf("%s:\n%s", what, diff)
		}
	}
	all := []string{"13 Nov to 14 Nov"}
	stands("added", []string{"25 Nov to 31 Dec", all[0]}, all) // no last day prints as the eve of the calendar
	if c.Subject != models.OnPause || c.SubjectID != one || c.Day != today+3 || c.After.Pause.Pause.ID == "" || c.Before.Pause.Pause != nil {
		t.Errorf("the change says %+v", c)
	}
	id := c.After.Pause.Pause.ID
	end, err := p.s.EndPause(ctx, p.id, p.changeID(), id, today+5, today)
	if err != nil || end.Before.Pause.Pause.To != 0 || end.After.Pause.Pause.To != today+5 {
		t.Fatalf("%+v, %v", end, err)
	}
	stands("ended", []string{"25 Nov to 27 Nov", all[0]}, all)
	if _, err := p.undo(c.ID); !errors.As(err, &models.Changed{}) {
		t.Errorf("a pause undone that ends otherwise: %v", err)
	}
	var bad models.Invalid
	for _, to := range []date.Date{0, today + 2, date.Newest + 1} {
		if _, err := p.s.EndPause(ctx, p.id, p.changeID(), id, to, today); !errors.As(err, &bad) || bad["to"] == "" {
			t.Errorf("ended on %q: %v", to, err)
		}
	}
	if again, err := p.s.EndPause(ctx, p.id, p.changeID(), id, today+5, today); err != nil || again.After.Touched() {
		t.Errorf("ended there already: %+v, %v", again.After, err)
	}
	p.mustUndo(end.ID)
	gone, err := p.s.RemovePause(ctx, p.id, p.changeID(), id, today)
	if err != nil {
		t.Fatal(err)
	}
	stands("removed", all, all)
	if _, err := p.s.RemovePause(ctx, p.id, p.changeID(), id, today); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("removed twice: %v", err)
	}
	p.mustUndo(gone.ID)
	stands("the removal undone", []string{"25 Nov to 31 Dec", all[0]}, all)
	p.mustUndo(c.ID)
	stands("and the pause", all, all)
	if _, err := p.s.AddPause(ctx, p.id, p.changeID(), models.Pause{From: today, To: today - 1}, today); !errors.As(err, &bad) || bad["to"] == "" {
		t.Errorf("a pause that ends before it begins: %v", err)
	}
	p.pause(one, today, today)
	if _, err := p.s.DeleteHabit(ctx, p.id, p.changeID(), one); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(all, p.spans("")); diff != "" {
		t.Errorf("with the habit hidden:\n%s", diff)
	}
}

// A pause of days gone by is neutral: what was missed neither adds nor breaks,
// also where progress of it is kept, and breaks again without it.
func TestPausesAreNeutral(t *testing.T) {
	p := newPerson(t, open(t, t.TempDir()), "ana")
	terms := ticks(today - 60)
	terms.Reserve = 0
	ids := []string{p.habit("one", terms), p.habit("other", terms)}
	for _, id := range ids {
		for d := today - 60; d <= today; d++ {
			if d < today-40 || d > today-35 {
				p.log(id, d, models.ActTick, 0)
			}
		}
	}
	runs := func() (list [2]int) {
		for i, id := range ids {
			state, _ := p.ledger(id).Now(today)
			list[i] = state.Run.Count
		}
		return list
	}
	states := func(id string) string {
		for _, v := range p.ledger(id).Since(today-37, today) {
			return v.State.String()
		}
		return ""
	}
	if got := runs(); got != [2]int{35, 35} || states(ids[0]) != "missed" {
		t.Fatalf("before the pause %v, %s", got, states(ids[0]))
	}
	one := p.pause(ids[0], today-40, today-35)
	if got := runs(); got != [2]int{55, 35} || states(ids[0]) != "skipped" {
		t.Errorf("with one paused %v, %s", got, states(ids[0]))
	}
	p.mustUndo(one.ID)
	all := p.pause("", today-50, today-35)
	if got := runs(); got != [2]int{55, 55} {
		t.Errorf("with all paused %v", got)
	}
	if _, err := p.s.EndPause(t.Context(), p.id, p.changeID(), all.After.Pause.Pause.ID, today-36, today); err != nil {
		t.Fatal(err)
	}
	if got := runs(); got != [2]int{35, 35} {
		t.Errorf("with the pause a day shorter %v", got)
	}
	if _, err := p.s.RemovePause(t.Context(), p.id, p.changeID(), all.After.Pause.Pause.ID, today); err != nil {
		t.Fatal(err)
	}
	if got := runs(); got != [2]int{35, 35} {
		t.Errorf("without the pause %v", got)
	}
}

// Progress kept of a hidden habit does not outlive a pause of all.
func TestPauseOfAllReachesHiddenHabits(t *testing.T) {
	p := newPerson(t, open(t, t.TempDir()), "ana")
	terms := ticks(today - 60)
	terms.Reserve = 0
	id := p.habit("one", terms)
	for d := today - 60; d <= today-10; d++ {
		p.log(id, d, models.ActTick, 0)
	}
	hide, err := p.s.DeleteHabit(t.Context(), p.id, p.changeID(), id)
	if err != nil {
		t.Fatal(err)
	}
	p.pause("", today-9, today)
	p.mustUndo(hide.ID)
	l := p.ledger(id)
	if state, _ := l.Now(today); state.Run.Count != 51 {
		t.Errorf("a run of %d days, want 51", state.Run.Count)
	}
	if v := l.Since(today-9, today)[0]; v.State != plan.Skipped {
		t.Errorf("a paused day is %s", v.State)
	}
}
