package handlers_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"gloss/models"
	"gloss/models/auth"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/store"
	"gloss/views/link"
)

// tag puts tags on a habit past the pages.
func (s *site) tag(person, habit string, names ...string) {
	s.t.Helper()
	l := s.ledger(person, habit)
	if _, err := s.store.EditHabit(context.Background(), s.user(person).ID, auth.NewPageID(), habit,
		store.Edit{Habit: l.Habit, Plan: l.Plans[0], Tags: names}, s.today(person)); err != nil {
		s.t.Fatal(err)
	}
}

// on is the board's cell of a habit on a day.
func on(habit string, day date.Date) string {
	return `[formaction="` + link.HabitDay(habit, day) + `"]`
}

// rowForm is the form of a habit's cells on a board.
func (p *answer) rowForm(habit string) *form {
	p.t.Helper()
	return p.form("#" + link.Row(habit) + " th form")
}

// boardNames are the habits of a board in their order.
func (p *answer) boardNames() string { return strings.Join(p.texts(".board .who a"), " ") }

func TestBoardWithoutHabits(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	p := s.get("/habits").want(200).says("No habits to show")
	if got := p.attr(".nothing .btn", "href"); got != link.Start {
		t.Errorf("leads to %s", got)
	}
	s.get("/today").click(`nav [href="/habits"]`).want(200)
}

// Every cell is a press, on any day of the board; the answer leads back to the
// row it was pressed in.
func TestBoardLogs(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	today := s.today("ana")
	stretch, sun := s.keeps("ana", "Stretch", ticked), s.keeps("ana", "Sun", minutes)
	p := s.get("/habits").want(200)
	p = p.rowForm(stretch).submit(on(stretch, today-20)).want(200).says("Stretch, 21 May: ticked.")
	if got := p.url.Fragment; got != link.Row(stretch) {
		t.Errorf("leads to #%s", got)
	}
	if got := s.amount("ana", stretch, today-20); got != 1 {
		t.Errorf("%d stands there", got)
	}
	p = p.rowForm(sun).submit(on(sun, today-1)).want(200)
	p = p.rowForm(sun).submit(on(sun, today-1)).want(200)
	if got := s.amount("ana", sun, today-1); got != 10 {
		t.Errorf("two presses added %d minutes", got)
	}
	if got := p.attr(on(sun, today-1), "aria-label"); got != "Tue 9: 10 minutes, kept" {
		t.Errorf("the cell is called %q", got)
	}
	p = p.rowForm(stretch).submit(on(stretch, today-20)).want(200)
	if got := s.amount("ana", stretch, today-20); got != -1 {
		t.Errorf("pressed again, %d stands there", got)
	}
	p.form(".flash button").submit("Undo").want(200)
	if got := s.amount("ana", stretch, today-20); got != 1 {
		t.Errorf("undone, %d stands there", got)
	}
}

func TestBoardPages(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	today := s.today("ana")
	s.keeps("ana", "Stretch", ticked)
	p := s.get("/habits").want(200)
	if p.has(".board-pages .by-weeks + .by-weeks") {
		t.Error("there is a way ahead of today")
	}
	back := p.click(".board-pages .by-weeks").want(200)
	if got := back.texts(".board thead b"); len(got) != 28 || got[27] != (today-28).Format("2") {
		t.Errorf("four weeks earlier the days are %q", got)
	}
	if p := back.click(".board-pages .by-week").want(200); p.texts(".board thead b")[27] != (today - 35).Format("2") {
		t.Error("a week earlier ends on another day")
	}
	for _, query := range []string{"?to=2190-01-01", "?to=yesterday", "?tag=nothing&group=none&show=all"} {
		if p := s.get("/habits" + query).want(200); p.texts(".board thead b")[27] != today.Format("2") {
			t.Errorf("%s does not show today", query)
		}
	}
	if p := s.get("/habits?to=1970-01-01").want(200); p.has(`.board-pages .by-weeks:not([aria-label])`) {
		t.Error("there is a way before all days")
	}
}

