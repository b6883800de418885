//go:build browser

package main

import (
	"path/filepath"
	"strings"
	"testing"

	"gloss/cmd/internal/chromium"
)

// manners are the ways in which every journey must go.
var manners = []struct {
	name string
	look chromium.Look
}{
	{"with a mouse", chromium.Look{Still: true}},
	{"without scripts", chromium.Look{NoScript: true, Still: true}},
	{"by keyboard", chromium.Look{Keys: true, Still: true}},
	{"on a phone", chromium.Look{Width: 390, Height: 844, Touch: true, Dark: true, Still: true}},
}

// inEachManner goes on a journey once in each manner.
func inEachManner(t *testing.T, journey func(t *testing.T, look chromium.Look)) {
	for _, m := range manners {
		t.Run(m.name, func(t *testing.T) {
			t.Parallel()
			journey(t, m.look)
		})
	}
}

// visit is somebody using Gloss in a browser.
type visit struct {
	*chromium.Tab
	t      *testing.T
	look   chromium.Look
	clicks int
	script bool
}

func open(t *testing.T, url string, look chromium.Look) *visit {
	t.Helper()
	v := &visit{chromium.Open(t, url, look), t, look, 0, !look.NoScript}
	t.Cleanup(v.quiet)
	return v
}

// step is one thing that a person does, and what comes of it.
type step struct {
	what string
	do   func()
}

// does takes steps one after the other; the browser complains of none.
func (v *visit) does(steps ...step) {
	v.t.Helper()
	var at string
	defer func() {
		if v.t.Failed() {
			v.t.Logf("this happened at %q", at)
			if *pictures != "" {
				v.Shoot(filepath.Join(*pictures, strings.ReplaceAll(v.t.Name(), "/", "-")+".png"))
			}
		}
	}()
	for _, s := range steps {
		at = s.what
		s.do()
		v.quiet()
		if v.t.Failed() {
			return
		}
	}
}

// quiet wants no complaint of the browser but that a form was refused, which
// the tests do on purpose.
func (v *visit) quiet() {
	v.t.Helper()
	for _, r := range v.Reports() {
		if !strings.Contains(r, "status of 422") {
			v.t.Errorf("at %s the browser complained: %s", v.Here(), r)
		}
	}
}

// leave presses what leads to another page, and counts the press.
func (v *visit) leave(selector string) {
	v.t.Helper()
	v.clicks++
	v.Leave(selector)
}

// press presses what changes the page: in place with scripts, by way of a new
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

// undo presses the button of the message there, and waits for what it says.
func (v *visit) undo(words string) {
	v.t.Helper()
	v.press("main > .flash button")
	v.says(words)
}

// says waits until the message there holds some words.
func (v *visit) says(words string) {
	v.t.Helper()
	v.holds("main > .flash", words)
}

// signUp fills in the form there and sends it. Where no script can tell, the
// time zone is asked.
func (v *visit) signUp(name string) {
	v.t.Helper()
	v.Type("#name", name)
	v.Type("#password", secretOf(name))
	if !v.script {
		v.Choose("select[name=zone]", "Europe/Berlin")
	}
	v.leave("main form button.btn")
	v.holds("h1", "What would you like to keep?")
}

// secretOf is the password of somebody who signed up.
func secretOf(name string) string { return "a short sentence of " + name }

// logIn goes to where one logs in, and does.
func logIn(tab *chromium.Tab, name, secret string) {
	tab.T.Helper()
	tab.Go("/login")
	tab.Type("#name", name)
	tab.Type("#password", secret)
	tab.Leave("main form button.btn")
}

func (v *visit) logIn(name, secret string) {
	v.t.Helper()
	logIn(v.Tab, name, secret)
}

// enter opens a page as somebody of the gallery.
func enter(t *testing.T, url, name string, look chromium.Look, path string) *visit {
	t.Helper()
	v := open(t, url, look)
	v.logIn(name, password)
	v.Go(path)
	return v
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

// act does something in a row's menu, which it opens.
func (v *visit) act(row string, do func()) {
	v.t.Helper()
	if !chromium.Eval[bool](v.Tab, "document.querySelector(`"+row+" details.menu`).open") {
		v.Click(row + " details.menu > summary")
	}
	do()
}

// holds waits until the first match of a selector holds some words.
func (v *visit) holds(selector, words string) {
	v.t.Helper()
	v.WaitText(selector, words)
}

// lacks waits until nothing matches.
func (v *visit) lacks(selector string) {
	v.t.Helper()
	v.Wait("!document.querySelector(`" + selector + "`)")
}

// value is what stands in a field.
func (v *visit) value(selector string) string {
	v.t.Helper()
	return chromium.Eval[string](v.Tab, "document.querySelector(`"+selector+"`).value")
}

// inspect finds what is wrong with the page. Once is enough: what is there does
// not hang on the manner.
func (v *visit) inspect(page string) {
	v.t.Helper()
	if !v.look.NoScript && !v.look.Keys && !v.look.Touch {
		inspect(v.t, v.Tab, page)
	}
}
