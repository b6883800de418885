package handlers_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"

	"gloss/models"
	"gloss/models/auth"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/store"
	"gloss/models/variety"
	"gloss/views/link"
)

// Plans that tests log to.
var (
	ticked  = plan.Plan{Kind: plan.Tick, Period: plan.Day, Min: plan.At(1), Step: plan.Whole}
	minutes = plan.Plan{Kind: plan.Sum, Period: plan.Day, Min: plan.At(10), Max: plan.At(30), Unit: "minutes", Step: 5 * plan.Whole}
	plants  = plan.Plan{Kind: plan.Variety, Period: plan.Week, Min: plan.At(30), Unit: "plants", Step: plan.Whole}
)

// today is which day it is for somebody.
func (s *site) today(name string) date.Date {
	u := s.user(name)
	return date.Today(s.clock(), u.Location(), u.DayStart)
}

// keeps gives somebody a habit that began ten days ago, and its id.
func (s *site) keeps(person, name string, p plan.Plan) string {
	s.t.Helper()
	p.From = s.today(person) - 10
	made, err := s.store.CreateHabits(context.Background(), s.user(person).ID, auth.NewPageID(), []store.NewHabit{{
		Habit: models.Habit{Name: name, Hue: "sun", Icon: "sun"}, Plan: p,
	}})
	if err != nil {
		s.t.Fatal(err)
	}
	return made[0].ID
}

// entry is what stands for a habit on a day.
func (s *site) entry(person, habit string, day date.Date) models.Entry {
	s.t.Helper()
	l, err := s.store.Ledger(context.Background(), s.user(person).ID, habit, day, s.today(person))
	if err != nil {
		s.t.Fatal(err)
	}
	return l.Logged[day]
}

// amount is what stands logged, -1 for nothing.
func (s *site) amount(person, habit string, day date.Date) int {
	e := s.entry(person, habit, day)
	if e.Amount == nil {
		return -1
	}
	return int(*e.Amount / plan.Whole)
}

// row is a selector for the row of a habit on the page of a day.
func row(habit string) string { return "[id='" + link.Row(habit) + "'] " }

func TestOneClickLogsAndAnotherTakesBack(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	habit, today := s.keeps("ana", "Stretch", ticked), s.today("ana")
	p := s.get("/today").want(200)
	p = p.form(row(habit) + ".days").submit(row(habit) + ".cell.now").want(200)
	if p.hops[0] != "303 "+p.url.RequestURI() || p.path() != "/today" || p.url.Fragment != "" && p.url.Fragment != link.Row(habit) {
		t.Errorf("led to %v, %s", p.hops, p.url)
	}
	if got := s.amount("ana", habit, today); got != 1 {
		t.Fatalf("the day holds %d", got)
	}
	if got := words(p.find(".flash span").Text()); got != "Stretch: ticked." {
		t.Errorf("says %q", got)
	}
	p.form(row(habit) + ".days").submit(row(habit) + ".cell.now.kept").want(200)
	if got := s.amount("ana", habit, today); got != -1 {
		t.Errorf("the day still holds %d", got)
	}
}

func TestPastDayIsOneClickToo(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	habit, day := s.keeps("ana", "Stretch", ticked), s.today("ana")-2
	p := s.get("/today").want(200)
	p.form(row(habit) + ".days").submit(`[formaction$="` + day.String() + `"]`).want(200)
	if got := s.amount("ana", habit, day); got != 1 {
		t.Errorf("the day before yesterday holds %d", got)
	}
}

func TestSameDrawingCountsOnce(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	habit, today := s.keeps("ana", "Sun", minutes), s.today("ana")
	drawn := s.get("/today").want(200)
	press := func() *answer { return drawn.form(row(habit) + ".days").submit(row(habit) + ".cell.now") }
	press().want(200) // a click
	press().want(200) // its double, or Back and again
	if got := s.amount("ana", habit, today); got != 5 {
		t.Fatalf("two presses of one drawing made %d", got)
	}
	again := s.get("/today").want(200)
	again.form(row(habit) + ".days").submit(row(habit) + ".cell.now").want(200)
	if got := s.amount("ana", habit, today); got != 10 {
		t.Errorf("the next drawing's press made %d in all", got)
	}
}

