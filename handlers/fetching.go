package handlers

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"net/http"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/labstack/echo/v4"

	"gloss/models"
	"gloss/models/fetch"
	"gloss/views/layout"
	"gloss/views/link"
	"gloss/views/page"
)

// Bounds on the fetching of pages, apart from those of package fetch.
const (
	fetchWithin  = time.Minute      // fetched, read and kept
	fetchKept    = 10 * time.Minute // how long it is remembered what became of one
	fetchesOfOne = 2                // at a time, of one person
	fetchesOfAll = 8
)

// fetchRules bound how often a person has pages fetched.
func fetchRules(userID string) []rule { return []rule{{"fetch " + userID, 30, time.Hour}} }

// Errors of fetches that were not begun.
var (
	errOwnFetches = &fetch.Error{Kind: fetch.Slow, Said: "Two pages are being fetched for you already. Wait until one has come, then try again."}
	errAllFetches = &fetch.Error{Kind: fetch.Slow, Said: "Gloss is fetching other pages. Try again in a minute."}
)

// errTooSlow is what a fetch ends with that took too long as a whole.
var errTooSlow = &fetch.Error{Kind: fetch.Slow, Said: "That page took too long to read. You can copy the article and paste it."}

// errPanicked is what a fetch ends with that went wrong in a way nobody thought
// of.
var errPanicked = &fetch.Error{Kind: fetch.ServerTrouble, Said: "Something went wrong here while that page was read. You can copy the article and paste it."}

// fetching is one page on its way, and the change that came of it.
type fetching struct {
	form page.BringForm

	done, total atomic.Int64
	reading     atomic.Bool

	change models.Change
}

// newFetches makes the register of the pages that are fetched for people.
func newFetches(now func() time.Time, log *slog.Logger) *jobs[*fetching] {
	return newJobs[*fetching](jobBounds{
		what: "fetch", within: fetchWithin, kept: fetchKept, ofOne: fetchesOfOne, ofAll: fetchesOfAll,
		ownBusy: errOwnFetches, allBusy: errAllFetches, panicked: errPanicked,
	}, now, log)
}

// fetchGuide fetches a page and makes a guide of it.
func (a *App) fetchGuide(ctx context.Context, userID, changeID string, f *fetching) (models.Change, error) {
	found, err := a.Fetch.Get(ctx, f.form.URL, func(done, total int64) {
		f.done.Store(done)
		f.total.Store(max(total, 0))
	})
	if err != nil {
		return models.Change{}, err
	}
	f.done.Store(int64(len(found.Body)))
	f.reading.Store(true)
	return a.bring(ctx, userID, changeID, models.Brought{
		Came: models.CameAddress, URL: found.URL, ContentType: found.ContentType, Content: found.Body, Title: f.form.Title,
	})
}

// bringFromAddress has a page fetched. What comes soon is answered at once; for
// the rest there is a page to wait on.
func (a *App) bringFromAddress(c echo.Context, id string, form page.BringForm) error {
	u := user(c)
	if _, err := a.Fetch.Check(form.URL); err != nil {
		return a.brought(c, form, models.CameAddress, models.Change{}, err)
	}
	one, err := a.fetches.begin(jobKey{u.ID, id}, &fetching{form: form},
		func() error { return a.throttle.try(fetchRules(u.ID)...) },
		func(ctx context.Context, f *fetching) (err error) {
			f.change, err = a.fetchGuide(ctx, u.ID, id, f)
			return err
		})
	if slow := (models.Throttled{}); errors.As(err, &slow) {
		return a.fetchLater(c, form, slow)
	}
	if err != nil {
		return a.brought(c, form, models.CameAddress, models.Change{}, err)
	}
	if one.soon(c.Request().Context()) {
		return a.fetched(c, one)
	}
	return c.Redirect(http.StatusSeeOther, link.Fetching(id))
}

// fetchLater says that a person had many pages fetched, and when to go on.
func (a *App) fetchLater(c echo.Context, form page.BringForm, slow models.Throttled) error {
	_ = a.throttled(c, "fetch", slow)
	c.Response().Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(slow.After.Seconds()))))
	minutes := int(math.Ceil(slow.After.Minutes()))
	form.Errors = models.Invalid{"url": fmt.Sprintf(
		"That makes 30 pages in an hour, as many as Gloss fetches for one person. Try again in %d min, or paste the text.", minutes)}
	return a.bringInPage(c, http.StatusTooManyRequests, form)
}

// fetched answers a fetch that is over.
func (a *App) fetched(c echo.Context, one *job[*fetching]) error {
	f := one.of
	switch {
	case errors.Is(one.err, context.DeadlineExceeded):
		return a.brought(c, f.form, models.CameAddress, f.change, errTooSlow)
	case errors.Is(one.err, context.Canceled):
		return c.Redirect(http.StatusSeeOther, link.BringInStopped(f.form.URL, f.form.Title))
	}
	var known *fetch.Error
	if errors.As(one.err, &known) {
		a.note(c, slog.LevelInfo, "fetch failed", slog.String("kind", string(known.Kind)))
	}
	return a.brought(c, f.form, models.CameAddress, f.change, one.err)
}

// fetchPage is where a person waits for a page. It asks for itself again by a
// header, which needs no script and no exception to the policy.
func (a *App) fetchPage(c echo.Context) error {
	u, id := user(c), pathID(c)
	one := a.fetches.find(jobKey{u.ID, id})
	if one == nil {
		return a.fetchForgotten(c, u, id)
	}
	if one.isOver() {
		return a.fetched(c, one)
	}
	s, err := a.shell(c, "Fetching a page", layout.Guides)
	if err != nil {
		return err
	}
	c.Response().Header().Set("Refresh", "1")
	f := one.of
	return render(c, http.StatusOK, page.Fetching(s, page.FetchView{
		ID: id, Address: f.form.URL, Done: f.done.Load(), Total: f.total.Load(), Reading: f.reading.Load(),
	}))
}

// fetchForgotten leads to what a fetch brought that is not remembered any more.
func (a *App) fetchForgotten(c echo.Context, u models.User, id string) error {
	change, err := a.Store.Change(c.Request().Context(), u.ID, id)
	if err == nil && (change.Subject != models.OnGuide || change.Act != models.ActCreate) {
		err = models.ErrNotFound
	}
	if err != nil {
		return err
	}
	return done(c, "", link.Guide(change.SubjectID), change)
}

// cancelFetch stops a fetch and leads back to the form with what was typed.
func (a *App) cancelFetch(c echo.Context) error {
	u, id := user(c), pathID(c)
	one := a.fetches.find(jobKey{u.ID, id})
	if one == nil {
		return a.fetchForgotten(c, u, id)
	}
	one.stop()
	return a.fetched(c, one)
}
