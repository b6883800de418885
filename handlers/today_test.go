package handlers_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"gloss/models"
	"gloss/models/auth"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/store"
	"gloss/views/link"
)

// logs writes an act past the pages.
func (s *site) logs(person, habit string, day date.Date, act models.Act, amount int) {
	s.t.Helper()
	_, err := s.store.LogEntry(context.Background(), s.user(person).ID, store.Log{
		ID: auth.NewPageID(), HabitID: habit, Day: day, Act: act, Amount: plan.Amount(amount) * plan.Whole, Today: s.today(person),
	})
	if err != nil {
		s.t.Fatal(err)
	}
}

// takes gives somebody the habits of the founding guide.
func (s *site) takes(person string) []models.Habit {
	s.t.Helper()
	ctx, u := context.Background(), s.user(person)
	_, advice, err := s.store.Guide(ctx, u.ID, s.shipped())
	if err != nil {
		s.t.Fatal(err)
	}
	var list []store.NewHabit
	for _, a := range advice {
		h, p, err := models.HabitOf(a, false, time.Monday, s.today(person))
		if err != nil {
			s.t.Fatal(err)
		}
		list = append(list, store.NewHabit{Habit: h, Plan: p})
	}
	made, err := s.store.CreateHabits(ctx, u.ID, auth.NewPageID(), list)
	if err != nil {
		s.t.Fatal(err)
	}
	return made
}

func TestTodayWithoutHabits(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	p := s.get("/today").want(200).says("Nothing to keep yet")
	if got := p.attr(".nothing .btn", "href"); got != "/start" {
		t.Errorf("leads to %s", got)
	}
	s.get(link.Day(s.today("ana") - 400)).want(200).says("Nothing to keep yet")
}

func TestTodayGroups(t *testing.T) {
	s := newSite(t) // it is 13:10
	s.as("ana")
	sun, day := s.keeps("ana", "Sun", minutes), s.today("ana")
	evening := ticked
	evening.Window = plan.Window{From: 20 * 60, To: 22 * 60}
	s.keeps("ana", "Screens off", evening)
	s.logs("ana", s.keeps("ana", "Stretch", ticked), day, models.ActTick, 0)
	s.logs("ana", s.keeps("ana", "Read", ticked), day, models.ActNone, 0)
	s.logs("ana", s.keeps("ana", "Run", ticked), day, models.ActSkip, 0)
	p := s.get("/today").want(200)
	want := "Now, Later, Kept, Settled, Not today"
	if got := strings.Join(p.texts("h2.group"), "|"); strings.Join(names(p.texts("h2.group")), ", ") != want {
		t.Errorf("groups are %s", got)
	}
	for group, habit := range map[string]string{"Now": "Sun", "Later": "Screens off", "Kept": "Stretch", "Settled": "Read", "Not today": "Run"} {
		if got := p.texts(`ul[aria-label="` + group + `"] .name`); len(got) != 1 || got[0] != habit {
			t.Errorf("%s holds %q, want %q", group, got, habit)
		}
	}
	p.says("1 of 4 kept.")
	s.logs("ana", sun, day, models.ActSet, 35)
	over := s.get("/today").want(200).says("Over the ceiling by 5 minutes.")
	if over.has(row(sun) + "button.cell.now") {
		t.Error("over the maximum there is another step to press")
	}
	if !over.has(`ul[aria-label="Now"] ` + row(sun) + "span.cell.now.still.over") {
		t.Error("what is over does not stand under Now")
	}
}

// names are the headings without what is counted behind them.
func names(headings []string) []string {
	var all []string
	for _, h := range headings {
		for _, name := range []string{"Now", "Later", "Kept", "Settled", "Not today"} {
			if strings.HasPrefix(h, name+" ") {
				all = append(all, name)
			}
		}
	}
	return all
}

func TestPassageBeside(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	habits := s.takes("ana")
	p := s.get("/today").want(200)
	chosen := func(p *answer) string { return p.attr(".habit.lit", "id") }
	if got := chosen(p); got != link.Row(habits[0].ID) {
		t.Errorf("at first %s is lit", got)
	}
	for i, h := range habits {
		p := p.click(row(h.ID) + "a.sign").want(200)
		if got := chosen(p); got != link.Row(h.ID) {
			t.Errorf("%s is lit, not %s", got, h.Name)
		}
		at := p.attr(row(h.ID)[:len(row(h.ID))-1], "data-passage")
		if !p.has(".beside [id='" + at + "'] mark") {
			t.Errorf("the passage of %s is not marked beside", h.Name)
		}
		if got := p.text(row(h.ID) + "a.sign"); got != string(rune('a'+i)) {
			t.Errorf("the sign of %s is %s", h.Name, got)
		}
		if got := p.text(".beside h3"); i > 0 && got == "Feed many" {
			t.Errorf("beside %s stands %s first", h.Name, got)
		}
		if !p.has(row(h.ID) + "details.why[open] mark") {
			t.Errorf("the passage of %s is not under its row", h.Name)
		}
	}
	s.get("/today?habit=" + strings.Repeat("x", 40)).want(200)
}

func TestDayAhead(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	habit, day := s.keeps("ana", "Sun", minutes), s.today("ana")+3
	p := s.get(link.Day(day)).want(200)
	if p.has("button.cell.now, .cell.now[for]") || p.has(row(habit)+`[name="note"]`) {
		t.Error("a day ahead can be logged")
	}
	p = p.form(row(habit) + ".acts").submit(`[value="skip"]`).want(200)
	if !s.entry("ana", habit, day).Skipped {
		t.Fatal("the day ahead is not skipped")
	}
	if p.path() != link.Day(day) {
		t.Errorf("led to %s", p.path())
	}
	p.form(row(habit) + ".acts").submit(`[value="clear"]`).want(200)
	if s.entry("ana", habit, day).Skipped {
		t.Error("the skip was not taken back")
	}
	far := s.get(link.Day(s.today("ana") + 5000)).want(200)
	far.form(row(habit) + ".acts").submit(`[value="skip"]`).want(200).find(row(habit) + ".cell.now.skipped")
	got := s.post(link.HabitDay(habit, day), map[string][]string{"do": {"add"}, "amount": {"5"}, "page": {auth.NewPageID()}})
	got.want(http.StatusUnprocessableEntity).says("That day has not begun yet.")
}

// What a page asks of the database grows neither with habits nor with years.
func TestStatementsOfToday(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	habits := s.takes("ana")
	count := func(path string) int { return s.statements(func() { s.get(path).want(200) }) }
	first := count("/today") // the text beside is read once
	few, one := count("/today"), count(link.Habit(habits[1].ID))
	if first <= few {
		t.Errorf("the first Today takes %d statements, the next %d: the text was read again", first, few)
	}
	for i := range 27 {
		s.keeps("ana", fmt.Sprintf("Habit %d", i), minutes)
	}
	s.logs("ana", habits[1].ID, s.today("ana")-3000, models.ActSet, 20)
	if many := count("/today"); many != few || few > 10 {
		t.Errorf("Today takes %d statements with 3 habits, %d with 30 and years", few, many)
	}
	if later := count(link.Habit(habits[1].ID)); later != one || one > 10 {
		t.Errorf("a habit's page takes %d statements, %d after years", one, later)
	}
}
