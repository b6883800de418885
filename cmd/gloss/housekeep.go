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

// keepHouse clears away sessions that have ended, habits and guides deleted 30
// days ago, and files that wait to be brought in for more than a day: now, and every day until the context ends.
func keepHouse(ctx context.Context, s *store.Store, log *slog.Logger) {
	tick := time.NewTicker(housekeeping)
	defer tick.Stop()
	for {
		clearAway(ctx, log, "sessions", s.SweepSessions)
		clearAway(ctx, log, "habits", s.PurgeHabits)
		clearAway(ctx, log, "guides", s.PurgeGuides)
		clearAway(ctx, log, "uploads", s.SweepUploads)
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// clearAway does one round of one kind. Neither an error nor a panic in it may
// end the server, or keep the next from its turn.
func clearAway(ctx context.Context, log *slog.Logger, what string, clear func(context.Context) error) {
	defer func() {
		if p := recover(); p != nil {
			log.ErrorContext(ctx, "housekeeping panicked", "what", what, "panic", p, "stack", string(debug.Stack()))
		}
	}()
	if err := clear(ctx); err != nil && ctx.Err() == nil {
		log.ErrorContext(ctx, "housekeeping", "what", what, "error", err)
	}
}
