package streak_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/streak"
)

// The figures are those of Loop Habit Tracker's own tests and files.
const (
	millionth = 1.5e-6 // some are cut off, not rounded
	printed   = 5.1e-5 // files give four digits
)

// strengths returns the strength of n days, the newest first, under a plan that
// stood long before.
func strengths(p plan.Plan, entries plan.Entries, n int) []float64 {
	var all []float64
	for i := range n {
		today := last(entries) - date.Date(i)
		all = append(all, now([]plan.Plan{from(monday-100, p)}, entries, today).Strength)
	}
	return all
}

func wantStrengths(t *testing.T, got, want []float64, within float64) {
	t.Helper()
	for i := range want {
		if math.Abs(got[i]-want[i]) > within {
			t.Errorf("%d days ago: %.6f, want %.6f", i, got[i], want[i])
		}
	}
}

// backwards reads days written from the newest to the oldest.
func backwards(t *testing.T, tokens string) plan.Entries {
	t.Helper()
	list := strings.Fields(tokens)
	slices.Reverse(list)
	return days(t, monday, strings.Join(list, " "))
}

// onDays returns entries of n days, the last of them today, ticked on the given
// days before it.
func onDays(n int, ago ...int) plan.Entries {
	entries := plan.Entries{From: monday, Days: make([]plan.Entry, n)}
	for _, k := range ago {
		entries.Days[n-1-k] = plan.Entry{Said: true, Amount: plan.Whole}
	}
	return entries
}

func times(token string, n int) string { return strings.Repeat(token+" ", n) }

func final(p plan.Plan, entries plan.Entries) float64 {
	return now([]plan.Plan{from(entries.From, p)}, entries, last(entries)).Strength
}

func TestOneStepOfStrength(t *testing.T) {
	for _, c := range []struct {
		plan         plan.Plan
		days         string // the last of them is the step
		before, want float64
	}{
		{daily(0), "x", 0, 0.051922},
		{daily(0), "x", 0.5, 0.525961},
		{daily(0), "x", 0.75, 0.762981},
		{daily(0), ".", 0, 0},
		{daily(0), ".", 0.5, 0.474039},
		{daily(0), ".", 0.75, 0.711058},
		{rolling(1, 3), "x . . x", 0, 0.030314},
		{rolling(1, 3), "x . . x", 0.5, 0.515157},
		{rolling(1, 3), "x . . x", 0.75, 0.757578},
		{rolling(1, 3), ". . . .", 0, 0},
		{rolling(1, 3), ". . . .", 0.5, 0.484842},
		{rolling(1, 3), ". . . .", 0.75, 0.727263},
	} {
		entries := days(t, monday, c.days)
		before := streak.State{AsOf: last(entries) - 1, Strength: c.before, Known: true}
		s, _ := streak.Now(before, []plan.Plan{from(monday, c.plan)}, entries, last(entries))
		wantStrengths(t, []float64{s.Strength}, []float64{c.want}, millionth)
	}
}

var twentyDays = []float64{
	.655747, .636894, .617008, .596033, .573910, .550574, .525961, .500000, .472617, .443734,
	.413270, .381137, .347244, .311495, .273788, .234017, .192067, .147820, .101149, .051922, 0, 0, 0,
}

func TestStrengthOfTicks(t *testing.T) {
	wantStrengths(t, strengths(daily(0), onDays(20, seq(20)...), 23), twentyDays, millionth)

	skips := onDays(20, seq(20)...)
	for _, ago := range []int{5, 10, 11} {
		skips.Days[19-ago] = plan.Entry{Skipped: true}
	}
	wantStrengths(t, strengths(daily(0), skips, 23), []float64{
		.596033, .573910, .550574, .525961, .5, .472617, .472617, .443734, .413270, .381137,
		.347244, .347244, .347244, .311495, .273788, .234017, .192067, .147820, .101149, .051922, 0, 0, 0,
	}, millionth)

	wantStrengths(t, strengths(daily(0), days(t, monday, "x s . . . ."), 7),
		[]float64{.041949, .044247, .046670, .049226, .051922, .051922, 0}, millionth)

	for n, want := range map[int]float64{2: .101149, 7: .311495, 14: .525961, 21: .673622, 30: .798017, 66: .970373, 90: .991760} {
		wantStrengths(t, []float64{final(daily(0), onDays(n, seq(n)...))}, []float64{want}, millionth)
	}
	wantStrengths(t, []float64{final(rolling(1, 2), onDays(2, 0, 1))}, []float64{.054816}, millionth)
}

