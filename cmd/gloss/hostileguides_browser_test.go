//go:build browser

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"gloss/cmd/internal/chromium"
	"gloss/models"
	"gloss/views/link"
)

// haunt is a server elsewhere, which nobody is to ask for anything. It notes who
// does.
type haunt struct {
	url   string
	mu    sync.Mutex
	asked []string
}

func newHaunt(t *testing.T) *haunt {
	h := &haunt{}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h.mu.Lock()
		defer h.mu.Unlock()
		h.asked = append(h.asked, r.URL.Path)
	}))
	t.Cleanup(s.Close)
	h.url = s.URL
	return h
}

func (h *haunt) visitors() []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.asked)
}

// trapped is a person's guide that is a trap, and what is to be read of it.
type trapped struct {
	trap
	id            string
	title, author string
	advice, keys  []string
	wanted        []string
}

// trap brings traps into the person's library.
func (p *person) trap(all []trap) []trapped {
	p.t.Helper()
	var list []trapped
	for _, one := range all {
		g, advice, err := one.guide()
		if err != nil {
			p.t.Fatalf("%s: %v", one.name, err)
		}
		c, err := p.store.AddGuide(context.Background(), p.user.ID, p.id(), g, advice)
		if err != nil {
			p.t.Fatalf("%s: %v", one.name, err)
		}
		offers, err := models.Offers(advice)
		if err != nil {
			p.t.Fatal(err)
		}
		x := trapped{trap: one, id: c.SubjectID, title: g.Title, author: g.Author}
		for _, o := range offers {
			x.advice, x.keys = append(x.advice, o.Name), append(x.keys, o.Key)
		}
		x.wanted = slices.Concat([]string{g.Title, g.Author, g.Publisher}, x.advice, strings.FieldsFunc(g.Text, func(r rune) bool { return r == '\n' || r == '\t' }))
		list = append(list, x)
	}
	return list
}

// gone finds what a page would hold, or what would have been done, had a trap
// gone off, and which of the wanted texts cannot be read on it. What Gloss puts
// between the words of a text is not read.
const gone = `((window, wanted) => {
	const found = [], { document, localStorage } = window
	if (window.owned || window.top.owned || document.cookie || localStorage.owned || document.body.id || !document.title.endsWith(" · Gloss")) found.push("a script ran")
	const of = { P: "", H2: "", H3: "", H4: "", H5: "", H6: "", UL: "", OL: "start", LI: "", BLOCKQUOTE: "", PRE: "tabindex", CODE: "", EM: "", STRONG: "", BR: "", MARK: "", SPAN: "aria-hidden", DIV: "tabindex role aria-label",
		TABLE: "", THEAD: "", TBODY: "", TR: "", TH: "scope", TD: "", A: "href rel aria-label" }
	for (const e of document.querySelectorAll(".text *")) {
		if (!(e.tagName in of)) found.push("an element " + e.outerHTML)
		for (const a of e.attributes) {
			if (!["id", "class", "dir", "lang", "data-start", ...(of[e.tagName] ?? "").split(" ")].includes(a.name)) found.push("an attribute " + a.name + "=" + a.value)
		}
		if (e.id && !/^(p\d+|refs|ref-\d+|m-[-\w]+|why-a-[-0-9a-f]+)$/.test(e.id)) found.push("an id " + e.id)
		for (const name of e.classList) if (!/^(passage|quietly|lit|quote|scroll|picture|table|small|muted|said|anchor|sign|num|fn|refs|maybe|own|too)$/.test(name)) found.push("a class " + name)
		const to = e.getAttribute("href")
		if (to !== null && !/^#(p\d+|ref-\d+|habit-a-[-0-9a-f]+)$/.test(to) && !(/^https?:[/][/][^/@]+([/?#]|$)/.test(to) && e.rel === "noopener noreferrer nofollow") && !e.matches(".num")) found.push("a link to " + to)
	}
	const ids = [...document.querySelectorAll("[id]")].map(e => e.id)
	if (new Set(ids).size < ids.length) found.push("an id twice of " + ids.filter((id, i) => ids.indexOf(id) < i))
	if (document.querySelector(".text [name], .text [data-enhance]")) found.push("a name")
	const words = s => s.replace(/\s+/g, "")
	const main = document.querySelector("main").cloneNode(true)
	for (const e of main.querySelectorAll(".text :is(.sign, .fn, .num, .anchor)")) e.remove()
	const read = words(main.textContent + [...main.querySelectorAll("input, textarea")].map(e => e.value).join(""))
	const lost = (wanted ?? []).filter(w => !read.includes(words(w)))
	if (lost.length) found.push(lost.length + " texts are not there as written, such as " + JSON.stringify(lost[0]))
	return found.join("\n")
})`

