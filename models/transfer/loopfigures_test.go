package transfer_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/streak"
	"gloss/models/transfer"
)

// The figures are those of Loop's own tests and files, cut off or rounded.
const (
	millionth = 1.5e-6
	printed   = 5.1e-5
)

var twenty = []float64{
	.655747, .636894, .617008, .596033, .573910, .550574, .525961, .500000, .472617, .443734,
	.413270, .381137, .347244, .311495, .273788, .234017, .192067, .147820, .101149, .051922,
}

// loopCase is a habit with its days, the newest first: Y, N, S, - for unknown,
// a for implied, and amounts.
type loopCase struct {
	name     string
	num, den int
	most     bool
	target   float64 // with one, it counts
	days     string
	want     []float64 // strengths, the newest first
	within   float64
}

func again(token string, n int) string { return strings.Repeat(token+" ", n) }

var loopCases = []loopCase{
	{"daily", 1, 1, false, 0, again("Y", 20) + "- - -", append(slices.Clone(twenty), 0, 0, 0), millionth},
	{"with skips", 1, 1, false, 0, again("Y", 5) + "S " + again("Y", 4) + "S S " + again("Y", 8), []float64{
		.596033, .573910, .550574, .525961, .5, .472617, .472617, .443734, .413270, .381137, .347244, .347244, .347244, .311495,
		.273788, .234017, .192067, .147820, .101149, .051922}, millionth},
	{"once, then a skip", 1, 1, false, 0, "- - N - S Y -", []float64{.041949, .044247, .046670, .049226, .051922, .051922, 0}, millionth},
	{"two days", 1, 1, false, 0, "Y Y", []float64{.101149, .051922}, millionth},
	{"two days, every second", 1, 2, false, 0, "Y Y", []float64{.054816}, millionth},
	{"7 days", 1, 1, false, 0, again("Y", 7), []float64{.311495}, millionth},
	{"66 days", 1, 1, false, 0, again("Y", 66), []float64{.970373}, millionth},
	{"90 days", 1, 1, false, 0, again("Y", 90), []float64{.991760}, millionth},
	{"2 of 3 in 7 days", 3, 7, false, 0, again("- - - - - Y Y", 100), []float64{2. / 3}, 1e-3},
	{"2 of 4 in 7 days", 4, 7, false, 0, again("- - - - - Y Y", 100), []float64{.5}, 1e-3},
	{"once a week, on changing days", 1, 7, false, 0, again("Y - - - - - - - - - - - - Y", 50), []float64{1}, 1e-3},
	{"39 weeks", 1, 7, false, 0, again("Y - - - - - -", 38) + "Y", []float64{.995}, 5e-3},
	{"18 months", 1, 30, false, 0, again("Y "+again("-", 29), 17) + "Y", []float64{.995}, 5e-3},
	{"2 of 3 days, a file of Loop's", 2, 3, false, 0, "Y N a Y Y Y a a Y Y",
		[]float64{.2557, .2226, .1991, .1746, .1379, .0995, .0706, .0515, .0315, .0107}, printed},
	{"3 of 14 days, a file of Loop's", 3, 14, false, 0, "Y N Y N", []float64{.0160, .0080, .0041, 0}, printed},

	{"at least 2", 1, 1, false, 2, again("2", 20) + "- - -", append(slices.Clone(twenty), 0, 0, 0), millionth},
	{"a huge day", 1, 1, false, 2, "900000", []float64{.051922}, millionth},
	{"at least 2, every second day", 1, 2, false, 2, "2 2", []float64{.072631}, millionth},
	{"half", 1, 1, false, 2, again("1", 500), []float64{.5}, millionth},
	{"a quarter", 1, 1, false, 2, again("0.5", 500), []float64{.25}, millionth},
	{"at least 2, with skips", 1, 1, false, 2, again("2", 10) + "S " + again("2", 4) + "S " + again("2", 4), []float64{
		.617008, .596033, .573910, .550574, .525961, .5, .472617, .443734, .413270, .381137,
		.347244, .347244, .311495, .273788, .234017, .192067, .192067, .147820, .101149, .051922}, millionth},
	{"at most 2", 1, 1, true, 2, again("5", 20) + "1", []float64{
		.344253, .363106, .382992, .403967, .426090, .449426, .474039, .5, .527383, .556266,
		.586730, .618863, .652756, .688505, .726212, .765983, .807933, .852180, .898851, .948078, 1}, millionth},
	{"at most 2, twice over", 1, 1, true, 2, "5 5", []float64{.898850}, millionth},
	{"at most 2, every second day", 1, 2, true, 2, "5 5", []float64{.927369}, millionth},
	{"at most 2, always 3", 1, 1, true, 2, again("3", 500), []float64{.5}, millionth},
	{"at most 2, always 3.5", 1, 1, true, 2, again("3.5", 500), []float64{.25}, millionth},
	{"at most 12 in 30 days, a file of Loop's", 1, 30, true, 12, "12 3 30", []float64{.9712, .9807, .9903}, printed},
}

// raw is a token as Loop's database has it, and as its tables name it.
func (c loopCase) raw(token string) (value int64, name string) {
	marks := map[string]struct {
		value int64
		name  string
	}{"Y": {2, "YES_MANUAL"}, "N": {0, "NO"}, "S": {3, "SKIP"}, "-": {-1, "UNKNOWN"}, "a": {1, "YES_AUTO"}}
	if m, ok := marks[token]; ok {
		return m.value, m.name
	}
	a, err := plan.ParseAmount(token)
	if err != nil {
		panic(err)
	}
	return int64(a), fmt.Sprint(int64(a))
}

