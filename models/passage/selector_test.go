package passage_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gloss/models/passage"
)

const meal = "Eat soup. Äpfel and 🍐 are fine; eat soup again."

func TestMake(t *testing.T) {
	long := strings.Repeat("é", 40)
	cases := []struct {
		name       string
		text       string
		start, end int
		want       passage.Selector
	}{
		{"in the middle", meal, 10, 21, passage.Selector{
			Start: 10, End: 21, Exact: "Äpfel and 🍐", Prefix: "Eat soup. ", Suffix: " are fine; eat soup again.",
		}},
		{"the whole text", "ja", 0, 2, passage.Selector{End: 2, Exact: "ja"}},
		{"context is counted in code points", long + "x" + long, 40, 41, passage.Selector{
			Start: 40, End: 41, Exact: "x",
			Prefix: strings.Repeat("é", 32), Suffix: strings.Repeat("é", 32),
		}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, err := passage.Make(c.text, c.start, c.end)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestMakeRefuses(t *testing.T) {
	for _, c := range []struct {
		text       string
		start, end int
	}{
		{"abc", -1, 2}, {"abc", 2, 2}, {"abc", 2, 1}, {"abc", 1, 4}, {"abc", 4, 5}, {"", 0, 0}, {"ab\xffc", 0, 1},
	} {
		if s, err := passage.Make(c.text, c.start, c.end); !errors.Is(err, passage.ErrRange) {
			t.Errorf("Make(%q, %d, %d) = %v, %v", c.text, c.start, c.end, s, err)
		}
	}
}

func TestQuote(t *testing.T) {
	got, err := passage.Quote(meal, "🍐 are fine")
	if err != nil {
		t.Fatal(err)
	}
	want, err := passage.Make(meal, 20, 30)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestQuoteRefuses(t *testing.T) {
	for _, c := range []struct {
		text, exact string
		want        error
	}{
		{meal, "bread", passage.ErrAbsent},
		{meal, "at soup", passage.ErrAmbiguous},
		{"ananas", "ana", passage.ErrAmbiguous},
		{meal, "", passage.ErrRange},
		{"a\xffb", "\xff", passage.ErrRange},
	} {
		_, err := passage.Quote(c.text, c.exact)
		if !errors.Is(err, c.want) {
			t.Errorf("Quote(%q, %q): %v, want %v", c.text, c.exact, err, c.want)
			continue
		}
		if c.exact == "bread" && !strings.Contains(err.Error(), `"bread"`) {
			t.Errorf("the error does not name the quote: %v", err)
		}
	}
}

func TestFind(t *testing.T) {
	second, err := passage.Make(meal, 32, 40) // the second "eat soup"
	if err != nil {
		t.Fatal(err)
	}
	if second.Exact != "eat soup" {
		t.Fatalf("the passage is %q", second.Exact)
	}
	gone := second
	gone.Exact = "eat bread"
	bare := passage.Selector{Start: 11, End: 12, Exact: "a"}
	cases := []struct {
		name string
		sel  passage.Selector
		text string
		at   int // -1: nowhere
	}{
		{"where it was", second, meal, 32},
		{"moved down", second, "Ünser " + meal, 38},
		{"moved up", second, meal[len("Eat soup. "):], 22},
		{"surroundings outweigh the old place", second, strings.Repeat("-", 32) + "eat soup" + meal, 72},
		{"of equals the nearest", bare, "a--------a---------a", 9},
		{"its surroundings rewritten", second, "Now eat soup!", 4},
		{"the words gone", gone, meal, -1},
		{"a text of nothing", second, "", -1},
		{"a selector of nothing", passage.Selector{}, meal, -1},
		{"a place before the text", passage.Selector{Start: -5, Exact: "soup"}, meal, 4},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			start, end, ok := c.sel.Find(c.text)
			if c.at < 0 {
				if ok || start != 0 || end != 0 {
					t.Fatalf("found at %d to %d", start, end)
				}
				return
			}
			if want := c.at + utf8.RuneCountInString(c.sel.Exact); !ok || start != c.at || end != want {
				t.Errorf("found %v at %d to %d, want %d to %d", ok, start, end, c.at, want)
			}
		})
	}
}

func TestJSON(t *testing.T) {
	got, err := json.Marshal(passage.Selector{Start: 1, End: 2, Exact: "b", Prefix: "a", Suffix: "c"})
	if err != nil {
		t.Fatal(err)
	}
	if want := `{"start":1,"end":2,"exact":"b","prefix":"a","suffix":"c"}`; string(got) != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// words draws short texts of few letters, so that quotes often repeat.
func words() *rapid.Generator[string] {
	return rapid.StringOfN(rapid.RuneFrom([]rune("ab é漢🍐\n")), 0, 90, -1).
		Filter(utf8.ValidString)
}

func TestFindComesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(words(), rapid.String().Filter(utf8.ValidString)).
			Filter(func(s string) bool { return s != "" }).Draw(t, "text")
		runes := []rune(text)
		start := rapid.IntRange(0, len(runes)-1).Draw(t, "start")
		end := rapid.IntRange(start+1, len(runes)).Draw(t, "end")
		s, err := passage.Make(text, start, end)
		if err != nil {
			t.Fatal(err)
		}
		if want := string(runes[start:end]); s.Exact != want {
			t.Fatalf("exact %q, want %q", s.Exact, want)
		}
		if from, to, ok := s.Find(text); !ok || from != start || to != end {
			t.Fatalf("found %v at %d to %d, want %d to %d", ok, from, to, start, end)
		}
		if q, err := passage.Quote(text, s.Exact); err == nil {
			if diff := cmp.Diff(s, q); diff != "" {
				t.Fatalf("the only such quote, named otherwise: %s", diff)
			}
		} else if !errors.Is(err, passage.ErrAmbiguous) {
			t.Fatal(err)
		}
	})
}

func TestFindAfterInsertionBefore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := words().Filter(func(s string) bool { return s != "" }).Draw(t, "text")
		added := words().Draw(t, "added")
		length := utf8.RuneCountInString(text)
		start := rapid.IntRange(0, length-1).Draw(t, "start")
		end := rapid.IntRange(start+1, length).Draw(t, "end")
		s, err := passage.Make(text, start, end)
		if err != nil {
			t.Fatal(err)
		}
		from, to, ok := s.Find(added + text)
		if !ok || string([]rune(added + text)[from:to]) != s.Exact {
			t.Fatalf("found %v at %d to %d", ok, from, to)
		}
		whole := s.Prefix + s.Exact + s.Suffix
		if _, err := passage.Quote(added+text, whole); err == nil {
			if want := start + utf8.RuneCountInString(added); from != want {
				t.Fatalf("found at %d, want %d", from, want)
			}
		}
	})
}
