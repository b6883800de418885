package store_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"gloss/models"
	"gloss/models/article"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/store"
	"gloss/models/transfer"
)

// gathered is a Sink that keeps what it is given, as a reader of it would.
type gathered struct {
	transfer.Bundle
	changes []transfer.Change
	ended   date.Date
}

func gather(t rapid.TB, p *person) *gathered {
	t.Helper()
	g := &gathered{Bundle: transfer.Bundle{Account: &transfer.Account{}}}
	if err := p.s.Export(context.Background(), p.id, today, g); err != nil {
		t.Fatal(err)
	}
	g.Account.Count, g.Account.Tells = len(g.changes), map[transfer.About]int{}
	for _, c := range g.changes {
		g.Account.Tells[transfer.About{Subject: c.Subject, ID: c.SubjectID}]++
	}
	return g
}

func (g *gathered) Begin(p transfer.Person) error { g.Account.Person = p; return nil }
func (g *gathered) Tag(t models.Tag) error {
	g.Account.Tags = append(g.Account.Tags, t)
	return nil
}
func (g *gathered) Guide(one transfer.Guide) error {
	if !one.Own() {
		one.Guide = models.Guide{ID: one.ID, Slug: one.Slug, Title: one.Title, Hash: one.Hash}
		for i, a := range one.Advice {
			one.Advice[i] = models.Advice{ID: a.ID, GuideID: a.GuideID, Key: a.Key, Position: i + 1}
		}
	}
	g.Account.Guides = append(g.Account.Guides, one)
	return nil
}
func (g *gathered) Habit(h models.Habit, plans []plan.Plan, tags []string) error {
	g.Habits = append(g.Habits, transfer.Habit{Habit: h, Key: "gloss:" + h.ID, Tags: tags, Plans: plans})
	return nil
}
func (g *gathered) Entry(e models.Entry) error {
	for i := range g.Habits {
		if g.Habits[i].ID == e.HabitID {
			one := transfer.Entry{Day: e.Day, Said: e.Amount != nil, Skipped: e.Skipped, Note: e.Note}
			if e.Amount != nil {
				one.Amount = *e.Amount
			}
			for _, item := range e.Items {
				one.Items, one.Places = append(one.Items, item.Name), append(one.Places, item.Position)
			}
			if slices.IsSorted(one.Places) && len(one.Places) > 0 && one.Places[len(one.Places)-1] == len(one.Places) {
				one.Places = nil
			}
			g.Habits[i].Entries = append(g.Habits[i].Entries, one)
			return nil
		}
	}
	return fmt.Errorf("an entry of no habit: %v", e)
}
func (g *gathered) DayNote(n models.DayNote) error {
	g.Account.DayNotes = append(g.Account.DayNotes, n)
	return nil
}
func (g *gathered) Pause(p models.Pause) error {
	g.Account.Pauses = append(g.Account.Pauses, p)
	return nil
}
func (g *gathered) Reading(r models.Reading) error {
	g.Account.Readings = append(g.Account.Readings, r)
	return nil
}
func (g *gathered) Dismissal(d models.Dismissal) error {
	g.Account.Dismissals = append(g.Account.Dismissals, d)
	return nil
}
func (g *gathered) Mark(m models.Mark) error {
	g.Account.Marks = append(g.Account.Marks, m)
	return nil
}
func (g *gathered) Change(c transfer.Change) error { g.changes = append(g.changes, c); return nil }
func (g *gathered) End(today date.Date) error      { g.ended = today; return nil }

