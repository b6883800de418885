package article_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/models/article"
	"gloss/models/passage"
)

func TestFrontMatter(t *testing.T) {
	meta, doc := read(t, `---
title: "Walks: a case"
author: A. Author
publisher: P
date: 2022-06
url: https://x.org/walks
language: en
summary: Why walk
after: After “X”
references:
  - text: A study
    doi: 10.1234/a.b(c)-1
  - text: A page
    url: https://x.org
    ours: true
notes:
  - quote: legs
    text: Sure enough.
advice:
  - key: walk
    name: Walk
    quote: ten minutes
    icon: walk
    hue: moss
    ticked: true
    cue: after lunch
    plan: {kind: amount, period: days, days: 3, min: 10, max: 12.5, unit: minutes, step: 5, due: mo we, from: "10:00", to: 16:00, reserve: 1}
    terms: 10 min
    offer: Ten minutes.
    note: One study.
    evidence: One study of legs.
    caution: Mind the kerb.
    questions:
      - {key: knee, text: My knee hurts}
    careful: {name: Sit, terms: 10 min, offer: Sit ten minutes., caution: Mind the chair.}
---
Move your legs for ten minutes.[^1][^2]`)
	want := article.Meta{
		Title: "Walks: a case", Author: "A. Author", Publisher: "P", Date: "2022-06", URL: "https://x.org/walks",
		Language: "en", Summary: "Why walk", After: "After “X”",
		References: []article.Reference{{Text: "A study", DOI: "10.1234/a.b(c)-1"}, {Text: "A page", URL: "https://x.org", Ours: true}},
		Notes:      []article.Note{{Quote: "legs", Text: "Sure enough."}},
		Advice: []article.Advice{{
			Key: "walk", Name: "Walk", Quote: "ten minutes", Icon: "walk", Hue: "moss", Ticked: true, Cue: "after lunch",
			Plan: article.Terms{
				Kind: "amount", Period: "days", Days: 3, Min: "10", Max: "12.5", Unit: "minutes", Step: "5",
				Due: "mo we", From: "10:00", To: "16:00", Reserve: 1,
			},
			Terms: "10 min", Offer: "Ten minutes.", Note: "One study.", Evidence: "One study of legs.", Caution: "Mind the kerb.",
			Questions: []article.Question{{Key: "knee", Text: "My knee hurts"}},
			Careful:   article.Careful{Name: "Sit", Terms: "10 min", Offer: "Sit ten minutes.", Caution: "Mind the chair."},
		}},
	}
	if diff := cmp.Diff(want, meta); diff != "" {
		t.Error(diff)
	}
	if doc.Text != "Move your legs for ten minutes." {
		t.Errorf("text %q", doc.Text)
	}
}

func TestFrontMatterRefuses(t *testing.T) {
	advice := "advice:\n  - {key: a, name: A, quote: word}\n"
	for _, c := range []struct{ name, front, says string }{
		{"an unknown key, and its line", "title: x\ntitel: x", "line 3: field titel"},
		{"an unknown key of a plan", "advice:\n  - {key: a, name: A, quote: word, plan: {minimum: 3}}", "minimum"},
		{"no map", "just words", "front matter"},
		{"broken", "title: [", "front matter"},
		{"a date", "date: June 2022", `"June 2022"`},
		{"a day that never was", "date: 2022-02-30", "2022-02-30"},
		{"an address", "url: javascript:alert(1)", "javascript"},
		{"a reference of nothing", "references: [{doi: 10.1234/x}]", "reference 1"},
		{"a DOI", "references: [{text: x, doi: doi.org/10.1234/x}]", "doi.org"},
		{"a DOI with a space", "references: [{text: x, doi: 10.1234/x y}]", "10.1234/x y"},
		{"a reference's address", "references: [{text: x, url: 'data:x'}]", "data:x"},
		{"a note's quote", "notes: [{quote: gone, text: x}]", `"gone"`},
		{"a quote that is gone", "advice:\n  - {key: a, name: A, quote: gone}", `"gone"`},
		{"a quote that is there twice", "advice:\n  - {key: a, name: A, quote: w}", `"w"`},
		{"no quote", "advice:\n  - {key: a, name: A}", `advice "a"`},
		{"no name", "advice:\n  - {key: a, quote: word}", "no name"},
		{"a key", "advice:\n  - {key: A b, name: A, quote: word}", "key"},
		{"a key twice", advice + "  - {key: a, name: B, quote: of}", "two of that key"},
		{"a question without care", "advice:\n  - {key: a, name: A, quote: word, questions: [{key: q, text: Q}]}", "careful"},
		{"a question of nothing", "advice:\n  - {key: a, name: A, quote: word, careful: {name: B}, questions: [{key: q}]}", `question "q"`},
	} {
		_, _, err := article.FromMarkdown([]byte("---\n" + c.front + "\n---\nA word of it, we say."))
		if err == nil || !strings.Contains(err.Error(), c.says) || !strings.HasPrefix(err.Error(), "article: ") {
			t.Errorf("%s: %v, want it to say %q", c.name, err, c.says)
		}
	}
	_, _, err := article.FromMarkdown([]byte("---\nadvice: [{key: a, name: A, quote: w}]\n---\nw w"))
	if !errors.Is(err, passage.ErrAmbiguous) {
		t.Errorf("%v, want %v", err, passage.ErrAmbiguous)
	}
}

func TestReferenceLink(t *testing.T) {
	for _, c := range []struct {
		ref  article.Reference
		want string
	}{
		{article.Reference{DOI: "10.1128/mSystems.00031-18"}, "https://doi.org/10.1128/mSystems.00031-18"},
		{article.Reference{DOI: "10.1002/(SICI)1<2::AID>3?#", URL: "https://x.org"}, "https://doi.org/10.1002/%28SICI%291%3C2::AID%3E3%3F%23"},
		{article.Reference{URL: "https://x.org"}, "https://x.org"},
		{article.Reference{Text: "A book"}, ""},
	} {
		if got := c.ref.Link(); got != c.want {
			t.Errorf("%+v: %q, want %q", c.ref, got, c.want)
		}
	}
}

// Signs that cannot be seen do not come in by what a text says about itself.
func TestFrontMatterIsCleaned(t *testing.T) {
	src := "---\ntitle: \"a\u202eb\u200bc\"\nauthor: \"\ufeffN.\u2066 Levy\"\nreferences:\n  - text: \"x\u202dy\"\n---\n\nText.[^1]\n"
	meta, _, err := article.Read("a.md", "", []byte(src), nil)
	if err != nil {
		t.Fatal(err)
	}
	if meta.Title != "abc" || meta.Author != "N. Levy" || len(meta.References) != 1 || meta.References[0].Text != "xy" {
		t.Errorf("%+v", meta)
	}
}
