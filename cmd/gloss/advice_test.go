package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const adviceText = `Rays are strongest between 10:00am and 4:00pm, the best time of day to get a little midday sun. For safety, 10–30 minutes each day is enough.

Walking to work lowers the pressure. See a doctor if it hurts.
`

func TestAdviceForAReader(t *testing.T) {
	file := filepath.Join(t.TempDir(), "text.txt")
	if err := os.WriteFile(file, []byte(adviceText), 0o600); err != nil {
		t.Fatal(err)
	}
	_, strong, _ := gloss(t, "", "advice", file)
	for _, want := range []string{"1. Get a little midday sun", "10 to 30 minutes, every day, between 10:00 and 16:00", "It names the amount"} {
		if !strings.Contains(strong, want) {
			t.Errorf("%q is not in %s", want, strong)
		}
	}
	if strings.Contains(strong, "pressure") || strings.Contains(strong, "doctor") {
		t.Errorf("too much: %s", strong)
	}
	_, all, _ := gloss(t, adviceText, "advice", "--all", "-")
	if !strings.Contains(all, "pressure") || !strings.Contains(all, "To do once:") {
		t.Errorf("--all says %s", all)
	}
	if _, none, _ := gloss(t, "Rain is wet.", "advice", "-"); none != "No advice found.\n" {
		t.Errorf("without advice: %q", none)
	}
	if code, _, complaint := gloss(t, "", "advice", filepath.Join(t.TempDir(), "no.txt")); code != 1 || !strings.Contains(complaint, "no.txt") {
		t.Errorf("a file that is not there: %d %q", code, complaint)
	}
	if _, out, _ := gloss(t, "Drink \x1b[31mwater\x07 every day.", "advice", "-"); strings.ContainsAny(out, "\x1b\x07") {
		t.Errorf("control characters reach the terminal: %q", out)
	}
}

func TestAdviceAsJSON(t *testing.T) {
	_, out, _ := gloss(t, adviceText, "advice", "--json", "-")
	var got struct {
		Advice []struct {
			Start, End int
			Quote      string
			Habit      bool
			Rule       string
			Confidence float64
			Measure    struct {
				Kind     string
				Min, Max *float64
				Unit     *string
			}
			Window   *struct{ From, To string }
			Passages [][2]int
		}
	}
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatalf("%v in %s", err, out)
	}
	if len(got.Advice) != 3 {
		t.Fatalf("%d entries: %s", len(got.Advice), out)
	}
	time, dose := got.Advice[0], got.Advice[1]
	if time.Window == nil || time.Window.From != "10:00" || time.Window.To != "16:00" || time.Measure.Kind != "check" || time.Measure.Min != nil {
		t.Errorf("%+v", time)
	}
	if dose.Measure.Kind != "range" || *dose.Measure.Min != 10 || *dose.Measure.Max != 30 || *dose.Measure.Unit != "minutes" || dose.Rule == "" || dose.Confidence <= 0 {
		t.Errorf("%+v", dose)
	}
	if len(dose.Passages) != 2 || len(time.Passages) != 2 || dose.Passages[0] != [2]int{dose.Start, dose.End} {
		t.Errorf("passages %v and %v", dose.Passages, time.Passages)
	}
	for _, e := range got.Advice {
		if runes := []rune(adviceText); string(runes[e.Start:e.End]) != e.Quote {
			t.Errorf("%d to %d is not %q", e.Start, e.End, e.Quote)
		}
	}
	if _, out, _ := gloss(t, "", "advice", "--json", "-"); strings.Join(strings.Fields(out), "") != `{"advice":[]}` {
		t.Errorf("of no text: %s", out)
	}
}

// What stands about a text in a page or in front matter is not read for advice.
func TestAdviceInAPage(t *testing.T) {
	page := "<!doctype html><title>Walking</title><nav>Subscribe to our letter every day.</nav><article><h1>Walking</h1>" +
		strings.Repeat("<p>Streets are long, and there is much to see along them when the light is good.</p>", 5) +
		"<p>Walk for 30 minutes every day.</p></article>"
	for name, src := range map[string]string{
		"walking.html": page,
		"walking.md":   "---\ntitle: Walk every day\nmood: good\n---\n\n# Walking\n\nStreets are long.\n\n- **Walk** for [30 minutes](https://a.example) every day.\n",
	} {
		file := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(file, []byte(src), 0o600); err != nil {
			t.Fatal(err)
		}
		_, out, complaint := gloss(t, "", "advice", file)
		if !strings.Contains(out, "1. Walk\n   30 minutes, every day") || strings.Contains(out, "2. ") {
			t.Errorf("%s: %s%s", name, out, complaint)
		}
	}
}
