package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/go-gormigrate/gormigrate/v2"
	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
)

// Steps of the schema, in order of name. A step that was released is never
// edited: the next one changes what it made.
//
//go:embed migrations/*.sql
var released embed.FS

var stepFiles fs.FS = released

// applicationID marks a SQLite file as one of ours: "glos".
const applicationID = 0x676c6f73

func steps() []*gormigrate.Migration {
	names, err := fs.Glob(stepFiles, "migrations/*.sql") // in order of name
	if err != nil {
		panic(err)
	}
	list := make([]*gormigrate.Migration, len(names))
	for i, name := range names {
		list[i] = &gormigrate.Migration{
			ID: strings.TrimSuffix(filepath.Base(name), ".sql"),
			Migrate: func(tx *gorm.DB) error {
				text, err := fs.ReadFile(stepFiles, name)
				if err != nil {
					return err
				}
				if err := tx.Exec(string(text)).Error; err != nil {
					return err
				}
				return tx.Exec(fmt.Sprintf("PRAGMA user_version=%d", i+1)).Error
			},
		}
	}
	return list
}

// migrateFresh makes the whole schema in an empty file.
func migrateFresh(ctx context.Context, file string, config *gorm.Config) error {
	db := pool(file, freshSettings, 1)
	defer db.Close()
	if _, err := db.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id=%d", applicationID)); err != nil {
		return err
	}
	g, err := gorm.Open(sqlite.New(sqlite.Config{Conn: db}), config)
	if err != nil {
		return err
	}
	for _, step := range steps() {
		if err := run(g.WithContext(ctx), step); err != nil {
			return err
		}
	}
	return db.Close()
}

// run takes one step, in one transaction with the note that it was taken.
func run(db *gorm.DB, step *gormigrate.Migration) error {
	// Left to itself the library would make its table by AutoMigrate.
	if err := db.Exec("CREATE TABLE IF NOT EXISTS migrations (id TEXT NOT NULL PRIMARY KEY)").Error; err != nil {
		return err
	}
	all := steps()
	options := &gormigrate.Options{TableName: "migrations", IDColumnName: "id", IDColumnSize: 255, UseTransaction: true}
	if err := gormigrate.New(db, options, all).MigrateTo(step.ID); err != nil {
		return fmt.Errorf("step %s of the schema: %w", step.ID, err)
	}
	return nil
}

// schemaOf returns the number of schema steps a database has, and fails where
// it is not ours.
func schemaOf(ctx context.Context, db *sql.DB) (int, error) {
	var id, version int
	if err := db.QueryRowContext(ctx, "PRAGMA application_id").Scan(&id); err != nil {
		return 0, err
	}
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return 0, err
	}
	if id != applicationID || version < 1 {
		return 0, errForeign
	}
	return version, nil
}

// examine refuses a database that is not ours, is newer than this program, or,
// where it is asked to look, is damaged. It looks through a connection of its
// own that alters nothing: the writer's first act is to change how a file is
// kept.
func (s *Store) examine(ctx context.Context, whole bool) error {
	db := pool(s.file, probeSettings, 1)
	defer db.Close()
	version, err := schemaOf(ctx, db)
	switch known := len(steps()); {
	case err != nil:
		return fmt.Errorf("%s %w; move it away or name another folder with GLOSS_DATA", FileName, err)
	case version > known:
		return fmt.Errorf("%s was written by a newer Gloss (schema %d, and this one knows %d); start that version, or %s", FileName, version, known, restoreAdvice)
	case !whole:
		return nil
	}
	if err := check(ctx, db, "quick_check"); err != nil {
		return fmt.Errorf("the last stop was not a clean one, and %s is damaged (%w); %s", FileName, err, restoreAdvice)
	}
	return nil
}

// upgrade takes the steps of the schema that are missing, each after a check
// and a backup. Only the server does.
func (s *Store) upgrade(ctx context.Context, serve bool) error {
	version, err := schemaOf(ctx, s.writer)
	if err != nil {
		return err
	}
	missing := steps()[version:]
	if len(missing) > 0 && !serve {
		return fmt.Errorf("%s has an older schema (%d of %d); start \"gloss serve\" once to bring it up to date", FileName, version, version+len(missing))
	}
	for _, step := range missing {
		if err := check(ctx, s.writer, "quick_check"); err != nil {
			return fmt.Errorf("%s is damaged, so its schema was left alone (%w); %s", FileName, err, restoreAdvice)
		}
		if err := os.MkdirAll(filepath.Join(s.dir, BackupDir), 0o700); err != nil {
			return err
		}
		name := fmt.Sprintf("before-%s-%s.db", step.ID, s.now().UTC().Format(stepTime))
		if err := backup(ctx, s.file, filepath.Join(s.dir, BackupDir, name), halfBackup); err != nil {
			return fmt.Errorf("no backup could be made, so the schema was left alone: %w", err)
		}
		if err := s.rotateSteps(); err != nil {
			return err
		}
		s.log.Info("schema step", "step", step.ID, "backup", name)
		if err := run(s.db.WithContext(ctx), step); err != nil {
			return err
		}
	}
	return nil
}
