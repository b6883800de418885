package page_test

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/a-h/templ"

	"gloss/models"
	"gloss/models/article"
	"gloss/models/passage"
	"gloss/models/plan"
	"gloss/views/layout"
	"gloss/views/page"
)

const text = `Before anything.

## First

Eat well. Walk far.

A second paragraph says: sleep.

## Second

Nothing here.

- One
- Drink water

## Third

### Deeper

Sit still.`

// guide is a guide whose advice quotes text, each under the quote as its key.
func guide(t *testing.T, quotes ...string) page.GuideArgs {
	t.Helper()
	_, doc, err := article.FromMarkdown([]byte("---\ntitle: T\n---\n" + text))
	if err != nil {
		t.Fatal(err)
	}
	a := page.GuideArgs{Guide: models.Guide{ID: "guide", Title: "T", Minutes: 1}, Doc: doc, Taken: map[string]page.Taken{}}
	for _, q := range quotes {
		s, err := passage.Quote(doc.Text, q)
		if err != nil {
			t.Fatal(err)
		}
		a.Offers = append(a.Offers, models.Offer{
			ID: "id-" + q, GuideID: "guide", Advice: article.Advice{Key: strings.ToLower(strings.Fields(q)[0]), Name: q}, Passages: []passage.Selector{s},
		})
	}
	return a
}

// component draws a whole page.
func component(t *testing.T, c templ.Component) *goquery.Selection {
	t.Helper()
	var buf bytes.Buffer
	if err := c.Render(context.Background(), &buf); err != nil {
		t.Fatal(err)
	}
	doc, err := goquery.NewDocumentFromReader(&buf)
	if err != nil {
		t.Fatal(err)
	}
	return doc.Selection
}

func TestEachPassageStandsBesideItsHabit(t *testing.T) {
	a := guide(t, "Eat well", "Walk far", "sleep", "Drink water", "Sit still")
	a.Remarks = []article.Note{{Quote: "Nothing here", Text: "Sure?"}, {Quote: "is gone", Text: "Gone"}}
	v := page.NewGuide(a)
	doc := component(t, page.Guide(layout.Shell{}, v))
	var rows []string
	doc.Find("main > .row").Each(func(_ int, row *goquery.Selection) {
		row.Find("mark .sign").Remove()
		marks := row.Find("mark").Map(func(_ int, m *goquery.Selection) string { return m.Text() })
		names := row.Find("aside b").Map(func(_ int, b *goquery.Selection) string { return b.Text() })
		if row.Find(".text").Length() > 0 {
			rows = append(rows, strings.Join(marks, ",")+" | "+strings.Join(names, ","))
		}
	})
	want := []string{
		" | ", // before anything
		"Eat well,Walk far | Eat well,Walk far",
		"sleep | sleep",
		" | How sure is this?",
		"Drink water | Drink water",
		"Sit still | Sit still",
	}
	if !slices.Equal(rows, want) {
		t.Errorf("rows %q, want %q", rows, want)
	}
	if got := doc.Find("aside .sign").Text(); got != "abcde" {
		t.Errorf("signs %q", got)
	}
	if low := doc.Find("aside.low b").Map(func(_ int, b *goquery.Selection) string { return b.Text() }); !slices.Equal(low, []string{"Eat well", "How sure is this?", "Sit still"}) {
		t.Errorf("beside the text under a heading stand %q", low)
	}
	if whole := doc.Find(".text").Text(); strings.Count(whole, "Eat well") != 1 || !strings.Contains(whole, "Before anything.") {
		t.Error("the text is not there whole and once")
	}
}

func TestWhatAReaderHasTaken(t *testing.T) {
	a := guide(t, "Eat well", "sleep")
	a.Member = true
	weekly := plan.Plan{Period: plan.Week}
	a.Taken["id-Eat well"] = page.Taken{HabitID: "h1", Plan: weekly, Count: 5}
	doc := component(t, page.Guide(layout.Shell{User: "ana"}, page.NewGuide(a)))
	taken := doc.Find("#habit-eat")
	if got := strings.TrimSpace(taken.Find("a.chip").Text()); got != "In your habits, 5 weeks" || taken.Find("a.chip").AttrOr("href", "") != "/habits/h1" || taken.Find("form").Length() != 0 {
		t.Errorf("taken: %q", got)
	}
	if free := doc.Find("#habit-sleep"); free.Find("form button:not([name=away])").Length() != 1 || free.Find(".chip").Length() != 0 {
		t.Error("what is not taken is not offered")
	}
}

