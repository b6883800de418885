package store

import "database/sql"

// Writer and Reader let tests look at the pools themselves.
func (s *Store) Writer() *sql.DB { return s.writer }
func (s *Store) Reader() *sql.DB { return s.reader }

// ApplicationID lets tests make files that pass for ours.
const ApplicationID = applicationID
