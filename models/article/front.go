package article

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/url"
	"regexp"
	"time"

	yaml "go.yaml.in/yaml/v3"

	"gloss/models/passage"
)

// fence stands alone on the first line of an article with front matter, and on
// the line after it.
const fence = "---"

// frontMatter cuts an article into front matter and text. A line of dashes
// with an empty line after it is a rule across the page, and begins none. The
// front matter keeps an empty line for the fence above it, so that errors name
// the lines of the file.
func frontMatter(src []byte) (front, body []byte) {
	rest, ok := bytes.CutPrefix(src, []byte(fence+"\n"))
	if !ok || len(bytes.TrimSpace(firstLine(rest))) == 0 {
		return nil, src
	}
	at := 0
	for line := range bytes.Lines(rest) {
		if string(bytes.TrimRight(line, " \t\n")) == fence {
			return src[len(fence) : len(fence)+1+at], rest[at+len(line):]
		}
		at += len(line)
	}
	return nil, src
}

func firstLine(src []byte) []byte {
	line, _, _ := bytes.Cut(src, []byte("\n"))
	return line
}

// What front matter may be: its size in bytes, its parts, and the fields of one
// of them. The reader compares all fields of a part with one another.
const (
	maxFront  = 64 << 10
	maxParts  = 10_000
	maxFields = 200
)

var errFront = errors.New("too large or too involved")

// checkFront says whether front matter is small and plain enough to be read.
func checkFront(front []byte) error {
	if len(front) > maxFront {
		return errFront
	}
	var root yaml.Node
	if err := yaml.Unmarshal(front, &root); err != nil {
		return err
	}
	parts := 0
	var check func(*yaml.Node) bool
	check = func(n *yaml.Node) bool {
		if parts++; parts > maxParts || n.Kind == yaml.AliasNode || n.Kind == yaml.MappingNode && len(n.Content) > 2*maxFields {
			return false
		}
		for _, c := range n.Content {
			if !check(c) {
				return false
			}
		}
		return true
	}
	if !check(&root) {
		return errFront
	}
	return nil
}

func parseMeta(front []byte) (Meta, error) {
	var meta Meta
	if err := checkFront(front); err != nil {
		return Meta{}, fmt.Errorf("article: front matter: %w", err)
	}
	d := yaml.NewDecoder(bytes.NewReader(front))
	d.KnownFields(true)
	if err := d.Decode(&meta); err != nil && !errors.Is(err, io.EOF) {
		return Meta{}, fmt.Errorf("article: front matter: %w", err)
	}
	// What is said about a text is cleaned like the text itself.
	for _, said := range []*string{&meta.Title, &meta.Author, &meta.Publisher, &meta.Summary, &meta.After} {
		*said = line(*said)
	}
	for i := range meta.References {
		meta.References[i].Text = line(meta.References[i].Text)
	}
	return meta, nil
}

var (
	doiShape = regexp.MustCompile(`^10\.[0-9]{4,9}/[!-~]+$`)
	keyShape = regexp.MustCompile(`^[a-z][a-z0-9-]{0,39}$`)
)

// check says what is wrong in front matter, beside a text, or nil.
func (m Meta) check(doc Document) error {
	if !isDate(m.Date) {
		return fmt.Errorf("article: date %q: want a day, month or year as 2022-06-28", m.Date)
	}
	if m.URL != "" && !isWeb(m.URL) {
		return fmt.Errorf("article: url %q: want http or https", m.URL)
	}
	for i, r := range m.References {
		if r.Text == "" {
			return fmt.Errorf("article: reference %d has no text", i+1)
		}
		if r.DOI != "" && !doiShape.MatchString(r.DOI) {
			return fmt.Errorf("article: reference %d: doi %q: want 10.1234/abc", i+1, r.DOI)
		}
		if r.URL != "" && !isWeb(r.URL) {
			return fmt.Errorf("article: reference %d: url %q: want http or https", i+1, r.URL)
		}
	}
	for _, n := range m.Notes {
		if _, err := passage.Quote(doc.Text, n.Quote); err != nil {
			return fmt.Errorf("article: note: %w", err)
		}
	}
	seen := map[string]bool{}
	for _, a := range m.Advice {
		if err := a.check(doc); err != nil {
			return fmt.Errorf("article: advice %q: %w", a.Key, err)
		}
		if seen[a.Key] {
			return fmt.Errorf("article: advice %q: two of that key", a.Key)
		}
		seen[a.Key] = true
	}
	return nil
}

func (a Advice) check(doc Document) error {
	if !keyShape.MatchString(a.Key) {
		return errors.New("key: want small letters, figures and dashes")
	}
	if a.Name == "" {
		return errors.New("no name")
	}
	if len(a.Questions) > 0 && a.Careful.Name == "" {
		return errors.New("questions, but no careful name for a yes")
	}
	for _, q := range a.Questions {
		if !keyShape.MatchString(q.Key) || q.Text == "" {
			return fmt.Errorf("question %q: want a key and a text", q.Key)
		}
	}
	_, err := passage.Quote(doc.Text, a.Quote)
	return err
}

func isDate(s string) bool {
	for _, layout := range []string{time.DateOnly, "2006-01", "2006"} {
		if _, err := time.Parse(layout, s); err == nil {
			return true
		}
	}
	return s == ""
}

// isWeb says whether an address is a whole one on the web.
func isWeb(raw string) bool {
	u, err := url.Parse(raw)
	return err == nil && u.Host != "" && (u.Scheme == "http" || u.Scheme == "https")
}
