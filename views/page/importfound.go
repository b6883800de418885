package page

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/views/link"
	"gloss/views/ui"
)

// ImportFound is what a file holds, before anything is written.
type ImportFound struct {
	ID    string
	Title string // what it is: "Loop Habit Tracker (backup)"
	Files string

	Entries  int
	From, To date.Date // none where nothing stands on a day
	Besides  []string  // what comes beyond habits and their days: "3 guides"

	Habits  []ImportHabit
	Doubts  []ImportDoubt // but for those about one habit
	Lost    []ImportLoss
	Proof   *ImportProof // nil where the file carries none
	Nothing bool         // all of it is here already, or left out
	Refused string       // why it is shown once more
}

// ImportHabit is one habit of a file, and what would become of it.
type ImportHabit struct {
	Name              string
	Plan              plan.Plan
	Entries           int
	From, To          date.Date
	Archived, Deleted bool
	Reminder          string // as it was set elsewhere, empty where it was not
	Joins             bool   // goes to a habit that is here, or to another of the file

	New, Same, Clash, Unfit int // days
	LeftOut                 bool
	Choice                  ImportDoubt
	Asked                   bool // the file or the account leaves it open
}

// ImportDoubt is a question with its answers; Chosen is the one that holds.
type ImportDoubt struct {
	ID, Ask string
	Options []ui.OptionArgs
	Chosen  string
}

// ImportLoss is something that Gloss has no place for.
type ImportLoss struct {
	What, Where string
	Count       int
}

// ChoicePrefix begins the names of the fields that answer doubts.
const ChoicePrefix = "choice."

func (d ImportDoubt) field() string { return ChoicePrefix + d.ID }

// control is the id of the control of an answer.
func (d ImportDoubt) control(i int) string { return "choice-" + d.ID + "-" + strconv.Itoa(i) }

// problems lists what is to be looked at again.
func (v ImportFound) problems() []ui.Problem {
	var all []ui.Problem
	if v.Refused != "" {
		all = append(all, ui.Problem{Field: "doubts", Message: v.Refused})
		if len(v.Doubts) == 0 {
			all[0].Field = "habits"
		}
	}
	return all
}

// foundFigure is a number and what it counts.
type foundFigure struct{ Number, Of string }

// figures are what the file holds in large figures.
func (v ImportFound) figures() []foundFigure {
	all := []foundFigure{figureOf(len(v.Habits), "habit", "habits"), figureOf(v.Entries, "day logged", "days logged")}
	if v.From != 0 {
		all = append(all, foundFigure{years(v.From, v.To), betweenDays(v.From, v.To)})
	}
	return all
}

func figureOf(n int, one, many string) foundFigure {
	if n == 1 {
		many = one
	}
	return foundFigure{models.Grouped(n), many}
}

// years says the years two days lie in.
func years(from, to date.Date) string {
	if from.Year() == to.Year() {
		return strconv.Itoa(from.Year())
	}
	return strconv.Itoa(from.Year()) + "–" + strconv.Itoa(to.Year())
}

// betweenDays names the first and the last of some days: 3 – 9 May 2026.
func betweenDays(from, to date.Date) string {
	first := "2 Jan 2006"
	switch {
	case from.Year() != to.Year():
	case from.Month() != to.Month():
		first = "2 Jan"
	case from != to:
		first = "2"
	default:
		return to.Format("2 Jan 2006")
	}
	return from.Format(first) + " – " + to.Format("2 Jan 2006")
}

// besides names what comes beyond habits and their days.
func (v ImportFound) besides() string { return "And " + plan.List(v.Besides) + "." }

// nothing says why there is nothing to bring in.
func (v ImportFound) nothing() string {
	out := 0
	for _, h := range v.Habits {
		if h.LeftOut {
			out++
		}
	}
	switch {
	case out == 0:
		return "All of this is here already"
	case out == len(v.Habits):
		return "All of it is left out"
	}
	return "What is not left out is here already"
}

// long reports whether the button is far down the page.
func (v ImportFound) long() bool { return len(v.Habits) > 8 && !v.Nothing }

// button says what pressing it does.
func (v ImportFound) button() string {
	n := 0
	for _, h := range v.Habits {
		if !h.LeftOut && !h.here() {
			n++
		}
	}
	if n == 0 {
		return "Bring it in"
	}
	return "Bring in " + models.Counted(n, "habit", "habits")
}

// here reports whether all of a habit stands here already.
func (h ImportHabit) here() bool { return h.Joins && h.New == 0 && h.Clash == 0 }

// reminder says that it was reminded of, empty where it was not.
func (h ImportHabit) reminder() string {
	if h.Reminder == "" {
		return ""
	}
	return "Reminder " + reminderWords(h.Reminder) + ": kept, not used yet"
}

