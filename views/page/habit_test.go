package page_test

import (
	"strings"
	"testing"
	"time"

	"gloss/models/date"
	"gloss/models/plan"
	"gloss/views/chart"
	"gloss/views/page"
)

func habitPage(t page.Track) page.HabitView {
	return page.HabitOf(page.HabitInput{Track: t, Today: sunday, At: sunday, Zone: time.UTC})
}

func TestFigures(t *testing.T) {
	full := log{}
	for i := range 40 {
		full[i] = 1
	}
	over := log{0: 20, 1: 35, 2: 20, 3: 5}
	tests := []struct {
		name    string
		plan    plan.Plan
		logged  log
		numbers string
		words   string // that one of the figures has
	}{
		{"nothing logged", daily, nil, "– 0 0 0", "strength: begins with the first log"},
		{"forty days", daily, full, "88 % 40 40 30", "days kept of the last 30"},
		{"over", sun, over, "12 % 1 1 2", "days kept of the last 30, over on 1"},
		{"a spare day left", spared, full, "88 % 40 40 30", "days in a row, one spare day left this week"},
		{"its dates", daily, log{3: 1, 4: 1}, "9 % 0 2 2", "best run, 18 November to 19 November"},
		{"weeks", weekly, log{7: 1, 8: 1, 9: 1, 10: 1}, "16 % 1 1 1", "weeks kept of the last 7"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var numbers, words []string
			for _, f := range habitPage(keep(test.plan, test.logged)).Figures {
				numbers, words = append(numbers, f.Number), append(words, f.Words)
			}
			if got := strings.Join(numbers, " "); got != test.numbers {
				t.Errorf("the figures are %s, want %s", got, test.numbers)
			}
			if got := strings.Join(words, " | "); !strings.Contains(got, test.words) {
				t.Errorf("they are of %q, without %q", got, test.words)
			}
		})
	}
}

func TestYear(t *testing.T) {
	look := func(p plan.Plan, logged log, ago int) chart.Look {
		y := habitPage(keep(p, logged)).Year
		last := y.Halves[1]
		return last.Squares[int(sunday-last.From)-ago].Look
	}
	tests := []struct {
		name string
		got  chart.Look
		want chart.Look
	}{
		{"kept low", look(sun, log{1: 12}, 1), chart.Level3},
		{"kept high", look(sun, log{1: 20}, 1), chart.Level4},
		{"short", look(sun, log{1: 5}, 1), chart.Short},
		{"over", look(sun, log{1: 35}, 1), chart.Over},
		{"skipped", look(sun, log{1: "skip"}, 1), chart.Skipped},
		{"nothing", look(sun, nil, 1), chart.Blank},
		{"forgiven", look(spared, nil, 6), chart.Level1},
		{"logged in a week", look(weekly, log{1: 1}, 1), chart.Level3},
		{"covered by a run", look(rolling, log{1: 1, 3: 1, 5: 1}, 4), chart.Level1},
		{"a run", look(rolling, log{1: 1, 3: 1, 5: 1}, 3), chart.Level4},
		{"before it began", look(daily, nil, 100), chart.Blank},
	}
	for _, test := range tests {
		if test.got != test.want {
			t.Errorf("%s is drawn as %d, want %d", test.name, test.got, test.want)
		}
	}
	y := habitPage(keep(weekly, log{0: 1, 1: 1, 2: 1, 3: 1, 8: 1})).Year
	beneath := y.Halves[1].Beneath
	if n := len(beneath); beneath[n-1] != chart.Level4 || beneath[n-2] != chart.Short || beneath[n-3] != chart.Blank {
		t.Errorf("beneath stand %v", beneath[n-3:])
	}
	if y.Small != "1 week kept" {
		t.Errorf("came to %q", y.Small)
	}
}

func TestYearInNumbers(t *testing.T) {
	y := habitPage(keep(sun, log{0: 20, 1: 35, 2: 5, 3: 10, 22: 30})).Year
	if got := strings.Join(y.Counts, " "); got != "kept over short missed minutes" {
		t.Errorf("counts %s", got)
	}
	if got := y.Months[0].Name + " " + strings.Join(y.Months[0].Counts, " "); got != "November 2026 2 1 1 18 70" {
		t.Errorf("November is %s", got)
	}
	if got := y.Months[1].Name + " " + strings.Join(y.Months[1].Counts, " "); got != "October 2026 1 0 0 30 30" {
		t.Errorf("October is %s", got)
	}
}

