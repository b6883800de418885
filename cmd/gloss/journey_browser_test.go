//go:build browser

package main

import (
	"testing"

	"gloss/cmd/internal/chromium"
)

// looks are the ways in which every journey must go.
var looks = map[string]chromium.Look{
	"desk":              {},
	"desk, no scripts":  {NoScript: true},
	"phone":             {Width: 390, Height: 844, Touch: true, Dark: true},
	"phone, no scripts": {Width: 390, Height: 844, Touch: true, NoScript: true},
}

// From the first visit to the first log it takes at most six clicks and two
// fields.
func TestFirstVisit(t *testing.T) {
	for name, look := range looks {
		t.Run(name, func(t *testing.T) {
			s := start(t, t.TempDir())
			v := open(t, s.url, look)
			v.Go("/")
			v.leave(".hero .btn.big")
			v.Type("#name", "ana")
			v.Type("#password", "my garden has nine trees")
			v.leave("main form button.btn")
			v.holds("h1", "What would you like to keep?")
			v.leave("main form .btn.big")
			v.holds("h1", "")
			v.press(v.row("Skin and gut check-in") + " .cell.now")
			v.holds(".flash", "Skin and gut check-in")
			v.Wait(`document.querySelector(".cell.now.kept")`)
			if v.clicks > 6 {
				t.Errorf("it took %d clicks", v.clicks)
			}
		})
	}
}

// On an address that is not loopback, over plain http, browsers withhold much;
// nothing of it may be needed.
func TestFirstVisitElsewhere(t *testing.T) {
	url := "http://" + chromium.Elsewhere + ":18099"
	s := start(t, t.TempDir(), "--addr", "127.0.0.1:18099", "--url", url)
	v := open(t, url, chromium.Look{})
	v.Go("/")
	if chromium.Eval[bool](v.Tab, "isSecureContext") {
		t.Fatal("the address is trusted after all, so this proves nothing")
	}
	v.leave(".hero .btn.big")
	v.Type("#code", s.code)
	v.Type("#name", "ana")
	v.Type("#password", "my garden has nine trees")
	v.leave("main form button.btn")
	v.leave("main form .btn.big")
	v.press(v.row("Skin and gut check-in") + " .cell.now")
	v.holds(".flash", "Skin and gut check-in")
	v.press(".flash button")
	v.holds(".flash", "Undone")
	v.Reports() // the browser says itself that such an address is not private
}
