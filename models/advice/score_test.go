package advice_test

import (
	"fmt"
	"slices"
	"strings"

	"gloss/models/advice"
)

// score counts, each as right of all.
type score struct {
	right, wrongly, missed, oneOff, ignored int
	dose, often, windows, polarity          [2]int
	without, falseWithout                   int
	wrong                                   []string
}

func (s *score) note(kind, name string, x terms) {
	s.wrong = append(s.wrong, fmt.Sprintf("%s %s: %s", name, kind, strings.Join(strings.Fields(x.quote), " ")))
}

// count adds one to what there is, and to what is right of it.
func count(c *[2]int, ok bool) {
	c[1]++
	if ok {
		c[0]++
	}
}

// article judges what was found in one article.
func (s *score) article(name string, g gold, found []advice.Finding) {
	var habits, once, neutral, got []terms
	for _, l := range g.Advice {
		if x := l.terms(); x.habit {
			habits = append(habits, x)
		} else {
			once = append(once, x)
		}
	}
	for _, l := range g.Neutral {
		neutral = append(neutral, l.terms())
	}
	for _, f := range found {
		if f.Habit && f.Confidence >= advice.Strong {
			got = append(got, termsOf(f))
		}
	}
	matched := pairs(habits, got)
	used := map[int]bool{}
	for i, g := range habits {
		j, ok := matched[i]
		if !ok {
			s.missed++
			s.note("missed", name, g)
			continue
		}
		s.right++
		used[j] = true
		s.compare(name, g, got[j])
	}
	wrongly := s.wrongly
	for j, p := range got {
		hits := func(labels []terms) bool {
			return slices.ContainsFunc(labels, func(l terms) bool { return matches(p, l) })
		}
		switch {
		case used[j]:
		case hits(habits):
			s.wrongly++
			s.note("twice", name, p)
		case hits(once):
			s.oneOff++
			s.wrongly++
			s.note("done once", name, p)
		case hits(neutral):
			s.ignored++
		default:
			s.wrongly++
			s.note("no advice", name, p)
		}
	}
	if len(habits) == 0 {
		s.without++
		s.falseWithout += s.wrongly - wrongly
	}
}

func (s *score) compare(name string, g, p terms) {
	count(&s.polarity, g.polarity == p.polarity)
	if g.dosed() {
		count(&s.dose, g.sameDose(p))
	}
	if g.per != "" && !g.loose {
		count(&s.often, g.sameOften(p))
	}
	if g.window != "" {
		count(&s.windows, g.window == p.window)
	}
	if !g.sameDose(p) || g.per != "" && !g.loose && !g.sameOften(p) || g.window != p.window || g.polarity != p.polarity {
		s.note(fmt.Sprintf("is %s %v-%v %s %v %s %s %s, not %s %v-%v %s %v %s %s %s", g.kind, g.min, g.max, g.unit, g.times, g.per, g.window, g.polarity,
			p.kind, p.min, p.max, p.unit, p.times, p.per, p.window, p.polarity), name, g)
	}
}

// habits are precision, recall and F1 of habit advice.
func (s *score) habits() (precision, recall, f1 float64) {
	precision = float64(s.right) / float64(max(1, s.right+s.wrongly))
	recall = float64(s.right) / float64(max(1, s.right+s.missed))
	if s.right > 0 {
		f1 = 2 * precision * recall / (precision + recall)
	}
	return precision, recall, f1
}

func (s *score) table(articles int) string {
	p, r, f := s.habits()
	share := func(c [2]int) string { return fmt.Sprintf("%.3f of %d", float64(c[0])/float64(max(1, c[1])), c[1]) }
	return fmt.Sprintf(`%d articles
habit advice  precision %.3f  recall %.3f  F1 %.3f  (%d right, %d wrong, of them %d done once; %d missed; %d on borderline ignored)
no advice     %d articles, %d wrong in them
dose          %s
frequency     %s
window        %s
polarity      %s`, articles, p, r, f, s.right, s.wrongly, s.oneOff, s.missed, s.ignored, s.without, s.falseWithout,
		share(s.dose), share(s.often), share(s.windows), share(s.polarity))
}
