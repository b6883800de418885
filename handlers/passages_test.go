package handlers_test

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/PuerkitoBio/goquery"

	"gloss/models/auth"
	"gloss/views/link"
)

const plain = `First things first. Sit by the window for a while. Then go.

Another paragraph, with words. And more of them.`

// spot is where a text of an article stands, in code points.
func spot(t testing.TB, text, quote string) (from, to int) {
	t.Helper()
	i := strings.Index(text, quote)
	if i < 0 {
		t.Fatalf("%q is not there", quote)
	}
	from = utf8.RuneCountInString(text[:i])
	return from, from + utf8.RuneCountInString(quote)
}

func TestEverySentenceHasANumber(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	id := s.bring("ana", "Plain", plain)
	p := s.get(link.Guide(id)).want(200)
	if p.has(".num") {
		t.Error("numbers stand there unasked")
	}
	p = p.click(`a[href="` + link.Numbered(id) + `"]`).want(200)
	if got := p.texts(".num"); !slices.Equal(got, []string{"1", "2", "3", "4", "5"}) {
		t.Errorf("numbers %q", got)
	}
	if p.attr(".num", "aria-label") != "Sentence 1: what to do with it" {
		t.Error("a number does not say what it is")
	}
	if p.says("Press a sentence’s number to make a habit of it"); strings.Contains(p.text("main"), "Take the numbers off to make") {
		t.Error("taking the numbers off is said to make a habit")
	}
	second := p.find(".num").Eq(1).AttrOr("href", "")
	got := s.get(second).want(200)
	if got.text(".guide mark") != "Sit by the window for a while." || !strings.Contains(got.text(".guide"), "First things first.") {
		t.Errorf("the passage is %q", got.text(".guide mark"))
	}
	got.says("Plain")
	if p = p.click(`a[href="` + link.Guide(id) + `"]`); p.has(".num") {
		t.Error("the numbers cannot be taken off")
	}
	// One passage leads to a longer and a shorter one.
	longer := got.find("nav .filter a").FilterFunction(func(_ int, a *goquery.Selection) bool { return a.Text() == "End a sentence later" })
	wide := s.get(longer.AttrOr("href", "")).want(200)
	if wide.text(".guide mark") != "Sit by the window for a while. Then go." || len(wide.texts("nav .filter a")) != 4 {
		t.Errorf("longer: %q, %q", wide.text(".guide mark"), wide.texts("nav .filter a"))
	}
}

func TestAPassageThatIsNone(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	id := s.bring("ana", "Plain", plain)
	base := link.PassageBase(id)
	for _, query := range []string{"", "?from=5", "?from=9&to=2", "?from=x&to=y", "?from=-4&to=3", "?from=19&to=20"} {
		if p := s.get(base + query).want(200); p.url.RequestURI() != link.Numbered(id) {
			t.Errorf("%s came out at %s", query, p.url)
		}
	}
	// Space around it is not a part of it, and it may go over paragraphs.
	from, _ := spot(t, plain, "Then go.")
	to, _ := spot(t, plain, "with words")
	p := s.get(link.PassageAt(base, from-1, to)).want(200)
	if got := p.texts(".guide mark"); !slices.Equal(got, []string{"Then go.", "Another paragraph,"}) {
		t.Errorf("marked %q", got)
	}
	if got := p.attr("a[href^='https:']", "href"); got != "https://example.org/Plain#:~:text=Then%20go.,Another%20paragraph%2C" {
		t.Errorf("the original is at %s", got)
	}
	s.as("ben")
	s.get(link.PassageAt(base, 0, 5)).want(404)
	if got := s.stranger().get(link.PassageAt(base, 0, 5)); got.path() != link.LogIn {
		t.Errorf("a stranger came out at %s", got.url)
	}
}

