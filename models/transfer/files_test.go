package transfer_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/models/transfer"
)

// opened opens files until the test ends.
func opened(t testing.TB, paths ...string) *transfer.Files {
	t.Helper()
	f, err := transfer.Open(paths...)
	if err != nil {
		t.Fatalf("Open(%q): %v", paths, err)
	}
	t.Cleanup(func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	})
	return f
}

// whole reads all of a file.
func whole(t testing.TB, f *transfer.Files, name string) string {
	t.Helper()
	r, err := f.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return string(text)
}

// refusedAs checks that err is one for people that holds what is said.
func refusedAs(t testing.TB, err error, said string) {
	t.Helper()
	var told *transfer.Error
	if !errors.As(err, &told) || !strings.Contains(err.Error(), said) {
		t.Errorf("got %v, want *Error with %q", err, said)
	}
}

func TestFilesAreTheSameHoweverTheyCome(t *testing.T) {
	dir := folder(t, "Top/habits", "Walk: 1", "Top/sub/log", strings.Repeat("x", 5000), "Top/.DS_Store", "junk", "__MACOSX/Top/._habits", "junk")
	archive := zipped(t, "Top/", "", "Top/habits", "Walk: 1", `Top\sub\log`, strings.Repeat("x", 5000), "Top/.DS_Store", "junk", "__MACOSX/Top/._habits", "junk")
	for name, path := range map[string]string{"folder": dir, "archive": archive} {
		f := opened(t, path)
		if diff := cmp.Diff([]string{"habits", "sub/log"}, f.Names()); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		if got := whole(t, f, "habits"); got != "Walk: 1" {
			t.Errorf("%s: %q", name, got)
		}
		if head := f.Head("sub/log"); len(head) != 4096 || f.Size("sub/log") != 5000 {
			t.Errorf("%s: a head of %d bytes, %d said", name, len(head), f.Size("sub/log"))
		}
		if f.Has("Top/habits") || !f.Has("sub/log") {
			t.Errorf("%s: names", name)
		}
		at, err := f.OnDisk("habits")
		if err != nil {
			t.Fatal(err)
		}
		if text, err := os.ReadFile(at); err != nil || string(text) != "Walk: 1" {
			t.Errorf("%s on disk: %q %v", name, text, err)
		}
		again, err := f.OnDisk("habits")
		if err != nil || again != at {
			t.Errorf("%s: unfolded twice", name)
		}
	}
}

func TestFilesOfSeveralPaths(t *testing.T) {
	dir := folder(t, "habits", "a", "log", "b", "sub/log", "c")
	f := opened(t, filepath.Join(dir, "log"), filepath.Join(dir, "habits"))
	if diff := cmp.Diff([]string{"habits", "log"}, f.Names()); diff != "" {
		t.Error(diff)
	}
	if got := whole(t, f, "log"); got != "b" {
		t.Errorf("%q", got)
	}
	if _, err := f.Open("sub/log"); err == nil {
		t.Error("a file that was not given")
	}
	archive := zipped(t, "a", "b")
	for said, paths := range map[string][]string{
		"There is no file to read": nil, "no such file": {filepath.Join(dir, "nothing")},
		"folder by itself": {dir, archive}, "archive by itself": {archive, filepath.Join(dir, "log")},
		"two files of this name": {filepath.Join(dir, "log"), filepath.Join(dir, "sub", "log")},
		"no file in it":          {zipped(t)},
		"read":                   {os.DevNull},
	} {
		_, err := transfer.Open(paths...)
		refusedAs(t, err, said)
	}
}

func TestFilesFollowNoLinks(t *testing.T) {
	dir, secret := folder(t, "a", "x", "b", "y"), folder(t, "secret", "s")
	for name, to := range map[string]string{"link": filepath.Join(secret, "secret"), "folder": secret, "round": "."} {
		if err := os.Symlink(to, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff([]string{"a", "b"}, opened(t, dir).Names()); diff != "" {
		t.Error(diff)
	}
}

func TestCloseRemovesWhatWasUnfolded(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	archive := zipped(t, "good.db", "x", "bad.db", strings.Repeat("y", 1000))
	bytes, err := os.ReadFile(archive)
	if err != nil {
		t.Fatal(err)
	}
	// The checksum of the second no longer holds.
	broken := filepath.Join(folder(t, "b.zip", strings.Replace(string(bytes), "bad.db", "bad.dc", 1)), "b.zip")
	for _, path := range []string{archive, broken} {
		f, err := transfer.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range f.Names() {
			f.OnDisk(name)
		}
		if left := inTemp(t); len(left) != 1 {
			t.Errorf("unfolded to %q", left)
		}
		if err := f.Close(); err != nil {
			t.Error(err)
		}
		if left := inTemp(t); len(left) > 0 {
			t.Errorf("left: %q", left)
		}
	}
}

// inTemp lists what of ours lies where temporary files do.
func inTemp(t *testing.T) []string {
	t.Helper()
	left, err := filepath.Glob(filepath.Join(os.TempDir(), "gloss-*"))
	if err != nil {
		t.Fatal(err)
	}
	return left
}
