package handlers

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"net/http"
	"runtime/debug"
	"strconv"
	"sync"
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
	fetchSoon    = 1500 * time.Millisecond // what is there by then is shown at once
	fetchWithin  = time.Minute             // fetched, read and kept
	fetchKept    = 10 * time.Minute        // how long it is remembered what became of one
	fetchesOfOne = 2                       // at a time, of one person
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

// fetchKey names a fetch: another person's is not found by its id.
type fetchKey struct{ userID, id string }

// fetching is one page on its way. What became of it stands in change and err
// once over is closed.
type fetching struct {
	form   page.BringForm
	began  time.Time
	cancel context.CancelFunc

	done, total atomic.Int64
	reading     atomic.Bool

	over   chan struct{}
	change models.Change
	err    error
}

func (f *fetching) isOver() bool {
	select {
	case <-f.over:
		return true
	default:
		return false
	}
}

// fetches are the pages that are fetched for people, in memory alone.
type fetches struct {
	now  func() time.Time
	log  *slog.Logger
	ctx  context.Context
	stop context.CancelFunc

	mu      sync.Mutex
	known   map[fetchKey]*fetching
	running sync.WaitGroup
}

func newFetches(now func() time.Time, log *slog.Logger) *fetches {
	f := &fetches{now: now, log: log, known: map[fetchKey]*fetching{}}
	f.ctx, f.stop = context.WithCancel(context.Background())
	return f
}

// close ends all that runs and waits for it.
func (f *fetches) close() {
	f.mu.Lock()
	f.stop()
	f.mu.Unlock()
	f.running.Wait()
}

// find gives a fetch of a person, nil where there is none.
func (f *fetches) find(key fetchKey) *fetching {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.sweep()
	return f.known[key]
}

// sweep forgets what was begun long ago.
func (f *fetches) sweep() {
	for key, one := range f.known {
		if f.now().Sub(one.began) > fetchKept {
			one.cancel()
			delete(f.known, key)
		}
	}
}

// begin runs get for a person, and gives what runs already under the same id.
// It fails where too many run.
func (f *fetches) begin(key fetchKey, form page.BringForm, allow func() error, get getting) (*fetching, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.sweep()
	if one := f.known[key]; one != nil && (!one.isOver() || one.err == nil) {
		return one, nil
	}
	own, all := 0, 0
	for k, one := range f.known {
		if !one.isOver() {
			all++
			if k.userID == key.userID {
				own++
			}
		}
	}
	switch {
	case own >= fetchesOfOne:
		return nil, errOwnFetches
	case all >= fetchesOfAll, f.ctx.Err() != nil:
		return nil, errAllFetches
	}
	if err := allow(); err != nil {
		return nil, err
	}
	one := &fetching{form: form, began: f.now(), over: make(chan struct{})}
	ctx, cancel := context.WithTimeout(f.ctx, fetchWithin)
	one.cancel = cancel
	f.known[key] = one
	f.running.Go(func() {
		defer close(one.over)
		defer cancel()
		if one.change, one.err = f.contained(ctx, one, get); one.err != nil && ctx.Err() != nil {
			one.err = ctx.Err() // whatever was interrupted by it says something else
		}
	})
	return one, nil
}

// getting fetches a page and makes a guide of it.
type getting func(context.Context, *fetching) (models.Change, error)

// contained runs get. A panic in it ends this fetch and nothing else.
func (f *fetches) contained(ctx context.Context, one *fetching, get getting) (change models.Change, err error) {
	defer func() {
		if p := recover(); p != nil {
			f.log.ErrorContext(ctx, "fetch panicked", "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			err = errPanicked
		}
	}()
	return get(ctx, one)
}

// fetchGuide fetches a page and makes a guide of it.
func (a *App) fetchGuide(ctx context.Context, userID, changeID string, one *fetching) (models.Change, error) {
	found, err := a.Fetch.Get(ctx, one.form.URL, func(done, total int64) {
		one.done.Store(done)
		one.total.Store(max(total, 0))
	})
	if err != nil {
		return models.Change{}, err
	}
	one.done.Store(int64(len(found.Body)))
	one.reading.Store(true)
	return a.bring(ctx, userID, changeID, fromPage(found, one.form.Title))
}

// bringFromAddress has a page fetched. What comes soon is answered at once; for
// the rest there is a page to wait on.
func (a *App) bringFromAddress(c echo.Context, id string, form page.BringForm) error {
	u := user(c)
	if _, err := a.Fetch.Check(form.URL); err != nil {
		return a.brought(c, form, models.CameAddress, models.Change{}, err)
	}
	one, err := a.fetches.begin(fetchKey{u.ID, id}, form,
		func() error { return a.throttle.try(fetchRules(u.ID)...) },
		func(ctx context.Context, one *fetching) (models.Change, error) {
			return a.fetchGuide(ctx, u.ID, id, one)
		})
	if slow := (models.Throttled{}); errors.As(err, &slow) {
		return a.fetchLater(c, form, slow)
	}
	if err != nil {
		return a.brought(c, form, models.CameAddress, models.Change{}, err)
	}
	soon := time.NewTimer(fetchSoon)
	defer soon.Stop()
	select {
	case <-one.over:
		return a.fetched(c, one)
	case <-soon.C:
	case <-c.Request().Context().Done():
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
func (a *App) fetched(c echo.Context, one *fetching) error {
	switch {
	case errors.Is(one.err, context.DeadlineExceeded):
		return a.brought(c, one.form, models.CameAddress, one.change, errTooSlow)
	case errors.Is(one.err, context.Canceled):
		return c.Redirect(http.StatusSeeOther, link.BringInStopped(one.form.URL, one.form.Title))
	}
	var known *fetch.Error
	if errors.As(one.err, &known) {
		a.note(c, slog.LevelInfo, "fetch failed", slog.String("kind", string(known.Kind)))
	}
	return a.brought(c, one.form, models.CameAddress, one.change, one.err)
}

// fetchPage is where a person waits for a page. It asks for itself again by a
// header, which needs no script and no exception to the policy.
func (a *App) fetchPage(c echo.Context) error {
	u, id := user(c), pathID(c)
	one := a.fetches.find(fetchKey{u.ID, id})
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
	return render(c, http.StatusOK, page.Fetching(s, page.FetchView{
		ID: id, Address: one.form.URL, Done: one.done.Load(), Total: one.total.Load(), Reading: one.reading.Load(),
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
	one := a.fetches.find(fetchKey{u.ID, id})
	if one == nil {
		return a.fetchForgotten(c, u, id)
	}
	one.cancel()
	<-one.over
	return a.fetched(c, one)
}
