package handlers_test

import (
	"fmt"
	"testing"

	"gloss/models"
)

// A file of more habits than there is room for is shown all the same, says so,
// and comes in with one left out.
func TestHistoryWithoutRoom(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	s.given(bull(1, "Here")).brings().want(200)
	names := make([]string, models.MaxHabits)
	for i := range names {
		names[i] = fmt.Sprint("Habit ", i)
	}
	const why = "at most 500, and these would make 501. Leave some out."
	p := s.given(bull(1, names...)).says(why).says("Habit 499")
	if again := p.brings(); again.status != 422 || s.entries("ana") != 1 {
		t.Errorf("it answered %d, and there are %d entries", again.status, s.entries("ana"))
	}
	f := p.form("main form[action^='/you/import/']").set("choice.habit.7", "leave")
	f.submit("[value=bring]").want(200).says("It is here")
	if n := s.entries("ana"); n != models.MaxHabits {
		t.Errorf("there are %d entries", n)
	}
}
