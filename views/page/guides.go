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

// GuidesView is the library: the guides a person brought in, and those that
// came with Gloss.
type GuidesView struct {
	Own, Shipped []GuideCard
}

// GuideCard is a guide as the library shows it.
type GuideCard struct {
	Title, Language, Href string
	Eyebrow               string // what it is, and how long it takes to read
	Credit                string // whose it is
	Summary               string
	Read                  bool // the person has marked it as read
	Habits                []GuideUse
}

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

// NewGuides shapes the library of a person with these habits, who has read the
// guides with the given ids.
func NewGuides(guides []models.Guide, habits []GuideHabit, read map[string]int64) GuidesView {
	var v GuidesView
	for _, g := range guides {
		card := guideCard(g)
		card.Habits = guideUses(g, habits)
		_, card.Read = read[g.ID]
		if g.OwnerID == nil {
			v.Shipped = append(v.Shipped, card)
		} else {
			v.Own = append(v.Own, card)
		}
	}
	return v
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
		Eyebrow: "Article · " + strconv.Itoa(g.Minutes) + " min", Summary: g.Summary,
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
	if g.OwnerID == nil {
		c.Eyebrow = "Guide · " + strconv.Itoa(g.Minutes) + " min"
		if g.After != "" && c.Credit != "" {
			c.Credit = "After " + c.Credit
		}
	}
	return c
}

// What the address says was done to a guide.
const (
	SavedRead   = "read"
	SavedUnread = "unread"
)

// ReadForm says whether a guide has been read.
type ReadForm struct {
	Read string `form:"read"`
}

// GuideSaved says what was just done to a guide.
func GuideSaved(what string) *layout.Flash {
	switch what {
	case SavedRead:
		return &layout.Flash{Text: "Marked as read."}
	case SavedUnread:
		return &layout.Flash{Text: "Marked as unread."}
	}
	return nil
}

// langOf names the language of a text where it is known and not the page's own.
func langOf(language string) templ.Attributes {
	if language == "" || language == "en" {
		return nil
	}
	return templ.Attributes{"lang": language}
}
