package handlers

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"mime"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"gloss/models"
	"gloss/models/store"
	"gloss/models/transfer"
	"gloss/views/layout"
	"gloss/views/link"
	"gloss/views/page"
)

// importForm asks for files of history.
func (a *App) importForm(c echo.Context) error {
	return a.importPage(c, http.StatusOK, page.ImportForm{})
}

func (a *App) importPage(c echo.Context, code int, form page.ImportForm) error {
	u := user(c)
	up, there, err := a.Store.Waiting(u.ID)
	if err != nil {
		return err
	}
	if today, now := a.clock(u); there {
		form.Waiting = page.WaitingImport(up.ID, up.Names(), up.At.In(now.Location()), today)
	}
	s, err := a.shell(c, "Bring your history in", layout.You)
	if err != nil {
		return err
	}
	s.Here = link.Import // a refused form is answered at its own address
	if s.Flash == nil && code == http.StatusOK {
		s.Flash = page.ImportSaved(c.QueryParam("saved"))
	}
	return render(c, code, page.Import(s, form))
}

// takeUpload keeps the files that are sent, and begins to look inside.
func (a *App) takeUpload(c echo.Context) error {
	u := user(c)
	if err := a.throttle.try(importRules(u.ID)...); err != nil {
		return a.importLater(c, err)
	}
	up, err := a.readUpload(c, u)
	if words := uploadRefusal(err); words != "" {
		return a.importPage(c, http.StatusUnprocessableEntity, page.ImportForm{Refused: words})
	}
	if err != nil {
		return err
	}
	one, err := a.read(u, up, nil)
	if err == nil && one.soon(c.Request().Context()) && one.err != nil {
		return a.unread(c, one)
	}
	return c.Redirect(http.StatusSeeOther, link.ImportOf(up.ID)) // where one waits, also for a turn
}

// importLater says that a person gave many files, and when to go on.
func (a *App) importLater(c echo.Context, err error) error {
	slow := models.Throttled{}
	if !errors.As(err, &slow) {
		return err
	}
	pulse := newPulse(http.NewResponseController(c.Response()).SetReadDeadline)
	defer pulse.end()
	drain(pulse.reader(c.Request().Body))
	_ = a.throttled(c, "import", slow)
	c.Response().Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(slow.After.Seconds()))))
	return a.importPage(c, http.StatusTooManyRequests, page.ImportForm{Refused: fmt.Sprintf(
		"That makes 20 files in an hour, as many as Gloss looks into for one person. Try again in %d min.", int(math.Ceil(slow.After.Minutes())))})
}

// uploadRefusal says in words why files are not kept, empty where err is of
// another kind.
func uploadRefusal(err error) string {
	switch {
	case errors.Is(err, store.ErrUploadNone):
		return "Choose a file first."
	case errors.Is(err, store.ErrUploadLarge):
		return fmt.Sprintf("That is larger than %d MB, which is more than Gloss takes at once.", transfer.MaxFile>>20)
	case errors.Is(err, store.ErrUploadMany):
		return fmt.Sprintf("Those are more than %d files, which is more than Gloss takes at once. A zip of them is one.", transfer.MaxFiles)
	}
	return importRefusal(err)
}

// lookInside shows what was given, how far it is, or what came of it.
func (a *App) lookInside(c echo.Context) error {
	u, id := user(c), pathID(c)
	if one := a.imports.find(bringKey(u.ID, id)); one != nil {
		if !one.isOver() {
			return a.importWait(c, one.of, true)
		}
		return a.broughtHistory(c, one)
	}
	up, err := a.waiting(c.Request().Context(), u, id)
	if errors.Is(err, models.ErrNotFound) {
		return a.importForgotten(c, u, id)
	}
	if err != nil {
		return err
	}
	one := a.imports.find(readKey(u.ID, id))
	if one != nil && !one.isOver() {
		return a.importWait(c, one.of, false)
	}
	var choices transfer.Choices
	if one != nil {
		choices = one.of.choices
		if one.err == nil && a.Now().Sub(one.began) > foundFresh {
			a.imports.forget(readKey(u.ID, id))
		}
	}
	if one == nil || one.err == nil {
		one, err = a.read(u, up, choices)
	}
	if err != nil { // another file is read first
		return a.importWait(c, &importing{id: id, names: up.Names()}, false)
	}
	if !one.soon(c.Request().Context()) {
		return a.importWait(c, one.of, false)
	}
	if one.err != nil {
		return a.unread(c, one)
	}
	return a.previewPage(c, http.StatusOK, one.of, one.of.refused)
}

// waiting finds what was given and has not come in. What has, and is still there
// because the program ended in between, is removed. It fails with ErrNotFound.
func (a *App) waiting(ctx context.Context, u models.User, id string) (store.Upload, error) {
	up, err := a.Store.Upload(u.ID, id)
	if err != nil {
		return up, err
	}
	switch _, err := a.Store.Change(ctx, u.ID, id); {
	case errors.Is(err, models.ErrNotFound):
		return up, nil
	case err != nil:
		return up, err
	}
	return store.Upload{}, errors.Join(models.ErrNotFound, a.Store.RemoveUpload(u.ID, id))
}

// importWait is where one waits, for a file to be read or brought in. It asks for
// itself again by a header.
func (a *App) importWait(c echo.Context, im *importing, brings bool) error {
	s, err := a.shell(c, "Bring your history in", layout.You)
	if err != nil {
		return err
	}
	c.Response().Header().Set("Refresh", "1")
	return render(c, http.StatusOK, page.ImportWait(s, page.ImportProgress{
		ID: im.id, Files: page.FileList(im.names), Brings: brings, Stage: int(im.stage.Load()), Done: int(im.done.Load()), Total: int(im.total.Load()),
	}))
}

