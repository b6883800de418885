package store_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"gorm.io/gorm/schema"

	"gloss/models"
)

// Every field of a model has a column and every column a field, of the same
// kind of type and as nullable.
func TestModelsFitTheSchema(t *testing.T) {
	s := open(t, t.TempDir())
	seen := map[string]bool{"migrations": true}
	for _, model := range []any{
		models.User{}, models.Session{}, models.SignIn{}, models.Token{}, models.Invitation{}, models.Guide{}, models.Advice{},
		models.Habit{}, models.Tag{}, models.HabitTag{}, models.Plan{}, models.Entry{}, models.EntryItem{}, models.Pause{},
		models.Progress{}, models.Change{}, models.DayNote{}, models.Reading{}, models.Dismissal{}, models.Mark{}, models.Origin{}, models.ChangeDays{},
	} {
		m, err := schema.Parse(model, &sync.Map{}, schema.NamingStrategy{})
		if err != nil {
			t.Fatal(err)
		}
		seen[m.Table] = true
		want, keys := map[string]string{}, []string{}
		for _, f := range m.Fields {
			if f.DBName != "" {
				want[f.DBName] = typeOf(f)
			}
		}
		for _, f := range m.PrimaryFields {
			keys = append(keys, f.DBName)
		}
		got, key := columns(t, s.Reader(), m.Table)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: the model (-) is not the table (+):\n%s", m.Table, diff)
		}
		if len(keys) == 0 || len(keys) > len(key) || !slices.Equal(keys, key[:len(keys)]) {
			t.Errorf("%s: the model's key %v is not the table's %v", m.Table, keys, key)
		}
	}
	rows, err := s.Reader().Query("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
		if !seen[name] {
			t.Errorf("table %s has no model", name)
		}
	}
}

func typeOf(f *schema.Field) string {
	switch f.DataType {
	case schema.Int, schema.Uint, "bigint":
		return "BIGINT"
	case schema.Float:
		return "DOUBLE PRECISION"
	case schema.Bool:
		return "BOOLEAN"
	}
	return "TEXT"
}

func columns(t *testing.T, db queryer, table string) (types map[string]string, key []string) {
	t.Helper()
	rows, err := db.Query("SELECT name, type, pk FROM pragma_table_info(?) ORDER BY pk, cid", table)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	types = map[string]string{}
	for rows.Next() {
		var name, kind string
		var pk int
		if err := rows.Scan(&name, &kind, &pk); err != nil {
			t.Fatal(err)
		}
		if types[name] = strings.ToUpper(kind); pk > 0 {
			key = append(key, name)
		}
	}
	return types, key
}
