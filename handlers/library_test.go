package handlers_test

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"gloss/models"
	"gloss/models/auth"
	"gloss/views/link"
)

// shelf gives ana and ben guides: three of ana's, one of which she shares, and
// one that ben shares.
func shelf(t *testing.T) (s *site, ids map[string]string) {
	t.Helper()
	s = newSite(t)
	s.as("ana")
	s.as("ben")
	ids = map[string]string{}
	add := func(who, title, author, text string, minutes int, shared bool) {
		s.pass(time.Minute)
		ids[title] = s.bringsIn(who, auth.NewPageID(), title, text, func(g *models.Guide) {
			g.Author, g.Minutes, g.Shared = author, minutes, shared
			g.Words = models.SearchText(title, author, text)
		})
	}
	add("ana", "Écouter la pluie", "Zoé", "On rain, and magnesium.", 9, false)
	add("ana", "zinc and you", "", "On zinc.", 3, true)
	add("ana", "Breath", "Adam", "On breathing slowly.", 5, false)
	add("ben", "Bread", "Ben", "On bread, with magnesium.", 4, true)
	add("ben", "Bolts", "Ben", "On bolts.", 4, false)
	s.as("ana")
	return s, ids
}

func TestTheLibraryHasAShelfForEachOrigin(t *testing.T) {
	s, _ := shelf(t)
	folder := models.Guide{Title: "From downstairs", Hash: "h", Text: "x", Blocks: "[]", References: "[]", Minutes: 1, Came: models.CameFolder, File: "x.md"}
	if _, err := s.store.AddFolderGuide(context.Background(), folder, nil); err != nil {
		t.Fatal(err)
	}
	p := s.get("/guides").want(200)
	if got := p.texts("section h2"); !slices.Equal(got, []string{"Yours", "Shared by others here", "Came with Gloss 4", "From the folder"}) {
		t.Errorf("shelves %q", got)
	}
	if got := p.texts("section[aria-labelledby=own] h3"); !slices.Equal(got, []string{"Breath", "zinc and you", "Écouter la pluie"}) {
		t.Errorf("ana's own: %q", got)
	}
	if got := p.text("section[aria-labelledby=shared] .card"); !strings.Contains(got, "Bread") || !strings.Contains(got, "Shared by ben") {
		t.Errorf("ben's: %q", got)
	}
	if got := p.texts(".card .cluster .chip"); !slices.Equal(got, []string{"Shared"}) {
		t.Errorf("chips %q", got)
	}
	if p.doc.Find("main .btn:not(.quiet, .bare)").Length() != 1 {
		t.Error("there is not one main button")
	}
	p.click("main .head .btn").want(200).says("Bring in a guide")
	if got := s.as("ben").get("/guides").texts("section[aria-labelledby=shared] h3"); !slices.Equal(got, []string{"zinc and you"}) {
		t.Errorf("ben sees %q of ana's", got)
	}
}

func TestSearchingTheLibrary(t *testing.T) {
	s, ids := shelf(t)
	search := func(typed string) *answer {
		return s.get("/guides").form("form[role=search]").set("q", typed).submit("Search").want(200)
	}
	p := search("Magnesium").says("2 guides speak of “Magnesium”")
	if got := p.texts(".card h3"); !slices.Equal(got, []string{"Écouter la pluie", "Bread"}) {
		t.Errorf("found %q", got)
	}
	if got := p.attr("input[name=q]", "value"); got != "Magnesium" {
		t.Errorf("the field says %q", got)
	}
	if got := search("ecouter ZOE").texts(".card h3"); !slices.Equal(got, []string{"Écouter la pluie"}) {
		t.Errorf("without accents: %q", got)
	}
	// What is put away is found, and marked so.
	s.post(link.ArchiveGuide(ids["Écouter la pluie"]), url.Values{}).want(200)
	if got := search("pluie").texts(".card .chip"); !slices.Equal(got, []string{"Put away"}) {
		t.Errorf("of what is put away it says %q", got)
	}
	for _, typed := range []string{"moonstones", "!!!", strings.Repeat("unheard ", 300), "'; DROP TABLE guides; --", "\x00", "%_"} {
		p := search(typed)
		if typed == "\x00" {
			continue // which is as good as nothing
		}
		if !strings.HasPrefix(p.text(".nothing h2"), "No guide speaks of ") || p.has(".card") {
			t.Errorf("%q finds %q", typed, p.texts(".card h3"))
		}
		if got := p.texts(".nothing .btn"); !slices.Equal(got, []string{"Bring one in", "Show all guides"}) {
			t.Errorf("it leads to %q", got)
		}
	}
	if got := search("moonstones").click(".nothing .btn.quiet").want(200).path(); got != "/guides" {
		t.Errorf("it leads to %s", got)
	}
}