// found is a JavaScript function for all that is wrong with a window.
const found = `((window, wanted) => {
	const { document, performance } = window
	return [` + gone + `(window, wanted), ` + harm + `([])].filter(Boolean).join("\n")
})`

// windows opens pages side by side, each as a document of its own: what Gloss
// answers is parsed and run like a page that was gone to, under the policy of the
// page around it, which is that of every answer. It returns what is wrong.
const windows = `(all => Promise.all(all.map(async ({ Path, Wanted }) => {
	const answer = await fetch(Path)
	const frame = document.createElement("iframe")
	document.body.append(frame)
	const { document: page } = frame.contentWindow
	const there = new Promise(done => frame.addEventListener("load", done))
	page.open()
	page.write(await answer.text())
	page.close()
	await there
	await new Promise(done => setTimeout(done, 50))
	const wrong = answer.ok ? ` + found + `(frame.contentWindow, Wanted) : "it was answered with " + answer.status
	frame.remove()
	return wrong
})))`

// opened is a page of a trap and the texts that are wanted on it.
type opened struct {
	Name, Path string
	Wanted     []string
}

// safe goes to a page and wants its texts on it and no trap gone off.
func (v *visit) safe(at opened) {
	v.t.Helper()
	v.Go(at.Path)
	if here := v.Here(); here != at.Path {
		v.t.Errorf("%s: %s led to %s", at.Name, at.Path, here)
	}
	if wrong := chromium.Eval[string](v.Tab, found+"(window, "+written(v.t, at.Wanted)+")"); wrong != "" {
		v.t.Errorf("%s at %s: %s", at.Name, at.Path, wrong)
	}
	v.calm(at.Name + " at " + at.Path)
}

// calm wants no complaint of the browser.
func (v *visit) calm(where string) {
	v.t.Helper()
	for _, r := range v.Reports() {
		v.t.Errorf("%s: the browser complained: %s", where, r)
	}
}

