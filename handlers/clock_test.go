package handlers_test

import (
	"context"
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"gloss/models"
	"gloss/models/auth"
	"gloss/models/date"
	"gloss/models/store"
	"gloss/views/link"
)

// at sets the clock.
func (s *site) at(t time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now = t
}

// life is somebody who ticks one habit every day, by the buttons of the pages,
// whatever the clock does.
type life struct {
	*site
	*browser
	name, habit string
	ticked      map[date.Date]bool
}

// begins gives somebody in a zone a habit that begins today, with so many spare
// days a week.
func (s *site) begins(name, zone string, dayStart, reserve int) *life {
	s.t.Helper()
	l := &life{site: s, name: name, ticked: map[date.Date]bool{}}
	l.browser = s.as(name)
	l.moves(zone, dayStart)
	p := ticked
	p.From, p.Reserve = s.today(name), reserve
	made, err := s.store.CreateHabits(context.Background(), s.user(name).ID, auth.NewPageID(), []store.NewHabit{{Habit: models.Habit{Name: "Stretch", Hue: "sun", Icon: "sun"}, Plan: p}})
	if err != nil {
		s.t.Fatal(err)
	}
	l.habit = made[0].ID
	return l
}

// moves moves to a zone, by the form on You.
func (l *life) moves(zone string, dayStart int) {
	l.site.t.Helper()
	l.sends("/you/day", url.Values{"zone": {zone}, "start": {strconv.Itoa(dayStart)}})
}

// sends a form, and signs in again first where the clock has ended the session.
func (l *life) sends(path string, form url.Values) {
	l.site.t.Helper()
	form.Set("page", auth.NewPageID())
	got := l.once(l.request("POST", path, form))
	if strings.HasPrefix(got.header.Get("Location"), "/login") {
		l.logIn(l.name, password(l.name))
		got = l.once(l.request("POST", path, form))
	}
	if got.status != http.StatusSeeOther {
		l.site.t.Fatalf("%s at %s answered %d\n%s", path, l.clock(), got.status, got.main())
	}
}

// ticks ticks every day of theirs up to today that is not ticked.
func (l *life) ticks() {
	l.site.t.Helper()
	today := l.site.today(l.name)
	first := today
	for d := range l.ticked {
		first = min(first, d)
	}
	for d := first; d <= today; d++ {
		if !l.ticked[d] {
			l.sends(link.HabitDay(l.habit, d), url.Values{"do": {"tick"}})
			l.ticked[d] = true
		}
	}
}

// row is how many days in a row up to today are ticked.
func (l *life) row() (n int) {
	for d := l.site.today(l.name); l.ticked[d]; d-- {
		n++
	}
	return n
}

// looks asks for every page that is about days; each is there, and the habit's
// says how many days in a row.
func (l *life) looks(want int) {
	l.site.t.Helper()
	today := l.site.today(l.name)
	for _, path := range []string{
		"/today", "/habits", link.Journal, "/years/" + today.String()[:4], link.Day(today - 1), link.Day(today + 1), "/pauses", "/you",
		link.EditHabit(l.habit), link.Habit(l.habit) + "?at=" + (today - 40).String(), "/guides",
	} {
		if got := l.once(l.request("GET", path, nil)); got.status != http.StatusOK {
			l.site.t.Fatalf("%s at %s answered %d", path, l.clock(), got.status)
		}
	}
	p := l.get(link.Habit(l.habit)).want(200)
	if got := p.run(); got != want {
		l.site.t.Errorf("at %s, %s there: %d days in a row, want %d", l.clock(), today, got, want)
	}
}

// run is the streak as the page of a habit tells it.
func (p *answer) run() int {
	p.t.Helper()
	names := p.texts(".figures dt")
	i := slices.IndexFunc(names, func(name string) bool { return strings.Contains(name, "in a row") })
	if i < 0 {
		p.t.Fatalf("the figures are %q", names)
	}
	n, err := strconv.Atoi(strings.Fields(p.texts(".figures dd")[i])[0])
	if err != nil {
		p.t.Fatal(err)
	}
	return n
}

