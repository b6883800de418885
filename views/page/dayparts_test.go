package page_test

import (
	"strings"
	"testing"

	"gloss/models"
	"gloss/views/page"
)

// mixed is a day with a habit in each group.
func mixed() page.DayInput {
	return page.DayInput{Day: sunday, Today: sunday, Now: 14 * 60, Tracks: []page.Track{
		named("Open", keep(daily, log{1: 1})), named("Evening", keep(evening, log{1: 1})),
		named("Kept", keep(daily, log{0: 1, 1: 1})), named("Within", keep(wine, nil)),
		named("No", keep(daily, log{0: "no", 1: 1})), named("Away", keep(daily, log{0: "skip", 1: 1})),
	}}
}

func listed(v page.DayView) string {
	var all []string
	for _, g := range v.Groups {
		var names []string
		for _, r := range g.Rows {
			names = append(names, r.Name)
		}
		all = append(all, g.Name+": "+strings.Join(names, " "))
	}
	return strings.Join(all, ", ")
}

func TestHidingWhatIsSettled(t *testing.T) {
	all := "Now: Open, Later: Evening, Kept: Kept Within, Settled: No, Not today: Away"
	tests := []struct {
		name   string
		change func(*page.DayInput)
		lists  string
		tells  string
	}{
		{"shown", func(*page.DayInput) {}, all, ""},
		{"hidden", func(in *page.DayInput) { in.Hide = true }, "Now: Open, Later: Evening", "2 kept, 1 settled, 1 not today"},
		{"pressed just now", func(in *page.DayInput) { in.Hide, in.Just = true, "Kept" }, "Now: Open, Later: Evening, Kept: Kept", "1 kept, 1 settled, 1 not today"},
		{"chosen", func(in *page.DayInput) { in.Hide, in.Chosen = true, "Away" }, "Now: Open, Later: Evening, Not today: Away", "2 kept, 1 settled"},
		{"with a question", func(in *page.DayInput) {
			in.Hide, in.Refused = true, &page.Refusal{HabitID: "No", Day: sunday}
		}, "Now: Open, Later: Evening, Settled: No", "2 kept, 1 not today"},
		{"about another day", func(in *page.DayInput) {
			in.Hide, in.Refused = true, &page.Refusal{HabitID: "No", Day: sunday - 1}
		}, "Now: Open, Later: Evening", "2 kept, 1 settled, 1 not today"},
	}
	for _, test := range tests {
		in := mixed()
		test.change(&in)
		v := page.DayOf(in)
		if got := listed(v); got != test.lists {
			t.Errorf("%s: lists %q, want %q", test.name, got, test.lists)
		}
		if v.Settled == nil || v.Settled.Words != test.tells || v.Settled.Hidden != in.Hide {
			t.Errorf("%s: tells %+v, want %q", test.name, v.Settled, test.tells)
		}
		if v.Sentence != "1 of 5 kept, 1 within so far." {
			t.Errorf("%s: says %q, whatever is hidden", test.name, v.Sentence)
		}
	}
	in := mixed()
	in.Hide, in.Day = true, sunday-1
	if v := page.DayOf(in); v.Settled != nil || len(v.Groups) != 1 {
		t.Errorf("another day hides something: %s", listed(v))
	}
	in = mixed()
	in.Hide, in.Tracks = true, in.Tracks[:2]
	if v := page.DayOf(in); v.Settled != nil {
		t.Errorf("with nothing settled there is a line: %+v", v.Settled)
	}
}

func TestTagsOfADay(t *testing.T) {
	body, plate := models.Tag{ID: "b", Name: "body", Position: 2}, models.Tag{ID: "p", Name: "on the plate", Position: 1}
	show := func(tag string) page.DayView {
		in := mixed()
		in.Tag = tag
		in.TagsOf = map[string][]models.Tag{"Open": {body}, "Kept": {plate, body}, "gone": {{ID: "x", Name: "archived"}}}
		return page.DayOf(in)
	}
	v := show("")
	var chips []string
	for _, l := range v.Tags {
		chips = append(chips, l.Name+" "+l.Href)
	}
	if got := strings.Join(chips, ", "); got != "All /today, on the plate /today?tag=on+the+plate, body /today?tag=body" {
		t.Errorf("the tags are %s", got)
	}
	if !v.Tags[0].On || v.Tag != "" {
		t.Error("all are not marked")
	}
	v = show("Body")
	if got := listed(v); got != "Now: Open, Kept: Kept" || !v.Tags[2].On || v.Tag != "body" {
		t.Errorf("body lists %s and marks %+v", got, v.Tags)
	}
	if v.Sentence != "1 of 2 kept." {
		t.Errorf("says %q", v.Sentence)
	}
	if v := show("nonsense"); len(v.Groups) != 5 || !v.Tags[0].On {
		t.Errorf("a tag that is none lists %s", listed(v))
	}
	if v := page.DayOf(mixed()); v.Tags != nil {
		t.Errorf("there are tags without any: %+v", v.Tags)
	}
}
