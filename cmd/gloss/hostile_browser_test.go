//go:build browser

package main

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"gloss/cmd/internal/chromium"
	"gloss/models"
	"gloss/models/date"
	"gloss/models/plan"
	"gloss/models/store"
	"gloss/models/variety"
)

// target is a person who wrote hostile texts into every field, and what the
// pages should show of them.
type target struct {
	name                            string
	habits                          []models.Habit
	names, cues, units, notes, tags []string
	items, reasons, dayNotes        []string
}

// crowded has many habits; each holds a text in every field that is shown among
// others.
func crowded(p *person, s *spite, count int) *target {
	x := &target{
		name: p.user.Name, names: s.texts(count, models.MaxHabitName), cues: s.texts(count, models.MaxCue), units: s.texts(count, plan.MaxUnit),
		notes: s.texts(count, 200), tags: s.tags(5),
	}
	list := make([]store.NewHabit, count)
	for i := range list {
		terms := plan.Plan{From: p.today, WeekStart: time.Monday, Kind: plan.Sum, Period: plan.Day, Min: plan.At(3), Step: plan.Whole, Unit: x.units[i]}
		if i%2 == 1 {
			terms.Kind, terms.Period, terms.Step, terms.Min = plan.Variety, plan.Week, 0, plan.At(30)
		}
		list[i] = store.NewHabit{Habit: models.Habit{Name: x.names[i], Cue: x.cues[i], Hue: models.Hues[i%len(models.Hues)], Icon: models.Icons[i%len(models.Icons)]}, Plan: terms}
	}
	x.habits = p.make(list...)
	for i, h := range x.habits {
		if i%2 == 1 {
			items := s.texts(3, variety.MaxLetters)
			p.log(h, p.today, models.ActItem, 0, items...)
			x.items = append(x.items, items...)
		} else {
			p.log(h, p.today, models.ActAdd, 1)
		}
		p.log(h, p.today, models.ActNote, 0, x.notes[i])
		if i < len(x.tags) {
			p.tag(h, x.tags[i])
		}
	}
	return x
}

// deep has few habits, with long texts, and notes on many days.
func deep(p *person, s *spite, count int) *target {
	x := &target{name: p.user.Name, names: s.texts(count, models.MaxHabitName), tags: s.tags(count * models.MaxTags), reasons: s.pages(count), notes: s.pages(count), dayNotes: s.pages(count)}
	for i, name := range x.names {
		h := models.Habit{Name: name, Reason: x.reasons[i], Hue: "leaf", Icon: "leaf"}
		terms := plan.Plan{From: p.today, WeekStart: time.Monday, Kind: plan.Tick, Period: plan.Day, Min: plan.At(1)}
		x.habits = append(x.habits, p.make(store.NewHabit{Habit: h, Plan: terms})...)
		p.log(x.habits[i], p.today, models.ActNote, 0, x.notes[i])
		p.tag(x.habits[i], x.tags[i*models.MaxTags:(i+1)*models.MaxTags]...)
		if _, err := p.store.SetDayNote(context.Background(), p.user.ID, p.id(), p.today-date.Date(i), x.dayNotes[i]); err != nil {
			p.t.Fatal(err)
		}
	}
	return x
}

// tags are texts without commas.
func (s *spite) tags(count int) []string {
	list := make([]string, 0, count)
	for len(list) < count {
		if text := s.text(models.MaxTag); !strings.Contains(text, ",") {
			list = append(list, text)
		}
	}
	return list
}

// pages are texts of many lines, each hostile in itself.
func (s *spite) pages(count int) []string {
	list := make([]string, count)
	for i := range list {
		list[i] = strings.Join(s.texts(20, 98), "\n")
	}
	return list
}

// lines are the lines of some pages.
func lines(pages ...string) []string { return strings.Split(strings.Join(pages, "\n"), "\n") }

