//go:build browser

package main

import (
	"encoding/json"
	"strings"

	"gloss/cmd/internal/chromium"
	"gloss/models"
	"gloss/views/link"
)

// shot is one page in one state.
type shot struct {
	name, who, path string
	act             func(*chromium.Tab) // what is done there before looking
}

// wordsworth is the longest name an account may have.
var wordsworth = strings.Repeat("Wordsworth", 7)[:models.MaxName]

// states are the pages of the gallery, each in all its states. A page that is
// there for a person who has nothing, one habit, thirty, or more than enough,
// is shown to each.
func states(k keys) []shot {
	all := append(doors(k), refusals(k)...)
	all = append(all, dayStates...)
	all = append(all, habitStates...)
	all = append(all, boardStates...)
	return append(all, otherStates...)
}

// founding leads to the guide that most habits of the gallery come from.
const founding = ".card h3 a[href*=skin-and-gut]"

// nobodyYet looks at a server without any account.
const nobodyYet = "nobody yet"

// firstStates are the doors of a server without any account, which asks for
// its setup code.
var firstStates = []shot{
	{"welcome-first", nobodyYet, "/", nil},
	{"signup-first", nobodyYet, "/signup", nil},
	{"signup-first-refused", nobodyYet, "/signup", send("main form", signUpWrong, "", "[aria-invalid=true]")},
	{"login-first", nobodyYet, "/login", nil},
	{"guide-first", nobodyYet, "/", follow("a[href^='/guides/']")},
}

const signUpWrong = `{code: "guess", name: "\u0007", password: "x", zone: "Nowhere/Land", email: "no address"}`

// doors are what is met before one is signed in.
func doors(k keys) []shot {
	return []shot{
		{"welcome", "", "/", nil},
		{"signup", "", "/signup", nil},
		{"signup-invited", "", link.SignUpBy(k.invite), nil},
		{"signup-spent", "", link.SignUpBy("spent"), nil},
		{"login", "", "/login", nil},
		{"reset", "", link.ResetBy(k.reset), nil},
		{"reset-spent", "", link.ResetBy("spent"), nil},
		{"guide-stranger", "", "/", follow("a[href^='/guides/']")},
		{"not-found-stranger", "", "/nowhere", nil},
	}
}

var dayStates = []shot{
	{"start", "new", "/start", nil},
	{"start-taken", "full", "/start", nil},
	{"today-empty", "new", "/today", nil},
	{"today-one", "one", "/today", nil},
	{"today-full", "full", "/today", nil},
	{"today-menu", "full", "/today", openMenu},
	{"today-ask", "full", "/today", send("li:has([href^='/habits/']) .acts:has([value=skip]):has([value=clear])", `{}`, "[value=skip]", "[data-ask]")},
	{"today-thirty", "thirty", "/today", nil},
	{"today-yesterday", "thirty", "/today", unfold("#yesterday")},
	{"today-tagged", "full", "/today", follow(".filter a:nth-child(2)")},
	{"today-chosen", "full", "/today", follow("a.sign:not(.lit)")},
	{"today-wordy", wordsworth, "/today", unfold(".day-note, .habit:last-of-type .menu")},
	{"today-arabic", "سلمى", "/today", unfold(".day-note, .habit:last-of-type .menu")},
	{"today-kept", "keeper", "/today", nil},
	{"today-missed", "misser", "/today", nil},
	{"today-over", "excess", "/today", nil},
	{"today-veteran", "veteran", "/today", nil},
	{"today-paused", "busy", "/today", nil},
	{"day-past", "full", "/days/2026-11-18", nil},
	{"day-ahead", "full", "/days/2026-11-25", nil},
	{"day-long-past", "full", "/days/2025-01-05", nil},
	{"day-years-past", "veteran", "/days/2024-02-29", nil},
}

