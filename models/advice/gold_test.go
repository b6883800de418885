package advice_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gloss/models/advice"
)

// least is the F1 of habit advice below which the engine does not pass.
const least = .85

// TestGold judges the engine by articles of our own that were labelled before
// its rules: which sentences are habit advice, and what each asks for.
func TestGold(t *testing.T) {
	texts, err := filepath.Glob("testdata/gold/*.txt")
	if err != nil || len(texts) < 30 {
		t.Fatalf("%d articles to judge by, %v", len(texts), err)
	}
	var s score
	for _, name := range texts {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		g := readGold(t, strings.TrimSuffix(name, ".txt")+".json")
		s.article(filepath.Base(name), g, advice.Find(string(text)))
	}
	t.Log(s.table(len(texts)))
	for _, line := range s.wrong {
		t.Log(line)
	}
	if _, _, f1 := s.habits(); f1 < least {
		t.Errorf("F1 %.3f is below %.2f", f1, least)
	}
	if s.without < 10 || s.windows[1] < 15 {
		t.Errorf("%d articles without advice and %d clock windows are too few to judge by", s.without, s.windows[1])
	}
}

// label is an entry of a labelled article.
type label struct {
	Start, End int
	Quote      string
	Polarity   advice.Polarity
	Habit      bool
	Measure    struct {
		Kind     advice.MeasureKind
		Min, Max *float64
		Unit     *string
	}
	Frequency struct {
		Times    *float64
		TimesMax *float64 `json:"times_max"`
		Per      *string
		Loose    bool
	}
	Window *struct{ From, To string }
}

type gold struct {
	Advice, Neutral []label
}

func readGold(t *testing.T, name string) gold {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var g gold
	if err := json.Unmarshal(b, &g); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return g
}

// terms are what an entry asks for, equal for equivalent ways to write it.
type terms struct {
	kind         advice.MeasureKind
	min, max     float64
	unit         string
	times, upTo  float64
	per          string
	window       string
	polarity     advice.Polarity
	start, end   int
	quote        string
	habit, loose bool
}

func (l label) terms() terms {
	v := func(p *float64, none float64) float64 {
		if p == nil {
			return none
		}
		return *p
	}
	text := func(p *string) string {
		if p == nil {
			return ""
		}
		return *p
	}
	x := terms{kind: l.Measure.Kind, min: v(l.Measure.Min, math.NaN()), max: v(l.Measure.Max, math.NaN()), unit: text(l.Measure.Unit),
		times: v(l.Frequency.Times, 1), upTo: v(l.Frequency.TimesMax, 0), per: text(l.Frequency.Per), loose: l.Frequency.Loose,
		polarity: l.Polarity, start: l.Start, end: l.End, quote: l.Quote, habit: l.Habit}
	if l.Window != nil {
		x.window = l.Window.From + "-" + l.Window.To
	}
	return x.canonical()
}

func termsOf(f advice.Finding) terms {
	x := terms{kind: f.Measure.Kind, min: f.Measure.Min, max: f.Measure.Max, unit: f.Measure.Unit,
		times: f.Frequency.Times, upTo: f.Frequency.TimesMax, per: string(f.Frequency.Per), polarity: f.Polarity,
		start: f.Start, end: f.End, quote: f.Quote, habit: f.Habit}
	if f.Window.Set {
		x.window = fmt.Sprintf("%02d:%02d-%02d:%02d", f.Window.From/60, f.Window.From%60, f.Window.To/60, f.Window.To%60)
	}
	return x.canonical()
}

// conversions lead units of one thing back to one of them.
var conversions = map[string]struct {
	unit   string
	factor float64
}{"hours": {"minutes", 60}, "seconds": {"minutes", 1. / 60}, "mg": {"g", .001}, "kg": {"g", 1000}, "litres": {"ml", 1000}}

func (x terms) canonical() terms {
	x.unit = strings.ToLower(x.unit)
	if name, ok := advice.Units()[x.unit]; ok {
		x.unit = name
	}
	if x.unit == "portions" {
		x.unit = "servings"
	}
	x.upTo = max(x.upTo, x.times)
	switch x.kind {
	case "", advice.Check:
		x.kind, x.min, x.max, x.unit = advice.Check, 0, 0, ""
	case advice.AtLeast:
		x.max = 0
	case advice.AtMost:
		x.min = 0
	case advice.Exact:
		if math.IsNaN(x.min) {
			x.min = x.max
		}
		x.max = x.min
	}
	if x.unit == "days" && x.per != "day" {
		x.unit = "times"
	}
	if x.unit == "times" && x.kind == advice.Exact && x.times == 1 && slices.Contains([]string{"day", "week", "month"}, x.per) {
		x.kind, x.times, x.upTo, x.min, x.max, x.unit = advice.Check, x.min, x.min, 0, 0, ""
	}
	if c, ok := conversions[x.unit]; ok {
		x.unit, x.min, x.max = c.unit, x.min*c.factor, x.max*c.factor
	}
	x.window = strings.Replace(x.window, "24:00", "23:59", 1)
	return x
}

func same(a, b float64) bool {
	return math.Abs(a-b) <= 1e-6*max(1, math.Abs(a), math.Abs(b))
}

func (x terms) dosed() bool { return x.kind != advice.Check }

func (x terms) sameDose(y terms) bool {
	return x.kind == y.kind && same(x.min, y.min) && same(x.max, y.max) && x.unit == y.unit
}

// sameOften says whether y's frequency is within that of the label x.
func (x terms) sameOften(y terms) bool {
	return x.per == y.per && x.times <= y.times+1e-9 && y.times <= x.upTo+1e-9
}

func overlap(a, b terms) int { return max(0, min(a.end, b.end)-max(a.start, b.start)) }

// matches says whether two spans overlap by half of the shorter.
func matches(a, b terms) bool {
	o := overlap(a, b)
	return o > 0 && 2*o >= min(a.end-a.start, b.end-b.start)
}

// pairs matches entries one to one, the closest spans first, then by terms.
func pairs(want, got []terms) (matched map[int]int) {
	type candidate struct {
		close, agree, exact float64
		i, j                int
	}
	var all []candidate
	for i, g := range want {
		for j, p := range got {
			if !matches(g, p) {
				continue
			}
			iou := float64(overlap(g, p)) / float64(max(g.end, p.end)-min(g.start, p.start))
			agree := 0.
			for _, ok := range []bool{g.sameDose(p), g.sameOften(p), g.window == p.window, g.polarity == p.polarity} {
				if ok {
					agree++
				}
			}
			all = append(all, candidate{math.Round(iou * 10), agree, iou, i, j})
		}
	}
	slices.SortStableFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.close, a.close), cmp.Compare(b.agree, a.agree), cmp.Compare(b.exact, a.exact))
	})
	matched, taken := map[int]int{}, map[int]bool{}
	for _, c := range all {
		if _, done := matched[c.i]; !done && !taken[c.j] {
			matched[c.i], taken[c.j] = c.j, true
		}
	}
	return matched
}
