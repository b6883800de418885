package transfer

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"gloss/models"
	"gloss/models/article"
	"gloss/models/date"
	"gloss/models/passage"
	"gloss/models/plan"
)

// sections are the arrays of Gloss's own file, in the order they are written in.
var sections = []string{
	"tags", "guides", "habits", "plans", "entries", "day_notes", "pauses", "readings", "dismissals", "marks", "changes",
}

// NewJSON returns a Sink that writes an account as Gloss's own file, which holds
// all of it: an object of arrays, with one element a line. Nothing is held but
// the element at hand, and the plans while the habits are written.
func NewJSON(w io.Writer) Sink {
	s := &jsonSink{w: bufio.NewWriterSize(w, 32<<10), at: -1}
	s.encode = json.NewEncoder(&s.line)
	s.encode.SetEscapeHTML(false)
	return s
}

type jsonSink struct {
	w      *bufio.Writer
	line   bytes.Buffer // of the element at hand
	encode *json.Encoder
	at     int          // index of the section that is open
	any    bool         // it holds an element
	plans  bytes.Buffer // those of the habits so far, as lines
}

// text returns v as JSON on one line. It holds until the next call.
func (s *jsonSink) text(v any) ([]byte, error) {
	s.line.Reset()
	err := s.encode.Encode(v)
	return bytes.TrimSuffix(s.line.Bytes(), []byte("\n")), err
}

func (s *jsonSink) Begin(p Person) error {
	head, err := s.text(headShape{Format: glossFormat, Exported: instant(p.At), By: "Gloss"})
	if err != nil {
		return err
	}
	fmt.Fprintf(s.w, "{\n\"gloss\": %s,\n", head)
	person, err := s.text(personShape{Name: p.Name, Email: p.Email, settingsShape: settingsShapeOf(p.Settings)})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(s.w, "\"person\": %s", person)
	return err
}

// section closes what is open and opens the array of that name; those between
// are empty, but for the plans, which waited for the habits to be written.
func (s *jsonSink) section(name string) error {
	to := slices.Index(sections, name)
	if to < s.at {
		return fmt.Errorf("transfer: %s after %s", name, sections[s.at])
	}
	for s.at < to {
		s.close()
		s.at++
		fmt.Fprintf(s.w, ",\n%q: [", sections[s.at])
		if sections[s.at] == "plans" {
			s.any = s.plans.Len() > 0
			s.w.Write(s.plans.Bytes())
			s.plans = bytes.Buffer{}
		}
	}
	return nil
}

// close closes the array that is open.
func (s *jsonSink) close() {
	if s.any {
		s.w.WriteString("\n")
	}
	if s.at >= 0 {
		s.w.WriteString("]")
	}
	s.any = false
}

// put writes one element of the array of that name.
func (s *jsonSink) put(name string, v any) error {
	if err := s.section(name); err != nil {
		return err
	}
	line, err := s.text(v)
	if err != nil {
		return err
	}
	if s.any {
		s.w.WriteString(",")
	}
	s.any = true
	s.w.WriteString("\n")
	_, err = s.w.Write(line)
	return err
}

func (s *jsonSink) Tag(t models.Tag) error { return s.put("tags", tagShape{ID: t.ID, Name: t.Name}) }

