package page

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"gloss/models"
	"gloss/models/article"
	"gloss/views/link"
	"gloss/views/ui"
)

// GuideView is a guide to read, with its habits in the margin.
type GuideView struct {
	ID, Title, Language string
	Eyebrow             string // what it is, how long it takes, what is in it
	Credit, Original    string // whose it is, and where that can be read
	Contents            []GuidePlace
	Index, Perhaps      []AdviceLine // all its advice, where that is much; what is not sure apart
	Rows                []GuideRow
	References          []GuideReference
	Away                []AwayLine // advice that is not for the reader
	Member              bool       // who reads is signed in and may take habits
	Read                bool       // and has marked it as read
	Noted               bool       // and has marked something in it
	Numbers             bool       // each sentence has a number that can be pressed
	Base                string     // the address of a passage of it; empty for strangers
	For                 *Choosing
	Habits              []GuideUse
	Problems            []ui.Problem
	Keeping             GuideKeeping
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
	Own     []OwnMark
}

// GuideReference is a work that the guide cites.
type GuideReference struct {
	ID, Text, Link, Shown string
	Ours                  bool
}

// GuideArgs are what a guide is shaped from. Advice has the rows of the offers
// by their id, Taken the reader's habits by that id, Away what is not for the
// reader by what Fold says of it; Habits are all they made from any guide.
type GuideArgs struct {
	Guide     models.Guide
	Doc       article.Document
	Cited     []article.Reference
	Remarks   []article.Note
	Offers    []models.Offer
	Advice    map[string]models.Advice
	Taken     map[string]Taken
	Away      map[string]bool
	Elsewhere []Elsewhere
	Habits    []GuideHabit
	Marks     []models.Mark
	Typed     *NoteForm // the note of a mark as it was refused
	For       *Choosing
	Member    bool
	Read      bool
	Numbers   bool
	Keeping   GuideKeeping
}

