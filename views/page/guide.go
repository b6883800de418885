package page

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"gloss/models"
	"gloss/models/article"
	"gloss/models/passage"
	"gloss/models/plan"
	"gloss/views/link"
	"gloss/views/ui"
)

// GuideView is a guide to read, with its habits in the margin.
type GuideView struct {
	ID, Title, Language string
	Eyebrow             string // what it is, how long it takes, what is in it
	Credit, Original    string // whose it is, and where that can be read
	Contents            []GuidePlace
	Rows                []GuideRow
	References          []GuideReference
	Member              bool // who reads is signed in and may take habits
	Read                bool // and has marked it as read
	Habits              []GuideUse
	Problems            []ui.Problem
}

// GuidePlace is a place in the guide that one can go to.
type GuidePlace struct{ Href, Text string }

// GuideRow is a stretch of the text and what stands beside it. Low is for a
// margin that begins beside the text under the stretch's heading.
type GuideRow struct {
	Text    Prose
	Low     bool
	Remarks []string
	Offers  []GuideOffer
}

// GuideOffer is a habit that the guide offers.
type GuideOffer struct {
	models.Offer
	Letter string
	Taken  *Taken // nil: not among the reader's habits
	Before string // the archived habit that was made of it, where there is one
}

// Taken is the habit that a reader has made of an advice. Count is its streak,
// in periods of Plan.
type Taken struct {
	HabitID string
	Careful bool
	Plan    plan.Plan
	Count   int
}

// GuideReference is a work that the guide cites.
type GuideReference struct {
	ID, Text, Link, Shown string
	Ours                  bool
}

// GuideArgs are what a guide is shaped from. Taken has the reader's habits by
// the id of their advice; Habits are all they made from any guide.
type GuideArgs struct {
	Guide   models.Guide
	Doc     article.Document
	Cited   []article.Reference
	Remarks []article.Note
	Offers  []models.Offer
	Taken   map[string]Taken
	Habits  []GuideHabit
	Member  bool
	Read    bool
}

// NewGuide shapes a guide to be read: cut into rows so that each passage stands
// beside its habit.
func NewGuide(a GuideArgs) GuideView {
	v := GuideView{
		ID: a.Guide.ID, Title: a.Guide.Title, Language: a.Guide.Language, Member: a.Member,
		Read: a.Read, Habits: guideUses(a.Guide, a.Habits),
		Eyebrow: guideEyebrow(a.Guide, len(a.Offers)), Credit: a.Guide.After, Original: a.Guide.URL,
	}
	if v.Credit == "" {
		v.Credit = guideCard(a.Guide).Credit
	}
	for _, h := range a.Doc.Contents() {
		v.Contents = append(v.Contents, GuidePlace{"#" + h.ID, a.Doc.Slice(h.Start, h.End)})
	}
	if len(a.Cited) > 0 {
		v.Contents = append(v.Contents, GuidePlace{"#refs", "References"})
	}
	if len(v.Contents) < 3 {
		v.Contents = nil
	}
	v.Rows = guideRows(a)
	for i, r := range a.Cited {
		v.References = append(v.References, GuideReference{
			ID: "ref-" + strconv.Itoa(i+1), Text: r.Text, Link: r.Link(), Shown: linkShown(r), Ours: r.Ours,
		})
	}
	return v
}

func guideEyebrow(g models.Guide, offers int) string {
	parts := []string{"Article", counted(g.Minutes, "minute", "minutes")}
	if g.OwnerID == nil {
		parts[0] = "Guide"
	}
	if offers > 0 {
		parts = append(parts, counted(offers, "habit", "habits")+" in it")
	}
	return strings.Join(parts, " · ")
}

// linkShown is a reference's address as one reads it.
func linkShown(r article.Reference) string {
	if r.DOI != "" {
		return "doi.org/" + r.DOI
	}
	if u, err := url.Parse(r.URL); err == nil {
		return strings.TrimPrefix(u.Host, "www.")
	}
	return ""
}

// guideMargin is what stands beside the block of an index.
type guideMargin struct {
	remarks []string
	offers  []GuideOffer
}

