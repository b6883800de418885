package store_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/store"
)

func TestUndo(t *testing.T) {
	p := newPerson(t, open(t, t.TempDir()), "ana")
	add := func(id string, a plan.Amount) string { return p.log(id, today, models.ActAdd, a).ID }
	for _, c := range []struct {
		name string
		do   func(id string) (undo string)
		want string // the day after the undo, or "changed"
	}{
		{"an add", func(id string) string { return add(id, five) }, "nothing"},
		{"the first of two adds", func(id string) string { a := add(id, five); add(id, 3000); return a }, "3"},
		{"an add after an exact amount", func(id string) string { p.log(id, today, models.ActSet, 7000); return add(id, five) }, "7"},
		{"an add before an exact amount", func(id string) string { a := add(id, five); p.log(id, today, models.ActSet, 7000); return a }, "changed"},
		{"an add before none", func(id string) string { a := add(id, five); p.log(id, today, models.ActNone, 0); return a }, "changed"},
		{"an add before a skip", func(id string) string { a := add(id, five); p.log(id, today, models.ActSkip, 0); return a }, "changed"},
		{"an add before a clear", func(id string) string {
			a := add(id, five)
			p.log(id, today, models.ActClear, 0)
			add(id, 2000)
			return a
		}, "changed"},
		{"an add before a clear taken back", func(id string) string {
			a := add(id, five)
			add(id, 2000)
			p.mustUndo(p.log(id, today, models.ActClear, 0).ID)
			return a
		}, "2"},
		{"an add before a clear of nothing", func(id string) string {
			a := add(id, five)
			p.mustUndo(a)
			p.log(id, today, models.ActClear, 0)
			return p.mustUndo(a).ID // the standing undo
		}, "5"},
		{"a step below nothing", func(id string) string { add(id, 3000); return add(id, -five) }, "3"},
		{"what a step below nothing left of an add", func(id string) string { a := add(id, 3000); add(id, -five); return a }, "nothing"},
		{"an add that ended a skip", func(id string) string { p.log(id, today, models.ActSkip, 0); return add(id, five) }, "skipped"},
		{"one of two adds after a skip", func(id string) string {
			p.log(id, today, models.ActSkip, 0)
			a := add(id, five)
			add(id, 2000)
			return a
		}, "2"},
		{"an add on none", func(id string) string { p.log(id, today, models.ActNone, 0); return add(id, five) }, "nothing"},
		{"an exact amount", func(id string) string { add(id, five); return p.log(id, today, models.ActSet, 7000).ID }, "5"},
		{"an exact amount with an add on it", func(id string) string { c := p.log(id, today, models.ActSet, 7000); add(id, five); return c.ID }, "changed"},
		{"none", func(id string) string { return p.log(id, today, models.ActNone, 0).ID }, "nothing"},
		{"a skip", func(id string) string { return p.log(id, today, models.ActSkip, 0).ID }, "nothing"},
		{"a skip that was logged over", func(id string) string { c := p.log(id, today, models.ActSkip, 0); add(id, five); return c.ID }, "changed"},
		{"a clear", func(id string) string { add(id, five); return p.log(id, today, models.ActClear, 0).ID }, "5"},
		{"a clear that was skipped over", func(id string) string {
			add(id, five)
			c := p.log(id, today, models.ActClear, 0)
			p.log(id, today, models.ActSkip, 0)
			return c.ID
		}, "changed"},
		{"an undo", func(id string) string { return p.mustUndo(add(id, five)).ID }, "5"},
		{"an undo of an undo", func(id string) string { return p.mustUndo(p.mustUndo(add(id, five)).ID).ID }, "nothing"},
		{"an undo with an add on it", func(id string) string { u := p.mustUndo(add(id, five)).ID; add(id, 2000); return u }, "7"},
	} {
		t.Run(c.name, func(t *testing.T) {
			id := p.habit(c.name, minutes(today))
			_, err := p.undo(c.do(id))
			var changed models.Changed
			switch {
			case c.want != "changed" && err != nil:
				t.Fatal(err)
			case c.want == "changed" && !errors.As(err, &changed):
				t.Fatalf("undone with %v, want changed since", err)
			case c.want != "changed" && p.day(id, today) != c.want:
				t.Errorf("the day holds %q, want %q", p.day(id, today), c.want)
			}
		})
	}
}

