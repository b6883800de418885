package article

import (
	"bytes"
	"html"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// markdown is CommonMark with tables and footnotes, and with an end to nesting.
var markdown = parser.NewParser(
	parser.WithBlockParsers(
		util.Prioritized(parser.NewSetextHeadingParser(), 100),
		util.Prioritized(parser.NewThematicBreakParser(), 200),
		util.Prioritized(shallow{parser.NewListParser()}, 300),
		util.Prioritized(parser.NewListItemParser(), 400),
		util.Prioritized(parser.NewCodeBlockParser(), 500),
		util.Prioritized(parser.NewATXHeadingParser(), 600),
		util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
		util.Prioritized(shallow{parser.NewBlockquoteParser()}, 800),
		util.Prioritized(parser.NewHTMLBlockParser(), 900),
		util.Prioritized(shallow{note{extension.NewFootnoteBlockParser()}}, 950),
		util.Prioritized(parser.NewParagraphParser(), 1000),
	),
	parser.WithInlineParsers(append(parser.DefaultInlineParsers(),
		util.Prioritized(markParser{}, 150))...), // before links, which also begin with a bracket
	parser.WithParagraphTransformers(append(parser.DefaultParagraphTransformers(),
		util.Prioritized(extension.NewTableParagraphTransformer(), 200))...),
	parser.WithASTTransformers(util.Prioritized(extension.NewTableASTTransformer(), 0)),
)

// maxDepth is how many blocks may stand within one another. Without an end to
// it a file of 100 kB keeps the parser busy for seconds.
const maxDepth = 64

// shallow lets no block begin too deep; what would have begun it is text then.
type shallow struct{ parser.BlockParser }

func (s shallow) Open(parent ast.Node, r text.Reader, pc parser.Context) (ast.Node, parser.State) {
	depth := 0
	for n := parent; n != nil; n = n.Parent() {
		depth++
	}
	if depth > maxDepth {
		return nil, parser.NoChildren
	}
	return s.BlockParser.Open(parent, r, pc)
}

// note leaves a footnote where it stands. The parser it wraps gathers them in
// a list as it goes, and loses those that stand within one another.
type note struct{ parser.BlockParser }

func (note) Close(ast.Node, text.Reader, parser.Context) {}

// mark is a footnote mark, [^label].
type mark struct {
	ast.BaseInline
	label string
}

var kindMark = ast.NewNodeKind("Mark")

func (n *mark) Kind() ast.NodeKind { return kindMark }

func (n *mark) Dump(src []byte, level int) {
	ast.DumpHelper(n, src, level, map[string]string{"label": n.label}, nil)
}

type markParser struct{}

func (markParser) Trigger() []byte { return []byte{'['} }

func (markParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	label, ok := bytes.CutPrefix(line, []byte("[^"))
	if !ok {
		return nil
	}
	end := bytes.IndexAny(label[:min(len(label), 100)], "[] \t\n")
	if end < 1 || label[end] != ']' || bytes.HasPrefix(label[end+1:], []byte("(")) {
		return nil
	}
	block.Advance(len("[^]") + end)
	return &mark{label: string(label[:end])}
}

// maxTangle bounds, over the paragraphs of an article, the sum of length times
// number of brackets and stars: the parser's time grows with it, about a
// second for this much. A chapter of ordinary prose stays a thousand times
// below.
const maxTangle = 2_000_000_000

// maxCells bounds, for each paragraph, lines times bars in one of them: each row
// of a table is filled up to the width of its head.
const maxCells = 500_000

func tangled(src []byte) bool {
	sum, length, signs := 0, 0, 0
	lines, bars := 0, 0
	for line := range bytes.Lines(src) {
		if len(bytes.Trim(line, " \t>\n")) == 0 {
			length, signs, lines, bars = 0, 0, 0, 0
			continue
		}
		lines++
		if bars = max(bars, bytes.Count(line, []byte("|"))); lines*bars > maxCells {
			return true
		}
		sum -= length * signs
		length += len(line)
		for _, c := range line {
			if c == '[' || c == ']' || c == '*' || c == '_' {
				signs++
			}
		}
		if sum += length * signs; sum > maxTangle {
			return true
		}
	}
	return false
}

// resolve reads backslash escapes and character references, in one pass, so
// that an escaped ampersand begins no reference.
func resolve(src []byte) string {
	var out bytes.Buffer
	for len(src) > 0 {
		i := bytes.IndexAny(src, `\&`)
		if i < 0 {
			break
		}
		out.Write(src[:i])
		src = src[i:]
		size := 1
		if src[0] == '\\' {
			if len(src) > 1 && util.IsPunct(src[1]) {
				src = src[1:]
			}
			out.WriteByte(src[0])
		} else if size = reference(src); size > 1 {
			out.WriteString(html.UnescapeString(string(src[:size])))
		} else {
			out.WriteByte('&')
		}
		src = src[size:]
	}
	out.Write(src)
	return out.String()
}

// reference is the length of the character reference that src begins with, or
// 1, the ampersand alone.
func reference(src []byte) int {
	end := bytes.IndexByte(src[:min(len(src), 40)], ';')
	if end < 2 {
		return 1
	}
	name := src[1:end]
	if name[0] == '#' {
		digits := name[1:]
		set := "0123456789"
		if len(digits) > 0 && (digits[0] == 'x' || digits[0] == 'X') {
			digits, set = digits[1:], "0123456789abcdefABCDEF"
		}
		if len(digits) == 0 || len(digits) > 7 || len(bytes.Trim(digits, set)) > 0 {
			return 1
		}
	} else if _, ok := util.LookUpHTML5EntityByName(string(name)); !ok {
		return 1
	}
	return end + 1
}
