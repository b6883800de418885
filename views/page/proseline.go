package page

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"gloss/models/article"
	"gloss/models/passage"
)

// table gathers rows; those at its head that name columns stand apart.
func (b *proser) table(rows []article.Block) prosePart {
	out := prosePart{kind: article.Row}
	for _, r := range rows {
		row := proseRow{header: r.Header, line: proseLine{block: r.ID, start: r.Start}}
		for start := r.Start; start <= r.End; {
			cell := r
			cell.Start, cell.Spans = start, nil
			text := b.doc.Slice(start, r.End)
			if i := strings.IndexByte(text, '\t'); i >= 0 {
				text = text[:i]
			}
			cell.End = start + utf8.RuneCountInString(text)
			for _, s := range r.Spans {
				if s.Start < cell.End && s.End > start || s.Start == s.End && start <= s.Start && s.Start <= cell.End {
					cell.Spans = append(cell.Spans, s)
				}
			}
			row.cells = append(row.cells, b.line(cell))
			start = cell.End + 1
		}
		if row.header && len(out.body) == 0 {
			out.head = append(out.head, row)
		} else {
			out.body = append(out.body, row)
		}
	}
	return out
}

// line cuts a block where its spans, marks and numbers begin and end.
func (b *proser) line(block article.Block) proseLine {
	l := proseLine{block: block.ID, start: block.Start, plain: b.doc.Slice(block.Start, block.End)}
	var cuts []passage.Mark
	inner := map[string]*Mark{}
	for i, m := range b.marks {
		if m.Start >= m.End || m.End <= block.Start || m.Start >= block.End {
			continue
		}
		first := !b.drawn[i]
		b.drawn[i] = true
		again := len(l.marks) > 0 && m.ID == "" && m.Letter == l.marks[0].Letter // its sign stands there
		if first && (b.inline || len(l.marks) > 0 && !again) {
			inner[strconv.Itoa(i)] = &b.marks[i]
		}
		l.marks, l.first = append(l.marks, m), append(l.first, first)
		cuts = append(cuts, passage.Mark{Start: m.Start, End: m.End, Key: strconv.Itoa(i)})
	}
	numbers := b.within(block)
	for _, n := range numbers {
		cuts = append(cuts, passage.Mark{Start: n.At, End: n.At})
	}
	fresh, keys := true, ""
	for _, r := range b.doc.Runs(block, cuts) {
		if len(numbers) > 0 && r.Ref == "" && r.Start >= numbers[0].At {
			l.segments = append(l.segments, proseSegment{number: &numbers[0]})
			numbers, fresh = numbers[1:], true
		}
		if under := strings.Join(r.Keys, " "); fresh || under != keys {
			fresh, keys = false, under
			l.segments = append(l.segments, proseSegment{marked: under != "", class: b.classOf(r.Keys)})
		}
		s := &l.segments[len(l.segments)-1]
		for _, key := range r.Keys {
			if m := inner[key]; m != nil {
				s.begins = append(s.begins, m)
				delete(inner, key)
			}
		}
		s.add(r)
	}
	return l
}

// within takes the numbers that stand in a block.
func (b *proser) within(block article.Block) []Number {
	for len(b.numbers) > 0 && b.numbers[0].At < block.Start {
		b.numbers = b.numbers[1:]
	}
	n := 0
	for n < len(b.numbers) && b.numbers[n].At < block.End {
		n++
	}
	taken := b.numbers[:n]
	b.numbers = b.numbers[n:]
	return taken
}

// classOf is how a stretch under some marks is drawn: advice that is sure before
// advice that may be, and what the reader marked beside either.
func (b *proser) classOf(keys []string) string {
	var plain, maybe, own bool
	for _, key := range keys {
		i, _ := strconv.Atoi(key)
		m := b.marks[i]
		own, maybe, plain = own || m.Own, maybe || m.Maybe, plain || !m.Own && !m.Maybe
	}
	var class []string
	if maybe && !plain {
		class = append(class, "maybe")
	}
	if own {
		class = append(class, "own")
		if plain {
			class = append(class, "too")
		}
	}
	return strings.Join(class, " ")
}

func (s *proseSegment) add(r article.Run) {
	if n := len(s.links); n == 0 || s.links[n-1].url != r.URL {
		s.links = append(s.links, proseStretch{url: r.URL})
	}
	one := proseRun{em: r.Em, strong: r.Strong, code: r.Code, ref: r.Ref}
	for i, text := range strings.Split(r.Text, proseBreak) {
		if i > 0 {
			one.lines = append(one.lines, proseBreak)
		}
		one.lines = append(one.lines, text)
	}
	to := &s.links[len(s.links)-1]
	to.runs = append(to.runs, one)
}
