package store_test

import (
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/store"
	"gloss/models/transfer"
)

// state is all that is kept of a person, each row in words, and what their days
// come to; but for the journal, the keys of files, tags that nothing bears, what
// is hidden and what is derived.
func (p *person) state(db *sql.DB) map[string][]string {
	p.t.Helper()
	const own = "(SELECT id FROM habits WHERE user_id = $1 AND deleted_at = 0)"
	all := map[string][]string{}
	for table, where := range map[string]string{
		"users": "id = $1", "habits": "user_id = $1 AND deleted_at = 0", "plans": "habit_id IN " + own, "entries": "habit_id IN " + own,
		"entry_items": "habit_id IN " + own, "habit_tags": "habit_id IN " + own,
		"tags":   "user_id = $1 AND id IN (SELECT tag_id FROM habit_tags WHERE habit_id IN " + own + ")",
		"pauses": "user_id = $1", "day_notes": "user_id = $1", "readings": "user_id = $1", "dismissals": "user_id = $1", "marks": "user_id = $1",
		"guides": "owner_id = $1 AND deleted_at = 0", "advice": "guide_id IN (SELECT id FROM guides WHERE owner_id = $1 AND deleted_at = 0)",
	} {
		all[table] = rowsOf(p.t, db, "SELECT * FROM "+table+" WHERE "+where, p.id)
	}
	list, err := p.s.AllLedgers(p.t.Context(), p.id, today-20, today)
	if err != nil {
		p.t.Fatal(err)
	}
	for _, l := range list {
		now, _ := l.Now(today)
		all["figures"] = append(all["figures"], fmt.Sprintf("%s %+v", l.ID, now))
	}
	slices.Sort(all["figures"])
	return all
}

func rowsOf(t testing.TB, db *sql.DB, query string, args ...any) (list []string) {
	t.Helper()
	rows, err := db.Query(query, args...)
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
		var row strings.Builder
		for i, name := range columns {
			fmt.Fprintf(&row, "%s=%v ", name, values[i])
		}
		list = append(list, row.String())
	}
	slices.Sort(list)
	return list
}

// anyFile draws a file of a few habits; some are named as habits that are here.
func anyFile(rt *rapid.T, names []string) *transfer.Bundle {
	b := bundle()
	for i := range rapid.IntRange(1, 4).Draw(rt, "habits of the file") {
		terms := rapid.SampledFrom(anyTerms(today-rapid.SampledFrom([]date.Date{0, 20, 90}).Draw(rt, "begun"))).Draw(rt, "terms")
		h := fromFile(fmt.Sprint("x:", i), rapid.SampledFrom(append([]string{"Read", "Walk"}, names...)).Draw(rt, "name"), terms)
		day := today - date.Date(rapid.IntRange(1, 60).Draw(rt, "first"))
		for range rapid.IntRange(0, 30).Draw(rt, "days") {
			h.Entries = append(h.Entries, anyDay(rt, day, terms.Kind))
			day += date.Date(rapid.SampledFrom([]int{1, 1, 1, 2, 5}).Draw(rt, "next"))
		}
		if len(h.Entries) > 0 {
			h.Plans[0].From = min(h.Plans[0].From, h.Entries[0].Day)
		}
		h.Tags = rapid.SliceOfN(rapid.SampledFrom([]string{"body", "Mind"}), 0, 2).Draw(rt, "tags")
		if rapid.IntRange(0, 5).Draw(rt, "archived") == 0 {
			h.ArchivedAt = 7
		}
		b.Habits = append(b.Habits, h)
	}
	return b
}

func anyDay(rt *rapid.T, day date.Date, kind plan.Kind) transfer.Entry {
	e := transfer.Entry{Day: day, Note: rapid.SampledFrom([]string{"", "", "", "windy", "calm"}).Draw(rt, "note")}
	switch how := rapid.IntRange(0, 7).Draw(rt, "how"); {
	case how == 0:
		e.Skipped = true
	case how == 1:
		e.Said = true // none
	case how == 2 && e.Note != "":
	case kind == plan.Variety:
		e.Said, e.Items = true, rapid.SliceOfN(rapid.SampledFrom([]string{"Kale", "figs", "leek"}), 1, 3).Draw(rt, "items")
	case kind == plan.Tick:
		e.Said, e.Amount = true, plan.Whole
	default:
		e.Said, e.Amount = true, plan.Amount(rapid.IntRange(1, 40).Draw(rt, "amount"))*plan.Whole
	}
	return e
}

// anyAccount gives a person two habits with a past, or none.
func anyAccount(rt *rapid.T, p *person) (ids []string, names []string) {
	for i := range rapid.IntRange(0, 2).Draw(rt, "habits here") {
		terms := rapid.SampledFrom(anyTerms(today-30)).Draw(rt, "terms here")
		name := []string{"Read", "Plate"}[i]
		id := p.habit(name, terms)
		randomActs(rt, p, id, terms.Kind, 12, "acts")
		ids, names = append(ids, id), append(names, name)
	}
	return ids, names
}

// anyChoices answers the doubts of a file at random.
func anyChoices(rt *rapid.T, p *person, b *transfer.Bundle) transfer.Choices {
	c := transfer.Choices{}
	for _, d := range p.preview(b, nil).Doubts {
		c[d.ID] = rapid.SampledFrom(d.Options).Draw(rt, d.ID).Value
	}
	c["clash"] = rapid.SampledFrom([]string{"keep", "take"}).Draw(rt, "clash")
	return c
}

