//go:build browser

package main

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"gloss/cmd/internal/chromium"
)

// visit is somebody using Gloss in a browser.
type visit struct {
	*chromium.Tab
	t      *testing.T
	clicks int
	script bool
}

func open(t *testing.T, url string, look chromium.Look) *visit {
	t.Helper()
	v := &visit{chromium.Open(t, url, look), t, 0, !look.NoScript}
	t.Cleanup(func() {
		for _, r := range v.Reports() {
			if strings.Contains(r, "status of 422") { // refused on purpose
				continue
			}
			t.Errorf("the browser complained: %s", r)
		}
	})
	return v
}

// leave clicks what leads to another page, and counts the click.
func (v *visit) leave(selector string) {
	v.t.Helper()
	v.clicks++
	v.Leave(selector)
}

// press clicks what changes the page: in place with scripts, by way of a new
// page without.
func (v *visit) press(selector string) {
	v.t.Helper()
	if !v.script {
		v.leave(selector)
		return
	}
	v.clicks++
	v.Click(selector)
}

// signUp fills in the form there and sends it. Where no script can tell, the
// time zone is asked.
func (v *visit) signUp(name string) {
	v.t.Helper()
	v.Type("#name", name)
	v.Type("#password", "a short sentence of "+name)
	if !v.script {
		v.Do(chromedp.SetValue(chromedp.CSS("select[name=zone]"), "Europe/Berlin"))
	}
	v.leave("main form button.btn")
	v.holds("h1", "What would you like to keep?")
}

// row returns a selector for the row of a habit on Today.
func (v *visit) row(name string) string {
	v.t.Helper()
	id := chromium.Eval[string](v.Tab, `[...document.querySelectorAll("li.habit")].find(e => e.querySelector(".name").textContent.trim() === "`+name+`")?.id ?? ""`)
	if id == "" {
		v.t.Fatalf("no row called %q at %s", name, v.Here())
	}
	return "[id='" + id + "']"
}

// holds waits until the first match of a selector holds some words.
func (v *visit) holds(selector, words string) {
	v.t.Helper()
	v.WaitText(selector, words)
}
