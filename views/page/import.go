package page

import (
	"strings"
	"time"

	"gloss/models"
	"gloss/models/date"
	"gloss/views/layout"
	"gloss/views/ui"
)

// ImportForm is where a person gives the files of their history.
type ImportForm struct {
	Refused string         // why what was given is not taken
	File    string         // what that was
	Waiting *ImportWaiting // what was given before and not decided on, nil where there is nothing
}

// ImportWaiting is what was given and waits to be brought in or forgotten.
type ImportWaiting struct{ ID, Files, When string }

// WaitingImport tells of what was given at some moment, in the person's zone.
func WaitingImport(id string, files []string, at time.Time, today date.Date) *ImportWaiting {
	return &ImportWaiting{ID: id, Files: FileList(files), When: "given " + dayName(date.Of(at), today) + ", " + at.Format("15:04")}
}

// FileList names files in a few words.
func FileList(names []string) string {
	const most = 3
	short := make([]string, len(names))
	for i, name := range names {
		short[i] = isolated(excerpt(name, 60))
	}
	if n := len(short); n > most {
		short = append(short[:most-1], models.Counted(n-most+1, "other", "others"))
	}
	return strings.Join(short, ", ")
}

// source is a program whose files Gloss reads, and how they are got out of it.
type source struct{ Program, File, How string }

var sources = []source{
	{"Gloss", "one file (.json)", "You, Take your data with you: the first file there."},
	{"Loop Habit Tracker", "backup (.db) or CSV (.zip)", "Settings, Export full backup. Export as CSV will do too, though it holds less: give the zip as it is."},
	{"HabitBull", "CSV", "Settings, Export data."},
	{"Beaver Habits", "JSON", "The menu, Export. Or the file that its server keeps of you."},
	{"harsh", "two text files", "habits and log, from its folder. Choose both."},
}

// problems lists what is wrong with the form.
func (f ImportForm) problems() []ui.Problem {
	if f.Refused == "" {
		return nil
	}
	return []ui.Problem{{Field: "files", Message: f.Refused}}
}

// again names what was refused, where the words about it do not.
func (f ImportForm) again() string {
	if f.File == "" || strings.Contains(f.Refused, f.File) {
		return ""
	}
	return "That was " + f.File + "."
}

// The stages that what was given goes through.
const (
	StageWaiting = iota // others come first
	StageReading
	StageComparing
	StageBringing
)

// ImportProgress is how far the reading or bringing in of a file is.
type ImportProgress struct {
	ID, Files   string
	Brings      bool // was asked to bring it in, which begins with reading it once more
	Stage       int
	Done, Total int // days read; days brought in, of so many
}

func (p ImportProgress) heading() string {
	if p.Brings {
		return "Bringing it in"
	}
	return "Looking inside"
}

func (p ImportProgress) words() string {
	switch {
	case p.Stage == StageWaiting:
		return "Others’ files come first. Yours is next."
	case p.Stage == StageComparing:
		return models.Counted(p.Done, "day", "days") + " read. Now they are held against what is here."
	case p.Stage == StageBringing && p.Total > 0:
		return models.Grouped(p.Done) + " of " + models.Grouped(p.Total) + " so far. All of it comes, or nothing does."
	case p.Stage == StageBringing:
		return "All of it comes, or nothing does."
	case p.Done > 0:
		return models.Counted(p.Done, "day", "days") + " read so far."
	}
	return "Reading."
}

// total is what the bar is full at, 0 where that is not known.
func (p ImportProgress) total() int {
	if p.Stage != StageBringing {
		return 0
	}
	return p.Total
}

// SavedForgotten says that a file was forgotten.
const SavedForgotten = "forgotten"

// ImportSaved says what was just done with a file, nil where that says nothing.
func ImportSaved(what string) *layout.Flash {
	if what == SavedForgotten {
		return &layout.Flash{Text: "The file is forgotten. Nothing came in."}
	}
	return nil
}
