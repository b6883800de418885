package store_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/store"
	"gloss/models/transfer"
)

// fromFile is a habit of a file with what it says of days; its terms begin no
// later than these.
func fromFile(key, name string, terms plan.Plan, entries ...transfer.Entry) transfer.Habit {
	h := transfer.Habit{Key: key, Plans: []plan.Plan{terms}, Entries: entries}
	h.Name, h.Hue, h.Icon = name, models.Hues[1], models.Icons[1]
	if len(entries) > 0 {
		h.Plans[0].From = min(h.Plans[0].From, entries[0].Day)
	}
	return h
}

// said is a day that a file gives an amount.
func said(d date.Date, amount plan.Amount) transfer.Entry {
	return transfer.Entry{Day: d, Said: true, Amount: amount}
}

// run is days in a row up to the eve of today, each with the amount.
func run(days int, amount plan.Amount) (list []transfer.Entry) {
	for d := today - date.Date(days); d < today; d++ {
		list = append(list, said(d, amount))
	}
	return list
}

func bundle(habits ...transfer.Habit) *transfer.Bundle {
	return &transfer.Bundle{Format: "test", Title: "A test", Habits: habits}
}

func (p *person) tryImport(b *transfer.Bundle, c transfer.Choices) (string, store.Imported, error) {
	id := p.changeID()
	done, err := p.s.Import(p.t.Context(), p.id, id, b, c, today, nil)
	return id, done, err
}

func (p *person) importing(b *transfer.Bundle, c transfer.Choices) (batch string, done store.Imported) {
	p.t.Helper()
	batch, done, err := p.tryImport(b, c)
	if err != nil {
		p.t.Fatal(err)
	}
	return batch, done
}

func (p *person) preview(b *transfer.Bundle, c transfer.Choices) store.Preview {
	p.t.Helper()
	v, err := p.s.PreviewImport(p.t.Context(), p.id, b, c, today)
	if err != nil {
		p.t.Fatal(err)
	}
	return v
}

// habits returns the ids of a person's habits that are shown, by name.
func (p *person) habits() map[string]string {
	p.t.Helper()
	list, err := p.s.AllLedgers(p.t.Context(), p.id, today, today)
	if err != nil {
		p.t.Fatal(err)
	}
	ids := map[string]string{}
	for _, l := range list {
		ids[l.Name] = l.ID
	}
	return ids
}

func TestImportMakesHabits(t *testing.T) {
	p := newPerson(t, open(t, t.TempDir()), "ana")
	read := fromFile("x:1", "Read", minutes(today), run(40, 20000)...)
	read.Reason, read.Reminder, read.Tags = "To know more", "08:30 mo we", []string{"mind", "evening"}
	read.Entries[3].Note, read.Entries[4] = "a long one", transfer.Entry{Day: read.Entries[4].Day, Skipped: true}
	plate := fromFile("x:2", "Plate", plants(today), transfer.Entry{Day: today - 3, Said: true, Items: []string{"Kale", "figs", "kale"}})
	old := fromFile("x:3", "Old", ticks(today-9), said(today-9, 1000), said(today+3, 1000))
	old.ArchivedAt = 1
	b := bundle(read, plate, old, fromFile("x:4", "Bare", ticks(today)))
	v := p.preview(b, nil)
	if v.Nothing || v.New != 43 || v.Entries != 43 || len(v.Doubts) != 0 || v.From != today-40 || v.To != today+3 {
		t.Errorf("the preview: %+v", v)
	}
	batch, done := p.importing(b, nil)
	if done.Habits != 4 || done.Joined != 0 || done.Entries != 43 || done.First.ID != batch {
		t.Errorf("done: %+v", done)
	}
	ids := p.habits()
	l := p.ledger(ids["Read"])
	if l.Reason != "To know more" || l.Reminder != "08:30 mo we" || l.Habit.Since != today-40 || l.Plans[0].From != today-40 || l.Plans[0].Anchor != today-40 {
		t.Errorf("the habit: %+v %+v", l.Habit, l.Plans)
	}
	for at, want := range map[date.Date]string{today - 37: "20 “a long one”", today - 36: "skipped", today - 1: "20"} {
		if got := p.day(ids["Read"], at); got != want {
			t.Errorf("%s holds %q, want %q", at, got, want)
		}
	}
	if got := p.day(ids["Plate"], today-3); got != "+kale+fig" {
		t.Errorf("the plate holds %q", got)
	}
	if got := p.ledger(ids["Old"]); got.ArchivedAt != 1 || brief(got.Logged[today+3]) != "1" {
		t.Errorf("what is archived: %+v", got)
	}
	tags, err := p.s.TagsOf(t.Context(), p.id)
	if err != nil || len(tags[ids["Read"]]) != 2 {
		t.Errorf("tags: %v, %v", tags, err)
	}
	before := len(mustChanges(t, p))
	if again := p.preview(b, nil); !again.Nothing || again.Same != 43 || len(again.Doubts) != 0 {
		t.Errorf("the preview of the same again: %+v", again)
	}
	_, done = p.importing(b, nil)
	if diff := cmp.Diff(store.Imported{Same: 43}, done); diff != "" {
		t.Errorf("the same again:\n%s", diff)
	}
	if n := len(mustChanges(t, p)); n != before {
		t.Errorf("the same again wrote %d changes", n-before)
	}
	if _, left, err := p.s.UndoBatch(t.Context(), p.id, batch, p.changeID(), today); err != nil || len(left) != 0 {
		t.Fatalf("left %v, %v", left, err)
	}
	if got := p.habits(); len(got) != 0 {
		t.Errorf("after the undo there are %v", got)
	}
	_, done = p.importing(b, nil)
	if done.Habits != 4 || done.Entries != 43 {
		t.Errorf("after the undo: %+v", done)
	}
}