var habitStates = []shot{
	{"habit-amount", "full", "/today", habitPage("Midday sun")},
	{"habit-variety", "full", "/today", habitPage("Variety")},
	{"habit-week", "full", "/today", habitPage("Move")},
	{"habit-limit", "full", "/today", habitPage("Alcohol")},
	{"habit-tick", "full", "/today", habitPage("Screens")},
	{"habit-month", "full", "/today", habitPage("Swim")},
	{"habit-one", "one", "/today", habitPage("Look")},
	{"habit-wordy", wordsworth, "/today", habitPage("Donau")},
	{"habit-wordy-amount", wordsworth, "/today", both(habitPage("walk"), unfold("main details"))},
	{"habit-arabic", "سلمى", "/today", habitPage("قراءة")},
	{"habit-veteran", "veteran", "/today", both(habitPage("Midday sun"), unfold("main details"))},
	{"habit-veteran-before", "veteran", "/today", both(habitPage("Midday sun"), goTo(`location.pathname + "?at=2024-02-29"`))},
	{"habit-kept", "keeper", "/today", habitPage("Midday sun")},
	{"habit-missed", "misser", "/today", habitPage("Stretch")},
	{"habit-over", "excess", "/today", habitPage("Midday sun")},
	{"habit-over-week", "excess", "/today", habitPage("Alcohol")},
	{"habit-new", "full", "/habits/new", nil},
	{"habit-new-like", "full", "/habits/new", follow("nav[aria-labelledby=examples] a:nth-child(2)")},
	{"habit-new-from", "new", "/guides", both(follow(founding), follow("a[href*='/habits/new?']"))},
	{"habit-edit", "full", "/today", editPage("Midday sun")},
	{"habit-edit-wordy", wordsworth, "/today", editPage("Donau")},
	{"habit-edit-arabic", "سلمى", "/today", editPage("قراءة")},
	{"habit-edit-busy", "busy", "/today", editPage("Midday sun")},
}

var boardStates = []shot{
	{"board", "full", "/habits", nil},
	{"board-before", "full", "/habits?to=2026-11-11", nil},
	{"board-grouped", "full", "/habits?group=tag", nil},
	{"board-day", "full", "/habits?show=2026-11-20", nil},
	{"board-order", "full", "/habits?show=order", nil},
	{"board-tags", "full", "/habits?show=tags", nil},
	{"board-tag-gone", "full", "/habits?show=tags", unfold(".part details.menu")},
	{"board-thirty", "thirty", "/habits", nil},
	{"board-one", "one", "/habits", nil},
	{"board-empty", "new", "/habits", nil},
	{"board-busy", "busy", "/habits", unfold("main > details, main > section details")},
	{"board-wordy", wordsworth, "/habits?show=tags", nil},
	{"board-wordy-day", wordsworth, "/habits?show=2026-11-10", nil},
	{"board-arabic", "سلمى", "/habits?group=tag", nil},
	{"board-kept", "keeper", "/habits", nil},
	{"board-missed", "misser", "/habits", nil},
	{"board-over", "excess", "/habits", nil},
	{"board-years-past", "veteran", "/habits?to=2024-03-10", nil},
}

var otherStates = []shot{
	{"guides", "new", "/guides", nil},
	{"guide", "full", "/guides", follow(founding)},
	{"guide-new-reader", "new", "/guides", follow(founding)},
	{"pauses", "full", "/pauses", nil},
	{"pauses-busy", "busy", "/pauses", unfold("main details")},
	{"pauses-wordy", wordsworth, "/pauses", nil},
	{"deleted", "full", "/habits/deleted", nil},
	{"deleted-busy", "busy", "/habits/deleted", nil},
	{"journal", "full", "/journal", nil},
	{"journal-empty", "new", "/journal", nil},
	{"journal-busy", "busy", "/journal", nil},
	{"journal-none", "full", "/journal?day=2019-01-01", nil},
	{"journal-wordy", wordsworth, "/journal", nil},
	{"journal-arabic", "سلمى", "/journal", nil},
	{"journal-veteran", "veteran", "/journal?day=2024-02-29", nil},
	{"year", "full", "/years/2026", unfold("main details")},
	{"year-empty", "new", "/years/2026", nil},
	{"year-busy", "busy", "/years/2026", nil},
	{"year-thirty", "thirty", "/years/2026", nil},
	{"year-wordy", wordsworth, "/years/2026", unfold("main details")},
	{"year-arabic", "سلمى", "/years/2026", nil},
	{"year-past", "veteran", "/years/2024", nil},
	{"year-kept", "keeper", "/years/2026", nil},
	{"year-missed", "misser", "/years/2026", nil},
	{"year-over", "excess", "/years/2026", nil},
	{"you", "full", "/you", nil},
	{"you-wordy", wordsworth, "/you", nil},
	{"export", "full", "/you/export", nil},
	{"import", "full", "/you/import", nil},
	{"delete", "new", "/you/delete", nil},
	{"delete-owner", "full", "/you/delete", nil},
	{"people", "full", "/people", nil},
	{"people-link", "full", "/people", follow("form[action='/people/invitations'] button")},
	{"backups", "full", "/backups", nil}, // TestBackupsLookRight has them in more states
	{"not-found", "full", "/habits/0190-none-of-yours", nil},
}

