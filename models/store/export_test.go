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
	all := fstest.MapFS{"migrations/" + name + ".sql": {Data: []byte(text)}}
	for _, step := range steps() {
		all["migrations/"+step.ID+".sql"] = &fstest.MapFile{Data: textOf(step.ID)}
	}
	stepFiles = all
	return func() { stepFiles = released }
}

// OnlyFirst leaves the first step of the schema alone until the returned
// function is called.
func OnlyFirst() (all func()) {
	first := steps()[0].ID
	stepFiles = fstest.MapFS{"migrations/" + first + ".sql": {Data: textOf(first)}}
	return func() { stepFiles = released }
}

func textOf(id string) []byte {
	text, err := released.ReadFile("migrations/" + id + ".sql")
	if err != nil {
		panic(err)
	}
	return text
}
