package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"gorm.io/gorm"

	"gloss/models"
	"gloss/models/auth"
	"gloss/models/date"
	"gloss/models/transfer"
)

// Imported is what an import did.
type Imported struct {
	First   models.Change // of its batch; the zero Change where nothing was written
	Habits  int           // new ones
	Joined  int           // habits that were here and got days
	Entries int           // days written
	Same    int           // days that stood here already as the file has them
	Kept    int           // days that stood otherwise here, and still do, notes on days too
	Guides  int           // put into the library
	Notes   int           // notes on days that belong to no habit
	Pauses  int
	Marks   int
	Changes int             // of the journal, those the import made itself not counted
	Lost    []transfer.Loss // of the file, and what this account has no room for
}

// Import puts a bundle into a person's account, all of it or nothing, in one
// batch named changeID, which is also the id of its first change. A habit whose
// origin is known here goes into that habit, and so does one of which a choice
// says so; only its days come then. Every other is made anew. Where a day says
// something else here than in the file, the choice "clash" decides. What stands
// here already is not written: the same file again changes nothing.
//
// Of a file of Gloss the rest comes too: guides, how they are kept and what was
// marked in them, pauses, notes on days, settings, and the journal where there is
// none yet. A person's name and address stay what they are here.
//
// The choice "habit.N" says what becomes of the Nth habit of the file, counted
// from 0, whether it is asked or not: "new", "leave", the id of a habit that is
// here, "habit.M" for the same as an earlier one of the file, and "apart" for a
// new one although it is known here. "settings" is "take" or "leave", "clash"
// "keep" or "take".
//
// The same changeID again answers what was done then. progress, which may be nil,
// is called now and then with how many days of all were gone through. It fails
// with Invalid (in the empty field), with ErrConflict, ErrDiskFull and with
// the error of ctx; nothing is written then.
func (s *Store) Import(ctx context.Context, userID, changeID string, bundle *transfer.Bundle, choices transfer.Choices, today date.Date, progress func(done, total int)) (done Imported, err error) {
	bad := models.Invalid{}
	if validID(changeID, bad); len(bad) > 0 {
		return Imported{}, bad
	}
	if progress == nil {
		progress = func(done, total int) {}
	}
	digest := bundleDigest(bundle, choices)
	err = s.inTx(ctx, "import", func(tx *gorm.DB) error {
		sent, err := doneBefore(tx, userID, changeID, digest)
		if err != nil {
			return err
		}
		if len(sent) > 0 {
			done = tally(sent)
			return nil
		}
		in, err := s.consider(tx, userID, bundle, choices, today)
		if err != nil {
			return err
		}
		if err := in.room(); err != nil {
			return err
		}
		in.progress = progress
		in.journal = journal{tx: tx, c: models.Change{UserID: userID, Digest: digest, Batch: changeID, At: in.now}}
		if err := in.write(ctx, tx); err != nil {
			return err
		}
		done = in.done()
		return nil
	})
	if err != nil {
		return Imported{}, err
	}
	return done, nil
}

// bundleDigest stands for what an import was asked, so that another under the
// same id is noticed.
func bundleDigest(b *transfer.Bundle, choices transfer.Choices) string {
	sum := sha256.New()
	fmt.Fprintln(sum, "import", b.Format, choices) // maps are printed in order of their keys
	for _, h := range b.Habits {
		fmt.Fprintf(sum, "%q %q %v %q\n", h.Key, h.Name, h.Plans, h.Tags)
		for _, e := range h.Entries {
			fmt.Fprintf(sum, "%d %t %t %d %q %q\n", e.Day, e.Said, e.Skipped, e.Amount, e.Note, e.Items)
		}
	}
	if a := b.Account; a != nil {
		fmt.Fprintln(sum, a.Person, len(a.Guides), a.DayNotes, a.Pauses, len(a.Marks), a.Count)
	}
	return auth.Digest(hex.EncodeToString(sum.Sum(nil)))
}

