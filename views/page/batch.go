package page

import (
	"slices"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
)

// batchWords says what was done by an act that changed several things at once.
func (t Told) batchWords(today date.Date) string {
	if t.Brought != nil {
		return t.broughtWords()
	}
	n, on := models.Counted(t.Others+1, "habit", "habits"), ""
	if t.Day != 0 {
		on = dayName(t.Day, today)
	}
	var words string
	switch {
	case t.Act == models.ActUndo:
		words = "Undone"
		if t.Target.Act == models.ActUndo {
			words = "Done again"
		}
		if on != "" {
			words += ", " + on
		}
		words += ": " + n + t.batchBack()
	case t.Act == models.ActCreate:
		words = n + " taken, and on your list"
	case t.Act == models.ActSkip:
		words = capital(on) + ": " + n + " skipped"
	case t.Subject == models.OnEntry:
		words = capital(on) + ": " + n + " filled in"
	default:
		words = n + " changed"
	}
	return words + "." + t.since()
}

// batchBack says how several habits stand after an undo.
func (t Told) batchBack() string {
	switch {
	case t.After.Deleted != nil && *t.After.Deleted:
		return " are off your list"
	case t.After.Deleted != nil:
		return " are back on your list"
	case t.Target.Act == models.ActUndo:
		return ""
	}
	return " are as they were"
}

// Batch is an act on several things that was asked to be taken back, though
// something else stands by now for some of them.
type Batch struct {
	Size int    // how many it changed
	Left []Told // those that something else stands for
}

// manyLeft is how many things are named before the rest is counted, and fewDays
// how many days of one.
const manyLeft, fewDays = 6, 3

// Flash names what would stay as it is.
func (b Batch) Flash(today date.Date) string {
	var names []string
	told, days, many := b.told(), map[string]int{}, false
	for _, t := range told {
		if t.Day != 0 && t.days() > 0 {
			days[t.SubjectID]++
		}
	}
	for _, t := range told {
		name := t.about(today)
		if n := days[t.SubjectID]; n > fewDays && t.days() > 0 {
			many = true
			name = models.Grouped(n) + " days of " + either(t.Name == "", "your notes", t.Name)
		}
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	stays, they := "It stays as it is.", plan.List(names)
	if many || len(names) > 1 {
		stays = "They stay as they are."
	}
	if n := len(names); n > manyLeft {
		they = plan.List(append(names[:manyLeft-1], models.Counted(n-manyLeft+1, "other", "others")))
	}
	words := "Changed again since: " + they + ". " + stays
	if b.Verb() == "" {
		words += " Nothing was undone."
	}
	return words
}

// told are those left that are worth naming: of a habit that stays because of a
// day that does, the day alone.
func (b Batch) told() []Told {
	days := map[string]bool{}
	for _, t := range b.Left {
		if t.Day != 0 {
			days[t.SubjectID] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(b.Left), func(t Told) bool {
		return t.After.Imported && days[t.SubjectID]
	})
}

// Verb is what taking back the rest is called, empty where there is no rest.
func (b Batch) Verb() string {
	switch rest := b.Size - len(b.Left); {
	case rest <= 0:
		return ""
	case rest == 1:
		return "Undo the other one"
	default:
		return "Undo the other " + models.Grouped(rest)
	}
}
