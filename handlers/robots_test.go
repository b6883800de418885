package handlers_test

import (
	"net/http"
	"net/url"
	"slices"
	"testing"

	"gloss/handlers"
	"gloss/views/link"
)

// Search engines are to list the page that says what Gloss is and nothing else:
// no page, no file, no answer to a form, whoever asks.
func TestOnlyTheWelcomeIsListed(t *testing.T) {
	s := newSite(t)
	people := map[string]*browser{"stranger": s.stranger(), "ana": s.as("ana")}
	mine := s.furnish("ana")
	for _, r := range handlers.Routes {
		path := mine.at(r, s)
		var want []string
		if path != link.Welcome {
			want = []string{"noindex"}
		}
		for who, b := range people {
			var form url.Values
			if r.Method == http.MethodPost {
				form = url.Values{}
			}
			got := b.once(b.request(r.Method, path, form))
			if tag := got.header.Values("X-Robots-Tag"); !slices.Equal(tag, want) {
				t.Errorf("%s %s answered %s with %d and X-Robots-Tag %q, want %q", r.Method, path, who, got.status, tag, want)
			}
		}
	}
}

// What they say of that page is what it says itself.
func TestTheWelcomeIsDescribed(t *testing.T) {
	s := newSite(t)
	p := s.get(link.Welcome).want(http.StatusOK)
	if got := p.attr("meta[name=description]", "content"); got != p.text(".lede") {
		t.Errorf("it is described as %q", got)
	}
	if s.get(link.LogIn).has("meta[name=description]") {
		t.Error("a page is described that is not to be listed")
	}
}