// An import taken back leaves everything as it was, taken back again everything
// as it had been brought, and the same file again brings nothing.
func TestImportUndoneRestores(t *testing.T) {
	s := open(t, t.TempDir())
	rapid.Check(t, func(rt *rapid.T) {
		p := another(t, s)
		_, names := anyAccount(rt, p)
		b := anyFile(rt, names)
		c := anyChoices(rt, p, b)
		seen := p.preview(b, c)
		before := p.state(s.Reader())
		batch, done := p.importing(b, c)
		if seen.Nothing != (done.First.ID == "") || done.Entries > seen.New+seen.Clash {
			rt.Fatalf("the preview says %+v, and it became %+v", seen, done)
		}
		brought, written := p.state(s.Reader()), len(mustChanges(t, p))
		if _, again := p.importing(b, c); again.First.ID != "" || len(mustChanges(t, p)) != written {
			rt.Fatalf("the same file again: %+v", again)
		}
		if diff := cmp.Diff(brought, p.state(s.Reader())); diff != "" {
			rt.Fatalf("the same file again changed:\n%s", diff)
		}
		if done.First.ID == "" {
			return
		}
		back := p.undoBatch(rt, batch)
		if diff := cmp.Diff(before, p.state(s.Reader())); diff != "" {
			rt.Fatalf("taken back, it is not as it was:\n%s", diff)
		}
		again := p.undoBatch(rt, back)
		if diff := cmp.Diff(brought, p.state(s.Reader())); diff != "" {
			rt.Fatalf("brought back, it is not as it was:\n%s", diff)
		}
		p.undoBatch(rt, again)
		if diff := cmp.Diff(before, p.state(s.Reader())); diff != "" {
			rt.Fatalf("taken back once more, it is not as it was:\n%s", diff)
		}
		if rapid.Bool().Draw(rt, "once more") {
			if _, more := p.importing(b, c); more.Entries != done.Entries || more.Habits != done.Habits {
				rt.Fatalf("imported %+v, and after the undo %+v", done, more)
			}
		}
	})
}

// undoBatch takes a batch back and wants nothing to be left; it returns the
// batch of the undo.
func (p *person) undoBatch(rt *rapid.T, batch string) string {
	id := p.changeID()
	size, would, err := p.s.BatchLeft(p.t.Context(), p.id, batch, id, today)
	for _, one := range would {
		rt.Errorf("%s on %s of %s, which left %+v where %+v stands", one.Change.Act, one.Change.Subject, one.Change.Day, one.Left, one.Stands)
	}
	if err != nil || len(would) > 0 || size == 0 {
		rt.Fatalf("of %d it would leave %v: %v", size, would, err)
	}
	if _, left, err := p.s.UndoBatch(p.t.Context(), p.id, batch, id, today); err != nil || len(left) > 0 {
		rt.Fatalf("left %v, %v", left, err)
	}
	return id
}

// What was touched since an import stays and is named; all else goes back.
func TestImportUndoneKeepsWhatWasTouched(t *testing.T) {
	s := open(t, t.TempDir())
	rapid.Check(t, func(rt *rapid.T) {
		p := another(t, s)
		_, names := anyAccount(rt, p)
		b := anyFile(rt, names)
		c := anyChoices(rt, p, b)
		before := p.everyDay()
		batch, done := p.importing(b, c)
		if done.First.ID == "" {
			return
		}
		brought := p.everyDay()
		touched := map[string]bool{}
		for range rapid.IntRange(0, 5).Draw(rt, "acts since") {
			ids := slices.Sorted(maps.Values(p.habits()))
			if len(ids) == 0 {
				break
			}
			id := rapid.SampledFrom(ids).Draw(rt, "habit")
			l := store.Log{HabitID: id, Day: today - date.Date(rapid.IntRange(0, 30).Draw(rt, "back")), Act: models.ActNote, Note: fmt.Sprint("since ", rapid.IntRange(0, 9).Draw(rt, "n"))}
			if _, err := p.try(l); err != nil {
				rt.Fatal(err)
			}
			touched[id+l.Day.String()] = true
		}
		stands := p.everyDay()
		_, left, err := p.s.UndoBatch(p.t.Context(), p.id, batch, p.changeID(), today)
		if err != nil {
			rt.Fatal(err)
		}
		named := map[string]bool{}
		for _, one := range left {
			named[one.Change.SubjectID+one.Change.Day.String()] = true
		}
		after := p.everyDay()
		for day := range keysOf(before, brought, stands, after) {
			switch came := before[day] != brought[day]; {
			case touched[day] && after[day] != stands[day]:
				rt.Fatalf("%s held %q and holds %q", day, stands[day], after[day])
			case touched[day] && came && stands[day] != brought[day] && !named[day]:
				rt.Fatalf("%s was touched and is not named", day)
			case !touched[day] && after[day] != before[day]:
				rt.Fatalf("%s held %q before, %q after the import, and %q after the undo", day, before[day], brought[day], after[day])
			case named[day] && !touched[day]:
				rt.Fatalf("%s is named though nobody touched it", day)
			}
		}
	})
}

// everyDay is what stands on each day of each habit that is not hidden.
func (p *person) everyDay() map[string]string {
	p.t.Helper()
	list, err := p.s.AllLedgers(p.t.Context(), p.id, today-400, today)
	if err != nil {
		p.t.Fatal(err)
	}
	all := map[string]string{}
	for _, l := range list {
		for d, e := range l.Logged {
			all[l.ID+d.String()] = brief(e)
		}
	}
	return all
}

func keysOf(list ...map[string]string) map[string]bool {
	all := map[string]bool{}
	for _, m := range list {
		for k := range m {
			all[k] = true
		}
	}
	return all
}
