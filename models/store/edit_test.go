package store_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/store"
)

// editOf returns an edit that changes nothing of a habit called name.
func editOf(name string, terms plan.Plan, tags ...string) store.Edit {
	return store.Edit{Habit: newHabit(name, terms).Habit, Plan: terms, Tags: tags}
}

func (p *person) edit(id string, e store.Edit, now date.Date) models.Change {
	p.t.Helper()
	c, err := p.s.EditHabit(p.t.Context(), p.id, p.changeID(), id, e, now)
	if err != nil {
		p.t.Fatal(err)
	}
	return c
}

// terms returns the plans of a habit in short: from when and what.
func (p *person) terms(id string) string {
	p.t.Helper()
	var list []string
	for _, one := range p.ledger(id).Plans {
		list = append(list, one.From.Format("2 Jan ")+one.Terms())
	}
	return strings.Join(list, "; ")
}

func TestEditWords(t *testing.T) {
	p := newPerson(t, open(t, t.TempDir()), "ana")
	id := p.habit("sun", minutes(today-9))
	if c := p.edit(id, editOf("sun", minutes(today)), today); c.After.Touched() || c.Before.Touched() {
		t.Errorf("an edit of nothing altered %+v", c.After)
	}
	e := editOf("light", minutes(today))
	e.Reason, e.Cue, e.Hue, e.Icon = "I sleep better", "after lunch", models.Hues[1], models.Icons[1]
	c := p.edit(id, e, today)
	if *c.Before.Name != "sun" || *c.After.Name != "light" || *c.After.Cue != "after lunch" || c.After.Plans != nil || c.After.Tags != nil {
		t.Errorf("the change says %+v", c.After)
	}
	if l := p.ledger(id); l.Name != "light" || l.Reason != e.Reason || l.Hue != e.Hue || l.Icon != e.Icon || len(l.Plans) != 1 {
		t.Errorf("the habit is %+v", l.Habit)
	}
	other := e
	other.Cue = "before lunch"
	p.edit(id, other, today)
	if _, err := p.undo(c.ID); !errors.As(err, &models.Changed{}) {
		t.Errorf("undone over another cue: %v", err)
	}
	if l := p.ledger(id); l.Name != "light" || l.Cue != "before lunch" {
		t.Errorf("a refused undo left %+v", l.Habit)
	}
}

func TestEditRefuses(t *testing.T) {
	p := newPerson(t, open(t, t.TempDir()), "ana")
	id := p.habit("sun", minutes(today))
	for field, change := range map[string]func(*store.Edit){
		"name": func(e *store.Edit) { e.Name = "" },
		"cue":  func(e *store.Edit) { e.Cue = strings.Repeat("c", models.MaxCue+1) },
		"max":  func(e *store.Edit) { e.Plan.Max = plan.At(5) },
		"tags": func(e *store.Edit) { e.Tags = []string{strings.Repeat("t", models.MaxTag+1)} },
	} {
		e := editOf("light", minutes(today), "body")
		change(&e)
		var bad models.Invalid
		if _, err := p.s.EditHabit(t.Context(), p.id, p.changeID(), id, e, today); !errors.As(err, &bad) || bad[field] == "" {
			t.Errorf("%s: %v", field, err)
		}
	}
	e, change := editOf("light", minutes(today), "body"), p.changeID()
	one, err := p.s.EditHabit(t.Context(), p.id, change, id, e, today)
	if err != nil {
		t.Fatal(err)
	}
	again, err := p.s.EditHabit(t.Context(), p.id, change, id, e, today+1)
	if diff := cmp.Diff(one, again); diff != "" || err != nil {
		t.Errorf("the same edit again: %v\n%s", err, diff)
	}
	e.Name = "dark"
	if _, err := p.s.EditHabit(t.Context(), p.id, change, id, e, today); !errors.Is(err, models.ErrConflict) {
		t.Errorf("another edit under the same id: %v", err)
	}
	if l := p.ledger(id); l.Name != "light" || len(mustChanges(t, p)) != 2 {
		t.Errorf("%s after %d changes", l.Name, len(mustChanges(t, p)))
	}
	if _, err := p.s.DeleteHabit(t.Context(), p.id, p.changeID(), id); err != nil {
		t.Fatal(err)
	}
	if _, err := p.s.EditHabit(t.Context(), p.id, p.changeID(), id, e, today); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("an edit of a hidden habit: %v", err)
	}
}

