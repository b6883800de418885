package transfer

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gloss/models/date"
)

// Writer is a kind of file that an account can leave as.
type Writer struct {
	Name   string   // "json"
	Title  string   // for people
	File   string   // what it is called, with the place of the person and of the day
	Type   string   // its content type
	Losses []string // what it cannot hold, a sentence each
}

// Writers are all of them, the one that holds everything first.
var Writers = []Writer{
	{
		Name: "json", Title: "Everything, as Gloss’s own file", File: "gloss-%s-%s.json", Type: "application/json",
	},
	{
		Name: "csv", Title: "Tables for a spreadsheet", File: "gloss-tables-%s-%s.zip", Type: "application/zip",
		Losses: []string{
			"Earlier terms of a habit: it has the latest alone.",
			"The journal, pauses, notes on days, guides and marks.",
		},
	},
	{
		Name: "loop", Title: "A backup for Loop Habit Tracker", File: "gloss-loop-%s-%s.db", Type: "application/vnd.sqlite3",
		Losses: LoopLosses,
	},
	{
		Name: "markdown", Title: "Guides, as Markdown", File: "gloss-guides-%s-%s.zip", Type: "application/zip",
		Losses: []string{
			"The days of habits, habits that come from no guide, and the journal.",
			"The text of a guide that somebody else shares, or that you deleted: only your passages of it are there.",
		},
	},
}

// FileName returns what the file of a person is called, made on a day: in
// letters that any system takes.
func (w Writer) FileName(person string, today date.Date) string {
	return fmt.Sprintf(w.File, plainName(person, "me"), today)
}

// Write has fill write an account to w, as the Writer of that name does. A file
// that must lie on a disk first does so in dir, and is removed.
func Write(ctx context.Context, name string, w io.Writer, dir string, fill func(Sink) error) error {
	switch name {
	case "json":
		return fill(NewJSON(w))
	case "csv":
		return fill(NewCSV(w))
	case "markdown":
		return fill(NewMarkdown(w))
	case "loop":
		return writeLoop(ctx, w, dir, fill)
	}
	return fmt.Errorf("transfer: there is no writer %q", name)
}

// writeLoop writes Loop's database, which is a file, and copies it out.
func writeLoop(ctx context.Context, w io.Writer, dir string, fill func(Sink) error) (err error) {
	own, err := os.MkdirTemp(dir, "loop-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(own)) }()
	path := own + string(os.PathSeparator) + "loop.db"
	sink, err := NewLoop(ctx, path)
	if err != nil {
		return err
	}
	if err := fill(sink); err != nil {
		if c, ok := sink.(io.Closer); ok {
			err = errors.Join(err, c.Close())
		}
		return err
	}
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(w, f)
	return err
}

// nameLetters is how long the name of a file is at most, without its ending.
const nameLetters = 60

// reserved are names that Windows keeps for its devices.
var reserved = strings.Fields("con prn aux nul com1 com2 com3 com4 com5 com6 com7 com8 com9 lpt1 lpt2 lpt3 lpt4 lpt5 lpt6 lpt7 lpt8 lpt9")

// plainName is s as a part of the name of a file: small letters and figures of
// any script, dashes between them; or else, where nothing is left.
func plainName(s, or string) string {
	var b strings.Builder
	dash := false
	for _, r := range strings.ToLower(strings.ToValidUTF8(s, " ")) {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), b.Len() > 0 && !dash && unicode.IsMark(r):
			if dash {
				b.WriteByte('-')
				dash = false
			}
			b.WriteRune(r)
		default:
			dash = b.Len() > 0
		}
		if utf8.RuneCountInString(b.String()) >= nameLetters {
			break
		}
	}
	name := b.String()
	if name == "" || slices.Contains(reserved, name) {
		return or
	}
	return name
}
