package store_test

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"gloss/models"
	"gloss/models/store"
)

// Twenty backups while eight people log without pause: each can be put back, and
// is one state of the journal: all of it up to some change, and of every log
// both what stands and the change.
func TestBackUpUnderLoad(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	stop := make(chan struct{})
	var logging sync.WaitGroup
	people := make([]*person, 8)
	ids := make([]string, len(people))
	for i := range people {
		people[i] = newPerson(t, s, fmt.Sprintf("person %d", i))
		ids[i] = people[i].habit("sun", minutes(today))
	}
	for i, p := range people {
		logging.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
					p.log(ids[i], today, models.ActAdd, 1000)
				}
			}
		})
	}
	into := t.TempDir()
	var taken []string
	for i := range 20 {
		if err := s.BackUp(t.Context()); err != nil {
			t.Error(err)
			break
		}
		file := filepath.Join(into, fmt.Sprint(i, ".db"))
		if err := os.Link(filepath.Join(dir, store.BackupDir, "gloss-2026-11-22.db"), file); err != nil {
			t.Fatal(err)
		}
		taken = append(taken, file)
	}
	close(stop)
	logging.Wait()
	sizes := map[int]bool{}
	for _, file := range taken {
		to := t.TempDir()
		if err := store.Restore(t.Context(), to, file); err != nil {
			t.Fatal(err)
		}
		copied := open(t, to)
		if found, err := copied.Check(t.Context()); err != nil || len(found) > 0 {
			t.Errorf("%s: %v, %v", file, found, err)
		}
		for _, p := range people {
			sizes[isOneState(t, s.Reader(), copied.Reader(), p.id)] = true
		}
	}
	if len(sizes) < 3 {
		t.Error("nothing was logged meanwhile, so this proves nothing")
	}
}

// isOneState fails unless what a copy holds of a person is their journal up to
// some change, with what that left. It returns how many changes that are.
func isOneState(t *testing.T, live, copied *sql.DB, user string) int {
	t.Helper()
	var changes, last, sum, before int
	err := copied.QueryRow(`SELECT count(*), max(seq), (SELECT coalesce(sum(e.amount), 0) / 1000 FROM entries e JOIN habits h ON h.id = e.habit_id WHERE h.user_id = ?1)
		FROM changes WHERE user_id = ?1`, user).Scan(&changes, &last, &sum)
	if err == nil {
		err = live.QueryRow("SELECT count(*) FROM changes WHERE user_id = ? AND seq <= ?", user, last).Scan(&before)
	}
	if err != nil {
		t.Fatal(err)
	}
	if changes != before || sum != changes-1 {
		t.Errorf("a copy holds %d changes up to number %d, of which there are %d, and a sum of %d", changes, last, before, sum)
	}
	return changes
}
