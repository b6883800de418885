package page_test

import (
	"strings"
	"testing"

	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/streak"
	"gloss/views/page"
)

// What is left of a longer period is said in words, with its last day, and
// nothing is said of what cannot be reached any more.
func TestLeft(t *testing.T) {
	thursday, half := sunday-3, plan.Plan{Kind: plan.Variety, Period: plan.Month, Min: plan.At(10), Unit: "plants"}
	tests := []struct {
		name   string
		plan   plan.Plan
		day    date.Date
		logged log // by days before sunday
		want   string
	}{
		{"a week, some days ahead", weekly, thursday, log{6: 1, 5: 1}, "2 more by Sunday"},
		{"a week, today is ticked", weekly, thursday, log{3: 1, 5: 1}, "2 more by Sunday"},
		{"a week that ends tomorrow", weekly, sunday - 1, log{6: 1, 5: 1}, "2 more by tomorrow"},
		{"a week's last day", weekly, sunday, log{6: 1, 5: 1, 4: 1}, "1 more, today is the last day"},
		{"a week's last day, too much left", weekly, sunday, log{6: 1}, ""},
		{"a week's last day, today is ticked", weekly, sunday, log{0: 1, 6: 1, 5: 1}, ""},
		{"a week, skips ahead leave no room", weekly, sunday - 2, log{6: 1, 1: "skip", 0: "skip", 3: "skip"}, ""},
		{"a week kept", weekly, thursday, log{6: 1, 5: 1, 4: 1, 3: 1}, ""},
		{"minutes a week", move, thursday, log{6: 100}, "50 min more by Sunday"},
		{"minutes on the last day", move, sunday, log{6: 100}, "50 min more, today is the last day"},
		{"most of it on the last day", move, sunday, log{6: 20}, "the week ends tonight"},
		{"a week from Wednesday on", plan.Plan{From: sunday - 4, Kind: plan.Tick, Period: plan.Week, Min: plan.At(4)}, thursday, log{4: 1}, "2 more by Sunday"},
		{"plants a month", half, sunday, log{1: []string{"oats"}}, "9 more by 30 November"},
		{"a month", monthly, thursday, log{4: 1, 5: 1, 19: 1}, "1 more by 30 November"},
		{"a month that ends within a week", monthly, sunday + 3, log{4: 1, 5: 1}, "2 more by Monday"},
		{"only a maximum", wine, thursday, log{4: 1}, ""},
		{"a day", walk, sunday, log{0: 10}, ""},
		{"a run that began yesterday", rolling, thursday, log{4: 1}, "2 more by Tuesday"},
		{"a run with a day to go", rolling, thursday, log{9: 1, 8: 1}, "1 more, today is the last day"},
		{"nothing of a run", rolling, thursday, nil, "3 more by Wednesday"},
		{"a run that cannot be filled", rolling, thursday, log{9: 1}, ""},
		{"a run with a skip in it", rolling, thursday, log{5: 1, 4: "skip"}, "2 more by Tuesday"},
		{"a run kept", rolling, thursday, log{5: 1, 4: 1, 3: 1}, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			tr := keep(test.plan, test.logged)
			tr.State, tr.Verdicts = streak.Now(streak.State{}, tr.Plans, tr.Entries, test.day)
			r := page.DayOf(page.DayInput{Day: test.day, Today: test.day, Now: 14 * 60, Tracks: []page.Track{tr}}).Groups[0].Rows[0]
			got := ""
			for _, m := range r.Meta {
				if strings.Contains(m, "more") || strings.Contains(m, "tonight") {
					got += m
				}
			}
			if got != test.want {
				t.Errorf("says %q, want %q: %q, %q", got, test.want, r.Is, r.Meta)
			}
		})
	}
}
