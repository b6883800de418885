package transfer

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"io"
	"strings"

	yaml "go.yaml.in/yaml/v3"

	"gloss/models"
	"gloss/models/article"
	"gloss/models/date"
	"gloss/models/plan"
)

// NewMarkdown returns a Sink that writes a person's guides as a zip with one file
// of Markdown each: front matter as Gloss's own guides have it, the text, and
// below it the habits that were made from it and what was marked in it. Read as
// an article again, the text is the same. A guide that somebody else shares has
// its passages alone, and one of nothing at all has no file. The texts are held
// packed until the marks are known.
func NewMarkdown(w io.Writer) Sink {
	return &markdownSink{zip: zip.NewWriter(w), at: map[string]int{}, names: map[string]int{}}
}

type markdownSink struct {
	deaf
	zip    *zip.Writer
	guides []markdownGuide
	at     map[string]int // place of a guide in guides
	names  map[string]int // of files, and how often
	packer *flate.Writer
}

type markdownGuide struct {
	title  string
	text   []byte // packed Markdown, nil where there is none
	habits strings.Builder
	marks  strings.Builder
}

func (s *markdownSink) Guide(g Guide) error {
	s.at[g.ID] = len(s.guides)
	s.guides = append(s.guides, markdownGuide{title: g.Title})
	if g.Text == "" || g.DeletedAt != 0 { // of one that was deleted, habits and marks stay
		return nil
	}
	text := g.Source
	if text == "" {
		var err error
		if text, err = guideMarkdown(g.Guide); err != nil {
			return err
		}
	}
	var err error
	s.guides[len(s.guides)-1].text, err = s.packed(text)
	return err
}

func (s *markdownSink) packed(text string) ([]byte, error) {
	var b bytes.Buffer
	if s.packer == nil {
		s.packer, _ = flate.NewWriter(&b, flate.BestSpeed) // fails for levels there are none of
	}
	s.packer.Reset(&b)
	_, err := io.WriteString(s.packer, text)
	if err = errors.Join(err, s.packer.Close()); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func (s *markdownSink) Habit(h models.Habit, plans []plan.Plan, _ []string) error {
	i, known := s.at[h.GuideID]
	if !known || h.DeletedAt != 0 || len(plans) == 0 {
		return nil
	}
	places, err := h.Selectors()
	if err != nil {
		return err
	}
	b := &s.guides[i].habits
	fmt.Fprintf(b, "\n**%s**, %s\n", escaped(h.Name), escaped(plans[len(plans)-1].Terms()))
	for _, p := range places {
		b.WriteString(quotation(p.Exact))
	}
	if h.Reason != "" {
		b.WriteString("\n" + paragraphs(h.Reason) + "\n")
	}
	return nil
}

func (s *markdownSink) Mark(m models.Mark) error {
	i, known := s.at[m.GuideID]
	if !known {
		return nil
	}
	b := &s.guides[i].marks
	b.WriteString(quotation(m.Passage.Exact))
	if m.Note != "" {
		b.WriteString("\n" + paragraphs(m.Note) + "\n")
	}
	return nil
}

func (s *markdownSink) End(date.Date) error {
	for i := range s.guides {
		g := &s.guides[i]
		if g.text == nil && g.habits.Len() == 0 && g.marks.Len() == 0 {
			continue
		}
		w, err := s.zip.CreateHeader(&zip.FileHeader{Name: s.fileName(g.title), Method: zip.Deflate})
		if err != nil {
			return err
		}
		if err := g.write(w); err != nil {
			return err
		}
	}
	return s.zip.Close()
}

func (g *markdownGuide) write(w io.Writer) error {
	if g.text == nil {
		title := g.title
		if title == "" {
			title = "A guide that somebody shares"
		}
		fmt.Fprintf(w, "# %s\n", escaped(title))
	} else if _, err := io.Copy(w, flate.NewReader(bytes.NewReader(g.text))); err != nil {
		return err
	}
	var err error
	if g.habits.Len() > 0 {
		_, err = io.WriteString(w, "\n## Habits from it\n"+g.habits.String())
	}
	if g.marks.Len() > 0 && err == nil {
		_, err = io.WriteString(w, "\n## Marks in it\n"+g.marks.String())
	}
	return err
}

// fileName returns the name of a guide's file, another one for each.
func (s *markdownSink) fileName(title string) string {
	plain := plainName(title, "guide")
	name := plain
	for s.names[name] > 0 {
		s.names[plain]++
		name = fmt.Sprintf("%s-%d", plain, s.names[plain])
	}
	s.names[name]++
	return name + ".md"
}

// front is article.Meta without what a guide that was brought in has none of.
type front struct {
	Title      string              `yaml:"title"`
	Author     string              `yaml:"author,omitempty"`
	Publisher  string              `yaml:"publisher,omitempty"`
	Date       string              `yaml:"date,omitempty"`
	URL        string              `yaml:"url,omitempty"`
	Language   string              `yaml:"language,omitempty"`
	Summary    string              `yaml:"summary,omitempty"`
	After      string              `yaml:"after,omitempty"`
	References []article.Reference `yaml:"references,omitempty"`
}

// guideMarkdown writes a guide that was brought in. Emphasis can stand where
// Markdown has no signs for it, so what is written is read again, and written
// plainer where it would say something else.
func guideMarkdown(g models.Guide) (string, error) {
	doc, err := g.Document()
	if err != nil {
		return "", err
	}
	refs, err := g.Cited()
	if err != nil {
		return "", err
	}
	head, err := yaml.Marshal(front{
		Title: g.Title, Author: g.Author, Publisher: g.Publisher, Date: g.Published.String(), URL: g.URL,
		Language: g.Language, Summary: g.Summary, After: g.After, References: refs,
	})
	if err != nil {
		return "", err
	}
	// The title stands above the text for those who read it elsewhere; a heading
	// that says the title of the front matter is no part of the text.
	begin := fmt.Sprintf("---\n%s---\n\n# %s\n\n", head, headed(escaped(g.Title)))
	written := ""
	for plain := range 3 {
		written = begin + blocksMarkdown(doc, plain)
		if _, again, err := article.FromMarkdown([]byte(written)); err == nil && again.Text == doc.Text {
			break
		}
	}
	return written, nil
}
