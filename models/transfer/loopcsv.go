package transfer

import (
	"context"
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"gloss/models"
	"gloss/models/date"
)

var loopCSV = Format{
	Name: "loop-csv", Title: "Loop Habit Tracker (CSV)",
	Recognise: func(f *Files) bool { _, ok := loopExportOf(f); return ok },
}

var _ = register(Format{loopCSV.Name, loopCSV.Title, loopCSV.Recognise, readLoopCSV})

// loopReader reads an export as tables.
type loopReader struct {
	*builder
	loopExport
	f       *Files
	list    []*loopListed
	kept    int  // days
	words   int  // bytes of their notes
	guessed bool // some table was no UTF-8
}

// readLoopCSV reads an export. The folders of habits are used where there are
// any, as the tables beside Habits.csv mix up names.
func readLoopCSV(ctx context.Context, f *Files, c Choices, today date.Date, progress func(int)) (*Bundle, error) {
	x, _ := loopExportOf(f)
	l := &loopReader{builder: newBuilder(ctx, loopCSV, c, today, progress), loopExport: x, f: f}
	l.Clashes(firstCounts, false)
	if err := l.listed(); err != nil {
		return nil, err
	}
	read := l.readFolders
	if len(l.folders) == 0 {
		read = l.readTogether
	}
	if err := read(); err != nil {
		return nil, err
	}
	l.tell()
	return l.Bundle()
}

func (l *loopReader) tell() {
	for _, name := range l.others {
		l.Lose("Files that are none of Loop’s: left out.", name)
	}
	for _, name := range l.doubles {
		l.Lose("Folders whose number another has: left out.", name)
	}
	if l.guessed {
		l.Tell("The letters are not in UTF-8: they were read as Windows writes them.")
	}
	if len(l.list) > 0 {
		l.Tell(loopColorsLost)
	}
}

// readFolders reads the folder of each habit.
func (l *loopReader) readFolders() error {
	var days []loopDay // one room for all, as there may be many
	for _, h := range l.list {
		h.days = days[:0]
		if err := l.readFolder(h); err != nil {
			return err
		}
		days = h.days
		if err := l.add(h); err != nil {
			return err
		}
	}
	for _, n := range slices.Sorted(maps.Keys(l.folders)) {
		l.Lose("Folders of habits that Habits.csv does not list: left out.", l.folders[n])
	}
	return nil
}

func (l *loopReader) readFolder(h *loopListed) error {
	dir, ok := l.folders[h.place]
	if !ok {
		l.Lose(loopNoDays, h.where)
		return nil
	}
	delete(l.folders, h.place)
	guessed, err := loopTableRows(l.f, path.Join(dir, "Checkmarks.csv"), nil, func(r *records, day date.Date, rest []string) error {
		return l.day(h, r, day, rest[0], strings.Join(rest[1:min(2, len(rest))], ""))
	})
	l.guessed = l.guessed || guessed
	scores := path.Join(dir, "Scores.csv")
	if err != nil || !l.f.Has(scores) {
		return err
	}
	_, err = loopTableRows(l.f, scores, nil, func(r *records, day date.Date, rest []string) error { return l.score(h, r, day, rest) })
	return err
}

// loopNoDays is said of habits that were not chosen when Loop exported.
const loopNoDays = "Habits whose days are not in the file: they come without entries."

// readTogether reads the tables that hold all habits in columns.
func (l *loopReader) readTogether() error {
	marks, scores := l.beside("Checkmarks.csv"), l.beside("Scores.csv")
	if !l.f.Has(marks) {
		for _, h := range l.list {
			l.Lose(loopNoDays, h.where)
		}
		return l.addAll()
	}
	columns, err := l.readColumns(marks, func(h *loopListed, r *records, day date.Date, cell string) error {
		return l.day(h, r, day, cell, "")
	})
	if err != nil {
		return err
	}
	for _, h := range l.list {
		if !slices.Contains(columns, h) {
			l.Lose(loopNoDays, h.where)
		}
	}
	if l.f.Has(scores) {
		if _, err = l.readColumns(scores, func(h *loopListed, r *records, day date.Date, cell string) error {
			return l.score(h, r, day, []string{cell})
		}); err != nil {
			return err
		}
	}
	return l.addAll()
}

func (l *loopReader) addAll() error {
	for _, h := range l.list {
		if err := l.add(h); err != nil {
			return err
		}
	}
	return nil
}

