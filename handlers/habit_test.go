package handlers_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"gloss/models"
	"gloss/models/auth"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/views/link"
)

func TestHabitPage(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	sun, day := s.takes("ana")[1].ID, s.today("ana")
	for i, minutes := range []int{20, 35, 5, 15} {
		s.logs("ana", sun, day-date.Date(i), models.ActSet, minutes)
	}
	p := s.get(link.Habit(sun)).want(200).says("10 to 30 minutes, every day, between 10:00 and 16:00.")
	if got := len(p.texts(".figures dd")); got != 4 {
		t.Errorf("there are %d figures", got)
	}
	for _, rule := range []string{"Strength", "Days in a row", "Best run", "Kept of the last 30"} {
		p.says(rule)
	}
	if got := len(p.texts("svg.heat")); got != 2 {
		t.Errorf("the year has %d halves", got)
	}
	if got := p.find("svg.heat a").Length(); got < 357 || got > 364 {
		t.Errorf("%d days of the year can be clicked", got)
	}
	if !p.has(`svg.chart title`) || !p.has(".band") {
		t.Error("no bars against the band")
	}
	p.says("How sure is this?").says("Thirty is a ceiling, not a goal.")
	for name, href := range map[string]string{
		"Edit": link.EditHabit(sun), "All habits in 2026": link.Year(2026), "All of it in the journal": link.JournalOf(sun),
	} {
		if got := p.find("main a").FilterFunction(func(_ int, a *goquery.Selection) bool { return words(a.Text()) == name }).AttrOr("href", ""); got != href {
			t.Errorf("%s leads to %q", name, got)
		}
		s.get(href).want(200)
	}
	if got := len(p.texts(".journal li")); got != 5 {
		t.Errorf("the journal tells of %d changes, want 4 logs and the beginning", got)
	}
}

func TestYearLeadsToItsMonth(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	habit, day := s.keeps("ana", "Stretch", ticked), s.today("ana")
	p := s.get(link.Habit(habit)).want(200)
	links := p.find("svg.heat a")
	href := links.Eq(links.Length()-60).AttrOr("href", "")
	target, err := p.url.Parse(href)
	if err != nil {
		t.Fatal(err)
	}
	at, err := date.Parse(target.Query().Get("at"))
	if err != nil || at >= day-50 {
		t.Fatalf("%s leads to no day two months ago", href)
	}
	p = s.get(target.RequestURI()).want(200)
	if got := p.text("#month"); got != at.Format("January") {
		t.Errorf("shows %s", got)
	}
	p = p.form(".month").submit("[id='" + target.Fragment + "']").want(200)
	if got := s.amount("ana", habit, at); got != 1 {
		t.Errorf("the day holds %d", got)
	}
	if p.path() != link.Habit(habit) || p.text("#month") != at.Format("January") {
		t.Errorf("led to %s, %s", p.url, p.text("#month"))
	}
}

func TestMonthsLong(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	for name, p := range map[string]plan.Plan{
		"tick": ticked, "amount": minutes, "variety": plants,
		"week":    {Kind: plan.Sum, Period: plan.Week, Min: plan.At(150), Unit: "minutes", Step: plan.Whole},
		"month":   {Kind: plan.Tick, Period: plan.Month, Min: plan.At(4), Step: plan.Whole},
		"rolling": {Kind: plan.Tick, Period: plan.Rolling, Days: 7, Min: plan.At(3), Step: plan.Whole},
		"most":    {Kind: plan.Sum, Period: plan.Rolling, Days: 7, Max: plan.At(14), Unit: "units", Step: plan.Whole},
		"none":    {Kind: plan.Tick, Period: plan.Day, Max: plan.Limit{Set: true}, Step: plan.Whole},
	} {
		habit := s.keeps("ana", name, p)
		for _, at := range []string{"", "2026-02-28", "2020-01-31", "1970-01-01", "2200-12-31", "nonsense"} {
			s.get(link.Habit(habit) + "?at=" + at).want(200).says(name)
		}
		s.get(link.Habit(habit) + "?before=nonsense").want(200)
	}
}

// Where the journal of a habit stands, and where it goes on.
const (
	lines   = `[aria-labelledby="j"] li`
	earlier = `[aria-labelledby="j"] > p a[href*="before="]`
)

func TestLately(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	habit, day := s.keeps("ana", "Stretch", ticked), s.today("ana")
	for i := range 12 {
		s.logs("ana", habit, day-date.Date(i%10), models.ActTick, 0)
		s.logs("ana", habit, day-date.Date(i%10), models.ActClear, 0)
	}
	p := s.get(link.Habit(habit)).want(200)
	if got := len(p.texts(lines)); got != 20 {
		t.Errorf("tells of %d changes", got)
	}
	p = p.click(earlier).want(200)
	if got := len(p.texts(lines)); got != 5 {
		t.Errorf("earlier there were %d more", got)
	}
	if p.has(earlier) {
		t.Error("there is nothing earlier")
	}
	p = s.get(link.Habit(habit)).want(200)
	p = p.form(lines + " form").submit("").want(200)
	if p.path() != link.Habit(habit) || !p.has(".journal .undone") {
		t.Errorf("an undo led to %s", p.url)
	}
}

func TestRefusedOnItsOwnPage(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	habit, day := s.keeps("ana", "Sun", minutes), s.today("ana")
	p := s.post(link.HabitDay(habit, day), url.Values{
		"do": {"set"}, "amount": {"lots"}, "page": {auth.NewPageID()}, "next": {link.HabitYear(habit, day-40) + "#month"},
	}).want(http.StatusUnprocessableEntity).says("Write a number such as 20 or 1.5.")
	if got := p.text("h1"); got != "Sun" {
		t.Errorf("drew %q again", got)
	}
	if href := p.attr("svg.heat a", "href"); !strings.HasPrefix(href, link.Habit(habit)) {
		t.Errorf("the year leads to %s from another address", href)
	}
}

// The pages stay small with thirty habits.
func TestWeight(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	habits := s.takes("ana")
	for i := range 27 {
		s.keeps("ana", fmt.Sprintf("Habit number %d", i), minutes)
	}
	if got := len(s.get("/today").want(200).body); got > 160<<10 {
		t.Errorf("Today with 30 habits has %d bytes", got)
	}
	if got := len(s.get(link.Habit(habits[1].ID)).want(200).body); got > 120<<10 {
		t.Errorf("a habit's page has %d bytes", got)
	}
}

func TestPageOfAnArchivedHabit(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	habit := s.keeps("ana", "Stretch", ticked)
	s.post(link.ArchiveHabit(habit), url.Values{"page": {auth.NewPageID()}, "next": {link.Habit(habit)}}).want(200)
	p := s.get(link.Habit(habit)).want(200).says("Archived since today.")
	if p.has(`.head a[href^="/today"]`) {
		t.Error("it leads to its row on Today, which is not there")
	}
	p = p.form(".month").submit("[id='d" + s.today("ana").String() + "']").want(200)
	if got := s.amount("ana", habit, s.today("ana")); got != 1 || p.path() != link.Habit(habit) {
		t.Errorf("led to %s, and the day holds %d", p.url, got)
	}
}
