package handlers

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/transfer"
	"gloss/views/layout"
	"gloss/views/page"
)

// Bounds on exports.
const (
	exportWithin  = 2 * time.Minute // until the file is made; sending it may take longer
	exportsAtOnce = 2               // of all people
)

// exportRules bound how often a person has a file made.
func exportRules(userID string) []rule { return []rule{{"export " + userID, 60, time.Hour}} }

// export lists the files in which everything leaves.
func (a *App) export(c echo.Context) error {
	u := user(c)
	today, _ := a.clock(u)
	var v page.ExportView
	for _, w := range transfer.Writers {
		v.Files = append(v.Files, page.ExportFile{
			Name: w.Name, Title: w.Title, File: w.FileName(u.Name, today), Holds: page.Holds(w.Name), Lacks: w.Losses,
		})
	}
	s, err := a.shell(c, "Take your data with you", layout.You)
	if err != nil {
		return err
	}
	return render(c, http.StatusOK, page.Export(s, v))
}

// exportFile sends one of them. It is made whole before the first byte is sent,
// so that nobody gets half a file, and nobody's slow line holds the database.
func (a *App) exportFile(c echo.Context) error {
	u, name := user(c), c.Param("file")
	i := slices.IndexFunc(transfer.Writers, func(w transfer.Writer) bool { return w.Name == name })
	if i < 0 {
		return models.ErrNotFound
	}
	if err := a.throttle.try(exportRules(u.ID)...); err != nil {
		return a.throttled(c, "export", err)
	}
	w := transfer.Writers[i]
	today, _ := a.clock(u)
	f, size, err := a.spool(c.Request().Context(), u, w, today)
	if err != nil {
		return err
	}
	defer f.Close()
	a.note(c, slog.LevelInfo, "export", slog.String("format", w.Name))
	h := c.Response().Header()
	h.Set(echo.HeaderContentType, w.Type)
	h.Set(echo.HeaderContentLength, strconv.FormatInt(size, 10))
	h.Set(echo.HeaderContentDisposition, disposition(w.FileName(u.Name, today)))
	c.Response().WriteHeader(http.StatusOK)
	if c.Request().Method == http.MethodHead {
		return nil
	}
	pulse := newPulse(http.NewResponseController(c.Response()).SetWriteDeadline)
	defer pulse.end()
	if _, err := io.Copy(pulse.writer(c.Response()), f); err != nil {
		a.note(c, slog.LevelInfo, "export broke off")
	}
	return nil
}

// spool makes a file of all that a person has. It is gone from the disk when it
// is closed.
func (a *App) spool(ctx context.Context, u models.User, w transfer.Writer, today date.Date) (f *os.File, size int64, err error) {
	ctx, cancel := context.WithTimeout(ctx, exportWithin)
	defer cancel()
	select {
	case a.exports <- struct{}{}:
		defer func() { <-a.exports }()
	case <-ctx.Done():
		return nil, 0, ctx.Err()
	}
	if f, err = a.Store.ExportFile(ctx, u.ID, w.Name, today); err != nil {
		return nil, 0, err
	}
	info, err := f.Stat()
	if err != nil {
		return nil, 0, errors.Join(err, f.Close())
	}
	return f, info.Size(), nil
}

// disposition has a browser keep what it gets under a name: in plain letters for
// those that know no others, and as it is (RFC 6266).
func disposition(name string) string {
	plain := strings.Map(func(r rune) rune {
		if r <= ' ' || r > '~' || strings.ContainsRune(`"\/:*?<>|%`, r) {
			return '_'
		}
		return r
	}, name)
	var full strings.Builder
	for i := range len(name) {
		if b := name[i]; b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b == '-' || b == '.' || b == '_' {
			full.WriteByte(b)
		} else {
			fmt.Fprintf(&full, "%%%02X", b)
		}
	}
	return `attachment; filename="` + plain + `"; filename*=UTF-8''` + full.String()
}
