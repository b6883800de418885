package handlers_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"gloss/models"
	"gloss/models/article"
	"gloss/models/auth"
	"gloss/models/passage"
	"gloss/views/link"
)

// tip is a piece of advice as it was found in an article, on the quotes of it.
type tip struct {
	key, name string
	quotes    []string
	plan      article.Terms
	way       string
	sure      float64
	subject   string
	alike     string
}

// perDay are minutes a day.
func perDay(least, most string) article.Terms {
	return article.Terms{Kind: "amount", Period: "day", Min: least, Max: most, Unit: "minutes"}
}

// daily is a tick a day.
var daily = article.Terms{Kind: "tick", Period: "day", Min: "1"}

// bring puts an article into a person's library, in which these tips were found.
func (s *site) bring(name, title, src string, tips ...tip) string {
	s.t.Helper()
	_, doc, err := article.FromMarkdown([]byte(src))
	if err != nil {
		s.t.Fatal(err)
	}
	g, _, err := models.BroughtGuide(models.CamePaste, "", article.Meta{Title: title, URL: "https://example.org/" + url.PathEscape(title)}, doc)
	if err != nil {
		s.t.Fatal(err)
	}
	var advice []models.Advice
	for i, t := range tips {
		var places []passage.Selector
		for _, q := range t.quotes {
			place, err := passage.Quote(doc.Text, q)
			if err != nil {
				s.t.Fatal(err)
			}
			places = append(places, place)
		}
		said := article.Advice{Key: t.key, Name: t.name, Quote: t.quotes[0], Plan: t.plan, Why: "It tells you to do this.", Polarity: t.way}
		advice = append(advice, models.Advice{
			Key: t.key, Position: i + 1, Rule: "order", Strength: t.sure, Subject: t.subject, Alike: t.alike,
			Passages: asJSON(s.t, places), Offer: asJSON(s.t, said),
		})
	}
	c, err := s.store.AddGuide(context.Background(), s.user(name).ID, auth.NewPageID(), g, advice)
	if err != nil {
		s.t.Fatal(err)
	}
	return c.SubjectID
}

