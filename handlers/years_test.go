package handlers_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"gloss/models"
	"gloss/models/auth"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/store"
	"gloss/views/link"
)

// since gives somebody a habit that began on a day, and its id.
func (s *site) since(person, name string, first date.Date, p plan.Plan) string {
	s.t.Helper()
	p.From = first
	made, err := s.store.CreateHabits(context.Background(), s.user(person).ID, auth.NewPageID(), []store.NewHabit{{
		Habit: models.Habit{Name: name, Hue: "sun", Icon: "sun"}, Plan: p,
	}})
	if err != nil {
		s.t.Fatal(err)
	}
	return made[0].ID
}

func TestYearOfEveryHabit(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	day := s.today("ana")
	sun := s.since("ana", "Midday sun", day-9, minutes)
	move := s.since("ana", "Move", day-20, plan.Plan{Kind: plan.Tick, Period: plan.Week, Min: plan.At(2), Step: plan.Whole, WeekStart: time.Monday})
	for i, n := range []int{20, 35, 5, 15, 0} {
		s.logs("ana", sun, day-date.Date(i), models.ActSet, n)
	}
	s.logs("ana", sun, day-6, models.ActSkip, 0)
	for _, ago := range []int{8, 9, 14} {
		s.logs("ana", move, day-date.Date(ago), models.ActTick, 0)
	}
	p := s.get(link.Year(2026)).want(200)
	if got, want := p.texts(".year li .top"), []string{"Midday sun 2 days kept, 1 over", "Move 1 of 2 weeks kept"}; !slices.Equal(got, want) {
		t.Errorf("says %q, want %q", got, want)
	}
	if got, want := p.text("svg title"), "Midday sun, 2026: 2 days kept, 1 over, 1 short, 5 missed, 1 skipped; 75 minutes logged."; got != want {
		t.Errorf("the picture is called %q, want %q", got, want)
	}
	p.find(".year svg").Each(func(_ int, svg *goquery.Selection) {
		if id := svg.AttrOr("aria-labelledby", ""); svg.AttrOr("role", "") != "img" || svg.Find("title#"+id).Length() != 1 {
			t.Error("a picture has no name")
		}
		if svg.Find("a").Length() != 0 || svg.Find("path").Length() > 9 {
			t.Errorf("%d paths and %d links: a path for each look, and no links", svg.Find("path").Length(), svg.Find("a").Length())
		}
	})
	var rows []string
	p.find("details.numbers tbody tr").Each(func(_ int, tr *goquery.Selection) {
		rows = append(rows, strings.Join(tr.Find("th, td").Map(func(_ int, c *goquery.Selection) string { return words(c.Text()) }), " | "))
	})
	if want := []string{
		"Midday sun | days | 2 | 1 | 0 | 1 | 5 | 1 | 75 minutes",
		"Move | weeks | 1 | 0 | 0 | 1 | 0 | 0 | 3 ticks",
	}; !slices.Equal(rows, want) {
		t.Errorf("numbers\n%s\nwant\n%s", strings.Join(rows, "\n"), strings.Join(want, "\n"))
	}
	if got := p.attr(".year a", "href"); got != link.HabitYear(sun, day) {
		t.Errorf("the name leads to %s", got)
	}
	if p.has(`nav[aria-label=Years]`) {
		t.Error("leads to years in which nothing is")
	}
	p.click(".year a").want(200)
}

