package page

import (
	"strings"

	"gloss/views/layout"
	"gloss/views/ui"
)

// WelcomeView is what a stranger is shown. Without a guide the page says what
// Gloss is all the same.
type WelcomeView struct {
	Guide     *WelcomeGuide
	CanSignUp bool
	Shut      Shut // why not, where one cannot
}

// WelcomeLede says what Gloss is in two sentences.
const WelcomeLede = "Gloss keeps a wellness article open next to the habits it asks of you. One click logs a day; one glance says why you bother."

// WelcomeSaved says what was done before the first page, nil where that is
// nothing to tell a stranger.
func WelcomeSaved(what string) *layout.Flash {
	if what != "gone" {
		return nil
	}
	return &layout.Flash{Text: "Your account and everything in it are gone."}
}

// WelcomeGuide is the guide that ships, as the first page shows it.
type WelcomeGuide struct {
	ID      string
	Author  string // whose article it retells
	Minutes int
	Advice  []WelcomeAdvice
	Passage *WelcomePassage
}

// WelcomeAdvice is one habit the guide offers, with the letter of its passage.
type WelcomeAdvice struct{ Sign, Name, Terms string }

// WelcomePassage is a paragraph of the guide with the passage of one advice
// marked in it.
type WelcomePassage struct {
	Heading               string
	Before, Marked, After string
	Evidence              string
	Advice                WelcomeAdvice
	Icon, Hue             string
}

// habits counts what the guide offers, at the head of a sentence.
func (g WelcomeGuide) habits() string {
	if len(g.Advice) == 1 {
		return "One habit is in it."
	}
	return ui.Count(len(g.Advice)) + " habits are in it."
}

func (g WelcomeGuide) time() string {
	return strings.ToLower(ui.Count(g.Minutes)) + map[bool]string{true: " minute", false: " minutes"}[g.Minutes == 1]
}
