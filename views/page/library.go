package page

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"golang.org/x/text/collate"
	textlanguage "golang.org/x/text/language"

	"gloss/models"
	"gloss/models/date"
	"gloss/views/link"
)

// Bounds on the library.
const (
	guidesAtOnce = 48  // cards on one page
	mostOfTitle  = 120 // letters of a title on a card
)

// LibraryInput is everything the library is made from. Guides are those that
// have what was searched for, or all there are, the newest first.
type LibraryInput struct {
	At      link.Library
	UserID  string
	Guides  []ShelvedGuide
	Habits  []GuideHabit
	Left    map[string]int // advice yet to be answered, by the guide's id
	Deleted int            // guides that can still be brought back
	Today   date.Date
	Zone    *time.Location
}

// ShelvedGuide is a guide with how the person keeps it.
type ShelvedGuide struct {
	models.Guide
	Reading models.Reading
	Owner   string // the name of another person who shares it, else empty
}

// GuidesView is the library.
type GuidesView struct {
	At          link.Library
	Found       string // what a search found, in words
	Sorts, Tags []BoardChoice
	Sections    []GuideSection
	None        *NoGuides
	Inviting    bool // nothing on the page is the person's own yet
	Archived    int  // guides that are put away
	Deleted     int
	Pages       LibraryPages
}

// GuideSection are the guides of one origin.
type GuideSection struct {
	ID, Title string
	Count     int // of all its guides, those on other pages too
	Cards     []GuideCard
}

// NoGuides says why there is nothing, and what to do next.
type NoGuides struct {
	Title, Words string
	All          bool // there are guides elsewhere
	BringIn      bool
}

// LibraryPages leads to the other pages, and to sections that begin on them;
// without any, Now is empty.
type LibraryPages struct {
	Before, Now, After string
	Sections           []GuidePlace
}

// NewLibrary shapes the library.
func NewLibrary(in LibraryInput) GuidesView {
	in.At.Sort = knownSort(in.At.Sort)
	if in.At.Put != link.PutArchived {
		in.At.Put = ""
	}
	v := GuidesView{At: in.At, Deleted: in.Deleted}
	var list []ShelvedGuide
	for _, g := range in.Guides {
		away := g.Reading.ArchivedAt != 0
		if away {
			v.Archived++
		}
		if in.At.Query != "" || away == (in.At.Put != "") {
			list = append(list, g)
		}
	}
	v.Tags = tagChoices(in.At, list)
	if in.At.Tag != "" {
		key := models.NameKey(in.At.Tag)
		list = slices.DeleteFunc(list, func(g ShelvedGuide) bool { return !bears(g.Reading, key) })
	}
	if len(list) > 1 {
		v.Sorts = sortChoices(in.At)
	}
	if in.At.Query != "" {
		v.Found = models.Counted(len(list), "guide speaks", "guides speak") + " of “" + excerpt(in.At.Query, 60) + "”"
	}
	if len(list) == 0 {
		v.None = noGuides(in)
		return v
	}
	sortGuides(list, in.At.Sort)
	v.Sections, v.Pages = in.sections(list)
	own := slices.ContainsFunc(list, func(g ShelvedGuide) bool { return in.owns(g.Guide) })
	v.Inviting = !own && in.At == link.Library{Sort: in.At.Sort}
	return v
}

func (in LibraryInput) owns(g models.Guide) bool { return g.OwnerID != nil && *g.OwnerID == in.UserID }

// origins are the sections of the library, in their order.
var origins = []struct{ id, title string }{
	{"own", "Yours"}, {"shared", "Shared by others here"}, {"shipped", "Came with Gloss"}, {"folder", "From the folder"},
}

// origin is the place of a guide's section among them.
func (in LibraryInput) origin(g models.Guide) int {
	switch {
	case in.owns(g):
		return 0
	case g.OwnerID != nil:
		return 1
	case g.Came == models.CameFolder:
		return 3
	}
	return 2
}

// sections sorts guides by where they come from, and takes the page that is
// asked for.
func (in LibraryInput) sections(list []ShelvedGuide) ([]GuideSection, LibraryPages) {
	slices.SortStableFunc(list, func(a, b ShelvedGuide) int { return in.origin(a.Guide) - in.origin(b.Guide) })
	last := (len(list) + guidesAtOnce - 1) / guidesAtOnce
	now, err := strconv.Atoi(in.At.Page)
	if err != nil || now < 1 {
		now = 1
	}
	now = min(now, last)
	counts := make([]int, len(origins))
	for _, g := range list {
		counts[in.origin(g.Guide)]++
	}
	var all []GuideSection
	at := -1
	for _, g := range list[(now-1)*guidesAtOnce : min(now*guidesAtOnce, len(list))] {
		if o := in.origin(g.Guide); o != at {
			at = o
			all = append(all, GuideSection{ID: origins[o].id, Title: origins[o].title, Count: counts[o]})
		}
		section := &all[len(all)-1]
		section.Cards = append(section.Cards, in.card(g))
	}
	pages := libraryPages(in.At, now, last)
	before := 0
	for o, n := range counts {
		here := slices.ContainsFunc(all, func(s GuideSection) bool { return s.ID == origins[o].id })
		if n > 0 && !here {
			to := libraryPage(in.At, before/guidesAtOnce+1).String() + "#" + origins[o].id
			pages.Sections = append(pages.Sections, GuidePlace{Href: to, Text: origins[o].title + " (" + strconv.Itoa(n) + ")"})
		}
		before += n
	}
	return all, pages
}

// libraryPage is the n-th page, counted from 1, of what at shows.
func libraryPage(at link.Library, n int) link.Library {
	if at.Page = strconv.Itoa(n); n == 1 {
		at.Page = ""
	}
	return at
}

