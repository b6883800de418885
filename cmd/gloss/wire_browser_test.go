//go:build browser

package main

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"gloss/cmd/internal/chromium"
)

// What a browser that was never here before fetches to log in and see Today,
// and what it fetches when it comes again: as many bytes and requests as it
// may, and all from one host.
func TestBrowserOverTheWire(t *testing.T) {
	dir, said := t.TempDir(), &record{}
	fill(t, dir, func(add func(string) *person) { tenHabits(add("ana")) })
	w := wireTo(t, serveBy(t, dir, said, func() time.Time { return sunday }))
	asked := func() int { return strings.Count(said.String(), `"msg":"request"`) }
	hosts := func(v *visit) {
		t.Helper()
		list := chromium.Eval[[]string](v.Tab, `performance.getEntriesByType("resource").map(e => e.name)`)
		for _, address := range list {
			if at, err := url.Parse(address); err != nil || "http://"+at.Host != w.url {
				t.Errorf("the browser asked for %s", address)
			}
		}
	}
	var v *visit
	first := w.of(func() {
		v = open(t, w.url, chromium.Look{Still: true})
		v.Go("/login") // what the pages share is fetched here
		hosts(v)
		v.Type("#name", "ana")
		v.Type("#password", password)
		v.leave("main form button.btn")
		v.holds("main", "Stretch")
		hosts(v)
	})
	requests := asked()
	later := w.of(func() {
		v.Go("/today")
		v.holds("main", "Stretch")
		hosts(v)
	})
	again := asked() - requests
	t.Logf("logging in and Today: %d bytes in %d requests; Today again: %d bytes in %d", first, requests, later, again)
	// Two pages and a redirect, of which Today is one.
	if first > firstVisit || requests > mostRequests {
		t.Errorf("the first visit takes %d bytes in %d requests, at most %d in %d", first, requests, firstVisit, mostRequests)
	}
	if later > laterVisit || again != 1 {
		t.Errorf("a later visit takes %d bytes in %d requests, at most %d in one", later, again, laterVisit)
	}
}
