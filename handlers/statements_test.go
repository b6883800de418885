package handlers_test

import (
	"context"
	"encoding/binary"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gloss/handlers"
	"gloss/models"
	"gloss/models/auth"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/store"
	"gloss/views/link"
)

// mostStatements is what one page may ask of the database.
const mostStatements = 16

// A page asks as much of the database for thirty habits of years as for one
// of a month, whoever else is there.
func TestStatementsOfEveryPage(t *testing.T) {
	s := newSite(t)
	few, many := s.as("ana"), s.as("ben") // ana owns the site
	s.busy("ana", 1, 30)
	s.busy("ben", 30, 3*365)
	anas, bens := s.furnish("ana"), s.furnish("ben")
	for _, r := range handlers.Routes {
		if r.Method != http.MethodGet || r.Who == handlers.Owner || r.Path == "/assets/*" {
			continue
		}
		ask := func(b *browser, mine things, path string) int {
			return s.statements(func() { b.once(b.request("GET", strings.ReplaceAll(path, "ID", mine.habit), nil)) })
		}
		for _, query := range []string{"", "?habit=ID&at=2025-01-01&to=2025-01-01&show=order&group=tag"} {
			one, thirty := ask(few, anas, anas.at(r, s)+query), ask(many, bens, bens.at(r, s)+query)
			if one != thirty || thirty > mostStatements {
				t.Errorf("%s%s takes %d statements for one habit, %d for thirty of years", r.Path, query, one, thirty)
			}
		}
	}
	for _, day := range []string{"/days/2024-03-04", "/years/2024"} {
		one, thirty := s.statements(func() { few.get(day).want(200) }), s.statements(func() { many.get(day).want(200) })
		if one != thirty || thirty > mostStatements {
			t.Errorf("%s takes %d statements for one habit, %d for thirty of years", day, one, thirty)
		}
	}
}

// A log by a form is one commit, whatever it logs, and looking is none.
func TestCommitsOfALog(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	counted, eaten, today := s.keeps("ana", "Sun", minutes), s.keeps("ana", "Plate", plants), s.today("ana")
	if n := s.commits(func() { s.get("/today").want(200) }); n != 0 {
		t.Errorf("looking at Today commits %d times", n)
	}
	for _, form := range []url.Values{
		{"do": {"add"}, "amount": {"5"}}, {"do": {"add"}, "amount": {"5"}}, {"do": {"set"}, "amount": {"20"}}, {"do": {"clear"}}, {"do": {"note"}, "note": {"windy"}},
		{"do": {"item"}, "item": {"kale"}}, {"do": {"item"}, "item": {"leek"}}, {"do": {"skip"}, "sure": {"true"}},
	} {
		for _, day := range []date.Date{today, today - 5, today - 30} {
			habit := counted
			if form.Has("item") {
				habit = eaten
			}
			form.Set("page", auth.NewPageID())
			r := s.request("POST", link.HabitDay(habit, day), form)
			if n := s.commits(func() {
				if got := s.once(r); got.status != http.StatusSeeOther {
					t.Fatalf("%v answered %d\n%s", form, got.status, got.main())
				}
			}); n != 1 {
				t.Errorf("%v on %s commits %d times", form, day, n)
			}
		}
	}
}

// commits counts what an act commits, in the write-ahead log: a page that ends
// a commit carries the size of the database.
func (s *site) commits(act func()) int {
	s.t.Helper()
	count := func() (n int) {
		log, err := os.ReadFile(filepath.Join(s.dir, store.FileName) + "-wal")
		if err != nil {
			s.t.Fatal(err)
		}
		const header, frame = 32, 24
		page := int(binary.BigEndian.Uint32(log[8:]))
		for at := header; at+frame+page <= len(log); at += frame + page {
			if binary.BigEndian.Uint32(log[at+4:]) != 0 {
				n++
			}
		}
		return n
	}
	before := count()
	act()
	return count() - before
}

// busy gives somebody habits of every kind, kept for so many days, with tags, a
// pause, notes and a thing eaten.
func (s *site) busy(name string, habits, days int) {
	s.t.Helper()
	ctx, id, today := context.Background(), s.user(name).ID, s.today(name)
	kinds := []plan.Plan{plants, minutes, ticked, {Kind: plan.Tick, Period: plan.Rolling, Days: 7, Min: plan.At(3), Step: plan.Whole}}
	for i := range habits {
		h := s.keeps(name, fmt.Sprint("Habit ", i), kinds[i%len(kinds)])
		s.tag(name, h, "body", fmt.Sprint("tag ", i))
		if i%len(kinds) == 0 {
			eaten := []models.ItemName{{Item: "kale", Name: "Kale"}, {Item: "leek", Name: "Leek"}}
			if _, err := s.store.LogEntry(ctx, id, store.Log{ID: auth.NewPageID(), HabitID: h, Day: today, Act: models.ActItem, Items: eaten, Today: today}); err != nil {
				s.t.Fatal(err)
			}
		}
	}
	if _, err := s.store.AddPause(ctx, id, auth.NewPageID(), models.Pause{From: today - 5, To: today - 4}, today); err != nil {
		s.t.Fatal(err)
	}
	if _, err := s.store.SetDayNote(ctx, id, auth.NewPageID(), today, "windy"); err != nil {
		s.t.Fatal(err)
	}
	s.lives(name, days)
}

// The people of a household are listed in as many statements, however many
// they are.
func TestStatementsOfPeople(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	s.as("ben")
	ask := func() int { return s.statements(func() { s.as("ana").get("/people").want(200) }) }
	two := ask()
	for i := range 8 {
		s.as(fmt.Sprint("person ", i))
	}
	if ten := ask(); ten != two {
		t.Errorf("%d statements for ten people, %d for two", ten, two)
	}
}
