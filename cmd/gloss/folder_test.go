package main

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"gloss/models/article"
	"gloss/models/store"
)

// shelf is a guides folder with a clock that is moved by hand.
type shelf struct {
	*folder
	t    *testing.T
	time time.Time
	said *record
}

func newShelf(t *testing.T) *shelf {
	t.Helper()
	s := &shelf{t: t, time: sunday, said: &record{}}
	clock := func() time.Time { return s.time }
	db, err := store.Open(context.Background(), store.Options{Dir: t.TempDir(), Now: clock, Serve: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	s.folder = newFolder(filepath.Join(t.TempDir(), "guides"), db, slog.New(slog.NewTextHandler(s.said, nil)), clock)
	s.scan(context.Background())
	return s
}

// put writes a file as if so long ago.
func (s *shelf) put(name, text string, ago time.Duration) {
	s.t.Helper()
	file := filepath.Join(s.dir, name)
	err := os.WriteFile(file, []byte(text), 0o600)
	if err == nil {
		err = os.Chtimes(file, s.time.Add(-ago), s.time.Add(-ago))
	}
	if err != nil {
		s.t.Fatal(err)
	}
}

// titles are those of the guides that everybody may read, after a look.
func (s *shelf) titles() []string {
	s.t.Helper()
	s.scan(context.Background())
	s.time = s.time.Add(folderEvery)
	list, err := s.store.Guides(context.Background(), "nobody-in-particular")
	if err != nil {
		s.t.Fatal(err)
	}
	titles := []string{}
	for _, g := range list {
		titles = append(titles, g.Title)
	}
	slices.Sort(titles)
	return titles
}

func (s *shelf) holds(want ...string) {
	s.t.Helper()
	if got := s.titles(); !slices.Equal(got, want) {
		s.t.Errorf("the library has %q, want %q\n%s", got, want, s.said)
	}
}

func text(title string) string {
	return "# " + title + "\n\nSome words about " + title + ", in a sentence.\n"
}

func TestTheFolderJoinsTheLibrary(t *testing.T) {
	s := newShelf(t)
	if info, err := os.Stat(s.dir); err != nil || info.Mode().Perm() != 0o700 {
		t.Fatalf("the folder is not made: %v", err)
	}
	s.put("a.md", text("A"), time.Hour)
	s.put("b.TXT", "B\n\nSome words about B, in a sentence.\n", time.Hour)
	s.put("c.html", "<!doctype html><title>C</title><h1>C</h1><p>Some words about C, in a sentence.", time.Hour)
	s.put("d.htm", "<!doctype html><title>D</title><h1>D</h1><p>Some other words about it, in a sentence.", time.Hour)
	s.put("e.pdf", "E", time.Hour)
	s.put(".f.md", text("F"), time.Hour)
	s.put("g", text("G"), time.Hour)
	s.holds("A", "B", "C", "D")

	// A changed file is a new guide, and one that is gone stays; the same text
	// under another name is known.
	s.put("a.md", text("A, as it is now"), time.Minute)
	s.put("again.md", text("A"), time.Minute)
	if err := os.Remove(filepath.Join(s.dir, "b.TXT")); err != nil {
		t.Fatal(err)
	}
	s.holds("A", "A, as it is now", "B", "C", "D")
	list, err := s.store.Library(context.Background(), "nobody-in-particular", nil)
	if err != nil || list[0].Came != "folder" || list[0].File == "" || list[0].OwnerID != nil {
		t.Errorf("%+v %v", list[0].Guide, err)
	}
	if got := strings.Count(s.said.String(), "WARN") + strings.Count(s.said.String(), "ERROR"); got != 0 {
		t.Errorf("there are complaints: %s", s.said)
	}
}

// A file that is being written waits until it rests.
func TestTheFolderWaitsForWholeFiles(t *testing.T) {
	s := newShelf(t)
	s.put("a.md", text("Half"), 0)
	s.holds()
	s.put("a.md", text("Half of it, and more"), 0)
	s.holds()
	s.put("a.md", text("Whole"), 0)
	s.holds()
	s.holds("Whole")
	s.put("b.md", text("From a clock that is ahead"), -time.Hour)
	s.holds("Whole")
	s.holds("From a clock that is ahead", "Whole")
}

// What cannot be taken is told of once, with why, and keeps no other waiting.
func TestTheFolderTellsOnceWhatItDoesNotTake(t *testing.T) {
	s := newShelf(t)
	outside := filepath.Join(t.TempDir(), "outside.md")
	if err := os.WriteFile(outside, []byte(text("Outside")), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, target := range map[string]string{"link.md": outside, "here.md": "z.md", "nowhere.md": "/nowhere"} {
		if err := os.Symlink(target, filepath.Join(s.dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(s.dir, "folder.md"), 0o700); err != nil {
		t.Fatal(err)
	}
	s.put("folder.md/inside.md", text("Inside"), time.Hour)
	s.put("empty.md", "", time.Hour)
	s.put("large.txt", strings.Repeat("word ", article.MaxSource/5+1), time.Hour)
	s.put("picture.txt", "\x89PNG\r\n\x1a\n\x00\x00", time.Hour)
	s.put("z.md", text("Z"), time.Hour)
	s.titles() // links are young
	for range 3 {
		s.holds("Z")
	}
	said := s.said.String()
	for name, why := range map[string]string{
		"link.md": "it is a link", "here.md": "it is a link", "nowhere.md": "it is a link", "folder.md": "it is no file of text",
		"empty.md": "There is no text in that file.", "large.txt": "larger than 2 MB", "picture.txt": "That is not a text.",
	} {
		told := 0
		for line := range strings.Lines(said) {
			if strings.Contains(line, "file="+name) && strings.Contains(line, why) {
				told++
			}
		}
		if told != 1 {
			t.Errorf("of %s it is told %d times that %q\n%s", name, told, why, said)
		}
	}
	s.put("empty.md", text("Not empty any more"), time.Minute)
	s.holds("Not empty any more", "Z")
}

// A folder that cannot be read is told of once, and found again.
func TestTheFolderItself(t *testing.T) {
	s := newShelf(t)
	if err := os.Remove(s.dir); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(s.dir, []byte("a file"), 0o600); err != nil {
		t.Fatal(err)
	}
	s.holds()
	s.holds()
	if got := strings.Count(s.said.String(), "cannot be read"); got != 1 {
		t.Errorf("told %d times: %s", got, s.said)
	}
	if err := os.Remove(s.dir); err != nil {
		t.Fatal(err)
	}
	s.holds()
	s.put("a.md", text("A"), time.Hour)
	s.holds("A")
}

// It is looked through at once and at each tick, until the end.
func TestTheFolderIsLookedThroughAtEachTick(t *testing.T) {
	s := newShelf(t)
	s.put("a.md", text("A"), time.Hour)
	ctx, stop := context.WithCancel(context.Background())
	ticks, ended := make(chan time.Time), make(chan struct{})
	go func() { defer close(ended); keepFolder(ctx, s.folder, ticks) }()
	s.said.wait(t, "file=a.md", 1)
	s.put("b.md", text("B"), time.Hour)
	ticks <- s.time
	s.said.wait(t, "file=b.md", 1)
	stop()
	<-ended
	s.store.Close() // the rest meets a database that is gone
	s.put("c.md", text("C"), time.Hour)
	for range 3 {
		s.scan(context.Background())
	}
	if got := strings.Count(s.said.String(), "file=c.md"); got != 1 {
		t.Errorf("of a file that has to wait it is told %d times: %s", got, s.said)
	}
}
