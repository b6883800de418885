package handlers_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"gloss/models"
	"gloss/models/auth"
	"gloss/models/date"
	"gloss/models/store"
	"gloss/views/link"
)

// note is what stands noted on a day of somebody's.
func (s *site) note(person string, day date.Date) string {
	s.t.Helper()
	text, err := s.store.DayNote(context.Background(), s.user(person).ID, day)
	if err != nil {
		s.t.Fatal(err)
	}
	return text
}

func TestDayNote(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	s.keeps("ana", "Stretch", ticked)
	today := s.today("ana")
	for _, path := range []string{"/today", link.Day(today - 3), link.Day(today + 3)} {
		p := s.get(path).want(200)
		day, err := date.Parse(strings.Split(p.attr("#note form", "action"), "/")[2])
		if err != nil {
			t.Fatal(err)
		}
		if p.has("#note[open]") {
			t.Errorf("%s: an empty note stands open", path)
		}
		p = p.form("#note form").set("note", "  Long walk by the river.\r\nSlept well.\r\n").submit("Save the note").want(200)
		if p.path() != path {
			t.Errorf("%s led to %s", path, p.url)
		}
		if got := s.note("ana", day); got != "Long walk by the river.\nSlept well." {
			t.Errorf("%s keeps %q", path, got)
		}
		if got := p.find("#note textarea").Text(); got != "Long walk by the river.\nSlept well." || !p.has("#note[open]") {
			t.Errorf("%s shows %q", path, got)
		}
		if got := p.text(".flash span"); !strings.HasPrefix(got, "Your note for ") || !strings.HasSuffix(got, " is saved.") {
			t.Errorf("says %q", got)
		}
		p = p.form(".flash button").submit("Undo").want(200)
		if got := s.note("ana", day); got != "" {
			t.Errorf("after the undo there is %q", got)
		}
		p.form(".flash button").submit("Do it again").want(200)
		if got := s.note("ana", day); got == "" {
			t.Error("it was not done again")
		}
	}
}

func TestDayNoteRefused(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	s.keeps("ana", "Stretch", ticked)
	today, long := s.today("ana"), strings.Repeat("n", models.MaxNote+1)
	for _, path := range []string{"/today", link.Day(today - 3)} {
		p := s.get(path).form("#note form").set("note", long).submit("Save the note").want(http.StatusUnprocessableEntity)
		if field := p.find("#day-note"); field.Text() != long || field.AttrOr("aria-invalid", "") != "true" || !p.has("#note[open]") {
			t.Errorf("%s: what was typed is gone or not marked", path)
		}
		if p.text("#day-note-e") == "" {
			t.Error("nothing is said beside it")
		}
	}
	// Sent from elsewhere, it is asked about on its own day.
	p := s.post(link.DayNote(today-5), url.Values{"note": {long}, "page": {auth.NewPageID()}, "next": {link.Habits + "/new"}})
	if p.want(http.StatusUnprocessableEntity); !p.has(`#note form[action="` + link.DayNote(today-5) + `"] [aria-invalid]`) {
		t.Error("it asks on another day")
	}
	for _, day := range []string{"2026-02-30", "today", "1969-12-31"} {
		s.post("/days/"+day+"/note", url.Values{"note": {"x"}, "page": {auth.NewPageID()}}).want(http.StatusNotFound)
	}
	s.post(link.DayNote(today), url.Values{"note": {"x"}}).want(http.StatusBadRequest)
	if got := s.note("ana", today); got != "" {
		t.Errorf("there is %q", got)
	}
}

func TestShownIsRemembered(t *testing.T) {
	s := newSite(t)
	s.as("ben")
	s.as("ana")
	done, open := s.keeps("ana", "Stretch", ticked), s.keeps("ana", "Read", ticked)
	day := s.today("ana")
	s.logs("ana", done, day, models.ActTick, 0)
	p := s.get("/today").form("#settled").submit("Hide what is settled").want(200)
	if p.path() != "/today" || p.url.Fragment != "settled" {
		t.Errorf("led to %s", p.url)
	}
	if p.has(row(done)) || !p.has(row(open)) {
		t.Error("what is settled is not hidden, or more than that")
	}
	p.says("1 of 2 kept.").says("1 kept")
	if p := s.get("/today"); p.has(row(done)) {
		t.Error("it is not remembered")
	}
	if p := s.get(link.Day(day - 1)); !p.has(row(done)) {
		t.Error("another day hides it too")
	}
	if p := s.get(link.TodayWith(done)); !p.has(row(done)) {
		t.Error("the chosen habit is hidden")
	}
	// What was just pressed stays to be pressed again.
	p = s.get("/today").form(row(open) + ".days").submit(row(open) + ".cell.now").want(200)
	if !p.has(row(open)) || p.has(row(done)) {
		t.Error("the row just pressed is gone")
	}
	p = s.get("/today").want(200)
	if p.has(".habit") {
		t.Error("something is listed though all is settled")
	}
	p = p.form("#settled").submit("Show what is settled").want(200)
	if !p.has(row(done)) || !p.has(row(open)) {
		t.Error("it is not shown again")
	}
	if s.user("ben").HideSettled {
		t.Error("it is hidden for somebody else")
	}
}

