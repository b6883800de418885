package page_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/go-cmp/cmp"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/views/layout"
	"gloss/views/link"
	"gloss/views/page"
)

// habitNamed is a habit of that name and id.
func habitNamed(t page.Track, name string) page.Track {
	t.ID, t.Name = "habit-of-"+name, name
	return t
}

// boardOf makes the board of some habits on sunday.
func boardOf(at link.Board, tracks ...page.Track) page.BoardView {
	return page.BoardOf(page.BoardInput{At: at, Today: sunday, Zone: time.UTC, Tracks: tracks})
}

func TestBoardCells(t *testing.T) {
	tests := []struct {
		name  string
		plan  plan.Plan
		what  any
		ago   int
		class string
		text  string
		do    string
		says  string
	}{
		{"open today", daily, nil, 0, "cell open", "", "tick", "Sun 22: not logged yet"},
		{"kept", daily, 1, 1, "cell kept", "", "clear", "Sat 21: kept"},
		{"missed four weeks ago", daily, nil, 27, "cell missed", "", "tick", "Mon 26: missed"},
		{"an amount", sun, 20, 2, "cell kept", "20", "add", "Fri 20: 20 minutes, kept"},
		{"an amount that is shown rounded", sun, plan.Amount(12_345), 2, "cell kept", "12", "add", "Fri 20: 12.345 minutes, kept. In short: 12"},
		{"an amount today", sun, 5, 0, "cell done", "5", "add", "Sun 22: 5 minutes, so far"},
		{"over the limit opens the day", sun, 35, 2, "cell over", "35", "", "Fri 20: 35 minutes, over the limit of 30"},
		{"a day of a week", weekly, 1, 2, "cell done", "", "clear", "Fri 20: logged"},
		{"an empty day of a week", weekly, nil, 2, "cell", "", "tick", "Fri 20: nothing logged"},
		{"variety opens the day", plants, []string{"rye", "oats"}, 2, "cell done", "2", "", "Fri 20: 2 plants, logged"},
		{"before it began", plan.Plan{From: sunday - 3, Kind: plan.Tick, Period: plan.Day, Min: plan.At(1)}, nil, 9, "cell off", "", "tick", "Fri 13: before it began"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			logged := log{}
			if tt.what != nil {
				logged[tt.ago] = tt.what
			}
			v := boardOf(link.Board{}, keep(tt.plan, logged))
			r := v.Tables[0].Rows[0]
			if len(r.Cells) != page.BoardDays || len(v.Days) != page.BoardDays {
				t.Fatalf("%d cells under %d days", len(r.Cells), len(v.Days))
			}
			c := r.Cells[page.BoardDays-1-tt.ago]
			if c.Class != tt.class || c.Text != tt.text || c.Do != tt.do || c.Label != tt.says {
				t.Errorf("got %q %q %q %q", c.Class, c.Text, c.Do, c.Label)
			}
			if c.Do == "" && c.Href != link.Day(sunday-date.Date(tt.ago))+"#"+link.Row(r.ID) {
				t.Errorf("leads to %q", c.Href)
			}
		})
	}
}

