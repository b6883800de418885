package models_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/passage"
	"gloss/models/plan"
	"gloss/models/variety"
)

// What a change altered stands as it was, or is refused for the one thing that
// is wrong with it.
func TestWhatAChangeMayHold(t *testing.T) {
	day := date.New(2026, time.November, 23)
	daily := plan.Plan{From: day, Anchor: day, Kind: plan.Sum, Period: plan.Day, Min: plan.Limit{Amount: 10 * plan.Whole, Set: true}, Unit: "minutes", Step: 5 * plan.Whole}
	with := func(alter func(*plan.Plan)) []models.MaybePlan {
		p := daily
		alter(&p)
		return []models.MaybePlan{{From: day, Plan: &p}}
	}
	mark := func(alter func(*models.Mark)) *models.MaybeMark {
		m := models.Mark{Note: "why", Passage: passage.Selector{Start: 3, End: 6, Exact: "sun"}}
		alter(&m)
		return &models.MaybeMark{Mark: &m}
	}
	long := strings.Repeat("x", models.MaxNote+1)
	for name, c := range map[string]struct {
		f    models.Fields
		says string // the field that is wrong
	}{
		"nothing":                 {},
		"an amount":               {models.Fields{Amount: &models.MaybeAmount{Amount: new(plan.Amount(plan.MaxAmount))}}, ""},
		"an amount said none":     {models.Fields{Amount: &models.MaybeAmount{}}, ""},
		"an amount too large":     {models.Fields{Amount: &models.MaybeAmount{Amount: new(plan.Amount(plan.MaxAmount + 1))}}, "amount"},
		"an amount below none":    {models.Fields{Amount: &models.MaybeAmount{Amount: new(plan.Amount(-1))}}, "amount"},
		"less":                    {models.Fields{Added: new(plan.Amount(-plan.MaxAmount))}, ""},
		"far less":                {models.Fields{Added: new(plan.Amount(-plan.MaxAmount - 1))}, "amount"},
		"a note":                  {models.Fields{Note: new("one\n\ttwo")}, ""},
		"a long note":             {models.Fields{Note: &long}, "note"},
		"a note that rings":       {models.Fields{Note: new("a\a")}, "note"},
		"days before all":         {models.Fields{Days: -1}, "days"},
		"a first day that is not": {models.Fields{From: new(date.Date(0))}, "from"},
		"things":                  {models.Fields{Items: &[]models.ItemName{{Item: "oat", Name: "Oats", At: 1}}}, ""},
		"a thing without a name":  {models.Fields{Items: &[]models.ItemName{{Item: "oat"}}}, "items"},
		"a thing without a key":   {models.Fields{Joined: []models.ItemName{{Name: "Oats"}}}, "items"},
		"a thing at no place":     {models.Fields{Joined: []models.ItemName{{Item: "oat", Name: "Oats", At: -1}}}, "items"},
		"too many things":         {models.Fields{Joined: slices.Repeat([]models.ItemName{{Item: "oat", Name: "Oats"}}, 41)}, "items"},
		"a name":                  {models.Fields{Name: new("Stretch")}, ""},
		"no name":                 {models.Fields{Name: new("")}, "name"},
		"a hue that is none":      {models.Fields{Hue: new("pitch")}, "hue"},
		"tags":                    {models.Fields{Tags: &[]models.TagName{{ID: "t", Name: "home", At: 2}}}, ""},
		"a tag without a name":    {models.Fields{Tags: &[]models.TagName{{ID: "t"}}}, "tags"},
		"a tag at no place":       {models.Fields{Tags: &[]models.TagName{{ID: "t", Name: "home", At: -1}}}, "tags"},
		"too many tags":           {models.Fields{Tags: new(slices.Repeat([]models.TagName{{ID: "t", Name: "home"}}, models.MaxTags+1))}, "tags"},
		"a tag renamed to none":   {models.Fields{Tag: &models.MaybeTag{Tag: &models.Tag{ID: "t", Name: "a,b"}}}, "tags"},
		"a guide without a title": {models.Fields{Guide: &models.GuideDetails{}}, "title"},
		"terms":                   {models.Fields{Plans: with(func(*plan.Plan) {})}, ""},
		"terms no longer there":   {models.Fields{Plans: []models.MaybePlan{{From: day}}}, ""},
		"terms that ask nothing":  {models.Fields{Plans: with(func(p *plan.Plan) { p.Min = plan.Limit{} })}, "min"},
		"terms from two days on":  {models.Fields{Plans: with(func(p *plan.Plan) { p.From++ })}, "from"},
		"terms before all days":   {models.Fields{Plans: []models.MaybePlan{{From: -4}}}, "from"},
		"days that go unused":     {models.Fields{Plans: with(func(p *plan.Plan) { p.Days = plan.MaxDays + 1 })}, "days"},
		"an anchor after all":     {models.Fields{Plans: with(func(p *plan.Plan) { p.Anchor = date.Newest + 1 })}, "anchor"},
		"archived before all":     {models.Fields{Archived: new(int64(-1))}, "archived"},
		"a pause":                 {models.Fields{Pause: &models.MaybePause{Pause: &models.Pause{From: day, To: day}}}, ""},
		"a pause that runs back":  {models.Fields{Pause: &models.MaybePause{Pause: &models.Pause{From: day, To: day - 1}}}, "to"},
		"settings":                {models.Fields{Settings: &models.Settings{Zone: "Europe/Berlin", DayStart: 3}}, ""},
		"a zone that is none":     {models.Fields{Settings: &models.Settings{Zone: "Nowhere/At-all"}}, "zone"},
		"a mark":                  {models.Fields{Mark: mark(func(*models.Mark) {})}, ""},
		"a mark's long note":      {models.Fields{Mark: mark(func(m *models.Mark) { m.Note = long })}, "note"},
		"a mark beside its quote": {models.Fields{Mark: mark(func(m *models.Mark) { m.Passage.End++ })}, "passages"},
		"a source": {models.Fields{Source: &models.HabitSource{Passages: []passage.Selector{
			{Start: 0, End: 2, Exact: "ab"}}}}, ""},
		"a source with one bad passage": {models.Fields{Source: &models.HabitSource{Passages: []passage.Selector{
			{Start: 0, End: 2, Exact: "ab"}, {Start: 4, End: 5, Exact: "\x00"}}}}, "passages"},
		"a long prefix": {models.Fields{Source: &models.HabitSource{Passages: []passage.Selector{
			{Start: 40, End: 42, Exact: "ab", Prefix: strings.Repeat("é", passage.Context+1)}}}}, "passages"},
		"a quote of too many bytes": {models.Fields{Source: &models.HabitSource{Passages: []passage.Selector{
			{End: models.MaxGuideText / 2, Exact: strings.Repeat("語", models.MaxGuideText/2)}}}}, "passages"},
		"a key that unfolds":    {models.Fields{Joined: []models.ItemName{{Item: variety.Fold(strings.Repeat("\ufdfa", 60)), Name: strings.Repeat("\ufdfa", 60)}}}, ""},
		"a key without end":     {models.Fields{Joined: []models.ItemName{{Item: strings.Repeat("x", 18*60+1), Name: "x"}}}, "items"},
		"a place behind files'": {models.Fields{Joined: []models.ItemName{{Item: "x", Name: "x", At: models.MaxPlace + 40}}}, ""},
		"too many passages": {models.Fields{Source: &models.HabitSource{Passages: slices.Repeat([]passage.Selector{
			{Start: 0, End: 2, Exact: "ab"}}, models.MaxPassages+1)}}, "passages"},
	} {
		bad := models.Invalid{}
		c.f.Validate(bad)
		if got := strings.Join(slices.Sorted(maps.Keys(bad)), " "); got != c.says {
			t.Errorf("%s: %q is wrong (%v), not %q", name, got, bad, c.says)
		}
	}
}

