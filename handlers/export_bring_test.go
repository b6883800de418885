package handlers

import (
	"context"
	"log/slog"
	"time"
)

// What tests of fetching reach past the pages.
const (
	FetchKept    = fetchKept
	FetchesOfOne = fetchesOfOne
	FetchesOfAll = fetchesOfAll
)

// Fetches are the pages that are fetched for people.
type Fetches struct{ *jobs[*fetching] }

// NewFetches is newFetches.
func NewFetches(now func() time.Time, log *slog.Logger) Fetches { return Fetches{newFetches(now, log)} }

// Begin begins a fetch, and gives what waits for its end.
func (f Fetches) Begin(userID, id string, get func(context.Context) error) (wait func() error, err error) {
	one, err := f.begin(jobKey{userID, id}, &fetching{}, func() error { return nil },
		func(ctx context.Context, _ *fetching) error { return get(ctx) })
	if err != nil {
		return nil, err
	}
	return func() error { <-one.over; return one.err }, nil
}

// Knows reports whether a fetch is remembered.
func (f Fetches) Knows(userID, id string) bool { return f.find(jobKey{userID, id}) != nil }

// Close ends all of them.
func (f Fetches) Close() { f.close() }
