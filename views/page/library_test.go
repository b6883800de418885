package page_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gloss/models"
	"gloss/models/date"
	"gloss/views/layout"
	"gloss/views/link"
	"gloss/views/page"
)

// someLibrary is a library of every kind of guide.
func someLibrary() page.LibraryInput {
	ana, ben := "ana", "ben"
	return page.LibraryInput{
		UserID: ana, Zone: time.UTC, Today: date.New(2026, time.November, 22),
		Guides: []page.ShelvedGuide{
			{Guide: models.Guide{ID: "mine", OwnerID: &ana, Title: "Mine", Minutes: 2, Came: models.CamePaste, Shared: true}, Reading: models.Reading{At: 1, Tags: []string{"Food"}}},
			{Guide: models.Guide{ID: "file", OwnerID: &ana, Title: "Notes", Minutes: 3, Came: models.CameFile, File: "knee-exercises.md",
				CreatedAt: time.Date(2026, time.October, 9, 8, 0, 0, 0, time.UTC).UnixMilli()}},
			{Guide: models.Guide{ID: "bens", OwnerID: &ben, Title: "Ben's", Minutes: 4, Shared: true}, Owner: "ben"},
			{Guide: models.Guide{ID: "away", OwnerID: &ana, Title: "Away", Minutes: 4}, Reading: models.Reading{ArchivedAt: 1}},
			{Guide: models.Guide{ID: "skin-0123456789abcdef", Slug: "skin", Title: "Shipped", Author: "A", After: "After A", Minutes: 4}},
			{Guide: models.Guide{ID: "folder", Title: "Downstairs", Minutes: 1, Came: models.CameFolder, File: "d.md"}},
		},
		Left: map[string]int{"mine": 3, "file": 1},
		Habits: []page.GuideHabit{
			{Habit: models.Habit{ID: "h1", Name: "Sun", GuideID: "skin-0123456789abcdef"}, Plan: daily, Count: 12},
			{Habit: models.Habit{ID: "h2", Name: "Plants", GuideID: "skin-fedcba9876543210", ArchivedAt: 1}},
			{Habit: models.Habit{ID: "h3", Name: "Own"}},
		},
	}
}

func TestTheLibrarySortsWhoseIsWhose(t *testing.T) {
	v := page.NewLibrary(someLibrary())
	shape := map[string][]string{}
	for _, s := range v.Sections {
		for _, c := range s.Cards {
			shape[s.Title] = append(shape[s.Title], c.Title+": "+c.Eyebrow+": "+c.Credit)
		}
	}
	want := map[string][]string{
		"Yours":                 {"Mine: Article · 2 min: ", "Notes: From a file · 3 min: knee-exercises.md, 9 October"},
		"Shared by others here": {"Ben's: Article · 4 min: "},
		"Came with Gloss":       {"Shipped: Guide · 4 min: After A"},
		"From the folder":       {"Downstairs: From the folder · 1 min: d.md, 1 January 1970"},
	}
	if diff := cmp.Diff(want, shape); diff != "" {
		t.Error(diff)
	}
	mine, shipped := v.Sections[0].Cards[0], v.Sections[2].Cards[0]
	if !mine.Own || !mine.Read || !mine.Shared || mine.Owner != "" || v.Sections[1].Cards[0].Owner != "ben" || v.Sections[1].Cards[0].Shared || v.Archived != 1 {
		t.Errorf("%+v", mine)
	}
	uses := []page.GuideUse{{Name: "Sun", Href: "/habits/h1", Words: "12 days"}, {Name: "Plants", Href: "/habits/h2", Words: "archived", Archived: true}}
	if diff := cmp.Diff(uses, shipped.Habits); diff != "" || len(mine.Habits) != 0 {
		t.Errorf("in use, those of another release too:\n%s", diff)
	}
	doc := component(t, page.Guides(layout.Shell{User: "ana"}, v))
	if got := strings.Join(strings.Fields(doc.Find(".card.own .chip").Text()), " "); got != "ReadSharedFood" {
		t.Errorf("chips %q", got)
	}
	if got := strings.TrimSpace(doc.Find(".card.own p.small:not([dir])").Text()); got != "3 pieces of advice left to answer1 piece of advice left to answer" {
		t.Errorf("left to answer: %q", got)
	}
	if got := doc.Find(".card .used a").Length(); got != 2 {
		t.Errorf("%d habits can be gone to", got)
	}
}