// exported returns a person's own file.
func exported(t rapid.TB, p *person) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := p.s.Export(context.Background(), p.id, today, transfer.NewJSON(&b)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// readBack reads a file of Gloss's own, with its journal.
func readBack(t rapid.TB, dir string, file []byte) *gathered {
	t.Helper()
	name := filepath.Join(dir, "gloss.json")
	if err := os.WriteFile(name, file, 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := transfer.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	b, err := transfer.Read(context.Background(), f, nil, today, nil)
	if err != nil {
		t.Fatalf("%v\n%s", err, file)
	}
	g := &gathered{Bundle: *b, ended: today}
	if err := b.Account.Changes(func(c transfer.Change) error { return g.Change(c) }); err != nil {
		t.Fatal(err)
	}
	return g
}

// held are the differences between what a person has and what a file says that
// are none: whose rows they are, what only the server knows, what a file leaves
// out because it follows from the rest, and lists of nothing.
var held = cmp.Options{
	cmpopts.EquateEmpty(),
	cmpopts.IgnoreFields(transfer.Bundle{}, "Format", "Title"),
	cmpopts.IgnoreFields(transfer.Account{}, "Changes", "Tells"), // the journal stands beside it
	cmpopts.IgnoreFields(transfer.Habit{}, "Where"),
	cmpopts.IgnoreFields(models.Habit{}, "UserID", "Position"),
	cmpopts.IgnoreFields(models.Tag{}, "UserID", "Position"),
	cmpopts.IgnoreFields(models.Guide{}, "OwnerID"),
	cmpopts.IgnoreFields(models.DayNote{}, "UserID"),
	cmpopts.IgnoreFields(models.Pause{}, "UserID"),
	cmpopts.IgnoreFields(models.Reading{}, "UserID"),
	cmpopts.IgnoreFields(models.Dismissal{}, "UserID"),
	cmpopts.IgnoreFields(models.Mark{}, "UserID", "Words"),
	cmpopts.IgnoreFields(models.Change{}, "UserID", "Seq"),
	cmp.AllowUnexported(gathered{}),
}

// What a person takes along says all that they have, and reads back as that.
func TestExportSaysAll(t *testing.T) {
	s := open(t, t.TempDir())
	common, dir := commonGuides(t, s), t.TempDir()
	runs, n := 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		p := anyPerson(rt, t, s, common)
		want := gather(rt, p)
		got := readBack(rt, dir, exported(rt, p))
		if diff := cmp.Diff(want, got, held); diff != "" {
			rt.Fatalf("what was read (+) is not what they have (-):\n%s", diff)
		}
		if len(got.Lost) > 0 || len(got.Doubts) > 0 {
			rt.Fatalf("their own file lost %v and asks %v", got.Lost, got.Doubts)
		}
		runs, n = runs+1, n+len(want.changes)
	})
	if n < 8*runs {
		t.Errorf("only %d changes of %d people came along", n, runs)
	}
}

// commonGuides puts guides in place that all may read: one that ships with Gloss,
// one of the folder and one that somebody shares. It returns their ids.
func commonGuides(t testing.TB, s *store.Store) []string {
	t.Helper()
	src := "---\ntitle: Light\nadvice:\n  - key: sun\n    name: Sun\n    quote: Go out at noon\n    plan: {kind: tick, period: day, min: 1}\n---\n\nGo out at noon. It is short.\n"
	g, stated, err := models.ShippedGuide("light", []byte(src))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.PutShipped(t.Context(), g, stated); err != nil {
		t.Fatal(err)
	}
	folder, found := asBrought(t, "# Folder\n\nFrom the folder: drink a glass of water every day.")
	if _, err := s.AddFolderGuide(t.Context(), folder, found); err != nil {
		t.Fatal(err)
	}
	of := newPerson(t, s, "somebody")
	own, advice := asBrought(t, "# Private title\n\nWalk for ten minutes a day, as somebody shares.")
	c, err := s.AddGuide(t.Context(), of.id, of.changeID(), own, advice)
	if err != nil {
		t.Fatal(err)
	}
	id := c.SubjectID
	details := models.GuideDetails{Title: "Private title", Shared: true}
	if _, err := s.EditGuide(t.Context(), of.id, of.changeID(), id, details); err != nil {
		t.Fatal(err)
	}
	all, err := s.Guides(t.Context(), of.id)
	if err != nil || len(all) != 3 {
		t.Fatal(all, err)
	}
	return []string{all[0].ID, all[1].ID, all[2].ID}
}

// asBrought is Markdown as it is brought in.
func asBrought(t testing.TB, src string) (models.Guide, []models.Advice) {
	t.Helper()
	meta, doc, err := article.Read("walking.md", "", []byte(src), nil)
	if err != nil {
		t.Fatal(err)
	}
	g, advice, err := models.BroughtGuide(models.CameFile, "walking.md", meta, doc)
	if err != nil {
		t.Fatal(err)
	}
	return g, advice
}

// anyPerson is somebody who did anything at all: habits and all acts on them,
// guides with marks, habits of both kinds of guide, undone things, deleted ones.
func anyPerson(rt *rapid.T, t testing.TB, s *store.Store, common []string) *person {
	d := &deeds{rt: rt, person: another(t, s), now: today - 60}
	d.habit("one", rapid.SampledFrom(anyTerms(today-70)).Draw(rt, "first plan"))
	d.habit("two", plants(today-64))
	d.do(rapid.IntRange(0, 10).Draw(rt, "deeds"))
	d.anySettings()
	d.anyReading(common)
	d.do(rapid.IntRange(0, 4).Draw(rt, "more deeds"))
	for range rapid.IntRange(0, 3).Draw(rt, "undos") {
		list := mustChanges(t, d.person)
		c := rapid.SampledFrom(list).Draw(rt, "undone")
		var changed models.Changed
		var left []models.Changed
		_, err := s.Undo(t.Context(), d.id, c.ID, d.changeID(), d.now)
		if c.Batch != "" && err == nil {
			_, left, err = s.UndoBatch(t.Context(), d.id, c.Batch, d.changeID(), d.now)
		}
		var known models.Known
		if err != nil && !errors.As(err, &changed) && !errors.Is(err, models.ErrNotFound) && !errors.As(err, &known) {
			rt.Fatalf("undo of %s on %s, %v left: %v", c.Act, c.Subject, left, err)
		}
	}
	return d.person
}

