package models

import (
	"fmt"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"gloss/models/advice"
	"gloss/models/article"
	"gloss/models/date"
	"gloss/models/passage"
	"gloss/models/plan"
)

// maxFound is how many pieces of advice are kept of one article: the surest.
const maxFound = 300

// Brought is a text that somebody brings in, and how it came.
type Brought struct {
	Came        Came
	File        string // its name, where it came in one
	URL         string // where it was fetched from
	ContentType string // as whoever sent it says; may be empty
	Content     []byte
	Title       string // what somebody wants it called; if empty, what it calls itself
}

// Guide reads the text and returns the guide that it makes, and the advice that
// is found in it. It fails with the errors of article.Read, and with Invalid
// where the title is no good.
func (b Brought) Guide() (Guide, []Advice, error) {
	name, page := b.File, (*url.URL)(nil)
	if at, err := url.Parse(b.URL); b.URL != "" && err == nil {
		name, page = path.Base(at.Path), at
	}
	meta, doc, err := article.Read(name, b.ContentType, b.Content, page)
	if err != nil {
		return Guide{}, nil, err
	}
	if title := CleanName(b.Title); title != "" {
		bad := Invalid{}
		if ValidateTitle(title, bad); len(bad) > 0 {
			return Guide{}, nil, bad
		}
		meta.Title = title
	}
	return BroughtGuide(b.Came, b.File, meta, doc)
}

// ValidateTitle adds to bad what is wrong with the title that somebody gives a
// text; none at all is right.
func ValidateTitle(title string, bad Invalid) {
	if title != "" {
		GuideDetails{Title: title}.Validate(bad)
	}
}

// BroughtGuide returns the guide that an article makes which somebody brought
// in, and the advice that is found in its text; ids and times are not given yet.
// File is the name of the file it came in, if any. Details that are no good are
// left out: they are suggestions of a page about itself.
func BroughtGuide(came Came, file string, meta article.Meta, doc article.Document) (Guide, []Advice, error) {
	g := Guide{
		Title: line(meta.Title), Author: line(meta.Author), Publisher: line(meta.Publisher),
		URL: strings.TrimSpace(meta.URL), Language: strings.TrimSpace(meta.Language), Summary: line(meta.Summary),
		Came: came, File: line(file), Text: doc.Text, Hash: digest(doc.Text), Minutes: doc.Minutes(),
	}
	if day, err := date.Parse(meta.Date); err == nil {
		g.Published = day
	}
	if g.Title == "" && len(doc.Blocks) > 0 {
		g.Title = within(line(doc.Slice(doc.Blocks[0].Start, doc.Blocks[0].End)), 80)
	}
	bad := Invalid{}
	g.Details().Validate(bad)
	for field, at := range map[string]*string{"author": &g.Author, "publisher": &g.Publisher, "url": &g.URL, "language": &g.Language} {
		if bad[field] != "" {
			*at = ""
		}
	}
	if bad["published"] != "" {
		g.Published = 0
	}
	if bad["title"] != "" {
		g.Title = "Untitled"
	}
	g.Words = SearchText(g.Title, g.Author, g.Publisher, g.Summary, g.Text)
	var err error
	if g.Blocks, err = asJSON(doc.Blocks); err != nil {
		return Guide{}, nil, err
	}
	if g.References, err = asJSON(meta.References); err != nil {
		return Guide{}, nil, err
	}
	found, err := foundIn(doc)
	return g, found, err
}

// line is what can be seen of s, as one line of at most MaxGuideLine letters.
func line(s string) string {
	s = CleanName(strings.Map(func(r rune) rune {
		if !unicode.IsSpace(r) && !Printable(string(r)) {
			return -1
		}
		return r
	}, s))
	if utf8.RuneCountInString(s) > MaxGuideLine {
		s = string([]rune(s)[:MaxGuideLine-1]) + "…"
	}
	return s
}

// foundIn returns the advice that is found in a document, in the order of its
// text.
func foundIn(doc article.Document) ([]Advice, error) {
	suggested := advice.Suggest(advice.FindIn(doc.Text, AdviceBlocks(doc)))
	if len(suggested) > maxFound {
		least := make([]float64, len(suggested))
		for i, s := range suggested {
			least[i] = s.Confidence
		}
		slices.Sort(least)
		bar := least[len(least)-maxFound]
		suggested = slices.DeleteFunc(suggested, func(s advice.Suggestion) bool { return s.Confidence < bar })[:maxFound]
	}
	keys := map[string]int{}
	list := make([]Advice, 0, len(suggested))
	for i, s := range suggested {
		key := "a-" + s.Key
		if keys[s.Key]++; keys[s.Key] > 1 {
			key += "-" + strconv.Itoa(keys[s.Key])
		}
		a, err := foundAdvice(doc, s, key)
		if err != nil {
			return nil, err
		}
		a.Position = i + 1
		list = append(list, a)
	}
	return list, nil
}

