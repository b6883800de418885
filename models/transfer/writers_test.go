package transfer_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gloss/models"
	"gloss/models/plan"
	"gloss/models/transfer"
)

// asTables writes a bundle as CSV and returns the rows of both tables.
func asTables(t *testing.T, b *transfer.Bundle) (habits, entries [][]string) {
	t.Helper()
	var out bytes.Buffer
	if err := transfer.Write(t.Context(), "csv", &out, t.TempDir(), func(s transfer.Sink) error { return pourOut(b, s) }); err != nil {
		t.Fatal(err)
	}
	files := unzipped(t, out.Bytes())
	if len(files) != 2 {
		t.Errorf("%d files", len(files))
	}
	rows := func(name string) [][]string {
		text, ok := strings.CutPrefix(files[name], "\ufeff")
		if !ok || strings.Count(text, "\r\n") == 0 {
			t.Errorf("%s begins with no mark, or its lines end otherwise: %q", name, text)
		}
		list, err := csv.NewReader(strings.NewReader(text)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		return list
	}
	return rows("habits.csv"), rows("entries.csv")
}

func TestCSV(t *testing.T) {
	src, err := os.ReadFile("testdata/gloss.json")
	if err != nil {
		t.Fatal(err)
	}
	habits, entries := asTables(t, mustReadOwn(t, string(src)))
	if diff := cmp.Diff([][]string{
		{"id", "name", "kind", "period", "days", "min", "max", "unit", "due", "from_time", "to_time", "reserve", "terms", "since", "archived", "deleted", "tags", "reason", "cue", "colour", "icon", "reminder", "quote"},
		{"h1", "Sun", "tick", "days", "7", "3", "", "", "", "", "", "0", "3 times in any 7 days", "2026-01-01", "2026-11-02", "2026-11-03", "body", "For the light.\nAnd the air.", "after lunch", "sun", "sun", "12:30 mo we fr", "Go out at noon"},
		{"h2", "Plants", "variety", "week", "", "30", "", "plants", "", "", "", "0", "30 different plants a week", "2026-01-01", "", "", "", "", "", "leaf", "leaf", "", ""},
	}, habits); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([][]string{
		{"habit_id", "habit", "day", "amount", "unit", "skipped", "items", "note"},
		{"h1", "Sun", "2026-01-02", "12.5", "minutes", "no", "", "windy"},
		{"h1", "Sun", "2026-01-03", "0", "minutes", "no", "", ""},
		{"h1", "Sun", "2026-01-04", "", "minutes", "yes", "", ""},
		{"h2", "Plants", "2026-01-02", "", "plants", "no", "Kale; Leek", ""},
		{"h2", "Plants", "2026-01-03", "", "plants", "no", "Kale; Fig", ""},
	}, entries); diff != "" {
		t.Error(diff)
	}
}

// Where semicolons or tabs part cells, what follows one is no formula either. What
// the file puts in quotes is one cell there too.
func TestCSVDefusesBehindSeparators(t *testing.T) {
	for note, want := range map[string]string{
		"see;=1+1": "see;'=1+1", "see; @SUM(A1)": "see; '@SUM(A1)", "a\t-1": "a\t'-1", "a;b;+1": "a;b;'+1",
		"well, see;=1+1": "well, see;=1+1", "a; b": "a; b", "a = b": "a = b",
	} {
		h := transfer.Habit{Habit: models.Habit{ID: "h", Name: "Walk"}, Plans: []plan.Plan{{Kind: plan.Tick, Period: plan.Day, Min: plan.At(1)}}}
		h.Entries = []transfer.Entry{{Day: glossDay, Said: true, Amount: plan.Whole, Note: note}}
		_, entries := asTables(t, &transfer.Bundle{Habits: []transfer.Habit{h}, Account: &transfer.Account{Changes: func(func(transfer.Change) error) error { return nil }}})
		if got := entries[1][7]; got != want {
			t.Errorf("%q stands as %q", note, got)
		}
	}
}

// No cell is a formula, and none that is a number stops being one.
func TestCSVDefusesFormulas(t *testing.T) {
	for _, evil := range []string{
		"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "＝1", "＋1", "－1", "＠a", "|cmd", "%0A", `=HYPERLINK("https://e.org","a")`,
	} {
		h := transfer.Habit{Habit: models.Habit{ID: "h", Name: evil, Reason: evil, Cue: evil, Reminder: evil}, Tags: []string{evil}}
		h.Plans = []plan.Plan{{Kind: plan.Sum, Period: plan.Day, Min: plan.At(1), Unit: evil}}
		h.Entries = []transfer.Entry{{Day: glossDay, Said: true, Amount: 1500, Note: evil, Items: []string{evil, "b"}}}
		habits, entries := asTables(t, &transfer.Bundle{Habits: []transfer.Habit{h}, Account: &transfer.Account{Changes: func(func(transfer.Change) error) error { return nil }}})
		for _, row := range append(habits[1:], entries[1:]...) {
			for i, cell := range row {
				if start := strings.TrimLeft(cell, " \u00a0"); start != "" && strings.ContainsRune("=+-@\t\r\n|%＝＋－＠", []rune(start)[0]) {
					t.Errorf("%q stands in column %d", cell, i)
				}
			}
		}
		if got := entries[1][3]; got != "1.5" {
			t.Errorf("an amount stands as %q", got)
		}
		if got := entries[1][7]; got != "'"+strings.NewReplacer("\r", "", "\t=", "\t'=").Replace(evil) { // a lone return is no line break of a table
			t.Errorf("a note stands as %q", got)
		}
	}
}

// Every writer writes, leaves nothing lying about, and tells of a failure.
func TestWriters(t *testing.T) {
	src, err := os.ReadFile("testdata/gloss.json")
	if err != nil {
		t.Fatal(err)
	}
	b := mustReadOwn(t, string(src))
	names := map[string]bool{}
	for _, w := range transfer.Writers {
		var out bytes.Buffer
		dir := t.TempDir()
		if err := transfer.Write(t.Context(), w.Name, &out, dir, func(s transfer.Sink) error { return pourOut(b, s) }); err != nil {
			t.Errorf("%s: %v", w.Name, err)
		}
		if out.Len() == 0 || w.Title == "" || w.Type == "" || (len(w.Losses) == 0) != (w.Name == "json") {
			t.Errorf("%s: %d bytes, %+v", w.Name, out.Len(), w)
		}
		stop := errors.New("stop")
		if err := transfer.Write(t.Context(), w.Name, &out, dir, func(s transfer.Sink) error { s.Begin(transfer.Person{}); return stop }); !errors.Is(err, stop) {
			t.Errorf("%s: %v", w.Name, err)
		}
		if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
			t.Errorf("%s leaves %v, %v", w.Name, left, err)
		}
		names[w.FileName("ana", glossDay)] = true
	}
	if len(names) != len(transfer.Writers) || !names["gloss-ana-2026-11-22.json"] {
		t.Errorf("files are called %v", names)
	}
	if err := transfer.Write(t.Context(), "xml", &bytes.Buffer{}, "", nil); err == nil {
		t.Error("there is a writer of XML")
	}
}

