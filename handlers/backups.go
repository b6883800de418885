package handlers

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"mime"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"gloss/models"
	"gloss/models/store"
	"gloss/views/layout"
	"gloss/views/link"
	"gloss/views/page"
)

// Bounds on work with backups, which takes as long as the database is large.
const (
	backUpWithin   = 10 * time.Minute // making one, or looking one through
	downloadWithin = time.Hour
)

// What keeps a backup from being put back that is no fault of the store's.
var (
	ErrTooBusy  = errors.New("what others are doing just now takes too long; try again in a minute")
	ErrStopping = errors.New("the server is stopping")
)

// backups is about the backups of the server, for its owner.
func (a *App) backups(c echo.Context) error {
	all, zone := a.allBackups(c), user(c).Location()
	view := page.BackupsView{Standing: standing(all, zone)}
	for _, b := range all.Daily {
		view.Daily = append(view.Daily, backupView(b, zone))
	}
	for _, b := range all.Others {
		view.Others = append(view.Others, backupView(b, zone))
	}
	shell := a.frame(c, "Backups", layout.You)
	shell.Here, shell.Flash = link.Backups, page.BackupsSaved(c.QueryParam("saved"))
	return render(c, http.StatusOK, page.Backups(shell, view))
}

// allBackups are those there are. That they cannot be listed is said as that none
// can be made: the page that tells of trouble is not the place to fail at.
func (a *App) allBackups(c echo.Context) store.Backups {
	all, err := a.Store.Backups()
	if err != nil {
		a.note(c, slog.LevelError, "backups cannot be listed", slog.String("error", err.Error()))
		all.Failure = &store.Failure{At: a.Now(), Why: store.Why(err)}
	}
	return all
}

func standing(all store.Backups, zone *time.Location) page.BackupStanding {
	b := page.BackupStanding{Today: all.Today, Last: all.Last()}
	if all.Failure != nil {
		b.Failed, b.Why = all.Failure.At.In(zone), all.Failure.Why
	}
	return b
}

// backupStanding is how the backups stand, for the owner's page about oneself.
func (a *App) backupStanding(c echo.Context) *page.BackupStanding {
	u := user(c)
	if !u.Owner {
		return nil
	}
	b := standing(a.allBackups(c), u.Location())
	return &b
}

func backupView(b store.Backup, zone *time.Location) page.Backup {
	return page.Backup{ID: b.ID, Kind: string(b.Kind), Day: b.Day, Step: b.Step, N: b.N, Made: b.Made.In(zone), Size: b.Size}
}

// backUp makes the backup of today. What goes wrong stands on the page that
// follows.
func (a *App) backUp(c echo.Context) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(c.Request().Context()), backUpWithin)
	defer cancel()
	switch err := a.Store.BackUp(ctx); {
	case errors.Is(err, store.ErrBusy):
		return echo.NewHTTPError(http.StatusConflict, "A backup is being made or put back just now. Try again in a minute.")
	case err != nil:
		a.note(c, slog.LevelError, "backup failed", slog.String("error", err.Error()))
		return c.Redirect(http.StatusSeeOther, link.Backups)
	}
	a.note(c, slog.LevelInfo, "backup made")
	return c.Redirect(http.StatusSeeOther, link.Saved(link.Backups, "made"))
}

// pathBackup returns the backup that a path names, which is listed. It fails
// with ErrNotFound.
func (a *App) pathBackup(c echo.Context) (store.Backup, error) {
	all, err := a.Store.Backups()
	if err != nil {
		return store.Backup{}, err
	}
	return all.Find(pathID(c))
}

func (a *App) oneBackup(c echo.Context) error {
	b, err := a.pathBackup(c)
	if err != nil {
		return err
	}
	return a.oneBackupPage(c, http.StatusOK, b, nil)
}

func (a *App) oneBackupPage(c echo.Context, code int, b store.Backup, bad models.Invalid) error {
	ctx, u := c.Request().Context(), user(c)
	view := page.BackupView{Backup: backupView(b, u.Location()), Form: page.BackupForm{Errors: bad}, Account: u.Name}
	holds, err := a.Store.Contents(ctx, b)
	view.Holds = page.BackupHolds(holds.Accounts, holds.Habits, holds.Days)
	if view.Refused = store.Refused(err); view.Refused == "" && err != nil {
		return err
	}
	shell := a.frame(c, view.Backup.Name(), layout.You)
	shell.Here = link.Backup(b.ID) // a refused form is answered at its own address
	return render(c, code, page.OneBackup(shell, view))
}

