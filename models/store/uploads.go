package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"gloss/models"
	"gloss/models/transfer"
)

// UploadDir is where, within the data folder, files wait that people gave to be
// brought in: a folder for each, named by the person and an id, which nobody
// else on the machine may look into.
const UploadDir = "imports"

// Bounds on what waits there.
const (
	uploadKept    = 24 * time.Hour
	scratchKept   = time.Hour // what was left by work that was cut off
	scratchPrefix = ".half-"
	maxUploadName = 120 // bytes of a file's name on the disk
)

// Errors of uploads that a person may be told of.
var (
	ErrUploadLarge = fmt.Errorf("the files are larger than %d MB together", transfer.MaxFile>>20)
	ErrUploadMany  = fmt.Errorf("these are more than %d files", transfer.MaxFiles)
	ErrUploadNone  = errors.New("no file was given")
)

// Upload is what a person gave to be brought in.
type Upload struct {
	ID    string
	Paths []string // of its files, in the order of their names
	Size  int64    // in bytes
	At    time.Time
}

// Names are the names of the files as they were given, but for what a disk does
// not take.
func (u Upload) Names() []string {
	names := make([]string, len(u.Paths))
	for i, path := range u.Paths {
		names[i] = filepath.Base(path)
	}
	return names
}

// AddUpload keeps the files that next gives until it answers io.EOF, in place of
// whatever the person had given before. It fails with ErrUploadLarge,
// ErrUploadMany, ErrUploadNone and ErrDiskFull, and with what next or a reader
// fails with; then nothing of it is kept, and what was there before stays.
func (s *Store) AddUpload(userID, id string, next func() (name string, r io.Reader, err error)) (Upload, error) {
	if !fileID(userID) || !fileID(id) {
		return Upload{}, models.ErrNotFound
	}
	half, done, err := s.Scratch()
	if err != nil {
		return Upload{}, err
	}
	defer done()
	if err := fillUpload(half, next); err != nil {
		return Upload{}, onDisk("add upload", err)
	}
	now := s.now()
	if err := os.Chtimes(half, now, now); err != nil {
		return Upload{}, onDisk("add upload", err)
	}
	s.uploading.Lock()
	defer s.uploading.Unlock()
	if err := s.RemoveUploads(userID); err != nil {
		return Upload{}, err
	}
	if err := os.Rename(half, s.uploadAt(userID, id)); err != nil {
		return Upload{}, onDisk("add upload", err)
	}
	return s.Upload(userID, id)
}

// fillUpload writes files into a folder.
func fillUpload(dir string, next func() (string, io.Reader, error)) error {
	left := int64(transfer.MaxFile)
	for n := 0; ; n++ {
		name, r, err := next()
		switch {
		case err == io.EOF && n == 0: // alone: wrapped, it is a form that is cut off
			return ErrUploadNone
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		case n == transfer.MaxFiles:
			return ErrUploadMany
		}
		f, err := createNamed(dir, uploadName(name))
		if err != nil {
			return err
		}
		size, err := io.Copy(f, io.LimitReader(r, left+1))
		if err = errors.Join(err, f.Close()); err != nil {
			return err
		}
		if left -= size; left < 0 {
			return ErrUploadLarge
		}
	}
}

// createNamed makes a file that was not there, under a name like the one that is
// asked for.
func createNamed(dir, name string) (*os.File, error) {
	ending := filepath.Ext(name)
	for n := 1; ; n++ {
		free := name
		if n > 1 {
			free = strings.TrimSuffix(name, ending) + "-" + strconv.Itoa(n) + ending
		}
		f, err := os.OpenFile(filepath.Join(dir, free), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if !errors.Is(err, fs.ErrExist) || n > transfer.MaxFiles {
			return f, err
		}
	}
}

// uploadName is the name of a file as a disk takes it: no folder, nothing hidden,
// not too long. Its ending stays.
func uploadName(name string) string {
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	name = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r == ':' || r == '\uFFFD' {
			return '-'
		}
		return r
	}, strings.ToValidUTF8(name, "-"))
	name = strings.TrimLeft(strings.TrimSpace(name), ".")
	if len(name) > maxUploadName {
		ending := filepath.Ext(name)
		if len(ending) > 16 {
			ending = ""
		}
		name = strings.ToValidUTF8(name[:maxUploadName-len(ending)], "") + ending
	}
	if name == "" {
		return "file"
	}
	return name
}

