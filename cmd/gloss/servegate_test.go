package main

import (
	"context"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// slow answers after a while, unless it is cut short.
func slow(d time.Duration) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-time.After(d):
		case <-r.Context().Done():
			w.WriteHeader(http.StatusServiceUnavailable)
		}
	})
}

func visitBy(ctx context.Context, g *gate) int {
	w := httptest.NewRecorder()
	g.ServeHTTP(w, httptest.NewRequestWithContext(ctx, "GET", "/today", nil))
	return w.Code
}

// A gate that shuts waits for those inside, has those outside wait, and lets
// them in when it opens.
func TestGate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGate()
		g.open(slow(3 * time.Second))
		var all sync.WaitGroup
		var old, young atomic.Int32
		for range 4 {
			all.Go(func() {
				if visitBy(t.Context(), g) == http.StatusOK {
					old.Add(1)
				}
			})
		}
		synctest.Wait()
		began := time.Now()
		shut := g.shut()
		took := time.Since(began)
		synctest.Wait() // who has left the gate may not have been counted yet
		if !shut || took != 3*time.Second || old.Load() != 4 {
			t.Errorf("shut after %s with %d answered", took, old.Load())
		}
		for range 4 {
			all.Go(func() {
				if visitBy(t.Context(), g) == http.StatusTeapot {
					young.Add(1)
				}
			})
		}
		gone, leave := context.WithTimeout(t.Context(), time.Second)
		defer leave()
		all.Go(func() { visitBy(gone, g) }) // who does not wait
		time.Sleep(20 * time.Second)
		if young.Load() != 0 {
			t.Error("somebody came in while it was shut")
		}
		g.open(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusTeapot) }))
		all.Wait()
		if young.Load() != 4 {
			t.Errorf("%d of 4 who waited were let in", young.Load())
		}
	})
}

// Who takes too long is cut short; who does not even notice keeps the gate from
// shutting.
func TestGateCutsShort(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGate()
		g.open(slow(time.Hour))
		var all sync.WaitGroup
		all.Go(func() {
			if code := visitBy(t.Context(), g); code != http.StatusServiceUnavailable {
				t.Errorf("answered %d", code)
			}
		})
		synctest.Wait()
		began := time.Now()
		if !g.shut() || time.Since(began) != gateWait {
			t.Errorf("shut after %s", time.Since(began))
		}
		all.Wait()
		g.open(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { time.Sleep(time.Hour) }))
		all.Go(func() { visitBy(t.Context(), g) })
		synctest.Wait()
		began = time.Now()
		if g.shut() || time.Since(began) != gateWait+gateCut {
			t.Errorf("shut after %s", time.Since(began))
		}
		all.Wait()
	})
}

// Whoever asks for the gate to be shut does not wait for themselves.
func TestGateLetsGo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGate()
		g.open(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			g.leaveBy(r.Context())
			if !g.shut() {
				t.Error("it does not shut")
			}
		}))
		began := time.Now()
		if visitBy(t.Context(), g); time.Since(began) != 0 {
			t.Errorf("it took %s", time.Since(began))
		}
	})
}

func TestQuiet(t *testing.T) {
	g := newGate()
	g.open(slow(0))
	if !g.quiet() {
		t.Error("it is not quiet at first")
	}
	visitBy(t.Context(), g)
	if g.quiet() || !g.quiet() {
		t.Error("it is quiet after a request, or never again")
	}
	g.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/healthz", nil))
	if !g.quiet() {
		t.Error("a look after our health is no visit")
	}
	g.open(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		if g.quiet(); g.quiet() {
			t.Error("it is quiet while somebody is answered")
		}
	}))
	visitBy(t.Context(), g)
}
