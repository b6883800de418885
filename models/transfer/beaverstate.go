package transfer

import (
	"fmt"
	"strings"
	"unicode"

	"gloss/models"
)

// beaverState is a hashtag that people let stand for what a day was. Beaver
// stores such a day as done, whatever the word says, so the file leaves it open.
type beaverState struct {
	id, tag string
	days    int
}

// maxStates is how many hashtags are asked about.
const maxStates = 20

// doubt asks what the hashtag means.
func (s *beaverState) doubt() Doubt {
	ask := fmt.Sprintf("#%s stands with a day that Beaver holds for done. What was it?", s.tag)
	if s.days > 1 {
		ask = fmt.Sprintf("#%s stands with %s days that Beaver holds for done. What were they?", s.tag, models.Grouped(s.days))
	}
	return Doubt{
		ID: s.id, Ask: ask,
		Options: []Option{
			{Value: "done", Label: "Done"},
			{Value: "none", Label: "Not done"},
			{Value: "skip", Label: "Skipped"},
		},
		Default: "done",
	}
}

// say puts what the hashtags of a done day mean into e.
func (l *beaverList) say(e *Entry, tags []string, where string) {
	e.Said, e.Amount = true, beaverDone
	for _, tag := range tags {
		state := l.state(tag, where)
		if state == nil {
			continue
		}
		state.days++
		switch l.choices.Of(state.doubt()) {
		case "none":
			e.Amount = 0
		case "skip":
			e.Skipped = true
		}
	}
	if e.Skipped {
		e.Said, e.Amount = false, 0
	}
}

// state returns what is known of a hashtag, nil where too many came before.
func (l *beaverList) state(tag, where string) *beaverState {
	if state := l.states[tag]; state != nil {
		return state
	}
	if len(l.asked) == maxStates {
		l.b.Lose(fmt.Sprintf("Hashtags beyond the first %d: the days are done, as Beaver has them.", maxStates), where)
		return nil
	}
	state := &beaverState{tag: tag, id: l.stateID(tag)}
	l.states[tag] = state
	l.asked = append(l.asked, state)
	return state
}

// stateID names the doubt of a hashtag by its letters and digits.
func (l *beaverList) stateID(tag string) string {
	id := "tag." + strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return '-'
	}, tag)
	for _, other := range l.asked {
		if other.id == id {
			return fmt.Sprintf("%s.%d", id, len(l.asked)+1)
		}
	}
	return id
}

// deletedDoubt asks about habits that were deleted in Beaver and are still in
// its file.
func (l *beaverList) deletedDoubt() Doubt {
	ask := "One habit was deleted in Beaver. Bring it along?"
	if l.deleted > 1 {
		ask = fmt.Sprintf("%d habits were deleted in Beaver. Bring them along?", l.deleted)
	}
	return Doubt{
		ID: "deleted", Ask: ask,
		Options: []Option{{Value: "leave", Label: "Leave out"}, {Value: "archive", Label: "Bring along, archived"}},
		Default: "leave",
	}
}
