package handlers_test

import (
	"context"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/store"
	"gloss/views/link"
)

// ledgers are a person's habits as they stand.
func (s *site) ledgers(name string) []store.Ledger {
	s.t.Helper()
	u := s.user(name)
	today := date.Today(s.clock(), u.Location(), u.DayStart)
	list, err := s.store.Ledgers(context.Background(), u.ID, today, today)
	if err != nil {
		s.t.Fatal(err)
	}
	return list
}

// names are the names of a person's habits, in their order.
func (s *site) names(name string) []string {
	var names []string
	for _, l := range s.ledgers(name) {
		names = append(names, l.Name)
	}
	return names
}

// shipped is the id of the founding guide.
func (s *site) shipped() string {
	s.t.Helper()
	list, err := s.store.Guides(context.Background(), "")
	at := slices.IndexFunc(list, func(g models.Guide) bool { return g.Slug == "skin-and-gut" })
	if err != nil || at < 0 {
		s.t.Fatalf("%d guides, %v", len(list), err)
	}
	return list[at].ID
}

func TestTheLibrary(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	p := s.get("/guides").want(200)
	want := []string{
		"Moving more, from wherever you start", "Skin and gut, two sides of one border",
		"Sleep, and the day around it", "Sun and skin, outdoors with sense",
	}
	if got := p.texts(".card h3"); !slices.Equal(got, want) {
		t.Errorf("guides %q", got)
	}
	p.says("After Dr. Jessica Christie, Apothékary, 2022")
	if p.attr("nav [aria-current=page]", "href") != link.Guides {
		t.Error("the bar does not say that this is the room of guides")
	}
	p.click(".card h3 a[href*=skin-and-gut]").want(200).form("#habit-plants form").submit("Make it a habit").want(200)
	if got := s.get("/guides").texts(".card .used .chip"); !slices.Equal(got, []string{"Variety on the plate"}) {
		t.Errorf("the card lists %q", got)
	}
}

func TestAnEmptyLibrarySaysWhatToDo(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	db := s.open()
	if _, err := db.Exec("DELETE FROM guides"); err != nil {
		t.Fatal(err)
	}
	s.get("/guides").want(200).says("No guide here yet").click(".nothing .btn").want(200)
	s.get("/start").want(200).says("No guide to choose from yet")
}

func TestReadingTheGuide(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	p := s.get(link.Guide(s.shipped())).want(200)
	if got := p.text(".eyebrow"); !strings.HasPrefix(got, "Guide · ") || !strings.HasSuffix(got, " minutes · 3 habits in it") {
		t.Errorf("reading time: %q", got)
	}
	p.says("After “Your Glow Starts in the Gut”")
	for _, place := range []string{"nav.margin a", ".text h2 .anchor", ".fn"} {
		p.find(place).Each(func(_ int, a *goquery.Selection) {
			if to := a.AttrOr("href", ""); p.doc.Find(to).Length() != 1 {
				t.Errorf("%s leads to %q, which is there %d times", place, to, p.doc.Find(to).Length())
			}
		})
	}
	if got := p.texts(".margin .sign"); !slices.Equal(got, []string{"a", "b", "c"}) {
		t.Errorf("signs %q", got)
	}
	p.find("aside.margin[id]").Each(func(_ int, margin *goquery.Selection) {
		passage := words(margin.Closest(".row").Find("mark").Text())
		if passage == "" {
			t.Errorf("no passage beside %s", words(margin.Text()))
		}
		for _, part := range []string{"details.why .evidence", ".caution", "form"} {
			if margin.Find(part).Length() == 0 {
				t.Errorf("%s: no %s", margin.AttrOr("id", ""), part)
			}
		}
	})
	if p.find("#habit-sun input[name=care]").Length() != 2 || p.has("#habit-plants input[name=care]") {
		t.Error("the sun asks two questions, and nothing else asks any")
	}
	if got := p.find(".refs a[href^='https://doi.org/10.']").Length(); got < 10 {
		t.Errorf("%d references with a DOI", got)
	}
	if ours := p.find(".refs li").FilterFunction(func(_ int, li *goquery.Selection) bool {
		return strings.Contains(li.Text(), "Added by us")
	}); ours.Length() != p.find(".refs li").Length()-6 || strings.Contains(p.find(".refs li").First().Text(), "Added by us") {
		t.Errorf("%d references marked as ours", ours.Length())
	}
	s.get("/guides/" + strings.Repeat("x", 20)).want(404)
	s.get("/guides/%00").want(404)
}