// What is said where there is nothing, and whether the way to bring one in
// stands there in place of the head.
func TestTheLibrarySaysWhyItIsEmpty(t *testing.T) {
	whole := someLibrary()
	for name, one := range map[string]struct {
		at     link.Library
		guides []page.ShelvedGuide
		says   string
	}{
		"none":      {link.Library{}, nil, "No guide here yet"},
		"all away":  {link.Library{}, whole.Guides[3:4], "Every guide is put away"},
		"none away": {link.Library{Put: link.PutArchived}, whole.Guides[:3], "Nothing is put away"},
		"searched":  {link.Library{Query: "x"}, nil, "No guide speaks of x"},
		"tagged":    {link.Library{Tag: "x"}, whole.Guides, "No guide has the tag x"},
	} {
		in := whole
		in.At, in.Guides = one.at, one.guides
		doc := component(t, page.Guides(layout.Shell{User: "ana"}, page.NewLibrary(in)))
		if got := doc.Find(".nothing h2").Text(); got != one.says {
			t.Errorf("%s: it says %q", name, got)
		}
		if got := doc.Find("main .btn:not(.quiet)").Length(); got != 1 || doc.Find(".nothing .btn").Length() == 0 {
			t.Errorf("%s: %d main buttons", name, got)
		}
	}
}

// Whoever has nothing of their own is told how that may change; whoever looks for
// something is not.
func TestTheLibraryInvites(t *testing.T) {
	in := someLibrary()
	in.Guides = in.Guides[4:]
	if !page.NewLibrary(in).Inviting {
		t.Error("nobody is invited")
	}
	in.At = link.Library{Query: "x"}
	if page.NewLibrary(in).Inviting {
		t.Error("whoever searches is invited")
	}
}

// Every guide that is asked for stands on one page and no other, whatever the
// order, and every page is full but the last.
func TestEveryGuideIsOnOnePage(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := someLibrary()
		in.Guides, in.At.Sort = nil, rapid.SampledFrom([]string{"", link.ByTitle, link.ByAuthor, link.ByMinutes}).Draw(t, "sort")
		count := rapid.IntRange(1, 200).Draw(t, "count")
		for i := range count {
			g := models.Guide{ID: fmt.Sprint(i), Title: rapid.SampledFrom([]string{"a", "B", "Ä", "ש", ""}).Draw(t, "title"), Minutes: i % 7}
			if i%3 == 0 {
				g.OwnerID, g.Author = &in.UserID, fmt.Sprint(i%5)
			}
			in.Guides = append(in.Guides, page.ShelvedGuide{Guide: g})
		}
		seen := map[string]int{}
		last := (count + 47) / 48
		for n := 1; n <= last; n++ {
			in.At.Page = fmt.Sprint(n)
			v, here := page.NewLibrary(in), 0
			for _, s := range v.Sections {
				for _, c := range s.Cards {
					seen[c.Href]++
					here++
				}
			}
			if n < last && here != 48 || (v.Pages.After == "") != (n == last) || (v.Pages.Before == "") != (n == 1) {
				t.Fatalf("page %d of %d has %d guides and leads to %+v", n, last, here, v.Pages)
			}
		}
		for href, times := range seen {
			if times != 1 {
				t.Fatalf("%s is there %d times", href, times)
			}
		}
		if len(seen) != count {
			t.Fatalf("%d of %d guides are there", len(seen), count)
		}
	})
}

func TestFetchWords(t *testing.T) {
	for want, v := range map[string]page.FetchView{
		"Waiting for an answer.":                                  {},
		"1 byte so far.":                                          {Done: 1},
		"12 kilobytes of 2.0 megabytes so far.":                   {Done: 12_345, Total: 2_000_000},
		"It is here, 40 kilobytes. Gloss looks for advice in it.": {Done: 40_000, Total: 40_000, Reading: true},
		"1 kilobyte so far.":                                      {Done: 1000, Total: 900},
	} {
		if got := v.Words(); got != want {
			t.Errorf("%+v says %q", v, got)
		}
	}
}
