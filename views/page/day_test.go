package page_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/streak"
	"gloss/views/page"
)

// sunday is the day of these tests, 22 November 2026: a week ends on it.
var sunday = date.New(2026, time.November, 22)

// log is what stands on a day: ticks and amounts in whole units, things by
// name; "no" and "skip" are words.
type log map[int]any

// keep is a habit that began sixty days before sunday with what is logged, by
// days before it.
func keep(p plan.Plan, logged log) page.Track {
	if p.From == 0 {
		p.From = sunday - 60
	}
	p.Anchor, p.WeekStart = p.From, time.Monday
	if p.Step == 0 {
		p.Step = plan.Whole
	}
	t := page.Track{
		Habit: models.Habit{ID: "habit-of-this-test", Name: "It"}, Plans: []plan.Plan{p},
		Logged: map[date.Date]models.Entry{}, Entries: plan.Entries{From: sunday - 60, Days: make([]plan.Entry, 92)},
	}
	for ago, what := range logged {
		day := sunday - date.Date(ago)
		at, e := &t.Entries.Days[60-ago], models.Entry{Day: day}
		switch w := what.(type) {
		case int:
			n := plan.Amount(w) * plan.Whole
			at.Said, at.Amount, e.Amount = true, n, &n
		case plan.Amount:
			at.Said, at.Amount, e.Amount = true, w, &w
		case []string:
			at.Said, at.Items = true, w
			for _, name := range w {
				e.Items = append(e.Items, models.EntryItem{Item: name, Name: name})
			}
		case string:
			switch w {
			case "no":
				at.Said, e.Amount = true, new(plan.Amount)
			case "skip":
				at.Skipped, e.Skipped = true, true
			case "pause":
				at.Paused = true
			default:
				e.Note = w
			}
		}
		t.Logged[day] = e
	}
	t.State, t.Verdicts = streak.Now(streak.State{}, t.Plans, t.Entries, sunday)
	return t
}

// day draws the page of a day with one habit at five past two.
func day(d date.Date, t page.Track) page.DayView {
	return page.DayOf(page.DayInput{Day: d, Today: sunday, Now: 14*60 + 5, Tracks: []page.Track{t}})
}

var (
	daily   = plan.Plan{Kind: plan.Tick, Period: plan.Day, Min: plan.At(1)}
	spared  = plan.Plan{Kind: plan.Tick, Period: plan.Day, Min: plan.At(1), Reserve: 1}
	sun     = plan.Plan{Kind: plan.Sum, Period: plan.Day, Min: plan.At(10), Max: plan.At(30), Unit: "minutes", Step: 5 * plan.Whole}
	walk    = plan.Plan{Kind: plan.Sum, Period: plan.Day, Min: plan.At(30), Unit: "minutes", Step: 10 * plan.Whole}
	weekday = plan.Plan{Kind: plan.Tick, Period: plan.Day, Min: plan.At(1), Due: plan.Due{Weekdays: plan.OnWeekdays(time.Monday)}}
	third   = plan.Plan{From: sunday - 61, Kind: plan.Tick, Period: plan.Day, Min: plan.At(1), Due: plan.Due{Every: 3}}
	weekly  = plan.Plan{Kind: plan.Tick, Period: plan.Week, Min: plan.At(4)}
	move    = plan.Plan{Kind: plan.Sum, Period: plan.Week, Min: plan.At(150), Unit: "minutes", Step: 10 * plan.Whole}
	wine    = plan.Plan{Kind: plan.Sum, Period: plan.Week, Max: plan.At(14), Unit: "units"}
	never   = plan.Plan{Kind: plan.Tick, Period: plan.Day, Max: plan.Limit{Set: true}}
	plants  = plan.Plan{Kind: plan.Variety, Period: plan.Week, Min: plan.At(30), Unit: "plants"}
	rolling = plan.Plan{Kind: plan.Tick, Period: plan.Rolling, Days: 7, Min: plan.At(3)}
	evening = plan.Plan{Kind: plan.Tick, Period: plan.Day, Min: plan.At(1), Window: plan.Window{From: 20 * 60, To: 22 * 60}}
	morning = plan.Plan{Kind: plan.Tick, Period: plan.Day, Min: plan.At(1), Window: plan.Window{From: 6 * 60, To: 9 * 60}}
	monthly = plan.Plan{Kind: plan.Tick, Period: plan.Month, Min: plan.At(4)}
)