// AdviceBlocks returns the blocks of a document in which advice may stand.
func AdviceBlocks(doc article.Document) []advice.Block {
	blocks := make([]advice.Block, 0, len(doc.Blocks))
	for _, b := range doc.Blocks {
		kind := advice.Paragraph
		switch b.Kind {
		case article.Code, article.Picture:
			continue
		case article.Heading:
			kind = advice.Heading
		case article.Item:
			kind = advice.Item
		}
		blocks = append(blocks, advice.Block{Kind: kind, Start: b.Start, End: b.End})
	}
	return blocks
}

// foundAdvice is a suggestion as it is kept: the habit it would make, and the
// passages it stands on, first those of its main place.
func foundAdvice(doc article.Document, s advice.Suggestion, key string) (Advice, error) {
	a := Advice{
		Key: key, Rule: strings.Join(s.Rules, ", "), Strength: s.Confidence,
		Subject: strings.Join(s.Subject, " "), Alike: s.Key,
	}
	var places []passage.Selector
	for _, spans := range append([][]advice.Span{s.Passages}, s.Places...) {
		for _, span := range spans {
			if len(places) == MaxPassages {
				break
			}
			place, err := passage.Make(doc.Text, span.Start, span.End)
			if err != nil {
				return Advice{}, fmt.Errorf("models: advice %q: %w", s.Name, err)
			}
			places = append(places, place)
		}
	}
	said := article.Advice{
		Key: key, Name: habitName(s.Name), Quote: places[0].Exact, Plan: TermsOf(s.Plan), Terms: s.Plan.Terms(),
		Cue: within(s.Cue, MaxCue), Why: s.Why, Polarity: string(s.Polarity),
	}
	said.Icon, said.Hue = looksOf(s.Subject)
	var err error
	if a.Passages, err = asJSON(places); err != nil {
		return Advice{}, err
	}
	if a.Offer, err = asJSON(said); err != nil {
		return Advice{}, err
	}
	if _, _, err := HabitOf(a, false, 0, date.Oldest); err == nil {
		return a, nil
	}
	// Terms no habit can be lived under: a tick a day is the advice without them.
	said.Plan = article.Terms{Kind: string(plan.Tick), Period: string(plan.Day), Min: "1"}
	said.Terms = "every day"
	if a.Offer, err = asJSON(said); err != nil {
		return Advice{}, err
	}
	_, _, err = HabitOf(a, false, 0, date.Oldest)
	return a, err
}

// habitName is a name that a habit may have, made of what was found.
func habitName(s string) string {
	s = within(CleanName(s), MaxHabitName)
	if s == "" || !Printable(s) {
		return "What this passage asks"
	}
	return s
}

// within is s within so many letters, cut at a word where there is one.
func within(s string, letters int) string {
	if utf8.RuneCountInString(s) <= letters {
		return s
	}
	cut := string([]rune(s)[:letters-1])
	if i := strings.LastIndexByte(cut, ' '); i > len(cut)/2 {
		cut = cut[:i]
	}
	return cut + "…"
}

// TermsOf returns p as it is written down; PlanOf reads it back.
func TermsOf(p plan.Plan) article.Terms {
	t := article.Terms{
		Kind: string(p.Kind), Period: string(p.Period), Days: p.Days, Unit: p.Unit, Due: p.Due.String(), Reserve: p.Reserve,
	}
	if p.Min.Set {
		t.Min = p.Min.Amount.String()
	}
	if p.Max.Set {
		t.Max = p.Max.Amount.String()
	}
	if p.Kind == plan.Sum && p.Step > 0 {
		t.Step = p.Step.String()
	}
	if p.Window.IsSet() {
		t.From, t.To = p.Window.From.String(), p.Window.To.String()
	}
	return t
}

// looks are the icon and the colour of a habit by what it is about: the first
// row with a stem of its subject.
var looks = []struct{ stems, icon, hue string }{
	{"sun sunshin sunlight daylight outdoor outsid sunscreen shade uvb", "sun", "sun"},
	{"sleep bed bedtim nap bedroom wake asleep", "moon", "plum"},
	{"phone screen devic televis tv comput", "phone", "sea"},
	{"walk step stair hike stroll", "walk", "moss"},
	{"run jog cycl swim exercis activ workout train gym sport move danc strength muscl lift", "step", "moss"},
	{"stretch yoga postur stand sit plank squat balanc", "stretch", "clay"},
	{"water drink tea coffe caffein alcohol wine beer milk fluid hydrat glass cup", "glass", "sea"},
	{"wash brush floss tooth teeth skin moistur cleans shower hand cream mouthwash clean rins", "drop", "sea"},
	{"breath meditat mind relax mindful calm pray rest", "wave", "plum"},
	{"read book write journal diari note gratitud learn", "book", "clay"},
	{"eat food meal breakfast lunch dinner cook snack plate portion salt sugar fish meat bean yogurt soup", "bowl", "rose"},
	{"fruit vegetabl plant fibr fiber grain nut seed salad herb leafi", "leaf", "leaf"},
	{"eye check measur weigh weight blood pressur skin feel", "pulse", "rose"},
}

func looksOf(subject []string) (icon, hue string) {
	for _, look := range looks {
		for _, stem := range strings.Fields(look.stems) {
			if slices.Contains(subject, stem) {
				return look.icon, look.hue
			}
		}
	}
	return "leaf", Hues[0]
}