func TestTwoTabsLoseNothing(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	habit, today := s.keeps("ana", "Sun", minutes), s.today("ana")
	one, other := s.get("/today").want(200), s.get("/today").want(200)
	var wait sync.WaitGroup
	for _, tab := range []*answer{one, other} {
		r := tab.form(row(habit) + ".days").request(row(habit) + ".cell.now")
		wait.Go(func() {
			res, err := s.client.Do(r)
			if err != nil {
				t.Error(err)
				return
			}
			res.Body.Close()
		})
	}
	wait.Wait()
	if got := s.amount("ana", habit, today); got != 10 {
		t.Errorf("five minutes from each of two tabs made %d", got)
	}
}

func TestMintedChange(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	habit, today := s.keeps("ana", "Sun", minutes), s.today("ana")
	send := func(change, amount string) *answer {
		return s.post(link.HabitDay(habit, today), url.Values{"change": {change}, "do": {"set"}, "amount": {amount}})
	}
	id := auth.NewPageID()
	send(id, "20").want(200)
	send(id, "20").want(200)
	if got := send(id, "25"); got.status != http.StatusConflict {
		t.Errorf("the same change with other content answered %d", got.status)
	}
	if got := s.amount("ana", habit, today); got != 20 {
		t.Errorf("the day holds %d", got)
	}
	for _, bad := range []string{"", "short", "no spaces, please, nor commas"} {
		if got := send(bad, "20"); got.status != http.StatusBadRequest {
			t.Errorf("the change %q answered %d", bad, got.status)
		}
	}
}

func TestUndoAndDoAgain(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	habit, today := s.keeps("ana", "Sun", minutes), s.today("ana")
	p := s.get("/today").form(row(habit) + ".days").submit(row(habit) + ".cell.now").want(200)
	if got := words(p.find(".flash span").Text()); got != "Sun: 5 minutes added, 5 today." {
		t.Errorf("says %q", got)
	}
	undone := p.form(".flash button").submit("Undo").want(200)
	if got := s.amount("ana", habit, today); got != -1 {
		t.Errorf("undone, the day holds %d", got)
	}
	if got := words(undone.find(".flash span").Text()); got != "Undone: Sun has 5 minutes less." {
		t.Errorf("says %q", got)
	}
	if twice := p.form(".flash button").submit("Undo").want(200); words(twice.find(".flash span").Text()) != "Undone: Sun has 5 minutes less." {
		t.Errorf("undoing twice says %q", words(twice.find(".flash span").Text()))
	}
	again := undone.form(".flash button").submit("Do it again").want(200)
	if got := s.amount("ana", habit, today); got != 5 {
		t.Errorf("done again, the day holds %d", got)
	}
	if got := words(again.find(".flash span").Text()); got != "Done again: Sun has 5 minutes more." {
		t.Errorf("says %q", got)
	}
	if back := s.get(p.url.RequestURI()).want(200); back.find(".flash").Find("button").Length() != 1 {
		t.Errorf("what stands again can be undone again")
	}
}

func TestUndoOfWhatWasChangedSince(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	habit, today := s.keeps("ana", "Sun", minutes), s.today("ana")
	set := func(p *answer, amount string) *answer {
		return p.form(row(habit)+`.menu input[name="amount"]:not([type])`).set("amount", amount).submit("Set").want(200)
	}
	first := set(s.get("/today"), "20")
	set(first, "25")
	p := first.form(".flash button").submit("Undo").want(http.StatusUnprocessableEntity)
	notice := p.text(".flash")
	if !strings.Contains(notice, "20 minutes") || !strings.Contains(notice, "25 minutes") {
		t.Errorf("does not say both values: %q", notice)
	}
	if got := s.amount("ana", habit, today); got != 25 {
		t.Errorf("the day holds %d", got)
	}
}

