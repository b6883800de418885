package handlers_test

import (
	"context"
	"fmt"
	"net/url"
	"slices"
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

func TestJournalTellsOfEveryChange(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	if p := s.get(link.Journal).want(200).says("Nothing is written here yet"); p.attr(".nothing .btn", "href") != link.Today {
		t.Error("an empty journal does not say where to go")
	}
	sun, day := s.keeps("ana", "Midday sun", minutes), s.today("ana")
	s.pass(26 * time.Hour)
	s.logs("ana", sun, day, models.ActAdd, 15)
	p := s.get(link.Journal).want(200)
	if got := p.texts("h2.group"); len(got) != 2 || !strings.HasPrefix(got[0], "Today ") || !strings.HasPrefix(got[1], "Yesterday ") {
		t.Errorf("grouped under %q", got)
	}
	if got, want := p.texts(".journal p"), []string{"Midday sun, yesterday: 15 minutes added", "Midday sun: made"}; !slices.Equal(got, want) {
		t.Errorf("says %q, want %q", got, want)
	}
	if got := p.attr(".journal p a", "href"); got != link.Habit(sun) {
		t.Errorf("the name leads to %s", got)
	}
	if got := p.attr(".journal time", "datetime"); !strings.HasPrefix(got, s.today("ana").String()) {
		t.Errorf("written at %s", got)
	}
}

func TestJournalUndoesInPlace(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	sun, day := s.keeps("ana", "Midday sun", minutes), s.today("ana")
	s.logs("ana", sun, day, models.ActAdd, 15)
	p := s.get(link.JournalOf(sun)).form(".journal li form").submit("").want(200)
	if p.path() != link.Journal || p.url.Query().Get("habit") != sun || !p.has("#"+p.url.Fragment) {
		t.Errorf("led to %s", p.url)
	}
	if s.amount("ana", sun, day) != -1 {
		t.Error("it was not taken back")
	}
	if got := p.texts(".journal p"); got[0] != "Midday sun, today: undone, it has 15 minutes less" {
		t.Errorf("says %q", got)
	}
	if got := p.text(".journal .undone"); !strings.Contains(got, "15 minutes added taken back") || p.has(".journal .undone button") {
		t.Errorf("what was taken back says %q", got)
	}
	p.says("Undone: Midday sun has 15 minutes less.")
	p = p.form(".journal li form").submit("").want(200)
	if got := p.texts(".journal p")[0]; s.amount("ana", sun, day) != 15 || got != "Midday sun, today: done again, it has 15 minutes more" {
		t.Errorf("holds %d and says %q", s.amount("ana", sun, day), got)
	}
}

// What cannot be taken back is said on the page it was asked on.
func TestJournalSaysWhatChangedSince(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	sun, day := s.keeps("ana", "Midday sun", minutes), s.today("ana")
	s.logs("ana", sun, day, models.ActSet, 15)
	s.logs("ana", sun, day, models.ActSet, 20)
	p := s.get(link.JournalOf(sun))
	p = p.form(".journal li:nth-child(2) form").submit("").want(422).says("Changed again since: Midday sun")
	if p.text("h1") != "Journal" || p.text("#jh option[selected]") != "Midday sun" || s.amount("ana", sun, day) != 20 {
		t.Errorf("answered with %q, narrowed to %q; it holds %d", p.text("h1"), p.text("#jh option[selected]"), s.amount("ana", sun, day))
	}
}

func TestJournalIsNarrowed(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	sun, walk := s.keeps("ana", "Midday sun", minutes), s.keeps("ana", "Walk", ticked)
	day := s.today("ana")
	s.logs("ana", sun, day-1, models.ActAdd, 5)
	s.pass(72 * time.Hour)
	s.logs("ana", walk, day-1, models.ActTick, 0)
	s.logs("ana", walk, day, models.ActTick, 0)
	lines := func(habit string, about, since date.Date) int {
		f := s.get(link.Journal).form(".inline-form").set("habit", habit).set("day", "").set("since", "")
		if about != 0 {
			f.set("day", about.String())
		}
		if since != 0 {
			f.set("since", since.String())
		}
		p := f.submit("Show").want(200)
		if p.has(".nothing") {
			p.says("No change fits that").click(".nothing .btn").want(200)
		}
		return len(p.texts(".journal > li"))
	}
	for _, test := range []struct {
		habit        string
		about, since date.Date
		want         int
	}{
		{"", 0, 0, 5}, {sun, 0, 0, 2}, {walk, 0, 0, 3}, {"", day - 1, 0, 2}, {walk, day - 1, 0, 1}, {sun, day, 0, 0},
		{"", 0, day + 3, 2}, {"", 0, day + 4, 0}, {"", 0, day, 5}, {"", 0, day + 1, 2}, {walk, day, day + 1, 1},
	} {
		if got := lines(test.habit, test.about, test.since); got != test.want {
			t.Errorf("habit %q, about %s, since %s: %d changes, want %d", test.habit, test.about, test.since, got, test.want)
		}
	}
	for _, odd := range []string{"day=soon", "since=2026-02-30", "before=-1", "before=x", "day=9999-01-01"} {
		if got := len(s.get(link.Journal + "?" + odd).want(200).texts(".journal > li")); got != 5 {
			t.Errorf("%s: %d changes", odd, got)
		}
	}
}

func TestJournalGoesOnEarlier(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	sun, day := s.keeps("ana", "Midday sun", minutes), s.today("ana")
	const n = 150
	for i := range n {
		s.logs("ana", sun, day, models.ActSet, i+1)
	}
	var all []string
	p := s.get(link.JournalOf(sun))
	for pages := 0; ; pages++ {
		all = append(all, p.texts(".journal > li p")...)
		if strings.Contains(p.text(".actions"), "Newest") == (pages == 0) {
			t.Errorf("page %d: %q", pages, p.text(".actions"))
		}
		if !strings.Contains(p.text(".actions"), "Earlier") {
			break
		}
		p = p.click(".actions a:last-child").want(200)
	}
	if len(all) != n+1 || !strings.Contains(all[0], ": 150 minutes set") || all[n] != "Midday sun: made" {
		t.Fatalf("%d changes, from %q to %q", len(all), all[0], all[len(all)-1])
	}
	for i := range n - 1 {
		if want := fmt.Sprintf(": %d minutes set, was %d", n-i, n-i-1); !strings.HasSuffix(all[i], want) {
			t.Fatalf("line %d says %q, want %q", i, all[i], want)
		}
	}
	p.click(".actions a").want(200)
	s.get(link.JournalWith("", 0, 0, 1)).want(200).says("Nothing came before")
}

// skipAll skips a day of habits as one act.
func (s *site) skipAll(person string, day date.Date, habits ...string) []models.Change {
	s.t.Helper()
	done, err := s.store.LogDay(context.Background(), s.user(person).ID, auth.NewPageID(), day, habits, models.ActSkip, s.today(person))
	if err != nil || len(done) != len(habits) {
		s.t.Fatalf("%d of %d skipped: %v", len(done), len(habits), err)
	}
	return done
}

func TestJournalShowsWhatWasDoneAtOnceAsOne(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	var habits []string
	for i := range 4 {
		habits = append(habits, s.keeps("ana", fmt.Sprint("Habit ", i), ticked))
	}
	day := s.today("ana")
	skipped := func() (n int) {
		for _, h := range habits {
			if s.entry("ana", h, day).Skipped {
				n++
			}
		}
		return n
	}
	s.skipAll("ana", day, habits...)
	p := s.get(link.Journal)
	if got := p.text(".journal > li > div > p"); got != "4 habits, today: skipped" {
		t.Errorf("says %q", got)
	}
	if got := len(p.texts(".journal > li")); got != 5 || len(p.texts(".parts li")) != 4 {
		t.Errorf("%d lines, %d parts", got, len(p.texts(".parts li")))
	}
	p = p.form(".journal > li form").submit("").want(200)
	if got := p.texts(".journal > li > div > p"); skipped() != 0 || got[0] != "4 habits, today: undone, 4 changes together" || got[1] != "4 habits, today: skipped taken back" {
		t.Errorf("%d are skipped, says %q", skipped(), got)
	}
	p.form(".journal > li form").submit("").want(200)
	if skipped() != 4 {
		t.Errorf("done again, %d are skipped", skipped())
	}
	// In the journal of one habit there is one of them, to be taken back alone.
	s.get(link.JournalOf(habits[2])).form(".journal > li form").submit("").want(200)
	if s.entry("ana", habits[2], day).Skipped || skipped() != 3 {
		t.Errorf("one taken back alone leaves %d", skipped())
	}
	s.get(link.Journal).says("1 of them taken back")
}

// A page ends between two acts: what was done at once is never cut in two.
func TestJournalKeepsAnActTogether(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	var list []store.NewHabit
	for i := range 90 {
		p := ticked
		p.From = s.today("ana") - 3
		list = append(list, store.NewHabit{Habit: models.Habit{Name: fmt.Sprint("Habit ", i), Hue: "sun", Icon: "sun"}, Plan: p})
	}
	made, err := s.store.CreateHabits(context.Background(), s.user("ana").ID, auth.NewPageID(), list)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 40 {
		s.logs("ana", made[i].ID, s.today("ana"), models.ActTick, 0)
	}
	p := s.get(link.Journal).says("90 habits: made").says("and 30 others")
	if got := len(p.texts(".journal > li")); got != 41 || p.has(".actions a") {
		t.Errorf("%d lines, and more to come: %t", got, p.has(".actions a"))
	}
}

func TestJournalOfOthersIsNobodysBusiness(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	sun := s.keeps("ana", "Midday sun", minutes)
	s.logs("ana", sun, s.today("ana"), models.ActAdd, 5)
	s.as("ben")
	if p := s.get(link.Journal).want(200); strings.Contains(p.body, "Midday") {
		t.Error("ben reads of ana's sun")
	}
	s.get(link.JournalOf(sun)).want(404)
	s.get(link.JournalOf("none-of-anybody-here")).want(404)
	if got := s.stranger().get(link.Journal); got.path() != link.LogIn {
		t.Errorf("a stranger is led to %s", got.path())
	}
}

// Of what is archived or deleted the journal still tells, and a habit that is
// gone for good takes its changes along.
func TestJournalOfHabitsThatArePutAway(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	ctx, ana := context.Background(), s.user("ana").ID
	old, gone := s.keeps("ana", "Cold <b>showers</b>", minutes), s.keeps("ana", "Running", minutes)
	s.logs("ana", old, s.today("ana"), models.ActAdd, 5)
	s.logs("ana", gone, s.today("ana"), models.ActAdd, 5)
	if _, err := s.store.Archive(ctx, ana, auth.NewPageID(), old); err != nil {
		t.Fatal(err)
	}
	if _, err := s.store.DeleteHabit(ctx, ana, auth.NewPageID(), gone); err != nil {
		t.Fatal(err)
	}
	p := s.get(link.Journal).says("Cold <b>showers</b>, today: 5 minutes added").says("Cold <b>showers</b>: archived").says("Running: deleted")
	if p.has(`a[href="` + link.Habit(gone) + `"]`) {
		t.Error("a deleted habit has no page to lead to")
	}
	if got := p.texts("#jh option"); !slices.Equal(got, []string{"All habits", "Cold <b>showers</b> (archived)"}) {
		t.Errorf("to choose from: %q", got)
	}
	if got := s.get(link.JournalOf(gone)).want(200).text("#jh option[selected]"); got != "Running (deleted)" {
		t.Errorf("narrowed to %q", got)
	}
	s.get(link.JournalOf(gone)).form(".journal li form").submit("").want(200)
	s.get(link.Habit(gone)).want(200)
}

// The journal asks as much of the database for one habit as for thirty.
func TestJournalAsksOnce(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	ask := func() int { return s.statements(func() { s.get(link.Journal).want(200) }) }
	s.logs("ana", s.keeps("ana", "First", ticked), s.today("ana"), models.ActTick, 0)
	one := ask()
	for i := range 9 {
		s.logs("ana", s.keeps("ana", fmt.Sprint("More ", i), ticked), s.today("ana"), models.ActTick, 0)
	}
	if ten := ask(); ten != one {
		t.Errorf("%d statements for ten habits, %d for one", ten, one)
	}
}

func TestJournalTellsOfNotesAndPauses(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	ctx, ana, day := context.Background(), s.user("ana").ID, s.today("ana")
	habit := s.keeps("ana", "Stretch", ticked)
	if _, err := s.store.SetDayNote(ctx, ana, auth.NewPageID(), day, "A calm day"); err != nil {
		t.Fatal(err)
	}
	for _, of := range []string{"", habit} {
		if _, err := s.store.AddPause(ctx, ana, auth.NewPageID(), models.Pause{HabitID: of, From: day + 1, To: day + 2}, day); err != nil {
			t.Fatal(err)
		}
	}
	p := s.get(link.Journal).want(200)
	got := p.texts(".journal > li p")
	if !strings.HasPrefix(got[0], "Stretch, tomorrow: paused") || !strings.HasPrefix(got[1], "All habits, tomorrow: paused") || got[2] != "Note on the day, today: saved “A calm day”" {
		t.Errorf("says %q", got)
	}
	for range 3 { // the topmost that can be taken back and is no undo itself
		p = p.form(`button[aria-label^="Undo:"]`).submit("").want(200)
	}
	if note, err := s.store.DayNote(ctx, ana, day); err != nil || note != "" || len(s.pausesOf("ana")) != 0 {
		t.Errorf("left are %q and %v, %v", note, s.pausesOf("ana"), err)
	}
	p.says("Note on the day, today: undone")
}

func TestUndoFromTheJournalIsAskedOnce(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	habit := s.keeps("ana", "Walk", plan.Plan{Kind: plan.Sum, Period: plan.Day, Min: plan.At(10), Unit: "minutes", Step: plan.Whole})
	s.logs("ana", habit, s.today("ana"), models.ActAdd, 5)
	f := s.get(link.Journal).form(".journal li form")
	f.submit("").want(200)
	f.submit("").want(200) // the same button of the same drawing
	if got := len(s.get(link.Journal).texts(".journal > li")); got != 3 {
		t.Errorf("%d changes", got)
	}
	s.post(link.Undo("no-such-change-here"), url.Values{"page": {auth.NewPageID()}, "next": {link.Journal}}).want(404)
}