func TestWhatADayMayHold(t *testing.T) {
	day := date.New(2026, time.November, 23)
	one := &models.DayEntry{Amount: new(plan.Amount(plan.Whole))}
	for name, c := range map[string]struct {
		days []models.DayChange
		says string
	}{
		"none":               {},
		"one that came":      {[]models.DayChange{{Day: day, After: one}}, ""},
		"two":                {[]models.DayChange{{Day: day, Before: one}, {Day: day + 1, After: &models.DayEntry{Skipped: true, Note: "ill"}}}, ""},
		"one twice":          {[]models.DayChange{{Day: day, After: one}, {Day: day, After: one}}, "day"},
		"no day":             {[]models.DayChange{{After: one}}, "day"},
		"nothing on it":      {[]models.DayChange{{Day: day, Before: &models.DayEntry{}}}, "day"},
		"logged and skipped": {[]models.DayChange{{Day: day, After: &models.DayEntry{Amount: one.Amount, Skipped: true}}}, "day"},
		"too much":           {[]models.DayChange{{Day: day, After: &models.DayEntry{Amount: new(plan.Amount(plan.MaxAmount + 1))}}}, "amount"},
	} {
		bad := models.Invalid{}
		models.ValidateDays(c.days, bad)
		if got := strings.Join(slices.Sorted(maps.Keys(bad)), " "); got != c.says {
			t.Errorf("%s: %q is wrong (%v), not %q", name, got, bad, c.says)
		}
	}
}

