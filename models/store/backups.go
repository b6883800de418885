package store

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"gloss/models"
	"gloss/models/date"
)

// BackupKind says why a backup is kept.
type BackupKind string

// The kinds of backups.
const (
	KindDaily  BackupKind = "daily"
	KindWeekly BackupKind = "weekly"
	KindStep   BackupKind = "step"  // made before a step of the schema
	KindAside  BackupKind = "aside" // the database that a restore has replaced
)

// Backup is one that Gloss made and can put back.
type Backup struct {
	ID   string // names it: that of its file, shortened
	Kind BackupKind
	Day  date.Date // of a daily or weekly one, by the server's clock
	Step string    // of the schema, which it was made before
	N    int       // the number of a restore, which it was moved aside by
	Made time.Time // when it was last written to
	Size int64     // in bytes

	file string
}

// FileName is the name of the backup's file for somebody who takes it away.
func (b Backup) FileName() string { return strings.TrimSuffix(b.ID, ".db") + ".db" }

// Failure is a backup that could not be made.
type Failure struct {
	At  time.Time
	Why string // ends a sentence
}

// Backups are all there are, and how it went.
type Backups struct {
	Daily   []Backup // the daily and weekly ones, the newest first
	Others  []Backup // before steps of the schema, and moved aside
	Today   date.Date
	Failure *Failure // why the last one could not be made; nil where it was made
}

// Last returns the day of the newest backup up to today, 0 where there is none.
func (b Backups) Last() date.Date {
	for _, one := range b.Daily {
		if one.Day <= b.Today {
			return one.Day
		}
	}
	return 0
}

// copies is what is known of backups that their files do not tell. Busy is held
// by whoever makes one or puts one back.
type copies struct {
	busy sync.Mutex

	mu      sync.Mutex
	failure *Failure
}

func (c *copies) failed() *Failure {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.failure
}

func (c *copies) went(f *Failure) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.failure = f
}

// The names of files that are ours to list, to put back and to take away. What
// is called anything else is somebody else's, and is left alone.
var (
	dayFile   = regexp.MustCompile(`^gloss-(\d{4}-\d\d-\d\d)\.db$`)
	stepFile  = regexp.MustCompile(`^before-(\d{4}_[a-z0-9_]+)-(\d{8}T\d{6}Z)\.db$`)
	asideFile = regexp.MustCompile(`^` + regexp.QuoteMeta(FileName+asideSuffix) + `(\d{1,9})$`)
)

// asideSuffix stands, with a number, behind the name of a database that was
// replaced.
const asideSuffix = ".before-restore-"

func dayName(d date.Date) string { return "gloss-" + d.String() + ".db" }

const stepTime = "20060102T150405Z"

// Backups lists the backups in the data folder.
func (s *Store) Backups() (Backups, error) {
	today := date.Of(s.now())
	all := Backups{Today: today, Failure: s.copies.failed()}
	kept, err := listed(filepath.Join(s.dir, BackupDir), asKept)
	if err != nil {
		return all, err
	}
	aside, err := s.asides()
	if err != nil {
		return all, err
	}
	for _, b := range kept {
		if b.Kind == KindDaily {
			all.Daily = append(all.Daily, b)
		} else {
			all.Others = append(all.Others, b)
		}
	}
	slices.SortFunc(all.Daily, func(a, b Backup) int { return cmp.Compare(b.Day, a.Day) })
	_, weekly, _ := rotation(daysOf(all.Daily), today)
	for i, b := range all.Daily {
		if slices.Contains(weekly, b.Day) {
			all.Daily[i].Kind = KindWeekly
		}
	}
	for _, b := range aside {
		if !leftOver(b.file) { // without its log it is not whole
			all.Others = append(all.Others, b)
		}
	}
	slices.SortStableFunc(all.Others, func(a, b Backup) int { return b.Made.Compare(a.Made) })
	return all, nil
}

// Find returns the backup with an ID. It fails with ErrNotFound for any other
// than is listed.
func (b Backups) Find(id string) (Backup, error) {
	for _, list := range [][]Backup{b.Daily, b.Others} {
		if i := slices.IndexFunc(list, func(one Backup) bool { return one.ID == id }); i >= 0 {
			return list[i], nil
		}
	}
	return Backup{}, models.ErrNotFound
}

// OpenBackup opens the file of a backup that is listed, to be taken away.
func (s *Store) OpenBackup(b Backup) (*os.File, error) { return os.Open(b.file) }

// listed reads a folder; each says what a file is by its name. A folder that is
// not there is empty.
func listed(dir string, each func(name string) (Backup, bool)) ([]Backup, error) {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("store: backups: %w", err)
	}
	var all []Backup
	for _, e := range entries {
		b, ours := each(e.Name())
		if !ours || !e.Type().IsRegular() {
			continue
		}
		info, err := e.Info()
		if errors.Is(err, fs.ErrNotExist) {
			continue // gone since
		}
		if err != nil {
			return nil, fmt.Errorf("store: backups: %w", err)
		}
		b.Size, b.file = info.Size(), filepath.Join(dir, e.Name())
		if b.Made.IsZero() {
			b.Made = info.ModTime()
		}
		all = append(all, b)
	}
	return all, nil
}

// asKept reads the name of a file in the folder of backups.
func asKept(name string) (Backup, bool) {
	id := strings.TrimSuffix(name, ".db")
	if m := dayFile.FindStringSubmatch(name); m != nil {
		d, err := date.Parse(m[1])
		return Backup{ID: id, Kind: KindDaily, Day: d}, err == nil
	}
	if m := stepFile.FindStringSubmatch(name); m != nil {
		made, err := time.Parse(stepTime, m[2])
		return Backup{ID: id, Kind: KindStep, Step: m[1], Made: made}, err == nil
	}
	return Backup{}, false
}

// asides are the databases that were moved aside, the last one first.
func (s *Store) asides() ([]Backup, error) {
	all, err := listed(s.dir, func(name string) (Backup, bool) {
		m := asideFile.FindStringSubmatch(name)
		if m == nil {
			return Backup{}, false
		}
		n, err := strconv.Atoi(m[1])
		return Backup{ID: strings.TrimPrefix(name, FileName+"."), Kind: KindAside, N: n}, err == nil
	})
	slices.SortFunc(all, func(a, b Backup) int { return cmp.Compare(b.N, a.N) })
	return all, err
}

func daysOf(list []Backup) []date.Date {
	days := make([]date.Date, len(list))
	for i, b := range list {
		days[i] = b.Day
	}
	return days
}
