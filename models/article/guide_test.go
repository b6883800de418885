package article_test

import (
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/models/article"
	"gloss/models/passage"
)

const shipped = "../../assets/guides/skin-and-gut.md"

// within says whether a label is the number of one of so many references.
func within(label string, refs int) bool {
	n, err := strconv.Atoi(label)
	return err == nil && n >= 1 && n <= refs
}

func readGuide(t *testing.T) (article.Meta, article.Document) {
	t.Helper()
	src, err := os.ReadFile(shipped)
	if err != nil {
		t.Fatal(err)
	}
	return read(t, string(src))
}

func TestShippedGuide(t *testing.T) {
	meta, doc := readGuide(t)
	got := []string{meta.Title, meta.Author, meta.Publisher, meta.Date, meta.Language}
	want := []string{"Skin and gut, two sides of one border", "Dr. Jessica Christie", "Apothékary", "2022-06-28", "en"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if words := len(strings.Fields(doc.Text)); words < 800 || words > 1150 {
		t.Errorf("%d words", words)
	}
	if doc.Minutes() != 5 {
		t.Errorf("%d minutes", doc.Minutes())
	}
	if n := len(doc.Contents()); n < 4 {
		t.Errorf("%d headings", n)
	}
	for _, b := range doc.Blocks {
		if b.Kind == article.Heading && b.Level != 2 {
			t.Errorf("%s is a heading of level %d", b.ID, b.Level)
		}
	}
}

func TestShippedGuideReferences(t *testing.T) {
	meta, doc := readGuide(t)
	cited := map[string]bool{}
	for _, b := range doc.Blocks {
		for _, s := range b.Spans {
			if s.Kind == article.SpanRef {
				cited[s.Label] = true
			}
		}
	}
	for i, r := range meta.References {
		if label := strconv.Itoa(i + 1); !cited[label] {
			t.Errorf("reference %s is not cited: %s", label, r.Text)
		}
		if r.Link() == "" {
			t.Errorf("reference %d leads nowhere", i+1)
		}
		if r.Ours != (i >= 6) {
			t.Errorf("reference %d: ours %v; the article has six", i+1, r.Ours)
		}
	}
	for label := range cited {
		if !within(label, len(meta.References)) {
			t.Errorf("there is no reference %s", label)
		}
	}
	if strings.Contains(doc.Text, "[^") {
		t.Error("a footnote mark without its reference")
	}
	dois := []string{
		"10.3389/fmicb.2019.02410", "10.3390/microorganisms9020353", "10.1002/bies.201600008",
		"10.1189/jlb.0207096", "10.3390/biomedicines10051037", "10.1126/sciimmunol.abl9165",
	}
	for i, doi := range dois {
		if meta.References[i].DOI != doi {
			t.Errorf("reference %d: DOI %s, want %s", i+1, meta.References[i].DOI, doi)
		}
	}
}

func TestShippedGuideAdvice(t *testing.T) {
	meta, doc := readGuide(t)
	plans, ticked, last := map[string]article.Terms{}, map[string]bool{}, -1
	icons := strings.Fields("sun leaf pulse bowl step glass stretch drop screen book walk wave moon phone")
	hues := strings.Fields("leaf sun sea plum rose moss clay stone")
	for _, a := range meta.Advice {
		plans[a.Key], ticked[a.Key] = a.Plan, a.Ticked
		s, err := passage.Quote(doc.Text, a.Quote)
		if err != nil {
			t.Errorf("%s: %v", a.Key, err)
		}
		if s.Start <= last {
			t.Errorf("%s stands before the advice above it", a.Key)
		}
		last = s.Start
		if heading, blocks := article.Section(doc, s.Start); heading.ID == "" || len(blocks) == 0 {
			t.Errorf("%s has no section", a.Key)
		}
		if !slices.Contains(icons, a.Icon) || !slices.Contains(hues, a.Hue) {
			t.Errorf("%s: icon %q, hue %q", a.Key, a.Icon, a.Hue)
		}
		for _, words := range []string{a.Name, a.Terms, a.Offer, a.Note, a.Evidence, a.Caution} {
			if words == "" {
				t.Errorf("%s lacks words: %+v", a.Key, a)
			}
		}
	}
	want := map[string]article.Terms{
		"sun": {
			Kind: "amount", Period: "day", Min: "10", Max: "30", Unit: "minutes", Step: "5",
			From: "10:00", To: "16:00", Reserve: 1,
		},
		"plants":  {Kind: "variety", Period: "week", Min: "30", Unit: "plants"},
		"checkin": {Kind: "tick", Period: "day", Min: "1", From: "20:00", To: "23:00", Reserve: 1},
	}
	if diff := cmp.Diff(want, plans); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(map[string]bool{"sun": false, "plants": true, "checkin": true}, ticked); diff != "" {
		t.Error(diff)
	}
}

func TestShippedGuideAsksBeforeSun(t *testing.T) {
	meta, _ := readGuide(t)
	at := slices.IndexFunc(meta.Advice, func(a article.Advice) bool { return a.Key == "sun" })
	sun := meta.Advice[at]
	var asked []string
	for _, q := range sun.Questions {
		asked = append(asked, q.Key)
	}
	if diff := cmp.Diff([]string{"burn", "medicine"}, asked); diff != "" {
		t.Error(diff)
	}
	c := sun.Careful
	if c.Name != "Time outdoors" || !strings.Contains(c.Offer, "covered or in the shade") || c.Terms == "" || c.Caution == "" {
		t.Errorf("after a yes: %+v", c)
	}
	for _, words := range []string{"ceiling", "UV index 3", "shade", "medicines", "not medical advice"} {
		if !strings.Contains(sun.Caution, words) {
			t.Errorf("the caution does not say %q", words)
		}
	}
}

// What the guide may not promise, and what it may not leave out.
func TestShippedGuideIsHonest(t *testing.T) {
	src, err := os.ReadFile(shipped)
	if err != nil {
		t.Fatal(err)
	}
	promise := regexp.MustCompile(`(?i)\b(heal(s|ed|ing)?|detox\w*|boost\w*|cur(e|es|ed|ing)|cleans\w*|toxins?|` +
		`(re)?balanc\w*|prevent\w*|miracle\w*|youth\w*|radian\w*|super-?foods?|clinically)\b`)
	if found := promise.FindAllString(string(src), -1); found != nil {
		t.Errorf("the guide promises: %q", found)
	}
	_, doc := readGuide(t)
	for _, words := range []string{
		"a company that sells herbal products", "None of it is medical advice", "Nobody tested sunlight, skin or health",
		"She names no number", "cause of skin cancer", "UV index 3", "doxycycline", "covered or in the shade",
		"coeliac disease", "Blood in the stool", "a mole that changes", "trouble breathing", "little or no difference",
	} {
		if !strings.Contains(doc.Text, words) {
			t.Errorf("the guide does not say %q", words)
		}
	}
}
