package transfer_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/metrics"
	"strings"
	"testing"
	"time"

	"gloss/models"
	"gloss/models/transfer"
)

// given writes what r gives to a new file.
func given(t *testing.T, name string, parts ...io.Reader) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(f, io.MultiReader(parts...)); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// rows gives so many lines.
func rows(n int, line func(i int) string) io.Reader {
	i := 0
	return &lazy{more: func() string {
		if i++; i > n {
			return ""
		}
		return line(i - 1)
	}}
}

// lazy gives what more returns until that is nothing.
type lazy struct {
	more func() string
	rest string
}

func (l *lazy) Read(p []byte) (int, error) {
	if l.rest == "" {
		if l.rest = l.more(); l.rest == "" {
			return 0, io.EOF
		}
	}
	n := copy(p, l.rest)
	l.rest = l.rest[n:]
	return n, nil
}

// peak is how much more memory is held while f runs, looked at every few
// milliseconds: garbage counts until it is collected.
func peak(f func()) int64 {
	held := func() int64 {
		s := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
		metrics.Read(s)
		return int64(s[0].Value.Uint64())
	}
	allocated(func() {}) // what is garbage already is collected
	rest, most := held(), int64(0)
	done, seen := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(seen)
		for tick := time.NewTicker(2 * time.Millisecond); ; {
			most = max(most, held()-rest)
			select {
			case <-done:
				tick.Stop()
				return
			case <-tick.C:
			}
		}
	}()
	f()
	close(done)
	<-seen
	return most
}

// hostileFiles are files made to take long or to fill the memory, with what is
// said of them; nothing where they are read.
func hostileFiles(t *testing.T) map[string][2]string {
	text := strings.NewReader
	beaver := func(record io.Reader, end string) []io.Reader {
		return []io.Reader{text(`{"habits": [{"name": "Run", "records": [{"day": "2026-11-02", "done": true}`), record, text(end)}
	}
	const end = `]}]}`
	big := 16 << 20
	loop := "Position,Name,Type,Question,Description,FrequencyNumerator,FrequencyDenominator,Color,Unit,Target Type,Target Value,Archived?\n"
	files := map[string][2]string{
		"a million columns":   {given(t, "a.csv", text(bullHead), &endless{text: "x,", left: 2_000_000}), "line 2: "},
		"a million headings":  {given(t, "a.csv", text(strings.TrimSpace(bullHead)), &endless{text: ",x", left: 2_000_000}), "line 1: "},
		"a long line":         {given(t, "a.csv", text(bullHead), &endless{text: "x", left: big}), "line 2: This line is too long"},
		"quotes without end":  {given(t, "a.csv", text(bullHead+"\""), &endless{text: "x\n", left: big}), "line 2: "},
		"many habits":         {given(t, "a.csv", text(bullHead), rows(2000, func(i int) string { return fmt.Sprintf("h%d,,,2026-11-01,1,\n", i) })), "500 habits"},
		"rows of nothing":     {given(t, "a.csv", text(bullHead), &endless{text: "\n", left: 4 * transfer.MaxRecord}), "too long"},
		"long notes":          {given(t, "a.csv", text(bullHead), rows(60>>less, func(i int) string { return "Walk,,,2026-11-01,1," + strings.Repeat("n", 1<<20-100) + "\n" })), ""},
		"deep lists":          {given(t, "a.json", beaver(text(`, `+strings.Repeat("[", 100_000)), end)...), "line 1: "},
		"deep objects":        {given(t, "a.json", beaver(text(`, `+strings.Repeat(`{"day":`, 100_000)), end)...), "line 1: "},
		"a long text":         {given(t, "a.json", beaver(io.MultiReader(text(`, {"day": "`), &endless{text: "x", left: big}, text(`"}`)), end)...), "too long"},
		"a long number":       {given(t, "a.json", beaver(io.MultiReader(text(`, {"day": `), &endless{text: "7", left: big}, text(`}`)), end)...), "too long"},
		"a text passed over":  {given(t, "a.json", append([]io.Reader{}, beaver(text(""), `], "no": "`)[0], text(`], "no": "`), &endless{text: "x", left: big >> less}, text(`"}]}`))...), ""},
		"many keys":           {given(t, "a.json", beaver(&endless{text: `,{"day":"2026-11-02","day":1,"DAY":2,"done":true}`, left: 49 * 100_000 >> less}, end)...), ""},
		"a long log":          {given(t, "log", text("2026-11-01 : Walk : y : : \n"), &endless{text: "x", left: big}), "line 2: This line is too long"},
		"a long table":        {given(t, "Habits.csv", text(loop), &endless{text: "x,", left: big}), "line 2: "},
		"nothing but zeros":   {given(t, "a.db", text("SQLite format 3\x00"), &endless{text: "\x00", left: big}), "damaged"},
		"more than is taken":  {given(t, "a.csv", text(bullHead), &endless{text: "x\n", left: transfer.MaxFile}), "too large"},
		"a letter of Windows": {given(t, "a.csv", text(bullHead+"Gr\xf6\xdfe,,,2026-11-01,1,\x00\n")), ""},
	}
	if less == 0 { // these must be larger than a bound
		files["many rows"] = [2]string{given(t, "a.csv", text(bullHead), rows(1_000_000, func(i int) string { return "Walk,,,2026-11-01,1,\n" })), models.Grouped(transfer.MaxEntries)}
		files["many records"] = [2]string{given(t, "a.json", beaver(&endless{text: `,{"day":"2026-11-02","done":true}`, left: 33 * 1_000_000}, end)...), models.Grouped(transfer.MaxEntries)}
		files["empty records"] = [2]string{given(t, "a.json", beaver(&endless{text: `,{}`, left: 3 * 10_000_000}, end)...), "more in it than anybody logs"}
	}
	return files
}

