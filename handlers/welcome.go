package handlers

import (
	"context"
	"net/http"

	"github.com/labstack/echo/v4"

	"gloss/models"
	"gloss/models/article"
	"gloss/views/layout"
	"gloss/views/link"
	"gloss/views/page"
)

// shownFirst is the advice whose passage a stranger is shown: the one with a
// ceiling, which says most about Gloss.
const shownFirst = "sun"

func (a *App) welcome(c echo.Context) error {
	if _, known := signedIn(c); known {
		return c.Redirect(http.StatusSeeOther, link.Today)
	}
	ctx := c.Request().Context()
	d, err := a.door(ctx)
	if err != nil {
		return err
	}
	guide, err := a.welcomeGuide(ctx)
	if err != nil {
		return err
	}
	shell, err := a.shell(c, "Keep the reason beside the habit", layout.NoRoom)
	if err != nil {
		return err
	}
	shell.About = page.WelcomeLede
	shell.Flash = page.WelcomeSaved(c.QueryParam("saved"))
	return render(c, http.StatusOK, page.Welcome(shell, page.WelcomeView{Guide: guide, CanSignUp: d.open(), Shut: d.shut}))
}

// welcomeGuide is the founding guide, nil where it is not there.
func (a *App) welcomeGuide(ctx context.Context) (*page.WelcomeGuide, error) {
	shelf, err := a.Store.Guides(ctx, "")
	if err != nil {
		return nil, err
	}
	first, ok := foundingGuide(shelf)
	if !ok {
		return nil, nil
	}
	g, advice, err := a.Store.Guide(ctx, "", first.ID)
	if err != nil {
		return nil, err
	}
	offers, err := models.Offers(advice)
	if err != nil {
		return nil, err
	}
	doc, err := g.Document()
	if err != nil {
		return nil, err
	}
	view := &page.WelcomeGuide{ID: g.ID, Author: g.Author, Minutes: g.Minutes}
	for i, o := range offers {
		line := page.WelcomeAdvice{Sign: page.Letter(i), Name: o.Name, Terms: o.Terms}
		view.Advice = append(view.Advice, line)
		if view.Passage == nil || o.Key == shownFirst {
			view.Passage = passageOf(doc, o, line)
		}
	}
	return view, nil
}

// passageOf is the paragraph around an offer's main passage, nil where it has
// none.
func passageOf(doc article.Document, o models.Offer, line page.WelcomeAdvice) *page.WelcomePassage {
	if len(o.Passages) == 0 {
		return nil
	}
	start, end, ok := o.Passages[0].Find(doc.Text)
	if !ok {
		return nil
	}
	block, ok := doc.BlockAt(start)
	if !ok {
		return nil
	}
	heading, _ := article.Section(doc, start)
	return &page.WelcomePassage{
		Heading: doc.Slice(heading.Start, heading.End),
		Before:  doc.Slice(block.Start, start), Marked: doc.Slice(start, end), After: doc.Slice(end, max(end, block.End)),
		Evidence: o.Evidence, Advice: line, Icon: o.Icon, Hue: o.Hue,
	}
}