func TestStrangersReadAndAreShownTheWayIn(t *testing.T) {
	s := newSite(t)
	p := s.get(link.Guide(s.shipped())).want(200)
	if p.has("main form") || p.has("main button") {
		t.Error("a stranger is offered a form")
	}
	if p.attr("#habit-sun .btn", "href") != link.SignUp || p.text("#habit-sun .btn") != "Start with the guide" {
		t.Error("a stranger is not shown the way in")
	}
	s.post(link.GuideHabits(s.shipped()), url.Values{"habit": {"sun"}})
	s.as("ana")
	if got := s.names("ana"); len(got) != 0 {
		t.Errorf("habits %q", got)
	}
}

func TestTakingAHabitFromTheMargin(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	before := s.get(link.Guide(s.shipped()))
	after := before.form("#habit-sun form").submit("Make it a habit").want(200)
	if after.path() != link.Guide(s.shipped()) || after.url.Query().Get("done") == "" {
		t.Errorf("came out at %s", after.url)
	}
	list := s.ledgers("ana")
	if len(list) != 1 {
		t.Fatalf("habits %q", s.names("ana"))
	}
	sun := list[0]
	if p := sun.Plans[0]; sun.Name != "Midday sun" || sun.Careful || p.Min != plan.At(10) || p.Max != plan.At(30) || p.Reserve != 1 ||
		p.Window.String() != "10:00–16:00" || p.Step != 5*plan.Whole || sun.Hue != "sun" || sun.Cue == "" {
		t.Errorf("habit %+v, plan %+v", sun.Habit, p)
	}
	quotes, err := sun.Selectors()
	if err != nil || len(quotes) != 1 || !strings.HasPrefix(quotes[0].Exact, "ten to thirty minutes") {
		t.Errorf("passages %v, %v", quotes, err)
	}
	if after.attr("#habit-sun .chip", "href") != link.Habit(sun.ID) || after.text("#habit-sun .chip") != "In your habits" || after.has("#habit-sun form") {
		t.Error("the margin does not say that it is taken")
	}

	// The same button of the same drawing counts once, and answers the same.
	again := before.form("#habit-sun form").submit("Make it a habit").want(200)
	if again.url.String() != after.url.String() || len(s.ledgers("ana")) != 1 {
		t.Errorf("again: %s, habits %q", again.url, s.names("ana"))
	}
	// The button of another drawing, from another tab, is noticed.
	other := before.form("#habit-sun form").force("drawn", strings.Repeat("7", 32)).submit("Make it a habit").want(422)
	other.says("“Midday sun” is among your habits already.")
	if !other.has(other.attr(".problems a", "href")) || len(s.ledgers("ana")) != 1 {
		t.Errorf("habits %q", s.names("ana"))
	}
}

func TestAYesLeadsToTheCarefulWording(t *testing.T) {
	for _, key := range []string{"burn", "medicine"} {
		s := newSite(t)
		s.as("ana")
		p := s.get(link.Guide(s.shipped())).form("#habit-sun form").check("care", key).submit("Make it a habit").want(200)
		sun := s.ledgers("ana")[0]
		if sun.Name != "Time outdoors" || !sun.Careful || sun.Plans[0].Window.IsSet() || sun.Plans[0].Max != plan.At(30) {
			t.Errorf("%s: %+v %+v", key, sun.Habit, sun.Plans[0])
		}
		if p.text("#habit-sun b") != "Time outdoors" || !strings.Contains(p.text("#habit-sun .caution"), "covered or in the shade") {
			t.Errorf("%s: the margin says %q", key, p.text("#habit-sun"))
		}
	}
}

func TestTakingRefuses(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	to, drawn := link.GuideHabits(s.shipped()), strings.Repeat("a", 32)
	s.post(to, url.Values{"habit": {"sun"}}).want(400)
	s.post(to, url.Values{"habit": {"sun"}, "drawn": {"short"}}).want(400)
	s.post(to, url.Values{"habit": {"sun", "moon"}, "drawn": {drawn}}).want(404)
	s.post(link.GuideHabits("another-guide-that-is-none"), url.Values{"habit": {"sun"}, "drawn": {drawn}}).want(404)
	if got := s.names("ana"); len(got) != 0 {
		t.Errorf("habits %q", got)
	}
	if p := s.post(to, url.Values{"drawn": {drawn}, "next": {"//evil.example/"}}); p.url.Host != s.base.Host {
		t.Errorf("led away to %s", p.url)
	}
}

func TestAChangeIDIsGoodForOneThing(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	to, id := link.GuideHabits(s.shipped()), strings.Repeat("b", 32)
	s.post(to, url.Values{"habit": {"plants"}, "change": {id}, "next": {"/guides"}}).want(200)
	s.post(to, url.Values{"habit": {"plants"}, "change": {id}, "next": {"/guides"}}).want(200)
	if got := s.names("ana"); len(got) != 1 {
		t.Errorf("habits %q", got)
	}
}