func TestAGuideWithLittleInIt(t *testing.T) {
	_, doc, err := article.FromMarkdown([]byte("שלום עולם."))
	if err != nil {
		t.Fatal(err)
	}
	owner := "someone"
	v := page.NewGuide(page.GuideArgs{Doc: doc, Guide: models.Guide{
		ID: "g", OwnerID: &owner, Title: "כותרת", Author: "נועה", Language: "he", Minutes: 1, URL: "javascript:alert(1)",
	}})
	html := component(t, page.Guide(layout.Shell{User: "ana"}, v))
	if html.Find("nav.margin, aside, .refs").Length() != 0 {
		t.Error("nothing stands in the margin of a guide that has nothing for it")
	}
	if html.Find("h1").AttrOr("lang", "") != "he" || html.Find("h1").AttrOr("dir", "") != "auto" || html.Find(".text").AttrOr("lang", "") != "he" {
		t.Error("the language of the text is not said")
	}
	if got := html.Find(".eyebrow").Text(); got != "Article · 1 minute" {
		t.Errorf("eyebrow %q", got)
	}
	if href := html.Find("a[href^=javascript]"); href.Length() != 0 {
		t.Error("an address that runs something is a link")
	}
}

func TestAReferenceNamesItsAddressOnce(t *testing.T) {
	a := guide(t, "Eat well")
	a.Cited = []article.Reference{
		{Text: "Chang (2015). https://doi.org/10.1073/pnas.14", DOI: "10.1073/pnas.14"},
		{Text: "A page. https://example.org/a.", URL: "https://example.org/a"},
		{Text: "https://example.org/b", URL: "https://example.org/b"},
		{Text: "Without. PNAS 112.", DOI: "10.1/x"},
	}
	doc := component(t, page.Guide(layout.Shell{}, page.NewGuide(a)))
	got := doc.Find(".refs li").Map(func(_ int, li *goquery.Selection) string { return strings.Join(strings.Fields(li.Text()), " ") })
	want := []string{"Chang (2015). doi.org/10.1073/pnas.14", "A page. example.org", "https://example.org/b example.org", "Without. PNAS 112. doi.org/10.1/x"}
	if !slices.Equal(got, want) {
		t.Errorf("references %q, want %q", got, want)
	}
}

func TestChoicesStandBesideTheirPassage(t *testing.T) {
	v := page.NewStart(guide(t, "Eat well", "Drink water", "Sit still"))
	doc := component(t, page.Start(layout.Shell{User: "ana"}, v))
	var rows []string
	doc.Find(".row").Each(func(_ int, row *goquery.Selection) {
		rows = append(rows, row.Find("h2, h3").First().Text()+": "+row.Find("mark").Text()+" | "+row.Find("b .sign").Text())
	})
	if want := []string{"First: Eat well | a", "Second: Drink water | b", "Deeper: Sit still | c"}; !slices.Equal(rows[:1], want[:1]) || len(rows) != 3 || rows[2] != want[2] {
		t.Errorf("rows %q, want %q", rows, want)
	}
}

func TestCautionsBeginWithTheirFirstSentence(t *testing.T) {
	for caution, lead := range map[string]string{
		"Thirty is a ceiling. Fair skin burns.": "Thirty is a ceiling.",
		"Allergies? Leave it. Go slowly.":       "Allergies?",
		"One sentence only.":                    "One sentence only.",
		"From UV 3.5 on, cover up. Or not.":     "From UV 3.5 on, cover up.",
	} {
		doc := component(t, page.CautionBox(caution))
		if got := doc.Find("b").Text(); got != lead {
			t.Errorf("%q begins with %q", caution, got)
		}
		if got := strings.Join(strings.Fields(doc.Find(".caution").Text()), " "); got != caution {
			t.Errorf("%q is drawn as %q", caution, got)
		}
	}
}
