//go:build browser

package main

import (
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"gloss/cmd/internal/chromium"
)

// tokyo is a wide screen without motion: a click then meets what it was aimed at.
var tokyo = chromium.Look{Width: 1280, Height: 800, Zone: "Asia/Tokyo", Still: true}

// tab is a browser's tab with words for what these tests look at.
type tab struct{ *chromium.Tab }

// openTab opens the site's page with a mark in it that a reload would wipe out.
func openTab(t *testing.T, s *site) tab {
	t.Helper()
	p := tab{chromium.Open(t, s.URL, tokyo)}
	p.open("/today")
	return p
}

func (p tab) open(path string) {
	p.T.Helper()
	p.Go(path)
	p.Run(`void (window.mark = true)`)
}

// pointAt moves the mouse there, and no further.
func (p tab) pointAt(selector string) {
	p.T.Helper()
	place := chromium.Eval[map[string]float64](p.Tab, `document.querySelector("`+selector+`").getBoundingClientRect().toJSON()`)
	p.Do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, place["x"]+place["width"]/2, place["y"]+place["height"]/2))
}

func (p tab) focus(selector string) {
	p.T.Helper()
	p.Do(chromedp.Focus(chromedp.CSS(selector)))
}

// want checks a JavaScript expression, as a string.
func (p tab) want(expression, want string) {
	p.T.Helper()
	if got := chromium.Eval[string](p.Tab, "String("+expression+")"); got != want {
		p.T.Errorf("%s is %q, want %q", expression, got, want)
	}
}

// wait gives the expression time to become want.
func (p tab) wait(expression, want string) {
	p.T.Helper()
	p.Wait(fmt.Sprintf("String(%s) === %q", expression, want))
}

// settle lets the browser draw twice: it scrolls only then.
func (p tab) settle() {
	p.T.Helper()
	p.Run(`new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))`)
}
