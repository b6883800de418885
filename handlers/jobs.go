package handlers

import (
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"
)

// jobSoon is how long a request waits for a job: what is done by then is
// answered at once, for the rest there is a page to wait on.
const jobSoon = 1500 * time.Millisecond

// jobBounds are the bounds on one kind of job, and the errors it ends with.
type jobBounds struct {
	what         string        // for the log
	within       time.Duration // the longest it may take
	kept         time.Duration // how long it is remembered what became of one
	ofOne, ofAll int           // at a time, of one person and of everybody

	ownBusy  error // too many of this person's run
	allBusy  error // too many run
	panicked error // it went wrong in a way nobody thought of
}

// jobKey names a job: another person's is not found by its id.
type jobKey struct{ userID, id string }

// job is something that is done for a person beside their requests. What it is
// about, and what came of it, stands in of; with err that counts once over is
// closed.
type job[T any] struct {
	of     T
	began  time.Time
	cancel context.CancelFunc
	over   chan struct{}
	err    error
}

func (one *job[T]) isOver() bool {
	select {
	case <-one.over:
		return true
	default:
		return false
	}
}

// soon waits a moment for the end, and reports whether it came.
func (one *job[T]) soon(ctx context.Context) bool {
	timer := time.NewTimer(jobSoon)
	defer timer.Stop()
	select {
	case <-one.over:
	case <-timer.C:
	case <-ctx.Done():
	}
	return one.isOver()
}

// stop ends the job and waits for that.
func (one *job[T]) stop() {
	one.cancel()
	<-one.over
}

// jobs are those of one kind, in memory alone.
type jobs[T any] struct {
	jobBounds
	now func() time.Time
	log *slog.Logger
	ctx context.Context
	end context.CancelFunc

	mu      sync.Mutex
	known   map[jobKey]*job[T]
	running sync.WaitGroup
}

func newJobs[T any](bounds jobBounds, now func() time.Time, log *slog.Logger) *jobs[T] {
	j := &jobs[T]{jobBounds: bounds, now: now, log: log, known: map[jobKey]*job[T]{}}
	j.ctx, j.end = context.WithCancel(context.Background())
	return j
}

// close ends all that runs and waits for it.
func (j *jobs[T]) close() {
	j.mu.Lock()
	j.end()
	j.mu.Unlock()
	j.running.Wait()
}

// find gives a job of a person, nil where there is none.
func (j *jobs[T]) find(key jobKey) *job[T] {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.sweep()
	return j.known[key]
}

// forget drops a job that is over.
func (j *jobs[T]) forget(key jobKey) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if one := j.known[key]; one != nil && one.isOver() {
		delete(j.known, key)
	}
}

// whose gives the jobs of a person that run.
func (j *jobs[T]) whose(userID string) (all []*job[T]) {
	j.mu.Lock()
	defer j.mu.Unlock()
	for key, one := range j.known {
		if key.userID == userID && !one.isOver() {
			all = append(all, one)
		}
	}
	return all
}

// sweep forgets what was begun long ago.
func (j *jobs[T]) sweep() {
	for key, one := range j.known {
		if j.now().Sub(one.began) > j.kept {
			one.cancel()
			delete(j.known, key)
		}
	}
}

// begin runs a job for a person once allow lets it, and gives what runs already,
// or went well, under the same key. It fails where too many run.
func (j *jobs[T]) begin(key jobKey, of T, allow func() error, run func(context.Context, T) error) (*job[T], error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.sweep()
	if one := j.known[key]; one != nil && (!one.isOver() || one.err == nil) {
		return one, nil
	}
	own, all := 0, 0
	for k, one := range j.known {
		if !one.isOver() {
			all++
			if k.userID == key.userID {
				own++
			}
		}
	}
	switch {
	case own >= j.ofOne:
		return nil, j.ownBusy
	case all >= j.ofAll, j.ctx.Err() != nil:
		return nil, j.allBusy
	}
	if err := allow(); err != nil {
		return nil, err
	}
	one := &job[T]{of: of, began: j.now(), over: make(chan struct{})}
	ctx, cancel := context.WithTimeout(j.ctx, j.within)
	one.cancel = cancel
	j.known[key] = one
	j.running.Go(func() {
		defer close(one.over)
		defer cancel()
		if one.err = j.contained(ctx, of, run); one.err != nil && ctx.Err() != nil {
			one.err = ctx.Err() // whatever was interrupted by it says something else
		}
	})
	return one, nil
}

// contained runs a job. A panic in it ends this one and nothing else.
func (j *jobs[T]) contained(ctx context.Context, of T, run func(context.Context, T) error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			j.log.ErrorContext(ctx, j.what+" panicked", "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			err = j.panicked
		}
	}()
	return run(ctx, of)
}
