package page

import (
	"slices"
	"strings"

	"gloss/models"
	"gloss/models/article"
	"gloss/models/passage"
	"gloss/views/link"
)

// Source is a guide that habits were taken from, ready to be quoted.
type Source struct {
	Guide  models.Guide
	Doc    article.Document
	Offers []models.Offer // in the order of the text
}

// Beside is the text that stands beside a list of habits: the sections of one
// guide that ask for them, that of the chosen habit first.
type Beside struct {
	Habit, Name string // the chosen habit
	Source      string // the guide's id
	Title       string
	After       string
	Language    string
	Sections    []BesideSection
	Moved       *Why // the chosen habit's reason where the text does not hold it as it was
}

// BesideSection is a section of the guide with what is known of its advice.
type BesideSection struct {
	Prose              Prose
	Evidence, Cautions []string
	at                 int // index of its first block
	habits             []string
	title              string // its heading, where it is drawn apart
}

// Why is the reason of one habit: its passage, drawn where there is no margin.
type Why struct {
	Source   string // the guide's id
	Letter   string
	Label    string // what the sign is called
	Prose    Prose  // the block that holds the passage
	Quote    passage.Selector
	Title    string
	Href     string // of the guide, at the passage; empty when the guide is gone
	Language string
	State    string // that its words have moved or are lost; else empty
	Beside   bool   // its guide is the one beside
	Open     bool   // asked for
}

// aroundPassage is how many blocks are shown before and after a passage whose
// section is too long to be shown whole.
const aroundPassage, longSection = 3, 14

// newBeside returns the text beside a day: the guide of the chosen habit, else
// of the first one that has a passage.
func newBeside(in DayInput) *Beside {
	var chosen *Track
	for i, t := range in.Tracks {
		if _, ok := in.Sources[t.GuideID]; ok && hasPassage(t.Habit) && (chosen == nil || t.ID == in.Chosen) {
			chosen = &in.Tracks[i]
		}
	}
	if chosen == nil {
		return nil
	}
	src := in.Sources[chosen.GuideID]
	b := &Beside{
		Habit: chosen.ID, Name: chosen.Name, Source: src.Guide.ID,
		Title: src.Guide.Title, After: src.Guide.After, Language: src.Guide.Language,
	}
	var habits []models.Habit
	for _, t := range in.Tracks {
		if t.GuideID == src.Guide.ID {
			habits = append(habits, t.Habit)
		}
	}
	b.Sections = src.sections(habits, chosen.ID)
	if why := newWhy(chosen.Habit, in.Sources); why != nil && why.State != "" {
		b.Moved = why
	}
	return b
}

// sections returns the sections of src that hold the habits' passages, in the
// order of the text from the chosen habit's on and then from the beginning.
func (src Source) sections(habits []models.Habit, chosen string) []BesideSection {
	marks := src.marks(habits, chosen)
	var all []BesideSection
	for _, m := range marks {
		from, to := src.around(m.Start)
		id := strings.TrimPrefix(m.ID, passageID(""))
		i := slices.IndexFunc(all, func(s BesideSection) bool { return s.at == from })
		if i < 0 {
			s := BesideSection{Prose: NewProse(src.Doc, from, to, marks), at: from}
			s.Prose.Top, s.Prose.Guide = 3, link.Guide(src.Guide.ID)
			all, i = append(all, s), len(all)
		}
		if m.ID != "" {
			all[i].habits = append(all[i].habits, id)
		}
	}
	first := 0
	for i := range all {
		s := &all[i]
		if slices.Contains(s.habits, chosen) {
			first = i
		}
		for _, h := range habits {
			if slices.Contains(s.habits, h.ID) {
				s.advise(src, h)
			}
		}
	}
	return append(all[first:len(all):len(all)], all[:first]...)
}

// section returns the surroundings of one habit's passage, its heading apart.
func (src Source) section(h models.Habit) *BesideSection {
	marks := src.marks([]models.Habit{h}, h.ID)
	if len(marks) == 0 {
		return nil
	}
	for i := range marks {
		marks[i].Href = ""
	}
	from, to := src.around(marks[0].Start)
	s := &BesideSection{at: from}
	if first := src.Doc.Blocks[from]; first.Kind == article.Heading {
		s.title = src.Doc.Slice(first.Start, first.End)
		from++
	}
	s.Prose = NewProse(src.Doc, from, to, marks)
	s.Prose.Top, s.Prose.Guide = 3, link.Guide(src.Guide.ID)
	s.advise(src, h)
	return s
}

// advise adds what the guide says about how sure h's advice is and what to mind
// with it.
func (s *BesideSection) advise(src Source, h models.Habit) {
	o, ok := src.offer(h)
	if !ok {
		return
	}
	caution := o.Caution
	if h.Careful && o.Careful.Caution != "" {
		caution = o.Careful.Caution
	}
	if o.Evidence != "" && !slices.Contains(s.Evidence, o.Evidence) {
		s.Evidence = append(s.Evidence, o.Evidence)
	}
	if caution != "" && !slices.Contains(s.Cautions, caution) {
		s.Cautions = append(s.Cautions, caution)
	}
}

