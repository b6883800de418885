//go:build browser

package main

import (
	"flag"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"gloss/cmd/internal/chromium"
	"gloss/models"
	"gloss/models/plan"
)

var pictures = flag.String("screenshots", "", "folder to write pictures of every page to")

// full is a person a year in, with habits of every kind and every state on the
// last days.
func full(p *person) {
	guide := p.take()
	plants, sun, checkin := guide[0], guide[1], guide[2]
	p.plates(plants, 60)
	p.past(sun, 360, 20, 15, 25, 10, 12, 30, 5, 35, -1, -2, 20, 15)
	p.ticks(checkin, 200, 80)
	p.log(sun, p.today, models.ActSet, 35)
	p.log(plants, p.today, models.ActItem, 0, "oats", "blueberries", "dragon fruit")
	p.log(checkin, p.today, models.ActTick, 0)
	p.log(checkin, p.today, models.ActNote, 0, "calm, slept well")
	p.ticks(p.own("A fermented food", "clay", "bowl", plan.Plan{Kind: plan.Tick, Period: plan.Week, Min: plan.At(4)}), 120, 50)
	p.past(p.own("Move", "sea", "step", plan.Plan{Kind: plan.Sum, Period: plan.Week, Min: plan.At(150), Unit: "minutes"}), 120, 30, 25, 40, -1, -1)
	p.ticks(p.own("Screens off by half past ten", "plum", "screen", plan.Plan{Kind: plan.Tick, Period: plan.Day, Min: plan.At(1), Reserve: 1, Window: plan.Window{From: 21*60 + 30, To: 22*60 + 30}}), 90, 70)
	p.past(p.own("قراءة عشرين صفحة قبل النوم", "rose", "book", plan.Plan{Kind: plan.Sum, Period: plan.Day, Min: plan.At(20), Unit: "pages", Step: 20 * plan.Whole, Reserve: 1, Window: plan.Window{From: 20 * 60, To: 23 * 60}}), 90, 20, 24, 31, 20, -1)
	p.past(p.own("Walk home from work the long way round by the river, unless it pours with rain or somebody is waiting for supper", "moss", "walk", plan.Plan{Kind: plan.Sum, Period: plan.Day, Min: plan.At(30), Unit: "minutes"}), 40, 40, 12, 33, 48, 0, -1)
	p.past(p.own("Alcohol", "stone", "glass", plan.Plan{Kind: plan.Sum, Period: plan.Week, Max: plan.At(14), Unit: "units", Step: plan.Whole}), 100, -1, -1, -1, 2, 4)
	p.ticks(p.own("Stretch", "plum", "stretch", plan.Plan{Kind: plan.Tick, Period: plan.Day, Min: plan.At(1), Due: plan.Due{Weekdays: plan.OnWeekdays(1, 3, 5)}}), 60, 60)
	swim := p.own("Swim in the sea", "sea", "wave", plan.Plan{Kind: plan.Tick, Period: plan.Month, Min: plan.At(4)})
	p.ticks(swim, 90, 15)
	p.log(swim, p.today, models.ActSkip, 0)
	p.tag(plants, "plate", "בית")
	p.tag(sun, "body")
	p.tag(checkin, "body", "evening")
}

func thirty(p *person) {
	for i := range 30 {
		h := p.own(fmt.Sprintf("Habit number %d of a long list", i+1), models.Hues[i%len(models.Hues)], models.Icons[i%len(models.Icons)],
			plan.Plan{Kind: plan.Tick, Period: plan.Day, Min: plan.At(1), Reserve: 1})
		p.ticks(h, 10, 60)
	}
}

// shot is one page in one state.
type shot struct {
	name, who, path string
	act             func(*chromium.Tab) // what is done there before looking
}

func habitPage(name string) func(*chromium.Tab) {
	return func(tab *chromium.Tab) {
		tab.Run(`location.href = [...document.querySelectorAll(".habit .name")].find(e => e.textContent.trim().startsWith("` + name + `")).href.replace(/[?#].*/, "")`)
		tab.Wait(`location.pathname.startsWith("/habits/") && document.readyState === "complete"`)
	}
}

func editPage(name string) func(*chromium.Tab) {
	return func(tab *chromium.Tab) {
		habitPage(name)(tab)
		tab.Run(`location.href = location.pathname + "/edit"`)
		tab.Wait(`location.pathname.endsWith("/edit") && document.readyState === "complete"`)
	}
}

func openMenu(tab *chromium.Tab) { tab.Run(`document.querySelector("details.menu").open = true`) }

func send(tab *chromium.Tab) {
	tab.Run(`document.querySelector("main form:not([role=search])").noValidate = true`)
	tab.Leave("main form .actions .btn, main form > .btn, main form button.btn")
}

