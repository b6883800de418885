package main

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What each program writes comes in, and once more it changes nothing.
func TestHistoriesFromTheCommandLine(t *testing.T) {
	data := threePeople(t)
	loopFolder := loopTables(t, 30, false)
	harsh := folderOf(t, "habits", harshHabits, "log", harshLog)
	for _, c := range []struct {
		name            string
		files           []string
		habits, entries int
		says            []string
	}{
		{"HabitBull", []string{fileOf(t, "HabitBullData.csv", bullFixture)}, 2, 4, []string{
			"HabitBull (CSV): 2 habits and 4 days; 1 Mar 2026 – 2 Mar 2026.", "Stretch\n  every day\n  2 days, 1 Mar 2026 – 2 Mar 2026\n", "4 days came, with 2 new habits.", "Journal (/journal), Undo all."}},
		{"Beaver", []string{fileOf(t, "export.json", beaverFixture)}, 2, 3, []string{
			"Beaver Habits", "Run\n  3 times a week\n", "Read (archived)\n", "What Gloss has no place for, or takes another way:\n- Stars", "What is left open, and what is taken:\n- ", "Once a month.", "3 days came"}},
		{"harsh, a folder", []string{harsh}, 3, 3, []string{"harsh", "Air\n  3 times in any 7 days\n", "Plant a tree\n  once a month\n  no days logged", "3 days came, with 3 new habits."}},
		{"harsh, two files", []string{filepath.Join(harsh, "habits"), filepath.Join(harsh, "log")}, 3, 3, []string{"3 days came, with 3 new habits."}},
		{"Loop, a folder", []string{loopFolder}, 1, 30, []string{
			"Loop Habit Tracker (CSV): 1 habit and 30 days; 1 Oct 2026 – 30 Oct 2026.", "- Colours: ", "Held against the file: 30 of 30 strengths agree to four decimals.\n"}},
		{"Loop, zipped", []string{zipOf(t, loopFolder)}, 1, 30, []string{"30 days came, with 1 new habit.", "Held against the file: 30 of 30 strengths"}},
		{"Loop, one figure off", []string{loopTables(t, 30, true)}, 1, 30, []string{
			"Held against the file: 29 of 30 strengths agree to four decimals.\n- Wake up: 1 of 30 differ. 3 October 2026, the first: 0.9000 in the file, 0.1478 here. Nothing in the file says why.\n"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			name := strings.ToLower(strings.Map(func(r rune) rune {
				if strings.ContainsRune(" ,", r) {
					return -1
				}
				return r
			}, c.name))
			if code, _, said := gloss(t, password+"\n", "--data", data, "user", "add", name); code != 0 {
				t.Fatal(said)
			}
			args := append([]string{"--data", data, "import", "--user", name}, c.files...)
			code, out, said := gloss(t, "", args...)
			if code != 0 || said != "" {
				t.Fatalf("code %d, complained %q", code, said)
			}
			for _, words := range c.says {
				if !strings.Contains(out, words) {
					t.Errorf("%q is not in\n%s", words, out)
				}
			}
			counts(t, data, name, c.habits, c.entries)
			before := exported(t, data, name, "json")
			code, out, _ = gloss(t, "", append(args, "--yes")...)
			if code != 0 || !strings.Contains(out, "Nothing was new, so nothing was written.") || !strings.Contains(out, "(goes into the one that is here") {
				t.Errorf("once more, code %d:\n%s", code, out)
			}
			if diff := cmp.Diff(before, exported(t, data, name, "json")); diff != "" {
				t.Errorf("once more it wrote:\n%s", diff)
			}
		})
	}
}

// What leaves as Gloss's own file comes in again as it was, also while the
// server runs; what leaves for Loop comes back with its habits and days.
func TestOutAndInAgain(t *testing.T) {
	data := threePeople(t)
	serveStill(t, data)
	own := fileOf(t, "gloss.json", exported(t, data, "ana", "json"))
	code, out, said := gloss(t, "", "--data", data, "import", own, "--user", "BEN")
	if code != 0 {
		t.Fatal(said)
	}
	if !strings.Contains(out, "lines of the journal") {
		t.Errorf("it says %s", out)
	}
	for _, which := range []string{"habits", "entries"} {
		if diff := cmp.Diff(table(t, data, "ana", which), table(t, data, "ben", which)); diff != "" {
			t.Errorf("the %s differ:\n%s", which, diff)
		}
	}
	before := exported(t, data, "ben", "json")
	if code, out, said := gloss(t, "", "--data", data, "import", own, "--user", "ben"); code != 0 || !strings.Contains(out, "Nothing was new") {
		t.Errorf("once more: code %d, %s %s", code, out, said)
	}
	if diff := cmp.Diff(before, exported(t, data, "ben", "json")); diff != "" {
		t.Errorf("once more it wrote:\n%s", diff)
	}
	backup := fileOf(t, "Loop.db", exported(t, data, "ana", "loop"))
	if code, out, said := gloss(t, "", "--data", data, "import", backup, "--user", "cem"); code != 0 || !strings.Contains(out, "Loop Habit Tracker (backup): ") {
		t.Fatalf("code %d, %s %s", code, out, said)
	}
	counts(t, data, "cem", len(table(t, data, "ana", "habits")), len(table(t, data, "ana", "entries")))
}

