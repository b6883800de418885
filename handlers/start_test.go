package handlers_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"gloss/views/link"
)

func TestChoosingAtTheFirstVisit(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	p := s.get("/start").want(200)
	if p.text(".steps [aria-current=step]") != "Choose" {
		t.Error("the steps do not say where one is")
	}
	ticked := p.find("input[name=habit][checked]").Map(func(_ int, box *goquery.Selection) string { return box.AttrOr("value", "") })
	if !slices.Equal(ticked, []string{"plants", "checkin"}) {
		t.Errorf("ticked: %q, want all but the sun", ticked)
	}
	row := p.find("input[value=sun]").Closest(".row")
	if row.Find("mark").Length() != 1 || row.Find(".caution").Length() != 1 || row.Find("input[name=care]").Length() != 2 {
		t.Error("the sun stands without its passage, its caution or its two questions")
	}
	if p.attr(".actions a", "href") != link.Today {
		t.Error("no way on without a habit")
	}

	after := p.form("main form").submit("Keep what is ticked").want(200)
	if after.path() != link.Today || after.url.Query().Get("done") == "" {
		t.Errorf("came out at %s", after.url)
	}
	if got := s.names("ana"); !slices.Equal(got, []string{"Variety on the plate", "Skin and gut check-in"}) {
		t.Errorf("habits %q", got)
	}

	// Going back and sending it once more makes nothing new.
	p.form("main form").submit("Keep what is ticked").want(200)
	if got := s.names("ana"); len(got) != 2 {
		t.Errorf("sent twice: %q", got)
	}

	p = s.get("/start").want(200)
	if got := p.find(".chip").Length(); got != 2 || p.find("input[name=habit]").Length() != 1 {
		t.Errorf("%d taken, of three: %s", got, p.text("main"))
	}
	p.form("main form").check("habit", "sun").check("care", "burn").submit("Keep what is ticked").want(200)
	if got := s.names("ana"); len(got) != 3 || got[2] != "Time outdoors" {
		t.Errorf("habits %q", got)
	}
	p = s.get("/start").want(200).says("All of it is among your habits already.")
	if p.has("input[name=habit]") || !strings.Contains(p.text(".actions"), "On to Today") {
		t.Error("with everything taken there is still something to choose")
	}
}

func TestChoosingNothing(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	p := s.get("/start").form("main form").uncheck("habit").submit("Keep what is ticked").want(200)
	if p.path() != link.Today || len(s.names("ana")) != 0 {
		t.Errorf("came out at %s with %q", p.url, s.names("ana"))
	}
	s.get("/start").click(".actions a").want(200)
}

func TestSomeAlreadyTaken(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	p := s.get("/start")
	s.get(link.Guide(s.shipped())).form("#habit-plants form").submit("Make it a habit").want(200)
	p.form("main form").submit("Keep what is ticked").want(200)
	if got := s.names("ana"); !slices.Equal(got, []string{"Variety on the plate", "Skin and gut check-in"}) {
		t.Errorf("habits %q: want no second one", got)
	}
}

// Neither when a guide came nor what it is called decides which one a first
// visit chooses from.
func TestTheFoundingGuideIsTheFirst(t *testing.T) {
	for name, at := range map[string]int{"the oldest": 1, "the newest": 3} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t)
			if _, err := s.open().Exec("UPDATE guides SET created_at = CASE slug WHEN 'skin-and-gut' THEN ? ELSE 2 END", at); err != nil {
				t.Fatal(err)
			}
			if p := s.get("/").want(200).says("It retells an article by Dr. Jessica Christie"); p.text(".plate .margin b") != "Midday sun" {
				t.Errorf("a stranger is shown %q", p.text(".plate .margin b"))
			}
			s.as("ana")
			boxes := s.get("/start").want(200).find("input[name=habit]")
			offered := boxes.Map(func(_ int, box *goquery.Selection) string { return box.AttrOr("value", "") })
			if !slices.Equal(offered, []string{"plants", "sun", "checkin"}) {
				t.Errorf("offered %q", offered)
			}
		})
	}
}

func TestWithoutTheFoundingGuide(t *testing.T) {
	s := newSite(t)
	if _, err := s.open().Exec("UPDATE guides SET deleted_at = 1 WHERE slug = 'skin-and-gut'"); err != nil {
		t.Fatal(err)
	}
	if p := s.get("/").want(200); p.has(".plate") || p.has("#inside") {
		t.Error("another guide is shown to strangers in its place")
	}
	s.as("ana")
	s.get("/start").want(200).says("No guide to choose from yet")
}
