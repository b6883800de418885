//go:build browser

package main

import (
	"net"
	"strings"
	"testing"
	"time"

	"gloss/cmd/internal/chromium"
)

// From the first visit to the first log it takes at most six clicks and two
// fields.
func TestFirstVisit(t *testing.T) {
	inEachManner(t, func(t *testing.T, look chromium.Look) {
		v := open(t, start(t, t.TempDir()).url, look)
		v.Go("/")
		v.leave(".hero .btn.big")
		v.signUp("ana")
		v.leave("main form .btn.big")
		v.press(v.row("Skin and gut check-in") + " .cell.now")
		v.says("Skin and gut check-in")
		v.holds(v.row("Skin and gut check-in")+" .meta", "1 day")
		if v.clicks > 6 {
			t.Errorf("it took %d clicks", v.clicks)
		}
	})
}

// On an address that is not loopback, over plain http, browsers withhold much;
// nothing of it may be needed.
func TestFirstVisitElsewhere(t *testing.T) {
	port := freePort(t)
	url := "http://" + chromium.Elsewhere + ":" + port
	s := start(t, t.TempDir(), "--addr", "127.0.0.1:"+port, "--url", url)
	v := open(t, url, chromium.Look{})
	v.Go("/")
	if chromium.Eval[bool](v.Tab, "isSecureContext") {
		t.Fatal("the address is trusted after all, so this proves nothing")
	}
	v.leave(".hero .btn.big")
	v.Type("#code", s.code)
	v.signUp("ana")
	v.leave("main form .btn.big")
	v.press(v.row("Skin and gut check-in") + " .cell.now")
	v.holds(".flash", "Skin and gut check-in")
	v.undo("Undone")
	for _, r := range v.Reports() {
		if !strings.Contains(r, "origin was untrustworthy") { // the browser says so of any such address
			t.Errorf("the browser complained: %s", r)
		}
	}
}

// The daily loop: log, undo, redo, an exact amount, over the ceiling, none,
// clear, foods, a note, a skip that asks first, an earlier day, a day long past;
// and all is there after a restart.
func TestDailyLoop(t *testing.T) {
	inEachManner(t, func(t *testing.T, look chromium.Look) {
		data := t.TempDir()
		s := start(t, data)
		v := open(t, s.url, look)
		v.Go("/signup")
		v.signUp("ana")
		v.Click("input[value=sun]")
		v.leave("main form .btn.big")
		d := day{v, v.row("Midday sun"), v.row("Variety on the plate"), v.row("Skin and gut check-in")}
		v.does(d.amounts()...)
		v.does(d.foods()...)
		v.does(d.ticks()...)
		v.does(d.before()...)

		s.stop()
		s = start(t, data)
		v.Go(s.url + "/today")
		v.holds(d.sun+" .say.over", "Over the ceiling by 5 minutes.")
		v.holds(d.plants+" .chips", "lentils")
		v.holds(d.checkin+" .meta", "2 days")
	})
}

// day is the first day of somebody who took all habits of the guide: the visit
// and the rows.
type day struct {
	*visit
	sun, plants, checkin string
}

func (d day) amounts() []step {
	amount := d.sun + " [name=amount]:not([type=hidden])"
	set := func(text string) {
		d.act(d.sun, func() {
			d.Fill(amount, text)
			d.press(d.sun + " .inline-form button")
		})
	}
	is := func(words string) { d.holds(d.sun+" .meta", words) }
	// In a week that has a spare day left, which the first of a person may or may
	// not, what is said to be none is forgiven.
	said := "document.querySelector(`" + d.sun + " .cell.now:is(.no, .reserve)`)"
	return []step{
		{"one step", func() { d.steady(func() { d.press(d.sun + " .cell.now"); is("5 of 10–30 min") }) }},
		{"another step", func() { d.steady(func() { d.press(d.sun + " .cell.now"); is("10 of 10–30 min") }) }},
		{"undo", func() { d.undo("Undone"); is("5 of 10–30 min") }},
		{"redo", func() { d.undo("Done again"); is("10 of 10–30 min") }},
		{"none", func() {
			d.act(d.sun, func() { d.press(d.sun + " button[value=none]") })
			d.says("answered no")
			d.Wait(said)
		}},
		{"clear", func() {
			d.act(d.sun, func() { d.press(d.sun + " button[value=clear]") })
			d.says("cleared")
			d.Wait("!" + said)
		}},
		{"an exact amount", func() {
			set("35")
			d.holds(d.sun+" .say.over", "Over the ceiling by 5 minutes.")
			d.lacks(d.sun + " button.cell.now") // one more step is not offered
		}},
		{"a refused amount", func() {
			set("a lot")
			d.holds(d.sun+" .error", "rite a number")
			if typed := d.value(d.sun + " [aria-invalid]"); typed != "a lot" {
				d.t.Errorf("a refused form lost what was typed: %q", typed)
			}
			d.Go("/today")
		}},
	}
}