var shots = []shot{
	{"welcome", "", "/", nil},
	{"signup", "", "/signup", nil},
	{"login", "", "/login", nil},
	{"login-refused", "", "/login", func(tab *chromium.Tab) { tab.Type("#name", "nobody"); tab.Type("#password", "x"); send(tab) }},
	{"guide-stranger", "", "/guides", nil},
	{"start", "new", "/start", nil},
	{"today-empty", "new", "/today", nil},
	{"guides", "new", "/guides", nil},
	{"today-one", "one", "/today", nil},
	{"today-full", "full", "/today", nil},
	{"today-menu", "full", "/today", openMenu},
	{"today-thirty", "thirty", "/today", nil},
	{"day-past", "full", "/days/2026-11-18", nil},
	{"day-ahead", "full", "/days/2026-11-25", nil},
	{"day-long-past", "full", "/days/2025-01-05", nil},
	{"habit-amount", "full", "/today", habitPage("Midday sun")},
	{"habit-variety", "full", "/today", habitPage("Variety")},
	{"habit-week", "full", "/today", habitPage("Move")},
	{"habit-limit", "full", "/today", habitPage("Alcohol")},
	{"habit-tick", "full", "/today", habitPage("Screens")},
	{"habit-month", "full", "/today", habitPage("Swim")},
	{"habit-long-name", "full", "/today", habitPage("Walk")},
	{"habit-arabic", "full", "/today", habitPage("قراءة")},
	{"habit-new", "full", "/habits/new", nil},
	{"habit-new-refused", "full", "/habits/new", send},
	{"guide", "full", "/guides", func(tab *chromium.Tab) { tab.Leave(".card h3 a") }},
	{"you", "full", "/you", nil},
	{"delete", "new", "/you/delete", nil},
	{"people", "full", "/people", nil},
	{"board", "full", "/habits", nil},
	{"board-before", "full", "/habits?to=2026-11-11", nil},
	{"board-grouped", "full", "/habits?group=tag", nil},
	{"board-day", "full", "/habits?show=2026-11-20", nil},
	{"board-order", "full", "/habits?show=order", nil},
	{"board-tags", "full", "/habits?show=tags", nil},
	{"board-thirty", "thirty", "/habits", nil},
	{"board-one", "one", "/habits", nil},
	{"board-empty", "new", "/habits", nil},
	{"habit-edit", "full", "/today", editPage("Midday sun")},
	{"habit-edit-long", "full", "/today", editPage("Walk")},
	{"habit-edit-busy", "busy", "/today", editPage("Midday sun")},
	{"today-paused", "busy", "/today", nil},
	{"board-busy", "busy", "/habits", nil},
	{"pauses-busy", "busy", "/pauses", nil},
	{"deleted-busy", "busy", "/habits/deleted", nil},
	{"year-busy", "busy", "/years/2026", nil},
	{"pauses", "full", "/pauses", nil},
	{"deleted", "full", "/habits/deleted", nil},
	{"journal", "full", "/journal", nil},
	{"journal-empty", "new", "/journal", nil},
	{"year", "full", "/years/2026", nil},
	{"year-empty", "new", "/years/2026", nil},
	{"not-found", "full", "/habits/0190-none-of-yours", nil},
}

// Every page in every state is clean for axe-core and for the policy, in both
// schemes and at both widths, scrolls sideways nowhere, and has its picture
// taken where a folder is named.
func TestScreenshots(t *testing.T) {
	url := gallery(t, func(add func(string) *person) {
		full(add("full"))
		busy(add("busy"))
		add("new")
		one := add("one")
		one.ticks(one.own("Look at the sky", "sea", "sun", plan.Plan{Kind: plan.Tick, Period: plan.Day, Min: plan.At(1)}), 5, 70)
		thirty(add("thirty"))
	})
	looks := map[string]chromium.Look{
		"desk-light":  {Zone: "Atlantic/Canary", Still: true},
		"desk-dark":   {Dark: true, Zone: "Atlantic/Canary", Still: true},
		"phone-light": {Width: 390, Height: 844, Touch: true, Zone: "Atlantic/Canary", Still: true},
		"phone-dark":  {Width: 390, Height: 844, Touch: true, Dark: true, Zone: "Atlantic/Canary", Still: true},
	}
	tabs := map[string]*chromium.Tab{}
	for _, s := range shots {
		tab := tabs[s.who]
		if tab == nil {
			tab = chromium.Open(t, url, looks["desk-light"])
			tabs[s.who] = tab
			if s.who != "" {
				tab.Go("/login")
				tab.Type("#name", s.who)
				tab.Type("#password", password)
				tab.Leave("main form button.btn")
			}
		}
		t.Run(s.name, func(t *testing.T) {
			tab.T = t
			for name, look := range looks {
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

// inspect finds what is wrong with any page.
func inspect(t *testing.T, tab *chromium.Tab, look string) {
	t.Helper()
	for _, fault := range tab.Axe() {
		t.Errorf("%s: axe: %s", look, fault)
	}
	for _, r := range tab.Reports() {
		if !strings.Contains(r, "status of 4") { // a page that is refused on purpose
			t.Errorf("%s: the browser complained: %s", look, r)
		}
	}
	if wide := chromium.Eval[int](tab, "document.documentElement.scrollWidth - innerWidth"); wide > 0 {
		t.Errorf("%s: the page is %d pixels too wide", look, wide)
	}
}
