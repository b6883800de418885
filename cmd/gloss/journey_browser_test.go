//go:build browser

package main

import (
	"net"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"gloss/cmd/internal/chromium"
)

// looks are the ways in which every journey must go.
var looks = map[string]chromium.Look{
	"desk":              {Still: true},
	"desk, no scripts":  {NoScript: true, Still: true},
	"phone":             {Width: 390, Height: 844, Touch: true, Dark: true, Still: true},
	"phone, no scripts": {Width: 390, Height: 844, Touch: true, NoScript: true, Still: true},
}

// From the first visit to the first log it takes at most six clicks and two
// fields.
func TestFirstVisit(t *testing.T) {
	for name, look := range looks {
		t.Run(name, func(t *testing.T) {
			v := open(t, start(t, t.TempDir()).url, look)
			v.Go("/")
			v.leave(".hero .btn.big")
			v.signUp("ana")
			v.leave("main form .btn.big")
			v.press(v.row("Skin and gut check-in") + " .cell.now")
			v.holds(".flash", "Skin and gut check-in")
			v.holds(v.row("Skin and gut check-in")+" .meta", "1 day")
			if v.clicks > 6 {
				t.Errorf("it took %d clicks", v.clicks)
			}
		})
	}
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
	v.press(".flash button")
	v.holds(".flash", "Undone")
	for _, r := range v.Reports() {
		if !strings.Contains(r, "origin was untrustworthy") { // the browser says so of any such address
			t.Errorf("the browser complained: %s", r)
		}
	}
}

// The daily loop: log, undo, an exact amount, over the ceiling, foods, a note,
// a skip that asks first, an earlier day; and all is there after a restart.
func TestDailyLoop(t *testing.T) {
	for name, look := range looks {
		t.Run(name, func(t *testing.T) {
			data := t.TempDir()
			s := start(t, data)
			v := open(t, s.url, look)
			v.Go("/signup")
			v.signUp("ana")
			v.Click("input[value=sun]")
			v.leave("main form .btn.big")

			sun, plants, checkin := v.row("Midday sun"), v.row("Variety on the plate"), v.row("Skin and gut check-in")
			v.steady(func() {
				v.press(sun + " .cell.now")
				v.holds(sun+" .meta", "5 of 10–30 min")
			})
			v.steady(func() {
				v.press(sun + " .cell.now")
				v.holds(sun+" .meta", "10 of 10–30 min")
			})
			v.press(".flash button")
			v.holds(".flash", "Undone")
			v.holds(sun+" .meta", "5 of 10–30 min")

			v.act(sun, func() {
				v.Fill(sun+" [name=amount]:not([type=hidden])", "35")
				v.press(sun + " .inline-form button")
			})
			v.holds(sun+" .say.over", "Over the ceiling by 5 minutes.")
			if n := v.Count(sun + " button.cell.now"); n != 0 {
				t.Error("over the ceiling one more step is still offered")
			}
			v.act(sun, func() {
				v.Fill(sun+" [name=amount]:not([type=hidden])", "a lot")
				v.press(sun + " .inline-form button")
			})
			v.holds(sun+" .error", "rite a number")
			if typed := chromium.Eval[string](v.Tab, "document.querySelector(`"+sun+" [aria-invalid]`).value"); typed != "a lot" {
				t.Errorf("a refused form lost what was typed: %q", typed)
			}
			v.Go("/today")

			v.Type(plants+" [name=item]", "lentils, Spinach")
			v.press(plants + " .more .inline-form button")
			v.holds(plants+" .chips", "lentils")
			v.holds(plants+" .meta", "2 of ")

			v.press(checkin + " .cell.now")
			v.holds(".flash", "Skin and gut check-in")
			v.act(checkin, func() {
				v.Type(checkin+" [name=note]", "calm, slept well")
				v.press(checkin + " .inline-form button")
			})
			v.holds(checkin+" .meta", "calm, slept well")
			v.act(checkin, func() { v.press(checkin + " button[value=skip]") })
			v.holds("main", "Skip")
			v.press("button[name=sure], input[name=sure] ~ button")
			v.holds(".flash", "skipped")
			v.press(".flash button")
			v.holds(".flash", "Undone")
			v.holds(checkin+" .meta", "1 day")

			v.press(checkin + " .days > :nth-last-child(2)")
			v.holds(checkin+" .meta", "2 days")
			v.leave(".week li:nth-child(6) a")
			v.Wait("document.querySelector(`" + checkin + " .cell.kept`)")

			s.stop()
			s = start(t, data)
			v.Go(s.url + "/today")
			v.holds(sun+" .say.over", "Over the ceiling by 5 minutes.")
			v.holds(plants+" .meta", "2 of ")
			v.holds(checkin+" .meta", "2 days")
		})
	}
}

// By keyboard alone: log from the list, and take it back.
func TestByKeyboard(t *testing.T) {
	v := open(t, start(t, t.TempDir()).url, chromium.Look{})
	v.Go("/signup")
	v.signUp("ana")
	v.Run(`document.querySelector("main form .btn.big").focus()`)
	v.Run("window.left = true")
	v.Keys(kb.Enter)
	v.Arrive()
	checkin := v.row("Skin and gut check-in")
	for range 80 {
		v.Keys(kb.Tab)
		if chromium.Eval[bool](v.Tab, "document.activeElement.matches(`"+checkin+" .cell.now`)") {
			break
		}
	}
	v.Keys(" ")
	v.holds(checkin+" .meta", "1 day")
	v.Wait("document.activeElement.matches(`" + checkin + " .cell.now`)")
	v.Keys(" ")
	v.holds(".flash", "Skin and gut check-in")
	v.Wait("!document.querySelector(`" + checkin + " .cell.now.kept`)")
}

// Pressing faster than answers come loses nothing and doubles nothing.
func TestFastPresses(t *testing.T) {
	for name, look := range looks {
		t.Run(name, func(t *testing.T) {
			v := open(t, start(t, t.TempDir()).url, look)
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

// act does something in a row's menu, which it opens. A message at the foot of
// the page may lie over a row there, so the row comes to the middle first.
func (v *visit) act(row string, do func()) {
	v.t.Helper()
	v.Run("document.querySelector(`" + row + "`).scrollIntoView({block: 'center'})")
	if !chromium.Eval[bool](v.Tab, "document.querySelector(`"+row+" details.menu`).open") {
		v.Click(row + " details.menu > summary")
	}
	do()
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