func TestHostileFiles(t *testing.T) {
	for name, c := range hostileFiles(t) {
		began := used(t)
		held := peak(func() {
			ctx, stop := context.WithTimeout(context.Background(), time.Minute)
			defer stop()
			f, err := transfer.Open(c[0])
			var b *transfer.Bundle
			if err == nil {
				defer f.Close()
				b, err = transfer.Read(ctx, f, nil, today, nil)
			}
			var told *transfer.Error
			switch {
			case c[1] != "" && (!errors.As(err, &told) || !strings.Contains(err.Error(), c[1])):
				t.Errorf("%s: %v, want it refused with %q", name, err, c[1])
			case c[1] == "" && err != nil:
				t.Errorf("%s: %v", name, err)
			case c[1] == "":
				obeys(t, b)
			}
		})
		took := used(t) - began
		if held > 64<<20 || took > atMost {
			t.Errorf("%s: held %d KiB, took %v", name, held>>10, took)
		}
		if testing.Verbose() {
			t.Logf("%-20s held %6d KiB, took %v", name, held>>10, took.Round(time.Millisecond))
		}
	}
}

// What a table says does not depend on how its letters are written.
func TestEncodingsSayTheSame(t *testing.T) {
	want := said(readTable(t, bullPlain, nil).Habits[0])
	for name, table := range map[string]string{
		"marked": "\ufeff" + bullPlain, "wide": wide(bullPlain, false, true), "wide, big": wide(bullPlain, true, true),
		"wide, no mark": wide(bullPlain, false, false), "big, no mark": wide(bullPlain, true, false),
	} {
		if got := said(readTable(t, table, nil).Habits[0]); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

// A backup is read from an archive as it is read by itself.
func TestAZipOfADatabase(t *testing.T) {
	path := loopDB(t, 25, habitRow(1, "Walk"), logRow(1, "2026-11-20", 2))
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	alone, packed := readLoop(t, nil, path), readLoop(t, nil, zipped(t, "backups/Loop Habits Backup.db", string(text)))
	if a, b := said(alone.Habits[0]), said(packed.Habits[0]); a != b || alone.Format != packed.Format {
		t.Errorf("%s in an archive, %s alone", b, a)
	}
	if left := len(text); left < 100 {
		t.Errorf("%d bytes", left)
	}
}