// guideRows begins a row at each heading, and at each block that has something
// beside it but does not follow a heading.
func guideRows(a GuideArgs) []GuideRow {
	beside, marks := guideMargins(a)
	var rows []GuideRow
	from := 0
	end := func(to int) {
		if to == from {
			return
		}
		row := GuideRow{Text: NewProse(a.Doc, from, to, marks)}
		row.Text.Anchors = true
		for i := from; i < to; i++ {
			row.Remarks = append(row.Remarks, beside[i].remarks...)
			row.Offers = append(row.Offers, beside[i].offers...)
		}
		row.Low = a.Doc.Blocks[from].Kind == article.Heading
		rows = append(rows, row)
		from = to
	}
	for i, b := range a.Doc.Blocks {
		_, marked := beside[i]
		follows := i > 0 && a.Doc.Blocks[i-1].Kind == article.Heading
		if b.Kind == article.Heading && !follows || marked && !follows && b.List == 0 {
			end(i)
		}
	}
	end(len(a.Doc.Blocks))
	return rows
}

// guideMargins says what stands beside which block, and what is marked in it.
func guideMargins(a GuideArgs) (map[int]guideMargin, []Mark) {
	beside := map[int]guideMargin{}
	var marks []Mark
	for i, o := range a.Offers {
		offer := GuideOffer{Offer: o, Letter: Letter(i)}
		if t, ok := a.Taken[o.ID]; ok {
			offer.Taken = &t
		} else {
			offer.Before = a.before(o)
		}
		at := blockIndex(a.Doc, o.Place())
		m := beside[at]
		m.offers = append(m.offers, offer)
		beside[at] = m
		for j, s := range o.Passages {
			mark := Mark{Start: s.Start, End: s.End}
			if j == 0 {
				mark.ID = "why-" + o.Key
			}
			marks = append(marks, mark)
		}
	}
	for _, n := range a.Remarks {
		s, err := passage.Quote(a.Doc.Text, n.Quote)
		if err != nil {
			continue // a quote that is gone has no place to stand beside
		}
		at := blockIndex(a.Doc, s.Start)
		m := beside[at]
		m.remarks = append(m.remarks, n.Text)
		beside[at] = m
	}
	slices.SortStableFunc(marks, func(a, b Mark) int { return a.Start - b.Start })
	return beside, marks
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

// blockIndex is the index of the block at a place, the first one where the
// place lies outside the text.
func blockIndex(doc article.Document, place int) int {
	b, ok := doc.BlockAt(place)
	if !ok {
		return 0
	}
	return max(0, slices.IndexFunc(doc.Blocks, func(one article.Block) bool { return one.ID == b.ID }))
}

// Says is the chip of a habit that was taken.
func (t Taken) Says() string {
	if t.Count == 0 {
		return "In your habits"
	}
	return "In your habits, " + periods(t.Plan, t.Count)
}

// cautionLead is the first sentence of a caution, and what follows it.
func cautionLead(s string) (lead, rest string) {
	for _, stop := range []string{". ", "? ", "! "} {
		if i := strings.Index(s, stop); i > 0 && (lead == "" || i < len(lead)) {
			lead, rest = s[:i+1], s[i+1:]
		}
	}
	if lead == "" {
		return s, ""
	}
	return lead, rest
}

// MarginID is the id of the margin note of an advice.
func MarginID(key string) string { return "habit-" + key }

func guideNext(id, key string) string { return link.GuideAt(id, MarginID(key)) }

// carefulWords says what a yes to the questions of an offer leads to.
func carefulWords(o models.Offer) string {
	if o.Careful.Offer == "" {
		return "Then Gloss words it as “" + o.Careful.Name + "”."
	}
	return "Then Gloss words it as “" + o.Careful.Name + "”: " + lowerFirst(o.Careful.Offer)
}

func lowerFirst(s string) string {
	if s != "" && s[0] >= 'A' && s[0] <= 'Z' {
		return strings.ToLower(s[:1]) + s[1:]
	}
	return s
}

// terms are an offer's terms in a few signs, as the reader took it.
func (o GuideOffer) terms() string {
	if o.Taken != nil && o.Taken.Careful && o.Careful.Terms != "" {
		return o.Careful.Terms
	}
	return o.Terms
}

func (o GuideOffer) name() string {
	if o.Taken != nil && o.Taken.Careful {
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
