//go:build browser

package main

import (
	"testing"

	"gloss/cmd/internal/chromium"
)

// A guide is read and a habit taken from it, on its terms and on others; then
// the habit's page, the journal and the year are leafed through, with undo.
func TestReading(t *testing.T) {
	inEachManner(t, func(t *testing.T, look chromium.Look) {
		look.Zone = "Atlantic/Canary"
		url := gallery(t, func(add func(string) *person) { tardy(add("tardy")) })
		r := reading{enter(t, url, "tardy", look, "/today")}
		r.does(r.guide()...)
		r.does(r.habit()...)
		r.does(r.journal()...)
		r.does(r.year()...)
	})
}

// reading is a visit to what is read.
type reading struct{ *visit }

// room goes to a part of Gloss by its name in the bar.
func (v *visit) room(path string) {
	v.t.Helper()
	v.leave("header nav a[href='" + path + "']")
}

func (r reading) guide() []step {
	return []step{
		{"the library", func() { r.room("/guides"); r.leave(`.card h3 a[href*="skin-and-gut"]`) }},
		{"read, and unread again", func() {
			r.press("#read")
			r.holds("main .chip", "Read")
			r.press("#read")
			r.lacks("main .cluster > .chip")
		}},
		{"a habit taken", func() {
			r.press("#habit-checkin form button")
			r.says("Skin and gut check-in is on your list.")
			r.Wait("document.querySelector(`#habit-checkin a.chip`)")
		}},
		{"and taken back", func() {
			r.undo("Undone")
			r.Wait("document.querySelector(`#habit-checkin form button`)")
		}},
		{"another with its questions answered", func() {
			r.Click("#habit-sun input[name=care]")
			r.press("#habit-sun form button")
			r.says("is on your list.")
			r.Wait("document.querySelector(`#habit-sun a.chip`)")
		}},
		{"one on other terms", func() {
			r.leave(`#habit-plants a[href*="/habits/new"]`)
			r.Fill("#min", "20")
			r.leave("main form .actions .btn:not(.bare)")
			r.Go("/today")
			r.holds(r.row("Variety on the plate")+" .meta", "plants")
		}},
		{"why, from Today", func() {
			if r.look.Touch {
				row := r.row("Variety on the plate")
				r.Click(row + " .why > summary")
				r.holds(row+" .why blockquote", "")
				r.leave(row + " .why footer a")
			} else {
				r.leave(".beside h2 a")
			}
			r.holds("main", "References")
		}},
	}
}

func (r reading) habit() []step {
	return []step{
		{"its page", func() { r.Go("/today"); r.leave(r.row("Stretch") + " a.name"); r.holds("h1", "Stretch") }},
		{"a day of its month", func() {
			r.press("#d2026-11-12")
			r.says("Stretch, 12 November: ticked.")
			r.Wait("document.querySelector(`#d2026-11-12.kept`)")
		}},
		{"taken back lately", func() {
			r.press("[aria-labelledby=j] li:first-child form button")
			r.says("Undone")
			r.Wait("!document.querySelector(`#d2026-11-12.kept`)")
		}},
		{"the month before", func() {
			r.leave("[aria-labelledby=month] header a")
			r.holds("#month", "October")
		}},
		{"a day of its year", func() {
			if r.look.Keys { // by Tab a day is come at by its month: 365 stops would be in the way
				r.leave("[aria-labelledby=month] header a:last-child")
			} else {
				r.leave("[aria-labelledby=y] svg a[href*='2026-11-10']")
			}
			r.press("#d2026-11-10")
			r.says("Stretch, 10 November: ticked.")
		}},
	}
}

func (r reading) journal() []step {
	const first = ".journal li:first-child "
	return []step{
		{"the journal", func() { r.room("/you"); r.leave(`main a[href="/journal"]`); r.holds(first, "Stretch") }},
		{"undone from there, and done again", func() {
			r.press(first + "form button")
			r.says("Undone")
			r.press(first + "form button")
			r.says("Done again")
		}},
		{"of one habit", func() {
			r.Choose("#jh", chromium.Eval[string](r.Tab, `[...document.querySelectorAll("#jh option")].find(o => o.label === "Stretch").value`))
			r.leave("form[role=search] button")
			names := chromium.Eval[[]string](r.Tab, `[...new Set([...document.querySelectorAll(".journal li b")].map(e => e.textContent))]`)
			if len(names) != 1 || names[0] != "Stretch" {
				r.t.Errorf("of one habit it has %q", names)
			}
		}},
		{"of one day", func() {
			r.leave(`form[role=search] a`)
			r.Fill("#jd", "2026-11-12")
			r.leave("form[role=search] button")
			r.holds(first, "Stretch")
		}},
	}
}

func (r reading) year() []step {
	return []step{
		{"the year", func() {
			r.Go("/habits")
			r.leave(`.board-pages a[href="/years/2026"]`)
			r.holds("h1", "2026 on one sheet")
		}},
		{"in numbers", func() {
			r.Click("main > details.numbers > summary")
			r.Wait("document.querySelector(`main > details.numbers`).open")
			r.holds("main > details.numbers", "Stretch")
		}},
		{"the year before", func() {
			r.Go("/years/2025")
			r.holds("main", "Nothing stands in 2025")
			r.leave(".nothing .actions a")
			r.holds("h1", "2026")
		}},
	}
}