func TestYesterdayIsAnsweredInPlace(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	stretch, walk := s.keeps("ana", "Stretch", ticked), s.keeps("ana", "Walk", minutes)
	read, plate := s.keeps("ana", "Read", ticked), s.keeps("ana", "Eat", plants)
	day := s.today("ana")
	p := s.get("/today").want(200)
	if got := p.text("#yesterday h2"); got != "Yesterday has three unanswered" {
		t.Errorf("asks %q", got)
	}
	if p.has("#y-" + plate) {
		t.Error("it asks about a week")
	}
	p = p.form("#y-" + stretch + " form").submit("Done: Stretch, yesterday").want(200)
	if s.amount("ana", stretch, day-1) != 1 || p.url.Fragment != "yesterday" || p.path() != "/today" {
		t.Errorf("led to %s, and the day holds %d", p.url, s.amount("ana", stretch, day-1))
	}
	if got := p.text(".flash span"); got != "Stretch, yesterday: ticked." {
		t.Errorf("says %q", got)
	}
	p = p.form("#y-"+walk+" form").set("amount", "lots").submit("Log: Walk, yesterday").want(http.StatusUnprocessableEntity)
	if got := p.attr("#y-"+walk+" input[name=amount]", "value"); got != "lots" || p.text("#ya-"+walk+"-e") == "" {
		t.Errorf("keeps %q", got)
	}
	p = p.form("#y-"+walk+" form").set("amount", "12").submit("Log: Walk, yesterday").want(200)
	if got := s.amount("ana", walk, day-1); got != 12 {
		t.Errorf("the day holds %d", got)
	}
	p = p.form("#y-" + read + " form").submit("Skip: Read, yesterday").want(200)
	if !s.entry("ana", read, day-1).Skipped || p.has("#yesterday") {
		t.Error("the last one is not answered, or still asked about")
	}
	p = p.form(".flash button").submit("Undo").want(200)
	if !p.has("#y-" + read) {
		t.Error("what is unanswered again is not asked about")
	}
	p.form("#y-" + read + " form").submit("No: Read, yesterday").want(200)
	if e := s.entry("ana", read, day-1); e.Amount == nil || *e.Amount != 0 {
		t.Errorf("the day holds %+v", e)
	}
}

// It asks on the first visit of a day, which goes on while one presses.
func TestYesterdayIsAskedOnce(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	stretch, read := s.keeps("ana", "Stretch", ticked), s.keeps("ana", "Read", ticked)
	asks := func(p *answer) bool { return p.want(200).has("#yesterday") }
	for range 2 {
		if !asks(s.get("/today")) {
			t.Error("a look at the page ends the first visit")
		}
	}
	left := s.get("/today").click("#yesterday > p a")
	if asks(left) {
		t.Error("it was left and asks still")
	}
	if p := left.form(row(stretch) + ".days").submit(row(stretch) + ".cell.now"); asks(p) {
		t.Error("it asks again after a press")
	}
	if asks(s.get("/today")) {
		t.Error("it asks on the second visit")
	}
	s.pass(24 * time.Hour)
	p := s.get("/today")
	if got := p.want(200).text("#yesterday h2"); got != "Yesterday has one unanswered" || !p.has("#y-"+read) {
		t.Errorf("the next day it asks %q", got)
	}
	if p := p.form(row(stretch) + ".days").submit(row(stretch) + ".cell.now"); !asks(p) {
		t.Error("a press ends the visit")
	}
	p = s.get("/today")
	if asks(p) || asks(p.form(row(read)+".days").submit(row(read)+".cell.now")) {
		t.Error("it asks again on a later visit")
	}
	if p := s.get(link.Day(s.today("ana") - 1)); asks(p) {
		t.Error("another day's page asks about its own day before")
	}
}

func TestTodayByTag(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	stretch, eat := s.keeps("ana", "Stretch", ticked), s.keeps("ana", "Eat", plants)
	if p := s.get("/today"); p.has(`nav[aria-label="Tags"]`) {
		t.Error("there are tags without any")
	}
	s.tagged("ana", stretch, "body & soul")
	p := s.get("/today").want(200)
	if got := strings.Join(p.texts(`nav[aria-label="Tags"] a`), ", "); got != "All, body & soul" {
		t.Errorf("the tags are %s", got)
	}
	p = p.click(`nav[aria-label="Tags"] a:last-child`).want(200)
	if !p.has(row(stretch)) || p.has(row(eat)) || p.text(`nav[aria-label="Tags"] [aria-current]`) != "body & soul" {
		t.Error("it lists other habits than those of the tag")
	}
	p = p.form(row(stretch) + ".days").submit(row(stretch) + ".cell.now").want(200)
	if p.has(row(eat)) || p.url.Query().Get("tag") != "body & soul" {
		t.Errorf("a press leads to %s", p.url)
	}
	p = p.click(".week li:first-child a").want(200)
	if p.has(row(eat)) || p.path() == "/today" {
		t.Errorf("another day shows all habits: %s", p.url)
	}
	if s.get("/today?tag=nonsense").want(200).find(".habit").Length() != 2 {
		t.Error("a tag that is none hides habits")
	}
}

// tagged puts tags on a habit.
func (s *site) tagged(person, habit string, names ...string) {
	s.t.Helper()
	ctx, u, today := context.Background(), s.user(person), s.today(person)
	l, err := s.store.Ledger(ctx, u.ID, habit, today, today)
	if err != nil {
		s.t.Fatal(err)
	}
	if _, err := s.store.EditHabit(ctx, u.ID, auth.NewPageID(), habit, store.Edit{Habit: l.Habit, Plan: l.Plans[0], Tags: names}, today); err != nil {
		s.t.Fatal(err)
	}
}
