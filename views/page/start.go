package page

import (
	"strconv"

	"gloss/models"
	"gloss/models/article"
	"gloss/views/link"
)

// StartView is the choosing of habits from a guide. It is empty where there is
// no guide to choose from.
type StartView struct {
	GuideID, Title, Language string
	Choices                  []StartChoice
}

// StartChoice is a habit beside the passage it comes from.
type StartChoice struct {
	GuideOffer
	Text Prose
}

// NewStart shapes the choosing of the habits of a guide.
func NewStart(a GuideArgs) StartView {
	v := StartView{GuideID: a.Guide.ID, Title: a.Guide.Title, Language: a.Guide.Language}
	_, marks := guideMargins(a)
	for i, o := range a.Offers {
		choice := StartChoice{GuideOffer: GuideOffer{Offer: o, Letter: Letter(i)}}
		if t, ok := a.Taken[o.ID]; ok {
			choice.Taken = &t
		}
		choice.Text = startText(a, o, marks)
		v.Choices = append(v.Choices, choice)
	}
	return v
}

// startText is the block of an offer's passage, with the heading above it
// where that is near.
func startText(a GuideArgs, o models.Offer, marks []Mark) Prose {
	at := blockIndex(a.Doc, o.Place())
	from := at
	for i := at; i >= 0 && i > at-3 && i < len(a.Doc.Blocks); i-- {
		if a.Doc.Blocks[i].Kind == article.Heading {
			from = i
			break
		}
	}
	text := NewProse(a.Doc, from, at+1, marks)
	text.Guide = link.Guide(a.Guide.ID)
	return text
}

// free reports whether there is still something to choose.
func (v StartView) free() bool {
	for _, c := range v.Choices {
		if c.Taken == nil {
			return true
		}
	}
	return false
}

// lede says what the page is about.
func (v StartView) lede() string {
	if !v.free() {
		return "All of it is among your habits already."
	}
	many := "One suggestion, beside the passage it comes from."
	if n := len(v.Choices); n > 1 {
		words := []string{"Two", "Three", "Four", "Five", "Six"}
		said := strconv.Itoa(n)
		if n-2 < len(words) {
			said = words[n-2]
		}
		many = said + " suggestions, each beside the passage it comes from."
	}
	return many + " Untick what is not for you; you can come back for it any day."
}

// asks reports whether the advice is one to think about before ticking it.
func (c StartChoice) asks() bool { return len(c.Questions) > 0 }

// TakeForm is what taking a guide's advice sends: the keys of the advice, and
// of the questions answered with yes.
type TakeForm struct {
	Drawn  string   `form:"drawn"` // the drawing it was sent from: once each
	Change string   `form:"change"`
	Next   string   `form:"next"`
	Habits []string `form:"habit"`
	Care   []string `form:"care"`
}
