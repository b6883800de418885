//go:build browser

package main

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"gloss/cmd/internal/chromium"
	"gloss/handlers"
)

// page is where one sees a route: as whom, a stranger where that is empty, and
// at which path. Behind each > stands what is pressed there to come further.
type page struct{ who, path string }

// pages are the pages of each route that can be asked for, none where it answers
// with none; the gallery has them in more states.
var pages = map[string][]page{
	"/":                    {{"", "/"}},
	"/signup":              {{"", "/signup"}},
	"/login":               {{"", "/login"}},
	"/reset":               {{"", "/reset?key=none"}},
	"/healthz":             nil,
	"/assets/*":            nil,
	"/start":               {{"busy", "/start"}},
	"/today":               {{"busy", "/today"}},
	"/days/:date":          {{"busy", "/days/2026-11-18"}},
	"/habits":              {{"busy", "/habits?show=tags"}},
	"/habits/new":          {{"busy", "/habits/new"}, {"new", "/guides>.card h3 a>main aside a[href^='/habits/new']"}},
	"/habits/:id":          {{"busy", "/today>.habit a.name"}},
	"/habits/:id/edit":     {{"busy", "/today>.habit a.name>main .head a[href$='/edit']"}},
	"/habits/deleted":      {{"busy", "/habits/deleted"}},
	"/pauses":              {{"busy", "/pauses"}},
	"/journal":             {{"busy", "/journal"}},
	"/years/:year":         {{"busy", "/years/2026"}},
	"/guides":              {{"busy", "/guides"}},
	"/guides/:id":          {{"new", "/guides>.card h3 a"}, {"", "/>main a[href^='/guides/']"}},
	"/guides/new":          {{"busy", "/guides/new"}},
	"/guides/notes":        {{"busy", "/guides/notes"}},
	"/guides/deleted":      {{"busy", "/guides/deleted"}},
	"/guides/:id/passage":  nil, // TestGuidePages looks at it
	"/guides/fetching/:id": nil, // it lasts as long as a fetch: TestBringingIn
	"/guides/:id/edit":     nil, // these are pages of a guide of one's own: TestTheLibraryLooksRight
	"/guides/:id/delete":   nil,
	"/guides/:id/tags":     nil,
	"/you":                 {{"busy", "/you"}},
	"/you/delete":          {{"new", "/you/delete"}, {"busy", "/you/delete"}},
	"/you/export":          {{"busy", "/you/export"}},
	"/you/export/:file":    nil,
	"/you/import":          {{"busy", "/you/import"}},
	"/you/import/:id":      nil, // it is there once a file is: TestHistoryLooksRight
	"/people":              {{"busy", "/people"}},
	"/people/invitations":  {{"busy", "/people>form[action='/people/invitations'] button"}},
	"/people/:id/reset":    {{"busy", "/people>[aria-label^='Password link']"}},
	"/backups":             {{"busy", "/backups"}},
	"/backups/:id":         nil, // there is none at first: TestBackupsLookRight
}

// Every route that can be asked for has its page here, and every page is clean
// for axe-core and for the policy and scrolls sideways nowhere: light and wide,
// dark and narrow.
func TestEveryPage(t *testing.T) {
	t.Parallel()
	url := gallery(t, func(add func(string) *person) { busy(add("busy")); add("new") })
	tabs := map[string]*chromium.Tab{}
	for _, who := range []string{"", "busy", "new"} {
		tabs[who] = chromium.Open(t, url, chromium.Look{Zone: "Atlantic/Canary", Still: true})
		if who != "" {
			logIn(tabs[who], who, password)
		}
	}
	known := map[string]bool{}
	for _, r := range handlers.Routes {
		if r.Method != http.MethodGet {
			continue
		}
		list, ok := pages[r.Path]
		if known[r.Path] = true; !ok {
			t.Errorf("%s is new: say here where its pages are", r.Path)
		}
		for _, p := range list {
			t.Run(p.who+" "+p.path, func(t *testing.T) { p.look(t, tabs[p.who], r.Path) })
		}
	}
	for path := range pages {
		if !known[path] {
			t.Errorf("%s is no route any more", path)
		}
	}
}

// variable is a part of a route that is another word each time.
var variable = regexp.MustCompile(`:\w+`)

// look opens the page of a route in each look and finds what is wrong with it.
func (p page) look(t *testing.T, tab *chromium.Tab, route string) {
	tab.T = t
	there := regexp.MustCompile("^" + variable.ReplaceAllString(route, "[^/]+") + `(\?|$)`)
	for name, look := range map[string]chromium.Look{
		"desk, light": {}, "phone, dark": {Width: 390, Height: 844, Touch: true, Dark: true},
	} {
		look.Still, look.Zone = true, "Atlantic/Canary"
		tab.See(look)
		path, links, _ := strings.Cut(p.path, ">")
		tab.Go(path)
		for links != "" {
			var next string
			next, links, _ = strings.Cut(links, ">")
			tab.Leave(next)
		}
		if here := tab.Here(); !there.MatchString(here) {
			t.Errorf("%s: this came to %s", name, here)
		}
		inspect(t, tab, name)
	}
}
