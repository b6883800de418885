package handlers_test

import (
	"context"
	"database/sql"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"gloss/assets"
	"gloss/models"
	"gloss/models/store"
)

// statements counts what a site asks of its database.
type statements struct{ n atomic.Int64 }

func (s *statements) add(string) { s.n.Add(1) }

// statements is how many statements an act takes.
func (s *site) statements(act func()) int {
	before := s.asked.n.Load()
	act()
	return int(s.asked.n.Load() - before)
}

// openStore opens a database in a folder of its own, without the care for power
// cuts that no test here is about.
func openStore(t testing.TB, dir string, now func() time.Time, asked *statements) *store.Store {
	t.Helper()
	opened, err := store.Open(context.Background(), store.Options{Dir: dir, Now: now, Trace: asked.add, Serve: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { opened.Close() })
	return opened
}

// shipped are the guides that ship, read once for all tests.
var shipped = sync.OnceValues(func() (all []shippedGuide, err error) {
	built, err := assets.New()
	if err != nil {
		return nil, err
	}
	shelf := built.Guides()
	names, err := fs.Glob(shelf, "*.md")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		text, err := fs.ReadFile(shelf, name)
		if err != nil {
			return nil, err
		}
		guide, advice, err := models.ShippedGuide(strings.TrimSuffix(name, path.Ext(name)), text)
		if err != nil {
			return nil, err
		}
		all = append(all, shippedGuide{guide, advice})
	}
	return all, nil
})

type shippedGuide struct {
	guide  models.Guide
	advice []models.Advice
}

// shipGuides puts the guides that ship into the library.
func shipGuides(t testing.TB, to *store.Store) {
	t.Helper()
	all, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range all {
		if err := to.PutShipped(context.Background(), one.guide, slices.Clone(one.advice)); err != nil {
			t.Fatal(err)
		}
	}
}

// open looks into the database past the store.
func (s *site) open() *sql.DB {
	s.t.Helper()
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(s.dir, store.FileName)+"?_busy_timeout=5000&_foreign_keys=1")
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { db.Close() })
	return db
}

// dump is every row of every table and every file that waits to be brought in, or
// those of one person where a user's id is given, in words that can be compared.
func (s *site) dump(userID string) map[string][]string {
	s.t.Helper()
	db := s.open()
	defer db.Close()
	all := map[string][]string{}
	for _, table := range rows(s.t, db, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name") {
		where, args := "1", []any{}
		if userID != "" {
			var of bool
			if where, of = ownedBy(rows(s.t, db, "SELECT name FROM pragma_table_info(?)", table), table); !of {
				continue
			}
			args = []any{userID}
		}
		all[table] = rows(s.t, db, "SELECT * FROM "+table+" WHERE "+where+" ORDER BY rowid", args...)
	}
	for _, file := range s.uploads() {
		if folder := filepath.Base(filepath.Dir(file)); strings.HasPrefix(folder, userID) && !strings.HasPrefix(folder, ".") {
			all[store.UploadDir] = append(all[store.UploadDir], folder+"/"+filepath.Base(file))
		}
	}
	return all
}

// ownedBy is the condition on the rows of a table that belong to one person.
func ownedBy(columns []string, table string) (string, bool) {
	has := func(name string) bool { return slices.Contains(columns, name) }
	switch {
	case table == "users":
		return "id = ?", true
	case has("user_id"):
		return "user_id = ?", true
	case has("owner_id"):
		return "owner_id = ?", true
	case has("created_by"):
		return "created_by = ?", true
	case has("habit_id"):
		return "habit_id IN (SELECT id FROM habits WHERE user_id = ?)", true
	case has("guide_id"):
		return "guide_id IN (SELECT id FROM guides WHERE owner_id = ?)", true
	}
	return "", false
}

// rows writes each row as one line.
func rows(t testing.TB, db *sql.DB, query string, args ...any) []string {
	t.Helper()
	found, err := db.Query(query, args...)
	if err != nil {
		t.Fatal(err)
	}
	defer found.Close()
	names, err := found.Columns()
	if err != nil {
		t.Fatal(err)
	}
	all := []string{}
	for found.Next() {
		values, into := make([]any, len(names)), make([]any, len(names))
		for i := range values {
			into[i] = &values[i]
		}
		if err := found.Scan(into...); err != nil {
			t.Fatal(err)
		}
		parts := make([]string, len(values))
		for i, v := range values {
			parts[i] = fmt.Sprint(v)
		}
		all = append(all, strings.Join(parts, "|"))
	}
	if err := found.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}
