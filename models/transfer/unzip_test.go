package transfer_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gloss/models/transfer"
)

// zeros gives so many of them.
type zeros int

func (z *zeros) Read(p []byte) (int, error) {
	if *z <= 0 {
		return 0, io.EOF
	}
	p = p[:min(len(p), int(*z))]
	clear(p)
	*z -= zeros(len(p))
	return len(p), nil
}

// bomb is an archive of files that unfold to so many bytes each.
func bomb(t *testing.T, files, size int) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	w.RegisterCompressor(zip.Deflate, func(to io.Writer) (io.WriteCloser, error) { return flate.NewWriter(to, flate.BestSpeed) })
	for i := range files {
		f, err := w.Create(strings.Repeat("a", i+1) + ".db")
		if err != nil {
			t.Fatal(err)
		}
		z := zeros(size)
		if _, err := io.Copy(f, &z); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(folder(t, "bomb.zip", b.String()), "bomb.zip")
}

func TestBombsAreLeftAtTheBound(t *testing.T) {
	for name, path := range map[string]string{"one": bomb(t, 1, 80<<20), "many": bomb(t, 10, 8<<20)} {
		f := opened(t, path)
		var err error
		n := int64(0)
		for _, one := range f.Names() {
			r, wrong := f.Open(one)
			if wrong != nil {
				t.Fatal(wrong)
			}
			var read int64
			read, err = io.Copy(io.Discard, r)
			r.Close()
			if n += read; err != nil {
				break
			}
		}
		if refusedAs(t, err, "64 MiB"); n > transfer.MaxFile+1<<20 {
			t.Errorf("%s: read %d bytes", name, n)
		}
		_, err = f.OnDisk(f.Names()[len(f.Names())-1])
		refusedAs(t, err, "64 MiB")
	}
}

// What was read once may be read again.
func TestReadingAgainCostsNothing(t *testing.T) {
	f := opened(t, bomb(t, 1, 40<<20))
	for range 3 {
		r, err := f.Open("a.db")
		if err != nil {
			t.Fatal(err)
		}
		if n, err := io.Copy(io.Discard, r); err != nil || n != 40<<20 {
			t.Errorf("%d %v", n, err)
		}
		r.Close()
	}
}

// listing is an archive that lists so many files and says that it has said.
func listing(t *testing.T, n int, said uint16, name string) string {
	t.Helper()
	local := append([]byte("PK\x03\x04"), make([]byte, 26)...)
	binary.LittleEndian.PutUint16(local[26:], 1)
	local = append(local, 'a')
	one := append([]byte("PK\x01\x02"), make([]byte, 42)...)
	binary.LittleEndian.PutUint16(one[28:], uint16(len(name)))
	one = append(one, name...)
	end := append([]byte("PK\x05\x06"), make([]byte, 18)...)
	binary.LittleEndian.PutUint16(end[8:], said)
	binary.LittleEndian.PutUint16(end[10:], said)
	binary.LittleEndian.PutUint32(end[12:], uint32(n*len(one)))
	binary.LittleEndian.PutUint32(end[16:], uint32(len(local)))
	at := filepath.Join(t.TempDir(), "many.zip")
	file, err := os.Create(at)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for _, part := range [][]byte{local, bytes.Repeat(one, n), end} {
		if _, err := file.Write(part); err != nil {
			t.Fatal(err)
		}
	}
	return at
}

func TestArchivesOfTooManyFiles(t *testing.T) {
	for _, c := range []struct {
		n      int
		said   uint16
		name   string
		reason string
	}{
		{1_000_000, 1_000_000 % (1 << 16), "a", "too many files"},
		{1_000_000, 1, "a", "too many files"},
		{transfer.MaxFiles + 1, 2, "a", "too many files"},
		{3000, 3000, strings.Repeat("n", 9000), "list of files is too long"},
		{2, 1, "a", "damaged"},
	} {
		path := listing(t, c.n, c.said, c.name)
		cost := allocated(func() {
			f, err := transfer.Open(path)
			if refusedAs(t, err, c.reason); err == nil {
				f.Close()
			}
		})
		if cost > 16<<20 {
			t.Errorf("%d entries, %d said: %d bytes allocated", c.n, c.said, cost)
		}
	}
}

func TestFoldersOfTooManyFiles(t *testing.T) {
	dir := t.TempDir()
	for i := range 3 {
		if err := os.Mkdir(filepath.Join(dir, string(rune('a'+i))), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	for i := range transfer.MaxFiles {
		file, err := os.CreateTemp(filepath.Join(dir, string(rune('a'+i%3))), "f")
		if err != nil {
			t.Fatal(err)
		}
		file.Close()
	}
	_, err := transfer.Open(dir)
	refusedAs(t, err, "too many files")
}

func TestNamesInArchives(t *testing.T) {
	for _, name := range []string{"../a", "a/../../b", "/etc/passwd", `\\server\a`, `..\a`, "a/..", strings.Repeat("n", 1025), "b/../c"} {
		_, err := transfer.Open(zipped(t, name, "x", "other", "y"))
		refusedAs(t, err, "cannot have this name")
	}
	for name, want := range map[string]string{"./a//b.txt": "a/b.txt", `c\d`: "c/d", "x\x00y\n": "x_y_", "bad\xff": "bad_"} {
		f := opened(t, zipped(t, name, "x", "other", "y"))
		if !f.Has(want) {
			t.Errorf("%q became %q, want %q", name, f.Names(), want)
		}
	}
	_, err := transfer.Open(zipped(t, "a/b", "x", `a\b`, "y"))
	refusedAs(t, err, "two files of this name")
}

func TestNestedArchivesStayShut(t *testing.T) {
	inner, err := os.ReadFile(zipped(t, "habits", "Walk: 1", "log", ""))
	if err != nil {
		t.Fatal(err)
	}
	f := opened(t, zipped(t, "inner.zip", string(inner), "b", "x"))
	if got := f.Names(); len(got) != 2 || got[1] != "inner.zip" {
		t.Errorf("%q", got)
	}
}

func TestDamagedArchives(t *testing.T) {
	bytes, err := os.ReadFile(zipped(t, "a", strings.Repeat("some text ", 1000), "b", "x"))
	if err != nil {
		t.Fatal(err)
	}
	text := string(bytes)
	for name, text := range map[string]string{
		"cut": text[:len(text)-30], "half": text[:len(text)/2], "head alone": text[:4], "end alone": "PK\x05\x06",
		"an end too many": text + "PK\x05\x06" + strings.Repeat("\xff", 18),
	} {
		path := filepath.Join(folder(t, "d.zip", text), "d.zip")
		f, err := transfer.Open(path)
		if refusedAs(t, err, "damaged"); err == nil {
			t.Errorf("%s: %q", name, f.Names())
			f.Close()
		}
	}
	locked := strings.Replace(strings.Replace(text, "PK\x03\x04\x14\x00\x08", "PK\x03\x04\x14\x00\x09", 2),
		"PK\x01\x02\x14\x00\x14\x00\x08", "PK\x01\x02\x14\x00\x14\x00\x09", 2)
	_, err = transfer.Open(filepath.Join(folder(t, "l.zip", locked), "l.zip"))
	refusedAs(t, err, "password")
	broken := []byte(text)
	broken[40] ^= 0xff
	f := opened(t, filepath.Join(folder(t, "b.zip", string(broken)), "b.zip"))
	r, err := f.Open("a")
	if err == nil {
		_, err = io.ReadAll(r)
		r.Close()
	}
	refusedAs(t, err, "damaged")
}
