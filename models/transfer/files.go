package transfer

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// headSize is how much of a file formats recognise it by.
const headSize = 4 << 10

// Files are what somebody gave to be read: a file, several, a folder or what an
// archive unfolds to. Their names are paths with slashes. What all of them come
// to is bounded by MaxFile, counted as it is read.
type Files struct {
	names []string
	at    map[string]source
	heads map[string][]byte
	read  map[string]int64 // how far each was read; the same again costs nothing
	total int64
	disk  map[string]string // where what was unfolded lies
	temp  string            // folder of what was unfolded, made when it is needed
	owned []io.Closer
	ctx   context.Context // ends all reading; of the Read that runs
}

// source is where one file comes from.
type source struct {
	open func() (io.ReadCloser, error)
	disk string // its path, empty within an archive
	size int64  // as it is said
}

// Open opens a file, an archive, a folder, or several files. It fails with
// *Error where they are no good.
func Open(paths ...string) (*Files, error) {
	f := &Files{
		at: map[string]source{}, heads: map[string][]byte{}, read: map[string]int64{}, disk: map[string]string{},
		ctx: context.Background(),
	}
	if err := f.openAll(paths); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	f.unwrap()
	slices.Sort(f.names)
	return f, nil
}

func (f *Files) openAll(paths []string) error {
	if len(paths) == 0 {
		return &Error{Said: "There is no file to read."}
	}
	if len(paths) > MaxFiles {
		return tooMany()
	}
	for _, p := range paths {
		if err := f.openOne(p, len(paths) == 1); err != nil {
			return err
		}
	}
	if len(f.names) == 0 {
		return &Error{Said: "There is no file in it."}
	}
	return nil
}

func (f *Files) openOne(name string, alone bool) error {
	base := filepath.Base(name)
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return &Error{File: base, Said: "There is no such file."}
	case err != nil:
		return fmt.Errorf("transfer: %w", err)
	case info.IsDir() && alone:
		return f.openFolder(name)
	case info.IsDir():
		return &Error{File: base, Said: "Bring a folder by itself."}
	case !info.Mode().IsRegular():
		return &Error{File: base, Said: "This is no file that can be read."}
	case info.Size() > MaxFile:
		return tooLarge(base)
	}
	packed, err := isZip(name)
	switch {
	case err != nil:
		return fmt.Errorf("transfer: %w", err)
	case packed && alone:
		return f.openZip(name, info.Size())
	case packed:
		return &Error{File: base, Said: "Bring an archive by itself."}
	}
	return f.add(base, source{
		open: func() (io.ReadCloser, error) { return os.Open(name) }, disk: name, size: info.Size(),
	})
}

// openFolder adds the regular files below dir. Links are not followed.
func (f *Files) openFolder(dir string) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return fmt.Errorf("transfer: %w", err)
	}
	f.owned = append(f.owned, root)
	seen := 0
	for folders := []string{"."}; len(folders) > 0; folders = folders[1:] {
		below, err := f.addFolder(root, dir, folders[0], &seen)
		if err != nil {
			return err
		}
		folders = append(folders, below...)
	}
	return nil
}

// addFolder adds the files of one folder and returns the folders in it. It
// counts what it meets, so that a folder without end is left early.
func (f *Files) addFolder(root *os.Root, dir, at string, seen *int) (folders []string, err error) {
	folder, err := root.Open(at)
	if err != nil {
		return nil, fmt.Errorf("transfer: %w", err)
	}
	defer folder.Close()
	for {
		list, err := folder.ReadDir(256)
		if errors.Is(err, io.EOF) {
			return folders, nil
		} else if err != nil {
			return nil, fmt.Errorf("transfer: %w", err)
		}
		for _, one := range list {
			if *seen++; *seen > MaxFiles {
				return nil, tooMany()
			}
			name := path.Join(at, one.Name())
			if one.IsDir() {
				folders = append(folders, name)
				continue
			}
			info, err := one.Info()
			if err != nil || !info.Mode().IsRegular() {
				continue
			}
			if err := f.add(name, source{
				open: func() (io.ReadCloser, error) { return root.Open(name) },
				disk: filepath.Join(dir, filepath.FromSlash(name)), size: info.Size(),
			}); err != nil {
				return nil, err
			}
		}
	}
}

// junk are files that systems leave behind by themselves.
var junk = []string{".DS_Store", "Thumbs.db", "desktop.ini"}

