package main

import (
	"crypto/rand"
	"flag"
	mathrand "math/rand/v2"
	"net/http"
	"net/url"
	"sync/atomic"
	"testing"
	"time"

	"gloss/models"
	"gloss/models/plan"
)

var mixed = flag.Duration("mixed", 5*time.Second, "how long TestMixed lasts")

// Thirty-two clients of one person read and write at once: every request is
// answered as it should be, and no log is lost or doubled.
func TestMixed(t *testing.T) {
	dir := t.TempDir()
	var count, tick models.Habit
	fill(t, dir, func(add func(string) *person) {
		ana := add("ana")
		count = ana.own("Count", "leaf", "leaf", plan.Plan{Kind: plan.Sum, Period: plan.Day, Min: plan.At(1), Unit: "things", Step: plan.Whole})
		tick = ana.own("Tick", "sea", "sun", plan.Plan{Kind: plan.Tick, Period: plan.Week, Min: plan.At(3)})
	})
	base := serveStill(t, dir)
	c := signIn(t, base, "ana")
	today := sundayHere
	var asked atomic.Int64
	get := func(path string) (int, error) {
		answer, err := c.http.Get(base + path)
		if err != nil {
			return 0, err
		}
		return answer.StatusCode, answer.Body.Close()
	}
	acts := []func() (int, error){
		func() (int, error) { return c.add(count, today) },
		func() (int, error) { return c.add(count, today) },
		func() (int, error) { return get("/today") },
		func() (int, error) { return get("/habits/" + count.ID) },
		func() (int, error) {
			do := []string{"tick", "clear"}[mathrand.IntN(2)]
			status, _, err := c.post("/habits/"+tick.ID+"/days/"+today.String(), url.Values{"do": {do}, "page": {rand.Text()}})
			return status, err
		},
	}
	stop := make(chan struct{})
	time.AfterFunc(*mixed, func() { close(stop) })
	c.pressOn(32, stop, func() (int, error) {
		asked.Add(1)
		status, err := acts[mathrand.IntN(len(acts))]()
		if err != nil || status != http.StatusOK && status != http.StatusSeeOther {
			t.Errorf("a request was answered with %d %v", status, err)
		}
		return status, err
	})
	t.Logf("%d requests", asked.Load())
	c.verify(dir, count, today)
}
