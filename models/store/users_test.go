package store_test

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/store"
)

func TestOwnerRace(t *testing.T) {
	s := open(t, t.TempDir())
	var wait sync.WaitGroup
	results := make([]error, 8)
	for i := range results {
		wait.Go(func() { _, results[i] = s.CreateOwner(t.Context(), newUser(fmt.Sprintf("user %d", i))) })
	}
	wait.Wait()
	made := 0
	for _, err := range results {
		switch {
		case err == nil:
			made++
		case !errors.Is(err, models.ErrClosed):
			t.Error(err)
		}
	}
	users, err := s.Users(t.Context())
	if err != nil || made != 1 || len(users) != 1 || !users[0].Owner {
		t.Errorf("%d owners made, users %v, %v", made, users, err)
	}
}

func TestNames(t *testing.T) {
	s := open(t, t.TempDir())
	if has, err := s.HasUsers(t.Context()); err != nil || has {
		t.Fatalf("a new database has users: %v, %v", has, err)
	}
	u, err := s.CreateUser(t.Context(), newUser("  Ana   Müller "))
	if err != nil || u.Name != "Ana Müller" || u.WeekStart != time.Monday || u.Owner {
		t.Fatalf("%+v, %v", u, err)
	}
	var bad models.Invalid
	if _, err := s.CreateUser(t.Context(), newUser("ANA MU\u0308LLER")); !errors.As(err, &bad) || bad["name"] == "" {
		t.Errorf("the same name in other letters: %v", err)
	}
	if got, err := s.UserByName(t.Context(), "ana müller"); err != nil || got.ID != u.ID {
		t.Errorf("by name: %v, %v", got, err)
	}
	if _, err := s.UserByName(t.Context(), "nobody"); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("nobody: %v", err)
	}
	if _, err := s.User(t.Context(), "1=1"); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("a condition for an id: %v", err)
	}
	for _, n := range []store.NewUser{
		{Name: " ", Zone: "UTC", Password: "x"}, {Name: "a\x00", Zone: "UTC", Password: "x"},
		{Name: strings.Repeat("a", 65), Zone: "UTC", Password: "x"}, {Name: "b", Zone: "Mars/Base", Password: "x"},
		{Name: "b", Zone: "UTC", Password: "x", Email: "not an address"},
	} {
		if _, err := s.CreateUser(t.Context(), n); !errors.As(err, &bad) {
			t.Errorf("%q: %v", n.Name, err)
		}
	}
}

func TestUpdates(t *testing.T) {
	s := open(t, t.TempDir())
	ana, ben := newPerson(t, s, "ana"), newPerson(t, s, "ben")
	if err := s.UpdateProfile(t.Context(), ana.id, "Anna", "anna@example.org"); err != nil {
		t.Fatal(err)
	}
	if err := s.UpdateDay(t.Context(), ana.id, "Pacific/Apia", 4, time.Sunday); err != nil {
		t.Fatal(err)
	}
	u, err := s.User(t.Context(), ana.id)
	if err != nil || u.Name != "Anna" || u.Email != "anna@example.org" || u.Zone != "Pacific/Apia" || u.DayStart != 4 || u.WeekStart != time.Sunday {
		t.Errorf("%+v, %v", u, err)
	}
	if err := s.UpdateDay(t.Context(), ana.id, "UTC", 0, time.Sunday); err != nil {
		t.Fatal(err)
	}
	if u, _ = s.User(t.Context(), ana.id); u.DayStart != 0 {
		t.Error("a day start of 0 was not stored")
	}
	var bad models.Invalid
	if err := s.UpdateProfile(t.Context(), ben.id, "ANNA", ""); !errors.As(err, &bad) || bad["name"] == "" {
		t.Errorf("a name that is taken: %v", err)
	}
	if err := s.UpdateDay(t.Context(), ben.id, "UTC", 7, time.Sunday); !errors.As(err, &bad) || bad["start"] == "" {
		t.Errorf("a day that starts at seven: %v", err)
	}
	if err := s.UpdateProfile(t.Context(), "nobody", "x", ""); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("an update of nobody: %v", err)
	}
}

