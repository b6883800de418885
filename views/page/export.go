package page

// ExportView lists the files in which a person's things leave.
type ExportView struct{ Files []ExportFile }

// ExportFile is one kind of file.
type ExportFile struct {
	Name  string // by which it is asked for
	Title string // "Gloss, one file (JSON)"
	File  string // what it will be called on the disk
	Holds string // a sentence
	Lacks []string
}

// exportHolds says what each kind of file holds, by its name.
var exportHolds = map[string]string{
	"json":     "All there is: habits with all their terms, days with amounts, things and notes, pauses, tags, your guides with their passages and marks, the journal, your settings. It can be brought into any Gloss, and then the account is as it was, if its guides have no more than 24 MiB.",
	"csv":      "Two tables: your habits, and a line for every day logged.",
	"loop":     "A backup that Loop Habit Tracker restores on a phone: habits, days and notes.",
	"markdown": "The guides that you brought in or took habits from, each as a text, with those habits and what you marked below it.",
}

// Holds says what a kind of file holds.
func Holds(name string) string { return exportHolds[name] }
