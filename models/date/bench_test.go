package date_test

import (
	"testing"
	"time"

	"gloss/models/date"
)

var sink date.Date

func BenchmarkToday(b *testing.B) {
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		b.Fatal(err)
	}
	now := time.Date(2026, 3, 29, 1, 30, 0, 0, time.UTC)
	b.ReportAllocs()
	for b.Loop() {
		sink = date.Today(now, zone, 4)
	}
}
