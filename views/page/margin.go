package page

import (
	"strings"
	"time"

	"gloss/models"
	"gloss/models/advice"
	"gloss/models/article"
	"gloss/models/date"
	"gloss/models/passage"
	"gloss/models/plan"
	"gloss/views/layout"
	"gloss/views/link"
)

// GuideOffer is a habit that the guide offers.
type GuideOffer struct {
	models.Offer
	Letter    string
	Taken     *Taken // nil: not among the reader's habits
	Before    string // the archived habit that was made of it, where there is one
	Found     bool   // by Gloss, and not stated by the guide
	Maybe     bool   // and perhaps no advice at all
	Away      bool   // the reader said that it is not for them
	Also      []OtherPlace
	Otherwise []OtherPlace
	Original  string // the passage on the web, where the guide has an address
}

// OtherPlace is advice on the same subject in another guide. Terms is what it
// says where that is something else.
type OtherPlace struct{ Title, Href, Terms string }

// Elsewhere is a piece of advice of another guide.
type Elsewhere struct {
	models.Offer
	Subject, Fold string
	Title         string // of its guide
}

// Taken is the habit that a reader has made of an advice. Count is its streak,
// in periods of Plan.
type Taken struct {
	HabitID string
	Careful bool
	Plan    plan.Plan
	Count   int
}

// AdviceLine is a piece of advice in the list of a guide that holds many.
type AdviceLine struct{ Letter, Name, Terms, Href, Taken string }

// AwayLine is advice that was put away, to be brought back.
type AwayLine struct{ Key, Name, Terms string }

// much is how many pieces of advice a margin shows without a list of them, and
// how many minutes an article may take.
const much, longRead = 5, 15

// list lists the advice of a guide that holds much of it, or takes long to read.
func (v *GuideView) list(g models.Guide) {
	var all, sure, perhaps []AdviceLine
	for _, row := range v.Rows {
		for _, o := range row.Offers {
			line := AdviceLine{Letter: o.Letter, Name: o.name(), Terms: o.terms(), Href: "#" + MarginID(o.Key)}
			if o.Taken != nil {
				line.Taken = o.Taken.Says()
			}
			if all = append(all, line); o.Maybe {
				perhaps = append(perhaps, line)
			} else {
				sure = append(sure, line)
			}
		}
	}
	if len(all) > much || len(all) > 0 && g.Minutes >= longRead {
		v.Index, v.Perhaps = sure, perhaps
	}
}

// offer shapes a piece of the guide's advice.
func (a GuideArgs) offer(o models.Offer, letter string) GuideOffer {
	row := a.Advice[o.ID]
	offer := GuideOffer{Offer: o, Letter: letter, Found: row.Rule != "" && row.Rule != statedRule}
	offer.Maybe = offer.Found && row.Strength < advice.Strong
	if len(o.Passages) > 0 && a.Guide.URL != "" {
		offer.Original = link.Original(a.Guide.URL, o.Passages[0].Exact)
	}
	for _, e := range a.Elsewhere {
		if !models.SameSubject(row.Subject, e.Subject) {
			continue
		}
		place := OtherPlace{Title: e.Title, Href: link.GuideAt(e.GuideID, whyID(e.Key))}
		like := models.Compare(o, e.Offer)
		switch {
		case e.Fold == row.Fold() || like == models.AskAlike:
			offer.Also = append(offer.Also, place)
			a.takenThere(&offer, e)
		case like == models.AskOtherwise && !a.Away[e.Fold]:
			place.Terms = e.otherwise(o)
			offer.Otherwise = addPlace(offer.Otherwise, place)
		}
	}
	if t, ok := a.Taken[o.ID]; ok {
		offer.Taken = &t
	} else if offer.Taken == nil {
		offer.Before = a.before(o)
	}
	offer.Away = offer.Taken == nil && a.Away[row.Fold()] && row.Fold() != ""
	return offer
}

// statedRule is the rule of advice that its guide states.
const statedRule = "guide"

// SaidOtherwise are the places in other guides that do not agree with o.
func SaidOtherwise(o models.Offer, list []Elsewhere) (places []OtherPlace) {
	for _, e := range list {
		if models.Compare(o, e.Offer) == models.AskOtherwise {
			places = addPlace(places, OtherPlace{Title: e.Title, Href: link.GuideAt(e.GuideID, whyID(e.Key)), Terms: e.otherwise(o)})
		}
	}
	return places
}

// few is how many other guides a margin names before the rest is folded.
const few = 3

// fewPlaces parts the places that are named at once from the rest.
func fewPlaces(all []OtherPlace) (first, rest []OtherPlace) {
	n := min(len(all), few)
	return all[:n], all[n:]
}

// addPlace adds a place that says otherwise. What one guide says in several
// places stands on one line, which leads to the first of them.
func addPlace(places []OtherPlace, one OtherPlace) []OtherPlace {
	guide, _, _ := strings.Cut(one.Href, "#")
	for i := range places {
		if at, _, _ := strings.Cut(places[i].Href, "#"); at == guide {
			places[i].Terms += "; " + one.Terms
			return places
		}
	}
	return append(places, one)
}

