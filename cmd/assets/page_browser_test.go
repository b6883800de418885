//go:build browser

package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"gloss/assets"
)

// policy is the one that the server's pages carry, and asks for reports.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; report-uri /reports"

// site is a small stand-in for Gloss: a page with the markup that the script
// knows, and a count behind each habit.
type site struct {
	*httptest.Server
	assets *assets.Assets

	mu      sync.Mutex
	counts  map[string]int
	posts   []url.Values // what arrived, in order, and the path it came to
	open    int          // presses being answered
	most    int          // of them at once
	reports []string     // what the policy forbade
	delay   time.Duration
	hang    bool   // close the connection in place of an answer
	still   string // the habit whose cell is none to press any more
}

func newSite(t *testing.T, dir string) *site {
	t.Helper()
	a, err := assets.From(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	s := &site{assets: a, counts: map[string]int{}}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /today", s.page)
	mux.HandleFunc("GET /other", func(w http.ResponseWriter, r *http.Request) {
		s.write(w, http.StatusOK, "Other", `<main id="main"><h1>Another page</h1></main>`)
	})
	mux.HandleFunc("POST /habits/{id}", s.log)
	mux.HandleFunc("POST /undo", s.log)
	mux.HandleFunc("POST /reports", func(_ http.ResponseWriter, r *http.Request) {
		text, _ := io.ReadAll(r.Body)
		s.mu.Lock()
		defer s.mu.Unlock()
		s.reports = append(s.reports, string(text))
	})
	mux.HandleFunc("GET /assets/", func(w http.ResponseWriter, r *http.Request) {
		f, ok := a.Get(r.URL.Path)
		if !ok {
			http.NotFound(w, r)
			return
		}
		body, encoding := f.Pick(r.Header.Get("Accept-Encoding"))
		w.Header().Set("Content-Type", f.Type)
		if encoding != "" {
			w.Header().Set("Content-Encoding", encoding)
		}
		w.Write(body)
	})
	s.Server = httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s
}

// received gives what was posted so far.
func (s *site) received() []url.Values {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]url.Values(nil), s.posts...)
}

func (s *site) set(change func(*site)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change(s)
}

func (s *site) log(w http.ResponseWriter, r *http.Request) {
	r.ParseForm()
	s.mu.Lock()
	delay, hang := s.delay, s.hang
	r.PostForm.Set("path", r.URL.Path)
	s.posts = append(s.posts, r.PostForm)
	s.open++
	s.most = max(s.most, s.open)
	s.mu.Unlock()
	defer s.set(func(s *site) { s.open-- })
	time.Sleep(delay)
	switch amount := r.PostForm.Get("amount"); {
	case hang:
		panic(http.ErrAbortHandler)
	case amount == "wrong", amount == "sure?":
		s.draw(w, http.StatusUnprocessableEntity, r.PathValue("id"), amount, "")
	case amount == "taken":
		s.write(w, http.StatusConflict, "Conflict", `<main id="main"><h1>Already there</h1><p>Nothing was written.</p></main>`)
	case amount == "elsewhere":
		http.Redirect(w, r, "/other", http.StatusSeeOther)
	default:
		s.set(func(s *site) { s.counts[r.PathValue("id")]++ })
		http.Redirect(w, r, fmt.Sprintf("/today?habit=sun&done=%d", len(s.received())), http.StatusSeeOther)
	}
}

func (s *site) page(w http.ResponseWriter, r *http.Request) {
	s.draw(w, http.StatusOK, "", "", r.URL.Query().Get("done"))
}

