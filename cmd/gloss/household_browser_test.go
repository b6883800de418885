//go:build browser

package main

import (
	"testing"

	"gloss/cmd/internal/chromium"
)

// The first month of a household: the owner invites somebody, who makes an
// account, signs in on a second device, ends it, forgets the password, is shut
// out and let in again, and leaves for good.
func TestHousehold(t *testing.T) {
	for name, look := range looks {
		t.Run(name, func(t *testing.T) {
			url := start(t, t.TempDir()).url
			ana := open(t, url, look)
			ana.Go("/signup")
			ana.signUp("ana")

			ben := open(t, url, look)
			ben.Go(ana.link("/people", `form[action="/people/invitations"] button`))
			ben.inspect("an invitation")
			ben.signUp("ben")
			phone := open(t, url, look)
			phone.logIn("ben", "a short sentence of ben")
			ben.Go("/you")
			ben.press("#sessions ~ ul form button")
			ben.holds("main > .flash", "Signed out there.")
			ben.lacks("#sessions ~ ul form")
			ben.inspect("You")
			phone.Go("/you")
			phone.holds("h1", "Welcome back")

			const other = "nine trees in the other garden"
			phone.Go(ana.link("/people", `[aria-label="Password link for ben"]`))
			phone.inspect("a password link")
			phone.Type("#new", other)
			phone.leave("main form button.btn")
			phone.holds("main", "Your new password is set.")
			ben.Go("/today")
			ben.holds("h1", "Welcome back")
			phone.logIn("ben", other)

			ana.Go("/people")
			ana.press(`[aria-label="Disable ben"]`)
			ana.holds("main > .flash", "signed out everywhere")
			ana.inspect("People")
			phone.logIn("ben", other)
			phone.holds("#no", "Name and password do not go together.")
			ana.press(`[aria-label="Enable ben"]`)
			ana.holds("main > .flash", "can log in again")

			phone.logIn("ben", other)
			phone.Go("/you")
			phone.leave(`a[href="/you/delete"]`)
			phone.inspect("leaving")
			phone.Type("#name", "ben")
			phone.Type("#password", other)
			phone.leave("main form button.harm")
			phone.holds("main > .flash", "Your account and everything in it are gone.")
			ana.Go("/people")
			ana.lacks(`[aria-label="Disable ben"]`)
		})
	}
}

// link presses a button on a page that answers with a link, and returns that.
func (v *visit) link(path, button string) string {
	v.t.Helper()
	v.Go(path)
	v.leave(button)
	v.inspect("a link just made")
	return chromium.Eval[string](v.Tab, `document.querySelector("#link").value`)
}

func (v *visit) logIn(name, secret string) {
	v.t.Helper()
	v.Go("/login")
	v.Type("#name", name)
	v.Type("#password", secret)
	v.leave("main form button.btn")
}

// inspect finds what is wrong with the page, where scripts can look.
func (v *visit) inspect(page string) {
	v.t.Helper()
	if v.script {
		inspect(v.t, v.Tab, page)
	}
}

// lacks fails where something is there.
func (v *visit) lacks(selector string) {
	v.t.Helper()
	if n := v.Count(selector); n > 0 {
		v.t.Errorf("at %s there are %d of %s", v.Here(), n, selector)
	}
}
