package models_test

import (
	"errors"
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
	g, advice, err := models.Brought{Came: models.CameFile, File: "walk.md", Content: []byte(src)}.Guide()
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

func TestBrought(t *testing.T) {
	const md, html = "# On rain\n\nListen to it for a good while.", "<title>On rain</title><p>Listen to it for a <a href='/good'>good</a> while.</p>"
	for name, test := range map[string]struct {
		models.Brought
		title, file, url string
	}{
		"a file":              {models.Brought{Came: models.CameFile, File: "rain.md", Content: []byte(md)}, "On rain", "rain.md", ""},
		"in the folder":       {models.Brought{Came: models.CameFolder, File: "rain.md", Content: []byte(md)}, "On rain", "rain.md", ""},
		"a paste":             {models.Brought{Came: models.CamePaste, Content: []byte(md)}, "On rain", "", ""},
		"of another name":     {models.Brought{Came: models.CamePaste, Content: []byte(md), Title: "  My\train "}, "My rain", "", ""},
		"from an address":     {models.Brought{Came: models.CameAddress, URL: "https://rain.example/on/rain", ContentType: "text/html", Content: []byte(html)}, "On rain", "", "https://rain.example/on/rain"},
		"by an address's end": {models.Brought{Came: models.CameAddress, URL: "https://rain.example/rain.md?raw", ContentType: "text/plain", Content: []byte(md)}, "On rain", "", "https://rain.example/rain.md?raw"},
	} {
		g, _, err := test.Guide()
		if err != nil || g.Title != test.title || g.File != test.file || g.URL != test.url || g.Came != test.Came || strings.HasPrefix(g.Text, "#") {
			t.Errorf("%s became %q from %q and %q, %v:\n%s", name, g.Title, g.File, g.URL, err, g.Text)
		}
	}
	for title, of := range map[string]string{strings.Repeat("x", models.MaxGuideLine+1): md, "a\x00b": md} {
		bad := models.Invalid{}
		if _, _, err := (models.Brought{Came: models.CamePaste, Content: []byte(of), Title: title}).Guide(); !errors.As(err, &bad) || bad["title"] == "" {
			t.Errorf("the title %q gives %v", title, err)
		}
	}
	if _, _, err := (models.Brought{Came: models.CamePaste, Content: []byte(" \n")}).Guide(); !errors.Is(err, article.ErrEmpty) {
		t.Errorf("no text gives %v", err)
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