// reminderWords says when a reminder was set for: "08:30, Mon and Fri" of
// "08:30 mo fr". What is of another form stays as it is.
func reminderWords(s string) string {
	at, codes, ok := strings.Cut(s, " ")
	if !ok {
		return s
	}
	var days []string
	for _, code := range strings.Fields(codes) {
		i := slices.Index(plan.WeekdayCodes[:], code)
		if i < 0 {
			return s
		}
		days = append(days, time.Weekday(i).String()[:3])
	}
	return at + ", " + plan.List(days)
}

// terms says what the habit asks.
func (h ImportHabit) terms() string { return capital(h.Plan.Terms()) }

// described ties the choice to the question about it.
func (h ImportHabit) described(i int) templ.Attributes {
	if !h.Asked {
		return nil
	}
	return templ.Attributes{"aria-describedby": "ask-" + strconv.Itoa(i)}
}

// span says which days a habit has.
func (h ImportHabit) span() string {
	switch {
	case h.Entries == 0:
		return "no days logged"
	case h.From == h.To:
		return "1 day, " + h.From.Format("2 Jan 2006")
	}
	return models.Counted(h.Entries, "day", "days") + ", " + betweenDays(h.From, h.To)
}

// becomes says what becomes of its days, empty where all of them are new.
func (h ImportHabit) becomes() string {
	if h.LeftOut || h.New == h.Entries {
		return ""
	}
	var parts []string
	for _, p := range []struct {
		n     int
		words string
	}{{h.New, "new"}, {h.Same, "here already"}, {h.Clash, "otherwise here"}, {h.Unfit, "that do not fit there"}} {
		if p.n > 0 {
			parts = append(parts, models.Grouped(p.n)+" "+p.words)
		}
	}
	return plan.List(parts)
}

// count says how often something was lost, empty where that says nothing.
func (l ImportLoss) count() string {
	switch {
	case l.Count > 1 && l.Where != "":
		return models.Grouped(l.Count) + " times, first at " + l.Where
	case l.Count > 1:
		return models.Grouped(l.Count) + " times"
	}
	return l.Where
}

// ImportProof compares strengths that a file names with Gloss's own.
type ImportProof struct {
	Compared, Agree int
	Habits          []ProofHabit // those with one that differs
}

// ProofHabit is a habit some of whose strengths differ from the file's.
type ProofHabit struct {
	Name            string
	Compared, Agree int
	Day             date.Date // the first that differs
	Theirs, Ours    float64
	Why             []string
}

func (p ImportProof) words() string {
	return models.Grouped(p.Agree) + " of " + models.Grouped(p.Compared) + " strengths agree to four decimals."
}

func (h ProofHabit) words() string {
	return models.Grouped(h.Compared-h.Agree) + " of " + models.Grouped(h.Compared) + " differ. " + h.Day.Format("2 January 2006") + ", the first: " +
		decimals(h.Theirs) + " in the file, " + decimals(h.Ours) + " here."
}

func decimals(f float64) string { return strconv.FormatFloat(f, 'f', 4, 64) }

// ImportDone is what came of a file.
type ImportDone struct {
	Title, Files   string
	Habits, Joined int // new ones; those that were here and got days
	Entries        int
	Same, Kept     int      // days that stood here as in the file; otherwise, and still do
	Besides        []string // what else came: "3 guides"

	Came   []ImportedHabit
	Lost   []ImportLoss
	Proof  *ImportProof
	Change string // by which all of it is taken back; empty where nothing came
	Undone bool
}

// ImportedHabit is a habit that came or got days.
type ImportedHabit struct{ Name, Href string }

// OpenHabit leads to a habit that came.
func OpenHabit(id, name string) ImportedHabit {
	return ImportedHabit{Name: name, Href: link.Habit(id)}
}

func (d ImportDone) heading() string {
	switch {
	case d.Undone:
		return "It was taken back"
	case d.Change == "":
		return "Nothing was new"
	}
	return "It is here"
}

// sentences say what came.
func (d ImportDone) sentences() []string {
	if d.Change == "" {
		return []string{"All that the file holds was here already. Nothing was written."}
	}
	var came []string
	for _, p := range []struct {
		n         int
		one, many string
	}{{d.Habits, "new habit", "new habits"}, {d.Joined, "habit that was here already", "habits that were here already"}} {
		if p.n > 0 {
			came = append(came, models.Counted(p.n, p.one, p.many))
		}
	}
	came = append(came, d.Besides...)
	words := models.Counted(d.Entries, "day", "days") + " came"
	switch {
	case d.Entries == 0 && len(came) > 0:
		words = capital(plan.List(came)) + " came"
	case len(came) > 0:
		words += ", with " + plan.List(came)
	}
	all := []string{words + "."}
	if d.Same > 0 {
		all = append(all, models.Counted(d.Same, "was here already.", "were here already."))
	}
	if d.Kept > 0 {
		all = append(all, models.Counted(d.Kept, "stands otherwise here, and was left as it is.", "stand otherwise here, and were left as they are."))
	}
	return all
}