// add makes a file known by a name that can be shown.
func (f *Files) add(name string, s source) error {
	base := path.Base(name)
	if slices.Contains(junk, base) || strings.HasPrefix(base, "._") || slices.Contains(strings.Split(name, "/"), "__MACOSX") {
		return nil
	}
	name = shown(name)
	if _, twice := f.at[name]; twice {
		return &Error{File: name, Said: "There are two files of this name."}
	}
	f.at[name] = s
	f.names = append(f.names, name)
	return nil
}

// unwrap leaves out the folders that all files lie in.
func (f *Files) unwrap() {
	for {
		top, _, ok := strings.Cut(f.names[0], "/")
		for _, name := range f.names {
			ok = ok && strings.HasPrefix(name, top+"/")
		}
		if !ok {
			return
		}
		at := make(map[string]source, len(f.at))
		for i, name := range f.names {
			f.names[i] = name[len(top)+1:]
			at[f.names[i]] = f.at[name]
		}
		f.at = at
	}
}

// Close lets go of the files and removes what was unfolded.
func (f *Files) Close() error {
	var errs []error
	for _, c := range f.owned {
		errs = append(errs, c.Close())
	}
	f.owned = nil
	if f.temp != "" {
		errs = append(errs, os.RemoveAll(f.temp))
		f.temp = ""
	}
	return errors.Join(errs...)
}

// Names returns the names of the files, in order.
func (f *Files) Names() []string { return slices.Clone(f.names) }

// Has reports whether there is a file of this name.
func (f *Files) Has(name string) bool { _, ok := f.at[name]; return ok }

// Size returns how many bytes a file says that it has, which may be untrue of
// one in an archive; 0 where there is none.
func (f *Files) Size(name string) int64 { return f.at[name].size }

// Head returns the first 4 KiB of a file, or what there is of them.
func (f *Files) Head(name string) []byte {
	if head, ok := f.heads[name]; ok {
		return head
	}
	head := make([]byte, headSize)
	n := 0
	if r, err := f.Open(name); err == nil {
		n, _ = io.ReadFull(r, head)
		r.Close()
	}
	f.heads[name] = head[:n:n]
	return f.heads[name]
}

// Open opens a file to be read from its begin. Reading fails with *Error when
// all files together come to more than MaxFile.
func (f *Files) Open(name string) (io.ReadCloser, error) {
	s, ok := f.at[name]
	if !ok {
		return nil, &Error{File: name, Said: "This file is missing."}
	}
	r, err := s.open()
	if err != nil {
		return nil, damage(name, err)
	}
	return &counted{files: f, name: name, r: r}, nil
}

// OnDisk returns a path that the file can be opened at by programs; one in an
// archive is unfolded into a folder that Close removes.
func (f *Files) OnDisk(name string) (string, error) {
	if p := f.at[name].disk; p != "" {
		return p, nil
	}
	if p := f.disk[name]; p != "" {
		return p, nil
	}
	r, err := f.Open(name)
	if err != nil {
		return "", err
	}
	defer r.Close()
	if f.temp == "" {
		if f.temp, err = os.MkdirTemp("", "gloss-import-"); err != nil {
			return "", fmt.Errorf("transfer: %w", err)
		}
	}
	to, err := os.CreateTemp(f.temp, "file-")
	if err != nil {
		return "", fmt.Errorf("transfer: %w", err)
	}
	_, err = io.Copy(to, r)
	if err = errors.Join(err, to.Close()); err != nil {
		os.Remove(to.Name())
		return "", err
	}
	f.disk[name] = to.Name()
	return to.Name(), nil
}

// counted counts what is read of a file against what all may come to.
type counted struct {
	files *Files
	name  string
	r     io.ReadCloser
	at    int64
}

func (c *counted) Read(p []byte) (int, error) {
	f := c.files
	if err := f.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := c.r.Read(p)
	c.at += int64(n)
	if more := c.at - f.read[c.name]; more > 0 {
		f.read[c.name] = c.at
		f.total += more
	}
	if f.total > MaxFile {
		return 0, tooLarge("")
	}
	if err != nil && !errors.Is(err, io.EOF) {
		err = damage(c.name, err)
	}
	return n, err
}

func (c *counted) Close() error { return c.r.Close() }

func tooLarge(name string) *Error {
	return &Error{File: name, Said: fmt.Sprintf("This is too large: at most %d MiB, please, unfolded too.", MaxFile>>20)}
}

func tooMany() *Error {
	return &Error{Said: fmt.Sprintf("There are too many files: at most %d, please.", MaxFiles)}
}
