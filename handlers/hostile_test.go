package handlers_test

import (
	"context"
	"flag"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"gloss/handlers"
)

var (
	hostile = flag.Int("hostile", 10_000, "how many bad requests TestBadRequests sends")
	seed    = flag.Uint64("hostile-seed", 22, "what the bad requests of TestBadRequests are made from")
)

// slowest is how long an answer may take.
const slowest = 2 * time.Second

// Thousands of requests made up from the route table and the forms of the
// pages, each wrong in some way: every one is answered, none with an error of
// ours and none late, nothing panics, and the service and what it holds are as
// sound as before.
func TestBadRequests(t *testing.T) {
	s := newSite(t)
	s.as("ana")
	s.as("ben")
	all := s.targets(s.furnish("ana"), s.furnish("ben"))
	const workers = 4
	var group sync.WaitGroup
	codes := make([]map[int]int, workers)
	for w := range workers {
		codes[w] = map[int]int{}
		group.Go(func() { s.pester(all, w, *hostile/workers, codes[w]) })
	}
	group.Wait()
	seen := map[int]int{}
	for _, c := range codes {
		for code, n := range c {
			seen[code] += n
		}
	}
	t.Logf("answers by status: %v", seen)
	for _, code := range []int{200, 303, 400, 403, 404, 405, 413, 415, 422} {
		if seen[code] == 0 && *hostile >= 2000 {
			t.Errorf("no request was answered %d: what is sent no longer reaches that far", code)
		}
	}
	for line := range strings.Lines(s.logged()) {
		if strings.Contains(line, `"level":"ERROR"`) || strings.Contains(line, `"panic"`) {
			t.Errorf("logged: %.2000s", line)
		}
	}
	if faults, err := s.store.Check(context.Background()); err != nil || len(faults) > 0 {
		t.Errorf("the database: %v %v", err, faults)
	}
	s.stranger().get("/healthz").want(200)
	cleo := s.as("cleo")
	for _, path := range []string{"/today", "/habits", "/journal", "/guides", "/you"} {
		cleo.get(path).want(200)
	}
}

// pester sends bad requests one after the other. What they bring about, such as
// a session that ended or a person shut out, is put right from time to time, so
// that the next ones reach as far.
func (s *site) pester(all *targets, worker, count int, codes map[int]int) {
	m := newMischief(all, *seed, uint64(worker))
	line := &wire{address: s.server.Listener.Addr().String()}
	defer line.close()
	for n := range count {
		if n%50 == 0 {
			m.cookies = s.freshCookies([]string{all.own[0].user, all.own[1].user})
		}
		r := m.request()
		began := time.Now()
		code, err := line.send(r)
		took := time.Since(began)
		codes[code]++
		switch {
		case err != nil && !r.cut && !r.broken:
			s.t.Errorf("request %d of %d is not answered: %v\n%s", n, worker, err, r)
		case code >= 500 || code != 0 && code < 200:
			s.t.Errorf("request %d of %d is answered %d\n%s", n, worker, code, r)
		case took > slowest:
			s.t.Errorf("request %d of %d took %v\n%s", n, worker, took, r)
		}
	}
}

// freshCookies are cookies that sign in, one for each person; whoever was shut
// out is let in again, and enough time goes by for passwords to be tried again.
func (s *site) freshCookies(ids []string) (fresh []string) {
	ctx := context.Background()
	s.pass(4 * time.Minute)
	for _, id := range ids[1:] {
		if err := s.store.SetDisabled(ctx, ids[0], id, false); err != nil {
			s.t.Error(err)
		}
	}
	for _, id := range ids {
		token, _, err := s.store.CreateSession(ctx, id, "Firefox", "127.0.0.1", true)
		if err != nil {
			s.t.Error(err)
		}
		fresh = append(fresh, "gloss="+token)
	}
	return fresh
}

// targets are what bad requests are made from: ids of what is there and the
// forms that the pages hold.
type targets struct {
	host   string
	own    []things // of the owner and of somebody else
	ids    []string
	paths  map[string][]string     // of each route, filled in with what belongs to each
	forms  map[string][]url.Values // by path
	fields []string                // of all forms
}

// targets reads the forms of every page as those see them who may.
func (s *site) targets(own ...things) *targets {
	all := &targets{host: s.server.Listener.Addr().String(), own: own, paths: map[string][]string{}, forms: map[string][]url.Values{}}
	names := map[string]bool{}
	for i, mine := range own {
		all.ids = append(all.ids, mine.habit, mine.change, mine.guide, mine.user, mine.session, mine.link, mine.reset)
		for _, r := range handlers.Routes {
			path := mine.at(r, s)
			all.paths[r.Path] = append(all.paths[r.Path], path)
			if r.Method != http.MethodGet {
				continue
			}
			for _, who := range []*browser{s.people[[]string{"ana", "ben"}[i]], s.stranger()} {
				who.get(path).doc.Find("form").Each(func(_ int, f *goquery.Selection) {
					values := url.Values{}
					f.Find("[name]").Each(func(_ int, c *goquery.Selection) {
						name := c.AttrOr("name", "")
						values.Add(name, c.AttrOr("value", c.Text()))
						names[name] = true
					})
					action, _, _ := strings.Cut(f.AttrOr("action", path), "?")
					all.forms[action] = append(all.forms[action], values)
				})
			}
		}
	}
	all.fields = slices.Sorted(maps.Keys(names))
	if len(all.fields) < 20 {
		s.t.Fatalf("the pages have but these fields: %q", all.fields)
	}
	return all
}
