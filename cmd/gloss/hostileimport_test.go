package main

import (
	"archive/zip"
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/transfer"
)

// mostHeld is how many MiB a server may hold above its rest, whatever it is
// given to be brought in.
const mostHeld = 64

const bullNames = "HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText\n"

// bullDays writes, as HabitBull does, so many habits that were ticked on so many
// days each, the last of them lately.
func bullDays(w io.Writer, name string, habits, days int, note string) {
	for h := range habits {
		for d := range days {
			fmt.Fprintf(w, "%s %d,,,%s,1,%s\n", name, h, sundayHere-date.Date(d), note)
		}
	}
}

// mostOfAll is a table with as many days as are taken, and as long notes as are
// taken, the most of both in one habit.
func mostOfAll(w io.Writer) {
	const diary, old, letters = 3_000, 20_000, 1_990
	io.WriteString(w, bullNames)
	bullDays(w, "Diary", 1, diary, strings.Repeat("n", letters))
	bullDays(w, "Old", 1, old, "")
	const rest = transfer.MaxEntries - diary - old
	bullDays(w, "Habit", 20, rest/20, "")
}

// ownDays is a file of Gloss with the days of a long life, and a journal in which
// one change altered very many.
func ownDays(w io.Writer) {
	const habits, days = 11, 10_000
	list := func(n int, format string, args func(i int) []any) {
		for i := range n {
			if i > 0 {
				io.WriteString(w, ",\n")
			}
			fmt.Fprintf(w, format, args(i)...)
		}
	}
	day := func(i int) date.Date { return sundayHere - date.Date(i%days) }
	io.WriteString(w, `{"gloss": {"format": 1}, "person": {"name": "ana", "zone": "UTC", "day_start": 0, "week_start": "mo"}, "habits": [`)
	list(habits, `{"id": "h%d", "name": "Own %d", "hue": "sun", "icon": "sun", "since": "2026-01-01"}`, func(i int) []any { return []any{i, i} })
	io.WriteString(w, `], "plans": [`)
	list(habits, `{"habit": "h%d", "from": "1990-01-01", "kind": "amount", "period": "day", "min": 10, "unit": "minutes", "step": 5, "week_start": "mo"}`, func(i int) []any { return []any{i} })
	io.WriteString(w, `], "entries": [`)
	list(habits*days, `{"habit": "h%d", "day": "%s", "amount": 20, "note": "that day"}`, func(i int) []any { return []any{i / days, day(i)} })
	io.WriteString(w, `], "changes": [{"id": "change-000000000001", "at": "2026-01-01T00:00:00Z", "subject": "habit", "subject_id": "h0", "act": "import", "before": {}, "after": {"days": 10000}, "days": [`)
	list(days, `{"day": "%s", "after": {"amount": 20, "note": "`+strings.Repeat("n", 700)+`"}}`, func(i int) []any { return []any{day(days - 1 - i)} })
	io.WriteString(w, `]}]}`)
}

// loopDays is an export of Loop with the days and the scores of some habits.
func loopDays(w io.Writer) {
	z := zip.NewWriter(w)
	defer z.Close()
	put := func(name, text string) {
		if f, err := z.Create(name); err == nil {
			io.WriteString(f, text)
		}
	}
	names := "Position,Name,Type,Question,Description,FrequencyNumerator,FrequencyDenominator,Color,Unit,Target Type,Target Value,Archived?\n"
	marks, scores := "Date,Value,Notes\n", "Date,Score\n"
	for d := range 5_000 {
		marks += fmt.Sprintf("%s,YES_MANUAL,that day\n", sundayHere-date.Date(d))
		scores += fmt.Sprintf("%s,0.1234\n", sundayHere-date.Date(d))
	}
	for h := range 10 {
		names += fmt.Sprintf("%03d,Loop %d,YES_NO,,,1,1,#FF8F00,,,,false\n", h+1, h)
		put(fmt.Sprintf("%03d Loop %d/Checkmarks.csv", h+1, h), marks)
		put(fmt.Sprintf("%03d Loop %d/Scores.csv", h+1, h), scores)
	}
	put("Habits.csv", names)
}

// over is a file that begins with a text and goes on with another until it is so
// large.
func over(begin, text string, size int) func(io.Writer) {
	return func(w io.Writer) {
		io.WriteString(w, begin)
		piece := strings.Repeat(text, 1+1<<16/len(text))
		for n := 0; n < size; n += len(piece) {
			io.WriteString(w, piece)
		}
	}
}