func TestFileNamesAreSafe(t *testing.T) {
	w := transfer.Writer{File: "%s-%s.json"}
	for person, want := range map[string]string{
		"Ana": "ana", "Dr. Ana  Ño": "dr-ana-ño", "../../etc/passwd": "etc-passwd", "con": "me", "": "me", "🙂": "me", "a/b\\c:d": "a-b-c-d",
		"李雷": "李雷", "a\x00b\nc": "a-b-c", "-rf": "rf", "e\u0301": "e\u0301", "\u202egnp": "gnp",
	} {
		if got := w.FileName(person, glossDay); got != want+"-2026-11-22.json" {
			t.Errorf("%q makes %q", person, got)
		}
	}
	if got := w.FileName(strings.Repeat("é", 500), glossDay); len([]rune(got)) > 80 {
		t.Errorf("%d letters", len([]rune(got)))
	}
}

// Instants are written to the millisecond in UTC.
func TestJSONInstants(t *testing.T) {
	var out bytes.Buffer
	s := transfer.NewJSON(&out)
	at := time.Date(2026, 3, 29, 1, 2, 3, 45e6, time.FixedZone("", 3600))
	if err := errors.Join(s.Dismissal(models.Dismissal{Alike: "a", At: at.UnixMilli()}), s.End(glossDay)); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), `"at":"2026-03-29T00:02:03.045Z"`) {
		t.Error(out.String())
	}
}