func seq(n int) []int {
	var all []int
	for i := range n {
		all = append(all, i)
	}
	return all
}

func TestStrengthOfTicksNotAskedForDaily(t *testing.T) {
	var twoAWeek, changing, weekdays, monthly []int
	for k := range 100 {
		twoAWeek = append(twoAWeek, 7*k, 7*k+1)
		changing = append(changing, 14*k, 14*k+13) // the first day of a week, the last of the next
	}
	for k := range 39 {
		weekdays = append(weekdays, 7*k)
	}
	for k := range 18 {
		monthly = append(monthly, 30*k)
	}
	monthlyPlan := plan.Plan{Kind: plan.Tick, Period: plan.Month, Min: plan.At(1)}
	for _, c := range []struct {
		name    string
		plan    plan.Plan
		entries plan.Entries
		from    float64
		to      float64
	}{
		{"two of three a week", weekly(3), onDays(700, twoAWeek...), 2/3. - millionth, 2/3. + millionth},
		{"two of three in seven days", rolling(3, 7), onDays(700, twoAWeek...), 2/3. - millionth, 2/3. + millionth},
		{"two of four a week", weekly(4), onDays(700, twoAWeek...), .5 - millionth, .5 + millionth},
		{"once a week on changing weekdays", weekly(1), onDays(1400, changing...), 1 - 1e-3, 1 + 1e-3},
		{"90 days", daily(0), onDays(90, seq(90)...), .99, 1},
		{"39 weeks", weekly(1), onDays(7*38+1, weekdays...), .99, 1},
		{"18 months", monthlyPlan, onDays(30*17+1, monthly...), .99, 1},
		{"18 times in 30 days", rolling(1, 30), onDays(30*17+1, monthly...), .99, 1},
	} {
		if got := final(c.plan, c.entries); got < c.from || got > c.to {
			t.Errorf("%s: %.6f, want %.6f to %.6f", c.name, got, c.from, c.to)
		}
	}
}

func TestStrengthOfAmounts(t *testing.T) {
	two := atLeast(2)
	wantStrengths(t, strengths(two, days(t, monday, times("2", 20)), 23), twentyDays, millionth)
	wantStrengths(t, strengths(two, days(t, monday, "100000"), 2), []float64{.051922, 0}, millionth)
	for _, c := range []struct {
		plan plan.Plan
		days string
		want float64
	}{
		{two, times("1", 500), .5},
		{two, times("0.5", 500), .25},
		{in(2, two), "2 2", .072631},
		{in(2, atMost(2)), "5 5", .927369},
		{atMost(2), "5 5", .898850},
		{atMost(2), times("3", 500), .5},
		{atMost(2), times("3.5", 500), .25},
	} {
		wantStrengths(t, []float64{final(c.plan, days(t, monday, c.days))}, []float64{c.want}, millionth)
	}

	skips := days(t, monday, times("2", 20))
	for _, ago := range []int{10, 15} {
		skips.Days[19-ago] = plan.Entry{Skipped: true}
	}
	// Two days of twenty are skipped: what comes after stands two steps lower.
	wantStrengths(t, strengths(two, skips, 21), []float64{
		.617008, .596033, .573910, .550574, .525961, .5, .472617, .443734, .413270, .381137,
		.347244, .347244, .311495, .273788, .234017, .192067, .192067, .147820, .101149, .051922, 0,
	}, millionth)

	wantStrengths(t, strengths(atMost(2), days(t, monday, "1 "+times("5", 20)), 23), []float64{
		.344253, .363106, .382992, .403967, .426090, .449426, .474039, .5, .527383, .556266,
		.586730, .618863, .652756, .688505, .726212, .765983, .807933, .852180, .898851, .948078, 1, 0, 0,
	}, millionth)
}

func TestStrengthInLoopsFiles(t *testing.T) {
	// Two in three days, from an export.
	wantStrengths(t, strengths(rolling(2, 3), backwards(t, "x 0 0 x x x 0 0 x x"), 10),
		[]float64{.2557, .2226, .1991, .1746, .1379, .0995, .0706, .0515, .0315, .0107}, printed)
	// At most 12 in 30 days, from the oldest: 30, 3, 12.
	wantStrengths(t, strengths(in(30, atMost(12)), backwards(t, "12 3 30"), 3), []float64{.9712, .9807, .9903}, printed)
	// The same by calendar month.
	month := plan.Plan{Kind: plan.Sum, Period: plan.Month, Max: plan.At(12), Unit: "cups"}
	wantStrengths(t, strengths(month, backwards(t, "12 3 30"), 3), []float64{.9712, .9807, .9903}, printed)
	wantStrengths(t, strengths(rolling(3, 14), backwards(t, "x 0 x 0"), 4), []float64{.0160, .0080, .0041, 0}, printed)
}

