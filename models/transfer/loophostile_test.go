package transfer_test

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"

	"gloss/models/transfer"
)

// honest is a backup with something in every table.
func honest(t testing.TB) []byte {
	t.Helper()
	statements := []string{
		habitRow(1, "Ticks", "question", "Did you?", "uuid", "a1"),
		habitRow(2, "Counts", "type", 1, "target_value", 2, "unit", "cups", "uuid", "b2", "reminder_hour", 7, "reminder_min", 0),
		`INSERT INTO Repetitions (habit, timestamp, value, notes) WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 599)
			SELECT 1 + i % 2, 1420070400000 + i / 2 * 86400000, 2 + i % 3, 'note ' || i FROM n`,
	}
	data, err := os.ReadFile(loopDB(t, 25, statements...))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// wantSafe reads a file that may be damaged: what comes back is a Bundle or words.
func wantSafe(t testing.TB, path, what string) (read bool) {
	t.Helper()
	b, err := tryLoop(nil, path)
	var fault *transfer.Error
	if err != nil && (!errors.As(err, &fault) || fault.Said == "" || strings.Contains(fault.Said, "confused")) {
		t.Errorf("%s: %v", what, err)
	}
	return b != nil
}

func TestLoopBackupThatBreaksOff(t *testing.T) {
	whole := honest(t)
	path := filepath.Join(t.TempDir(), "x.db")
	for n := 16; n < len(whole); n += 1 + n/7 {
		if err := os.WriteFile(path, whole[:n], 0o600); err != nil {
			t.Fatal(err)
		}
		if got := refused(t, path); n > 100 && !strings.Contains(got, fmt.Sprintf("and %d are here", n)) {
			t.Errorf("%d of %d bytes: %s", n, len(whole), got)
		}
		// The same where the header keeps silent about its length.
		cut := append([]byte(nil), whole[:n]...)
		if n > 100 {
			binary.BigEndian.PutUint32(cut[92:], 0)
		}
		if err := os.WriteFile(path, cut, 0o600); err != nil {
			t.Fatal(err)
		}
		if wantSafe(t, path, fmt.Sprintf("%d bytes", n)) && n < len(whole)/2 {
			t.Errorf("half of a backup was read: %d bytes", n)
		}
	}
}

func TestLoopBackupWithBytesOverwritten(t *testing.T) {
	whole := honest(t)
	path := filepath.Join(t.TempDir(), "x.db")
	r := rand.New(rand.NewPCG(7, 25))
	read := 0
	for i := range 300 {
		bad := append([]byte(nil), whole...)
		for range 1 + i/3 {
			bad[16+r.IntN(len(bad)-16)] = byte(r.IntN(256))
		}
		if i%3 == 0 { // in the header and the schema alone
			bad = append([]byte(nil), whole...)
			for range 1 + i/10 {
				bad[16+r.IntN(4080)] = byte(r.IntN(256))
			}
		}
		if err := os.WriteFile(path, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		if wantSafe(t, path, fmt.Sprint("copy ", i)) {
			read++
		}
	}
	if read == 300 {
		t.Error("no damage was found in any copy")
	}
}

// What stands in a database beside plain tables is not run.
func TestLoopBackupThatMeansHarm(t *testing.T) {
	base := func(more ...string) []string {
		return append([]string{"CREATE TABLE Habits (id INTEGER PRIMARY KEY, name TEXT)", "CREATE TABLE Repetitions (habit, timestamp, value)"}, more...)
	}
	forge := func(sql string) []string {
		return base("PRAGMA writable_schema=ON", `UPDATE sqlite_schema SET sql = '`+strings.ReplaceAll(sql, "'", "''")+`' WHERE name = 'Habits'`)
	}
	endless := "WITH RECURSIVE n(id, name) AS (SELECT 1, 'x' UNION ALL SELECT id + 1, name FROM n) SELECT id, name FROM n"
	for name, c := range map[string]struct {
		statements []string
		want       string
	}{
		"a view":                  {[]string{"CREATE VIEW Habits AS " + endless, "CREATE TABLE Repetitions (habit, timestamp, value)"}, "no plain table"},
		"a view of a view":        {base("CREATE VIEW a AS SELECT * FROM b", "CREATE VIEW b AS SELECT * FROM a"), "no plain table"},
		"a virtual table":         {[]string{"CREATE VIRTUAL TABLE Habits USING fts3(id, name)", "CREATE TABLE Repetitions (habit, timestamp, value)"}, "no plain table"},
		"a column made up":        {[]string{"CREATE TABLE Habits (id INTEGER PRIMARY KEY, name AS (hex(zeroblob(9999999))))", "CREATE TABLE Repetitions (habit, timestamp, value)"}, "made up"},
		"a column stored so":      {[]string{"CREATE TABLE Habits (id INTEGER PRIMARY KEY, a, name AS (a) STORED)", "CREATE TABLE Repetitions (habit, timestamp, value)"}, "made up"},
		"a table without rows":    {[]string{"CREATE TABLE Habits (id INTEGER PRIMARY KEY, name) WITHOUT ROWID", "CREATE TABLE Repetitions (habit, timestamp, value)"}, "no such column: rowid"},
		"a forged view":           {forge("CREATE VIEW Habits AS " + endless), "malformed"},
		"a view forged otherwise": {forge("CREATE/**/VIEW Habits AS " + endless), "malformed"},
		"another name":            {forge("CREATE TABLE Other (id INTEGER PRIMARY KEY, name TEXT)"), "malformed"},
		"a table of the system":   {base("PRAGMA writable_schema=ON", "UPDATE sqlite_schema SET rootpage = 1 WHERE name = 'Habits'"), ""},
		"columns":                 {[]string{"CREATE TABLE Habits (id, name" + columns(150) + ")", "CREATE TABLE Repetitions (habit, timestamp, value)"}, "too many columns"},
		"a long name":             {base("INSERT INTO Habits (name) VALUES (printf('%.*c', 2000000, 'x'))"), ""},
		"a blob":                  {base("INSERT INTO Repetitions VALUES (1, 0, zeroblob(3000000))"), ""},
		"tables":                  {base(manyTables(300)...), "more and longer tables"},
		"a long table":            {[]string{"CREATE TABLE Habits (id, name /*" + strings.Repeat("x", 300_000) + "*/)", "CREATE TABLE Repetitions (habit, timestamp, value)"}, "more and longer tables"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := refused(t, rawDB(t, 25, c.statements...)); !strings.Contains(got, c.want) {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
}

func manyTables(n int) (all []string) {
	for i := range n {
		all = append(all, fmt.Sprintf("CREATE TABLE t%d (a)", i))
	}
	return all
}

func columns(n int) (s string) {
	for i := range n {
		s += fmt.Sprintf(", c%d", i)
	}
	return s
}

// What is odd and does no harm is read around.
func TestLoopBackupWithOddThingsBeside(t *testing.T) {
	path := loopDB(t, 25,
		habitRow(1, `Robert'); DROP TABLE Habits; --`), logRow(1, "2026-11-01", 2, "notes", `"; DELETE FROM Repetitions; --`),
		`CREATE TABLE "Habits"";--" (a)`, `CREATE TRIGGER harm AFTER INSERT ON Habits BEGIN DELETE FROM Habits; END`,
		`CREATE INDEX slow ON Habits(hex(name))`, "PRAGMA writable_schema=ON",
		`UPDATE sqlite_schema SET sql = replace(sql, 'name TEXT', 'name TEXT CHECK(length(hex(zeroblob(400000))) < 0)') WHERE name = 'Habits'`,
	)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	data[18], data[19] = 2, 2 // its log, which is not here
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	b := readLoop(t, nil, path)
	wantBriefs(t, b, brief{`Robert'); DROP TABLE Habits; --`, `loop:name:Robert'); DROP TABLE Habits; --`, "every day", "", "leaf", "", "", `11-01 x "; DELETE FROM Repetitions; --`})
	wantLost(t, b, map[string]int{"while Loop was writing": 0})
	if left, _ := filepath.Glob(filepath.Dir(path) + "/*"); len(left) != 1 {
		t.Errorf("beside the backup lie %v", left)
	}
	if after, err := os.ReadFile(path); err != nil || string(after) != string(data) {
		t.Error("the backup was written to")
	}
}

// filled is a backup of so many records.
func filled(t testing.TB, n int) string {
	t.Helper()
	var habits []string
	for i := range 20 {
		habits = append(habits, habitRow(i, fmt.Sprint("Habit ", i)))
	}
	return loopDB(t, 21, append(habits, fmt.Sprintf(
		`INSERT INTO Repetitions (habit, timestamp, value) WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
			SELECT i / 50000, (i %% 50000) * 86400000, 2 FROM n`, n-1))...)
}

// most reads a file while it watches how much memory stands at once.
func most(t testing.TB, path string) (b *transfer.Bundle, peak uint64, err error) {
	t.Helper()
	defer debug.SetGCPercent(debug.SetGCPercent(50))
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	rest := m.HeapAlloc
	f, err := transfer.Open(path)
	if err != nil {
		return nil, 0, err
	}
	defer f.Close()
	b, err = transfer.Read(context.Background(), f, nil, loopToday, func(n int) {
		if n%10_000 == 0 {
			runtime.ReadMemStats(&m)
			peak = max(peak, m.HeapAlloc-min(rest, m.HeapAlloc))
		}
	})
	runtime.ReadMemStats(&m)
	return b, max(peak, m.HeapAlloc-min(rest, m.HeapAlloc)), err
}

func TestLoopBackupOfVeryMuch(t *testing.T) {
	const all = transfer.MaxEntries >> less
	b, peak, err := most(t, filled(t, all))
	if err != nil || peak > 64<<20 {
		t.Errorf("%d entries: %v, %d bytes at once", all, err, peak)
	}
	n := 0
	for _, h := range b.Habits {
		n += len(h.Entries)
	}
	if n != all {
		t.Errorf("%d entries, want %d", n, all)
	}
	b = nil
	_, peak, err = most(t, filled(t, 1_000_000))
	var fault *transfer.Error
	if !errors.As(err, &fault) || peak > 64<<20 {
		t.Errorf("a million: %v, %d bytes at once", err, peak)
	}
}

func TestLoopBackupIsLeftWhenTimeIsUp(t *testing.T) {
	f, err := transfer.Open(filled(t, 100_000))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	ctx, stop := context.WithCancel(context.Background())
	last := 0
	_, err = transfer.Read(ctx, f, nil, loopToday, func(n int) {
		if last = n; n >= 5000 {
			stop()
		}
	})
	if !errors.Is(err, context.Canceled) || last > 10_000 {
		t.Errorf("after %d of 100000 entries: %v", last, err)
	}
}
