//go:build browser

package main

import (
	"testing"

	"gloss/cmd/internal/chromium"
)

// A person says who they are and when their day begins, changes the password,
// logs out and in again, is led back to where they wanted to go, and is offered
// the zone the browser is in.
func TestAccount(t *testing.T) {
	inEachManner(t, func(t *testing.T, look chromium.Look) {
		a := account{open(t, start(t, t.TempDir()).url, look)}
		a.Go("/signup")
		a.signUp("ana")
		a.does(a.settings()...)
		a.does(a.password()...)
		a.does(a.zone()...)
		a.does(a.goes()...)
	})
}

// account is a visit of ana, the owner.
type account struct{ *visit }

func (a account) settings() []step {
	return []step{
		{"a name that is refused", func() {
			a.room("/you")
			a.Fill("#un", "   ")
			a.leave(`form[action="/you/name"] button`)
			a.holds(`form[action="/you/name"]`, "name")
			a.Wait("document.querySelector(`#un[aria-invalid]`)")
		}},
		{"another name", func() {
			a.Fill("#un", "Ana María")
			a.Fill("#ue", "ana@example.org")
			a.leave(`form[action="/you/name"] button`)
			a.says("Saved.")
			if got := a.value("#un"); got != "Ana María" {
				a.t.Errorf("the name is %q", got)
			}
		}},
		{"another day", func() {
			a.Choose("#uz", "Atlantic/Canary")
			a.Choose("#us", "3")
			a.Choose("#uw", "0")
			a.leave(`form[action="/you/day"] button:not([data-zone-keep])`)
			a.says("Your days run by this from now on.")
			if got := a.value("#uz") + a.value("#us") + a.value("#uw"); got != "Atlantic/Canary30" {
				a.t.Errorf("the day is %s", got)
			}
		}},
	}
}

const renewed = "three boats and a blue door"

func (a account) password() []step {
	change := func(old, new string) {
		a.Fill("#po", old)
		a.Fill("#pn", new)
		a.leave(`form[action="/you/password"] button`)
	}
	return []step{
		{"a wrong password", func() { change("not this one, no", renewed); a.Wait("document.querySelector(`#po[aria-invalid]`)") }},
		{"a new password", func() { change(secretOf("ana"), renewed); a.says("You have a new password") }},
	}
}

func (a account) zone() []step {
	if !a.script {
		return nil
	}
	return []step{
		{"the zone, kept", func() {
			a.Go("/today")
			a.Click("[data-zone-keep]")
			a.Go("/today")
			a.Wait("document.querySelector(`[data-zone-offer]`).hidden")
		}},
		{"the zone, switched", func() {
			there := a.look
			there.Zone = "Asia/Tokyo"
			a.See(there)
			a.Go("/today")
			a.leave("[data-zone-offer] button:not([data-zone-keep])")
			a.Go("/you")
			if got := a.value("#uz"); got != "Asia/Tokyo" {
				a.t.Errorf("the zone is %s", got)
			}
		}},
	}
}

func (a account) goes() []step {
	return []step{
		{"out", func() {
			a.Go("/you")
			a.leave(`form[action="/logout"] button`)
			a.Go("/journal")
			a.holds("h1", "Welcome back")
		}},
		{"refused", func() {
			a.Type("#name", "Ana María")
			a.Type("#password", secretOf("ana"))
			a.leave("main form button.btn")
			a.holds("#no", "Name and password do not go together.")
		}},
		{"in, and where one was going", func() {
			a.Type("#password", renewed)
			a.Click("input[name=stay]")
			a.leave("main form button.btn")
			a.holds("h1", "Journal")
		}},
		{"kept after all", func() {
			a.Go("/you/delete")
			a.leave("main form a.quiet")
			a.holds("h1", "You")
		}},
		{"gone for good", func() {
			a.leave(`a[href="/you/delete"]`)
			a.Type("#name", "Ana María")
			a.Type("#password", renewed)
			a.leave("main form button.harm")
			a.says("Your account and everything in it are gone.")
		}},
	}
}
