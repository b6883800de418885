package transfer

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// beaverText is what Beaver keeps with a day: words, as HTML or without, among
// them hashtags that say how the day is drawn and what it was.
type beaverText struct {
	words   string
	skipped bool
	states  []string // hashtags that may say what the day was, each once
	lost    bool     // a picture or the like was in it
}

// beaverBreaks begin a new line; beaverInline are set among words.
var (
	beaverBreaks = []atom.Atom{
		atom.Br, atom.P, atom.Div, atom.Li, atom.Ul, atom.Ol, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6,
		atom.Blockquote, atom.Pre, atom.Hr, atom.Table, atom.Tr, atom.Tbody,
	}
	beaverInline = []atom.Atom{
		atom.Span, atom.B, atom.I, atom.U, atom.S, atom.A, atom.Strong, atom.Em, atom.Strike, atom.Del, atom.Sub, atom.Sup,
		atom.Font, atom.Code, atom.Mark, atom.Small, atom.Td, atom.Th,
	}
	beaverMedia = []atom.Atom{
		atom.Img, atom.Video, atom.Audio, atom.Iframe, atom.Script, atom.Style, atom.Svg, atom.Source, atom.Object,
	}
)

// A hashtag begins a word; what may follow are Beaver's _50% and 1/4 too.
var beaverHash = regexp.MustCompile(`(^|[\s\p{Z}])#([\p{L}\p{N}_][\p{L}\p{N}_/%.-]*)`)

// What a hashtag says of a day's drawing alone: a colour or how far it is filled.
var beaverDrawn = regexp.MustCompile(`^(_.*|[0-9a-f]{3}|[0-9a-f]{6}|[0-9.]+%|[0-9.]+/[0-9.]+|star|mark)$`)

var beaverColours = []string{
	"amber", "aqua", "azure", "beige", "black", "blue", "blue-grey", "bronze", "brown", "coral", "cream", "crimson", "cyan",
	"deep-orange", "deep-purple", "emerald", "fuchsia", "gold", "gray", "green", "grey", "indigo", "ivory", "khaki",
	"lavender", "light-blue", "light-green", "lime", "magenta", "maroon", "navy", "olive", "orange", "orchid", "pink", "plum",
	"purple", "red", "rose", "salmon", "silver", "sky", "slate", "stone", "tan", "teal", "turquoise", "violet", "white",
	"yellow", "zinc",
}

// beaverWords reads the text of a day.
func beaverWords(s string) (t beaverText) {
	if t.words, t.lost = beaverPlain(s); !strings.Contains(t.words, "#") {
		return t
	}
	t.words = beaverHash.ReplaceAllStringFunc(t.words, func(found string) string {
		tag := strings.ToLower(strings.TrimRight(found[strings.Index(found, "#")+1:], "/.-"))
		switch {
		case tag == "skip":
			t.skipped = true
			return ""
		case beaverDrawn.MatchString(tag), slices.Contains(beaverColours, tag), slices.Contains(t.states, tag), len(t.states) > maxStates:
		default:
			t.states = append(t.states, tag)
		}
		return found
	})
	t.words = strings.TrimSpace(t.words)
	return t
}

// beaverPlain returns the words of HTML by line. What looks like a tag and is
// none that Beaver writes are words: "weight <goal> 70".
func beaverPlain(s string) (words string, lost bool) {
	if !strings.ContainsAny(s, "<&") {
		return s, false
	}
	var out strings.Builder
	href := ""
	for z := html.NewTokenizer(strings.NewReader(s)); ; {
		kind := z.Next()
		raw := string(z.Raw())
		if kind == html.ErrorToken {
			out.WriteString(raw)
			return beaverLines(out.String()), lost
		}
		token := z.Token()
		switch {
		case kind == html.TextToken:
			out.WriteString(token.Data)
		case kind == html.CommentToken || kind == html.DoctypeToken:
		case slices.Contains(beaverBreaks, token.DataAtom):
			out.WriteString("\n")
		case slices.Contains(beaverMedia, token.DataAtom):
			lost = true
			if raw := token.DataAtom; kind == html.StartTagToken && (raw == atom.Script || raw == atom.Style) {
				z.Next() // what it says are no words
			}
		case !slices.Contains(beaverInline, token.DataAtom):
			out.WriteString(raw)
		case kind == html.StartTagToken && token.DataAtom == atom.A:
			href = beaverLink(token)
		case kind == html.EndTagToken && token.DataAtom == atom.A && href != "":
			if !strings.HasSuffix(out.String(), href) {
				out.WriteString(" (" + href + ")")
			}
			href = ""
		}
	}
}

// beaverLink returns where a link goes.
func beaverLink(a html.Token) string {
	for _, attr := range a.Attr {
		if attr.Key == "href" {
			return strings.TrimSpace(attr.Val)
		}
	}
	return ""
}

// beaverLines leaves out empty lines and spaces beside and between words.
func beaverLines(s string) string {
	var lines []string
	for line := range strings.Lines(s) {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}
