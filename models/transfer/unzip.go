package transfer

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
)

// maxList is how many bytes an archive's list of files may take: room for 4000
// long names.
const maxList = 4 << 20

// The first bytes of archives, and those of each line of their lists.
var (
	zipFile  = []byte("PK\x03\x04")
	zipEmpty = []byte("PK\x05\x06")
	zipEntry = []byte("PK\x01\x02")
)

// isZip reports whether a file begins as an archive does.
func isZip(name string) (bool, error) {
	f, err := os.Open(name)
	if err != nil {
		return false, err
	}
	defer f.Close()
	head := make([]byte, len(zipFile))
	if _, err := io.ReadFull(f, head); err != nil {
		return false, nil
	}
	return bytes.Equal(head, zipFile) || bytes.Equal(head, zipEmpty), nil
}

// openZip adds the files of an archive. How many it lists is counted before the
// list is built, by the marks that begin its lines: the number that the archive
// says of itself may lie.
func (f *Files) openZip(name string, size int64) error {
	file, err := os.Open(name)
	if err != nil {
		return fmt.Errorf("transfer: %w", err)
	}
	f.owned = append(f.owned, file)
	n, err := countMarks(io.NewSectionReader(file, 0, size), zipEntry)
	if err != nil {
		return fmt.Errorf("transfer: %w", err)
	}
	if n > MaxFiles {
		return tooMany()
	}
	at := &measured{r: file, left: maxList}
	archive, err := zip.NewReader(at, size)
	at.left = -1
	switch {
	case at.over:
		return &Error{Said: "The archive’s list of files is too long."}
	case err != nil && !errors.Is(err, zip.ErrInsecurePath):
		return damage("", err)
	}
	for _, one := range archive.File {
		if err := f.addPacked(one); err != nil {
			return err
		}
	}
	return nil
}

func (f *Files) addPacked(one *zip.File) error {
	name, err := packedName(one.Name)
	if err != nil {
		return err
	}
	if !one.Mode().IsRegular() || strings.HasSuffix(strings.ReplaceAll(one.Name, `\`, "/"), "/") {
		return nil
	}
	if one.Flags&1 != 0 {
		return &Error{File: shown(name), Said: "This is locked with a password. Unfold it first."}
	}
	return f.add(name, source{
		open: one.Open,
		size: int64(min(one.UncompressedSize64, MaxFile+1)),
	})
}

// packedName is the path of a file in an archive, which must stay within it.
func packedName(said string) (string, error) {
	name := strings.ReplaceAll(strings.ToValidUTF8(said, "_"), `\`, "/")
	clean := path.Clean(name)
	if len(said) > 1024 || !fs.ValidPath(clean) || strings.HasPrefix(name, "/") || strings.Contains("/"+name+"/", "/../") {
		return "", &Error{File: shown(name), Said: "A file of an archive cannot have this name."}
	}
	return clean, nil
}

// countMarks counts how often mark stands in what r gives.
func countMarks(r io.Reader, mark []byte) (n int, err error) {
	buf := make([]byte, 256<<10)
	kept := 0
	for {
		more, err := r.Read(buf[kept:])
		have := buf[:kept+more]
		n += bytes.Count(have, mark)
		kept = copy(buf, have[max(0, len(have)-len(mark)+1):])
		if errors.Is(err, io.EOF) {
			return n, nil
		} else if err != nil {
			return n, err
		}
	}
}

// measured stops reading after so many bytes; below zero it does not.
type measured struct {
	r    io.ReaderAt
	left int64
	over bool
}

func (m *measured) ReadAt(p []byte, off int64) (int, error) {
	if m.left >= 0 {
		if m.left -= int64(len(p)); m.left < 0 {
			m.over, m.left = true, 0
			return 0, io.ErrUnexpectedEOF
		}
	}
	return m.r.ReadAt(p, off)
}

// damage puts into words what is wrong with an archive or with a disk.
func damage(name string, err error) error {
	var corrupt flate.CorruptInputError
	var said *Error
	switch {
	case errors.As(err, &said):
		return said
	case errors.Is(err, zip.ErrAlgorithm):
		return &Error{File: name, Said: "This is packed in a way that Gloss does not know."}
	case errors.Is(err, zip.ErrFormat), errors.Is(err, zip.ErrChecksum), errors.Is(err, io.ErrUnexpectedEOF), errors.As(err, &corrupt):
		return &Error{File: name, Said: "The archive is damaged."}
	}
	return fmt.Errorf("transfer: %w", err)
}