func TestUndoItems(t *testing.T) {
	p := newPerson(t, open(t, t.TempDir()), "ana")
	for _, c := range []struct {
		name string
		do   func(id string) (undo string)
		want string
	}{
		{"items", func(id string) string { return p.eat(id, today, models.ActItem, "kale", "leek").ID }, "nothing"},
		{"items with others since", func(id string) string {
			c := p.eat(id, today, models.ActItem, "kale")
			p.eat(id, today, models.ActItem, "leek")
			return c.ID
		}, "+leek"},
		{"only what was really added", func(id string) string {
			p.eat(id, today, models.ActItem, "kale")
			return p.eat(id, today, models.ActItem, "kale", "leek").ID
		}, "+kale"},
		{"an item taken off since", func(id string) string {
			c := p.eat(id, today, models.ActItem, "kale")
			p.eat(id, today, models.ActUnitem, "kale")
			return c.ID
		}, "changed"},
		{"an item off, back in its place", func(id string) string {
			p.eat(id, today, models.ActItem, "kale", "leek", "fig")
			return p.eat(id, today, models.ActUnitem, "leek").ID
		}, "+kale+leek+fig"},
		{"an item off that is there again", func(id string) string {
			p.eat(id, today, models.ActItem, "kale")
			c := p.eat(id, today, models.ActUnitem, "kale")
			p.eat(id, today, models.ActItem, "kale")
			return c.ID
		}, "changed"},
		{"items on none", func(id string) string {
			p.log(id, today, models.ActNone, 0)
			return p.eat(id, today, models.ActItem, "kale").ID
		}, "0"},
		{"items on a skip", func(id string) string {
			p.log(id, today, models.ActSkip, 0)
			return p.eat(id, today, models.ActItem, "kale").ID
		}, "skipped"},
		{"a clear", func(id string) string {
			p.eat(id, today, models.ActItem, "kale", "leek")
			return p.log(id, today, models.ActClear, 0).ID
		}, "+kale+leek"},
		{"a clear with an item since", func(id string) string {
			p.eat(id, today, models.ActItem, "kale")
			c := p.log(id, today, models.ActClear, 0)
			p.eat(id, today, models.ActItem, "fig")
			return c.ID
		}, "changed"},
	} {
		t.Run(c.name, func(t *testing.T) {
			id := p.habit(c.name, plants(today))
			_, err := p.undo(c.do(id))
			var changed models.Changed
			if c.want == "changed" {
				if !errors.As(err, &changed) || changed.Stands.Items == nil {
					t.Fatalf("undone with %v, want changed since with what stands", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if got := p.day(id, today); got != c.want {
				t.Errorf("the day holds %q, want %q", got, c.want)
			}
		})
	}
}

func TestUndoTwiceAnswersTheSame(t *testing.T) {
	p := newPerson(t, open(t, t.TempDir()), "ana")
	id := p.habit("sun", minutes(today))
	c := p.log(id, today, models.ActAdd, five)
	first := p.mustUndo(c.ID)
	again := p.mustUndo(c.ID)
	if diff := cmp.Diff(first, again); diff != "" {
		t.Errorf("the second undo answers something else:\n%s", diff)
	}
	if got, err := p.s.Undo(t.Context(), p.id, c.ID, first.ID, today); err != nil || got.Seq != first.Seq {
		t.Errorf("the same undo again: %v, %v", got, err)
	}
	if _, err := p.s.Undo(t.Context(), p.id, c.ID, c.ID, today); !errors.Is(err, models.ErrConflict) {
		t.Errorf("an undo under the id of a log: %v", err)
	}
	stands := func(id string) bool {
		c, err := p.s.Change(t.Context(), p.id, id)
		if err != nil {
			t.Fatal(err)
		}
		return !c.Undone
	}
	if stands(c.ID) || !stands(first.ID) {
		t.Error("after an undo the log is not marked as taken back")
	}
	redo := p.mustUndo(first.ID)
	if !stands(c.ID) || stands(first.ID) || !stands(redo.ID) {
		t.Error("after undoing the undo the log does not stand again")
	}
	third := p.mustUndo(redo.ID)
	if stands(c.ID) || !stands(first.ID) || stands(redo.ID) || !stands(third.ID) {
		t.Error("the third undo did not turn the chain around")
	}
	if _, err := p.undo("no-such-change"); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("undoing what never was: %v", err)
	}
}

func TestChangedSaysBothValues(t *testing.T) {
	p := newPerson(t, open(t, t.TempDir()), "ana")
	id := p.habit("sun", minutes(today))
	c := p.log(id, today, models.ActSet, 7000)
	p.log(id, today, models.ActSet, 9000)
	_, err := p.undo(c.ID)
	var changed models.Changed
	if !errors.As(err, &changed) {
		t.Fatal(err)
	}
	if *changed.Left.Amount.Amount != 7000 || *changed.Stands.Amount.Amount != 9000 || changed.Change.ID != c.ID {
		t.Errorf("left %v, stands %v", *changed.Left.Amount.Amount, *changed.Stands.Amount.Amount)
	}
}

func TestUndoOfCreationHides(t *testing.T) {
	p := newPerson(t, open(t, t.TempDir()), "ana")
	id := p.habit("sun", minutes(today))
	made := mustChanges(t, p)[0]
	p.log(id, today, models.ActAdd, five)
	hide := p.mustUndo(made.ID)
	if _, err := p.s.Ledger(t.Context(), p.id, id, today, today); !errors.Is(err, models.ErrNotFound) {
		t.Fatalf("a hidden habit: %v", err)
	}
	if _, err := p.try(store.Log{HabitID: id, Day: today, Act: models.ActAdd, Amount: five}); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("a log to a hidden habit: %v", err)
	}
	p.mustUndo(hide.ID)
	if got := p.day(id, today); got != "5" {
		t.Errorf("the habit came back with %q", got)
	}
}

// Any acts, each undone from the last to the first, leave what was there before.
func TestUndoAllRestores(t *testing.T) {
	s := open(t, t.TempDir())
	rapid.Check(t, func(rt *rapid.T) {
		p := another(t, s)
		terms := rapid.SampledFrom([]plan.Plan{ticks(today - 3), minutes(today - 3), plants(today - 3), rolling(today-3, 2, 5)}).Draw(rt, "plan")
		id := p.habit("any", terms)
		randomActs(rt, p, id, terms.Kind, 6, "before")
		start := p.ledger(id)
		done := randomActs(rt, p, id, terms.Kind, 8, "then")
		for i := len(done) - 1; i >= 0; i-- {
			if _, err := p.undo(done[i]); err != nil {
				rt.Fatal(err)
			}
		}
		end := p.ledger(id)
		if diff := cmp.Diff(days(start), days(end)); diff != "" {
			rt.Fatalf("not as it was:\n%s", diff)
		}
		a, _ := start.Now(today)
		b, _ := end.Now(today)
		if diff := cmp.Diff(a, b); diff != "" {
			rt.Fatalf("figures not as they were:\n%s", diff)
		}
		if diff := cmp.Diff(start.Plans, end.Plans); diff != "" {
			rt.Fatalf("plans not as they were:\n%s", diff)
		}
	})
}

func days(l store.Ledger) map[date.Date]string {
	m := map[date.Date]string{}
	for d, e := range l.Logged {
		m[d] = brief(e)
	}
	return m
}

// randomActs does up to n acts around today and returns their ids. An add never
// follows "none", which by rule it does not bring back when undone.
func randomActs(rt *rapid.T, p *person, id string, kind plan.Kind, n int, label string) (done []string) {
	acts := []models.Act{models.ActNone, models.ActClear, models.ActSkip, models.ActNote}
	switch kind {
	case plan.Tick:
		acts = append(acts, models.ActTick, models.ActTick)
	case plan.Sum:
		acts = append(acts, models.ActAdd, models.ActAdd, models.ActSet)
	case plan.Variety:
		acts = append(acts, models.ActItem, models.ActItem, models.ActUnitem)
	}
	for range rapid.IntRange(0, n).Draw(rt, label) {
		l := store.Log{
			HabitID: id, Day: today - date.Date(rapid.IntRange(0, 12).Draw(rt, "back")),
			Act: rapid.SampledFrom(acts).Draw(rt, "act"), Sure: true,
			Note:   rapid.SampledFrom([]string{"", "windy", "calm"}).Draw(rt, "note"),
			Amount: plan.Amount(rapid.SampledFrom([]int{500, 5000, -3000}).Draw(rt, "amount")),
		}
		if l.Act == models.ActSet {
			l.Amount = max(1, l.Amount)
		}
		item := rapid.SampledFrom([]string{"kale", "leek", "fig"}).Draw(rt, "item")
		l.Items = []models.ItemName{{Item: item, Name: item}}
		if e := p.ledger(id).Logged[l.Day]; l.Act == models.ActAdd && e.Amount != nil && *e.Amount == 0 {
			continue
		}
		c, err := p.try(l)
		if err != nil {
			rt.Fatal(err)
		}
		done = append(done, c.ID)
	}
	return done
}