// However the server's clock jumps, every page is there and takes logs, and
// what was kept counts again once the clock is right.
func TestClockJumps(t *testing.T) {
	const year = 365 * 24 * time.Hour
	s := newSite(t)
	s.as("ana")
	l := s.begins("ana", home, 0, 0)
	for range 20 {
		l.ticks()
		s.pass(24 * time.Hour)
	}
	right := s.clock().Add(-24 * time.Hour)
	s.at(right)
	l.looks(20)
	for name, jump := range map[string]time.Duration{"a year ahead": year, "a day back": -24 * time.Hour, "a year back": -year, "fifteen years back": -15 * year} {
		t.Run(name, func(t *testing.T) {
			l.site.t, l.browser.t = t, t
			s.at(right.Add(jump))
			today := s.today("ana")
			l.sends(link.HabitDay(l.habit, today), url.Values{"do": {"note"}, "note": {"what a day"}})
			l.looks(l.row())
			if jump > 0 {
				l.sends(link.HabitDay(l.habit, today), url.Values{"do": {"tick"}})
				l.looks(1)
			}
			s.at(right)
			l.sends("/you/day", url.Values{})
			l.looks(20)
			// As though nothing had been kept of the past.
			if _, err := s.open().Exec("DELETE FROM progress"); err != nil {
				t.Fatal(err)
			}
			l.looks(20)
		})
	}
	l.site.t, l.browser.t = t, t
	s.pass(24 * time.Hour)
	l.ticks()
	l.looks(21)
}

// A year's odd days, in zones where the clocks change by an hour, by half an
// hour, at midnight, and where a day was left out: whoever ticks every day they
// have is told of every one.
func TestDaysThatAreNotOf24Hours(t *testing.T) {
	for _, c := range []struct {
		zone     string
		from     string // UTC
		dayStart int
	}{
		{"Europe/Berlin", "2026-03-27", 0},
		{"Europe/Berlin", "2026-10-23", 3},
		{"America/New_York", "2026-03-06", 2},
		{"America/New_York", "2026-10-30", 0},
		{"Australia/Lord_Howe", "2024-04-05", 2},
		{"Australia/Lord_Howe", "2024-10-04", 0},
		{"Africa/Cairo", "2024-04-24", 0},
		{"America/Havana", "2024-03-08", 0},
		{"America/Havana", "2024-11-01", 1},
		{"Asia/Kathmandu", "1985-12-29", 0},
		{"Pacific/Apia", "2011-12-27", 0},
		{"Pacific/Apia", "2011-12-27", 6},
		{"Pacific/Kwajalein", "1993-08-19", 0},
	} {
		t.Run(c.zone+" "+c.from, func(t *testing.T) {
			from, err := time.Parse(time.DateOnly, c.from)
			if err != nil {
				t.Fatal(err)
			}
			s := newSite(t)
			s.at(from)
			l := s.begins("ana", c.zone, c.dayStart, 0)
			for step := range 24 { // every seven hours of a week
				s.at(from.Add(time.Duration(step) * 7 * time.Hour))
				l.ticks()
				if step%8 == 7 {
					l.looks(l.row())
				}
			}
			if n := len(l.ticked); n < 7 || n > 9 || l.row() != n {
				t.Errorf("%d days were ticked in a week, %d of them in a row", n, l.row())
			}
		})
	}
}

// A day that a zone left out is forgiven as any other by the spare day of its
// week, and can be ticked afterwards.
func TestLostDay(t *testing.T) {
	s := newSite(t)
	s.at(time.Date(2011, time.December, 27, 22, 0, 0, 0, time.UTC)) // noon of that day in Apia
	l := s.begins("ana", "Pacific/Apia", 0, 1)
	for range 5 {
		l.sends(link.HabitDay(l.habit, s.today("ana")), url.Values{"do": {"tick"}})
		s.pass(24 * time.Hour)
	}
	s.pass(-24 * time.Hour)
	if today := s.today("ana"); today != date.New(2012, time.January, 1) {
		t.Fatalf("it is %s", today)
	}
	l.looks(5) // 27, 28, 29, 31 and the first
	l.sends(link.HabitDay(l.habit, date.New(2011, time.December, 30)), url.Values{"do": {"tick"}})
	l.looks(6)
}

// Whoever travels keeps every day that was logged, wherever the day began.
func TestTravelling(t *testing.T) {
	zones := []string{"Pacific/Honolulu", "Pacific/Kiritimati", "Europe/Berlin", "Asia/Kathmandu", "America/St_Johns", "Pacific/Auckland", "Pacific/Pago_Pago", "Australia/Lord_Howe"}
	for seed := range uint64(3) {
		t.Run(strconv.FormatUint(seed, 10), func(t *testing.T) {
			s, chance := newSite(t), rand.New(rand.NewPCG(seed, 4))
			l := s.begins("ana", "Europe/Berlin", 0, 0)
			for step := range 40 {
				s.pass(time.Duration(1+chance.IntN(30)) * time.Hour)
				if chance.IntN(2) == 0 {
					l.moves(zones[chance.IntN(len(zones))], chance.IntN(7))
				}
				l.ticks()
				if step%8 == 7 {
					l.looks(l.row())
				}
			}
			if l.row() < 15 {
				t.Errorf("but %d days were lived", l.row())
			}
		})
	}
}