// More than a thousand hostile texts stand in every field a person can write
// into, and every page that shows them is opened: none does anything, and all
// are read as they were written.
func TestHostileTextsAreInert(t *testing.T) {
	var crowds []*target
	var one *target
	accounts := newSpite(1).texts(1000, models.MaxName)
	url := gallery(t, func(add func(string) *person) {
		s := newSpite(22)
		for i, name := range accounts {
			switch p := add(name); {
			case i < 3:
				crowds = append(crowds, crowded(p, s, 340))
			case i == 3:
				one = deep(p, s, 51)
			}
		}
	})
	t.Run("long", func(t *testing.T) {
		t.Parallel()
		v := as(t, url, one.name)
		for _, path := range []string{"/habits", "/habits?show=order", "/habits?show=2026-11-22"} {
			v.inert(path, one.names)
		}
		v.inert("/habits?show=tags", one.tags)
		v.inert("/today", one.names, one.tags)
		v.inert("/you", []string{one.name})
		for n, h := range one.habits {
			v.inert("/habits/"+h.ID, one.names[n:n+1], lines(one.notes[n], one.reasons[n]))
			v.inert("/days/"+(sundayHere-date.Date(n)).String(), lines(one.dayNotes[n]))
			if n < 10 {
				v.inert("/habits/"+h.ID+"/edit", one.names[n:n+1], lines(one.reasons[n]))
			}
		}
		// What a script puts into the page is text as well.
		v.Go("/habits?show=order")
		v.press(".board tbody td:last-child .cell")
		v.Wait("document.querySelector('.flash')")
		v.shows(one.names[:1])
		v.press(".flash button")
		v.holds(".flash", "Undone")
		v.shows(one.names)
	})
	for i, x := range crowds {
		t.Run("crowd "+strconv.Itoa(i), func(t *testing.T) {
			t.Parallel()
			v := as(t, url, x.name)
			v.inert("/today", x.names, x.cues, x.units, x.notes, x.items)
			v.inert("/habits?group=tag", x.names, x.tags)
			v.inert("/journal")
			v.inert("/years/2026", x.names)
			if i == 0 {
				v.inert("/people", accounts)
			}
			for n := range 4 {
				v.inert("/habits/"+x.habits[n].ID, x.names[n:n+1], x.notes[n:n+1])
				v.inert("/habits/"+x.habits[n].ID+"/edit", x.names[n:n+1], x.cues[n:n+1], x.units[n:n+1], x.tags[n:n+1])
			}
		})
	}
}

// as opens a browser as somebody whose name is hostile too.
func as(t *testing.T, url, name string) *visit {
	t.Helper()
	v := open(t, url, chromium.Look{Zone: "Atlantic/Canary", Still: true})
	v.logIn(name, password)
	return v
}

// harm finds what a page would hold had a text been taken for more, and which
// of the wanted texts cannot be read on it.
const harm = `(wanted => {
	const found = []
	if (window.spited || document.title === "spited") found.push("a script ran")
	for (const e of document.querySelectorAll("*")) {
		const tag = e.localName
		if (["iframe", "object", "embed", "math", "video", "audio", "marquee", "base", "image", "style", "xmp", "frame", "mglyph", "foreignobject", "animate"].includes(tag)) found.push("an element " + tag)
		if (tag === "script" && (!e.src || new URL(e.src).origin !== location.origin)) found.push("a script " + e.outerHTML)
		if (tag === "meta" && e.httpEquiv === "refresh") found.push("a refresh")
		for (const a of e.attributes) {
			if (/^(on|style$|srcdoc$|xlink:)/.test(a.name)) found.push(tag + " with " + a.name)
			if (/^(href|src|action|formaction|data|poster|srcset)$/.test(a.name)) {
				const to = new URL(a.value, location)
				if (!/^https?:$/.test(to.protocol) || to.hostname === "other.test") found.push(tag + " with " + a.name + "=" + a.value)
			}
		}
	}
	for (const r of performance.getEntriesByType("resource")) if (new URL(r.name).origin !== location.origin) found.push("fetched " + r.name)
	const read = [document.body.textContent]
	for (const e of document.querySelectorAll("input, textarea")) read.push(e.value)
	const all = read.join("\n")
	const lost = wanted.filter(w => !all.includes(w))
	if (lost.length) found.push(lost.length + " of " + wanted.length + " texts are not there as written, such as " + JSON.stringify(lost.slice(0, 3)))
	return found.slice(0, 10).join("\n")
})`

// inert opens a page and wants these texts on it and nothing done by any.
func (v *visit) inert(path string, wanted ...[]string) {
	v.t.Helper()
	v.Go(path)
	if here := v.Here(); here != path {
		v.t.Errorf("%s led to %s", path, here)
	}
	v.shows(slices.Concat(wanted...))
}

// shows wants these texts on the page and nothing done by any.
func (v *visit) shows(wanted []string) {
	v.t.Helper()
	written, err := json.Marshal(append([]string{}, wanted...))
	if err != nil {
		v.t.Fatal(err)
	}
	if found := chromium.Eval[string](v.Tab, harm+"("+string(written)+")"); found != "" {
		v.t.Errorf("%s: %s", v.Here(), found)
	}
	for _, r := range v.Reports() {
		v.t.Errorf("%s: the browser complained: %s", v.Here(), r)
	}
}