// takenThere finds the habit that the reader made of the same advice in another
// guide.
func (a GuideArgs) takenThere(offer *GuideOffer, e Elsewhere) {
	for _, h := range a.Habits {
		if h.ArchivedAt == 0 && h.AdviceID == e.ID && offer.Taken == nil {
			offer.Taken = &Taken{HabitID: h.ID, Careful: h.Careful, Plan: h.Plan, Count: h.Count}
		}
	}
}

// before returns the id of the archived habit that was made of an offer, empty
// where there is none.
func (a GuideArgs) before(o models.Offer) string {
	for _, h := range a.Habits {
		if h.ArchivedAt != 0 && (h.AdviceID == o.ID || a.Guide.MadeFrom(o.Key, h.Habit)) {
			return h.ID
		}
	}
	return ""
}

// away lists what the reader put away.
func (a GuideArgs) away() (lines []AwayLine) {
	for i, o := range a.Offers {
		if offer := a.offer(o, Letter(i)); offer.Away {
			lines = append(lines, AwayLine{o.Key, o.Name, offer.terms()})
		}
	}
	return lines
}

// marks are o's passages in the text, under one sign where signs are wanted.
func (o GuideOffer) marks(signed bool) (marks []Mark) {
	for i, s := range o.Passages {
		m := Mark{Start: s.Start, End: s.End, Maybe: o.Maybe}
		if signed {
			m.Letter, m.Href, m.Label = o.Letter, "#"+MarginID(o.Key), o.Letter+": "+o.name()
		}
		if i == 0 {
			m.ID = whyID(o.Key)
		}
		marks = append(marks, m)
	}
	return marks
}

// otherwise says what e asks where that is not what o asks.
func (e Elsewhere) otherwise(o models.Offer) string {
	if terms := termsOf(e.Offer); terms != "" && e.Polarity == o.Polarity {
		return terms
	}
	return "“" + e.Name + "”"
}

// termsOf are an offer's terms in a few words: its own, else those of its plan.
func termsOf(o models.Offer) string {
	if o.Terms != "" {
		return o.Terms
	}
	p, err := models.PlanOf(o.Plan, time.Monday, date.Oldest)
	if err != nil {
		return ""
	}
	return p.Terms()
}

// terms are an offer's terms in a few signs, as the reader took it.
func (o GuideOffer) terms() string {
	if o.Taken != nil && o.Taken.Careful && o.Careful.Terms != "" {
		return o.Careful.Terms
	}
	return termsOf(o.Offer)
}

func (o GuideOffer) name() string {
	if o.Taken != nil && o.Taken.Careful && o.Careful.Name != "" {
		return o.Careful.Name
	}
	return o.Name
}

func (o GuideOffer) caution() string {
	if o.Taken != nil && o.Taken.Careful && o.Careful.Caution != "" {
		return o.Careful.Caution
	}
	return o.Caution
}

// way is what a piece of advice is called that says not to do something, or not
// so much of it.
func (o GuideOffer) way() string {
	switch {
	case !o.Found:
		return ""
	case o.Polarity == string(advice.Limit):
		return "a limit"
	case o.Polarity == string(advice.Avoid):
		return "to avoid"
	}
	return ""
}

// Says is the chip of a habit that was taken.
func (t Taken) Says() string {
	if t.Count == 0 {
		return "In your habits"
	}
	return "In your habits, " + periods(t.Plan, t.Count)
}

// MarginID is the id of the margin note of an advice.
func MarginID(key string) string { return "habit-" + key }

// whyID is the id of the passage of an advice.
func whyID(key string) string { return "why-" + key }

func guideNext(id, key string) string { return link.GuideAt(id, MarginID(key)) }

// What the address says was done with a piece of advice.
const (
	SavedNot   = "not-for-me"
	SavedAfter = "after-all"
)

// AdviceSaved says what was just done with a piece of advice.
func AdviceSaved(what string) *layout.Flash {
	switch what {
	case SavedNot:
		return &layout.Flash{Text: "Put away. It is listed where the text ends, and can be brought back from there."}
	case SavedAfter:
		return &layout.Flash{Text: "It is back beside its passage."}
	}
	return nil
}

// DismissForm says that a piece of advice is not for the reader, or is after
// all.
type DismissForm struct {
	Advice string `form:"advice"` // its key
	Away   string `form:"away"`   // "true" or "false"
}

// quoted is where a document holds a quote once.
func quoted(doc article.Document, quote string) (passage.Selector, error) {
	return passage.Quote(doc.Text, quote)
}

// stands is where a passage stands in a document.
func stands(doc article.Document, s passage.Selector) passage.Place {
	if s.Exact != "" && doc.Slice(s.Start, s.End) == s.Exact {
		return passage.Place{Start: s.Start, End: s.End, Score: 1, How: passage.Exact}
	}
	return s.Locate(doc.Text)
}
