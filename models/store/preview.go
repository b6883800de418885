package store

import (
	"context"
	"errors"

	"gorm.io/gorm"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/transfer"
)

// Preview is what an import would do, for a person to look at before anything is
// written. Its days are those of the habits that are not left out.
type Preview struct {
	Habits   []PreviewHabit   // in the order of the file
	Doubts   []transfer.Doubt // of the file and of this account
	Lost     []transfer.Loss  // of the file, and what this account has no room for
	From, To date.Date        // the first and the last day, none where there is none
	Entries  int              // days of the file
	New      int              // days that would be written
	Same     int              // days that stand here as the file has them
	Clash    int              // days that stand otherwise here, and notes on days: the choice "clash" decides
	Guides   int              // that would be put into the library
	Notes    int              // notes on days that belong to no habit
	Pauses   int
	Marks    int
	Changes  int    // of the journal, which comes along where there is none yet
	Settings bool   // the file's would be taken
	Nothing  bool   // nothing would be written: all of it is here or left out
	Refused  string // why Import would refuse it: there is no room for all of it
}

// PreviewHabit is what would become of one habit of a file.
type PreviewHabit struct {
	Name     string
	Plan     plan.Plan // the last of its terms that have begun
	Entries  int       // days of the file
	From, To date.Date // the first and the last, none where there is none
	Archived bool
	Deleted  bool
	Into     string // the id of the habit here that its days go into, empty where there is none
	IntoName string // also where they go into another habit of the file
	New      int    // days that would be written
	Same     int    // days that stand here as the file has them
	Clash    int    // days that stand otherwise here
	Unfit    int    // days that cannot be logged to what they go into
	LeftOut  bool
}

// PreviewImport tells what Import would do with the same choices, and writes
// nothing. It fails with Invalid where Import would, but for a lack of room, which
// is no reason to see nothing: less may be brought in.
func (s *Store) PreviewImport(ctx context.Context, userID string, bundle *transfer.Bundle, choices transfer.Choices, today date.Date) (v Preview, err error) {
	err = s.inRead(ctx, "preview import", func(tx *gorm.DB) error {
		in, err := s.consider(tx, userID, bundle, choices, today)
		if err != nil {
			return err
		}
		v, err = in.preview(ctx, tx)
		return err
	})
	return v, err
}

func (in *intake) preview(ctx context.Context, tx *gorm.DB) (v Preview, err error) {
	written := 0
	for _, g := range in.goals {
		if err := ctx.Err(); err != nil {
			return v, err
		}
		b, err := in.open(tx, g, nil)
		if err != nil {
			return v, err
		}
		if written += len(in.merge(b, g)); g.fresh {
			written++
		}
	}
	for i := range in.fates {
		h := in.previewHabit(i)
		v.Habits = append(v.Habits, h)
		if h.LeftOut {
			continue
		}
		v.Entries, v.New, v.Same, v.Clash = v.Entries+h.Entries, v.New+h.New, v.Same+h.Same, v.Clash+h.Clash
		if h.From != 0 && (v.From == 0 || h.From < v.From) {
			v.From = h.From
		}
		v.To = max(v.To, h.To)
	}
	if in.account != nil {
		written += in.account.preview(&v)
	}
	if v.Clash > 0 {
		in.asked = append(in.asked, clashDoubt(v.Clash))
	}
	v.Doubts = append(append(v.Doubts, in.bundle.Doubts...), in.asked...)
	v.Lost = in.allLost()
	v.Nothing = written == 0
	var full models.Invalid
	if errors.As(in.room(), &full) {
		v.Refused = full[""]
	}
	return v, nil
}

func (in *intake) previewHabit(i int) PreviewHabit {
	h, f := in.bundle.Habits[i], in.fates[i]
	v := PreviewHabit{
		Name: h.Name, Plan: h.Plans[0], Entries: len(h.Entries), Archived: h.ArchivedAt != 0 || h.Ended != 0, Deleted: h.DeletedAt != 0,
		New: f.new, Same: f.same, Clash: f.clash, Unfit: f.unfit, LeftOut: f.goal == nil,
	}
	if p, ok := plan.On(h.Plans, in.today); ok {
		v.Plan = p
	}
	if n := len(h.Entries); n > 0 {
		v.From, v.To = h.Entries[0].Day, h.Entries[n-1].Day
	}
	switch {
	case f.goal == nil:
	case !f.goal.fresh:
		v.Into, v.IntoName = f.goal.ID, f.goal.Name
	case f.goal.from[0] != i:
		v.IntoName = models.CleanName(f.goal.Name)
	}
	return v
}
