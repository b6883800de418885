package main

import (
	"context"
	"flag"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"slices"
	"testing"
	"time"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/store"
)

var crashes = flag.Int("crashes", 20, "how often to kill the server in TestKilled")

// back is how soon a server answers again after a crash, most times. A machine
// that is busy with something else may take longer now and then.
const back = 2 * time.Second

// Whatever was answered as kept is kept, once, however the server ends, and it
// is soon back.
func TestKilled(t *testing.T) {
	dir, h := counting(t)
	today := date.Today(time.Now(), time.UTC, 0)
	var c *client
	var took []time.Duration
	for range *crashes {
		began := time.Now()
		s := start(t, dir)
		if answer, err := http.Get(s.url + "/healthz"); err != nil || answer.StatusCode != http.StatusOK {
			t.Fatalf("after a crash: %v", err)
		}
		took = append(took, time.Since(began))
		if c == nil {
			c = signIn(t, s.url, "ana")
		}
		c.base = s.url
		time.AfterFunc(time.Duration(50+rand.IntN(500))*time.Millisecond, func() { s.cmd.Process.Kill() })
		c.pressOn(8, nil, func() (int, error) { return c.add(h, today) })
		s.cmd.Wait()
	}
	slices.Sort(took)
	t.Logf("back after %s to %s, most times within %s", took[0], took[len(took)-1], took[len(took)/2])
	if middle := took[len(took)/2]; middle > back {
		t.Errorf("most times it took more than %s to be back", middle)
	}
	c.verify(dir, h, today)
}

// Asked to stop under load, the server answers what it took on and loses
// nothing.
func TestStoppedUnderLoad(t *testing.T) {
	dir, h := counting(t)
	today := date.Today(time.Now(), time.UTC, 0)
	s := start(t, dir)
	c := signIn(t, s.url, "ana")
	stopped := make(chan struct{})
	time.AfterFunc(500*time.Millisecond, func() { defer close(stopped); s.stop() })
	c.pressOn(8, nil, func() (int, error) { return c.add(h, today) })
	<-stopped
	c.verify(dir, h, today)
}

// counting makes a data folder with a person, ana, who counts something.
func counting(t *testing.T) (string, models.Habit) {
	t.Helper()
	dir := t.TempDir()
	var h models.Habit
	fill(t, dir, func(add func(string) *person) {
		h = add("ana").own("Count", "leaf", "leaf", plan.Plan{Kind: plan.Sum, Period: plan.Day, Min: plan.At(1), Unit: "things", Step: plan.Whole})
	})
	return dir, h
}

// verify compares what was answered as kept with what stands.
func (c *client) verify(dir string, h models.Habit, day date.Date) {
	c.t.Helper()
	ctx := context.Background()
	s, err := store.Open(ctx, store.Options{Dir: dir, Now: time.Now, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		c.t.Fatal(err)
	}
	defer s.Close()
	if faults, err := s.Check(ctx); err != nil || len(faults) > 0 {
		c.t.Errorf("the database is not sound: %v %v", faults, err)
	}
	u, err := s.UserByName(ctx, "ana")
	if err != nil {
		c.t.Fatal(err)
	}
	kept := map[string]bool{}
	for before, more := int64(0), true; more; {
		page, err := s.Changes(ctx, u.ID, store.Filter{HabitID: h.ID, BeforeSeq: before, Limit: 500})
		if err != nil {
			c.t.Fatal(err)
		}
		for _, one := range page {
			if one.Act == models.ActAdd {
				kept[one.ID] = true
			}
			before = one.Seq
		}
		more = len(page) == 500
	}
	if len(c.acked) == 0 {
		c.t.Fatal("nothing was logged, so this proves nothing")
	}
	for _, id := range c.acked {
		if !kept[id] {
			c.t.Errorf("change %s was answered as kept and is not there", id)
		}
	}
	l, err := s.Ledger(ctx, u.ID, h.ID, day, day)
	if err != nil {
		c.t.Fatal(err)
	}
	if amount := l.Entries.At(day).Amount; amount != plan.Amount(len(kept))*plan.Whole {
		c.t.Errorf("%s stand logged by %d changes", amount, len(kept))
	}
	c.t.Logf("%d logs answered, %d kept", len(c.acked), len(kept))
}
