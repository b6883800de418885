package store_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gloss/models"
	"gloss/models/article"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/store"
	"gloss/models/transfer"
)

// ownFile is a file of Gloss with one habit and a guide.
func ownFile(t testing.TB) *transfer.Bundle {
	t.Helper()
	g, advice := asBrought(t, "# Walking\n\nWalk for thirty minutes every day, as [they](https://example.org) say.\n")
	g.ID, g.CreatedAt = "the-guide", noon.Add(-time.Hour).UnixMilli()
	h := fromFile("gloss:the-habit", "Read", ticks(today), said(today-5, 1000))
	h.ID, h.GuideID, h.CreatedAt = "the-habit", "the-guide", noon.Add(-time.Hour).UnixMilli()
	b := bundle(h)
	b.Account = &transfer.Account{
		Person:   transfer.Person{Name: "ana", Settings: models.Settings{Zone: "Asia/Tokyo", DayStart: 3, WeekStart: time.Sunday}},
		Guides:   []transfer.Guide{{Guide: g, Advice: advice}},
		DayNotes: []models.DayNote{{Day: today - 2, Note: "calm"}},
		Pauses:   []models.Pause{{ID: "a-pause", From: today - 9, To: today - 8}},
		Readings: []models.Reading{{GuideID: "the-guide", At: 5}},
	}
	return b
}

// journal gives b these changes for its journal.
func journal(b *transfer.Bundle, list ...models.Change) *transfer.Bundle {
	b.Account.Count, b.Account.Tells = len(list), map[transfer.About]int{}
	for _, c := range list {
		b.Account.Tells[transfer.About{Subject: c.Subject, ID: c.SubjectID}]++
	}
	b.Account.Changes = func(yield func(transfer.Change) error) error {
		for _, c := range list {
			if err := yield(transfer.Change{Change: c}); err != nil {
				return err
			}
		}
		return nil
	}
	return b
}

// In an account that is lived in the settings stay unless asked for, the journal
// stays behind, and what is kept of one's own is not overwritten.
func TestImportOfAnAccountIntoAnother(t *testing.T) {
	s := open(t, t.TempDir())
	p := newPerson(t, s, "ben")
	p.habit("Swim", ticks(today-9))
	if _, err := s.SetDayNote(t.Context(), p.id, p.changeID(), today-2, "windy"); err != nil {
		t.Fatal(err)
	}
	b := journal(ownFile(t), models.Change{ID: "a-change-of-theirs", Subject: models.OnHabit, SubjectID: "the-habit", Act: models.ActCreate})
	before, changes := p.state(s.Reader()), len(mustChanges(t, p))
	v := p.preview(b, nil)
	if v.Settings || v.Changes != 0 || v.Guides != 1 || v.Notes != 0 || v.Pauses != 1 || v.Clash != 1 || len(v.Lost) != 1 || len(v.Doubts) != 2 ||
		v.Doubts[0].ID != "settings" || v.Doubts[0].Default != "leave" || v.Doubts[1].ID != "clash" {
		t.Errorf("the preview: %+v", v)
	}
	_, done := p.importing(b, nil)
	if done.Kept != 1 || done.Notes != 0 || done.Guides != 1 || done.Changes != 0 {
		t.Errorf("done: %+v", done)
	}
	list := mustChanges(t, p)
	if n := len(list) - changes; n != 5 { // a guide, a habit, its day, a pause, a reading
		t.Errorf("%d changes", n)
	}
	u, err := s.User(t.Context(), p.id)
	if note, failed := s.DayNote(t.Context(), p.id, today-2); err != nil || failed != nil || u.Zone != "Europe/Berlin" || note != "windy" {
		t.Errorf("the zone is %s and the note %q", u.Zone, note)
	}
	l := p.ledger(p.habits()["Read"])
	if l.GuideID == "" || l.GuideID == "the-guide" || l.Habit.CreatedAt != noon.Add(-time.Hour).UnixMilli() {
		t.Errorf("the habit: %+v", l.Habit)
	}
	// With the other answers the rest comes too, and all of it goes again.
	choices := transfer.Choices{"settings": "take", "clash": "take"}
	batch, done := p.importing(b, choices)
	if u, err = s.User(t.Context(), p.id); err != nil || u.Settings() != b.Account.Person.Settings || done.Notes != 1 || done.Kept != 0 {
		t.Errorf("%+v, %+v", u.Settings(), done)
	}
	for _, batch := range []string{batch, list[0].Batch} {
		if _, left, err := s.UndoBatch(t.Context(), p.id, batch, p.changeID(), today); err != nil || len(left) > 0 {
			t.Fatal(left, err)
		}
	}
	if diff := cmp.Diff(before, p.state(s.Reader())); diff != "" {
		t.Errorf("taken back, it is not as it was:\n%s", diff)
	}
}

