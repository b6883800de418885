package store

import (
	"context"
	"errors"
	"fmt"
	"os"
)

// Staged is a backup that was looked through and lies ready to take the
// database's place. Nobody else makes or puts back a backup until Drop or
// Replace.
type Staged struct {
	Backup Backup
	s      *Store
	copied string
}

// Stage makes a listed backup ready. It fails with ErrBusy where one is being
// made or put back, and where Refused knows why.
func (s *Store) Stage(ctx context.Context, b Backup) (*Staged, error) {
	if !s.copies.busy.TryLock() {
		return nil, ErrBusy
	}
	st := &Staged{Backup: b, s: s}
	err := s.sweepHalves()
	if err == nil {
		err = s.room()
	}
	if err == nil {
		st.copied, err = s.prepare(ctx, b.file)
	}
	if err != nil {
		s.copies.busy.Unlock()
		return nil, wrap("stage", err)
	}
	return st, nil
}

// Refused says, behind "the backup", why it cannot be lived with; nothing where
// the backup is not to blame.
func Refused(err error) string {
	for _, reason := range []error{errOfNewer, errForeign, errSpoilt} {
		if errors.Is(err, reason) {
			return reason.Error()
		}
	}
	return ""
}

// Drop leaves the database as it is.
func (st *Staged) Drop() error {
	defer st.s.copies.busy.Unlock()
	return removed(st.copied, "", "-journal")
}

// Replace closes a store that serves, moves its database aside, puts the staged
// one in its place and opens that; ready has the last word. The folder stays
// held all the while. Where anything fails, the old database stands in its place
// again and is open in the store that is returned with the error; only where
// that failed too there is none.
func (st *Staged) Replace(ctx context.Context, ready func(*Store) error) (*Store, error) {
	s := st.s
	if err := s.end(); err != nil {
		s.log.ErrorContext(ctx, "the database did not close well", "error", err) // it is moved aside as it is
	}
	aside, err := s.moveAside()
	if err == nil {
		err = st.place()
	}
	if err == nil {
		s.settle(ctx, aside)
	}
	var next *Store
	if err == nil {
		if next, err = s.again(ctx, ready); err == nil {
			if err := next.rotateAsides(); err != nil {
				s.log.ErrorContext(ctx, "an old database was not removed", "error", err)
			}
			return next, nil
		}
	}
	err = errors.Join(fmt.Errorf("store: replace: %w", err), removed(st.copied, ""), s.moveBack(aside))
	old, failed := s.again(ctx, ready)
	if failed != nil {
		return nil, errors.Join(err, failed, s.lock.Close())
	}
	return old, err
}

func (st *Staged) place() error {
	if err := os.Rename(st.copied, st.s.file); err != nil {
		return err
	}
	return syncDir(st.s.dir)
}

// again opens what stands in a folder that s holds, and hands the folder over.
func (s *Store) again(ctx context.Context, ready func(*Store) error) (*Store, error) {
	next := &Store{now: s.now, log: s.log, trace: s.trace, dir: s.dir, file: s.file, lock: s.lock}
	next.copies.went(s.copies.failed())
	err := next.begin(ctx, true)
	if err == nil {
		err = ready(next)
	}
	if err != nil {
		return nil, errors.Join(plain(s.dir, err), next.end())
	}
	s.lock = nil
	return next, nil
}
