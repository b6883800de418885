package store_test

import (
	"errors"
	"testing"

	"gloss/models"
	"gloss/models/store"
)

func shipped(id string) (models.Guide, []models.Advice) {
	g := models.Guide{ID: id, Slug: "light", Title: "Light " + id, Text: "text of " + id, Blocks: "[]", References: "[]", Source: "# Light", Hash: id, Published: today - 1000, Minutes: 4}
	return g, []models.Advice{
		{ID: id + "-sun", Position: 1, Key: "sun", Passages: "[]", Offer: "{}", Rule: "guide", Strength: 1},
		{ID: id + "-plate", Position: 2, Key: "plate", Passages: "[]", Offer: "{}", Rule: "guide", Strength: 1},
	}
}

func put(t *testing.T, s *store.Store, id string) {
	t.Helper()
	g, advice := shipped(id)
	if err := s.PutShipped(t.Context(), g, advice); err != nil {
		t.Fatal(err)
	}
}

func TestShippedGuides(t *testing.T) {
	tr := &tracing{}
	s := open(t, t.TempDir(), tr.option)
	p := newPerson(t, s, "ana")
	put(t, s, "first")
	for _, sql := range tr.of(func() { put(t, s, "first") }) {
		if sql[:6] != "SELECT" {
			t.Errorf("putting the same again ran %s", sql)
		}
	}
	n := newHabit("sun", minutes(today))
	n.GuideID, n.AdviceID = "first", "first-sun"
	if _, err := s.CreateHabits(t.Context(), p.id, p.changeID(), []store.NewHabit{n}); err != nil {
		t.Fatal(err)
	}
	put(t, s, "second")
	put(t, s, "first") // an older program on the same data
	list, err := s.Guides(t.Context(), p.id)
	if err != nil || len(list) != 1 || list[0].ID != "second" || list[0].Supersedes != "first" || list[0].Text != "" {
		t.Errorf("listed %+v, %v", list, err)
	}
	g, advice, err := s.Guide(t.Context(), p.id, "first")
	if err != nil || g.Text != "text of first" || g.Published != today-1000 || len(advice) != 2 || advice[0].Key != "sun" {
		t.Errorf("the former release: %+v, %+v, %v", g, advice, err)
	}
	both, err := s.GuidesOf(t.Context(), p.id, "first", "second", "nothing")
	if err != nil || len(both) != 2 || both["first"].Text != "" || both["first"].Title != g.Title {
		t.Errorf("both releases: %+v, %v", both, err)
	}
	n.AdviceID = "second-sun"
	if _, err := s.CreateHabits(t.Context(), p.id, p.changeID(), []store.NewHabit{n}); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("advice of another guide: %v", err)
	}
}

func TestShippedAdviceFollowsTheRelease(t *testing.T) {
	s := open(t, t.TempDir())
	put(t, s, "first")
	g, advice := shipped("first")
	g.Title, g.Text, advice[0].Offer = "Daylight", "another text", `{"name":"Sun"}`
	if err := s.PutShipped(t.Context(), g, advice[:1]); err != nil {
		t.Fatal(err)
	}
	got, known, err := s.Guide(t.Context(), "", "first")
	if err != nil || got.Title != "Daylight" || got.Text != "text of first" || len(known) != 1 || known[0].Offer != advice[0].Offer {
		t.Errorf("%+v, %+v, %v", got, known, err)
	}
}

func TestOwnGuidesAreOnesOwn(t *testing.T) {
	s := open(t, t.TempDir())
	ana, eve := newPerson(t, s, "ana"), newPerson(t, s, "eve")
	put(t, s, "mine")
	if _, err := s.Writer().Exec("UPDATE guides SET owner_id = ?", ana.id); err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.Guide(t.Context(), ana.id, "mine"); err != nil {
		t.Error(err)
	}
	if _, _, err := s.Guide(t.Context(), eve.id, "mine"); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("another's guide: %v", err)
	}
	list, err := s.Guides(t.Context(), eve.id)
	byID, err2 := s.AdviceOf(t.Context(), eve.id, "mine-sun")
	if err != nil || err2 != nil || len(list) != 0 || len(byID) != 0 {
		t.Errorf("another's guides %v, advice %v, %v, %v", list, byID, err, err2)
	}
}
