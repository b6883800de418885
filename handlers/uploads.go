package handlers

import (
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/labstack/echo/v4"

	"gloss/models"
	"gloss/models/auth"
	"gloss/models/store"
	"gloss/models/transfer"
	"gloss/views/link"
)

// Bounds on an upload. It may be as slow as a bad line is, as long as it moves.
const (
	mostHistory   = transfer.MaxFile + 1<<20 // of the whole form, in bytes
	mostIdle      = 30 * time.Second         // without a byte, coming or going
	mostMoving    = time.Hour                // in all
	mostOtherPart = 16                       // parts of the form that are no file
)

// importRules bound how often a person gives files.
func importRules(userID string) []rule { return []rule{{"import " + userID, 20, time.Hour}} }

// takesHistory reports whether a request brings files of history: its size and
// its time are bounded where it is read.
func takesHistory(c echo.Context) bool {
	return c.Request().Method == http.MethodPost && c.Request().URL.Path == link.Import
}

// takesLong reports whether a request may take longer than a page: what comes or
// goes is large, and bounded elsewhere.
func takesLong(c echo.Context) bool {
	return takesHistory(c) || reads(c.Request()) && strings.HasPrefix(c.Request().URL.Path, link.Export+"/")
}

// tooMuch reports whether a request may be larger than a form: its size is
// bounded where it is read.
func tooMuch(c echo.Context) bool { return bringsIn(c) || takesHistory(c) }

// readUpload keeps the files of a form that comes in parts. An error is one of
// package store, or for a body that is no form.
func (a *App) readUpload(c echo.Context, u models.User) (store.Upload, error) {
	r := c.Request()
	pulse := newPulse(http.NewResponseController(c.Response()).SetReadDeadline)
	defer pulse.end()
	body := pulse.reader(r.Body)
	// Whoever still sends has no ear for an answer: what is too much runs out.
	defer drain(body)
	if err := a.stopReading(u.ID); err != nil {
		return store.Upload{}, err
	}
	r.Body = http.MaxBytesReader(c.Response(), body, mostHistory)
	parts, err := r.MultipartReader()
	if err != nil {
		return store.Upload{}, echo.ErrUnsupportedMediaType
	}
	up, err := a.Store.AddUpload(u.ID, auth.NewPageID(), files(parts))
	var large *http.MaxBytesError
	var broken cameBroken
	switch {
	case errors.As(err, &large):
		err = store.ErrUploadLarge
	case errors.Is(err, os.ErrDeadlineExceeded):
		err = echo.NewHTTPError(http.StatusRequestTimeout, "The file stopped coming half way. Go back and send it once more.")
	case errors.As(err, &broken):
		err = echo.NewHTTPError(http.StatusBadRequest).SetInternal(err)
	}
	return up, err
}

// cameBroken is what is wrong with a body on its way here.
type cameBroken struct{ error }

func (e cameBroken) Unwrap() error { return e.error }

// drain lets a body run out, as far as that is bearable.
func drain(body io.Reader) { _, _ = io.CopyN(io.Discard, body, mostDrained) }

// files gives the files of a form one after the other. What fails in it is
// cameBroken.
func files(parts *multipart.Reader) func() (string, io.Reader, error) {
	others := 0
	return func() (string, io.Reader, error) {
		for {
			part, err := parts.NextPart()
			if err == io.EOF { // wrapped, it is a form that is cut off
				return "", nil, err
			}
			if err != nil {
				return "", nil, cameBroken{err}
			}
			if name := fileName(part.FileName()); part.FormName() == "file" && name != "" {
				return name, filePart{part}, nil
			}
			if others++; others > mostOtherPart { // a field, or the empty file that browsers send
				return "", nil, cameBroken{errors.New("too many parts that are no files")}
			}
		}
	}
}

// filePart tells what is wrong with a body from what is wrong with a disk.
type filePart struct{ io.Reader }

func (f filePart) Read(into []byte) (int, error) {
	n, err := f.Reader.Read(into)
	if err != nil && err != io.EOF {
		err = cameBroken{err}
	}
	return n, err
}

// pulse ends what goes over a connection when it does not move any more, or takes
// too long as a whole; in between it may take longer than others may.
type pulse struct {
	rest      time.Duration // that it may lie still
	idle, all *time.Timer

	mu       sync.Mutex
	over     bool
	deadline func(time.Time) error
}

// newPulse watches over the reading or the writing that deadline is for.
func newPulse(deadline func(time.Time) error) *pulse { return pulseOf(deadline, mostIdle, mostMoving) }

func pulseOf(deadline func(time.Time) error, idle, all time.Duration) *pulse {
	p := &pulse{deadline: deadline, rest: idle}
	_ = deadline(time.Time{}) // where there is no connection, there is nothing to wait for
	p.idle, p.all = time.AfterFunc(idle, p.cut), time.AfterFunc(all, p.cut)
	return p
}

// beat keeps p going.
func (p *pulse) beat() { p.idle.Reset(p.rest) }

// cut has what goes on fail, and all that follows.
func (p *pulse) cut() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.over {
		_ = p.deadline(time.Unix(1, 0))
	}
}

func (p *pulse) end() {
	p.idle.Stop()
	p.all.Stop()
	p.mu.Lock()
	defer p.mu.Unlock()
	p.over = true
}

// reader is a body whose bytes keep p going.
func (p *pulse) reader(of io.ReadCloser) io.ReadCloser { return &beating{of, p} }

// writer is what keeps p going as it takes bytes.
func (p *pulse) writer(to io.Writer) io.Writer { return &beaten{to, p} }

type beating struct {
	io.ReadCloser
	pulse *pulse
}

func (b *beating) Read(into []byte) (int, error) {
	n, err := b.ReadCloser.Read(into)
	if n > 0 {
		b.pulse.beat()
	}
	return n, err
}

type beaten struct {
	io.Writer
	pulse *pulse
}

func (b *beaten) Write(p []byte) (int, error) {
	n, err := b.Writer.Write(p)
	if n > 0 {
		b.pulse.beat()
	}
	return n, err
}
