package transfer_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/models"
	"gloss/models/transfer"
)

// layouts are the names that two files of any bytes are given under.
var layouts = [][2]string{
	{"upload", ""}, {"Habits.csv", "001 Walk/Checkmarks.csv"}, {"Habits.csv", "001/Scores.csv"},
	{"habits", "log"}, {"b.json", "a.db"}, {"x/y.csv", "x/z"},
}

// seeds are files of every format.
func seeds(f *testing.F) (all [][]byte) {
	add := func(texts ...string) {
		for _, text := range texts {
			all = append(all, []byte(text))
		}
	}
	add(bullFixtures...)
	add(beaverFixtures...)
	add("# mine\n! Body\nWalk: 1\nRead: 3w\nRun: 2/7: 2026-12-01\nLook: 0\n", "2026-11-01 : Walk : y : fine : 3\n2026-11-02 : Read : s :  : \n",
		"Position,Name,Type,Question,Description,FrequencyNumerator,FrequencyDenominator,Color,Unit,Target Type,Target Value,Archived?\n001,Walk,YES_NO,Did you?,,2,3,#FF8F00,,,,false\n",
		"Position,Name,Description,NumRepetitions,Interval,Color\n001,Walk,Did you?,3,7,#FF8F00\n",
		"Date,Value,Notes\n2026-11-02,YES_MANUAL,\"so, so\"\n2026-11-01,SKIP,\n", "2026-11-02,2\n2026-11-01,0\n",
		"Date,Score\n2026-11-02,0.0519\n2026-11-01,0.0000\n", wide(bullPlain, false, true), wide(bullPlain, true, false))
	for _, path := range []string{
		zipped(f, "Habits.csv", "Position,Name,Description,NumRepetitions,Interval,Color\n001,Walk,,1,1,#FF8F00\n", "001 Walk/Checkmarks.csv", "2026-11-02,2\n"),
		loopDB(f, 25, habitRow(1, "Walk"), logRow(1, "2026-11-20", 2), logRow(1, "2026-11-21", 3, "notes", "tired")),
		loopDB(f, 9, row("Habits", "Id", 1, "name", "Old", "freq_num", 3, "freq_den", 7), row("Repetitions", "habit", 1, "timestamp", at("2026-11-20"))),
	} {
		text, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		all = append(all, text)
	}
	var b bytes.Buffer
	s := transfer.NewJSON(&b)
	if err := errors.Join(s.Begin(transfer.Person{Name: "Ana", Settings: models.Settings{Zone: "UTC"}}), s.End(today)); err != nil {
		f.Fatal(err)
	}
	return append(all, b.Bytes())
}

// Whatever bytes come, reading ends with a Bundle that keeps the rules, or with
// words; and is the same each time.
func FuzzRead(f *testing.F) {
	all := seeds(f)
	for i, text := range all {
		f.Add(uint8(0), text, []byte(nil))
		f.Add(uint8(1+i%len(layouts)), text, all[(i+1)%len(all)])
	}
	f.Add(uint8(1), all[8], all[10])
	f.Add(uint8(3), all[6], all[7])
	f.Fuzz(func(t *testing.T, kind uint8, a, b []byte) {
		names := layouts[int(kind)%len(layouts)]
		dir := t.TempDir()
		path := filepath.Join(dir, names[0])
		for i, text := range [][]byte{a, b} {
			if names[i] == "" {
				continue
			}
			at := filepath.Join(dir, filepath.FromSlash(names[i]))
			if err := errors.Join(os.MkdirAll(filepath.Dir(at), 0o700), os.WriteFile(at, text, 0o600)); err != nil {
				t.Fatal(err)
			}
		}
		if names[1] != "" {
			path = dir
		}
		first, c := anyRead(t, path, nil)
		if first == nil {
			return
		}
		again, _ := anyRead(t, path, nil)
		if diff := cmp.Diff(first, again); diff != "" {
			t.Errorf("read again it differs: %s", diff)
		}
		anyRead(t, path, c)
	})
}

// anyRead reads what may be anything, checks what comes of it, and returns other
// answers to its doubts than those stated.
func anyRead(t *testing.T, path string, c transfer.Choices) (*transfer.Bundle, transfer.Choices) {
	t.Helper()
	f, err := transfer.Open(path)
	var b *transfer.Bundle
	if err == nil {
		defer f.Close()
		b, err = transfer.Read(context.Background(), f, c, today, nil)
	}
	var told *transfer.Error
	switch {
	case errors.As(err, &told) && told.Said != "" && told.Said != "This file confused Gloss. Nothing was read.":
		return nil, nil
	case err != nil:
		t.Fatalf("%v", err)
	}
	obeys(t, b)
	if a := b.Account; a != nil {
		if err := a.Changes(func(transfer.Change) error { return nil }); err != nil && !errors.As(err, &told) {
			t.Errorf("the journal: %v", err)
		}
		a.Changes = nil
	}
	other := transfer.Choices{}
	for _, d := range b.Doubts {
		other[d.ID] = d.Options[len(d.Options)-1].Value
	}
	return b, other
}