func TestSkipAsksFirst(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	habit, today := s.keeps("ana", "Stretch", ticked), s.today("ana")
	p := s.get("/today").form(row(habit) + ".days").submit(row(habit) + ".cell.now").want(200)
	asked := p.form(row(habit) + ".acts").submit(`[value="skip"]`).want(http.StatusUnprocessableEntity)
	if s.entry("ana", habit, today).Skipped {
		t.Fatal("skipped without asking")
	}
	if got := asked.text(row(habit) + "[role=alert]"); !strings.Contains(got, "It holds a tick.") {
		t.Errorf("asks %q", got)
	}
	done := asked.form(row(habit) + "[role=alert] button").submit("Skip it").want(200)
	if e := s.entry("ana", habit, today); !e.Skipped || e.Amount != nil {
		t.Errorf("the day holds %+v", e)
	}
	done.form(".flash button").submit("Undo").want(200)
	if e := s.entry("ana", habit, today); e.Skipped || e.Amount == nil {
		t.Errorf("after the undo the day holds %+v", e)
	}
	empty := s.get(link.Day(today - 1)).want(200)
	empty.form(row(habit) + ".acts").submit(`[value="skip"]`).want(200)
	if !s.entry("ana", habit, today-1).Skipped {
		t.Error("an empty day is skipped without asking")
	}
}

// A skip asked for elsewhere asks on the page of its own day, never on another's.
func TestSkipAsksOnItsOwnDay(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	habit, today := s.keeps("ana", "Stretch", ticked), s.today("ana")
	s.logs("ana", habit, today-1, models.ActTick, 0)
	for _, next := range []string{"", "/today", link.Habit(habit), "/guides", link.Day(today - 2)} {
		asked := s.post(link.HabitDay(habit, today-1), url.Values{"do": {"skip"}, "page": {auth.NewPageID()}, "next": {next}})
		asked.want(http.StatusUnprocessableEntity)
		if got := asked.form(row(habit) + "[role=alert] button").request("").URL.Path; got != link.HabitDay(habit, today-1) {
			t.Errorf("from %q it asks to skip %s", next, got)
		}
	}
}

func TestRefusedFormsKeepWhatWasTyped(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	sun, eat := s.keeps("ana", "Sun", minutes), s.keeps("ana", "Eat", plants)
	long := strings.Repeat("n", models.MaxNote+1)
	tests := []struct {
		name, form, field, value string
		button                   string
	}{
		{"an amount that is none", row(sun) + `.menu input[name="amount"]:not([type])`, "amount", "lots", "Set"},
		{"an amount out of range", row(sun) + `.menu input[name="amount"]:not([type])`, "amount", "-5", "Set"},
		{"a note too long", row(sun) + `.menu [name="note"]`, "note", long, "Save"},
		{"nothing named", row(eat) + `.more input[name="item"]`, "item", " , ", "Add"},
		{"a name too long", row(eat) + `.more input[name="item"]`, "item", strings.Repeat("n", variety.MaxLetters+1), "Add"},
	}
	for _, path := range []string{"/today", link.TodayWith(sun), link.Day(s.today("ana") - 3)} {
		for _, test := range tests {
			t.Run(test.name+" at "+path, func(t *testing.T) {
				before := s.dump("")
				p := s.get(path).form(test.form).set(test.field, test.value).submit(test.button).want(http.StatusUnprocessableEntity)
				field := p.find(`main [aria-invalid="true"]`)
				if field.Length() != 1 || field.AttrOr("value", "") != test.value {
					t.Errorf("%d fields are marked, the first holds %.60q", field.Length(), field.AttrOr("value", ""))
				}
				if p.find("[id='"+field.AttrOr("aria-describedby", "none")+"']").Text() == "" {
					t.Error("nothing is said beside it")
				}
				if menu := field.Closest("details"); menu.Length() > 0 {
					if _, open := menu.Attr("open"); !open {
						t.Error("the menu it stands in is closed")
					}
				}
				if after := s.dump(""); len(after["changes"]) != len(before["changes"]) {
					t.Error("something was written")
				}
				again := p.form(test.form)
				if test.field == "amount" {
					again.set("amount", "12").submit("Set").want(200)
				}
			})
		}
	}
}