// NewGuide shapes a guide to be read: cut into rows so that each passage stands
// beside its habit.
func NewGuide(a GuideArgs) GuideView {
	v := GuideView{
		ID: a.Guide.ID, Title: a.Guide.Title, Language: a.Guide.Language, Member: a.Member,
		Read: a.Read, Habits: guideUses(a.Guide, a.Habits), Noted: len(a.Marks) > 0, For: a.For, Keeping: a.Keeping,
		Eyebrow: guideEyebrow(a.Guide, len(a.Offers)), Credit: a.Guide.After, Original: a.Guide.URL,
		Away: a.away(),
	}
	if a.Member {
		v.Base, v.Numbers = a.base(), a.Numbers
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
	v.list(a.Guide)
	for i, r := range a.Cited {
		v.References = append(v.References, GuideReference{
			ID: "ref-" + strconv.Itoa(i+1), Text: withoutLink(r), Link: r.Link(), Shown: linkShown(r), Ours: r.Ours,
		})
	}
	return v
}

// base is the address of a passage, without its place.
func (a GuideArgs) base() string {
	if a.For != nil {
		return link.PassageBaseFor(a.Guide.ID, a.For.HabitID, a.For.Place)
	}
	return link.PassageBase(a.Guide.ID)
}

func guideEyebrow(g models.Guide, offers int) string {
	parts := []string{"Article", models.Counted(g.Minutes, "minute", "minutes")}
	if g.OwnerID == nil && g.Came == models.CameShipped {
		parts[0] = "Guide"
	}
	switch {
	case offers > 0 && parts[0] == "Guide":
		parts = append(parts, models.Counted(offers, "habit", "habits")+" in it")
	case offers > 0:
		parts = append(parts, models.Counted(offers, "piece", "pieces")+" of advice in it")
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

// withoutLink is a reference's text without its own address at the end, which
// is drawn as a link behind it.
func withoutLink(r article.Reference) string {
	text := strings.TrimRight(r.Text, " .")
	ends := []string{r.URL}
	if r.DOI != "" {
		ends = append(ends, "https://doi.org/"+r.DOI, "http://doi.org/"+r.DOI, "https://dx.doi.org/"+r.DOI, "http://dx.doi.org/"+r.DOI, "doi.org/"+r.DOI)
	}
	for _, end := range ends {
		if rest, ok := strings.CutSuffix(text, end); ok && end != "" && strings.TrimSpace(rest) != "" {
			return strings.TrimSpace(rest)
		}
	}
	return r.Text
}

// guideMargin is what stands beside the block of an index.
type guideMargin struct {
	remarks []string
	offers  []GuideOffer
	own     []OwnMark
}

// guideRows begins a row at each heading, and at each block that has something
// beside it but does not follow a heading.
func guideRows(a GuideArgs) []GuideRow {
	beside, marks := a.margins(true)
	var numbers []Number
	if a.Member && a.Numbers {
		numbers = a.numbers()
	}
	text := newReading(a.Doc, marks, numbers)
	var rows []GuideRow
	from := 0
	end := func(to int) {
		if to == from {
			return
		}
		row := GuideRow{Text: text.prose(from, to)}
		for i := from; i < to; i++ {
			row.Remarks = append(row.Remarks, beside[i].remarks...)
			row.Offers = append(row.Offers, beside[i].offers...)
			row.Own = append(row.Own, beside[i].own...)
		}
		row.Low = a.Doc.Blocks[from].Kind == article.Heading
		rows = append(rows, row)
		from = to
	}
	for i, b := range a.Doc.Blocks {
		_, marked := beside[i]
		follows := i > 0 && a.Doc.Blocks[i-1].Kind == article.Heading
		if b.Kind == article.Heading && !follows || marked && !follows {
			end(i)
		}
	}
	end(len(a.Doc.Blocks))
	return rows
}

// numbers are those of the sentences of the text.
func (a GuideArgs) numbers() []Number {
	sentences := models.Sentences(a.Doc, 0, len(a.Doc.Blocks))
	numbers := make([]Number, len(sentences))
	for i, s := range sentences {
		n := strconv.Itoa(i + 1)
		numbers[i] = Number{At: s.Start, Text: n, Href: link.PassageAt(a.base(), s.Start, s.End), Label: "Sentence " + n + ": what to do with it"}
	}
	return numbers
}

// guideMargins says what stands beside which block, and what is marked in it.
func guideMargins(a GuideArgs) (map[int]guideMargin, []Mark) { return a.margins(false) }

// margins is guideMargins, with the signs of the advice on its marks where they
// are wanted.
func (a GuideArgs) margins(signed bool) (map[int]guideMargin, []Mark) {
	beside := map[int]guideMargin{}
	put := func(place int, add func(*guideMargin)) {
		at := a.beginning(blockIndex(a.Doc, place))
		m := beside[at]
		add(&m)
		beside[at] = m
	}
	var marks []Mark
	for i, o := range a.Offers {
		offer := a.offer(o, Letter(i))
		if offer.Away {
			continue
		}
		put(o.Place(), func(m *guideMargin) { m.offers = append(m.offers, offer) })
		marks = append(marks, offer.marks(signed)...)
	}
	for _, n := range a.Remarks {
		if s, err := quoted(a.Doc, n.Quote); err == nil { // a quote that is gone has no place to stand beside
			put(s.Start, func(m *guideMargin) { m.remarks = append(m.remarks, n.Text) })
		}
	}
	for _, m := range a.Marks {
		own, mark := a.own(m)
		put(mark.Start, func(m *guideMargin) { m.own = append(m.own, own) })
		marks = append(marks, mark)
	}
	slices.SortStableFunc(marks, func(a, b Mark) int { return a.Start - b.Start })
	return beside, marks
}

// beginning is the block that a row may begin with for the block at an index:
// what stands deeper in a list goes with the item around it, and the rows of a
// table with the first one.
func (a GuideArgs) beginning(at int) int {
	for at > 0 && at < len(a.Doc.Blocks) {
		b, before := a.Doc.Blocks[at], a.Doc.Blocks[at-1]
		inItem := b.List != 0 && (b.Kind != article.Item || b.Level > 1)
		if inTable := b.Table != 0 && before.Table == b.Table; !inItem && !inTable {
			break
		}
		at--
	}
	return at
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