func libraryPages(at link.Library, now, last int) (p LibraryPages) {
	if last < 2 {
		return p
	}
	page := func(n int) string {
		if n < 1 || n > last {
			return ""
		}
		return libraryPage(at, n).String()
	}
	return LibraryPages{Before: page(now - 1), Now: "Page " + strconv.Itoa(now) + " of " + strconv.Itoa(last), After: page(now + 1)}
}

func (in LibraryInput) card(g ShelvedGuide) GuideCard {
	c := guideCard(g.Guide)
	c.Title = excerpt(c.Title, mostOfTitle)
	c.Own, c.Owner, c.Habits = in.owns(g.Guide), g.Owner, guideUses(g.Guide, in.Habits)
	c.Read, c.Shared = g.Reading.At != 0, c.Own && g.Shared
	c.Left = in.Left[g.ID]
	c.Archived = g.Reading.ArchivedAt != 0 && in.At.Put == ""
	if c.Credit == "" && g.File != "" {
		c.Credit = g.File + ", " + dayName(date.Of(time.UnixMilli(g.CreatedAt).In(in.Zone)), in.Today)
	}
	for _, name := range g.Reading.Tags {
		c.Tags = append(c.Tags, GuideTag{name, link.Library{Tag: name}.String()})
	}
	return c
}

// noGuides says why a page of the library is empty.
func noGuides(in LibraryInput) *NoGuides {
	switch {
	case in.At.Query != "":
		return &NoGuides{
			Title: "No guide speaks of " + excerpt(in.At.Query, 60),
			Words: "Search looks at titles, authors, every word of the text and your own notes. Perhaps it is in something you have yet to bring in.",
			All:   true, BringIn: true,
		}
	case in.At.Tag != "":
		return &NoGuides{
			Title: "No guide has the tag " + excerpt(in.At.Tag, models.MaxTag),
			Words: "Where a guide ends, you can say what it is about, in tags of your own.", All: true,
		}
	case in.At.Put != "":
		return &NoGuides{
			Title: "Nothing is put away",
			Words: "A guide that you have done with can be put away where its text ends. It stays whole, and search still finds it.", All: true,
		}
	case len(in.Guides) > 0:
		return &NoGuides{Title: "Every guide is put away", Words: "Bring one back, or bring in something new to read and to live by.", BringIn: true}
	}
	return &NoGuides{
		Title: "No guide here yet",
		Words: "A guide is a text with habits in it: an article, a leaflet, a page of your own notes. Bring one in, and Gloss looks for its advice.", BringIn: true,
	}
}

// bears reports whether a guide is kept under the tag with that key.
func bears(r models.Reading, key string) bool {
	return slices.ContainsFunc(r.Tags, func(name string) bool { return models.NameKey(name) == key })
}

// tagChoices are the tags on guides, the one that most bear first; none where
// there is no tag.
func tagChoices(at link.Library, list []ShelvedGuide) []BoardChoice {
	names, counts := map[string]string{}, map[string]int{}
	for _, g := range list {
		for _, name := range g.Reading.Tags {
			key := models.NameKey(name)
			names[key] = cmp.Or(names[key], name)
			counts[key]++
		}
	}
	if len(names) == 0 {
		return nil
	}
	keys := make([]string, 0, len(names))
	for key := range names {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, func(a, b string) int { return cmp.Or(counts[b]-counts[a], cmp.Compare(a, b)) })
	at.Page = ""
	chosen := models.NameKey(at.Tag)
	at.Tag = ""
	choices := []BoardChoice{{Name: "All", Href: at.String(), On: chosen == ""}}
	for _, key := range keys {
		to := at
		to.Tag = names[key]
		choices = append(choices, BoardChoice{Name: names[key], Count: strconv.Itoa(counts[key]), Href: to.String(), On: key == chosen})
	}
	return choices
}

var sortings = []struct{ by, name string }{
	{"", "Newest"}, {link.ByTitle, "Title"}, {link.ByAuthor, "Author"}, {link.ByMinutes, "Shortest"},
}

func knownSort(by string) string {
	for _, s := range sortings {
		if s.by == by {
			return by
		}
	}
	return ""
}

func sortChoices(at link.Library) (choices []BoardChoice) {
	chosen := at.Sort
	at.Page = ""
	for _, s := range sortings {
		at.Sort = s.by
		choices = append(choices, BoardChoice{Name: s.name, Href: at.String(), On: s.by == chosen})
	}
	return choices
}

// sortGuides puts guides that come newest first into another order: names as a
// dictionary does, those without an author last.
func sortGuides(list []ShelvedGuide, by string) {
	if by == link.ByMinutes {
		slices.SortStableFunc(list, func(a, b ShelvedGuide) int { return a.Minutes - b.Minutes })
	}
	if by != link.ByTitle && by != link.ByAuthor {
		return
	}
	order, buffer := collate.New(textlanguage.Und, collate.IgnoreCase, collate.Numeric), collate.Buffer{}
	keys := make(map[string][2][]byte, len(list))
	for _, g := range list {
		keys[g.ID] = [2][]byte{order.KeyFromString(&buffer, g.Title), order.KeyFromString(&buffer, g.Author)}
	}
	slices.SortStableFunc(list, func(a, b ShelvedGuide) int {
		byTitle := slices.Compare(keys[a.ID][0], keys[b.ID][0])
		if by == link.ByTitle {
			return byTitle
		}
		if none := (a.Author == "") != (b.Author == ""); none {
			return len(b.Author) - len(a.Author)
		}
		return cmp.Or(slices.Compare(keys[a.ID][1], keys[b.ID][1]), byTitle)
	})
}