// journal writes the changes of one batch, each under the next id.
type journal struct {
	tx   *gorm.DB
	c    models.Change // what all of them have
	list []models.Change
}

// put records c as the next change of the batch.
func (j *journal) put(c *models.Change) error {
	c.UserID, c.Digest, c.Batch, c.At = j.c.UserID, j.c.Digest, j.c.Batch, j.c.At
	c.ID = nthID(c.Batch, len(j.list))
	if err := record(j.tx, c); err != nil {
		return err
	}
	j.list = append(j.list, *c)
	return nil
}

// putDays records c with the days it altered.
func (j *journal) putDays(c *models.Change, days []models.DayChange) error {
	c.After.Days = len(days)
	if err := j.put(c); err != nil {
		return err
	}
	return keepDays(j.tx, *c, days)
}

// keepDays keeps the days that a change altered beside the journal.
func keepDays(tx *gorm.DB, c models.Change, days []models.DayChange) error {
	text, err := daysText(days)
	if err != nil {
		return err
	}
	return insert(tx, "change_days (user_id, change_id, days)", 3, []any{c.UserID, c.ID, text}, "")
}

// daysText writes days as they are kept. There may be very many of them, so the
// text is made once and never copied.
func daysText(days []models.DayChange) (string, error) {
	size := 2
	for _, d := range days {
		size += 100
		for _, e := range []*models.DayEntry{d.Before, d.After} {
			if e != nil {
				size += len(e.Note) + len(e.Note)/8 + 150*len(e.Items)
			}
		}
	}
	var b strings.Builder
	b.Grow(size)
	b.WriteByte('[')
	for i := range days {
		if i > 0 {
			b.WriteByte(',')
		}
		one, err := json.Marshal(&days[i])
		if err != nil {
			return "", err
		}
		b.Write(one)
	}
	b.WriteByte(']')
	return b.String(), nil
}

// tally says what the changes of an import did.
func tally(list []models.Change) (done Imported) {
	fresh := map[string]bool{}
	for i, c := range list {
		if i == 0 {
			done.First = c
		}
		switch {
		case c.Subject == models.OnHabit && c.Act == models.ActCreate:
			fresh[c.SubjectID] = true
			done.Habits++
		case c.Subject == models.OnHabit && c.Act == models.ActImport:
			done.Entries += c.After.Days
			if !fresh[c.SubjectID] {
				done.Joined++
			}
		case c.Subject == models.OnDay:
			done.Notes += c.After.Days
		case c.Subject == models.OnGuide && c.Act == models.ActCreate:
			done.Guides++
		case c.Subject == models.OnGuide && c.Act == models.ActMark:
			done.Marks++
		case c.Subject == models.OnPause:
			done.Pauses++
		}
	}
	return done
}

// write writes all that was decided.
func (in *intake) write(ctx context.Context, tx *gorm.DB) error {
	tags, err := in.findTags(tx)
	if err != nil {
		return err
	}
	if in.account != nil {
		if err := in.account.writeBefore(ctx, tx); err != nil {
			return err
		}
	}
	if err := in.insertFresh(tx, tags); err != nil {
		return err
	}
	if err := in.writeGoals(ctx, tx); err != nil {
		return err
	}
	if in.account != nil {
		if err := in.account.writeAfter(tx); err != nil {
			return err
		}
	}
	return in.writeOrigins(tx)
}

// done says what was written.
func (in *intake) done() Imported {
	done := tally(in.journal.list)
	for _, f := range in.fates {
		done.Same += f.same
		if !in.take {
			done.Kept += f.clash
		}
	}
	if a := in.account; a != nil {
		done.Changes = a.told
		if !in.take {
			done.Kept += a.clash
		}
	}
	done.Lost = in.allLost()
	return done
}

// allLost is what the file lost and what this account has no room for.
func (in *intake) allLost() []transfer.Loss {
	return append(slices.Clone(in.bundle.Lost), in.lost...)
}