// importForgotten leads to what a file brought that is not remembered any more.
func (a *App) importForgotten(c echo.Context, u models.User, id string) error {
	change, err := a.Store.Change(c.Request().Context(), u.ID, id)
	if err == nil && change.Batch != id {
		err = models.ErrNotFound
	}
	if err != nil {
		return err
	}
	return done(c, "", link.Journal, change)
}

// unread says why what was given is not brought in, and forgets it.
func (a *App) unread(c echo.Context, one *job[*importing]) error {
	u, im := user(c), one.of
	a.imports.forget(readKey(u.ID, im.id))
	if errors.Is(one.err, context.Canceled) {
		return c.Redirect(http.StatusSeeOther, link.Import)
	}
	words := importRefusal(one.err)
	if words == "" {
		return one.err
	}
	a.note(c, slog.LevelInfo, "import refused")
	if err := a.Store.RemoveUpload(u.ID, im.id); err != nil && !errors.Is(err, models.ErrNotFound) {
		return err
	}
	return a.importPage(c, http.StatusUnprocessableEntity, page.ImportForm{Refused: words, File: page.FileList(im.names)})
}

// importRefusal says in words why a file cannot be brought in, empty where err
// is for nobody to read.
func importRefusal(err error) string {
	var fault *transfer.Error
	var ours importError
	switch bad := invalid(err); {
	case bad != nil:
		return strings.Join(messages(bad), " ")
	case errors.As(err, &fault):
		return fault.Error()
	case errors.Is(err, context.DeadlineExceeded):
		return "That took too long, so nothing came in. A smaller file may do."
	case errors.As(err, &ours):
		return ours.Error()
	}
	return ""
}

// bringHistory brings in what was given, or shows it with other choices.
func (a *App) bringHistory(c echo.Context) error {
	ctx, u, id := c.Request().Context(), user(c), pathID(c)
	if one := a.imports.find(bringKey(u.ID, id)); one != nil && (!one.isOver() || one.err == nil) {
		return c.Redirect(http.StatusSeeOther, link.ImportOf(id)) // the same once more
	}
	up, err := a.waiting(ctx, u, id)
	if errors.Is(err, models.ErrNotFound) {
		return a.importForgotten(c, u, id)
	}
	if err != nil {
		return err
	}
	choices, do, err := choicesFrom(c)
	if err != nil {
		return err
	}
	if err := a.stopReading(u.ID); err != nil {
		return echo.NewHTTPError(http.StatusConflict, err.Error())
	}
	a.imports.forget(readKey(u.ID, id))
	if do == "look" {
		one, err := a.read(u, up, choices)
		if err == nil && one.soon(ctx) && one.err == nil && one.of.refused != "" {
			return a.previewPage(c, http.StatusUnprocessableEntity, one.of, one.of.refused)
		}
		return c.Redirect(http.StatusSeeOther, link.ImportOf(id))
	}
	one, err := a.bringUpload(u, up, choices)
	if err != nil {
		return echo.NewHTTPError(http.StatusServiceUnavailable, err.Error())
	}
	if one.soon(ctx) && one.err != nil {
		return a.broughtHistory(c, one)
	}
	return c.Redirect(http.StatusSeeOther, link.ImportOf(id))
}

// choicesFrom reads the answers of the form, and which of its buttons sent it:
// there are as many fields as the file has questions.
func choicesFrom(c echo.Context) (choices transfer.Choices, do string, err error) {
	r := c.Request()
	if kind, _, err := mime.ParseMediaType(r.Header.Get(echo.HeaderContentType)); err != nil || kind != echo.MIMEApplicationForm {
		return nil, "", echo.ErrUnsupportedMediaType
	}
	if err := r.ParseForm(); err != nil {
		return nil, "", echo.NewHTTPError(http.StatusBadRequest).SetInternal(err)
	}
	choices = transfer.Choices{}
	for name, values := range r.PostForm {
		if id, ok := strings.CutPrefix(name, page.ChoicePrefix); ok {
			choices[id] = values[0]
		}
	}
	return choices, r.PostForm.Get("do"), nil
}

// broughtHistory answers a bringing in that is over: with what came, or with
// what is to be looked at again.
func (a *App) broughtHistory(c echo.Context, one *job[*importing]) error {
	im := one.of
	if one.err == nil {
		return a.resultPage(c, im)
	}
	a.imports.forget(bringKey(user(c).ID, im.id))
	switch words := importRefusal(one.err); {
	case errors.Is(one.err, context.Canceled):
		return c.Redirect(http.StatusSeeOther, link.Import)
	case words == "":
		return one.err
	case im.found == nil: // it could be read before, and cannot any more
		return a.unread(c, one)
	default:
		return a.previewPage(c, http.StatusUnprocessableEntity, im, words)
	}
}

// forgetUpload removes what was given. What comes in just now is stopped: then
// none of it comes.
func (a *App) forgetUpload(c echo.Context) error {
	u, id := user(c), pathID(c)
	for _, one := range a.imports.whose(u.ID) {
		if one.of.id == id {
			one.stop()
		}
	}
	if one := a.imports.find(bringKey(u.ID, id)); one != nil && one.err == nil {
		return c.Redirect(http.StatusSeeOther, link.ImportOf(id)) // it was done before that
	}
	a.imports.forget(readKey(u.ID, id))
	a.imports.forget(bringKey(u.ID, id))
	if err := a.Store.RemoveUpload(u.ID, id); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, link.Saved(link.Import, page.SavedForgotten))
}
