package chart_test

import (
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"gloss/models/date"
	"gloss/views/chart"
)

// strip is a year of n weeks that shows every look.
func strip(n int) chart.Strip {
	s := chart.Strip{ID: "y", Title: `Tea < 2 cups & "more", 2026`, From: date.New(2025, time.December, 29), Year: 2026}
	for i := range 7 * n {
		s.Looks = append(s.Looks, chart.Look(i%9))
	}
	return s
}

func TestStrip(t *testing.T) {
	golden(t, "strip", draw(t, strip(6).Draw()))
	s := strip(6)
	s.Beneath = []chart.Look{chart.Level4, chart.Short, chart.Over, chart.Blank, chart.Skipped, chart.None}
	golden(t, "strip-beneath", draw(t, s.Draw()))
}

func TestStripIsWellFormed(t *testing.T) {
	s := strip(53)
	drawn := draw(t, s.Draw())
	if !strings.Contains(drawn, `<title id="y">Tea &lt; 2 cups &amp; `) {
		t.Error("words are not escaped")
	}
	for _, class := range []string{"k0", "k1", "k2", "k4", "kx", "kxl", "ks"} {
		if got := strings.Count(drawn, `class="`+class+`"`); got != 1 {
			t.Errorf("%s is drawn in %d marks, want one", class, got)
		}
	}
	if got := strings.Count(drawn, "<text"); got != 12 {
		t.Errorf("%d months are named", got)
	}
	if strings.Contains(drawn, "<a") || strings.Contains(drawn, "<rect") {
		t.Error("a day stands alone in it")
	}
	if empty := draw(t, chart.Strip{ID: "y", From: s.From, Looks: make([]chart.Look, 7), Year: 2026}.Draw()); strings.Contains(empty, "<path") {
		t.Errorf("a week of nothing is drawn: %s", empty)
	}
	if _, err := html.Parse(strings.NewReader(drawn)); err != nil {
		t.Error(err)
	}
}

func BenchmarkStrip(b *testing.B) {
	s := strip(53)
	for b.Loop() {
		if err := s.Draw().Render(b.Context(), discard{}); err != nil {
			b.Fatal(err)
		}
	}
}

type discard struct{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }
