package page

import (
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"gloss/models"
	"gloss/models/plan"
	"gloss/views/layout"
	"gloss/views/link"
)

// GuideCard is a guide as the library shows it.
type GuideCard struct {
	Title, Language, Href string
	Eyebrow               string // how it came, and how long it takes to read
	Credit                string // whose it is
	Summary               string
	Own                   bool   // the person brought it in
	Read                  bool   // the person has marked it as read
	Shared                bool   // the person lets others here read it
	Owner                 string // who else lets the person read it
	Archived              bool   // the person put it away, and it is shown among others
	Left                  int    // pieces of advice the person has yet to answer
	Tags                  []GuideTag
	Habits                []GuideUse
}

// GuideTag is a tag on a card, and the library with that tag alone.
type GuideTag struct{ Name, Href string }

// GuideHabit is a habit that was made from a guide. Count is its streak, in
// periods of Plan.
type GuideHabit struct {
	models.Habit
	Plan  plan.Plan
	Count int
}

// GuideUse is such a habit as the guide shows it.
type GuideUse struct {
	Name, Href string
	Words      string // its streak, or that it is put away; may be empty
	Archived   bool
}

// guideUses are the habits that were made from g, or from another release of it.
func guideUses(g models.Guide, habits []GuideHabit) []GuideUse {
	var uses []GuideUse
	for _, h := range habits {
		if !g.Made(h.Habit) {
			continue
		}
		use := GuideUse{Name: h.Name, Href: link.Habit(h.ID), Archived: h.ArchivedAt != 0}
		switch {
		case use.Archived:
			use.Words = "archived"
		case h.Count > 0:
			use.Words = periods(h.Plan, h.Count)
		}
		uses = append(uses, use)
	}
	return uses
}

func guideCard(g models.Guide) GuideCard {
	c := GuideCard{
		Title: g.Title, Language: g.Language, Href: link.Guide(g.ID),
		Eyebrow: cameWords(g) + " · " + strconv.Itoa(g.Minutes) + " min", Summary: g.Summary,
	}
	var credit []string
	for _, part := range []string{g.Author, g.Publisher} {
		if part != "" {
			credit = append(credit, part)
		}
	}
	if g.Published != 0 {
		credit = append(credit, strconv.Itoa(g.Published.Year()))
	}
	c.Credit = strings.Join(credit, ", ")
	if g.OwnerID == nil && g.After != "" && c.Credit != "" {
		c.Credit = "After " + c.Credit
	}
	return c
}

// cameWords says what a guide is, by how it came.
func cameWords(g models.Guide) string {
	switch {
	case g.Came == models.CameFolder:
		return "From the folder"
	case g.OwnerID == nil:
		return "Guide"
	case g.Came == models.CameFile:
		return "From a file"
	}
	return "Article"
}

// What the address says was done to a guide.
const (
	SavedRead     = "read"
	SavedUnread   = "unread"
	SavedTags     = "tags"
	SavedArchived = "archived"
	SavedReturned = "returned"
	SavedKnown    = "known"
	SavedCanceled = "canceled"
)

// ReadForm says whether a guide has been read.
type ReadForm struct {
	Read string `form:"read"`
}

// GuideSaved says what was just done to a guide, or found out about one.
func GuideSaved(what string) *layout.Flash {
	words := map[string]string{
		SavedRead:     "Marked as read.",
		SavedUnread:   "Marked as unread.",
		SavedTags:     "Tags saved.",
		SavedArchived: "Put away. It stays whole, and comes back whenever you want it.",
		SavedReturned: "Back in your library.",
		SavedKnown:    "You have this one already. Nothing was brought in twice.",
		SavedCanceled: "Stopped. Nothing was brought in.",
	}[what]
	if words == "" {
		return nil
	}
	return &layout.Flash{Text: words}
}

// langOf names the language of a text where it is known and not the page's own.
func langOf(language string) templ.Attributes {
	if language == "" || language == "en" {
		return nil
	}
	return templ.Attributes{"lang": language}
}
