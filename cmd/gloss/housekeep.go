package main

import (
	"context"
	"log/slog"
	"runtime/debug"
	"time"

	"gloss/models/store"
)

// housekeeping is how often what has had its time is cleared away.
const housekeeping = 24 * time.Hour

// keepHouse clears away sessions that have ended and habits deleted 30 days
// ago: now, and every day until the context ends.
func keepHouse(ctx context.Context, s *store.Store, log *slog.Logger) {
	tick := time.NewTicker(housekeeping)
	defer tick.Stop()
	for {
		clearAway(ctx, s, log)
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// clearAway does one round. Neither an error nor a panic in it may end the
// server.
func clearAway(ctx context.Context, s *store.Store, log *slog.Logger) {
	defer func() {
		if p := recover(); p != nil {
			log.ErrorContext(ctx, "housekeeping panicked", "panic", p, "stack", string(debug.Stack()))
		}
	}()
	for what, clear := range map[string]func(context.Context) error{
		"sessions": s.SweepSessions,
		"habits":   s.PurgeHabits,
	} {
		if err := clear(ctx); err != nil && ctx.Err() == nil {
			log.ErrorContext(ctx, "housekeeping", "what", what, "error", err)
		}
	}
}
