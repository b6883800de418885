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

// looks of the gallery: at a desk and on a phone. Each is seen in both schemes.
var galleryLooks = map[string]chromium.Look{
	"desk":  {Zone: "Atlantic/Canary", Still: true},
	"phone": {Width: 390, Height: 844, Touch: true, Zone: "Atlantic/Canary", Still: true},
}

// Every page in every state is clean for axe-core and for the policy in both
// schemes, scrolls sideways nowhere and cuts no word at either width, and has
// its picture taken where a folder is named.
func TestScreenshots(t *testing.T) {
	var links keys
	house := gallery(t, everybody(&links))
	empty := galleryAsking(t)
	all := append(states(links), firstStates...)
	for name, look := range galleryLooks {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tabs := map[string]*chromium.Tab{}
			for _, s := range all {
				tab := tabs[s.who]
				if tab == nil {
					url := house
					if s.who == nobodyYet {
						url = empty
					}
					tab = chromium.Open(t, url, look)
					tabs[s.who] = tab
					if s.who != "" && s.who != nobodyYet {
						logIn(tab, s.who, password)
					}
				}
				t.Run(s.name, func(t *testing.T) { s.see(t, tab, name, look) })
			}
		})
	}
}

// see looks at a page in a state, light and dark.
func (s shot) see(t *testing.T, tab *chromium.Tab, name string, look chromium.Look) {
	tab.T = t
	tab.See(look)
	tab.Go(s.path)
	if s.act != nil {
		s.act(tab)
	}
	for _, fault := range cut(tab) {
		t.Errorf("%s: %s", name, fault)
	}
	s.picture(tab, name+"-light")
	if look.Touch { // axe-core sees every page, and this state at the desk
		complaints(t, tab, name)
	} else {
		inspect(t, tab, name+"-light")
	}
	if look.Touch && *pictures == "" {
		return
	}
	look.Dark = true
	tab.See(look)
	for _, fault := range contrast(tab) {
		t.Errorf("%s-dark: axe: %s", name, fault)
	}
	s.picture(tab, name+"-dark")
}

func (s shot) picture(tab *chromium.Tab, look string) {
	if *pictures != "" {
		tab.Shoot(filepath.Join(*pictures, s.name+"-"+look+".png"))
	}
}

// contrast runs again what of axe-core depends on the scheme, on a page that it
// has seen.
func contrast(tab *chromium.Tab) []string {
	return chromium.Eval[[]string](tab, `window.axe ? axe.run(document, {runOnly: ["color-contrast", "link-in-text-block"], preload: false}).then(r => r.violations.flatMap(v =>
		v.nodes.map(n => v.id + " at " + n.target.join(" ") + ": " + (n.any[0]?.message ?? "")))) : []`)
}

// inspect finds what is wrong with any page.
func inspect(t *testing.T, tab *chromium.Tab, look string) {
	t.Helper()
	for _, fault := range tab.Axe() {
		t.Errorf("%s: axe: %s", look, fault)
	}
	complaints(t, tab, look)
}

// complaints are what the browser says of a page, and a page that is too wide.
func complaints(t *testing.T, tab *chromium.Tab, look string) {
	t.Helper()
	for _, r := range tab.Reports() {
		if !strings.Contains(r, "status of 4") { // a page that is refused on purpose
			t.Errorf("%s: the browser complained: %s", look, r)
		}
	}
	for _, fault := range chromium.Eval[[]string](tab, wideWords) {
		t.Errorf("%s: %s", look, fault)
	}
}
