package page

import (
	"maps"
	"slices"
	"strings"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
)

// Menu holds the further acts on a row's day.
type Menu struct {
	Amount *MenuField // an exact amount
	Note   *MenuField
	Acts   []MenuAct
	Off    []ItemChip // things that can be taken off again
	Open   bool       // drawn open: something in it needs another look
}

// Ask is an act that covers something, to be confirmed.
type Ask struct {
	Head, Text string
	Do, Button string
}

// MenuField is a field of a menu with what was typed into it.
type MenuField struct{ Label, Value, Error string }

// MenuAct is a button of a menu.
type MenuAct struct{ Do, Name, Hint string }

// menu returns what else can be done about s's day, apart from its cell.
func (t Track) menu(s standing) Menu {
	p, e := s.plan, s.entry
	skip := MenuAct{string(models.ActSkip), "Skip", "ill or away: the day stays neutral"}
	wipe := MenuAct{string(models.ActClear), "Clear", "as if nothing had been logged"}
	var m Menu
	if s.ahead() {
		switch {
		case e.Skipped:
			wipe.Hint = "not skipped after all"
			m.Acts = append(m.Acts, wipe)
		case p.IsDue(s.day):
			m.Acts = append(m.Acts, skip)
		}
		return m
	}
	if p.Kind == plan.Sum {
		m.Amount = &MenuField{Label: "Exact amount, " + p.Unit, Value: s.held.String()}
		if s.held > 0 {
			m.Acts = append(m.Acts, MenuAct{DoMinus, "− " + p.Step.String() + " " + shortUnit(p), "take one step off again"})
		}
	}
	m.Note = &MenuField{Label: "Note", Value: s.note}
	if p.Kind == plan.Variety {
		for _, one := range t.names(s.day) {
			m.Off = append(m.Off, ItemChip{Item: one.Item, Name: one.Name})
		}
	}
	if !e.Skipped && (p.IsDue(s.day) || s.held > 0) {
		m.Acts = append(m.Acts, skip)
	}
	if !e.None() {
		m.Acts = append(m.Acts, noneAct(p))
	}
	if e.Said || e.Skipped {
		m.Acts = append(m.Acts, wipe)
	}
	return m
}

// DoMinus is what the button sends that takes one step off: an add of less than nothing.
const DoMinus = "minus"

func noneAct(p plan.Plan) MenuAct {
	if !p.Min.Set {
		return MenuAct{string(models.ActNone), "None", "none at all, and that is an answer"}
	}
	return MenuAct{string(models.ActNone), "No", "did not do it, and that is an answer"}
}

// LogForm is what the forms of a row send, as it was typed.
type LogForm struct {
	Do     string `form:"do"`
	Amount string `form:"amount"`
	Item   string `form:"item"`
	Note   string `form:"note"`
	Page   string `form:"page"`
	Change string `form:"change"`
	Next   string `form:"next"`
	Sure   string `form:"sure"`
}

// Refusal is a log that was not accepted: the page is drawn again with what was
// typed and why.
type Refusal struct {
	HabitID string
	Day     date.Date // that was to be logged
	Form    LogForm
	Errors  models.Invalid
	Ask     *Ask
}

// of reports whether f is about the row's own day.
func (f *Refusal) of(r Row) bool { return f != nil && f.HabitID == r.ID && f.Day == r.Day }

// apply puts what was typed back into its row.
func (f *Refusal) apply(r *Row) {
	if !f.of(*r) {
		return
	}
	if f.Ask != nil {
		r.Ask = f.Ask
	}
	switch f.Form.Do {
	case string(models.ActSet), string(models.ActAdd), DoMinus:
		if r.Menu.Amount != nil {
			r.Menu.Open = true
			r.Menu.Amount.Value, r.Menu.Amount.Error = f.Form.Amount, f.Errors["amount"]
		}
	case string(models.ActNote):
		if r.Menu.Note != nil {
			r.Menu.Open = true
			r.Menu.Note.Value, r.Menu.Note.Error = f.Form.Note, f.Errors["note"]
		}
	case string(models.ActItem):
		if r.Items != nil {
			r.Items.Typed, r.Items.Error = f.Form.Item, f.Errors["items"]
		}
	}
}

// Flash says what is wrong with a refused form where no field of its row on the
// page of a day says it, and nothing where one does. The page of a habit is that
// of no day.
func (f *Refusal) Flash(page date.Date) string {
	if f == nil {
		return ""
	}
	var words []string
	for _, field := range slices.Sorted(maps.Keys(f.Errors)) {
		if f.Day != page || !f.beside(field) {
			words = append(words, f.Errors[field])
		}
	}
	if len(words) == 0 {
		return ""
	}
	return "Nothing was logged. " + strings.Join(words, " ")
}

// beside reports whether the field stands in a row.
func (f *Refusal) beside(field string) bool {
	switch f.Form.Do {
	case string(models.ActSet), string(models.ActAdd), DoMinus:
		return field == "amount"
	case string(models.ActNote):
		return field == "note"
	case string(models.ActItem):
		return field == "items"
	}
	return false
}

// AskSkip asks before a skip covers what a day of t's habit holds.
func (t Told) AskSkip(holds models.Entry) *Ask {
	f := models.Fields{Amount: &models.MaybeAmount{Amount: holds.Amount}}
	if len(holds.Items) > 0 {
		var items []models.ItemName
		for _, i := range holds.Items {
			items = append(items, models.ItemName{Item: i.Item, Name: i.Name})
		}
		f = models.Fields{Items: &items}
	}
	return &Ask{
		Head: "Skip " + t.Day.Format("Monday 2 January") + "?",
		Text: "It holds " + t.fields(f) + ". A skip covers it; undoing the skip brings it back.",
		Do:   string(models.ActSkip), Button: "Skip it",
	}
}

// Sentence writes an error that is meant for people as one.
func Sentence(err error) string { return capital(err.Error()) + "." }
