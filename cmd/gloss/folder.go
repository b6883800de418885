package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"
	"time"

	"gloss/handlers"
	"gloss/models"
	"gloss/models/article"
	"gloss/models/store"
)

// The guides folder, within the data folder.
const (
	guidesFolder = "guides"
	folderEvery  = 5 * time.Second // how often it is looked through
	folderRest   = 2 * time.Second // a file written to since then may not be whole yet
)

var folderTypes = []string{".md", ".txt", ".html", ".htm"}

// folder is the guides folder: what is put there joins everybody's library.
// What was said of a file is not said again until the file is another.
type folder struct {
	dir   string
	store *store.Store
	log   *slog.Logger
	now   func() time.Time

	seen   map[string]version // what was looked at, by name
	failed string             // why the folder itself could not be read
}

// version tells a file from what it was before.
type version struct {
	size    int64
	changed time.Time
	mode    fs.FileMode

	settled bool   // dealt with for good
	said    string // why it was not taken, though it may be the next time
}

func (v version) same(o version) bool {
	return v.size == o.size && v.changed.Equal(o.changed) && v.mode == o.mode
}

func newFolder(dir string, s *store.Store, log *slog.Logger, now func() time.Time) *folder {
	return &folder{dir: dir, store: s, log: log, now: now, seen: map[string]version{}}
}

// watchFolder keeps the guides folder of a data folder until the function that
// it returns is called, which waits for the end.
func watchFolder(env *environment, s *store.Store) (stop func()) {
	ctx, cancel := context.WithCancel(env.ctx)
	ended := make(chan struct{})
	tick := time.NewTicker(folderEvery)
	go func() {
		defer close(ended)
		keepFolder(ctx, newFolder(filepath.Join(env.data, guidesFolder), s, env.log, env.now), tick.C)
	}()
	return func() { tick.Stop(); cancel(); <-ended }
}

// keepFolder makes the guides folder and looks through it, now and at each tick,
// until the context ends.
func keepFolder(ctx context.Context, f *folder, ticks <-chan time.Time) {
	for {
		f.scan(ctx)
		select {
		case <-ctx.Done():
			return
		case <-ticks:
		}
	}
}

// scan looks through the folder once. Neither an error nor a panic in it may end
// the server.
func (f *folder) scan(ctx context.Context) {
	defer func() {
		if p := recover(); p != nil {
			f.log.ErrorContext(ctx, "the guides folder panicked", "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
		}
	}()
	root, names, err := f.names()
	if err != nil {
		if said := err.Error(); said != f.failed {
			f.failed = said
			f.log.ErrorContext(ctx, "the guides folder cannot be read", "error", err)
		}
		return
	}
	defer root.Close()
	f.failed = ""
	for name := range f.seen {
		if !slices.Contains(names, name) {
			delete(f.seen, name)
		}
	}
	for _, name := range names {
		if ctx.Err() != nil {
			return
		}
		f.file(ctx, root, name)
	}
}

// names opens the folder, which is made where there is none, and lists what in
// it may be an article.
func (f *folder) names() (*os.Root, []string, error) {
	if err := os.Mkdir(f.dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, nil, err
	}
	root, err := os.OpenRoot(f.dir)
	if err != nil {
		return nil, nil, err
	}
	entries, err := fs.ReadDir(root.FS(), ".")
	if err != nil {
		root.Close()
		return nil, nil, err
	}
	var names []string
	for _, e := range entries {
		if slices.Contains(folderTypes, strings.ToLower(filepath.Ext(e.Name()))) && !strings.HasPrefix(e.Name(), ".") {
			names = append(names, e.Name())
		}
	}
	return root, names, nil
}

// file deals with one file, unless it was dealt with as it is now or may not be
// whole yet. One that is refused is told of once, and keeps no other waiting.
func (f *folder) file(ctx context.Context, root *os.Root, name string) {
	defer func() {
		if p := recover(); p != nil {
			f.log.ErrorContext(ctx, "a file in the guides folder panicked", "file", name, "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
		}
	}()
	info, err := root.Lstat(name)
	if err != nil {
		return // it is gone again
	}
	now := version{size: info.Size(), changed: info.ModTime(), mode: info.Mode()}
	was, known := f.seen[name]
	if known = known && was.same(now); known {
		now = was
	}
	rests := f.now().Sub(now.changed) >= folderRest
	if f.seen[name] = now; now.settled || !known && !rests {
		return
	}
	now.settled = true // also where it panics
	f.seen[name] = now
	added, err := f.bring(ctx, root, name, info)
	switch {
	case err == nil && added:
		f.log.InfoContext(ctx, "a file in the guides folder joined the library", "file", name)
	case err == nil, ctx.Err() != nil:
	case refused(err):
		f.log.WarnContext(ctx, "a file in the guides folder is not taken", "file", name, "why", plainly(err, models.CameFolder).Error())
	default: // it may be taken the next time
		now.settled = false
		if now.said != err.Error() {
			now.said = err.Error()
			f.log.ErrorContext(ctx, "a file in the guides folder", "file", name, "error", err)
		}
		f.seen[name] = now
	}
}

// refused reports whether a file will not be taken as long as it is as it is.
func refused(err error) bool {
	return handlers.Refusal(err, models.CameFolder) != nil || errors.Is(err, errLink) || errors.Is(err, errNoFile) ||
		errors.Is(err, fs.ErrPermission)
}

// Why a file is not taken, where it is not for its text.
var (
	errLink    = errors.New("it is a link; only files that lie in the folder themselves are taken")
	errNoFile  = errors.New("it is no file of text; folders and devices are not looked into")
	errChanged = errors.New("it was changed while it was read")
)

func (f *folder) bring(ctx context.Context, root *os.Root, name string, info fs.FileInfo) (added bool, err error) {
	switch {
	case info.Mode()&fs.ModeSymlink != 0:
		return false, errLink
	case !info.Mode().IsRegular():
		return false, errNoFile
	case info.Size() > article.MaxSource:
		return false, article.ErrTooLarge
	}
	content, err := readWhole(root, name, info)
	if err != nil {
		return false, err
	}
	g, advice, err := models.Brought{Came: models.CameFolder, File: name, Content: content}.Guide()
	if err != nil {
		return false, err
	}
	return f.store.AddFolderGuide(ctx, g, advice)
}

// readWhole reads a file that is still what it was found to be.
func readWhole(root *os.Root, name string, found fs.FileInfo) ([]byte, error) {
	file, err := root.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0) // a pipe in its place must not hold us up
	if err != nil {
		return nil, err
	}
	defer file.Close()
	if opened, err := file.Stat(); err != nil || !os.SameFile(found, opened) || opened.Size() != found.Size() {
		return nil, errors.Join(errChanged, err)
	}
	content, err := io.ReadAll(io.LimitReader(file, article.MaxSource+1))
	if err == nil && int64(len(content)) != found.Size() {
		err = errChanged
	}
	return content, err
}