func (s *jsonSink) Guide(g Guide) error {
	shape := guideShape{ID: g.ID, Slug: g.Slug, Title: g.Title}
	if !g.Own() {
		shape.Hash = g.Hash
		for _, a := range g.Advice {
			shape.Advice = append(shape.Advice, adviceShape{ID: a.ID, Key: a.Key})
		}
		return s.put("guides", shape)
	}
	shape.Author, shape.Publisher, shape.Published, shape.URL = g.Author, g.Publisher, g.Published, g.URL
	shape.Language, shape.Summary, shape.After, shape.Came = g.Language, g.Summary, g.After, g.Came
	shape.File, shape.Shared, shape.Text = g.File, g.Shared, g.Text
	shape.Created, shape.Archived, shape.Deleted = instant(g.CreatedAt), instant(g.ArchivedAt), instant(g.DeletedAt)
	if err := unpacked(g.Blocks, &shape.Blocks); err != nil {
		return err
	}
	if err := unpacked(g.References, &shape.References); err != nil {
		return err
	}
	for _, a := range g.Advice {
		one := adviceShape{ID: a.ID, Key: a.Key, Rule: a.Rule, Strength: a.Strength, Subject: a.Subject, Alike: a.Alike}
		if err := unpacked(a.Passages, &one.Passages); err != nil {
			return err
		}
		var offer article.Advice
		if err := unpacked(a.Offer, &offer); err != nil {
			return err
		}
		line, err := s.text(offer)
		if err != nil {
			return err
		}
		one.Offer = bytes.Clone(line)
		shape.Advice = append(shape.Advice, one)
	}
	return s.put("guides", shape)
}

// unpacked reads JSON that a row holds; an empty text holds nothing.
func unpacked(stored string, to any) error {
	if stored == "" {
		return nil
	}
	return json.Unmarshal([]byte(stored), to)
}

func (s *jsonSink) Habit(h models.Habit, plans []plan.Plan, tags []string) error {
	var places []passage.Selector
	if err := unpacked(h.Passages, &places); err != nil {
		return err
	}
	for _, p := range plans {
		line, err := s.text(planShapeOf(h.ID, p))
		if err != nil {
			return err
		}
		if s.plans.Len() > 0 {
			s.plans.WriteString(",")
		}
		s.plans.WriteString("\n")
		s.plans.Write(line)
	}
	return s.put("habits", habitShape{
		ID: h.ID, Name: h.Name, Guide: h.GuideID, Advice: h.AdviceID, Passages: places, Careful: h.Careful,
		Reason: h.Reason, Cue: h.Cue, Hue: h.Hue, Icon: h.Icon, Reminder: h.Reminder, Tags: tags, Origins: h.Origins, Since: h.Since,
		Created: instant(h.CreatedAt), Archived: instant(h.ArchivedAt), Deleted: instant(h.DeletedAt),
	})
}

func (s *jsonSink) Entry(e models.Entry) error {
	shape := entryShape{Habit: e.HabitID, Day: e.Day, Amount: (*decimal)(e.Amount), Skipped: e.Skipped, Note: e.Note}
	inOrder := true
	for i, item := range e.Items {
		shape.Items, shape.Places = append(shape.Items, item.Name), append(shape.Places, item.Position)
		inOrder = inOrder && item.Position == i+1
	}
	if inOrder {
		shape.Places = nil
	}
	return s.put("entries", shape)
}

func (s *jsonSink) DayNote(n models.DayNote) error {
	return s.put("day_notes", dayNoteShape{Day: n.Day, Note: n.Note})
}

func (s *jsonSink) Pause(p models.Pause) error {
	return s.put("pauses", pauseShape{ID: p.ID, Habit: p.HabitID, From: p.From, To: p.To})
}

func (s *jsonSink) Reading(r models.Reading) error {
	return s.put("readings", readingShape{Guide: r.GuideID, Read: instant(r.At), Archived: instant(r.ArchivedAt), Tags: r.Tags})
}

func (s *jsonSink) Dismissal(d models.Dismissal) error {
	return s.put("dismissals", dismissalShape{Alike: d.Alike, At: instant(d.At)})
}

func (s *jsonSink) Mark(m models.Mark) error { return s.put("marks", markShapeOf(m)) }

func (s *jsonSink) Change(c Change) error { return s.put("changes", changeShapeOf(c)) }

func (s *jsonSink) End(date.Date) error {
	if err := s.section(sections[len(sections)-1]); err != nil {
		return err
	}
	s.close()
	s.w.WriteString("\n}\n")
	return s.w.Flush()
}
