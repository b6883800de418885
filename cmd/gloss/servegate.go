package main

import (
	"context"
	"net/http"
	"sync"
	"time"

	"gloss/views/link"
)

// How long the gate waits for those inside before it shuts: until they are
// done, and then until they notice that they are cut short.
const (
	gateWait = 10 * time.Second
	gateCut  = 5 * time.Second
)

// gate lets requests through to whatever answers behind it. While it is shut
// they wait; none is refused.
type gate struct {
	mu      sync.Mutex
	behind  http.Handler    // nil while it is shut
	opened  chan struct{}   // closed when it opens again
	guests  map[*guest]bool // requests that are being answered
	emptied chan struct{}   // closed when the last of them is, where that is waited for
	came    int             // requests so far, but for those after our health
	seen    int             // of them when quiet last looked
}

// guest is one request inside the gate.
type guest struct {
	cancel  context.CancelFunc
	control *http.ResponseController
}

type guestKey struct{}

func newGate() *gate { return &gate{opened: make(chan struct{}), guests: map[*guest]bool{}} }

// ServeHTTP lets a request through, and has it wait while the gate is shut.
func (g *gate) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
	v := &guest{cancel, http.NewResponseController(w)}
	behind := g.enter(ctx, v, r.URL.Path != link.Health)
	if behind == nil {
		return // nobody waits any more
	}
	defer g.leave(v)
	behind.ServeHTTP(w, r.WithContext(context.WithValue(ctx, guestKey{}, v)))
}

func (g *gate) enter(ctx context.Context, v *guest, counts bool) http.Handler {
	for {
		g.mu.Lock()
		behind, opened := g.behind, g.opened
		if behind != nil {
			g.guests[v] = true
			if counts {
				g.came++
			}
		}
		g.mu.Unlock()
		if behind != nil {
			return behind
		}
		select {
		case <-opened:
		case <-ctx.Done():
			return nil
		}
	}
}

// leave lets go of a guest, if it was not let go of before.
func (g *gate) leave(v *guest) {
	g.mu.Lock()
	defer g.mu.Unlock()
	delete(g.guests, v)
	g.empty()
}

func (g *gate) empty() {
	if len(g.guests) == 0 && g.emptied != nil {
		close(g.emptied)
		g.emptied = nil
	}
}

// leaveBy lets go of the guest that a context belongs to: it uses nothing of
// what is behind the gate any more.
func (g *gate) leaveBy(ctx context.Context) {
	if v, ok := ctx.Value(guestKey{}).(*guest); ok {
		g.leave(v)
	}
}

// open lets requests through to behind.
func (g *gate) open(behind http.Handler) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.behind == nil {
		close(g.opened)
	}
	g.behind = behind
}

// shut keeps requests waiting from now on and returns once none is inside.
// Those that take too long are cut short; it returns false, and stays shut,
// where even that does not end them.
func (g *gate) shut() bool {
	g.mu.Lock()
	g.behind, g.opened = nil, make(chan struct{})
	emptied := make(chan struct{})
	g.emptied = emptied
	g.empty()
	g.mu.Unlock()
	for _, step := range []struct {
		wait time.Duration
		then func()
	}{{gateWait, g.cut}, {gateCut, func() {}}} {
		late := time.NewTimer(step.wait)
		select {
		case <-emptied:
			late.Stop()
			return true
		case <-late.C:
			step.then()
		}
	}
	return false
}

// cut ends what those inside wait for: their context, and their connection.
func (g *gate) cut() {
	g.mu.Lock()
	defer g.mu.Unlock()
	for v := range g.guests {
		v.cancel()
		past := time.Unix(1, 0)
		_ = v.control.SetReadDeadline(past) // a connection that has none ends by its context
		_ = v.control.SetWriteDeadline(past)
	}
}

// quiet reports whether nobody asked for anything since it was last called.
func (g *gate) quiet() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	quiet := len(g.guests) == 0 && g.came == g.seen
	g.seen = g.came
	return quiet
}
