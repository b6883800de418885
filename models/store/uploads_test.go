package store_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gloss/models"
	"gloss/models/store"
	"gloss/models/transfer"
)

// sent is one file of an upload.
type sent struct{ name, content string }

// upload keeps files for a person.
func upload(s *store.Store, userID, id string, files ...sent) (store.Upload, error) {
	return s.AddUpload(userID, id, func() (string, io.Reader, error) {
		if len(files) == 0 {
			return "", nil, io.EOF
		}
		one := files[0]
		files = files[1:]
		return one.name, strings.NewReader(one.content), nil
	})
}

// lying lists what lies in the folder of uploads.
func lying(t testing.TB, dir string) []string {
	t.Helper()
	var all []string
	err := filepath.WalkDir(filepath.Join(dir, store.UploadDir), func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			all = append(all, filepath.Base(path))
		}
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return all
}

func TestUploadsAreKept(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	ana := newPerson(t, s, "ana").id
	u, err := upload(s, ana, "upload-number-1", sent{"Habits.csv", "one"}, sent{"../Habits.csv", "two"}, sent{`C:\x\..\.hidden`, "three"},
		sent{strings.Repeat("ä", 300) + ".csv", ""}, sent{"", "five"}, sent{"a\x00b\nc\xff", "six"})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"Habits-2.csv", "Habits.csv", "a-b-c-", "file", "hidden", strings.Repeat("ä", 58) + ".csv"}
	if diff := cmp.Diff(want, u.Names()); diff != "" {
		t.Error(diff)
	}
	if u.Size != int64(len("onetwothreefivesix")) || len(lying(t, dir)) != 6 {
		t.Errorf("%d bytes in %q", u.Size, lying(t, dir))
	}
	for _, path := range append([]string{filepath.Join(dir, store.UploadDir), filepath.Dir(u.Paths[0])}, u.Paths...) {
		info, err := os.Stat(path)
		if err != nil || info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s can be read by others: %v %v", path, info.Mode(), err)
		}
	}
	again, err := s.Upload(ana, u.ID)
	if diff := cmp.Diff(u, again); err != nil || diff != "" {
		t.Error(err, diff)
	}
	if waiting, there, err := s.Waiting(ana); err != nil || !there || waiting.ID != u.ID {
		t.Errorf("%+v waits, %v", waiting, err)
	}
	// The next takes the place of the one before.
	if _, err := upload(s, ana, "upload-number-2", sent{"b.csv", "b"}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Upload(ana, u.ID); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("the one before: %v", err)
	}
	if err := s.RemoveUpload(ana, "upload-number-2"); err != nil || len(lying(t, dir)) != 0 {
		t.Errorf("removed, there are %q %v", lying(t, dir), err)
	}
	if err := s.RemoveUpload(ana, "upload-number-2"); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("removed twice: %v", err)
	}
}

// What cannot be kept leaves nothing behind, and what was there stays.
func TestUploadsThatAreNotKept(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	ana := newPerson(t, s, "ana").id
	if _, err := upload(s, ana, "upload-number-1", sent{"a.csv", "a"}); err != nil {
		t.Fatal(err)
	}
	broken := errors.New("broken")
	for name, c := range map[string]struct {
		userID, id string
		next       func() (string, io.Reader, error)
		want       error
	}{
		"none":   {ana, "upload-number-2", func() (string, io.Reader, error) { return "", nil, io.EOF }, store.ErrUploadNone},
		"broken": {ana, "upload-number-2", func() (string, io.Reader, error) { return "", nil, broken }, broken},
		"broken later": {ana, "upload-number-2", func() (string, io.Reader, error) {
			return "x", io.MultiReader(bytes.NewReader([]byte("x")), failing{broken}), nil
		}, broken},
		"large":        {ana, "upload-number-2", func() (string, io.Reader, error) { return "x", io.LimitReader(zeros{}, transfer.MaxFile+1), nil }, store.ErrUploadLarge},
		"large in all": {ana, "upload-number-2", func() (string, io.Reader, error) { return "x", io.LimitReader(zeros{}, transfer.MaxFile/2+1), nil }, store.ErrUploadLarge},
		"many":         {ana, "upload-number-2", func() (string, io.Reader, error) { return "x", strings.NewReader(""), nil }, store.ErrUploadMany},
		"a path":       {ana, "../../elsewhere", nil, models.ErrNotFound},
		"another path": {"../ana/../../x", "upload-number-2", nil, models.ErrNotFound},
	} {
		t.Run(name, func(t *testing.T) {
			n := 0
			_, err := s.AddUpload(c.userID, c.id, func() (string, io.Reader, error) {
				n++
				name, r, err := c.next()
				return fmt.Sprint(name, n), r, err
			})
			if !errors.Is(err, c.want) {
				t.Errorf("%v", err)
			}
			if got := lying(t, dir); !cmp.Equal(got, []string{"a.csv"}) {
				t.Errorf("there lie %q", got)
			}
		})
	}
	for _, id := range []string{"", ".", "..", "../x", "upload-number-1/../upload-number-1", "none-of-these"} {
		if _, err := s.Upload(ana, id); !errors.Is(err, models.ErrNotFound) {
			t.Errorf("%q: %v", id, err)
		}
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

// What had its day, and what belongs to nobody any more, is swept; nothing else.
func TestUploadsAreSwept(t *testing.T) {
	dir, now := t.TempDir(), newClock()
	s := open(t, dir, func(o *store.Options) { o.Now = now.now })
	ana := newPerson(t, s, "ana").id
	if _, err := upload(s, ana, "upload-number-1", sent{"ana.csv", "a"}); err != nil {
		t.Fatal(err)
	}
	if _, err := upload(s, "somebody-long-gone", "upload-number-2", sent{"gone.csv", "a"}); err != nil {
		t.Fatal(err)
	}
	half, done, err := s.Scratch()
	if err == nil {
		err = os.WriteFile(filepath.Join(half, "half.csv"), nil, 0o600)
	}
	if err == nil {
		err = os.Chtimes(half, now.now(), now.now())
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, store.UploadDir, "README"), nil, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer done()
	for _, step := range []struct {
		after time.Duration
		want  []string
	}{
		{0, []string{"half.csv", "README", "ana.csv"}},
		{2 * time.Hour, []string{"README", "ana.csv"}},
		{25 * time.Hour, []string{"README"}},
	} {
		now.pass(step.after)
		if err := s.SweepUploads(t.Context()); err != nil {
			t.Fatal(err)
		}
		got := lying(t, dir)
		for _, name := range step.want {
			if !strings.Contains(strings.Join(got, " "), name) {
				t.Errorf("after %v %s is gone", step.after, name)
			}
		}
		if len(got) != len(step.want) {
			t.Errorf("after %v there lie %q", step.after, got)
		}
	}
	if _, err := upload(s, ana, "upload-number-3", sent{"ana.csv", "a"}); err != nil {
		t.Fatal(err)
	}
	if err := s.RemoveUser(t.Context(), ana); err != nil || len(lying(t, dir)) != 1 {
		t.Errorf("with the account gone there lie %q, %v", lying(t, dir), err)
	}
}
