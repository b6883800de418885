package transfer_test

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/transfer"
)

// failer is what tests and properties have in common.
type failer interface {
	Helper()
	Errorf(format string, args ...any)
}

// obeys checks what holds of every Bundle.
func obeys(t failer, b *transfer.Bundle) {
	t.Helper()
	keys, entries := map[string]bool{}, 0
	for _, h := range b.Habits {
		bad := models.Invalid{}
		h.Validate(bad)
		models.ValidateTags(h.Tags, bad)
		for i, p := range h.Plans {
			models.ValidatePlan(p, bad)
			if !within(p.From) || i > 0 && p.From <= h.Plans[i-1].From {
				t.Errorf("%q: a plan from %s", h.Name, p.From)
			}
		}
		if len(bad) > 0 || len(h.Plans) == 0 || h.Key == "" || keys[h.Key] {
			t.Errorf("%q, key %q, %d plans: %v", h.Name, h.Key, len(h.Plans), bad)
		}
		keys[h.Key] = true
		entries += len(h.Entries)
		for i, e := range h.Entries {
			switch {
			case !within(e.Day) || i > 0 && e.Day <= h.Entries[i-1].Day:
				t.Errorf("%q: %s out of order", h.Name, e.Day)
			case e.Amount < 0 || e.Amount > plan.MaxAmount || e.Said && e.Skipped || !e.Said && e.Amount != 0:
				t.Errorf("%q, %s: %+v", h.Name, e.Day, e)
			case utf8.RuneCountInString(e.Note) > models.MaxNote || !models.Lines(e.Note):
				t.Errorf("%q, %s: a note of %.80q", h.Name, e.Day, e.Note)
			}
		}
		if !slices.IsSortedFunc(h.Scores, func(a, b transfer.Score) int { return int(a.Day - b.Day) }) {
			t.Errorf("%q: scores out of order", h.Name)
		}
		transfer.Prove(h, today)
	}
	ids := map[string]bool{}
	for _, d := range b.Doubts {
		options := slices.ContainsFunc(d.Options, func(o transfer.Option) bool { return o.Value == d.Default && o.Label != "" })
		if ids[d.ID] || !options || !models.Printable(d.Ask) {
			t.Errorf("doubt %+v", d)
		}
		ids[d.ID] = true
	}
	seen := map[string]bool{}
	for _, l := range b.Lost {
		if seen[l.What] || !models.Lines(l.What) || !models.Printable(l.Where) {
			t.Errorf("loss %+v", l)
		}
		seen[l.What] = true
	}
	if b.Format == "" || b.Title == "" || entries > transfer.MaxEntries || len(b.Habits) > models.MaxHabits {
		t.Errorf("%q %q, %d entries, %d habits", b.Format, b.Title, entries, len(b.Habits))
	}
}

func within(d date.Date) bool { return date.Oldest <= d && d <= date.Newest }

// special is a format for tests: it reads files that begin with a sign of ours.
func special(read func(context.Context, *transfer.Files, transfer.Choices, date.Date, func(int)) (*transfer.Bundle, error)) transfer.Format {
	return transfer.Format{
		Name: "special", Title: "Special",
		Recognise: func(f *transfer.Files) bool {
			return slices.ContainsFunc(f.Names(), func(n string) bool { return strings.HasPrefix(string(f.Head(n)), "§") })
		},
		Read: read,
	}
}

func TestReadNamesWhatGlossReads(t *testing.T) {
	for name, text := range map[string]string{"words": "Dear diary, today I walked.", "nothing": "\x00\x00\x00", "json": "{}", "csv": "a,b\n1,2\n"} {
		_, err := transfer.Read(context.Background(), opened(t, filepath.Join(folder(t, name, text), name)), nil, today, nil)
		refusedAs(t, err, "Gloss cannot tell what this is. It reads ")
		for _, title := range transfer.Titles() {
			refusedAs(t, err, title)
		}
	}
	_, err := transfer.Read(context.Background(), opened(t, filepath.Join(folder(t, "empty", ""), "empty")), nil, today, nil)
	refusedAs(t, err, "There is nothing in it.")
	for _, title := range []string{"Loop Habit Tracker (backup)", "HabitBull (CSV)", "Gloss"} {
		if !slices.Contains(transfer.Titles(), title) {
			t.Errorf("no %q among %q", title, transfer.Titles())
		}
	}
}

func TestReadContainsWhatGoesWrong(t *testing.T) {
	f := opened(t, filepath.Join(folder(t, "a", "§"), "a"))
	for name, c := range map[string]struct {
		read func() (*transfer.Bundle, error)
		said string
	}{
		"panics":      {func() (*transfer.Bundle, error) { panic("lost") }, "confused Gloss"},
		"nothing":     {func() (*transfer.Bundle, error) { return nil, nil }, "confused Gloss"},
		"no plans":    {func() (*transfer.Bundle, error) { return &transfer.Bundle{Habits: make([]transfer.Habit, 1)}, nil }, "colours"},
		"its own way": {func() (*transfer.Bundle, error) { return nil, &transfer.Error{Line: 3, Said: "No."} }, "Line 3: No."},
	} {
		transfer.WithFormat(special(func(context.Context, *transfer.Files, transfer.Choices, date.Date, func(int)) (*transfer.Bundle, error) {
			return c.read()
		}), func() {
			b, err := transfer.Read(context.Background(), f, nil, today, nil)
			if refusedAs(t, err, c.said); b != nil {
				t.Errorf("%s: %+v", name, b)
			}
		})
	}
	twice := special(nil)
	transfer.WithFormat(twice, func() {
		transfer.WithFormat(twice, func() {
			_, err := transfer.Read(context.Background(), f, nil, today, nil)
			refusedAs(t, err, "of two kinds")
		})
	})
}

func TestReadEndsWithItsTime(t *testing.T) {
	f := opened(t, filepath.Join(folder(t, "a", "§"+strings.Repeat("x", 1<<20)), "a"))
	ctx, stop := context.WithCancel(context.Background())
	transfer.WithFormat(special(func(ctx context.Context, f *transfer.Files, _ transfer.Choices, _ date.Date, progress func(int)) (*transfer.Bundle, error) {
		progress(7)
		stop()
		r, err := f.Open("a")
		if err != nil {
			return nil, err
		}
		defer r.Close()
		if _, err := r.Read(make([]byte, 10)); err == nil {
			t.Error("read on")
		}
		return nil, &transfer.Error{Said: "It broke off."}
	}), func() {
		seen := 0
		_, err := transfer.Read(ctx, f, nil, today, func(n int) { seen = n })
		if !errors.Is(err, context.Canceled) || seen != 7 {
			t.Errorf("%v after %d", err, seen)
		}
	})
	if got := whole(t, f, "a"); len(got) != 1<<20+2 {
		t.Errorf("afterwards %d bytes", len(got))
	}
}