func (c loopCase) db(t testing.TB) string {
	statements := []string{habitRow(1, c.name, "freq_num", c.num, "freq_den", c.den, "uuid", "u1", "unit", "units",
		"type", yes(c.target > 0), "target_type", yes(c.most), "target_value", c.target)}
	for i, token := range strings.Fields(c.days) {
		// Loop stores neither what is implied nor what is unknown.
		if value, _ := c.raw(token); value != 1 && value != -1 {
			statements = append(statements, logRow(1, (loopToday-date.Date(i)).String(), value))
		}
	}
	return loopDB(t, 25, statements...)
}

func (c loopCase) zip(t testing.TB) string {
	kind, target := "YES_NO,,,%d,%d,#388E3C,,,", ""
	if c.target > 0 {
		kind, target = "NUMERICAL,,,%d,%d,#388E3C,units,AT_LEAST,", fmt.Sprint(c.target)
		if c.most {
			kind = strings.Replace(kind, "AT_LEAST", "AT_MOST", 1)
		}
	}
	marks, scores := dated, "Date,Score\n"
	for i, token := range strings.Fields(c.days) {
		_, name := c.raw(token)
		marks += fmt.Sprintf("%s,%s,\n", loopToday-date.Date(i), name)
		if i < len(c.want) {
			scores += fmt.Sprintf("%s,%.4f\n", loopToday-date.Date(i), c.want[i])
		}
	}
	return zipped(t, "Habits.csv", headThree+fmt.Sprintf("001,\"%s\","+kind+"%s,false\n", c.name, c.num, c.den, target),
		"001 x/Checkmarks.csv", marks, "001 x/Scores.csv", scores)
}

func yes(b bool) int {
	if b {
		return 1
	}
	return 0
}

// strengthOn is the strength of h on a day.
func strengthOn(h transfer.Habit, day date.Date) float64 {
	entries := plan.Entries{From: h.Plans[0].From, Days: make([]plan.Entry, max(0, day-h.Plans[0].From+1))}
	for _, e := range h.Entries {
		if e.Day <= day {
			entries.Days[e.Day-entries.From] = plan.Entry{Said: e.Said, Amount: e.Amount, Skipped: e.Skipped}
		}
	}
	s, _ := streak.Now(streak.State{}, h.Plans, entries, day)
	return s.Strength
}

// An import comes to the figures that Loop comes to, from either of its files.
func TestLoopFiguresThroughAnImport(t *testing.T) {
	for _, c := range loopCases {
		t.Run(c.name, func(t *testing.T) {
			for name, path := range map[string]string{"backup": c.db(t), "tables": c.zip(t)} {
				b := readLoop(t, nil, path)
				wantLost(t, b, nil)
				h := b.Habits[0]
				for i, want := range c.want {
					if got := strengthOn(h, loopToday-date.Date(i)); math.Abs(got-want) > c.within {
						t.Errorf("%s, %d days ago: %.6f, want %.6f", name, i, got, want)
					}
				}
				if name == "backup" || c.within > printed {
					continue
				}
				if p := transfer.Prove(h, loopToday); p.Compared != len(c.want) || p.Agree < p.Compared {
					t.Errorf("%d of %d scores agree: %+v %v", p.Agree, len(c.want), p.Differs, p.Why)
				}
			}
		})
	}
}

// What follows from a frequency is no log, in the past as in the future: once in
// 3 days with ticks 4, 9 and 10 days ago, and once a week ticked today.
func TestLoopImpliedTicksAreNoLogs(t *testing.T) {
	c := loopCase{name: "A", num: 1, den: 3, days: "N - a a Y - - a a Y Y a a -"}
	b := readLoop(t, nil, c.zip(t))
	if got := said(b.Habits[0]); got != "11-12 x, 11-13 x, 11-18 x, 11-22 0" {
		t.Error(got)
	}
	marks := dated
	for i := range 7 {
		marks += fmt.Sprintf("%s,%s,\n", loopToday+date.Date(6-i), map[bool]string{true: "YES_MANUAL", false: "YES_AUTO"}[i == 6])
	}
	b = readLoop(t, nil, zipped(t, "Habits.csv", headThree+"001,A,YES_NO,,,1,7,#388E3C,,,,false\n", "001/Checkmarks.csv", marks))
	if got := said(b.Habits[0]); got != "11-22 x" {
		t.Error(got)
	}
}

// Loop's 0.003 of a skip enters what it adds up over several days, and Gloss's
// does not: the proof names it.
func TestLoopProofNamesSkipsOfAmounts(t *testing.T) {
	c := loopCase{name: "A", num: 1, den: 7, target: 1, days: "0.5 S 0.2", want: []float64{.9, .8, .7}}
	p := transfer.Prove(readLoop(t, nil, c.zip(t)).Habits[0], loopToday)
	if p.Compared != 3 || p.Agree != 0 || len(p.Differs) != 3 || len(p.Why) != 1 || !strings.Contains(p.Why[0], "skipped") {
		t.Errorf("%+v", p)
	}
}