// What is wrong is said in one line with its place, and nothing comes in.
func TestHistoriesThatDoNotCome(t *testing.T) {
	data := threePeople(t)
	empty := filepath.Join(t.TempDir(), "none")
	bull := fileOf(t, "bull.csv", bullFixture)
	odd := "HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText\nStretch,,,2026-03-01,1,\nStretch,\"never closed\n"
	for name, c := range map[string]struct {
		args []string
		says string
	}{
		"nobody here":      {[]string{bull, "--data", empty}, "nobody has an account here yet"},
		"an unknown user":  {[]string{bull, "--user", "dan"}, `nobody here is called "dan"`},
		"an unknown file":  {[]string{"there/is/none.csv"}, "none.csv: There is no such file."},
		"no file":          {nil, "file"},
		"an empty folder":  {[]string{t.TempDir()}, "There is no file in it."},
		"a letter":         {[]string{fileOf(t, "letter.txt", "Dear aunt\n")}, "Gloss cannot tell what this is. It reads Beaver Habits"},
		"a line at fault":  {[]string{fileOf(t, "odd.csv", odd)}, "odd.csv, line 3: "},
		"a broken archive": {[]string{fileOf(t, "a.zip", "PK\x03\x04"+strings.Repeat("a", 40))}, "The archive is damaged."},
		"a broken backup":  {[]string{fileOf(t, "a.db", "SQLite format 3\x00"+strings.Repeat("a", 4000))}, "a.db: "},
		"deep JSON":        {[]string{fileOf(t, "a.json", `{"habits": `+strings.Repeat("[", 100_000))}, ""},
		"an odd name":      {[]string{filepath.Join(t.TempDir(), "a\nb\x1b[31m.csv")}, "a b [31m.csv: There is no such file."},
		"two of a kind":    {[]string{bull, fileOf(t, "b.csv", bullFixture)}, ""},
		"nothing to leave": {[]string{bull, "--leave", "Swim"}, `there is no habit called "Swim" in it`},
	} {
		t.Run(name, func(t *testing.T) {
			code, out, said := gloss(t, "", append([]string{"--data", data, "import"}, c.args...)...)
			if code != 1 || out != "" || !strings.Contains(said, c.says) || strings.Count(said, "\n") != 1 || strings.ContainsRune(said, '\x1b') {
				t.Errorf("code %d, said %q, complained %q", code, out, said)
			}
		})
	}
	before := len(table(t, data, "ana", "habits"))
	for _, h := range table(t, data, "ana", "habits") {
		if h[0] == "Stretch" {
			t.Error("something came in")
		}
	}
	// Habits are left out by their names.
	if code, out, said := gloss(t, "", "--data", data, "import", bull, "--leave", "STRETCH", "--user", "ana"); code != 0 ||
		!strings.Contains(out, "HabitBull (CSV): 1 habit and 2 days") || !strings.Contains(out, "Stretch (left out)") || !strings.Contains(out, "2 days came, with 1 new habit.") {
		t.Errorf("code %d, said %s %s", code, out, said)
	}
	if n := len(table(t, data, "ana", "habits")); n != before+1 {
		t.Errorf("%d habits became %d", before, n)
	}
}

// What a file says does nothing to a terminal, and SQL in it is a name.
func TestNamesThatMeanHarm(t *testing.T) {
	data := threePeople(t)
	const bad = "\x1b]0;owned\x07\x1b[2J'); DROP TABLE habits; --"
	file := fileOf(t, "a.csv", strings.ReplaceAll(bullFixture, "Stretch", bad))
	for _, user := range []string{"ben", "cem"} {
		code, out, said := typing(t, context.Background(), strings.NewReader("\n\n\n\n"), "--data", data, "import", file, "--user", user)
		if code != 0 || strings.ContainsAny(out, "\x1b\x07\r") || strings.ContainsAny(strings.ReplaceAll(said, eraseLine, ""), "\x1b\x07") {
			t.Errorf("code %d, said %q %q", code, out, said)
		}
		if !strings.Contains(out, "DROP TABLE") {
			t.Errorf("it says %s", out)
		}
		counts(t, data, user, 2, 4)
	}
}
