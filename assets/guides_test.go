package assets_test

import (
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gloss/assets"
	"gloss/models"
	"gloss/models/article"
	"gloss/models/date"
	"gloss/models/passage"
)

// shipped is a guide as a server reads it out of its binary.
type shipped struct {
	models.Guide
	doc    article.Document
	cited  []article.Reference
	notes  []article.Note
	rows   []models.Advice
	offers []models.Offer
}

// library reads all the guides that ship, by slug.
func library(t *testing.T) map[string]shipped {
	t.Helper()
	a, err := assets.New()
	if err != nil {
		t.Fatal(err)
	}
	names, err := fs.Glob(a.Guides(), "*")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]shipped{}
	for _, name := range names {
		src, err := fs.ReadFile(a.Guides(), name)
		if err != nil {
			t.Fatal(err)
		}
		slug, ok := strings.CutSuffix(name, ".md")
		if !ok {
			t.Errorf("%s ships among the guides", name)
			continue
		}
		var s shipped
		var errs [5]error
		s.Guide, s.rows, errs[0] = models.ShippedGuide(slug, src)
		s.doc, errs[1] = s.Document()
		s.cited, errs[2] = s.Cited()
		s.notes, errs[3] = s.Remarks()
		s.offers, errs[4] = models.Offers(s.rows)
		for _, err := range errs {
			if err != nil {
				t.Fatal(err)
			}
		}
		all[slug] = s
	}
	return all
}

// each runs a test for every guide.
func each(t *testing.T, test func(*testing.T, shipped)) {
	for slug, s := range library(t) {
		t.Run(slug, func(t *testing.T) { test(t, s) })
	}
}

func TestTheGuidesThatShip(t *testing.T) {
	want := []string{"moving-more", "skin-and-gut", "sleep", "sun-and-skin"}
	if diff := cmp.Diff(want, slices.Sorted(maps.Keys(library(t)))); diff != "" {
		t.Error(diff)
	}
}

func TestAGuideCanBeReadInOneSitting(t *testing.T) {
	each(t, func(t *testing.T, s shipped) {
		if s.Title == "" || s.Author == "" || s.Published == 0 || s.Language != "en" || s.Summary == "" || len(s.Summary) > 140 {
			t.Errorf("title %q, author %q, published %s, language %q, summary %q", s.Title, s.Author, s.Published, s.Language, s.Summary)
		}
		words := len(strings.Fields(s.doc.Text))
		if words < 900 || words > 1500 {
			t.Errorf("%d words, want 900 to 1,500", words)
		}
		if s.Minutes < 4 || s.Minutes > 8 {
			t.Errorf("%d words take %d minutes", words, s.Minutes)
		}
		headings := s.doc.Contents()
		if len(headings) < 5 {
			t.Errorf("%d headings", len(headings))
		}
		for _, h := range headings {
			if h.Level != 2 {
				t.Errorf("%q is a heading of level %d", s.doc.Slice(h.Start, h.End), h.Level)
			}
		}
		for _, says := range []string{"None of it is medical advice", "doctor"} {
			if !strings.Contains(s.Text, says) {
				t.Errorf("it does not say %q", says)
			}
		}
	})
}

func TestEveryReferenceIsCitedAndLeadsSomewhere(t *testing.T) {
	each(t, func(t *testing.T, s shipped) {
		cited := map[string]bool{}
		for _, b := range s.doc.Blocks {
			for _, span := range b.Spans {
				if span.Kind == article.SpanRef {
					cited[span.Label] = true
				}
			}
		}
		links := map[string]int{}
		for i, r := range s.cited {
			label := strconv.Itoa(i + 1)
			if !cited[label] {
				t.Errorf("reference %s is not cited: %s", label, r.Text)
			}
			if links[r.Link()]++; r.Link() == "" || links[r.Link()] > 1 {
				t.Errorf("reference %s leads to %q", label, r.Link())
			}
			if !regexp.MustCompile(`\((19|20)\d\d\)\.|^National Health Service`).MatchString(r.Text) {
				t.Errorf("reference %s has no year: %s", label, r.Text)
			}
			delete(cited, label)
		}
		if len(s.cited) < 5 || len(cited) > 0 || strings.Contains(s.Text, "[^") {
			t.Errorf("%d references; cited and not there: %v", len(s.cited), slices.Collect(maps.Keys(cited)))
		}
	})
}

// A work that two guides cite is the same work in both.
func TestGuidesCiteTheSameWorkAlike(t *testing.T) {
	said := map[string]string{}
	for slug, s := range library(t) {
		for _, r := range s.cited {
			if before, ok := said[r.Link()]; ok && before != r.Text {
				t.Errorf("%s cites %s as\n%s\nelsewhere it is\n%s", slug, r.Link(), r.Text, before)
			}
			said[r.Link()] = r.Text
		}
	}
}