func (d *deeds) must(err error) {
	d.t.Helper()
	if err != nil {
		d.rt.Fatal(err)
	}
}

func (d *deeds) anySettings() {
	ctx, b := d.t.Context(), rapid.Bool()
	zone := rapid.SampledFrom([]string{"Europe/Berlin", "America/St_Johns", "UTC", "Pacific/Kiritimati"}).Draw(d.rt, "zone")
	d.must(d.s.UpdateDay(ctx, d.id, zone, rapid.IntRange(0, 6).Draw(d.rt, "day start"), time.Weekday(rapid.IntRange(0, 6).Draw(d.rt, "week start"))))
	d.must(d.s.UpdateShown(ctx, d.id, b.Draw(d.rt, "hide settled")))
	if b.Draw(d.rt, "email") {
		u, err := d.s.User(ctx, d.id)
		d.must(err)
		d.must(d.s.UpdateProfile(ctx, d.id, u.Name, "a@example.org"))
	}
}

// anyReading brings guides in, reads and marks them, and makes habits of them.
func (d *deeds) anyReading(common []string) {
	ctx, b := d.t.Context(), rapid.Bool()
	ids := slices.Clone(common)
	for i := range rapid.IntRange(0, 2).Draw(d.rt, "guides") {
		src := fmt.Sprintf("# Walking %d <b>\n\nWalk for *thirty* minutes every [day](https://example.org/?a=1&b=2). It helps[^1].\n\n- Drink two glasses of water a day & rest.\n\nOf %s, %d.\n\n[^1]: A study.\n", i, d.id, i)
		g, advice := asBrought(d.t, src)
		c, err := d.s.AddGuide(ctx, d.id, d.changeID(), g, advice)
		d.must(err)
		ids = append(ids, c.SubjectID)
	}
	for _, id := range ids {
		g, advice, err := d.s.Guide(ctx, d.id, id)
		d.must(err)
		d.must(d.s.MarkRead(ctx, d.id, id, b.Draw(d.rt, "read")))
		d.must(d.s.ArchiveGuide(ctx, d.id, id, b.Draw(d.rt, "archived")))
		d.must(d.s.TagGuide(ctx, d.id, id, rapid.SampledFrom([][]string{nil, {"good"}, {"good", "long"}}).Draw(d.rt, "tags")))
		if b.Draw(d.rt, "marked") {
			d.mark(g)
		}
		if len(advice) > 0 && b.Draw(d.rt, "taken") {
			h, p, err := models.HabitOf(advice[0], false, time.Monday, d.now)
			d.must(err)
			_, err = d.s.CreateHabits(ctx, d.id, d.changeID(), []store.NewHabit{{Habit: h, Plan: p}})
			d.must(err)
		} else if len(advice) > 0 {
			d.must(d.s.Dismiss(ctx, d.id, advice[0].ID, true))
		}
		if shown := d.shown(); len(shown) > 0 && b.Draw(d.rt, "sourced") {
			_, err := d.s.SourceHabit(ctx, d.id, d.changeID(), shown[0], id, []store.Stretch{{Start: 0, End: 6}})
			d.must(err)
		}
		if slices.Contains(common, id) {
			continue
		}
		if b.Draw(d.rt, "retitled") {
			details := g.Details()
			details.Title, details.Shared = "Walking <i>anew</i>", true
			_, err := d.s.EditGuide(ctx, d.id, d.changeID(), id, details)
			d.must(err)
		}
		if rapid.IntRange(0, 3).Draw(d.rt, "deleted") == 0 {
			_, err := d.s.DeleteGuide(ctx, d.id, d.changeID(), id)
			d.must(err)
		}
	}
}

func (d *deeds) mark(g models.Guide) {
	ctx := d.t.Context()
	start := rapid.IntRange(0, 3).Draw(d.rt, "start")
	c, err := d.s.MarkPassage(ctx, d.id, d.changeID(), g.ID, start, start+rapid.IntRange(1, 9).Draw(d.rt, "long"), "so <b>true</b>\n&c")
	d.must(err)
	switch rapid.IntRange(0, 2).Draw(d.rt, "then") {
	case 0:
		_, err = d.s.Unmark(ctx, d.id, d.changeID(), c.After.Mark.Mark.ID)
	case 1:
		_, err = d.s.NoteMark(ctx, d.id, d.changeID(), c.After.Mark.Mark.ID, "no")
	}
	d.must(err)
}