// today is a Sunday, the last day of a week that begins on Monday.
func TestEditTerms(t *testing.T) {
	p := newPerson(t, open(t, t.TempDir()), "ana")
	twenty := minutes(0)
	twenty.Min = plan.At(20)
	week, five := ticks(0), ticks(0)
	week.Period, week.Min = plan.Week, plan.At(4)
	five.Period, five.Min = plan.Week, plan.At(5)
	from := func(q plan.Plan, d date.Date) plan.Plan { q.From = d; return q }
	type edit struct {
		on    date.Date
		terms plan.Plan
	}
	for _, c := range []struct {
		name  string
		first plan.Plan
		edits []edit
		want  string
	}{
		{"a day", minutes(today - 9), []edit{{today, twenty}}, "13 Nov 10 to 30 minutes, every day; 22 Nov 20 to 30 minutes, every day"},
		{"the same", minutes(today - 9), []edit{{today, minutes(0)}}, "13 Nov 10 to 30 minutes, every day"},
		{"a week", from(week, today-9), []edit{{today, five}}, "13 Nov 4 times a week; 16 Nov 5 times a week"},
		{"a week to days", from(week, today-9), []edit{{today, ticks(0)}}, "13 Nov 4 times a week; 22 Nov every day"},
		{"on its first day", minutes(today), []edit{{today, twenty}}, "22 Nov 20 to 30 minutes, every day"},
		{"in its first week", from(week, today-2), []edit{{today, five}}, "20 Nov 5 times a week"},
		{"twice in a day", minutes(today - 9), []edit{{today, twenty}, {today, ticks(0)}}, "13 Nov 10 to 30 minutes, every day; 22 Nov every day"},
		{"there and back in a day", minutes(today - 9), []edit{{today, twenty}, {today, minutes(0)}}, "13 Nov 10 to 30 minutes, every day"},
		{"there and back in a week", from(week, today-9), []edit{{today - 1, five}, {today, week}}, "13 Nov 4 times a week"},
		{"to days and back within a week", from(week, today-9), []edit{{today - 2, ticks(0)}, {today, five}}, "13 Nov 4 times a week; 20 Nov every day; 22 Nov 5 times a week"},
		{"with the clock gone back", minutes(today - 9), []edit{{today, twenty}, {today - 3, ticks(0)}}, "13 Nov 10 to 30 minutes, every day; 19 Nov every day"},
		{"the same with the clock gone back", minutes(today - 9), []edit{{today, twenty}, {today - 3, minutes(0)}}, "13 Nov 10 to 30 minutes, every day; 22 Nov 20 to 30 minutes, every day"},
		{"before it begins", minutes(today + 3), []edit{{today, twenty}}, "25 Nov 20 to 30 minutes, every day"},
	} {
		t.Run(c.name, func(t *testing.T) {
			id := p.habit(c.name, c.first)
			start := p.terms(id)
			var done []models.Change
			for _, e := range c.edits {
				done = append(done, p.edit(id, editOf(c.name, e.terms), e.on))
			}
			if got := p.terms(id); got != c.want {
				t.Errorf("%s\nwant %s", got, c.want)
			}
			for i := len(done) - 1; i >= 0; i-- {
				p.mustUndo(done[i].ID)
			}
			if got := p.terms(id); got != start {
				t.Errorf("after the undos %s\nwant %s", got, start)
			}
		})
	}
}

func TestEditKeepsWeekStartAndAnchor(t *testing.T) {
	p := newPerson(t, open(t, t.TempDir()), "ana")
	third := ticks(today - 10)
	third.Due, third.Anchor = plan.Due{Every: 3}, today-12
	id := p.habit("water", third)
	e := editOf("water", third)
	e.Plan.Reserve, e.Plan.Anchor, e.Plan.WeekStart = 0, today-1, time.Sunday
	p.edit(id, e, today)
	if got := p.ledger(id).Plans[1]; got.Anchor != today-12 || got.WeekStart != time.Monday || got.Reserve != 0 {
		t.Errorf("another reserve made %+v", got)
	}
	e.Plan.Due.Every = 4
	p.edit(id, e, today)
	if got := p.ledger(id).Plans[1]; got.Anchor != today || got.WeekStart != time.Sunday || got.Due.Every != 4 {
		t.Errorf("other due days made %+v", got)
	}
	e.Plan.Due = plan.Due{Weekdays: plan.EveryWeekday}
	p.edit(id, e, today)
	c := p.edit(id, e, today)
	if c.After.Touched() || len(p.ledger(id).Plans) != 2 {
		t.Errorf("every weekday is not every day: %+v", c.After.Plans)
	}
}

