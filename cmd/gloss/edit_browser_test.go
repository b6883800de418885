//go:build browser

package main

import (
	"context"
	"testing"

	"gloss/cmd/internal/chromium"
	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/store"
)

// busy is a person whose habits have changed their terms, been paused, archived
// and deleted.
func busy(p *person) {
	full(p)
	ctx := context.Background()
	list, err := p.store.Ledgers(ctx, p.user.ID, p.today, p.today)
	if err != nil {
		p.t.Fatal(err)
	}
	must := func(_ models.Change, err error) {
		p.t.Helper()
		if err != nil {
			p.t.Fatal(err)
		}
	}
	sun := list[1]
	tags := []string{"body", "outdoors", "mornings and evenings at home", "صحة"}
	terms := sun.Plans[0]
	for _, change := range []struct {
		ago  date.Date
		most int
	}{{40, 40}, {0, 30}} {
		terms.Max = plan.At(change.most)
		must(p.store.EditHabit(ctx, p.user.ID, p.id(), sun.ID, store.Edit{Habit: sun.Habit, Plan: terms, Tags: tags}, p.today-change.ago))
	}
	for _, pause := range []models.Pause{
		{HabitID: sun.ID, From: p.today - 60, To: p.today - 50},
		{HabitID: sun.ID, From: p.today - 2, To: p.today + 4},
		{From: p.today + 30, To: p.today + 43},
		{HabitID: list[6].ID, From: p.today},
	} {
		must(p.store.AddPause(ctx, p.user.ID, p.id(), pause, p.today))
	}
	must(p.store.DeleteHabit(ctx, p.user.ID, p.id(), list[8].ID))
	must(p.store.Archive(ctx, p.user.ID, p.id(), list[3].ID))
}

// A habit's whole life: made, its name and terms changed and changed again,
// paused, copied, archived, brought back, deleted and brought back again.
func TestLivesOfAHabit(t *testing.T) {
	inEachManner(t, func(t *testing.T, look chromium.Look) {
		look.Zone = "Atlantic/Canary"
		l := life{enter(t, gallery(t, func(add func(string) *person) { tardy(add("tardy")) }), "tardy", look, "/today")}
		l.does(l.begins()...)
		l.does(l.changes()...)
		l.does(l.rests()...)
		l.does(l.ends()...)
	})
}

// life is a visit in which a habit is made and lived with.
type life struct{ *visit }

const saveEdit = "main form[action$='/edit'] .actions .btn:not(.quiet)"

// edit goes from a habit's page to where it is edited.
func (l life) edit() {
	l.t.Helper()
	l.leave("main .head a[href$='/edit']")
}

func (l life) begins() []step {
	return []step{
		{"an example", func() {
			l.leave(`a[href="/habits/new"]`)
			l.leave("main nav .filter a:first-child")
		}},
		{"a form that is refused", func() {
			l.Fill("#habit-name", "")
			l.leave("main form .actions .btn:not(.bare)")
			l.holds("main", "Give it a name")
			l.inspect("a refused form")
		}},
		{"a habit of one's own", func() {
			l.Fill("#habit-name", "Swim")
			l.Click("input[name=kind][value=amount]")
			l.Fill("#min", "20")
			l.Fill("#max", "60")
			l.Fill("#unit", "minutes")
			l.Choose("#period", "day")
			l.Fill("#step", "10")
			l.Fill("#reason", "The sea is near.")
			l.Click("input[name=hue][value=sea]")
			l.Click("input[name=icon][value=wave]")
			l.leave("main form .actions .btn:not(.bare)")
			l.says("Swim")
		}},
		{"its page", func() {
			l.leave(l.row("Swim") + " a.name")
			l.holds("h1", "Swim")
			l.holds("main", "The sea is near.")
		}},
	}
}

func (l life) changes() []step {
	terms := func(most, words string) {
		l.edit()
		l.Fill("#max", most)
		l.leave(saveEdit)
		l.says(words)
	}
	return []step{
		{"other terms on its first day", func() { terms("50", "Swim") }},
		{"a day before, which moves its beginning back", func() {
			l.Go("/days/2026-11-20")
			l.press(l.row("Swim") + " .cell.now")
			l.says("Swim, Friday: 10 minutes added")
			l.leave(l.row("Swim") + " a.name")
		}},
		{"terms from today on", func() {
			terms("40", "These terms rule from today, Sunday 22 November; days before stay as they were judged.")
		}},
		{"those taken off, and put back", func() {
			l.edit()
			l.press("form[action*='/plans/'][action$='/remove'] button")
			l.says("Swim")
			l.lacks("form[action*='/plans/'][action$='/remove']")
			l.undo("Undone")
			l.Wait("document.querySelector(`form[action*='/plans/'][action$='/remove']`)")
		}},
		{"tags and a name", func() {
			l.Fill("#habit-name", "Swim far")
			l.Fill("#tags", "outdoors, sea")
			l.leave(saveEdit)
			l.holds("h1", "Swim far")
		}},
	}
}

func (l life) rests() []step {
	return []step{
		{"paused from a day to a day", func() {
			l.edit()
			l.Fill("#pause-from", "2026-11-23")
			l.Fill("#pause-to", "2026-11-29")
			l.leave("form[action$='/pauses'] button")
			l.says("Swim far is paused from 23 November")
			l.inspect("paused")
		}},
		{"removed", func() {
			l.press("form[action^='/pauses/'][action$='/remove'] button")
			l.says("is removed.")
		}},
		{"paused from today on", func() {
			l.leave("form[action$='/pauses'] button")
			l.says("Swim far is paused from 22 November until further notice.")
		}},
		{"the pause ended, what is half typed kept", func() {
			l.Fill("#habit-name", "Swim far, half typed")
			l.press("form[action$='/end'] button")
			l.says("the pause ends today")
			if got := l.value("#habit-name"); l.script && got != "Swim far, half typed" {
				l.t.Errorf("what was typed became %q", got)
			}
			l.undo("Undone")
		}},
		{"everything paused, and not", func() {
			l.Go("/pauses")
			l.Fill("#pause-from", "2026-11-24")
			l.leave("form[action='/pauses'] button")
			l.says("24 November")
			l.press("form[action^='/pauses/'][action$='/remove'] button")
			l.says("is removed.")
		}},
	}
}

func (l life) ends() []step {
	return []step{
		{"copied", func() {
			l.Go("/today")
			l.leave(l.row("Swim far") + " a.name")
			l.edit()
			l.leave("form[action$='/copy'] button")
			l.says("Swim far")
		}},
		{"archived", func() {
			l.Go("/today")
			l.leave(l.row("Swim far") + " a.name")
			l.edit()
			l.leave("form[action$='/archive'] button")
			l.says("archived")
			l.edit()
			l.inspect("archived")
		}},
		{"brought back from the board", func() {
			l.Go("/habits")
			l.Click("#archived > summary")
			l.press(`[aria-label="Bring back Swim far"]`)
			l.says("again")
			l.lacks("#archived")
		}},
		{"deleted", func() {
			l.leave(".board .who a")
			l.edit()
			l.leave("form[action$='/delete'] button")
			l.says("deleted, and can be brought back for 30 days.")
		}},
		{"brought back", func() {
			l.Go("/habits/deleted")
			l.press("form[action$='/restore'] button")
			l.says("is back, with everything you logged.")
			l.inspect("restored")
		}},
	}
}