func asJSON(t testing.TB, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

const walking = `Walk for thirty minutes every day. It clears the head.

Some say that a nap helps.

- Walk again after supper.
- Drink water.`

// walkingTips are what was found in it.
func walkingTips() []tip {
	return []tip{
		{"a-walk", "Walk", []string{"Walk for thirty minutes every day.", "Walk again after supper."}, perDay("30", ""), "do", .9, "walk", "walk 30"},
		{"a-nap", "Take a nap", []string{"Some say that a nap helps."}, daily, "do", .3, "nap", "nap"},
		{"a-water", "Drink water", []string{"Drink water."}, daily, "do", .8, "water", "water"},
	}
}

func TestFoundAdviceStandsInTheMargin(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	id := s.bring("ana", "Walking", walking, walkingTips()...)
	p := s.get(link.Guide(id)).want(200)
	if got := p.text(".eyebrow"); !strings.HasSuffix(got, "3 pieces of advice in it") {
		t.Errorf("it says %q", got)
	}
	if got := p.texts("aside.margin:not(.quietly) > .cluster b"); !slices.Equal(got, []string{"Walk", "Drink water"}) {
		t.Errorf("plainly stand %q", got)
	}
	p.find("#habit-a-walk").Each(func(_ int, m *goquery.Selection) {
		if text := words(m.Text()); !strings.Contains(text, "30 minutes, every day") || !strings.Contains(text, "It tells you to do this.") {
			t.Errorf("beside it: %s", text)
		}
	})
	// What may be no advice is folded, and marked with another line.
	if p.text("aside.quietly details.perhaps > summary") != "bTake a nap perhaps" || p.attr("#habit-a-nap details.perhaps", "class") != "perhaps" || p.text("mark.maybe") != "bSome say that a nap helps." {
		t.Errorf("quietly stands %s", p.text("aside.quietly"))
	}
	// Both places of one advice have its sign, and both lead to its note.
	signs := p.find(".text mark a.sign[href='#habit-a-walk']")
	if signs.Length() != 2 || signs.First().Text() != "a" || signs.Last().Text() != "a" {
		t.Errorf("%d signs of the first advice", signs.Length())
	}
	// Advice in a list stands beside its item.
	if row := words(p.find("#habit-a-water").Closest(".row").Find(".text").Text()); row != "cDrink water." {
		t.Errorf("beside the last one stands %q", row)
	}
	if p.has("#habit-a-walk form button:not([name=away])") {
		t.Error("what was found is made a habit without its form being seen")
	}
	if got := p.attr("#habit-a-walk details a[href^='https:']", "href"); got != "https://example.org/Walking#:~:text=Walk%20for%20thirty%20minutes%20every%20day." {
		t.Errorf("the original is at %s", got)
	}
}

func TestFoundAdviceBecomesAHabitByItsForm(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	id := s.bring("ana", "Walking", walking, walkingTips()...)
	form := s.get(link.Guide(id)).click("#habit-a-walk a.btn").want(200)
	if form.attr("#habit-name", "value") != "Walk" || form.attr("#min", "value") != "30" || form.attr("#unit", "value") != "minutes" || !form.has(".beside mark") {
		t.Error("the form is not filled in, beside its passage")
	}
	back := form.form("#habit-name").set("min", "20").submit("Keep this habit").want(200)
	if back.path() != link.Guide(id) || back.text("#habit-a-walk a.chip") != "In your habits" || back.has("#habit-a-walk form") {
		t.Errorf("came out at %s: %s", back.url, back.text("#habit-a-walk"))
	}
	h := s.ledgers("ana")[0]
	if quotes, err := h.Selectors(); err != nil || len(quotes) != 2 || quotes[1].Exact != "Walk again after supper." || h.Plans[0].Min.Amount.String() != "20" {
		t.Errorf("habit %+v", h.Habit)
	}
	s.post(link.HabitDay(h.ID, h.Plans[0].From), url.Values{"page": {auth.NewPageID()}, "do": {"set"}, "amount": {"30"}}).want(200)
	if got := s.get(link.Guide(id)).text("#habit-a-walk a.chip"); got != "In your habits, 1 day" {
		t.Errorf("its streak: %q", got)
	}
}

func TestAdviceIsPutAwayAndBroughtBack(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	id := s.bring("ana", "Walking", walking, walkingTips()...)
	other := s.bring("ana", "Naps", "Take a nap.", tip{"a-nap", "Nap", []string{"Take a nap."}, daily, "do", .9, "nap", "nap"})
	p := s.get(link.Guide(id)).form("#habit-a-nap form").submit("[name=away]").want(200)
	p.says("Put away.")
	if p.url.Fragment != "p2" {
		t.Errorf("one comes out at %s, not at the passage", p.url)
	}
	if p.has("aside#habit-a-nap") || p.has("mark.maybe") || p.text("#away") != "Put away" || !p.has("li#habit-a-nap") {
		t.Error("it is still in the margin, or not listed where the text ends")
	}
	if s.get(link.Guide(other)).has("aside#habit-a-nap") {
		t.Error("what asks the same in another guide stands there still")
	}
	back := p.form("li#habit-a-nap form").submit("[name=away]").want(200)
	if !back.has("aside#habit-a-nap") || back.has("#away") {
		t.Error("it was not brought back")
	}
	// What ships can be put away as well, and ben keeps his margin.
	shipped := s.get(link.Guide(s.shipped())).form("#habit-sun form").submit("[name=away]").want(200)
	if shipped.has("aside#habit-sun") || !shipped.has("aside#habit-plants") {
		t.Error("the sun is not put away")
	}
	s.as("ben")
	if !s.get(link.Guide(s.shipped())).has("aside#habit-sun") {
		t.Error("what is not for ana is not shown to ben")
	}
	s.post(link.Dismiss(id), url.Values{"advice": {"a-nap"}, "away": {"true"}}).want(404)
	s.as("ana").post(link.Dismiss(id), url.Values{"advice": {"a-none"}, "away": {"true"}}).want(404)
}

func TestStrangersHaveNoMarginOfTheirOwn(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	s.mark("ana", s.shipped(), 0, 20, "ana's own words")
	if p := s.get(link.Guide(s.shipped())); !p.has("[data-passages]") || !p.has("mark.own") {
		t.Error("ana's is not there")
	}
	p := s.stranger().get(link.Numbered(s.shipped())).want(200)
	for _, own := range []string{"[data-passages]", ".num", "mark.own", ".margin.own", "#away", "button", "a[href*=passage]", "a[href*=notes]", "a[href*=numbers]"} {
		if p.has(own) {
			t.Errorf("a stranger is shown %s", own)
		}
	}
	if strings.Contains(p.body, "ana's own words") {
		t.Error("a stranger reads ana's note")
	}
}

func TestTheSameAdviceInTwoGuidesIsOne(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	one := s.bring("ana", "One", "Walk daily.", tip{"a-walk", "Walk", []string{"Walk daily."}, perDay("30", ""), "do", .9, "walk", "walk 30"})
	two := s.bring("ana", "Two", "Go for a walk.", tip{"a-go", "Go for a walk", []string{"Go for a walk."}, perDay("30", ""), "do", .9, "walk", "walk 30"})
	three := s.bring("ana", "Three", "Read.", tip{"a-read", "Read", []string{"Read."}, daily, "do", .9, "read", "read"})
	p := s.get(link.Guide(one)).want(200)
	p.says("Also in “Two”")
	if p.attr("#habit-a-walk small a", "href") != link.GuideAt(two, "why-a-go") || !s.get(link.Guide(two)).has("#why-a-go") {
		t.Error("no way to the other place")
	}
	if s.get(link.Guide(three)).has("small a[href^='/guides/']") {
		t.Error("advice that nobody else gives is said to be elsewhere")
	}
	p.click("#habit-a-walk a.btn").form("#habit-name").submit("Keep this habit").want(200)
	if got := s.get(link.Guide(two)); got.text("#habit-a-go a.chip") != "In your habits" || got.has("#habit-a-go form") {
		t.Error("the habit made of one place is not known at the other")
	}
}

func TestGuidesThatDisagreeAreShownSo(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	one := s.bring("ana", "One", "Walk thirty minutes.", tip{"a-walk", "Walk", []string{"Walk thirty minutes."}, perDay("30", ""), "do", .9, "walk", "walk 30"})
	two := s.bring("ana", "Two", "Walk twenty minutes.", tip{"a-walk", "Walk", []string{"Walk twenty minutes."}, perDay("20", ""), "do", .9, "walk", "walk 20"})
	three := s.bring("ana", "Three", "Do not walk.", tip{"a-sit", "Do not walk", []string{"Do not walk."}, article.Terms{Kind: "tick", Period: "day", Max: "0"}, "avoid", .9, "walk", "not walk"})
	p := s.get(link.Guide(one)).want(200)
	if got := p.texts("#habit-a-walk .otherwise li"); !slices.Equal(got, []string{"“Three” says otherwise: “Do not walk”", "“Two” says otherwise: 20 minutes, every day"}) {
		t.Errorf("beside the first: %q", got)
	}
	if got := s.get(link.Guide(two)).texts("#habit-a-walk .otherwise li"); !slices.Equal(got, []string{"“One” says otherwise: 30 minutes, every day", "“Three” says otherwise: “Do not walk”"}) {
		t.Errorf("beside the second: %q", got)
	}
	if got := s.get(link.Guide(three)).texts("#habit-a-sit .otherwise li"); len(got) != 2 {
		t.Errorf("beside the third: %q", got)
	}
	p.click("#habit-a-walk a.btn").form("#habit-name").submit("Keep this habit").want(200)
	h := s.ledgers("ana")[0].ID
	for _, path := range []string{link.Habit(h), link.EditHabit(h)} {
		if got := s.get(path).texts(".beside .otherwise li"); len(got) != 2 || got[1] != "“Two” says otherwise: 20 minutes, every day" {
			t.Errorf("%s: %q", path, got)
		}
	}
	// A guide that says several things stands there once, with all of them.
	s.bring("ana", "Ten", "Walk ten minutes. Walk five minutes.", tip{"a-ten", "Walk", []string{"Walk ten minutes."}, perDay("10", ""), "do", .9, "walk", "walk 10"},
		tip{"a-five", "Walk", []string{"Walk five minutes."}, perDay("5", ""), "do", .9, "walk", "walk 5"})
	for _, path := range []string{link.Guide(one), link.Habit(h)} {
		if got := s.get(path).texts(".otherwise li"); len(got) != 3 || !slices.Contains(got, "“Ten” says otherwise: 10 minutes, every day; 5 minutes, every day") {
			t.Errorf("%s: %q", path, got)
		}
	}
	s.as("ben")
	ben := s.bring("ben", "Mine", "Walk thirty minutes.", tip{"a-walk", "Walk", []string{"Walk thirty minutes."}, perDay("30", ""), "do", .9, "walk", "walk 30"})
	if s.get(link.Guide(ben)).has(".otherwise") || strings.Contains(s.get(link.Guide(ben)).body, "“Two”") {
		t.Error("ben is told of ana's guides")
	}
}

// Of many guides a margin names three, and unfolds the others.
func TestManyOtherPlacesAreFolded(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	one := s.bring("ana", "One", "Walk thirty minutes.", tip{"a-walk", "Walk", []string{"Walk thirty minutes."}, perDay("30", ""), "do", .9, "walk", "walk 30"})
	for i := range 5 {
		words := fmt.Sprintf("Walk some %d minutes.", i+1)
		s.bring("ana", fmt.Sprintf("Less %d", i), words, tip{"a-walk", "Walk", []string{words}, perDay(strconv.Itoa(i+1), ""), "do", .9, "walk", "walk " + strconv.Itoa(i)})
		words = fmt.Sprintf("%d: walk thirty minutes.", i)
		s.bring("ana", fmt.Sprintf("Same %d", i), words, tip{"a-walk", "Walk", []string{words}, perDay("30", ""), "do", .9, "walk", "walk 30"})
	}
	p := s.get(link.Guide(one)).want(200)
	if all, folded := p.texts("#habit-a-walk .otherwise li"), p.texts("#habit-a-walk details .otherwise li"); len(all) != 5 || len(folded) != 2 {
		t.Errorf("otherwise: %q, folded %q", all, folded)
	}
	if all, folded := p.texts("#habit-a-walk small a"), p.texts("#habit-a-walk details small a"); len(all) != 5 || len(folded) != 2 {
		t.Errorf("also: %q, folded %q", all, folded)
	}
	if got := p.texts("#habit-a-walk summary"); len(got) < 2 || got[0] != "2 more guides say otherwise" || got[1] != "2 more guides say the same" {
		t.Errorf("they are under %q", got)
	}
}

// many is an article with so many pieces of advice.
func many(n int) (src string, tips []tip) {
	for i := range n {
		line := fmt.Sprintf("Do the thing of number %d every day.", i+1)
		src += line + "\n\n"
		tips = append(tips, tip{fmt.Sprintf("a-%d", i+1), fmt.Sprintf("Thing %d", i+1), []string{line}, daily, "do", .9, fmt.Sprintf("thing %d", i+1), fmt.Sprintf("thing %d", i+1)})
	}
	return src, tips
}

func TestALongArticleListsItsAdvice(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	src, tips := many(5)
	if s.get(link.Guide(s.bring("ana", "Five", src, tips...))).has(".advice-index") {
		t.Error("five pieces of advice have a list")
	}
	src, tips = many(8)
	tips[7].sure = .3
	id := s.bring("ana", "Eight", src, tips...)
	s.get(link.Guide(id)).click("#habit-a-2 a.btn").form("#habit-name").submit("Keep this habit").want(200)
	p := s.get(link.Guide(id)).want(200)
	if got := p.texts(".advice-index > ol a"); len(got) != 7 || got[1] != "bThing 2 every day In your habits" || got[0] != "aThing 1 every day" {
		t.Errorf("it lists %q", got)
	}
	if got := p.texts(".advice-index details a"); !slices.Equal(got, []string{"hThing 8 every day"}) {
		t.Errorf("perhaps: %q", got)
	}
	p.find(".advice-index a").Each(func(_ int, a *goquery.Selection) {
		if !p.has(a.AttrOr("href", "")) {
			t.Errorf("%s leads nowhere", a.AttrOr("href", ""))
		}
	})
	long := s.bring("ana", "Long", strings.Repeat("Words and more words of it. ", 700)+"\n\nWalk.", tip{"a-w", "Walk", []string{"Walk."}, daily, "do", .9, "walk", "walk"})
	if !s.get(link.Guide(long)).has(".advice-index") {
		t.Error("one that takes fifteen minutes to read has no list")
	}
}

func TestAGuideTakesAsManyStatementsWhateverIsInIt(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	src, tips := many(1)
	little := s.bring("ana", "Little", src, tips...)
	src, tips = many(60)
	much := s.bring("ana", "Much", src, tips...)
	ask := func(id string) int { return s.statements(func() { s.get(link.Guide(id)).want(200) }) }
	one := ask(little)
	for i := range 20 {
		s.mark("ana", much, i*40, i*40+10, "note")
	}
	if many := ask(much); many != one {
		t.Errorf("%d statements for sixty pieces of advice and twenty marks, %d for one", many, one)
	}
	t.Logf("%d statements", one)
}

// An undo that finds something else answers on the guide it was pressed on, and
// what keeps a guide in order stands at its end.
func TestUndoRefusedOnAGuide(t *testing.T) {
	s := newSite(t)
	ana := s.as("ana")
	guide := s.shipped()
	p := ana.get(link.Guide(guide)).want(200)
	if !p.has("#keeping") {
		t.Error("nothing keeps the guide in order")
	}
	ctx := context.Background()
	u := s.user("ana")
	c, err := s.store.MarkPassage(ctx, u.ID, "a-mark-of-the-person", guide, 0, 4, "first")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.store.NoteMark(ctx, u.ID, "a-note-of-the-person", c.After.Mark.Mark.ID, "second"); err != nil {
		t.Fatal(err)
	}
	refused := ana.post(link.Undo(c.ID), url.Values{"page": {auth.NewPageID()}, "next": {link.Guide(guide)}}).want(422)
	if !refused.has("#keeping") || !strings.Contains(refused.text(".flash"), "Changed again since") {
		t.Errorf("it answers %q", refused.text(".flash"))
	}
}