func TestMonth(t *testing.T) {
	v := page.HabitOf(page.HabitInput{Track: keep(sun, log{30: 20}), Today: sunday, At: sunday - 30, Zone: time.UTC}).Month
	if v.Name != "October" || v.PrevName != "September" || v.NextName != "November" || v.Step != "5" {
		t.Errorf("%s, after %s, before %s, step %s", v.Name, v.PrevName, v.NextName, v.Step)
	}
	if first := v.Days[0]; !strings.HasSuffix(first.Class, " s4") || len(v.Days) != 31 {
		t.Errorf("the 1st of October is drawn as %s", first.Class)
	}
	if d := v.Days[22]; d.Text != "20" || d.Words != " October: 20 minutes, kept" || d.Do != "add" {
		t.Errorf("the 23rd is %+v", d)
	}
	now := habitPage(keep(daily, nil)).Month
	if now.Next != 0 || !now.Days[21].Today || now.Days[22].Do != "" {
		t.Errorf("this month goes on: %+v", now.Days[21:23])
	}
}

func TestShares(t *testing.T) {
	v := habitPage(keep(daily, log{1: 1, 8: 1})).Shares
	if v.Name != "By weekday" || len(v.Rows) != 7 || v.Rows[5].Name != "Saturday" || v.Rows[5].Words != "2 of 9" {
		t.Errorf("%s: %+v", v.Name, v.Rows)
	}
	v = habitPage(keep(wine, log{0: 3, 7: 15})).Shares
	if v.Name != "By week" || v.Rows[0].Words != "3 of 14 so far" || v.Rows[1].Words != "15 of 14, over" || !v.Rows[1].Over || v.Rows[1].Value != "14" {
		t.Errorf("%s: %+v", v.Name, v.Rows)
	}
	if habitPage(keep(rolling, nil)).Shares != nil {
		t.Error("a rolling plan has no weeks of its own")
	}
}

func TestAmounts(t *testing.T) {
	v := habitPage(keep(sun, log{0: 35, 1: 20, 3: 5})).Amounts
	bars := v.Bars.Bars
	if len(bars) != 28 || bars[27].Look != chart.Over || bars[27].Label != "35" || bars[24].Look != chart.Short {
		t.Errorf("%+v", bars[24:])
	}
	if v.Bars.Title != "Minutes on each of 28 days: between 0 and 35. Over the limit on 1 day." || v.Small != "band: 10 to 30 minutes" {
		t.Errorf("%q, %q", v.Bars.Title, v.Small)
	}
	if !strings.HasSuffix(v.Numbers, "Sat 21 Nov 20 · Sun 22 Nov 35") {
		t.Errorf("numbers end %q", v.Numbers[len(v.Numbers)-40:])
	}
	if habitPage(keep(daily, nil)).Amounts != nil {
		t.Error("ticks have no amounts")
	}
}

func TestNotes(t *testing.T) {
	notes := habitPage(keep(daily, log{0: "one", 30: "two"})).Notes
	if len(notes) != 2 || notes[0].Text != "one" || notes[0].When != "Sun" || notes[1].When != "23 Oct" {
		t.Errorf("%+v", notes)
	}
}

func TestYearEnd(t *testing.T) {
	tests := map[date.Date]date.Date{
		sunday: sunday, sunday - 300: sunday, date.New(2024, 2, 10): date.New(2024, 2, 29),
	}
	for at, want := range tests {
		if got := page.YearEnd(at, sunday); got != want {
			t.Errorf("with %s the year ends on %s, want %s", at, got, want)
		}
	}
	if got := page.YearBegin(date.Oldest + 3); got != date.Oldest {
		t.Errorf("begins on %s", got)
	}
}

func TestArchived(t *testing.T) {
	tr := keep(daily, nil)
	if got := habitPage(tr).Archived; got != "" {
		t.Errorf("on the list it says %q", got)
	}
	tr.ArchivedAt = time.Date(2026, time.May, 3, 23, 30, 0, 0, time.UTC).UnixMilli()
	for zone, want := range map[*time.Location]string{
		time.UTC: "Archived since 3 May.", time.FixedZone("two hours east", 2*60*60): "Archived since 4 May.",
	} {
		v := page.HabitOf(page.HabitInput{Track: tr, Today: sunday, At: sunday, Zone: zone})
		if v.Archived != want {
			t.Errorf("in %s it says %q, want %q", zone, v.Archived, want)
		}
	}
}
