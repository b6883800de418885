package transfer

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
)

// sqliteMagic begins every SQLite database.
const sqliteMagic = "SQLite format 3\x00"

// isSQLite reports whether a file begins as a SQLite database does.
func isSQLite(head []byte) bool { return bytes.HasPrefix(head, []byte(sqliteMagic)) }

// sqliteHeader is what the first hundred bytes of a database say.
type sqliteHeader struct {
	version uint32 // user_version: of its program's schema
	waiting bool   // it was written with a log beside it
}

// headerOf reads the header of a database, and refuses one that breaks off or
// has more tables than any tracker. It needs none of the database's own code,
// which would take in all of a schema before anybody could look at it.
func headerOf(path, name string) (h sqliteHeader, err error) {
	f, err := os.Open(path)
	if err != nil {
		return h, fmt.Errorf("transfer: %w", err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return h, fmt.Errorf("transfer: %w", err)
	}
	head := make([]byte, 100)
	if _, err := io.ReadFull(f, head); err != nil || !isSQLite(head) {
		return h, &Error{File: name, Said: "This database breaks off after its first few bytes."}
	}
	page := int64(binary.BigEndian.Uint16(head[16:]))
	if page == 1 {
		page = 64 << 10
	}
	pages, known := int64(binary.BigEndian.Uint32(head[28:])), bytes.Equal(head[24:28], head[92:96])
	switch {
	case page < 512 || page&(page-1) != 0 || head[18] > 2 || head[19] > 2:
		return h, &Error{File: name, Said: "This database is damaged: its header says what cannot be."}
	case known && pages*page > info.Size():
		return h, &Error{File: name, Said: fmt.Sprintf(
			"This database breaks off: it says that it has %d bytes, and %d are here. Bring the whole file.", pages*page, info.Size())}
	}
	s := schemaPages{f: f, size: page}
	switch err := s.count(1); {
	case errors.Is(err, errManyTables):
		return h, &Error{File: name, Said: "This database has more and longer tables than any backup of Loop Habit Tracker."}
	case err != nil:
		return h, &Error{File: name, Said: "This database is damaged at its begin, where it says which tables it has."}
	}
	return sqliteHeader{binary.BigEndian.Uint32(head[60:]), head[19] == 2}, nil
}

// Bounds of a schema. Loop's has about a dozen tables and indexes in 4 KiB.
const (
	maxSchema      = 200
	maxSchemaPages = 250
	maxSchemaBytes = 256 << 10
)

var (
	errManyTables = errors.New("transfer: too many tables")
	errSchemaPage = errors.New("transfer: no page of a schema")
)

// schemaPages counts what a schema holds, over the pages of its tree.
type schemaPages struct {
	f                  io.ReaderAt
	size               int64
	pages, rows, bytes int
}

// count adds page n and what lies below it.
func (s *schemaPages) count(n uint32) error {
	if s.pages++; s.pages > maxSchemaPages {
		return errManyTables
	}
	page := make([]byte, s.size)
	if _, err := s.f.ReadAt(page, (int64(n)-1)*s.size); n == 0 || err != nil {
		return errSchemaPage
	}
	at := 0
	if n == 1 {
		at = 100
	}
	kind, head := page[at], 8
	if kind == 5 { // the way to others, of which the last stands in the head
		head = 12
	} else if kind != 13 {
		return errSchemaPage
	}
	for i := range int(binary.BigEndian.Uint16(page[at+3:])) {
		to := at + head + 2*i
		if to+2 > len(page) {
			return errSchemaPage
		}
		cell := page[min(int(binary.BigEndian.Uint16(page[to:])), len(page)):]
		switch {
		case len(cell) < 4:
			return errSchemaPage
		case kind == 5:
			if err := s.count(binary.BigEndian.Uint32(cell)); err != nil {
				return err
			}
		case s.rows >= maxSchema || s.bytes+sqliteNumber(cell) > maxSchemaBytes:
			return errManyTables
		default:
			s.rows++
			s.bytes += sqliteNumber(cell)
		}
	}
	if kind == 5 {
		return s.count(binary.BigEndian.Uint32(page[at+8:]))
	}
	return nil
}

// sqliteNumber reads the number that b begins with, as SQLite packs it: seven
// bits a byte, the highest first. One of more than four bytes is more than any
// that is asked for.
func sqliteNumber(b []byte) (n int) {
	for _, c := range b[:4] {
		if n = n<<7 | int(c&0x7f); c < 0x80 {
			return n
		}
	}
	return maxSchemaBytes + 1
}
