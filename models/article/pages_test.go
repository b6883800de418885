package article_test

import (
	"flag"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"

	"gloss/models/article"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares with a file of testdata, or writes it.
func golden(t *testing.T, name, got string) {
	t.Helper()
	name = filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Error(diff)
	}
}

// told writes what was read as lines: what the page says of itself, the
// document, the references.
func told(m article.Meta, d article.Document) string {
	var b strings.Builder
	for _, line := range [][2]string{
		{"title", m.Title}, {"author", m.Author}, {"publisher", m.Publisher}, {"date", m.Date}, {"url", m.URL},
		{"language", m.Language}, {"summary", m.Summary}, {"tags", strings.Join(m.Tags, ", ")},
	} {
		if line[1] != "" {
			fmt.Fprintf(&b, "%s: %s\n", line[0], line[1])
		}
	}
	fmt.Fprintf(&b, "\n%s\n", sketch(d))
	for i, r := range m.References {
		fmt.Fprintf(&b, "\n%d. %s\n   %s %s\n", i+1, r.Text, r.DOI, r.URL)
	}
	return b.String()
}

// A text as it is copied out of a page: headings straight above long lines, the
// words of a picture, references with numbers.
func TestFromTextPasted(t *testing.T) {
	meta, doc, err := article.Read("", "", page(t, "pasted.txt"), nil)
	if err != nil {
		t.Fatal(err)
	}
	golden(t, filepath.Join("pages", "pasted.golden"), told(meta, doc))
}

func page(t *testing.T, name string) []byte {
	t.Helper()
	src, err := os.ReadFile(filepath.Join("testdata", "pages", name))
	if err != nil {
		t.Fatal(err)
	}
	return src
}

// Pages as they are met: each is fetched from an address, and saved without.
func TestFromHTMLPages(t *testing.T) {
	for _, c := range []struct{ name, address string }{
		{"news", "https://www.harbourpost.example/health/2024/walks-after-meals?utm_source=x#top"},
		{"wordpress", ""}, {"leaflet", "https://www.valley.example/conditions/back-pain/"},
		{"persian", ""}, {"bare", "http://home.example/~me/back.html"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var from *url.URL
			if c.address != "" {
				var err error
				if from, err = url.Parse(c.address); err != nil {
					t.Fatal(err)
				}
			}
			meta, doc, err := article.Read(c.name+".html", "text/html", page(t, c.name+".html"), from)
			if err != nil {
				t.Fatal(err)
			}
			golden(t, filepath.Join("pages", c.name+".golden"), told(meta, doc))
		})
	}
}

// However a page is encoded, and wherever that is said, it reads the same.
func TestFromHTMLCharsets(t *testing.T) {
	const western = "<html><head>%s<title>Crêpes à l’heure</title></head><body><p>Mangez « à l’heure » – toujours, 5 € près.</p></body></html>"
	const eastern = "<html><head>%s<title>朝の散歩</title></head><body><p>毎朝十五分、外を歩きましょう。カーテンを開けて光を入れます。</p></body></html>"
	utf16le := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	for _, c := range []struct {
		name, page, meta, contentType string
		enc                           encoding.Encoding
	}{
		{"windows-1252 by meta", western, `<meta charset="windows-1252">`, "", charmap.Windows1252},
		{"windows-1252 called latin-1", western, `<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">`, "", charmap.Windows1252},
		{"windows-1252 by header", western, "", "text/html; charset=windows-1252", charmap.Windows1252},
		{"windows-1252 said by nobody", western, "", "text/html", charmap.Windows1252},
		{"Shift-JIS by meta", eastern, `<meta charset="Shift_JIS">`, "text/html", japanese.ShiftJIS},
		{"EUC-JP by header", eastern, "", "text/html; charset=euc-jp", japanese.EUCJP},
		{"ISO-2022-JP by meta", eastern, `<meta charset="iso-2022-jp">`, "", japanese.ISO2022JP},
		{"UTF-16 by its mark", eastern, "", "", utf16le},
		{"UTF-16 by header, without a mark", western, "", "text/html; charset=utf-16be", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)},
		{"UTF-16 said by nobody", western, "", "", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)},
		{"UTF-8 called windows-1252", western, `<meta charset="windows-1252">`, "text/html; charset=windows-1252", encoding.Nop},
		{"UTF-8 with a mark", "\ufeff" + eastern, "", "", encoding.Nop},
	} {
		t.Run(c.name, func(t *testing.T) {
			src, err := c.enc.NewEncoder().String(fmt.Sprintf(c.page, c.meta))
			if err != nil {
				t.Fatal(err)
			}
			meta, doc, err := article.Read("", c.contentType, []byte(src), nil)
			if err != nil {
				t.Fatal(err)
			}
			wantTitle, wantText := "Crêpes à l’heure", "Mangez « à l’heure » – toujours, 5 € près."
			if strings.Contains(c.page, "朝") {
				wantTitle, wantText = "朝の散歩", "毎朝十五分、外を歩きましょう。カーテンを開けて光を入れます。"
			}
			if meta.Title != wantTitle || doc.Text != wantText {
				t.Errorf("read %q: %q", meta.Title, doc.Text)
			}
		})
	}
}