// What a person changed of what came stays, and is named.
func TestImportOfAnAccountChangedSince(t *testing.T) {
	s := open(t, t.TempDir())
	p := newPerson(t, s, "ben")
	batch, _ := p.importing(ownFile(t), nil)
	ctx := t.Context()
	if err := s.UpdateDay(ctx, p.id, "UTC", 0, time.Monday); err != nil {
		t.Fatal(err)
	}
	if _, err := s.SetDayNote(ctx, p.id, p.changeID(), today-2, "mine"); err != nil {
		t.Fatal(err)
	}
	id := p.habits()["Read"]
	if _, err := s.EditHabit(ctx, p.id, p.changeID(), id, editOf("Read more", ticks(0)), today); err != nil {
		t.Fatal(err)
	}
	_, left, err := s.UndoBatch(ctx, p.id, batch, p.changeID(), today)
	if err != nil {
		t.Fatal(err)
	}
	var subjects []models.Subject
	for _, one := range left {
		subjects = append(subjects, one.Change.Subject)
	}
	if diff := cmp.Diff([]models.Subject{models.OnYou, models.OnDay, models.OnHabit}, subjects); diff != "" {
		t.Errorf("left:\n%s", diff)
	}
	if left[0].Stands.Settings.Zone != "UTC" || left[1].Change.Day != today-2 || *left[1].Stands.Note != "mine" || *left[2].Stands.Deleted {
		t.Errorf("left: %+v", left)
	}
	if got := p.day(id, today-5); got != "nothing" {
		t.Errorf("the day holds %q", got)
	}
}

// A file may not bring what an article would never hold.
func TestImportRefusesHostileGuides(t *testing.T) {
	p := newPerson(t, open(t, t.TempDir()), "ben")
	var bad models.Invalid
	for name, spoil := range map[string]func(g *transfer.Guide){
		"a script for a link": func(g *transfer.Guide) {
			g.Blocks = strings.Replace(g.Blocks, "https://example.org", "javascript:alert(1)", 1)
		},
		"another server": func(g *transfer.Guide) {
			g.Blocks = strings.Replace(g.Blocks, "https://example.org", "//example.org", 1)
		},
		"a name in a link":       func(g *transfer.Guide) { g.Blocks = strings.Replace(g.Blocks, "https://", "https://me:you@", 1) },
		"blocks that do not fit": func(g *transfer.Guide) { g.Text += " more" },
		"a block of another kind": func(g *transfer.Guide) {
			g.Blocks = strings.Replace(g.Blocks, string(article.Paragraph), "script", 1)
		},
		"a span of another kind":  func(g *transfer.Guide) { g.Blocks = strings.Replace(g.Blocks, `"link"`, `"iframe"`, 1) },
		"a name of another block": func(g *transfer.Guide) { g.Blocks = strings.Replace(g.Blocks, `"p1"`, `"login"`, 1) },
		"no blocks":               func(g *transfer.Guide) { g.Blocks = "" },
		"a reference":             func(g *transfer.Guide) { g.References = `[{"text":"x","url":"javascript:alert(1)"}]` },
		"no title":                func(g *transfer.Guide) { g.Title = "" },
		"an address":              func(g *transfer.Guide) { g.URL = "javascript:alert(1)" },
	} {
		b := ownFile(t)
		was := b.Account.Guides[0]
		spoil(&b.Account.Guides[0])
		if cmp.Equal(was, b.Account.Guides[0]) {
			t.Fatalf("%s: nothing is spoilt", name)
		}
		if _, _, err := p.tryImport(b, nil); !errors.As(err, &bad) || !strings.Contains(bad[""], "cannot be brought in") {
			t.Errorf("%s: %v", name, err)
		}
	}
	b := ownFile(t)
	b.Account.Guides[0].Hash, b.Account.Guides[0].Words, b.Account.Guides[0].Advice[0].Offer = "another's", " hit ", `{"name":""}`
	_, done := p.importing(b, nil)
	list, err := p.s.Guides(t.Context(), p.id)
	if err != nil || len(list) != 1 || list[0].Hash == "another's" || len(done.Lost) != 1 {
		t.Errorf("%+v, %v, %+v", list, err, done)
	}
	if got := p.library("hit"); got != "" {
		t.Errorf("a search for what it does not say finds %s", got)
	}
}

