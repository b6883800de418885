package article_test

import (
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"gloss/models/article"
)

func hostile(t testing.TB) []string {
	t.Helper()
	src, err := os.ReadFile(filepath.Join("testdata", "hostile.txt"))
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(string(src), "\n"), "\n%%\n")
}

// A hostile text, as whatever it is read, leaves words and nothing that acts.
func TestHostileTextIsInert(t *testing.T) {
	snippets := hostile(t)
	if len(snippets) < 60 {
		t.Fatalf("%d snippets", len(snippets))
	}
	from, err := url.Parse("https://site.example/page")
	if err != nil {
		t.Fatal(err)
	}
	for _, src := range snippets {
		for _, file := range []string{"a.html", "a.md", "a.txt"} {
			for _, page := range []*url.URL{nil, from} {
				text := src
				if file == "a.html" {
					text = "<html><body><p>" + src
				}
				meta, doc, err := article.Read(file, "", []byte(text), page)
				if err != nil {
					t.Errorf("%s: %q: %v", file, src, err)
					continue
				}
				if !strings.Contains(meta.Title+doc.Text, "before") {
					t.Errorf("%s: %q: the text is gone: %q", file, src, doc.Text)
				}
				if strings.Contains(doc.Text, "unseen") && file == "a.html" {
					t.Errorf("%s: %q: what was not to be seen is: %q", file, src, doc.Text)
				}
				inert(t, meta, doc)
			}
		}
	}
}

var spanKinds = []article.SpanKind{article.SpanEm, article.SpanStrong, article.SpanCode, article.SpanLink, article.SpanRef}

// inert checks that a document holds text, whole addresses on the web, and
// places within it; and that what is said about it can be shown as it is.
func inert(t testing.TB, meta article.Meta, doc article.Document) {
	t.Helper()
	plain(t, doc.Text)
	for _, said := range []string{meta.Title, meta.Author, meta.Publisher, meta.Summary, meta.Language, meta.Date} {
		if plain(t, said); strings.ContainsAny(said, "\n\t") {
			t.Errorf("two lines: %q", said)
		}
	}
	addresses := []string{meta.URL}
	for _, r := range meta.References {
		addresses = append(addresses, r.URL, r.Link())
		plain(t, r.Text)
	}
	ids := map[string]bool{}
	for _, b := range doc.Blocks {
		ids["#"+b.ID] = true
		if b.Kind == article.Row != (b.Table > 0) || b.Header && b.Kind != article.Row {
			t.Errorf("block %+v", b)
		}
	}
	for _, b := range doc.Blocks {
		for _, s := range b.Spans {
			if !slices.Contains(spanKinds, s.Kind) || s.Kind == article.SpanLink != (s.URL != "") {
				t.Errorf("span %+v", s)
			}
			if s.Kind == article.SpanRef && !within(s.Label, len(meta.References)) {
				t.Errorf("a mark of reference %s of %d", s.Label, len(meta.References))
			}
			if !ids[s.URL] {
				addresses = append(addresses, s.URL)
			}
		}
	}
	for _, raw := range addresses {
		if raw == "" {
			continue
		}
		u, err := url.Parse(raw)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil || strings.ContainsAny(raw, "\\\"<> \t\n") {
			t.Errorf("an address of %q", raw)
		}
	}
	stored, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	var back article.Document
	if err := json.Unmarshal(stored, &back); err != nil || !doc.Equal(back) {
		t.Errorf("read back: %v", err)
	}
}

// plain checks that every sign of a text is one that is seen, or a space.
func plain(t testing.TB, s string) {
	t.Helper()
	for i, r := range s {
		switch {
		case r == '\n', r == '\t', r == ' ':
		case unicode.IsControl(r), unicode.Is(unicode.Zs, r), unicode.Is(unicode.Zl, r), unicode.Is(unicode.Zp, r),
			unicode.Is(unicode.Bidi_Control, r), r >= 0x200B && r <= 0x200B, r == 0xFEFF, r == 0xAD, r >= 0xE0000 && r <= 0xE0FFF:
			t.Errorf("a sign of U+%04X at %d in %.80q", r, i, s)
			return
		}
	}
}
