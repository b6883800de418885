package store_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/store"
)

// What a person has yet to answer is counted by guide, for them alone: what they
// put away or made a habit of counts no more, in no guide that asks alike, and
// what was found faintly never did.
func TestUnanswered(t *testing.T) {
	s := open(t, t.TempDir())
	ana, eve := newPerson(t, s, "ana"), newPerson(t, s, "eve")
	ctx := t.Context()
	walk, again := ana.bring("Walk", "walk"), ana.bring("Walk too", "walk, too")
	hers := eve.bring("Hers", "hers")
	g, list := brought("Two", "two")
	list = append(list, models.Advice{Position: 2, Key: "rest", Passages: "[]", Offer: "{}", Rule: "x", Strength: 0.9},
		models.Advice{Position: 3, Key: "perhaps", Passages: "[]", Offer: "{}", Rule: "x", Strength: 0.3})
	c, err := s.AddGuide(ctx, ana.id, ana.changeID(), g, list)
	if err != nil {
		t.Fatal(err)
	}
	two := c.SubjectID
	want := func(who *person, want map[string]int) {
		t.Helper()
		got, err := s.Unanswered(ctx, who.id)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%s: %v\n%s", who.id, err, diff)
		}
	}
	want(ana, map[string]int{walk: 1, again: 1, two: 2})
	want(eve, map[string]int{hers: 1})
	if err := s.Dismiss(ctx, ana.id, models.AdviceID(walk, "walk"), true); err != nil {
		t.Fatal(err)
	}
	want(ana, map[string]int{two: 1})
	want(eve, map[string]int{hers: 1})
	if err := s.Dismiss(ctx, ana.id, models.AdviceID(walk, "walk"), false); err != nil {
		t.Fatal(err)
	}
	taken := store.NewHabit{
		Habit: models.Habit{Name: "Walk", Hue: "leaf", Icon: "walk", GuideID: again, AdviceID: models.AdviceID(again, "walk"), Passages: "[]"},
		Plan:  plan.Plan{From: date.New(2026, 6, 10), Kind: plan.Tick, Period: plan.Day, Min: plan.At(1), Step: plan.Whole},
	}
	if _, err := s.CreateHabits(ctx, ana.id, ana.changeID(), []store.NewHabit{taken}); err != nil {
		t.Fatal(err)
	}
	want(ana, map[string]int{two: 1})
}