func TestRemoveUser(t *testing.T) {
	s := open(t, t.TempDir())
	owner, err := s.CreateOwner(t.Context(), newUser("olga"))
	if err != nil {
		t.Fatal(err)
	}
	p := newPerson(t, s, "canary-name")
	id := p.habit("canary-habit", plants(today))
	p.eat(id, today, models.ActItem, "canary-item")
	if _, err := p.try(store.Log{HabitID: id, Day: today, Act: models.ActNote, Note: "canary-note"}); err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.CreateSession(t.Context(), p.id, "canary-device", "192.0.2.1", true); err != nil {
		t.Fatal(err)
	}
	p.edit(id, editOf("canary-habit", plants(0), "canary-tag"), today)
	p.pause(id, today, today)
	p.pause("", today, 0)
	if _, err := s.SetDayNote(t.Context(), p.id, p.changeID(), today, "canary-day"); err != nil {
		t.Fatal(err)
	}
	put(t, s, "light")
	if err := s.MarkRead(t.Context(), p.id, "light", true); err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.ResetLink(t.Context(), owner.ID, p.id); err != nil {
		t.Fatal(err)
	}
	var bad models.Invalid
	if err := s.RemoveUser(t.Context(), owner.ID); !errors.As(err, &bad) {
		t.Errorf("the last owner went while others stay: %v", err)
	}
	if err := s.RemoveUser(t.Context(), p.id); err != nil {
		t.Fatal(err)
	}
	for name, rows := range dump(t, s.Reader()) {
		if of := map[string]int{"users": 1, "guides": 1, "advice": 2}[name]; len(rows) != of {
			t.Errorf("%s holds %d rows after an account was removed, want %d", name, len(rows), of)
		}
	}
	if err := s.RemoveUser(t.Context(), p.id); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("removed twice: %v", err)
	}
	if err := s.RemoveUser(t.Context(), owner.ID); err != nil {
		t.Errorf("the owner alone: %v", err)
	}
}

// Another person's ids answer like ids that never were, and change nothing.
func TestOthersIDsNeverWork(t *testing.T) {
	s := open(t, t.TempDir())
	ana, eve := newPerson(t, s, "ana"), newPerson(t, s, "eve")
	eve.n = 5000
	id := ana.habit("sun", minutes(today))
	c := ana.log(id, today, models.ActAdd, five)
	_, session, err := s.CreateSession(t.Context(), ana.id, "Firefox", "192.0.2.1", true)
	if err != nil {
		t.Fatal(err)
	}
	_, logged := eve.try(store.Log{HabitID: id, Day: today, Act: models.ActAdd, Amount: five})
	_, undone := eve.undo(c.ID)
	_, change := s.Change(t.Context(), eve.id, c.ID)
	_, ledger := s.Ledger(t.Context(), eve.id, id, today, today)
	for what, err := range map[string]error{
		"log": logged, "undo": undone, "change": change, "ledger": ledger,
		"end session": s.EndSession(t.Context(), eve.id, session.Digest),
	} {
		if !errors.Is(err, models.ErrNotFound) {
			t.Errorf("%s: %v, want ErrNotFound", what, err)
		}
	}
	if list, err := s.Ledgers(t.Context(), eve.id, today, today); err != nil || len(list) != 0 {
		t.Errorf("ledgers: %v, %v", list, err)
	}
	if list, err := s.Changes(t.Context(), eve.id, store.Filter{HabitID: id}); err != nil || len(list) != 0 {
		t.Errorf("changes: %v, %v", list, err)
	}
	if got := ana.day(id, today); got != "5" {
		t.Errorf("ana's day holds %q", got)
	}
	var last date.Date
	for _, l := range mustChanges(t, ana) {
		last = l.Day
	}
	if last != 0 {
		t.Errorf("a habit's creation has the day %s", last)
	}
}