func TestCells(t *testing.T) {
	tests := []struct {
		name  string
		plan  plan.Plan
		what  any // on the day
		ago   int
		class string
		text  string
		do    string
		says  string
	}{
		{"a tick open", daily, nil, 0, "cell open now", "", "tick", "It, today: not logged yet. Log it"},
		{"a tick kept", daily, 1, 0, "cell kept now", "", "clear", "It, today: kept. Take it back"},
		{"a tick kept before", daily, 1, 1, "cell kept", "", "clear", "It, Saturday: kept. Take it back"},
		{"a tick missed", daily, nil, 1, "cell missed", "", "tick", "It, Saturday: missed. Log it"},
		{"a tick forgiven", spared, nil, 6, "cell reserve", "", "tick", "It, Monday: forgiven by the reserve. Log it"},
		{"answered no", daily, "no", 0, "cell no now", "", "tick", "It, today: answered no. Log it after all"},
		{"skipped", daily, "skip", 0, "cell skipped now", "", "tick", "It, today: skipped. Log it after all"},
		{"paused", daily, "pause", 1, "cell skipped", "", "tick", "It, Saturday: paused. Log it after all"},
		{"not due", weekday, nil, 0, "cell off now", "", "tick", "It, today: not due. Log it anyway"},
		{"logged though not due", weekday, 1, 1, "cell done", "", "clear", "It, Saturday: logged, though not due. Take it back"},
		{"a note alone", daily, "calm", 0, "cell open note now", "", "tick", "It, today: not logged yet, with a note. Log it"},
		{"an amount open", sun, 5, 0, "cell open now", "+5", "add", "It, today: 5 minutes, so far. Add 5 minutes"},
		{"an amount kept", sun, 20, 0, "cell kept now", "20", "add", "It, today: 20 minutes, kept. Add 5 minutes"},
		{"at the maximum", sun, 30, 0, "cell kept now still", "30", "", "It, today: 30 minutes, kept"},
		{"over", sun, 35, 0, "cell over now still", "35", "", "It, today: 35 minutes, over the limit of 30"},
		{"over before", sun, 35, 1, "cell over", "35", "", "It, Saturday: 35 minutes, over the limit of 30. Open that day"},
		{"short", sun, 5, 1, "cell short", "5", "add", "It, Saturday: 5 minutes, short. Add 5 minutes"},
		{"a week's day", weekly, 1, 1, "cell done", "", "clear", "It, Saturday: logged. Take it back"},
		{"a week's day without", weekly, nil, 1, "cell", "", "tick", "It, Saturday: nothing logged. Log it"},
		{"a week's today", move, nil, 0, "cell open now", "+10", "add", "It, today: nothing logged. Add 10 minutes"},
		{"a week's today with", move, 30, 0, "cell done now", "30", "add", "It, today: 30 minutes, logged. Add 10 minutes"},
		{"only a maximum", wine, nil, 0, "cell off now", "+1", "add", "It, today: nothing logged. Add 1 unit"},
		{"none of what is limited", never, "no", 0, "cell kept now", "", "tick", "It, today: kept. Log it after all"},
		{"things", plants, []string{"oats"}, 0, "cell done now", "+ plant", "", "It, today: 1 plant, logged"},
		{"things before", plants, []string{"oats", "rye"}, 1, "cell done", "2", "", "It, Saturday: 2 plants, logged. Open that day"},
		{"much", walk, 12500, 1, "cell kept", "12k", "add", "It, Saturday: 12500 minutes, kept. Add 10 minutes. In short: 12k"},
		{"a fraction", walk, plan.Amount(98_765), 1, "cell kept", "99", "add", "It, Saturday: 98.765 minutes, kept. Add 10 minutes. In short: 99"},
		{"a fraction that begins as it is shown", walk, plan.Amount(125_125), 1, "cell kept", "125", "add", "It, Saturday: 125.125 minutes, kept. Add 10 minutes. In short: 125"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			logged := log{}
			if test.what != nil {
				logged[test.ago] = test.what
			}
			rows := day(sunday, keep(test.plan, logged)).Groups[0].Rows
			c := rows[0].Cells[6-test.ago]
			got := []string{c.Class, c.Text, c.Do, c.Label}
			if diff := cmp.Diff([]string{test.class, test.text, test.do, test.says}, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestCellsOfOtherDays(t *testing.T) {
	late := daily
	late.From = sunday - 2
	cells := day(sunday, keep(late, nil)).Groups[0].Rows[0].Cells
	if c := cells[0]; c.Class != "cell off" || c.Do != "tick" || c.Label != "It, Monday: before it began. Log it anyway" {
		t.Errorf("before the habit: %+v", c)
	}
	cells = day(sunday+2, keep(sun, nil)).Groups[0].Rows[0].Cells
	if c := cells[6]; c.Class != "cell now still" || c.Do+c.Href+c.For != "" {
		t.Errorf("the day after tomorrow: %+v", c)
	}
	if c := cells[5]; c.Class != "cell off still" || c.Do+c.Href != "" {
		t.Errorf("tomorrow, small: %+v", c)
	}
	if c := cells[4]; c.Class != "cell open" || c.Do != "add" {
		t.Errorf("today, small: %+v", c)
	}
}

func TestWords(t *testing.T) {
	tests := []struct {
		name   string
		plan   plan.Plan
		logged log
		want   string
	}{
		{"nothing yet", sun, nil, "| 10–30 min"},
		{"on the way", sun, log{0: 5}, "5 of 10–30 min"},
		{"at the ceiling", sun, log{0: 30}, "30 of 10–30 min, that is enough | 1 day"},
		{"only a least", walk, log{0: 48}, "48 min, at least 30 | 1 day"},
		{"a streak", daily, log{0: 1, 1: 1, 2: 1}, "| 3 days"},
		{"a streak over a spare day", spared, log{0: 1, 1: 1, 2: 1, 4: 1, 5: 1, 6: 1}, "| 6 days, this week’s one spare day is used"},
		{"a week", weekly, log{0: 1, 3: 1, 5: 1}, "3 of 4 this week"},
		{"a week kept", weekly, log{0: 1, 3: 1, 4: 1, 5: 1, 6: 1}, "5, at least 4 this week | 1 week"},
		{"a week with skips", weekly, log{0: 1, 2: "skip", 3: "skip", 4: "skip"}, "1 of 3 this week | skipped days ask less"},
		{"minutes a week", move, log{1: 130}, "130 of 150 min this week | 20 min more, today is the last day"},
		{"within", wine, log{1: 6}, "6 of at most 14 units this week | within | 8 weeks"},
		{"things", plants, log{0: []string{"oats"}, 1: []string{"oats", "rye"}}, "2 of 30 plants this week | the week ends tonight"},
		{"rolling", rolling, log{1: 1}, "1 of 3 in 7 days | 2 more by Friday"},
		{"a month", monthly, log{1: 1}, "1 of 4 this month | 3 more by 30 November"},
		{"not due", weekday, nil, "| next on Monday"},
		{"every third day", third, nil, "| every 3 days, next on Tuesday"},
		{"skipped", daily, log{0: "skip"}, "| skipped"},
		{"no", daily, log{0: "no"}, "| no, and that is an answer"},
		{"a window", evening, nil, "| 20:00–22:00"},
		{"a window that is over", morning, nil, "| 06:00–09:00 is over, and it still counts"},
		{"a note", daily, log{0: "calm, slept well"}, "“calm, slept well”"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := day(sunday, keep(test.plan, test.logged)).Groups[0].Rows[0]
			got := strings.TrimSpace(strings.Join(append([]string{r.Is}, r.Meta...), " | "))
			if got != test.want {
				t.Errorf("says %q, want %q", got, test.want)
			}
		})
	}
}

func TestGroups(t *testing.T) {
	tests := []struct {
		name  string
		plan  plan.Plan
		what  any
		today string
		past  string // the same on the day before
	}{
		{"nothing", daily, nil, "Now", "Not kept"},
		{"kept", daily, 1, "Kept", "Kept"},
		{"no", daily, "no", "Settled", "Not kept"},
		{"skipped", daily, "skip", "Not today", "Not that day"},
		{"not due", weekday, nil, "Not today", "Not that day"},
		{"later", evening, nil, "Later", "Not kept"},
		{"its time is over", morning, nil, "Now", "Not kept"},
		{"over", sun, 35, "Now", "Not kept"},
		{"room left", sun, 20, "Kept", "Kept"},
		{"short of it", sun, 5, "Now", "Not kept"},
		{"a week open", weekly, nil, "Now", "Still open"},
		{"a week's tick of the day", weekly, 1, "Settled", "Still open"},
		{"within", wine, 2, "Kept", "Kept"},
		{"a week over", wine, 15, "Now", "Not kept"},
		{"a week skipped today", weekly, "skip", "Not today", "Not that day"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for ago, want := range map[int]string{0: test.today, 1: test.past} {
				logged := log{}
				if test.what != nil {
					logged[ago] = test.what
				}
				if got := day(sunday-date.Date(ago), keep(test.plan, logged)).Groups[0].Name; got != want {
					t.Errorf("%d days ago it stood under %s, want %s", ago, got, want)
				}
			}
		})
	}
	over := sun
	over.Window = plan.Window{From: 6 * 60, To: 9 * 60}
	if got := day(sunday, keep(over, log{0: 35})).Groups[0].Name; got != "Settled" {
		t.Errorf("over when its window has passed stands under %s", got)
	}
}

func TestSentence(t *testing.T) {
	sentence := func(d date.Date, tracks ...page.Track) string {
		return page.DayOf(page.DayInput{Day: d, Today: sunday, Now: 14 * 60, Tracks: tracks}).Sentence
	}
	open, kept := keep(daily, nil), keep(daily, log{0: 1})
	tests := map[string]string{
		sentence(sunday, open, kept):                                                           "1 of 2 kept.",
		sentence(sunday, kept):                                                                 "Kept.",
		sentence(sunday, kept, kept):                                                           "All 2 kept.",
		sentence(sunday, kept, keep(wine, nil), keep(sun, log{0: 35})):                         "1 of 3 kept, 1 within so far, 1 over.",
		sentence(sunday, kept, keep(weekly, nil)):                                              "1 of 2 kept. The week’s habits end tonight.",
		sentence(sunday, keep(weekday, nil)):                                                   "Nothing is due today.",
		sentence(sunday-1, keep(weekday, nil)):                                                 "Nothing is due that day.",
		sentence(sunday+1, keep(weekday, nil), keep(daily, nil), keep(daily, log{-1: "skip"})): "2 habits ask for that day.",
	}
	for got, want := range tests {
		if got != want {
			t.Errorf("says %q, want %q", got, want)
		}
	}
}

func TestMenus(t *testing.T) {
	acts := func(d date.Date, tr page.Track) string {
		var all []string
		m := day(d, tr).Groups[0].Rows[0].Menu
		if m.Amount != nil {
			all = append(all, "amount "+m.Amount.Value)
		}
		if m.Note != nil {
			all = append(all, "note "+m.Note.Value)
		}
		for _, a := range m.Acts {
			all = append(all, a.Name)
		}
		for _, i := range m.Off {
			all = append(all, "off "+i.Name)
		}
		return strings.Join(all, ", ")
	}
	tests := map[string][2]string{
		"nothing":   {acts(sunday, keep(daily, nil)), "note , Skip, No"},
		"ticked":    {acts(sunday, keep(daily, log{0: 1})), "note , Skip, No, Clear"},
		"skipped":   {acts(sunday, keep(daily, log{0: "skip"})), "note , No, Clear"},
		"not due":   {acts(sunday, keep(weekday, nil)), "note , No"},
		"an amount": {acts(sunday, keep(sun, log{0: 15})), "amount 15, note , − 5 min, Skip, No, Clear"},
		"a limit":   {acts(sunday, keep(wine, nil)), "amount 0, note , Skip, None"},
		"things":    {acts(sunday, keep(plants, log{0: []string{"oats", "rye"}})), "note , Skip, No, Clear, off oats, off rye"},
		"ahead":     {acts(sunday+1, keep(sun, nil)), "Skip"},
		"ahead, skipped": {acts(sunday+1, keep(sun, log{-1: "skip"})),
			"Clear"},
		"ahead, not due": {acts(sunday+2, keep(weekday, nil)), ""},
	}
	for name, got := range tests {
		if got[0] != got[1] {
			t.Errorf("%s offers %q, want %q", name, got[0], got[1])
		}
	}
}

func TestItemsOffered(t *testing.T) {
	tr := keep(plants, log{0: []string{"oats"}})
	for i, name := range []string{"oats", "rye", "kale", "leek", "plum", "bean", "pear", "beet", "dill", "thyme"} {
		tr.Recent = append(tr.Recent, page.RecentItem{Item: name, Name: name, First: sunday - date.Date(3*i), Last: sunday - date.Date(i)})
	}
	it := day(sunday, tr).Groups[0].Rows[0].Items
	if len(it.Today) != 1 || !it.Today[0].New {
		t.Errorf("today holds %+v", it.Today)
	}
	if slices.Contains(it.Offers, "oats") || len(it.Offers) != 8 {
		t.Errorf("offers %q", it.Offers)
	}
	if it.Offers[0] != "beet" {
		t.Errorf("%s is offered first, though this week counts it already", it.Offers[0])
	}
	if offers := strings.Join(it.Offers, " "); offers != "beet dill thyme rye kale leek plum bean" {
		t.Errorf("offers %s", offers)
	}
}

func TestWeekStrip(t *testing.T) {
	v := page.DayOf(page.DayInput{Day: sunday, Today: sunday, Tracks: []page.Track{
		keep(daily, log{1: 1, 2: 1}), keep(sun, log{1: 20}), keep(daily, log{1: "skip"}), keep(weekly, log{1: 1}),
	}})
	got := v.Week[5]
	if got.Kept != 2 || got.Due != 2 {
		t.Errorf("of Saturday %d of %d were kept: weeks and skipped days do not count", got.Kept, got.Due)
	}
	if v.Week[0].Day != sunday-6 || len(v.Week) != 7 {
		t.Errorf("the strip is %+v", v.Week)
	}
}
