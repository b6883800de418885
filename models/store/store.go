// Package store keeps everything in one SQLite database and is the only room
// that knows how: schema, queries, transactions, backups. Each exported method
// is a whole use case: it checks, it looks only at rows of the person it is
// given, and it happens fully or not at all.
//
// What a period, a streak or a passage is, it does not decide; it calls the
// pure rooms that do.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/gofrs/flock"
	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
	"gorm.io/plugin/dbresolver"
)

// Names of what is kept in the data folder.
const (
	FileName  = "gloss.db"
	LockName  = "gloss.lock"
	BackupDir = "backups"
)

// Options say which database to open and how.
type Options struct {
	Dir   string           // the data folder; made where only its last part is missing
	Now   func() time.Time // the clock
	Log   *slog.Logger     // nil: silent
	Serve bool             // hold gloss.lock alone and bring the schema up to date
	Trace func(sql string) // called with every statement; for tests that count them
}

// Store is an open database. It is safe for concurrent use.
type Store struct {
	db     *gorm.DB
	writer *sql.DB
	reader *sql.DB
	lock   *flock.Flock
	now    func() time.Time
	log    *slog.Logger
	trace  func(string)
	dir    string
	file   string
	opened os.FileInfo // the file as it was opened, to notice when it is taken away
	copies copies      // what is known of the backups beside their files

	uploading sync.Mutex // held while an upload takes the place of another

	stop       context.CancelFunc // ends what runs in the background
	background sync.WaitGroup
}

// Open opens the database of a data folder, and makes one where there is none.
// It never starts empty over something that was there: a file that is empty,
// damaged, newer, not ours or not readable is an error of one line that says
// what to do.
func Open(ctx context.Context, o Options) (*Store, error) {
	s := &Store{now: o.Now, log: o.Log, trace: o.Trace}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	if err := s.open(ctx, o); err != nil {
		return nil, errors.Join(plain(s.dir, err), s.Close())
	}
	return s, nil
}

func (s *Store) open(ctx context.Context, o Options) error {
	if err := s.folder(o.Dir); err != nil {
		return err
	}
	if err := s.takeLock(ctx, o.Serve); err != nil {
		return err
	}
	if err := s.lookAtFile(ctx, o.Serve); err != nil {
		return err
	}
	return s.begin(ctx, o.Serve)
}

// begin opens the file of a data folder that is held.
func (s *Store) begin(ctx context.Context, serve bool) error {
	unclean := leftOver(s.file)
	if err := s.examine(ctx, serve && unclean); err != nil {
		return err
	}
	s.writer, s.reader = pool(s.file, writerSettings, 1), pool(s.file, readerSettings, readers)
	if err := verify(ctx, s.writer, s.file, ofWriter); err != nil {
		return err
	}
	if err := s.gorm(); err != nil {
		return err
	}
	if err := s.upgrade(ctx, serve); err != nil {
		return err
	}
	if err := verify(ctx, s.reader, s.file, ofReader); err != nil {
		return err
	}
	var err error
	if s.opened, err = os.Stat(s.file); err != nil {
		return err
	}
	if serve && !unclean {
		s.checkLater()
	}
	return nil
}

// gorm puts one handle over both pools: reads go to the readers, all else and
// all transactions to the writer.
func (s *Store) gorm() (err error) {
	s.db, err = gorm.Open(sqlite.New(sqlite.Config{Conn: s.writer}), s.config())
	if err != nil {
		return err
	}
	return s.db.Use(dbresolver.Register(dbresolver.Config{
		Replicas: []gorm.Dialector{sqlite.New(sqlite.Config{Conn: s.reader})},
	}))
}

func (s *Store) config() *gorm.Config {
	return &gorm.Config{
		TranslateError:         true,
		SkipDefaultTransaction: true, // every write stands in a transaction of its method
		NowFunc:                s.now,
		Logger:                 tracer{s},
	}
}

// checkLater looks for damage without making the start wait.
func (s *Store) checkLater() {
	ctx, cancel := context.WithCancel(context.Background())
	s.stop = cancel
	s.background.Go(func() {
		defer func() {
			if r := recover(); r != nil {
				s.log.Error("check of the database stopped", "panic", r)
			}
		}()
		if err := check(ctx, s.reader, "quick_check"); err != nil && ctx.Err() == nil {
			s.log.Error("the database is damaged; stop the server and restore a backup", "error", err, "backups", filepath.Join(s.dir, BackupDir))
		}
	})
}

// Close ends all work on the database and lets others have it.
func (s *Store) Close() error {
	err := s.end()
	if s.lock != nil {
		err = errors.Join(err, s.lock.Close())
	}
	return err
}

// end ends all work on the database and keeps the data folder.
func (s *Store) end() error {
	if s.stop != nil {
		s.stop()
	}
	s.background.Wait()
	var errs []error
	// The writer last: the last to close writes the log back into the file.
	for _, db := range []*sql.DB{s.reader, s.writer} {
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	return errors.Join(errs...)
}

// Ping reports whether the database answers, and is still the file it was.
func (s *Store) Ping(ctx context.Context) error {
	if err := s.stillThere(); err != nil {
		return err
	}
	var one int
	return wrap("ping", s.read(ctx).Raw("SELECT count(*) FROM users").Find(&one).Error)
}

// stillThere notices a database file that was moved or removed under us, which
// the system lets us go on writing to, and lose.
func (s *Store) stillThere() error {
	now, err := os.Stat(s.file)
	if err != nil {
		return fmt.Errorf("store: the database was taken away: %w", err)
	}
	if !os.SameFile(s.opened, now) {
		return fmt.Errorf("store: another file stands in place of %s", s.file)
	}
	return nil
}
