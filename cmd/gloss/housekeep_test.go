package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"
	"sync"
	"testing"
	"time"
)

// record is a log that several may write to.
type record struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *record) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(p)
}

func (l *record) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}

// wait waits until the log holds some words.
func (l *record) wait(t *testing.T, words string, times int) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); strings.Count(l.String(), words) < times; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("the log does not say %q %d times: %s", words, times, l)
		}
	}
}

// A panic in each background worker is told of in the log, and the server goes
// on: it shows pages, takes logs and stops as it should.
func TestPanicInTheBackground(t *testing.T) {
	dir, h := counting(t)
	said := &record{}
	base := serveBy(t, dir, said, func() time.Time {
		if strings.Contains(string(debug.Stack()), "keepHouse") {
			panic("on purpose")
		}
		return sunday
	})
	said.wait(t, "housekeeping panicked", 3)
	for _, what := range []string{`"what":"sessions"`, `"what":"habits"`, `"what":"guides"`} {
		said.wait(t, what, 1)
	}
	c := signIn(t, base, "ana")
	for range 3 {
		if status, err := c.add(h, sundayHere); err != nil || status != http.StatusSeeOther {
			t.Errorf("a log is answered with %d %v", status, err)
		}
	}
	c.verify(dir, h, sundayHere)
}

// What fails is told of, but not when the server is stopping.
func TestHousekeepingFails(t *testing.T) {
	said := &record{}
	log := slog.New(slog.NewJSONHandler(said, nil))
	fails := func(context.Context) error { return errors.New("the pump is broken") }
	ctx, stop := context.WithCancel(t.Context())
	clearAway(ctx, log, "sessions", fails)
	if !strings.Contains(said.String(), "the pump is broken") {
		t.Errorf("the log says %q", said)
	}
	stop()
	before := said.String()
	clearAway(ctx, log, "sessions", fails)
	if said.String() != before {
		t.Errorf("the log tells of stopping: %s", said)
	}
}

// serveBy serves a data folder in this process by a clock, with a log of every
// request.
func serveBy(t testing.TB, dir string, log io.Writer, now func() time.Time) string {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	out, in := io.Pipe()
	ended := make(chan int, 1)
	go func() {
		ended <- run(environment{ctx: ctx, stdin: strings.NewReader(""), stdout: in, stderr: log, now: now},
			[]string{"--data", dir, "--log", "debug", "serve", "--addr", "127.0.0.1:0"})
		in.Close()
	}()
	t.Cleanup(func() {
		stop()
		if code := <-ended; code != 0 {
			t.Errorf("serve ended with code %d", code)
		}
	})
	said := make([]byte, 512)
	n, err := out.Read(said)
	if err != nil {
		t.Fatalf("gloss did not open: %v", err)
	}
	go io.Copy(io.Discard, out)
	m := openAt.FindSubmatch(said[:n])
	if m == nil {
		t.Fatalf("gloss said %q", said[:n])
	}
	return string(m[1])
}
