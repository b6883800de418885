package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"gloss/models"
	"gloss/models/advice"
	"gloss/models/article"
	"gloss/models/plan"
)

// maxText is the largest text that gloss advice reads, in bytes.
const maxText = 8 << 20

type adviceCommand struct {
	File string `arg:"" help:"Plain text, Markdown or a web page to read, by its ending; or - for plain text on standard input."`
	JSON bool   `name:"json" help:"Print JSON: one entry for each finding, with its place in code points: of a plain text as it is, of all else in the text that Gloss would keep."`
	All  bool   `help:"Print what is less sure too, and what is done only once."`
}

// Run prints the advice in a text.
func (cmd *adviceCommand) Run(env *environment) error {
	all, err := cmd.find(env.stdin)
	if err != nil {
		return err
	}
	var found []advice.Finding
	for _, f := range all {
		if cmd.All || f.Confidence >= advice.Strong {
			found = append(found, f)
		}
	}
	suggestions := advice.Suggest(found)
	if cmd.JSON {
		encoder := json.NewEncoder(env.stdout)
		encoder.SetEscapeHTML(false)
		encoder.SetIndent("", " ")
		return encoder.Encode(map[string]any{"advice": adviceEntries(found, suggestions)})
	}
	return cmd.list(env.stdout, found, suggestions)
}

// find reads the text and finds all advice in it.
func (cmd *adviceCommand) find(stdin io.Reader) ([]advice.Finding, error) {
	text, err := cmd.read(stdin)
	if err != nil {
		return nil, err
	}
	switch strings.ToLower(filepath.Ext(cmd.File)) {
	case ".md", ".markdown", ".html", ".htm", ".xhtml", ".mht", ".mhtml":
		_, doc, err := article.Read(filepath.Base(cmd.File), "", []byte(text), nil)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", cmd.File, err)
		}
		return advice.FindIn(doc.Text, models.AdviceBlocks(doc)), nil
	}
	return advice.Find(text), nil
}

func (cmd *adviceCommand) read(stdin io.Reader) (string, error) {
	in := stdin
	if cmd.File != "-" {
		file, err := os.Open(cmd.File)
		if err != nil {
			return "", err
		}
		defer file.Close()
		in = file
	}
	text, err := io.ReadAll(io.LimitReader(in, maxText+1))
	if err == nil && len(text) > maxText {
		err = errors.New("the text is longer than 8 MiB")
	}
	return string(text), err
}

// list prints suggestions for a reader: what to do, how much, why it is taken
// for advice and where it is said.
func (cmd *adviceCommand) list(out io.Writer, found []advice.Finding, suggestions []advice.Suggestion) error {
	var b strings.Builder
	if len(suggestions) == 0 {
		b.WriteString("No advice found.\n")
	}
	for n, s := range suggestions {
		if n > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "%d. %s\n   %s", n+1, oneLine(s.Name), s.Plan.Terms())
		if s.Cue != "" {
			fmt.Fprintf(&b, "; %s", oneLine(s.Cue))
		}
		fmt.Fprintf(&b, "\n   %s (%s, sure to %.0f %%)\n", s.Why, strings.Join(s.Rules, ", "), s.Confidence*100)
		for _, p := range s.Passages {
			fmt.Fprintf(&b, "   %d–%d “%s”\n", p.Start, p.End, oneLine(p.Quote))
		}
		for _, place := range s.Places {
			fmt.Fprintf(&b, "   again at %d–%d\n", place[0].Start, place[0].End)
		}
	}
	if cmd.All {
		cmd.listOnce(&b, found)
	}
	_, err := io.WriteString(out, b.String())
	return err
}

func (cmd *adviceCommand) listOnce(b *strings.Builder, found []advice.Finding) {
	title := "\nTo do once:\n"
	for _, f := range found {
		if f.Habit {
			continue
		}
		fmt.Fprintf(b, "%s   %s\n   %d–%d “%s”\n", title, oneLine(f.Action), f.Start, f.End, oneLine(f.Quote))
		title = ""
	}
}

// oneLine brings white space and control characters of a text down to single
// spaces, so that it can do nothing to a terminal.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r <= ' ' || r >= 0x7f && r < 0xa1 || r == '\u2028' || r == '\u2029' }), " ")
}

// adviceEntry is a finding in the shape of the labelled articles.
type adviceEntry struct {
	Start      int             `json:"start"`
	End        int             `json:"end"`
	Quote      string          `json:"quote"`
	Action     string          `json:"action"`
	Polarity   advice.Polarity `json:"polarity"`
	Habit      bool            `json:"habit"`
	Measure    map[string]any  `json:"measure"`
	Frequency  map[string]any  `json:"frequency"`
	Window     map[string]any  `json:"window"`
	Interval   map[string]any  `json:"interval,omitempty"`
	Offset     map[string]any  `json:"offset,omitempty"`
	Confidence float64         `json:"confidence"`
	Rule       string          `json:"rule"`
	Passages   [][2]int        `json:"passages,omitempty"` // of its suggestion, where it has several
}

func adviceEntries(found []advice.Finding, suggestions []advice.Suggestion) []adviceEntry {
	merged := map[[2]int][][2]int{}
	for _, s := range suggestions {
		var spans [][2]int
		for _, p := range s.Passages {
			spans = append(spans, [2]int{p.Start, p.End})
		}
		for _, span := range spans {
			if len(spans) > 1 {
				merged[span] = spans
			}
		}
	}
	entries := []adviceEntry{}
	for _, f := range found {
		e := adviceEntry{Start: f.Start, End: f.End, Quote: f.Quote, Action: f.Action, Polarity: f.Polarity, Habit: f.Habit,
			Measure: measureEntry(f.Measure), Frequency: frequencyEntry(f.Frequency), Confidence: f.Confidence, Rule: f.Rule,
			Passages: merged[[2]int{f.Start, f.End}]}
		if f.Window.Set {
			e.Window = map[string]any{"from": plan.Clock(f.Window.From).String(), "to": plan.Clock(f.Window.To).String()}
		}
		if v := f.Interval; v.Every > 0 {
			e.Interval = map[string]any{"every": v.Every, "every_max": orNull(v.EveryMax), "unit": v.Unit}
		}
		if o := f.Offset; o.Unit != "" {
			e.Offset = map[string]any{"min": o.Min, "max": o.Max, "unit": o.Unit, "relation": o.Relation}
		}
		entries = append(entries, e)
	}
	return entries
}

func measureEntry(m advice.Measure) map[string]any {
	e := map[string]any{"kind": m.Kind, "min": nil, "max": nil, "unit": nil}
	if m.Kind == advice.Check {
		return e
	}
	e["unit"] = m.Unit
	if m.Kind != advice.AtMost {
		e["min"] = m.Min
	}
	if m.Kind != advice.AtLeast {
		e["max"] = m.Max
	}
	return e
}

func frequencyEntry(f advice.Frequency) map[string]any {
	e := map[string]any{"times": f.Times, "per": nil}
	if f.Per != "" {
		e["per"] = f.Per
	}
	if f.TimesMax > 0 {
		e["times_max"] = f.TimesMax
	}
	if f.DaysAWeek > 0 {
		e["days_per_week"] = f.DaysAWeek
	}
	if f.Loose {
		e["loose"] = true
	}
	return e
}

func orNull(v float64) any {
	if v == 0 {
		return nil
	}
	return v
}