// Upload finds what a person gave. It fails with ErrNotFound, also where it lies
// there for a day.
func (s *Store) Upload(userID, id string) (Upload, error) {
	if !fileID(userID) || !fileID(id) {
		return Upload{}, models.ErrNotFound
	}
	dir := s.uploadAt(userID, id)
	info, err := os.Lstat(dir)
	if errors.Is(err, fs.ErrNotExist) || err == nil && (!info.IsDir() || s.now().Sub(info.ModTime()) > uploadKept) {
		return Upload{}, models.ErrNotFound
	}
	if err != nil {
		return Upload{}, onDisk("upload", err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return Upload{}, onDisk("upload", err)
	}
	u := Upload{ID: id, At: info.ModTime()}
	for _, e := range entries {
		info, err := e.Info()
		if err != nil {
			return Upload{}, onDisk("upload", err)
		}
		u.Size += info.Size()
		u.Paths = append(u.Paths, filepath.Join(dir, e.Name()))
	}
	return u, nil
}

// Waiting finds what a person gave last, and reports whether there is anything.
func (s *Store) Waiting(userID string) (Upload, bool, error) {
	names, err := s.uploads()
	if err != nil {
		return Upload{}, false, err
	}
	for _, name := range names {
		if whose, id, ok := uploadOf(name); ok && whose == userID {
			u, err := s.Upload(userID, id)
			if errors.Is(err, models.ErrNotFound) {
				continue
			}
			return u, err == nil, err
		}
	}
	return Upload{}, false, nil
}

// RemoveUpload removes what a person gave. It fails with ErrNotFound.
func (s *Store) RemoveUpload(userID, id string) error {
	if _, err := s.Upload(userID, id); err != nil {
		return err
	}
	return onDisk("remove upload", os.RemoveAll(s.uploadAt(userID, id)))
}

// RemoveUploads removes all that a person gave.
func (s *Store) RemoveUploads(userID string) error {
	names, err := s.uploads()
	if err != nil {
		return err
	}
	for _, name := range names {
		if whose, _, ok := uploadOf(name); ok && whose == userID {
			err = errors.Join(err, os.RemoveAll(filepath.Join(s.dir, UploadDir, name)))
		}
	}
	return onDisk("remove uploads", err)
}

// SweepUploads removes what lies there for a day or belongs to nobody any more,
// and what was left by work that was cut off.
func (s *Store) SweepUploads(ctx context.Context) error {
	names, err := s.uploads()
	if err != nil || len(names) == 0 {
		return err
	}
	people, err := s.Users(ctx)
	if err != nil {
		return err
	}
	for _, name := range names {
		kept := scratchKept
		if whose, _, ok := uploadOf(name); ok {
			kept = uploadKept
			if !slices.ContainsFunc(people, func(u models.User) bool { return u.ID == whose }) {
				kept = 0
			}
		} else if !strings.HasPrefix(name, scratchPrefix) {
			continue // not ours to remove
		}
		path := filepath.Join(s.dir, UploadDir, name)
		info, statErr := os.Lstat(path)
		if statErr != nil || s.now().Sub(info.ModTime()) <= kept && kept > 0 {
			continue
		}
		err = errors.Join(err, os.RemoveAll(path))
	}
	return onDisk("sweep uploads", err)
}

// Scratch makes an empty folder to work in, on the disk of the data, which
// nobody else on the machine may look into; done removes it.
func (s *Store) Scratch() (dir string, done func(), err error) {
	in := filepath.Join(s.dir, UploadDir)
	if err := os.Mkdir(in, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return "", nil, onDisk("scratch", err)
	}
	dir, err = os.MkdirTemp(in, scratchPrefix+"*") // mode 0700
	if err != nil {
		return "", nil, onDisk("scratch", err)
	}
	now := s.now()
	if err := os.Chtimes(dir, now, now); err != nil {
		return "", nil, errors.Join(onDisk("scratch", err), os.RemoveAll(dir))
	}
	return dir, func() {
		if err := os.RemoveAll(dir); err != nil {
			s.log.Warn("a folder could not be removed", "folder", dir, "error", err)
		}
	}, nil
}

// uploads lists the folder of uploads.
func (s *Store) uploads() ([]string, error) {
	entries, err := os.ReadDir(filepath.Join(s.dir, UploadDir))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, onDisk("uploads", err)
	}
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.Name()
	}
	return names, nil
}

func (s *Store) uploadAt(userID, id string) string {
	return filepath.Join(s.dir, UploadDir, userID+"."+id)
}

// uploadOf takes the name of an upload's folder apart.
func uploadOf(name string) (userID, id string, ok bool) {
	userID, id, ok = strings.Cut(name, ".")
	return userID, id, ok && fileID(userID) && fileID(id)
}

// fileID reports whether an id can be a part of the name of a file.
func fileID(id string) bool {
	bad := models.Invalid{}
	validID(id, bad)
	return len(bad) == 0
}

// onDisk says what was being done when a file could not be handled.
func onDisk(what string, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		err = fmt.Errorf("%w (%v)", models.ErrDiskFull, err)
	}
	return wrap(what, err)
}
