package models_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gloss/models"
)

func TestSearchWords(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"", nil},
		{"— … !", nil},
		{"Sleeping, slept; SLEEPS", []string{"sleep", "slept"}},
		{"crème brûlée", []string{"creme", "brule"}},
		{"don't", []string{"dont"}},
		{"vitamin D3, 800 IU", []string{"vitamin", "d3", "800", "iu"}},
		{"שינה טובה", []string{"שינה", "טובה"}},
		{"100%_LIKE", []string{"100", "like"}},
		{strings.Repeat("x", 41), nil},
		{"a\xffb", []string{"a", "b"}},
	} {
		if diff := cmp.Diff(c.want, models.SearchWords(c.text)); diff != "" {
			t.Errorf("%q:\n%s", c.text, diff)
		}
	}
}

// Every word that is searched for in a text's own words is found in it.
func TestSearchTextHoldsItsWords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		kept := models.SearchText(text)
		for _, w := range models.SearchWords(text) {
			if !strings.Contains(kept, " "+w+" ") {
				t.Errorf("%q is not in %q", w, kept)
			}
			if strings.ContainsAny(w, "%_\\ ") {
				t.Errorf("%q has a sign in it", w)
			}
		}
	})
}
