//go:build browser

package main

import (
	"slices"
	"strings"
	"testing"

	"gloss/cmd/internal/chromium"
)

// Files by somebody who means harm are brought in, and every page that shows what
// they say is opened, from the first look into them on: nothing in them does
// anything, and it is read as it was written.
func TestHostileFilesAreInert(t *testing.T) {
	all := plant(t)
	url := gallery(t, func(add func(string) *person) { add("ana") })
	v := open(t, url, chromium.Look{Zone: "Atlantic/Canary", Still: true})
	v.logIn("ana", password)
	v.refused(all[0])
	var names, tags, notes []string
	for _, x := range all {
		v.bringPlanted(x)
		names, tags, notes = append(names, x.names...), append(tags, x.tags...), append(notes, x.notes...)
	}
	g := all[0]
	v.inert("/today", names, g.units, g.cues, g.items)
	v.inert("/habits?show=order", names)
	v.inert("/habits?group=tag", names, tags)
	v.inert("/habits?show=tags", tags)
	v.inert("/days/"+todaySaid, names, notes, g.dayNotes)
	v.inert("/you/export")
	v.inert("/you/import")
	v.readPlanted(g)
	for next := "/journal"; next != ""; next = chromium.Eval[string](v.Tab, "document.querySelector(`main a[rel=next]`)?.getAttribute(`href`) ?? ``") {
		v.inert(next)
	}
	v.wouldHarm(g.names)
}

// wouldHarm wants to see texts do harm where nobody takes care.
func (v *visit) wouldHarm(texts []string) {
	v.t.Helper()
	v.Go("/you")
	v.Run("document.body.insertAdjacentHTML(`beforeend`, " + quoted(strings.Join(texts, "\n")) + "); new Promise(done => setTimeout(done, 300))")
	if found := chromium.Eval[string](v.Tab, harm+"([])"); strings.Count(found, "\n") < 5 || len(v.Reports()) == 0 {
		v.t.Errorf("of raw texts it is said: %s", found)
	}
	v.Go("/you")
	v.Reports()
}

// refused gives files that no kind of care could bring in, and wants what is said
// of them to be words alone.
func (v *visit) refused(g planted) {
	v.t.Helper()
	said := g.files[0]
	for _, wrong := range []given{
		{said.name, strings.Replace(said.content, `"key":"a-0"`, `"key":"a-0\" onmouseover=\"alert(1)"`, 1)},
		{said.name, strings.Replace(said.content, "https://site.example/", "javascript:alert(1)//", 1)},
		{said.name, strings.Replace(said.content, `"kind":"amount"`, `"kind":"<img src=x onerror=alert(1)>"`, 1)},
		{said.name, strings.Replace(said.content, `"habit":"habit-1"`, `"habit":"<img src=x onerror=alert(1)>"`, 1)},
		{said.name, "<script>alert(1)</script>"},
		{said.name + ".csv", "HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText\n<script>alert(1)</script>,,,<img src=x onerror=alert(1)>,1,\n"},
	} {
		v.Go("/you/import")
		give(wrong.name, wrong.content)(v.Tab)
		if v.Count("[value=bring]") > 0 && !strings.HasSuffix(wrong.name, ".csv") {
			v.t.Errorf("what is wrong is taken: %.200s", wrong.content)
		}
		for _, r := range v.Reports() {
			if !strings.Contains(r, "status of 422") {
				v.t.Errorf("%.200s: the browser complained: %s", wrong.content, r)
			}
		}
		v.shows(nil)
	}
}

// bringPlanted brings a file in and opens the pages about it.
func (v *visit) bringPlanted(x planted) {
	v.t.Helper()
	v.Go("/you/import")
	giveAll(x.files...)(v.Tab)
	v.holds("main .head", x.kind)
	v.shows(slices.Concat(x.names, x.units))
	bring(v.Tab)
	v.holds("main h1", "It is here")
	v.shows(x.names)
	came := chromium.Eval[[]string](v.Tab, "[...document.querySelectorAll(`[aria-labelledby=came] a`)].map(a => a.getAttribute(`href`))")
	if len(came) != len(x.names) {
		v.t.Fatalf("%s: %d habits came of %d", x.kind, len(came), len(x.names))
	}
	for i, path := range came[:3] {
		one := func(texts []string) []string { return texts[min(i, len(texts)):min(i+1, len(texts))] }
		v.inert(path, one(x.names), one(x.reasons), one(x.notes))
		v.inert(path+"/edit", one(x.names), one(x.reasons), one(x.cues), one(x.tags))
	}
}

// readPlanted opens the pages of the guide.
func (v *visit) readPlanted(x planted) {
	v.t.Helper()
	v.inert("/guides", []string{x.title, x.author, x.publisher})
	path := chromium.Eval[string](v.Tab, "[...document.querySelectorAll(`main a`)].find(a => a.textContent.includes("+quoted(x.title)+")).getAttribute(`href`)")
	v.safe(opened{"the guide", path, slices.Concat([]string{x.title}, x.text, x.cited, x.advised, x.marked)})
	v.safe(opened{"the guide, to be edited", path + "/edit", []string{x.title, x.author, x.publisher}})
}
