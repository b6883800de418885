package transfer_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gloss/models"
	"gloss/models/article"
	"gloss/models/date"
	"gloss/models/passage"
	"gloss/models/plan"
	"gloss/models/transfer"
)

// unzipped returns what an archive holds, by name.
func unzipped(t testing.TB, packed []byte) map[string]string {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range r.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		if _, twice := files[f.Name]; twice || strings.ContainsAny(f.Name, `/\:*?"<>|`) {
			t.Errorf("a file called %q", f.Name)
		}
		files[f.Name] = string(content)
	}
	return files
}

// broughtIn is an article as it is kept.
func broughtIn(t testing.TB, id, name, src string) transfer.Guide {
	t.Helper()
	meta, doc, err := article.Read(name, "", []byte(src), nil)
	if err != nil {
		t.Fatalf("%v in %q", err, src)
	}
	g, advice, err := models.BroughtGuide(models.CameFile, name, meta, doc)
	if err != nil {
		t.Fatal(err)
	}
	g.ID = id
	for i := range advice {
		advice[i].GuideID, advice[i].ID = id, models.AdviceID(id, advice[i].Key)
	}
	return transfer.Guide{Guide: g, Advice: advice}
}

// asMarkdown writes guides and returns the files.
func asMarkdown(t testing.TB, guides []transfer.Guide, more func(transfer.Sink) error) map[string]string {
	t.Helper()
	var b bytes.Buffer
	err := transfer.Write(t.Context(), "markdown", &b, t.TempDir(), func(s transfer.Sink) error {
		if err := s.Begin(transfer.Person{Name: "ana"}); err != nil {
			return err
		}
		for _, g := range guides {
			if err := s.Guide(g); err != nil {
				return err
			}
		}
		if more != nil {
			if err := more(s); err != nil {
				return err
			}
		}
		return s.End(date.Oldest)
	})
	if err != nil {
		t.Fatal(err)
	}
	return unzipped(t, b.Bytes())
}

// A guide that left as Markdown is read as the same text.
func TestMarkdownReadsAsTheSameText(t *testing.T) {
	names, err := filepath.Glob("../article/testdata/pages/*.*")
	if err != nil {
		t.Fatal(err)
	}
	shipped, err := filepath.Glob("../../assets/guides/*.md")
	if err != nil || len(shipped) == 0 {
		t.Fatal("no guides", err)
	}
	read := 0
	for _, name := range append(names, shipped...) {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(name, ".golden") {
			continue
		}
		read++
		g := broughtIn(t, "a", filepath.Base(name), string(src))
		files := asMarkdown(t, []transfer.Guide{g}, nil)
		if len(files) != 1 {
			t.Errorf("%d files of %s", len(files), name)
		}
		for file, written := range files {
			meta, doc, err := article.FromMarkdown([]byte(written))
			if err != nil {
				t.Errorf("%s as %s: %v", name, file, err)
				continue
			}
			if diff := cmp.Diff(strings.Split(g.Text, "\n\n"), strings.Split(doc.Text, "\n\n")); diff != "" {
				t.Errorf("%s as %s is another text:\n%s", name, file, diff)
			}
			if meta.Title != g.Title || meta.Author != g.Author || meta.URL != g.URL || meta.Language != g.Language {
				t.Errorf("%s: %+v", name, meta)
			}
		}
	}
	if read < 8 {
		t.Errorf("only %d articles", read)
	}
}

