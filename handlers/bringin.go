package handlers

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"gloss/models"
	"gloss/models/article"
	"gloss/models/fetch"
	"gloss/views/layout"
	"gloss/views/link"
	"gloss/views/page"
)

// bringInForm asks for a guide. An address and a title may stand in its own
// address.
func (a *App) bringInForm(c echo.Context) error {
	return a.bringInPage(c, http.StatusOK, page.BringForm{URL: c.QueryParam("url"), Title: c.QueryParam("title")})
}

func (a *App) bringInPage(c echo.Context, code int, form page.BringForm) error {
	s, err := a.shell(c, "Bring in a guide", layout.Guides)
	if err != nil {
		return err
	}
	if code == http.StatusOK {
		s.Flash = page.GuideSaved(c.QueryParam("saved"))
	}
	return render(c, code, page.BringIn(s, form))
}

// bringIn takes a guide: from a file or as text at once, from its address when
// it has come.
func (a *App) bringIn(c echo.Context) error {
	form, text, err := readBring(c)
	if err != nil {
		return err
	}
	if len(form.Errors) > 0 {
		return a.bringInPage(c, http.StatusUnprocessableEntity, form)
	}
	id, err := changeID(form.Change, form.Drawn, "bring in", form.URL, form.Text, form.Title, form.File, string(text.Content))
	if err != nil {
		return err
	}
	if text.Came == models.CameAddress {
		return a.bringFromAddress(c, id, form)
	}
	change, err := a.bring(c.Request().Context(), user(c).ID, id, text)
	return a.brought(c, form, text.Came, change, err)
}

// bring makes a guide of a text and puts it into a person's library.
func (a *App) bring(ctx context.Context, userID, changeID string, text models.Brought) (models.Change, error) {
	g, advice, err := text.Guide()
	if err != nil {
		return models.Change{}, err
	}
	return a.Store.AddGuide(ctx, userID, changeID, g, advice)
}

// brought answers who brought a guide in: it leads to the guide, to the one that
// was there already, or to the form with what is wrong.
func (a *App) brought(c echo.Context, form page.BringForm, came models.Came, change models.Change, err error) error {
	there := models.Known{}
	switch {
	case err == nil:
		return done(c, "", link.Guide(change.SubjectID), change)
	case errors.As(err, &there):
		return c.Redirect(http.StatusSeeOther, link.GuideKnown(there.ID))
	}
	if form.Errors = Refusal(err, came); form.Errors == nil {
		return err
	}
	return a.bringInPage(c, http.StatusUnprocessableEntity, form)
}

// bringFields are the fields of the form by how a guide comes.
var bringFields = map[models.Came]string{
	models.CameAddress: "url", models.CameFile: "file", models.CamePaste: "text",
}

// Refusal says in words why a text that came in some way is not taken, by the
// field of the form; nil where err is for nobody to read.
func Refusal(err error, came models.Came) models.Invalid {
	field := bringFields[came]
	if bad := invalid(err); bad != nil {
		said := models.Invalid{}
		for name, message := range bad {
			if name != "title" {
				name = field
			}
			said.Add(name, message)
		}
		return said
	}
	var unfetched *fetch.Error
	if errors.As(err, &unfetched) {
		return models.Invalid{field: unfetched.Said}
	}
	what := map[models.Came]string{models.CameAddress: "page", models.CameFile: "file", models.CameFolder: "file"}[came]
	if what == "" {
		what = "text"
	}
	switch {
	case errors.Is(err, article.ErrTooLarge):
		return models.Invalid{field: tooLarge(what)}
	case errors.Is(err, article.ErrLogin):
		return models.Invalid{field: "That address leads to a page to sign in on, and Gloss signs in nowhere. Copy the article from your browser and paste it here."}
	case errors.Is(err, article.ErrNotText):
		return models.Invalid{field: "That is not a text. Gloss reads web pages, Markdown and plain text; of a PDF or a picture, copy the words and paste them."}
	case errors.Is(err, article.ErrTangled):
		return models.Invalid{field: "That " + what + " is too tangled for Gloss: it is more marks than words. Copy the article as your browser shows it, and paste it."}
	case errors.Is(err, article.ErrEmpty) && came == models.CameAddress:
		return models.Invalid{field: "No text was found on that page. It may be drawn by a script, or wait behind a login. Copy the article from your browser and paste it."}
	case errors.Is(err, article.ErrEmpty):
		return models.Invalid{field: "There is no text in that " + what + "."}
	}
	return nil
}

func tooLarge(what string) string {
	return fmt.Sprintf("That %s is larger than %d MB, which is more than Gloss takes. Paste the part you want to keep.", what, article.MaxSource>>20)
}

// tellFound adds to the message that a guide is there how much advice was found
// in it.
func (a *App) tellFound(ctx context.Context, u models.User, change models.Change, f *layout.Flash) error {
	if change.Subject != models.OnGuide || change.Act != models.ActCreate || change.Undone {
		return nil
	}
	_, advice, err := a.Store.Guide(ctx, u.ID, change.SubjectID)
	if errors.Is(err, models.ErrNotFound) {
		return nil
	}
	f.Text = strings.TrimSpace(f.Text + " " + page.FoundWords(len(advice)))
	return err
}
