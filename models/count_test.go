package models_test

import (
	"slices"
	"testing"

	"gloss/models"
)

func TestCounted(t *testing.T) {
	for n, want := range map[int]string{0: "0 days", 1: "1 day", 2: "2 days", 999: "999 days", 1204: "1,204 days", 250_000: "250,000 days", -1204: "-1,204 days", -120: "-120 days"} {
		if got := models.Counted(n, "day", "days"); got != want {
			t.Errorf("%d: %q", n, got)
		}
	}
}

func TestBesides(t *testing.T) {
	if got, want := models.Besides(1, 0, 2, 0, 1204, true), []string{"1 guide", "2 pauses", "1,204 lines of the journal", "settings"}; !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}
