package store_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/store"
)

// names are those of the files in the folder of backups.
func names(t testing.TB, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Join(dir, store.BackupDir))
	if err != nil {
		t.Fatal(err)
	}
	list := []string{}
	for _, e := range entries {
		list = append(list, e.Name())
	}
	return list
}

// sameFiles fails unless the folder of backups holds these files alone.
func sameFiles(t testing.TB, dir string, want ...string) {
	t.Helper()
	if got := names(t, dir); !slices.Equal(got, want) {
		t.Errorf("there are %q, want %q", got, want)
	}
}

func TestBackUp(t *testing.T) {
	dir, c := t.TempDir(), newClock()
	s := open(t, dir, func(o *store.Options) { o.Now = c.now })
	p := newPerson(t, s, "ana")
	id := p.habit("sun", minutes(today))
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	if all, err := s.Backups(); err != nil || len(all.Daily) != 0 || all.Last() != 0 || all.Failure != nil {
		t.Errorf("before the first: %+v, %v", all, err)
	}
	must(s.BackUp(t.Context()))
	sameFiles(t, dir, "gloss-2026-11-22.db")
	p.log(id, today, models.ActAdd, five)
	c.pass(time.Hour)
	must(s.BackUp(t.Context()))
	sameFiles(t, dir, "gloss-2026-11-22.db")
	all, err := s.Backups()
	must(err)
	if b := all.Daily[0]; b.ID != "gloss-2026-11-22" || b.Kind != store.KindDaily || b.Day != today || !b.Made.Equal(c.now()) || b.Size == 0 || all.Last() != today {
		t.Errorf("%+v", b)
	}
	if info, err := os.Stat(filepath.Join(dir, store.BackupDir, "gloss-2026-11-22.db")); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v %v, want a file for its owner alone", info, err)
	}
	holds, err := s.Contents(t.Context(), all.Daily[0])
	if want := (store.Contents{Accounts: 1, Habits: 1, Days: 1}); err != nil || holds != want {
		t.Errorf("the later one holds %+v, %v", holds, err)
	}
	to := t.TempDir()
	must(store.Restore(t.Context(), to, filepath.Join(dir, store.BackupDir, "gloss-2026-11-22.db")))
	if got := (&person{t: t, s: open(t, to), id: p.id}).day(id, today); got != "5" {
		t.Errorf("restored %q", got)
	}
}

// The day of a backup is that of the server's clock and zone.
func TestBackUpGoesByTheServersDay(t *testing.T) {
	for zone, want := range map[string]string{"Pacific/Kiritimati": "gloss-2026-11-23.db", "Pacific/Pago_Pago": "gloss-2026-11-21.db", "UTC": "gloss-2026-11-22.db"} {
		loc, err := time.LoadLocation(zone)
		if err != nil {
			t.Fatal(err)
		}
		at := time.Date(2026, 11, 22, 10, 30, 0, 0, time.UTC)
		dir := t.TempDir()
		s := open(t, dir, func(o *store.Options) { o.Now = func() time.Time { return at.In(loc) } })
		if err := s.BackUp(t.Context()); err != nil {
			t.Fatal(err)
		}
		sameFiles(t, dir, want)
	}
}

// Whatever the clock does: the backup just made stays, nothing is taken away
// before it is whole, no file of another name is ever touched, those with days
// up to today are at most eleven, and on a clock that only goes on the newest
// seven days stay and one of each of the four weeks before them.
func TestRotationProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		wrong := rapid.Bool().Draw(t, "clock jumps")
		held, now, made := map[date.Date]bool{}, today, []date.Date{}
		for range rapid.IntRange(1, 120).Draw(t, "backups") {
			if wrong && rapid.IntRange(0, 9).Draw(t, "jump") == 0 {
				now += date.Date(rapid.IntRange(-4000, 4000).Draw(t, "by"))
			} else {
				now += date.Date(rapid.SampledFrom([]int{0, 1, 1, 1, 1, 2, 3, 8, 40}).Draw(t, "days"))
			}
			held[now] = true
			made = append(made, now)
			before := daysHeld(held)
			daily, weekly, drop := store.Rotation(before, now)
			all := slices.Concat(daily, weekly, drop)
			slices.Sort(all)
			if !slices.Equal(all, before) {
				t.Fatalf("of %v it says %v", before, all)
			}
			for _, d := range drop {
				delete(held, d)
			}
			if !held[now] || !slices.Contains(daily, now) {
				t.Fatalf("the backup of %s is taken away as soon as it is made", now)
			}
			if n := count(held, func(d date.Date) bool { return d <= now }); n > 11 || n < min(7, count(held, func(d date.Date) bool { return d <= now })) {
				t.Fatalf("%d are kept", n)
			}
			if n := count(held, func(d date.Date) bool { return d > now }); n > 11 {
				t.Fatalf("%d from ahead are kept", n)
			}
			if !wrong {
				keepsTheLast(t, held, made)
			}
		}
	})
}