func TestIsChangeID(t *testing.T) {
	for id, want := range map[string]bool{
		"": false, "1234567": false, "12345678": true, "a-Z_0-9--": true, strings.Repeat("a", 64): true, strings.Repeat("a", 65): false,
		"1234567é": false, "1234567 ": false, "12345678\n": false,
	} {
		if models.IsChangeID(id) != want {
			t.Errorf("%q", id)
		}
	}
}

// Either side of a change speaks of what the other does.
func TestPaired(t *testing.T) {
	name, other := new("a"), new("b")
	pause := func(id, habit string) *models.MaybePause {
		return &models.MaybePause{Pause: &models.Pause{ID: id, HabitID: habit}}
	}
	for said, c := range map[string]struct {
		c    models.Change
		want bool
	}{
		"both":               {models.Change{Before: models.Fields{Name: name}, After: models.Fields{Name: other}}, true},
		"one":                {models.Change{After: models.Fields{Name: other}}, false},
		"days on one side":   {models.Change{After: models.Fields{Days: 3}}, true},
		"a pause made":       {models.Change{SubjectID: "h", Before: models.Fields{Pause: &models.MaybePause{}}, After: models.Fields{Pause: pause("p", "h")}}, true},
		"no pause made":      {models.Change{SubjectID: "h", Before: models.Fields{Pause: &models.MaybePause{}}, After: models.Fields{Pause: &models.MaybePause{}}}, false},
		"another's pause":    {models.Change{SubjectID: "h", Before: models.Fields{Pause: &models.MaybePause{}}, After: models.Fields{Pause: pause("p", "i")}}, false},
		"two pauses":         {models.Change{SubjectID: "h", Before: models.Fields{Pause: pause("q", "h")}, After: models.Fields{Pause: pause("p", "h")}}, false},
		"no mark made":       {models.Change{Before: models.Fields{Mark: &models.MaybeMark{}}, After: models.Fields{Mark: &models.MaybeMark{}}}, false},
		"deleted, and still": {models.Change{Before: models.Fields{Deleted: new(true)}, After: models.Fields{Deleted: new(true)}}, false},
		"other plans":        {models.Change{Before: models.Fields{Plans: []models.MaybePlan{{From: 4}}}, After: models.Fields{Plans: []models.MaybePlan{{From: 5}}}}, false},
	} {
		if c.c.Paired() != c.want {
			t.Errorf("%s: %v", said, !c.want)
		}
	}
}
