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

// A habit's whole life: paused, its name and terms changed, archived, brought
// back, deleted and brought back again.
func TestLivesOfAHabit(t *testing.T) {
	url := gallery(t, func(add func(string) *person) { full(add("full")) })
	for name, look := range map[string]chromium.Look{
		"desk":  {Zone: "Atlantic/Canary", Still: true},
		"phone": {Width: 390, Height: 844, Touch: true, Zone: "Atlantic/Canary", Still: true},
	} {
		t.Run(name, func(t *testing.T) {
			tab := chromium.Open(t, url, look)
			tab.Go("/login")
			tab.Type("#name", "full")
			tab.Type("#password", password)
			tab.Leave("main form button.btn")
			habitPage("Midday sun")(tab)
			edit := func() {
				tab.Run(`location.href = location.pathname.replace(/\/edit$/, "") + "/edit"`)
				tab.Wait(`location.pathname.endsWith("/edit") && document.readyState === "complete"`)
			}
			edit()
			tab.Leave("form[action$='/pauses'] button")
			tab.WaitText(".flash", "Midday sun is paused from 22 November until further notice.")
			inspect(t, tab, "paused")
			tab.Fill("#habit-name", "Midday sun, half typed")
			tab.Click("form[action$='/end'] button")
			tab.WaitText(".flash", "the pause ends today")
			if got := chromium.Eval[string](tab, `document.querySelector("#habit-name").value`); got != "Midday sun, half typed" {
				t.Errorf("what was typed became %q", got)
			}
			tab.Click(".flash button")
			tab.WaitText(".flash", "Undone:")
			tab.Click("form[action^='/pauses/'][action$='/remove'] button")
			tab.WaitText(".flash", "is removed.")
			tab.Fill("#habit-name", "Midday sun")
			tab.Fill("#max", map[string]string{"desk": "40", "phone": "50"}[name])
			tab.Leave("main form[action$='/edit'] .actions .btn")
			tab.WaitText(".flash", "These terms rule from today, Sunday 22 November; days before stay as they were judged.")
			edit()
			tab.Leave("form[action$='/archive'] button")
			tab.WaitText(".flash", "archived")
			edit()
			inspect(t, tab, "archived")
			tab.Click("form[action$='/unarchive'] button")
			tab.WaitText(".flash", "again")
			tab.Leave("form[action$='/delete'] button")
			tab.WaitText(".flash", "deleted, and can be brought back for 30 days.")
			tab.Go("/habits/deleted")
			tab.Click("form[action$='/restore'] button")
			tab.WaitText(".flash", "is back, with everything you logged.")
			inspect(t, tab, "restored")
		})
	}
}