func (s *site) draw(w http.ResponseWriter, status int, wrong, amount, done string) {
	s.mu.Lock()
	counts, still := map[string]int{}, s.still
	for id, n := range s.counts {
		counts[id] = n
	}
	s.mu.Unlock()
	var b strings.Builder
	b.WriteString(`<main id="main" class="spread" data-zone-now="Europe/Berlin">`)
	if done != "" {
		fmt.Fprintf(&b, `<div class="flash" role="status"><span>Logged %s.</span><form method="post" action="/habits/nowhere" data-enhance><input type="hidden" name="page" value="server"><button class="btn" formaction="/undo" name="change" value="%[1]s">Undo</button></form></div>`, done)
	}
	if amount == "sure?" {
		b.WriteString(`<div class="ask" role="alert" id="notice" tabindex="-1" data-ask><b>Are you sure?</b></div>`)
		wrong = ""
	}
	b.WriteString(`<section><h1>Today</h1>`)
	questions(&b, counts)
	b.WriteString(`<div class="ledger">`)
	for _, group := range []string{"now", "kept"} {
		fmt.Fprintf(&b, `<h2>%s</h2><ul class="sheet habits" aria-label="%[1]s">`, group)
		for _, id := range []string{"sun", "plants", "ferment", "move", "sleep", "walk", "wine", "swim"} {
			// "move" belongs to Kept once it is logged.
			if (group == "kept") == (id == "move" && counts[id] > 0) {
				row(&b, id, counts[id], wrong == id, amount, still == id)
			}
		}
		b.WriteString(`</ul>`)
	}
	b.WriteString(`</div></section><aside class="beside sheet only-wide" tabindex="0"><article class="guide">`)
	for _, id := range []string{"sun", "plants", "move"} {
		fmt.Fprintf(&b, `<p class="passage quietly" id="p-%s"><a class="sign" href="#%[1]s">x</a>%s</p>`, id, strings.Repeat("Some words about "+id+". ", 120))
	}
	b.WriteString(`</article></aside></main>`)
	s.write(w, status, fmt.Sprintf("Today, %d", counts["sun"]), b.String())
}

// questions ask about two habits as long as they are not answered.
func questions(b *strings.Builder, counts map[string]int) {
	var rows strings.Builder
	for _, id := range []string{"sun", "move"} {
		if counts["q-"+id] == 0 {
			fmt.Fprintf(&rows, `<li id="q-%[1]s"><form method="post" action="/habits/q-%[1]s" data-enhance><input type="hidden" name="page" value="server"><button name="do" value="done">Done</button><button name="do" value="no">No</button></form></li>`, id)
		}
	}
	if rows.Len() > 0 {
		fmt.Fprintf(b, `<details id="questions" open><summary>Unanswered</summary><ul>%s</ul></details>`, rows.String())
	}
}

func row(b *strings.Builder, id string, count int, wrong bool, amount string, still bool) {
	field := fmt.Sprintf(`<input id="amount-%s" name="amount" value="%d">`, id, count)
	if wrong {
		field = fmt.Sprintf(`<input id="amount-%s" name="amount" value="%s" aria-invalid="true">`, id, amount)
	}
	cell := fmt.Sprintf(`<button class="cell now" name="day" value="2026-11-22"><i>%d</i></button>`, count)
	if still {
		cell = fmt.Sprintf(`<span class="cell now still"><i>%d</i></span>`, count)
	}
	fmt.Fprintf(b, `<li class="habit" id="%[1]s" data-passage="p-%[1]s"><div class="text"><a class="name" href="#">%[1]s</a> <a class="sign" href="#p-%[1]s">x</a></div>
<form class="days" method="post" action="/habits/%[1]s" data-enhance><input type="hidden" name="page" value="server">%[2]s</form>
<details class="menu" name="row"><summary aria-label="More for %[1]s">…</summary><div class="over-it"><form method="post" action="/habits/%[1]s" data-enhance><input type="hidden" name="page" value="server">%[3]s<button class="btn">Set</button><button name="day" value="clear">Clear</button></form></div></details>
<div class="more"><form method="post" action="/habits/%[1]s" data-enhance><input type="hidden" name="page" value="server"><input id="item-%[1]s" name="item"><button class="btn">Add</button></form></div></li>`, id, cell, field)
}

func (s *site) write(w http.ResponseWriter, status int, title, main string) {
	w.Header().Set("Content-Security-Policy", policy)
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	fmt.Fprintf(w, `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>%s</title><link rel="icon" href="%s"><link rel="stylesheet" href="%s"><script type="module" src="%s"></script></head>
<body><header class="bar"><a class="brand" href="/today">Gloss</a></header>
<form data-zone-offer hidden method="post" action="/zone"><input type="hidden" name="zone"><p>Your browser is in <span data-zone-name></span>.</p><button>Switch</button><button type="button" data-zone-keep>Keep</button></form>
%s<form><select name="zone" data-zone><option selected>UTC</option><option>Asia/Tokyo</option></select></form></body></html>`,
		title, s.assets.URL("favicon.svg"), s.assets.URL("app.css"), s.assets.URL("app.js"), main)
}
