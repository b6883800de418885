package store_test

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/models/store"
)

func TestUpgrade(t *testing.T) {
	dir := filled(t)
	defer store.AddStep("9999_mood", "ALTER TABLE entries ADD COLUMN mood TEXT; UPDATE habits SET name = 'shade'")()
	refused(t, dir, false, "older schema", "gloss serve")
	s := open(t, dir)
	var name string
	if err := s.Reader().QueryRow("SELECT name FROM habits").Scan(&name); err != nil || name != "shade" {
		t.Errorf("after the step the habit is %q, %v", name, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	made, err := filepath.Glob(filepath.Join(dir, store.BackupDir, "before-9999_mood-*.db"))
	if err != nil || len(made) != 1 {
		t.Fatalf("backups before the step: %v, %v", made, err)
	}
	open(t, dir, func(o *store.Options) { o.Serve = false })
	old := t.TempDir()
	if err := store.Restore(t.Context(), old, made[0]); err != nil {
		t.Fatal(err)
	}
	if err := open(t, old).Reader().QueryRow("SELECT name FROM habits").Scan(&name); err != nil || name != "shade" {
		t.Errorf("the backup of the former schema, brought up to date: %q, %v", name, err)
	}
}

func TestFailedStepChangesNothing(t *testing.T) {
	dir := filled(t)
	undo := store.AddStep("9999_wrong", "UPDATE habits SET name = 'lost'; DROP TABLE no_such_table")
	defer undo()
	if s, err := store.Open(t.Context(), store.Options{Dir: dir, Now: newClock().now, Serve: true}); err == nil {
		s.Close()
		t.Fatal("a step that failed was taken")
	}
	undo()
	s := open(t, dir)
	var name string
	if err := s.Reader().QueryRow("SELECT name FROM habits").Scan(&name); err != nil || name != "sun" {
		t.Errorf("after a failed step the habit is %q, %v", name, err)
	}
	if made, _ := os.ReadDir(filepath.Join(dir, store.BackupDir)); len(made) != 1 {
		t.Errorf("%d backups before the failed step", len(made))
	}
}

// dump returns every row of every table but the list of steps, each with the
// names of its columns.
func dump(t *testing.T, db *sql.DB) map[string][]map[string]any {
	t.Helper()
	var names []string
	rows, err := db.Query("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'migrations'")
	if err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		names = append(names, "")
		if err := rows.Scan(&names[len(names)-1]); err != nil {
			t.Fatal(err)
		}
	}
	rows.Close()
	all := map[string][]map[string]any{}
	for _, name := range names {
		all[name] = table(t, db, name)
	}
	return all
}

func table(t *testing.T, db *sql.DB, name string) (list []map[string]any) {
	t.Helper()
	rows, err := db.Query("SELECT * FROM " + name + " ORDER BY 1, 2")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		values, to := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			to[i] = &values[i]
		}
		if err := rows.Scan(to...); err != nil {
			t.Fatal(err)
		}
		row := map[string]any{}
		for i, c := range columns {
			row[c] = values[i]
		}
		list = append(list, row)
	}
	return list
}

// A database of the first schema, with rows in every table, keeps them all, is
// backed up before each step, and is then like one that was made today.
func TestUpgradeFromTheFirst(t *testing.T) {
	dir := t.TempDir()
	all := store.OnlyFirst()
	defer all()
	s := open(t, dir)
	text, err := os.ReadFile("testdata/0001.sql")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Writer().Exec(string(text)); err != nil {
		t.Fatal(err)
	}
	before := dump(t, s.Reader())
	for name, rows := range before {
		if len(rows) == 0 {
			t.Errorf("the data has no row in %s", name)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	all()
	refused(t, dir, false, "older schema")
	s = open(t, dir)
	after := dump(t, s.Reader())
	for name, rows := range before {
		for i, row := range rows {
			for column, was := range row {
				if is, ok := after[name][i][column]; !ok || !cmp.Equal(was, is) {
					t.Errorf("%s: %s was %v and is %v", name, column, was, is)
				}
			}
		}
		if len(after[name]) != len(rows) {
			t.Errorf("%s: %d rows, were %d", name, len(after[name]), len(rows))
		}
	}
	if found, err := s.Check(t.Context()); err != nil || len(found) > 0 {
		t.Errorf("after the step: %v, %v", found, err)
	}
	if made, err := filepath.Glob(filepath.Join(dir, store.BackupDir, "before-0002_*.db")); err != nil || len(made) != 1 {
		t.Errorf("backups before the step: %v, %v", made, err)
	}
	if diff := cmp.Diff(schemaText(t, open(t, t.TempDir()).Reader()), schemaText(t, s.Reader())); diff != "" {
		t.Errorf("not the schema of a new database:\n%s", diff)
	}
	p := &person{t: t, s: s, id: "u1"}
	u, err := s.User(t.Context(), "u1")
	if err != nil || u.HideSettled || p.day("h1", today-2) != "15 “windy”" || p.tags() != "body()" {
		t.Errorf("%+v, %q, %s, %v", u, p.day("h1", today-2), p.tags(), err)
	}
	p.mustUndo("change-2")
	if got := p.day("h1", today-2); got != " “windy”" {
		t.Errorf("after the undo of a former log the day holds %q", got)
	}
}

// schemaText returns the statements of a schema, spaces aside.
func schemaText(t *testing.T, db *sql.DB) (list []string) {
	t.Helper()
	for _, row := range table(t, db, "sqlite_master") {
		list = append(list, fmt.Sprint(row["name"], ": ", strings.Join(strings.Fields(fmt.Sprint(row["sql"])), " ")))
	}
	slices.Sort(list)
	return list
}