func TestEveryAdviceMakesAWholeHabit(t *testing.T) {
	today := date.New(2026, time.November, 22)
	each(t, func(t *testing.T, s shipped) {
		if n := len(s.offers); n < 3 || n > 5 {
			t.Errorf("%d habits, want 3 to 5", n)
		}
		asked := map[string]bool{}
		names := map[string]bool{}
		last, disclaimed := -1, false
		for i, o := range s.offers {
			if o.Place() <= last || s.rows[i].Key != o.Key {
				t.Errorf("%s does not stand in the order of the text", o.Key)
			}
			last = o.Place()
			if heading, blocks := article.Section(s.doc, o.Place()); heading.ID == "" || len(blocks) == 0 {
				t.Errorf("%s stands under no heading", o.Key)
			}
			for field, words := range map[string]string{
				"cue": o.Cue, "icon": o.Icon, "hue": o.Hue, "terms": o.Terms, "offer": o.Offer,
				"note": o.Note, "evidence": o.Evidence, "caution": o.Caution,
			} {
				// Counting foods has no cue.
				if words == "" && (field != "cue" || o.Plan.Kind != "variety") {
					t.Errorf("%s says nothing as its %s", o.Key, field)
				}
			}
			disclaimed = disclaimed || strings.Contains(o.Caution, "not medical advice")
			for _, careful := range []bool{false, true} {
				if careful && len(o.Questions) == 0 {
					continue
				}
				h, p, err := models.HabitOf(s.rows[i], careful, time.Monday, today)
				if err != nil {
					t.Fatal(err)
				}
				if names[h.Name] {
					t.Errorf("two habits are called %q", h.Name)
				}
				names[h.Name] = true
				if p.Kind == "amount" && o.Plan.Step == "" || p.Period == "day" && p.Reserve != 1 {
					t.Errorf("%s: step %q, reserve %d", h.Name, o.Plan.Step, p.Reserve)
				}
			}
			for _, q := range o.Questions {
				if asked[q.Key] {
					t.Errorf("two questions are called %s: a yes to one is a yes to both", q.Key)
				}
				asked[q.Key] = true
			}
			// What is to be thought about first is not ticked beforehand.
			if c := o.Careful; len(o.Questions) > 0 && (o.Ticked || c.Terms == "" || c.Offer == "" || c.Caution == "") {
				t.Errorf("%s asks: ticked %t, with care %+v", o.Key, o.Ticked, c)
			}
		}
		if len(asked) == 0 || !disclaimed {
			t.Errorf("%d questions are asked; said not to be medical advice: %t", len(asked), disclaimed)
		}
	})
}

func TestRemarksStandBesideTheirPassage(t *testing.T) {
	each(t, func(t *testing.T, s shipped) {
		beside := map[string]bool{}
		for _, n := range s.notes {
			place, err := passage.Quote(s.Text, n.Quote)
			if err != nil || n.Text == "" {
				t.Errorf("%q: %v", n.Quote, err)
			}
			block, ok := s.doc.BlockAt(place.Start)
			if !ok || beside[block.ID] {
				t.Errorf("%q stands beside no block, or a second time beside %s", n.Quote, block.ID)
			}
			beside[block.ID] = true
		}
		if len(s.notes) == 0 {
			t.Error("nothing is remarked")
		}
	})
}

// promise is what a guide says of nothing.
var promise = regexp.MustCompile(`(?i)\b(heal(s|ed|ing)?|detox\w*|boost\w*|cur(e|es|ed|ing)|cleans\w*|toxins?|rejuvenat\w*|` +
	`rebalanc\w*|miracle\w*|guarantee\w*|youthful|radiant|super-?foods?|anti-?age?ing|immunity|clinically proven|proven to|natural remed\w*|doctors hate)\b`)

func TestNoGuidePromises(t *testing.T) {
	each(t, func(t *testing.T, s shipped) {
		words := []string{s.Title, s.Summary, s.After, s.Text}
		for _, n := range s.notes {
			words = append(words, n.Text)
		}
		for _, o := range s.offers {
			words = append(words, o.Name, o.Cue, o.Terms, o.Offer, o.Note, o.Evidence, o.Caution,
				o.Careful.Name, o.Careful.Terms, o.Careful.Offer, o.Careful.Caution)
		}
		if found := promise.FindAllString(strings.Join(words, "\n"), -1); found != nil {
			t.Errorf("it promises: %q", found)
		}
	})
	for _, said := range []string{"Sleep heals.", "It boosts your immunity", "a detoxifying walk", "cures", "is proven to help", "anti-ageing"} {
		if !promise.MatchString(said) {
			t.Errorf("%q passes for no promise", said)
		}
	}
}

// What each guide may not leave out.
func TestGuidesSayWhatMatters(t *testing.T) {
	all := library(t)
	for slug, says := range map[string][]string{
		"sleep": {
			"seven hours or more", "comes from watching people", "no trial has settled the dose", "On shifts", "CBT-I",
			"three nights a week for three months", "gasping or choking", "stop driving", "harming yourself",
		},
		"moving-more": {
			"150 to 300 minutes", "75 to 150", "any amount is better than none", "a Japanese pedometer", "people watched",
			"In a wheelchair", "too little evidence", "From 65 on", "Pressure or pain in the chest", "Fainting", "the emergency number",
		},
		"sun-and-skin": {
			"From 3 the World Health Organization advises protection", "could just be chance", "a rule of practice",
			"never reckon how long you may stay", "UV 400", "makes vitamin D", "One rule does not fit every skin", "Deep brown or black skin",
			"Babies under six months stay out of direct sun", "Doxycycline", "lupus", "still open after four weeks",
		},
	} {
		for _, words := range says {
			if !strings.Contains(all[slug].Text, words) {
				t.Errorf("%s does not say %q", slug, words)
			}
		}
	}
}

// One guide sends its reader out at midday, another under cover: both say so.
func TestGuidesThatDisagreeSaySo(t *testing.T) {
	all := library(t)
	gut, sun := all["skin-and-gut"], all["sun-and-skin"]
	if !strings.Contains(sun.Text, "“"+gut.Title+"”") || !strings.Contains(sun.Text, "the two guides disagree") {
		t.Error("sun and skin does not name the guide it disagrees with")
	}
	if !slices.ContainsFunc(gut.notes, func(n article.Note) bool { return strings.Contains(n.Text, "“"+sun.Title+"”") }) {
		t.Error("skin and gut does not name the guide that disagrees with it")
	}
}