func TestItems(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	habit, today := s.keeps("ana", "Eat", plants), s.today("ana")
	p := s.get("/today").form(row(habit)+`.more input[name="item"]`).set("item", "Lentils, fennel; lentil").submit("Add").want(200)
	if got := words(p.find(".flash span").Text()); got != "Eat: Lentils and fennel added." {
		t.Errorf("says %q", got)
	}
	if got := strings.Join(p.texts(row(habit)+".chip"), ", "); got != "Lentils · new, fennel · new" {
		t.Errorf("shows %q", got)
	}
	p.form(row(habit) + `[name="do"][value="unitem"]`).submit(`[value="fennel"]`).want(200)
	if got := s.entry("ana", habit, today).Items; len(got) != 1 || got[0].Name != "Lentils" {
		t.Errorf("the day holds %+v", got)
	}
	yesterday := s.get(link.Day(today - 1)).want(200)
	yesterday.form(row(habit) + ".toggles").submit("Add Lentils").want(200)
	if got := s.entry("ana", habit, today-1).Items; len(got) != 1 {
		t.Errorf("yesterday holds %+v", got)
	}
}

func TestLogsOfOthersAreNotThere(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	habit, today := s.keeps("ana", "Stretch", ticked), s.today("ana")
	s.as("ben")
	for _, values := range []url.Values{
		{"do": {"tick"}, "page": {auth.NewPageID()}},
		{"do": {"set"}, "amount": {"lots"}, "page": {auth.NewPageID()}},
		{"do": {"nonsense"}, "page": {auth.NewPageID()}, "next": {link.Habit(habit)}},
	} {
		if got := s.post(link.HabitDay(habit, today), values); got.status != http.StatusNotFound {
			t.Errorf("%v answered %d", values, got.status)
		}
	}
	if got := s.amount("ana", habit, today); got != -1 {
		t.Errorf("the day holds %d", got)
	}
}

func TestDayThatIsNone(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	habit := s.keeps("ana", "Stretch", ticked)
	for _, day := range []string{"2026-02-30", "1969-12-31", "2201-01-01", "today", "2026-6-1", "%00"} {
		if got := s.get("/days/" + day); got.status != http.StatusNotFound {
			t.Errorf("/days/%s answered %d", day, got.status)
		}
		values := url.Values{"do": {"tick"}, "page": {auth.NewPageID()}}
		if got := s.post(link.Habit(habit)+"/days/"+day, values); got.status != http.StatusNotFound {
			t.Errorf("logging on %s answered %d", day, got.status)
		}
	}
	for _, day := range []string{"1970-01-01", "2200-12-31", "2026-06-10"} {
		s.get("/days/" + day).want(200)
	}
}

// A log is one commit of at most eight statements, whatever the history.
func TestStatementsOfALog(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	habit := s.keeps("ana", "Sun", minutes)
	p := s.get("/today").want(200)
	r := p.form(row(habit) + ".days").request(row(habit) + ".cell.now")
	session := s.statements(func() { s.once(s.request("POST", "/changes/"+auth.NewPageID()+"/undo", url.Values{"page": {"short"}})) })
	if got := s.statements(func() { s.once(r) }) - session; got > 8 {
		t.Errorf("a log took %d statements besides the session's %d", got, session)
	}
}
