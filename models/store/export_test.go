package store

import (
	"database/sql"
	"testing/fstest"
)

// Writer and Reader let tests look at the pools themselves.
func (s *Store) Writer() *sql.DB { return s.writer }
func (s *Store) Reader() *sql.DB { return s.reader }

// ApplicationID lets tests make files that pass for ours.
const ApplicationID = applicationID

// AddStep adds a step to the schema until the returned function is called.
func AddStep(name, text string) (remove func()) {
	first, err := released.ReadFile("migrations/0001_ground.sql")
	if err != nil {
		panic(err)
	}
	stepFiles = fstest.MapFS{
		"migrations/0001_ground.sql":  {Data: first},
		"migrations/" + name + ".sql": {Data: []byte(text)},
	}
	return func() { stepFiles = released }
}