func TestAHabitIsMadeOfAPassage(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	id := s.bring("ana", "Plain", plain)
	from, to := spot(t, plain, "Sit by the window for a while.")
	form := s.get(link.PassageAt(link.PassageBase(id), from, to)).click("main .btn").want(200)
	if form.attr("#habit-name", "value") != "Sit by the window for a while" || form.text(".beside mark") != "Sit by the window for a while." {
		t.Errorf("the form has %q beside %q", form.attr("#habit-name", "value"), form.text(".beside mark"))
	}
	refused := form.form("#habit-name").set("name", "").submit("Keep this habit").want(422)
	if refused.text(".beside mark") != "Sit by the window for a while." {
		t.Error("a refused form forgets where the habit comes from")
	}
	made := refused.form("#habit-name").set("name", "Window").submit("Keep this habit").want(200)
	h := s.ledgers("ana")[0]
	quotes, err := h.Selectors()
	if err != nil || h.GuideID != id || h.AdviceID != "" || len(quotes) != 1 || quotes[0].Exact != "Sit by the window for a while." || h.Name != "Window" {
		t.Errorf("habit %+v", h.Habit)
	}
	made.says("Window is on your list.")
	if got := s.get("/today?habit=" + h.ID).text(".beside mark"); got != "Sit by the window for a while." {
		t.Errorf("beside Today stands %q", got)
	}
	s.get(link.NewHabitOfPassage(id, 5, 5)).want(404)
	s.as("ben").get(link.NewHabitOfPassage(id, from, to)).want(404)
	forged := s.get(link.NewHabit).form("#habit-name").set("name", "x").force("guide", id).force("start", "0").force("end", "5")
	forged.submit("Keep this habit").want(404)
}

// give presses a button of a passage's page for a habit.
func (s *site) give(guide string, from, to int, button string) *answer {
	s.t.Helper()
	return s.get(link.PassageAt(link.PassageBase(guide), from, to)).want(200).form("details form").submit(button).want(200)
}

// quotes are the words a person's habit comes from.
func (s *site) quotes(name string, i int) (all []string) {
	s.t.Helper()
	selectors, err := s.ledgers(name)[i].Selectors()
	if err != nil {
		s.t.Fatal(err)
	}
	for _, one := range selectors {
		all = append(all, one.Exact)
	}
	return all
}

func TestPassagesOfAHabitAreAddedMovedAndRemoved(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	id := s.bring("ana", "Plain", plain)
	h := s.furnish("ana").habit // the first of two
	if !s.get(link.EditHabit(h)).has("#passages") {
		t.Error("a habit without a passage does not say so")
	}
	a, b := spot(t, plain, "Then go.")
	p := s.give(id, a, b, "It comes from this: Stretch")
	p.says("Stretch").says("Then go.")
	if p.path() != link.EditHabit(h) || !slices.Equal(s.quotes("ana", 0), []string{"Then go."}) {
		t.Errorf("at %s it comes from %q", p.url, s.quotes("ana", 0))
	}
	a, b = spot(t, plain, "First things first.")
	s.give(id, a, b, "Add it to Stretch")
	if got := s.quotes("ana", 0); !slices.Equal(got, []string{"Then go.", "First things first."}) {
		t.Errorf("added: %q", got)
	}
	// Another one in place of the first, by the numbers of the guide.
	numbered := s.get(link.EditHabit(h)).click("#passages ~ ol a[href*='place=0'], [aria-labelledby=passages] a[href*='place=0']").want(200)
	numbered.says("is to come from").says("Then go.")
	chosen := s.get(numbered.find(".num").Last().AttrOr("href", "")).want(200)
	edit := chosen.form(".ask form").submit("Put this in its place").want(200)
	if got := s.quotes("ana", 0); !slices.Equal(got, []string{"And more of them.", "First things first."}) {
		t.Errorf("moved: %q", got)
	}
	edit.form("#undo").submit("").want(200)
	if got := s.quotes("ana", 0); !slices.Equal(got, []string{"Then go.", "First things first."}) {
		t.Errorf("undone: %q", got)
	}
	edit = s.get(link.EditHabit(h)).form("[aria-labelledby=passages] li form").submit("").want(200)
	if got := s.quotes("ana", 0); !slices.Equal(got, []string{"First things first."}) {
		t.Errorf("removed: %q", got)
	}
	if got := edit.find("[aria-labelledby=passages] li").Length(); got != 1 {
		t.Errorf("%d are listed", got)
	}
	if !s.get(link.Habit(h)).has("[aria-labelledby=passages] li") {
		t.Error("the habit's page lists none")
	}
	s.get(link.Habit(h)).form("[aria-labelledby=passages] li form").submit("").want(200).form("#undo").submit("").want(200)
	if got := s.quotes("ana", 0); !slices.Equal(got, []string{"First things first."}) {
		t.Errorf("the last one back: %q", got)
	}
	// Of another guide it can only have that one's.
	other := s.bring("ana", "Other", "Other words here.")
	p = s.get(link.PassageAt(link.PassageBase(other), 0, 5)).want(200)
	if strings.Contains(p.body, "Add it to Stretch") {
		t.Error("passages of two guides are offered together")
	}
	p.form("details form").submit("Make it its only passage: Stretch").want(200)
	if got := s.quotes("ana", 0); !slices.Equal(got, []string{"Other"}) {
		t.Errorf("from another guide: %q", got)
	}
}

