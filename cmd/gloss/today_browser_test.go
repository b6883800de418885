//go:build browser

package main

import (
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"gloss/cmd/internal/chromium"
	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
)

// tardy is a person who said nothing of yesterday.
func tardy(p *person) {
	stretch := p.own("Stretch", "plum", "stretch", plan.Plan{Kind: plan.Tick, Period: plan.Day, Min: plan.At(1), Reserve: 1})
	walk := p.own("Walk home from work the long way round by the river", "moss", "walk", plan.Plan{Kind: plan.Sum, Period: plan.Day, Min: plan.At(30), Unit: "minutes"})
	read := p.own("قراءة عشرين صفحة قبل النوم", "rose", "book", plan.Plan{Kind: plan.Tick, Period: plan.Day, Min: plan.At(1)})
	for ago := date.Date(2); ago < 9; ago++ {
		p.log(stretch, p.today-ago, models.ActTick, 0)
		p.log(walk, p.today-ago, models.ActSet, 35)
		p.log(read, p.today-ago, models.ActTick, 0)
	}
	p.tag(stretch, "body")
	p.tag(walk, "body", "outdoors")
}

// Yesterday is answered in place, the day gets a note, what is settled is
// hidden and shown again, and a tag narrows the list.
func TestDayInPlace(t *testing.T) {
	const asked, hidden = "#yesterday h2", "#settled span"
	inEachManner(t, func(t *testing.T, look chromium.Look) {
		url := gallery(t, func(add func(string) *person) { tardy(add("tardy")) })
		v := enter(t, url, "tardy", look, "/today")
		v.holds(asked, "Yesterday has three unanswered")
		v.does([]step{
			{"yesterday, a tick", func() {
				v.press("#yesterday li:first-of-type button[value=tick]")
				v.says("Stretch, yesterday: ticked.")
				v.holds(asked, "Yesterday has two unanswered")
			}},
			{"yesterday, an amount", func() {
				v.Fill("#yesterday input[name=amount]", "45")
				v.press("#yesterday button[value=set]")
				v.says("yesterday: 45 minutes set.")
			}},
			{"today", func() {
				v.press(v.row("Stretch") + " .cell.now")
				v.says("Stretch: ticked.")
				v.holds(asked, "Yesterday has one unanswered") // the visit goes on
			}},
			{"what is settled, hidden", func() {
				v.press("#settled button")
				v.holds(hidden, "1 kept")
				if v.Count(".habit") != 2 {
					t.Errorf("%d habits are listed", v.Count(".habit"))
				}
			}},
			{"what is settled, shown", func() {
				v.press("#settled button")
				v.holds(".habits:last-of-type", "Stretch")
			}},
			{"the day's note", func() {
				v.Click("#note summary")
				v.Type("#day-note", "Rain all day."+kb.Enter+"Nobody about.")
				v.press("#note button")
				v.says("Your note for today is saved.")
				v.undo("Undone: your note for today is as it was.")
				v.Wait(`document.querySelector("#day-note").value === ""`)
			}},
			{"by a tag", func() {
				v.leave(".filter a:last-child")
				v.holds(".filter [aria-current]", "outdoors")
				if v.Count(".habit") != 1 {
					t.Errorf("the tag lists %d habits", v.Count(".habit"))
				}
			}},
			{"a later visit", func() {
				v.Go("/today")
				v.lacks("#yesterday") // it does not ask again
			}},
		}...)
	})
}

// Each state of Today is clean for axe-core and for the policy at every width,
// in both schemes.
func TestTodayInItsStates(t *testing.T) {
	t.Parallel()
	url := gallery(t, func(add func(string) *person) {
		full(add("full"))
		tardy(add("tardy"))
		thirty(add("thirty"))
	})
	states := []shot{
		{"today-yesterday", "tardy", "/today", nil},
		{"today-yesterday-refused", "tardy", "/today", func(tab *chromium.Tab) {
			tab.Run(`document.querySelector("#yesterday input[name=amount]").value = "lots"`)
			tab.Run(`document.querySelector("#yesterday button[value=set]").click()`)
			tab.Wait(`document.activeElement.matches("#yesterday [aria-invalid=true]")`)
		}},
		{"today-by-tag", "full", "/today?tag=body", nil},
		{"today-asks", "full", "/today", func(tab *chromium.Tab) {
			tab.Run(`document.querySelector('.habit .acts button[value="skip"]').click()`)
			tab.Wait(`document.activeElement.matches("[data-ask], [data-ask] *")`)
		}},
		{"today-hidden", "full", "/today", func(tab *chromium.Tab) {
			if tab.Count(`#settled button[value="true"]`) > 0 {
				tab.Click("#settled button")
			}
			tab.Wait(`document.querySelector('#settled button[value="false"]')`)
		}},
		{"today-thirty-asked", "thirty", "/today", func(tab *chromium.Tab) {
			if tab.Count("#yesterday:not([open])") != 1 {
				tab.T.Error("a long question stands open")
			}
			tab.Click("#yesterday summary")
		}},
	}
	tabs := map[string]*chromium.Tab{}
	for _, s := range states {
		if tabs[s.who] == nil {
			tabs[s.who] = enter(t, url, s.who, chromium.Look{}, "/today").Tab
		}
		tab := tabs[s.who]
		t.Run(s.name, func(t *testing.T) {
			tab.T = t
			for name, look := range map[string]chromium.Look{
				"desk-light": {}, "desk-dark": {Dark: true}, "narrow": {Width: 320, Height: 700},
				"phone-light": {Width: 390, Height: 844, Touch: true}, "phone-dark": {Width: 390, Height: 844, Touch: true, Dark: true},
			} {
				look.Still, look.Zone = true, "Atlantic/Canary"
				tab.See(look)
				tab.Go(s.path)
				if s.act != nil {
					s.act(tab)
				}
				inspect(t, tab, name)
				if *pictures != "" {
					tab.Shoot(filepath.Join(*pictures, s.name+"-"+name+".png"))
				}
			}
		})
	}
}
