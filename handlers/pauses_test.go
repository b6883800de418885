package handlers_test

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"gloss/models"
	"gloss/models/auth"
	"gloss/models/date"
	"gloss/views/link"
)

// pausesOf are somebody's pauses.
func (s *site) pausesOf(person string) []models.Pause {
	s.t.Helper()
	list, err := s.store.Pauses(context.Background(), s.user(person).ID, "")
	if err != nil {
		s.t.Fatal(err)
	}
	return list
}

// states are the states of the last days of a habit, the oldest first.
func (s *site) states(person, habit string, days int) string {
	var names []string
	today := s.today(person)
	for _, v := range s.ledger(person, habit).Since(today-30, today) {
		names = append(names, v.State.String())
	}
	return strings.Join(names[max(0, len(names)-days):], " ")
}

func TestAPauseIsNeutral(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	sun, stretch := s.keeps("ana", "Sun", minutes), s.keeps("ana", "Stretch", ticked)
	for _, h := range []string{sun, stretch} {
		s.logs("ana", h, wednesday-3, map[string]models.Act{sun: models.ActSet, stretch: models.ActTick}[h], 12)
	}
	if got := s.states("ana", sun, 4); got != "kept missed missed open" {
		t.Fatalf("before: %s", got)
	}
	f := s.get(link.EditHabit(sun)).want(200).form("#pause-from")
	if got := f.values.Get("from"); got != wednesday.String() {
		t.Errorf("offers to begin on %s", got)
	}
	p := f.set("from", (wednesday-2).String()).set("to", (wednesday + 4).String()).submit("Pause it").want(200)
	if p.path() != link.EditHabit(sun) || !p.has(".flash button") {
		t.Errorf("led to %s", p.url)
	}
	if got := p.texts("[aria-labelledby=pauses] li b, [aria-labelledby=pauses] li .muted"); !slices.Equal(got, []string{"8 June to 14 June", "now, day 3 of 7"}) {
		t.Errorf("listed as %q", got)
	}
	if got := s.states("ana", sun, 4); got != "kept skipped skipped skipped" {
		t.Errorf("paused: %s", got)
	}
	if state, _ := s.ledger("ana", sun).Now(wednesday); state.Run.Count != 1 {
		t.Errorf("the streak is %d", state.Run.Count)
	}
	if got := s.states("ana", stretch, 4); got != "kept missed missed open" {
		t.Errorf("the other habit: %s", got)
	}
	s.get(link.EditHabit(stretch)).want(200)

	s.logs("ana", sun, wednesday, models.ActSet, 15)
	if got := s.states("ana", sun, 1); got != "kept" {
		t.Errorf("a log on a paused day is %s", got)
	}
	p.form(".flash button").submit("Undo").want(200)
	if got := s.states("ana", sun, 4); got != "kept missed missed kept" || len(s.pausesOf("ana")) != 0 {
		t.Errorf("undone: %s", got)
	}
}

func TestPausingEverything(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	sun, stretch := s.keeps("ana", "Sun", minutes), s.keeps("ana", "Stretch", ticked)
	f := s.get(link.Pauses).want(200).form("#pause-from")
	p := f.submit("Pause").want(200)
	if p.path() != link.Pauses || p.text("main li b") != "From 10 June until further notice" {
		t.Errorf("at %s: %q", p.url, p.texts("main li"))
	}
	for _, h := range []string{sun, stretch} {
		if got := s.states("ana", h, 1); got != "skipped" {
			t.Errorf("today is %s", got)
		}
		p := s.get(link.EditHabit(h)).want(200).says("All habits · now, day 1")
		if p.has("form[action^='/pauses/']") {
			t.Error("one habit's page takes the pause off all of them")
		}
	}
	s.pass(3 * 24 * time.Hour)
	p = s.get(link.Pauses).want(200).says("day 4").form("main li form").submit("End today: the pause of all habits").want(200)
	if got := s.pausesOf("ana")[0]; got.To != wednesday+3 {
		t.Errorf("it ends on %s", got.To)
	}
	if !strings.Contains(p.text("main li"), "day 4 of 4") || p.has("main li form[action$='/end']") {
		t.Errorf("listed as %q", p.text("main li"))
	}
	s.pass(24 * time.Hour)
	if got := s.states("ana", sun, 3); got != "skipped skipped open" {
		t.Errorf("afterwards: %s", got)
	}
	p = s.get(link.Pauses).want(200).says("Past pauses: 1").says("over, 4 days")
	p = p.form("main li form").submit("Remove: the pause of all habits, 10 June to 13 June").want(200)
	if got := s.states("ana", sun, 5); got != "missed missed missed missed open" || len(s.pausesOf("ana")) != 0 {
		t.Errorf("removed: %s", got)
	}
	p.form(".flash button").submit("Undo").want(200)
	if got := s.states("ana", sun, 2); got != "skipped open" {
		t.Errorf("and undone: %s", got)
	}
}

