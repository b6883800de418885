package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/mattn/go-sqlite3"
	"gorm.io/gorm"
	"gorm.io/plugin/dbresolver"

	"gloss/models"
)

// read returns a handle for one statement on the reader pool.
func (s *Store) read(ctx context.Context) *gorm.DB {
	return s.db.WithContext(ctx).Clauses(dbresolver.Read)
}

// inTx runs do in one write transaction. Only exported methods open one, and
// all in do must go through tx: the writer has a single connection, so a write
// beside it would wait for ever.
func (s *Store) inTx(ctx context.Context, what string, do func(tx *gorm.DB) error) error {
	if err := s.stillThere(); err != nil {
		return err
	}
	return wrap(what, s.db.WithContext(ctx).Transaction(func(tx *gorm.DB) error {
		if err := do(tx); err != nil {
			return err
		}
		// A long write may see a backup put back meanwhile, by the server beside it.
		return s.stillThere()
	}))
}

// inRead runs do on one state of the database, without keeping writers out.
func (s *Store) inRead(ctx context.Context, what string, do func(tx *gorm.DB) error) error {
	return wrap(what, s.read(ctx).Transaction(do, &sql.TxOptions{ReadOnly: true}))
}

// wrap says what was being done when err came, in errors of package models
// where it is one that a person may be told of.
func wrap(what string, err error) error {
	var lite sqlite3.Error
	switch {
	case err == nil:
		return nil
	case errors.Is(err, gorm.ErrRecordNotFound):
		err = models.ErrNotFound
	case errors.As(err, &lite) && lite.Code == sqlite3.ErrFull:
		err = fmt.Errorf("%w (%v)", models.ErrDiskFull, err)
	}
	return fmt.Errorf("store: %s: %w", what, err)
}

// one fails with ErrNotFound where a statement touched no row.
func one(tx *gorm.DB) error {
	if tx.Error == nil && tx.RowsAffected == 0 {
		return models.ErrNotFound
	}
	return tx.Error
}
