package main

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gloss/models/date"
	"gloss/models/plan"
)

// typing runs one command line with somebody sitting at a terminal, whose clock
// goes on by a second each time it is looked at.
func typing(t *testing.T, ctx context.Context, typed io.Reader, args ...string) (code int, out, said string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	now := sunday
	code = run(environment{
		ctx: ctx, stdin: typed, stdout: &stdout, stderr: &stderr, terminal: func(any) bool { return true },
		now: func() time.Time { now = now.Add(time.Second); return now },
	}, args)
	return code, stdout.String(), stderr.String()
}

// threePeople makes a data folder in which ana, who owns it, has habits of every
// kind, and ben and cem have none.
func threePeople(t *testing.T) (data string) {
	t.Helper()
	data = filepath.Join(t.TempDir(), "data")
	fill(t, data, func(add func(string) *person) {
		ana := add("ana")
		ana.take()
		ana.ticks(ana.own("Stretching", "leaf", "leaf", plan.Plan{Kind: plan.Tick, Period: plan.Day, Min: plan.At(1)}), 20, 60)
		water := ana.own("Water", "sea", "glass", plan.Plan{Kind: plan.Sum, Period: plan.Day, Min: plan.At(2), Unit: "l", Step: plan.Whole})
		ana.past(water, 20, 1, 2, -1, -2)
		ana.tag(water, "Kitchen")
		add("ben")
		add("cem")
	})
	return data
}

// given is a file that somebody gives.
type given struct{ name, content string }

// folderOf writes texts into a folder, each after its name, and returns it.
func folderOf(t *testing.T, namesAndTexts ...string) string {
	t.Helper()
	dir := t.TempDir()
	for i := 0; i < len(namesAndTexts); i += 2 {
		file := filepath.Join(dir, filepath.FromSlash(namesAndTexts[i]))
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(namesAndTexts[i+1]), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// fileOf writes a text into a file of its own.
func fileOf(t *testing.T, name, text string) string {
	t.Helper()
	return filepath.Join(folderOf(t, name, text), name)
}

// zipOf packs a folder.
func zipOf(t *testing.T, dir string) string {
	t.Helper()
	file, err := os.Create(filepath.Join(t.TempDir(), "packed.zip"))
	if err != nil {
		t.Fatal(err)
	}
	w := zip.NewWriter(file)
	if err := w.AddFS(os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	return file.Name()
}

// exported is the file of a person in some format.
func exported(t *testing.T, data, name, format string) string {
	t.Helper()
	code, out, said := gloss(t, "", "--data", data, "export", "--user", name, "--format", format)
	if code != 0 {
		t.Fatalf("exporting %s of %s: %s", format, name, said)
	}
	return out
}

// table is one of the two tables that a person's account leaves as, without its
// head and the ids.
func table(t *testing.T, data, name, which string) [][]string {
	t.Helper()
	packed := exported(t, data, name, "csv")
	z, err := zip.NewReader(strings.NewReader(packed), int64(len(packed)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open(which + ".csv")
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	rows = rows[1:]
	for i := range rows {
		rows[i] = rows[i][1:]
	}
	return rows
}

// counts fails the test unless a person has so many habits and days logged.
func counts(t *testing.T, data, name string, habits, entries int) {
	t.Helper()
	if h, e := len(table(t, data, name, "habits")), len(table(t, data, name, "entries")); h != habits || e != entries {
		t.Errorf("%s has %d habits and %d days, not %d and %d", name, h, e, habits, entries)
	}
}

// The fixtures: of each program a small file as it writes it.
const (
	bullFixture = "HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText\n" +
		"Stretch,\"Arms, legs\",Body,2026-03-01,1,\nStretch,\"Arms, legs\",Body,2026-03-02,1,sore\nSquats,,Body,2026-03-01,30,\nSquats,,Body,2026-03-02,25,\n"
	beaverFixture = `{"habits": [
 {"name": "Run", "id": "a1b2c3", "status": "active", "star": true, "period": {"period_type": "W", "period_count": 1, "target_count": 3},
  "records": [{"day": "2026-11-01", "done": true}, {"day": "2026-11-02", "done": true, "text": "by the river"}]},
 {"name": "Read", "id": "d4e5f6", "status": "archive", "records": [{"day": "2026-11-03", "done": true}], "period": null}]}`
	harshHabits = "! House\nSweep: 1\nAir: 3/7\nPlant a tree: 0\n"
	harshLog    = "2026-11-01 : Sweep : y : every corner : \n2026-11-02 : Sweep : s :  : \n2026-11-02 : Air : y :  : \n"
)

// loopTables is an export of Loop: one habit that was ticked each day for so
// many, with Loop's own figures (a factor of a half to the power of 1/13 a day),
// one of them wrong where asked.
func loopTables(t *testing.T, days int, wrong bool) string {
	t.Helper()
	const name = "001 Wake up/"
	var marks, scores string
	first, score := date.New(2026, time.October, 1), 0.0
	for d := range days {
		day := first + date.Date(d)
		score = 1 - (1-score)*math.Pow(0.5, 1.0/13)
		marks = fmt.Sprintf("%s,YES_MANUAL,\n%s", day, marks)
		told := score
		if wrong && d == 2 {
			told = 0.9
		}
		scores = fmt.Sprintf("%s,%.4f\n%s", day, told, scores)
	}
	return folderOf(t,
		"Habits.csv", "Position,Name,Type,Question,Description,FrequencyNumerator,FrequencyDenominator,Color,Unit,Target Type,Target Value,Archived?\n"+
			"001,Wake up,YES_NO,Up before six?,,1,1,#FF8F00,,,,false\n",
		name+"Checkmarks.csv", "Date,Value,Notes\n"+marks, name+"Scores.csv", "Date,Score\n"+scores)
}
