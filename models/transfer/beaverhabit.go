package transfer

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
)

// beaverDone is what a done day holds.
const beaverDone = plan.Whole

// beaverHabit is a habit of the list as it is read. Its days are those of a
// habit that the builder does not know: it may yet be left out.
type beaverHabit struct {
	id, name, status, where string
	tags, chips             []string
	star                    bool
	period                  *beaverPeriod
	days                    *building
}

// deleted reports whether Beaver shows the habit no more.
func (h *beaverHabit) deleted() bool { return h.status == "soft_delete" }

// category is what Beaver groups by.
func (h *beaverHabit) category() string {
	if len(h.tags) == 0 {
		return ""
	}
	return strings.ToLower(h.tags[0])
}

// habit reads one habit.
func (l *beaverList) habit(i int) error {
	if kind, err := l.kind(); err != nil || kind != '{' {
		l.b.Lose("Habits that cannot be read: left out.", fmt.Sprintf("habit %d", i+1))
		return err
	}
	if len(l.habits) == 2*models.MaxHabits {
		return l.e.Fail("There are more than %d habits in it.", models.MaxHabits)
	}
	h := &beaverHabit{where: fmt.Sprintf("habit %d", i+1), days: &building{Habit: &Habit{}, b: l.b}}
	if err := l.e.Object(func(key string) error { return l.field(h, key) }); err != nil {
		return err
	}
	if h.deleted() {
		l.deleted++
	}
	l.habits = append(l.habits, h)
	return nil
}

// field reads the value of a key of h.
func (l *beaverList) field(h *beaverHabit, key string) error {
	switch key {
	case "name":
		return l.value(key, &h.name)
	case "id":
		return l.value(key, &h.id)
	case "status":
		return l.value(key, &h.status)
	case "tags":
		return l.value(key, &h.tags)
	case "chips":
		return l.value(key, &h.chips)
	case "star":
		return l.value(key, &h.star)
	case "period":
		return l.often(h)
	case "records":
		kind, err := l.kind()
		if err != nil || kind != '[' {
			return err
		}
		return l.e.Array(func(i int) error { return l.record(h, i) })
	}
	l.odd(key)
	return nil
}

// often reads how often h asks. Beaver takes what it cannot read for nothing.
func (l *beaverList) often(h *beaverHabit) error {
	var raw json.RawMessage
	if err := l.e.Decode(&raw); err != nil {
		return err
	}
	if text := string(raw); text == "null" || text == "{}" {
		return nil
	}
	p := beaverPeriod{Count: 1, Target: 1}
	if json.Unmarshal(raw, &p) != nil || !p.whole() {
		l.b.Lose("Periods that say nothing: taken for no target.", h.where)
		return nil
	}
	h.period = &p
	return nil
}

// record reads what stands on one day. A done day may be a skip or something
// else by its hashtags; of a day not done the words alone are kept, as Beaver
// does not tell "no" from a tick taken back.
func (l *beaverList) record(h *beaverHabit, i int) error {
	place := fmt.Sprintf("day %d of %s", i+1, h.where)
	kind, err := l.kind()
	if err != nil || kind != '{' {
		l.b.Lose("Days that cannot be read: left out.", place)
		return err
	}
	var keys map[string]any
	if err := l.e.Decode(&keys); err != nil {
		return err
	}
	written, _ := keys["day"].(string)
	done, _ := keys["done"].(bool)
	text, _ := keys["text"].(string)
	l.oddOfDay(keys)
	at, err := time.Parse("2006-1-2", written)
	if err != nil {
		l.b.Lose("Days that cannot be read: left out.", place)
		return nil
	}
	said := beaverWords(text)
	if said.lost {
		l.b.Lose("Pictures and the like in notes: left out.", place)
	}
	e := Entry{Day: date.Of(at), Note: said.words}
	if done && said.skipped {
		e.Skipped = true
	} else if done {
		l.say(&e, said.states, place)
	} else if said.skipped {
		e.Note, _ = beaverPlain(text)
	}
	return h.days.Add(e, place)
}

// oddOfDay takes note of what a day holds and Gloss does not know, or of another
// kind than Beaver writes.
func (l *beaverList) oddOfDay(keys map[string]any) {
	for key, value := range keys {
		ok := value == nil
		switch value.(type) {
		case string:
			ok = key == "day" || key == "text"
		case bool:
			ok = key == "done"
		}
		if !ok || key != "day" && key != "text" && key != "done" {
			l.odd(key)
		}
	}
}

// finish hands h to the builder with its terms.
func (l *beaverList) finish(h *beaverHabit) error {
	id := key("beaver", h.id)
	if h.id == "" {
		id = key("beaver:name", models.CleanName(h.name))
	}
	made, err := l.b.Habit(id, h.name, h.where)
	if err != nil {
		return err
	}
	made.Entries, made.Tags = h.days.Entries, l.b.Tags(h.tags, h.where)
	place := made.Name
	switch h.status {
	case "", "active", "normal":
	case "archive", "soft_delete":
		made.Ended = l.today
	default:
		l.b.Lose("States of habits that Gloss does not know: taken for active.", place)
	}
	if h.star {
		l.b.Lose("Stars: Gloss puts none on habits.", place)
	}
	if len(h.chips) > 0 {
		l.b.Lose("Buttons for a day that were made by hand: Gloss has its own.", place)
	}
	if h.period == nil {
		made.Plans = []plan.Plan{l.b.Untargeted()}
		return nil
	}
	terms, changed := h.period.terms()
	if changed != "" {
		l.b.Lose("Periods that Gloss does not have: "+changed+".", place)
	}
	made.Plans = []plan.Plan{terms}
	return nil
}
