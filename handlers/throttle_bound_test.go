package handlers_test

import (
	"strconv"
	"testing"
	"time"

	"gloss/handlers"
)

// However many names are made up, the memory stays bounded, and what was tried
// often is not forgotten for it.
func TestThrottleIsBounded(t *testing.T) {
	now := time.Date(2026, time.June, 10, 11, 0, 0, 0, time.UTC)
	tries := handlers.NewThrottle(func() time.Time { return now })
	for range 10 {
		if err := tries.Try("often", 10, time.Hour); err != nil {
			t.Fatal(err)
		}
	}
	for i := range 3 * handlers.MaxKeys {
		if err := tries.Try("made up "+strconv.Itoa(i), 10, time.Hour); err != nil {
			t.Fatal(err)
		}
		if tries.Len() > handlers.MaxKeys {
			t.Fatalf("%d keys", tries.Len())
		}
	}
	if tries.Try("often", 10, time.Hour) == nil {
		t.Error("what was tried often is forgotten")
	}
	now = now.Add(time.Hour)
	if err := tries.Try("often", 10, time.Hour); err != nil {
		t.Errorf("an hour later: %v", err)
	}
}

// A flood under more keys than are kept is bounded too, each tried often.
func TestThrottleIsBoundedWhenAllAreTriedOften(t *testing.T) {
	now := time.Date(2026, time.June, 10, 11, 0, 0, 0, time.UTC)
	tries := handlers.NewThrottle(func() time.Time { return now })
	for i := range handlers.MaxKeys + handlers.MaxKeys/10 {
		for range 4 {
			_ = tries.Try("key "+strconv.Itoa(i), 10, time.Hour)
		}
	}
	if tries.Len() > handlers.MaxKeys {
		t.Errorf("%d keys", tries.Len())
	}
}