// confirmed returns the backup that a form is about once the password in it is
// the right one; else it has answered, and ok is false.
func (a *App) confirmed(c echo.Context) (b store.Backup, ok bool, err error) {
	if b, err = a.pathBackup(c); err != nil {
		return b, false, err
	}
	var form page.BackupForm
	if err := bindForm(c, &form); err != nil {
		return b, false, err
	}
	bad := models.Invalid{}
	if err := a.confirm(c, user(c), form.Password, "password", bad); err != nil {
		return b, false, err
	}
	if len(bad) > 0 {
		return b, false, a.oneBackupPage(c, http.StatusUnprocessableEntity, b, bad)
	}
	return b, true, nil
}

// downloadBackup sends a backup's file.
func (a *App) downloadBackup(c echo.Context) error {
	b, ok, err := a.confirmed(c)
	if !ok {
		return err
	}
	file, err := a.Store.OpenBackup(b)
	if err != nil {
		return err
	}
	defer file.Close()
	a.note(c, slog.LevelInfo, "backup downloaded", slog.String("backup", b.ID))
	h := c.Response().Header()
	h.Set(echo.HeaderContentType, "application/vnd.sqlite3")
	h.Set(echo.HeaderContentDisposition, mime.FormatMediaType("attachment", map[string]string{"filename": b.FileName()}))
	control := http.NewResponseController(c.Response())
	late := time.AfterFunc(downloadWithin, func() { _ = control.SetWriteDeadline(time.Unix(1, 0)) })
	defer late.Stop()
	c.Response().WriteHeader(http.StatusOK)
	if _, err := io.Copy(c.Response(), file); err != nil {
		a.note(c, slog.LevelWarn, "download broke off", slog.String("backup", b.ID), slog.String("error", err.Error()))
		panic(http.ErrAbortHandler) // or what was sent would look whole
	}
	return nil
}

// restoreBackup puts a backup in the place of the database, which everybody
// waits for, and signs everybody out.
func (a *App) restoreBackup(c echo.Context) error {
	b, ok, err := a.confirmed(c)
	if !ok {
		return err
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(c.Request().Context()), backUpWithin)
	defer cancel()
	staged, err := a.Store.Stage(ctx, b)
	if why := store.Refused(err); why != "" {
		a.note(c, slog.LevelWarn, "restore refused", slog.String("backup", b.ID), slog.String("error", err.Error()))
		return a.oneBackupPage(c, http.StatusUnprocessableEntity, b, models.Invalid{"": "This backup cannot be put back: it " + why + ". Nothing was changed."})
	}
	if err == nil {
		a.note(c, slog.LevelWarn, "restore begins", slog.String("backup", b.ID))
		err = a.Restore(ctx, staged)
	}
	if err != nil {
		return a.notRestored(c, b, err)
	}
	a.note(c, slog.LevelWarn, "restored", slog.String("backup", b.ID))
	a.forgetBrowser(c)
	return c.Redirect(http.StatusSeeOther, link.Saved(link.LogIn, "restored"))
}

// notRestored answers without the store, which may be another's by now.
func (a *App) notRestored(c echo.Context, b store.Backup, err error) error {
	code, why, level := status(err), store.Why(err), slog.LevelError
	switch {
	case errors.Is(err, store.ErrBusy):
		code, level = http.StatusConflict, slog.LevelInfo
	case errors.Is(err, ErrTooBusy):
		code, why, level = http.StatusServiceUnavailable, ErrTooBusy.Error(), slog.LevelWarn
	case errors.Is(err, ErrStopping):
		code, why, level = http.StatusServiceUnavailable, ErrStopping.Error(), slog.LevelInfo
	}
	a.note(c, level, "restore failed", slog.String("backup", b.ID), slog.String("error", err.Error()))
	name := backupView(b, user(c).Location()).Name()
	return render(c, code, page.NotRestored(a.frame(c, "Not restored", layout.You), name, why))
}

// restoredName names the backup that was put back, for the door after it.
func (a *App) restoredName(c echo.Context) string {
	if a.Restored == nil || c.QueryParam("saved") != "restored" {
		return ""
	}
	return backupView(*a.Restored, time.UTC).Name()
}