func (d day) foods() []step {
	return []step{
		{"two foods", func() {
			d.Type(d.plants+" [name=item]", "lentils, Spinach")
			d.press(d.plants + " .more .inline-form button")
			d.holds(d.plants+" .chips", "lentils")
			d.holds(d.plants+" .meta", "2 of ")
		}},
		{"one off again", func() {
			d.act(d.plants, func() { d.press(d.plants + " button[name=item][value=lentils]") })
			d.holds(d.plants+" .meta", "1 of ")
		}},
		{"and back", func() { d.undo("Undone"); d.holds(d.plants+" .meta", "2 of ") }},
	}
}

func (d day) ticks() []step {
	return []step{
		{"a tick", func() { d.press(d.checkin + " .cell.now"); d.says("Skin and gut check-in: ticked.") }},
		{"a note", func() {
			d.act(d.checkin, func() {
				d.Type(d.checkin+" [name=note]", "calm, slept well")
				d.press(d.checkin + " .inline-form button")
			})
			d.holds(d.checkin+" .meta", "calm, slept well")
		}},
		{"a skip that asks", func() {
			d.act(d.checkin, func() { d.press(d.checkin + " button[value=skip]") })
			d.holds("main [data-ask]", "Skip")
			d.press("button[name=sure]")
			d.says("skipped")
		}},
		{"undo of the skip", func() { d.undo("Undone"); d.holds(d.checkin+" .meta", "1 day") }},
		{"a press too many, taken back by another", func() {
			d.press(d.checkin + " .cell.now")
			d.says("cleared")
			d.lacks(d.checkin + " .cell.now.kept")
			d.press(d.checkin + " .cell.now")
			d.says("ticked")
		}},
	}
}

func (d day) before() []step {
	long := time.Now().AddDate(0, 0, -20)
	return []step{
		{"yesterday, from today", func() {
			d.press(d.checkin + " .days > :nth-last-child(2)")
			d.holds(d.checkin+" .meta", "2 days")
		}},
		{"yesterday's page", func() {
			d.leave(".week li:nth-child(6) a")
			d.Wait("document.querySelector(`" + d.checkin + " .cell.kept`)")
		}},
		{"a food of yesterday, today by a press", func() {
			d.Type(d.plants+" [name=item]", "oats")
			d.press(d.plants + " .more .inline-form button")
			d.holds(d.plants+" .chips", "oats")
			d.Go("/today")
			d.press(d.plants + " .toggles button[value=oats]")
			d.holds(d.plants+" .chips", "oats")
			d.undo("Undone")
		}},
		{"a week before", func() {
			d.leave(".week a.before")
			d.Wait("document.querySelector(`" + d.checkin + " .cell.now`)")
		}},
		{"a day long past", func() {
			d.Go("/days/" + long.Format(time.DateOnly))
			d.press(d.checkin + " .cell.now")
			d.says("Skin and gut check-in, " + long.Format("2 January"))
			d.undo("Undone")
		}},
	}
}

// Pressing faster than answers come loses nothing and doubles nothing.
func TestFastPresses(t *testing.T) {
	for _, m := range manners[:2] {
		t.Run(m.name, func(t *testing.T) {
			v := open(t, start(t, t.TempDir()).url, m.look)
			v.Go("/signup")
			v.signUp("ana")
			v.Click("input[value=sun]")
			v.leave("main form .btn.big")
			sun := v.row("Midday sun")
			v.Run("window.left = true; const b = document.querySelector(`" + sun + " .cell.now`); b.click(); b.click(); b.click(); 0")
			if v.script { // each press is one more
				v.holds(sun+" .meta", "15 of 10–30 min")
				return
			}
			v.Arrive() // the same button of the same page counts once
			v.Go("/today")
			v.holds(sun+" .meta", "5 of 10–30 min")
		})
	}
}

// steady does something that with scripts neither reloads nor scrolls the page
// nor loses the focus.
func (v *visit) steady(do func()) {
	v.t.Helper()
	v.Run("window.mark = true")
	scroll := chromium.Eval[int](v.Tab, "Math.round(scrollY)")
	do()
	if !v.script {
		return
	}
	if !chromium.Eval[bool](v.Tab, "window.mark === true") {
		v.t.Error("the page was loaded anew")
	}
	if now := chromium.Eval[int](v.Tab, "Math.round(scrollY)"); now != scroll {
		v.t.Errorf("the page scrolled from %d to %d", scroll, now)
	}
	v.Wait("document.activeElement.matches('.cell.now')")
}

func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, port, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	return port
}
