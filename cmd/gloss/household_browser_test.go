//go:build browser

package main

import (
	"testing"

	"gloss/cmd/internal/chromium"
)

// household is three browsers: the owner's, and two of somebody who is invited.
type household struct{ ana, ben, phone *visit }

const other = "nine trees in the other garden"

// The first month of a household: the owner invites somebody, who makes an
// account, signs in on a second device, ends it, forgets the password, is shut
// out and let in again, and leaves for good.
func TestHousehold(t *testing.T) {
	inEachManner(t, func(t *testing.T, look chromium.Look) {
		url := start(t, t.TempDir()).url
		h := household{open(t, url, look), open(t, url, look), open(t, url, look)}
		h.ana.Go("/signup")
		h.ana.signUp("ana")
		h.ana.does(h.comes()...)
		h.ana.does(h.forgets()...)
		h.ana.does(h.leaves()...)
	})
}

func (h household) comes() []step {
	ana, ben, phone := h.ana, h.ben, h.phone
	const invite = `form[action="/people/invitations"] button`
	return []step{
		{"an invitation taken back", func() {
			gone := ana.link("/people", invite)
			ana.press(`form[action$="/revoke"] button`)
			ana.says("works no more")
			ben.Go(gone)
			ben.holds("h1", "invitation")
			ben.lacks("#name")
			ben.Reports() // the page is a 404
		}},
		{"an invitation taken", func() {
			ben.Go(ana.link("/people", invite))
			ben.inspect("an invitation")
			ben.signUp("ben")
		}},
		{"a second device, signed out", func() {
			phone.logIn("ben", secretOf("ben"))
			ben.Go("/you")
			ben.press("#sessions ~ ul form button")
			ben.says("Signed out there.")
			ben.lacks("#sessions ~ ul form")
			ben.inspect("You")
			phone.Go("/you")
			phone.holds("h1", "Welcome back")
		}},
		{"all others signed out", func() {
			phone.logIn("ben", secretOf("ben"))
			ben.Go("/you")
			ben.press(`form[action="/you/sessions/end-others"] button`)
			ben.says("Signed out there.")
			phone.Go("/today")
			phone.holds("h1", "Welcome back")
		}},
	}
}

func (h household) forgets() []step {
	ana, ben, phone := h.ana, h.ben, h.phone
	return []step{
		{"a new password by a link", func() {
			phone.Go(ana.link("/people", `[aria-label="Password link for ben"]`))
			phone.inspect("a password link")
			phone.Type("#new", other)
			phone.leave("main form button.btn")
			phone.holds("main", "Your new password is set.")
			ben.Go("/today")
			ben.holds("h1", "Welcome back")
			phone.logIn("ben", other)
			phone.holds("main", "Nothing to keep yet")
		}},
		{"shut out", func() {
			ana.Go("/people")
			ana.press(`[aria-label="Disable ben"]`)
			ana.says("signed out everywhere")
			ana.inspect("People")
			phone.logIn("ben", other)
			phone.holds("#no", "Name and password do not go together.")
		}},
		{"let in again", func() {
			ana.press(`[aria-label="Enable ben"]`)
			ana.says("can log in again")
			phone.logIn("ben", other)
		}},
	}
}

func (h household) leaves() []step {
	return []step{{"gone for good", func() {
		h.phone.Go("/you")
		h.phone.leave(`a[href="/you/delete"]`)
		h.phone.inspect("leaving")
		h.phone.Type("#name", "ben")
		h.phone.Type("#password", other)
		h.phone.leave("main form button.harm")
		h.phone.says("Your account and everything in it are gone.")
		h.ana.Go("/people")
		h.ana.lacks(`[aria-label="Disable ben"]`)
	}}}
}

// link presses a button on a page that answers with a link, and returns that.
func (v *visit) link(path, button string) string {
	v.t.Helper()
	v.Go(path)
	v.leave(button)
	v.inspect("a link just made")
	return chromium.Eval[string](v.Tab, `document.querySelector("#link").value`)
}
