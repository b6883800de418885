package handlers

import (
	"net/http"
	"strings"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"gloss/models"
	"gloss/views/layout"
	"gloss/views/link"
	"gloss/views/page"
)

// Bounds on a search.
const (
	maxQuery = 200 // letters
	maxWords = 12
)

// guides shows the library, or what in it has the words that are searched for.
func (a *App) guides(c echo.Context) error {
	u, ctx := user(c), c.Request().Context()
	in := page.LibraryInput{
		At: link.Library{
			Query: searched(c.QueryParam("q")), Sort: c.QueryParam("sort"), Tag: searched(c.QueryParam("tag")),
			Put: c.QueryParam("put"), Page: c.QueryParam("page"),
		},
		UserID: u.ID, Zone: u.Location(),
	}
	in.Today, _ = a.clock(u)
	words := models.SearchWords(in.At.Query)
	if in.At.Query == "" || len(words) > 0 { // what has no word in it is nowhere
		list, err := a.Store.Library(ctx, u.ID, words[:min(len(words), maxWords)])
		if err != nil {
			return err
		}
		for _, g := range list {
			in.Guides = append(in.Guides, page.ShelvedGuide{Guide: g.Guide, Reading: g.Reading, Owner: g.Owner})
		}
	}
	var err error
	if in.Habits, err = a.guideHabits(ctx, u); err != nil {
		return err
	}
	if in.Left, err = a.Store.Unanswered(ctx, u.ID); err != nil {
		return err
	}
	deleted, err := a.Store.DeletedGuides(ctx, u.ID)
	if err != nil {
		return err
	}
	in.Deleted = len(deleted)
	s, err := a.shell(c, "Guides", layout.Guides)
	if err != nil {
		return err
	}
	return render(c, http.StatusOK, page.Guides(s, page.NewLibrary(in)))
}

// searched is what was typed to search for, on one line and not too long.
func searched(typed string) string {
	typed = models.CleanName(strings.ToValidUTF8(strings.ReplaceAll(typed, "\x00", ""), ""))
	if utf8.RuneCountInString(typed) > maxQuery {
		typed = models.CleanName(string([]rune(typed)[:maxQuery]))
	}
	return typed
}

// guideKeeping is how a person keeps a guide.
func guideKeeping(u models.User, g models.Guide, r models.Reading) page.GuideKeeping {
	return page.GuideKeeping{
		ID: g.ID, Own: owns(u, g), Archived: r.ArchivedAt != 0, Tags: strings.Join(r.Tags, ", "),
	}
}

// owns reports whether a person brought a guide in.
func owns(u models.User, g models.Guide) bool { return g.OwnerID != nil && *g.OwnerID == u.ID }

// keepGuide shows how a person keeps a guide, on a page of its own.
func (a *App) keepGuide(c echo.Context) error {
	return a.keepGuidePage(c, http.StatusOK, nil)
}

// keepGuidePage draws that page, with the tags as they were typed where they
// were refused.
func (a *App) keepGuidePage(c echo.Context, code int, refused *page.GuideKeeping) error {
	u, ctx := user(c), c.Request().Context()
	g, _, err := a.Store.Guide(ctx, u.ID, pathID(c))
	if err != nil {
		return err
	}
	reading, err := a.Store.Reading(ctx, u.ID, g.ID)
	if err != nil {
		return err
	}
	k := guideKeeping(u, g, reading)
	if refused != nil {
		k.Tags, k.TagsError = refused.Tags, refused.TagsError
	}
	s, err := a.shell(c, g.Title, layout.Guides)
	if err != nil {
		return err
	}
	return render(c, code, page.KeepGuide(s, g.Title, k))
}

// tagGuide puts tags on a guide, for this person alone.
func (a *App) tagGuide(c echo.Context) error {
	var form page.TagsForm
	if err := bindForm(c, &form); err != nil {
		return err
	}
	err := a.Store.TagGuide(c.Request().Context(), user(c).ID, pathID(c), tagsFrom(form.Tags))
	if bad := invalid(err); bad != nil {
		return a.keepGuidePage(c, http.StatusUnprocessableEntity, &page.GuideKeeping{Tags: form.Tags, TagsError: bad["tags"]})
	}
	return a.guideKept(c, err, page.SavedTags)
}

// archiveGuide puts a guide away, for this person alone.
func (a *App) archiveGuide(c echo.Context) error { return a.putGuide(c, true, page.SavedArchived) }

// unarchiveGuide brings a guide back that was put away.
func (a *App) unarchiveGuide(c echo.Context) error { return a.putGuide(c, false, page.SavedReturned) }

func (a *App) putGuide(c echo.Context, away bool, saved string) error {
	err := a.Store.ArchiveGuide(c.Request().Context(), user(c).ID, pathID(c), away)
	return a.guideKept(c, err, saved)
}

// guideKept leads back to the guide, where err is nil.
func (a *App) guideKept(c echo.Context, err error, saved string) error {
	if err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, link.GuideKept(pathID(c), saved))
}
