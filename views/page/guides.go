package page

import (
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"gloss/models"
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
	Use                   string // how many habits come from it, empty where none
}

// NewGuides shapes the library of a person with these habits.
func NewGuides(guides []models.Guide, habits []models.Habit) GuidesView {
	var v GuidesView
	for _, g := range guides {
		used := 0
		for _, h := range habits {
			if g.Made(h) {
				used++
			}
		}
		if card := guideCard(g, used); g.OwnerID == nil {
			v.Shipped = append(v.Shipped, card)
		} else {
			v.Own = append(v.Own, card)
		}
	}
	return v
}

func guideCard(g models.Guide, used int) GuideCard {
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
	if used > 0 {
		c.Use = counted(used, "habit", "habits") + " of yours from it"
	}
	return c
}

// langOf names the language of a text where it is known and not the page's own.
func langOf(language string) templ.Attributes {
	if language == "" || language == "en" {
		return nil
	}
	return templ.Attributes{"lang": language}
}