// Text that looks like Markdown, HTML or front matter stays text.
func TestMarkdownOfAnyText(t *testing.T) {
	words := rapid.SampledFrom([]string{
		"walk", "*", "**", "_", "`", "``", "#", "##", "-", "+", "1.", "2)", ">", "|", "[a](b)", "[^1]", "![x](y)", "<b>", "</script>", "<script>alert(1)</script>",
		"&amp;", "&", "\\", "\\*", "---", "===", "~~~", "```", "a_b_c", "https://example.org/?a=1&b=2", "*x*", "$", "#tag", "é", "日本", "a\u200db", "title: x", "{{x}}", ":",
	})
	rapid.Check(t, func(rt *rapid.T) {
		var html strings.Builder
		for range rapid.IntRange(1, 6).Draw(rt, "blocks") {
			said := func() string {
				text := strings.Join(rapid.SliceOfN(words, 1, 6).Draw(rt, "words"), " ")
				text = strings.NewReplacer("&", "&amp;", "<", "&lt;").Replace(text)
				return fmt.Sprintf(rapid.SampledFrom([]string{"%s", "<b>%s</b>", "<i>%s</i> x", "a <a href='https://e.org/(x)?a=1&amp;b=[2]'>%s</a>", "<code>%s</code>", "%s<br>- x", "<b>a<i>%s</i></b>b"}).Draw(rt, "as"), text)
			}
			switch rapid.IntRange(0, 7).Draw(rt, "kind") {
			case 0:
				html.WriteString("<h2>" + said() + "</h2>")
			case 1:
				html.WriteString("<ul><li>" + said() + "<ol start=7><li>" + said() + "<p>" + said() + "</p><li>" + said() + "</ol><li>" + said() + "</ul>")
			case 2:
				html.WriteString("<blockquote>" + said() + "<p>" + said() + "</blockquote>")
			case 3:
				html.WriteString("<pre>  x\n\n```" + said() + "\ty</pre>")
			case 4:
				html.WriteString("<table><tr><th>" + said() + "<th>b</tr><tr><td>c<td>" + said() + "</tr></table>")
			default:
				html.WriteString("<p>" + said() + "</p>")
			}
		}
		g := broughtIn(t, "a", "a.html", "<title>T</title><article><p>Here it begins.</p>"+html.String()+"</article>")
		files := asMarkdown(t, []transfer.Guide{g}, nil)
		if len(files) != 1 {
			rt.Fatalf("%d files", len(files))
		}
		for _, written := range files {
			_, doc, err := article.FromMarkdown([]byte(written))
			if err != nil {
				rt.Fatalf("%v\n%s", err, written)
			}
			if diff := cmp.Diff(g.Text, doc.Text); diff != "" {
				rt.Fatalf("another text:\n%s\n%s", diff, written)
			}
		}
	})
}

func TestMarkdownOfWhatAPersonMade(t *testing.T) {
	own := broughtIn(t, "own", "a.md", "# CON\n\nWalk for *ten* minutes every day.\n\nRest.\n")
	same := broughtIn(t, "same", "a.md", "# con\n\nAnother text.\n")
	gone := broughtIn(t, "gone", "a.md", "# Gone\n\nA text that was deleted.\n")
	gone.DeletedAt = 1
	place, err := passage.Quote(own.Text, "Walk for ten minutes every day.")
	if err != nil {
		t.Fatal(err)
	}
	files := asMarkdown(t, []transfer.Guide{own, same, gone, {Guide: models.Guide{ID: "theirs", Hash: "h"}}, {Guide: models.Guide{ID: "nothing"}}}, func(s transfer.Sink) error {
		h := models.Habit{ID: "h", Name: "Walk <b>*", GuideID: "own", Passages: fmt.Sprintf(`[{"start":0,"end":31,"exact":%q}]`, place.Exact), Reason: "For me.\n# really"}
		p := plan.Plan{Kind: plan.Sum, Period: plan.Day, Min: plan.At(10), Unit: "minutes"}
		if err := s.Habit(h, []plan.Plan{p}, nil); err != nil {
			return err
		}
		h.GuideID, h.DeletedAt = "same", 1
		if err := s.Habit(h, []plan.Plan{p}, nil); err != nil {
			return err
		}
		if err := s.Mark(models.Mark{GuideID: "own", Passage: place, Note: "- true"}); err != nil {
			return err
		}
		return s.Mark(models.Mark{GuideID: "theirs", Passage: place})
	})
	if diff := cmp.Diff(map[string]string{
		"guide.md": "---\ntitle: CON\n---\n\n# CON\n\nWalk for *ten* minutes every day.\n\nRest.\n" +
			"\n## Habits from it\n\n**Walk \\<b>\\***, 10 minutes, every day\n\n> Walk for ten minutes every day.\n\nFor me.\\\n\\# really\n" +
			"\n## Marks in it\n\n> Walk for ten minutes every day.\n\n\\- true\n",
		"guide-2.md": "---\ntitle: con\n---\n\n# con\n\nAnother text.\n",
		"guide-3.md": "# A guide that somebody shares\n\n## Marks in it\n\n> Walk for ten minutes every day.\n",
	}, files); diff != "" {
		t.Error(diff)
	}
}
