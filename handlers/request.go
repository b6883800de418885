package handlers

import (
	"mime"
	"net/http"
	"strings"
	"time"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"gloss/models"
	"gloss/models/auth"
	"gloss/models/date"
	"gloss/views/layout"
	"gloss/views/link"
)

func isAsset(c echo.Context) bool {
	return strings.HasPrefix(c.Request().URL.Path, "/assets/")
}

// clock returns the person's day, and the time their clock shows.
func (a *App) clock(u models.User) (today date.Date, now time.Time) {
	zone := u.Location()
	instant := a.Now()
	return date.Today(instant, zone, u.DayStart), instant.In(zone)
}

// frame returns what surrounds any page of this request. It asks nothing of the
// store.
func (a *App) frame(c echo.Context, title string, room layout.Room) layout.Shell {
	u, _ := signedIn(c)
	return layout.Shell{
		Title:  title,
		Room:   room,
		User:   u.Name,
		Owner:  u.Owner,
		Zone:   u.Zone,
		CSS:    a.Assets.URL("app.css"),
		JS:     a.Assets.URL("app.js"),
		Icon:   a.Assets.URL("favicon.svg"),
		PageID: auth.NewPageID(),
		Here:   link.Undone(c.Request().URL.RequestURI()),
		Plain:  !a.private(),
	}
}

// shell returns what surrounds a page of this request, with the message about
// what was just done.
func (a *App) shell(c echo.Context, title string, room layout.Room) (layout.Shell, error) {
	s := a.frame(c, title, room)
	u, ok := signedIn(c)
	if !ok {
		return s, nil
	}
	var err error
	s.Flash, err = a.flash(c, u)
	return s, err
}

// render draws a page whole before the first byte is sent, so that a page that
// fails is an error and never half a page.
func render(c echo.Context, code int, page templ.Component) error {
	buf := templ.GetBuffer()
	defer templ.ReleaseBuffer(buf)
	if err := page.Render(c.Request().Context(), buf); err != nil {
		return err
	}
	return c.HTMLBlob(code, buf.Bytes())
}

// bindForm reads the body's form into form, a struct of strings: the first of
// fields that repeat where one is wanted. What stands in the address is no part
// of a form, and what is not sent as one is refused.
func bindForm(c echo.Context, form any) error {
	r := c.Request()
	kind, _, err := mime.ParseMediaType(r.Header.Get(echo.HeaderContentType))
	if err != nil || kind != echo.MIMEApplicationForm && kind != echo.MIMEMultipartForm {
		return echo.ErrUnsupportedMediaType
	}
	bare := *r.URL
	bare.RawQuery = ""
	body := r.Clone(r.Context())
	body.URL = &bare
	c.SetRequest(body)
	defer c.SetRequest(r)
	return (&echo.DefaultBinder{}).BindBody(c, form)
}

// changeID returns the id of the change a form asks for: the one a script or a
// program minted, else one derived from the drawing it was sent from and all
// that it asks, so that the same button of the same drawing counts once.
func changeID(change, page string, asked ...string) (string, error) {
	switch {
	case change != "" && validID(change):
		return change, nil
	case change == "" && validID(page):
		return auth.ChangeID(append([]string{page}, asked...)...), nil
	}
	return "", echo.NewHTTPError(http.StatusBadRequest, "This form is not one of ours. Go back, reload the page and try again.")
}

// validID reports whether s can be an id: 16 to 64 letters, digits and dashes.
func validID(s string) bool {
	if len(s) < 16 || len(s) > 64 {
		return false
	}
	for _, r := range s {
		if (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && r != '-' && r != '_' {
			return false
		}
	}
	return true
}

// pathID returns an id in the path, and "", which finds nothing, where it
// cannot be one.
func pathID(c echo.Context) string {
	if id := c.Param("id"); validID(id) {
		return id
	}
	return ""
}

// done answers a change that was made: back to where the form came from, with
// the message about it.
func done(c echo.Context, next, home string, change models.Change) error {
	return c.Redirect(http.StatusSeeOther, link.Done(link.Safe(next, home), change.ID))
}