func TestYearsTurn(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	walk := s.since("ana", "Walk", date.New(2024, time.December, 30), ticked)
	s.since("ana", "Young", date.New(2026, time.May, 1), ticked)
	for _, d := range []date.Date{date.New(2024, time.December, 31), date.New(2025, time.January, 1), date.New(2025, time.December, 31)} {
		s.logs("ana", walk, d, models.ActTick, 0)
	}
	turn := func(p *answer) []string { return p.texts("nav[aria-label=Years] a") }
	p := s.get(link.Year(2026)).want(200)
	if got := turn(p); !slices.Equal(got, []string{"2025"}) || len(p.texts(".year li")) != 2 {
		t.Errorf("this year leads to %q and shows %q", got, p.texts(".year li"))
	}
	p = p.click("nav[aria-label=Years] a").want(200)
	if got := turn(p); !slices.Equal(got, []string{"2024", "2026"}) {
		t.Errorf("2025 leads to %q", got)
	}
	if got, want := p.texts(".year li .top"), []string{"Walk 2 days kept"}; !slices.Equal(got, want) {
		t.Errorf("2025 says %q, want %q", got, want)
	}
	p = p.click("nav[aria-label=Years] a").want(200)
	if got := turn(p); !slices.Equal(got, []string{"2025"}) || p.text(".year li .top") != "Walk 1 day kept" {
		t.Errorf("2024 leads to %q and says %q", got, p.text(".year li .top"))
	}
	s.get(link.Year(2020)).want(200).says("Nothing stands in 2020").click(".nothing .btn").want(200).says("2026 on one sheet")
	s.get(link.Year(2031)).want(200).says("That year is still to come").click(".nothing .btn").want(200)
	for _, y := range []string{"1970", "2200"} {
		s.get("/years/" + y).want(200)
	}
	for _, y := range []string{"1969", "2201", "0", "-2026", "+2026", "02026", "2026.0", "now", "%00", "20260000000000000000"} {
		s.get("/years/" + y).want(404)
	}
}

func TestYearWithoutHabits(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	s.get(link.Year(2026)).want(200).says("No habit to show yet").click(".nothing .btn").want(200)
}

// What is archived stays on the sheets of the years it was lived in, after what
// is still on the list.
func TestYearOfArchivedHabits(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	ctx, ana := context.Background(), s.user("ana").ID
	old := s.since("ana", "Cold showers", date.New(2025, time.March, 1), ticked)
	idle := s.since("ana", "Never done", date.New(2025, time.March, 1), ticked)
	s.since("ana", "Walk", date.New(2025, time.March, 1), ticked)
	s.logs("ana", old, date.New(2025, time.April, 1), models.ActTick, 0)
	for _, h := range []string{old, idle} {
		if _, err := s.store.Archive(ctx, ana, auth.NewPageID(), h); err != nil {
			t.Fatal(err)
		}
	}
	if got, want := s.get(link.Year(2025)).texts(".year b"), []string{"Walk", "Cold showers"}; !slices.Equal(got, want) {
		t.Errorf("2025 shows %q, want %q", got, want)
	}
	s.get(link.Year(2025)).says("archived · 1 day kept")
	if got, want := s.get(link.Year(2026)).texts(".year b"), []string{"Walk"}; !slices.Equal(got, want) {
		t.Errorf("2026 shows %q, want %q", got, want)
	}
}

func TestYearIsOnesOwn(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	s.keeps("ana", "Midday sun", minutes)
	s.as("ben")
	if p := s.get(link.Year(2026)).want(200); strings.Contains(p.body, "Midday") {
		t.Error("ben sees ana's year")
	}
	if got := s.stranger().get(link.Year(2026)); got.path() != link.LogIn {
		t.Errorf("a stranger is led to %s", got.path())
	}
}

// The sheet asks as much of the database for one habit as for thirty.
func TestYearAsksOnce(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	ask := func() int { return s.statements(func() { s.get(link.Year(2026)).want(200) }) }
	s.logs("ana", s.keeps("ana", "First", ticked), s.today("ana"), models.ActTick, 0)
	one := ask()
	for i := range 9 {
		s.logs("ana", s.keeps("ana", fmt.Sprint("More ", i), plants), s.today("ana"), models.ActNone, 0)
	}
	if ten := ask(); ten != one {
		t.Errorf("%d statements for ten habits, %d for one", ten, one)
	}
}
