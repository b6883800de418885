package article

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Bounds of what reading an article can come to.
const (
	mostLevel  = 64
	mostNumber = 1_000_000_000 + maxBlocks
	mostLists  = MaxSource
)

// FromStored returns the document that a text and its blocks make which were
// kept elsewhere, and fails where reading somebody's article could not have made
// them: kinds it does not know, places out of order, signs that are not shown,
// links that lead anywhere but to http, https and blocks of the document, marks
// of references there are none of, references without text. Refs are how many
// references there are.
func FromStored(text string, blocks []Block, refs []Reference) (Document, error) {
	if len(blocks) == 0 || len(blocks) > maxBlocks {
		return Document{}, fmt.Errorf("article: %d blocks: %w", len(blocks), errShape)
	}
	d, err := newDocument(text, blocks)
	if err != nil {
		return Document{}, err
	}
	for i, b := range blocks {
		if err := d.checkBlock(i, b, len(refs)); err != nil {
			return Document{}, fmt.Errorf("article: block %d: %w", i+1, err)
		}
	}
	for i, r := range refs {
		if r.Text == "" || !seenAll(r.Text) || r.DOI != "" && !doiShape.MatchString(r.DOI) || r.URL != "" && !isWhole(r.URL) {
			return Document{}, fmt.Errorf("article: reference %d: %w", i+1, errShape)
		}
	}
	return d, nil
}

func (d Document) checkBlock(i int, b Block, refs int) error {
	listed := b.List > 0 && b.Level > 0
	fits := b.ID == "p"+strconv.Itoa(i+1) && b.Level >= 0 && b.Level <= mostLevel && b.List >= 0 && b.List <= mostLists &&
		b.Table >= 0 && b.Table <= mostLists && b.Number >= 0 && b.Number <= mostNumber
	switch b.Kind {
	case Heading:
		fits = fits && b.Level >= 1 && b.Level <= 6 && b.List == 0
	case Item:
		fits = fits && listed
	case Paragraph, Quote, Code, Row, Picture:
		fits = fits && (listed || b.List == 0 && b.Level == 0)
	default:
		return fmt.Errorf("kind %q: %w", b.Kind, errShape)
	}
	if !fits || b.Kind != Item && (b.Ordered || b.Number > 0) || (b.Kind == Row) != (b.Table > 0) || b.Header && b.Kind != Row {
		return errShape
	}
	if !written(d.Slice(b.Start, b.End), b.Kind) {
		return fmt.Errorf("text: %w", errShape)
	}
	return d.checkSpans(b, refs)
}

// written says whether a builder could have written s into a block of that kind.
func written(s string, kind Kind) bool {
	last := ' '
	begun := false
	for _, r := range s {
		spaced := !begun || last == ' ' || last == '\n' || last == '\t'
		switch {
		case kind == Code && (r == '\n' || r == '\t' || r == ' '):
		case kind == Row && r == '\t':
		case kind != Row && r == '\n':
			if spaced {
				return false
			}
		case r == ' ':
			if spaced {
				return false
			}
		case isSpace(r), !shown(r, last):
			return false
		}
		last, begun = r, true
	}
	return last != ' ' && last != '\n' && strings.TrimSpace(s) != ""
}

// seenAll says whether s is one line of signs that may stand in a document.
func seenAll(s string) bool {
	last := ' '
	for _, r := range s {
		if r != ' ' && (isSpace(r) || !shown(r, last)) {
			return false
		}
		last = r
	}
	return utf8.ValidString(s)
}

func (d Document) checkSpans(b Block, refs int) error {
	ends := map[SpanKind]int{}
	for _, s := range b.Spans {
		fits := s.Start >= ends[s.Kind] && (s.Kind == SpanLink) == (s.URL != "") && (s.Kind == SpanRef) == (s.Label != "")
		switch s.Kind {
		case SpanEm, SpanStrong, SpanCode:
			fits = fits && s.Start < s.End
		case SpanLink:
			fits = fits && s.Start < s.End && (isWhole(s.URL) || d.isBlock(s.URL))
		case SpanRef:
			n, err := strconv.Atoi(s.Label)
			fits = fits && s.Start == s.End && err == nil && n >= 1 && n <= refs && strconv.Itoa(n) == s.Label
		default:
			fits = false
		}
		if !fits {
			return fmt.Errorf("span %q: %w", s.Kind, errShape)
		}
		ends[s.Kind] = s.End
	}
	return nil
}

// isBlock says whether a link leads to a block of the document.
func (d Document) isBlock(to string) bool {
	n, err := strconv.Atoi(strings.TrimPrefix(to, "#p"))
	return err == nil && n >= 1 && n <= len(d.Blocks) && to == "#"+d.Blocks[n-1].ID
}

// isWhole says whether a link is a whole address as pageLink leaves it: http or
// https, without a name to sign in with, in signs that an address is made of.
func isWhole(raw string) bool {
	if !strings.HasPrefix(raw, "http://") && !strings.HasPrefix(raw, "https://") || len(raw) > 3*maxLink ||
		strings.ContainsFunc(raw, func(r rune) bool { return r == '\\' || isSpace(r) || !shown(r, ' ') }) {
		return false
	}
	u, err := url.Parse(raw)
	return err == nil && u.Host != "" && u.User == nil && u.Opaque == ""
}
