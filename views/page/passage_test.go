package page_test

import (
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"gloss/models"
	"gloss/models/passage"
	"gloss/views/layout"
	"gloss/views/page"
)

func TestAHabitIsNamedAfterItsPassage(t *testing.T) {
	for quote, want := range map[string]string{
		"walk for a while.":       "Walk for a while",
		"Eat well; walk far!":     "Eat well; walk far",
		"“Rest,” she said.":       "“Rest,” she said",
		"9 pm\tTidy\n\nthe table": "9 pm Tidy the table",
		"לצאת להליכה.":            "לצאת להליכה",
		"...":                     "",
		"Sit by the window for a while and look at the birds in the old tree.": "Sit by the window for a while and look at the birds in the…",
	} {
		if got := page.NameOf(quote); got != want {
			t.Errorf("%q is named %q, want %q", quote, got, want)
		}
	}
}

func TestTrim(t *testing.T) {
	doc := read(t, "One two.\n\nשלום עולם.")
	for _, test := range [][4]int{{0, 4, 0, 3}, {3, 8, 4, 8}, {8, 10, 10, 10}, {8, 15, 10, 14}, {0, 99, 0, 20}, {50, 60, 50, 50}} {
		if start, end := page.Trim(doc, test[0], test[1]); start != test[2] || end != test[3] {
			t.Errorf("%d to %d is trimmed to %d to %d, want %d to %d", test[0], test[1], start, end, test[2], test[3])
		}
	}
}

// A mark that goes over several rows is one: its id and its note stand there
// once, and two that begin together have an id each.
func TestMarksOverSeveralRows(t *testing.T) {
	a := guide(t, "Eat well", "sleep", "Drink water")
	a.Member = true
	at := strings.Index(a.Doc.Text, "Eat well")
	for id, end := range map[string]string{"m-long": "Drink water", "m-same": "Eat well", "m-inner": "sleep"} {
		s, err := passage.Make(a.Doc.Text, at, strings.Index(a.Doc.Text, end)+len(end))
		if err != nil {
			t.Fatal(err)
		}
		a.Marks = append(a.Marks, models.Mark{ID: strings.TrimPrefix(id, "m-"), GuideID: "guide", Passage: s, Note: "n"})
	}
	a.Marks = append(a.Marks, models.Mark{ID: "lost", GuideID: "guide", Passage: passage.Selector{Start: 4, End: 9, Exact: "quite other words that are nowhere"}})
	doc := component(t, page.Guide(layout.Shell{User: "ana"}, page.NewGuide(a)))
	seen := map[string]int{}
	doc.Find("[id]").Each(func(_ int, e *goquery.Selection) { seen[e.AttrOr("id", "")]++ })
	for id, n := range seen {
		if n > 1 {
			t.Errorf("%d of id %s", n, id)
		}
	}
	for _, id := range []string{"m-long", "m-same", "m-inner", "why-eat", "why-sleep", "why-drink", "note-long", "note-lost"} {
		if seen[id] != 1 {
			t.Errorf("there is no %s", id)
		}
	}
	if seen["m-lost"] != 0 || !strings.Contains(doc.Find("#note-lost").Text(), "quite other words that are nowhere") {
		t.Error("a mark whose words are gone is not quoted")
	}
	if doc.Find(".text mark.own.too").Length() == 0 || doc.Find(".text a.sign").Length() != 3 {
		t.Errorf("%d signs", doc.Find(".text a.sign").Length())
	}
}
