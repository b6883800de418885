package transfer

import (
	"fmt"
	"regexp"
	"strings"

	"gloss/models/article"
)

// How plainly inline text is written: with emphasis, with links and marks alone,
// without any.
const (
	withEmphasis = iota
	withLinks
	withNothing
)

// markdownWriter writes the blocks of a document.
type markdownWriter struct {
	b     strings.Builder
	doc   article.Document
	plain int
	lists []markdownList
	last  article.Block
	width int // columns of the table that is open
}

// markdownList is a list that may go on, and how far to the right its text is.
type markdownList struct{ number, level, indent int }

// blocksMarkdown writes a document's blocks.
func blocksMarkdown(doc article.Document, plain int) string {
	w := &markdownWriter{doc: doc, plain: plain}
	for i, b := range doc.Blocks {
		w.block(b, i == 0)
		w.last = b
	}
	return w.b.String()
}

func (w *markdownWriter) block(b article.Block, first bool) {
	sameTable := b.Kind == article.Row && w.last.Kind == article.Row && b.Table == w.last.Table
	tight := b.Kind == article.Item && w.last.Kind == article.Item && b.List == w.last.List
	if !first && !sameTable && !tight {
		w.b.WriteString("\n")
	}
	lead := w.enter(b)
	indent := ""
	if n := len(w.lists); n > 0 {
		indent = strings.Repeat(" ", w.lists[n-1].indent)
	}
	if b.Kind != article.Item {
		lead = indent
	}
	switch b.Kind {
	case article.Heading:
		w.lines(strings.Repeat("#", min(max(b.Level, 1), 6))+" ", "", headed(w.inline(b, "<br>")))
	case article.Quote:
		w.lines(lead+"> ", indent+"> ", w.inline(b, "\\\n"))
	case article.Code:
		w.code(lead, b)
	case article.Row:
		w.row(lead, b, sameTable)
	case article.Picture:
		w.lines(lead, indent, "!["+escaped(w.doc.Slice(b.Start, b.End))+"](#)")
	default:
		w.lines(lead, indent, w.inline(b, "\\\n"))
	}
}

// enter opens or leaves lists until b stands in its own, and returns what stands
// before the first line of an item.
func (w *markdownWriter) enter(b article.Block) string {
	if b.Kind == article.Heading || b.List == 0 {
		w.lists = nil
		return ""
	}
	for n := len(w.lists); n > 0 && w.lists[n-1].number != b.List && (w.lists[n-1].level >= b.Level || b.Kind != article.Item); n-- {
		w.lists = w.lists[:n-1]
	}
	if b.Kind != article.Item {
		return ""
	}
	sign := "- "
	if b.Ordered {
		sign = fmt.Sprintf("%d. ", b.Number)
	}
	if n := len(w.lists); n > 0 && w.lists[n-1].number == b.List {
		w.lists = w.lists[:n-1]
	}
	outer := 0
	if n := len(w.lists); n > 0 {
		outer = w.lists[n-1].indent
	}
	w.lists = append(w.lists, markdownList{number: b.List, level: b.Level, indent: outer + len(sign)})
	return strings.Repeat(" ", outer) + sign
}

// lines writes text with lead before its first line and indent before the others.
func (w *markdownWriter) lines(lead, indent, text string) {
	w.b.WriteString(lead + strings.ReplaceAll(text, "\n", "\n"+indent) + "\n")
}

var ticks = regexp.MustCompile("`+")

func (w *markdownWriter) code(lead string, b article.Block) {
	text := w.doc.Slice(b.Start, b.End)
	fence := "```"
	for _, run := range ticks.FindAllString(text, -1) {
		if len(run) >= len(fence) {
			fence = run + "`"
		}
	}
	w.lines(lead, lead, fence+"\n"+text+"\n"+fence)
}

// row writes a row of a table, the first with the line below it that makes it one.
func (w *markdownWriter) row(lead string, b article.Block, further bool) {
	cells := strings.Split(w.doc.Slice(b.Start, b.End), "\t")
	if !further {
		w.width = len(cells)
	}
	for len(cells) < w.width {
		cells = append(cells, "")
	}
	for i, c := range cells {
		cells[i] = " " + escaped(c) + " "
	}
	w.b.WriteString(lead + "|" + strings.Join(cells, "|") + "|\n")
	if !further {
		w.b.WriteString(lead + "|" + strings.Repeat(" --- |", w.width) + "\n")
	}
}

