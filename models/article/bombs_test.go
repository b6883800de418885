package article_test

import (
	"errors"
	"fmt"
	"strings"
	"syscall"
	"testing"
	"time"

	"gloss/models/article"
)

// bombs are sources made to take long or to go deep, of about n bytes.
func bombs(n int) map[string]string {
	rep := func(s string) string { return strings.Repeat(s, n/len(s)) }
	nested := func(open, close string) string {
		k := n / (len(open) + len(close))
		return strings.Repeat(open, k) + "deep" + strings.Repeat(close, k)
	}
	counted := func(format string) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	const text = "<p>Walk after lunch, every day, for ten minutes or more.</p>"
	return map[string]string{
		"divs within divs":        nested("<div>", "</div>"),
		"divs without an end":     rep("<div>") + "end",
		"lists within lists":      nested("<ul><li>", "</li></ul>"),
		"tables within tables":    nested("<table><tr><td>", "</td></tr></table>"),
		"bold without an end":     rep("<b><p>x"),
		"fonts without an end":    counted("<font color=%d><p>x"),
		"links without an end":    counted("<a href=/%d><p>x"),
		"emphasis crossed":        rep("<b><i></b></i>") + text,
		"spans within spans":      nested("<span>", "</span>"),
		"quotes within quotes":    nested("<blockquote>", "</blockquote>"),
		"headings within":         nested("<h1>", "</h1>"),
		"forms and buttons":       rep("<form><p><button><p>"),
		"paragraphs":              rep("<p>x"),
		"breaks":                  rep("x<br>"),
		"pictures":                rep("<img alt=x>"),
		"cells":                   "<table>" + rep("<tr><td>x") + "</table>",
		"one row of cells":        "<table><tr>" + rep("<td>x") + "</table>",
		"attributes":              "<p " + counted("a%d=b ") + ">x" + text,
		"one attribute":           `<p id="` + rep("x") + `">` + text,
		"one link":                `<a href="https://x.org/` + rep("x") + `">word</a>` + text,
		"entities":                rep("&amp;lt;") + text,
		"long entities":           rep("&CounterClockwiseContourIntegral;"),
		"comments":                rep("<!--x-->") + text,
		"a comment without end":   text + "<!--" + rep("x"),
		"less-than":               rep("<") + text,
		"scripts":                 rep("<script>x</script>") + text,
		"a script without an end": text + "<script>" + rep("x"),
		"drawings":                text + nested("<svg>", "</svg>"),
		"templates":               nested("<template>", "</template>") + text,
		"formulas":                rep("<math><mi></p>") + text,
		"frames":                  text + nested("<frameset>", "</frameset>"),
		"selects":                 nested("<select>", "</select>") + text,
		"ids and links to them":   counted(`<p id="a%[1]d">x <a href="#a%[1]d">1</a>`),
		"links to one note":       counted(`x<a href="#n">%d</a>`) + `<li id="n">` + "y</li>",
		"notes":                   counted(`<a href="#n%[1]d">1</a><li id="n%[1]d">note</li>`),
		"data":                    `<script type="application/ld+json">` + rep(`{"a":[`) + "</script>" + text,
		"names of classes":        counted(`<div class="comment-%d sidebar article">x, y, z</div>`),
		"commas in divs":          "<div>" + rep("x, ") + "</div>",
		"letters":                 rep("a"),
		"marks on a letter":       "<p>a" + rep("\u0301"),
		"turned around":           "<p>" + rep("\u202e\u2066"),
		"without width":           "<p>a" + rep("\u200b\u200d"),
		"plaintext":               "<plaintext>" + rep("<p>x"),
	}
}

// atMost is how much of a processor's time a source may take where races are
// looked for; else each takes less than half a second. What took the square of
// its size would take minutes.
const atMost = 10 * time.Second

// used is the processor's time that was spent so far: that of the clock would
// tell more of what else the machine does.
func used() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano())
}

// full is a size, and a tenth of it in a short run.
func full(n int) int {
	if testing.Short() {
		return n / 10
	}
	return n
}

func TestFromHTMLBombs(t *testing.T) {
	for _, size := range []int{full(100_000), full(1_000_000)} {
		for name, src := range bombs(size) {
			began := used()
			_, doc, err := article.FromHTML([]byte(src), "text/html; charset=utf-8", nil)
			took := used() - began
			if took > atMost {
				t.Errorf("%s of %d bytes: took %v", name, size, took)
			}
			if testing.Verbose() {
				t.Logf("%-24s %8d %8v %v, %d blocks", name, size, took.Round(time.Millisecond), err, len(doc.Blocks))
			}
			if err != nil && !errors.Is(err, article.ErrTangled) && !errors.Is(err, article.ErrEmpty) {
				t.Errorf("%s of %d bytes: %v", name, size, err)
			}
		}
	}
}

// The same of plain text and of Markdown, of a size that shows what grows faster
// than it should.
func TestReadBombs(t *testing.T) {
	n := full(500_000)
	rep := func(s string) string { return strings.Repeat(s, n/len(s)) }
	for name, src := range map[string]string{
		"letters": rep("a"), "short lines": rep("a\n"), "bullets": rep("- a\n"), "further and further": rep("   - a\n\t"),
		"numbers": rep("1. a\n2. b\n"), "underlines": rep("Abc\n---\n"), "headings": rep("Abc\n\n"), "quotes": rep("> a\n"),
		"empty lines": rep("\n"), "spaces": rep(" ") + "a", "tabs": rep("\t\n") + "a", "full lines": rep(strings.Repeat("walk ", 15) + "\n"),
		"wide rows": "|" + strings.Repeat("a|", 20_000) + "\n|" + strings.Repeat("-|", 20_000) + "\n" + strings.Repeat("|\n", 100_000),
		"rows":      "|a|b|\n|-|-|\n" + strings.Repeat("|c|d|\n", 100_000), "bars": rep("|"), "html": rep("<div>\n\nx\n\n"),
		"tags in lines": rep("x <b> "), "an open tag": rep("<a "), "brackets": rep("["), "fields": "---\n" + rep("a: &a [*a]\n") + "---\nx",
		"one field again": "---\n" + strings.Repeat("a:\n", 20_000) + "---\nx", "deep fields": "---\n" + strings.Repeat("[", 60_000) + "\n---\nx",
	} {
		for _, file := range []string{"a.txt", "a.md"} {
			began := used()
			_, doc, err := article.Read(file, "", []byte(src), nil)
			took := used() - began
			if took > atMost {
				t.Errorf("%s in %s: took %v", name, file, took)
			}
			if testing.Verbose() {
				t.Logf("%-24s %s %8v %v, %d blocks", name, file, took.Round(time.Millisecond), err, len(doc.Blocks))
			}
			if err != nil && !errors.Is(err, article.ErrTangled) && !errors.Is(err, article.ErrEmpty) && !errors.Is(err, article.ErrTooLarge) {
				t.Errorf("%s in %s: %v", name, file, err)
			}
		}
	}
}
