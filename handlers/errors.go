package handlers

import (
	"context"
	"errors"
	"maps"
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"gloss/models"
	"gloss/views/layout"
	"gloss/views/link"
	"gloss/views/page"
)

// Errors of the way a request came, rather than of what it asks.
var (
	errWrongHost = errors.New("wrong host")
	errOtherSite = errors.New("sent by another site")
)

// statusGone is logged for a request nobody waits for any more.
const statusGone = 499

// fail answers a request that could not be done: the one table from errors to
// statuses, and a page that says what to do next. What it cannot name is 500,
// and its text is for the log alone.
func (a *App) fail(err error, c echo.Context) {
	if c.Response().Committed {
		return
	}
	if errors.Is(err, context.Canceled) {
		c.Response().Status = statusGone
		return
	}
	code := status(err)
	h := c.Response().Header()
	h.Set("Cache-Control", "no-store")
	var again time.Duration
	var slow models.Throttled
	if errors.As(err, &slow) {
		again = slow.After
		h.Set("Retry-After", strconv.Itoa(int(math.Ceil(again.Seconds()))))
	}
	view := page.ErrorView{
		Status: code, Closed: errors.Is(err, models.ErrClosed), Said: said(err), Again: again,
		Reference: requestID(c), Retry: sameAgain(c, code), Back: wayBack(c),
	}
	if code == http.StatusMisdirectedRequest {
		view.Right = a.rightAddress(c)
	}
	// The time for the page may be up; the page about that has time.
	c.SetRequest(c.Request().WithContext(context.WithoutCancel(c.Request().Context())))
	if err := render(c, code, page.Error(a.frame(c, view.Title(), layout.NoRoom), view)); err != nil {
		http.Error(c.Response(), view.Title(), code)
	}
}

// status is the table.
func status(err error) int {
	var (
		unwell  models.Invalid
		slow    models.Throttled
		changed models.Changed
		unsure  models.NeedsSure
		large   *http.MaxBytesError
		plain   *echo.HTTPError
	)
	switch {
	case errors.Is(err, models.ErrNotFound), errors.Is(err, models.ErrForbidden):
		return http.StatusNotFound // that it exists is told to nobody either
	case errors.Is(err, models.ErrConflict), errors.As(err, &changed), errors.As(err, &unsure):
		return http.StatusConflict
	case errors.Is(err, models.ErrClosed), errors.Is(err, errOtherSite):
		return http.StatusForbidden
	case errors.Is(err, models.ErrDiskFull):
		return http.StatusInsufficientStorage
	case errors.Is(err, errWrongHost):
		return http.StatusMisdirectedRequest
	case errors.Is(err, echo.ErrStatusRequestEntityTooLarge), errors.As(err, &large):
		return http.StatusRequestEntityTooLarge
	case errors.As(err, &unwell), errors.Is(err, models.ErrSignIn):
		return http.StatusUnprocessableEntity
	case errors.As(err, &slow):
		return http.StatusTooManyRequests
	case errors.Is(err, context.DeadlineExceeded):
		return http.StatusServiceUnavailable
	case errors.As(err, &plain) && plain.Code >= http.StatusBadRequest:
		return plain.Code
	}
	return http.StatusInternalServerError
}

// said are the words about an error that were written for people: what is
// invalid, and what our own code says with a status. What a library says stays
// in the log.
func said(err error) []string {
	if bad := invalid(err); bad != nil {
		return messages(bad)
	}
	var plain *echo.HTTPError
	if errors.As(err, &plain) && plain.Internal == nil {
		if words, ok := plain.Message.(string); ok && words != http.StatusText(plain.Code) {
			return []string{words}
		}
	}
	return nil
}

// invalid returns what is wrong with a form by field, nil where err is of
// another kind.
func invalid(err error) models.Invalid {
	var bad models.Invalid
	if errors.As(err, &bad) {
		return bad
	}
	return nil
}

// messages are those of bad in the order of their fields.
func messages(bad models.Invalid) []string {
	all := make([]string, 0, len(bad))
	for _, field := range slices.Sorted(maps.Keys(bad)) {
		all = append(all, bad[field])
	}
	return all
}

// sameAgain is the address to try once more, where trying may help and asking
// twice does no harm.
func sameAgain(c echo.Context, code int) string {
	if code < http.StatusInternalServerError || !reads(c.Request()) {
		return ""
	}
	return link.Safe(c.Request().URL.RequestURI(), "")
}

// wayBack is the page a refused form was sent from.
func wayBack(c echo.Context) string {
	if reads(c.Request()) {
		return ""
	}
	return cameFrom(c)
}

// rightAddress is the page that was asked for, at the address that is ours.
func (a *App) rightAddress(c echo.Context) string {
	path := link.Welcome
	if reads(c.Request()) {
		path = link.Safe(c.Request().URL.RequestURI(), link.Welcome)
	}
	return strings.TrimSuffix(a.URL.String(), "/") + path
}