// inline writes what stands in a block, with lineBreak for the lines that the
// author ended.
func (w *markdownWriter) inline(b article.Block, lineBreak string) string {
	var out strings.Builder
	link, inLink := "", strings.Builder{}
	flush := func() {
		if link != "" {
			fmt.Fprintf(&out, "[%s](<%s>)", inLink.String(), linkTo(link))
		}
		link = ""
		inLink.Reset()
	}
	for _, r := range w.doc.Runs(b, nil) {
		if r.URL != link || w.plain == withNothing || strings.HasPrefix(r.URL, "#") {
			flush()
		}
		to := &out
		if w.plain < withNothing && r.URL != "" && !strings.HasPrefix(r.URL, "#") {
			link, to = r.URL, &inLink
		}
		to.WriteString(w.run(r))
	}
	flush()
	// A backslash before the sign of a line break would be read as a part of it.
	text := strings.ReplaceAll(out.String(), "\\\n", "\\<br>")
	return lineStarts(strings.ReplaceAll(text, "\n", lineBreak))
}

func (w *markdownWriter) run(r article.Run) string {
	switch {
	case r.Ref != "" && w.plain < withNothing:
		return "[^" + r.Ref + "]"
	case r.Code && w.plain < withNothing && !strings.ContainsAny(r.Text, "`\n|") && strings.TrimSpace(r.Text) == r.Text && r.Text != "":
		return "`" + r.Text + "`"
	}
	text := escaped(r.Text)
	if w.plain > withEmphasis || !bordered(r.Text) {
		return text
	}
	if r.Em {
		text = "*" + text + "*"
	}
	if r.Strong {
		text = "**" + text + "**"
	}
	return text
}

// bordered reports whether emphasis may stand around s.
func bordered(s string) bool {
	return s != "" && strings.TrimSpace(s) == s && !strings.Contains(s, "\n")
}

var linkSigns = strings.NewReplacer("<", "%3C", ">", "%3E", "\\", "%5C", "\n", "", "&", "&amp;")

// linkTo is an address as it stands between pointed brackets.
func linkTo(url string) string { return linkSigns.Replace(url) }

var inlineSigns = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, "&", `\&`, "|", `\|`,
)

// escaped is text in which nothing is a sign of Markdown, but at the begin of a
// line: see lineStarts.
func escaped(s string) string { return inlineSigns.Replace(s) }

var (
	startSigns  = regexp.MustCompile(`(?m)^([-+#>=~!])`)
	startNumber = regexp.MustCompile(`(?m)^(\d{1,9})([.)])`)
)

// lineStarts escapes what would make something else of a line by its begin.
func lineStarts(s string) string {
	s = startSigns.ReplaceAllString(s, `\$1`)
	return startNumber.ReplaceAllString(s, `$1\$2`)
}

// headed is text as it stands in a heading, whose signs at the end close it.
func headed(s string) string { return strings.ReplaceAll(strings.ReplaceAll(s, `\#`, "#"), "#", `\#`) }

// quotation is a passage as a quotation, with the empty line before it.
func quotation(passage string) string {
	var b strings.Builder
	for _, part := range strings.Split(passage, "\n\n") {
		lines := strings.Split(lineStarts(escaped(strings.TrimSpace(part))), "\n")
		b.WriteString("\n> " + strings.Join(lines, "\n> ") + "\n")
	}
	return b.String()
}

// paragraphs is a note of several lines, each as it was ended.
func paragraphs(note string) string {
	note = strings.ReplaceAll(note, "\r\n", "\n")
	parts := strings.Split(strings.TrimSpace(note), "\n\n")
	for i, p := range parts {
		parts[i] = strings.ReplaceAll(lineStarts(escaped(strings.TrimSpace(p))), "\n", "\\\n")
	}
	return strings.Join(parts, "\n\n")
}
