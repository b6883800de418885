package passage_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"gloss/models/passage"
)

const walks = `Walking asks for little. A pair of shoes will do, and a door that opens.

Walk for twenty minutes after lunch, five days a week. Those who did so slept better in two of the three trials.

Swimming asks for more. Swim for twenty minutes after work, two days a week, where the water is warm.

Sit down again. Nobody walks all day long, and the chair has its uses, as the next chapter says.`

// quoted names the passage of a text that reads so.
func quoted(t *testing.T, text, exact string) passage.Selector {
	t.Helper()
	s, err := passage.Quote(text, exact)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// at is what stands at a place.
func at(text string, p passage.Place) string {
	return string([]rune(text)[p.Start:p.End])
}

func TestLocate(t *testing.T) {
	const advice = "Walk for twenty minutes after lunch, five days a week."
	const chair = "the chair has its uses"
	first, rest, _ := strings.Cut(walks, "\n\n")
	cases := []struct {
		name, exact, text string
		how               passage.How
		want              string
	}{
		{"untouched", advice, walks, passage.Exact, advice},
		{"moved", advice, rest + "\n\n" + first, passage.Exact, advice},
		{"a word exchanged", advice, strings.Replace(walks, "twenty minutes after lunch", "thirty minutes after lunch", 1),
			passage.Approximate, "Walk for thirty minutes after lunch, five days a week."},
		{"a word put in", advice, strings.Replace(walks, "five days", "at least five days", 1),
			passage.Approximate, "Walk for twenty minutes after lunch, at least five days a week."},
		{"a word taken out", advice, strings.Replace(walks, " after lunch", "", 1),
			passage.Approximate, "Walk for twenty minutes, five days a week."},
		{"its last sign exchanged", advice, strings.Replace(walks, "five days a week.", "five days a week!", 1),
			passage.Approximate, "Walk for twenty minutes after lunch, five days a week!"},
		{"its first word exchanged", advice, strings.Replace(walks, "Walk for", "Stroll for", 1),
			passage.Approximate, "Stroll for twenty minutes after lunch, five days a week."},
		{"broken over lines", advice, strings.ReplaceAll(walks, " ", "\n"),
			passage.Approximate, strings.ReplaceAll(advice, " ", "\n")},
		{"edited and moved", advice, rest[strings.Index(rest, "\n\n"):] + "\n\n" + strings.Replace(rest, "five days", "six days", 1),
			passage.Approximate, "Walk for twenty minutes after lunch, six days a week."},
		{"short, edited where it stood", chair, strings.Replace(walks, "chair has", "stool had", 1),
			passage.Approximate, "the stool had its uses"},
		{"rewritten", advice, strings.Replace(walks, advice, "It is good for you, in the author's own view.", 1), passage.Lost, ""},
		{"cut out", advice, strings.Replace(walks, advice, "", 1), passage.Lost, ""},
		{"another text", chair, strings.Repeat("Nothing here is like that one. ", 40), passage.Lost, ""},
		{"no text", chair, "", passage.Lost, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			p := quoted(t, walks, c.exact).Locate(c.text)
			if got := at(c.text, p); p.How != c.how || got != c.want {
				t.Errorf("found %+v %q, want %d %q", p, got, c.how, c.want)
			}
			if p.How == passage.Exact != (p.Score == 1) || p.How == passage.Lost && p != (passage.Place{}) {
				t.Errorf("a place of %+v", p)
			}
		})
	}
}

// Of like places the one with the remembered surroundings is meant, and of
// those the nearest.
func TestLocateAmongRepeats(t *testing.T) {
	days := []string{"Monday", "Tuesday", "Friday"}
	plan := func(task string) string {
		var b strings.Builder
		for _, day := range days {
			b.WriteString("On " + day + ": " + task + ", then rest. That was " + day + ".\n\n")
		}
		return b.String()
	}
	text, edited := plan("stretch both legs slowly"), plan("stretch your legs slowly")
	for i, day := range days {
		start := strings.Index(text, "On "+day) + len("On : ") + len(day)
		s, err := passage.Make(text, start, start+len("stretch both legs slowly"))
		if err != nil {
			t.Fatal(err)
		}
		for _, front := range []string{"", strings.Repeat("Read this first. ", 20)} {
			p := s.Locate(front + edited)
			if p.How != passage.Approximate || p.Start != start+len(front) || at(front+edited, p) != "stretch your legs slowly" {
				t.Errorf("that of %s (%d) after %d signs: %+v", day, i, len(front), p)
			}
		}
	}
	same := strings.Repeat("Count slowly up to seven and go on from there. ", 5)
	for i := range 5 {
		s, err := passage.Make(same, i*47, i*47+28)
		if err != nil {
			t.Fatal(err)
		}
		s.Prefix, s.Suffix = "", ""
		changed := strings.ReplaceAll(same, "seven", "eight")
		if p := s.Locate(changed); p.How != passage.Approximate || p.Start != i*47 {
			t.Errorf("of equals, number %d: %+v", i, p)
		}
	}
}

func TestLocateLongQuote(t *testing.T) {
	var b strings.Builder
	for i := range 400 {
		for n := i*i + 7; n > 0; n /= 5 {
			b.WriteString(vocabulary[n%len(vocabulary)] + " ")
		}
		b.WriteString("and so on. ")
	}
	text := "Before it. " + b.String() + "After it."
	from, to := 100, utf8.RuneCountInString(text)-200
	s, err := passage.Make(text, from, to)
	if err != nil {
		t.Fatal(err)
	}
	const more = "Some words more, in the middle of it. "
	runes := []rune(text)
	middle := len(runes) / 2
	edited := more + string(runes[:120]) + "X" + string(runes[121:middle]) + more + string(runes[middle:to-100]) + string(runes[to-90:])
	p := s.Locate(edited)
	if p.How != passage.Approximate || p.Start != from+len(more) || p.End != to+2*len(more)-10 {
		t.Errorf("found %+v, want %d to %d", p, from+len(more), to+2*len(more)-10)
	}
	if p := s.Locate(string(runes[:from+1500])); p.How != passage.Lost {
		t.Errorf("of half a quote %+v is left", p)
	}
}

// What a caller may hand in, and what a stored selector may have become.
func TestLocateOddSelectors(t *testing.T) {
	for _, s := range []passage.Selector{
		{}, {Exact: "\xff"}, {Exact: "zz", Start: -9, End: 99}, {Exact: "z", Prefix: "\xff\xfe", Suffix: "\xff"},
		{Start: 1 << 40, Exact: "quiet, then"}, {Start: -1 << 40, Exact: "quiet, then", Prefix: strings.Repeat("p", 999)},
	} {
		p := s.Locate(walks)
		if p.Start < 0 || p.End < p.Start || p.How == passage.Lost && p.Score != 0 {
			t.Errorf("%+v: %+v", s, p)
		}
	}
}