// refusals are the forms with every field refused.
func refusals(k keys) []shot {
	const wrong = "[aria-invalid=true]"
	long := quoted(strings.Repeat("far too long ", 200))
	habit := `{name: "", kind: "dance", min: "some", max: "more", unit: ` + long + `, period: "aeon", days: "few", step: "big", due: "", every: "now",
		from: "early", to: "late", cue: ` + long + `, reason: ` + long + `, reserve: "9", hue: "puce", icon: "cat", tags: ` + long + `}`
	return []shot{
		{"login-refused", "", "/login", send("main form", `{name: "nobody", password: "x"}`, "", wrong)},
		{"signup-refused", "", link.SignUpBy(k.invite), send("main form", signUpWrong, "", wrong)},
		{"reset-refused", "", link.ResetBy(k.reset), send("main form", `{new: "x"}`, "", wrong)},
		{"habit-new-refused", "full", "/habits/new", send("main form", habit, "", wrong)},
		{"habit-edit-refused", "full", "/today", both(editPage("Midday sun"), send("main form[action$='/edit']", habit, "", wrong))},
		{"habit-pause-refused", "full", "/today", both(editPage("Midday sun"), send("main form[action$='/pauses']", `{from: "soon", to: "later"}`, "", wrong))},
		{"pauses-refused", "full", "/pauses", send("main form[action='/pauses']", `{from: "soon", to: "later"}`, "", wrong)},
		{"today-amount-refused", "full", "/today", send(".menu .inline-form:has([name=amount])", `{amount: "a lot"}`, "", wrong)},
		{"today-note-refused", "full", "/today", send(".menu .inline-form:has([name=note])", `{note: `+long+`}`, "", wrong)},
		{"today-item-refused", "full", "/today", send(".more .inline-form", `{item: `+long+`}`, "", wrong)},
		{"today-yesterday-refused", "back", "/today", send("#yesterday form:has([name=amount])", `{amount: "a lot"}`, "", wrong)},
		{"day-note-refused", "full", "/days/2026-11-19", send(".day-note form", `{note: `+long+`}`, "", wrong)},
		{"board-tag-refused", "full", "/habits?show=tags", send("#tags form", `{name: `+long+`}`, "", wrong)},
		{"board-day-refused", "full", "/habits?show=2026-11-20", send("form[action$='/fill']", `{habit: "none of yours"}`, "", ".flash")},
		{"you-name-refused", "full", "/you", send("form[action='/you/name']", `{name: "\u0007", email: "no address"}`, "", wrong)},
		{"you-day-refused", "full", "/you", send("form[action='/you/day']:not([hidden])", `{zone: "Nowhere/Land", start: "x", week: "x"}`, "", wrong)},
		{"you-password-refused", "full", "/you", send("form[action='/you/password']", `{old: "x", new: "x"}`, "", wrong)},
		{"delete-refused", "new", "/you/delete", send("main form", `{name: "somebody", password: "x"}`, "", wrong)},
	}
}

// follow goes where the first match leads.
func follow(selector string) func(*chromium.Tab) {
	return func(tab *chromium.Tab) {
		tab.Run("window.left = true; document.querySelector(" + quoted(selector) + ").click()")
		tab.Arrive()
	}
}

// goTo goes to the address a JavaScript expression gives.
func goTo(address string) func(*chromium.Tab) {
	return func(tab *chromium.Tab) {
		tab.Run("window.left = true; location.href = " + address)
		tab.Arrive()
	}
}

func both(acts ...func(*chromium.Tab)) func(*chromium.Tab) {
	return func(tab *chromium.Tab) {
		for _, act := range acts {
			act(tab)
		}
	}
}

// unfold opens all that can be opened among the matches.
func unfold(selector string) func(*chromium.Tab) {
	return func(tab *chromium.Tab) {
		tab.Run("for (const d of document.querySelectorAll(" + quoted(selector) + ")) d.open = true")
	}
}

func openMenu(tab *chromium.Tab) { unfold("details.menu")(tab) }

// send fills the first form of the matches with what the browser would not let
// anybody type, sends it by the button that matches, and waits for a sign of
// the answer.
func send(form, values, button, sign string) func(*chromium.Tab) {
	return func(tab *chromium.Tab) {
		tab.Run(`{
			const form = document.querySelector(` + quoted(form) + `)
			form.noValidate = true
			for (let d = form.closest("details"); d; d = d.parentElement.closest("details")) d.open = true
			for (const [name, value] of Object.entries(` + values + `)) for (const field of form.querySelectorAll("[name=" + name + "]")) {
				if (field.localName === "select") field.append(new Option(value, value))
				if (/^(date|time|number|email)$/.test(field.type)) field.type = "text"
				if (/^(radio|checkbox)$/.test(field.type)) field.checked = field.value === value || value !== "" && (field.value = value, true)
				field.value = value
			}
			form.requestSubmit(form.querySelector("button` + button + `"))
		}`)
		tab.Wait(`document.querySelector("` + sign + `") && document.readyState === "complete"`)
	}
}

// quoted writes s as a JavaScript string.
func quoted(s string) string {
	b, _ := json.Marshal(s)
	return string(b)
}