// The past is judged by the plan it was lived under, also where progress of it
// is kept, and as before once the edit is undone.
func TestEditLeavesThePast(t *testing.T) {
	p := newPerson(t, open(t, t.TempDir()), "ana")
	id := p.habit("sun", minutes(today-40))
	for d := today - 40; d <= today; d++ {
		p.log(id, d, models.ActSet, 15*plan.Whole)
	}
	figures := func() (int, string) {
		l := p.ledger(id)
		state, verdicts := l.Now(today)
		return state.Run.Count, verdicts[len(verdicts)-1].State.String()
	}
	if n, state := figures(); n != 41 || state != "kept" {
		t.Fatalf("before the edit %d days, %s", n, state)
	}
	twenty := minutes(today)
	twenty.Min = plan.At(20)
	c := p.edit(id, editOf("sun", twenty), today)
	if n, state := figures(); n != 40 || state != "open" {
		t.Errorf("after the edit %d days, %s", n, state)
	}
	p.log(id, today, models.ActAdd, 5*plan.Whole)
	p.mustUndo(c.ID)
	if n, state := figures(); n != 41 || state != "kept" || p.day(id, today) != "20" {
		t.Errorf("after the undo %d days, %s", n, state)
	}
}

func TestUndoOfTermsChangedSince(t *testing.T) {
	p := newPerson(t, open(t, t.TempDir()), "ana")
	id := p.habit("sun", minutes(today-9))
	twenty, forty := minutes(0), minutes(0)
	twenty.Min, forty.Max = plan.At(20), plan.At(40)
	first := p.edit(id, editOf("light", twenty), today-5)
	p.edit(id, editOf("light", forty), today)
	p.mustUndo(first.ID) // other terms rule since, but those of that day stand
	if got, want := p.terms(id), "13 Nov 10 to 30 minutes, every day; 22 Nov 10 to 40 minutes, every day"; got != want || p.ledger(id).Name != "sun" {
		t.Errorf("%s\nwant %s", got, want)
	}
	twice := p.edit(id, editOf("sun", twenty), today)
	p.edit(id, editOf("sun", forty), today)
	_, err := p.undo(twice.ID)
	var changed models.Changed
	if !errors.As(err, &changed) || len(changed.Stands.Plans) != 1 || changed.Stands.Plans[0].Plan.Max != plan.At(40) || changed.Left.Plans[0].Plan.Min != plan.At(20) {
		t.Errorf("undone over other terms: %v, %+v", err, changed)
	}
}

// The undo of an edit of the first terms finds them where a log moved them to.
func TestUndoOfFirstTermsAfterAnEarlierLog(t *testing.T) {
	p := newPerson(t, open(t, t.TempDir()), "ana")
	id := p.habit("sun", minutes(today))
	twenty := minutes(0)
	twenty.Min = plan.At(20)
	c := p.edit(id, editOf("sun", twenty), today)
	log := p.log(id, today-4, models.ActAdd, five)
	undo := p.mustUndo(c.ID)
	if got, want := p.terms(id), "18 Nov 10 to 30 minutes, every day"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	p.mustUndo(undo.ID)
	p.mustUndo(log.ID)
	if got, want := p.terms(id), "22 Nov 20 to 30 minutes, every day"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestDropPlan(t *testing.T) {
	p := newPerson(t, open(t, t.TempDir()), "ana")
	id := p.habit("sun", minutes(today-9))
	twenty := minutes(0)
	twenty.Min = plan.At(20)
	p.edit(id, editOf("sun", twenty), today-5)
	p.edit(id, editOf("sun", ticks(0)), today)
	drop := func(from date.Date) (models.Change, error) {
		return p.s.DropPlan(t.Context(), p.id, p.changeID(), id, from, today)
	}
	c, err := drop(today - 5)
	if err != nil || c.Subject != models.OnPlan || c.Day != today-5 || c.After.Plans[0].Plan != nil {
		t.Fatalf("%+v, %v", c, err)
	}
	if got, want := p.terms(id), "13 Nov 10 to 30 minutes, every day; 22 Nov every day"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	var bad models.Invalid
	if _, err := drop(today - 9); !errors.As(err, &bad) {
		t.Errorf("the first plan: %v", err)
	}
	if _, err := drop(today - 5); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("a plan that is gone: %v", err)
	}
	p.mustUndo(c.ID)
	if got, want := p.terms(id), "13 Nov 10 to 30 minutes, every day; 17 Nov 20 to 30 minutes, every day; 22 Nov every day"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// A first plan that a log moved back does not come to rule after the next one
// when the log is cleared.
func TestFirstPlanStaysBeforeTheNext(t *testing.T) {
	p := newPerson(t, open(t, t.TempDir()), "ana")
	id := p.habit("sun", minutes(today))
	p.log(id, today-9, models.ActAdd, five)
	p.edit(id, editOf("sun", ticks(0)), today)
	clear := p.log(id, today-9, models.ActClear, 0)
	if got, want := p.terms(id), "21 Nov 10 to 30 minutes, every day; 22 Nov every day"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	p.mustUndo(clear.ID)
	if got, want := p.terms(id), "13 Nov 10 to 30 minutes, every day; 22 Nov every day"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
