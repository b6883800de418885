package models_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/models"
	"gloss/models/article"
	"gloss/models/date"
	"gloss/models/plan"
)

const walkArticle = `# A walk at noon

By N. Levy

Light reaches the eye best around midday. You should spend 15–30 minutes outdoors every day between 11:00 and 15:00.

- Drink at least 6 glasses of water a day.
- Avoid screens after 9 pm.

In 1998 a study of 40 men found no difference.
`

func bring(t *testing.T, src string) (models.Guide, []models.Advice) {
	t.Helper()
	meta, doc, err := article.Read("walk.md", "", []byte(src), nil)
	if err != nil {
		t.Fatal(err)
	}
	g, advice, err := models.BroughtGuide(models.CameFile, "walk.md", meta, doc)
	if err != nil {
		t.Fatal(err)
	}
	return g, advice
}

func TestBroughtGuide(t *testing.T) {
	g, advice := bring(t, walkArticle)
	if g.Title != "A walk at noon" || g.Came != models.CameFile || g.File != "walk.md" || g.Hash == "" || g.Minutes < 1 || !strings.Contains(g.Words, " midday ") {
		t.Errorf("the guide: %+v", g)
	}
	if doc, err := g.Document(); err != nil || doc.Text != g.Text {
		t.Errorf("its document: %v", err)
	}
	var said []string
	for _, a := range advice {
		o, err := a.Read()
		if err != nil {
			t.Fatal(err)
		}
		if o.Why == "" || a.Subject == "" || a.Alike == "" || a.Strength <= 0 {
			t.Errorf("%q does not say why, of what or how sure: %+v", o.Name, a)
		}
		for _, p := range o.Passages {
			if start, end, ok := p.Find(g.Text); !ok || string([]rune(g.Text)[start:end]) != p.Exact {
				t.Errorf("%q: %q is not in its place", o.Name, p.Exact)
			}
		}
		h, p, err := models.HabitOf(a, false, 0, date.Oldest)
		if err != nil {
			t.Errorf("%q makes no habit: %v", o.Name, err)
			continue
		}
		if !slices.Contains(models.Icons, h.Icon) || !slices.Contains(models.Hues, h.Hue) {
			t.Errorf("%q looks like %s %s", o.Name, h.Icon, h.Hue)
		}
		said = append(said, o.Polarity+" "+p.Terms()+" "+h.Icon)
	}
	want := []string{
		"do 15 to 30 minutes, every day, between 11:00 and 15:00 sun",
		"do 6 glasses, every day glass",
		"avoid every day, after 21:00 phone",
	}
	if diff := cmp.Diff(want, said); diff != "" {
		t.Error(diff)
	}
}

// What an article says of itself is taken where it is good, and left out where
// it is not.
func TestBroughtGuideLeavesBadDetailsOut(t *testing.T) {
	_, doc, err := article.FromText([]byte("A title\n\nSome text."))
	if err != nil {
		t.Fatal(err)
	}
	g, _, err := models.BroughtGuide(models.CamePaste, "", article.Meta{
		Title: strings.Repeat("long ", 100), Author: "a\x00b", URL: "javascript:alert(1)", Language: "not a language", Date: "the other day",
	}, doc)
	if err != nil || len([]rune(g.Title)) != models.MaxGuideLine || g.Author != "ab" || g.URL != "" || g.Language != "" || g.Published != 0 {
		t.Errorf("%+v, %v", g.Details(), err)
	}
	for title, want := range map[string]string{"a\x00b\ufffd c": "ab c", "\ufffd": "Some text.", "": "Some text."} {
		if g, _, err := models.BroughtGuide(models.CamePaste, "", article.Meta{Title: title}, doc); err != nil || g.Title != want {
			t.Errorf("%q became %q, want %q, %v", title, g.Title, want, err)
		}
	}
}

func TestTermsSurviveBeingWrittenDown(t *testing.T) {
	p := plan.Plan{
		Kind: plan.Sum, Period: plan.Day, Min: plan.At(10), Max: plan.At(30), Unit: "minutes", Step: 5 * plan.Whole,
		Due: plan.Due{Every: 2}, Window: plan.Window{From: 600, To: 960}, Reserve: 1,
	}
	got, err := models.PlanOf(models.TermsOf(p), 0, date.Oldest)
	if err != nil {
		t.Fatal(err)
	}
	got.From, got.Anchor = 0, 0
	if diff := cmp.Diff(p, got); diff != "" {
		t.Error(diff)
	}
}
