package models

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"

	"gloss/models/advice"
	"gloss/models/article"
	"gloss/models/date"
	"gloss/models/passage"
)

// ruleGuide is the Rule of an advice that a guide states itself.
const ruleGuide = "guide"

// idHash is how much of a text's hash its guide's id has.
const idHash = 16

var slugShape = regexp.MustCompile(`^[a-z][a-z0-9-]{0,39}$`)

// ShippedGuide returns the guide that src, Markdown with front matter, is
// shipped as under slug, and its advice. The guide's id comes from the slug and
// a hash of its text, so that the same text is the same guide on every server
// and another text another guide, whatever else is said about it; the ids of
// its advice come from that id and their keys. It fails when src is no guide, when an advice's quote does not stand
// exactly once in the text, or when an advice makes no habit.
func ShippedGuide(slug string, src []byte) (Guide, []Advice, error) {
	if !slugShape.MatchString(slug) {
		return Guide{}, nil, fmt.Errorf("models: guide %q: want small letters, figures and dashes", slug)
	}
	meta, doc, err := article.FromMarkdown(src)
	if err != nil {
		return Guide{}, nil, fmt.Errorf("models: guide %s: %w", slug, err)
	}
	g := Guide{
		Slug: slug, Title: meta.Title, Author: meta.Author, Publisher: meta.Publisher, URL: meta.URL,
		Language: meta.Language, Summary: meta.Summary, After: meta.After,
		Text: doc.Text, Source: string(src), Hash: digest(doc.Text), Minutes: doc.Minutes(),
	}
	g.ID = slug + "-" + g.Hash[:idHash]
	g.Words = SearchText(g.Title, g.Author, g.Publisher, g.Summary, g.Text)
	if meta.Date != "" {
		if g.Published, err = date.Parse(meta.Date); err != nil {
			return Guide{}, nil, fmt.Errorf("models: guide %s: %w", slug, err)
		}
	}
	if g.Blocks, err = asJSON(doc.Blocks); err != nil {
		return Guide{}, nil, err
	}
	if g.References, err = asJSON(meta.References); err != nil {
		return Guide{}, nil, err
	}
	var advice []Advice
	for i, said := range meta.Advice {
		a, err := shippedAdvice(g.ID, doc, i, said)
		if err != nil {
			return Guide{}, nil, fmt.Errorf("models: guide %s: advice %s: %w", slug, said.Key, err)
		}
		advice = append(advice, a)
	}
	return g, advice, nil
}

// AdviceID is the id of the advice that a shipped guide states under key.
func AdviceID(guideID, key string) string { return digest(guideID + "\x00" + key)[:32] }

// Made reports whether h was made from g, or from another release of it.
func (g Guide) Made(h Habit) bool {
	if h.GuideID == g.ID {
		return true
	}
	at := len(h.GuideID) - idHash - 1
	return g.Slug != "" && at > 0 && h.GuideID[:at] == g.Slug && h.GuideID[at] == '-'
}

// MadeFrom reports whether h was made from what g, or another release of it,
// states under key.
func (g Guide) MadeFrom(key string, h Habit) bool {
	return g.Made(h) && h.AdviceID == AdviceID(h.GuideID, key)
}

func shippedAdvice(guideID string, doc article.Document, at int, said article.Advice) (Advice, error) {
	place, err := passage.Quote(doc.Text, said.Quote)
	if err != nil {
		return Advice{}, err
	}
	a := Advice{
		ID: AdviceID(guideID, said.Key), GuideID: guideID, Position: at + 1, Key: said.Key,
		Rule: ruleGuide, Strength: 1,
	}
	if a.Passages, err = asJSON([]passage.Selector{place}); err != nil {
		return Advice{}, err
	}
	if a.Offer, err = asJSON(said); err != nil {
		return Advice{}, err
	}
	for _, careful := range []bool{false, true} {
		if _, _, err := HabitOf(a, careful, 0, date.Oldest); err != nil {
			return Advice{}, err
		}
	}
	o, p := Offer{Advice: said}, asked(Offer{Advice: said})
	about := cmp.Or(said.Subject, said.Name)
	a.Subject = strings.Join(advice.SubjectOf(about), " ")
	a.Alike = advice.KeyOf(about, advice.Polarity(polarity(o, p)), p)
	return a, nil
}

func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

func asJSON(v any) (string, error) {
	b, err := json.Marshal(v)
	if err != nil {
		return "", fmt.Errorf("models: %w", err)
	}
	return string(b), nil
}