// A journal comes along but for what Gloss could not take back, and what comes
// can be.
func TestImportOfAJournal(t *testing.T) {
	s := open(t, t.TempDir())
	p := newPerson(t, s, "ben")
	yes, no, name, note, far := true, false, "Lesen", "x", strings.Repeat("a", 3000)
	one, more := plan.Whole, plan.MaxAmount+1
	made := models.Change{ID: "change-of-making", Subject: models.OnHabit, SubjectID: "the-habit", Act: models.ActCreate, Before: models.Fields{Deleted: &yes}, After: models.Fields{Deleted: &no}}
	on := func(id string, before, after models.Fields) models.Change {
		return models.Change{ID: id, Subject: models.OnHabit, SubjectID: "the-habit", Act: models.ActEdit, Before: before, After: after}
	}
	day := func(id string, before, after models.Fields) models.Change {
		return models.Change{ID: id, Subject: models.OnEntry, SubjectID: "the-habit", Day: today - 5, Act: models.ActSet, Before: before, After: after}
	}
	elsewhere := made
	elsewhere.ID, elsewhere.SubjectID = "change-elsewhere", "another-habit"
	tick := day("change-of-a-tick", models.Fields{Amount: &models.MaybeAmount{}}, models.Fields{Amount: &models.MaybeAmount{Amount: &one}})
	b := journal(ownFile(t), made, tick, elsewhere,
		on("change-unpaired", models.Fields{}, models.Fields{Name: &name}),
		on("change-too-long", models.Fields{Reason: &far}, models.Fields{Reason: &note}),
		on("change-no-terms", models.Fields{Plans: []models.MaybePlan{{Plan: &plan.Plan{}}}}, models.Fields{Plans: []models.MaybePlan{{Plan: &plan.Plan{}}}}),
		day("change-too-much", models.Fields{Amount: &models.MaybeAmount{Amount: &more}}, models.Fields{Amount: &models.MaybeAmount{}}),
		day("no id", models.Fields{}, models.Fields{}),
		day("change-without-days", models.Fields{}, models.Fields{Days: 7}),
		models.Change{ID: "change-no-pause", Subject: models.OnPause, Act: models.ActPause, Before: models.Fields{Pause: &models.MaybePause{}}, After: models.Fields{Pause: &models.MaybePause{}}},
		made, // twice
	)
	_, done := p.importing(b, nil)
	list := mustChanges(t, p)
	var ids []string
	for _, c := range list {
		if c.Batch == "" {
			ids = append(ids, c.ID)
		}
	}
	if diff := cmp.Diff([]string{"change-of-a-tick", "change-of-making"}, ids); diff != "" || len(done.Lost) != 2 || done.Lost[0].Count != 1 || done.Lost[1].Count != 7 {
		t.Errorf("came:\n%s%+v", diff, done.Lost)
	}
	p.mustUndo("change-of-a-tick")
	if got := p.day(p.habits()["Read"], today-5); got != "nothing" {
		t.Errorf("the day holds %q", got)
	}
}

// A person who goes leaves nothing of an import, and neither does a habit.
func TestImportedGoesForGood(t *testing.T) {
	now := newClock()
	s := open(t, t.TempDir(), func(o *store.Options) { o.Now = now.now })
	p := newPerson(t, s, "ben")
	batch, _ := p.importing(ownFile(t), nil)
	if len(dump(t, s.Reader())["origins"]) != 1 || len(dump(t, s.Reader())["change_days"]) != 2 {
		t.Fatal("nothing to leave behind")
	}
	if _, left, err := s.UndoBatch(t.Context(), p.id, batch, p.changeID(), today); err != nil || len(left) > 0 {
		t.Fatal(left, err)
	}
	now.pass(31 * day)
	if err := s.PurgeHabits(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := s.PurgeGuides(t.Context()); err != nil {
		t.Fatal(err)
	}
	all := dump(t, s.Reader())
	for _, table := range []string{"origins", "habits", "plans", "entries", "guides", "advice", "readings"} {
		if n := len(all[table]); n != 0 {
			t.Errorf("%s holds %d rows of what is gone", table, n)
		}
	}
	if n := len(all["change_days"]); n != 2 { // of the note on a day, and its undo
		t.Errorf("%d lists of days are left", n)
	}
	p.importing(ownFile(t), nil)
	if err := s.RemoveUser(t.Context(), p.id); err != nil {
		t.Fatal(err)
	}
	for table, rows := range dump(t, s.Reader()) {
		if len(rows) != 0 {
			t.Errorf("%s holds %d rows of a person who went", table, len(rows))
		}
	}
}

// There is no more room for pauses and marks than by hand.
func TestImportKeepsTheLimits(t *testing.T) {
	p := newPerson(t, open(t, t.TempDir()), "ben")
	b := ownFile(t)
	for i := range models.MaxPauses {
		b.Account.Pauses = append(b.Account.Pauses, models.Pause{From: today - date.Date(i), To: today})
	}
	var bad models.Invalid
	if _, _, err := p.tryImport(b, nil); !errors.As(err, &bad) || bad[""] != "That is more pauses than fit: at most 500." {
		t.Errorf("501 pauses: %v", err)
	}
	b.Account.Pauses = []models.Pause{{From: today, To: today - 1}}
	if _, _, err := p.tryImport(b, nil); !errors.As(err, &bad) {
		t.Errorf("a pause that ends before it begins: %v", err)
	}
	b.Account.Pauses, b.Account.DayNotes = nil, []models.DayNote{{Day: today, Note: strings.Repeat("a", 2001)}}
	if _, _, err := p.tryImport(b, nil); !errors.As(err, &bad) {
		t.Errorf("a long note: %v", err)
	}
	if n := len(mustChanges(t, p)); n != 0 {
		t.Errorf("%d changes were written", n)
	}
}
