package transfer_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"gloss/models"
	"gloss/models/transfer"
)

// sound reads files of one format that may be anything: what is not refused in
// words is a history that Gloss can take, and the same each time.
func sound(t *testing.T, format string, paths ...string) {
	t.Helper()
	for _, path := range paths {
		b, err := tryLoop(nil, path)
		var fault *transfer.Error
		if errors.As(err, &fault) {
			if fault.Said == "" || strings.Contains(fault.Said, "confused") {
				t.Errorf("refused with %q", fault.Said)
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		if b.Format != format {
			continue
		}
		soundBundle(t, b)
		again, err := tryLoop(transfer.Choices{}, path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(b, again); diff != "" {
			t.Errorf("read again it differs:\n%s", diff)
		}
		other := transfer.Choices{}
		for _, d := range b.Doubts {
			other[d.ID] = d.Options[len(d.Options)-1].Value
		}
		if again, err = tryLoop(other, path); err != nil {
			t.Fatalf("with other answers: %v", err)
		}
		soundBundle(t, again)
	}
}

// soundBundle fails where b breaks what the readers of bundles rely on.
func soundBundle(t *testing.T, b *transfer.Bundle) {
	t.Helper()
	obeys(t, b)
	for _, h := range b.Habits {
		for _, e := range h.Entries {
			if e.Day < h.Plans[0].From || !e.Said && !e.Skipped && e.Note == "" {
				t.Errorf("%+v of %q", e, h.Name)
			}
		}
	}
	for _, d := range b.Doubts {
		odd := strings.IndexFunc(d.ID, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '.' && r != '-' })
		if odd >= 0 || (transfer.Choices{}).Of(d) != d.Default {
			t.Errorf("asked %+v", d)
		}
	}
	for _, l := range b.Lost {
		if !models.Printable(l.What+l.Where) || !strings.HasSuffix(l.What, ".") {
			t.Errorf("lost %+v", l)
		}
	}
}

// Of the fixtures of all formats each is recognised by exactly one, whatever the
// texts are called.
func TestEachFileIsRecognisedByOne(t *testing.T) {
	type fixture struct{ format, path string }
	all := []fixture{
		{"loop-db", loopDB(t, 9, habitRow(1, "Walk"))},
		{"loop-db", loopDB(t, 25, habitRow(1, "Walk"), logRow(1, "2026-11-01", 2))},
		{"loop-csv", folder(t, "Habits.csv", "Position,Name,Description,NumRepetitions,Interval,Color\n001,Walk,,1,1,#388E3C\n", "001 Walk/Checkmarks.csv", "2026-11-01,2\n")},
		{"harsh", folder(t, "habits", harshList, "log", harshLog)},
		{"harsh", zipped(t, "harsh/habits", harshList, "harsh/log", harshLog)},
		{"beaver", zipped(t, "beaver.json", beaverExport)},
		{"habitbull", zipped(t, "HabitBull.csv", bullPlain)},
		{"gloss", folder(t, "x", "{\"gloss\": {\"format\": 1},\n\"person\": {\"name\": \"ana\"},\n\"habits\": [{\"name\": \"Run\"}]}")},
	}
	for _, c := range []struct {
		format   string
		fixtures []string
	}{{"habitbull", bullFixtures}, {"beaver", beaverFixtures}, {"harsh", []string{harshList, harshLog, harshOld}}} {
		for _, text := range c.fixtures {
			for _, name := range []string{"x", "Habits.csv", "habits.json", "log", "Loop Habits Backup.db"} {
				all = append(all, fixture{c.format, folder(t, name, text)})
			}
		}
	}
	for _, one := range all {
		f, err := transfer.Open(one.path)
		if err != nil {
			t.Fatal(err)
		}
		format, err := transfer.Recognise(f)
		if err != nil || format.Name != one.format {
			t.Errorf("%s, %v of %s: recognised as %q, %v", one.path, f.Names(), one.format, format.Name, err)
		}
		f.Close()
	}
}

// Cut anywhere, a file is refused in words or read as far as it goes.
func TestTextsCutAnywhere(t *testing.T) {
	for _, fixture := range append(append([]string{harshList, harshLog}, bullFixtures...), beaverFixtures...) {
		for n := 0; n < len(fixture); n += 7 {
			b, err := tryLoop(nil, folder(t, "x", fixture[:n]))
			var fault *transfer.Error
			if err != nil && !errors.As(err, &fault) {
				t.Fatalf("%q: %v", fixture[:n], err)
			}
			if err == nil {
				soundBundle(t, b)
			}
		}
	}
}

func TestTextsEndWithTheirContext(t *testing.T) {
	for _, fixture := range []string{harshList, bullPlain, beaverDisk} {
		f, err := transfer.Open(folder(t, "x", fixture))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		if _, err := transfer.Read(ctx, f, nil, loopToday, nil); !errors.Is(err, context.Canceled) {
			t.Errorf("%.30q: %v", fixture, err)
		}
	}
}
