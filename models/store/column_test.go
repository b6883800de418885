package store_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/models"
	"gloss/models/plan"
	"gloss/models/store"
)

// A whole day is filled or skipped where it waits for an answer, and nowhere
// else.
func TestLogDay(t *testing.T) {
	p := newPerson(t, open(t, t.TempDir()), "ana")
	ctx := t.Context()
	monday, week, limit := ticks(today-9), minutes(today-9), minutes(today-9)
	monday.Due = plan.Due{Weekdays: plan.OnWeekdays(1)}
	week.Period, week.Min, week.Max = plan.Week, plan.At(150), plan.Limit{}
	limit.Min = plan.Limit{}
	habits := []struct {
		name          string
		terms         plan.Plan
		before        func(id string)
		filled, skips string
	}{
		{"tick", ticks(today - 9), nil, "1", "skipped"},
		{"a band", minutes(today - 9), nil, "10", "skipped"},
		{"minutes a week", week, nil, "5", "skipped"},
		{"a run of days", rolling(today-9, 3, 7), nil, "1", "skipped"},
		{"a maximum", limit, nil, "nothing", "skipped"},
		{"plants", plants(today - 9), nil, "nothing", "skipped"},
		{"not due", monday, nil, "nothing", "nothing"},
		{"not begun", ticks(today + 1), nil, "nothing", "nothing"},
		{"answered", minutes(today - 9), func(id string) { p.log(id, today, models.ActSet, 3000) }, "3", "3"},
		{"none", minutes(today - 9), func(id string) { p.log(id, today, models.ActNone, 0) }, "0", "0"},
		{"skipped", ticks(today - 9), func(id string) { p.log(id, today, models.ActSkip, 0) }, "skipped", "skipped"},
		{"paused", ticks(today - 9), func(id string) { p.pause(id, today, today) }, "nothing", "nothing"},
		{"a note", ticks(today - 9), func(id string) {
			if _, err := p.try(store.Log{HabitID: id, Day: today, Act: models.ActNote, Note: "dull"}); err != nil {
				t.Fatal(err)
			}
		}, "1 “dull”", "skipped “dull”"},
	}
	var ids []string
	var before, filled, skipped []string
	for _, h := range habits {
		id := p.habit(h.name, h.terms)
		if h.before != nil {
			h.before(id)
		}
		ids = append(ids, id)
		before, filled, skipped = append(before, p.day(id, today)), append(filled, h.filled), append(skipped, h.skips)
	}
	days := func() (list []string) {
		for _, id := range ids {
			list = append(list, p.day(id, today))
		}
		return list
	}
	for _, c := range []struct {
		act  models.Act
		want []string
		n    int
	}{{models.ActTick, filled, 5}, {models.ActSkip, skipped, 7}} {
		batch := p.changeID()
		done, err := p.s.LogDay(ctx, p.id, batch, today, ids, c.act, today)
		if err != nil || len(done) != c.n || done[0].ID != batch || done[0].Batch != batch {
			t.Fatalf("%s: %d changes, %v", c.act, len(done), err)
		}
		if diff := cmp.Diff(c.want, days()); diff != "" {
			t.Errorf("%s:\n%s", c.act, diff)
		}
		again, err := p.s.LogDay(ctx, p.id, batch, today, slices.Concat(ids, ids[:1]), c.act, today)
		if diff := cmp.Diff(done, again); diff != "" || err != nil {
			t.Errorf("%s again: %v\n%s", c.act, err, diff)
		}
		if _, err := p.s.LogDay(ctx, p.id, batch, today-1, ids, c.act, today); !errors.Is(err, models.ErrConflict) {
			t.Errorf("%s of another day under the same id: %v", c.act, err)
		}
		undone, left, err := p.s.UndoBatch(ctx, p.id, batch, p.changeID(), today)
		if err != nil || len(undone) != c.n || len(left) != 0 {
			t.Errorf("%s undone: %d, %d left, %v", c.act, len(undone), len(left), err)
		}
		if diff := cmp.Diff(before, days()); diff != "" {
			t.Errorf("%s undone:\n%s", c.act, diff)
		}
	}
}

func TestLogDayRefuses(t *testing.T) {
	p := newPerson(t, open(t, t.TempDir()), "ana")
	eve := newPerson(t, p.s, "eve")
	ctx := t.Context()
	id, hers := p.habit("sun", ticks(today-9)), eve.habit("hers", ticks(today-9))
	var bad models.Invalid
	if _, err := p.s.LogDay(ctx, p.id, p.changeID(), today+1, []string{id}, models.ActTick, today); !errors.As(err, &bad) || bad["day"] == "" {
		t.Errorf("a fill of tomorrow: %v", err)
	}
	if _, err := p.s.LogDay(ctx, p.id, p.changeID(), today, []string{id}, models.ActClear, today); !errors.As(err, &bad) || bad["act"] == "" {
		t.Errorf("a clear: %v", err)
	}
	if _, err := p.s.LogDay(ctx, p.id, p.changeID(), today, []string{id, hers}, models.ActTick, today); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("with a stranger's habit: %v", err)
	}
	if got := p.day(id, today); got != "nothing" {
		t.Errorf("a refused fill left %s", got)
	}
	if done, err := p.s.LogDay(ctx, p.id, p.changeID(), today+1, []string{id}, models.ActSkip, today); err != nil || len(done) != 1 {
		t.Errorf("a skip of tomorrow: %v, %v", done, err)
	}
	if done, err := p.s.LogDay(ctx, p.id, p.changeID(), today+1, []string{id}, models.ActSkip, today); err != nil || len(done) != 0 {
		t.Errorf("a skip of what is skipped: %v, %v", done, err)
	}
}

// What was changed since, or hidden, is named and left, and the rest undone.
func TestUndoBatchLeavesWhatChanged(t *testing.T) {
	p := newPerson(t, open(t, t.TempDir()), "ana")
	ctx := t.Context()
	a, b, c := p.habit("a", minutes(today)), p.habit("b", minutes(today)), p.habit("c", minutes(today))
	batch := p.changeID()
	if _, err := p.s.LogDay(ctx, p.id, batch, today, []string{a, b, c}, models.ActAdd, today); err != nil {
		t.Fatal(err)
	}
	p.log(a, today, models.ActSet, 7000)
	if _, err := p.s.DeleteHabit(ctx, p.id, p.changeID(), b); err != nil {
		t.Fatal(err)
	}
	done, left, err := p.s.UndoBatch(ctx, p.id, batch, p.changeID(), today)
	if err != nil || len(done) != 1 || len(left) != 2 {
		t.Fatalf("%d undone, %d left, %v", len(done), len(left), err)
	}
	if done[0].SubjectID != c || left[0].Change.SubjectID != b || !*left[0].Stands.Deleted || *left[1].Stands.Amount.Amount != 7000 {
		t.Errorf("undone %v, left %+v", done, left)
	}
	if p.day(a, today) != "7" || p.day(c, today) != "nothing" {
		t.Errorf("a holds %s, c %s", p.day(a, today), p.day(c, today))
	}
}
