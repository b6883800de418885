package page_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"gloss/models/plan"
	"gloss/views/layout"
	"gloss/views/page"
)

func sheet(tracks ...page.Track) page.YearSheetView {
	in := page.YearSheetInput{Year: 2026, Today: sunday, Tracks: tracks}
	for _, t := range tracks {
		in.Began(t.Plans[0].From)
	}
	return page.YearSheetOf(in)
}

func TestYearSheetCounts(t *testing.T) {
	short := spared
	short.From = sunday - 3
	tests := []struct {
		name   string
		plan   plan.Plan
		logged log
		small  string
		title  string
	}{
		{"a day", daily, log{0: 1, 1: 1, 2: "skip"}, "2 days kept", "2 days kept, 58 missed, 1 skipped; 2 ticks logged"},
		{"forgiven", short, log{0: 1, 3: 1}, "2 days kept", "2 days kept, 1 forgiven, 1 missed; 2 ticks logged"},
		{"one day", daily, log{1: 1}, "1 day kept", "1 day kept, 59 missed; 1 tick logged"},
		{"a band", sun, log{0: 20, 1: 35, 2: 5, 3: 10}, "2 days kept, 1 over", "2 days kept, 1 over, 1 short, 57 missed; 70 minutes logged"},
		{"due days", weekday, log{6: 1, 0: 1}, "1 due day kept", "1 due day kept, 7 missed; 2 ticks logged"},
		{"a week", weekly, log{7: 1, 8: 1, 9: 1, 10: 1, 14: 1, 0: 1}, "1 of 7 weeks kept", "1 of 7 weeks kept, 1 short, 5 missed; 6 ticks logged"},
		{"a limit", wine, log{7: 15, 14: 3}, "7 of 8 weeks within, 1 over", "7 of 8 weeks within, 1 over; 18 units logged"},
		{"a month", monthly, log{30: 1, 31: 1, 32: 1, 33: 1}, "1 of 1 month kept", "1 of 1 month kept; 4 ticks logged"},
		{"things", plants, log{0: []string{"oats", "fennel"}, 8: []string{"oats"}}, "0 of 7 weeks kept", "0 of 7 weeks kept, 1 short, 6 missed; 2 plants logged"},
		{"rolling", rolling, log{0: 1, 1: 1, 2: 1}, "7 days kept", "7 days kept, 54 missed; 3 ticks logged"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc := component(t, page.YearSheet(layout.Shell{User: "ana"}, sheet(keep(test.plan, test.logged))))
			if got := strings.Join(lines(doc, ".year small"), ""); got != test.small {
				t.Errorf("says %q, want %q", got, test.small)
			}
			if got := strings.Join(lines(doc, "svg.heat title"), ""); got != "It, 2026: "+test.title+"." {
				t.Errorf("the picture is called %q, want %q", got, test.title)
			}
		})
	}
}

// Terms that changed are counted each by themselves.
func TestYearSheetOfChangedTerms(t *testing.T) {
	track := keep(daily, log{40: 1, 41: 1, 8: 1, 9: 1, 10: 1, 11: 1})
	then := weekly
	then.From, then.Anchor, then.WeekStart, then.Step = sunday-20, sunday-20, time.Monday, plan.Whole
	track.Plans = append(track.Plans, then)
	track.Verdicts = plan.Judge(track.Plans, track.Entries, sunday-60, sunday)
	v := sheet(track)
	if len(v.Rows) != 2 || v.Rows[0].Unit != "days" || v.Rows[0].Kept != 2 || v.Rows[0].Logged != "2 ticks" ||
		v.Rows[1].Unit != "weeks" || v.Rows[1].Kept != 1 || v.Rows[1].Logged != "4 ticks" {
		t.Errorf("%+v", v.Rows)
	}
	if got := v.Strips[0].Small; got != "2 days kept; 1 of 2 weeks kept" {
		t.Errorf("says %q", got)
	}
}

func TestYearSheetLegend(t *testing.T) {
	words := func(tracks ...page.Track) (list []string) {
		for _, k := range sheet(tracks...).Legend {
			list = append(list, k.Words)
		}
		return list
	}
	if got := words(keep(daily, log{1: 1, 0: 1})); !slices.Equal(got, []string{"kept", "nothing"}) {
		t.Errorf("explains %q", got)
	}
	all := words(keep(sun, log{1: 35, 2: 5, 3: 10, 4: 25, 5: "skip"}), keep(spared, nil), keep(weekday, log{0: 1}))
	if len(all) != 8 {
		t.Errorf("explains %q", all)
	}
	for _, test := range []struct {
		tracks []page.Track
		says   string
	}{
		{[]page.Track{keep(daily, nil)}, "A column is a week, Monday on top."},
		{[]page.Track{keep(weekly, nil)}, "A column is a week, Monday on top; the bar beneath it says what its week or month came to."},
	} {
		if got := sheet(test.tracks...).Caption; got != test.says {
			t.Errorf("says %q, want %q", got, test.says)
		}
	}
	saturday := keep(daily, nil)
	saturday.Plans[0].WeekStart = time.Saturday
	if got := sheet(keep(daily, nil), saturday).Caption; got != "A column is a week." {
		t.Errorf("says %q of weeks that begin on two days", got)
	}
}

// The days of a strip are those of the year, from the week it begins in to the
// one it ends in, and none that is still to come.
func TestYearSheetDrawsTheYear(t *testing.T) {
	doc := component(t, page.YearSheet(layout.Shell{User: "ana"}, sheet(keep(daily, log{0: 1}))))
	squares := 0
	for _, d := range doc.Find("svg.heat path").Map(func(_ int, s *goquery.Selection) string { return s.AttrOr("d", "") }) {
		squares += strings.Count(d, "M")
	}
	if want := 61; squares != want {
		t.Errorf("%d days are drawn, want %d: none before the habit began, none ahead", squares, want)
	}
	if got := doc.Find("svg.heat text").Length(); got != 12 {
		t.Errorf("%d months", got)
	}
}
