package page

import (
	"strings"
	"unicode/utf8"

	"github.com/a-h/templ"

	"gloss/models/date"
	"gloss/models/plan"
	"gloss/views/link"
)

// Cell is one day of one habit: a square that says what stands there and, in
// most cases, does something when it is pressed. At most one of Do, Href and
// For is set; with none the cell only says.
type Cell struct {
	Day   date.Date
	Class string // its states as the style sheet names them
	Text  string // what stands in the square, empty where the state draws itself
	Label string // its full name in words
	Do    string // the act a press sends
	Href  string // where a press leads
	For   string // the field a press goes to
}

// cell returns the cell of day d among others whose form carries the step of
// the plan p. The large one is the page's own day.
func (t Track) cell(d, today date.Date, p plan.Plan, large bool) Cell {
	s := t.standing(d, today)
	c := Cell{Day: d, Text: s.text(large)}
	c.Class = "cell " + s.class(large)
	if c.Class == "cell " {
		c.Class = "cell"
	}
	if s.note != "" {
		c.Class += " note"
	}
	name := d.Weekday().String()
	if d == today {
		name = "today"
	}
	c.Label = t.Name + ", " + name + ": " + s.said()
	if large {
		c.Class += " now"
	}
	press := t.pressed(&c, s, p, large)
	if press != "" {
		c.Label += ". " + press
	}
	c.Label = named(c.Label, c.Text)
	if c.Do == "" && c.Href == "" && c.For == "" {
		c.Class += " still"
	}
	return c
}

// named returns the label with the words that stand in the square, as who
// speaks to the browser says them. 125 is not said by 125.125.
func named(label, text string) string {
	seen := strings.TrimSpace(strings.TrimPrefix(text, "+"))
	words := strings.Fields(label)
	for i, w := range words {
		words[i] = strings.Trim(w, ".,:;()")
	}
	if seen == "" || strings.Contains(" "+strings.Join(words, " ")+" ", " "+seen+" ") {
		return label
	}
	return label + ". In short: " + seen
}

// pressed sets what a press on c does and returns it in words.
func (t Track) pressed(c *Cell, s standing, p plan.Plan, large bool) string {
	do, words := s.press()
	// A day that was lived under another step is logged on its own page.
	same := large || s.plan.Kind != plan.Sum || s.plan.Step == p.Step
	switch {
	case do != "" && same:
		c.Do = string(do)
		return words
	case s.ahead() && large:
		return ""
	case large && s.plan.Kind == plan.Variety:
		c.For = itemField(t.ID)
		return ""
	case !large && !s.ahead():
		c.Href = link.Day(s.day) + "#" + link.Row(t.ID)
		return "Open that day"
	}
	return ""
}

// text returns what stands in the day's square.
func (s standing) text(large bool) string {
	kind, offers := s.plan.Kind, false
	if do, _ := s.press(); large && (do != "" || kind == plan.Variety && !s.ahead()) {
		offers = true
	}
	open := s.judged && s.own() && s.verdict.State == plan.Open && s.plan.Min.Set
	switch {
	case kind == plan.Tick:
		return ""
	case kind == plan.Variety && offers:
		return plus(s.plan)
	case offers && (s.held == 0 && !s.entry.Said && !s.entry.Neutral() || open):
		return "+" + figure(s.plan.Step)
	case s.held > 0:
		return figure(s.held)
	}
	return ""
}

// plus says what a variety habit adds, where the word is short enough for its
// square.
func plus(p plan.Plan) string {
	if one := unitFor(p, plan.Whole); len(one) <= 6 && one != p.Unit {
		return "+ " + one
	}
	return "+"
}

func itemField(habitID string) string { return "i-" + habitID }

// long marks figures that are too many for the usual size of a square.
func long(text string) templ.Attributes {
	return classIf("long", utf8.RuneCountInString(text) >= 4 && !strings.HasPrefix(text, "+"))
}