func TestSortingTheLibrary(t *testing.T) {
	s, _ := shelf(t)
	for name, want := range map[string][]string{
		"Newest":   {"Breath", "zinc and you", "Écouter la pluie"},
		"Title":    {"Breath", "Écouter la pluie", "zinc and you"},
		"Author":   {"Breath", "Écouter la pluie", "zinc and you"},
		"Shortest": {"zinc and you", "Breath", "Écouter la pluie"},
	} {
		p := s.get("/guides")
		href := ""
		for _, a := range p.find("nav[aria-label=Order] a").EachIter() {
			if words(a.Text()) == name {
				href = a.AttrOr("href", "")
			}
		}
		p = s.get(href).want(200)
		if got := p.texts("section[aria-labelledby=own] h3"); !slices.Equal(got, want) {
			t.Errorf("%s: %q", name, got)
		}
		if got := p.text("nav[aria-label=Order] [aria-current]"); got != name {
			t.Errorf("%s is said to be %s", name, got)
		}
	}
	s.get("/guides?sort=nonsense&page=-3&put=x&tag=").want(200)
}

func TestTaggingAGuide(t *testing.T) {
	s, ids := shelf(t)
	tags := link.GuideTags(ids["Bread"]) // which is ben's: tags are one's own
	if p := s.get(tags); p.has("main a[href$='/edit'], main a[href$='/delete']") || !s.get(link.GuideTags(ids["Breath"])).has("main a[href$='/edit']") {
		t.Error("what is ben's may be edited, or what is ana's may not")
	}
	p := s.get(tags).want(200).form("#guide-tags").set("tags", " food,  slow   mornings, Food,").submit("Save tags").want(200)
	if p.path() != link.Guide(ids["Bread"]) {
		t.Errorf("it leads to %s", p.url)
	}
	p.says("Tags saved.")
	if got := s.get(tags).attr("#guide-tags", "value"); got != "food, slow mornings" {
		t.Errorf("the tags are %q", got)
	}
	s.post(link.GuideTags(ids["Breath"]), url.Values{"tags": {"slow mornings"}}).want(200)
	p = s.get("/guides").want(200)
	if got := p.texts("nav[aria-label=Tags] a"); !slices.Equal(got, []string{"All", "slow mornings 2", "food 1"}) {
		t.Errorf("tags %q", got)
	}
	p = p.click("nav[aria-label=Tags] a[href*=slow]").want(200)
	if got := p.texts(".card h3"); !slices.Equal(got, []string{"Breath", "Bread"}) {
		t.Errorf("under the tag there are %q", got)
	}
	if got := p.text("nav[aria-label=Tags] [aria-current]"); got != "slow mornings 2" {
		t.Errorf("chosen is %q", got)
	}
	if got := p.click(".card .chips a[href*=food]").texts(".card h3"); !slices.Equal(got, []string{"Bread"}) {
		t.Errorf("under the other: %q", got)
	}
	s.get("/guides?tag=FOOD").want(200).find(".card")
	s.get("/guides?tag=nonsense").want(200).says("No guide has the tag nonsense")
	long := strings.Repeat("x", models.MaxTag+1)
	p = s.get(tags).form("#guide-tags").set("tags", "a, "+long).submit("").want(422)
	if got := p.attr("#guide-tags", "value"); got != "a, "+long || p.text("#guide-tags-e") != "At most 40 letters in a tag, please." {
		t.Errorf("refused: %s", p.main())
	}
	s.as("ben")
	if s.get("/guides").has("nav[aria-label=Tags]") || s.get(tags).attr("#guide-tags", "value") != "" {
		t.Error("ben sees ana's tags")
	}
	s.get(link.GuideTags(ids["Breath"])).want(404)
	s.post(link.GuideTags(ids["Breath"]), url.Values{"tags": {"x"}}).want(404)
}

