//go:build browser

package main

import (
	"context"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"gloss/cmd/internal/chromium"
	"gloss/handlers"
)

// wordyPages are those of somebody whose words are as long as they may be.
var wordyPages = []page{
	{wordsworth, "/today"}, {wordsworth, "/habits?show=tags"}, {wordsworth, "/today>.habit a.name"},
	{wordsworth, "/today>.habit a.name>main .head a[href$='/edit']"}, {wordsworth, "/journal"}, {wordsworth, "/years/2026"},
}

// Every page, on the smallest phone, enlarged four times, with wider text, in
// the reader's own colours, at rest, and on paper.
func TestLooks(t *testing.T) {
	t.Parallel()
	url := gallery(t, func(add func(string) *person) { busy(add("busy")); add("new"); wordy(add(wordsworth)) })
	tabs := map[string]*chromium.Tab{}
	see := func(p page) {
		tab := tabs[p.who]
		if tab == nil {
			tab = chromium.Open(t, url, small)
			tabs[p.who] = tab
			if p.who != "" {
				logIn(tab, p.who, password)
			}
		}
		t.Run(p.who+" "+p.path, func(t *testing.T) {
			tab.T = t
			for _, way := range ways {
				way.look(t, tab, p)
			}
		})
	}
	for _, r := range handlers.Routes {
		if r.Method == http.MethodGet {
			for _, p := range pages[r.Path] {
				see(p)
			}
		}
	}
	for _, p := range wordyPages {
		see(p)
	}
}

// look sees a page this way and finds what is wrong with it.
func (w way) look(t *testing.T, tab *chromium.Tab, p page) {
	w.see(tab)
	if w.fresh {
		path, links, _ := strings.Cut(p.path, ">")
		tab.Go(path)
		for links != "" {
			var next string
			next, links, _ = strings.Cut(links, ">")
			follow(next)(tab)
		}
		complaints(t, tab, w.name)
	}
	if *pictures != "" {
		name := strings.Trim(strings.NewReplacer("/", "-", ">", "-", "?", "-", "'", "", "*", "", "[", "", "]", "", " ", "-", ":", "").Replace(p.path), "-")
		tab.Shoot(filepath.Join(*pictures, "look-"+p.who[:min(4, len(p.who))]+"-"+name+"-"+w.name+".png"))
	}
	for _, find := range w.find {
		for _, fault := range chromium.Eval[[]string](tab, find) {
			t.Errorf("%s: %s", w.name, fault)
		}
	}
}

// small is the smallest phone.
var small = chromium.Look{Width: 320, Height: 640, Touch: true, Zone: "Atlantic/Canary", Still: true}

// way is a way of seeing a page, and what is looked for: each finds its faults,
// as JavaScript.
type way struct {
	name  string
	see   func(*chromium.Tab)
	fresh bool // the page is opened anew
	find  []string
}

var ways = []way{
	{"320", func(tab *chromium.Tab) {
		tab.See(small)
	}, true, []string{cutWords, targetWords, focusWords}},
	{"still", func(*chromium.Tab) {}, false, []string{motionWords}},
	{"400 %", func(tab *chromium.Tab) { // 1280 by 900
		tab.See(chromium.Look{Width: 320, Height: 225, Zone: "Atlantic/Canary", Still: true})
		tab.Do(chromedp.EmulateViewport(320, 225, chromedp.EmulateScale(4)))
	}, true, []string{cutWords, focusWords}},
	{"desk", func(tab *chromium.Tab) {
		tab.See(chromium.Look{Zone: "Atlantic/Canary", Still: true})
	}, true, []string{focusWords}},
	{"forced", func(tab *chromium.Tab) {
		tab.See(chromium.Look{Zone: "Atlantic/Canary", Still: true, Forced: true})
	}, false, []string{focusWords, forcedWords}},
	{"paper", func(tab *chromium.Tab) { onPaper(tab, "light") }, false, []string{paperWords}},
	{"paper-dark", func(tab *chromium.Tab) { onPaper(tab, "dark") }, false, []string{paperWords}},
	{"spaced", func(tab *chromium.Tab) {
		tab.See(chromium.Look{Zone: "Atlantic/Canary", Still: true})
		tab.Run(spacing)
	}, false, []string{wideWords, lostWords}},
	{"spaced-320", func(tab *chromium.Tab) {
		tab.See(small)
	}, false, []string{wideWords, lostWords}},
}

// onPaper shows the page as it is printed on A4, for somebody whose screen has
// a scheme.
func onPaper(tab *chromium.Tab, scheme string) {
	tab.Do(chromedp.EmulateViewport(688, 1017), protocol(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Media: "print", Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}, {Name: "forced-colors", Value: "none"}, {Name: "prefers-reduced-motion", Value: "reduce"}},
	}))
}

// protocol is a command of the browser's protocol as a step.
func protocol[P, R any](c cdp.Command[P, R], params P) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, c, params)
		return err
	})
}

// With motion allowed something moves, and cells that differ by colour alone
// would be found: the tests above can fail.
func TestLookCanFail(t *testing.T) {
	url := gallery(t, func(add func(string) *person) { onePress(add("one")) })
	tab := chromium.Open(t, url, chromium.Look{Zone: "Atlantic/Canary"})
	logIn(tab, "one", password)
	tab.Go("/habits")
	for name, find := range map[string]string{
		"motion":  motionWords,
		"targets": `(() => { document.querySelector(".btn").style.setProperty("min-block-size", "20px"); document.querySelector(".btn").style.setProperty("padding", "0"); return ` + targetWords + ` })()`,
		"focus":   `(() => { document.querySelector(".brand").style.setProperty("outline", "none"); return ` + focusWords + ` })()`,
		"words":   `(() => { const h = document.querySelector("h1"); h.style.setProperty("inline-size", "20px"); h.style.setProperty("overflow-wrap", "normal"); return ` + cutWords + ` })()`,
		"paper":   paperWords,
	} {
		if len(chromium.Eval[[]string](tab, find)) == 0 {
			t.Errorf("nothing is found wrong with the %s of a page on a screen", name)
		}
	}
}