// within packs a file.
func within(name string, make func(io.Writer)) func(io.Writer) {
	return func(w io.Writer) {
		z := zip.NewWriter(w)
		defer z.Close()
		if f, err := z.Create(name); err == nil {
			make(f)
		}
	}
}

// heldNow is what a process holds in MiB, 0 where the system does not tell.
func heldNow(pid int) (held float64) {
	text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	for lines := bufio.NewScanner(bytes.NewReader(text)); lines.Scan(); {
		if n, _ := fmt.Sscanf(lines.Text(), "VmRSS: %f kB", &held); n == 1 {
			return held / 1024
		}
	}
	return 0
}

// mostOf is the most that a process holds while do runs.
func mostOf(pid int, do func()) (most float64) {
	done, over := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(over)
		for tick := time.NewTicker(5 * time.Millisecond); ; {
			most = max(most, heldNow(pid))
			select {
			case <-done:
				tick.Stop()
				return
			case <-tick.C:
			}
		}
	}()
	do()
	close(done)
	<-over
	return most
}

// gives sends a file to be looked into, and returns where that is shown, empty
// where the file is refused, and what the page says.
func (c *client) gives(name string, make func(io.Writer)) (where, page string) {
	c.t.Helper()
	var body bytes.Buffer // made before it is sent: making it may take long
	w := multipart.NewWriter(&body)
	part, err := w.CreateFormFile("file", name)
	if err != nil {
		c.t.Fatal(err)
	}
	make(part)
	if err := w.Close(); err != nil {
		c.t.Fatal(err)
	}
	r, err := http.NewRequest(http.MethodPost, c.base+"/you/import", &body)
	if err != nil {
		c.t.Fatal(err)
	}
	r.Header.Set("Content-Type", w.FormDataContentType())
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	answer, err := c.http.Do(r)
	if err != nil {
		c.t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	if where = answer.Header.Get("Location"); where == "" {
		return "", string(text)
	}
	return where, c.waits(where)
}

// waits asks for a page until it does not ask for itself any more.
func (c *client) waits(path string) string {
	c.t.Helper()
	for until := time.Now().Add(5 * time.Minute); time.Now().Before(until); time.Sleep(100 * time.Millisecond) {
		answer, err := c.http.Get(c.base + path)
		if err != nil {
			c.t.Fatal(err)
		}
		text, err := io.ReadAll(answer.Body)
		if err = errors.Join(err, answer.Body.Close()); err != nil {
			c.t.Fatal(err)
		}
		if answer.Header.Get("Refresh") == "" {
			return string(text)
		}
	}
	c.t.Fatalf("%s is waited for for ever", path)
	return ""
}

var (
	tag   = regexp.MustCompile(`<[^>]*>`)
	space = regexp.MustCompile(`\s+`)
)

// wordsOf is what a page says, without its marks.
func wordsOf(page string) string {
	_, main, _ := strings.Cut(page, "<main")
	return space.ReplaceAllString(tag.ReplaceAllString("<main"+main, " "), " ")
}

var radio = regexp.MustCompile(`<input type="radio" id="[^"]*" name="([^"]*)" value="([^"]*)" checked`)

// comes has what was looked into brought in as it is offered, and returns the
// page about what came.
func (c *client) comes(where, page string) string {
	c.t.Helper()
	if where == "" {
		c.t.Fatalf("it is refused: %s", wordsOf(page))
	}
	form := url.Values{"do": {"bring"}}
	for _, chosen := range radio.FindAllStringSubmatch(page, -1) {
		form.Set(chosen[1], chosen[2])
	}
	if status, to, err := c.post(where, form); err != nil || status != http.StatusSeeOther || to != where {
		c.t.Fatalf("bringing it in is answered with %d %s %v", status, to, err)
	}
	return c.waits(where)
}

// shared makes a data folder with two people, and serves it. It returns who are
// signed in, and a habit of the second's.
func shared(t *testing.T) (s *server, ana, ben *client, h models.Habit) {
	t.Helper()
	data := filepath.Join(t.TempDir(), "data")
	fill(t, data, func(add func(string) *person) {
		add("ana")
		h = add("ben").own("Walk", "leaf", "walk", plan.Plan{Kind: plan.Sum, Period: plan.Day, Min: plan.At(10), Unit: "minutes"})
	})
	s = start(t, data)
	return s, signIn(t, s.url, "ana"), signIn(t, s.url, "ben"), h
}

// The largest files there may be come in without filling the memory, and those
// of a long life without keeping anybody from logging meanwhile.
func TestLargestImports(t *testing.T) {
	s, ana, ben, h := shared(t)
	rest := heldNow(s.cmd.Process.Pid)
	brings := func(name string, make func(io.Writer), days string) {
		t.Helper()
		var said string
		most := mostOf(s.cmd.Process.Pid, func() { said = ana.comes(ana.gives(name, make)) })
		if !strings.Contains(said, days+" days") || !strings.Contains(said, "came, with") {
			t.Fatalf("%s: what came is told as %s", name, wordsOf(said))
		}
		if most-rest > mostHeld {
			t.Errorf("%s: the server holds %.0f MiB more than at rest, at most %d are meant", name, most-rest, mostHeld)
		}
		t.Logf("%s: %.0f MiB more than %.0f", name, most-rest, rest)
	}
	brings("most.csv", mostOfAll, "250,000")
	stop := make(chan struct{})
	var slowest time.Duration
	var logs sync.WaitGroup
	logs.Go(func() {
		ben.pressOn(1, stop, func() (int, error) {
			time.Sleep(20 * time.Millisecond)
			began := time.Now()
			status, err := ben.add(h, sundayHere)
			if slowest = max(slowest, time.Since(began)); err != nil || status != http.StatusSeeOther {
				t.Errorf("while a file comes in, a log is answered with %d %v after %v", status, err, slowest)
			}
			return status, err
		})
	})
	end := sync.OnceFunc(func() { close(stop); logs.Wait() })
	defer end()
	brings("gloss.json", ownDays, "110,000")
	brings("loop.zip", loopDays, "50,000")
	end()
	if n := len(ben.acked); n < 10 {
		t.Errorf("only %d logs were answered meanwhile", n)
	}
	t.Logf("%d logs meanwhile, the slowest took %v", len(ben.acked), slowest.Round(time.Millisecond))
	s.stop()
}

// Files that mean harm are refused in words, and cost next to nothing.
func TestHostileImports(t *testing.T) {
	s, ana, _, _ := shared(t)
	rest := heldNow(s.cmd.Process.Pid)
	noise := rand.NewChaCha8([32]byte{7})
	const large = 60 << 20
	for name, file := range map[string]struct {
		make func(io.Writer)
		want string
	}{
		"columns.csv":  {over(bullNames, "x,", 2_000_000), "line 2"},
		"line.csv":     {over(bullNames, "x", large), "line 2"},
		"deep.json":    {over(`{"habits": [{"name": "Run", "records": [{"day": "2026-11-02", "done": true}, `, "[", large), "line 1"},
		"notes.json":   {over(`{"gloss": {"format": 1}, "person": {"name": "`, "n", large), "line 1"},
		"noise":        {func(w io.Writer) { io.CopyN(w, noise, 10<<20) }, "Gloss cannot tell what this is"},
		"cut.db":       {over("SQLite format 3\x00", "\x00", 5_000), "damaged"},
		"bomb.zip":     {within("a.db", over("SQLite format 3\x00", "\x00", 80<<20)), "too large"},
		"bombrows.zip": {within("a.csv", over(bullNames, "Walk,,,2026-11-01,1,\n", 80<<20)), "too large"},
		"notes.csv": {func(w io.Writer) {
			io.WriteString(w, bullNames)
			bullDays(w, "Diary", 3, 10_000, strings.Repeat("n", 1990))
		}, "more text"},
	} {
		var where, said string
		most := mostOf(s.cmd.Process.Pid, func() { where, said = ana.gives(name, file.make) })
		if said = wordsOf(said); !strings.Contains(said, file.want) || strings.Contains(said, "What is in") {
			t.Errorf("%s is answered with %s %s, want it refused with %q", name, where, said, file.want)
		}
		if most-rest > mostHeld {
			t.Errorf("%s: the server holds %.0f MiB more than at rest, at most %d are meant", name, most-rest, mostHeld)
		}
		t.Logf("%s: %.0f MiB more than %.0f", name, most-rest, rest)
	}
	s.stop()
}
