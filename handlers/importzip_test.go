package handlers_test

import (
	"archive/zip"
	"bytes"
	"io"
	"testing"
)

// packed is a zip of one file.
func packed(t *testing.T, name, content string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create(name)
	if err == nil {
		_, err = io.WriteString(w, content)
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// Gloss's own file comes in from a zip as well, with its journal, which is read
// once more as it is written.
func TestJournalComesOutOfAZip(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	s.given(bull(3, "Stretch")).brings().want(200)
	file := s.get("/you/export/json").want(200).body
	s.as("ben")
	before := len(s.get("/journal").want(200).texts("main li"))
	s.gives(upload{"gloss.zip", "application/zip", packed(t, "gloss.json", file)}).want(200).brings().want(200).says("It is here").says("3 days came")
	if after := len(s.get("/journal").want(200).texts("main li")); after <= before || s.entries("ben") != 3 {
		t.Errorf("%d lines of the journal, %d before, and %d days", after, before, s.entries("ben"))
	}
}