// What is longer than a day is judged once beneath its days: the spans of a row
// cover its 28 columns without a gap, and say their state in words.
func TestBoardSpans(t *testing.T) {
	// Ticks on the days that many days before sunday.
	on := func(ago ...int) log {
		l := log{}
		for _, n := range ago {
			l[n] = 1
		}
		return l
	}
	tests := []struct {
		name string
		keep page.Track
		to   date.Date
		want []string // columns, state, words; the place among the last seven
	}{
		{"weeks", keep(weekly, on(0, 1, 8, 9, 10, 11, 15)), 0, []string{
			"7 missed 0 of 4, missed 0+0", "7 short 1 of 4, short 0+0", "7 kept 4 of 4, kept 0+0", "7 open 2 of 4, 2 to go 1+7"}},
		{"weeks seen from a Wednesday", keep(weekly, on(8, 9, 10, 11)), sunday - 4, []string{
			"4 missed 0 of 4, missed 0+0", "7 missed 0 of 4, missed 0+0", "7 missed 0 of 4, missed 0+0", "7 kept 4 of 4, kept 1+4", "3 open 0 of 4, 4 to go 5+3"}},
		{"only a maximum", keep(wine, log{2: 3, 9: 15}), 0, []string{
			"7 kept 0 of at most 14 units, kept 0+0", "7 kept 0 of at most 14 units, kept 0+0", "7 over 15 of at most 14 units, over 0+0", "7 open 3 of at most 14 units, within so far 1+7"}},
		{"months", keep(monthly, on(1, 2, 3, 4)), 0, []string{
			"6 missed 0 of 4, missed 0+0", "22 kept 4 of 4, kept 1+7"}},
		{"a week of skips", keep(weekly, log{7: "skip", 8: "skip", 9: "skip", 10: "skip", 11: "skip", 12: "skip", 13: "skip"}), 0, []string{
			"7 missed 0 of 4, missed 0+0", "7 missed 0 of 4, missed 0+0", "7 skipped skipped 0+0", "7 open 0 of 4, 4 to go 1+7"}},
		{"runs of days", keep(rolling, on(0, 1, 2)), 0, []string{
			"21 missed missed 0+0", "7 kept 3 of 3 in 7 days, kept 1+7"}},
		{"a habit of days", keep(daily, on(0)), 0, nil},
		{"begun this week", keep(plan.Plan{From: sunday - 2, Kind: plan.Tick, Period: plan.Week, Min: plan.At(4)}, on(0)), 0, []string{
			"25   1+4", "3 open 1 of 2, 1 to go 5+3"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			columns := 0
			for _, s := range boardOf(link.Board{To: tt.to}, tt.keep).Tables[0].Rows[0].Spans {
				got = append(got, fmt.Sprintf("%d %s %s %d+%d", s.Cols, strings.TrimPrefix(s.Class, "span "), s.Text, s.From, s.Width))
				columns += s.Cols
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
			if got != nil && columns != page.BoardDays {
				t.Errorf("they cover %d columns", columns)
			}
		})
	}
}

func TestBoardAsksOnlyWhatMakesSense(t *testing.T) {
	tags := []models.Tag{{ID: "tag-of-the-body-0", Name: "body"}}
	tests := []struct {
		name     string
		at, want link.Board
	}{
		{"ahead", link.Board{To: sunday + 9}, link.Board{}},
		{"today", link.Board{To: sunday}, link.Board{}},
		{"before all days", link.Board{To: date.Oldest}, link.Board{To: date.Oldest + 27}},
		{"an unknown tag", link.Board{Tag: "tag-of-nobody-000"}, link.Board{}},
		{"a tag", link.Board{Tag: tags[0].ID}, link.Board{Tag: tags[0].ID}},
		{"an unknown group", link.Board{Group: "moon"}, link.Board{}},
		{"none by name", link.Board{Group: "none"}, link.Board{}},
		{"a day not shown", link.Board{Show: (sunday - 28).String()}, link.Board{}},
		{"a day", link.Board{Show: (sunday - 27).String()}, link.Board{Show: (sunday - 27).String()}},
		{"tomorrow", link.Board{Show: (sunday + 1).String()}, link.Board{}},
		{"nonsense", link.Board{Show: "everything"}, link.Board{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v := page.BoardOf(page.BoardInput{At: tt.at, Today: sunday, Zone: time.UTC, Tracks: []page.Track{keep(daily, nil)}, Tags: tags})
			if v.At != tt.want {
				t.Errorf("got %+v", v.At)
			}
		})
	}
}

func TestBoardGroups(t *testing.T) {
	body, plate := models.Tag{ID: "tag-of-the-body-0", Name: "body"}, models.Tag{ID: "tag-of-the-plate-", Name: "plate"}
	noon := plan.Plan{Kind: plan.Tick, Period: plan.Day, Min: plan.At(1), Window: plan.Window{From: 10 * 60, To: 16 * 60}}
	tracks := []page.Track{habitNamed(keep(evening, nil), "screens"), habitNamed(keep(daily, nil), "sky"), habitNamed(keep(noon, nil), "sun"), habitNamed(keep(morning, nil), "run")}
	in := page.BoardInput{
		Today: sunday, Zone: time.UTC, Tracks: tracks, Tags: []models.Tag{body, plate},
		TagsOf: map[string][]models.Tag{"habit-of-run": {body}, "habit-of-sun": {body, plate}},
	}
	tests := []struct {
		name string
		at   link.Board
		want []string
	}{
		{"none", link.Board{}, []string{": screens sky sun run"}},
		{"by tag", link.Board{Group: link.ByTag}, []string{"body: sun run", "plate: sun", "Without a tag: screens sky"}},
		{"by time", link.Board{Group: link.ByTime}, []string{"Morning: run", "Midday: sun", "Evening: screens", "Any time: sky"}},
		{"of a tag", link.Board{Tag: body.ID}, []string{": sun run"}},
		{"of a tag by time", link.Board{Tag: body.ID, Group: link.ByTime}, []string{"Morning: run", "Midday: sun"}},
		{"of a tag by tag", link.Board{Tag: body.ID, Group: link.ByTag}, []string{"body: sun run", "plate: sun"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			in.At = tt.at
			v := page.BoardOf(in)
			var got []string
			keys := map[string]bool{}
			for _, table := range v.Tables {
				line := table.Name + ":"
				for _, r := range table.Rows {
					line += " " + r.Name
					if keys[r.Key] || keys[r.Form] {
						t.Errorf("%s or %s is there twice", r.Key, r.Form)
					}
					keys[r.Key], keys[r.Form] = true, true
				}
				got = append(got, line)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
			if f := v.Filters; len(f) != 3 || f[0].Count != "4" || f[1].Count != "2" || f[2].Count != "1" {
				t.Errorf("the tags are %+v", f)
			}
		})
	}
}

// A whole day is filled only where one press is a true answer, and skipped
// wherever something is asked and nothing said.
func TestWholeDay(t *testing.T) {
	v := boardOf(link.Board{Show: (sunday - 2).String()},
		habitNamed(keep(daily, nil), "missed"),
		habitNamed(keep(daily, log{2: 1}), "kept"),
		habitNamed(keep(daily, log{2: "no"}), "no"),
		habitNamed(keep(daily, log{2: "skip"}), "skipped"),
		habitNamed(keep(daily, log{2: "a note"}), "note"),
		habitNamed(keep(weekday, nil), "off"),
		habitNamed(keep(sun, nil), "sun"),
		habitNamed(keep(sun, log{2: 5}), "short"),
		habitNamed(keep(weekly, nil), "week"),
		habitNamed(keep(plants, nil), "plants"),
		habitNamed(keep(wine, nil), "limit"),
		habitNamed(keep(plan.Plan{From: sunday - 1, Kind: plan.Tick, Period: plan.Day, Min: plan.At(1)}, nil), "new"),
	)
	list := func(all []page.WholeHabit) (words []string) {
		for _, h := range all {
			words = append(words, strings.TrimSpace(h.Name+" "+h.Words))
		}
		return words
	}
	if diff := cmp.Diff([]string{"missed", "note", "sun 10 minutes"}, list(v.Whole.Fill)); diff != "" {
		t.Errorf("filled:\n%s", diff)
	}
	if diff := cmp.Diff([]string{"missed", "note", "sun", "week", "plants", "limit"}, list(v.Whole.Skip)); diff != "" {
		t.Errorf("skipped:\n%s", diff)
	}
	if diff := cmp.Diff([]string{"week counted by the week", "plants counted by the week"}, list(v.Whole.Theirs)); diff != "" {
		t.Errorf("left:\n%s", diff)
	}
}

func TestBoardTerms(t *testing.T) {
	half := plan.Plan{Kind: plan.Tick, Period: plan.Day, Min: plan.At(1), Due: plan.Due{Weekdays: plan.OnWeekdays(1, 2, 3, 4, 5)}}
	ends := plan.Plan{Kind: plan.Sum, Unit: "minutes", Period: plan.Day, Min: plan.At(30), Due: plan.Due{Weekdays: plan.OnWeekdays(6, 0)}}
	for want, p := range map[string]plan.Plan{
		"every day": daily, "10–30 min a day": sun, "30 plants a week": plants, "4 a week": weekly, "at most 14 units a week": wine,
		"3 in 7 days": rolling, "4 a month": monthly, "Mon": weekday, "every 3 days": third, "weekdays": half,
		"30 min, weekends": ends, "not at all in a day": never,
	} {
		if got := boardOf(link.Board{}, keep(p, nil)).Tables[0].Rows[0].Terms; got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// What a habit comes to stand before when it moves by one, and by none beyond
// the ends.
func TestOrderLines(t *testing.T) {
	v := boardOf(link.Board{Show: link.ShowOrder}, habitNamed(keep(daily, nil), "a"), habitNamed(keep(daily, nil), "b"), habitNamed(keep(daily, nil), "c"))
	var got []string
	for _, l := range v.Order {
		got = append(got, fmt.Sprint(l.Name, " ", l.First, " ", strings.TrimPrefix(l.Up, "habit-of-"), " ", strings.TrimPrefix(l.Down, "habit-of-"), " ", l.Last))
	}
	if diff := cmp.Diff([]string{"a true  c false", "b false a  false", "c false b  true"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestArchivedYears(t *testing.T) {
	v := page.BoardOf(page.BoardInput{Today: sunday, Zone: time.UTC, Archived: []models.Habit{{
		ID: "habit-of-old-times", Name: "Cold shower", Since: date.New(2024, time.May, 3), ArchivedAt: time.Date(2026, 8, 3, 9, 0, 0, 0, time.UTC).UnixMilli(),
	}}})
	l := v.Archived[0]
	if l.When != "archived 3 August" || len(l.Years) != 3 || l.Years[0].Href != link.HabitYear("habit-of-old-times", date.New(2024, 12, 31)) ||
		l.Years[2].Href != link.HabitYear("habit-of-old-times", date.New(2026, 8, 3)) {
		t.Errorf("got %+v", l)
	}
}

// Thirty habits make a page of a bearable size, in which no id stands twice and
// every cell has a name.
func TestBoardOfThirty(t *testing.T) {
	var tracks []page.Track
	for i := range 30 {
		tr := habitNamed(keep([]plan.Plan{daily, sun, weekly, plants}[i%4], log{1: 1, 3: 1}), fmt.Sprintf("%036d", i))
		tr.Hue, tr.Icon = "leaf", "sun"
		tracks = append(tracks, tr)
	}
	var html strings.Builder
	if err := page.Board(layout.Shell{User: "ana", PageID: "page-of-this-test"}, boardOf(link.Board{}, tracks...)).Render(context.Background(), &html); err != nil {
		t.Fatal(err)
	}
	if n, most := html.Len(), 300_000; n > most {
		t.Errorf("the page has %d bytes, at most %d were wanted", n, most)
	}
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(html.String()))
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	doc.Find("[id]").Each(func(_ int, s *goquery.Selection) {
		if id := s.AttrOr("id", ""); seen[id] {
			t.Errorf("the id %s is there twice", id)
		} else {
			seen[id] = true
		}
	})
	if cells := doc.Find("td > .cell"); cells.Length() != 30*page.BoardDays || cells.Length() != doc.Find("td > .cell[aria-label]").Length() {
		t.Errorf("%d cells, of which %d have a name", cells.Length(), doc.Find("td > .cell[aria-label]").Length())
	}
	doc.Find("button[form]").Each(func(_ int, s *goquery.Selection) {
		if doc.Find("form#"+s.AttrOr("form", "")).Length() != 1 {
			t.Fatalf("no form is called %s", s.AttrOr("form", ""))
		}
	})
}
