package store_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/store"
	"gloss/models/streak"
)

// figures are what a page would show of a habit.
type figures struct {
	State    streak.State
	Verdicts []plan.Verdict
}

func figuresOf(t *rapid.T, p *person, id string, from, today date.Date) figures {
	l, err := p.s.Ledger(p.t.Context(), p.id, id, from, today)
	if err != nil {
		t.Fatal(err)
	}
	state, _ := l.Now(today)
	return figures{state, l.Since(from, today)}
}

// Progress rolled on log by log gives the figures that a whole history gives,
// whatever the plan, the order of logs, and the days between them, also when the
// clock goes back; and so do ledgers that were read from a late day on.
func TestProgressRolledIsRecomputed(t *testing.T) {
	s := open(t, t.TempDir())
	month := minutes(today - 120)
	month.Period, month.Min, month.Max = plan.Month, plan.At(60), plan.Limit{}
	limit := rolling(today-120, 1, 6)
	limit.Min, limit.Max = plan.Limit{}, plan.At(2)
	rapid.Check(t, func(rt *rapid.T) {
		p := another(t, s)
		terms := rapid.SampledFrom([]plan.Plan{
			ticks(today - 120), minutes(today - 120), plants(today - 120), rolling(today-120, 3, 7), rolling(today-120, 9, 30), limit, month,
			rolling(today-120, 3, 12), rolling(today-120, 2, 16),
		}).Draw(rt, "plan")
		id := p.habit("any", terms)
		now := today - 60
		for range rapid.IntRange(1, 12).Draw(rt, "logs") {
			now += date.Date(rapid.SampledFrom([]int{0, 1, 1, 5, 12, -4}).Draw(rt, "later"))
			randomLog(rt, p, id, terms.Kind, now)
		}
		from := now - date.Date(rapid.IntRange(0, 60).Draw(rt, "from"))
		rolled := figuresOf(rt, p, id, from, now)
		back := figuresOf(rt, p, id, from-20, now-20)
		if _, err := p.s.Writer().Exec("DELETE FROM progress WHERE habit_id = ?", id); err != nil {
			rt.Fatal(err)
		}
		if diff := cmp.Diff(fromScratch(rt, p, id, from, now), rolled); diff != "" {
			rt.Fatalf("rolled (+) is not recomputed (-):\n%s", diff)
		}
		if diff := cmp.Diff(fromScratch(rt, p, id, from-20, now-20), back); diff != "" {
			rt.Fatalf("with the clock back, rolled (+) is not recomputed (-):\n%s", diff)
		}
	})
}

// fromScratch returns the figures that the whole history of a habit gives, of
// which no progress may be kept.
func fromScratch(t *rapid.T, p *person, id string, from, today date.Date) figures {
	l, err := p.s.Ledger(p.t.Context(), p.id, id, from, today)
	if err != nil {
		t.Fatal(err)
	}
	if l.Entries.From > l.Plans[0].From {
		t.Fatalf("entries from %s of a habit from %s", l.Entries.From, l.Plans[0].From)
	}
	state, verdicts := streak.Now(streak.State{}, l.Plans, l.Entries, today)
	for len(verdicts) > 0 && verdicts[0].To < from {
		verdicts = verdicts[1:]
	}
	return figures{state, verdicts}
}

func randomLog(rt *rapid.T, p *person, id string, kind plan.Kind, now date.Date) {
	acts := map[plan.Kind][]models.Act{
		plan.Tick:    {models.ActTick, models.ActTick, models.ActTick, models.ActSkip, models.ActClear, models.ActNone},
		plan.Sum:     {models.ActAdd, models.ActAdd, models.ActSet, models.ActSkip, models.ActClear},
		plan.Variety: {models.ActItem, models.ActItem, models.ActUnitem, models.ActSkip},
	}[kind]
	act := rapid.SampledFrom(acts).Draw(rt, "act")
	back := rapid.OneOf(rapid.IntRange(0, 9), rapid.IntRange(0, 90)).Draw(rt, "back")
	item := rapid.SampledFrom([]string{"kale", "leek", "fig"}).Draw(rt, "item")
	span := rapid.SampledFrom([]int{1, 3, 12}).Draw(rt, "span")
	last := now
	if act == models.ActSkip || act == models.ActClear {
		last += 5
	}
	for d := now - date.Date(back); span > 0 && d <= last; d, span = d+1, span-1 {
		l := store.Log{HabitID: id, Day: d, Act: act, Amount: 6000, Sure: true, Today: now, Items: []models.ItemName{{Item: item, Name: item}}}
		if _, err := p.try(l); err != nil {
			rt.Fatal(err)
		}
	}
}

// For a fixed today the order in which logs arrive changes nothing.
func TestOrderOfLogsChangesNothing(t *testing.T) {
	s := open(t, t.TempDir())
	rapid.Check(t, func(rt *rapid.T) {
		p := another(t, s)
		terms := rapid.SampledFrom([]plan.Plan{minutes(today), rolling(today, 3, 7)}).Draw(rt, "plan")
		act := models.ActAdd
		if terms.Kind == plan.Tick {
			act = models.ActTick
		}
		days := rapid.SliceOfN(rapid.IntRange(0, 80), 1, 10).Draw(rt, "days")
		one, other := p.habit("one", terms), p.habit("other", terms)
		for _, d := range days {
			p.log(one, today-date.Date(d), act, five)
		}
		for _, d := range rapid.Permutation(days).Draw(rt, "order") {
			p.log(other, today-date.Date(d), act, five)
		}
		a, b := figuresOf(rt, p, one, today-80, today), figuresOf(rt, p, other, today-80, today)
		if diff := cmp.Diff(a, b); diff != "" {
			rt.Fatalf("another order, other figures:\n%s", diff)
		}
	})
}

// A run that began before the first day asked for is known, however far skipped
// days have stretched it.
func TestLedgerReachesBackForRuns(t *testing.T) {
	p := newPerson(t, open(t, t.TempDir()), "ana")
	for _, skipped := range []date.Date{0, 40} {
		id := p.habit("run", rolling(today-300, 2, 15))
		p.log(id, today-100-skipped, models.ActTick, 0)
		for d := today - 99 - skipped; d < today-99; d++ {
			p.log(id, d, models.ActSkip, 0)
		}
		p.log(id, today-87, models.ActTick, 0)
		p.log(id, today, models.ActTick, 0)
		l, err := p.s.Ledger(t.Context(), p.id, id, today-93, today)
		if err != nil {
			t.Fatal(err)
		}
		if v := l.Since(today-93, today)[0]; v.From != today-93 || v.State != plan.Kept {
			t.Errorf("%d days skipped: %s is %s, want kept", skipped, v.From, v.State)
		}
	}
}
