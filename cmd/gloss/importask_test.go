package main

import (
	"bytes"
	"context"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gloss/models/date"
)

// settled is a data folder into which ben's history came once, from which a day
// is otherwise in another file.
func settled(t *testing.T) (data, other string) {
	t.Helper()
	data = filepath.Join(t.TempDir(), "data")
	fill(t, data, func(add func(string) *person) { add("ben") })
	code, _, said := gloss(t, "", "--data", data, "import", fileOf(t, "a.csv", bullFixture))
	if code != 0 {
		t.Fatal(said)
	}
	other = `{"habits": [{"name": "Stretch", "id": "x1", "period": {"period_type": "D", "period_count": 1, "target_count": 1},
		"records": [{"day": "2026-03-01", "done": true}, {"day": "2026-03-02", "done": false, "text": "no"}, {"day": "2026-03-03", "done": true}]}]}`
	return data, fileOf(t, "other.json", other)
}

// At a terminal each question is asked, what is no answer is asked again, and an
// answer may raise a question more.
func TestAnsweringAtATerminal(t *testing.T) {
	const name, clash, come = "There is a habit called “Stretch” here.", "says something else here than in the file", "Shall it come in?"
	for what, c := range map[string]struct {
		typed           string
		args            []string
		code            int
		asks            []string
		unasked         string
		says            string
		habits, entries int
	}{
		"a habit of its own":  {"\n\n", nil, 0, []string{name, "Which? [1] ", come}, clash, "with 1 new habit", 3, 7},
		"together":            {"2\n\n\n", nil, 0, []string{name, "  2. Together with “Stretch”, which is here\n", clash, "  1. What is here\n", come}, "", "1 habit that was here already", 2, 5},
		"asked again":         {"0\n9\nyes\n-1\n 2. \n2\n1\n", nil, 0, []string{name, "Type a number from 1 to 3, or nothing for 1.", clash, come}, "", "1 habit that was here already", 2, 5},
		"left out":            {"3\n", nil, 0, []string{name}, come, "Nothing was new", 2, 4},
		"not in the end":      {"1\n2\n", nil, 0, []string{name, come}, clash, "Nothing came in.", 2, 4},
		"no more at the name": {"", nil, 1, []string{name, "gloss: stopped; nothing came in\n"}, come, "", 2, 4},
		"no more at a wrong":  {"7", nil, 1, []string{name, "Type a number", "gloss: stopped; nothing came in\n"}, come, "", 2, 4},
		"no more at the day":  {"2\n", nil, 1, []string{clash, "gloss: stopped; nothing came in\n"}, come, "", 2, 4},
		"no more at the end":  {"2\n2\n", nil, 1, []string{come, "gloss: stopped; nothing came in\n"}, "", "", 2, 4},
		"told not to ask":     {"", []string{"--yes"}, 0, nil, "Which?", "What is left open, and what is taken:\n- " + name, 3, 7},
		"told what to leave":  {"", []string{"--leave", "stretch"}, 0, nil, "Which?", "Nothing was new", 2, 4},
	} {
		t.Run(what, func(t *testing.T) {
			data, other := settled(t)
			code, out, said := typing(t, context.Background(), strings.NewReader(c.typed),
				append([]string{"--data", data, "import", other}, c.args...)...)
			if code != c.code || !strings.Contains(out, c.says) || c.unasked != "" && strings.Contains(said, c.unasked) {
				t.Errorf("code %d, said %s\nasked %s", code, out, said)
			}
			at := 0
			for _, ask := range c.asks {
				i := strings.Index(said[at:], ask)
				if i < 0 {
					t.Fatalf("%q is not asked, or not then:\n%s", ask, said)
				}
				at += i
			}
			counts(t, data, "ben", c.habits, c.entries)
		})
	}
}

// The answers decide: the day that differs becomes what the file says.
func TestAnswersDecide(t *testing.T) {
	for typed, want := range map[string]string{"2\n1\n1\n": "sore", "2\n2\n1\n": "no"} {
		data, other := settled(t)
		if code, _, said := typing(t, context.Background(), strings.NewReader(typed), "--data", data, "import", other); code != 0 {
			t.Fatal(said)
		}
		found := ""
		for _, row := range table(t, data, "ben", "entries") {
			if row[0] == "Stretch" && row[1] == "2026-03-02" {
				found = row[len(row)-1]
			}
		}
		if found != want {
			t.Errorf("after %q the day's note is %q, not %q", typed, found, want)
		}
	}
}

// What an answer loses is said before anything comes, and once.
func TestWhatAnAnswerLoses(t *testing.T) {
	data, _ := settled(t)
	file := fileOf(t, "other.csv", strings.NewReplacer("Stretch", "Other", "Squats", "STRETCH").Replace(bullFixture))
	const loss = "- “STRETCH”: amounts became ticks in “Stretch”. (2 times, first at line 4 of other.csv)\n"
	for _, c := range []struct {
		typed string
		told  int
	}{{"1\n2\n", 0}, {"2\n2\n", 1}, {"2\n1\n", 1}} {
		_, out, said := typing(t, context.Background(), strings.NewReader(c.typed), "--data", data, "import", file)
		if !strings.Contains(said, "Shall it come in?") || strings.Count(out, loss) != c.told {
			t.Errorf("after %q it says %s", c.typed, out)
		}
	}
}

// An interrupt ends the waiting for an answer.
func TestInterruptedWhileAsking(t *testing.T) {
	data, other := settled(t)
	ctx, interrupt := context.WithCancel(context.Background())
	never, _ := io.Pipe()
	asked := &interrupting{on: "Which?", then: interrupt}
	code := run(environment{
		ctx: ctx, stdin: never, stdout: io.Discard, stderr: asked, terminal: func(any) bool { return true },
		now: func() time.Time { return sunday },
	}, []string{"--data", data, "import", other})
	if code != 1 || !strings.HasSuffix(asked.String(), "\ngloss: stopped; nothing came in\n") {
		t.Errorf("code %d, said %s", code, asked)
	}
	counts(t, data, "ben", 2, 4)
}

// interrupting is standard error before somebody who gives up at some words.
type interrupting struct {
	bytes.Buffer
	on   string
	then func()
}

func (i *interrupting) Write(p []byte) (int, error) {
	if strings.Contains(string(p), i.on) {
		i.then()
	}
	return i.Buffer.Write(p)
}

// Of what is long a terminal is told how far it is, and nothing else is.
func TestHowFarItIs(t *testing.T) {
	data := threePeople(t)
	var long strings.Builder
	long.WriteString("HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText\n")
	for d := range 3000 {
		long.WriteString("Stretch,,," + (sundayHere - 3000 + date.Date(d)).String() + ",1,\n")
	}
	file := fileOf(t, "long.csv", long.String())
	code, out, said := typing(t, context.Background(), strings.NewReader("\n"), "--data", data, "import", file, "--user", "ben")
	if code != 0 || strings.Contains(out, "\r") {
		t.Errorf("code %d, said %q", code, out)
	}
	for _, words := range []string{eraseLine + "Reading: 2,000 days", eraseLine + "Bringing in: 3,000 of 3,000 days" + eraseLine} {
		if !strings.Contains(said, words) {
			t.Errorf("%q is not in %q", words, said)
		}
	}
	if code, _, said := gloss(t, "", "--data", data, "import", file, "--user", "cem"); code != 0 || said != "" {
		t.Errorf("without a terminal: code %d, said %q", code, said)
	}
}
