package chart_test

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"
	"golang.org/x/net/html"

	"gloss/models/date"
	"gloss/views/chart"
)

var update = flag.Bool("update", false, "write the golden files anew")

func draw(t *testing.T, c templ.Component) string {
	t.Helper()
	var b bytes.Buffer
	if err := c.Render(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	// A tag a line, so that a difference can be read.
	got = strings.ReplaceAll(got, "><", ">\n<") + "\n"
	file := filepath.Join("testdata", name+".svg")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s is drawn otherwise; look at it and run with -update\n%s", file, got)
	}
}

// weeks is a year of n weeks that shows every look.
func weeks(n int) chart.Year {
	y := chart.Year{
		From: date.New(2026, time.October, 12), Today: date.New(2026, time.November, 22), Link: "/habits/x?at=", Anchor: "d",
	}
	for i := range 7 * n {
		s := chart.Square{Look: chart.Look(i%8 + 1), Title: "a < b & \"c\""}
		if i >= 7*n-3 {
			s = chart.Square{}
		}
		y.Squares = append(y.Squares, s)
	}
	return y
}

func TestHeat(t *testing.T) {
	golden(t, "heat", draw(t, chart.Heat(weeks(6))))
	y := weeks(6)
	y.Beneath = []chart.Look{chart.Level4, chart.Short, chart.Over, chart.Blank, chart.Skipped, chart.None}
	golden(t, "heat-beneath", draw(t, chart.Heat(y)))
}

func TestHeatIsWellFormed(t *testing.T) {
	drawn := draw(t, chart.Heat(weeks(26)))
	if strings.Contains(drawn, "a < b") || !strings.Contains(drawn, "a &lt; b &amp;") {
		t.Error("words are not escaped")
	}
	if got := strings.Count(drawn, "<a "); got != 7*26-3 {
		t.Errorf("%d days can be clicked, want all but the three that are not drawn", got)
	}
	if strings.Count(drawn, `tabindex="-1"`) != strings.Count(drawn, "<a ") {
		t.Error("the keyboard would stop at every day")
	}
	for _, class := range []string{"k0", "k1", "k2", "k3", "k4", "kx", "kxl", "ks", "kt"} {
		if got := strings.Count(drawn, `class="`+class+`"`); got < 1 || got > 2 {
			t.Errorf("%s is drawn in %d marks, want one", class, got)
		}
	}
	if _, err := html.Parse(strings.NewReader(drawn)); err != nil {
		t.Error(err)
	}
}

func TestBars(t *testing.T) {
	bars := []chart.Bar{
		{Value: 20000, Look: chart.Level4}, {Value: 35000, Look: chart.Over, Label: "35"},
		{Value: 5000, Look: chart.Short}, {}, {Value: 100, Look: chart.Level4},
	}
	golden(t, "bars-band", draw(t, chart.Chart(chart.Bars{
		ID: "b", Title: "Minutes < 5 days", Bars: bars, Min: 10000, Max: 30000, MinText: "10", MaxText: "30", First: "18 Nov", Last: "today",
	})))
	golden(t, "bars-least", draw(t, chart.Chart(chart.Bars{ID: "b", Title: "t", Bars: bars, Min: 10000, MinText: "10"})))
	golden(t, "bars-most", draw(t, chart.Chart(chart.Bars{ID: "b", Title: "t", Bars: bars, Max: 30000, MaxText: "30"})))
	golden(t, "bars-plain", draw(t, chart.Chart(chart.Bars{ID: "b", Title: "t", Bars: bars[3:4]})))
}

func TestKeys(t *testing.T) {
	seen := map[string]bool{}
	for look := chart.Blank; look <= chart.Skipped; look++ {
		seen[draw(t, chart.Key(look))] = true
	}
	if len(seen) != int(chart.Skipped) {
		t.Errorf("%d of %d looks can be told apart", len(seen), chart.Skipped)
	}
}

func BenchmarkHeat(b *testing.B) {
	y := weeks(26)
	for b.Loop() {
		if err := chart.Heat(y).Render(context.Background(), &bytes.Buffer{}); err != nil {
			b.Fatal(err)
		}
	}
}
