package transfer

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"gloss/models/date"
	"gloss/models/plan"
)

// errConfused is what is said where a reader breaks off or breaks its own rules.
var errConfused = &Error{Said: "This file confused Gloss. Nothing was read."}

// Recognise returns the format of files. It fails with *Error where none is of
// them, or more than one.
func Recognise(f *Files) (format Format, err error) {
	defer contain(&err)
	var found []Format
	for _, one := range formats {
		if one.Recognise(f) {
			found = append(found, one)
		}
	}
	switch len(found) {
	case 0:
		if !slices.ContainsFunc(f.Names(), func(name string) bool { return f.Size(name) > 0 }) {
			return Format{}, &Error{Said: "There is nothing in it."}
		}
		return Format{}, &Error{Said: "Gloss cannot tell what this is. It reads " + plan.List(Titles()) + "."}
	case 1:
		return found[0], nil
	}
	return Format{}, &Error{Said: fmt.Sprintf("This could be of two kinds: %s or %s. Bring one at a time.", found[0].Title, found[1].Title)}
}

// Titles returns what Gloss reads, for people, in order.
func Titles() []string {
	titles := make([]string, 0, len(formats))
	for _, one := range formats {
		titles = append(titles, one.Title)
	}
	slices.SortFunc(titles, func(a, b string) int { return strings.Compare(strings.ToLower(a), strings.ToLower(b)) })
	return titles
}

// Read reads files of whichever format they are. The same files, choices and day
// give the same Bundle. It calls progress, which may be nil, now and then with
// how many entries were read. It fails with *Error where the files are at fault,
// and with ctx's error when its time is up.
func Read(ctx context.Context, f *Files, c Choices, today date.Date, progress func(entries int)) (b *Bundle, err error) {
	if progress == nil {
		progress = func(int) {}
	}
	f.ctx = ctx
	defer func() { f.ctx = context.Background() }()
	format, err := Recognise(f)
	if err != nil {
		return nil, errors.Join(ctx.Err(), err)
	}
	if b, err = readSafely(ctx, format, f, c, today, progress); err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, err
	}
	b.Format, b.Title = format.Name, cmp.Or(b.Title, format.Title)
	if err := b.fault(); err != nil {
		return nil, err
	}
	return b, nil
}

// readSafely makes an error of a reader's panic.
func readSafely(ctx context.Context, format Format, f *Files, c Choices, today date.Date, progress func(int)) (b *Bundle, err error) {
	defer contain(&err)
	if b, err = format.Read(ctx, f, c, today, progress); err == nil && b == nil {
		err = errConfused
	}
	return b, err
}

// contain makes an error of a panic.
func contain(err *error) {
	if recover() != nil {
		*err = errConfused
	}
}

// fault says what of b breaks the rules of a Bundle.
func (b *Bundle) fault() error {
	keys, entries := map[string]bool{}, 0
	for i := range b.Habits {
		h := &b.Habits[i]
		if err := h.fault(); err != nil {
			return err
		}
		if keys[h.Key] {
			return errConfused
		}
		keys[h.Key] = true
		entries += len(h.Entries)
	}
	if entries > MaxEntries {
		return errConfused
	}
	return nil
}
