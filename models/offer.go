package models

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"gloss/models/article"
	"gloss/models/date"
	"gloss/models/passage"
	"gloss/models/plan"
)

// Offer is an advice read out of its row: what it says, and the passages it
// says it in, the main one first.
type Offer struct {
	ID      string // of the Advice
	GuideID string
	article.Advice
	Passages []passage.Selector
}

// Read returns what a says. It fails when the row holds something else.
func (a Advice) Read() (Offer, error) {
	o := Offer{ID: a.ID, GuideID: a.GuideID}
	if err := json.Unmarshal([]byte(a.Offer), &o.Advice); err != nil {
		return Offer{}, fmt.Errorf("models: advice %s: %w", a.ID, err)
	}
	o.Key = a.Key
	var err error
	if o.Passages, err = selectors(a.Passages); err != nil {
		return Offer{}, fmt.Errorf("models: advice %s: %w", a.ID, err)
	}
	return o, nil
}

// Place is where o's main passage begins in its guide, in code points; it is 0
// for an offer without passages.
func (o Offer) Place() int {
	if len(o.Passages) == 0 {
		return 0
	}
	return o.Passages[0].Start
}

// Offers returns what a guide's advice says, in the order of its text: the
// letters of their signs run in this order.
func Offers(advice []Advice) ([]Offer, error) {
	offers := make([]Offer, len(advice))
	for i, a := range advice {
		var err error
		if offers[i], err = a.Read(); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(offers, func(a, b Offer) int { return a.Place() - b.Place() })
	return offers, nil
}

// Selectors returns the passages h was made from, the main one first; none
// when it has no source.
func (h Habit) Selectors() ([]passage.Selector, error) {
	s, err := selectors(h.Passages)
	if err != nil {
		return nil, fmt.Errorf("models: habit %s: %w", h.ID, err)
	}
	return s, nil
}

func selectors(stored string) (s []passage.Selector, err error) {
	if stored == "" {
		return nil, nil
	}
	err = json.Unmarshal([]byte(stored), &s)
	return s, err
}

// Document returns the guide's text with its blocks. It fails when g was read
// without them.
func (g Guide) Document() (doc article.Document, err error) {
	stored, err := json.Marshal(struct {
		Text   string          `json:"text"`
		Blocks json.RawMessage `json:"blocks"`
	}{g.Text, json.RawMessage(g.Blocks)})
	if err == nil {
		err = json.Unmarshal(stored, &doc)
	}
	if err != nil {
		return article.Document{}, fmt.Errorf("models: guide %s: %w", g.ID, err)
	}
	return doc, nil
}

// Cited returns the works that the guide's text refers to, in the order of
// their numbers.
func (g Guide) Cited() (refs []article.Reference, err error) {
	if g.References == "" {
		return nil, nil
	}
	if err := json.Unmarshal([]byte(g.References), &refs); err != nil {
		return nil, fmt.Errorf("models: guide %s: references: %w", g.ID, err)
	}
	return refs, nil
}

// Remarks returns the guide's own notes on how sure something is. They are read
// from the source of a shipped guide; what a person brought in has none.
func (g Guide) Remarks() ([]article.Note, error) {
	if g.Slug == "" {
		return nil, nil
	}
	meta, _, err := article.FromMarkdown([]byte(g.Source))
	if err != nil {
		return nil, fmt.Errorf("models: guide %s: %w", g.ID, err)
	}
	return meta.Notes, nil
}

// PlanOf returns the plan that terms ask for, from today on, for a person whose
// weeks begin on weekStart. It fails with Invalid when no habit can be lived
// under them.
func PlanOf(terms article.Terms, weekStart time.Weekday, today date.Date) (plan.Plan, error) {
	p := plan.Plan{
		From: today, Anchor: today, WeekStart: weekStart,
		Kind: plan.Kind(terms.Kind), Period: plan.Period(terms.Period), Days: terms.Days,
		Unit: terms.Unit, Step: StepOf(plan.Kind(terms.Kind), terms.Unit), Reserve: terms.Reserve,
	}
	bad := Invalid{}
	say := func(field string, err error) {
		if err != nil {
			bad.Add(field, err.Error())
		}
	}
	say("min", p.Min.UnmarshalText([]byte(terms.Min)))
	say("max", p.Max.UnmarshalText([]byte(terms.Max)))
	var err error
	if terms.Step != "" {
		p.Step, err = plan.ParseAmount(terms.Step)
		say("step", err)
	}
	p.Due, err = plan.ParseDue(terms.Due)
	say("due", err)
	if terms.From != "" || terms.To != "" {
		p.Window.From, err = plan.ParseClock(terms.From)
		say("from", err)
		p.Window.To, err = plan.ParseClock(terms.To)
		say("to", err)
	}
	ValidatePlan(p, bad)
	return p, bad.Or()
}

// StepOf returns what one press adds where nobody says it: five of minutes, one
// of everything else.
func StepOf(kind plan.Kind, unit string) plan.Amount {
	if kind == plan.Sum {
		switch strings.ToLower(strings.TrimSpace(unit)) {
		case "minutes", "minute", "mins", "min":
			return 5 * plan.Whole
		}
	}
	return plan.Whole
}

// HabitOf returns the habit and plan that taking an advice makes, for a person
// whose weeks begin on weekStart. Careful is a yes to any of the advice's
// questions: the habit has the careful name then, and no hours, as the hours of
// the advice are those to mind. The passages are kept in the habit, so that its
// reason stays when the guide goes. A habit that asks something of each day may
// miss one a week.
func HabitOf(a Advice, careful bool, weekStart time.Weekday, today date.Date) (Habit, plan.Plan, error) {
	o, err := a.Read()
	if err != nil {
		return Habit{}, plan.Plan{}, err
	}
	p, err := PlanOf(o.Plan, weekStart, today)
	if err != nil {
		return Habit{}, plan.Plan{}, err
	}
	h := Habit{
		Name: o.Name, GuideID: a.GuideID, AdviceID: a.ID, Passages: a.Passages,
		Cue: o.Cue, Hue: o.Hue, Icon: o.Icon,
	}
	if careful && len(o.Questions) > 0 {
		h.Careful, h.Name, p.Window = true, o.Careful.Name, plan.Window{}
	}
	if h.Hue == "" {
		h.Hue = Hues[0]
	}
	if h.Icon == "" {
		h.Icon = "leaf"
	}
	if p.Period == plan.Day && p.Reserve == 0 {
		p.Reserve = 1
	}
	bad := Invalid{}
	h.Validate(bad)
	return h, p, bad.Or()
}