func TestPuttingAGuideAway(t *testing.T) {
	s, ids := shelf(t)
	p := s.get(link.GuideTags(ids["Breath"])).form("form[action$='/archive']").submit("Put it away").want(200).says("Put away.")
	if p.path() != link.Guide(ids["Breath"]) {
		t.Errorf("it leads to %s", p.url)
	}
	p = s.get("/guides")
	if slices.Contains(p.texts(".card h3"), "Breath") {
		t.Error("it stands on the shelf")
	}
	p = p.click("main a[href*='put=archived']").want(200)
	if got := p.texts(".card h3"); !slices.Equal(got, []string{"Breath"}) || p.text("h1") != "Guides put away" {
		t.Errorf("put away: %q", got)
	}
	s.get(link.GuideTags(ids["Breath"])).form("form[action$='/unarchive']").submit("Bring it back").want(200).says("Back in your library.")
	s.get("/guides?put=archived").want(200).says("Nothing is put away")
	if !slices.Contains(s.get("/guides").texts(".card h3"), "Breath") {
		t.Error("it is not back")
	}
	s.post(link.ArchiveGuide(ids["Bolts"]), url.Values{}).want(404)
	s.as("ben").post(link.ArchiveGuide(ids["Breath"]), url.Values{}).want(404)
}

// Three hundred guides come page by page, in as many statements as four.
func TestThreeHundredGuides(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	ask := func(path string) int { return s.statements(func() { s.get(path).want(200) }) }
	four := ask("/guides")
	s.shelve("ana", 300)
	if many := ask("/guides"); many != four || many > mostStatements {
		t.Errorf("%d statements for 300 guides, %d for four", many, four)
	}
	p := s.get("/guides").says("Page 1 of 7")
	// What came with Gloss is pages away, and one press.
	if got := p.texts("nav[aria-label='More guides'] .bare"); !slices.Equal(got, []string{"Came with Gloss (4)"}) {
		t.Errorf("the first page leads to %q", got)
	}
	if far := p.click("nav[aria-label='More guides'] .bare").want(200); !far.has("#shipped") || far.text("nav[aria-label='More guides']") == "" {
		t.Errorf("what came with Gloss is not at %s", far.url)
	}
	seen := map[string]bool{}
	for n := 1; ; n++ {
		for _, title := range p.texts(".card h3") {
			if seen[title] {
				t.Errorf("%q is there twice", title)
			}
			seen[title] = true
		}
		if !p.has("a[rel=next]") {
			break
		}
		p = p.click("a[rel=next]").want(200).says(fmt.Sprintf("Page %d of 7", n+1))
	}
	if len(seen) != 304 {
		t.Errorf("%d guides are to be seen", len(seen))
	}
	if got := s.get("/guides?page=99999999999999999999").want(200).text("nav[aria-label='More guides']"); !strings.Contains(got, "Page 1 of 7") {
		t.Errorf("far out: %q", got)
	}
	if got := s.get("/guides?page=99").want(200).text("nav[aria-label='More guides']"); !strings.Contains(got, "Page 7 of 7") {
		t.Errorf("beyond: %q", got)
	}
	s.get("/guides?q=" + url.QueryEscape("number 299")).want(200).says("1 guide speaks of")
}

// shelve gives a person so many guides, past the pages, with tags on some.
func (s *site) shelve(name string, guides int) {
	s.t.Helper()
	id := s.bringsIn(name, auth.NewPageID(), "Guide number 0", strings.Repeat("Words of a guide that is long enough to be read. ", 60))
	s.post(link.GuideTags(id), url.Values{"tags": {"all, of, them"}})
	db := s.open()
	defer db.Close()
	columns := rows(s.t, db, "SELECT name FROM pragma_table_info('guides')")
	values := slices.Clone(columns)
	for i, column := range columns {
		switch column {
		case "id", "hash":
			values[i] = column + " || '-' || n"
		case "title":
			values[i] = "'Guide number ' || n"
		case "words":
			values[i] = "' guid number ' || n || ' '"
		case "created_at":
			values[i] = "created_at + n"
		}
	}
	for _, act := range []string{
		"INSERT INTO guides (" + strings.Join(columns, ", ") + ") SELECT " + strings.Join(values, ", ") + " FROM guides, some WHERE id = ?2",
		"INSERT INTO readings (user_id, guide_id, at, archived_at, tags) SELECT user_id, guide_id || '-' || n, at, archived_at, tags FROM readings, some WHERE guide_id = ?2",
	} {
		if _, err := db.Exec("WITH RECURSIVE some (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM some WHERE n < ?1) "+act, guides-1, id); err != nil {
			s.t.Fatal(err)
		}
	}
}
