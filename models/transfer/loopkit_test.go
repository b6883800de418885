package transfer_test

import (
	"archive/zip"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gloss/models/date"
	"gloss/models/transfer"
)

// loopToday is when Loop's files are read in tests.
var loopToday = date.New(2026, time.November, 22)

// loopAge is how Loop's schema grew, by version; 0 stands for what version 9 had.
var loopAge = []struct {
	version int
	sql     string
}{
	{0, `CREATE TABLE Habits (Id INTEGER PRIMARY KEY AUTOINCREMENT, archived INTEGER, color INTEGER, description TEXT, freq_den INTEGER,
		freq_num INTEGER, highlight INTEGER, name TEXT, position INTEGER, reminder_hour INTEGER, reminder_min INTEGER)`},
	{0, `CREATE TABLE Repetitions (Id INTEGER PRIMARY KEY AUTOINCREMENT, habit INTEGER REFERENCES Habits(Id), timestamp INTEGER)`},
	{0, `CREATE TABLE Checkmarks (Id INTEGER PRIMARY KEY AUTOINCREMENT, habit INTEGER, timestamp INTEGER, value INTEGER)`},
	{10, `ALTER TABLE Habits ADD COLUMN reminder_days INTEGER NOT NULL DEFAULT 127`},
	{16, `ALTER TABLE Habits ADD COLUMN type INTEGER NOT NULL DEFAULT 0`},
	{16, `ALTER TABLE Repetitions ADD COLUMN value INTEGER NOT NULL DEFAULT 2`},
	{18, `ALTER TABLE Habits ADD COLUMN target_type INTEGER NOT NULL DEFAULT 0`},
	{18, `ALTER TABLE Habits ADD COLUMN target_value REAL NOT NULL DEFAULT 0`},
	{18, `ALTER TABLE Habits ADD COLUMN unit TEXT NOT NULL DEFAULT ''`},
	{22, `CREATE UNIQUE INDEX idx_repetitions_habit_timestamp ON Repetitions(habit, timestamp)`},
	{23, `ALTER TABLE Habits ADD COLUMN question TEXT`},
	{24, `ALTER TABLE Habits ADD COLUMN uuid TEXT`},
	{25, `ALTER TABLE Repetitions ADD COLUMN notes TEXT`},
}

// loopDB writes a database of the given version with what the statements put in,
// and returns its path.
func loopDB(t testing.TB, version int, statements ...string) string {
	t.Helper()
	var all []string
	for _, step := range loopAge {
		if step.version <= version {
			all = append(all, step.sql)
		}
	}
	return rawDB(t, version, append(all, statements...)...)
}

// rawDB writes a database of nothing but the statements.
func rawDB(t testing.TB, version int, statements ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "Loop Habits Backup.db")
	db, err := sql.Open("sqlite3", "file:"+path+"?_journal_mode=OFF&_synchronous=OFF")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	for _, s := range append(statements, fmt.Sprintf("PRAGMA user_version = %d", version)) {
		if _, err := db.Exec(s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
	return path
}

// at is a day in Loop's milliseconds.
func at(day string) int64 {
	d, err := date.Parse(day)
	if err != nil {
		panic(err)
	}
	return int64(d-date.New(1970, time.January, 1)) * 86_400_000
}

// row puts a row into a table, of "column value" each, so that tests name what
// they are about.
func row(table string, cells ...any) string {
	var columns, values []string
	for i := 0; i < len(cells); i += 2 {
		columns = append(columns, cells[i].(string))
		switch v := cells[i+1].(type) {
		case string:
			values = append(values, "'"+strings.ReplaceAll(v, "'", "''")+"'")
		case nil:
			values = append(values, "NULL")
		default:
			values = append(values, fmt.Sprint(v))
		}
	}
	return fmt.Sprintf("INSERT INTO %s (%s) VALUES (%s)", table, strings.Join(columns, ", "), strings.Join(values, ", "))
}

// habitRow is a habit once a day with what cells say.
func habitRow(id int, name string, cells ...any) string {
	all := append([]any{"id", id, "name", name, "position", id, "freq_num", 1, "freq_den", 1, "color", 7, "archived", 0}, cells...)
	seen := map[any]int{}
	var kept []any
	for i := 0; i < len(all); i += 2 {
		if n, ok := seen[all[i]]; ok {
			kept[n+1] = all[i+1]
			continue
		}
		seen[all[i]] = len(kept)
		kept = append(kept, all[i], all[i+1])
	}
	return row("Habits", kept...)
}

// logRow is a day of a habit.
func logRow(habit any, day string, value any, more ...any) string {
	return row("Repetitions", append([]any{"habit", habit, "timestamp", at(day), "value", value}, more...)...)
}

// readLoop reads a file or folder that can be read.
func readLoop(t testing.TB, c transfer.Choices, paths ...string) *transfer.Bundle {
	t.Helper()
	b, err := tryLoop(c, paths...)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func tryLoop(c transfer.Choices, paths ...string) (*transfer.Bundle, error) {
	f, err := transfer.Open(paths...)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return transfer.Read(context.Background(), f, c, loopToday, func(int) {})
}

// refused reads a file that is to be refused, and returns in which words.
func refused(t testing.TB, paths ...string) string {
	t.Helper()
	b, err := tryLoop(nil, paths...)
	var fault *transfer.Error
	if !errors.As(err, &fault) {
		t.Errorf("%s: read as %+v, %v: want it refused in words", filepath.Base(paths[0]), b, err)
		return ""
	}
	return fault.Error()
}

// folder writes files into a new folder; name and text by turns.
func folder(t testing.TB, files ...string) string {
	t.Helper()
	dir := t.TempDir()
	for i := 0; i < len(files); i += 2 {
		path := filepath.Join(dir, filepath.FromSlash(files[i]))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(files[i+1]), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// zipped writes files into a new archive.
func zipped(t testing.TB, files ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "Loop Habits CSV 2026-11-22.zip")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	w := zip.NewWriter(f)
	for i := 0; i < len(files); i += 2 {
		one, err := w.Create(files[i])
		if err == nil {
			_, err = one.Write([]byte(files[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(w.Close(), f.Close()); err != nil {
		t.Fatal(err)
	}
	return path
}

// said writes what stands on the days of a habit: "2026-11-20 x", with "0" for
// none, "s" for skipped, "." for a note alone, and the note.
func said(h transfer.Habit) string {
	var all []string
	for _, e := range h.Entries {
		what := "."
		switch {
		case e.Skipped:
			what = "s"
		case e.Said && h.Plans[0].Kind == "tick" && e.Amount > 0:
			what = "x"
		case e.Said:
			what = e.Amount.String()
		}
		all = append(all, strings.TrimSpace(e.Day.String()[5:]+" "+what+" "+e.Note))
	}
	return strings.Join(all, ", ")
}

// lost reports whether a loss says the words.
func lost(b *transfer.Bundle, words string) *transfer.Loss {
	for i := range b.Lost {
		if strings.Contains(b.Lost[i].What, words) {
			return &b.Lost[i]
		}
	}
	return nil
}