func TestTheSamePressOnPassagesCountsOnce(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	id := s.bring("ana", "Plain", plain)
	h := s.furnish("ana").habit
	page := auth.NewPageID()
	post := func(do, place string, from, to int) *answer {
		return s.post(link.HabitSource(h), url.Values{
			"page": {page}, "do": {do}, "place": {place}, "guide": {id}, "from": {strconv.Itoa(from)}, "to": {strconv.Itoa(to)},
		})
	}
	post("only", "", 0, 5).want(200)
	post("add", "", 6, 12).want(200)
	post("add", "", 6, 12).want(200)
	post("remove", "0", 0, 0).want(200)
	post("remove", "0", 0, 0).want(200)
	if got := s.quotes("ana", 0); !slices.Equal(got, []string{"things"}) {
		t.Errorf("it comes from %q", got)
	}
	page = auth.NewPageID()
	post("remove", "7", 0, 0).want(422)
	post("add", "", 12, 99999).want(422)
	post("shuffle", "", 0, 5).want(422)
	s.as("ben")
	post("only", "", 0, 5).want(404)
	own := s.furnish("ben").habit
	s.post(link.HabitSource(own), url.Values{"page": {page}, "do": {"only"}, "guide": {id}, "from": {"0"}, "to": {"5"}}).want(404)
}

func TestAPassageThatIsLostIsStillQuoted(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	id := s.bring("ana", "Plain", plain)
	from, to := spot(t, plain, "Sit by the window for a while.")
	s.get(link.NewHabitOfPassage(id, from, to)).form("#habit-name").submit("Keep this habit").want(200)
	h := s.ledgers("ana")[0].ID
	db := s.open()
	change := func(words string) {
		// Gloss never does this to a text. A habit of another release of a guide
		// meets it.
		if _, err := db.Exec("UPDATE habits SET passages = replace(passages, ?, ?) WHERE id = ?", "Sit by the window", words, h); err != nil {
			t.Fatal(err)
		}
	}
	change("Sit at the window")
	if got := s.get("/today?habit=" + h).want(200).text(".beside"); !strings.Contains(got, "The guide says this in other words by now.") || !strings.Contains(got, "Sit at the window") {
		t.Errorf("beside Today stands %q", got)
	}
	for _, path := range []string{link.Habit(h), link.EditHabit(h)} {
		p := s.get(path).want(200).says("The guide says this in other words by now.").says("Sit at the window for a while.")
		if got := p.text(".beside mark"); got != "Sit by the window for a while." {
			t.Errorf("%s marks %q", path, got)
		}
	}
	if _, err := db.Exec("UPDATE habits SET passages = ? WHERE id = ?", `[{"start":3,"end":9,"exact":"Quite another sentence that nobody wrote","prefix":"","suffix":""}]`, h); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{link.Habit(h), link.EditHabit(h), "/today?habit=" + h} {
		p := s.get(path).want(200).says("Quite another sentence that nobody wrote")
		if got := p.text(".beside"); !strings.Contains(got, "These words are not in the guide any more.") || !strings.Contains(got, "Quite another sentence") {
			t.Errorf("beside %s stands %q", path, got)
		}
	}
	// Where the guide is gone the words stay, and can be taken off.
	if _, err := db.Exec("UPDATE guides SET deleted_at = 1 WHERE id = ?", id); err != nil {
		t.Fatal(err)
	}
	p := s.get(link.EditHabit(h)).want(200).says("The words stay with the habit.").says("Quite another sentence")
	p.form("[aria-labelledby=passages] li form").submit("").want(200)
	if got := s.quotes("ana", 0); len(got) != 0 {
		t.Errorf("left: %q", got)
	}
}
