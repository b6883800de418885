package link_test

import (
	"net/url"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gloss/views/link"
)

func TestOriginal(t *testing.T) {
	const page = "https://example.org/a"
	long := "One two three four five six, " + strings.Repeat("and so on ", 30) + "seven eight nine ten eleven."
	for quote, want := range map[string]string{
		"Walk.":                      page + "#:~:text=Walk.",
		"well-being, food & drink":   page + "#:~:text=well%2Dbeing%2C%20food%20%26%20drink",
		"  two\u00a0 words ":         page + "#:~:text=two%20words",
		"שלום":                       page + "#:~:text=%D7%A9%D7%9C%D7%95%D7%9D",
		"100% #1 ?=+/\"<>":           page + "#:~:text=100%25%20%231%20%3F%3D%2B%2F%22%3C%3E",
		"first line\n\nlast line":    page + "#:~:text=first%20line,last%20line",
		"a b c d e f\n\ng h i j k l": page + "#:~:text=a%20b%20c%20d%20e,h%20i%20j%20k%20l",
		long:                         page + "#:~:text=One%20two%20three%20four%20five,seven%20eight%20nine%20ten%20eleven.",
		"":                           page,
		" \n ":                       page,
	} {
		if got := link.Original(page, quote); got != want {
			t.Errorf("%q leads to\n%s, want\n%s", quote, got, want)
		}
	}
	for address, want := range map[string]string{
		"":                              "",
		page + "#part":                  page + "#part:~:text=x",
		page + "?q=1":                   page + "?q=1#:~:text=x",
		page + "#:~:text=old":           page + "#:~:text=x",
		page + "#part:~:text=other,one": page + "#part:~:text=x",
	} {
		if got := link.Original(address, "x"); got != want {
			t.Errorf("from %q: %s, want %s", address, got, want)
		}
	}
}

// Whatever is quoted stays one text directive of one address.
func TestOriginalIsAnAddress(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		quote := rapid.String().Draw(t, "quote")
		got := link.Original("https://example.org/a?b=c", quote)
		u, err := url.Parse(got)
		if err != nil || u.Host != "example.org" || u.RawQuery != "b=c" {
			t.Fatalf("%q: %v", got, err)
		}
		_, text, found := strings.Cut(got, ":~:text=")
		if found && (strings.ContainsAny(text, "-&# \n\"<>") || strings.Count(text, ",") > 1) {
			t.Fatalf("%q", got)
		}
	})
}

func TestPassageAddresses(t *testing.T) {
	if got := link.PassageAt(link.PassageBase("g"), 3, 9); got != "/guides/g/passage?from=3&to=9" {
		t.Error(got)
	}
	if got := link.PassageAt(link.PassageBaseFor("g", "h&1", 2), 3, 9); got != "/guides/g/passage?habit=h%261&place=2&from=3&to=9" {
		t.Error(got)
	}
	if got := link.NewHabitOfPassage("a b", 3, 9); got != "/habits/new?guide=a+b&from=3&to=9" {
		t.Error(got)
	}
}