func written(t *testing.T, value any) string {
	t.Helper()
	b, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// atOnce is how many pages stand side by side.
const atOnce = 16

// beside opens pages side by side on one page.
func (v *visit) beside(pages []opened) {
	v.t.Helper()
	v.Go("/you")
	for batch := range slices.Chunk(pages, atOnce) {
		for n, wrong := range chromium.Eval[[]string](v.Tab, windows+"("+written(v.t, batch)+")") {
			if wrong != "" {
				v.t.Errorf("%s at %s: %s", batch[n].Name, batch[n].Path, wrong)
			}
		}
		v.calm(batch[0].Name + " to " + batch[len(batch)-1].Name)
		if here := v.Here(); here != "/you" {
			v.t.Fatalf("%s or one after it led to %s", batch[0].Name, here)
		}
	}
}

// More than a thousand articles by somebody who means harm are brought in, and
// each is read in a browser: none does anything, none holds anything but words
// and links, and the words are as they were written.
func TestHostileArticlesAreInert(t *testing.T) {
	elsewhere := newHaunt(t)
	all := traps(elsewhere.url)
	const people = 4 // each has a tab, and more guides than this fit in no library
	libraries := make([][]trapped, people)
	address := gallery(t, func(add func(string) *person) {
		for i := range libraries {
			libraries[i] = add(fmt.Sprint("reader ", i)).trap(all[i*len(all)/people : (i+1)*len(all)/people])
		}
	})
	t.Run("read", func(t *testing.T) {
		for i, library := range libraries {
			t.Run(fmt.Sprint(i), func(t *testing.T) {
				t.Parallel()
				v := as(t, address, fmt.Sprint("reader ", i))
				v.shelves(library)
				var pages []opened
				for n, x := range library {
					pages = append(pages, x.pages(n%16 == i)...)
				}
				v.beside(pages)
				for n := i; n < len(library); n += 32 {
					v.safe(library[n].pages(false)[0])
				}
			})
		}
	})
	for _, path := range elsewhere.visitors() {
		t.Errorf("trap %s was gone into", strings.TrimPrefix(path, "/"))
	}
}

// shelves leafs through the library, where all is to be named, long names by their
// beginning.
func (v *visit) shelves(library []trapped) {
	v.t.Helper()
	var wanted []string
	for _, x := range library {
		wanted = append(wanted, x.title, x.author)
	}
	read := ""
	for path := "/guides"; path != ""; {
		v.safe(opened{"the library", path, nil})
		read += chromium.Eval[string](v.Tab, "document.querySelector(`main`).textContent")
		path = chromium.Eval[string](v.Tab, "document.querySelector(`main a[rel=next]`)?.getAttribute(`href`) ?? ``")
	}
	words := func(s string) string { return strings.Join(strings.Fields(s), "") }
	read = words(read)
	for i, w := range wanted {
		if w = string([]rune(w)[:min(len([]rune(w)), 60)]); !strings.Contains(read, words(w)) {
			v.t.Errorf("%s: %q is not in the library", library[i/2].name, w)
		}
	}
}

// pages are those that a guide's words stand on: the guide, and of some guides the
// others too.
func (x trapped) pages(all bool) []opened {
	list := []opened{{x.name, link.Guide(x.id), x.wanted}}
	if !all {
		return list
	}
	if len(x.keys) > 0 {
		list = append(list, opened{x.name, link.NewHabitFrom(x.id, x.keys[0]), x.advice[:1]})
	}
	return append(list, opened{x.name, link.Numbered(x.id), x.wanted}, opened{x.name, link.EditGuide(x.id), []string{x.title, x.author}},
		opened{x.name, link.DeleteGuide(x.id), nil}, opened{x.name, link.PassageAt(link.PassageBase(x.id), 0, 12), nil})
}

// Snares go off where nobody takes care: shown as they are, with the links that
// lead to a script followed, about half ask for something elsewhere. Those that
// do not are old, or wait for a hand.
func TestSnaresGoOff(t *testing.T) {
	elsewhere := newHaunt(t)
	all := slices.Clone(snares)
	for _, s := range addresses {
		all = append(all, `<a href="`+s+`">x</a>`)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /snares/{n}", func(w http.ResponseWriter, r *http.Request) {
		n, err := strconv.Atoi(r.PathValue("n"))
		if err != nil || n >= len(all) {
			return // what a snare asks for beside itself
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		text := strings.ReplaceAll(all[n], "@do", "fetch(`@at`,{mode:`no-cors`})")
		fmt.Fprint(w, "<!doctype html>", strings.NewReplacer("@at", elsewhere.url+"/"+strconv.Itoa(n), "@n", strconv.Itoa(n)).Replace(text))
	})
	const frames = 40
	mux.HandleFunc("GET /from/{n}", func(w http.ResponseWriter, r *http.Request) {
		n, _ := strconv.Atoi(r.PathValue("n"))
		w.Header().Set("Content-Type", "text/html")
		for i := n; i < min(n+frames, len(all)); i++ {
			fmt.Fprintf(w, `<iframe src=/snares/%d sandbox="allow-scripts allow-same-origin allow-forms"></iframe>`, i)
		}
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	tab := chromium.Open(t, server.URL, chromium.Look{Still: true})
	for n := 0; n < len(all); n += frames {
		tab.Go("/from/" + strconv.Itoa(n))
		tab.Run(`for (const f of document.querySelectorAll("iframe")) for (const a of f.contentDocument?.querySelectorAll("a") ?? []) if (a.protocol === "javascript:") a.click()`)
		tab.Run("new Promise(done => setTimeout(done, 300))")
	}
	went := elsewhere.visitors()
	slices.Sort(went)
	if went = slices.Compact(went); len(went)*5 < len(all)*2 {
		t.Errorf("%d of %d went off: %q", len(went), len(all), went)
	}
	t.Logf("%d of %d went off", len(went), len(all))
}
