package main

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"gloss/models/date"
	"gloss/models/store"
)

// When backups are made by themselves.
const (
	nightFrom = 3           // o'clock by the server's clock, when the backup of a day is due
	lookEvery = time.Minute // how often it is looked whether one is due
	quietWait = 60          // looks that one waits for a moment when nobody asks for anything
	failRest  = 60          // looks that are left out after one that failed
)

// nightly has a backup made every night, and soon where the last is older.
type nightly struct {
	now    func() time.Time
	last   func(context.Context) (date.Date, error) // day of the newest backup; the newest day there is where none is wanted
	quiet  func() bool                              // nobody asked for anything since it was last called
	backUp func(context.Context) error

	waited, rests int
}

func newNightly(s *store.Store, now func() time.Time, quiet func() bool) *nightly {
	return &nightly{now: now, quiet: quiet, backUp: s.BackUp, last: func(ctx context.Context) (date.Date, error) {
		if anybody, err := s.HasUsers(ctx); err != nil || !anybody {
			return date.Newest, err // nothing would be lost
		}
		all, err := s.Backups()
		return all.Last(), err
	}}
}

// keepBackups looks whether a backup is due until the context ends.
func keepBackups(ctx context.Context, n *nightly, log *slog.Logger) {
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			clearAway(ctx, log, "backup", n.look)
		}
	}
}

// look makes the backup that is due, if one is, as soon as it is quiet.
func (n *nightly) look(ctx context.Context) error {
	quiet := n.quiet()
	if n.rests > 0 {
		n.rests--
		return nil
	}
	last, err := n.last(ctx)
	if err != nil {
		return err
	}
	if !due(n.now(), last) {
		n.waited = 0
		return nil
	}
	if !quiet && n.waited < quietWait {
		n.waited++
		return nil
	}
	n.waited, n.rests = 0, failRest
	if err := n.backUp(ctx); err != nil && !errors.Is(err, store.ErrBusy) {
		return err
	}
	n.rests = 0
	return nil
}

// due reports whether no backup was made since the last night, when the newest
// is of the day last.
func due(now time.Time, last date.Date) bool {
	night := date.Of(now)
	if now.Hour() < nightFrom {
		night--
	}
	return last < night
}
