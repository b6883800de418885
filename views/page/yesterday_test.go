package page_test

import (
	"strings"
	"testing"
	"time"

	"gloss/models"
	"gloss/models/plan"
	"gloss/views/page"
)

// named gives a habit a name of its own, which is its id too.
func named(name string, t page.Track) page.Track {
	t.ID, t.Name = name, name
	return t
}

func TestUnanswered(t *testing.T) {
	late := daily
	late.From = sunday
	fewPlants := plan.Plan{Kind: plan.Variety, Period: plan.Day, Min: plan.At(5), Unit: "plants"}
	saturdays := plan.Plan{Kind: plan.Tick, Period: plan.Day, Min: plan.At(1), Due: plan.Due{Weekdays: plan.OnWeekdays(time.Saturday)}}
	tests := []struct {
		name    string
		plan    plan.Plan
		logged  log
		answers string // of its row, empty for none
	}{
		{"nothing said", daily, nil, "tick Done, none No"},
		{"a note alone", daily, log{1: "calm"}, "tick Done, none No"},
		{"an amount", sun, nil, "set Log 10 minutes, none No"},
		{"a variety of the day", fewPlants, nil, "there, none No"},
		{"due on Saturdays", saturdays, nil, "tick Done, none No"},
		{"forgiven", spared, log{2: 1, 3: 1, 4: 1, 5: 1, 6: 1}, "tick Done, none No, forgiven by the reserve"},
		{"kept", daily, log{1: 1}, ""},
		{"short", walk, log{1: 10}, ""},
		{"over", sun, log{1: 35}, ""},
		{"answered no", daily, log{1: "no"}, ""},
		{"skipped", daily, log{1: "skip"}, ""},
		{"paused", daily, log{1: "pause"}, ""},
		{"not due", weekday, nil, ""},
		{"a week", weekly, nil, ""},
		{"a run of days", rolling, nil, ""},
		{"only a maximum", never, nil, ""},
		{"begun today", late, nil, ""},
	}
	for _, test := range tests {
		y := day(sunday, keep(test.plan, test.logged)).Yesterday
		if y == nil {
			if test.answers != "" {
				t.Errorf("%s: nothing is asked", test.name)
			}
			continue
		}
		var got []string
		u := y.Rows[0]
		switch {
		case u.Yes == nil:
			got = append(got, "there")
		case u.Field != nil:
			got = append(got, u.Yes.Do+" "+u.Yes.Name+" "+u.Field.Value+" "+u.Unit)
		default:
			got = append(got, u.Yes.Do+" "+u.Yes.Name)
		}
		got = append(got, u.No.Do+" "+u.No.Name)
		if u.Spare != "" {
			got = append(got, u.Spare)
		}
		if words := strings.Join(got, ", "); words != test.answers {
			t.Errorf("%s: asks for %q, want %q", test.name, words, test.answers)
		}
	}
}

// The question stands on the first visit of a day: while nothing is logged for
// today, and as long as that visit goes on.
func TestFirstVisit(t *testing.T) {
	open, walked := named("Stretch", keep(daily, nil)), named("Walk", keep(walk, log{0: 30, 1: 30}))
	skipped := named("Run", keep(daily, log{0: "skip", 1: 1}))
	noted := named("Read", keep(daily, log{0: "calm", 1: 1}))
	in := func(change func(*page.DayInput), tracks ...page.Track) page.DayInput {
		in := page.DayInput{Day: sunday, Today: sunday, Tracks: tracks}
		if change != nil {
			change(&in)
		}
		return in
	}
	tests := []struct {
		name string
		in   page.DayInput
		asks bool
	}{
		{"nothing logged for today", in(nil, open), true},
		{"a skip planned for today", in(nil, open, skipped), true},
		{"something logged for today", in(nil, open, walked), false},
		{"something noted for today", in(nil, open, noted), false},
		{"logged on a page that asked", in(func(in *page.DayInput) { in.Asked = true }, open, walked), true},
		{"left", in(func(in *page.DayInput) { in.Leave, in.Asked = true, true }, open), false},
		{"another day", in(func(in *page.DayInput) { in.Day-- }, open), false},
		{"nothing open", in(nil, noted), false},
		{"no habit", in(nil), false},
		{"another tag is shown", in(func(in *page.DayInput) {
			in.Tag, in.TagsOf = "body", map[string][]models.Tag{"Run": {{ID: "b", Name: "body"}}}
		}, open, skipped), false},
	}
	for _, test := range tests {
		if got := page.DayOf(test.in).Yesterday != nil; got != test.asks {
			t.Errorf("%s: asks %t", test.name, got)
		}
	}
}

func TestManyUnanswered(t *testing.T) {
	ask := func(n int, refused *page.Refusal) *page.Yesterday {
		in := page.DayInput{Day: sunday, Today: sunday, Refused: refused}
		for i := range n {
			in.Tracks = append(in.Tracks, named("H"+string(rune('a'+i)), keep(walk, nil)))
		}
		return page.DayOf(in).Yesterday
	}
	if y := ask(2, nil); y.Title != "Yesterday has two unanswered" || !y.Open {
		t.Errorf("two: %q, open %t", y.Title, y.Open)
	}
	if y := ask(12, nil); y.Title != "Yesterday has 12 unanswered" || y.Open {
		t.Errorf("twelve: %q, open %t", y.Title, y.Open)
	}
	y := ask(12, &page.Refusal{
		HabitID: "Hc", Day: sunday - 1, Form: page.LogForm{Do: "set", Amount: "lots"}, Errors: models.Invalid{"amount": "Write a number."},
	})
	if f := y.Rows[2].Field; f.Value != "lots" || f.Error != "Write a number." || !y.Open {
		t.Errorf("what was typed is gone: %+v, open %t", f, y.Open)
	}
}
