package models_test

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"

	"gloss/models"
	"gloss/models/plan"
)

const slug = "skin-and-gut"

func shipped(t *testing.T) []byte {
	t.Helper()
	src, err := os.ReadFile("../assets/guides/" + slug + ".md")
	if err != nil {
		t.Fatal(err)
	}
	return src
}

func TestTheGuideThatShips(t *testing.T) {
	g, rows, err := models.ShippedGuide(slug, shipped(t))
	if err != nil {
		t.Fatal(err)
	}
	if g.OwnerID != nil || g.Slug != slug || g.Title == "" || g.Author != "Dr. Jessica Christie" ||
		g.Publisher != "Apothékary" || g.Published.String() != "2022-06-28" || g.Minutes < 3 {
		t.Errorf("guide: %+v", g)
	}
	doc, err := g.Document()
	if err != nil || doc.Text != g.Text || len(doc.Contents()) < 4 {
		t.Fatalf("document: %v, %d headings", err, len(doc.Contents()))
	}
	refs, err := g.Cited()
	if err != nil || len(refs) < 6 {
		t.Fatalf("references: %v, %d", err, len(refs))
	}
	for i, r := range refs {
		if r.Ours != (i >= 6) || r.Link() == "" {
			t.Errorf("reference %d, ours %t, link %q: the article's six come first, and each can be read", i+1, r.Ours, r.Link())
		}
	}
	if remarks, err := g.Remarks(); err != nil || len(remarks) == 0 {
		t.Errorf("remarks: %v, %v", remarks, err)
	}

	offers, err := models.Offers(rows)
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	for i, o := range offers {
		keys = append(keys, o.Key)
		s := o.Passages[0]
		if doc.Slice(s.Start, s.End) != s.Exact || s.Exact != o.Quote {
			t.Errorf("%s: the passage reads %q, want %q", o.Key, doc.Slice(s.Start, s.End), o.Quote)
		}
		if o.Evidence == "" || o.Caution == "" || o.Terms == "" || o.Offer == "" {
			t.Errorf("%s: something is not said: %+v", o.Key, o.Advice)
		}
		h, p, err := models.HabitOf(rows[i], false, time.Monday, today)
		if err != nil || h.Name != o.Name {
			t.Errorf("%s makes %+v, %v", o.Key, h, err)
		}
		kept, err := h.Selectors()
		if err != nil || len(kept) != 1 || kept[0] != s {
			t.Errorf("%s: the habit keeps %v, %v", o.Key, kept, err)
		}
		if o.Key == "sun" {
			if o.Ticked || len(o.Questions) != 2 || p.Min != plan.At(10) || p.Max != plan.At(30) || p.Window.String() != "10:00–16:00" || p.Reserve != 1 {
				t.Errorf("sun: %+v %+v", o.Advice, p)
			}
			if h, _, _ := models.HabitOf(rows[i], true, time.Monday, today); h.Name == o.Name {
				t.Error("sun with care has a name of its own")
			}
		}
	}
	if got := strings.Join(keys, " "); got != "plants sun checkin" {
		t.Errorf("advice in the order of the text: %s", got)
	}
}

func TestShippedIDs(t *testing.T) {
	src := shipped(t)
	one, advice, err := models.ShippedGuide(slug, src)
	if err != nil {
		t.Fatal(err)
	}
	again, same, err := models.ShippedGuide(slug, bytes.ReplaceAll(src, []byte("\n"), []byte("\r\n")))
	if err != nil || one.ID != again.ID || one.Hash != again.Hash {
		t.Errorf("line ends made another guide: %s, %s, %v", one.ID, again.ID, err)
	}
	next, changed, err := models.ShippedGuide(slug, append(src, "\nOne more line.\n"...))
	if err != nil || next.ID == one.ID || !strings.HasPrefix(next.ID, slug+"-") {
		t.Errorf("another text: %s after %s, %v", next.ID, one.ID, err)
	}
	noted, _, err := models.ShippedGuide(slug, bytes.Replace(src, []byte("language: en"), []byte("language: en-GB"), 1))
	if err != nil || noted.ID != one.ID || noted.Language == one.Language {
		t.Errorf("the same text with another word about it: %s, %v", noted.ID, err)
	}
	ids := map[string]bool{}
	for i := range advice {
		if advice[i].ID != same[i].ID || advice[i].ID == changed[i].ID {
			t.Errorf("advice %s: %s, again %s, in another text %s", advice[i].Key, advice[i].ID, same[i].ID, changed[i].ID)
		}
		if advice[i].ID != models.AdviceID(one.ID, advice[i].Key) || ids[advice[i].ID] {
			t.Errorf("advice %s: id %s", advice[i].Key, advice[i].ID)
		}
		ids[advice[i].ID] = true
	}
}

func TestMadeFromAnyRelease(t *testing.T) {
	src := shipped(t)
	now, _, err := models.ShippedGuide(slug, src)
	if err != nil {
		t.Fatal(err)
	}
	before, advice, err := models.ShippedGuide(slug, append(src, "\nOne more line.\n"...))
	if err != nil {
		t.Fatal(err)
	}
	other, _, err := models.ShippedGuide("skin", src)
	if err != nil {
		t.Fatal(err)
	}
	h, _, err := models.HabitOf(advice[0], false, time.Monday, today)
	if err != nil {
		t.Fatal(err)
	}
	key := advice[0].Key
	if !now.Made(h) || !before.Made(h) || !now.MadeFrom(key, h) || !before.MadeFrom(key, h) {
		t.Error("a habit made from one release is of them all")
	}
	if now.MadeFrom(advice[1].Key, h) || other.Made(h) || other.MadeFrom(key, h) || now.Made(models.Habit{}) || now.Made(models.Habit{GuideID: slug}) {
		t.Error("a habit of another advice, guide or of none was taken for it")
	}
}

func TestShippedGuideRefuses(t *testing.T) {
	tests := map[string]struct{ slug, src string }{
		"slug":           {"Skin", "Text."},
		"empty":          {"a", ""},
		"month for day":  {"a", "---\ntitle: A\ndate: 2022-06\n---\nText."},
		"absent quote":   {"a", "---\nadvice: [{key: a, name: A, quote: gone, plan: {kind: tick, period: day, min: 1}}]\n---\nText."},
		"quote twice":    {"a", "---\nadvice: [{key: a, name: A, quote: Text, plan: {kind: tick, period: day, min: 1}}]\n---\nText. Text."},
		"no plan":        {"a", "---\nadvice: [{key: a, name: A, quote: Text}]\n---\nText."},
		"plan of naught": {"a", "---\nadvice: [{key: a, name: A, quote: Text, plan: {kind: tick, period: day}}]\n---\nText."},
		"unknown icon":   {"a", "---\nadvice: [{key: a, name: A, icon: flame, quote: Text, plan: {kind: tick, period: day, min: 1}}]\n---\nText."},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if g, _, err := models.ShippedGuide(test.slug, []byte(test.src)); err == nil {
				t.Errorf("taken as %s", g.ID)
			}
		})
	}
}

func BenchmarkRemarks(b *testing.B) {
	src, err := os.ReadFile("../assets/guides/" + slug + ".md")
	if err != nil {
		b.Fatal(err)
	}
	g, _, err := models.ShippedGuide(slug, src)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := g.Remarks(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDocument(b *testing.B) {
	src, err := os.ReadFile("../assets/guides/" + slug + ".md")
	if err != nil {
		b.Fatal(err)
	}
	g, _, err := models.ShippedGuide(slug, src)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := g.Document(); err != nil {
			b.Fatal(err)
		}
	}
}