func TestStrengthMovesInACutWeek(t *testing.T) {
	// One of eight in fourteen days, five days long; the week itself is off.
	entries := days(t, monday+3, "x . . . .")
	m := math.Pow(.5, math.Sqrt(4./7)/13)
	wantStrengths(t, []float64{final(weekly(4), entries)}, []float64{(1 - math.Pow(m, 5)) / 8}, millionth)
}

// What Gloss decides beyond Loop.
func TestStrengthOfGlossOwnRules(t *testing.T) {
	step := .051922
	band := plan.Plan{Kind: plan.Sum, Period: plan.Day, Min: plan.At(10), Max: plan.At(30), Unit: "minutes"}
	other := daily(0)
	other.Due.Every = 2
	variety := plan.Plan{Kind: plan.Variety, Period: plan.Week, Min: plan.At(4)}
	items := plan.Entries{From: monday, Days: []plan.Entry{
		{Said: true, Items: []string{"a", "b"}}, {Said: true, Items: []string{"b"}}, {Said: true, Items: []string{"a", "b", "c", "d"}},
	}}
	week := 1 - math.Pow(.5, math.Sqrt(1./7)/13)
	for _, c := range []struct {
		name    string
		plan    plan.Plan
		entries plan.Entries
		want    float64
	}{
		{"a band half reached", band, days(t, monday, "5"), step / 2},
		{"a band reached", band, days(t, monday, "30"), step},
		{"a band exceeded", band, days(t, monday, "31"), 0},
		{"off days leave it", other, days(t, monday, "x . x . x"), .147820},
		{"a log on an off day too", other, days(t, monday, "x x x x x"), .147820},
		{"pauses leave it", daily(0), days(t, monday, "x p p x"), .101149},
		{"a paused day kept moves it", daily(0), days(t, monday, "x px"), .101149},
		{"a skip begins a maximum", atMost(2), days(t, monday, "s ."), 1},
		{"a pause alone begins nothing", atMost(2), days(t, monday, "p p ."), 0},
		{"variety by the week, distinct", variety, items, ((.5*week*(1-week)+.5*week)*(1-week) + week)},
		{"amounts by the week", plan.Plan{Kind: plan.Sum, Period: plan.Week, Min: plan.At(150)}, days(t, monday, "75 75"), .5*week*(1-week) + week},
		{"amounts over the last seven days", plan.Plan{Kind: plan.Sum, Period: plan.Week, Min: plan.At(10)}, days(t, monday, "10 . . . . . . ."), (1 - math.Pow(1-week, 7)) * (1 - week)},
		{"a maximum of nothing, held", atMost(0), days(t, monday, "0 ."), 1},
		{"a maximum of nothing, exceeded", atMost(0), days(t, monday, "0 1"), 1 - step},
	} {
		got := final(c.plan, c.entries)
		if math.Abs(got-c.want) > millionth {
			t.Errorf("%s: %.6f, want %.6f", c.name, got, c.want)
		}
	}
}

func TestANewPlanCarriesTheStrengthOn(t *testing.T) {
	plans := []plan.Plan{from(monday, daily(0)), from(monday+20, rolling(1, 3))}
	entries := days(t, monday, times("x", 21))
	got := now(plans, entries, last(entries)).Strength
	want := .655747*(1-.030314) + .030314
	wantStrengths(t, []float64{got}, []float64{want}, 3e-6)

	// A plan yet to come changes nothing.
	plans = []plan.Plan{from(monday, weekly(2)), from(monday+7, weekly(3)), from(monday+28, plan.Plan{Kind: plan.Sum, Period: plan.Week, Min: plan.At(9)})}
	entries = days(t, monday, "x x . . . . . | x .")
	if a, b := now(plans[:2], entries, last(entries)), now(plans, entries, last(entries)); a != b {
		t.Errorf("with a later plan %+v, without %+v", b, a)
	}

	// Ticks are no minutes: what was logged under another kind adds nothing.
	plans = []plan.Plan{from(monday, daily(0)), from(monday+20, in(7, atLeast(7)))}
	entries = days(t, monday, times("x", 20)+".")
	got = now(plans, entries, last(entries)).Strength
	m := math.Pow(.5, math.Sqrt(1./7)/13)
	wantStrengths(t, []float64{got}, []float64{.655747 * m}, millionth)
}