func TestAPauseAhead(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	sun := s.keeps("ana", "Sun", minutes)
	for _, days := range [][2]int{{1, 1}, {20, 33}} {
		s.get(link.EditHabit(sun)).form("#pause-from").
			set("from", addDays(days[0])).set("to", addDays(days[1])).submit("Pause it").want(200)
	}
	want := []string{"11 June", "ahead, from tomorrow, for 1 day", "30 June to 13 July", "ahead, in 20 days, for 14 days"}
	got := s.get(link.EditHabit(sun)).texts("[aria-labelledby=pauses] li b, [aria-labelledby=pauses] li .muted")
	if !slices.Equal(got, want) {
		t.Errorf("listed as %q", got)
	}
	if s.get(link.Pauses).want(200).has("form[action$='/end']") {
		t.Error("what has not begun can be ended")
	}
	s.get(link.Pauses).click("main li a").want(200).says("Sun")
	if got := s.states("ana", sun, 1); got != "open" {
		t.Errorf("today is %s", got)
	}
	s.pass(24 * time.Hour)
	if got := s.states("ana", sun, 1); got != "skipped" {
		t.Errorf("tomorrow it is %s", got)
	}
	s.presses(sun, "Delete it")
	if p := s.get(link.Pauses).want(200); p.has("main li") {
		t.Errorf("pauses of a deleted habit are listed: %q", p.texts("main li"))
	}
}

func addDays(n int) string { return (wednesday + date.Date(n)).String() }

func TestPausesThatAreRefused(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	sun := s.keeps("ana", "Sun", minutes)
	tests := []struct{ name, field, from, to string }{
		{"no beginning", "from", "", "2026-07-01"},
		{"no day", "from", "soon", ""},
		{"long ago", "from", "1969-12-31", ""},
		{"no end of a kind", "to", "2026-07-01", "some day"},
		{"backwards", "to", "2026-07-02", "2026-07-01"},
	}
	for _, test := range tests {
		for _, path := range []string{link.HabitPauses(sun), link.Pauses} {
			p := s.post(path, url.Values{"page": {auth.NewPageID()}, "from": {test.from}, "to": {test.to}}).want(http.StatusUnprocessableEntity)
			problem := p.find(".problems a")
			if got := p.doc.Find(problem.AttrOr("href", "")).AttrOr("name", ""); got != test.field {
				t.Errorf("%s: the problem leads to %q", test.name, got)
			}
			f := p.form("#pause-from")
			if f.values.Get("from") != test.from || f.values.Get("to") != test.to {
				t.Errorf("%s: the form holds %v", test.name, f.values)
			}
			if path != link.Pauses && p.form("#habit-name").values.Get("name") != "Sun" {
				t.Errorf("%s: the habit's own form is gone", test.name)
			}
		}
	}
	if got := s.pausesOf("ana"); len(got) != 0 {
		t.Errorf("refused forms made %v", got)
	}
	s.post(link.Pauses, url.Values{"from": {wednesday.String()}}).want(http.StatusBadRequest)
	v := url.Values{"page": {auth.NewPageID()}, "from": {wednesday.String()}}
	s.post(link.Pauses, v).want(200)
	s.post(link.Pauses, v).want(200)
	if got := s.pausesOf("ana"); len(got) != 1 {
		t.Errorf("sent twice: %v", got)
	}
}