// readColumns reads a table of a column for each habit, and returns whose they are.
func (l *loopReader) readColumns(name string, do func(h *loopListed, r *records, day date.Date, cell string) error) (columns []*loopListed, err error) {
	var head *Error
	guessed, err := loopTableRows(l.f, name, func(r *records, names []string) error {
		columns, head = l.columns(r, names)
		if head != nil {
			return head
		}
		return nil
	}, func(r *records, day date.Date, rest []string) error {
		if n := len(rest); n > 0 && rest[n-1] == "" {
			rest = rest[:n-1]
		}
		if len(rest) != len(columns) {
			return r.Fail("It has %d values, and there are %d habits.", len(rest), len(columns))
		}
		for i, cell := range rest {
			if err := do(columns[i], r, day, cell); err != nil {
				return err
			}
		}
		return nil
	})
	l.guessed = l.guessed || guessed
	return columns, err
}

// columns finds the habits that a head names, which are in the order of
// Habits.csv. Loop does not quote the names here.
func (l *loopReader) columns(r *records, names []string) (columns []*loopListed, fault *Error) {
	for _, h := range l.list {
		if strings.ContainsAny(h.name, ",\"\n") {
			return nil, &Error{File: r.name, Line: r.Line(), Said: fmt.Sprintf(
				"The name %q holds a sign that moves the columns of this table. Bring the whole export, which has a folder for each habit, or rename the habit in Loop.", shown(h.name))}
		}
	}
	if n := len(names); n > 0 && names[n-1] == "" {
		names = names[:n-1]
	}
	next := 0
	for _, h := range l.list {
		if next < len(names) && names[next] == h.name {
			columns = append(columns, h)
			next++
		}
	}
	if next < len(names) {
		return nil, &Error{File: r.name, Line: r.Line(), Said: fmt.Sprintf("Habits.csv does not list %q, or not in this order.", shown(names[next]))}
	}
	return columns, nil
}

// day keeps what a table says of a day, until it is known what the habit counts.
func (l *loopReader) day(h *loopListed, r *records, day date.Date, cell, note string) error {
	value, err := loopValue(r, cell)
	if err != nil {
		return err
	}
	if value == loopUnknown && note == "" || value == loopNo && l.generation == 1 && note == "" {
		return nil
	}
	if l.kept++; l.kept > MaxEntries {
		return r.Fail("There are more than %s entries in it.", models.Grouped(MaxEntries))
	}
	if l.words += len(note); l.words > MaxNotes {
		return tooManyNotes()
	}
	// The note alone is kept, not the line that it is part of.
	h.days = append(h.days, loopDay{day, value, strings.Clone(note), r.Line()})
	h.table = r.name
	return nil
}

// score keeps a score.
func (l *loopReader) score(h *loopListed, r *records, day date.Date, fields []string) error {
	v, err := loopScore(r, fields)
	if err != nil || !l.ScoreFits(r.Where()) {
		return err
	}
	h.scores = append(h.scores, Score{day, v})
	return nil
}

// add hands over a habit with its days. Where the file does not say what a habit
// counts, a value that is no mark tells.
func (l *loopReader) add(h *loopListed) error {
	if l.generation < 3 {
		h.numeric = slices.ContainsFunc(h.days, func(d loopDay) bool { return d.value > loopSkip })
		h.targetless = h.numeric
	}
	to, err := l.loopHabit(key("loop:name", h.name), h.where, h.loopHabit)
	if err != nil {
		return err
	}
	if to.Hue = hueOf(loopPalette[0]); h.rgb != "" {
		rgb, err := strconv.ParseUint(strings.TrimPrefix(h.rgb, "#"), 16, 32)
		if err != nil {
			l.Lose("Colours that are none: the first was taken.", h.where)
		} else {
			to.Hue = hueOf(uint32(rgb & 0xffffff))
		}
	}
	to.Entries = slices.Grow(to.Entries, len(h.days))
	for _, d := range h.days {
		if err := to.loopLog(h.loopHabit, Entry{Day: d.day, Note: d.note}, d.value, l.generation > 1, where(h.table, d.line)); err != nil {
			return err
		}
	}
	for _, s := range h.scores {
		if s.Value < 0 || s.Value > 1 {
			l.Lose("Scores that are not from 0 to 1: not compared.", h.where)
			continue
		}
		to.Score(s.Day, s.Value)
	}
	h.days, h.scores = nil, nil
	return nil
}