// keepsTheLast fails unless of the days of which backups were made the newest
// seven are held, and at least one of each of the newest four weeks that have
// any older than those.
func keepsTheLast(t *rapid.T, held map[date.Date]bool, made []date.Date) {
	t.Helper()
	made = slices.Compact(slices.Sorted(slices.Values(made)))
	newest := made[max(0, len(made)-7):]
	for _, d := range newest {
		if !held[d] {
			t.Fatalf("%s is among the newest seven and was taken away", d)
		}
	}
	weeks := []date.Date{}
	for _, d := range slices.Backward(made[:len(made)-len(newest)]) {
		if w := d.Week(time.Monday).From; !slices.Contains(weeks, w) && len(weeks) < 4 {
			weeks = append(weeks, w)
			if count(held, func(h date.Date) bool { return h.Week(time.Monday).From == w }) == 0 {
				t.Fatalf("nothing is left of the week of %s", w)
			}
		}
	}
}

func daysHeld(held map[date.Date]bool) (list []date.Date) {
	for d := range held {
		list = append(list, d)
	}
	slices.Sort(list)
	return list
}

func count(held map[date.Date]bool, is func(date.Date) bool) (n int) {
	for d := range held {
		if is(d) {
			n++
		}
	}
	return n
}

// On the disk: what the rule lets go goes, what others put there stays.
func TestRotationOnTheDisk(t *testing.T) {
	dir, c := t.TempDir(), newClock()
	s := open(t, dir, func(o *store.Options) { o.Now = c.now })
	if err := s.BackUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	kept := filepath.Join(dir, store.BackupDir)
	others := []string{"old.db", "gloss-2020-01-01.db.txt", "gloss-2020-02-30.db", "my-gloss-2020-01-01.db", "before-me.db", "gloss-2020-01-01-2.db"}
	for _, name := range others {
		write(t, filepath.Join(kept, name), []byte("mine"))
	}
	if err := os.Mkdir(filepath.Join(kept, "gloss-2020-01-02.db"), 0o700); err != nil {
		t.Fatal(err)
	}
	others = append(others, "gloss-2020-01-02.db")
	for range 60 {
		c.pass(24 * time.Hour)
		if err := s.BackUp(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	all, err := s.Backups()
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, b := range all.Daily {
		said = append(said, string(b.Kind)+" "+b.Day.Format("Mon 2 Jan"))
	}
	if got := strings.Join(said, ", "); got != "daily Thu 21 Jan, daily Wed 20 Jan, daily Tue 19 Jan, daily Mon 18 Jan, daily Sun 17 Jan, daily Sat 16 Jan, daily Fri 15 Jan, "+
		"weekly Thu 14 Jan, weekly Sun 10 Jan, weekly Sun 3 Jan, weekly Sun 27 Dec" {
		t.Errorf("kept are %s", got)
	}
	left := names(t, dir)
	if len(left) != 11+len(others) {
		t.Errorf("there are %d files: %q", len(left), left)
	}
	for _, name := range others {
		if !slices.Contains(left, name) {
			t.Errorf("%s is gone, and was not ours", name)
		}
	}
}

// Of the backups made before steps of the schema the last of each of the newest
// five stays, however often a step fails.
func TestBackupsBeforeSteps(t *testing.T) {
	dir, c := filled(t), newClock()
	undo := store.AddStep("9999_wrong", "DROP TABLE no_such_table")
	for range 3 {
		c.pass(time.Minute)
		if s, err := store.Open(t.Context(), store.Options{Dir: dir, Now: c.now, Serve: true}); err == nil {
			s.Close()
			t.Fatal("a step that failed was taken")
		}
	}
	undo()
	sameFiles(t, dir, "before-9999_wrong-20261122T120300Z.db")
	for i := range 6 {
		write(t, filepath.Join(dir, store.BackupDir, fmt.Sprintf("before-000%d_step-2026112%dT120000Z.db", i, i)), []byte("x"))
	}
	defer store.AddStep("9999_right", "ALTER TABLE entries ADD COLUMN mood TEXT")()
	s := open(t, dir, func(o *store.Options) { o.Now = c.now })
	sameFiles(t, dir, "before-0003_step-20261123T120000Z.db", "before-0004_step-20261124T120000Z.db", "before-0005_step-20261125T120000Z.db",
		"before-9999_right-20261122T120300Z.db", "before-9999_wrong-20261122T120300Z.db")
	if all, err := s.Backups(); err != nil || len(all.Others) != 5 || all.Others[0].ID != "before-0005_step-20261125T120000Z" || all.Others[0].Step != "0005_step" {
		t.Errorf("%+v, %v", all.Others, err)
	}
}

// What a stop in the middle left behind goes with the next backup.
func TestHalfBackupsGo(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	if err := s.BackUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, store.BackupDir, ".gloss-half-123"), []byte("half"))
	write(t, filepath.Join(dir, store.BackupDir, ".gloss-backup-123"), []byte("somebody's own, being written"))
	write(t, filepath.Join(dir, store.FileName+".restore-123"), []byte("half"))
	if err := s.BackUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	sameFiles(t, dir, ".gloss-backup-123", "gloss-2026-11-22.db")
	if left, _ := filepath.Glob(filepath.Join(dir, "*restore*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// A backup that cannot be made leaves those before it as they are, and is
// remembered until one is made.
func TestBackUpFails(t *testing.T) {
	for name, c := range map[string]struct {
		spoil  func(t *testing.T, dir string, s *store.Store)
		mend   func(t *testing.T, dir string, s *store.Store)
		reason string
	}{
		"rows without parents": {
			func(t *testing.T, dir string, _ *store.Store) {
				exec(t, filepath.Join(dir, store.FileName), "PRAGMA foreign_keys=0; UPDATE habits SET user_id = 'nobody'")
			},
			func(t *testing.T, dir string, _ *store.Store) {
				exec(t, filepath.Join(dir, store.FileName), "PRAGMA foreign_keys=0; UPDATE habits SET user_id = (SELECT id FROM users)")
			}, "the database is damaged"},
		"a folder that is a file": {
			func(t *testing.T, dir string, _ *store.Store) {
				swapDir(t, dir)
				write(t, filepath.Join(dir, store.BackupDir), nil)
			},
			func(t *testing.T, dir string, _ *store.Store) {
				os.Remove(filepath.Join(dir, store.BackupDir))
				swapBack(t, dir)
			},
			"something went wrong that only the server’s log tells of"},
	} {
		t.Run(name, func(t *testing.T) {
			dir, clock := t.TempDir(), newClock()
			s := open(t, dir, func(o *store.Options) { o.Now = clock.now })
			newPerson(t, s, "ana").habit("sun", minutes(today))
			if err := s.BackUp(t.Context()); err != nil {
				t.Fatal(err)
			}
			good, err := os.ReadFile(filepath.Join(dir, store.BackupDir, "gloss-2026-11-22.db"))
			if err != nil {
				t.Fatal(err)
			}
			c.spoil(t, dir, s)
			clock.pass(time.Hour)
			if err := s.BackUp(t.Context()); err == nil {
				t.Fatal("a backup was made")
			} else {
				t.Log(err)
			}
			c.mend(t, dir, s)
			all, err := s.Backups()
			if err != nil || all.Failure == nil || all.Failure.Why != c.reason || !all.Failure.At.Equal(clock.now()) || all.Last() != today {
				t.Errorf("%+v, %v", all.Failure, err)
			}
			sameFiles(t, dir, "gloss-2026-11-22.db")
			if now, _ := os.ReadFile(filepath.Join(dir, store.BackupDir, "gloss-2026-11-22.db")); string(now) != string(good) {
				t.Error("the backup before was changed")
			}
			ctx, cancel := context.WithCancel(t.Context())
			cancel()
			if err := s.BackUp(ctx); err == nil {
				t.Error("a backup was made that nobody waits for")
			}
			if err := s.BackUp(t.Context()); err != nil {
				t.Fatal(err)
			}
			if all, err := s.Backups(); err != nil || all.Failure != nil {
				t.Errorf("%+v, %v", all.Failure, err)
			}
		})
	}
}

// A panic while a backup is made ends that backup and no more.
func TestBackUpPanics(t *testing.T) {
	broken := false
	s := open(t, t.TempDir(), func(o *store.Options) {
		now := o.Now
		o.Now = func() time.Time {
			if broken && strings.Contains(string(debug.Stack()), "rotate") {
				panic("on purpose")
			}
			return now()
		}
	})
	broken = true
	if err := s.BackUp(t.Context()); err == nil {
		t.Error("nothing went wrong")
	}
	broken = false
	if all, err := s.Backups(); err != nil || all.Failure == nil || all.Failure.Why != "something went wrong that only the server’s log tells of" {
		t.Errorf("%+v, %v", all.Failure, err)
	}
	if err := s.BackUp(t.Context()); err != nil {
		t.Error(err)
	}
}

func swapDir(t *testing.T, dir string) {
	t.Helper()
	if err := os.Rename(filepath.Join(dir, store.BackupDir), filepath.Join(dir, "elsewhere")); err != nil {
		t.Fatal(err)
	}
}

func swapBack(t *testing.T, dir string) {
	t.Helper()
	if err := os.Rename(filepath.Join(dir, "elsewhere"), filepath.Join(dir, store.BackupDir)); err != nil {
		t.Fatal(err)
	}
}