func TestBoardByTag(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	evening := ticked
	evening.Window = plan.Window{From: 20 * 60, To: 22 * 60}
	stretch, run := s.keeps("ana", "Stretch", evening), s.keeps("ana", "Run", ticked)
	s.keeps("ana", "Read", ticked)
	s.tag("ana", stretch, "body", "evening")
	s.tag("ana", run, "body")
	p := s.get("/habits").want(200)
	if got := strings.Join(p.texts(".filter[aria-label=Tags] a"), ", "); got != "All 3, body 2, evening 1" {
		t.Errorf("the tags are %s", got)
	}
	body := p.click(".filter[aria-label=Tags] a:nth-child(2)").want(200)
	if got := body.boardNames(); got != "Stretch Run" {
		t.Errorf("of the body there are %s", got)
	}
	if p := body.rowForm(run).submit(on(run, s.today("ana"))).want(200); p.boardNames() != "Stretch Run" {
		t.Error("a press led to another board")
	}
	grouped := s.get("/habits?group=tag").want(200)
	if got := strings.Join(grouped.texts(".board-box > h2"), ", "); got != "body 2, evening 1, Without a tag 1" {
		t.Errorf("the groups are %s", got)
	}
	if got := grouped.boardNames(); got != "Stretch Run Stretch Read" {
		t.Errorf("in them are %s", got)
	}
	if got := strings.Join(s.get("/habits?group=time").want(200).texts(".board-box > h2"), ", "); got != "Evening 1, Any time 2" {
		t.Errorf("by time the groups are %s", got)
	}
}

func TestTags(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	habit := s.keeps("ana", "Stretch", ticked)
	s.tag("ana", habit, "body", "evening")
	tags := func(p *answer) string {
		return strings.Join(p.find("#tags [name=name]").Map(func(_ int, f *goquery.Selection) string { return f.AttrOr("value", "") }), " ")
	}
	p := s.get("/habits").want(200).click(`[href$="#tags"]`).want(200)
	p = p.form("#tags li:first-child [name=name]").set("name", "strength").submit("").want(200).says("The tag “strength” was called “body” before.")
	if got := strings.Join(s.tags("ana", habit), " "); got != "strength evening" {
		t.Errorf("the habit has %s", got)
	}
	p = p.form("#tags li:first-child .moves").submit("Move down: strength").want(200)
	if got := tags(p); got != "evening strength" {
		t.Errorf("moved down, the tags are %s", got)
	}
	refused := p.form("#tags li:first-child [name=name]").set("name", "Strength").submit("").want(http.StatusUnprocessableEntity)
	if got := refused.attr("#tags [aria-invalid]", "value"); got != "Strength" || refused.text("#tags .error") == "" {
		t.Errorf("refused, the field has %q", got)
	}
	refused.form("#tags [aria-invalid]").set("name", "").submit("").want(http.StatusUnprocessableEntity)
	p = s.get("/habits?show=tags").form("#tags li:first-child .menu button").submit("").want(200).says("The tag “evening” is off 1 habit.")
	if got := tags(p); got != "strength" {
		t.Errorf("one taken away, the tags are %s", got)
	}
	p.form(".flash button").submit("Undo").want(200).says("Undone: the tag “evening” is back on 1 habit.")
	if got := strings.Join(s.tags("ana", habit), " "); got != "evening strength" {
		t.Errorf("undone, the habit has %s", got)
	}
}

// A day is filled at once where one press is a true answer, and taken back at
// once; the same button twice counts once.
func TestWholeDay(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	day := s.today("ana") - 2
	stretch, sun := s.keeps("ana", "Stretch", ticked), s.keeps("ana", "Sun", minutes)
	read := s.keeps("ana", "Read", ticked)
	weekly := s.keeps("ana", "Swim", plan.Plan{Kind: plan.Tick, Period: plan.Week, Min: plan.At(2), Step: plan.Whole})
	s.logs("ana", read, day, models.ActNone, 0)
	stand := func() string {
		return fmt.Sprint(s.amount("ana", stretch, day), s.amount("ana", sun, day), s.amount("ana", read, day), s.amount("ana", weekly, day),
			s.entry("ana", stretch, day).Skipped, s.entry("ana", weekly, day).Skipped)
	}
	p := s.get("/habits").want(200).click(`.board thead [href*="` + day.String() + `"]`).want(200)
	if got := strings.Join(p.texts("#whole .chip"), ", "); got != "Stretch, Sun · 10 minutes, Swim · counted by the week" {
		t.Errorf("it promises %s", got)
	}
	fill := p.form(`[action="` + link.FillDay(day) + `"]`)
	done := fill.submit("").want(200).says("Monday: 2 habits filled in.")
	if got := stand(); got != "1 10 0 -1 false false" {
		t.Errorf("filled: %s", got)
	}
	p.form(`[action="` + link.FillDay(day) + `"]`).submit("").want(200).says("2 habits filled in.")
	done.form(".flash button").submit("Undo").want(200).says("Undone")
	if got := stand(); got != "-1 -1 0 -1 false false" {
		t.Errorf("undone: %s", got)
	}
	p = s.get("/habits?show=" + day.String()).want(200)
	done = p.form(`[action="` + link.SkipDay(day) + `"]`).submit("").want(200).says("Monday: 3 habits skipped.")
	if got := stand(); got != "-1 -1 0 -1 true true" {
		t.Errorf("skipped: %s", got)
	}
	done.says("Nothing is open on this day.").form(".flash button").submit("Undo").want(200)
	if got := stand(); got != "-1 -1 0 -1 false false" {
		t.Errorf("the skips undone: %s", got)
	}
	late := s.get("/habits?show=" + day.String()).want(200)
	s.logs("ana", stretch, day, models.ActTick, 0)
	s.logs("ana", sun, day, models.ActSet, 5)
	late.form(`[action="` + link.FillDay(day) + `"]`).submit("").want(http.StatusUnprocessableEntity).says("Nothing was open any more")
	late.form(`[action="`+link.FillDay(day)+`"]`).force("habit", s.furnish("ana").habit, "someone-elses-habit").submit("").want(http.StatusNotFound)
	s.post(link.FillDay(s.today("ana")+1), map[string][]string{"page": {auth.NewPageID()}, "habit": {stretch}}).want(http.StatusUnprocessableEntity).says("Nothing was logged.")
}

