package handlers_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"gloss/models"
	"gloss/models/auth"
	"gloss/views/link"
)

// presses presses a button on the page for editing a habit.
func (s *site) presses(habit, button string) *answer {
	s.t.Helper()
	p := s.get(link.EditHabit(habit)).want(200)
	path := map[string]string{
		"Copy it": link.CopyHabit(habit), "Archive it": link.ArchiveHabit(habit), "Bring it back": link.UnarchiveHabit(habit), "Delete it": link.DeleteHabit(habit),
	}[button]
	return p.form("[action='" + path + "'] button").submit(button).want(200)
}

func TestArchiveAndBack(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	habit := s.keeps("ana", "Sun", minutes)
	s.logs("ana", habit, wednesday, models.ActSet, 12)
	p := s.presses(habit, "Archive it")
	if p.path() != link.Habit(habit) || !p.has(".flash button") {
		t.Errorf("led to %s", p.url)
	}
	if got := s.names("ana"); len(got) != 0 {
		t.Errorf("Today still has %q", got)
	}
	if s.amount("ana", habit, wednesday) != 12 {
		t.Error("what was logged is gone")
	}
	s.get(link.EditHabit(habit)).want(200).says("archived")
	s.edits(habit).set("name", "Sky").submit("Save").want(200)
	s.presses(habit, "Bring it back")
	if got := s.names("ana"); !slices.Equal(got, []string{"Sky"}) {
		t.Errorf("brought back: %q", got)
	}
	p.form(".flash button").submit("Undo")
	if got := s.names("ana"); len(got) != 1 {
		t.Errorf("an old undo put it away again: %q", got)
	}
}

func TestDeleteAndChangeOnesMind(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	habit := s.keeps("ana", "Sun", minutes)
	s.logs("ana", habit, wednesday, models.ActSet, 12)
	s.get(link.DeletedHabits).want(200).says("Nothing is deleted")
	s.get(link.EditHabit(habit)).says("Until Friday 10 July it can be brought back")

	p := s.presses(habit, "Delete it")
	if p.path() != link.Today {
		t.Errorf("led to %s", p.url)
	}
	s.get(link.Habit(habit)).want(404)
	s.get(link.EditHabit(habit)).want(404)
	p.form(".flash button").submit("Undo").want(200)
	if got := s.names("ana"); !slices.Equal(got, []string{"Sun"}) {
		t.Fatalf("undone: %q", got)
	}

	s.presses(habit, "Delete it")
	s.pass(29 * 24 * time.Hour)
	p = s.get(link.DeletedHabits).want(200).says("deleted 10 June, kept until Friday 10 July")
	back := p.form("main li form").submit("Bring back Sun").want(200)
	if back.path() != link.DeletedHabits || s.amount("ana", habit, wednesday) != 12 {
		t.Errorf("led to %s, or came back without its days", back.url)
	}
	back.says("Nothing is deleted")

	s.presses(habit, "Delete it")
	late := s.get(link.DeletedHabits).want(200).form("main li form")
	if _, err := s.open().Exec("UPDATE habits SET deleted_at = deleted_at - ?", (31 * 24 * time.Hour).Milliseconds()); err != nil {
		t.Fatal(err)
	}
	late.submit("").want(404)
	s.get(link.DeletedHabits).want(200).says("Nothing is deleted")
}

func TestCopy(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	sun := s.takes("ana")[1].ID
	s.logs("ana", sun, wednesday, models.ActSet, 12)
	p := s.presses(sun, "Copy it")
	list := s.ledgers("ana")
	made := list[len(list)-1]
	if len(list) != 4 || made.Name != "Midday sun (copy)" || p.path() != link.EditHabit(made.ID) {
		t.Fatalf("%q, at %s", s.names("ana"), p.url)
	}
	if made.Plans[0].From != wednesday || made.Plans[0].Terms() != s.ledger("ana", sun).Plans[0].Terms() || made.Passages == "" || len(made.Logged) != 0 {
		t.Errorf("the copy is %+v, %d days logged", made.Plans, len(made.Logged))
	}
	if got := p.form("#habit-name").values.Get("name"); got != made.Name {
		t.Errorf("the form is for %q", got)
	}
	if p = p.form(".flash button").submit("Undo"); p.status != 200 || p.path() != link.Today {
		t.Errorf("taking the copy back leads to %d %s", p.status, p.url)
	}
	long := s.keeps("ana", strings.Repeat("ä", models.MaxHabitName), ticked)
	s.presses(long, "Copy it")
	if got := s.names("ana"); !strings.HasSuffix(got[len(got)-1], "ä (copy)") || len([]rune(got[len(got)-1])) != models.MaxHabitName {
		t.Errorf("a long name became %q", got[len(got)-1])
	}
}

// A button that is pressed twice counts once.
func TestLivesCountOnce(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	habit := s.keeps("ana", "Sun", minutes)
	f := s.get(link.EditHabit(habit)).form("[action='" + link.CopyHabit(habit) + "'] button")
	first, second := f.submit("").want(200), f.submit("").want(200)
	if first.path() != second.path() || len(s.names("ana")) != 2 {
		t.Errorf("%s and %s: %q", first.path(), second.path(), s.names("ana"))
	}
	for _, path := range []string{link.ArchiveHabit(habit), link.DeleteHabit(habit), link.RestoreHabit(habit), link.UnarchiveHabit(habit)} {
		v := url.Values{"page": {auth.NewPageID()}}
		s.post(path, v).want(200)
		s.post(path, v).want(200)
		s.post(path, url.Values{"page": {auth.NewPageID()}}).want(200) // it is so already
		s.post(path, url.Values{}).want(400)
	}
	if got := s.names("ana"); len(got) != 2 {
		t.Errorf("after all of it: %q", got)
	}
}

// Nobody reaches what is another's, not by a pause's id either.
func TestLivesOfOthers(t *testing.T) {
	s := newSite(t)
	s.as("vera")
	hers := s.keeps("vera", "Sun", minutes)
	s.get(link.EditHabit(hers)).form("#pause-from").submit("").want(200)
	pause := s.pausesOf("vera")[0].ID
	before := s.dump(s.user("vera").ID)
	s.as("ben")
	for _, path := range []string{
		link.EditHabit(hers), link.ArchiveHabit(hers), link.UnarchiveHabit(hers), link.DeleteHabit(hers), link.RestoreHabit(hers), link.CopyHabit(hers),
		link.HabitPauses(hers), link.DropPlan(hers, wednesday), link.EndPause(pause), link.RemovePause(pause),
	} {
		v := filled("page="+auth.NewPageID(), "from="+wednesday.String())
		if got := s.post(path, v); got.status != 404 {
			t.Errorf("%s answered %d", path, got.status)
		}
	}
	for table, rows := range s.dump(s.user("vera").ID) {
		if !slices.Equal(rows, before[table]) {
			t.Errorf("%s changed", table)
		}
	}
}