func (src Source) offer(h models.Habit) (models.Offer, bool) {
	i := slices.IndexFunc(src.Offers, func(o models.Offer) bool { return o.ID == h.AdviceID })
	if i < 0 {
		return models.Offer{}, false
	}
	return src.Offers[i], true
}

// letter returns the sign of h: those of the guide's own advice come first, in
// the order of the text, then the passages people chose themselves.
func (src Source) letter(h models.Habit) string {
	i := slices.IndexFunc(src.Offers, func(o models.Offer) bool { return o.ID == h.AdviceID })
	if i < 0 {
		i = len(src.Offers)
	}
	return Letter(i)
}

// marks returns the passages of habits found in the text, in its order.
func (src Source) marks(habits []models.Habit, chosen string) []Mark {
	var marks []Mark
	for _, h := range habits {
		selectors, _ := h.Selectors() // what cannot be read is not marked
		first := len(marks)
		for _, sel := range selectors {
			if at := stands(src.Doc, sel); at.How != passage.Lost {
				marks = append(marks, Mark{Start: at.Start, End: at.End, Lit: h.ID == chosen, Quiet: h.ID != chosen})
			}
		}
		own := marks[first:]
		slices.SortStableFunc(own, func(a, b Mark) int { return a.Start - b.Start })
		if len(own) > 0 { // the sign stands where the reader comes to it first
			own[0].ID, own[0].Letter, own[0].Href = passageID(h.ID), src.letter(h), "#"+link.Row(h.ID)
			own[0].Label = own[0].Letter + ": " + h.Name
		}
	}
	slices.SortStableFunc(marks, func(a, b Mark) int { return a.Start - b.Start })
	return marks
}

// around returns which blocks to show about a place: its section, or of a long
// one the blocks next to it.
func (src Source) around(place int) (from, to int) {
	blocks := src.Doc.Blocks
	at := max(0, len(blocks)-1)
	for at > 0 && blocks[at].Start > place {
		at--
	}
	heading, section := article.Section(src.Doc, place)
	if len(section) == 0 {
		return at, at + 1
	}
	from = slices.IndexFunc(blocks, func(b article.Block) bool { return b.Start == section[0].Start })
	to = from + len(section)
	if len(section) > longSection {
		from, to = max(from, at-aroundPassage), min(to, at+aroundPassage+1)
	}
	if heading.ID != "" && from > 0 && blocks[from-1].ID == heading.ID {
		from--
	}
	return from, to
}

// newWhy returns the reason of h, and nil for a habit without a passage.
func newWhy(h models.Habit, sources map[string]Source) *Why {
	selectors, err := h.Selectors()
	if err != nil || len(selectors) == 0 {
		return nil
	}
	src, ok := sources[h.GuideID]
	if !ok {
		return &Why{Quote: selectors[0]}
	}
	w := &Why{
		Source: src.Guide.ID, Letter: src.letter(h), Quote: selectors[0],
		Title: src.Guide.Title, Language: src.Guide.Language,
	}
	w.Label = "Passage " + w.Letter + " in the guide"
	at := stands(src.Doc, selectors[0])
	if w.State = stateOf(at); at.How == passage.Lost {
		w.Href = link.Guide(src.Guide.ID)
		return w
	}
	block, _ := src.Doc.BlockAt(at.Start)
	w.Href = link.GuideAt(src.Guide.ID, block.ID)
	i := slices.IndexFunc(src.Doc.Blocks, func(b article.Block) bool { return b.ID == block.ID })
	w.Prose = NewProse(src.Doc, i, i+1, []Mark{{Start: at.Start, End: at.End}})
	w.Prose.Top, w.Prose.Guide = 3, link.Guide(src.Guide.ID)
	return w
}

// passageID is what a habit's passage is linked to by.
func passageID(habitID string) string { return "g-" + habitID }

// ComesFrom is the text a habit comes from: the section around its passage, or
// why there is none.
type ComesFrom struct {
	Title       string // what the passage stands under
	Guide, Href string // the guide's title, and where the passage stands in it
	Language    string
	Section     *BesideSection
	Why         *Why         // where the guide is gone, or its text does not hold the passage as it was
	Others      []OtherPlace // what other guides say otherwise
}

// comesFrom returns the text that h comes from, and nil for a habit without a
// passage.
func comesFrom(h models.Habit, src *Source, others []OtherPlace) *ComesFrom {
	sources := map[string]Source{}
	if src != nil {
		sources[src.Guide.ID] = *src
	}
	why := newWhy(h, sources)
	if why == nil {
		return nil
	}
	from := &ComesFrom{Guide: why.Title, Href: why.Href, Language: why.Language, Others: others}
	if why.Prose.Empty() || why.State != "" {
		from.Why = why
		return from
	}
	from.Section = src.section(h)
	from.Title = from.Section.title
	return from
}