func TestOrder(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	var ids []string
	for _, name := range []string{"One", "Two", "Three", "Four"} {
		ids = append(ids, s.keeps("ana", name, ticked))
	}
	p := s.get("/habits").want(200).click(`[href$="#order"]`).want(200)
	p = p.form("#o-" + ids[2] + " .moves").submit("Move up: Three").want(200)
	if got := p.boardNames(); got != "One Three Two Four" {
		t.Errorf("moved up: %s", got)
	}
	p = p.form("#o-" + ids[1] + " .moves").submit("Move down: Two").want(200)
	if got := p.boardNames(); got != "One Three Four Two" {
		t.Errorf("moved to the end: %s", got)
	}
	f := p.form("#sort")
	slices.Reverse(f.values["id"])
	p = f.submit("").want(200)
	if got := p.boardNames(); got != "Two Four Three One" {
		t.Errorf("reversed: %s", got)
	}
	if got := strings.Join(s.get("/today").texts(".habit .name"), " "); got != p.boardNames() {
		t.Errorf("on Today: %s", got)
	}
	p.form("#sort").force("id", ids[0], "someone-elses-habit").submit("").want(http.StatusNotFound)
}

func TestBoardArchive(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	ctx, u := context.Background(), s.user("ana")
	old, gone := s.keeps("ana", "Old", ticked), s.keeps("ana", "Gone", ticked)
	if _, err := s.store.Archive(ctx, u.ID, auth.NewPageID(), old); err != nil {
		t.Fatal(err)
	}
	if _, err := s.store.DeleteHabit(ctx, u.ID, auth.NewPageID(), gone); err != nil {
		t.Fatal(err)
	}
	p := s.get("/habits").want(200).says("Those you had are archived below").says("1 deleted habit")
	if got := p.attr("#archived .chip", "href"); !strings.HasPrefix(got, link.Habit(old)+"?at=2026") {
		t.Errorf("its year leads to %s", got)
	}
	if p = p.form("#archived form").submit("Bring back Old").want(200); p.boardNames() != "Old" {
		t.Errorf("brought back: %s", p.boardNames())
	}
}

// Thirty habits are read in as many statements as one, and make a page that is
// small when it travels.
func TestBoardOfThirty(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	today := s.today("ana")
	kinds := []plan.Plan{ticked, minutes, {Kind: plan.Tick, Period: plan.Week, Min: plan.At(3), Step: plan.Whole}}
	count := func() int { return s.statements(func() { s.get("/habits").want(200) }) }
	add := func(n int) {
		for i := range n {
			habit := s.keeps("ana", fmt.Sprintf("Habit number %d of a long list", i), kinds[i%3])
			s.tag("ana", habit, "body", "evening")
			s.logs("ana", habit, today-date.Date(i%9), []models.Act{models.ActTick, models.ActSet, models.ActTick}[i%3], 15)
		}
	}
	add(1)
	one := count()
	add(29)
	if thirty := count(); thirty != one || one > 16 {
		t.Errorf("one habit takes %d statements, thirty take %d", one, thirty)
	}
	var small bytes.Buffer
	z := gzip.NewWriter(&small)
	body := s.get("/habits").want(200).body
	z.Write([]byte(body))
	z.Close()
	if small.Len() > 20_000 {
		t.Errorf("the page has %d bytes, %d compressed", len(body), small.Len())
	}
	t.Logf("%d statements, %d bytes, %d compressed", one, len(body), small.Len())
}
