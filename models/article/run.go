package article

import (
	"strconv"

	"gloss/models/passage"
)

// Run is a stretch of a block that is drawn in one way, Start and End in code
// points of the document's Text. URL is the link it belongs to, Keys the marks
// that cover it. A run with a Ref has no text: there stands the mark of the
// reference of that number.
type Run struct {
	Start, End       int
	Text             string
	Em, Strong, Code bool
	URL              string
	Keys             []string
	Ref              string
}

// Runs cuts a block where its spans and the given marks begin and end. The
// texts of the runs, joined, are the block's. A reference's mark comes before
// the text that begins at its place, and has the keys of the marks that go on
// over it.
func (d Document) Runs(b Block, marks []passage.Mark) []Run {
	cuts := make([]passage.Mark, 0, len(b.Spans)+len(marks))
	for i, s := range b.Spans {
		cuts = append(cuts, passage.Mark{Start: s.Start, End: s.End, Key: spanKey(i)})
	}
	for _, m := range marks {
		cuts = append(cuts, passage.Mark{Start: m.Start, End: m.End, Key: markSign + m.Key})
	}
	var runs []Run
	refs := refsOf(b)
	var before []string
	for _, p := range passage.Split(b.Start, b.End, cuts) {
		run := Run{Start: p.Start, End: p.End, Text: d.Slice(p.Start, p.End)}
		run.style(b, p.Keys)
		for ; len(refs) > 0 && refs[0].Start <= p.Start; refs = refs[1:] {
			runs = append(runs, refRun(refs[0], common(before, run.Keys)))
		}
		runs, before = append(runs, run), run.Keys
	}
	for _, ref := range refs {
		runs = append(runs, refRun(ref, nil))
	}
	return runs
}

// Keys of spans and of marks are told apart by their first sign.
const (
	spanSign = "s"
	markSign = "m"
)

func spanKey(i int) string { return spanSign + strconv.Itoa(i) }

func (r *Run) style(b Block, keys []string) {
	for _, key := range keys {
		if key[:1] == markSign {
			r.Keys = append(r.Keys, key[1:])
			continue
		}
		i, _ := strconv.Atoi(key[1:])
		switch s := b.Spans[i]; s.Kind {
		case SpanEm:
			r.Em = true
		case SpanStrong:
			r.Strong = true
		case SpanCode:
			r.Code = true
		case SpanLink:
			r.URL = s.URL
		}
	}
}

func refsOf(b Block) []Span {
	var refs []Span
	for _, s := range b.Spans {
		if s.Kind == SpanRef {
			refs = append(refs, s)
		}
	}
	return refs
}

func refRun(s Span, keys []string) Run {
	return Run{Start: s.Start, End: s.End, Ref: s.Label, Keys: keys}
}

// common is what is in both, in the order of the second.
func common(a, b []string) []string {
	in := map[string]bool{}
	for _, key := range a {
		in[key] = true
	}
	var both []string
	for _, key := range b {
		if in[key] {
			both = append(both, key)
		}
	}
	return both
}
